"""From a file or an address to the codes that a document of Planfix lists."""

import codecs
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPException, HTTPResponse
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from catalog import HELP_EN, HELP_RU, OPENAPI, Document

SECONDS, BYTES = 60, 20_000_000  # what an answer may take
USER_AGENT = "planfix-errors (python src/codegen compare)"


class DocumentError(Exception):
    """A document cannot be read. The text says what came instead."""


@dataclass(frozen=True)
class Mention:
    """A code as a document lists it."""

    source: str
    code: int
    text: str  # its wording on a page, the server's text in an example
    place: str  # the title of its section, the operation and HTTP status of an example


@dataclass(frozen=True)
class Listing:
    source: str
    mentions: list[Mention]
    not_understood: list[str]  # lines with a number that is not read as a code
    version: str = ""  # of the OpenAPI description


# Fetching


def fetch(source: str, document: Document, harmless: list[str]) -> Listing:
    """Fetch a document from its address, or else the page that people read."""
    problems: list[str] = []
    for address in [document.document] if source == OPENAPI else [document.document, document.url]:
        try:
            listing = read(download(address), harmless)
            if listing.source != source:
                raise DocumentError(f"this is {listing.source}")
        except DocumentError as err:
            problems.append(f"{address}: {err}")
        else:
            return listing
    raise DocumentError("; ".join(problems))


def download(address: str) -> bytes:
    # In a thread, since urllib's timeout is for each read: a slow answer never ends.
    answer: SimpleQueue[bytes | str] = SimpleQueue()
    Thread(target=lambda: answer.put(_answer(address)), daemon=True).start()
    try:
        content = answer.get(timeout=SECONDS)
    except Empty:
        content = f"no complete answer in {SECONDS} seconds"
    if isinstance(content, str):
        raise DocumentError(content)
    return content


def _answer(address: str) -> bytes | str:
    """Return the body of an answer, or what is wrong with it."""
    try:
        ascii_address = quote(address, safe="%/:?&=#+,;@")
        request = Request(ascii_address, headers={"User-Agent": USER_AGENT})
        response: HTTPResponse
        with urlopen(request, timeout=SECONDS) as response:
            body = response.read(BYTES + 1)
            if len(body) > BYTES:
                return f"more than {BYTES:,} bytes"
            return "an answer that is cut off" if response.length else body
    except HTTPError as err:
        err.close()
        return f"HTTP {err.code} {err.reason}"
    except (OSError, HTTPException, ValueError) as err:
        return f"{err or type(err).__name__}"


# Reading


def read(data: bytes, harmless: list[str]) -> Listing:
    """Return what a document of any form lists, or raise a DocumentError."""
    text = _decoded(data).removeprefix("\ufeff")
    if re.match(r'\s*\{\s*["}]', text):  # not {{a template}}
        return _read_openapi(text)
    if re.match(r"#(redirect|перенаправление)\b", text.lstrip(), re.IGNORECASE):
        raise DocumentError(f"only a redirect: {_plain(text)[:100]}")
    if re.match(r"\s*<", text) and re.search(r"<(!doctype html|html|body|h[1-6]|li)\b", text, re.I):
        return _read_page(_html_lines(text), harmless)
    return _read_page(_text_lines(text), harmless)


def _decoded(data: bytes) -> str:
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = re.search(rb"<meta[^>]*charset\s*=[\s\"']*([\w-]+)", data, re.IGNORECASE)
    encodings = ["utf-16"] if utf16 else ["utf-8", declared[1].decode() if declared else "utf-8"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    raise DocumentError("not text in UTF-8")


def _plain(text: str) -> str:
    """Return a text on one line, without invisible characters."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


# The error-code page: every form becomes lines, each a heading, an item of a list or other text.

HEADING, ITEM, TEXT = "heading", "item", "text"
BREAK = "\v"  # a line break inside an item or a paragraph
STRUCK = "~~"  # what is struck out, as in Markdown

_DASHES = "‐‑‒–—―−"
_CODE = re.compile(  # "2000 — text"; neither "2000–2099 — text" nor "2000-01"
    rf"(?P<number>0|[1-9][0-9]{{0,8}})(?: [-{_DASHES}]+ ?| ?[{_DASHES}]+ ?|-+ )"
    r"(?P<wording>(?![\d ]).*\w.*)"
)
_CONTENTS = re.compile(r"[\d.]+ (?P<title>.*)")  # "2 Tasks" in a table of contents
_EDIT_LINK = re.compile(r"\[ ?(edit|править|редактировать)\b[^\]]*\]", re.IGNORECASE)
_TITLE = re.compile(r"\w[^{}|=]*[^.,;!?{}|=]")  # neither a sentence nor a template


def _read_page(lines: list[tuple[str, str]], harmless: list[str]) -> Listing:
    found: list[tuple[int, str, str]] = []
    not_understood: dict[str, None] = {}
    title = ""
    titles = {title}
    for kind, line in ((kind, line) for kind, text in lines for line in _unbroken(text)):
        if line in harmless:
            continue
        code = _CODE.fullmatch(line)
        if code and kind == ITEM:
            found.append((int(code["number"]), code["wording"], title))
        elif _may_be_a_code(line, kind):
            not_understood[line] = None
        if kind == HEADING or (kind == TEXT and _TITLE.fullmatch(line)):
            title = line.strip(" :=")
            titles.add(title)
    for line in list(not_understood):
        if (entry := _CONTENTS.fullmatch(line)) and entry["title"] in titles:
            del not_understood[line]
    if not found:
        seen = [*not_understood, *(line for _, text in lines for line in _unbroken(text)), ""]
        raise DocumentError(f"no codes such as “1000 — Task does not exist”, but “{seen[0][:80]}”")
    cyrillic = sum(bool(re.search("[А-яЁё]", wording)) for _, wording, _ in found)
    source = HELP_RU if cyrillic * 2 > len(found) else HELP_EN
    return Listing(source, [Mention(source, *code) for code in found], [*not_understood])


def _unbroken(text: str) -> list[str]:
    """Return a text as one line, and what begins with a number after a break as another."""
    lines: list[str] = []
    for part in map(_plain, text.split(BREAK)):
        if lines and not re.match(r"\W*\d", part):
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    lines = [_plain(_EDIT_LINK.sub("", line)) for line in lines]
    return [line for line in lines if re.search(r"\w", line)]


def _may_be_a_code(line: str, kind: str) -> bool:
    """Look for a number: at the beginning, of a cell too; anywhere in an item or a template."""
    anywhere = kind == ITEM or "{{" in line
    return bool(re.search(rf"(^|\|)\W*\d|\b{r'\d+\b' if anywhere else _CODE.pattern}", line))


# MediaWiki source, Markdown, and text copied from a browser

_HEADINGS = (
    re.compile(r"\s*=+(?P<text>.*\w.*?)=+\s*"),  # MediaWiki, where "# text" is a numbered item
    re.compile(r"#+ (?P<text>.*\w.*?)[ #]*"),
)
_BULLET = re.compile(r"\s*(?:[*#][*#:;]*|[•·◦▪‣]|[-–—+]\s)\s*(?P<text>.*)")
_MARKUP = {
    r"<br\b[^>]*>": BREAK,
    r"<(s|del|strike)\b[^>]*>": STRUCK,
    r"</?[a-z][^>]*>": "",
    r"\[\[(?:[^\]|]*\|)*([^\]]*)\]\]": r"\1",  # [[page|text]]
    r"\[(?:https?:)?//\S+ ([^\]]*)\]": r"\1",  # [address text]
    r"\[([^\]]*)\]\([^)]*\)": r"\1",  # [text](address)
    r"'{2,}|\*\*|`": "",
}


def _text_lines(text: str) -> list[tuple[str, str]]:
    written = re.sub("<!--.*?-->", "", text, flags=re.DOTALL).splitlines()
    heading = next((form for form in _HEADINGS if any(map(form.fullmatch, written))), None)
    lines: list[tuple[str, str]] = []
    for line in written:
        if heading and (found := heading.fullmatch(line)):
            kind, line = HEADING, found["text"]
        elif found := _BULLET.fullmatch(line):
            kind, line = ITEM, found["text"]
        else:
            kind = TEXT
        for markup, replacement in _MARKUP.items():
            line = re.sub(markup, replacement, line, flags=re.IGNORECASE)
        line = html.unescape(line)
        if kind == TEXT and not heading and _CODE.fullmatch(_plain(line)):
            kind = ITEM  # some browsers copy a list without its bullets
        lines.append((kind, line))
    return lines


# HTML

_MARKS = {"br": BREAK, "td": " | ", "th": " | ", **dict.fromkeys(("s", "del", "strike"), STRUCK)}
_INLINE = set("a abbr b bdi big code em font i img ins kbd small span strong sub sup tt u".split())


def _html_lines(text: str) -> list[tuple[str, str]]:
    if re.search("<html", text, re.IGNORECASE) and not re.search("</html", text, re.IGNORECASE):
        raise DocumentError("a page that is cut off")
    reader = _PageReader()
    reader.feed(text.replace("<![", "<!"))  # a comment in HTML; HTMLParser fails on some of them
    reader.close()
    reader.end_line()
    return reader.lines


class _PageReader(HTMLParser):
    """Reads a page: from `mw-parser-output`, if there is one, until `printfooter`."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[str, str]] = []
        self._kind, self._text = TEXT, ""
        self._begun = self._over = self._skipped = self._preformatted = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = " ".join(value or "" for key, value in attrs if key in ("class", "id")).split()
        if tag in _MARKS:
            self._text += _MARKS[tag]
        elif tag not in _INLINE:
            self.end_line()
            self._kind = {"li": ITEM}.get(
                tag, HEADING if re.fullmatch("h[1-6]", tag) else self._kind
            )
            self._skipped = tag in ("script", "style")
            self._preformatted = self._preformatted or tag == "pre"
        if "mw-parser-output" in names and not self._begun:
            self.lines.clear()
            self._begun = True
        if "printfooter" in names or "catlinks" in names:
            self._over = True

    def handle_endtag(self, tag: str) -> None:
        if tag not in _MARKS and tag not in _INLINE:
            self.end_line()
            self._skipped = False
            self._preformatted = self._preformatted and tag != "pre"
            if re.fullmatch("li|ul|ol|h[1-6]", tag):
                self._kind = TEXT

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._text += data.replace("\n", BREAK) if self._preformatted else data

    def end_line(self) -> None:
        if not self._over:
            self.lines.append((self._kind, self._text))
        self._text = ""


# The OpenAPI description


def _read_openapi(text: str) -> Listing:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as err:
        raise DocumentError(f"not JSON: {err}") from None
    mentions = list(_failures(data, ()))
    if "openapi" not in data or not mentions:
        raise DocumentError("JSON, but not an OpenAPI description with examples of failures")
    version = data.get("info", {}).get("version", "")
    return Listing(OPENAPI, mentions, [], _plain(version))


def _failures(value: Any, path: tuple[str, ...]) -> Iterator[Mention]:
    """Find the examples of failures, wherever they stand."""
    for item in value if isinstance(value, list) else ():
        yield from _failures(item, path)
    if not isinstance(value, dict):
        return
    fields = {key.lower(): field for key, field in value.items()}
    code, failed = f"{fields.get('code')}", f"{fields.get('result', '')}".lower() != "success"
    if code.isdecimal() and code.isascii() and failed and ("result" in fields or "error" in fields):
        place = f"{path[2].upper()} {path[1]} {path[4]}" if path[4:] else " ".join(path)
        yield Mention(OPENAPI, int(code), _plain(f"{fields.get('error') or ''}"), _plain(place))
    for key, field in value.items():
        yield from _failures(field, (*path, key))
