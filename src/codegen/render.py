"""Render the generated files from the catalog: pure functions."""

import textwrap
from collections.abc import Iterable

from catalog import Catalog, CatalogError, Code, Entity, Texts, WithoutCode, quoted

HEADER = "# Generated from src/codegen/catalog.toml: edit that file and run `python src/codegen`.\n"
NUMBERS = "int, type[PlanfixError]"


def exceptions_module(catalog: Catalog) -> str:
    kinds, entities, codeless = catalog.kinds, catalog.entities, catalog.without_code
    names = [*kinds, *entities, *codeless, *(code.name for code in catalog.codes)]
    hundreds = sorted((e.hundred, name) for name, e in entities.items() if e.hundred is not None)
    thousands = sorted((e.thousand, name) for name, e in entities.items() if e.thousand is not None)
    return "\n".join(
        [
            f'{HEADER}"""The families of exceptions, and one class per error code."""\n',
            "from ._base import PlanfixError\n\n__all__ = [",
            *(f'    "{name}",' for name in sorted(names)),
            "]\n",
            "# Kinds: what a caller can do, whatever the entity",
            *(class_source(n, "PlanfixError", [k.description], k) for n, k in kinds.items()),
            "\n\n# Responses without a Planfix code",
            *(class_source(n, c.parents, [c.doc], c) for n, c in codeless.items()),
            "\n\n# Entities: the sections of the error-code page",
            *(entity_class(name, entity, catalog) for name, entity in entities.items()),
            "\n\n# Codes: the first parent is the entity, the second the kind",
            *(code_class(code, catalog) for code in catalog.codes),
            "\n",
            *table("CODES", NUMBERS, [(code.code, code.name) for code in catalog.all_codes()]),
            "# What an undocumented code raises, by its hundred, else by its thousand",
            *table("HUNDREDS", NUMBERS, hundreds),
            *table("THOUSANDS", NUMBERS, thousands),
        ]
    )


def entity_class(name: str, entity: Entity, catalog: Catalog) -> str:
    doc = [entity.description]
    ranges = [numbers for e in catalog.entities.values() for numbers in e.ranges]
    for numbers in entity.ranges:
        inside = [r for r in ranges if r != numbers and r[0] in numbers and r[-1] in numbers]
        texts = [f"from {r[0]} to {r[-1]}" for r in (numbers, *inside)]
        doc.append(f"Also raised for undocumented codes {', but not '.join(texts)}")
    return class_source(name, "PlanfixError", doc, entity)


def code_class(code: Code, catalog: Catalog) -> str:
    seconds = [second.code for second in catalog.second_codes if second.same_as == code.code]
    numbers = ", ".join([f"code {code.code}", *(f"also {second}" for second in seconds)])
    doc = [f"{code.description} ({numbers})", code.note]
    parents = f"{code.entity}, {code.kind}".removesuffix(", ")
    return class_source(code.name, parents, doc, code)


def class_source(name: str, parents: str, doc: list[str], entry: Texts) -> str:
    advice = f"What to do: {entry.advice[:1].lower()}{entry.advice[1:]}" if entry.advice else ""
    summary, *details = [f"{text}." for text in (*doc, advice) if text]
    paragraphs = [textwrap.fill(text, 96, break_on_hyphens=False) for text in details]
    lines = [f'"""{summary}', "", *paragraphs, '"""'] if details else [f'"""{summary}"""']
    lines += ["", f"code = {entry.code}"] if isinstance(entry, Code) else [""]
    for key in ("description", "description_ru", "advice", "advice_ru"):
        lines += [f"{key} = {quoted(text)}" for text in [vars(entry)[key]] if text]
    if isinstance(entry, WithoutCode) and parents == "PlanfixError":
        lines.append("_shows_description = True")
    body = textwrap.indent("\n".join(lines), "    ")
    return f"\n\nclass {name}({parents}):\n{body}"


def table(name: str, types: str, rows: Iterable[tuple[object, str]]) -> list[str]:
    return [f"{name}: dict[{types}] = {{", *(f"    {key}: {value}," for key, value in rows), "}\n"]


def reference_module(catalog: Catalog) -> str:
    documents = [(f'"{n}"', quoted(f"{d.title}, {d.url}")) for n, d in catalog.documents.items()]
    codes = catalog.all_codes()
    notes = [(c.code, f"({quoted(c.note)}, {quoted(c.note_ru)})") for c in codes if c.note]
    return "\n".join(
        [
            f'{HEADER}"""What only the command needs: documents and notes."""\n',
            "# Where Planfix documents its codes",
            *table("DOCUMENTS", "str, str", documents),
            '# The first of these documents that lists a code, "" if none does any more',
            *table("SOURCES", "int, str", [(code.code, f'"{code.source}"') for code in codes]),
            "# What a code means in practice, if its name does not say it: in English, in Russian",
            *table("NOTES", "int, tuple[str, str]", notes),
        ]
    )


def with_tables(readme: str, catalog: Catalog) -> str:
    """Return the README with its tables made anew between their markers."""
    kinds = [(f"`{name}`", kind.description, kind.advice) for name, kind in catalog.kinds.items()]
    codes: list[tuple[str, ...]] = []
    for c in catalog.all_codes():
        kind = f"`{c.kind}`" if c.kind else ""
        meaning = f"{c.description}. {c.note}." if c.note else c.description
        codes.append((f"{c.code}", f"`{c.name}`", f"`{c.entity}`", kind, meaning, c.description_ru))
    tables = {
        "kinds": markdown_table("kind | what it means | what to do", kinds),
        "entities": textwrap.fill(", ".join(f"`{name}`" for name in catalog.entities), 110),
        "codes": markdown_table("code | class | entity | kind | meaning | in Russian", codes),
    }
    for name, made in tables.items():
        begin, end = f"<!-- {name}: made by python src/codegen -->\n", f"\n<!-- end of {name} -->"
        before, begun, rest = readme.partition(begin)
        _, ended, after = rest.partition(end)
        if not begun or not ended:
            raise CatalogError(f"README.md: {begin.strip()} … {end.strip()} is missing")
        readme = f"{before}{begin}{made}\n{end}{after}"
    return readme


def markdown_table(header: str, rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, " | ".join("---" for _ in header.split("|"))]
    lines += [" | ".join(cell.replace("|", r"\|") for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def contract_lines(catalog: Catalog) -> dict[str, list[str]]:
    """Return what the contract test says of the catalog, table by table: added there by hand."""
    listed, seconds = catalog.all_codes(), {second.code for second in catalog.second_codes}
    codes = {c.code: f"{c.name}({c.entity}, {c.kind})".replace(", )", ")") for c in listed}
    codes |= {c.code: f"also {c.name}" for c in listed if c.code in seconds}
    ranges = [(name, reversed(entity.ranges[0])) for name, entity in catalog.entities.items()]
    undocumented = [(name, next(n for n in numbers if n not in codes)) for name, numbers in ranges]
    return {
        "KINDS": [f'    "{name}",' for name in catalog.kinds],
        "ENTITIES": [f'    "{name}": {number},' for name, number in undocumented],
        "CODES": [f'    {number}: "{line}",' for number, line in codes.items()],
    }
