"""An HTTP server on loopback that answers as Planfix does, on good days and on bad ones."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from planfix_errors import (
    ContactNotFound,
    MalformedResponse,
    PartialUpdate,
    PlanfixError,
    UnknownFailure,
)

TOKEN = "a-token"
CONTACT = {"result": "success", "contact": {"id": 1, "name": "Анна"}}
FILE = b"%PDF-1.7\n\x00\xff"
FAILURES = [{"field": "status", "error": "field change failed"}]


def failure(code: int, error: str) -> dict[str, Any]:
    return {"result": "fail", "code": code, "error": error}


class Day(NamedTuple):
    """A day on which every request has the same answer, and the error it should end in."""

    status: int
    body: Any
    raises: type[PlanfixError]
    shown: str


BAD_DAYS = {
    "an HTML 502": Day(
        502,
        b"<html><h1>502 Bad Gateway</h1></html>",
        MalformedResponse,
        "HTTP 502: Not a response that Planfix documents: <html><h1>502 Bad Gateway</h1></html>",
    ),
    "an empty 503": Day(
        503, b"", MalformedResponse, "HTTP 503: Not a response that Planfix documents"
    ),
    "a foreign 404": Day(
        404,
        {"message": "Not Found"},
        MalformedResponse,
        "HTTP 404: Not a response that Planfix documents",
    ),
    "code 0 and 500": Day(500, failure(0, "Oops"), UnknownFailure, "[0] Oops"),
    "a partial update": Day(
        200,
        {"result": "success", "failures": FAILURES},
        PartialUpdate,
        "Some fields were not updated: status: field change failed",
    ),
    "a failure with HTTP 200": Day(
        200,
        failure(2000, "Contact not found by id 1"),
        ContactNotFound,
        "[2000] Contact not found by id 1",
    ),
    "a redirect": Day(
        302, b"", MalformedResponse, "HTTP 302: Not a response that Planfix documents"
    ),
}


class Handler(BaseHTTPRequestHandler):
    server: "Server"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, body = self.answer(f"{self.command} {self.path}")
        content_type = "text/html"
        if not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False).encode()
            content_type = "application/json"
        elif body is FILE:
            content_type = "application/pdf"
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/redirected")
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def answer(self, request: str) -> tuple[int, Any]:
        if request.endswith(" /redirected"):
            return 200, CONTACT
        self.server.requests.append(request)
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            return 401, failure(1, "Invalid token")
        if self.server.answers:
            return self.server.answers.pop(0)
        if self.server.day:
            return self.server.day[:2]
        return 200, FILE if request == "GET /file/1/download" else CONTACT

    def log_message(self, *args: Any) -> None: ...


class Server(ThreadingHTTPServer):
    """Answers with `answers` in turn, then as on the bad `day`, and otherwise well."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[str] = []
        self.answers: list[tuple[int, Any]] = []
        self.day: Day | None = None
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.environment = {
            "PLANFIX_URL": self.url,
            "PLANFIX_TOKEN": TOKEN,
            "PLANFIX_PAUSE": "0",
        }


@contextmanager
def serving() -> Iterator[Server]:
    """Yield a server that answers until the block ends."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
