"""Hold a saved copy of Planfix's error-code page against the catalog."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass

from catalog import Catalog

# "  * 2000 — text" in Markdown, "*2000 — text" in MediaWiki, "• 2000 — text" from a browser
_DASH = r"(?: [-‐‑‒–—―−]+ |[-‐‑‒–—―−]+(?!\d))"  # no digit: "2000-01" is a date
_CODE = re.compile(rf"\W*(?P<number>\d+)[*_'` ]*?{_DASH}[*_'` ]*(?P<wording>.*\w.*)")
# "## Title" in Markdown, "== Title ==" in MediaWiki
_HEADING = re.compile(r"(#+ |=+)(?P<title>.*\w.*?)[ #=]*")
_AROUND_TITLE = " *_':"  # bold in Markdown and MediaWiki, a colon at the end
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@dataclass(frozen=True)
class PageCode:
    number: int
    wording: str
    section: str  # its title


def read_page(text: str) -> list[PageCode]:
    """Return the codes of a page: Markdown, MediaWiki source, or text copied from a browser."""
    lines = [" ".join(html.unescape(line).split()) for line in text.splitlines()]
    has_headings = any(_HEADING.fullmatch(line) for line in lines)
    codes: list[PageCode] = []
    section = ""
    for line in lines:
        if code := _CODE.fullmatch(line):
            codes.append(PageCode(int(code["number"]), code["wording"], section))
        elif heading := _HEADING.fullmatch(line):
            section = heading["title"].strip(_AROUND_TITLE)
        elif not has_headings and re.search(r"\w.*[^.,;]$", line):  # a title, no sentence
            section = line.strip(_AROUND_TITLE)
    return codes


def compare(page: list[PageCode], catalog: Catalog) -> tuple[dict[str, list[str]], str]:
    """Return the differences, a line each under what they are, and a line that counts them."""
    russian = sum(bool(_CYRILLIC.search(code.wording)) for code in page) * 2 > len(page)
    edition = "help-ru" if russian else "help-en"
    known = {code.code: code for code in catalog.all_codes()}
    entities = {
        title.casefold(): name
        for name, entity in catalog.entities.items()
        for title in (entity.section, entity.section_ru)
        if title
    }
    # A section under another title is known by the codes in it.
    neighbours = {c.section: known[c.number].entity for c in page if c.number in known}

    new = [
        catalog_line(
            code,
            entities.get(code.section.casefold()) or neighbours.get(code.section, ""),
            edition,
        )
        for code in page
        if code.number not in known
    ]
    on_page = {code.number for code in page}
    gone = [
        f"{code.code} {code.name}: {code.description_ru or code.description}"
        for code in known.values()
        if edition in code.sources and code.code not in on_page
    ]
    reworded = [
        f"{code.number} {known[code.number].name}: "
        f"catalog «{known[code.number].description_ru}», page «{code.wording}»"
        for code in page
        if russian
        and code.number in known
        and code.wording != " ".join(known[code.number].description_ru.split())
    ]
    # The English titles of the catalog are its own: there, the codes tell a known section.
    sections = [
        section or "(codes before the first title)"
        for section in dict.fromkeys(code.section for code in page)
        if section.casefold() not in entities and (russian or section not in neighbours)
    ]
    differences = {
        "New on the page; the name, the kind and what is empty are yours to fill in:": new,
        "Gone from the page:": gone,
        "Worded differently:": reworded,
        "Sections that the catalog does not know:": sections,
    }
    counts = (
        f"{len(on_page)} codes on the page ({catalog.sources[edition]}): {len(new)} new, "
        f"{len(gone)} gone, {len(reworded)} worded differently, {len(sections)} unknown sections"
    )
    return differences, counts


def catalog_line(code: PageCode, entity: str, edition: str) -> str:
    """Return a code of the page as a line for `codes` in catalog.toml."""
    wording = json.dumps(code.wording, ensure_ascii=False)
    if edition == "help-ru":
        texts = f'description = "", description_ru = {wording}'
    else:
        texts = f"description = {wording}"
    return (
        f'{{ code = {code.number}, name = "", entity = "{entity}", kind = "", '
        f'{texts}, sources = ["{edition}"] }},  # {code.section}'
    )


def compare_file(path, catalog):
    return 2
