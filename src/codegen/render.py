"""From the catalog to what is generated from it: pure functions."""

import textwrap
from collections.abc import Iterable

from catalog import Catalog, CatalogError, Code, Entity, Kind, WithoutCode

HEADER = """\
# Generated from src/codegen/catalog.toml: edit that file and run `python src/codegen`.
"""
TEXTS = ("description", "description_ru", "advice", "advice_ru")


# _exceptions.py


def exceptions_module(catalog: Catalog) -> str:
    names = [*catalog.kinds, *catalog.entities, *(code.name for code in catalog.codes)]
    names += catalog.without_code
    return "\n".join(
        [
            f'{HEADER}"""The families of exceptions, and one class per error code."""\n',
            "from ._base import PlanfixError\n",
            "__all__ = [",
            *(f'    "{name}",' for name in sorted(names)),
            "]\n",
            "# Kinds: what a caller can do, whatever the entity",
            *(kind_class(name, kind) for name, kind in catalog.kinds.items()),
            "\n\n# What arrives without a code of Planfix",
            *(codeless_class(name, entry) for name, entry in catalog.without_code.items()),
            "\n\n# Entities: the sections of the error-code page",
            *(entity_class(name, catalog) for name in catalog.entities),
            "\n\n# Codes: the first parent is the entity, the second the kind",
            *(code_class(code, catalog) for code in catalog.codes),
            "\n",
            *table("CODES", [(code.code, code.name) for code in catalog.all_codes()]),
            "# What an undocumented code raises, by its hundred, else by its thousand",
            *table("HUNDREDS", [(e.hundred, name) for name, e in catalog.entities.items()]),
            *table("THOUSANDS", [(e.thousand, name) for name, e in catalog.entities.items()]),
        ]
    )


def table(name: str, rows: Iterable[tuple[int | None, str]]) -> list[str]:
    numbered = sorted((number, cls) for number, cls in rows if number is not None)
    lines = [f"    {number}: {cls}," for number, cls in numbered]
    return [f"{name}: dict[int, type[PlanfixError]] = {{", *lines, "}\n"]


def kind_class(name: str, kind: Kind) -> str:
    return class_source(name, ["PlanfixError"], [kind.description, to_do(kind)], kind)


def codeless_class(name: str, entry: WithoutCode) -> str:
    source = class_source(name, [entry.parents], [entry.doc, to_do(entry)], entry)
    root = entry.parents == "PlanfixError"
    return f"{source}\n    _shows_description = True" if root else source


def entity_class(name: str, catalog: Catalog) -> str:
    entity = catalog.entities[name]
    doc = [entity.description]
    if entity.hundred is not None:
        doc.append(f"Also raised for undocumented codes {hundred(entity.hundred)}")
    if entity.thousand is not None:
        first = entity.thousand * 1000
        others = [e.hundred for e in catalog.entities.values() if e.hundred is not None]
        inside = [hundred(n) for n in others if first <= n * 100 < first + 1000]
        text = f"Also raised for undocumented codes from {first} to {first + 999}"
        doc.append(", but not ".join([text, *inside]))
    return class_source(name, ["PlanfixError"], doc, entity)


def hundred(number: int) -> str:
    return f"from {number * 100} to {number * 100 + 99}"


def code_class(code: Code, catalog: Catalog) -> str:
    numbers = [f"code {code.code}"]
    numbers += [f"also {c.code}" for c in catalog.second_codes if c.same_as == code.code]
    doc = [f"{code.description} ({', '.join(numbers)})", code.note, to_do(code)]
    bases = [code.entity, code.kind] if code.kind else [code.entity]
    return class_source(code.name, bases, doc, code)


def to_do(entry: Kind | WithoutCode | Code) -> str:
    return f"What to do: {entry.advice[0].lower()}{entry.advice[1:]}" if entry.advice else ""


def class_source(
    name: str, bases: list[str], doc: list[str], entry: Kind | WithoutCode | Entity | Code
) -> str:
    summary, *details = [f"{text}." for text in doc if text]
    paragraphs = [textwrap.fill(text, 96, break_on_hyphens=False) for text in details]
    lines = [f'"""{summary}', "", *paragraphs, '"""'] if details else [f'"""{summary}"""']
    lines.append("")
    if isinstance(entry, Code):
        lines.append(f"code = {entry.code}")
    texts = {key: getattr(entry, key, "") for key in TEXTS}
    lines += [f"{key} = {literal(text)}" for key, text in texts.items() if text]
    body = textwrap.indent("\n".join(lines), "    ")
    return f"\n\nclass {name}({', '.join(bases)}):\n{body}"


def literal(text: str) -> str:
    """Return a string literal in the quotes that a formatter prefers."""
    return repr(text) if '"' in text else f'"{text}"'


# _reference.py


def reference_module(catalog: Catalog) -> str:
    documents = {name: f"{d.title}, {d.url}" for name, d in catalog.documents.items()}
    codes = catalog.all_codes()
    return "\n".join(
        [
            f'{HEADER}"""What only the command needs: documents and notes."""\n',
            "# Where Planfix documents its codes",
            "DOCUMENTS: dict[str, str] = {",
            *(f'    "{name}": {literal(text)},' for name, text in documents.items()),
            "}\n",
            '# The first of these documents that lists a code, "" if none does any more',
            "SOURCES: dict[int, str] = {",
            *(f'    {code.code}: "{code.source}",' for code in codes),
            "}\n",
            "# What a code means in practice, if its name does not say it: in English, in Russian",
            "NOTES: dict[int, tuple[str, str]] = {",
            *(
                f"    {code.code}: ({literal(code.note)}, {literal(code.note_ru)}),"
                for code in codes
                if code.note
            ),
            "}\n",
        ]
    )


# README.md


def with_tables(readme: str, catalog: Catalog) -> str:
    """Return the README with its tables made anew between their markers."""
    tables = {"kinds": kinds, "entities": entities, "codes": codes}
    for name, made in tables.items():
        begin, end = f"<!-- {name}: made by python src/codegen -->\n", f"<!-- end of {name} -->\n"
        before, begun, rest = readme.partition(begin)
        _, ended, after = rest.partition(end)
        if not begun or not ended:
            raise CatalogError(f"README.md: {begin.strip()} … {end.strip()} is missing")
        readme = f"{before}{begin}{made(catalog)}\n{end}{after}"
    return readme


def kinds(catalog: Catalog) -> str:
    rows = [(f"`{name}`", kind.description, kind.advice) for name, kind in catalog.kinds.items()]
    return markdown_table(("kind", "what it means", "what to do"), rows)


def entities(catalog: Catalog) -> str:
    rows = [f"`{name}`" for name in catalog.entities]
    return textwrap.fill(", ".join(rows), 110, break_long_words=False) + "\n"


def codes(catalog: Catalog) -> str:
    rows = [
        (
            f"{code.code}",
            f"`{code.name}`",
            f"`{code.entity}`",
            f"`{code.kind}`" if code.kind else "",
            f"{code.description}. {code.note}." if code.note else code.description,
            code.description_ru,
        )
        for code in catalog.all_codes()
    ]
    return markdown_table(("code", "class", "entity", "kind", "meaning", "in Russian"), rows)


def markdown_table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    escaped = [[cell.replace("|", r"\|") for cell in line] for line in lines]
    return "".join(f"| {' | '.join(line)} |\n" for line in escaped)


# tests/test_contract.py


def contract_lines(catalog: Catalog) -> list[str]:
    """Return what the contract test says of each code, to be added there by hand."""
    lines: list[str] = []
    seconds = {code.code for code in catalog.second_codes}
    for code in catalog.all_codes():
        bases = f"{code.entity}, {code.kind}" if code.kind else code.entity
        text = f"also {code.name}" if code.code in seconds else f"{code.name}({bases})"
        lines.append(f'    {code.code}: "{text}",')
    lines += [f'    "{name}",' for name in catalog.kinds]
    for name, entity in catalog.entities.items():
        first, size = (entity.hundred, 100) if entity.thousand is None else (entity.thousand, 1000)
        lines.append(f'    "{name}": {first * size + size - 1 if first is not None else None},')
    return lines
