"""The command: called in this process if that is enough, otherwise run as users run it."""

import io
import json
import os
import signal
import subprocess
import sys
import sysconfig
from importlib import metadata
from pathlib import Path
from typing import Protocol

import pytest

from planfix_errors import ContactError, PlanfixError, UpdateError
from planfix_errors.__main__ import main
from planfix_errors.exceptions import CODES
from planfix_errors.reference import ADVICE, DOCUMENTS, NOTES, SOURCES

NOT_FOUND = b'{"result": "fail", "code": 2000, "error": "Contact not found by id 1"}'


class Run(Protocol):
    def __call__(self, *args: str, stdin: bytes = b"", status: int = 0) -> tuple[bytes, str]: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command in this process; return its standard output and standard error."""

    def run(*args: str, stdin: bytes = b"", status: int = 0) -> tuple[bytes, str]:
        monkeypatch.setattr(sys, "argv", ["planfix-errors", *args])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            returned: object = main()
        except SystemExit as err:
            returned = err.code
        stdout, stderr = capsysbinary.readouterr()
        assert returned == status
        return stdout, stderr.decode()

    return run


def shell(script: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a script in which `planfix-errors` is the command."""
    command = f'planfix-errors() {{ "{sys.executable}" -m planfix_errors "$@"; }}\n{script}'
    return subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
        capture_output=True,
        encoding="utf-8",
    )


# check


@pytest.mark.parametrize(
    "body",
    [
        b'{"result": "success", "task": {"id": 1}, "failures": []}',
        b' {"Result":"success",\r\n"name":"\xd0\x90\xd0\xbd\xd0\xbd\xd0\xb0"}\n\n',
        b"\xef\xbb\xbf{}",
        '{"id": "Анна"}'.encode("utf-16"),
        b"",
        b"\n",
    ],
)
def test_check_passes_on_a_success_byte_for_byte(run: Run, body: bytes, tmp_path: Path) -> None:
    file = tmp_path / "body.json"
    file.write_bytes(body)
    assert run("check", stdin=body) == (body, "")
    assert run("check", "-", stdin=body) == (body, "")
    assert run("check", str(file)) == (body, "")


def test_check_says_which_error_a_body_reports_and_what_it_means(run: Run, tmp_path: Path) -> None:
    shown = (
        "ContactNotFound: [2000] Contact not found by id 1\n"
        "  Contact does not exist\n"
        "  Контакт не существует\n"
    )
    file = tmp_path / "body.json"
    file.write_bytes(NOT_FOUND)
    assert run("check", stdin=NOT_FOUND, status=1) == (b"", shown)
    assert run("check", str(file), status=1) == (b"", shown)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ({"code": 2000}, ["[2000] Contact does not exist", "Контакт не существует"]),
        (
            {"code": 2000, "error": "КОНТАКТ НЕ СУЩЕСТВУЕТ!"},
            ["[2000] КОНТАКТ НЕ СУЩЕСТВУЕТ!", "Contact does not exist"],
        ),
        ({"code": 2999, "error": "x"}, ["[2999] x", "Planfix does not document this code."]),
        ({"code": 1, "error": "a\nb"}, [r"[1] a\nb", "Invalid token", "Неверный токен"]),
    ],
)
def test_check_adds_what_the_servers_text_does_not_say(
    run: Run, body: object, shown: list[str]
) -> None:
    stdout, stderr = run("check", stdin=json.dumps(body).encode(), status=1)
    assert stdout == b""
    assert stderr.partition(": ")[2].splitlines() == [
        shown[0],
        *(f"  {line}" for line in shown[1:]),
    ]


def test_check_reports_a_partial_update_as_a_failure(run: Run) -> None:
    failures = [{"field": "status", "error": "field change failed"}]
    body = json.dumps({"result": "success", "failures": failures}).encode()
    stdout, stderr = run("check", stdin=body, status=1)
    assert stdout == b""
    assert stderr.splitlines()[0] == (
        "PartialUpdate: Some fields were not updated: status: field change failed"
    )


@pytest.mark.parametrize(
    ("body", "excerpt"),
    [
        (b"<html>\x1b[2J", r": <html>\x1b"),
        (b'Notice: line 3 {"phone": "secret"}', ": Notice: line 3 "),
        (b'{"code": 1.5, "error": "text", "phone": "secret"}', ": text"),
        (b'["secret"]', ""),
        (b'{"secret', ""),
        (b"\xff\x00", ": \ufffd\\x00"),
        (b"[" * 100_000, ""),
    ],
)
def test_check_reports_a_malformed_body_without_its_json(
    run: Run, body: bytes, excerpt: str
) -> None:
    stdout, stderr = run("check", stdin=body, status=1)
    assert stdout == b""
    assert stderr.splitlines()[0] == (
        f"MalformedResponse: Not a response that Planfix documents{excerpt}"
    )
    assert "secret" not in stderr


def test_check_of_a_file_that_cannot_be_read_is_one_line(run: Run, tmp_path: Path) -> None:
    for file in (tmp_path / "missing", tmp_path):
        stdout, stderr = run("check", str(file), status=2)
        assert stdout == b""
        assert stderr.startswith(f"planfix-errors: cannot read {file}: ")
        assert stderr.count("\n") == 1


# explain


def test_explain_shows_everything_about_a_code(run: Run) -> None:
    stdout, _ = run("explain", "2000")
    assert stdout.decode() == (
        "ContactNotFound\n"
        "  code        2000\n"
        f"  documented  {DOCUMENTS['help-ru']}\n"
        "  entity      ContactError\n"
        "  kind        NotFoundError\n"
        "  meaning     Contact does not exist\n"
        "  in Russian  Контакт не существует\n"
        f"  what to do  {ADVICE['NotFoundError']}\n"
        "  except ContactNotFound:\n"
        "  except ContactError:\n"
        "  except NotFoundError:\n"
        "  except PlanfixError:\n"
    )
    assert run("explain", "ContactNotFound") == run("explain", "contactnotfound") == (stdout, "")


@pytest.mark.parametrize("code", CODES)
def test_explain_shows_the_documents_the_note_and_the_advice_of_a_code(run: Run, code: int) -> None:
    stdout, stderr = run("explain", str(code))
    lines = stdout.decode().splitlines()
    cls = CODES[code]
    facts = [cls.description, cls.description_ru, *(DOCUMENTS[name] for name in SOURCES[code])]
    facts += [NOTES[code]] if code in NOTES else []
    facts += [ADVICE[base.__name__] for base in cls.__bases__ if base.__name__ in ADVICE]
    for fact in facts:
        assert any(line.endswith(f"  {fact}") for line in lines), fact
    assert all("https://" in DOCUMENTS[name] for name in SOURCES[code])
    assert stderr == ""


def test_explain_of_a_class_with_two_codes_shows_both(run: Run) -> None:
    both = run("explain", "DataTagEntryCreateFailed")[0].decode()
    assert "  code        6001\n" in both
    assert "  code        6011\n" in both
    second = run("explain", "6001")[0].decode()
    assert second.startswith("DataTagEntryCreateFailed\n  code        6001\n")
    assert "6011" not in second
    assert b"kind        none" in run("explain", "0")[0]


@pytest.mark.parametrize("cls", [PlanfixError, ContactError, UpdateError])
def test_explain_of_a_family_lists_all_that_it_catches(run: Run, cls: type[PlanfixError]) -> None:
    lines = run("explain", cls.__name__)[0].decode().splitlines()
    rows = [line.split() for line in lines]
    caught = {row[-1] for row in rows if row[0].isdecimal() or row[:2] == ["no", "code"]}
    expected = {raised.__name__ for raised in CODES.values() if issubclass(raised, cls)}
    expected |= {"PartialUpdate"} if issubclass(UpdateError, cls) else set()
    expected |= {"MalformedResponse"} if cls is PlanfixError else set()
    assert caught == expected
    numbers = {int(row[0]) for row in rows if row[0].isdecimal()}
    assert numbers == {code for code, raised in CODES.items() if issubclass(raised, cls)}


def test_explain_of_a_class_without_a_code_shows_what_it_means_and_what_catches_it(
    run: Run,
) -> None:
    stdout = run("explain", "PartialUpdate")[0].decode()
    assert "meaning     Some fields were not updated\n" in stdout
    assert "  what to do  " in stdout
    assert stdout.endswith(
        "  except PartialUpdate:\n  except UpdateError:\n  except PlanfixError:\n"
    )
    stdout = run("explain", "MalformedResponse")[0].decode()
    assert stdout.endswith("  except MalformedResponse:\n  except PlanfixError:\n")


def test_explain_of_an_undocumented_code_names_the_class_that_it_raises(run: Run) -> None:
    stdout, _ = run("explain", "2999", "10000", "--", "-5")
    assert stdout.decode() == (
        "2999 is not documented: it raises ContactError\n"
        "  except ContactError:\n"
        "  except PlanfixError:\n"
        "10000 is not documented: it raises PlanfixError\n"
        "  except PlanfixError:\n"
        "-5 is not documented: it raises PlanfixError\n"
        "  except PlanfixError:\n"
    )


@pytest.mark.parametrize(
    ("code", "warned"),
    [(399, False), (400, True), (405, True), (599, True), (600, False), (2000, False)],
)
def test_explain_warns_that_a_code_is_not_an_http_status(run: Run, code: int, warned: bool) -> None:
    assert (b"not an HTTP status" in run("explain", str(code))[0]) is warned


@pytest.mark.parametrize(
    ("thing", "shown", "near"),
    [
        ("ContactNotFoud", "'ContactNotFoud'", "ContactNotFound, CommentNotFound, TaskNotFound"),
        ("qqq", "'qqq'", ""),
        ("2000.0", "'2000.0'", ""),
        ("--5", "'--5'", ""),
        ("²", "'²'", ""),
        ("", "''", ""),
        ("loads", "'loads'", ""),
        ("9" * 5000, f"'{'9' * 100}'", ""),
        ("\n\x1b", r"'\n\x1b'", ""),
    ],
)
def test_explain_of_an_unknown_name_is_one_line_with_the_nearest_names(
    run: Run, thing: str, shown: str, near: str
) -> None:
    stdout, stderr = run("explain", "--", thing, status=2)
    assert stdout == b""
    assert stderr.startswith("planfix-errors: ")
    assert shown in stderr
    assert near in stderr
    assert stderr.count("\n") == 1


def test_explain_goes_on_after_an_unknown_name(run: Run) -> None:
    stdout, stderr = run("explain", "1000", "qqq", "TaskError", status=2)
    assert stdout.count(b"except PlanfixError") == 2
    assert stderr.count("\n") == 1


# list


def test_list_prints_every_code_aligned_and_grouped_by_entity(run: Run) -> None:
    lines = run("list")[0].decode().splitlines()
    entities = [line for line in lines if not line.startswith(" ")]
    assert entities[:3] == ["GeneralError", "TaskError", "ContactError"]
    assert set(entities) == {cls.__bases__[0].__name__ for cls in CODES.values()}
    assert len(entities) == len(set(entities))
    rows = [line for line in lines if line.startswith(" ")]
    assert sorted(int(row.split()[0]) for row in rows) == sorted(CODES)
    assert len({row.index(" NotFoundError") for row in rows if " NotFoundError" in row}) == 1
    task = " ".join(lines[lines.index("TaskError") + 1].split())
    assert task == "1000 TaskNotFound NotFoundError Task does not exist Задача не существует"


def test_list_as_json_has_every_fact(run: Run) -> None:
    rows = {row["code"]: row for row in json.loads(run("list", "--json")[0])}
    assert rows.keys() == CODES.keys()
    assert rows[22] == {
        "code": 22,
        "class": "DailyRequestLimitReached",
        "entity": "GeneralError",
        "kind": "RateLimitError",
        "description": "Daily limit of REST API requests is used up",
        "description_ru": "Исчерпан суточный лимит количества запросов к REAT API",
        "advice": ADVICE["RateLimitError"],
        "note": NOTES[22],
        "documented": [DOCUMENTS["help-ru"]],
    }
    assert (rows[0]["kind"], rows[0]["advice"], rows[1]["note"]) == ("", "", "")


# The rest


def test_usage_help_and_version(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stdout, stderr = run(status=2)
    assert stdout == b""
    assert stderr.startswith("usage: planfix-errors")
    assert b"check" in run("--help")[0]
    assert b"FILE" in run("check", "--help")[0]
    version = metadata.version("planfix-errors")
    assert run("--version") == (f"planfix-errors {version}\n".encode(), "")

    def not_installed(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", not_installed)
    assert run("--version") == (b"planfix-errors (not installed)\n", "")


# In a process of its own


def test_the_installed_command_exits_with_the_outcome() -> None:
    command = Path(sysconfig.get_path("scripts"), "planfix-errors")
    done = subprocess.run([command, "check"], input=NOT_FOUND, capture_output=True)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"ContactNotFound: ")


def test_check_works_in_a_pipeline() -> None:
    done = shell("""echo '{"result": "success", "id": 7}' | planfix-errors check | cat""")
    assert done.stdout == '{"result": "success", "id": 7}\n'
    done = shell("""echo '{"code": 1000}' | planfix-errors check && echo 'not reached'""")
    assert (done.returncode, done.stdout) == (1, "")


def test_output_and_complaints_stay_in_order() -> None:
    done = shell("unset PYTHONUNBUFFERED; planfix-errors explain 2999 qqq 10000 2>&1")
    first_words = [line.split()[0] for line in done.stdout.splitlines()]
    assert first_words == ["2999", "except", "except", "planfix-errors:", "10000", "except"]


@pytest.mark.parametrize(
    "env",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": "0"}],
)
def test_a_terminal_that_knows_ascii_alone_shows_escapes(env: dict[str, str]) -> None:
    done = shell("planfix-errors explain 2000", **env)
    assert "in Russian" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")
    done = shell("""echo '{"code": 2000, "error": "я"}' | planfix-errors check""", **env)
    assert done.stderr.startswith("ContactNotFound: [2000] ")


@pytest.mark.parametrize("args", [["list"], ["--help"], ["explain", "2000"], ["check"]])
def test_a_reader_that_went_away_ends_the_command_silently(args: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "planfix_errors", *args],
        input=b"{}",
        stdout=writer,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(
    ("script", "status", "stdout", "stderr"),
    [
        ("check <&-", 2, "", "planfix-errors: cannot read standard input: it is closed\n"),
        ("""check <<< '{"id": 1}' >&-""", 0, "", ""),
        ("""check <<< '{"code": 2999}' 2>&-""", 1, "", ""),
        ("list 1</dev/null", 2, "", "planfix-errors: [Errno 9] Bad file descriptor\n"),
        ("check <<< '{}' 1</dev/null", 2, "", "planfix-errors: [Errno 9] Bad file descriptor\n"),
    ],
)
def test_a_closed_stream_ends_in_one_line_at_most(
    script: str, status: int, stdout: str, stderr: str
) -> None:
    done = shell(f"planfix-errors {script}")
    assert (done.returncode, done.stdout, done.stderr) == (status, stdout, stderr)


def test_a_failure_is_reported_although_standard_output_is_closed() -> None:
    done = shell("""planfix-errors check <<< '{"code": 1}' >&-""")
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, "TokenInvalid: [1] Invalid token")


def test_an_interrupt_ends_without_a_traceback(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [sys.executable, "-m", "planfix_errors", "check", str(pipe)], stderr=subprocess.PIPE
    )
    with pipe.open("wb"):  # opened as soon as the command reads it
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate()
    assert (process.returncode, stderr) == (130, b"")
