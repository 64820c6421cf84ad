"""Write the files that are generated from the catalog: exceptions.py, reference.py and README.md.

With `compare FILE`, write nothing: say how a document of Planfix differs from the catalog.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

from catalog import HELP_RU, Catalog, CatalogError, Code, Entity, Kind, read
from compare import compare_file

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "planfix_errors"
README = ROOT / "README.md"
WIDTH = 100  # of a line, as in pyproject.toml

HEADER = """\
# Generated from src/codegen/catalog.toml: edit that file and run `python src/codegen`.
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python src/codegen", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 if a file is out of date"
    )
    commands = parser.add_subparsers(dest="command")
    compare = commands.add_parser(
        "compare", help="compare a saved document of Planfix with the catalog"
    )
    compare.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="the error-code page as HTML, MediaWiki source, Markdown or text, "
        "or the OpenAPI description (swagger.json)",
    )
    args = parser.parse_args()
    if args.check and args.command:
        parser.error("--check does not go with compare")
    try:
        catalog = read()
        if args.command:
            return compare_file(args.file, catalog)
        outputs = {
            PACKAGE / "exceptions.py": exceptions_module(catalog),
            PACKAGE / "reference.py": reference_module(catalog),
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


def check(outputs: dict[Path, str]) -> int:
    """Show how the committed files differ from what the catalog gives; return the exit status."""
    status = 0
    for path, text in outputs.items():
        committed = path.read_text(encoding="utf-8") if path.exists() else ""
        if committed != text:
            name = path.relative_to(ROOT).as_posix()
            print(f"{name} is out of date: run `python src/codegen`")
            lines = committed.splitlines(), text.splitlines()
            print(*difflib.unified_diff(*lines, name, "from the catalog", lineterm=""), sep="\n")
            status = 1
    return status


# exceptions.py


def exceptions_module(catalog: Catalog) -> str:
    names = [*catalog.kinds, *catalog.entities, *(code.name for code in catalog.codes)]
    thousands = {
        entity.thousand: name
        for name, entity in catalog.entities.items()
        if entity.thousand is not None
    }
    return "\n".join(
        [
            f'{HEADER}"""The kinds and entities of errors, and one class per error code."""\n',
            "from .base import PlanfixError\n",
            "__all__ = [",
            *(f'    "{name}",' for name in sorted(names)),
            "]\n",
            "# Kinds: what a caller can do, whatever the entity",
            *(kind_class(name, kind) for name, kind in catalog.kinds.items()),
            "\n\n# Entities: the sections of the error-code page",
            *(entity_class(name, entity) for name, entity in catalog.entities.items()),
            "\n\n# Codes: the first parent is the entity, the second the kind",
            *(code_class(code, catalog) for code in catalog.codes),
            "\n\nCODES: dict[int, type[PlanfixError]] = {",
            *(f"    {code.code}: {code.name}," for code in catalog.all_codes()),
            "}\n",
            "# What an undocumented code raises, by its thousand",
            "THOUSANDS: dict[int, type[PlanfixError]] = {",
            *(f"    {thousand}: {name}," for thousand, name in sorted(thousands.items())),
            "}\n",
        ]
    )


def kind_class(name: str, kind: Kind) -> str:
    doc = [f"{kind.description}.", f"What to do: {lower_first(kind.advice)}."]
    return class_source(name, ["PlanfixError"], doc, kind)


def entity_class(name: str, entity: Entity) -> str:
    section = f": the section «{entity.section_ru}» of the error-code page"
    doc = [f"{entity.description}{section if entity.section_ru else ''}."]
    if entity.thousand is not None:
        first = entity.thousand * 1000
        doc.append(f"Raised itself for an undocumented code from {first} to {first + 999}.")
    return class_source(name, ["PlanfixError"], doc, entity)


def code_class(code: Code, catalog: Catalog) -> str:
    others = [second.code for second in catalog.second_codes if second.name == code.name]
    numbers = f"code {code.code}" + "".join(f", also {number}" for number in others)
    doc = [f"{code.description} ({numbers})."]
    if code.note:
        doc.append(f"{code.note}.")
    if HELP_RU not in code.sources:
        titles = " and the ".join(catalog.sources[source].title for source in code.sources)
        doc.append(f"Documented in the {titles}.")
    bases = [code.entity, code.kind] if code.kind else [code.entity]
    return class_source(code.name, bases, doc, code)


def class_source(name: str, bases: list[str], doc: list[str], entry: Kind | Entity | Code) -> str:
    summary, *details = doc
    details = [textwrap.fill(line, WIDTH - 4, break_on_hyphens=False) for line in details]
    lines = [f'"""{summary}', "", *details, '"""'] if details else [f'"""{summary}"""']
    lines.append("")
    if isinstance(entry, Code):
        lines.append(f"code = {entry.code}")
    lines.append(f"description = {literal(entry.description)}")
    lines.append(f"description_ru = {literal(entry.description_ru)}")
    body = textwrap.indent("\n".join(lines), "    ")
    return f"\n\nclass {name}({', '.join(bases)}):\n{body}"


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def literal(text: str) -> str:
    """Return a string literal in the quotes that the formatter prefers."""
    return repr(text) if '"' in text else f'"{text}"'


# reference.py


def reference_module(catalog: Catalog) -> str:
    documents = {name: f"{source.title}, {source.url}" for name, source in catalog.sources.items()}
    return "\n".join(
        [
            f'{HEADER}"""What only the command needs: documents, notes and advice."""\n',
            "# Where Planfix documents its codes",
            "DOCUMENTS: dict[str, str] = {",
            *(f'    "{name}": {literal(text)},' for name, text in documents.items()),
            "}\n",
            "# Which of these documents list a code",
            "SOURCES: dict[int, list[str]] = {",
            *(f"    {code.code}: {json.dumps(code.sources)}," for code in catalog.all_codes()),
            "}\n",
            "# What a code means in practice, if its name does not say it",
            "NOTES: dict[int, str] = {",
            *(f"    {code.code}: {literal(code.note)}," for code in catalog.codes if code.note),
            "}\n",
            "# What a caller does about each kind of error",
            "ADVICE: dict[str, str] = {",
            *(f'    "{name}": {literal(kind.advice)},' for name, kind in catalog.kinds.items()),
            "}\n",
        ]
    )


# The README


def with_tables(readme: str, catalog: Catalog) -> str:
    """Return the README with its tables made anew between their markers."""
    tables = {"kinds": kind_table, "codes": code_table}
    for name, table in tables.items():
        begin, end = f"<!-- {name}: made by python src/codegen -->\n", f"<!-- end of {name} -->\n"
        before, begun, rest = readme.partition(begin)
        _, ended, after = rest.partition(end)
        if not begun or not ended:
            raise CatalogError(f"README.md: {begin.strip()} … {end.strip()} is missing")
        readme = f"{before}{begin}{table(catalog)}\n\n{end}{after}"
    return readme


def kind_table(catalog: Catalog) -> str:
    rows = [(f"`{name}`", kind.description, kind.advice) for name, kind in catalog.kinds.items()]
    return markdown_table(("kind", "what it means", "what to do"), rows)


def code_table(catalog: Catalog) -> str:
    rows = [
        (
            str(code.code),
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
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )


if __name__ == "__main__":
    sys.exit(main())
