"""Write what is generated from the catalog: two modules of the package and the README's tables."""

import argparse
import difflib
import re
import sys
from pathlib import Path

import catalog
import render

ROOT = Path(__file__).parents[2]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python src/codegen", description=__doc__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("check", help="write nothing; exit with 1 if a file is out of date")
    args = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore  # TOML reads \\u0416 too
    try:
        entries = catalog.read()
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        init = (ROOT / "src/planfix_errors/__init__.py").read_text(encoding="utf-8")
        outputs = {
            "src/planfix_errors/_exceptions.py": render.exceptions_module(entries),
            "src/planfix_errors/_reference.py": render.reference_module(entries, listed()),
            "src/planfix_errors/__init__.py": render.package_module(init, entries),
            "README.md": render.with_tables(readme, entries),
        }
    except catalog.CatalogError as err:
        print(err, file=sys.stderr)
        return 2
    status = 0
    for name, text in outputs.items():
        path = ROOT / name
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if args.command != "check":
            path.write_text(text, encoding="utf-8", newline="\n")
        elif old != text:
            print(f"{name} is out of date: run `python src/codegen`")
            lines = old.splitlines(), text.splitlines()
            print(*difflib.unified_diff(*lines, name, "from the catalog", lineterm=""), sep="\n")
            status = 1
    if args.command != "check":
        print_missing_lines(render.contract_lines(entries))
    return status


def listed() -> dict[str, set[int]]:
    """Return which codes each document of the snapshot has."""
    found: dict[str, set[int]] = {}
    for name in ("help-ru", "help-en", "openapi"):
        path = Path(__file__).with_name("documents") / f"{name}.txt"
        codes = re.findall(r"(?m)^ *(\d+)  ?(?:—|\d)", path.read_text(encoding="utf-8"))
        found[name] = {int(code) for code in codes}
    return found


def print_missing_lines(tables: dict[str, list[str]]) -> None:
    contract = (ROOT / "tests" / "test_contract.py").read_text(encoding="utf-8")
    for table, lines in tables.items():
        keys = {line: line.partition(":")[0].rstrip(",") for line in lines}
        missing = [line for line in lines if not re.search(f"(?m)^{keys[line]}[:,]", contract)]
        if missing:
            print(f"Add to {table} in tests/test_contract.py:", *missing, sep="\n")


if __name__ == "__main__":
    sys.exit(main())
