"""What a document of Planfix's says, as lines: a page of its help, or its OpenAPI description."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import TypeAlias

HELP_RU, HELP_EN, OPENAPI = NAMES = ("help-ru", "help-en", "openapi")


class DocumentError(Exception):
    """A document is not what it should be. The text says what it is instead."""


def read(data: bytes) -> tuple[str, list[str]]:
    """Return which document this is, and its lines."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError("not text in UTF-8") from None
    if text.lstrip().startswith(("{", "[")):
        name, lines = OPENAPI, description_lines(text)
    else:
        lines = page_lines(text)
        wordings = codes(lines).values()
        russian = [wording for wording in wordings if re.search("[А-яЁё]", wording)]
        name = HELP_RU if len(russian) * 2 > len(wordings) else HELP_EN
    if not codes(lines):
        title = re.search(r"(?is)<title[^>]*>(.*?)</title>", text)
        raise DocumentError(f"no error codes, but: {plain(title[1] if title else text)[:80]}")
    return name, lines


def plain(text: str) -> str:
    """Return a text on one line, without invisible characters."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


# How a line of a page begins that is a code, or several: "2008, 2009 — text", "7500–7599 — text"
_DASH = "[-‐-―−]"
_NUMBER = "(?:0|[1-9][0-9]{0,9})"
_RANGE = rf"{_NUMBER}(?:{_DASH}{_NUMBER}|\ {_DASH}\ {_NUMBER}(?=\ ?(?:{_DASH}|[:=|])))?"
_CODE = re.compile(
    rf"""\ \ \W*                    # "~~" too
    (?P<numbers>{_RANGE}(?:,\ {_RANGE})*)
    (?:\[[0-9]+\])?                 # a footnote
    (?:\W+(?=[^\W\d]) | \s*(?:{_DASH}|[:=).,|])(?![0-9]))
    (?P<wording>.*)""",
    re.VERBOSE,
)
_EXAMPLE = re.compile(r"(?P<number>[0-9]+)  \S+  \S")  # of a failure, in the OpenAPI description


def codes(lines: Iterable[str]) -> dict[int, str]:
    """Return the codes among the lines of a document, with their wording if it is a page."""
    found: dict[int, str] = {}
    for line in lines:
        if example := _EXAMPLE.match(line):
            found[int(example["number"])] = ""
        elif code := _CODE.match(line):
            wording = code["wording"].replace("~~", "").strip(" .")
            for number in re.findall("[0-9]+", code["numbers"]):
                found.setdefault(int(number), wording)
    return found


def refuse_part(lines: list[str], old: list[str]) -> None:
    """Refuse a document that has fewer than half of the codes of its present file."""
    present = codes(old).keys()
    kept = present & codes(lines).keys()
    if len(kept) * 2 < len(present):
        raise DocumentError(
            f"only {len(kept)} of the {len(present)} codes of its present file; "
            "if that is right, delete the file and fetch again"
        )


def page_lines(text: str) -> list[str]:
    """Return the headings of an HTML page, and its lines that have a digit, indented."""
    if "<html" in text.lower() and "</html" not in text.lower():
        raise DocumentError("cut off: </html> is missing")
    page = _Page()
    try:
        page.feed(text)
        page.close()
    except (ValueError, AssertionError) as err:  # such as "&#999…9;" and "<![x"
        raise DocumentError(f"not HTML: {err}") from None
    joined = re.sub(r"[ \v]*\t[ \v\t]*", " | ", page.text)
    lines: list[str] = []
    struck = ""
    for line in re.split(r"\n|\v(?=[ ~]*[0-9])", joined):
        begun = struck + line
        struck = "~~" if begun.count("~~") % 2 else ""
        words = plain(begun + struck).strip(" |")
        if "\f" in line and words:
            lines.append(words)
        elif re.search("[0-9]", words):
            lines.append(f"  {words}")
    return lines


_BEGIN = {"mw-content-text", "mw-parser-output"}  # the second stands inside the first
_END = {"printfooter", "catlinks"}
_PASSED_OVER = {"script", "style", "title", "toc", "mw-editsection"}  # tags, ids and classes
_STRUCK = {"s", "del", "strike"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_INLINE = re.compile(
    "a|abbr|b|bdi|big|cite|code|em|font|i|img|ins|kbd|q|small|span|strong|su[bp]|tt|u|var|wbr"
)


class _Page(HTMLParser):
    r"""Collects the text of a page, and marks its form.

    "\n" ends a line. A row of a table, a `dt` with its `dd`s and a heading are each one line: in
    them "\v" stands for what ends a line elsewhere; "\t" begins a cell, "\f" a heading.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.whole = ""  # the tag that is one line: "tr", "dt" or a heading's
        self.in_pre = False
        self.numbers: list[str | None] = [None]  # of the next item in each list that is open
        self.number = ""  # of the item that begins
        self.skipped, self.depth = "", 0  # a tag that is passed over, how many of it are open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        names = {tag, attributes.get("id"), *(attributes.get("class") or "").split()}
        if self.skipped:
            self.depth += tag == self.skipped
        elif names & (_PASSED_OVER | _END):
            self.skipped, self.depth = "the rest" if names & _END else tag, 1
        elif names & _BEGIN:
            self.text = ""
        elif tag in _STRUCK:
            self.text += "~~"
        elif tag in ("td", "th") or (tag == "dd" and self.whole == "dt"):
            self.text += "\t"
        elif tag in ("tr", "dt") or tag in _HEADINGS:
            self.text += "\n\f" if tag in _HEADINGS else "\n"
            self.whole = tag
        elif not _INLINE.fullmatch(tag):
            self.end_line()
            self.in_pre |= tag == "pre"
        if tag in ("ol", "ul"):
            self.numbers.append(attributes.get("start"))
        number = attributes.get("value") or self.numbers[-1]
        if tag == "li" and number and number.isdecimal():
            self.number = f"{number}. "
            self.numbers[-1] = f"{int(number) + 1}"

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            self.depth -= tag == self.skipped
            self.skipped = self.skipped if self.depth else ""
        elif tag in _STRUCK:
            self.text += "~~"
        elif tag in ("tr", "table", "dl") or tag in _HEADINGS:
            self.text += "\n"
            self.whole = ""
        elif not _INLINE.fullmatch(tag):
            self.end_line()
            self.in_pre &= tag != "pre"
        if tag in ("ol", "ul"):
            self.numbers = self.numbers[:-1] or [None]

    def end_line(self) -> None:
        self.text += "\v" if self.whole else "\n"

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.text += self.number if data.strip() else ""
            self.number = "" if data.strip() else self.number
            self.text += re.sub(r"[^\S\n]+" if self.in_pre else r"\s+", " ", data)


def description_lines(text: str) -> list[str]:
    """Return the version of an OpenAPI description, its failures, and other numbers of codes."""
    failures: list[tuple[int, str, str]] = []
    others: list[tuple[int, str]] = []
    try:
        data: Json = json.loads(text)
        for path, value in _walk(data, ()):
            code, place = _code_of_failure(value), plain(".".join(path))
            match path:
                case ("paths", address, method, "responses", status, *_) if code is not None:
                    failures.append((code, plain(status), plain(f"{method.upper()} {address}")))
                case _ if code is not None:  # an example that operations share
                    failures.append((code, "-", place))
                case _ if any(map(_KEY_OF_CODES.fullmatch, path)):
                    others += [(int(n), place) for n in _WHOLE_NUMBER.findall(f"{value}")]
                case _:
                    pass
    except (ValueError, RecursionError) as err:
        raise DocumentError(f"not JSON: {err}") from None
    match data:
        case {"openapi": _, "info": {"version": version}}:
            lines = [f"version {plain(f'{version}')}"]
        case _:
            raise DocumentError("JSON, but not an OpenAPI description")
    lines += [f"{code}  {status}  {place}" for code, status, place in sorted(failures)]
    return lines + [f"{number}  {place}" for number, place in sorted(others)]


Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | None"
_KEY_OF_CODES = re.compile(r"(?i)[\w-]*code[\w-]*")
_WHOLE_NUMBER = re.compile(r"(?<!\w)[0-9]{1,10}(?!\w)")


def _walk(value: Json, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Json]]:
    """Yield the keys and values in a description with their paths, a failure as one value."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        with suppress(ValueError):  # an example as text
            value = json.loads(value)
    if isinstance(value, dict) and _code_of_failure(value) is None:
        for key, item in value.items():
            yield path, key
            yield from _walk(item, (*path, key))
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item, path)
    else:
        yield path, value


def _code_of_failure(value: Json) -> int | None:
    if not isinstance(value, dict):
        return None
    fields = {key.lower(): f"{item}" for key, item in value.items()}
    failed = ("result" in fields or "error" in fields) and fields.get("result") != "success"
    number = fields.get("code", "")
    return int(number) if failed and re.fullmatch("[0-9]{1,10}", number) else None
