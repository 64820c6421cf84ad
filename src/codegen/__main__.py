"""Follow what Planfix documents. Without COMMAND: write what is generated from the catalog."""

import argparse
import sys
from collections.abc import Sequence
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import documents
import render
from catalog import Catalog, CatalogError, read
from documents import NAMES, codes, plain

ROOT = Path(__file__).parents[2]
TOML, SNAPSHOT = "src/codegen/catalog.toml", "src/codegen/documents"
INIT, README, CONTRACT = "src/planfix_errors/__init__.py", "README.md", "tests/test_contract.py"
LACKING = f"Add to `codes` in {TOML}, and fill in what is empty:"
HEADERS = {"User-Agent": "planfix-errors (python src/codegen fetch)"}
SECONDS = 30


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(prog="python src/codegen", description=__doc__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    fetching = commands.add_parser("fetch", help=f"write what Planfix documents to {SNAPSHOT}")
    fetching.add_argument("files", nargs="*", metavar="FILE", help="a saved copy of a document")
    commands.add_parser("check", help="write nothing; exit with 1 if something is out of date")
    args = parser.parse_args(arguments)
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore  # TOML reads \u0416 too
    try:
        catalog = read(root / TOML)
        if args.command == "fetch":
            return fetch(args.files, catalog, root)
        return generate(catalog, root, write=args.command != "check")
    except CatalogError as err:
        print(err, file=sys.stderr)
        return 2


def generate(catalog: Catalog, root: Path, write: bool) -> int:
    """Write the generated files, or say which are out of date; say what else is to be done."""
    listed = {name: codes(lines) for name, lines in read_snapshot(root).items()}
    classes, base = render.exceptions_module(catalog), type("PlanfixError", (Exception,), {})
    try:  # A parent can be unknown, or stand below its child.
        exec(classes.replace("from ._base import", "#"), {"PlanfixError": base})
    except Exception as err:
        raise CatalogError(f"{TOML}: the classes cannot be imported: {plain(str(err))}") from None
    files = {
        "src/planfix_errors/_exceptions.py": classes,
        "src/planfix_errors/_reference.py": render.reference_module(catalog, listed),
        INIT: render.package_module(text(root / INIT), catalog),
        README: render.with_tables(text(root / README), catalog),
    }
    outdated = [name for name in files if files[name] != text(root / name)]
    if write:
        for name in outdated:
            (root / name).write_text(files[name], encoding="utf-8", newline="\n")
        present = text(root / CONTRACT).splitlines()
        for table, lines in render.contract_lines(catalog).items():
            wanted = [line for line in lines if line not in present]
            print_lines(f"Add to {table} in {CONTRACT}, or change there:", wanted)
        return 0
    print_lines("Out of date; run `python src/codegen`:", [f"    {name}" for name in outdated])
    lacking = render.code_lines(catalog, listed)
    print_lines(LACKING, lacking)
    documented = {number for found in listed.values() for number in found}
    others = {n: code for n, code in catalog.all_codes().items() if n not in documented}
    print_lines("In no document:", [f"    {n} {code.name}" for n, code in others.items()])
    return 1 if outdated or lacking else 0


def fetch(files: list[str], catalog: Catalog, root: Path) -> int:
    """Write what each document says; print what changed, and the codes that the catalog lacks."""
    changed = unread = False
    snapshot = read_snapshot(root)
    for source in files or NAMES:
        address = source if files else catalog.documents[source].address
        try:
            name, lines = documents.read(Path(source).read_bytes() if files else download(address))
            present = codes(snapshot[name]).keys()
            kept = present & codes(lines).keys()
            if name != source and not files:
                raise ValueError(f"this is {name}, not {source}")
            if len(kept) * 2 < len(present):
                part = f"only {len(kept)} of the {len(present)} codes of {name}.txt"
                raise ValueError(f"{part}; if that is right, delete this file first")
        except (OSError, HTTPException, ValueError) as err:
            print(f"cannot read {address}: {plain(str(err))}", file=sys.stderr)
            unread = True
            continue
        print(f"{SNAPSHOT}/{name}.txt: {'unchanged' if lines == snapshot[name] else 'changed'}")
        if lines != snapshot[name]:
            changed, snapshot[name] = True, lines
            path = root / SNAPSHOT / f"{name}.txt"
            path.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
    lacking = render.code_lines(catalog, {name: codes(lines) for name, lines in snapshot.items()})
    print_lines(LACKING, lacking)
    if changed or lacking:
        print(f"Read `git diff`, edit {TOML}, then run `python src/codegen`")
    return 1 if changed or lacking else 2 if unread else 0


def download(address: str) -> bytes:
    request = Request(quote(address, safe="%/:?&=#+,;@"), headers=HEADERS)
    with urlopen(request, timeout=SECONDS) as response:
        if urlsplit(response.url)[2:4] != urlsplit(request.full_url)[2:4]:  # path and query
            raise ValueError(f"redirected to {response.url}; if it has moved, edit {TOML}")
        data: bytes = response.read()
        return data


def read_snapshot(root: Path) -> dict[str, list[str]]:
    return {name: text(root / SNAPSHOT / f"{name}.txt").splitlines() for name in NAMES}


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def print_lines(heading: str, lines: list[str]) -> None:
    if lines:
        print(heading, *lines, sep="\n")


if __name__ == "__main__":
    sys.exit(main())
