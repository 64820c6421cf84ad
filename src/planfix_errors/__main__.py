"""Check the body of a response, explain an error code, or list all codes."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from importlib import metadata
from pathlib import Path
from typing import Any

import planfix_errors
from planfix_errors import MalformedResponse, PartialUpdate, PlanfixError, error_class, loads
from planfix_errors.exceptions import CODES, THOUSANDS
from planfix_errors.reference import ADVICE, DOCUMENTS, NOTES, SOURCES

# Exit statuses; the last two as shells report a signal.
OK, FAILURE, USAGE, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141

CLASSES: dict[str, type[PlanfixError]] = {
    name: thing
    for name, thing in vars(planfix_errors).items()
    if isinstance(thing, type) and issubclass(thing, PlanfixError)
}


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # None if the caller closed it
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            return run(parser().parse_args())
        finally:
            if sys.stdout:
                sys.stdout.flush()
    except OSError as err:
        # The reader is gone or the disk is full: keep the flush at exit from failing again.
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
        help="pass on the body of a successful response, report an error",
        description="Read the body of a response. If it is a success, write it unchanged to "
        "standard output and exit with 0. If it is an error or a partial update, report it on "
        "standard error and exit with 1.",
    )
    check.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="the body (default: standard input)"
    )

    explain = commands.add_parser(
        "explain",
        help="explain a code or a class",
        description="Explain codes or classes: what they mean, what to do, where Planfix documents "
        "them, and which except clauses catch them.",
    )
    explain.add_argument(
        "things", nargs="+", metavar="CODE|NAME", help="for example 2000 or TaskError"
    )

    list_ = commands.add_parser("list", help="list all codes", description="List all codes.")
    list_.add_argument("--json", action="store_true", help="print JSON")
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
        sys.stdout.flush()  # keep the order if both go to one file
    if sys.stderr:  # None if the caller closed it: print() would use standard output
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
    """Return what an error means, as far as its own text does not say it."""
    if err.code not in CODES:
        return ["Planfix does not document this code."]
    said = str(err).casefold()
    return [text for text in (err.description, err.description_ru) if text.casefold() not in said]


# explain


def explain(thing: str) -> int:
    """Print what a code or a class means; return the exit status."""
    names = {name.casefold(): name for name in CLASSES}
    if thing.casefold() in names:
        cls = CLASSES[names[thing.casefold()]]
        explanation = explain_class(cls, [code for code, named in CODES.items() if named is cls])
    elif thing.removeprefix("-").isdecimal() and thing.isascii() and len(thing) < 100:
        cls = error_class(int(thing))
        explanation = explain_code(int(thing), cls)
    else:
        near = get_close_matches(thing.casefold(), names, n=3)
        hint = f"; did you mean {', '.join(names[name] for name in near)}?" if near else ""
        return complain(f"{thing[:100]!r} is not a code or a class{hint}")
    print("\n".join([*explanation, *clauses(cls)]))
    return OK


def explain_code(code: int, cls: type[PlanfixError]) -> Iterator[str]:
    if code in CODES:
        yield from explain_class(cls, [code])
    else:
        yield f"{code} is not documented: it raises {cls.__name__}"
    if 400 <= code <= 599:
        yield f"  {code} is looked up as a Planfix code; it is not an HTTP status"


def explain_class(cls: type[PlanfixError], codes: list[int]) -> Iterator[str]:
    yield cls.__name__
    for code in codes:
        yield f"  code        {code}"
        for source in SOURCES[code]:
            yield f"  documented  {DOCUMENTS[source]}"
        if code in NOTES:
            yield f"  note        {NOTES[code]}"
    if codes:
        entity, kind = parents(cls)
        yield f"  entity      {entity}"
        yield f"  kind        {kind or 'none'}"
    yield f"  meaning     {cls.description}"
    yield f"  in Russian  {cls.description_ru}"
    if what_to_do := advice(cls):
        yield f"  what to do  {what_to_do}"
    if not codes:
        for code, raised in CODES.items():
            if issubclass(raised, cls):
                yield f"  {code:<10}  {raised.__name__}"
        for raised in (PartialUpdate, MalformedResponse):
            if issubclass(raised, cls) and raised is not cls:
                yield f"  {'no code':<10}  {raised.__name__}"


def advice(cls: type[PlanfixError]) -> str:
    if cls is PartialUpdate:
        return "Send the failed fields again, not the whole request"
    return next((ADVICE[base.__name__] for base in cls.__mro__ if base.__name__ in ADVICE), "")


def parents(cls: type[PlanfixError]) -> tuple[str, str]:
    """Return the names of the entity and the kind of a code's class, "" for no kind."""
    entity, *kind = (base.__name__ for base in cls.__bases__)
    return entity, "".join(kind)


def clauses(cls: type[PlanfixError]) -> Iterator[str]:
    """Yield the `except` lines that catch a class, the narrowest first."""
    for caught in cls.__mro__[: cls.__mro__.index(PlanfixError) + 1]:
        yield f"  except {caught.__name__}:"


# list


def table() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
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
                "advice": advice(cls),
                "note": NOTES.get(code, ""),
                "documented": [DOCUMENTS[source] for source in SOURCES[code]],
            }
        )
    return rows


def aligned_table() -> Iterator[str]:
    rows = table()
    columns = ("code", "class", "kind", "description")
    widths = {column: max(len(str(row[column])) for row in rows) for column in columns}
    sections = [
        entity.__name__ for entity in THOUSANDS.values()
    ]  # in the order of the documentation
    for entity in dict.fromkeys([*sections, *(str(row["entity"]) for row in rows)]):
        yield entity
        for row in rows:
            if row["entity"] == entity:
                cells = (f"{row[column]!s:<{widths[column]}}" for column in columns)
                yield f"  {'  '.join(cells)}  {row['description_ru']}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
