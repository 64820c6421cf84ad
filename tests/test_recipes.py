"""The recipes: the clients on all bad days, the others on those that differ for them."""

import asyncio
import gzip
import io
import json
import logging
import re
import runpy
import ssl
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock, Mock

import pytest
from planfix_server import BAD_DAYS, CONTACT, PARTIAL, SILENT, TOKEN, Day, Server, failure

import planfix_errors as errors

RECIPES = Path(__file__).with_name("recipes")
LIBRARIES = ("aiohttp", "aiolimiter", "httpx", "requests", "sentry_sdk", "tenacity")
READ, LIST, CREATE = "GET /contact/1", "POST /contact/list", "POST /contact/"
LOST, DAILY = BAD_DAYS["an HTML 502"], BAD_DAYS["the daily limit"]


def missing(recipe: str) -> str:
    """Return the name of the library that a recipe needs and that is not installed, or ""."""
    try:
        import_module(recipe)
    except ImportError as err:
        if err.name not in LIBRARIES:
            raise
        return err.name
    return ""


MISSING = {path.stem: missing(path.stem) for path in sorted(RECIPES.glob("*.py"))}
CLIENTS = [name for name in MISSING if name.endswith("_client") and not MISSING[name]]


def needs(*recipes: str) -> Callable[[Callable[..., None]], Callable[..., None] | None]:
    """Collect a test only if its recipes can be imported; test_import() says it if they cannot."""
    return lambda test: None if any(map(MISSING.get, recipes)) else test


@pytest.mark.parametrize("recipe", MISSING)
def test_import(recipe: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recipe that is imported reads nothing of the environment."""
    if MISSING[recipe]:
        pytest.skip(f"{MISSING[recipe]} is not installed")
    monkeypatch.delenv("PLANFIX_URL", raising=False)
    runpy.run_path(f"{RECIPES / recipe}.py")


@pytest.fixture(autouse=True)
def sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pass the time without waiting."""
    seconds: list[float] = []
    monkeypatch.setattr(time, "sleep", seconds.append)
    monkeypatch.setattr("asyncio.sleep", AsyncMock())
    return seconds


def call(client: str, server: Server, *args: Any, **kwargs: Any) -> Any:
    """Make a call with a client of its own."""
    cls = import_module(client).Planfix
    if client != "aiohttp_client":
        return cls(*server.environment.values()).call(*args, **kwargs)

    async def call_async() -> Any:
        planfix = cls(*server.environment.values())
        async with planfix.session:
            return await planfix.call(*args, **kwargs)

    return asyncio.run(call_async())


def run(recipe: str, server: Server, *args: str) -> tuple[Any, str, str]:
    """Run a recipe as a program; return what it ends with, and what it prints on a Russian PC."""
    out, err, ended = io.TextIOWrapper(io.BytesIO(), "cp1251"), io.StringIO(), None
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for setting in server.environment.items():
            patch.setenv(*setting)
        patch.setattr(sys, "argv", [recipe, *args])
        patch.setattr(logging.root, "handlers", [])
        try:
            runpy.run_path(f"{RECIPES / recipe}.py", run_name="__main__")
        except SystemExit as end:
            ended = end.code
        for handler in logging.root.handlers:
            handler.close()
    out.seek(0)
    return ended, out.read(), err.getvalue()


# The clients


@pytest.mark.parametrize("day", BAD_DAYS)
@pytest.mark.parametrize("client", CLIENTS)
def test_bad_day(client: str, day: str, server: Server) -> None:
    """Every answer has its own error, after one request."""
    server.day = BAD_DAYS[day]
    with pytest.raises(server.day.raises) as caught:
        print(call(client, server, "GET", "/contact/1")["contact"])
    assert str(caught.value) == str(server.day.error(READ))
    assert server.requests == [READ]


UNREADABLE = {
    "silent": SILENT,
    "cut off": Day(200, b"{", errors.ServerUnavailable, headers={"Content-Length": "99"}),
    "refused": Day(0, b"", errors.ServerUnavailable, "Connect"),
    "not gzip": Day(200, b"<a>", errors.OutcomeUnknown, headers={"Content-Encoding": "gzip"}),
    "lost": Day(302, b"", errors.UnexpectedResponse, headers={"Location": "http://xn--/["}),
    "chunks": Day(200, b"-5\r\n{", errors.OutcomeUnknown, headers={"Transfer-Encoding": "chunked"}),
}


@pytest.mark.parametrize("day", UNREADABLE)
@pytest.mark.parametrize("client", CLIENTS)
def test_no_answer(client: str, day: str, server: Server) -> None:
    """What cannot be read is a PlanfixError, too, and tells nothing of the request's query."""
    server.day = UNREADABLE[day]
    if day == "refused":
        server.environment["PLANFIX_URL"] = "http://127.0.0.1:9"  # nothing listens there
    email, message = "private", rf"{server.day.message}.* \(get /contact/1\)$"
    with pytest.raises(server.day.raises, match=message) as caught:
        call(client, server, "get", f"/contact/1?email={email}", timeout=0.2)
    assert email not in "".join(traceback.format_exception(caught.value))
    assert caught.value.__cause__ is None


WRONG_URLS = "", "example.planfix.com/rest", "https:///rest"
WRONG_TOKENS = "secret\nsecret", "secret\u043a"


@pytest.mark.parametrize("wrong", [*WRONG_URLS, *WRONG_TOKENS])
@pytest.mark.parametrize("client", CLIENTS)
def test_settings(client: str, wrong: str, server: Server) -> None:
    """A wrong setting is no outage, and the token is not shown."""
    server.environment["PLANFIX_TOKEN" if wrong in WRONG_TOKENS else "PLANFIX_URL"] = wrong
    with pytest.raises(ValueError, match="wrong address") as caught:
        call(client, server, "GET", "/contact/1")
    shown = "".join(traceback.format_exception(caught.value))
    assert "secret" not in shown
    assert TOKEN not in shown


@needs("httpx_client")
def test_httpx(server: Server) -> None:
    """A cookie that is not valid does not break the calls after it; such a header is no outage."""
    server.day = Day(200, {}, errors.AnswerIncomplete, headers={"Set-Cookie": "a=é"})
    with import_module("httpx_client").Planfix(*server.environment.values()) as planfix:
        assert planfix.call("GET", "/contact/1") == planfix.call("GET", "/contact/1") == {}
        with pytest.raises(import_module("httpx").LocalProtocolError):
            planfix.call("GET", "/contact/1", headers={"X": "\n"})


@pytest.mark.parametrize("client", CLIENTS)
def test_not_sent(client: str, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """NaN in a body, a wrong host, and a certificate that is not valid are no outage either."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise ssl.SSLCertVerificationError(1, "CERTIFICATE_VERIFY_FAILED")

    with pytest.raises(Exception, match="not JSON compliant"):
        call(client, server, "POST", "/task/1", json={"price": float("nan")})
    server.environment["PLANFIX_URL"] = "https://.planfix.com/rest"
    with pytest.raises(Exception, match="label"):
        call(client, server, "GET", "/contact/1")
    server.environment["PLANFIX_URL"] = server.url.replace("http", "https")
    monkeypatch.setattr(ssl.SSLSocket, "do_handshake", refuse)
    monkeypatch.setattr(ssl.SSLObject, "do_handshake", refuse)
    with pytest.raises(Exception, match="CERTIFICATE_VERIFY_FAILED"):
        call(client, server, "GET", "/contact/1")
    assert server.requests == []


@pytest.mark.parametrize("client", CLIENTS)
def test_call(client: str, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """White space around the settings, and .netrc, do not matter; a queued change is a success."""
    server.environment = {"url": server.url.rstrip("/") + "\n", "token": f" {TOKEN}\n"}
    monkeypatch.setenv("NETRC", "netrc")
    Path("netrc").write_text("default login me password it")
    server.answers = [BAD_DAYS["a queued change"]]
    assert call(client, server, "post", "/task/1", json={"name": "Анна"}).http_status == 202
    assert call(client, server, "get", "/contact/1")["contact"] == CONTACT
    assert server.requests == ["POST /task/1", READ]


# The programs

FIRST = {"create_contact": LIST, "download": "GET /file/1/download", "list_pages": LIST}


@pytest.mark.parametrize("program", [*CLIENTS, *(name for name in FIRST if not MISSING[name])])
def test_program(program: str, server: Server) -> None:
    """A program prints what it asks for, or ends with what happened and what to do."""
    server.contacts = [CONTACT]
    printed = {"create_contact": "Contact 2 was created\n", "download": ""}
    assert run(program, server) == (None, printed.get(program, f"{CONTACT}\n"), "")
    server.day = BAD_DAYS["the limit with code 1"]
    assert run(program, server) == (server.day.error(FIRST.get(program, READ)).explanation, "", "")


@needs("paced")
def test_paced(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls are made one a second, repeated ones too; an error that lasts ends them all."""
    limiter = import_module("aiolimiter").AsyncLimiter
    mock = Mock(side_effect=[limiter(1, 0.01), limiter(1, 0.01)])
    monkeypatch.setattr("aiolimiter.AsyncLimiter", mock)
    server.answers = [LOST, BAD_DAYS["a failure with 200"]]
    began = time.monotonic()
    ended, printed, said = run("paced", server)
    assert time.monotonic() - began > 0.19
    assert (ended, printed) == (None, f"{CONTACT}\n" * 19)
    assert re.findall("(?m)^.+?: |^.+? ", said) == ["HTTP 502: ", "[2000] "]
    server.day, server.requests = DAILY, []
    assert run("paced", server)[0].startswith("[22] ")
    assert len(server.requests) < 20
    mock.assert_called_with(1, 1)


@needs("retry")
@pytest.mark.parametrize(
    "row",
    [
        (Day(400, failure(3, "Busy"), errors.ObjectBusy), CREATE, None, [2, 4, 8]),
        (BAD_DAYS["an HTML 429"], CREATE, None, [2, 4, 8]),
        (LOST, "get /contact/1", None, [2, 4, 8]),
        (LOST, "post /contact/list?silent=true", None, [2, 4, 8]),
        (LOST, "POST /contact/1?to=/list", None, []),
        (LOST, "POST /report/1/save/1/data", True, [2, 4, 8]),
        (BAD_DAYS["code 0 with 500"], READ, False, []),
        (BAD_DAYS["an empty 200"], READ, None, []),
        (Day(200, failure(22, "timeToReset:7"), errors.RateLimitError), CREATE, None, [7, 7, 7]),
        (Day(200, failure(22, "Limit"), errors.RateLimitError), READ, None, []),
        (BAD_DAYS["the limit with code 1"], READ, None, []),
    ],
)
def test_retry(row: tuple[Any, ...], server: Server, sleeps: list[float]) -> None:
    """What may be repeated is repeated, after a pause that is said, and nothing else."""
    server.day, asked, reads, pauses = row
    repeated = import_module("retry").repeat(partial(call, "urllib_client", server))
    with redirect_stderr(io.StringIO()) as said, pytest.raises(row[0].raises):
        print(repeated(*asked.split(), reads=reads)["contact"])
    assert len(server.requests) == len(pauses) + 1
    assert all(s <= slept <= s * 1.5 for s, slept in zip(pauses, sleeps, strict=True))
    assert re.findall(r"Again in (\d+) s\n", said.getvalue()) == [f"{s:.0f}" for s in sleeps]


@needs("retry")
def test_retry_calls() -> None:
    """Coroutines are repeated too, and files are sent from their start."""
    sent: list[object] = []

    async def send(method: str, path: str, data: Any, files: Any) -> None:
        sent.append([data.read(), files["one"].read(), files["two"][1].read()])
        if len(sent) == 1:
            raise errors.TooManyRequests

    files = {"one": io.BytesIO(b"one"), "two": ("a name", io.StringIO("two"))}
    repeated = import_module("retry").repeat(send)
    asyncio.run(repeated("POST", path="/file/", data=io.BytesIO(b"data"), files=files))
    assert sent == [[b"data", b"one", "two"]] * 2


CREATED = Day(200, {**PARTIAL, "id": 7}, errors.PartialUpdate, "status: not changed")
TWICE = [LIST, CREATE, LIST]


@needs("create_contact")
@pytest.mark.parametrize(
    ("answers", "contacts", "outcome", "asked"),
    [
        ([], [], (1, True), [LIST, CREATE]),
        ([], [{"id": 0, "also": "anna@example.com"}, CONTACT], (1, False), [LIST]),
        ([DAILY], [], errors.DailyRequestLimitReached, [LIST]),
        ([None, LOST], [], (1, True), TWICE),  # it was created
        ([None, BAD_DAYS["an empty 503"]], [], errors.ServerUnavailable, TWICE),
        ([None, BAD_DAYS["an empty 200"]], [], errors.AnswerIncomplete, TWICE),
        ([None, LOST, BAD_DAYS["a wrong token"]], [], errors.TokenInvalid, TWICE),
        ([None, BAD_DAYS["a foreign 404"]], [], errors.UnexpectedResponse, [LIST, CREATE]),
        ([None, BAD_DAYS["a partial update"]], [], errors.PartialUpdate, [LIST, CREATE]),
        ([None, CREATED], [], (7, True), [LIST, CREATE]),
    ],
)
def test_create(answers: Any, contacts: Any, outcome: Any, asked: Any, server: Server) -> None:
    """A contact is created once, and looked for if it is not known whether it was."""
    server.answers, server.contacts = [*answers], [*contacts]
    create_once = import_module("create_contact").create_once
    try:
        got = create_once(partial(call, "urllib_client", server), "Anna", "ANNA@example.com")
    except errors.PlanfixError as err:
        got = type(err)
    assert (got, server.requests) == (outcome, asked)


@needs("list_pages")
@pytest.mark.parametrize(
    ("number", "query", "requests"),
    [(99, {}, 1), (100, {}, 2), (250, {"pageSize": 50, "offset": 30}, 5), (1, {"offset": 9}, 1)],
)
def test_list(number: int, query: dict[str, int], requests: int, server: Server) -> None:
    """A list is read to its end with any size of a page, or the size is refused."""
    contacts = partial(import_module("list_pages").contacts, partial(call, "urllib_client", server))
    server.contacts = [{"id": n} for n in range(number)]
    assert [*contacts(**query)] == server.contacts[query.get("offset", 0) :]
    assert server.requests == [LIST] * requests
    for wrong in ({"pageSize": 101}, {"pageSize": 0}, {"offset": -1}):
        with pytest.raises(ValueError, match="pageSize"):
            next(contacts(**wrong))


FILE = {"Content-Disposition": "attachment"}


@needs("download")
@pytest.mark.parametrize(
    ("status", "headers", "body", "said"),
    [
        (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7\n\x00\xff", None),
        (200, {"Content-Type": "application/json", **FILE}, b'{"result": "fail"}', None),
        (200, FILE, b"<html>a file</html>", None),
        (200, {}, b"<html>Log in</html>", "Log in"),
        (200, {"Content-Type": ""}, b"<html>Log in</html>", "Log in"),
        (200, {"Content-Type": "Application/Problem+JSON"}, b'{"code": 7000}', "[7000]"),
        (200, {"Content-Type": "application/json"}, b"{}", "not a file"),
        (200, {"Content-Type": "application/XHTML+xml"}, b"<a>", "not JSON"),
        (403, {"Content-Type": "application/xml"}, b"<Error>expired</Error>", "expired"),
        (200, {**FILE, "Content-Length": "9"}, b"ha", "unavailable"),
        (
            200,
            {**FILE, "Content-Encoding": "gzip"},
            gzip.compress(b"file", mtime=0)[:-9],
            "(GET /file/1",
        ),
        (302, {"Location": "/stored/1"}, b"", "TooManyRedirects"),
        (302, {"Location": "http://["}, b"", "ValueError"),
        (302, {"Location": "file:///a"}, b"", "InvalidSchema"),
    ],
)
def test_download(status: int, headers: Any, body: bytes, said: str | None, server: Server) -> None:
    """The whole file becomes the file, and nothing else; no part of it is left."""
    server.stored = status, body, headers
    ended, *_ = run("download", server)
    assert (ended is None) if said is None else (said in ended)
    assert [path.read_bytes() for path in Path.cwd().iterdir()] == [body] * (said is None)


@needs("requests_client", "httpx_client")
@pytest.mark.parametrize("day", ["an empty 200", "a redirect", "a failure with 200"])
def test_hook(day: str, server: Server) -> None:
    """The hooks check the answers of a program's own client."""
    hook, requests, httpx = map(import_module, ("hook", "requests", "httpx"))
    url, headers = f"{server.url}contact/1?a=b", {"Authorization": f"Bearer {TOKEN}"}
    session, client = requests.Session(), httpx.Client()
    session.hooks["response"].append(hook.check)
    client.event_hooks = {"response": [hook.check_httpx]}

    async def get_async() -> Any:
        hooks = {"response": [hook.check_httpx_async]}
        async with httpx.AsyncClient(event_hooks=hooks, headers=headers) as client:
            return await client.get(url)

    gets: list[Callable[[], Any]] = [
        lambda: session.get(url, headers=headers),
        lambda: client.get(url, headers=headers),
        lambda: asyncio.run(get_async()),
    ]
    for get in gets:
        server.day = None
        assert get().json()["contact"] == CONTACT
        server.day = BAD_DAYS[day]
        with pytest.raises(server.day.raises, match=r"\(GET /rest/contact/1\)$"):
            print(get().json()["contact"])


def test_json_logs() -> None:
    """A log line has what a search needs, and what to do."""
    err = DAILY.error(f"{READ}?access_token=secret")
    record = logging.LogRecord("", logging.ERROR, "", 0, "\ud800", None, (type(err), err, None))
    line = {"level": "ERROR", "message": "\ud800", "class": "DailyRequestLimitReached", "code": 22}
    line |= {"text": err.explanation, "http_status": 403, "request": READ, "retry_after": 57283}
    line |= {"traceback": f"planfix_errors.DailyRequestLimitReached: {err}"}
    written = import_module("json_logs").JsonLines().format(record)
    assert json.loads(written.encode("ascii")) == line


@needs("sentry")
def test_sentry() -> None:
    """Sentry groups by class and code, under the whole text."""
    before_send, utils = import_module("sentry").before_send, import_module("sentry_sdk.utils")
    event = before_send(*utils.event_from_exception(errors.ContactError("Oops", 2999)))
    assert event["fingerprint"] == ["ContactError", "2999"]
    assert event["exception"]["values"][-1]["value"] == "[2999] Oops"
    event, hint = utils.event_from_exception(ZeroDivisionError())
    assert before_send(event.copy(), hint) == event


ROWS = "Название;Описание\nОдин;…\nДва\n\nТри 😀;\n"


@needs("batch_ru")
@pytest.mark.parametrize(
    ("answers", "status", "done", "left", "encoding"),
    [
        ([], 0, 3, [], "utf-8"),
        ([BAD_DAYS["an HTML 429"]], 0, 3, [], "utf-8-sig"),
        ([CREATED], 0, 2, [], "cp1251"),
        ([None, BAD_DAYS["a failure with 200"]], 1, 2, ["Два"], "utf-8-sig"),
        ([None, BAD_DAYS["an empty 503"]], 1, 2, ["Два"], "cp1251"),
        ([None, DAILY], 2, 1, ["Два", "Три 😀;"], "utf-8"),
        ([None, None, BAD_DAYS["a wrong token"]], 2, 2, ["Три 😀;"], "utf-8"),
    ],
)
def test_batch(
    answers: Any, status: int, done: int, left: Any, encoding: str, server: Server, sleeps: Any
) -> None:
    """Each task is created once; what was not is in a file, and in the log with an advice."""
    Path("a.csv").write_text(ROWS, encoding, "replace")
    server.answers = [*answers]
    ended, printed, said = run("batch_ru", server, "a.csv")
    rest, log = Path("rest-a.csv"), Path("planfix.log").read_text(encoding="utf-8")
    rows = rest.read_text("utf-8").splitlines() if rest.exists() else []
    assert rows[:1] == ["\ufeffНазвание;Описание"] * bool(left)
    assert sleeps[:1] == [1]
    assert (ended, len(server.contacts), rows[1:]) == (status, done, left)
    assert (f"запустите программу с {rest}.\n" in log) == bool(left)
    for err in (day.error("POST /task/") for day in answers if day):
        if err.may_retry(reads=False):
            assert said.startswith(err.description_ru)
        else:
            assert f": {err.explanation_ru}\n" in log
            assert f": {err.explanation_ru}\n" in printed


@needs("batch_ru")
@pytest.mark.parametrize(
    ("variable", "value", "text", "said"),
    [
        ("PLANFIX_TOKEN", "a b", ROWS, "PLANFIX_TOKEN"),
        ("PLANFIX_URL", "", ROWS, "PLANFIX_URL"),
        ("PLANFIX_URL", "https://example.planfix.com:a/rest", ROWS, "PLANFIX_URL"),
        ("NETRC", "", None, "a.csv"),
        ("NETRC", "", "", "a.csv"),
        ("NETRC", "", "name\n1\n", "«Название»"),
    ],
)
def test_batch_settings(variable: str, value: str, text: Any, said: str, server: Server) -> None:
    """What is wrong is said in one line, with what to check."""
    server.environment[variable] = value
    if text is not None:
        Path("a.csv").write_text(text, encoding="utf-8")
    status, printed, err = run("batch_ru", server, "a.csv")
    assert (status, err) == (2, "")
    assert re.match(rf"Работа остановлена .* Проверьте .*{said}", printed)
