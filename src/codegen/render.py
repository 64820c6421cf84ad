"""Render the generated files from the catalog: pure functions."""

import textwrap
from collections.abc import Iterable

from catalog import BY_HAND, Catalog, CatalogError, Code, Entity, Texts, WithoutCode, quoted
from documents import HELP_EN, HELP_RU

HEADER = "# Generated from src/codegen/catalog.toml: edit that file and run `python src/codegen`.\n"
FUNCTIONS = ("class_for_code", "error_from_response", "parse_response", "raise_for_response")
NUMBERS = "int, type[PlanfixError]"
Listed = dict[str, dict[int, str]]  # the codes of each document, with their wording


def exceptions_module(catalog: Catalog) -> str:
    kinds, entities, codeless = catalog.kinds, catalog.entities, catalog.without_code
    hundreds = sorted((e.hundred, name) for name, e in entities.items() if e.hundred is not None)
    thousands = sorted((e.thousand, name) for name, e in entities.items() if e.thousand is not None)
    return "\n".join(
        [
            f'{HEADER}"""The families of exceptions, and one class per error code."""\n',
            "from ._base import PlanfixError\n",
            "# Kinds: what a caller can do, whatever the entity",
            *(class_source(n, "PlanfixError", [k.description], k) for n, k in kinds.items()),
            "\n\n# Entities: the sections of the error-code page",
            *(entity_class(name, entity, catalog) for name, entity in entities.items()),
            "\n\n# Codes: the first parent is the entity, the second the kind",
            *(code_class(code) for code in catalog.codes),
            "\n\n# What arrives without a code of Planfix",
            *(class_source(n, c.parents, [c.doc], c) for n, c in codeless.items()),
            "\n",
            *table("CODES", NUMBERS, [(n, code.name) for n, code in catalog.all_codes().items()]),
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


def code_class(code: Code) -> str:
    numbers = ", ".join([f"code {code.code}", *(f"also {number}" for number in code.also)])
    doc = [f"{code.description} ({numbers})", code.note]
    return class_source(code.name, parents(code), doc, code)


def parents(code: Code) -> str:
    return f"{code.entity}, {code.kind}".removesuffix(", ")


def class_source(name: str, parents: str, doc: list[str], entry: Texts) -> str:
    advice = f"What to do: {entry.advice[:1].lower()}{entry.advice[1:]}" if entry.advice else ""
    summary, *details = [f"{text}." for text in (*doc, advice) if text]
    paragraphs = [textwrap.fill(text, 96, break_on_hyphens=False) for text in details]
    lines = [f'"""{summary}', "", *paragraphs, '"""'] if details else [f'"""{summary}"""']
    lines += ["", f"code = {entry.code}"] if isinstance(entry, Code) else [""]
    for key in ("description", "description_ru", "advice", "advice_ru"):
        lines += [f"{key} = {quoted(text)}" for text in [vars(entry)[key]] if text]
    lines += [f"_retry = {quoted(entry.retry)}"] if entry.retry else []
    if isinstance(entry, WithoutCode) and entry.technical is not None:
        lines.append(f"_technical = {entry.technical}")
    body = textwrap.indent("\n".join(lines), "    ")
    return f"\n\nclass {name}({parents}):\n{body}"


def table(name: str, types: str, rows: Iterable[tuple[object, str]]) -> list[str]:
    return [f"{name}: dict[{types}] = {{", *(f"    {key}: {value}," for key, value in rows), "}\n"]


def reference_module(catalog: Catalog, listed: Listed) -> str:
    documents = [(f'"{n}"', quoted(f"{d.title}, {d.url}")) for n, d in catalog.documents.items()]
    codes = catalog.all_codes()
    notes = [(n, f"({quoted(c.note)}, {quoted(c.note_ru)})") for n, c in codes.items() if c.note]
    sources = [(n, next((f'"{d}"' for d in listed if n in listed[d]), "")) for n in codes]
    return "\n".join(
        [
            f'{HEADER}"""What only the command needs: documents and notes."""\n',
            "# Where Planfix documents its codes",
            *table("DOCUMENTS", "str, str", documents),
            "# The first of these documents that lists a code; what none lists was met in practice",
            *table("SOURCES", "int, str", [(n, source) for n, source in sources if source]),
            "# What a code means in practice, if its name does not say it: in English, in Russian",
            *table("NOTES", "int, tuple[str, str]", notes),
        ]
    )


def package_module(init: str, catalog: Catalog) -> str:
    """Return __init__.py with its tree, its imports and its literal `__all__` made anew."""
    names = [*catalog.kinds, *catalog.entities, *catalog.without_code]
    names += [code.name for code in catalog.codes]
    imports = "".join(f"    {name},\n" for name in sorted(names))
    exports = "".join(f'    "{name}",\n' for name in sorted([*names, *BY_HAND, *FUNCTIONS]))
    parents = {name: ["PlanfixError"] for name in (*catalog.kinds, *catalog.entities)}
    parents |= {name: entry.parents.split(", ") for name, entry in catalog.without_code.items()}
    parents["PartialUpdate"] = ["UpdateError"]
    init = between("    PlanfixError\n", '"""\n', init, branches("PlanfixError", parents, 8))
    init = between("from ._exceptions import (\n", ")\n", init, imports)
    return between("__all__ = [\n", "]\n", init, exports)


def branches(parent: str, parents: dict[str, list[str]], indent: int) -> str:
    """Draw what is below a class, one name per line."""
    below = [name for name in parents if parent in parents[name]]
    return "".join(f"{' ' * indent}{n}\n{branches(n, parents, indent + 4)}" for n in below)


def between(begin: str, end: str, text: str, made: str) -> str:
    """Return a text with what stands between two markers made anew."""
    before, begun, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    if not begun or not ended:
        raise CatalogError(f"{begin.strip()} … {end.strip()} is missing")
    return f"{before}{begin}{made}{end}{after}"


def with_tables(readme: str, catalog: Catalog) -> str:
    """Return the README with its tables made anew between their markers."""
    kinds = [(f"`{name}`", kind.description, kind.advice) for name, kind in catalog.kinds.items()]
    codes: list[tuple[str, ...]] = []
    for number, c in catalog.all_codes().items():
        kind = f"`{c.kind}`" if c.kind else ""
        meaning = f"{c.description}. {c.note}." if c.note else c.description
        codes.append((f"{number}", f"`{c.name}`", f"`{c.entity}`", kind, meaning, c.description_ru))
    tables = {
        "kinds": markdown_table("kind | what it means | what to do", kinds),
        "entities": textwrap.fill(", ".join(f"`{name}`" for name in catalog.entities), 110),
        "codes": markdown_table("code | class | entity | kind | meaning | in Russian", codes),
    }
    for name, made in tables.items():
        begin = f"<!-- {name}: made by python src/codegen -->\n"
        readme = between(begin, f"\n<!-- end of {name} -->", readme, f"{made}\n")
    return readme


def markdown_table(header: str, rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, " | ".join("---" for _ in header.split("|"))]
    lines += [" | ".join(cell.replace("|", r"\|") for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def code_lines(catalog: Catalog, listed: Listed) -> list[str]:
    """Return a line for the catalog for each documented code that it lacks."""
    known = {*catalog.all_codes(), *catalog.not_codes}
    lines: list[str] = []
    for number in sorted({n for found in listed.values() for n in found} - known):
        entity = quoted(catalog.family(number))
        english, russian = (quoted(listed[page].get(number, "")) for page in (HELP_EN, HELP_RU))
        texts = f"description = {english}, description_ru = {russian}"
        lines.append(f'    {{ code = {number}, name = "", entity = {entity}, {texts} }},')
    return lines


def contract_lines(catalog: Catalog) -> dict[str, list[str]]:
    """Return what the contract test says of the catalog, table by table: added there by hand."""
    codes = catalog.all_codes()
    ranges = [numbers for entity in catalog.entities.values() for numbers in entity.ranges]
    last = {catalog.family(n): n for numbers in ranges for n in numbers if n not in codes}
    classes = {code.code: f"{code.name}({parents(code)})" for code in catalog.codes}
    raised = {number: classes.get(number, f"also {code.name}") for number, code in codes.items()}
    return {
        "KINDS": [f'    "{name}",' for name in catalog.kinds],
        "ENTITIES": [f'    "{name}": {last[name]},' for name in catalog.entities],
        "OTHERS": [f'    "{n}({c.parents})",' for n, c in catalog.without_code.items()],
        "CODES": [f'    {number}: "{line}",' for number, line in raised.items()],
    }
