"""The command: called in this process, and as users run it if that makes a difference."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import planfix_errors
from planfix_errors import PlanfixError, class_for_code
from planfix_errors.__main__ import main

NAMES = [name for name in planfix_errors.__all__ if name[0].isupper() and name != "Answer"]
COMMAND = [sys.executable, "-m", "planfix_errors"]
LIMIT = ["DailyRequestLimitReached", "UnclassifiedError", "RateLimitError"]
Run = Callable[..., tuple[str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process; return its standard output and standard error."""

    def run(*args: str, status: int = 0) -> tuple[str, str]:
        monkeypatch.setattr(sys, "argv", ["planfix-errors", *args])
        with pytest.raises(SystemExit) as ended:
            sys.exit(main())
        assert (ended.value.code or 0) == status
        return capsys.readouterr()

    return run


def test_code(run: Run) -> None:
    """A code is explained in both languages, with its document and what catches it."""
    cls = class_for_code(22)
    lines = run("explain", "22")[0].splitlines()
    assert [line for line in lines if not line.startswith(("  note  ", "  примечание"))] == [
        "DailyRequestLimitReached",
        "  code        22, error-code page, https://planfix.com/ru/help/REST_API_Коды_ошибок",
        f"  meaning     {cls.description}",
        f"  what to do  {cls.advice}",
        f"  по-русски   {cls.description_ru}",
        f"  что делать  {cls.advice_ru}",
        *(f"  except {caught.__name__}:" for caught in (cls, *cls.__bases__, PlanfixError)),
    ]
    assert [line for line in lines if "X-RateLimit-Remaining" in line] == [lines[4], lines[7]]
    documented = run("explain", "DataTagEntryCreateFailed", "9004", "2999")[0]
    for text in (
        "6001, OpenAPI",
        "6011, error-code page",
        "9004, not documented, met",
        "2999, not documented: the",
    ):
        assert f"\n  code        {text}" in documented


FOUND = """
CONTACTnotfound → ContactNotFound
«2000», → ContactNotFound
2026-11-29 18:40:07,123 [77] ERROR [2000] Contact not found (GET /contact/1) → ContactNotFound
planfix_errors.ContactNotFound: [2000] Contact not found by id 1 → ContactNotFound
-5 → PlanfixError
2999 → ContactError
399 → UnclassifiedError
403 → EmployeePhoneUpdateFailed UnexpectedResponse
404 → UnclassifiedError UnexpectedResponse
429 → UnclassifiedError TooManyRequests
599 → UnclassifiedError ServerUnavailable ServerFailed
600 → ChecklistItemNotFound
HTTP 302 → UnexpectedResponse
HTTP 200 → OutcomeUnknown
HTTP 502 → ServerUnavailable ServerFailed
HTTP 500: Unknown error (GET /ping) → ServerFailed
HTTP 400: text → UnspecifiedFailure UnexpectedResponse
HTTP 429: text → TooManyRequests
[12:30:45] [1] Too many requests: text → TooManyRequests
Слишком много запросов (код 1: text). Подождите → TooManyRequests
[22] Слишком много запросов: text → DailyRequestLimitReached
[1000] Задача [15] Звонок не найдена (штрихкод 2000) → TaskNotFound
Some fields were not written: Unexpected response: a → PartialUpdate
"""


@pytest.mark.parametrize("row", FOUND.strip().splitlines())
def test_found(run: Run, row: str) -> None:
    """A code, a name, an HTTP status or a line of a log says which class it is, or which."""
    thing, _, names = row.rpartition(" → ")
    shown, _ = run("explain", thing)
    assert [block.partition("\n")[0] for block in shown.split("\n\n")] == names.split()


@pytest.mark.parametrize("name", NAMES)
def test_class(run: Run, name: str) -> None:
    """Every class says what it means, and a family what it catches; its own lines lead to it."""
    cls: type[PlanfixError] = getattr(planfix_errors, name)
    shown = run("explain", name)[0]
    for text in (cls.description, cls.description_ru, cls.advice, cls.advice_ru):
        assert f"  {text}\n" in shown
    assert f"  except {name}:\n" in shown
    assert "\n  except PlanfixError:\n" in shown
    if name.endswith("Error"):
        below = {n for n in NAMES if issubclass(getattr(planfix_errors, n), cls)}
        assert {n for n in NAMES if f"  {n}\n" in shown} == below - {name}
        return
    unspecified = issubclass(cls, planfix_errors.UnspecifiedFailure)
    for status in [502 if name == "ServerFailed" else 404, *([] if unspecified else [None])]:
        err = cls("text", http_status=status)
        for line in (f"{err}", err.explanation, err.explanation_ru):
            assert run("explain", f"18:40:07 {line}")[0].startswith(f"{name}\n")


@pytest.mark.parametrize("thing", ["2000.5", "parse_response", "9" * 5000, "\x1b", "ContactNot"])
def test_unknown(run: Run, thing: str) -> None:
    """What says nothing is one line with the nearest names; the rest is explained."""
    shown, complaint = run("explain", thing, "1000", status=2)
    assert complaint.startswith(f"planfix-errors: nothing known in {thing[:100]!r}; ")
    assert ("did you mean ContactNotFound or" in complaint) is (thing == "ContactNot")
    assert complaint.count("\n") == 1
    assert shown.startswith("TaskNotFound\n")


@pytest.mark.parametrize("language", ["", "_ru"])
def test_list(run: Run, language: str) -> None:
    """All that is raised is listed in 120 columns, in either language; with --json every fact."""
    text = run("list", *["--ru"] * bool(language))[0]
    rows: list[dict[str, Any]] = json.loads(run("list", "--json")[0])
    assert max(map(len, text.splitlines())) <= 120
    assert re.findall(r"(?m)^\S.*", text)[:2] == ["UnclassifiedError", "TaskError"]
    assert {row["class"] for row in rows} == {n for n in NAMES if not n.endswith("Error")}
    for row in rows:
        code = "" if row["code"] is None else row["code"]
        cells = row["class"], row["kind"], row[f"description{language}"][:20]
        assert re.search(rf"(?m)^  {code:<4}  {' +'.join(cells)}", text)
        for key in ("description", "description_ru", "advice", "advice_ru"):
            assert row[key] == getattr(getattr(planfix_errors, row["class"]), key)
    (row,) = (row for row in rows if row["code"] == 22)
    assert [row[key] for key in ("class", "entity", "kind")] == LIMIT
    assert row["documented"].endswith("https://planfix.com/ru/help/REST_API_Коды_ошибок")
    assert "X-RateLimit-Remaining" in row[f"note{language}"]


def test_usage(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a command there is a usage line; the version is that of the package."""
    assert "usage: planfix-errors" in run(status=2)[1]
    for version in metadata.version("planfix-errors"), "(not installed)":
        assert run("--version")[0].split(maxsplit=1) == ["planfix-errors", f"{version}\n"]
        monkeypatch.setattr(sys, "path", [])


def test_console() -> None:
    """A console that knows ASCII alone shows escapes, and complaints stay in order."""
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUNBUFFERED": ""}
    args = [*COMMAND, "explain", "2999", "qqq", "1"]
    done = subprocess.run(args, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert rb"\u041e\u0448\u0438\u0431\u043a\u0430" in done.stdout
    assert done.stdout.index(b"2999") < done.stdout.index(b"qqq") < done.stdout.index(b"TokenInv")


def test_no_output() -> None:
    """A reader that goes away ends the command without a word; a full disk is one line."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*COMMAND, "list"], stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")
    if (full := Path("/dev/full")).exists():
        with full.open("wb") as file:
            done = subprocess.run([*COMMAND, "list"], stdout=file, stderr=subprocess.PIPE)
        assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
        assert done.stderr.startswith(b"planfix-errors: cannot write: ")
