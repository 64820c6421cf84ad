"""An HTTP server on loopback that answers as Planfix does."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "a-token"

SUCCESS = {"result": "success", "contact": {"id": 1, "name": "Анна"}}
HTML = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>"


def failure(code: int, error: str) -> dict[str, Any]:
    return {"result": "fail", "code": code, "error": error}


# Path -> the answers, one a request and the last one over and over: HTTP status and body.
ANSWERS: dict[str, list[tuple[int, Any]]] = {
    "GET /contact/1": [(200, SUCCESS)],
    "GET /contact/2": [(200, failure(2000, "Contact not found by id 2"))],
    "GET /contact/3": [(404, failure(2000, "Contact not found by id 3"))],
    "GET /contact/4": [(405, failure(5, "Scope contact_readonly is required"))],
    "GET /contact/5": [(502, HTML)],
    "GET /contact/6": [(202, b"")],
    "GET /contact/7": [(200, {"chunk": 0, "rows": []})],
    "GET /contact/8": [(502, b"")],
    "GET /contact/9": [(400, {"Result": "fail", "Code": 2999, "Error": "Новое"})],
    "POST /contact/": [(201, {"result": "success", "id": 1})],
    "POST /task/": [(202, b"")],
    "POST /report/1/generate": [
        (400, failure(9002, "Report is in progress")),
        (200, failure(3, "Object is busy")),
        (200, {"result": "success", "requestId": "r1"}),
    ],
    "GET /task/1": [
        (400, failure(22, "Daily limit")),
        (200, {"result": "success", "task": {"id": 1, "name": "Отчёт"}}),
    ],
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, body = self.answer(f"{self.command} {self.path}")
        if not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        kind = "text/html" if body.startswith(b"<") else "application/json"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def answer(self, request: str) -> tuple[int, Any]:
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            return 401, failure(1, "Invalid token")
        assert isinstance(self.server, Server)
        answers = self.server.answers[request]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def log_message(self, *args: Any) -> None: ...


class Server(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = {path: list(answers) for path, answers in ANSWERS.items()}
        self.environment = {
            "PLANFIX_URL": f"http://127.0.0.1:{self.server_port}",
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
