"""Compare Planfix's documents with the catalog, and say what to change in it."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import documents
from catalog import DOCUMENTS, HELP_EN, HELP_RU, OPENAPI, PAGES, Catalog, Code, quoted, wrong_text
from documents import DocumentError, Listing


def compare(files: list[str], catalog: Catalog) -> int:
    """Fetch the documents, or read saved copies; print what differs and return the exit status."""
    listings: dict[str, Listing] = {}
    unread: list[str] = []
    for name in files or DOCUMENTS:
        try:
            if files:
                listing = documents.read(Path(name).read_bytes(), catalog.harmless_lines)
            else:
                listing = documents.fetch(name, catalog)
            if listing.source in listings:
                raise DocumentError(f"a second copy of {listing.source}")
            listings[listing.source] = listing
        except (OSError, DocumentError) as err:
            unread.append(f"cannot read {name}: {err}")
    comparison = Comparison(listings, catalog)
    reports = comparison.reports()
    for heading, lines in reports.items():
        print(f"{heading}:", *(f"    {line}" for line in lines), "", sep="\n")
    for source, listing in comparison.listings.items() if not reports else ():
        print(f"{source}: {len({m.code for m in listing.mentions})} codes, as in the catalog")
    for line in unread:
        print(line, file=sys.stderr)
    return 1 if reports else 2 if unread else 0


class Comparison:
    def __init__(self, listings: dict[str, Listing], catalog: Catalog) -> None:
        self.catalog = catalog
        self.listings = {source: listings[source] for source in DOCUMENTS if source in listings}
        self.known = {code.code: code for code in catalog.all_codes()}
        mentions = [m for listing in self.listings.values() for m in listing.mentions]
        numbers = sorted({mention.code for mention in mentions})
        self.mentions = {n: [m for m in mentions if m.code == n] for n in numbers}
        names = [(t, n) for n, e in catalog.entities.items() for t in (e.section, e.section_ru)]
        self.entities = {title.casefold(): name for title, name in names if title}
        self.sections: dict[tuple[str, str], set[int]] = {}  # of the pages
        for mention in mentions:
            if mention.source in PAGES:
                self.sections.setdefault((mention.source, mention.place), set()).add(mention.code)
        for page in PAGES:
            sections = [section for section in self.sections if section[0] == page]
            if len(sections) == 1 and (not sections[0][1] or len(self.owners(*sections)) > 1):
                del self.sections[sections[0]]  # a title above all codes is that of the page

    def reports(self) -> dict[str, list[str]]:
        """Return what differs, as lines under each heading that has any."""
        read, old = self.listings.items(), self.catalog.documents
        fine = [f"code {n}" for n in {**self.known, **self.mentions}] + self.catalog.harmless_lines
        odd = [(line, s) for s, of in read for line in of.not_understood if line not in fine]
        unread = [f"{quoted(line)},  # {source}" for line, source in odd]
        new = [f"version = {quoted(of.version)}" for s, of in read if of.version != old[s].version]
        repeated = {
            f"{n} in {page}": texts
            for n, mentions in self.mentions.items()
            for page in PAGES
            if len(texts := [f"{m.place}: {m.text}" for m in mentions if m.source == page]) > 1
        }
        reports = {
            "New codes; paste into `codes` and fill in what is empty": self.new_codes(),
            "Unknown sections; paste or change in `entities`": self.unknown_sections(),
            "Known codes; change in `codes`": self.known_codes(),
            "Listed more than once": [f"{n}: {' / '.join(texts)}" for n, texts in repeated.items()],
            "Not understood; paste what is harmless into `harmless_lines`": unread,
            "Another version; change in [documents.openapi]": new,
        }
        return {heading: lines for heading, found in reports.items() if (lines := list(found))}

    def new_codes(self) -> Iterator[str]:
        for number, mentions in self.mentions.items():
            if number in self.known:
                continue
            texts = {mention.source: mention.text for mention in reversed(mentions)}
            russian, said = texts.get(HELP_RU, ""), "\n".join(m.text for m in mentions)
            fit = [n for n, k in self.catalog.kinds.items() if re.search(f"(?im){k.wording}", said)]
            entity, family = self.entity(number), self.catalog.family(number)
            line = f'code = {number}, name = "", entity = "{entity}"'
            line += f', kind = "{fit[0]}"' if len(fit) == 1 else ""
            line += f", description = {quoted(texts.get(HELP_EN, '').rstrip('.'))}"
            line += f", description_ru = {quoted(russian.rstrip('.'))}"
            line += f", page_ru = {quoted(russian)}" if any(wrong_text(russian)) else ""
            notes = [f"raises {family} today"] if family not in ("", entity) else []
            notes += [f"{m.place}: {m.text}" if m.source == OPENAPI else m.place for m in mentions]
            comment = "; ".join(dict.fromkeys(notes))
            yield f'{{ {line}, source = "{mentions[0].source}" }},  # {comment}'

    def entity(self, number: int) -> str:
        """Return the entity of a new code: by its section, or its number if it is in none."""
        sections = [(m.source, m.place) for m in self.mentions[number]]
        by_title = [self.entities.get(title.casefold(), "") for _, title in sections]
        in_section = any(section in self.sections for section in sections)
        return next(filter(None, by_title), "" if in_section else self.catalog.family(number))

    def owners(self, section: tuple[str, str]) -> set[str]:
        return {self.known[n].entity for n in self.sections[section] if n in self.known}

    def unknown_sections(self) -> Iterator[str]:
        tables: dict[str, dict[str, str]] = {}
        for (page, title), numbers in self.sections.items():
            # What has its codes here, and its own title nowhere on the page, has a new title.
            there = {self.entities.get(t.casefold()) for p, t in self.sections if p == page}
            renamed, new = self.owners((page, title)) - there, numbers - self.known.keys()
            if title.casefold() in self.entities:
                continue
            if len(renamed) == 1:
                key = "section_ru" if page == HELP_RU else "section"
                yield f"[entities.{renamed.pop()}] {key} = {quoted(title)}"
            elif new and title:  # both languages in one table, if their codes are in one range
                inside, first = self.catalog.family(min(new)), min(new)
                span = f"hundred = {first // 100}" if inside else f"thousand = {first // 1000}"
                tables.setdefault(span, {}).setdefault(page, title)
        for span, titles in tables.items():
            yield from ("[entities.]", 'description = ""', 'description_ru = ""')
            yield f"section = {quoted(titles.get(HELP_EN, ''))}"
            if HELP_RU in titles:
                yield f"section_ru = {quoted(titles[HELP_RU])}"
            yield span

    def known_codes(self) -> Iterator[str]:
        for number, code in self.known.items():
            name, source = f"{number} {code.name}:", self.source(code)
            if source is None:
                yield f"{name} not in {code.source} any more; compare all documents together"
            elif source != code.source:
                yield f"{name} source = {quoted(source)} instead of {quoted(code.source)}"
            page = [m.text for m in self.mentions.get(number, ()) if m.source == HELP_RU]
            ours = code.page_ru or code.description_ru
            if source == HELP_RU and page and ours not in page and code in self.catalog.codes:
                key = "page_ru" if code.page_ru or any(wrong_text(page[0])) else "description_ru"
                yield f"{name} {key} = {quoted(page[0])}"
                yield f"{'instead of':>{len(name + key) + 3}} {quoted(ours)}"

    def source(self, code: Code) -> str | None:
        """Return the first document that lists a code, None if others have to be compared."""
        listed, gone = {mention.source for mention in self.mentions.get(code.code, ())}, False
        for source in DOCUMENTS:
            if source in listed:
                return source
            if source == code.source and (source == OPENAPI or not self.lacks(source, code.code)):
                return source  # OpenAPI lists examples: what it lacks is not gone
            if gone and source not in self.listings:
                return None
            gone = gone or source == code.source
        return ""

    def lacks(self, source: str, number: int) -> bool:
        """Tell whether a document was read and does not mention a number at all."""
        listing = self.listings.get(source)
        unread = listing.not_understood if listing else [f"{number}"]
        return not any(re.search(rf"\b{number}\b", line) for line in unread)
