"""What the library costs beside CPython's own floor. Run by hand: python tests/benchmark.py."""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

import planfix_errors  # noqa: E402
from planfix_errors import raise_for_response  # noqa: E402

SUCCESS = {"result": "success", "task": {"id": 1}}
DOCUMENTED = {"result": "fail", "code": 2000, "error": "Contact not found by id 1"}
UNDOCUMENTED = {"result": "fail", "code": 2999, "error": "Something new"}

ROUNDS = 41  # of each figure and its floor in turn; the table has the medians
BATCH = 2000  # calls in a round
IMPORTS = 31  # fresh processes for each figure


# The floors


class Bare(Exception):
    """The least exception: no __init__."""


class Stored(Exception):
    """An exception with an __init__ that stores its three values."""

    def __init__(self, message: str, code: int, payload: Any) -> None:
        super().__init__(message, code, payload)
        self.message = message
        self.code = code
        self.payload = payload


BARE = {code: type(f"Bare{code}", (Bare,), {}) for code in range(0, 9000, 132)} | {2000: Bare}


def succeed(payload: dict[str, Any]) -> dict[str, Any] | None:
    if payload.get("result") == "success":
        return payload
    return None


def fail(payload: dict[str, Any]) -> None:
    if payload.get("result") != "success":
        code = payload.get("code")
        raise BARE.get(code, Bare)(payload.get("error"), code, payload)


# Measuring


def catching(function: Callable[[Any], Any], payload: Any) -> Callable[[], Any]:
    def call() -> None:
        try:
            function(payload)
        except Exception:
            return

    return call


def seconds(call: Callable[[], Any]) -> float:
    """Return the time of one call, from a batch of them."""
    start = perf_counter()
    for _ in range(BATCH):
        call()
    return (perf_counter() - start) / BATCH


def interleaved(
    ours: Callable[[], float], floor: Callable[[], float], rounds: int, title: str
) -> tuple[float, float, float]:
    """Return the medians of both and of their ratio, measured in turn."""
    pairs: list[tuple[float, float]] = []
    for turn in range(rounds):
        progress(f"{title}: {turn + 1} of {rounds}")
        pairs.append((ours(), floor()))
    progress("")
    a, b = zip(*pairs, strict=True)
    return statistics.median(a), statistics.median(b), statistics.median(x / y for x, y in pairs)


def progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def speed(ours: Callable[[], Any], floor: Callable[[], Any], title: str) -> tuple[float, ...]:
    return interleaved(lambda: seconds(ours), lambda: seconds(floor), ROUNDS, title)


def import_seconds(folder: Path, module: str) -> float:
    """Return the time of an import in a fresh process, its bytecode already compiled."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    return float(in_process(folder, code))


def in_process(folder: Path, code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, check=True, capture_output=True).stdout.decode()


def bare_module(folder: Path, classes: int) -> None:
    """Write a module of as many bare classes, each with a docstring and a code."""
    lines = [
        f'class Bare{n}(Exception):\n    """Contact {n} does not exist."""\n\n    code = {n}\n\n\n'
        for n in range(classes)
    ]
    (folder / "bare.py").write_text("".join(lines), encoding="utf-8")


def memory(make: Callable[[], BaseException]) -> float:
    """Return the bytes that a caught exception without its traceback keeps alive."""

    def caught() -> BaseException:
        try:
            raise make()
        except Exception as err:
            return err.with_traceback(None)

    kept = [caught() for _ in range(1000)]  # what is made once only
    kept.clear()
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept += [caught() for _ in range(1000)]
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) / len(kept)


def generated(folder: Path, codes: int) -> Path:
    """Return a copy of the package with so many codes, made by the generator."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "README.md", folder)
    catalog = folder / "src" / "codegen" / "catalog.toml"
    before, _, rest = catalog.read_text(encoding="utf-8").partition("codes = [\n")
    _, _, after = rest.partition("]\n\n# A second code")
    _, _, families = after.partition("]\n")
    lines = [
        f'{{ code = {code}, name = "Code{code}", entity = "TaskError", kind = "NotFoundError", '
        f'description = "Task {code} does not exist", sources = ["openapi"] }},\n'
        for code in range(codes)
    ]
    text = f"{before}codes = [\n{''.join(lines)}]\nsecond_codes = []\n{families}"
    catalog.write_text(text, encoding="utf-8")
    generator = [sys.executable, str(folder / "src" / "codegen")]
    subprocess.run(generator, check=True)
    return folder / "src"


LOOKUP = """
from time import perf_counter
from planfix_errors import error_class
error_class({code})
start = perf_counter()
for _ in range(200_000):
    error_class({code})
print((perf_counter() - start) / 200_000)
"""


# The table


def show(title: str, ours: float, floor: float, ratio: float, unit: str, scale: float) -> None:
    print(
        f"{title:<34}{ours * scale:>9.1f} {unit:<3}{floor * scale:>9.1f} {unit:<3}{ratio:>7.2f}",
        flush=True,
    )


def main() -> None:
    print(f"Python {sys.version.split()[0]}")
    print(f"{'':<34}{'ours':>13}{'floor':>13}{'ratio':>7}")
    ns, ms = ("ns", 1e9), ("ms", 1e3)

    times = speed(lambda: raise_for_response(SUCCESS), lambda: succeed(SUCCESS), "success")
    show("success", *times, *ns)
    for title, payload in (("documented", DOCUMENTED), ("undocumented", UNDOCUMENTED)):
        times = speed(catching(raise_for_response, payload), catching(fail, payload), title)
        show(f"failure, {title} code", *times, *ns)

    ours_error = planfix_errors.ContactNotFound("text", 2000, DOCUMENTED)
    stored = Stored("text", 2000, DOCUMENTED)
    times = speed(
        lambda: pickle.loads(pickle.dumps(ours_error)),
        lambda: pickle.loads(pickle.dumps(stored)),
        "pickle",
    )
    show("pickle round trip", *times, *ns)

    ours_bytes = memory(lambda: planfix_errors.ContactNotFound("text", 2000, DOCUMENTED))
    bare_bytes = memory(lambda: Bare("text", 2000, DOCUMENTED))
    show("memory of a caught exception", ours_bytes, bare_bytes, ours_bytes / bare_bytes, "B", 1)

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shutil.copytree(ROOT / "src" / "planfix_errors", folder / "planfix_errors")
        classes = [c for c in vars(planfix_errors).values() if isinstance(c, type)]
        bare_module(folder, len(classes))
        times = interleaved(
            lambda: import_seconds(folder, "planfix_errors"),
            lambda: import_seconds(folder, "bare"),
            IMPORTS,
            "import",
        )
        show(f"import, {len(classes)} classes", *times, *ms)
        outside = in_process(
            folder,
            "import sys; before = set(sys.modules); import planfix_errors; "
            "print(*(m for m in set(sys.modules) - before if not m.startswith('planfix_errors')))",
        ).split()

        for codes in (50, 500, 5000):
            progress(f"generating {codes} codes")
            grown = generated(folder / str(codes), codes)
            bare_module(grown, codes + len(classes) - 66)
            times = interleaved(
                lambda grown=grown: import_seconds(grown, "planfix_errors"),
                lambda grown=grown: import_seconds(grown, "bare"),
                7,
                f"import of {codes} codes",
            )
            lookup = float(in_process(grown, LOOKUP.format(code=codes - 1)))
            show(f"import, {codes} codes", *times, *ms)
            print(f"{f'lookup, {codes} codes':<34}{lookup * 1e9:>9.1f} ns", flush=True)
    print("modules outside the package that the import loads:", ", ".join(outside) or "none")
    print(
        "A ratio is ours over its floor, the least code of plain Python that does the same job; "
        "1.00 is nothing on top."
    )


if __name__ == "__main__":
    main()
