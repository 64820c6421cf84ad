"""A server on loopback that answers as Planfix documents, on good days and on bad ones."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import planfix_errors as errors

TOKEN = "a-token"
CONTACT = {"id": 1, "name": "Анна", "email": "anna@example.com"}
LIMIT = "Rest API billing - rate limit exceeded, remaining:0, timeToReset:57283"
SILENTLY = "no result, code or error"
PARTIAL = {"result": "success", "failures": [{"field": "status", "error": "not changed"}]}


class Day(NamedTuple):
    """A day on which every request has the same answer, and the error that it stands for."""

    status: int
    body: Any  # bytes, or what is sent as JSON
    raises: type[errors.PlanfixError]
    message: str = ""
    code: int | None = None
    headers: dict[str, str] = {}  # noqa: RUF012

    def error(self, request: str) -> errors.PlanfixError:
        return self.raises(self.message, self.code, self.body, self.status, request)


def failure(code: int, error: str) -> dict[str, Any]:
    return {"result": "fail", "code": code, "error": error}


def page(title: str) -> bytes:
    return f"<html><head><title>{title}</title></head><h1>{title}</h1></html>".encode()


BAD_DAYS = {
    "an HTML 502": Day(502, page("Oh no"), errors.ServerUnavailable, "not JSON: Oh no"),
    "an empty 503": Day(503, b"", errors.ServerUnavailable, "empty body"),
    "an HTML 429": Day(429, page("Slow down"), errors.TooManyRequests, "not JSON: Slow down"),
    "a foreign 404": Day(404, {"message": "No"}, errors.UnexpectedResponse, f"{SILENTLY}: No"),
    "an empty 200": Day(200, b"", errors.AnswerIncomplete, "no 'contact': empty body"),
    "a queued change": Day(202, b"", errors.AnswerIncomplete, "no 'contact': empty body"),
    "an HTML 200": Day(200, page("Log in"), errors.OutcomeUnknown, "not JSON: Log in"),
    "a redirect": Day(302, b"", errors.UnexpectedResponse, "a redirect that was not followed"),
    "a failure with 200": Day(200, failure(2000, "No, 1"), errors.ContactNotFound, "No, 1"),
    "code 0 with 500": Day(500, failure(0, "Oops"), errors.ServerFailed, "Oops"),
    "a partial update": Day(200, PARTIAL, errors.PartialUpdate, "status: not changed"),
    "the daily limit": Day(403, failure(22, LIMIT), errors.DailyRequestLimitReached, LIMIT),
    "the limit with code 1": Day(200, failure(1, LIMIT), errors.TooManyRequests, LIMIT, 1),
    "a wrong token": Day(401, failure(1, "Invalid token"), errors.TokenInvalid, "Invalid token"),
}
# No answer, or one that cannot be read: a client raises an error of its own.
SILENT = Day(0, b"", errors.ServerUnavailable, "Timeout")


class Handler(BaseHTTPRequestHandler):
    server: Any
    timeout = 0.5  # for what a client leaves open

    def do_GET(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = f"{self.command} {self.path.removeprefix('/rest')}"
        self.server.requests.append(request)
        status, body, headers = self.answer(request, json.loads(sent or b"{}"))
        content_type = "text/html" if isinstance(body, bytes) else "application/json"
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        defaults = {"Content-Type": content_type, "Content-Length": str(len(body))}
        self.send_response(status)
        for name, value in {**defaults, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def answer(self, request: str, sent: Any) -> tuple[int, Any, dict[str, str]]:
        token = self.headers.get("Authorization")
        if self.path == "/login":
            return 200, page("Log in"), {}
        if self.path == "/stored/1":  # on another host
            return (400, page("A token?"), {}) if token else self.server.stored
        if not self.path.startswith("/rest/"):
            return 404, page("Page not found"), {}
        if token != f"Bearer {TOKEN}":
            return 401, failure(1, "Invalid token"), {}
        day = self.server.answers.pop(0) if self.server.answers else self.server.day
        if day is None:
            return self.planfix(request, sent)
        if day is SILENT:
            self.rfile.read(1)  # until the client closes the connection
        if day.status == 502:  # the answer alone is lost: what was asked for is done
            self.planfix(request, sent)
        return day.status, day.body, {"Location": "/login", **day.headers}

    def planfix(self, request: str, sent: Any) -> tuple[int, Any, dict[str, str]]:
        contacts = self.server.contacts
        match request:
            case "GET /file/1/download":
                stored = f"http://localhost:{self.server.server_port}/stored/1"
                return 302, b"", {"Location": stored}
            case "POST /contact/list":
                filters = {one["type"]: one["value"].lower() for one in sent.get("filters", [])}
                if filters.keys() - {4026}:
                    return 400, failure(0, "Filter type is not supported"), {}
                email = filters.get(4026, "")  # of any of a contact's addresses
                found = [c for c in contacts if email in json.dumps(c).lower()]
                page = found[sent["offset"] :][: min(sent["pageSize"], 100)]
                return 200, {"result": "success", "contacts": page}, {}
            case "POST /contact/" | "POST /task/":
                contacts.append({"id": len(contacts) + 1, **sent})
                return 200, {"result": "success", "id": len(contacts)}, {}
            case _:
                return 200, {"result": "success", "contact": CONTACT}, {}

    def log_message(self, format: str, *args: Any) -> None: ...


class Server(ThreadingHTTPServer):
    """Answers with `answers` in turn, then as on the bad `day`, and otherwise well."""

    daemon_threads = False  # server_close() waits for them
    request_queue_size = 20  # as many calls at once

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/rest/"
        self.environment = {"PLANFIX_URL": self.url, "PLANFIX_TOKEN": TOKEN}
        self.day: Day | None = None
        self.answers: list[Day | None] = []
        self.requests: list[str] = []
        self.contacts: list[dict[str, Any]] = []
        self.stored: tuple[int, Any, dict[str, str]] = 200, b"%PDF", {"Content-Type": "a/pdf"}

    def handle_error(self, request: Any, client_address: Any) -> None: ...  # the client has gone
