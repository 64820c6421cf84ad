"""What the reader of Planfix's documents sees: each fact is one line."""
# ruff: noqa: E501 - a row per form

import json
from typing import Any

import pytest
from documents import codes, page_lines, read

# What stands on a page, its lines, and which numbers are codes
FORMS: list[tuple[str, list[str], list[int]]] = [
    ("<li>2008 — Новый<li>2009: Новый<li>2010 Новый", ["  2008 — Новый", "  2009: Новый", "  2010 Новый"], [2008, 2009, 2010]),
    ("<li>2008) Новый<li>2009 = Новый<li>2010. Новый", ["  2008) Новый", "  2009 = Новый", "  2010. Новый"], [2008, 2009, 2010]),
    ("<li>2008, 2009, 2010 — Новые<li>(2011) «Новый»", ["  2008, 2009, 2010 — Новые", "  (2011) «Новый»"], [2008, 2009, 2010, 2011]),
    ("<li>7500–7599 — Новые<li>7600 - 7699: Новые", ["  7500–7599 — Новые", "  7600 - 7699: Новые"], [7500, 7599, 7600, 7699]),
    ("<li><code>2008</code>&nbsp;&mdash; <a href='/404'>А<li>2009<sup>[1]</sup> —\n 3\u200b дня", ["  2008 — А", "  2009[1] — 3 дня"], [2008, 2009]),
    ("<p>12.03.2025 г.<p>20&nbsp;000 запросов<p>Код 2008", ["  12.03.2025 г.", "  20 000 запросов", "  Код 2008"], []),
    ("<p>Без чисел<p>2025-12-10 — обновлено<p>1.6.9 — версия", ["  2025-12-10 — обновлено", "  1.6.9 — версия"], []),
    ("<h2>Задачи <b>2</b></h2><h3></h3><h2>Файлы<br>и папки</h2>", ["Задачи 2", "Файлы и папки"], []),
    ("<p>2008 — А<br/>2009 — Б<div>2010 — В</div>", ["  2008 — А", "  2009 — Б", "  2010 — В"], [2008, 2009, 2010]),
    ("<ul><li>2008 — А<ul><li>2009 — Б</ul>2010 — В</ul>", ["  2008 — А", "  2009 — Б", "  2010 — В"], [2008, 2009, 2010]),
    ("<pre>{\n  code\tinteger($int32)\n 2008 — А\n}</pre>", ["  code integer($int32)", "  2008 — А"], [2008]),
    ("<tr><td><p>2008</p></td><td></td>\n<td>А<br>и Б<tr><td><li>2009 — В<li>2010 — Г</tr>", ["  2008 | А и Б", "  2009 — В", "  2010 — Г"], [2008, 2009, 2010]),
    ("<dl><dt>2008<dd>А<dd>Б<dt>2009<dd>В</dl><dl><dd>2010 — Г<dd>2011 — Д</dl>", ["  2008 | А | Б", "  2009 | В", "  2010 — Г", "  2011 — Д"], [2008, 2009, 2010, 2011]),
    ("<ol start=2008><li><p>А<li>Б<li value=2020>В<li>Г</ol><ol><li>Д</ol>", ["  2008. А", "  2009. Б", "  2020. В", "  2021. Г"], [2008, 2009, 2020, 2021]),
    ("<li><s>2008</s> — <del>А</del> Б<strike><li>2009 — А<li>2010 — Б</strike>", ["  ~~2008~~ — ~~А~~ Б", "  ~~2009 — А~~", "  ~~2010 — Б~~"], [2008, 2009, 2010]),
    ("<script>2 — А</script><style>3 — Б</style><!-- 4 — В --><![if 5 — Г]>", [], []),
    ("<div id=toc><div>1 Файлы</div>2 А</div><h2>Файлы<span class='mw-editsection'>[1]</span></h2>", ["Файлы"], []),
]  # fmt: skip


@pytest.mark.parametrize(("html", "lines", "numbers"), FORMS)
def test_form(html: str, lines: list[str], numbers: list[int]) -> None:
    """A text with a digit is a line, wherever it stands; a number at its start is a code."""
    assert page_lines(html) == lines
    assert list(codes(lines)) == numbers


@pytest.mark.parametrize(
    "begin",
    [
        "<p class='mw-parser-output'>1 — A</p><p id='mw-content-text'>2<p class='x mw-parser-output'>",
        "<h1>API 2</h1><div id='mw-content-text' class='mw-body'>",
    ],
)
@pytest.mark.parametrize("end", ["<p class='printfooter'>", "<p id='catlinks' class='catlinks'>"])
def test_content(begin: str, end: str) -> None:
    """What surrounds the content of a page is not read, in whatever skin."""
    page = f"<html><title>9</title>{begin}<h2>Tasks</h2><li>1000 — No task.{end}</p>3 — C</html>"
    assert read(page.encode("utf-8-sig")) == ("help-en", ["Tasks", "  1000 — No task."])
    assert codes(["Tasks", "  1000 — No task."]) == {1000: "No task"}
    assert read(page.replace("No task", "Нет").encode())[0] == "help-ru"


def test_description() -> None:
    """A description is its version, its failures in order, and other numbers of codes."""
    failure = {"result": "fail", "code": 2000, "error": "Contact 1", "details": {"code": 3}}
    responses: dict[str, Any] = {
        "404": {"json": failure, "xml": {"Code": "2008", "Error": "Lost"}},
        "400": {"json": [failure], "text": {"example": '{"code": 5, "error": ""}'}},
        "200": {"json": {"result": "success", "code": 77}},
    }
    description: dict[str, Any] = {
        "openapi": "3.0.1",
        "info": {"version": "1.7.0"},
        "paths": {"/contact/{id}": {"get": {"responses": responses}}},
        "ErrorCode": {"enum": [2009, "2010"], "format": "int32", "description": "2011 — lost"},
        "examples": {"languageCode": {"maxLength": 255}, "age": {"maximum": 120}, "Lost": failure},
        "x-codes": {"2012": "X"},
    }
    lines = [
        "version 1.7.0",
        "5  400  GET /contact/{id}",
        "2000  -  examples.Lost",
        "2000  400  GET /contact/{id}",
        "2000  404  GET /contact/{id}",
        "2008  404  GET /contact/{id}",
        "77  paths./contact/{id}.get.responses.200.json.code",
        "255  examples.languageCode.maxLength",
        *("2009  ErrorCode.enum", "2010  ErrorCode.enum", "2011  ErrorCode.description"),
        "2012  x-codes",
    ]
    assert read(json.dumps(description).encode()) == ("openapi", lines)
    assert list(codes(lines)) == [5, 2000, 2008]


REFUSED = [
    (b"", "no error codes, but: nothing"),
    (
        b"<html><title>Just a\nmoment...</title>Ray 8f</html>",
        "no error codes, but: Just a moment...",
    ),
    (b"<html><body><li>1000 - No task", "cut off: </html> is missing"),
    (b"\x1f\x8b\x08\x00", "'utf-8' codec can't decode byte 0x8b"),
    (b"[" * 100_000, "not JSON: "),
    (b'{"swagger": "2.0"}', "JSON, but not an OpenAPI description"),
    (b'{"openapi": "3.0.1", "info": {"version": 1}}', "no error codes, but: {"),
]


@pytest.mark.parametrize(("data", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_refused(data: bytes, message: str) -> None:
    """What has no error codes of Planfix is refused with what it is."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is compared
        read(data)
    assert str(caught.value).startswith(message)
