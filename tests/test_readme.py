"""What the README shows is what happens, on a bad day too."""

import doctest
import logging
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from planfix_server import BAD_DAYS, CONTACT, Day, Server
from readme_blocks import ROOT, Block, read_blocks

import planfix_errors

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = read_blocks(ROOT / "README.md")
FIRST, CLIENT, RUSSIAN = "planfix-errors", "In a client", "По-русски"


def blocks(language: str, heading: str = "") -> list[Block]:
    return [b for b in BLOCKS if b.language == language and heading in ("", b.heading)]


def test_blocks() -> None:
    """Every block is run: the gate runs the set-up commands, the tests below all others."""
    assert {block.language for block in BLOCKS} == {"pycon", "python", "sh"}
    assert [block.heading for block in blocks("python")] == [FIRST, CLIENT, RUSSIAN]
    (setup,), (session,) = blocks("sh"), blocks("pycon")
    assert [line.split()[0] for line in setup.code.splitlines()] == ["python3"] * 2
    test, report = (
        doctest.DocTestParser().get_doctest(session.code, {}, "", "README", 0),
        list[str](),
    )
    assert doctest.DocTestRunner().run(test, out=report.append).attempted
    assert not report, "".join(report)


def test_names() -> None:
    """Every class is in the README, every class that it names exists, and so does every file."""
    assert {*planfix_errors.__all__} <= {*re.findall(r"\w+", README)}, "name it in README.md"
    named = set(re.findall(r"`([A-Z]\w+(?:Error|NotFound|Failed|Failure|Taken|Requests))`", README))
    assert named - set(planfix_errors.__all__) <= {"TypeError", "KeyError"}
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", README)
    assert {link for link in links if not (ROOT / link).exists()} == set()


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
    call = execute(*blocks("python", FIRST), *blocks("python", CLIENT))["planfix"].call
    assert call("GET", "/contact/1", params={"fields": "id"}, timeout=5)["contact"] == CONTACT
    server.answers = [Day(200, {"contacts": [{"id": 1, "name": "Анна"}, {"id": 2}]})]
    execute(*blocks("python", RUSSIAN))
    assert capsys.readouterr().out.splitlines() == [f"{CONTACT}"] * 2 + ["1 Анна", "2 без имени"]


@pytest.mark.parametrize("day", BAD_DAYS if find_spec("requests") else ["requests is missing"])
def test_bad_day(day: str, server: Server) -> None:
    """The programs end with what happened, to which request, and what to do, in the log too."""
    names = execute(*blocks("python", FIRST), *blocks("python", CLIENT))
    server.day = BAD_DAYS[day]
    err = server.day.error("GET /contact/1")
    with pytest.raises(SystemExit) as ended:
        execute(*blocks("python", FIRST))
    assert ended.value.code in (str(err), err.explanation)
    with pytest.raises(type(err)) as caught:
        print(names["planfix"].call("GET", "/contact/1")["contact"])
    assert str(caught.value) == str(err)
    err = server.day.error("POST /contact/list")
    with pytest.raises(SystemExit) as ended:
        execute(*blocks("python", RUSSIAN))
    assert ended.value.code == err.explanation_ru.replace("'contact'", "'contacts'")
    assert f" {ended.value.code}\n" in Path("planfix.log").read_text(encoding="utf-8")


# A setting; what the English program ends with, and the Russian one
SETTINGS = [
    ("PLANFIX_URL", "http://127.0.0.1:9", "ConnectionError", "Ответ не получен"),
    ("PLANFIX_URL", "example.planfix.com/rest", "MissingSchema", "Ответ не получен"),
    ("PLANFIX_TOKEN", "secret\nsecret", "InvalidHeader", "Ответ не получен"),
    ("PLANFIX_TOKEN", "secretЫ", "UnicodeEncodeError", "Ответ не получен"),
    ("PLANFIX_URL", " ", "MissingSchema", "Не задана переменная"),
]


def test_settings(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer and wrong settings end in a line, too, without the token."""
    planfix = execute(*blocks("python", FIRST), *blocks("python", CLIENT))["planfix"]
    planfix.url = "http://127.0.0.1:9"
    with pytest.raises(planfix_errors.ServerUnavailable, match=r"ConnectionError \(GET /x\)$"):
        planfix.call("GET", "/x")
    for name, value, english, russian in SETTINGS:
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            for heading, expected in ((FIRST, f"{english}: check"), (RUSSIAN, russian)):
                with pytest.raises(SystemExit, match=f"^{expected}") as ended:
                    execute(*blocks("python", heading))
                assert "secret" not in f"{ended.value}"
        assert f" {ended.value}\n" in Path("planfix.log").read_text(encoding="utf-8")
