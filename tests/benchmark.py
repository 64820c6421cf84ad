"""Measure answers in turn with a floor, the least plain Python that does the same. Run by hand."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import planfix_errors
from planfix_errors import parse_response, raise_for_response

ROUNDS = 201
BATCH = 0.001  # seconds, short, so that a busy machine disturbs only some of the rounds
IMPORTS = 41  # fresh processes of each

SUCCESS = {"result": "success", "task": {"id": 1}}
DOCUMENTED = {"result": "fail", "code": 2000, "error": "Contact not found by id 1"}
UNDOCUMENTED = {"result": "fail", "code": 2999, "error": "Something new"}
LARGE = {"result": "success", "tasks": [{"id": 1, "name": "Task"}] * 3300}
RAW, RAW_LARGE = (json.dumps(body).encode() for body in (SUCCESS, LARGE))


class Stored(Exception):
    """An exception whose __init__ stores its five values."""

    def __init__(self, message: Any, code: Any, body: Any, status: Any, request: str) -> None:
        super().__init__(message, code, body, status, request)
        self.message = message
        self.code = code
        self.body = body
        self.http_status = status
        self.request = request


CLASSES = {2000: Stored}


def succeed(body: Any, status: Any = None) -> Any:
    return body if body.get("result") == "success" else None


def say_nothing(body: Any) -> Any:
    fields = {key.lower(): value for key, value in body.items()}
    return None if fields.keys() & {"result", "code", "error", "failures"} else body


def fail(body: Any, status: Any = None) -> None:
    code = body.get("code")
    raise CLASSES.get(code, Stored)(body.get("error"), code, body, status, "")


def fail_raw(body: bytes, status: Any) -> None:
    fail(json.loads(body), status)


def decode(body: bytes, status: Any) -> Any:
    return json.loads(body)


Row = tuple[str, Callable[..., Any], Callable[..., Any], tuple[Any, ...]]
ROWS: list[Row] = [
    ("success", raise_for_response, succeed, (SUCCESS,)),
    ("success, with its status", raise_for_response, succeed, (SUCCESS, 200)),
    ('{"id": 1}', raise_for_response, say_nothing, ({"id": 1},)),
    ("a chunk of rows", raise_for_response, say_nothing, ({"chunk": 0, "rows": [{"id": 1}]},)),
    ("documented failure", raise_for_response, fail, (DOCUMENTED, 404)),
    ("undocumented failure", raise_for_response, fail, (UNDOCUMENTED, 404)),
    ("failure without a text", raise_for_response, fail, ({"result": "fail", "code": 2000}, 404)),
    ("parse: small success", parse_response, decode, (RAW, 200)),
    ("parse: success of 100 kB", parse_response, decode, (RAW_LARGE, 200)),
    ('parse: {"result": "fail"}', parse_response, fail_raw, (b'{"result": "fail"}', 404)),
]


def seconds(function: Callable[..., Any], args: tuple[Any, ...], times: int) -> float:
    """Return the time of one call, from a batch of them."""
    start = perf_counter()
    for _ in range(times):
        try:
            function(*args)
        except Exception:
            continue
    return (perf_counter() - start) / times


def import_seconds(folder: str, module: str) -> float:
    """Return the time of an import in a process that has made HTTP calls."""
    before, after = "import time, urllib.request; t = time.time()", "print(time.time() - t)"
    code = f"import sys; sys.path.append({folder!r}); {before}; import {module}; {after}"
    return float(subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE).stdout)


def show(title: str, ours: Callable[[], float], floor: Callable[[], float], rounds: int) -> None:
    pairs = [(ours(), floor()) for _ in range(rounds)]
    a, b = (median(column) * 1e9 for column in zip(*pairs, strict=True))
    ratio = median(a / b for a, b in pairs)
    print(f"{title:<27}{a:>12,.0f} ns{b:>12,.0f} ns{ratio:>8.2f}", flush=True)


def main() -> None:
    print(f"{f'Python {sys.version.split()[0]}':<27}{'ours':>15}{'floor':>15}{'ratio':>8}")
    for title, ours, floor, args in ROWS:
        times = max(1, round(BATCH / seconds(ours, args, 100)))
        a, b = (partial(seconds, function, args, times) for function in (ours, floor))
        show(title, a, b, ROUNDS)
    with TemporaryDirectory() as folder:  # the floor: as many bare classes with their texts
        names = [(name, vars(planfix_errors)[name].__doc__) for name in planfix_errors.__all__]
        bare = "".join(f"class {name}(Exception): {doc!r}\n" for name, doc in names)
        Path(folder, "bare.py").write_text(f"import html, json\n{bare}", encoding="utf-8")
        ours, floor = (partial(import_seconds, folder, m) for m in ("planfix_errors", "bare"))
        show("import", ours, floor, IMPORTS)


if __name__ == "__main__":
    main()
