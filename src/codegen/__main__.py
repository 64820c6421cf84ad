"""Write what is generated from the catalog: two modules of the package and the README's tables."""

import argparse
import difflib
import sys
from pathlib import Path

import catalog
import render

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "planfix_errors"
README = ROOT / "README.md"
CONTRACT = ROOT / "tests" / "test_contract.py"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python src/codegen", description=__doc__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("check", help="write nothing; exit with 1 if a file is out of date")
    args = parser.parse_args()
    try:
        entries = catalog.read()
        outputs = {
            PACKAGE / "_exceptions.py": render.exceptions_module(entries),
            PACKAGE / "_reference.py": render.reference_module(entries),
            README: render.with_tables(README.read_text(encoding="utf-8"), entries),
        }
    except catalog.CatalogError as err:
        print(err, file=sys.stderr)
        return 2
    if args.command == "check":
        return check(outputs)
    for path, text in outputs.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    contract = CONTRACT.read_text(encoding="utf-8")
    if missing := [line for line in render.contract_lines(entries) if line not in contract]:
        print("Add to tests/test_contract.py:", *missing, sep="\n")
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


if __name__ == "__main__":
    sys.exit(main())
