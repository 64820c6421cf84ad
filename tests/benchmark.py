"""Measure every response beside its floor, the least plain Python that does the same job.

Run by hand: `python tests/benchmark.py`. The exit code is 1 if a ratio is above its goal.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

SOURCE = Path(__file__).parents[1] / "src"
sys.path.insert(0, str(SOURCE))

import planfix_errors  # noqa: E402
from planfix_errors import error_from_response, loads, raise_for_response  # noqa: E402

Function = Callable[[Any], Any]
Figures = tuple[float, float, float]  # the medians of ours, of the floor and of their ratio

ROUNDS = 301  # of a batch of ours and a batch of the floor in turn
BATCH_SECONDS = 0.001  # short, so that a busy machine disturbs only some of the rounds
IMPORTS = 61  # fresh processes of each
KEPT = 1000  # exceptions whose memory is measured

SUCCESS = {"result": "success", "task": {"id": 1}}
CREATED = {"id": 1}
CHUNK = {"chunk": 0, "rows": [{"id": 1}, {"id": 2}]}
DOCUMENTED = {"result": "fail", "code": 2000, "error": "Contact not found by id 1"}
UNDOCUMENTED = {"result": "fail", "code": 2999, "error": "Something new"}
NO_ERROR = {"result": "fail", "code": 2000}
CODE_AS_TEXT = {"result": "fail", "code": "2000", "error": "Contact not found by id 1"}
PARTIAL = {"result": "success", "failures": [{"field": "status", "error": "not changed"}]}
SMALL = json.dumps(SUCCESS).encode()
LARGE = json.dumps({"result": "success", "tasks": [{"id": 1, "name": "Task"}] * 3300}).encode()
HTML = b"<html><head><title>502 Bad Gateway</title></head></html>"

EXPORTED = [getattr(planfix_errors, name) for name in planfix_errors.__all__]
CLASSES = [thing for thing in EXPORTED if isinstance(thing, type)]


# The floors


class Bare(Exception):
    """The least exception: no __init__."""


class Stored(Exception):
    """An exception whose __init__ stores its four values."""

    def __init__(self, message: str, code: int, payload: Any, http_status: int | None) -> None:
        super().__init__(message, code, payload, http_status)
        self.message = message
        self.code = code
        self.payload = payload
        self.http_status = http_status


BARE: dict[Any, type[Bare]] = {n: type(f"Bare{n}", (Bare,), {}) for n in range(len(CLASSES))}
BARE[2000] = Bare


def succeed(payload: dict[str, Any]) -> dict[str, Any] | None:
    return payload if payload.get("result") == "success" else None


def walk(payload: dict[str, Any]) -> dict[str, Any] | None:
    for key in payload:
        if key.lower() == "result":
            return None
    return payload


def fail(payload: dict[str, Any], http_status: int | None = None) -> None:
    if payload.get("result") != "success":
        code = payload.get("code")
        raise BARE.get(code, Bare)(payload.get("error"), code, payload, http_status)


def fail_in_part(payload: dict[str, Any]) -> None:
    if payload.get("failures"):
        raise Bare("", 0, payload, None)


def build(payload: dict[str, Any]) -> Bare | None:
    if payload.get("result") != "success":
        code = payload.get("code")
        return BARE.get(code, Bare)(payload.get("error"), code, payload, None)
    return None


def build_in_part(payload: dict[str, Any]) -> Bare | None:
    return Bare("", 0, payload, None) if payload.get("failures") else None


# Measuring


def catching(function: Function, argument: Any) -> Callable[[], None]:
    def call() -> None:
        try:
            function(argument)
        except Exception:
            return

    return call


def seconds(call: Callable[[], None], times: int) -> float:
    """Return the time of one call, from a batch of them."""
    start = perf_counter()
    for _ in range(times):
        call()
    return (perf_counter() - start) / times


def in_turn(ours: Callable[[], float], floor: Callable[[], float], rounds: int) -> Figures:
    pairs = [(ours(), floor()) for _ in range(rounds)]
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(a / b for a, b in pairs)


def speed(ours: Function, floor: Function, argument: Any) -> Figures:
    a, b = catching(ours, argument), catching(floor, argument)
    seconds(a, 100)  # warm up
    times = max(1, round(BATCH_SECONDS / seconds(a, 10)))
    return in_turn(lambda: seconds(a, times), lambda: seconds(b, times), ROUNDS)


def memory(function: Function) -> float:
    """Return the bytes that a caught exception keeps alive, without its traceback."""

    def caught() -> BaseException | None:
        try:
            function(DOCUMENTED)
        except Exception as err:
            return err.with_traceback(None)
        return None

    kept = [caught() for _ in range(KEPT)]  # what is allocated only once
    kept.clear()
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept += [caught() for _ in range(KEPT)]
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) / KEPT


def printed(folder: Path, code: str) -> str:
    """Return what a fresh process prints that can import from the folder."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, check=True, capture_output=True).stdout.decode()


def import_seconds(folder: Path, module: str) -> float:
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    return float(printed(folder, code))


def write_modules(folder: Path) -> None:
    """Write a copy of the package, and bare classes with the same docstrings, codes and texts."""
    shutil.copytree(SOURCE / "planfix_errors", folder / "planfix_errors")
    lines: list[str] = []
    for cls in CLASSES:
        lines += [f"class {cls.__name__}(Exception):", f"    {cls.__doc__!r}"]
        for name in ("code", "description", "description_ru"):
            lines.append(f"    {name} = {getattr(cls, name)!r}")
    (folder / "bare.py").write_text("\n".join(lines), encoding="utf-8")
    printed(folder, "import planfix_errors, bare")  # compiles their bytecode


# The table

SPEED: list[tuple[str, float | None, Function, Function, Any]] = [
    ("success", 1.6, raise_for_response, succeed, SUCCESS),
    ('no result: {"id": 1}', 2.5, raise_for_response, walk, CREATED),
    ("no result: a chunk of rows", 2.5, raise_for_response, walk, CHUNK),
    ("documented failure", 2.2, raise_for_response, fail, DOCUMENTED),
    (
        "documented failure, HTTP status given",
        2.2,
        lambda payload: raise_for_response(payload, 404),
        lambda payload: fail(payload, 404),
        DOCUMENTED,
    ),
    ("undocumented failure", 2.7, raise_for_response, fail, UNDOCUMENTED),
    ("failure without error", 2.7, raise_for_response, fail, NO_ERROR),
    ("code as text", None, raise_for_response, fail, CODE_AS_TEXT),
    ("partial update", None, raise_for_response, fail_in_part, PARTIAL),
    ("loads: small success", 1.3, loads, json.loads, SMALL),
    ("loads: success of 100 kB", 1.05, loads, json.loads, LARGE),
    ("loads: HTML page", None, loads, json.loads, HTML),
    ("error_from_response: success", None, error_from_response, succeed, SUCCESS),
    ('  no result: {"id": 1}', None, error_from_response, walk, CREATED),
    ("  no result: a chunk of rows", None, error_from_response, walk, CHUNK),
    ("  documented failure", None, error_from_response, build, DOCUMENTED),
    ("  undocumented failure", None, error_from_response, build, UNDOCUMENTED),
    ("  failure without error", None, error_from_response, build, NO_ERROR),
    ("  code as text", None, error_from_response, build, CODE_AS_TEXT),
    ("  partial update", None, error_from_response, build_in_part, PARTIAL),
]


def rows(folder: Path) -> Iterator[tuple[str, float | None, str, Figures]]:
    """Yield the title, the goal, the unit and the figures of each row."""
    for title, goal, ours, floor, argument in SPEED:
        yield title, goal, "ns", speed(ours, floor, argument)

    values = ("Contact not found by id 1", 2000, DOCUMENTED, 404)
    err, stored = planfix_errors.ContactNotFound(*values), Stored(*values)
    figures = speed(
        lambda _: pickle.loads(pickle.dumps(err)),
        lambda _: pickle.loads(pickle.dumps(stored)),
        None,
    )
    yield "pickle round trip", 2.2, "ns", figures

    a, b = memory(raise_for_response), memory(fail)
    yield "memory of a caught exception", 1.2, "B", (a, b, a / b)

    write_modules(folder)
    figures = in_turn(
        lambda: import_seconds(folder, "planfix_errors"),
        lambda: import_seconds(folder, "bare"),
        IMPORTS,
    )
    yield f"import of {len(CLASSES)} classes", 2.1, "ms", figures


def main() -> int:
    missed = 0
    print(f"{f'Python {sys.version.split()[0]}':<37}{'ours':>13}{'floor':>13}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for title, goal, unit, (ours, floor, ratio) in rows(folder):
            scale = {"ns": 1e9, "ms": 1e3, "B": 1.0}[unit]
            note = "" if goal is None else f"  goal {goal}" + "  ABOVE" * (ratio > goal)
            missed += "ABOVE" in note
            print(
                f"{title:<37}{ours * scale:>10.1f} {unit:<2}{floor * scale:>10.1f} {unit:<2}"
                f"{ratio:>8.2f}{note}",
                flush=True,
            )
        code = (
            "import sys; old = {*sys.modules}; import planfix_errors; print(*{*sys.modules} - old)"
        )
        loaded = printed(folder, code).split()
    outside = sorted(name for name in loaded if not name.startswith("planfix_errors"))
    print("modules outside the package that the import loads:", ", ".join(outside) or "none")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
