"""The command: called in this process, and as users run it if that makes a difference."""

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from importlib import metadata

import pytest

import planfix_errors
from planfix_errors import PlanfixError, _reference
from planfix_errors.__main__ import main
from planfix_errors._exceptions import CODES

NAMES = [name for name in planfix_errors.__all__ if name[0].isupper()]

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
    cls, (note, note_ru) = CODES[22], _reference.NOTES[22]
    assert run("explain", "22")[0].splitlines() == [
        "DailyRequestLimitReached",
        "  code        22, error-code page, https://planfix.com/ru/help/REST_API_Коды_ошибок",
        f"  meaning     {cls.description}",
        f"  what to do  {cls.advice}",
        f"  note        {note}",
        f"  по-русски   {cls.description_ru}",
        f"  что делать  {cls.advice_ru}",
        f"  примечание  {note_ru}",
        "  entity      UnclassifiedError",
        "  kind        RateLimitError",
        *(f"  except {caught.__name__}:" for caught in (cls, *cls.__bases__, PlanfixError)),
    ]


@pytest.mark.parametrize(
    "thing", ["[2000] No contact (GET /x)", " 2000 ", "2000,", "«2000»", "CONTACTnotfound"]
)
def test_spellings(run: Run, thing: str) -> None:
    """A code or a name can be pasted from a log, in any letter case."""
    assert run("explain", thing) == run("explain", "ContactNotFound")


def test_documents(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A class with two codes shows both; a code that no document lists any more says so."""
    both = run("explain", "DataTagEntryCreateFailed")[0]
    assert "\n  code        6001, OpenAPI" in both
    assert "\n  code        6011, error-code page" in both
    monkeypatch.setitem(_reference.SOURCES, 6001, "")
    second = run("explain", "6001")[0].splitlines()
    assert second[1] == "  code        6001, no document of Planfix lists it any more"


@pytest.mark.parametrize("name", NAMES)
def test_class(run: Run, name: str) -> None:
    """Every class, families included, says what it means, what to do and what it catches."""
    cls: type[PlanfixError] = getattr(planfix_errors, name)
    shown = run("explain", name)[0]
    for text in (cls.description, cls.description_ru, cls.advice, cls.advice_ru):
        assert f"  {text}\n" in shown
    assert f"  except {name}:\n" in shown
    assert "\n  except PlanfixError:\n" in shown
    if cls not in CODES.values():
        below = {n for n in NAMES if issubclass(getattr(planfix_errors, n), cls)}
        assert {n for n in NAMES if f"  {n}\n" in shown} == below - {name}
        assert ("  family      " in shown) is (name == "PlanfixError")


def test_undocumented(run: Run) -> None:
    """An undocumented code says in both languages what it raises, and what it is not."""
    shown, _ = run("explain", "2999", "-5")
    assert shown.startswith("2999 is not documented: it raises ContactError, ")
    assert "\nКода 2999 нет в документации: вызывается ContactError, " in shown
    assert "  except ContactError:\n  except PlanfixError:\n-5 is not documented" in shown
    for code in (399, 400, 404, 599, 600):
        assert ("not an HTTP status" in run("explain", f"{code}")[0]) is (399 < code < 600)


@pytest.mark.parametrize("thing", ["2000.5", "parse_response", "9" * 5000, "\x1b", "ContactNot"])
def test_unknown(run: Run, thing: str) -> None:
    """What is not a code or a class is one line with the nearest names; the rest is explained."""
    shown, complaint = run("explain", thing, "1000", status=2)
    assert complaint.startswith(f"planfix-errors: {thing[:100]!r} is not a code or a class")
    assert ("did you mean ContactNotFound or" in complaint) is (thing == "ContactNot")
    assert complaint.count("\n") == 1
    assert shown.startswith("TaskNotFound\n")


def test_list(run: Run) -> None:
    """Every code is listed, grouped by entity and aligned; with --json every fact."""
    lines = run("list")[0].splitlines()
    assert [line for line in lines if line[0] != " "][:2] == ["UnclassifiedError", "TaskError"]
    assert sorted(int(line.split()[0]) for line in lines if line[0] == " ") == sorted(CODES)
    task = " ".join(lines[lines.index("TaskError") + 1].split())
    facts = f"{CODES[1000].description} {CODES[1000].description_ru}"
    assert task == f"1000 TaskNotFound NotFoundError {facts}"
    assert len({line.index(" NotFoundError") for line in lines if " NotFoundError" in line}) == 1
    rows = {row["code"]: row for row in json.loads(run("list", "--json")[0])}
    names = [rows[1][key] for key in ("class", "entity", "kind")]
    assert names == ["TokenInvalid", "UnclassifiedError", "AuthenticationError"]
    assert (rows[22]["note"], rows[22]["note_ru"]) == _reference.NOTES[22]
    assert rows[22]["documented"].endswith("https://planfix.com/ru/help/REST_API_Коды_ошибок")
    for key in ("description", "description_ru", "advice", "advice_ru"):
        assert {n: rows[n][key] for n in rows} == {n: getattr(CODES[n], key) for n in CODES}


def test_usage(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a command there is a usage line; the version is that of the package."""
    assert run(status=2)[1].startswith("usage: planfix-errors")
    for version in metadata.version("planfix-errors"), "(not installed)":
        assert run("--version")[0] == f"planfix-errors {version}\n"
        monkeypatch.setattr(sys, "path", [])


def test_console() -> None:
    """A console that knows ASCII alone shows escapes, and complaints stay in order."""
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    args = [f"{sysconfig.get_path('scripts')}/planfix-errors", "explain", "2999", "qqq", "1"]
    done = subprocess.run(args, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert rb"\u041a\u043e\u0434\u0430 2999" in done.stdout
    assert done.stdout.index(b"2999") < done.stdout.index(b"qqq") < done.stdout.index(b"TokenInv")


def test_reader_gone() -> None:
    """A reader that goes away ends the command without a traceback."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "planfix_errors", "list", "--json"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")
