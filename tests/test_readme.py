"""What the README shows is what happens, on a bad day too."""

import doctest
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from planfix_server import BAD_DAYS, CONTACT, Server
from readme_blocks import ROOT, Block, read_blocks

import planfix_errors

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = read_blocks(ROOT / "README.md")
ENGLISH, RUSSIAN = "planfix-errors", "По-русски"


def blocks(language: str, heading: str = "") -> list[Block]:
    return [b for b in BLOCKS if b.language == language and heading in ("", b.heading)]


def heading(block: Block) -> str:
    return block.heading


def test_blocks() -> None:
    """Every block is run: the gate runs the set-up commands, the tests below all others."""
    assert {block.language for block in BLOCKS} == {"console", "pycon", "python", "sh"}
    (setup,) = blocks("sh")
    assert [line.split()[0] for line in setup.code.splitlines()] == ["python3"] * 2
    assert [block.heading for block in blocks("python")] == [ENGLISH, ENGLISH, RUSSIAN]


@pytest.mark.parametrize("block", blocks("pycon"), ids=heading)
def test_session(block: Block) -> None:
    """A session shows what happens."""
    test = doctest.DocTestParser().get_doctest(block.code, {}, block.heading, "README.md", 0)
    report: list[str] = []
    assert doctest.DocTestRunner().run(test, out=report.append).attempted
    assert not report, "".join(report)


def test_command() -> None:
    """A command prints what is shown."""
    (block,) = blocks("console")
    command, _, output = block.code.partition("\n")
    module = command.removeprefix("$ planfix-errors ").split()
    done = subprocess.run(
        [sys.executable, "-m", "planfix_errors", *module],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.stdout == output


def test_names() -> None:
    """Every class is in the README, every class that it names exists, and so does every file."""
    assert set(planfix_errors.__all__) <= set(re.findall(r"\w+", README))
    named = set(re.findall(r"`([A-Z]\w+(?:Error|NotFound|Failed|Failure|Taken|Requests))`", README))
    assert named - set(planfix_errors.__all__) <= {"TypeError", "KeyError"}
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", README)
    assert len(links) > 10
    assert [link for link in links if not (ROOT / link).exists()] == []


# The programs


def execute(*blocks: Block) -> dict[str, Any]:
    """Run blocks one after the other in this process and return their names."""
    pytest.importorskip("requests")
    names: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logging.root, "handlers", [])
        try:
            for block in blocks:
                exec(compile(block.code, "README.md", "exec"), names)
        finally:
            for handler in logging.root.handlers:
                handler.close()
    return names


def test_good_day(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """The programs print what they ask for."""
    call = execute(*blocks("python", ENGLISH))["call"]
    assert call("GET", "/contact/1", params={"fields": "id"})["contact"] == CONTACT
    server.contacts = [{"id": number, "name": "Анна"} for number in range(150)]
    execute(*blocks("python", RUSSIAN))
    shown = [*[f"{CONTACT}"] * 2, *(f"{number} Анна" for number in range(150))]
    assert capsys.readouterr().out.splitlines() == shown


@pytest.mark.parametrize("day", BAD_DAYS)
def test_bad_day(day: str, server: Server) -> None:
    """The programs end with what happened, to which request, and what to do."""
    first, _ = blocks("python", ENGLISH)
    call = execute(*blocks("python", ENGLISH))["call"]
    server.day = BAD_DAYS[day]
    err = server.day.error("GET /contact/1")
    with pytest.raises(SystemExit, match=f"^{re.escape(str(err))}"):
        execute(first)
    with pytest.raises(type(err)) as caught:
        print(call("GET", "/contact/1")["contact"])
    assert str(caught.value) == str(err)
    shown = f"{err.description_ru}: {err}\n{err.advice_ru}."
    shown = shown.replace("GET /contact/1)", "POST /contact/list)").replace(
        "'contact'", "'contacts'"
    )
    with pytest.raises(SystemExit) as ended:
        execute(*blocks("python", RUSSIAN))
    assert ended.value.code == shown
    assert shown.partition(": ")[2].partition("\n")[0] in Path("planfix.log").read_text("utf-8")


def test_no_answer(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer at all ends in a line, too, which is in the Russian program's log."""
    monkeypatch.setenv("PLANFIX_URL", "http://127.0.0.1:9")  # nothing listens there
    with pytest.raises(SystemExit, match=r"^Нет связи с Планфиксом$"):
        execute(*blocks("python", RUSSIAN))
    assert "ConnectionError" in Path("planfix.log").read_text(encoding="utf-8")
    with pytest.raises(SystemExit, match=r"^No answer .*: ConnectionError \(GET /contact/1\)$"):
        execute(*blocks("python", ENGLISH))
