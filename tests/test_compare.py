"""Comparing Planfix's documents with a catalog: saved copies, and from a server."""
# ruff: noqa: E501  # lines of a catalog and of reports

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
    { code = 5, name = "NoScope", entity = "GeneralError", description = "A", description_ru = "Нет scope", page_ru = "Нет scoup.", source = "help-ru" },
    { code = 6, name = "Hushed", entity = "GeneralError", description = "A", description_ru = "Тихо", source = "help-ru" },
    { code = 7, name = "Forgotten", entity = "GeneralError", description = "A", description_ru = "Старый", source = "" },
    { code = 600, name = "ListNotFound", entity = "ListError", description = "A", description_ru = "Нет списка", source = "openapi" },
    { code = 1000, name = "TaskNotFound", entity = "TaskError", kind = "NotFoundError", description = "A", description_ru = "Задача не существует", source = "help-ru" },
    { code = 1001, name = "TaskLost", entity = "TaskError", description = "A", description_ru = "Ошибка добавления задачи", source = "help-ru" },
    { code = 1003, name = "TaskBusy", entity = "TaskError", description = "A", description_ru = "Задача занята", source = "help-en" },
    { code = 2000, name = "ContactNotFound", entity = "ContactError", description = "A", description_ru = "Контакт не существует", source = "help-ru" },
    { code = 2001, name = "ContactBusy", entity = "ContactError", description = "A", description_ru = "Контакт занят", source = "help-ru" },
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
AccountError = { description = "A", description_ru = "А" }
[entities]
GeneralError = { description = "A", description_ru = "А", section = "General", section_ru = "Общие", thousand = 0 }
TaskError = { description = "A", description_ru = "А", section = "Tasks", section_ru = "Задачи", thousand = 1 }
ContactError = { description = "A", description_ru = "А", section = "Contacts", section_ru = "Контакты", thousand = 2 }
ListError = { description = "A", description_ru = "А", section = "Lists", hundred = 6 }
"""
RU = """== Общие ==
*5 — Нет scoup.
*6 — Тихо
20 — это не код
== Задачи ==
*1000 — Задача не существует
*1001 — Ошибка добавления задачи
== Пустой раздел ==
== Контакты ==
*2000 — Контакт не существует
*2001 — Контакт занят
"""
EN = """== General ==
*5 — No scope
== TASKS ==
*1000 — Task is missing
*1003 — Task is busy
"""


def openapi(*failures: tuple[int, str], version: str = "1.6.9") -> str:
    paths: dict[str, Any] = {}
    for n, (number, text) in enumerate(failures):
        example = {"result": "fail", "code": number, "error": text}
        paths[f"/x{n}"] = {"post": {"responses": {"400": {"content": {"json": example}}}}}
    return json.dumps({"openapi": "3.0.1", "info": {"version": version}, "paths": paths})


API = openapi((600, "List"), (1002, "Task"), (2000, "Contact"))
RU_AGREES = "help-ru: 6 codes, as in the catalog\n"
AGREE = f"{RU_AGREES}help-en: 3 codes, as in the catalog\nopenapi: 3 codes, as in the catalog\n"


Compared = Callable[..., tuple[int, str]]


@pytest.fixture
def compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Compared:
    """Return a function that compares copies, or what a server has; it returns what is printed."""

    def function(*copies: str, url: str = "") -> tuple[int, str]:
        (tmp_path / "catalog.toml").write_text(CATALOG.replace("URL", url), encoding="utf-8")
        files = [tmp_path / f"{n}" for n, _ in enumerate(copies)]
        for file, copy in zip(files, copies, strict=True):
            file.write_text(copy, encoding="utf-8")
        status = compare([str(file) for file in files], read(tmp_path / "catalog.toml"))
        return status, "".join(capsys.readouterr())

    return function


NEW_RU = """== Общие ==
*5 — Нет scope.
*7 — Старый
== Поручения ==
*1001 — Ошибка добавления задачи
*1002 — Ошибка
*1003 — Занято
*1004 — Странно
== Склады и "остатки" ==
*10000 — Ошибка добавления остатка
== Контакты ==
*2000 — Клиент не существует
*2001 — Контакт занят.
*603 — Ошибка добавления "пункта".
*2000 — Контакт забыт
*2002: Новый "контакт"
"""
NEW_EN = """== General ==
*5 — No scope
== Subtasks ==
*1500 — Deep
== Warehouses ==
*10000 — It does not exist.
== TASKS ==
*1000 — Task is missing
== Contacts ==
*603 — Strange item
"""
NEW_API = openapi((6, "Hush"), (603, "strange 1"), (604, "X 5 does not exist"), version="1.7.0")
REPORT = r"""New codes; paste into `codes` and fill in what is empty:
    { code = 603, name = "", entity = "ContactError", kind = "CreateError", description = "Strange item", description_ru = "Ошибка добавления \"пункта\"", page_ru = "Ошибка добавления \"пункта\".", source = "help-ru" },  # raises ListError today; Контакты; Contacts; POST /x1 400: strange 1
    { code = 604, name = "", entity = "ListError", kind = "NotFoundError", description = "", description_ru = "", source = "openapi" },  # POST /x2 400: X 5 does not exist
    { code = 1004, name = "", entity = "", description = "", description_ru = "Странно", source = "help-ru" },  # raises TaskError today; Поручения
    { code = 1500, name = "", entity = "", description = "Deep", description_ru = "", source = "help-en" },  # raises TaskError today; Subtasks
    { code = 10000, name = "", entity = "", description = "It does not exist", description_ru = "Ошибка добавления остатка", source = "help-ru" },  # Склады и "остатки"; Warehouses

Unknown sections; paste or change in `entities`:
    [entities.TaskError] section_ru = "Поручения"
    [entities.]
    description = ""
    description_ru = ""
    section = "Warehouses"
    section_ru = "Склады и \"остатки\""
    thousand = 10
    [entities.]
    description = ""
    description_ru = ""
    section = "Subtasks"
    hundred = 15

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
    2000 ContactNotFound: description_ru = "Клиент не существует"
                                instead of "Контакт не существует"
    2001 ContactBusy: page_ru = "Контакт занят."
                     instead of "Контакт занят"

Listed more than once:
    2000 in help-ru: Контакты: Клиент не существует / Контакты: Контакт забыт

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


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        # A code that no document lists any more, or that one alone lacks
        ([HUSHED, EN, API], '6 Hushed: source = "" instead of "help-ru"'),
        ([HUSHED], "6 Hushed: not in help-ru any more; compare all documents together"),
        ([EN.replace("*1003", "*1000"), API], '1003 TaskBusy: source = "" instead of "help-en"'),
        # Examples alone do not tell that a code is gone
        ([openapi((5, "A"))], "openapi: 1 codes, as in the catalog"),
        # A page without sections, under a title or not
        (["Error\tstring\n*5 — Нет scoup.\n*2000 — К\n*2003 — Да"], '2003, name = "", entity = "C'),
        (["*2003 — Да"], 'entity = "ContactError"'),
    ],
)
def test_difference(compared: Compared, texts: list[str], line: str) -> None:
    """What is gone has another source if all documents are there; a range may be the entity."""
    assert line in compared(*texts)[1]


def test_unreadable_copies(compared: Compared, tmp_path: Path) -> None:
    """What cannot be read has one line; the other documents are compared."""
    status, shown = compared(RU, "Log in", RU)
    agrees, no_codes, second, end = shown.split("\n")
    assert (status, f"{agrees}\n", end) == (2, RU_AGREES, "")
    assert no_codes.startswith(f"cannot read {tmp_path / '1'}: no codes such as ")
    assert second == f"cannot read {tmp_path / '2'}: a second copy of help-ru"
    assert compared(HUSHED, "Log in")[0] == 1


RAW = "/raw?title=%D0%9A%D0%BE%D0%B4%D1%8B_%D0%BE%D1%88%D0%B8%D0%B1%D0%BE%D0%BA&action=raw"
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
    with ThreadingHTTPServer(("127.0.0.1", 0), Wiki) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_fetching(compared: Compared, url: str) -> None:
    """The documents are fetched from their addresses, by a client that says what it is."""
    assert compared(url=url) == (0, AGREE)
    assert Wiki.agent == "planfix-errors (python src/codegen compare)"


@pytest.mark.parametrize("refused", [(403, ""), BOT_CHECK, (200, "#REDIRECT [[Codes]]"), (200, EN)])
def test_page_itself(
    compared: Compared, url: str, monkeypatch: pytest.MonkeyPatch, refused: tuple[int, str]
) -> None:
    """If the source of a page is refused, the page that people read is fetched."""
    items = "<li>".join(line[1:] for line in RU.splitlines() if line.startswith("*"))
    page = (200, f"<html><ul>{items}</ul></html>")
    monkeypatch.setattr(Wiki, "pages", Wiki.pages | {RAW: refused, "/ru": page})
    assert compared(url=url) == (0, AGREE)


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ((502, "Bad Gateway"), "HTTP Error 502: Bad Gateway"),
        (BOT_CHECK, 'no codes such as "1000 — Task does not exist", but: Just a moment...'),
        ((200, "x" * 2000), "more than 1,500 bytes or 30 seconds"),
    ],
)
def test_unreadable_pages(
    compared: Compared, url: str, monkeypatch: pytest.MonkeyPatch, page: Any, problem: str
) -> None:
    """A document that cannot be read is one line, with the addresses and what came."""
    monkeypatch.setattr(documents, "BYTES", 1500)
    pages = Wiki.pages | {"/en?action=raw": page, "/swagger.json": page}
    monkeypatch.setattr(Wiki, "pages", pages)
    assert compared(url=url) == (
        2,
        f"{RU_AGREES}cannot read help-en: {url}/en?action=raw: {problem}; "
        f"{url}/en: HTTP Error 404: Not Found\n"
        f"cannot read openapi: {url}/swagger.json: {problem}\n",
    )


def test_bad_connections(compared: Compared, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that drips, sends less than it says, or does not answer, is not waited for."""
    monkeypatch.setattr(documents, "SECONDS", 0.2)
    monkeypatch.setattr(Wiki, "cut", 1)
    assert compared(url=url)[1].count("the answer is cut off") == 3
    monkeypatch.setattr(Wiki, "seconds", 0.05)
    assert compared(url=url)[1].count("more than 20,000,000 bytes or 0.2 seconds") == 3
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent_url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert compared(url=silent_url)[1].count("timed out") == 5
    status, shown = compared(url=silent_url)
    assert (status, shown.count("Connection refused"), shown.count("\n")) == (2, 5, 3)
