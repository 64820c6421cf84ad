"""The generator on a small catalog: what it fetches, refuses and writes, and its README."""
# ruff: noqa: E501 - a row per case

import re
import runpy
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeAlias
from unittest.mock import Mock

import pytest
from readme_blocks import ROOT, read_blocks

main: Any = runpy.run_path(f"{ROOT / 'src' / 'codegen'}")["main"]
TOML, CONTRACT = "src/codegen/catalog.toml", "tests/test_contract.py"
INIT, REFERENCE = "src/planfix_errors/__init__.py", "src/planfix_errors/_reference.py"
RU, EN, API = (f"src/codegen/documents/{name}.txt" for name in ("help-ru", "help-en", "openapi"))
CATALOG = """\
codes = [
    { code = 1, name = "TokenInvalid", entity = "CommonError", description = "A", description_ru = "Нет" },
    { code = 600, name = "ListLost", entity = "ListError", description = "A", description_ru = "Нет" },
    { code = 7000, name = "FileLost", entity = "FileError", kind = "NotFoundError", also = [7005], description = "A", description_ru = "Нет" },
]
not_codes = [100]
kinds.NotFoundError = { description = "A", description_ru = "Нет" }
kinds.InvalidRequestError = { description = "A", description_ru = "Нет" }
entities.CommonError = { description = "A", description_ru = "Нет", thousand = 0 }
entities.FileError = { description = "A", description_ru = "Нет", thousand = 7 }
entities.ListError = { description = "A", description_ru = "Нет", hundred = 6 }
without_code.UnexpectedResponse = { parents = "PlanfixError", doc = "A", description = "A", description_ru = "Нет" }
without_code.AnswerLost = { parents = "UnexpectedResponse, KeyError", doc = "A", description = "A", description_ru = "Нет" }
[documents]
help-ru = { title = "Page", url = "URL/Коды" }
help-en = { title = "English page", url = "URL/en", document = "URL/en?a=b&c" }
openapi = { title = "API", url = "URL/", document = "URL/api" }
"""
PAGES = {
    "Коды": "<li>1 — Неверный токен<li>7000 — Нет<li>100 запросов в минуту",
    "en": "<li>7000 — File does not exist<li>7005 — Gone",
    "api": '{"openapi": "3.0.1", "info": {"version": 1}, "paths": {"code": 600, "result": "fail"}}',
}


Run: TypeAlias = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: Any, capsys: Any) -> Iterator[Run]:
    """Run the generator in a checkout with the small catalog, whose documents are on a server."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(SimpleHTTPRequestHandler, "log_message", Mock())
    with ThreadingHTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"

        def run(*arguments: str) -> tuple[int, str]:
            return main(arguments, tmp_path), "".join(capsys.readouterr()).replace(url, "URL")

        files = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", INIT)}
        files |= {TOML: "\ufeff" + CATALOG.replace("URL", url), CONTRACT: "", RU: "", **PAGES}
        for name, text in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
        run("fetch")
        generate(run)
        yield run
        server.shutdown()


def generate(run: Run) -> str:
    """Generate, and paste the lines for the contract as a maintainer does."""
    status, shown = run()
    edit(CONTRACT, "", shown)
    assert (status, run()) == (0, (0, ""))
    return shown


def edit(name: str, old: str, new: str) -> None:
    text = Path(name).read_text("utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new, 1), encoding="utf-8")


def contents() -> dict[str, bytes]:
    return {f"{path}": path.read_bytes() for path in Path().rglob("*") if path.is_file()}


SAME = "".join(f"{name}: unchanged\n" for name in (RU, EN, API))
NEW = '7099 — Файл в "карантине".'
ADD = f"""Add to `codes` in {TOML}, and fill in what is empty:
    {{ code = 7099, name = "", entity = "FileError", description = "", description_ru = "Файл в \\"карантине\\"" }},
"""
THEN = f"Read `git diff`, edit {TOML}, then run `python src/codegen`\n"
# What is changed: a document, or an address in the catalog → status → a part of what is printed
FETCHED = [
    ("en", "", "", 0, SAME),
    ("en", "Gone", "Lost", 1, SAME.replace("en.txt: un", "en.txt: ") + THEN),
    ("Коды", "<li>100", f"<li>{NEW}<li>100", 1, SAME.replace("ru.txt: un", "ru.txt: ") + ADD + THEN),
    ("en", PAGES["en"], "<li>1. Log in", 2, f"cannot read URL/en?a=b&c: most codes of {EN} are gone; "),
    ("api", "}}", "", 2, "cannot read URL/api: not JSON: "),
    (TOML, "/Коды", "/Нет", 2, f"{EN}: unchanged\n{API}: unchanged\ncannot read URL/Нет: HTTP Error 404: File not found\n"),
    (TOML, "/Коды", "/en", 2, "cannot read URL/en: this is help-en, not help-ru\n"),
    (TOML, "/Коды", "/src", 2, f"cannot read URL/src: redirected to URL/src/; if it has moved, edit {TOML}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "status", "line"), FETCHED)
def test_fetch(run: Run, name: str, old: str, new: str, status: int, line: str) -> None:
    """A change of a document is a change of its file; what cannot be read changes nothing."""
    edit(name, old, new)
    before = contents()
    found, shown = run("fetch")
    assert (found, line in shown) == (status, True), shown
    changed = {f"{name}: changed" for name, data in contents().items() if data != before[name]}
    assert changed == {*re.findall(".*: changed", shown)}
    assert len(changed) == (status == 1)


def test_check(run: Run) -> None:
    """`check` names what is out of date, what the catalog lacks, and what no document has."""
    assert run("check") == (0, "")
    edit(RU, "1 — Неверный токен", NEW)
    outdated = f"Out of date; run `python src/codegen`:\n    {REFERENCE}\n"
    assert run("check") == (1, f"{outdated}{ADD}In no document:\n    1 TokenInvalid\n")
    # Saved copies are read in any order, and known by what they are.
    _, shown = run("fetch", "en", "Коды", "lost")
    assert shown.startswith(f"{EN}: unchanged\n{RU}: changed\n{THEN}cannot read lost: ")


def test_up_to_date() -> None:
    """The generated files of this repository are up to date; its catalog has every code."""
    assert main(["check"]) == 0


def test_contract(run: Run) -> None:
    """What the contract lacks, or says in another way, is printed for each of its tables."""
    edit(TOML, "InvalidRequestError =", "WrongError =")
    edit(TOML, "[7005]", "[7005, 7999]")
    edit(TOML, '"UnexpectedResponse, KeyError"', '"FileLost"')
    lines = ['"WrongError",', '"FileError": 7998,', '"AnswerLost(FileLost)",', '7999: "also FileLost",']  # fmt: skip
    assert re.findall("    (.*)", generate(run)) == lines


# What is changed in the catalog → by what → what is said of it, in a line each
REFUSED = r'''
codes = [ → codes = → Invalid value
[documents] → [pages] → documents is missing → unknown key 'pages'
code = 600, → → codes.1: code is missing
code = 600, name → code = "600", nam → code 600: name is missing → code 600: code is '600', not int → code 600: unknown key 'nam'
"ListError", → "", retry = "soon", note = "A", → code 600: entity is empty: fill it in → code 600: retry is 'soon', not one of always, when known, reads, never → code 600: note and note_ru go together
[7005] → ["7005"] → code 7000: also is ['7005'], not a list of int
[7005] → [600, 100, 1, -1] → code 600 is given twice → code 100 is given twice → code 1 is given twice → code 7000: a code is from 0 to 9999999999
"Нет" → "Not  it." → code 1: description_ru has doubled or outer spaces, or a line break: 'Not  it.' → code 1: description_ru ends in a full stop: 'Not  it.' → code 1: description_ru is in the wrong language: 'Not  it.'
"Нет" → 'Нeт\т' → code 1: description_ru has a backslash, """ or a control: 'Нeт\\т' → code 1: description_ru mixes Latin and Cyrillic letters in a word: 'Нeт\\т'
"ListLost" → "PartialUpdate" → class PartialUpdate is given twice
"ListLost" → "Warning" → Warning shadows a Python builtin
"ListLost" → "list-lost" → 'list-lost' is not the name of a class, such as ContactNotFound
"ListLost", entity = "ListError" → "LostError", entity = "Error", kind = "Lost" → LostError: the names of entities and kinds end in Error, no other does → code 600: unknown entity 'Error' → code 600: unknown kind 'Lost'
thousand = 7 → thousand = 0 → the range from 0 to 999 is given twice
, hundred = 6 → → ListError: thousand or hundred is missing
openapi = → swagger = → the documents are help-ru, help-en, swagger, not help-ru, help-en, openapi
"UnexpectedResponse, KeyError" → "AnswerLost" → the classes cannot be imported: name 'AnswerLost' is not defined
"UnexpectedResponse, KeyError" → "Exception, UnexpectedResponse" → the classes cannot be imported: Cannot create
'''


@pytest.mark.parametrize("row", REFUSED.strip().splitlines())
def test_refused(run: Run, row: str) -> None:
    """A wrong catalog is refused, with one line for each problem, and nothing is written."""
    old, new, *refusals = (part.strip() for part in row.split("→"))
    edit(TOML, old, new)
    before = contents()
    status, shown = run()
    assert (status, shown.count("\n"), contents()) == (2, len(refusals), before), shown
    assert all(f"catalog.toml: {refusal}" in shown for refusal in refusals), shown


def test_readme(run: Run) -> None:
    """The examples of src/codegen/README.md work word for word."""
    for block in read_blocks(ROOT / "src" / "codegen" / "README.md"):
        command, _, expected = block.code.partition("\n")
        if block.language == "diff":  # what Planfix adds to its page
            edit("Коды", "<li>100", f"<li>{block.code.removeprefix('+')}<li>100")
        elif command == "$ python src/codegen fetch":
            assert run("fetch")[1] == expected
        elif command == "$ python src/codegen":
            assert generate(run) == expected
        elif command.startswith("{"):
            edit(TOML, "codes = [\n", f"codes = [\n{block.code}")
        else:
            edit(TOML, "\n[documents]\n", f"\n{block.code}\n[documents]\n")
    generate(run)
    assert run("check") == (0, "")
