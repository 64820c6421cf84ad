"""The recipes: the clients on all bad days, the others on those that differ for them."""

import asyncio
import gzip
import io
import json
import logging
import os
import runpy
import ssl
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock, Mock

import pytest
from planfix_server import (
    BAD_DAYS,
    CONTACT,
    CUT_OFF,
    PARTIAL,
    SILENT,
    TOKEN,
    Day,
    Server,
    failure,
)

import planfix_errors as errors

RECIPES = Path(__file__).with_name("recipes")
LIBRARIES = ("aiohttp", "aiolimiter", "httpx", "requests", "sentry_sdk", "tenacity")
READ, LIST, CREATE = "GET /contact/1", "POST /contact/list", "POST /contact/"


def missing(recipe: str) -> str:
    """Return the name of the library that a recipe needs and that is not installed, or ""."""
    try:
        import_module(recipe)
    except ImportError as err:
        if err.name not in LIBRARIES:
            raise
        return err.name
    return ""


MISSING = {path.stem: missing(path.stem) for path in RECIPES.glob("*.py")}
CLIENTS = [name for name in MISSING if name.endswith("_client") and not MISSING[name]]


def needs(*recipes: str) -> Callable[[Callable[..., None]], Callable[..., None] | None]:
    """Collect a test only if its recipes can be imported; test_import() says it if not."""
    return lambda test: None if any(map(MISSING.get, recipes)) else test


@pytest.mark.parametrize("recipe", MISSING)
def test_import(recipe: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recipe that is imported reads nothing of the environment."""
    if MISSING[recipe]:
        pytest.skip(f"{MISSING[recipe]} is not installed")
    monkeypatch.delenv("PLANFIX_URL", raising=False)
    runpy.run_path(str(RECIPES / f"{recipe}.py"))


@pytest.fixture
def sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pass the time at once."""
    seconds: list[float] = []
    monkeypatch.setattr(time, "sleep", seconds.append)
    return seconds


def call(client: str, method: str, path: str, **kwargs: Any) -> Any:
    """Make one call with a client and close it."""
    address, token = os.environ["PLANFIX_URL"], os.environ["PLANFIX_TOKEN"]
    Planfix = import_module(client).Planfix  # noqa: N806
    if client == "urllib_client":
        return Planfix(address, token).call(method, path, **kwargs)
    if client != "aiohttp_client":
        with Planfix(address, token) as planfix:
            return planfix.call(method, path, **kwargs)

    async def call() -> Any:
        planfix = Planfix(address, token)
        async with planfix.session:
            return await planfix.call(method, path, **kwargs)

    return asyncio.run(call())


def run(recipe: str, *args: str, encoding: str = "utf-8") -> tuple[int | str | None, str, str]:
    """Run a recipe as a program; return what it ends with and what it prints."""
    out = io.TextIOWrapper(io.BytesIO(), encoding)
    status: int | str | None = 0
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(out),
        redirect_stderr(io.StringIO()) as err,
    ):
        patch.setattr(sys, "argv", [recipe, *args])
        patch.setattr(logging.root, "handlers", [])
        try:
            runpy.run_path(str(RECIPES / f"{recipe}.py"), run_name="__main__")
        except SystemExit as end:
            status = end.code
        for handler in logging.root.handlers:
            handler.close()
    out.seek(0)
    return status, out.read(), err.getvalue()


# The clients


@pytest.mark.parametrize("day", BAD_DAYS)
@pytest.mark.parametrize("client", CLIENTS)
def test_bad_day(client: str, day: str, server: Server) -> None:
    """Every answer has its own error, after one request."""
    server.day = BAD_DAYS[day]
    with pytest.raises(server.day.raises) as caught:
        print(call(client, "GET", "/contact/1")["contact"])
    assert str(caught.value) == str(server.day.error(READ))
    assert server.requests == [READ]


NO_ANSWERS = {
    "silent": SILENT,
    "cut off": CUT_OFF,
    "refused": Day(0, b"", errors.ServerUnavailable),
    "not gzip": Day(200, b"<a>", errors.OutcomeUnknown, headers={"Content-Encoding": "gzip"}),
    "lost": Day(302, b"", errors.UnexpectedResponse, headers={"Location": "http://xn--/["}),
    "chunks": Day(200, b"-5\r\n{", errors.OutcomeUnknown, headers={"Transfer-Encoding": "chunked"}),
}


@pytest.mark.parametrize("day", NO_ANSWERS)
@pytest.mark.parametrize("client", CLIENTS)
def test_no_answer(client: str, day: str, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read is a PlanfixError, too, and tells nothing of the request's query."""
    server.day = NO_ANSWERS[day]
    if day == "refused":
        monkeypatch.setenv("PLANFIX_URL", "http://127.0.0.1:9")  # nothing listens there
    email = "private"
    with pytest.raises(server.day.raises, match=r"\(get /contact/1\)$") as caught:
        call(client, "get", f"/contact/1?email={email}", timeout=0.2)
    assert email not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PLANFIX_URL", ""),
        ("PLANFIX_URL", "example.planfix.com/rest"),
        ("PLANFIX_URL", "example.planfix.com:443/rest"),
        ("PLANFIX_URL", "https:///rest"),
        ("PLANFIX_URL", "https://example planfix.com/rest"),
        ("PLANFIX_TOKEN", "secret\nsecret"),
        ("PLANFIX_TOKEN", "secret\u043a"),
    ],
)
@pytest.mark.parametrize("client", CLIENTS)
def test_wrong_settings(
    client: str, variable: str, value: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong setting is no outage, and the token is not shown."""
    monkeypatch.setenv(variable, value)
    with pytest.raises(Exception, match=r"\S") as caught:
        call(client, "GET", "/contact/1")
    assert not isinstance(caught.value, errors.OutcomeUnknown)
    shown = "".join(traceback.format_exception(caught.value))
    assert "secret" not in shown
    assert TOKEN not in shown


@pytest.mark.parametrize("client", CLIENTS)
def test_not_sent(client: str, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be sent is no outage either: NaN in a body, and to a host that is not Planfix."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise ssl.SSLCertVerificationError(1, "CERTIFICATE_VERIFY_FAILED")

    with pytest.raises(Exception, match="not JSON compliant"):
        call(client, "POST", "/task/1", json={"price": float("nan")})
    monkeypatch.setenv("PLANFIX_URL", server.url.replace("http", "https"))
    monkeypatch.setattr(ssl.SSLSocket, "do_handshake", refuse)
    monkeypatch.setattr(ssl.SSLObject, "do_handshake", refuse)
    with pytest.raises(Exception, match="CERTIFICATE_VERIFY_FAILED"):
        call(client, "GET", "/contact/1")
    assert server.requests == []


@pytest.mark.parametrize("client", CLIENTS)
def test_call(client: str, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """White space around the settings does not matter, and a queued change is a success."""
    monkeypatch.setenv("PLANFIX_TOKEN", f" {TOKEN}\n")
    server.answers = [BAD_DAYS["a queued change"]]
    assert call(client, "post", "/task/1", json={"name": "Анна"}).http_status == 202
    monkeypatch.setenv("PLANFIX_URL", server.url.rstrip("/") + "\n")
    assert call(client, "get", "/contact/1")["contact"] == CONTACT
    assert server.requests == ["POST /task/1", READ]


@needs("requests_client")
def test_netrc(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The token is sent even if .netrc has a password for every host."""
    Path("netrc").write_text("default login me password it")
    monkeypatch.setenv("NETRC", "netrc")
    assert call("requests_client", "GET", "/contact/1")["contact"] == CONTACT


# The programs

PROGRAMS = {
    **dict.fromkeys(CLIENTS, READ),
    "create_contact": LIST,
    "download": "GET /file/1/download",
    "list_pages": LIST,
}


@pytest.mark.parametrize("program", [name for name in PROGRAMS if not MISSING[name]])
def test_program(program: str, server: Server) -> None:
    """A program prints what it asks for, or ends with what happened and what to do."""
    server.contacts = [CONTACT]
    printed = {"create_contact": "Contact 2 was created\n", "download": ""}
    assert run(program) == (0, printed.get(program, f"{CONTACT}\n"), "")
    server.day = BAD_DAYS["the limit with code 1"]
    assert run(program) == (server.day.error(PROGRAMS[program]).explanation, "", "")


def test_process(server: Server) -> None:
    """A process fails with the same line."""
    server.day = BAD_DAYS["a failure with 200"]
    command = [sys.executable, "-X", "dev", str(RECIPES / "urllib_client.py")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    expected = server.day.error(READ).explanation + "\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", expected)


@needs("paced")
def test_paced(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls are made one a second, repeated ones too; an error that lasts ends them all."""
    limiter = import_module("aiolimiter").AsyncLimiter
    mock = Mock(side_effect=lambda calls, seconds: limiter(calls, seconds / 100))
    monkeypatch.setattr("aiolimiter.AsyncLimiter", mock)
    monkeypatch.setattr("asyncio.sleep", AsyncMock())
    server.answers = [BAD_DAYS["an HTML 502"], BAD_DAYS["a failure with 200"]]
    began = time.monotonic()
    status, printed, said = run("paced")
    assert (status, printed) == (0, f"{CONTACT}\n" * 19)
    assert [line.partition(" (")[0] for line in said.splitlines()] == [
        "HTTP 502: Planfix is unavailable: not JSON: Oh no",
        "[2000] No, 1",
    ]
    assert time.monotonic() - began > 0.2
    mock.assert_called_with(1, 1)
    server.requests.clear()
    server.day = BAD_DAYS["the daily limit"]
    assert str(run("paced")[0]).startswith("[22] ")
    assert len(server.requests) < 5


@pytest.mark.parametrize(
    ("day", "asked", "reads", "pauses"),
    [
        (Day(400, failure(3, "Busy"), errors.ObjectBusy), CREATE, None, [2, 4, 8]),
        (BAD_DAYS["an HTML 429"], CREATE, None, [2, 4, 8]),
        (BAD_DAYS["an HTML 502"], "get /contact/1", None, [2, 4, 8]),
        (BAD_DAYS["an HTML 502"], "post /contact/list?silent=true", None, [2, 4, 8]),
        (BAD_DAYS["an HTML 502"], "POST /contact/1?to=/list", None, []),
        (BAD_DAYS["an HTML 502"], "POST /report/1/save/1/data", True, [2, 4, 8]),
        (BAD_DAYS["code 0 with 500"], READ, False, []),
        (BAD_DAYS["an empty 200"], READ, None, []),
        (Day(200, failure(22, "timeToReset:7"), errors.RateLimitError), CREATE, None, [7, 7, 7]),
        (Day(200, failure(22, "Limit"), errors.RateLimitError), READ, None, []),
        (BAD_DAYS["the limit with code 1"], READ, None, []),
        (NO_ANSWERS["cut off"], CREATE, None, []),
        (NO_ANSWERS["cut off"], READ, None, [2, 4, 8]),
    ],
)
@needs("retry")
def test_retry(
    day: Day,
    asked: str,
    reads: bool | None,
    pauses: list[float],
    server: Server,
    sleeps: list[float],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What may be repeated is repeated, after a pause that is said, and nothing else."""
    server.day = day
    planfix = import_module("urllib_client").Planfix(*server.environment.values())
    with pytest.raises(day.raises):
        print(import_module("retry").repeat(planfix.call)(*asked.split(), reads=reads)["contact"])
    assert len(server.requests) == len(pauses) + 1
    assert all(p <= slept <= p * 1.5 for p, slept in zip(pauses, sleeps, strict=True))
    said = capsys.readouterr().err.splitlines()
    assert [line.rpartition("Again in")[2] for line in said] == [f" {s:.0f} s" for s in sleeps]


@needs("retry")
def test_retry_calls(sleeps: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    """Coroutines are repeated too, and files are sent from their start."""
    repeat, sent = import_module("retry").repeat, list[object]()
    monkeypatch.setattr("asyncio.sleep", AsyncMock())

    def send(method: str, path: str, **kwargs: Any) -> str:
        files = kwargs["data"], kwargs["files"]["file"], kwargs["files"]["other"][1]
        sent.append([file.read() for file in files])
        if len(sent) % 2:
            raise errors.TooManyRequests
        return "done"

    async def send_async(*args: Any, **kwargs: Any) -> str:
        return send(*args, **kwargs)

    file, text, data = io.BytesIO(b"file"), io.StringIO("text"), io.BytesIO(b"data")
    kwargs = {"data": data, "files": {"file": file, "other": ("a name", text)}}
    assert repeat(send)("POST", path="/file/", **kwargs) == "done"
    assert asyncio.run(repeat(send_async)("POST", "/file/", **kwargs)) == "done"
    assert sent == [[b"data", b"file", "text"]] * 4


LOST = BAD_DAYS["an empty 503"]
CREATED = Day(200, {**PARTIAL, "id": 7}, errors.PartialUpdate)


@pytest.mark.parametrize(
    ("answers", "contacts", "ends", "asked"),
    [
        ([], [], (1, True), [LIST, CREATE]),
        ([], [CONTACT], (1, False), [LIST]),
        ([None, BAD_DAYS["an HTML 502"]], [], (1, True), [LIST, CREATE, LIST]),  # it was created
        ([None, LOST], [], errors.ServerUnavailable, [LIST, CREATE, LIST]),
        ([None, BAD_DAYS["an empty 200"]], [], errors.AnswerIncomplete, [LIST, CREATE, LIST]),
        ([None, BAD_DAYS["a foreign 404"]], [], errors.UnexpectedResponse, [LIST, CREATE]),
        ([None, BAD_DAYS["a partial update"]], [], errors.PartialUpdate, [LIST, CREATE]),
        (
            [None, Day(200, {**PARTIAL, "id": 7}, errors.PartialUpdate)],
            [],
            (7, True),
            [LIST, CREATE],
        ),
        (
            [None, *[BAD_DAYS["an empty 503"], BAD_DAYS["a wrong token"]]],
            [],
            errors.TokenInvalid,
            [LIST, CREATE, LIST],
        ),
        ([BAD_DAYS["the daily limit"]], [], errors.DailyRequestLimitReached, [LIST]),
    ],
)
@needs("create_contact")
def test_create(
    answers: list[Day | None],
    contacts: list[dict[str, Any]],
    ends: Any,
    asked: list[str],
    server: Server,
) -> None:
    """A contact is created once, and looked for if it is not known whether it was."""
    server.answers, server.contacts = answers.copy(), contacts.copy()
    planfix = import_module("urllib_client").Planfix(*server.environment.values())
    try:
        outcome = import_module("create_contact").create_once(planfix.call, "A", "ANNA@example.com")
    except errors.PlanfixError as err:
        outcome = type(err)
    assert (outcome, server.requests) == (ends, asked)


@pytest.mark.parametrize(
    ("number", "query", "requests"),
    [
        (99, {}, 1),
        (100, {}, 2),
        (250, {}, 3),
        (250, {"pageSize": 50, "offset": 30}, 5),
        (5, {"pageSize": 1}, 6),
    ],
)
@needs("list_pages")
def test_list(number: int, query: dict[str, int], requests: int, server: Server) -> None:
    """A list is read to its end, with any size of a page."""
    server.contacts = [{"id": n} for n in range(number)]
    planfix = import_module("urllib_client").Planfix(*server.environment.values())
    contacts = import_module("list_pages").contacts
    assert [*contacts(planfix.call, **query)] == server.contacts[query.get("offset", 0) :]
    assert server.requests == [LIST] * requests
    for wrong in ({"pageSize": 101}, {"pageSize": 0}, {"offset": -1}):
        with pytest.raises(ValueError, match="pageSize"):
            next(contacts(planfix.call, **wrong))


FILE = {"Content-Disposition": "attachment"}


@pytest.mark.parametrize(
    ("status", "headers", "body", "said"),
    [
        (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7\n\x00\xff", None),
        (200, {"Content-Type": "application/json", **FILE}, b'{"result": "fail"}', None),
        (200, FILE, b"<html>a file</html>", None),
        (200, {}, b"<html>Log in</html>", "Log in"),
        (200, {"Content-Type": "Application/Problem+JSON"}, b'{"code": 7000}', "[7000]"),
        (200, {"Content-Type": "application/json"}, b"{}", "not a file"),
        (200, {"Content-Type": "application/XHTML+xml"}, b"<a>", "not JSON"),
        (403, {"Content-Type": "application/xml"}, b"<Error>expired</Error>", "expired"),
        (200, {**FILE, "Content-Length": "9", "Connection": "close"}, b"ha", "unavailable"),
        (200, {**FILE, "Content-Encoding": "gzip"}, gzip.compress(b"file")[:-9], ""),
        (302, {"Location": "/stored/1"}, b"", "TooManyRedirects"),
        (302, {"Location": "http://["}, b"", "ValueError"),
        (302, {"Location": "file:///etc/passwd"}, b"", "InvalidSchema"),
    ],
)
@needs("download")
def test_download(
    status: int, headers: dict[str, str], body: bytes, said: str | None, server: Server
) -> None:
    """The whole file becomes the file, and nothing else; no part of it is left."""
    server.stored = status, body, headers
    ended, *_ = run("download")
    assert (said or "") in str(ended)
    assert (ended == 0) == (said is None)
    assert [path.read_bytes() for path in Path.cwd().iterdir()] == [body] * (said is None)


@pytest.mark.parametrize("day", ["an empty 200", "a redirect", "a failure with 200"])
@needs("requests_client", "httpx_client")
def test_hook(day: str, server: Server) -> None:
    """The hooks check the answers of other programs' clients."""
    hook, requests, httpx = map(import_module, ("hook", "requests", "httpx"))
    url, headers = f"{server.url}contact/1?a=b", {"Authorization": f"Bearer {TOKEN}"}
    session = requests.Session()
    session.hooks["response"].append(hook.check)
    client = httpx.Client(event_hooks={"response": [hook.check_httpx]})
    hooks = {"response": [hook.check_httpx_async]}

    async def get_async() -> Any:
        async with httpx.AsyncClient(event_hooks=hooks) as client:
            return await client.get(url, headers=headers)

    with session, client:
        for get in (session.get, client.get, lambda *_, **__: asyncio.run(get_async())):
            server.day = None
            assert get(url, headers=headers).json()["contact"] == CONTACT
            server.day = BAD_DAYS[day]
            with pytest.raises(server.day.raises, match=r"\(GET /rest/contact/1\)$"):
                print(get(url, headers=headers).json()["contact"])


def test_json_logs() -> None:
    """A log line has what a search needs, and what to do."""
    to_line = import_module("json_logs").JsonLines().format
    err = BAD_DAYS["the daily limit"].error(f"{READ}?access_token=secret")
    record = logging.LogRecord("", logging.ERROR, "", 0, "\ud800", None, (type(err), err, None))
    line = {"level": "ERROR", "message": "\ud800", "class": "DailyRequestLimitReached", "code": 22}
    line |= {"text": err.explanation, "http_status": 403, "request": READ, "retry_after": 57283}
    line |= {"traceback": f"planfix_errors.DailyRequestLimitReached: {err}"}
    assert json.loads(to_line(record).encode("ascii")) == line


@needs("sentry")
def test_sentry() -> None:
    """Sentry groups by class and code, under the whole text."""
    before_send, utils = import_module("sentry").before_send, import_module("sentry_sdk.utils")
    event = before_send(*utils.event_from_exception(errors.ContactError("Oops", 2999)))
    assert event["fingerprint"] == ["ContactError", "2999"]
    assert event["exception"]["values"][-1]["value"] == "[2999] Oops"
    event, hint = utils.event_from_exception(ZeroDivisionError())
    assert before_send(event.copy(), hint) == event


# The batch, which an operator runs

ROWS = "\ufeffНазвание;Описание\nОдин;…\nДва\n\nТри 😀;\n"


@pytest.mark.parametrize(
    ("answers", "status", "done", "left"),
    [
        ([], 0, 3, ""),
        ([BAD_DAYS["an HTML 429"]], 0, 3, ""),
        ([None, BAD_DAYS["a failure with 200"]], 1, 2, "Название;Описание\nДва\n"),
        ([None, BAD_DAYS["an empty 503"]], 1, 2, "Название;Описание\nДва\n"),
        ([CREATED], 0, 2, ""),
        ([None, BAD_DAYS["the daily limit"]], 2, 1, "Название;Описание\nДва\nТри 😀;\n"),
        ([None, None, BAD_DAYS["a wrong token"]], 2, 2, "Название;Описание\nТри 😀;\n"),
    ],
)
@needs("batch_ru")
def test_batch(
    answers: list[Day | None],
    status: int,
    done: int,
    left: str,
    server: Server,
    sleeps: list[float],
) -> None:
    """Each task is created once; what was not is in a file, and said in the log with an advice."""
    Path("a.csv").write_text(ROWS, encoding="utf-8")
    server.answers = answers.copy()
    ended, printed, _ = run("batch_ru", "a.csv", encoding="cp1251")
    assert (ended, len(server.contacts)) == (status, done)
    rest, log = Path("осталось-a.csv"), Path("planfix.log").read_text(encoding="utf-8")
    assert (rest.read_text("utf-8-sig") if left else "") == left
    for day in filter(None, answers):
        err = day.error("POST /task/")
        assert err.explanation_ru in log or err.may_retry(reads=False)
        assert err.description_ru in printed or err.may_retry(reads=False)
    assert ("запустите программу с ним" in log) == bool(left)


@pytest.mark.parametrize(
    ("variable", "value", "text", "said"),
    [
        ("PLANFIX_TOKEN", None, ROWS, "PLANFIX_TOKEN"),
        ("PLANFIX_TOKEN", "токен", ROWS, "PLANFIX_TOKEN"),
        ("PLANFIX_URL", "example.planfix.com", ROWS, "PLANFIX_URL"),
        ("PLANFIX_URL", "https://example.planfix.com:a/rest", ROWS, "PLANFIX_URL"),
        (None, None, None, "a.csv"),
        (None, None, "", "a.csv"),
        (None, None, "name\nx\n", "столбец «Название»"),
        (None, None, "Название\n\x00", "…"),
    ],
)
@needs("batch_ru")
def test_batch_settings(
    variable: str | None,
    value: str | None,
    text: str | None,
    said: str,
    server: Server,
    sleeps: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is wrong is said in one line."""
    if text is not None:
        Path("a.csv").write_text(text, encoding="cp1251", errors="replace")
    if variable:
        monkeypatch.delenv(variable)
    if value:
        monkeypatch.setenv(str(variable), value)
    status, printed, err = run("batch_ru", "a.csv")
    assert (status, err) == (2, "")
    assert said in printed
