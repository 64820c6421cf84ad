"""The recipes, run as programs on good days and on bad ones."""

import asyncio
import io
import json
import logging
import os
import re
import runpy
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import MethodType
from typing import Any
from unittest.mock import AsyncMock, Mock

import pytest
from planfix_server import BAD_DAYS, CONTACT, CUT_OFF, LIMIT, SILENT, Day, Server, failure

import planfix_errors as errors

CLIENTS = ("aiohttp", "httpx", "requests", "sentry_sdk", "tenacity")
RECIPES = Path(__file__).with_name("recipes")
NAMES = sorted(path.stem for path in RECIPES.glob("*.py"))
READ, LIST, CREATE = "GET /contact/1", "POST /contact/list", "POST /contact/"
REQUESTS = {"create_contact": CREATE, "list_pages": LIST, "download": "GET /file/1/download"}
REPEATED = (errors.ServerUnavailable, errors.TooManyRequests)
LOST = (errors.ServerUnavailable, errors.UnexpectedResponse, errors.AnswerIncomplete)
REFUSED = Day(0, b"", errors.ServerUnavailable, "Connect")
DAYS = {**BAD_DAYS, "silent": SILENT, "cut off": CUT_OFF, "refused": REFUSED}
DOWNLOADS = {
    "an empty 200": "HTTP 200: Unexpected response: not a file",
    "a queued change": "HTTP 202: Unexpected response: not a file",
    "a redirect": "HTTP 200: Unexpected response: not JSON: Log in",
}


@pytest.fixture
def sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    seconds: list[float] = []
    monkeypatch.setattr(time, "sleep", seconds.append)
    return seconds


def load(name: str, run_name: str = "recipe", folder: Path = RECIPES) -> dict[str, Any]:
    """Run a recipe and return its names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(folder), *sys.path])
        for module in NAMES:  # they have read the environment
            patch.delitem(sys.modules, module, raising=False)
        try:
            if name == "sentry":  # its init() patches every client
                patch.setattr("sentry_sdk.init", Mock())
            return runpy.run_path(f"{folder / name}.py", run_name=run_name)
        except ImportError as err:
            if err.name not in CLIENTS:
                raise
            pytest.skip(f"{err.name} is not installed")


def run(name: str, day: Day | None = None) -> tuple[str, str]:
    """Run a recipe as a program; return what it prints and the text that it ends with."""
    folder = RECIPES
    if day is SILENT:  # with a shorter timeout
        folder = Path.cwd()
        for path in RECIPES.glob("*.py"):
            (folder / path.name).write_text(path.read_text("utf-8").replace("=30", "=0.2"), "utf-8")
    if day is REFUSED:
        os.environ["PLANFIX_URL"] = "http://127.0.0.1:9"  # nothing listens there
    with redirect_stdout(io.StringIO()) as stdout, redirect_stderr(io.StringIO()) as stderr:
        try:
            load(name, "__main__", folder)
        except SystemExit as err:
            text = err.code if isinstance(err.code, str) else json.loads(stderr.getvalue())["text"]
            return stdout.getvalue(), re.sub(r"(/rest)?/contact/\d+", "/contact/1", text)
    return stdout.getvalue(), ""


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("recipe", NAMES)
def test_bad_day(recipe: str, day: str, server: Server, sleeps: list[float]) -> None:
    """A recipe ends with lines that name what happened and the request."""
    today, first = DAYS[day], REQUESTS.get(recipe, READ)
    server.day = today
    requests = [first] * (4 if recipe == "retry" and today.raises in REPEATED else 1)
    if recipe == "create_contact" and today.raises in LOST:
        requests.append(LIST)  # it looks whether the contact was created
    line = re.escape(str(today.error(first)))
    if today in (SILENT, CUT_OFF, REFUSED):  # the client has a text of its own
        line = rf"(Planfix is unavailable|No answer .*): .*{today.message}.* \({first}\)"
    elif recipe == "download":
        line = DOWNLOADS.get(day, line)
    line = line.replace("'contact'", {CREATE: "'id'", LIST: "'contacts'"}.get(first, "'contact'"))
    printed, said = run(recipe, today)
    assert not printed
    assert said
    assert all(re.match(line, one) for one in said.splitlines())
    if recipe != "httpx_async":  # which makes twenty calls
        assert len(sleeps) == (3 if len(requests) == 4 else 0)
        followed = ["GET /login"] * ((recipe, day) == ("download", "a redirect"))
        assert server.requests == (requests + followed) * (today is not REFUSED)


def test_process(server: Server) -> None:
    """A process fails with a line and the advice."""
    server.day = BAD_DAYS["a failure with 200"]
    program = [sys.executable, "-X", "dev", f"{RECIPES}/urllib_client.py"]
    done = subprocess.run(program, capture_output=True, encoding="utf-8")
    expected = f"[2000] No, 1 ({READ}). {errors.ContactNotFound.advice}\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", expected)


@pytest.mark.parametrize("slash", ["/", ""])
@pytest.mark.parametrize("recipe", NAMES)
def test_good_day(recipe: str, slash: str, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recipe prints what it reads, whether the address ends with a slash or not."""
    monkeypatch.setenv("PLANFIX_URL", server.url.rstrip("/") + slash)
    others = {"create_contact": "1\n", "download": "", "httpx_async": f"{CONTACT}\n" * 20}
    assert run(recipe) == ({"list_pages": "", **others}.get(recipe, f"{CONTACT}\n"), "")


@pytest.mark.parametrize("recipe", ["requests_client", "retry", "urllib_client"])
def test_queued(recipe: str, server: Server) -> None:
    """A change that Planfix has queued is a success."""
    server.day = BAD_DAYS["a queued change"]
    assert load(recipe)["call"]("POST", "/task/1", json={"name": "Анна"}) == {}


@pytest.mark.parametrize("number", [99, 100, 250])
def test_list(number: int, server: Server) -> None:
    """A list is read to its end."""
    server.contacts = [CONTACT] * number
    assert run("list_pages") == (f"{CONTACT}\n" * number, "")
    assert server.requests == [LIST] * (number // 100 + 1)


def test_create(server: Server) -> None:
    """A contact whose creation was not answered is found, if there is one."""
    server.contacts = [CONTACT] * 100
    server.answers = [BAD_DAYS["an HTML 502"]]  # the answer alone is lost
    assert run("create_contact") == ("101\n", "")
    assert server.requests == [CREATE, LIST, LIST]
    server.answers, server.contacts = [BAD_DAYS["an empty 503"]], [CONTACT]
    assert run("create_contact")[1].startswith("HTTP 503: ")
    assert server.contacts == [CONTACT]


@pytest.mark.parametrize(
    ("status", "headers", "body", "is_a_file"),
    [
        (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7\n\x00\xff", True),
        (200, {"Content-Type": "application/json"}, b'{"result": "fail"}', True),
        (200, {"Content-Disposition": "attachment"}, b"<html>a file</html>", True),
        (200, {}, b"<html>Log in</html>", False),
        (403, {"Content-Type": "application/xml"}, b"<Error>expired</Error>", False),
        (200, {"Content-Type": "a/b", "Content-Length": "9", "Connection": "close"}, b"ha", False),
    ],
)
def test_download(
    status: int, headers: dict[str, str], body: bytes, is_a_file: bool, server: Server
) -> None:
    """What is downloaded is the whole file, JSON too, and nothing else."""
    server.stored = status, body, headers
    assert (run("download") == ("", "")) == is_a_file
    assert Path("file-1").exists() == is_a_file
    assert not is_a_file or Path("file-1").read_bytes() == body


@pytest.mark.parametrize("day", BAD_DAYS)
def test_httpx_hook(day: str, server: Server) -> None:
    """The hook has a variant for httpx."""
    server.day = BAD_DAYS[day]
    with load("httpx_client")["planfix"] as client:
        client.event_hooks = {"response": [load("hook")["check_httpx"]]}
        with pytest.raises(server.day.raises):
            client.get("/contact/1").json()["contact"]


@pytest.mark.parametrize(
    ("day", "request_line", "pauses"),
    [
        (Day(400, failure(3, "Busy"), errors.ObjectBusy), CREATE, [2, 4, 8]),
        (BAD_DAYS["an HTML 429"], CREATE, [2, 4, 8]),
        (BAD_DAYS["an HTML 502"], LIST, [2, 4, 8]),
        (BAD_DAYS["an HTML 502"], CREATE, []),
        (CUT_OFF, CREATE, []),
        (Day(200, failure(22, "timeToReset:7"), errors.RateLimitError), CREATE, [7, 7, 7]),
        (Day(200, failure(22, "Limit"), errors.RateLimitError), READ, []),
        (Day(503, {"error": LIMIT}, errors.ServerUnavailable), READ, []),
    ],
)
def test_retry(
    day: Day, request_line: str, pauses: list[int], server: Server, sleeps: list[float]
) -> None:
    """What is safe to repeat is repeated, and nothing else."""
    server.day = day
    with pytest.raises(day.raises):
        load("retry")["call"](*request_line.split())
    assert (sleeps, server.requests) == (pauses, [request_line] * (len(pauses) + 1))


def test_retry_calls(server: Server, sleeps: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    """Functions, methods and coroutines are repeated, however they are called."""
    recipe = load("retry")
    call, repeat, once = recipe["call"], recipe["repeat"], recipe["requests_client"].call
    monkeypatch.setattr(asyncio, "sleep", AsyncMock())

    def method(self: object, method: str, path: str) -> Any:
        return once(method, path)

    async def coroutine(method: str, path: str) -> Any:
        return once(method, path)

    bound = MethodType(repeat(method), object())
    calls: list[Callable[[], Any]] = [
        lambda: call("GET", "/contact/1"),
        lambda: call("GET", path="/contact/1"),
        lambda: call(path="/contact/1", method="GET"),
        lambda: bound("GET", path="/contact/1"),
        lambda: asyncio.run(repeat(coroutine)("GET", path="/contact/1")),
    ]
    for repeated in calls:
        server.answers = [BAD_DAYS["an empty 503"], None]
        assert repeated()["contact"] == CONTACT


def test_json_logs(server: Server) -> None:
    """A log line has what a search needs."""
    to_line = load("json_logs")["JsonLines"]().format
    err = BAD_DAYS["the daily limit"].error(READ)
    record = logging.LogRecord("", logging.ERROR, "", 0, "\ud800", None, (type(err), err, None))
    line = {"level": "ERROR", "message": "\ud800", "class": "DailyRequestLimitReached", "code": 22}
    line |= {"text": f"[22] {LIMIT} ({READ})", "http_status": 403, "request": READ}
    line |= {"retry_after": 57283, "traceback": f"planfix_errors.DailyRequestLimitReached: {err}"}
    assert json.loads(to_line(record).encode("ascii")) == line


def test_sentry(server: Server) -> None:
    """Sentry groups by class and code, under the whole text."""
    before_send = load("sentry")["before_send"]
    utils = pytest.importorskip("sentry_sdk.utils")
    event = before_send(*utils.event_from_exception(errors.ContactError("Oops", 2999)))
    assert event["fingerprint"] == ["ContactError", "2999"]
    assert event["exception"]["values"][-1]["value"] == "[2999] Oops"
    event, hint = utils.event_from_exception(ZeroDivisionError())
    assert before_send(event.copy(), hint) == event
