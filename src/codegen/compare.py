"""Compare a document of Planfix with the catalog.

A document is the error-code page (HTML, MediaWiki source, Markdown or text copied from a browser)
or the OpenAPI description. Each is read into a `Document`, and all are compared in the same way.
"""

from __future__ import annotations

import codecs
import html
import json
import re
import sys
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, fields
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple, cast

from catalog import HELP_EN, HELP_RU, OPENAPI, Catalog, Code


@dataclass(frozen=True)
class Mention:
    """A code as a document lists it."""

    code: int
    text: str  # its wording on a page, the server's text in an example
    place: str  # the title of its section, the operation and HTTP status of an example


@dataclass(frozen=True)
class Document:
    source: str
    mentions: list[Mention]
    sections: list[str]  # titles; in text from a browser, only of sections with codes
    version: str = ""  # of the OpenAPI description


@dataclass(frozen=True)
class Differences:
    """How a document differs from the catalog: one line for each difference."""

    new: list[str]
    gone: list[str]
    reworded: list[str]
    sections: list[str]
    listed: list[str]  # known from another document, and on the Russian page for the first time


HEADINGS = {
    "new": "New; paste into `codes` of the catalog and fill in what is empty:",
    "listed": "On the Russian page for the first time; change in the catalog:",
    "gone": "Gone from the page:",
    "reworded": "Worded differently:",
    "sections": "Sections that the catalog does not know:",
}


class DocumentError(Exception):
    """A file is not a document of Planfix that can be compared."""


def compare_file(path: Path, catalog: Catalog) -> int:
    """Print how a file differs from the catalog; return the exit status."""
    try:
        document = read_document(path.read_bytes())
    except OSError as err:
        print(f"cannot read {path}: {err.strerror}", file=sys.stderr)
        return 2
    except DocumentError as err:
        print(f"{path} {err}", file=sys.stderr)
        return 2
    stdout: Any = sys.stdout
    stdout.reconfigure(errors="backslashreplace")  # TOML reads \u0416, too
    differences = compare(document, catalog)
    for name, heading in HEADINGS.items():
        if lines := getattr(differences, name):
            print(heading, *(f"    {line}" for line in lines), "", sep="\n")
    print(f"{summary(document, catalog)}: {counts(document, differences)}")
    return int(any(getattr(differences, field.name) for field in fields(differences)))


# Comparing


def compare(document: Document, catalog: Catalog) -> Differences:
    source, mentions = document.source, document.mentions
    known = {code.code: code for code in catalog.all_codes()}
    second_codes = {code.code for code in catalog.second_codes}
    mentioned = {mention.code for mention in mentions}

    entities = {
        title.casefold(): name
        for name, entity in catalog.entities.items()
        for title in (entity.section, entity.section_ru)
        if title
    }
    # Not all English titles are known: there, a section under another title is known by its codes.
    neighbours = {
        mention.place: known[mention.code].entity
        for mention in mentions
        if source != OPENAPI and mention.place and mention.code in known
    }
    thousands = {entity.thousand: name for name, entity in catalog.entities.items()}

    new: dict[int, list[Mention]] = {}
    listed: list[str] = []
    reworded: list[str] = []
    for mention in mentions:
        code = known.get(mention.code)
        if code is None:
            new.setdefault(mention.code, []).append(mention)
        elif source == HELP_RU:
            # A second code has the wording of the first one.
            same = mention.code in second_codes or mention.text == _plain(code.description_ru)
            if HELP_RU not in code.sources:
                listed.append(_listed_line(code, "" if same else mention.text))
            elif not same:
                texts = f"catalog «{code.description_ru}», page «{mention.text}»"
                reworded.append(f"{code.code} {code.name}: {texts}")

    new_lines: list[str] = []
    for number, found in new.items():
        place = found[0].place
        entity = entities.get(place.casefold()) or neighbours.get(place)
        new_lines.append(_new_line(source, found, entity or thousands.get(number // 1000, "")))
    gone = [
        f"{code.code} {code.name}: {code.description_ru if source == HELP_RU else code.description}"
        for code in known.values()
        if source != OPENAPI and source in code.sources and code.code not in mentioned
    ]
    expected = {*entities, *(title.casefold() for title in catalog.sections_without_entity)}
    sections = [
        title or "(codes before the first title)"
        for title in document.sections
        if title.casefold() not in expected and (source == HELP_RU or title not in neighbours)
    ]
    return Differences(new_lines, gone, reworded, sections, listed)


def _new_line(source: str, mentions: list[Mention], entity: str) -> str:
    """Return a code as a line for `codes` in catalog.toml."""
    first = mentions[0]
    description = _toml(first.text if source == HELP_EN else "")
    description_ru = _toml(first.text if source == HELP_RU else "")
    comment = first.place
    if source == OPENAPI:
        comment = "; ".join(f"{found.place}: {found.text or '(no text)'}" for found in mentions)
    return (
        f'{{ code = {first.code}, name = "", entity = "{entity}", kind = "", '
        f"description = {description}, description_ru = {description_ru}, "
        f'sources = ["{source}"] }},  # {comment}'
    )


def _listed_line(code: Code, wording: str) -> str:
    sources = json.dumps([HELP_RU, *code.sources])
    change = f", description_ru = {_toml(wording)}" if wording else ""
    return f"{code.code} {code.name}: sources = {sources}{change}"


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def summary(document: Document, catalog: Catalog) -> str:
    mentions = len(document.mentions)
    codes = len({mention.code for mention in document.mentions})
    if document.source == OPENAPI:
        version = f", version {document.version}" if document.version else ""
        return f"{mentions} examples with {codes} codes in the OpenAPI description{version}"
    return f"{codes} codes on the page ({catalog.sources[document.source].title})"


def counts(document: Document, found: Differences) -> str:
    text = f"{len(found.new)} new"
    if document.source != OPENAPI:
        text += (
            f", {len(found.gone)} gone, {len(found.reworded)} worded differently, "
            f"{len(found.sections)} unknown sections"
        )
    return f"{text}, {len(found.listed)} listed for the first time" if found.listed else text


# Reading


def read_document(data: bytes) -> Document:
    """Return what a file of any form says, or raise a DocumentError."""
    text = _decoded(data).removeprefix("\ufeff")
    if re.match(r'\s*(\{\s*["}]|\[\s*["{\]])', text):  # not {{a template}} or [[a link]]
        return _read_openapi(text)
    if re.match(r"\s*<", text) and re.search(r"<(!doctype html|html|body|h\d|li|td)\b", text, re.I):
        lines = _html_lines(text)
    else:
        lines = html.unescape(re.sub("<!--.*?-->", "", text, flags=re.S)).splitlines()
    return _read_page([_plain(line) for line in lines])


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        declared = re.search(rb"<meta[^>]*charset\s*=[\s\"']*([\w-]+)", data, re.I)
        encodings = ["utf-8-sig", *([declared[1].decode("ascii", "replace")] if declared else [])]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    raise DocumentError("is not text in UTF-8")


def _plain(text: str) -> str:
    """Return a text on one line, without invisible characters: as the catalog accepts it."""
    visible = (char for char in text if char.isprintable() or char.isspace())
    return " ".join("".join(visible).split())


# The error-code page

# "  * 2000 — text" in Markdown, "*2000 — text" in MediaWiki, "• 2000 — text" from a browser
_DASH = r"(?: [-‐‑‒–—―−]+ |[-‐‑‒–—―−]+(?!\d))"  # without a digit after it: "2000-01" is a date
_CODE = re.compile(rf"\W*(?P<number>[0-9]{{1,9}})[*_'` ]*?{_DASH}[*_'` ]*(?P<wording>.*\w.*)")
# "== Title ==" in MediaWiki, where "# text" is a numbered item, "## Title" in Markdown
_HEADINGS = (
    re.compile(r"(?P<mark>=+)(?P<title>.*\w.*?)=+"),
    re.compile(r"(?P<mark>#+) (?P<title>.*\w.*?)[ #]*"),
)
_EDIT_LINK = re.compile(r" ?\[+(edit|править)\b.*", re.IGNORECASE)
_AROUND_TITLE = " *_':"  # bold in Markdown and MediaWiki, a colon at the end
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_NOT_SECTIONS = {
    "contents",
    "navigation menu",
    "rest api: error codes",
    "rest api коды ошибок",
    "навигация",
    "содержание",
}


def _read_page(lines: list[str]) -> Document:
    heading = next((form for form in _HEADINGS if any(map(form.fullmatch, lines))), None)
    mentions: list[Mention] = []
    levels: dict[str, int] = {}  # of the sections, by title
    title, level = "", 0
    for line in lines:
        if code := _CODE.fullmatch(line):
            if not mentions:  # what is above the first section is the title of the page
                levels = {title: above for title, above in levels.items() if above >= level}
            mentions.append(Mention(int(code["number"]), code["wording"], title))
            levels.setdefault(title, level)
        elif heading and (found := heading.fullmatch(line)):
            title = _EDIT_LINK.sub("", found["title"]).strip(_AROUND_TITLE)
            level = len(found["mark"])
            if title.casefold() not in _NOT_SECTIONS:
                levels.setdefault(title, level)
        elif not heading and re.search(r"\w.*[^.,;]$", line):  # a title, not a sentence
            title = _EDIT_LINK.sub("", line).strip(_AROUND_TITLE)
    if not mentions:
        raise DocumentError('has no codes: expected items such as "1000 — Task does not exist"')
    russian = sum(bool(_CYRILLIC.search(mention.text)) for mention in mentions) * 2 > len(mentions)
    return Document(HELP_RU if russian else HELP_EN, mentions, list(levels))


# HTML


def _names(text: str) -> set[str]:
    return set(text.split())


_BLOCKS = _names(
    "address article aside blockquote body br caption center dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre "
    "section summary table tbody tfoot thead tr ul"
)
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
# Elements whose text does not belong to the content: tags, then ids, classes and roles
_HIDDEN_TAGS = _names(
    "aside button footer iframe nav noscript object pre script select style svg template textarea "
    "title"
)
_HIDDEN_NAMES = _names(
    "banner catlinks column-one complementary contentSub contentinfo footer jump-to-nav "
    "mw-editsection mw-head mw-headline-number mw-jump-link mw-navigation mw-panel navbox "
    "navigation printfooter reference references search siteSub sidebar toc vector-toc"
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Elements that hold the content, by tag, id, class or role: the surest last
_CONTENT = ("main", "bodyContent", "mw-parser-output", "mw-content-text")


class _Element(NamedTuple):
    tag: str
    rank: int  # how surely it is the content: a position in _CONTENT, from 1
    hidden: bool
    mark: str  # what its lines begin with


def _html_lines(text: str) -> list[str]:
    parser = _PageParser()
    parser.feed(text.replace("<![", "<!"))  # a comment in HTML; the parser fails on some of them
    parser.close()
    parser.end_line()
    return [line for rank, line in parser.lines if rank == parser.rank]


class _PageParser(HTMLParser):
    """Turns the content of an HTML page into the lines of Markdown: `## Title`, `* text`."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[int, str]] = []  # each with its rank
        self.rank = 0  # of the surest element
        self._open = [_Element("", 0, False, "* ")]
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._close("p", _BLOCKS)
        if tag == "li":
            self._close("li", ("ul", "ol", "menu"))
        parent = self._open[-1]
        if not parent.hidden:
            if tag in _BLOCKS:
                self.end_line()
            elif tag in ("td", "th") and self._text.strip():
                self._text += " — "
        if tag not in _VOID:
            element = _element(tag, dict(attrs), parent)
            self._open.append(element)
            self.rank = max(self.rank, element.rank)

    def handle_endtag(self, tag: str) -> None:
        self._close(tag, () if tag in _BLOCKS else _BLOCKS)

    def handle_data(self, data: str) -> None:
        if not self._open[-1].hidden:
            self._text += data

    def end_line(self) -> None:
        if text := " ".join(self._text.split()):
            self.lines.append((self._open[-1].rank, self._open[-1].mark + text))
        self._text = ""

    def _close(self, tag: str, outside: Container[str]) -> None:
        """Close the innermost such element, unless one of `outside` is between."""
        for position in range(len(self._open) - 1, 0, -1):
            if self._open[position].tag == tag:
                if tag in _BLOCKS and not self._open[-1].hidden:
                    self.end_line()
                del self._open[position:]
                return
            if self._open[position].tag in outside:
                return


def _element(tag: str, attrs: dict[str, str | None], parent: _Element) -> _Element:
    names = {attrs.get("id"), attrs.get("role"), *(attrs.get("class") or "").split()}
    hidden = (
        parent.hidden
        or tag in _HIDDEN_TAGS
        or "hidden" in attrs
        or not names.isdisjoint(_HIDDEN_NAMES)
        or bool(_HIDDEN_STYLE.search(attrs.get("style") or ""))
    )
    ranks = [rank for rank, name in enumerate(_CONTENT, 1) if name == tag or name in names]
    mark = f"{'#' * int(tag[1])} " if re.fullmatch("h[1-6]", tag) else parent.mark
    return _Element(tag, max(parent.rank, *ranks, 0), hidden, mark)


# The OpenAPI description


def _read_openapi(text: str) -> Document:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as err:
        raise DocumentError(f"is not JSON: {err}") from None
    description = _object(data)
    if "openapi" not in description or "paths" not in description:
        raise DocumentError("is not an OpenAPI description: it has no `openapi` and `paths`")
    mentions = list(_mentions(_object(description["paths"])))
    if not mentions:
        raise DocumentError("has no example of a response with a code")
    version = _object(description.get("info")).get("version", "")
    return Document(OPENAPI, mentions, [], _plain(str(version)))


def _mentions(paths: dict[str, Any]) -> Iterator[Mention]:
    for path, operations in paths.items():
        for method, operation in _object(operations).items():
            for status, response in _object(_object(operation).get("responses")).items():
                for example in _examples(_object(response)):
                    body = {**{key.lower(): example[key] for key in example}, **example}
                    code = _integer(body.get("code"))
                    if code is not None and body.get("result") != "success":
                        error = body.get("error")
                        text = error if isinstance(error, str) else ""
                        place = f"{method.upper()} {path} {status}"
                        yield Mention(code, _plain(text), _plain(place))


def _examples(response: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for media_type, content in _object(response.get("content")).items():
        if "json" in media_type.lower():
            yield _object(_object(content).get("example"))
            for example in _object(_object(content).get("examples")).values():
                yield _object(_object(example).get("value"))


def _object(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _integer(code: Any) -> int | None:
    """Return the integer a code stands for, as the library reads it; None if it is not one."""
    if isinstance(code, str) and re.fullmatch("[0-9]{1,9}", code):
        return int(code)
    return code if type(code) is int and 0 <= code < 2**31 else None
