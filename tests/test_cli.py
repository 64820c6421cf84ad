"""The command, run as a user runs it: in a process of its own."""

import json
import os
import signal
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from planfix_errors.__main__ import main

NOT_FOUND = b'{"result": "fail", "code": 2000, "error": "Contact not found by id 1"}'


def run(
    *args: str, stdin: bytes = b"", status: int = 0, env: dict[str, str] | None = None
) -> tuple[bytes, str]:
    """Run the command; return its standard output and standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "planfix_errors", *args],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
    )
    stderr = done.stderr.decode()
    assert "Traceback" not in stderr
    assert done.returncode == status, stderr
    return done.stdout, stderr


def shell(script: str) -> subprocess.CompletedProcess[str]:
    """Run a pipeline in which `planfix-errors` is the command."""
    command = f'planfix-errors() {{ "{sys.executable}" -m planfix_errors "$@"; }}\n{script}'
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True)


# check


@pytest.mark.parametrize(
    "body",
    [
        b'{"result": "success", "task": {"id": 1}}',
        b' {"Result":"success",\r\n"name":"\xd0\x90\xd0\xbd\xd0\xbd\xd0\xb0"}\n\n',
        b"\xef\xbb\xbf{}",
        '{"id": "Анна"}'.encode("utf-16"),
        b"",
        b"\n",
    ],
)
def test_check_passes_a_success_on_byte_for_byte(body: bytes, tmp_path: Path) -> None:
    file = tmp_path / "body.json"
    file.write_bytes(body)
    assert run("check", stdin=body) == (body, "")
    assert run("check", "-", stdin=body) == (body, "")
    assert run("check", str(file)) == (body, "")


def test_check_says_which_error_a_body_reports_and_what_it_means(tmp_path: Path) -> None:
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
        ({"code": 2000}, "[2000] Contact does not exist\n  Контакт не существует\n"),
        (
            {"code": 2000, "error": "КОНТАКТ НЕ СУЩЕСТВУЕТ!"},
            "[2000] КОНТАКТ НЕ СУЩЕСТВУЕТ!\n  Contact does not exist\n",
        ),
        ({"code": 9002, "error": "wait"}, "[9002] wait\n  The report is already being generated\n"),
        ({"code": 2999, "error": "x"}, "[2999] x\n  Planfix does not document this code.\n"),
        ({"code": 1.5, "error": "x"}, '[0] x: {"code": 1.5, "error": "x"}\n'),
        ({"code": 1, "error": "a\nb"}, "[1] a\\nb\n  Invalid token\n  Неверный токен\n"),
    ],
)
def test_check_adds_what_the_servers_text_does_not_say(body: object, shown: str) -> None:
    stdout, stderr = run("check", stdin=json.dumps(body).encode(), status=1)
    assert stdout == b""
    assert stderr.partition(": ")[2] == shown


@pytest.mark.parametrize("body", [b"<html>\x1b[2J", b"[1]", b"{", b"\xff\x00", b"[" * 100_000])
def test_check_reports_a_malformed_body_in_one_line(body: bytes) -> None:
    stdout, stderr = run("check", stdin=body, status=1)
    assert stdout == b""
    assert stderr.startswith("MalformedResponse: [0] Not an answer that Planfix documents: ")
    assert stderr.count("\n") == 1
    assert "\x1b" not in stderr


def test_check_of_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    for file in (tmp_path / "missing", tmp_path):
        stdout, stderr = run("check", str(file), status=2)
        assert stdout == b""
        assert stderr.startswith(f"planfix-errors: cannot read {file}: ")
        assert stderr.count("\n") == 1


def test_check_stands_in_a_pipeline() -> None:
    done = shell("""echo '{"result": "success", "id": 7}' | planfix-errors check | cat""")
    assert done.stdout == '{"result": "success", "id": 7}\n'
    done = shell("""echo '{"code": 1000}' | planfix-errors check && echo 'not reached'""")
    assert done.stdout == ""


# explain


def test_explain_says_all_of_a_code() -> None:
    stdout, _ = run("explain", "2000")
    assert stdout.decode() == (
        "ContactNotFound\n"
        "  code        2000: error-code page, «Контакты»\n"
        "  entity      ContactError\n"
        "  kind        NotFoundError\n"
        "  meaning     Contact does not exist\n"
        "  in Russian  Контакт не существует\n"
        "  except ContactNotFound:\n"
        "  except ContactError:\n"
        "  except NotFoundError:\n"
        "  except PlanfixError:\n"
    )
    assert run("explain", "ContactNotFound") == run("explain", "contactnotfound") == (stdout, "")


def test_explain_of_a_class_with_two_codes_says_where_each_is_documented() -> None:
    both = run("explain", "DataTagEntryCreateFailed")[0].decode()
    assert "code        6001: OpenAPI" in both
    assert "code        6011: error-code page" in both
    second = run("explain", "6001")[0].decode()
    assert second.startswith("DataTagEntryCreateFailed\n  code        6001: OpenAPI")
    assert "6011" not in second


def test_explain_of_a_family_lists_its_codes() -> None:
    stdout, _ = run("explain", "BusyError")
    assert stdout.decode() == (
        "BusyError\n"
        "  meaning     The object is in use: the same request can succeed a moment later\n"
        "  3           ObjectBusy\n"
        "  9002        ReportInProgress\n"
        "  except BusyError:\n"
        "  except PlanfixError:\n"
    )
    assert (
        run("explain", "MalformedResponse")[0]
        .decode()
        .endswith("  except MalformedResponse:\n  except PlanfixError:\n")
    )
    assert run("explain", "PlanfixError")[0].count(b"\n") == 71
    assert b"kind        none" in run("explain", "0")[0]


def test_explain_of_an_undocumented_code_names_the_class_that_it_raises() -> None:
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
    ("thing", "shown"),
    [
        (
            "ContactNotFoud",
            "'ContactNotFoud'; near: ContactNotFound, CommentNotFound, TaskNotFound",
        ),
        ("qqq", "'qqq'"),
        ("2000.0", "'2000.0'"),
        ("--5", "'--5'"),
        ("²", "'²'"),
        ("", "''"),
        ("loads", "'loads'"),
        ("9" * 5000, f"'{'9' * 100}'"),
        ("\n\x1b", r"'\n\x1b'"),
    ],
)
def test_explain_of_what_is_neither_is_one_line_with_the_nearest_names(
    thing: str, shown: str
) -> None:
    stdout, stderr = run("explain", "--", thing, status=2)
    assert stdout == b""
    assert stderr == f"planfix-errors: no code or class {shown}\n"


def test_explain_goes_on_after_what_is_neither() -> None:
    stdout, stderr = run("explain", "1000", "qqq", "TaskError", status=2)
    assert stdout.count(b"except PlanfixError") == 2
    assert stderr.count("\n") == 1


def test_what_is_printed_and_what_is_complained_of_stay_in_order() -> None:
    done = shell("unset PYTHONUNBUFFERED; planfix-errors explain 2999 qqq 10000 2>&1")
    first_words = [line.split()[0] for line in done.stdout.splitlines()]
    assert first_words == ["2999", "except", "except", "planfix-errors:", "10000", "except"]


# list


def test_list_prints_every_code_aligned_and_grouped_by_entity() -> None:
    lines = run("list")[0].decode().splitlines()
    entities = [line for line in lines if not line.startswith(" ")]
    assert entities[0] == "GeneralError"
    assert entities[-1] == "ChecklistError"
    assert len(entities) == 11
    rows = [line for line in lines if line.startswith(" ")]
    assert len(rows) == 68
    assert len({row.index(" NotFoundError") for row in rows if " NotFoundError" in row}) == 1
    task = " ".join(lines[lines.index("TaskError") + 1].split())
    assert task == "1000 TaskNotFound NotFoundError Task does not exist Задача не существует"


def test_list_as_json_has_every_fact() -> None:
    rows = json.loads(run("list", "--json")[0])
    assert len(rows) == 68
    assert {
        "code": 2000,
        "class": "ContactNotFound",
        "entity": "ContactError",
        "kind": "NotFoundError",
        "description": "Contact does not exist",
        "description_ru": "Контакт не существует",
        "documented": "error-code page, «Контакты»",
    } in rows
    assert rows[0]["kind"] == ""


# The rest


def test_bare_shows_the_usage_and_help_and_version_work() -> None:
    stdout, stderr = run(status=2)
    assert stdout == b""
    assert stderr.startswith("usage: planfix-errors")
    assert b"check" in run("--help")[0]
    assert b"FILE" in run("check", "--help")[0]
    assert (
        run("--version")[0].decode().strip()
        == f"planfix-errors {metadata.version('planfix-errors')}"
    )


def test_version_of_a_copy_that_is_not_installed_is_no_traceback() -> None:
    hide = (
        "import runpy, sys; from importlib import metadata; "
        "metadata.distribution = lambda name: metadata.Distribution.from_name('not-' + name); "
        "sys.argv = ['planfix-errors', '--version']; "
        "runpy.run_module('planfix_errors', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", hide], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("planfix-errors (not installed)\n", "")


def test_the_installed_command_is_the_module() -> None:
    (script,) = metadata.entry_points(group="console_scripts", name="planfix-errors")
    assert script.load() is main


@pytest.mark.parametrize(
    "env",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": "0"}],
)
def test_an_ascii_terminal_is_no_trouble(env: dict[str, str]) -> None:
    for args in (("explain", "2000"), ("list",), ("list", "--json")):
        stdout, stderr = run(*args, env=env)
        assert b"ContactNotFound" in stdout
        assert stderr == ""
    _, stderr = run("check", stdin='{"code": 2000, "error": "я"}'.encode(), status=1, env=env)
    assert stderr.startswith("ContactNotFound: [2000] ")


@pytest.mark.parametrize("command", ["list", "--help", "explain 2000", "check"])
def test_a_closed_pipe_is_no_trouble(command: str) -> None:
    done = shell(
        f"""echo '{{"id": 1}}' | planfix-errors {command} | true; exit ${{PIPESTATUS[1]}}"""
    )
    assert done.returncode in (0, 141)
    assert done.stderr == ""


def test_a_closed_stream_is_no_trouble() -> None:
    done = shell("planfix-errors check <&-")
    assert done.returncode == 2
    assert done.stderr == "planfix-errors: cannot read standard input: it is closed\n"
    done = shell("""echo '{"id": 1}' | planfix-errors check >&-""")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    done = shell("""echo '{"code": 1}' | planfix-errors check >&-""")
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, "TokenInvalid: [1] Invalid token")
    done = shell("""echo '{"code": 1}' | planfix-errors check 2>&-""")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


def test_an_output_that_cannot_be_written_is_one_line() -> None:
    for command in ("list", "check"):
        done = shell(f"echo '{{}}' | planfix-errors {command} 1</dev/null")
        assert done.returncode == 2
        assert done.stderr == "planfix-errors: [Errno 9] Bad file descriptor\n"


def test_an_interrupt_is_no_traceback(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [sys.executable, "-m", "planfix_errors", "check", str(pipe)], stderr=subprocess.PIPE
    )
    with pipe.open("wb"):  # opened as soon as the command reads it
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate()
    assert (process.returncode, stderr) == (130, b"")
