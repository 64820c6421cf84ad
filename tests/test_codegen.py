"""The generator on a small catalog: what it fetches, refuses and writes, and its README."""
# ruff: noqa: E501 - a row per case

import re
import runpy
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from catalog import CatalogError, read
from readme_blocks import ROOT, read_blocks

import planfix_errors

main: Any = runpy.run_path(f"{ROOT / 'src' / 'codegen'}")["main"]

CATALOG = """\
not_codes = [100]
codes = [
    { code = 1, name = "TokenInvalid", entity = "CommonError", description = "A", description_ru = "Нет" },
    { code = 600, name = "ListLost", entity = "ListError", description = "A", description_ru = "Нет" },
    { code = 7000, name = "FileNotFound", entity = "FileError", kind = "NotFoundError", also = [7005], description = "A", description_ru = "Нет" },
]
[documents]
help-ru = { title = "Page", url = "URL/ru_Коды" }
help-en = { title = "English page", url = "URL/en", document = "URL/en?a=b&c" }
openapi = { title = "API", url = "URL/", document = "URL/api.json" }
[kinds]
NotFoundError = { description = "A", description_ru = "Нет" }
InvalidRequestError = { description = "A", description_ru = "Нет" }
[entities]
CommonError = { description = "A", description_ru = "Нет", thousand = 0 }
FileError = { description = "A", description_ru = "Нет", thousand = 7 }
ListError = { description = "A", description_ru = "Нет", hundred = 6 }
[without_code]
Lost = { parents = "PlanfixError", doc = "A", description = "A", description_ru = "Нет" }
Mislaid = { parents = "Lost, KeyError", doc = "A", description = "A", description_ru = "Нет" }
"""
EXAMPLE = '{"result": "fail", "code": 600, "error": "Lost"}'
PAGES = {
    "/ru_%D0%9A%D0%BE%D0%B4%D1%8B": "<h2>Общие</h2><li>1 — Неверный токен<h2>Файлы</h2><li>7000 — Нет<li>100 запросов в минуту",
    "/en?a=b&c": "<h2>Files</h2><li>7000 — File does not exist<li>7005 — Gone",
    "/api.json": f'{{"openapi": "3.0.1", "info": {{"version": "1"}}, "paths": {{"/x": {{"get": {{"responses": {{"404": {EXAMPLE}}}}}}}}}}}',
}
RU, EN, API = PAGES
TOML, CONTRACT = "src/codegen/catalog.toml", "tests/test_contract.py"
FILES = [f"src/codegen/documents/{name}.txt" for name in ("help-ru", "help-en", "openapi")]
UNCHANGED = "".join(f"{name}: unchanged\n" for name in FILES)
ADD = f"Add to `codes` in {TOML}, and fill in what is empty:\n"
THEN = f"Read `git diff`, edit {TOML}, then run `python src/codegen`\n"


class Wiki(BaseHTTPRequestHandler):
    """Serves pages; "302 /en" is a status and a location, "…" at the end stands for what is lost."""

    pages = PAGES

    def do_GET(self) -> None:
        page = self.pages[self.path] if "codegen" in self.headers["User-Agent"] else "403 /"
        status, _, location = page.partition(" ") if page[0] in "345" else ("200", "", "")
        body = page.removesuffix("…").encode()
        self.send_response(int(status))
        self.send_header("Location", location)
        self.send_header("Content-Length", f"{len(body) + page.endswith('…')}")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None: ...


class Project:
    """A checkout with the small catalog, whose documents stand on a server."""

    def __init__(self, root: Path, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.url, self.capsys = root, url, capsys
        for folder in ("src/codegen/documents", "src/planfix_errors", "tests"):
            (root / folder).mkdir(parents=True)
        for name in ("README.md", "src/planfix_errors/__init__.py"):
            shutil.copyfile(ROOT / name, root / name)
        tables = "".join(
            f"\n{name} = {{\n}}\n" for name in ("KINDS", "ENTITIES", "OTHERS", "CODES")
        )
        (root / CONTRACT).write_text(tables, encoding="utf-8")
        (root / TOML).write_text(CATALOG.replace("URL", url), encoding="utf-8")
        assert self.run("fetch") == (1, UNCHANGED.replace("unchanged", "changed") + THEN)
        self.paste()

    def run(self, *arguments: str) -> tuple[int, str]:
        status = main(arguments, self.root)
        return status, "".join(self.capsys.readouterr()).replace(self.url, "URL")

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        (self.root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    def paste(self) -> str:
        """Generate, and paste the lines for the contract as a maintainer would."""
        status, shown = self.run()
        for table, lines in re.findall(r"Add to (\w+) in .*\n((?: .*\n)+)", shown):
            self.edit(CONTRACT, f"\n{table} = {{\n", f"\n{table} = {{\n{lines}")
        assert (status, self.run()) == (0, (0, ""))
        return shown


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Project]:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(Wiki, "pages", PAGES)
    with ThreadingHTTPServer(("127.0.0.1", 0), Wiki) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield Project(tmp_path, f"http://127.0.0.1:{server.server_port}", capsys)
        finally:
            server.shutdown()
            thread.join()


NEW = '7099 — Файл в "карантине".'
ROW = 'code = 7099, name = "", entity = "FileError", description = "", description_ru = "Файл в \\"карантине\\""'
FETCHED: list[tuple[dict[str, str], int, str]] = [
    ({}, 0, UNCHANGED),
    ({EN: PAGES[EN].replace("Gone", "Lost")}, 1, UNCHANGED.replace("en.txt: un", "en.txt: ") + THEN),
    ({RU: f"{PAGES[RU]}<li>{NEW}"}, 1, f"{UNCHANGED.replace('ru.txt: un', 'ru.txt: ')}{ADD}    {{ {ROW} }},\n{THEN}"),
    # What cannot be read is one line, and its file stays
    ({RU: "403 /"}, 2, "cannot read URL/ru_Коды: HTTP Error 403: Forbidden\n"),
    ({RU: "302 /en?a=b&c"}, 2, f"cannot read URL/ru_Коды: redirected to URL/en?a=b&c; if it has moved, edit {TOML}\n"),
    ({RU: PAGES[EN]}, 2, "cannot read URL/ru_Коды: this is help-en, not help-ru\n"),
    ({RU: f"{PAGES[RU]}…"}, 2, "bytes read, 1 more expected)\n"),
    ({EN: "<li>1. Log in"}, 2, "cannot read URL/en?a=b&c: only 0 of the 2 codes of help-en.txt\n"),
    ({EN: "<title>Just a moment...</title>"}, 2, "cannot read URL/en?a=b&c: no error codes, but: Just a moment...\n"),
    ({API: "{"}, 2, "cannot read URL/api.json: not JSON: "),
    ({API: "503 /", EN: PAGES[EN] + "<p>5 files"}, 1, "cannot read URL/api.json: HTTP Error 503: Service Unavailable\n"),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "status", "line"), FETCHED)
def test_fetch(project: Project, pages: dict[str, str], status: int, line: str) -> None:
    """A change of a document is a change of its file; the exit status says whether to look."""
    Wiki.pages = PAGES | pages
    old = [(project.root / name).read_bytes() for name in FILES]
    found, shown = project.run("fetch")
    assert (found, line in shown) == (status, True), shown
    changed = [a != (project.root / name).read_bytes() for a, name in zip(old, FILES, strict=True)]
    assert changed == [f"{name}: changed" in shown for name in FILES]
    assert any(changed) == (status == 1)


def test_saved_copies(project: Project) -> None:
    """Saved copies are read in any order; one that cannot be read is one line."""
    for name, page in {"a": PAGES[API], "b": f"{PAGES[RU]}<p>Всего 5", "c": "9 — Ц"}.items():
        (project.root / name).write_text(page, encoding="utf-8")
    status, shown = project.run("fetch", *(f"{project.root / name}" for name in "abcd"))
    assert (status, shown.count("cannot read"), shown.count("\n")) == (1, 2, 5)
    assert f"{FILES[2]}: unchanged\n{FILES[0]}: changed\n" in shown


def test_check(project: Project) -> None:
    """`check` names what is out of date, what the catalog lacks, and what no document has."""
    assert project.run("check") == (0, "")
    project.edit(FILES[0], "  1 — Неверный токен", f"  {NEW}")
    outdated = "Out of date; run `python src/codegen`:\n    src/planfix_errors/_reference.py\n"
    lacking, alone = f"{ADD}    {{ {ROW} }},\n", "In no document:\n    1 TokenInvalid\n"
    assert project.run("check") == (1, outdated + lacking + alone)
    project.run()
    assert project.run("check") == (1, lacking + alone)


def test_up_to_date() -> None:
    """The generated files of this repository are up to date, and every code is in the catalog."""
    assert main(["check"]) == 0, "see what is printed above"


def test_contract(project: Project) -> None:
    """What the contract lacks, or says in another way, is printed for each of its tables."""
    project.edit(TOML, "InvalidRequestError =", "WrongError =")
    project.edit(TOML, '"ListLost"', '"ListGone"')
    project.edit(TOML, "also = [7005]", "also = [7005, 7999]")
    project.edit(TOML, '"Lost, KeyError"', '"Lost"')
    assert [line.strip() for line in project.paste().splitlines() if line[0] == " "] == [
        '"WrongError",',
        '"FileError": 7998,',
        '"Mislaid(Lost)",',
        '600: "ListGone(ListError)",',
        '7999: "also FileNotFound",',
    ]


def test_refused_catalog(project: Project) -> None:
    """A wrong catalog changes nothing, whatever the command."""
    project.edit(TOML, '"TokenInvalid"', '"TokenWrong"')
    project.edit(TOML, '"ListLost"', '""')
    module = project.root / "src" / "planfix_errors" / "_exceptions.py"
    old = module.read_bytes()
    for command in ((), ("check",), ("fetch",)):
        assert project.run(*command) == (2, "catalog.toml: code 600: name is empty: fill it in\n")
    assert module.read_bytes() == old


def test_classes(project: Project) -> None:
    """What is written can be imported: each class comes after its parents."""
    source = (project.root / "src/planfix_errors/_exceptions.py").read_text(encoding="utf-8")
    found: dict[str, Any] = {"PlanfixError": planfix_errors.PlanfixError}
    exec(source.replace("from ._base import PlanfixError", ""), found)
    assert found["CODES"][7005] is found["FileNotFound"]
    assert found["Mislaid"].__bases__ == (found["Lost"], KeyError)


# What is changed in the catalog → by what → what is said of it
REFUSED = """
code = 600 → code = 1 → code 1 is given twice, for TokenInvalid and for ListLost
[7005] → [600] → code 600 is given twice, for ListLost and for FileNotFound
[100] → [600] → code 600 is given twice, for ListLost and for not_codes
[100] → ["100"] → not_codes is not a list of integers
[7005] → ["7005"] → code 7000: also is ['7005'], not list[int]
"ListLost" → "Lost" → class Lost is given twice, for without_code and for code 600
"ListLost" → "PartialUpdate" → class PartialUpdate is given twice, for the package and for code 600
"ListLost" → "LostError" → LostError: the names of entities and kinds end in Error, no other does
"ListLost" → "KeyError" → KeyError shadows a Python builtin
"ListLost" → "list-lost" → 'list-lost' is not the name of a class, such as ContactNotFound
code = 600 → code = "600" → code 600: code is '600', not int
code = 600 → code = true → code True: code is True, not int
code = 600, → → codes.1: code is missing
"ListLost", entity → "ListLost", entiti → code 600: unknown key 'entiti'; known: description, description_ru
kind = "NotFoundError" → kind = "" → code 7000: kind is empty: leave it out
kind = "NotFoundError" → kind = "NotFound" → code 7000: unknown kind 'NotFound'; known: NotFoundError, InvalidRequestError
entity = "ListError" → entity = "LsitError" → code 600: unknown entity 'LsitError'; known: CommonError, FileError, ListError
also = [7005] → retry = "soon" → code 7000: unknown retry 'soon'; known: always, when known, reads, never
also = [7005] → note = "A" → code 7000: note and note_ru go together
, hundred = 6 → → entities.ListError: thousand or hundred is missing
thousand = 7 → thousand = 0 → the range from 0 to 999 is given twice, for CommonError and for FileError
"Lost, KeyError" → "Mislaid" → without_code.Mislaid: the parent 'Mislaid' is unknown, or stands below it
[entities] → [entitys] → unknown key 'entitys'; known: codes, documents, kinds, without_code, entities
[entities] → [entitys] → entities is missing or empty
help-en = → help-de = → the documents are help-ru, help-de, openapi, not help-ru, help-en, openapi
"Нет" → "Нет." → code 1: description_ru ends in a full stop: 'Нет.'
"Нет" → "Нет  там" → code 1: description_ru has doubled or outer spaces, or a line break: 'Нет  там'
"Нет" → "Нeт" → code 1: description_ru mixes Latin and Cyrillic letters in 'Нeт'
"Нет" → 'Н\\т' → code 1: description_ru has a backslash, a control character or \"\"\": 'Н\\\\т'
codes = [ → codes = → Expected newline
"""


@pytest.mark.parametrize("row", REFUSED.strip().splitlines())
def test_refused(row: str, tmp_path: Path) -> None:
    """A wrong catalog is refused, with one line for each problem."""
    old, new, refusal = (part.strip() for part in row.split("→"))
    assert old in CATALOG
    (tmp_path / "catalog.toml").write_text(CATALOG.replace(old, new, 1), encoding="utf-8-sig")
    with pytest.raises(CatalogError) as caught:
        read(tmp_path / "catalog.toml")
    lines = str(caught.value).splitlines()
    assert any(line.startswith(f"catalog.toml: {refusal}") for line in lines), lines


def test_readme(project: Project) -> None:
    """The examples of src/codegen/README.md work word for word."""
    for block in read_blocks(ROOT / "src" / "codegen" / "README.md"):
        command, _, expected = block.code.partition("\n")
        if block.language == "diff":  # what Planfix adds to its page
            Wiki.pages = PAGES | {RU: PAGES[RU] + block.code.replace("+  ", "<li>")}
        elif command == "$ python src/codegen fetch":
            assert project.run("fetch")[1] == expected
        elif command == "$ python src/codegen":
            assert project.paste() == expected
        elif command.startswith("{"):
            project.edit(TOML, "codes = [\n", f"codes = [\n{block.code}")
        else:
            project.edit(TOML, "\n[documents]\n", f"\n{block.code}\n[documents]\n")
    assert project.run("check") == (0, "In no document:\n    17000 WarehouseNotFound\n")
