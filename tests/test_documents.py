"""What the reader of Planfix's documents sees: each fact is one line."""
# ruff: noqa: E501 - a row per form

import pytest
from documents import codes, description_lines, page_lines, read

API = '{"openapi": "3.0.1", "info": {"version": "1.7"}, '
# A page or a description, its lines, and which numbers are codes
FORMS: list[tuple[str, list[str], list[int]]] = [
    ("<li>1 — Новый<li>2: Новый<li>3 Новый<li>4) Новый<li>5 = Новый<li>6. Новый", ["  1 — Новый", "  2: Новый", "  3 Новый", "  4) Новый", "  5 = Новый", "  6. Новый"], [1, 2, 3, 4, 5, 6]),
    ("<li>2008, 2009, 2010 — Новые<li>(2011) «Новый»", ["  2008, 2009, 2010 — Новые", "  (2011) «Новый»"], [2008, 2009, 2010, 2011]),
    ("<li>2008/2009 — Новые<li>2010,2011 — Новые<li>1,500 запросов", ["  2008/2009 — Новые", "  2010,2011 — Новые", "  1,500 запросов"], [2008, 2009, 2010, 2011]),
    ("<li>7500–7599 — Новые<li>7600 - 7699: Новые", ["  7500–7599 — Новые", "  7600 - 7699: Новые"], [7500, 7599, 7600, 7699]),
    ("<li><code>2008</code>&nbsp;&mdash; <a href='/404'>А<li>2009<sup>[1]</sup> —\n 3\u200b дня", ["  2008 — А", "  2009[1] — 3 дня"], [2008, 2009]),
    ("<p>12.03.2025 г.<p>20&nbsp;000 запросов<p>Код 2008<p>Без чисел<p>2025-12-10 — обновлено<p>1.6.9 — версия", ["  12.03.2025 г.", "  20 000 запросов", "  Код 2008", "  2025-12-10 — обновлено", "  1.6.9 — версия"], []),
    ("<h2>Задачи <b>2</b></h2><h3></h3><h2>Файлы<br>и папки</h2>", ["Задачи 2", "Файлы и папки"], []),
    ("<p>2008 — А<br/>2009 — Б<div>2010 — В</div><ul><li>2011 — А<ul><li>2012 — Б</ul>2013 — В</ul>", ["  2008 — А", "  2009 — Б", "  2010 — В", "  2011 — А", "  2012 — Б", "  2013 — В"], [2008, 2009, 2010, 2011, 2012, 2013]),
    ("<pre>{\n  code\tinteger($int32)\n 2008 — А\n}</pre>2009 —\nБ", ["  code integer($int32)", "  2008 — А", "  2009 — Б"], [2008, 2009]),
    ("<tr><td><p>2008</p></td><td></td>\n<td>А<br>и Б<tr><td><li>2009 — В<li>2010 — Г</tr>", ["  2008 | А и Б", "  2009 — В", "  2010 — Г"], [2008, 2009, 2010]),
    ("<dl><dt>2008<dd>А<dd>Б<dt>2009<dd>В</dl><dl><dd>2010 — Г<dd>2011 — Д</dl>", ["  2008 | А | Б", "  2009 | В", "  2010 — Г", "  2011 — Д"], [2008, 2009, 2010, 2011]),
    ("<ol start=2008><li><p>А<ol start=5><li>Б</ol><li>В<li value=2020>Г<li>Д</ol><ol><li>Е</ol>", ["  2008. А", "  5. Б", "  2009. В", "  2020. Г", "  2021. Д"], [2008, 5, 2009, 2020, 2021]),
    ("<li><s>2008</s> — <del>А</del> Б<strike><li>2009 — А<li>2010 — Б</strike>", ["  ~~2008~~ — ~~А~~ Б", "  ~~2009 — А~~", "  ~~2010 — Б~~"], [2008, 2009, 2010]),
    ("<script>2 — А</script><style>3 — Б</style><!-- 4 — В --><![if 5 — Г]><div id=toc><div>1 Файлы</div>2 А</div><h2>Файлы<span class='mw-editsection'>[1]</span></h2>", ["Файлы"], []),
    ("<p class=mw-parser-output>1 — А<p id=mw-content-text>2<p class='x mw-parser-output'>3 — Б<p class=printfooter>4</p>5", ["  3 — Б"], [3]),
    ("<h1>API 2</h1><div id=mw-content-text class=mw-body><h2>Задачи</h2>3 — Б<p id=catlinks class=catlinks>4</p>5", ["Задачи", "  3 — Б"], [3]),
    (API + '"paths": {"/a/{id}": {"get": {"responses": {"404": {"json": {"result": "fail", "code": 10, "details": {"code": 3}}}, "400": [{"Code": "10", "Error": ""}, {"Code": "9", "Error": ""}]}}}}}', ["version 1.7", "9  400  GET /a/{id}", "10  400  GET /a/{id}", "10  404  GET /a/{id}"], [9, 10]),
    (API + '"paths": {"/a": {"get": {"responses": {"400": {"example": " {\\"code\\": 99, \\"error\\": \\"Contact 1\\"}"}, "200": {"result": "success", "code": 77}}}}}}', ["version 1.7", "99  400  GET /a", "77  paths./a.get.responses.200.code"], [99]),
    (API + '"enum": {"codes": [4]}, "examples": {"Lost": {"error": "", "code": 6}}, "paths": {"/a": {"get": {"responses": {"404": [{"error": "", "code": 5}, {"error": "", "code": 7}]}}}}}', ["version 1.7", "5  404  GET /a", "6  -  examples.Lost", "7  404  GET /a", "4  enum.codes"], [5, 6, 7]),
    (API + '"ErrorCode": {"enum": [2009, "2010"], "format": "int32", "description": "2011 — lost"}}', ["version 1.7", "2009  ErrorCode.enum", "2010  ErrorCode.enum", "2011  ErrorCode.description"], []),
    (API + '"languageCode": {"maxLength": 255}, "age": {"maximum": 120}, "x-codes": {"2012": "X"}}', ["version 1.7", "255  languageCode.maxLength", "2012  x-codes"], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines", "numbers"), FORMS)
def test_form(text: str, lines: list[str], numbers: list[int]) -> None:
    """A text of a page with a digit is a line, wherever it stands; so is a failure of the API."""
    assert (description_lines(text) if text.startswith("{") else page_lines(text)) == lines
    assert list(codes(lines)) == numbers


# What is read, and which document it is, or why it is none
READ = [
    ("\ufeff<html><title>Ошибка</title><p>1 — Not.<p>2 — нет</html>", "help-en"),
    ("<p>1 — Нет", "help-ru"),
    (' {"openapi": 3, "info": {"version": 1}, "x": {"error": "", "code": 1}}', "openapi"),
    ("", "no error codes, but: nothing"),
    ("<html><title>Just a\nmoment...</title>Ray 8f</html>", "no error codes, but: Just a moment..."),
    ("<html><body><li>1000 - No task", "cut off: </html> is missing"),
    ("[" * 100_000, "not JSON: "),
    ('{"swagger": "2.0"}', "JSON, but not an OpenAPI description"),
    ('{"openapi": 3, "info": {"version": 1}}', "no error codes, but: {"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ, ids=[expected for _, expected in READ])
def test_read(text: str, expected: str) -> None:
    """A document is known by what it is; what has no error codes of Planfix is refused."""
    try:
        found = read(text.encode())[0]
    except ValueError as err:
        found = str(err)
    assert found.startswith(expected)
