"""Follow what Planfix documents. Without COMMAND: write what is generated from the catalog."""

import argparse
import io
import sys
from collections.abc import Sequence
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from urllib.request import Request, urlopen

import documents
import render
from catalog import Catalog, CatalogError, read
from documents import NAMES, DocumentError, plain

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
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # TOML reads \u0416 too
    try:
        catalog = read(root / TOML)
        if args.command == "fetch":
            return fetch(args.files, catalog, root)
        generated = generate(catalog, root)
    except CatalogError as err:
        print(err, file=sys.stderr)
        return 2
    if args.command == "check":
        return check(catalog, root, generated)
    for name, text in generated.items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    contract = (root / CONTRACT).read_text(encoding="utf-8")
    for table, lines in render.contract_lines(catalog).items():
        present = contract.partition(f"\n{table} = {{\n")[2].partition("\n}")[0].splitlines()
        wanted = [line for line in lines if line not in present]
        print_lines(f"Add to {table} in {CONTRACT}, or change there:", wanted)
    return 0


def generate(catalog: Catalog, root: Path) -> dict[str, str]:
    """Return the text of each file that is generated, as a whole or in part."""
    init, readme = ((root / name).read_text(encoding="utf-8") for name in (INIT, README))
    return {
        "src/planfix_errors/_exceptions.py": render.exceptions_module(catalog),
        "src/planfix_errors/_reference.py": render.reference_module(catalog, listed_codes(root)),
        INIT: render.package_module(init, catalog),
        README: render.with_tables(readme, catalog),
    }


def check(catalog: Catalog, root: Path, generated: dict[str, str]) -> int:
    """Print what is out of date, codes that the catalog lacks, and codes that no document has."""
    old = {name: (root / name).read_text(encoding="utf-8") for name in generated}
    outdated = [f"    {name}" for name in generated if generated[name] != old[name]]
    print_lines("Out of date; run `python src/codegen`:", outdated)
    listed = listed_codes(root)
    lacking = render.code_lines(catalog, listed)
    print_lines(LACKING, lacking)
    documented = {number for codes in listed.values() for number in codes}
    alone = [f"    {n} {c.name}" for n, c in catalog.all_codes().items() if n not in documented]
    print_lines("In no document, met in practice:", alone)
    return 1 if outdated or lacking else 0


def fetch(files: list[str], catalog: Catalog, root: Path) -> int:
    """Write what each document says; print what changed, and the codes that the catalog lacks."""
    changed, unread = False, False
    for source in files or NAMES:
        address = source if files else catalog.documents[source].address
        try:
            name, lines = documents.read(Path(source).read_bytes() if files else download(address))
            if name != source and not files:
                raise DocumentError(f"this is {name}, not {source}")
            old = stored_lines(root, name)
            documents.refuse_part(lines, old)
        except (OSError, HTTPException, ValueError, DocumentError) as err:
            print(f"cannot read {address}: {plain(str(err))}", file=sys.stderr)
            unread = True
            continue
        print(f"{SNAPSHOT}/{name}.txt: {'unchanged' if lines == old else 'changed'}")
        if lines != old:
            changed = True
            text = "\n".join([*lines, ""])
            (root / SNAPSHOT / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    lacking = render.code_lines(catalog, listed_codes(root))
    print_lines(LACKING, lacking)
    if changed or lacking:
        print(f"Read `git diff`, change {TOML}, then run `python src/codegen`")
    return 1 if changed or lacking else 2 if unread else 0


def download(address: str) -> bytes:
    request = Request(quote(address, safe="%/:?&=#+,;@"), headers=HEADERS)
    with urlopen(request, timeout=SECONDS) as response:
        asked, answered = urlsplit(unquote(request.full_url)), urlsplit(unquote(response.url))
        if (asked.path, asked.query) != (answered.path, answered.query):
            raise DocumentError(f"redirected to {response.url}; if it has moved, change {TOML}")
        data: bytes = response.read()
        return data


def stored_lines(root: Path, name: str) -> list[str]:
    path = root / SNAPSHOT / f"{name}.txt"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def listed_codes(root: Path) -> dict[str, dict[int, str]]:
    """Return the codes of each document of the snapshot, with their wording."""
    return {name: documents.codes(stored_lines(root, name)) for name in NAMES}


def print_lines(heading: str, lines: list[str]) -> None:
    if lines:
        print(heading, *lines, sep="\n")


if __name__ == "__main__":
    sys.exit(main())
