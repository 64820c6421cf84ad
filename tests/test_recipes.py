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
from collections.abc import Generator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock, Mock

import pytest
from planfix_server import BAD_DAYS, CONTACT, CUT_OFF, LIMIT, SILENT, Day, Server, failure, serving

import planfix_errors as errors

CLIENTS = ("aiohttp", "httpx", "requests", "sentry_sdk", "tenacity")
RECIPES = Path(__file__).with_name("recipes")
NAMES = sorted(path.stem for path in RECIPES.glob("*.py"))
READ, LIST, CREATE = "GET /contact/1", "POST /contact/list", "POST /contact/"
REQUESTS = {"create_contact": LIST, "list_pages": LIST, "download": "GET /file/1/download"}
REFUSED = Day(0, b"", errors.ServerUnavailable, "Connect")
DAYS = {**BAD_DAYS, "silent": SILENT, "cut off": CUT_OFF, "refused": REFUSED}
DOWNLOADS = {
    "an empty 200": "HTTP 200: Unexpected response: not a file",
    "a queued change": "HTTP 202: Unexpected response: not a file",
    "a redirect": "HTTP 200: Unexpected response: not JSON: Log in",
}
ATTEMPTS: dict[tuple[str, type[errors.PlanfixError]], int] = {
    ("create_contact", errors.ServerUnavailable): 2,
    ("retry", errors.ServerUnavailable): 4,
    ("retry", errors.TooManyRequests): 4,
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Generator[Server]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    with serving() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    seconds: list[float] = []
    monkeypatch.setattr(time, "sleep", seconds.append)
    return seconds


def load(name: str, run_name: str = "recipe", folder: Path = RECIPES) -> dict[str, Any]:
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


def run(name: str, folder: Path = RECIPES) -> tuple[str, str]:
    """Run a recipe as a program; return what it prints and the text that it ends with."""
    with redirect_stdout(io.StringIO()) as stdout, redirect_stderr(io.StringIO()) as stderr:
        try:
            load(name, "__main__", folder)
        except SystemExit as err:
            text = err.code if isinstance(err.code, str) else json.loads(stderr.getvalue())["text"]
            return stdout.getvalue(), re.sub(r"(/rest)?/contact/\d+", "/contact/1", text)
    return stdout.getvalue(), ""


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("recipe", NAMES)
def test_a_bad_day_ends_in_a_line_that_names_what_happened_and_the_request(
    recipe: str, day: str, server: Server, sleeps: list[float], tmp_path: Path
) -> None:
    today, request, folder = DAYS[day], REQUESTS.get(recipe, READ), RECIPES
    server.day = today
    line = re.escape(str(today.error(request)))
    if today in (SILENT, CUT_OFF, REFUSED):  # the client has a text of its own
        line = rf"(Planfix is unavailable|No answer .*): .*{today.message}.* \({request}\)"
    elif recipe == "download":
        line = DOWNLOADS.get(day, line)
    elif request == LIST:
        line = line.replace("'contact'", "'contacts'")
    if today is SILENT:
        folder = tmp_path
        for path in RECIPES.glob("*.py"):
            (folder / path.name).write_text(path.read_text("utf-8").replace("=30", "=0.2"), "utf-8")
    elif today is REFUSED:
        os.environ["PLANFIX_URL"] = "http://127.0.0.1:9"  # nothing listens there

    printed, said = run(recipe, folder)
    assert not printed
    assert said
    assert all(re.match(line, one) for one in said.splitlines())
    if recipe != "httpx_async":  # which makes twenty calls
        attempts = ATTEMPTS.get((recipe, today.raises), 1)
        assert len(sleeps) == attempts - 1
        followed = ["GET /login"] * ((recipe, day) == ("download", "a redirect"))
        assert server.requests == ([request] * attempts + followed) * (today is not REFUSED)


def test_a_process_fails_with_a_line_and_the_advice(server: Server) -> None:
    server.day = BAD_DAYS["a failure with 200"]
    program = [sys.executable, "-X", "dev", f"{RECIPES}/urllib_client.py"]
    done = subprocess.run(program, capture_output=True, encoding="utf-8")
    expected = f"[2000] No contact 1 ({READ}). {errors.ContactNotFound.advice}\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", expected)


@pytest.mark.parametrize("slash", ["/", ""])
@pytest.mark.parametrize("recipe", NAMES)
def test_a_good_day_prints_what_was_read(recipe: str, slash: str, server: Server) -> None:
    os.environ["PLANFIX_URL"] = server.url.rstrip("/") + slash
    others = {"create_contact": "1\n", "download": "", "httpx_async": f"{CONTACT}\n" * 20}
    printed = {"list_pages": "", **others}.get(recipe, f"{CONTACT}\n")
    assert run(recipe) == (printed, "")


@pytest.mark.parametrize("recipe", ["requests_client", "retry", "urllib_client"])
def test_a_queued_change_is_a_success(recipe: str, server: Server) -> None:
    server.day = BAD_DAYS["a queued change"]
    assert load(recipe)["call"]("POST", "/task/1") == {}


@pytest.mark.parametrize("number", [99, 100, 250])
def test_a_list_is_read_to_its_end(number: int, server: Server) -> None:
    server.contacts = [CONTACT] * number
    assert run("list_pages") == (f"{CONTACT}\n" * number, "")
    assert server.requests == [LIST] * (number // 100 + 1)


def test_a_contact_is_created_once(server: Server, sleeps: list[float]) -> None:
    lost, unreached = BAD_DAYS["an HTML 502"], BAD_DAYS["an empty 503"]
    for answers, requests in (
        ([None, lost], [LIST, CREATE, LIST]),
        ([None, unreached], [LIST, CREATE, LIST, CREATE]),
        ([lost, None], [LIST, LIST, CREATE]),
        ([], [LIST, CREATE]),
    ):
        server.answers, server.requests, server.contacts = answers, [], []
        assert (run("create_contact"), server.requests) == (("1\n", ""), requests)
        assert (run("create_contact"), len(server.contacts)) == (("1\n", ""), 1)


@pytest.mark.parametrize(
    ("status", "headers", "body", "is_a_file"),
    [
        (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7\n\x00\xff", True),
        (200, {"Content-Type": "application/json"}, b'{"result": "fail"}', True),
        (200, {"Content-Disposition": "attachment"}, b"<html>a file</html>", True),
        (200, {}, b"<html>Log in</html>", False),
        (403, {"Content-Type": "application/xml"}, b"<Error>expired</Error>", False),
    ],
)
def test_a_download_is_a_file(
    status: int, headers: dict[str, str], body: bytes, is_a_file: bool, server: Server
) -> None:
    server.stored = status, body, headers
    assert (run("download") == ("", "")) == is_a_file
    files = {path.name: path.read_bytes() for path in Path().iterdir()}
    assert files == ({"file-1": body} if is_a_file else {})


@pytest.mark.parametrize("day", BAD_DAYS)
def test_httpx_has_a_hook_too(day: str, server: Server) -> None:
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
def test_only_what_is_safe_is_repeated(
    day: Day, request_line: str, pauses: list[int], server: Server, sleeps: list[float]
) -> None:
    server.day = day
    with pytest.raises(day.raises):
        load("retry")["call"](*request_line.split())
    assert (sleeps, server.requests) == (pauses, [request_line] * (len(pauses) + 1))


def test_functions_methods_and_coroutines_are_repeated(
    server: Server, sleeps: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = load("retry")
    call, repeat, once = recipe["call"], recipe["repeat"], recipe["requests_client"].call
    monkeypatch.setattr(asyncio, "sleep", AsyncMock())

    def method(self: object, method: str, path: str) -> Any:
        return once(method, path)

    async def coroutine(method: str, path: str) -> Any:
        return once(method, path)

    bound: Any = repeat(method).__get__(object())
    for repeated in (
        lambda: call("GET", "/contact/1"),
        lambda: call("GET", path="/contact/1"),
        lambda: call(path="/contact/1", method="GET"),
        lambda: bound("GET", path="/contact/1"),
        lambda: asyncio.run(repeat(coroutine)("GET", path="/contact/1")),
    ):
        server.answers = [BAD_DAYS["an empty 503"], None]
        assert repeated()["contact"] == CONTACT


def test_a_log_line_has_what_a_search_needs(server: Server) -> None:
    to_line = load("json_logs")["JsonLines"]().format
    err = BAD_DAYS["the daily limit"].error(READ)
    record = logging.LogRecord("", logging.ERROR, "", 0, "\ud800", None, (type(err), err, None))
    line = {"level": "ERROR", "message": "\ud800", "class": "DailyRequestLimitReached", "code": 22}
    line |= {"text": f"[22] {LIMIT} ({READ})", "http_status": 403, "request": READ}
    line |= {"retry_after": 57283, "traceback": f"planfix_errors.DailyRequestLimitReached: {err}"}
    assert json.loads(to_line(record)) == line


def test_sentry_groups_by_class_and_code_under_the_whole_text(server: Server) -> None:
    before_send = load("sentry")["before_send"]
    utils = pytest.importorskip("sentry_sdk.utils")
    event = before_send(*utils.event_from_exception(errors.ContactError("Oops", 2999)))
    assert event["fingerprint"] == ["ContactError", "2999"]
    assert event["exception"]["values"][-1]["value"] == "[2999] Oops"
    event, hint = utils.event_from_exception(ZeroDivisionError())
    assert before_send(event.copy(), hint) == event
