"""Write what the catalog gives: src/planfix_errors/exceptions.py and the tables in README.md.

With `compare PAGE`, write nothing and say how Planfix's page differs from the catalog.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
import textwrap
from pathlib import Path

from catalog import Catalog, CatalogError, Code, Entity, read
from compare import compare, read_page

ROOT = Path(__file__).parents[2]
MODULE = ROOT / "src" / "planfix_errors" / "exceptions.py"
README = ROOT / "README.md"
WIDTH = 100  # of a line, as the formatter has it

HEADER = '''\
# Generated from src/codegen/catalog.toml: change that file, not this one,
# and run `python src/codegen`.
"""The kinds of trouble, the entities, and one exception class per error code of Planfix."""

from .base import PlanfixError
'''


def main() -> int:
    parser = argparse.ArgumentParser(prog="python src/codegen", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 where something is stale"
    )
    commands = parser.add_subparsers(dest="command")
    compare_ = commands.add_parser("compare", help="hold Planfix's page against the catalog")
    compare_.add_argument("page", type=Path, metavar="PAGE", help="a saved copy of the page")
    args = parser.parse_args()
    try:
        catalog = read()
        if args.command == "compare":
            return compare_page(args.page, catalog)
        outputs = {
            MODULE: exceptions_module(catalog),
            README: with_tables(README.read_text(encoding="utf-8"), catalog),
        }
    except CatalogError as err:
        print(err, file=sys.stderr)
        return 2
    if args.check:
        return check(outputs)
    for path, text in outputs.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


def compare_page(path: Path, catalog: Catalog) -> int:
    """Print how a page differs from the catalog; 0 where it does not, 2 where it is no page."""
    try:
        page = read_page(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as err:
        print(f"cannot read {path}: {err}", file=sys.stderr)
        return 2
    if not page:
        print(f"{path} has no code: expected lines such as `* 2000 — …`", file=sys.stderr)
        return 2
    differences, counts = compare(page, catalog)
    for title, lines in differences.items():
        if lines:
            print(title, *(f"    {line}" for line in lines), "", sep="\n")
    print(counts)
    return 1 if any(differences.values()) else 0


def check(outputs: dict[Path, str]) -> int:
    """Show how the committed files differ from what the catalog gives; 0 where they do not."""
    status = 0
    for path, text in outputs.items():
        committed = path.read_text(encoding="utf-8") if path.exists() else ""
        if committed != text:
            name = str(path.relative_to(ROOT))
            print(f"{name} is not what the catalog gives: run `python src/codegen`")
            lines = committed.splitlines(), text.splitlines()
            print(*difflib.unified_diff(*lines, name, "from the catalog", lineterm=""), sep="\n")
            status = 1
    return status


# The module


def exceptions_module(catalog: Catalog) -> str:
    """Return exceptions.py, as the formatter leaves it."""
    names = [*catalog.kinds, *catalog.entities, *(code.name for code in catalog.codes)]
    kinds = [
        class_source(name, ["PlanfixError"], [f"{text}."], description=text)
        for name, text in catalog.kinds.items()
    ]
    entities = [entity_source(name, entity) for name, entity in catalog.entities.items()]
    codes = [code_source(code, catalog) for code in catalog.codes]
    every = catalog.all_codes()
    thousands = {
        entity.thousand: name
        for name, entity in catalog.entities.items()
        if entity.thousand is not None
    }
    return "\n".join(
        [
            HEADER,
            "__all__ = [",
            *(f'    "{name}",' for name in sorted(names)),
            "]",
            "",
            "# Kinds of trouble, whatever the entity",
            *kinds,
            "\n",
            "# Entities: the sections of the documentation",
            *entities,
            "\n",
            "# Codes: the entity comes first, then the kind",
            *codes,
            "\n",
            "CODES: dict[int, type[PlanfixError]] = {",
            *(f"    {code.code}: {code.name}," for code in every),
            "}",
            "",
            "# What an undocumented code raises, by its thousand",
            "THOUSANDS: dict[int, type[PlanfixError]] = {",
            *(f"    {thousand}: {name}," for thousand, name in sorted(thousands.items())),
            "}",
            "",
            "# Where Planfix documents each code",
            "SOURCES: dict[int, str] = {",
            *(f"    {code.code}: {literal(documented(code, catalog))}," for code in every),
            "}",
            "",
        ]
    )


def entity_source(name: str, entity: Entity) -> str:
    noun = re.sub(r"(?<!^)(?=[A-Z])", " ", name).capitalize()  # DataTagError: Data tag error
    summary = f"{noun}: the section «{entity.section_ru}» of the error-code page."
    doc = [summary if entity.section_ru else f"{noun}."]
    if entity.thousand is not None:
        first = entity.thousand * 1000
        doc.append(f"Raised itself for an undocumented code from {first} to {first + 999}.")
    return class_source(name, ["PlanfixError"], doc, description=noun)


def code_source(code: Code, catalog: Catalog) -> str:
    bases = [code.entity, code.kind] if code.kind else [code.entity]
    doc = [f"{code.description}."]
    for number in (n for n in catalog.all_codes() if n.name == code.name):
        doc.append(f"Code {number.code}: {documented(number, catalog)}.")
    values: dict[str, int | str] = {"code": code.code, "description": code.description}
    if code.description_ru:
        values["description_ru"] = code.description_ru
    return class_source(code.name, bases, doc, **values)


def class_source(name: str, bases: list[str], doc: list[str], **values: int | str) -> str:
    summary, *details = doc
    details = [textwrap.fill(line, WIDTH - 4) for line in details]
    lines = [f'"""{summary}', "", *details, '"""'] if details else [f'"""{summary}"""']
    lines += ["", *(f"{key} = {literal(value)}" for key, value in values.items())]
    body = textwrap.indent("\n".join(lines), "    ")
    return f"\n\nclass {name}({', '.join(bases)}):\n{body}"


def documented(code: Code, catalog: Catalog) -> str:
    """Return where Planfix documents a code."""
    section = f", «{catalog.entities[code.entity].section_ru}»"
    return "; ".join(
        catalog.sources[source] + (section if source == "help-ru" else "")
        for source in code.sources
    )


def literal(value: int | str) -> str:
    """Return a Python literal, with the quotes that the formatter gives it."""
    if isinstance(value, int) or '"' in value:
        return repr(value)
    return f'"{value}"'


# The README


def with_tables(readme: str, catalog: Catalog) -> str:
    """Return the README with what stands between its markers made anew."""
    tables = {"kinds": kind_table, "tree": class_tree, "codes": code_table}
    for name, table in tables.items():
        begin, end = f"<!-- {name}: made by python src/codegen -->\n", f"<!-- end of {name} -->\n"
        before, begun, rest = readme.partition(begin)
        _, ended, after = rest.partition(end)
        if not begun or not ended:
            raise CatalogError(f"README.md: no {begin.strip()} … {end.strip()}")
        readme = f"{before}{begin}\n{table(catalog)}\n\n{end}{after}"
    return readme


def kind_table(catalog: Catalog) -> str:
    rows = [f"| `{name}` | {text} |" for name, text in catalog.kinds.items()]
    return "\n".join(["| kind | what it tells you |", "|---|---|", *rows])


def class_tree(catalog: Catalog) -> str:
    """Return the classes as Python's documentation draws its own, codes with their kinds."""
    tree: dict[str, list[str]] = {"MalformedResponse": []}
    tree |= {kind: [] for kind in catalog.kinds}
    tree |= {entity: [] for entity in catalog.entities}
    for code in catalog.codes:
        tree[code.entity].append(f"{code.name:<32}{code.kind}".rstrip())
    lines = ["PlanfixError"]
    for elbow, stem, family in branches(list(tree)):
        lines.append(f" {elbow} {family}")
        lines += [f" {stem}    {elbow} {leaf}" for elbow, _, leaf in branches(tree[family])]
    return "\n".join(["```text", *lines, "```"])


def branches(names: list[str]) -> list[tuple[str, str, str]]:
    """Return each name with what is drawn before it and before what hangs from it."""
    inner = [("├──", "│", name) for name in names[:-1]]
    return inner + [("└──", " ", name) for name in names[-1:]]


def code_table(catalog: Catalog) -> str:
    """Return the table of all codes in the order of their numbers."""
    rows = [
        f"| {code.code} | `{code.name}` | {f'`{code.kind}`' if code.kind else ''} "
        f"| {code.description} | {code.description_ru} |"
        for code in catalog.all_codes()
    ]
    return "\n".join(
        ["| code | class | kind | meaning | Russian wording |", "|---:|---|---|---|---|", *rows]
    )


if __name__ == "__main__":
    sys.exit(main())
