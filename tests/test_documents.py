"""Reading a document of Planfix: every form, and no silence about what is not understood."""
# ruff: noqa: E501 - the lines of pages

import json
import re
from typing import Any

import pytest
from documents import DocumentError, Listing, read

# Pages of MediaWiki: what is outside the content looks like codes, too.
HEAD = """<!DOCTYPE html><html lang="ru"><head><META charset="UTF-8"><title>9999 — title</title><script>document.write("<li>9999 — script</li>")</script>
<style>.mw-parser-output li:before { content: "9999 — x" }</style></head><body><!-- <li>9999 — comment</li> --><![if x]><h1>Коды</h1><nav><ul><li>9999 — toc</ul>
</nav><div id="siteSub">9999 — x</div><div id="mw-content-text"><div class="x mw-parser-output" dir="ltr"><p>Если произошла <b>ошибка</b>:</p>"""
FOOT = '</div><div class="printfooter">9999 — printed</div></div><footer id="footer"><ul><li>2026 — Planfix</li></ul></footer></body></html>'
EDIT = '<span class="mw-editsection"><span>[</span><a href="/x?a=1&amp;b">править</a><span> | </span><a\nhref="/x">править код</a><span>]</span></span>'
FORMS = {
    "old Vector": f"""{HEAD}<pre>{{\n    Code integer($int32)\n}}</pre><div id="toc"><h2>Содержание</h2><ul><li><a href="#A"><span>1</span> <span>Задачи</span></a></ul></div>
<h2><span class="mw-headline" id="A">Задачи</span>{EDIT}</h2><ul><li>1000 — Задача\nне существует</li></ul><h2><span class="mw-headline" id="B">Контакты</span>{EDIT}</h2>
<ul><li>2000&#160;&mdash; <a href="/x">Контакт</a> не <i>существует</i></li></ul><div id="catlinks"><ul><li>9999 — category</li></ul></div>{FOOT}""",
    "Vector 2022": f"""{HEAD}<div class="mw-heading mw-heading2"><h2 id="A">Задачи</h2>{EDIT}</div><ul><li><b>1000</b> — Задача не существует</li></ul>
<div class="mw-heading mw-heading2"><h2 id="B">Контакты</h2>{EDIT}</div><ul><li><p>2000 — Контакт не <br/>существует</p></li></ul>{FOOT}""",
    "plain HTML": "<H2>Задачи</H2><UL><LI>1000 - Задача не существует</UL><h2>Контакты</h2><ul><li>2000 — Контакт не существует<li></ul>",
    "MediaWiki": "<!--\n*9999 — x\n-->{{Шапка}}\n__TOC__\n== Задачи ==\n*1000 — Задача не существует  \n# Шаг\n\n==Контакты==\n* 2000–[[Контакт|Контакт]] не '''существует'''\n[[Категория:API]]\n",
    "Markdown": "# Коды ошибок\n\n## Содержание\n\n## Задачи\n\n  * 1000 — Задача не существует\n\n### Контакты ###\n\n* **2000** &mdash; [Контакт](/x) не `существует`\n",
    "Markdown, one level": "# Задачи\n- 1000 - Задача не существует\n# Контакты\n- 2000 - Контакт не существует",
    "browser": "From Planfix\nJump to: navigation, search\n1 Задачи\n2 Контакты\nЗадачи\n\n\t•\t1000\xa0— Задача не существует  \r\nКонтакты[править | править код]\n  • 2000 — Контакт не существует\n",
    "browser, no bullets": "Если ошибка:\n{\n\tCode\tinteger\n}\nГде code — число.\nЗадачи:\n1000 — Задача не существует\nКонтакты:\n2000 — Контакт не\u200b существует\n",
}
CODES = [(1000, "Задача не существует", "Задачи"), (2000, "Контакт не существует", "Контакты")]
ENCODED = [("Vector 2022", encoding) for encoding in ("utf-8-sig", "utf-16", "windows-1251")]


def codes(listing: Listing) -> list[tuple[int, str, str]]:
    return [(mention.code, mention.text, mention.place) for mention in listing.mentions]


@pytest.mark.parametrize(("form", "encoding"), [*((form, "utf-8") for form in FORMS), *ENCODED])
def test_form(form: str, encoding: str) -> None:
    """Every form, in the encoding that it declares, gives the codes as a reader sees them."""
    listing = read(FORMS[form].replace("UTF-8", encoding).encode(encoding), [])
    assert (listing.source, codes(listing), listing.not_understood) == ("help-ru", CODES, [])


# Lines of a page below 2000, in MediaWiki source or HTML; four spaces are between two of them.
READ = """
*<code>2008</code> — Новый    *<nowiki>2008</nowiki> — Новый    *2008&nbsp;— Новый
**2008 — Новый    #2008 – Новый    *:'''2008''' — Новый    *20\u00ad08 — Новый
<ul><li>Другие<ul><li>2008 — Новый</li></ul></ul>    <ul><li><p>2008 — Новый</p></li></ul>
"""
NOT_UNDERSTOOD = """
*2008: Новый    *2008 Новый    *2008) Новый    *2008 = Новый    *2008, 2009 — Новые    *2008-й код
*2008<sup>1</sup> — Новый    *2008 Контакты    *2008–2099 — Новые    *2008 - 2099 — Новые    *2 2008 — Новый    *02008 — Новый    *2008 — 2 ГБ
*Код 2008 — Новый    *<s>2008 — Новый</s>    *Другой<br>'''2008''' — Новый    2008. Новый
2008 — Новый    Код 2008 — Новый    Новый код: 2008    "code": 2008,    *E2008 — Новый    :2008 — Новый    ;2008 :Новый    '''2008''' Новый
| 2008 || Новый    | Новый || 2008    {{код|2008|Новый}}    {{Код 2008}}    ==2008 — Новый==
<h3>2008</h3>    <p>2008 — Новый</p>    <p>Если<br>2008: Новый</p>    <pre>a\v2008 — Новый</pre>
<table><tr><td>2008</td><td>Новый</td></tr></table>    <dl><dt>2008</dt><dd>Новый</dd></dl>
<table><tr><td>Новый</td><td>2008</td></tr></table>    <ul><li><del>2008 — Новый</del></li></ul>
<ul><li>Другой<br /><b>2008</b> — Новый</ul>
"""


def below_2000(line: str) -> bytes:
    line = line.replace("\v", "\n")
    if line.startswith("<"):
        return f"<h2>Контакты</h2><ul><li>2000 — Контакт</ul>{line}<h2>Задачи</h2>".encode()
    return f"== Контакты ==\n*2000 — Контакт\n{line}\n== Задачи ==\n".encode()


@pytest.mark.parametrize("line", re.split(r" {4}|\n", READ.strip()))
def test_read(line: str) -> None:
    """An item whose text is a number, a dash and a wording is a code."""
    listing = read(below_2000(line), [])
    assert codes(listing) == [(2000, "Контакт", "Контакты"), (2008, "Новый", "Контакты")]
    assert listing.not_understood == []


@pytest.mark.parametrize("line", re.split(r" {4}|\n", NOT_UNDERSTOOD.strip()))
def test_not_understood(line: str) -> None:
    """Any other line that begins with a number, or nearly, is shown unless it is harmless."""
    listing = read(below_2000(line), [])
    (shown,) = listing.not_understood
    assert codes(listing) == [(2000, "Контакт", "Контакты")]
    assert "2008" in shown
    assert read(below_2000(line), [shown]).not_understood == []


TITLES = {"'''<big>Склады</big>'''": "Склады", "==Склады": "Склады", "Эти коды новые.": "Контакты", "{{якорь|склады}}": "Контакты"}  # fmt: skip


@pytest.mark.parametrize("line", TITLES)
def test_title(line: str) -> None:
    """A text that may be the title of a section is taken for one, unless it is harmless."""
    page = below_2000(f"{line}\n*2008 — Новый")
    assert codes(read(page, []))[-1] == (2008, "Новый", TITLES[line])
    assert codes(read(page, [line, "Склады"]))[-1] == (2008, "Новый", "Контакты")


NO_DOCUMENTS = {
    "": "but: nothing",
    "Коды\n*1000: Задача": "but: 1000: Задача",
    "\n#перенаправление [[A]]\n*1000 — Задача": "a redirect: #перенаправление [[A]]",
    FORMS["old Vector"][:-100]: "a page that is cut off",
    "<meta charset=hex>\udcff": "not text in UTF-8",
    '{"openapi": "3.0.1",': "not JSON: ",
    '{"a": ' * 100_000: "not JSON: maximum",
    '{"openapi": "3.0.1", "info": {}, "paths": {}}': "JSON, but not an OpenAPI description",
    '{"openapi": "3", "info": null, "x": {"code": 3, "error": ""}}': "JSON, but not an OpenAPI",
}


@pytest.mark.parametrize("content", NO_DOCUMENTS, ids=NO_DOCUMENTS.values())
def test_no_document(content: str) -> None:
    """What is not a document is refused, in one line that says what it is."""
    with pytest.raises(DocumentError, match=re.escape(NO_DOCUMENTS[content])) as caught:
        read(content.encode(errors="surrogateescape"), [])
    assert "\n" not in str(caught.value)


def test_openapi() -> None:
    """Every example of a failure is read, with its operation, HTTP status and text."""
    examples: dict[str, dict[str, Any]] = {
        "404": {"examples": {"a": {"value": {"result": "fail", "code": 2000, "error": "id 1"}}}},
        "default": {"example": {"Result": "fail", "Code": "2008", "Error": 'a "\n\ud800 b'}},
        "400": {"example": {"code": 1, "error": None}, "examples": '{"code": "2009"}'},
        "200": {"example": {"result": "success", "code": 77777}},
        "500": {"example": {"currency": {"code": 840}}, "schema": {"code": {"enum": [2007]}}},
    }
    responses = {status: {"content": {"json": media}} for status, media in examples.items()}
    paths: Any = {"/contact/{id}": {"parameters": [], "get": {"responses": responses}}}
    more = {"examples": [{"value": {"result": "fail", "code": 3}}]}
    description = {"openapi": "3.0.1", "info": {"version": "1.7"}, "paths": paths, "x": more}
    listing = read(json.dumps(description).encode(), [])
    assert (listing.source, *listing[2:]) == ("openapi", ["code 2009", "code 2007"], "1.7")
    assert codes(listing) == [
        (2000, "id 1", "GET /contact/{id} 404"),
        (2008, 'a " b', "GET /contact/{id} default"),
        (1, "", "GET /contact/{id} 400"),
        (3, "", "x examples 0 value"),
    ]
