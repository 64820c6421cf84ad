# ruff: noqa: E501  (a row of a table is one case)
"""The recipes: the clients on all bad days, the others on those that differ for them."""

import asyncio
import io
import json
import logging
import re
import runpy
import ssl
import sys
import time
import traceback
from importlib import import_module
from os import environ
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from planfix_server import BAD_DAYS, CONTACT, SILENT, TOKEN, Day, Server

import planfix_errors as errors

LIBRARIES = ("aiohttp", "aiolimiter", "httpx", "requests", "sentry_sdk", "tenacity")
RECIPES = {path.stem: path for path in sorted(Path(__file__).with_name("recipes").glob("*.py"))}
GOOD, LOST, DAILY = Server.day, BAD_DAYS["an HTML 502"], BAD_DAYS["the daily limit"]
SLOW, LIMIT = BAD_DAYS["an HTML 429"], BAD_DAYS["the limit with code 1"]
FOREIGN = BAD_DAYS["a foreign 404"]
NOT_FOUND, NO_TOKEN = BAD_DAYS["a failure with 200"], BAD_DAYS["a wrong token"]
CREATED = BAD_DAYS["a partial update"]
DAYS = BAD_DAYS | {
    "silent": SILENT,
    "cut off": Day(200, b"{", errors.ServerUnavailable, headers={"Content-Length": "99"}),
    "not gzip": Day(200, b"<a>", errors.OutcomeUnknown, headers={"Content-Encoding": "gzip"}),
    "lost": Day(302, b"", errors.UnexpectedResponse, headers={"Location": "http://xn--/["}),
    "chunks": Day(200, b"-5\r\n{", errors.OutcomeUnknown, headers={"Transfer-Encoding": "chunked"}),
}
TYPE, FILE = "Content-Type", {"Content-Disposition": "attachment"}
CUT_OFF, MOVED = b"\x1f\x8b\b\0\0\0\0\0\2\3K\xcb\xccI\5", BAD_DAYS["a redirect"]  # gzip
NEW, NONE = {"name": "Anna", "email": "ANNA@example.com"}, dict[str, Any](contacts=[])
FILTER = {"type": 4026, "operator": "equal", "value": "ANNA@example.com"}
QUERY = {"offset": 0, "pageSize": 100, "fields": "id,email", "filters": [FILTER]}
FIND = mock.call("POST", "/contact/list", json=QUERY)
CREATE = mock.call("POST", "/contact/", json=NEW)
ROWS = "Название;Описание\nОдин;…\nДва\n\nТри 😀;\n"

missing: dict[str, str] = {}
for recipe in RECIPES:
    try:
        import_module(recipe)
    except ModuleNotFoundError as err:
        assert err.name in LIBRARIES
        missing[recipe] = f"{err.name} is not installed"
CLIENTS = [name for name in RECIPES if name.endswith("_client") and name not in missing]


@pytest.fixture(autouse=True)
def sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pass the time without waiting."""
    seconds: list[float] = []
    monkeypatch.setattr(time, "sleep", seconds.append)
    monkeypatch.setattr(asyncio, "sleep", mock.AsyncMock(side_effect=seconds.append))
    return seconds


def run(recipe: str) -> tuple[Any, str, str]:
    """Run a recipe as a program; return what it ends with, and what it prints on a Russian PC."""
    out, err, ended = io.TextIOWrapper(io.BytesIO(), "cp1251"), io.StringIO(), None
    streams = mock.patch.multiple(sys, argv=[recipe, "a.csv"], stdout=out, stderr=err)
    with streams, mock.patch.object(logging.root, "handlers", []):
        try:
            runpy.run_path(str(RECIPES[recipe]), run_name="__main__")
        except SystemExit as end:
            ended = end.code
        logging.basicConfig(handlers=[], force=True)  # closes the log
    out.seek(0)
    return ended, out.read(), err.getvalue()


@pytest.mark.parametrize("row", [
    *(("day", name, day.raises, rf"{re.escape(day.message)}.*\(post /contact/1\)$") for name, day in DAYS.items()),
    ("PLANFIX_URL", "http://127.0.0.1:9", errors.ServerUnavailable, r"Connect.*\(post /contact/1\)$"),
    ("PLANFIX_URL", "https://127.0.0.1:{}/rest", Exception, "CERTIFICATE_VERIFY_FAILED"),
    ("PLANFIX_URL", "https://.planfix.com/rest", Exception, "label"),
    ("PLANFIX_URL", "https:///rest", ValueError, "^wrong address"),
    ("PLANFIX_URL", "example.planfix.com/rest", ValueError, "^wrong address"),
    ("PLANFIX_TOKEN", "secret\nsecret", ValueError, "^wrong address"),
    ("PLANFIX_TOKEN", "secret\u043a", ValueError, "^wrong address"),
    ("PRICE", "nan", Exception, "not JSON compliant"),
], ids=lambda row: f"{row[0]}: {row[1]}")  # fmt: skip
@pytest.mark.parametrize("client", CLIENTS)
def test_client(client: str, row: Any, server: Server, monkeypatch: Any) -> None:
    """What is answered, or nothing, is a PlanfixError, a wrong setting none; no secret is shown."""
    name, value, raises, said = row
    refuse = mock.Mock(side_effect=ssl.SSLCertVerificationError(1, "CERTIFICATE_VERIFY_FAILED"))
    monkeypatch.setattr(ssl.SSLSocket, "do_handshake", refuse)
    monkeypatch.setattr(ssl.SSLObject, "do_handshake", refuse)
    monkeypatch.setenv(name, value.format(server.server_port))
    server.day, path = DAYS.get(value, GOOD), "/contact/1?email=private"
    ask: Any = {"timeout": 0.2, "json": {"price": float(environ.get("PRICE", "1"))}}

    async def call() -> Any:
        planfix = import_module(client).Planfix(environ["PLANFIX_URL"], environ["PLANFIX_TOKEN"])
        if client != "aiohttp_client":
            return planfix.call("post", path, **ask)["contact"]
        async with planfix.session:
            return (await planfix.call("post", path, **ask))["contact"]

    with pytest.raises(raises, match=said) as caught:
        asyncio.run(call())
    shown = "".join(traceback.format_exception(caught.value))
    assert not re.search(f"secret|{TOKEN}", shown)
    if isinstance(caught.value, errors.PlanfixError):  # alone, without a cause that says more
        assert (shown.count("Traceback"), shown.count(path)) == (1, 0)
    assert server.requests == [f"POST {path}"] * (name == "day")


def test_httpx_client(server: Server) -> None:
    """A cookie that is not valid does not break the calls after it; such a header is no outage."""
    server.day = Day(200, {}, headers={"Set-Cookie": "a=é"})
    with import_module("httpx_client").Planfix(server.url, TOKEN) as planfix:
        assert planfix.call("GET", "/contact/1") == planfix.call("GET", "/contact/1") == {}
        with pytest.raises(import_module("httpx").LocalProtocolError):
            planfix.call("GET", "/contact/1", headers={"X": "\n"})


@pytest.mark.parametrize(("program", "answers", "shown"), [row for row in [
    *((name, [GOOD], "^{'id': 1, .*}\n$") for name in (*CLIENTS, "list_pages")),
    *((name, [LIMIT], r"^\[1\] .*\(GET /contact/1\)\. .* Try again in 15 h") for name in CLIENTS),
    *((name, [LIMIT], r"^\[1\] .*\(POST /contact/list\)\. .* Try again in 15 h") for name in ("create_contact", "list_pages")),
    ("download", [LIMIT], r"^\[1\] .*\(GET /file/1/download\)\. .* Try again in 15 h"),
    ("create_contact", [GOOD], "^Contact 1 was created\n$"),
    ("download", [MOVED, Day(200, b"%PDF\n\x00\xff", headers={TYPE: "a/pdf"})], "^$"),
    ("download", [MOVED, Day(200, b"<a>", headers=FILE)], "^$"),
    ("download", [MOVED, Day(200, b"private", headers={TYPE: ""})], "Unexpected response: not a file"),
    ("download", [MOVED, Day(200, b"<title>In</title>", headers={"Content-Disposition": "inline"})], "JSON: In"),
    ("download", [MOVED, Day(200, {"code": 7000}, headers={TYPE: "A/Problem+JSON"})], r"^\[7000\]"),
    ("download", [MOVED, Day(200, {})], "not a file"),
    ("download", [MOVED, Day(403, b"<Error>expired</Error>", headers={TYPE: "a/xml"})], "expired"),
    ("download", [MOVED, Day(200, b"ha", headers={**FILE, "Content-Length": "9"})], "unavailable"),
    ("download", [MOVED, Day(200, CUT_OFF, headers={**FILE, "Content-Encoding": "gzip"})], "GET /file"),
    ("download", [MOVED], "TooManyRedirects"),
    ("download", [Day(302, b"", headers={"Location": "http://["})], "ValueError"),
    ("download", [Day(302, b"", headers={"Location": "file:///a"})], "InvalidSchema"),
] if row[0] not in missing])  # fmt: skip
def test_program(program: str, answers: list[Day], shown: str, server: Server) -> None:
    """A program prints what it asks for, or what to do; a file is written as a whole or not."""
    Path("netrc").write_text("machine 127.0.0.1 login me password it")
    *server.answers, server.day = answers
    ended, printed, said = run(program)
    assert re.search(shown, f"{ended or printed}{said}")
    files = [path.read_bytes() for path in Path.cwd().glob("file*")]
    assert files == [server.day.body] * (shown == "^$")


def test_paced(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls are made one a second, repeated ones too; an error that lasts ends them all."""
    limiter = import_module("aiolimiter").AsyncLimiter
    pace = mock.Mock(side_effect=[limiter(1, 0.01), limiter(1, 0.01)])
    monkeypatch.setattr("aiolimiter.AsyncLimiter", pace)
    acquire = mock.patch.object(limiter, "acquire", autospec=True, side_effect=limiter.acquire)
    server.answers = [LOST, NOT_FOUND]
    with acquire as turns:
        ended, printed, said = run("paced")
    assert (ended, printed, turns.call_count) == (None, f"{CONTACT}\n" * 19, 21)
    assert re.findall("(?m)^.+?: |^.+? ", said) == ["HTTP 502: ", "[2000] "]
    server.day, server.requests = DAILY, []
    assert run("paced")[0].startswith("[22] ")
    assert len(server.requests) < 20
    pace.assert_called_with(1, 1)


@pytest.mark.parametrize(("day", "asked", "reads", "pauses"), [
    (SLOW, "POST /contact/", None, [2, 4, 8]),
    (LOST, "get /contact/1", None, [2, 4, 8]),
    (LOST, "post /contact/list?silent=true", None, [2, 4, 8]),
    (LOST, "POST /contact/1?to=/list", None, []),
    (LOST, "POST /report/1/save/1/data", True, [2, 4, 8]),
    (LOST, "GET /contact/1", False, []),
    (Day(200, {}, errors.RateLimitError, "timeToReset:7"), "POST /", None, [7] * 3),
    (LIMIT, "GET /contact/1", None, []),
])  # fmt: skip
def test_retry(day: Day, asked: str, reads: Any, pauses: Any, sleeps: Any, capsys: Any) -> None:
    """What may be repeated is repeated, files from their start, after a pause that is said."""
    sent: list[Any] = []

    async def send(method: str, path: str, data: Any, files: Any) -> None:
        sent.append([data.read(), files["one"].read(), files["two"][1].read()])
        raise day.error(f"{method} {path}")

    method, path = asked.split()
    files = {"one": io.BytesIO(b"one"), "two": ("a name", io.StringIO("two"))}
    repeated = import_module("retry").repeat(send)
    with pytest.raises(day.raises):
        asyncio.run(repeated(method, path=path, reads=reads, data=io.BytesIO(b"data"), files=files))
    assert sent == [[b"data", b"one", "two"]] * (len(pauses) + 1)
    assert all(s <= slept <= s + 2 for s, slept in zip(pauses, sleeps, strict=True))
    assert re.findall(r"in (\d+) s\n", capsys.readouterr().err) == [f"{s:.0f}" for s in sleeps]


@pytest.mark.parametrize(("answers", "outcome"), [
    ([NONE, {"id": 1}], (1, True)),
    ([{"contacts": [{"id": 0}, CONTACT]}], (1, False)),
    ([DAILY], errors.DailyRequestLimitReached),
    ([NONE, LOST, {"contacts": [CONTACT]}], (1, True)),
    ([NONE, LOST, NONE], errors.ServerUnavailable),
    ([NONE, errors.Answer(), NONE], errors.AnswerIncomplete),
    ([NONE, LOST, NO_TOKEN], errors.TokenInvalid),
    ([NONE, FOREIGN], errors.UnexpectedResponse),
    ([NONE, Day(200, {}, errors.PartialUpdate)], errors.PartialUpdate),
    ([NONE, CREATED], (7, True)),
])  # fmt: skip
def test_create_contact(answers: list[Any], outcome: Any) -> None:
    """A contact is created once, and looked for if it is not known whether it was."""
    results = [one.error("") if isinstance(one, Day) else one for one in answers]
    call, create_once = mock.Mock(side_effect=results), import_module("create_contact").create_once
    try:
        got = create_once(call, NEW["name"], f" {NEW['email']} ")
    except errors.PlanfixError as err:
        got = type(err)
    assert (got, call.mock_calls) == (outcome, [FIND, CREATE, FIND][: len(answers)])
    with pytest.raises(ValueError, match="e-mail"):
        create_once(call, NEW["name"], " ")


@pytest.mark.parametrize(("count", "query"), [(100, {}), (250, {"pageSize": 50, "offset": 30})])
def test_list_pages(count: int, query: dict[str, int]) -> None:
    """A list is read to its end with any offset and size of a page, or they are refused."""
    contacts, ids = import_module("list_pages").contacts, [*range(count)]

    def call(*_: str, json: Any) -> Any:
        return {"contacts": ids[json["offset"] :][: json["pageSize"]]}

    assert [*contacts(call, **query)] == ids[query.get("offset", 0) :]
    for wrong in ({"pageSize": 101}, {"pageSize": 0}, {"offset": -1}):
        with pytest.raises(ValueError, match="pageSize"):
            next(contacts(call, **wrong))


def test_hook(server: Server) -> None:
    """The hooks check the answers of a program's own client."""
    hook, (requests, httpx) = import_module("hook"), map(pytest.importorskip, ("requests", "httpx"))
    session, client, async_client = requests.Session(), httpx.Client(), httpx.AsyncClient()
    session.hooks["response"].append(hook.check)
    client.event_hooks = {"response": [hook.check]}
    async_client.event_hooks = {"response": [hook.check_async]}

    async def get(client: Any) -> Any:
        url, headers = f"{server.url}contact/1?a=b", {"Authorization": f"Bearer {TOKEN}"}
        resp = client.get(url, headers=headers)
        return (await resp if client is async_client else resp).json()["contact"]

    for day in (BAD_DAYS["an empty 200"], BAD_DAYS["a redirect"], NOT_FOUND):
        for one in (session, client, async_client):
            server.answers = [GOOD, day]
            assert asyncio.run(get(one)) == CONTACT
            with pytest.raises(day.raises, match=r"\(GET /rest/contact/1\)$"):
                asyncio.run(get(one))


def test_json_logs() -> None:
    """A log line has what a search needs, and what to do."""
    err = DAILY.error("GET /contact/1?access_token=secret")
    record = logging.LogRecord("", logging.ERROR, "", 0, "\ud800", None, (type(err), err, None))
    line = {"level": "ERROR", "message": "\ud800", "class": "DailyRequestLimitReached", "code": 22}
    line |= {"text": err.explanation, "http_status": 403, "retry_after": 57283}
    line |= {"request": "GET /contact/1", "traceback": f"planfix_errors.{line['class']}: {err}"}
    assert json.loads(import_module("json_logs").JsonLines().format(record).encode("ascii")) == line


def test_sentry() -> None:
    """Sentry groups by class and code, under the whole text."""
    before_send, utils = import_module("sentry").before_send, import_module("sentry_sdk.utils")
    event = before_send(*utils.event_from_exception(errors.ContactError("Oops", 2999)))
    shown = event["fingerprint"], event["exception"]["values"][-1]["value"]
    assert shown == (["ContactError", "2999"], "[2999] Oops")
    event, hint = utils.event_from_exception(ZeroDivisionError())
    assert before_send(event.copy(), hint) == event


@pytest.mark.parametrize("row", [
    ("utf-8", "", [], 0, 3, [], ""),
    ("utf-8-sig", "", [SLOW], 0, 3, [], ""),
    ("cp1251", "", [CREATED], 0, 3, [], "«Один»: создана задача 7. Некоторые поля не записаны: .* Остальное записано"),
    ("utf-8-sig", "", [GOOD, NOT_FOUND], 1, 2, ["Два"], "2 из 3, «Два»: Контакт .* Проверьте номер"),
    ("cp1251", "", [GOOD, LOST], 1, 2, ["Два"], "«Два»: Планфикс недоступен .* Повторите позже"),
    ("utf-8", "", [GOOD, DAILY], 2, 1, ["Два", "Три 😀;"], "Исчерпан .* Повторите через 15 ч"),
    ("utf-8", "", [GOOD, GOOD, NO_TOKEN], 2, 2, ["Три 😀;"], "Создайте новый токен"),
    ("utf-8", "", [GOOD, GOOD, FOREIGN], 2, 2, ["Три 😀;"], "Неожиданный ответ"),
    ("utf-8", "https://example.planfix.com:a/rest", [], 2, 0, ["Один;…", "Два", "Три 😀;"], "Проверьте адрес PLANFIX_URL"),
    ("utf-8", "https:///rest", [], 2, 0, [], "Проверьте переменные PLANFIX_URL"),
    (None, "", [], 2, 0, [], "Проверьте имя файла .*a.csv"),
    ("koi8-r", "", [], 2, 0, [], "Проверьте .*«Название»"),
])  # fmt: skip
def test_batch_ru(row: Any, server: Server, sleeps: list[float], monkeypatch: Any) -> None:
    """Each task is created once; what was not is in a file, and in the log with an advice."""
    encoding, url, answers, status, done, left, said = row
    text = ROWS.replace(";", ",") if encoding == "utf-8-sig" else ROWS
    Path("a.csv" if encoding else "b.csv").write_text(text, encoding, "replace")
    server.answers = [*answers]
    monkeypatch.setenv("PLANFIX_URL", url or server.url.rstrip("/"))
    ended, printed, told = run("batch_ru")
    rest, log = next(Path().glob("rest-*-a.csv"), Path("-")), Path("planfix.log").read_text("utf-8")
    rows = rest.read_text("utf-8").splitlines() if rest.exists() else []
    assert (ended, printed.count("создана задача")) == (status, done)
    assert rows == (left and ["\ufeffНазвание;Описание", *left])
    assert (f", в файле {rest}. Уберите из него" in log) == bool(left)
    assert all(re.search(said, shown) for shown in (log, printed))
    assert told.startswith(SLOW.error("").description_ru) == (SLOW in answers)
    if server.sent:
        assert (server.sent[0], sleeps[0]) == ({"name": "Один", "description": "…"}, 1)


for recipe, reason in missing.items():  # its tests are one skipped line
    globals()[f"test_{recipe}"] = lambda reason=reason: pytest.skip(reason)
