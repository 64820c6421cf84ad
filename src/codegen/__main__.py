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
AGENT = {"User-Agent": "planfix-errors (python src/codegen fetch)"}


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
    listed = read_codes(root)
    classes = render.exceptions_module(catalog)
    try:  # A parent can be unknown, or stand below its child.
        exec(classes.replace("from ._base import", "class PlanfixError(Exception): ... #"), {})
    except Exception as err:
        raise CatalogError(f"{TOML}: the classes cannot be imported: {plain(str(err))}") from None
    files = {
        "src/planfix_errors/_exceptions.py": classes,
        "src/planfix_errors/_reference.py": render.reference_module(catalog, listed),
        INIT: render.package_module(text(root / INIT), catalog),
        README: render.with_tables(text(root / README), catalog),
    }
    if write:
        for name, made in files.items():
            (root / name).write_text(made, encoding="utf-8", newline="\n")
        present = text(root / CONTRACT).splitlines()
        for table, lines in render.contract_lines(catalog).items():
            wanted = [line for line in lines if line not in present]
            report(f"Add to {table} in {CONTRACT}, or change there:", wanted)
        return 0
    outdated = [f"    {name}" for name, made in files.items() if made != text(root / name)]
    wrong = report("Out of date; run `python src/codegen`:", outdated)
    wrong |= report(LACKING, render.code_lines(catalog, listed))
    documented = set[int]().union(*listed.values())
    others = [(n, cls.name) for n, cls in catalog.by_number.items() if n not in documented]
    report("In no document:", [f"    {number} {name}" for number, name in others])
    return 1 if wrong else 0


def fetch(files: list[str], catalog: Catalog, root: Path) -> int:
    """Write what each document says; print what changed, and the codes that the catalog lacks."""
    changed = unread = False
    listed = read_codes(root)
    for source in files or NAMES:
        page = {} if files else catalog.documents[source]
        address = source if files else page.get("document", page["url"])
        try:
            name, lines = documents.read(Path(source).read_bytes() if files else download(address))
            if name != source and not files:
                raise ValueError(f"this is {name}, not {source}")
            if len(listed[name].keys() & codes(lines)) * 2 < len(listed[name]):
                raise ValueError(
                    f"most codes of {SNAPSHOT}/{name}.txt are gone; if right, delete it"
                )
        except (OSError, HTTPException, ValueError) as err:
            print(f"cannot read {address}: {plain(str(err))}", file=sys.stderr)
            unread = True
            continue
        path, made = root / SNAPSHOT / f"{name}.txt", "\n".join([*lines, ""])
        print(f"{SNAPSHOT}/{name}.txt: {'unchanged' if made == text(path) else 'changed'}")
        changed |= made != text(path)
        path.write_text(made, encoding="utf-8", newline="\n")
        listed[name] = codes(lines)
    changed |= report(LACKING, render.code_lines(catalog, listed))
    if changed:
        print(f"Read `git diff`, edit {TOML}, then run `python src/codegen`")
    return 1 if changed else 2 if unread else 0


def download(address: str) -> bytes:
    request = Request(quote(address, safe="%/:?&=#+,;@"), headers=AGENT)
    with urlopen(request, timeout=30) as response:
        if urlsplit(response.url)[2:4] != urlsplit(request.full_url)[2:4]:  # path and query
            raise ValueError(f"redirected to {response.url}; if it has moved, edit {TOML}")
        return bytes(response.read())


def read_codes(root: Path) -> dict[str, dict[int, str]]:
    return {name: codes(text(root / SNAPSHOT / f"{name}.txt").splitlines()) for name in NAMES}


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def report(heading: str, lines: list[str]) -> bool:
    """Print lines under their heading, if there are any; return whether there are."""
    if lines:
        print(heading, *lines, sep="\n")
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main())
