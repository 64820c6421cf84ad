"""Render the generated files from the catalog: pure functions."""

import textwrap
from collections.abc import Iterable

from catalog import BY_HAND, Catalog, CatalogError, Class, quoted
from documents import HELP_EN, HELP_RU

HEADER = "# Generated from src/codegen/catalog.toml: edit that file and run `python src/codegen`.\n"
FUNCTIONS = ("class_for_code", "error_from_response", "parse_response", "raise_for_response")
NUMBERS = "int, type[PlanfixError]"
Listed = dict[str, dict[int, str]]  # the codes of each document, with their wording


def exceptions_module(catalog: Catalog) -> str:
    codes = [c for entity in catalog.entities for c in catalog.codes if c.entity == entity.name]
    parts = {
        "Kinds: what a caller can do, whatever the entity": catalog.kinds,
        "Entities: the sections of the error-code page": catalog.entities,
        "Codes: the first parent is the entity, the second the kind": codes,
        "Responses without a Planfix code": catalog.without_code,
    }
    lines = [f'{HEADER}"""The families of exceptions, and one class per error code."""\n']
    lines += ["from ._base import PlanfixError\n"]
    for comment, classes in parts.items():
        lines += [f"# {comment}", *(class_source(cls, catalog) for cls in classes), "\n"]
    lines += table("CODES", NUMBERS, [(n, cls.name) for n, cls in catalog.by_number.items()])
    lines += ["# What an undocumented code raises, by its hundred, else by its thousand"]
    for title, size in (("HUNDREDS", 100), ("THOUSANDS", 1000)):
        rows = [(r[0] // size, name) for r, name in catalog.ranges if len(r) == size]
        lines += table(title, NUMBERS, rows)
    return "\n".join(lines)


def class_source(cls: Class, catalog: Catalog) -> str:
    codes = f" (code {', also '.join(map(str, cls.numbers))})" if cls.numbers else ""
    doc = [f"{cls.doc or cls.description}{codes}", cls.note]
    for outer in cls.ranges:
        inner = [r for r, _ in catalog.ranges if r != outer and r[0] in outer]
        numbers = [f"from {r[0]} to {r[-1]}" for r in (outer, *inner)]
        doc.append(f"Also raised for undocumented codes {', but not '.join(numbers)}")
    if cls.advice:
        doc.append(f"What to do: {cls.advice[0].lower()}{cls.advice[1:]}")
    summary, *details = [f"{text}." for text in doc if text]
    paragraphs = [textwrap.fill(text, 96, break_on_hyphens=False) for text in details]
    lines = [f'"""{summary}', "", *paragraphs, '"""'] if details else [f'"""{summary}"""']
    lines += ["", *(f"code = {number}" for number in cls.numbers[:1])]
    public = ("description", "description_ru", "advice", "advice_ru")
    texts = {key: getattr(cls, key) for key in public}
    texts |= {f"_{key}": getattr(cls, key) for key in ("again", "again_ru", "retry")}
    lines += [f"{key} = {quoted(text)}" for key, text in texts.items() if text]
    lines += [f"_technical = {cls.technical}"] if cls.technical is not None else []
    body = textwrap.indent("\n".join(lines), "    ")
    return f"\n\nclass {cls.name}({cls.parents}):\n{body}"


def table(name: str, types: str, rows: Iterable[tuple[object, str]]) -> list[str]:
    return [f"{name}: dict[{types}] = {{", *(f"    {key}: {value}," for key, value in rows), "}\n"]


def reference_module(catalog: Catalog, listed: Listed) -> str:
    pages = catalog.documents.items()
    documents = [(f'"{name}"', quoted(f"{page['title']}, {page['url']}")) for name, page in pages]
    codes = catalog.by_number
    notes = [(n, f"({quoted(c.note)}, {quoted(c.note_ru)})") for n, c in codes.items() if c.note]
    first = {number: name for name in reversed(listed) for number in listed[name]}
    sources = [(number, f'"{first[number]}"') for number in codes if number in first]
    lines = [f'{HEADER}"""What only the command needs: documents and notes."""\n']
    lines += ["# Where Planfix documents its codes", *table("DOCUMENTS", "str, str", documents)]
    lines += ["# The first document that lists a code; what none lists was met in practice"]
    lines += table("SOURCES", "int, str", sources)
    lines += ["# What the name of a code does not say: in English, in Russian"]
    lines += table("NOTES", "int, tuple[str, str]", notes)
    return "\n".join(lines)


def package_module(init: str, catalog: Catalog) -> str:
    """Return __init__.py with its tree, its imports and its literal `__all__` made anew."""
    names = [cls.name for cls in catalog.classes]
    imports = "".join(f"    {name},\n" for name in sorted(names))
    exports = "".join(f'    "{name}",\n' for name in sorted([*names, *BY_HAND, *FUNCTIONS]))
    parents = {cls.name: cls.parents.split(", ") for cls in catalog.classes if not cls.numbers}
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
    kinds = [(f"`{cls.name}`", cls.description, cls.advice) for cls in catalog.kinds]
    codes: list[tuple[str, ...]] = []
    for c in catalog.codes:
        numbers, kind = ", ".join(map(str, c.numbers)), f"`{c.kind}`" if c.kind else ""
        meaning = f"{c.description}. {c.note}." if c.note else c.description
        codes.append((numbers, f"`{c.name}`", f"`{c.entity}`", kind, meaning, c.description_ru))
    readme = with_table("kinds", "kind | what it means | what to do", kinds, readme)
    return with_table("codes", "code | class | entity | kind | meaning | in Russian", codes, readme)


def with_table(name: str, header: str, rows: Iterable[tuple[str, ...]], readme: str) -> str:
    lines = [header, " | ".join("---" for _ in header.split("|"))]
    lines += [" | ".join(cell.replace("|", r"\|") for cell in row) for row in rows]
    begin, end = f"<!-- {name}: made by python src/codegen -->\n", f"\n<!-- end of {name} -->"
    return between(begin, end, readme, "".join(f"| {line} |\n" for line in lines))


def code_lines(catalog: Catalog, listed: Listed) -> list[str]:
    """Return a line for the catalog for each documented code that it lacks."""
    known = {*catalog.by_number, *catalog.not_codes}
    lines: list[str] = []
    for number in sorted({n for found in listed.values() for n in found} - known):
        entity = quoted(catalog.family(number))
        english, russian = (quoted(listed[page].get(number, "")) for page in (HELP_EN, HELP_RU))
        texts = f"description = {english}, description_ru = {russian}"
        lines.append(f'    {{ code = {number}, name = "", entity = {entity}, {texts} }},')
    return lines


def contract_lines(catalog: Catalog) -> dict[str, list[str]]:
    """Return what the contract test says of the catalog, table by table: added there by hand."""
    free = [n for r, _ in catalog.ranges for n in r if n not in catalog.by_number]
    last = {catalog.family(number): number for number in free}
    raised = {number: f"also {cls.name}" for number, cls in catalog.by_number.items()}
    raised |= {cls.numbers[0]: f"{cls.name}({cls.parents})" for cls in catalog.codes}
    return {
        "KINDS": [f'    "{kind.name}",' for kind in catalog.kinds],
        "ENTITIES": [f'    "{entity.name}": {last[entity.name]},' for entity in catalog.entities],
        "OTHERS": [f'    "{cls.name}({cls.parents})",' for cls in catalog.without_code],
        "CODES": [f'    {number}: "{line}",' for number, line in raised.items()],
    }
