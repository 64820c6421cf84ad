"""The generator: what it refuses, what it writes, and src/codegen/README.md, word for word."""
# ruff: noqa: E501 - the rows of a table

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from catalog import CatalogError, read
from readme_blocks import ROOT, read_blocks
from test_compare import CATALOG, openapi

TOML, CONTRACT = "src/codegen/catalog.toml", "tests/test_contract.py"
ADD = re.compile(rf"Add to (\w+) in {CONTRACT}:\n((?: .*\n)+)")
# What is changed in a catalog → by what → what is said of it
REFUSED = """
code = 1001 → code = 1000 → code 1000 is given twice, for TaskNotFound and for TaskLost
code = 1002 → code = 1000 → code 1000 is given twice, for TaskNotFound and for same_as 1001
"TaskLost" → "TaskNotFound" → class TaskNotFound is given twice, for code 1000 and for code 1001
"TaskLost" → "PartialUpdate" → class PartialUpdate is given twice, for the package and for code 1001
"TaskLost" → "LostError" → LostError: the names of entities and kinds end in Error, no other does
"TaskLost" → "KeyError" → KeyError shadows a Python builtin
"TaskLost" → "task-lost" → 'task-lost' is not the name of a class, such as ContactNotFound
"TaskLost" → "" → code 1001: name is empty: fill it in
code = 1001 → code = "1001" → code 1001: code is '1001', not an integer
code = 1001, → → codes.5: code is missing
kind = "NotFoundError" → kind = "" → code 1000: kind is empty: leave it out
kind = "NotFoundError" → kind = "NotFound" → code 1000: unknown kind 'NotFound'; known: NotFoundError, CreateError
"TaskError", desc → "TaksError", desc → code 1001: unknown entity 'TaksError'; known: TaskError, ListError, ContactError, CommonError
same_as = 1001 → same_as = 1009 → code 1002: unknown same_as 1009; known: 1003, 1001, 1000
"openapi" } → "swagger" } → code 600: unknown source 'swagger'; known: help-ru, openapi, help-en
{ code = 5 → { cod = 5 → codes.0: unknown key 'cod'; known: code, note, kind, source
[entities] → [entitys] → unknown key 'entitys'; known: entities, documents, kinds
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
    (tmp_path / "catalog.toml").write_text(CATALOG.replace(old, new, 1), encoding="utf-8-sig")
    with pytest.raises(CatalogError) as caught:
        read(tmp_path / "catalog.toml")
    lines = str(caught.value).splitlines()
    assert any(line.startswith(f"catalog.toml: {refusal}") for line in lines), lines


@pytest.fixture
def project(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", ".*", "build", "dist", "*.egg-info")
    return shutil.copytree(ROOT, tmp_path, ignore=ignored, dirs_exist_ok=True)


def run(project: Path, command: str, status: int = 0) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {"PATH": path, "PYTHONPATH": f"{project / 'src'}", "PYTHONIOENCODING": "utf-8"}
    command = command.replace("src/codegen compare", "src/codegen compare ru en openapi")
    shell = ["bash", "-c", f"({command}) 2>&1"]
    done = subprocess.run(shell, cwd=project, env=os.environ | settings, stdout=-1)
    assert done.returncode == status, done.stdout.decode()
    return done.stdout.decode()


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_check(project: Path) -> None:
    """`check` shows what is out of date and writes nothing; a wrong catalog changes nothing."""
    module = project / "src" / "planfix_errors" / "_exceptions.py"
    edit(module, "class TaskNotFound(", "class TaskLost(")
    edited = module.read_bytes()
    shown = run(project, "python src/codegen check", status=1)
    assert "_exceptions.py is out of date: run `python src/codegen`\n--- src/planfix_err" in shown
    assert "\n-class TaskLost(TaskError, NotFoundError):\n+class TaskNotFound(" in shown
    edit(project / TOML, '"Task could not be updated"', '""')
    edit(project / TOML, '"TaskNotFound"', '"TaskCreateFailed"')
    shown = run(project, "python src/codegen", status=2)
    assert re.sub(": .*", "", shown) == "catalog.toml\ncatalog.toml\n"
    assert module.read_bytes() == edited


def test_maintaining(project: Path) -> None:
    """A new code and a new section are added as src/codegen/README.md says, word for word."""
    blocks = read_blocks(project / "src" / "codegen" / "README.md")
    agree, new_code, generate, new_section = (b.code for b in blocks if b.language == "console")
    job, line, section_line, section = (b.code for b in blocks if b.language in ("sh", "toml"))
    # Who has tried the examples of the page has them already.
    examples = "|".join(map(re.escape, (line, section_line, section)))
    for name, added in ((TOML, examples), (CONTRACT, r' +("WarehouseError"|7099|17000):.*\n')):
        text = (project / name).read_text(encoding="utf-8")
        (project / name).write_text(re.sub(added, "", text), encoding="utf-8")
    catalog, ru, en = read(project / TOML), "", ""
    for name, entity in catalog.entities.items():
        ru, en = f"{ru}== {entity.section_ru} ==\n", f"{en}== {entity.section} ==\n"
        for code in catalog.all_codes():
            if code.entity == name and code.source.startswith("help"):
                text = f"*{code.code} — {code.page_ru or code.description_ru}\n"
                ru += text if code.source == "help-ru" else ""
                en += f"*{code.code} — {code.description}\n"
    failures = [(code.code, "") for code in catalog.all_codes() if code.source == "openapi"]
    api = openapi(*failures, version=catalog.documents["openapi"].version)
    (project / "openapi").write_text(api, encoding="utf-8")
    (project / "en").write_text(en, encoding="utf-8")

    def shows(console: str, status: int) -> str:
        (project / "ru").write_text(ru, encoding="utf-8")
        command, _, expected = console.removeprefix("$ ").partition("\n")
        shown = run(project, command, status)
        assert re.fullmatch(re.escape(expected).replace("…", r"\d+") + "\n?", shown), shown
        return shown

    def test(shown: str) -> None:
        for table, lines in ADD.findall(shown):
            edit(project / CONTRACT, f"\n{table} = {{\n", f"\n{table} = {{\n{lines}")
        contract = f"python -m pytest -q {CONTRACT} -k 'every or names'"  # no echo of the others
        run(project, f"python src/codegen check && {contract}")
        shows(agree, 0)

    shows(agree, 0)
    ru = ru.replace("== Файлы ==\n", "== Файлы ==\n*7099 — Файл находится в карантине\n")
    shows(new_code, 1)
    edit(project / TOML, "codes = [\n", f"codes = [\n{line}")
    test(shows(generate, 0))
    ru += "== Склады и остатки ==\n*17000 — Склад не существует\n"
    shows(new_section, 1)
    edit(project / TOML, "codes = [\n", f"codes = [\n{section_line}")
    with (project / TOML).open("a", encoding="utf-8") as file:
        file.write(f"\n{section}")
    test(run(project, "python src/codegen"))
    # The job sends the same differences once.
    (project / "ru").write_text(ru.replace("Склад не", "Склада не"), encoding="utf-8")
    run(project, f"mail() {{ cat >> mailed; }}\n{job}\n{job}")
    assert (project / "mailed").read_text("utf-8") == run(project, "python src/codegen compare", 1)
