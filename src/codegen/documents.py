"""Read the codes that a Planfix document lists, from a file or an address."""

import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPException
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import quote
from urllib.request import Request, urlopen

from catalog import HELP_EN, HELP_RU, OPENAPI, Catalog, pairs

SECONDS, BYTES = 30, 20_000_000  # what an answer may take
HEADERS = {"User-Agent": "planfix-errors (python src/codegen compare)"}


class Mention(NamedTuple):
    source: str
    code: int
    text: str  # its wording on a page, the server's text in an example
    place: str  # the title of its section, the operation and HTTP status of an example


class Listing(NamedTuple):
    source: str
    mentions: list[Mention]
    not_understood: list[str]  # lines with a number that was not read as a code
    version: str = ""  # of the OpenAPI description


class DocumentError(Exception):
    """A document cannot be read. The text says what came instead."""


def fetch(source: str, catalog: Catalog) -> Listing:
    """Return what a document lists, or else the page that people read."""
    document, known = catalog.documents[source], {code.code for code in catalog.all_codes()}
    problems: list[str] = []
    for address in [document.document, document.url][: 1 if source == OPENAPI else 2]:
        try:
            listing = read(download(address), catalog.harmless_lines)
            if listing.source == source and known & {m.code for m in listing.mentions}:
                return listing
            raise DocumentError(f"not {source}, but: {listing.mentions[0].text[:80]}")
        except DocumentError as err:
            problems.append(f"{address}: {err}")
    raise DocumentError("; ".join(problems))


def download(address: str) -> bytes:
    try:
        request = Request(quote(address, safe="%/:?&=#+,;@"), headers=HEADERS)
        with urlopen(request, timeout=SECONDS) as response:
            body, end = b"", monotonic() + SECONDS  # the timeout is for each read alone
            while chunk := response.read1(BYTES):
                body += chunk
                if len(body) > BYTES or monotonic() > end:
                    raise DocumentError(f"more than {BYTES:,} bytes or {SECONDS} seconds")
            if response.length:
                raise DocumentError("the answer is cut off")
            return body
    except (OSError, HTTPException, ValueError) as err:
        raise DocumentError(_plain(f"{err}")) from None


def read(data: bytes, harmless: list[str]) -> Listing:
    """Return what a document of any form lists."""
    text = _decoded(data)
    if re.match(r'\s*\{\s*["}]', text):  # not {{a template}}
        return _read_openapi(text)
    if re.match(r"(?i)\s*#(redirect|перенаправление)\b", text):
        raise DocumentError(f"a redirect: {_plain(text)[:80]}")
    tags = re.search(r"(?i)<(html|body|h[1-6]|li)\b", text)
    if text.lstrip().startswith("<") and tags and not re.search(r"(?m)^==.*==\s*$", text):
        text = _mediawiki(text)
    return _read_page([line for line in _lines(text) if line[1] not in harmless])


def _decoded(data: bytes) -> str:
    declared = re.search(rb"(?i)<meta[^>]*charset\s*=[\s\"']*([\w-]+)", data)
    for encoding in (json.detect_encoding(data), declared[1].decode() if declared else ""):
        with suppress(LookupError, UnicodeError):
            return data.decode(encoding)
    raise DocumentError("not text in UTF-8")


def _plain(text: str) -> str:
    """Return a text on one line, without invisible characters."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


_DASHES = "‐‑‒–—―−"
_CODE = re.compile(  # "2000 — text"; neither "2000-2099 — text" nor "2000-01"
    rf"(?<!\w)(?P<number>0|[1-9][0-9]{{0,8}})(?: [-{_DASHES}]+ ?| ?[{_DASHES}]+ ?|-+ )"
    r"(?P<wording>(?![\d ]).*\w.*)"
)
_TITLE = re.compile(r"\w[^{}|=]*[^.,;!?{}|=]")  # neither a sentence nor a template


def _read_page(lines: list[tuple[str, str]]) -> Listing:
    codes: list[tuple[int, str, str]] = []
    unread: list[str] = []
    titles = [""]
    for kind, line in lines:
        rest, numbers = line, rf"^\W*\d|{_CODE.pattern}|(?i:код|code|ошибка|error)\W*\d"
        if (code := _CODE.fullmatch(line)) and kind == "item":
            codes.append((int(code["number"]), rest := code["wording"], titles[-1]))
        elif kind == "item" or re.search(r"[|{]", line):  # a cell of a table or a template
            numbers += r"|(?<![a-z\d])\d(?![a-z])"  # any number but that of int32
        if re.search(numbers, rest):
            unread.append(line)
        title = line.strip(" :;=")
        if kind == "heading" or (kind == "text" and _TITLE.fullmatch(title)):
            titles.append(title)
    if not codes:
        seen = [*unread, *(line for _, line in lines), "nothing"]
        raise DocumentError(f'no codes such as "1000 — Task does not exist", but: {seen[0][:80]}')
    # "2 Tasks" stands in a table of contents.
    contents = {i for i in unread if re.sub(r"^\d\d?(\.\d+)* ", "", i) in {*titles} - {i}}
    russian = [wording for _, wording, _ in codes if re.search("[А-яЁё]", wording)]
    source = HELP_RU if len(russian) * 2 > len(codes) else HELP_EN
    not_understood = [line for line in dict.fromkeys(unread) if line not in contents]
    return Listing(source, [Mention(source, *code) for code in codes], not_understood)


_HEADINGS = (
    re.compile(r"\s*=+(?P<text>.*\w.*?)=+\s*"),  # MediaWiki, where "# text" is a numbered item
    re.compile(r"#+ (?P<text>.*\w.*?)[ #]*"),
)
_BULLET = re.compile(r"\s*(?:[*#][*#:;]*|[•·◦▪‣]|[-–—+]\s)(?P<text>.*)")
_MARKUP = {  # in this order
    r"<!--(?:.|\n)*?-->": "",
    r"<(s|del|strike)\b[^>\n]*>": "~~",  # struck out, as in Markdown
    r"<(?!(?:br|sup|ref)\b)/?[a-z][^>\n]*>|'{2,}|(?<!^)\*\*|`": "",
    r"<br[^>\n]*>(?=\W*\d)": "\n",
    r"<(?:br|sup|ref)\b[^>\n]*>": " ",
    r"\[ ?(?:edit|править|редактировать)\b[^]\n]*\]": "",
    r"\[\[(?:[^]|\n]*\|)*([^]\n]*)\]\]": r"\1",  # [[page|text]]
    r"\[(?:https?:)?//\S+ ([^]\n]*)\]": r"\1",  # [address text]
    r"\[([^]\n]*)\]\([^)\n]*\)": r"\1",  # [text](address)
}


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield headings, items and texts of MediaWiki source, Markdown or text from a browser."""
    for markup, replacement in _MARKUP.items():
        text = re.sub(f"(?im){markup}", replacement, text)
    lines = html.unescape(text).splitlines()
    heading = next((form for form in _HEADINGS if any(map(form.fullmatch, lines))), None)
    for line in lines:
        kind, found = "heading", heading and heading.fullmatch(line)
        if not found:
            kind, found = "item", _BULLET.fullmatch(line)
        content = _plain(found["text"] if found else line)
        if not found and (heading or not _CODE.fullmatch(content)):
            kind = "text"  # else an item, as some browsers copy it
        if re.search(r"\w", content):
            yield kind, content


_INLINE = "a|b|big|br|code|del|em|font|i|img|s|small|span|strike|strong|su[bp]|t[dht]|u"
_TAGS = {
    r"h[1-6]\b[^>]*": "\n== ",
    r"/h[1-6]": " ==\n",
    r"li\b[^>]*(?:>\s*<(?:p|div)\b[^>]*)?": "\n* ",
    r"t[dh]\b[^>]*": " | ",
    rf"(?!/?(?:{_INLINE})\b)/?[a-z][^>]*": "\n",
}


def _mediawiki(page: str) -> str:
    """Return HTML, from `mw-parser-output` until `printfooter`, in the form of its source."""
    if re.search("(?i)<html", page) and not re.search("(?i)</html", page):
        raise DocumentError("a page that is cut off")
    page = re.sub(r"(?is)<!--.*?-->|<[!?][^>]*>|<(script|style)\b.*?</\1>", "", page)
    page = re.split(r"<[^>]*\bmw-parser-output\b[^>]*>", page, maxsplit=1)[-1]
    page = re.split(r"<[^>]*\b(?:printfooter|catlinks)\b", page, maxsplit=1)[0]
    page = re.sub(r"(?is)<pre\b.*?</pre>", lambda pre: pre[0].replace("\n", "<br>"), page)
    page = " ".join(page.split())
    for tag, source in _TAGS.items():
        page = re.sub(f"(?i)<{tag}>", source, page)
    return page


def _read_openapi(text: str) -> Listing:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as err:
        raise DocumentError(f"not JSON: {err}") from None
    mentions = [Mention(OPENAPI, *failure) for failure in _failures(data, ())]
    if "openapi" not in data or not isinstance(data.get("info"), dict) or not mentions:
        raise DocumentError("JSON, but not an OpenAPI description with examples of failures")
    written = " ".join(re.findall(r'(?i)\bcode(?:\\"\s*:\W*\d+|"\s*:\s*\{[^{}]*\})', text))
    odd = [f"code {n}" for n in dict.fromkeys(re.findall(r"\b\d+\b", written))]  # not examples
    return Listing(OPENAPI, mentions, odd, _plain(f"{data['info'].get('version', '')}"))


def _failures(value: Any, path: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    """Find the examples of failures, wherever they stand."""
    fields = {f"{key}".lower(): item for key, item in pairs(value)}
    code, failed = f"{fields.get('code')}", f"{fields.get('result')}".lower() != "success"
    if code.isdecimal() and failed and fields.keys() & {"result", "error"}:
        place = f"{path[2].upper()} {path[1]} {path[4]}" if path[4:] else " ".join(path)
        yield int(code), _plain(f"{fields.get('error') or ''}"), _plain(place)
    for key, item in pairs(value):
        yield from _failures(item, (*path, f"{key}"))
