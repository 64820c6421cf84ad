"""What the README shows is what happens."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from planfix_server import serving
from readme_blocks import BLOCKS, README, Block, copy_project, run

from planfix_errors.exceptions import CODES, SOURCES

ADDING = "When Planfix adds a code"
SETUP, TEST = (line for line in README.splitlines() if line.startswith("python3 -m venv"))
NEW_LINE = "  * 2008 — Контакт объединён с другим\n"


def page() -> str:
    """Return Planfix's page with one code more."""
    sections: dict[str, list[str]] = {}
    for code, source in SOURCES.items():
        if section := re.search("«(.*)»", source):
            line = f"  * {code} — {CODES[code].description_ru}\n"
            sections.setdefault(section[1], []).append(line)
    sections["Контакты"].append(NEW_LINE)
    return "".join(f"\n## {title}\n\n" + "".join(lines) for title, lines in sections.items())


def blocks(language: str) -> list[Block]:
    return [block for block in BLOCKS if block.language == language]


def name(block: Block) -> str:
    return block.heading


def test_every_block_is_run_by_a_test() -> None:
    languages = {"console", "pycon", "python", "sh", "text", "toml"}
    assert {block.language for block in BLOCKS} == languages
    # What is shown and not run: the tree, which the generator checks, and the figures.
    assert [block.heading for block in blocks("text")] == ["The class tree", "Speed"]
    assert blocks("sh")[0].code.splitlines() == [SETUP, TEST]


@pytest.mark.parametrize("block", blocks("pycon"), ids=name)
def test_a_session_shows_what_happens(block: Block) -> None:
    test = doctest.DocTestParser().get_doctest(block.code, {}, block.heading, "README.md", 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF)
    assert runner.run(test, out=report.append).attempted
    assert not report, "".join(report)


@pytest.mark.parametrize(
    "block", [b for b in BLOCKS if b.is_program() and not b.needs_a_client()], ids=name
)
def test_a_program_runs_and_prints_what_is_shown(block: Block, tmp_path: Path) -> None:
    with serving() as server:
        printed = run(block, tmp_path, server.environment)
    if block.output:
        assert printed == block.output


@pytest.mark.parametrize("block", blocks("console"), ids=name)
def test_a_command_prints_what_is_shown(block: Block, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "page.txt").write_text(page(), encoding="utf-8")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.code, re.M):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=project,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert done.stdout == output


def test_a_new_code_is_added_as_the_section_says(tmp_path: Path) -> None:
    in_catalog, in_contract, commands = (
        block.code for block in BLOCKS if block.heading == ADDING and block.language != "console"
    )
    project = copy_project(tmp_path)

    def paste(line: str, after: str, file: str) -> None:
        text = (project / file).read_text(encoding="utf-8")
        assert after in text
        (project / file).write_text(text.replace(after, after + line, 1), encoding="utf-8")

    def step(command: str, *more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command.split()[1:], *more],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(project / "src")},
            capture_output=True,
            text=True,
        )

    regenerate, check, test = commands.strip().split(" && ")
    paste(in_catalog, "codes = [\n", "src/codegen/catalog.toml")
    assert step(check).returncode == 1
    assert step(regenerate).returncode == 0
    assert step(check).returncode == 0
    # Forgotten in the contract, it is shown as the line to add.
    assert in_contract in step(test, "tests/test_contract.py").stdout
    paste(in_contract, "\nCODES = {\n", "tests/test_contract.py")
    assert step(test, "tests/test_contract.py").returncode == 0


def test_the_first_command_installs_the_library_and_shows_an_error(tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", SETUP.replace("python3", sys.executable, 1)],
        cwd=copy_project(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout == blocks("sh")[0].output
