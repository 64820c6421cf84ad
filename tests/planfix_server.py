# ruff: noqa: E501  (a day is a line)
"""A server on loopback that answers as Planfix documents, on good days and on bad ones."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import planfix_errors as errors

TOKEN = "a-token"
CONTACT = {"id": 1, "name": "Анна", "email": "anna@example.com"}
LIMIT = "Rest API billing - rate limit exceeded, remaining:0, timeToReset:57283"


class Day(NamedTuple):
    """An answer, and the error that it stands for."""

    status: int
    body: Any  # bytes, or what is sent as JSON
    raises: type[errors.PlanfixError] = errors.PlanfixError
    message: str = ""
    code: int | None = None
    headers: dict[str, str] = {}  # noqa: RUF012

    def error(self, request: str) -> errors.PlanfixError:
        return self.raises(self.message, self.code, self.body, self.status, request)


BAD_DAYS = {
    "an HTML 502": Day(502, b"<title>Oh no</title>", errors.ServerUnavailable, "not JSON: Oh no"),
    "an empty 503": Day(503, b"", errors.ServerUnavailable, "empty body"),
    "an HTML 429": Day(429, b"<title>Slow</title>", errors.TooManyRequests, "not JSON: Slow"),
    "a foreign 404": Day(404, {}, errors.UnexpectedResponse, "no result, code or error"),
    "an empty 200": Day(200, b"", errors.AnswerIncomplete, "no 'contact': empty body"),
    "an HTML 200": Day(200, b"<title>Log in</title>", errors.OutcomeUnknown, "not JSON: Log in"),
    "a redirect": Day(302, b"", errors.UnexpectedResponse, "a redirect that was not followed", headers={"Location": "http://localhost:{}/file"}),
    "JSON that is cut off": Day(200, b'{"a": 1', errors.OutcomeUnknown, "not JSON (Expecting ',' delimiter: line 1 column 8 (char 7))"),
    "code 0 with 500": Day(500, {"result": "fail", "code": 0, "error": "Oops"}, errors.ServerFailed, "Oops"),
    "a failure with 200": Day(200, {"result": "fail", "code": 2000, "error": "No, 1"}, errors.ContactNotFound, "No, 1"),
    "a partial update": Day(200, {"result": "success", "id": 7, "failures": [{"field": "status", "error": "not changed"}]}, errors.PartialUpdate, "status: not changed"),
    "the daily limit": Day(403, {"result": "fail", "code": 22, "error": LIMIT}, errors.DailyRequestLimitReached, LIMIT),
    "the limit with code 1": Day(200, {"result": "fail", "code": 1, "error": LIMIT}, errors.TooManyRequests, LIMIT, 1),
    "a wrong token": Day(401, {"result": "fail", "code": 1, "error": "Invalid token"}, errors.TokenInvalid, "Invalid token"),
}  # fmt: skip
SILENT = Day(0, b"", errors.ServerUnavailable, "Timeout")  # no answer at all


class Handler(BaseHTTPRequestHandler):
    server: Any
    timeout = 0.5  # for what a client leaves open

    def do_GET(self) -> None:
        sent, server = self.rfile.read(int(self.headers.get("Content-Length", 0))), self.server
        server.requests.append(f"{self.command} {self.path.removeprefix('/rest')}")
        server.sent.append(json.loads(sent or b"null"))
        token = f"Bearer {TOKEN}" if self.path.startswith("/rest/") else None  # or another host
        day: Day = server.answers.pop(0) if server.answers else server.day
        if self.headers.get("Authorization") != token:
            day = BAD_DAYS["a wrong token"]
        if day is SILENT:
            self.rfile.read(1)  # until the client closes the connection
        is_raw = isinstance(day.body, bytes)
        body = day.body if is_raw else json.dumps(day.body).encode()
        headers = {"Content-Type": "text/html" if is_raw else "application/json"}
        self.send_response(day.status)
        for name, value in {**headers, "Content-Length": str(len(body)), **day.headers}.items():
            self.send_header(name, value.format(server.server_port))  # of another host
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None: ...


class Server(ThreadingHTTPServer):
    """Answers with `answers` in turn, then as on the `day`."""

    daemon_threads = False  # server_close() waits for them
    day = Day(200, {"result": "success", "id": 1, "contact": CONTACT, "contacts": [CONTACT]})

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/rest/"
        self.answers: list[Day] = []
        self.requests: list[str] = []
        self.sent: list[Any] = []

    def handle_error(self, request: Any, client_address: Any) -> None: ...  # the client has gone


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    """Serve at the address in the environment; the current folder is a new one."""
    monkeypatch.chdir(tmp_path)
    with Server() as server, ThreadPoolExecutor() as pool:
        settings = {"PLANFIX_URL": f" {server.url}\n", "PLANFIX_TOKEN": f" {TOKEN}\n"}
        for name, value in {**settings, "no_proxy": "*", "NETRC": "netrc"}.items():
            monkeypatch.setenv(name, value)
        pool.submit(server.serve_forever, 0.002)
        yield server
        server.shutdown()
