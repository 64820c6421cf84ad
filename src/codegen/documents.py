"""What a document of Planfix's says, as lines: a page of its help, or its OpenAPI description."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import TypeAlias

HELP_RU, HELP_EN, OPENAPI = NAMES = ("help-ru", "help-en", "openapi")


def read(data: bytes) -> tuple[str, list[str]]:
    """Return which document this is, and its lines; a ValueError says what it is instead."""
    text = data.decode("utf-8-sig")
    is_json = text.lstrip().startswith(("{", "["))
    lines = description_lines(text) if is_json else page_lines(text)
    wordings = codes(lines).values()
    if not wordings:
        title = re.search(r"(?is)<title[^>]*>(.*?)</title>", text)
        shown = plain(title[1] if title else text)[:80] or "nothing"
        raise ValueError(f"no error codes, but: {shown}")
    russian = [wording for wording in wordings if re.search("[А-яЁё]", wording)]
    page = HELP_RU if len(russian) * 2 > len(wordings) else HELP_EN
    return OPENAPI if is_json else page, lines


def plain(text: str) -> str:
    """Return a text on one line, without invisible characters."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


# A line of a page that begins with a code or several: "2008, 2009 — text", "7500–7599 — text"
_DASH = "[-‐-―−]"
_SIGN = "[-‐-―−:=).,|]"
_NUMBER = "(?:0|[1-9][0-9]{0,9})"
_RANGE = rf"{_NUMBER}(?:{_DASH}{_NUMBER}|\ {_DASH}\ {_NUMBER}(?=\ ?{_SIGN}))?"
_CODE = re.compile(
    rf"""\ \ \W*                                        # "~~" too
    (?P<numbers>{_RANGE}(?:(?:[,;]\ |\ и\ |\ and\ |(?<=[0-9]{{4}})[,/](?=[0-9]{{4}})){_RANGE})*)
    (?:\[[0-9]+\])?                                     # a footnote
    (?=\W+[^\W\d] | \s*{_SIGN}(?![0-9]))                # words follow, or a sign
    (?:{_SIGN}|[\s~»\]])*
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


def page_lines(text: str) -> list[str]:
    """Return the headings of an HTML page, and its lines that have a digit, indented."""
    if "<html" in text.lower() and "</html" not in text.lower():
        raise ValueError("cut off: </html> is missing")
    page = _Page()
    page.feed(text.replace("<![", "<!"))  # the parser raises an AssertionError for "<![x"
    page.close()
    joined = re.sub(r"[ \v]*\t[ \v\t]*", " | ", page.text)
    lines: list[str] = []
    struck = ""
    for line in re.split(r"\n|\v(?=[ ~]*[0-9])", joined):
        begun = struck + line
        struck = "~~" if begun.count("~~") % 2 else ""
        words = plain((begun + struck).replace("~~~~", "")).strip(" |")
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

    text = ""
    whole = ""  # the tag that is one line: "tr", "dt" or a heading's
    in_pre = False
    numbers: tuple[str, ...] = ("",)  # of the next item in each list that is open
    number = ""  # of the item that begins
    skipped, depth = "", 0  # the tag that is passed over, how many of it are open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        names = {tag, attributes.get("id"), *(attributes.get("class") or "").split()}
        if self.depth:
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
            self.text += "\v" if self.whole else "\n"
            self.in_pre |= tag == "pre"
            if tag in ("ol", "ul"):
                self.numbers += (attributes.get("start") or "",)
            number = attributes.get("value") or self.numbers[-1]
            if tag == "li" and number.isdecimal():
                self.number = f"{number}. "
                self.numbers = (*self.numbers[:-1], f"{int(number) + 1}")

    def handle_endtag(self, tag: str) -> None:
        if self.depth:
            self.depth -= tag == self.skipped
        elif tag in _STRUCK:
            self.text += "~~"
        elif tag in ("tr", "table", "dl") or tag in _HEADINGS:
            self.text += "\n"
            self.whole = ""
        elif not _INLINE.fullmatch(tag):
            self.text += "\v" if self.whole else "\n"
            self.in_pre &= tag != "pre"
            if tag in ("ol", "ul"):
                self.numbers = self.numbers[:-1] or ("",)

    def handle_data(self, data: str) -> None:
        if self.depth:
            return
        if data.strip():
            self.text += self.number
            self.number = ""
        self.text += re.sub(r"[^\S\n]+" if self.in_pre else r"\s+", " ", data)


Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | None"
_KEY_OF_CODES = re.compile(r"(?i)[\w-]*code[\w-]*")
_WHOLE_NUMBER = re.compile(r"(?<!\w)[0-9]{1,10}(?!\w)")


def description_lines(text: str) -> list[str]:
    """Return the version of an OpenAPI description, its failures, and other numbers of codes."""
    try:
        data: Json = json.loads(text)
        numbers = sorted(_numbers(data, ()))
    except (ValueError, RecursionError) as err:
        raise ValueError(f"not JSON: {err}") from None
    match data:
        case {"openapi": _, "info": {"version": version}}:
            lines = [f"version {plain(f'{version}')}"]
            return lines + [f"{number}  {place}" for _, number, place in numbers]
        case _:
            raise ValueError("JSON, but not an OpenAPI description")


def _numbers(value: Json, path: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield 0 and the code and place of each failure, 1 and each other number of a code."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        with suppress(ValueError):  # an example as text
            value = json.loads(value)
    if isinstance(value, list):
        for item in value:
            yield from _numbers(item, path)
    elif not isinstance(value, dict):
        if any(map(_KEY_OF_CODES.fullmatch, path)):
            yield from ((1, int(n), ".".join(path)) for n in _WHOLE_NUMBER.findall(f"{value}"))
    elif code := _code_of_failure(value):
        match path:
            case ("paths", address, method, "responses", status, *_):
                yield 0, int(code), f"{status}  {method.upper()} {address}"
            case _:  # an example that operations share
                yield 0, int(code), f"-  {'.'.join(path)}"
    else:
        for key, item in value.items():
            yield from _numbers(key, path)
            yield from _numbers(item, (*path, plain(key)))


def _code_of_failure(value: dict[str, Json]) -> str:
    fields = {key.lower(): f"{item}" for key, item in value.items()}
    failed = ("result" in fields or "error" in fields) and fields.get("result") != "success"
    return fields["code"] if failed and re.fullmatch("[0-9]{1,10}", fields.get("code", "")) else ""
