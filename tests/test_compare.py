"""Comparing Planfix's documents with a catalog: saved copies, and from a server."""
# ruff: noqa: E501, RUF012 - lines of a catalog and of reports

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import documents
import pytest
from catalog import read
from compare import compare

# A small catalog, which no change of Planfix's breaks
CATALOG = """codes = [
    { code = 5, name = "NoScope", entity = "CommonError", description = "A", description_ru = "Нет scope", page_ru = "Нет scoup.", source = "help-ru" },
    { code = 6, name = "Hushed", entity = "CommonError", description = "A", description_ru = "Тихо", source = "help-ru" },
    { code = 7, name = "Forgotten", entity = "CommonError", description = "A", description_ru = "Старый", source = "" },
    { code = 600, name = "ListNotFound", entity = "ListError", description = "A", description_ru = "Нет списка", source = "openapi" },
    { code = 1000, name = "TaskNotFound", entity = "TaskError", kind = "NotFoundError", description = "A", description_ru = "Задача не существует", source = "help-ru" },
    { code = 1001, name = "TaskLost", entity = "TaskError", description = "A", description_ru = "Ошибка добавления задачи", source = "help-ru" },
    { code = 1003, name = "TaskBusy", entity = "TaskError", description = "A", description_ru = "Задача занята", source = "help-en" },
    { code = 2000, name = "ContactNotFound", entity = "ContactError", description = "A", description_ru = "Контакт не существует", source = "help-ru" },
]
second_codes = [{ code = 1002, same_as = 1001, source = "openapi" }]
harmless_lines = ["20 — это не код"]
[without_code]
[documents]
help-ru = { title = "Page", url = "URL/ru", document = "URL/raw?title=Коды_ошибок&action=raw" }
help-en = { title = "English page", url = "URL/en", document = "URL/en?action=raw" }
openapi = { title = "API", url = "URL/", document = "URL/swagger.json", version = "1.6.9" }
[kinds]
NotFoundError = { description = "A", description_ru = "А", wording = "не сущест|not exist" }
CreateError = { description = "A", description_ru = "А", wording = "^ошибка добавл" }
[entities]
CommonError = { description = "A", description_ru = "А", section = "General", section_ru = "Общие", thousand = 0 }
TaskError = { description = "A", description_ru = "А", section = "Tasks", section_ru = "Задачи", thousand = 1 }
ContactError = { description = "A", description_ru = "А", section = "Contacts", section_ru = "Контакты", thousand = 2 }
ListError = { description = "A", description_ru = "А", section = "Lists", hundred = 6 }
"""
RU = "== Общие ==\n*5 — Нет scoup.\n*6 — Тихо\n20 — это не код\n== Задачи ==\n*1000 — Задача не существует\n*1001 — Ошибка добавления задачи\n== Пустой раздел ==\n== Контакты ==\n*2000 — Контакт не существует\n"
EN = "== General ==\n*5 — No scope\n== TASKS ==\n*1000 — Task is missing\n*1003 — Task is busy\n"


def openapi(*failures: tuple[int, str], version: str = "1.6.9") -> str:
    paths: dict[str, Any] = {}
    for n, (number, text) in enumerate(failures):
        example = {"result": "fail", "code": number, "error": text}
        paths[f"/x{n}"] = {"post": {"responses": {"400": {"content": {"json": example}}}}}
    return json.dumps({"openapi": "3.0.1", "info": {"version": version}, "paths": paths})


API = openapi((600, "List"), (1002, "Task"), (2000, "Contact"))
RU_AGREES = "help-ru: 5 codes, as in the catalog\n"
AGREE = f"{RU_AGREES}help-en: 3 codes, as in the catalog\nopenapi: 3 codes, as in the catalog\n"
Compared = Callable[..., tuple[int, str]]


@pytest.fixture
def compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Compared:
    """Return a function that compares copies, or what a server has; it returns what is printed."""

    def function(*copies: str, url: str = "") -> tuple[int, str]:
        (tmp_path / "catalog.toml").write_text(CATALOG.replace("URL", url), encoding="utf-8")
        for n, copy in enumerate(copies):
            (tmp_path / f"{n}").write_text(copy, encoding="utf-8")
        files = [f"{tmp_path / str(n)}" for n, _ in enumerate(copies)]
        status = compare(files, read(tmp_path / "catalog.toml"))
        return status, "".join(capsys.readouterr())

    return function


NEW_RU = '== Общие ==\n*5 — Нет scope.\n*7 — Старый\n== Поручения ==\n*1001 — Ошибка добавления задачи\n*1002 — Ошибка\n*1003 — Занято\n*1004 — Странно\n== Склады и "остатки" ==\n*10000 — Ошибка добавления остатка\n== Контакты ==\n*2000 — Клиент не существует.\n*603 — Ошибка добавления "пункта".\n*2000 — Контакт забыт\n*2002: Новый "контакт"\n'
NEW_EN = "== General ==\n*5 — No scope\n== Warehouses ==\n*10000 — It does not exist.\n== TASKS ==\n*1000 — Task is missing\n== Contacts ==\n*603 — Strange item\n"
NEW_API = openapi((6, "Hush"), (603, "strange 1"), (604, "X 5 does not exist"), version="1.7.0")
REPORT = r"""New codes; paste into `codes` and fill in what is empty:
    { code = 603, name = "", entity = "ContactError", kind = "CreateError", description = "Strange item", description_ru = "Ошибка добавления \"пункта\"", page_ru = "Ошибка добавления \"пункта\".", source = "help-ru" },  # raises ListError today; Контакты; Contacts; POST /x1 400: strange 1
    { code = 604, name = "", entity = "ListError", kind = "NotFoundError", description = "", description_ru = "", source = "openapi" },  # POST /x2 400: X 5 does not exist
    { code = 1004, name = "", entity = "", description = "", description_ru = "Странно", source = "help-ru" },  # raises TaskError today; Поручения
    { code = 10000, name = "", entity = "", description = "It does not exist", description_ru = "Ошибка добавления остатка", source = "help-ru" },  # Склады и "остатки"; Warehouses

Unknown sections; paste or change in `entities`:
    [entities.TaskError] section_ru = "Поручения"
    [entities.]
    description = ""
    description_ru = ""
    section = "Warehouses"
    section_ru = "Склады и \"остатки\""
    thousand = 10

Known codes; change in `codes`:
    5 NoScope: page_ru = "Нет scope."
              instead of "Нет scoup."
    6 Hushed: source = "openapi" instead of "help-ru"
    7 Forgotten: source = "help-ru" instead of ""
    1000 TaskNotFound: source = "help-en" instead of "help-ru"
    1002 TaskLost: source = "help-ru" instead of "openapi"
    1003 TaskBusy: source = "help-ru" instead of "help-en"
    1003 TaskBusy: description_ru = "Занято"
                         instead of "Задача занята"
    2000 ContactNotFound: page_ru = "Клиент не существует."
                         instead of "Контакт не существует"

Listed more than once:
    2000 in help-ru: Контакты: Клиент не существует. / Контакты: Контакт забыт

Not understood; paste what is harmless into `harmless_lines`:
    "2002: Новый \"контакт\"",  # help-ru

Another version; change in [documents.openapi]:
    version = "1.7.0"

"""


def test_differences(compared: Compared) -> None:
    """Every difference is reported with what to change, whichever document is read first."""
    assert compared(NEW_RU, NEW_EN, NEW_API) == (1, REPORT)
    assert compared(NEW_API, NEW_EN, NEW_RU) == (1, REPORT)


HUSHED = RU.replace("*6 — Тихо\n", "")
UNREAD = 'Not understood; paste what is harmless into `harmless_lines`:\n    "'
ROWS: list[tuple[list[str], int, str]] = [
    # A code that no document lists any more, or that one alone lacks
    ([HUSHED, EN, API], 1, 'Known codes; change in `codes`:\n    6 Hushed: source = "" instead of "help-ru"\n\n'),
    ([HUSHED], 1, "\n    6 Hushed: not in help-ru any more; compare all documents together\n"),
    ([EN.replace("*1003", "*1000"), API], 1, '    1003 TaskBusy: source = "" instead of "help-en"\n'),
    ([openapi((5, "A"))], 0, "openapi: 1 codes, as in the catalog\n"),
    ([RU.replace("*2000 —", "*2000:"), EN, API], 1, f'{UNREAD}2000: Контакт не существует",  # help-ru\n\n'),
    ([EN.replace("busy", "busy; 1009 — Lost")], 1, f'{UNREAD}1003 — Task is busy; 1009 — Lost",  # help-en\n\n'),
    # A page without sections, under a title or not
    (["Error\tstring\n*5 — Нет scoup.\n*2000 — К\n*2003 — Да"], 1, '2003, name = "", entity = "ContactError", '),
    (["*2003 — Да"], 1, '2003, name = "", entity = "ContactError", '),
    ([EN + "== Subtasks ==\n*1500 — Deep"], 1, '    section = "Subtasks"\n    hundred = 15\n'),
    ([RU, "Log in"], 2, f'{RU_AGREES}cannot read TMP/1: no codes such as "1000 — Task does not exist", but: Log in\n'),
    ([RU, RU], 2, f"{RU_AGREES}cannot read TMP/1: a second copy of help-ru\n"),
    ([HUSHED, "Log in"], 1, 'cannot read TMP/1: no codes such as "1000 — Task does not exist", but: Log in\n'),
]  # fmt: skip


@pytest.mark.parametrize(("copies", "status", "line"), ROWS)
def test_copies(compared: Compared, tmp_path: Path, copies: Any, status: int, line: str) -> None:
    """A difference is 1, else what cannot be read is 2: a part of what is printed."""
    found, shown = compared(*copies)
    shown = shown.replace(f"{tmp_path}", "TMP")
    assert (found, line in shown) == (status, True), shown
    assert shown == line or not line.endswith("\n\n"), "nothing else is printed"


RAW = "/raw?title=%D0%9A%D0%BE%D0%B4%D1%8B_%D0%BE%D1%88%D0%B8%D0%B1%D0%BE%D0%BA&action=raw"
RAW_RU, SWAGGER = "URL/raw?title=Коды_ошибок&action=raw", "URL/swagger.json"
ITEMS = "<li>".join(line[1:] for line in RU.splitlines() if line[0] == "*")
PAGE = (200, f"<html><ul>{ITEMS}</ul></html>")
BOT_CHECK = (200, "<html><title>Just a moment...</title><p>Ray ID: 8f</html>")


class Wiki(BaseHTTPRequestHandler):
    """Answers with a page of a status and a body, if need be slowly or not to the end."""

    pages = {RAW: (200, RU), "/en?action=raw": (200, EN), "/swagger.json": (200, API)}
    seconds, cut, agent = 0.0, 0, ""

    def do_GET(self) -> None:
        Wiki.agent = self.headers["User-Agent"]
        status, text = self.pages.get(self.path, (404, ""))
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) + self.cut))
        self.end_headers()
        with suppress(OSError):  # the client is gone
            for byte in body if self.seconds else ():
                self.wfile.write(bytes([byte]))
                time.sleep(self.seconds)
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(documents, "BYTES", 1500)
    monkeypatch.setattr(documents, "SECONDS", 0.3)
    with ThreadingHTTPServer(("127.0.0.1", 0), Wiki) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


FETCHED: list[tuple[dict[str, tuple[int, str]], dict[str, float], str]] = [
    ({}, {}, AGREE),
    ({RAW: (403, ""), "/ru": PAGE}, {}, AGREE),
    ({RAW: BOT_CHECK, "/ru": PAGE}, {}, AGREE),
    ({RAW: (200, "#REDIRECT [[Codes]]"), "/ru": PAGE}, {}, AGREE),
    ({RAW: (200, EN), "/ru": (200, "<html><ul><li>503 — Сервис недоступен</ul></html>")}, {}, "not help-ru, but: Сервис"),
    # A document cannot be read: one line, with the addresses and what came
    ({RAW: (502, "")}, {}, f"ru: {RAW_RU}: HTTP Error 502: Bad Gateway; URL/ru: HTTP Error 404: Not Found\n"),
    ({"/swagger.json": BOT_CHECK}, {}, f'openapi: {SWAGGER}: no codes such as "1000 — Task does not exist", but: Just a moment...\n'),
    ({"/swagger.json": (200, "x" * 2000)}, {}, f"openapi: {SWAGGER}: more than 1,500 bytes or 0.3 seconds\n"),
    ({}, {"seconds": 0.05}, f"openapi: {SWAGGER}: more than 1,500 bytes or 0.3 seconds\n"),
    ({}, {"cut": 1}, f"openapi: {SWAGGER}: the answer is cut off\n"),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "sent", "line"), FETCHED)
def test_fetching(
    compared: Compared, url: str, monkeypatch: pytest.MonkeyPatch, pages: Any, sent: Any, line: str
) -> None:
    """The documents are fetched from their addresses, by a client that says what it is."""
    for name, value in {"pages": Wiki.pages | pages, **sent}.items():
        monkeypatch.setattr(Wiki, name, value)
    status, shown = compared(url=url)
    assert (status, line in shown.replace(url, "URL")) == (0 if line == AGREE else 2, True), shown
    assert Wiki.agent == "planfix-errors (python src/codegen compare)"


def test_no_answer(compared: Compared, url: str) -> None:
    """A server that does not answer is not waited for; none at all is one line per document."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert compared(url=url)[1].count("timed out") == 5
    status, shown = compared(url=url)
    assert (status, shown.count("Connection refused"), shown.count("\n")) == (2, 5, 3)
