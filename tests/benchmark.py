"""Measure each answer in turn with a floor, the least plain Python that does the same, and peers.

Run it by hand on a quiet machine: it exits with 1 if a ratio is above its aim.
"""

import json
import os
import pickle
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import planfix_errors
from planfix_errors import ContactNotFound, parse_response, raise_for_response

ROUNDS, IMPORTS = 201, 41
Call = Callable[[], Any]
BATCH = 0.001  # seconds, short, so that a busy machine disturbs only some of the rounds

SUCCESS = {"result": "success", "task": {"id": 1}}
DOCUMENTED = {"result": "fail", "code": 2000, "error": "Contact not found by id 1"}
NEW = {"result": "fail", "code": 2999, "error": "Something new"}
ODD = {"Result": "fail", "Code": "2000", "Error": "Contact not found by id 1"}
SMALL = json.dumps(SUCCESS).encode()
LARGE = json.dumps({"result": "success", "tasks": [{"id": 1, "name": "Task"}] * 3300}).encode()


class Stored(Exception):
    """An exception that stores three values."""

    def __init__(self, message: Any, code: Any, body: Any) -> None:
        super().__init__(message, code, body)
        self.message, self.code, self.body = message, code, body


CLASSES = {2000: Stored}
VALUES: Any = ("Contact not found by id 1", 2000, DOCUMENTED)


def succeed(body: Any) -> Any:
    return body if body.get("result") == "success" else None


def fail(body: Any) -> None:
    code = body.get("code")
    raise CLASSES.get(code, Stored)(body.get("error"), code, body)


def copy(err: Exception) -> Any:
    return pickle.loads(pickle.dumps(err))


def throw(make: Callable[[str], Exception]) -> None:
    raise make(VALUES[0])


# What is measured; ours; the floor; the highest ratio that is aimed at
ROWS: list[tuple[str, Call, Call, float | None]] = [
    ("success", partial(raise_for_response, SUCCESS), partial(succeed, SUCCESS), 2.35),
    ("success, status", partial(raise_for_response, SUCCESS, 200), partial(succeed, SUCCESS), 2.35),
    ("documented", partial(raise_for_response, DOCUMENTED, 404), partial(fail, DOCUMENTED), 1.85),
    ("undocumented", partial(raise_for_response, NEW, 404), partial(fail, NEW), 2.05),
    ("in capitals", partial(raise_for_response, ODD, 404), partial(fail, DOCUMENTED), None),
    ("without result", partial(raise_for_response, {"id": 1}), partial(succeed, {"id": 1}), None),
    ("parse, small", partial(parse_response, SMALL, 200), partial(json.loads, SMALL), None),
    ("parse, 100 kB", partial(parse_response, LARGE, 200), partial(json.loads, LARGE), None),
    ("pickle", partial(copy, ContactNotFound(*VALUES)), partial(copy, Stored(*VALUES)), None),
]


def peers() -> dict[str, dict[str, Call]]:
    """Return how the libraries that are installed pass a success and raise a documented error."""
    found: dict[str, dict[str, Call]] = {}
    with suppress(ImportError):
        psycopg: Any = import_module("psycopg.errors")
        found["psycopg"] = {"documented": lambda: throw(psycopg.lookup("23505"))}
    with suppress(ImportError):
        google: Any = import_module("google.api_core.exceptions").from_http_status
        found["google-api-core"] = {"documented": lambda: throw(partial(google, 404))}
    with suppress(ImportError):
        good, bad = (import_module("requests").Response() for _ in range(2))
        good.status_code, bad.status_code, bad.reason = 200, 404, "Not Found"
        found["requests"] = {"success": good.raise_for_status, "documented": bad.raise_for_status}
    return found


def seconds(call: Call, times: int) -> float:
    """Return the time of one call, from a batch of them."""
    start = perf_counter()
    for _ in range(times):
        try:
            call()
        except Exception:
            continue
    return (perf_counter() - start) / times


def import_seconds(folder: str, module: str) -> float:
    """Return the time of an import in a process that has made HTTP calls."""
    before, after = "import time, urllib.request; t = time.time()", "print(time.time() - t)"
    code = f"import sys; sys.path.append({folder!r}); {before}; import {module}; {after}"
    command, env = [sys.executable, "-c", code], {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    return float(subprocess.run(command, stdout=subprocess.PIPE, env=env).stdout)


def size(cls: type[Exception]) -> float:
    tracemalloc.start()
    kept = [cls(*VALUES) for _ in range(1000)]
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return used / len(kept)


def show(title: str, calls: Sequence[Call | None], rounds: int, aim: float | None = None) -> bool:
    """Measure in turn, print a row, and return whether the ratio is above the aim."""
    rows = [[call() if call else 0 for call in calls] for _ in range(rounds)]
    ratio = median(row[0] / row[1] for row in rows)
    times = [median(column) * 1e9 for column in zip(*rows, strict=True)]
    shown = "".join(f"{time:>17,.0f}" if time else " " * 17 for time in times)
    print(f"{title:<16}{ratio:>6.2f}{aim or '':>6}{shown}", flush=True)
    return aim is not None and ratio > aim


def main() -> int:
    others, failed = peers(), False
    names = "".join(f"{name:>17}" for name in ("ours, ns", "floor", *others))
    print(f"{f'Python {sys.version.split()[0]}':<16}{'ratio':>6}{'aim':>6}{names}")
    for title, ours, floor, aim in ROWS:
        calls = [ours, floor, *(peer.get(title) for peer in others.values())]
        times = max(1, round(BATCH / seconds(ours, 100)))
        measures = [call and partial(seconds, call, times) for call in calls]
        failed |= show(title, measures, ROUNDS, aim)
    with TemporaryDirectory() as folder:  # the floor: as many bare classes with their texts
        texts = {name: vars(planfix_errors)[name].__doc__ for name in planfix_errors.__all__}
        lines = [f"class {name}(Exception): {text!r}\n" for name, text in texts.items()]
        Path(folder, "bare.py").write_text("import html, json\n" + "".join(lines), "utf-8")
        imports = [partial(import_seconds, folder, m) for m in ("planfix_errors", "bare")]
        show("import", imports, IMPORTS)
    print(f"memory of an error: {size(ContactNotFound):.0f} bytes, floor {size(Stored):.0f}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
