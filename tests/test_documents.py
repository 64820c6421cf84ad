"""What the reader of Planfix's documents sees: each fact is one line."""
# ruff: noqa: E501 - a row per form

import json
from typing import Any

import pytest
from documents import DocumentError, codes, page_lines, read

# What stands on a page, its lines, and which numbers are codes
FORMS: list[tuple[str, list[str], list[int]]] = [
    ("<li>2008 — Новый", ["  2008 — Новый"], [2008]),
    ("<li>2008: Новый<li>2009 Новый", ["  2008: Новый", "  2009 Новый"], [2008, 2009]),
    ("<li>2008) Новый<li>2009 = Новый", ["  2008) Новый", "  2009 = Новый"], [2008, 2009]),
    ("<li>2008. Новый<li>(2009) «Новый»", ["  2008. Новый", "  (2009) «Новый»"], [2008, 2009]),
    ("<li>2008, 2009, 2010 — Новые", ["  2008, 2009, 2010 — Новые"], [2008, 2009, 2010]),
    ("<li>7500–7599 — Новые<li>7600 - 7699: Новые", ["  7500–7599 — Новые", "  7600 - 7699: Новые"], [7500, 7599, 7600, 7699]),
    ("<li><code>2008</code>&nbsp;&mdash; <a href='/404'>Новый</a>", ["  2008 — Новый"], [2008]),
    ("<li>2008<sup>[1]</sup> — 3 попытки\n на\u200b запрос", ["  2008[1] — 3 попытки на запрос"], [2008]),
    # Lines with other numbers
    ("<p>12.03.2025 г.<p>20&nbsp;000 запросов<p>Код 2008", ["  12.03.2025 г.", "  20 000 запросов", "  Код 2008"], []),
    ("<p>Без чисел<p>2025-12-10 — обновлено<p>1.6.9 — версия", ["  2025-12-10 — обновлено", "  1.6.9 — версия"], []),
    ("<h2>Задачи <b>2</b></h2><h3></h3><h2>Файлы<br>и папки</h2>", ["Задачи 2", "Файлы и папки"], []),
    # What is one line, and what is not
    ("<p>2008 — А<br/>2009 — Б<div>2010 — В</div>", ["  2008 — А", "  2009 — Б", "  2010 — В"], [2008, 2009, 2010]),
    ("<ul><li>2008 — А<ul><li>2009 — Б</ul>2010 — В</ul>", ["  2008 — А", "  2009 — Б", "  2010 — В"], [2008, 2009, 2010]),
    ("<pre>{\n  code\tinteger($int32)\n 2008 — А\n}</pre>", ["  code integer($int32)", "  2008 — А"], [2008]),
    ("<table><tr><td><p>2008</p></td><td></td>\n<td>А<br>и Б</td></tr><tr><th>Код</tr></table>", ["  2008 | А и Б"], [2008]),
    ("<tr><td><ul><li>2008 — А<li>2009 — Б</ul></td></tr>", ["  2008 — А", "  2009 — Б"], [2008, 2009]),
    ("<dl><dt>2008</dt><dd>А</dd><dd>Б</dd><dt>2009<dd>В</dl>", ["  2008 | А | Б", "  2009 | В"], [2008, 2009]),
    ("<dl><dd>2008 — А</dd><dd>2009 — Б</dd></dl>", ["  2008 — А", "  2009 — Б"], [2008, 2009]),
    ("<ol start=2008><li><p>А<li>Б</ol><ol><li>В</ol>", ["  2008. А", "  2009. Б"], [2008, 2009]),
    ("<ol><li>А<li value=2009>Б<li>В</ol>", ["  2009. Б", "  2010. В"], [2009, 2010]),
    # Struck out
    ("<li><s>2008</s> — <del>А</del> Б", ["  ~~2008~~ — ~~А~~ Б"], [2008]),
    ("<strike><li>2008 — А<li>2009 — Б</strike><li>2010 — В", ["  ~~2008 — А~~", "  ~~2009 — Б~~", "  2010 — В"], [2008, 2009, 2010]),
    # What is no text of the page
    ("<script>2 — А</script><style>3 — Б</style><!-- 4 — В --><![if 5 — Г]>", [], []),
    ("<div id=toc><div>1 Файлы</div>2 А</div><h2>Файлы<span class='mw-editsection'>[1]</span></h2>", ["Файлы"], []),
]  # fmt: skip


@pytest.mark.parametrize(("html", "lines", "numbers"), FORMS)
def test_form(html: str, lines: list[str], numbers: list[int]) -> None:
    """A line with a digit is a line, wherever it stands; a number at its start is a code."""
    assert page_lines(html) == lines
    assert list(codes(lines)) == numbers


@pytest.mark.parametrize(
    "begin",
    [
        "<div id='mw-indicator'><div class='mw-parser-output'>1 — A</div></div>"
        "<div id='mw-content-text'>2 — B<div class='mw-content-ltr mw-parser-output'>",
        "<h1>Codes 2.0</h1><div id='mw-content-text' class='mw-body-content'>",
    ],
)
@pytest.mark.parametrize(
    "end", ["<div class='printfooter'>", "<div id='catlinks' class='catlinks'>"]
)
def test_content(begin: str, end: str) -> None:
    """The page around its content is not read, in whatever skin."""
    page = f"<html><title>9</title>{begin}<h2>Tasks</h2><li>1000 — No task.{end}<h2>Menu</h2><li>3 — C</html>"
    assert read(page.encode("utf-8-sig")) == ("help-en", ["Tasks", "  1000 — No task."])
    assert codes(["Tasks", "  1000 — No task."]) == {1000: "No task"}
    assert read(page.replace("No task", "Нет").encode())[0] == "help-ru"


def failure(code: Any, **more: Any) -> dict[str, Any]:
    return {"examples": {"x": {"value": {"result": "fail", "code": code, "error": "id 1"} | more}}}


def test_description() -> None:
    """A description is its version, its failures in order, and other numbers of codes."""
    media: dict[str, dict[str, Any]] = {
        "404": {"json": failure(2000), "xml": {"example": {"Code": "2008", "Error": "Lost"}}},
        "400": {
            "json": failure(2000, details={"code": 3}),
            "text": {"example": '{"code": 5, "error": ""}'},
        },
        "200": {"json": {"example": {"result": "success", "code": 77}}},
    }
    responses = {status: {"content": content} for status, content in media.items()}
    schemas = {
        "ErrorCode": {"enum": [2009, "2010"], "format": "int32", "description": "2011 — lost"},
        "User": {"properties": {"languageCode": {"maxLength": 255}, "age": {"maximum": 120}}},
    }
    description: dict[str, Any] = {
        "openapi": "3.0.1",
        "info": {"version": "1.7.0"},
        "paths": {"/contact/{id}": {"get": {"responses": responses}}},
        "components": {
            "schemas": schemas,
            "responses": {"Lost": failure(30)},
            "x-codes": {"2012": "X"},
        },
    }
    lines = [
        "version 1.7.0",
        "5  400  GET /contact/{id}",
        "30  -  components.responses.Lost.examples.x.value",
        "2000  400  GET /contact/{id}",
        "2000  404  GET /contact/{id}",
        "2008  404  GET /contact/{id}",
        "77  paths./contact/{id}.get.responses.200.content.json.example.code",
        "255  components.schemas.User.properties.languageCode.maxLength",
        "2009  components.schemas.ErrorCode.enum",
        "2010  components.schemas.ErrorCode.enum",
        "2011  components.schemas.ErrorCode.description",
        "2012  components.x-codes",
    ]
    assert read(json.dumps(description).encode()) == ("openapi", lines)
    assert list(codes(lines)) == [5, 30, 2000, 2008]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no error codes, but: "),
        (
            b"<html><title>Just a\nmoment...</title><p>Ray ID: 8f</html>",
            "no error codes, but: Just a moment...",
        ),
        (b"<html><body><li>1000 - No task", "cut off: </html> is missing"),
        (b"\x1f\x8b\x08\x00", "'utf-8' codec can't decode byte 0x8b"),
        (b"&#" + b"9" * 5000 + b";", "Exceeds the limit"),
        (b'{"openapi": "3.0.1", ', "not JSON: "),
        (b"[" * 100_000, "not JSON: "),
        (b'{"swagger": "2.0"}', "JSON, but not an OpenAPI description"),
        (b'{"openapi": "3.0.1", "info": {"version": 1}, "paths": {}}', "no error codes, but: {"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    """What is no document with error codes is refused with what it is."""
    with pytest.raises((DocumentError, ValueError), match="^" + message.replace("{", r"\{")):
        read(data)
