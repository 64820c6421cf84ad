"""The generator: what it refuses, what it writes, and src/codegen/README.md, word for word."""
# ruff: noqa: E501  # a row of a table is a line

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from catalog import CatalogError, read
from readme_blocks import ROOT, read_blocks
from render import with_tables
from test_compare import CATALOG, openapi

# What is changed in a catalog, and what is said of it
REFUSED = """
code = 1001 → code = 1000 → code 1000 is given twice, for TaskNotFound and for TaskLost
code = 1002 → code = 1000 → code 1000 is given twice, for TaskNotFound and for same_as 1001
"TaskLost" → "TaskNotFound" → class TaskNotFound is given twice, for code 1000 and for code 1001
"TaskLost" → "PartialUpdate" → class PartialUpdate is given twice, for the package and for code 1001
"TaskLost" → "LostError" → LostError: the names of entities and kinds end in Error, no other does
"TaskLost" → "OSError" → OSError shadows a Python builtin
"TaskLost" → "task-lost" → 'task-lost' is not the name of a class, such as ContactNotFound
"TaskLost" → "" → code 1001: name is empty: fill it in
"TaskLost" → 5 → code 1001: name is 5, not a text
code = 1001 → code = "1001" → code 1001: code is '1001', not an integer
code = 1001 → code = true → code True: code is True, not an integer
code = 1001, → → codes.5: code is missing
kind = "NotFoundError" → kind = "" → code 1000: kind is empty: leave it out
kind = "NotFoundError" → kind = "NotFound" → code 1000: unknown kind 'NotFound'; known: NotFoundError, AccountError, CreateError
"TaskError", desc → "TaksError", desc → code 1001: unknown entity 'TaksError'; known: TaskError, ListError, GeneralError, ContactError
same_as = 1001 → same_as = 1009 → code 1002: unknown same_as 1009; known: 1003, 1001, 1000, 600
"openapi" } → "swagger" } → code 600: unknown source 'swagger'; known: help-ru, openapi, help-en
{ code = 5 → { cod = 5 → codes.0: unknown key 'cod'; known: code, note, kind, source
NotFoundError = → NotFound = → NotFound: the names of entities and kinds end in Error, no other does
[entities] → [entitys] → unknown key 'entitys'; known: entities, documents, kinds
[entities] → [entitys] → entities is missing
, hundred = 6 → → entities.ListError: thousand or hundred is missing
thousand = 2 → thousand = 1 → thousand 1 is given twice, for TaskError and for ContactError
"Контакты" → "Задачи" → section_ru Задачи is given twice, for TaskError and for ContactError
"Тихо" → "Тихо." → code 6: description_ru ends in a full stop: 'Тихо.'
"Тихо" → "Тихо  там" → code 6: description_ru has doubled or outer spaces, or a line break: 'Тихо  там'
"Тихо" → "Тихo" → code 6: description_ru mixes Latin and Cyrillic letters in 'Тихo'
"Тихо" → 'Ти\\хо' → code 6: description_ru has a backslash, a control character or \"\"\": 'Ти\\\\хо'
"Тихо" → "Тихо", note = "A" → code 6: note and note_ru go together
codes = [ → codes = → Invalid value
"""


@pytest.mark.parametrize("row", REFUSED.strip().splitlines())
def test_refusal(row: str, tmp_path: Path) -> None:
    """A wrong catalog is refused, with one line for each problem."""
    old, new, refusal = (part.strip() for part in row.split("→"))
    assert old in CATALOG
    path = tmp_path / "catalog.toml"
    path.write_text(CATALOG.replace(old, new, 1), encoding="utf-8-sig")
    with pytest.raises(CatalogError) as caught:
        read(path)
    lines = str(caught.value).splitlines()
    assert any(line.startswith(f"catalog.toml: {refusal}") for line in lines), lines


def test_tables(tmp_path: Path) -> None:
    """A pipe in a text does not break a table; a README without its markers is refused."""
    (tmp_path / "catalog.toml").write_text(CATALOG.replace("Тихо", "Тихо | там"), "utf-8")
    catalog, readme = read(tmp_path / "catalog.toml"), (ROOT / "README.md").read_text("utf-8")
    row = r"| 6 | `Hushed` | `GeneralError` |  | A | Тихо \| там |"
    assert f"\n{row}\n" in with_tables(readme, catalog)
    with pytest.raises(CatalogError, match=r"^README.md: <!-- kinds: .* is missing$"):
        with_tables(readme.replace("<!-- kinds", "<!--"), catalog)


class Project:
    """A copy of the project, in which commands are run and files are edited."""

    def __init__(self, root: Path) -> None:
        self.root = root
        ignored = shutil.ignore_patterns("__pycache__", ".*", "build", "dist", "*.egg-info")
        shutil.copytree(ROOT, root, ignore=ignored, dirs_exist_ok=True)

    def run(self, command: str, status: int = 0) -> str:
        path = f"{self.root}:{Path(sys.executable).parent}:{os.environ['PATH']}"
        settings = {"PATH": path, "PYTHONPATH": f"{self.root}/src", "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            ["bash", "-c", f"({command}) 2>&1"],
            cwd=self.root,
            env=os.environ | settings,
            stdout=subprocess.PIPE,
        )
        assert done.returncode == status, done.stdout.decode()
        return done.stdout.decode()

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a text in a file; "" is replaced at its end."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert old in text
        edited = text.replace(old, new, 1) if old else text + new
        (self.root / file).write_text(edited, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_check(project: Project) -> None:
    """`check` shows what is out of date and writes nothing; a wrong catalog changes nothing."""
    names = ("src/planfix_errors/_exceptions.py", "src/planfix_errors/_reference.py", "README.md")
    committed = [(project.root / name).read_bytes() for name in names]
    project.edit(names[0], "class TaskNotFound(", "class TaskLost(")
    (project.root / names[1]).unlink()
    shown = project.run("python src/codegen check", status=1)
    assert f"{names[0]} is out of date: run `python src/codegen`\n--- {names[0]}\n" in shown
    assert "\n-class TaskLost(TaskError, NotFoundError):\n+class TaskNotFound(" in shown
    assert not (project.root / names[1]).exists()
    assert project.run("python src/codegen && python src/codegen check") == ""
    project.edit("src/codegen/catalog.toml", "TaskCreateFailed", "TaskNotFound")
    project.edit("src/codegen/catalog.toml", '"Task could not be updated"', '""')
    shown = project.run("python src/codegen", status=2)
    assert re.sub(": .*", "", shown) == "catalog.toml\ncatalog.toml\n"
    assert [(project.root / name).read_bytes() for name in names] == committed


def test_maintaining(project: Project) -> None:
    """A new code and a new section are added as src/codegen/README.md says, word for word."""
    catalog = read()
    pages = {"ru": "", "en": ""}
    for name, entity in catalog.entities.items():
        codes = [code for code in catalog.all_codes() if code.entity == name]
        pages["ru"] += f"== {entity.section_ru} ==\n" + "".join(
            f"*{c.code} — {c.page_ru or c.description_ru}\n" for c in codes if c.source == "help-ru"
        )
        pages["en"] += f"== {entity.section} ==\n" + "".join(
            f"*{c.code} — {c.name}\n" for c in codes if c.source.startswith("help")
        )
    failures = [(code.code, "") for code in catalog.all_codes() if code.source == "openapi"]
    pages["api"] = openapi(*failures, version=catalog.documents["openapi"].version)
    for name, text in pages.items():
        (project.root / name).write_text(text, encoding="utf-8")
    blocks = read_blocks(ROOT / "src" / "codegen" / "README.md")
    consoles = [block.code for block in blocks if block.language == "console"]
    line, table = (block.code for block in blocks if block.language == "toml")

    def compare(script: str, status: int) -> str:
        return project.run(
            script.replace("src/codegen compare", "src/codegen compare ru en api"), status
        )

    def shows(console: str, status: int = 0) -> str:
        command, _, expected = console.removeprefix("$ ").partition("\n")
        shown = compare(command, status)
        assert re.fullmatch(re.escape(expected).replace("…", r"\d+") + "\n?", shown), shown
        return shown

    def generate_and_test(shown: str) -> None:
        for name, lines in re.findall(
            r"Add to (\w+) in tests/test_contract.py:\n((?: .*\n)+)", shown
        ):
            project.edit("tests/test_contract.py", f"\n{name} = {{\n", f"\n{name} = {{\n{lines}")
        project.run("python src/codegen check && python -m pytest -q tests/test_contract.py")
        shows(consoles[0])

    shows(consoles[0])
    project.edit("ru", "*7003", "*7099 — Файл находится в карантине\n*7003")
    shows(consoles[1], 1)
    project.edit("src/codegen/catalog.toml", "    { code = 8000", f"    {line}    {{ code = 8000")
    generate_and_test(shows(consoles[2]))
    project.edit("ru", "", "== Склады и остатки ==\n*17000 — Склад не существует\n")
    new = (
        shows(consoles[3], 1)
        .splitlines()[1]
        .replace('name = ""', 'name = "WarehouseNotFound"')
        .replace('entity = ""', 'entity = "WarehouseError"')
        .replace('description = ""', 'description = "Warehouse does not exist"')
    )
    project.edit("src/codegen/catalog.toml", "codes = [\n", f"codes = [\n{new}\n")
    project.edit("src/codegen/catalog.toml", "", f"\n{table}")
    generate_and_test(project.run("python src/codegen"))

    # The weekly job reports the same differences once.
    (job,) = (block.code for block in blocks if block.language == "sh")
    (project.root / "mail").write_text("#!/bin/sh\ncat >> mailed\n")
    (project.root / "mail").chmod(0o755)
    project.edit("ru", "Склад не", "Склада не")
    compare(job, 0)
    compare(job, 0)
    assert (project.root / "mailed").read_text(encoding="utf-8") == compare(
        "python src/codegen compare", 1
    )
    assert sorted(block.language for block in blocks) == ["console"] * 4 + ["sh", "toml", "toml"]
