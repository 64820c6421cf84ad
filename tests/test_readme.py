"""What the README shows is what happens, on a bad day too."""

import doctest
import json
import re
import shutil
import sys

import pytest
from planfix_server import BAD_DAYS, serving
from readme_blocks import BLOCKS, PROGRAMS, ROOT, Block, execute, shell

import planfix_errors

README = (ROOT / "README.md").read_text(encoding="utf-8")
SETUP = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
PIPELINES = [block for block in BLOCKS if "curl" in block.code]
LOCAL_PROGRAMS = [block for block in PROGRAMS if not block.calls_planfix()]


def blocks(language: str) -> list[Block]:
    return [block for block in BLOCKS if block.language == language]


def heading(block: Block) -> str:
    return block.heading


def test_every_block_is_run_by_a_test() -> None:
    assert {block.language for block in BLOCKS} == {"console", "pycon", "python", "sh", "text"}
    setup, *pipelines = blocks("sh")
    assert setup.code.splitlines() == SETUP  # the gate runs both
    assert pipelines == PIPELINES
    assert [block.heading for block in blocks("text")] == ["Catching"]  # the families


def test_the_families_are_all_shown() -> None:
    families = {name for name in planfix_errors.__all__ if name.endswith("Error")}
    before_the_codes = README.partition("## What an exception carries")[0]
    assert families <= set(re.findall(r"\w+", before_the_codes))


@pytest.mark.parametrize("block", blocks("pycon"), ids=heading)
def test_a_session_shows_what_happens(block: Block) -> None:
    test = doctest.DocTestParser().get_doctest(block.code, {}, block.heading, "README.md", 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF)
    assert runner.run(test, out=report.append).attempted
    assert not report, "".join(report)


@pytest.mark.parametrize("block", blocks("console"), ids=heading)
def test_a_command_prints_what_is_shown(block: Block) -> None:
    for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.code, re.MULTILINE):
        assert shell(command).stdout == output


# Programs


@pytest.mark.parametrize("block", LOCAL_PROGRAMS, ids=heading)
def test_a_program_runs(block: Block) -> None:
    assert shell(f'"{sys.executable}" -W error -', input=block.code).returncode == 0


def test_a_log_line_has_the_traceback_of_every_exception_and_survives_any_text() -> None:
    (block,) = (block for block in LOCAL_PROGRAMS if "logging" in block.code)
    code = block.code + (
        "try:\n"
        "    1 / 0\n"
        "except ZeroDivisionError:\n"
        "    logging.exception('\\ud800')\n"
        "logging.error('no exception')\n"
    )
    lines = shell(f'"{sys.executable}" -', input=code).stdout.splitlines()
    error, other, bare = map(json.loads, lines)
    assert (error["code"], error["http_status"]) == (1000, 404)
    assert error["text"] == "[1000] Task not found by id 5"
    assert error["traceback"].endswith("TaskNotFound: [1000] Task not found by id 5")
    assert other["message"] == "\ud800"
    assert other["traceback"].endswith("ZeroDivisionError: division by zero")
    assert bare == {"level": "ERROR", "message": "no exception"}


def test_an_error_tracker_groups_by_class_and_code() -> None:
    (block,) = (block for block in LOCAL_PROGRAMS if "fingerprint" in block.code)
    before_send = execute(block)["before_send"]
    err = planfix_errors.ContactError("text", 2999)
    event = before_send({"tags": {"a": "b"}}, {"exc_info": (type(err), err, None)})
    assert event == {
        "tags": {"a": "b", "planfix.code": 2999},
        "fingerprint": ["ContactError", "2999"],
    }
    assert before_send({}, {}) == {}
    assert before_send({}, {"exc_info": (KeyError, KeyError(), None)}) == {}


# What needs no third-party client is tested here, the rest in test_clients.py.


@pytest.fixture
def urllib_program() -> Block:
    (block,) = (b for b in PROGRAMS if b.calls_planfix() and not b.needs_a_client())
    return block


@pytest.mark.parametrize("day", BAD_DAYS)
def test_the_urllib_recipe_holds_on_a_bad_day(
    urllib_program: Block, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        assert execute(urllib_program)["call"]("POST", "/contact/", {"name": "Анна"})["contact"]
        server.day = BAD_DAYS[day]
        with pytest.raises(planfix_errors.PlanfixError) as caught:
            execute(urllib_program)
    assert type(caught.value) is server.day.raises
    assert str(caught.value) == server.day.shown
    assert caught.value.http_status == server.day.status
    assert caught.value.__notes__ == [f"GET {server.url}/contact/1"]


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="no curl or no jq")
def test_the_pipeline_succeeds_for_a_success_alone() -> None:
    pipeline, *others = (block.code for block in PIPELINES)
    assert others == [pipeline]
    with serving() as server:
        done = shell(pipeline, env=server.environment)
        assert (done.returncode, done.stdout) == (0, "Анна\n")
        statuses = {}
        for name, server.day in BAD_DAYS.items():
            done = shell(pipeline, env=server.environment)
            statuses[name] = done.returncode
            if done.returncode == 1:
                assert server.day.raises.__name__ in done.stdout
    assert statuses == {
        "an HTML 502": 1,
        "an empty 503": 22,
        "a foreign 404": 22,
        "code 0 and 500": 1,
        "a partial update": 1,
        "a failure with HTTP 200": 1,
        "a redirect": 47,
    }
