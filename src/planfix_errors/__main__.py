"""The command line: check a response body, explain a code, list them all."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from importlib import metadata
from pathlib import Path

import planfix_errors
from planfix_errors import MalformedResponse, PlanfixError, error_class, loads
from planfix_errors.exceptions import CODES, SOURCES, THOUSANDS

# Exit statuses; the last two as shells report a signal.
OK, FAILURE, USAGE, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141

CLASSES: dict[str, type[PlanfixError]] = {
    name: thing
    for name, thing in vars(planfix_errors).items()
    if isinstance(thing, type) and issubclass(thing, PlanfixError)
}


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # None where the caller closed it
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            return run(parser().parse_args())
        finally:
            if sys.stdout:
                sys.stdout.flush()
    except OSError as err:
        # Nobody reads on, or the disk is full: keep the flush at exit from failing once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return BROKEN_PIPE if isinstance(err, BrokenPipeError) else complain(str(err))
    except KeyboardInterrupt:
        return INTERRUPTED


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="planfix-errors", description=__doc__)
    top.add_argument("--version", action="version", version=f"%(prog)s {version()}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    check = commands.add_parser(
        "check",
        help="pass a response body on, or say which error it reports",
        description="Read a response body. Write it to standard output as it is where it is a "
        "success (exit status 0); say on standard error which error it reports where it is a "
        "failure (exit status 1).",
    )
    check.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="the body; standard input without it"
    )

    explain = commands.add_parser(
        "explain",
        help="say what a code or a class means",
        description="Say what codes or classes mean, where Planfix documents them, and which "
        "except clauses catch them.",
    )
    explain.add_argument("things", nargs="+", metavar="CODE|NAME", help="such as 2000, TaskError")

    list_ = commands.add_parser("list", help="print all codes", description="Print all codes.")
    list_.add_argument("--json", action="store_true", help="as JSON, for programs")
    return top


def version() -> str:
    try:
        return metadata.version("planfix-errors")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def run(args: argparse.Namespace) -> int:
    if args.command == "check":
        return check(args.file)
    if args.command == "explain":
        return max([explain(thing) for thing in args.things])
    print(json.dumps(table(), indent=2) if args.json else "\n".join(aligned_table()))
    return OK


def complain(problem: str) -> int:
    tell(f"planfix-errors: {problem}")
    return USAGE


def tell(line: str) -> None:
    if sys.stdout:
        sys.stdout.flush()  # what was printed before comes before, also where both are one file
    if sys.stderr:  # None where the caller closed it: print() would take standard output
        print(line, file=sys.stderr)


# check


def check(file: str) -> int:
    if not sys.stdin and file == "-":
        return complain("cannot read standard input: it is closed")
    try:
        body = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as err:
        return complain(f"cannot read {file}: {err.strerror}")
    try:
        loads(body)
    except PlanfixError as err:
        tell(f"{type(err).__name__}: {err}")
        for line in meanings(err):
            tell(f"  {line}")
        return FAILURE
    if sys.stdout:
        sys.stdout.buffer.write(body)
    return OK


def meanings(err: PlanfixError) -> list[str]:
    """Return what the documentation says of an error, as far as its text does not."""
    if isinstance(err, MalformedResponse):
        return []
    if err.code not in CODES:
        return ["Planfix does not document this code."]
    said = str(err).casefold()
    texts = (err.description, err.description_ru)
    return [text for text in texts if text and text.casefold() not in said]


# explain


def explain(thing: str) -> int:
    """Print what a code or a class means; return the exit status."""
    explanation: Iterable[str]
    names = {name.casefold(): name for name in CLASSES}
    if thing.casefold() in names:
        cls = CLASSES[names[thing.casefold()]]
        explanation = explained(cls, [code for code, raised in CODES.items() if raised is cls])
    elif thing.removeprefix("-").isdecimal() and thing.isascii() and len(thing) < 100:
        code = int(thing)
        cls = error_class(code)
        if code in CODES:
            explanation = explained(cls, [code])
        else:
            explanation = [f"{code} is not documented: it raises {cls.__name__}"]
    else:
        near = get_close_matches(thing.casefold(), names, n=3)
        hint = f"; near: {', '.join(names[name] for name in near)}" if near else ""
        return complain(f"no code or class {thing[:100]!r}{hint}")
    print("\n".join([*explanation, *clauses(cls)]))
    return OK


def explained(cls: type[PlanfixError], codes: list[int]) -> Iterator[str]:
    yield cls.__name__
    for code in codes:
        yield f"  code        {code}: {SOURCES[code]}"
    if codes:
        entity, kind = parents(cls)
        yield f"  entity      {entity}"
        yield f"  kind        {kind or 'none'}"
    yield f"  meaning     {cls.description}"
    if cls.description_ru:
        yield f"  in Russian  {cls.description_ru}"
    if not codes:
        for code, raised in CODES.items():
            if issubclass(raised, cls):
                yield f"  {code:<10}  {raised.__name__}"


def parents(cls: type[PlanfixError]) -> tuple[str, str]:
    """Return the names of a code class's entity and kind; "" for none."""
    entity, *kind = (base.__name__ for base in cls.__bases__)
    return entity, "".join(kind)


def clauses(cls: type[PlanfixError]) -> Iterator[str]:
    """Yield the `except` lines that catch a class, the narrowest first."""
    for caught in cls.__mro__[: cls.__mro__.index(PlanfixError) + 1]:
        yield f"  except {caught.__name__}:"


# list


def table() -> list[dict[str, int | str]]:
    rows: list[dict[str, int | str]] = []
    for code, cls in CODES.items():
        entity, kind = parents(cls)
        rows.append(
            {
                "code": code,
                "class": cls.__name__,
                "entity": entity,
                "kind": kind,
                "description": cls.description,
                "description_ru": cls.description_ru,
                "documented": SOURCES[code],
            }
        )
    return rows


def aligned_table() -> Iterator[str]:
    rows = table()
    columns = ("code", "class", "kind", "description")
    widths = {column: max(len(str(row[column])) for row in rows) for column in columns}
    sections = [entity.__name__ for entity in THOUSANDS.values()]  # as the documentation has them
    for entity in dict.fromkeys([*sections, *(str(row["entity"]) for row in rows)]):
        yield entity
        for row in rows:
            if row["entity"] == entity:
                cells = (f"{row[column]!s:<{widths[column]}}" for column in columns)
                yield f"  {'  '.join(cells)}  {row['description_ru']}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
