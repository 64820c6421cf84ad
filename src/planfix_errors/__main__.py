"""The command: explain codes and classes, or list all codes."""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from importlib import metadata
from typing import Any

import planfix_errors
from planfix_errors import PlanfixError, class_for_code
from planfix_errors._exceptions import CODES, THOUSANDS
from planfix_errors._reference import DOCUMENTS, NOTES, SOURCES

CLASSES = {
    name: thing
    for name, thing in vars(planfix_errors).items()
    if isinstance(thing, type) and issubclass(thing, PlanfixError)
}
NO_HTTP_STATUS = "A Planfix code, not an HTTP status", "Это код Планфикса, а не HTTP-статус"


def main() -> int:
    args = parser().parse_args()
    streams: list[Any] = [sys.stdout, sys.stderr]
    for stream in streams:  # a console that does not know Cyrillic shows escapes
        stream.reconfigure(errors="backslashreplace")
    try:
        if args.command == "explain":
            status = max([explain(thing) for thing in args.things])
        else:
            print(json.dumps(rows(), indent=2) if args.json else "\n".join(table()))
            status = 0
        sys.stdout.flush()
    except BrokenPipeError:  # the reader is gone: keep the flush at exit from failing again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="planfix-errors", description="Explain the errors of the Planfix REST API."
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {version()}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    text = "say what a code or a class means, what to do, and which except clauses catch it"
    explain_ = commands.add_parser("explain", help=text, description=text)
    explain_.add_argument("things", nargs="+", metavar="CODE|NAME", help="2000 or TaskError")
    list_ = commands.add_parser("list", help="list all codes")
    list_.add_argument("--json", action="store_true", help="print JSON")
    return top


def version() -> str:
    try:
        return metadata.version("planfix-errors")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def explain(thing: str) -> int:
    """Print what a code or a class means; return the exit status."""
    shown = re.match(r"\s*\[(\d+)\]", thing)  # how str() shows a code, at the start of a log line
    name = shown[1] if shown else thing.strip("[](),.:;'\"«» \t")
    names = {known.casefold(): known for known in CLASSES}
    try:
        code = int(name)
    except ValueError:
        if name.casefold() not in names:
            near = [names[n] for n in get_close_matches(name.casefold(), names)]
            hint = f"did you mean {' or '.join(near)}?" if near else "see `planfix-errors list`"
            sys.stdout.flush()  # keep the order if both go to one file
            print(
                f"planfix-errors: {thing[:100]!r} is not a code or a class; {hint}", file=sys.stderr
            )
            return 2
        cls = CLASSES[names[name.casefold()]]
        lines = class_lines(cls, [code for code in CODES if CODES[code] is cls])
    else:
        cls = class_for_code(code)
        lines = class_lines(cls, [code]) if code in CODES else undocumented_lines(code, cls)
    print("\n".join([*lines, *except_lines(cls)]))
    return 0


def undocumented_lines(code: int, cls: type[PlanfixError]) -> Iterator[str]:
    yield f"{code} is not documented: it raises {cls.__name__}, with this number as err.code"
    yield f"Кода {code} нет в документации: вызывается {cls.__name__}, а сам код — в err.code"
    yield from texts(cls, [code])


def class_lines(cls: type[PlanfixError], codes: list[int]) -> Iterator[str]:
    yield cls.__name__
    for code in codes:
        document = DOCUMENTS.get(SOURCES[code], "no document of Planfix lists it any more")
        yield f"  code        {code}, {document}"
    yield from texts(cls, codes)
    if codes:
        entity, kind = parents(cls)
        yield f"  entity      {entity}"
        yield f"  kind        {kind or 'none'}"
        return
    for code, raised in CODES.items():
        if issubclass(raised, cls):
            yield f"  {code:<10}  {raised.__name__}"
    for name, raised in CLASSES.items():
        if issubclass(raised, cls) and raised not in (cls, *CODES.values()):
            yield f"  {'family' if name.endswith('Error') else 'no code':<10}  {name}"


def texts(cls: type[PlanfixError], codes: list[int]) -> Iterator[str]:
    notes = [NOTES[code] for code in codes if code in NOTES]
    notes += [NO_HTTP_STATUS] * any(400 <= code <= 599 for code in codes)
    yield f"  meaning     {cls.description}"
    yield f"  what to do  {cls.advice}"
    yield from (f"  note        {english}" for english, _ in notes)
    yield f"  по-русски   {cls.description_ru}"
    yield f"  что делать  {cls.advice_ru}"
    yield from (f"  примечание  {russian}" for _, russian in notes)


def parents(cls: type[PlanfixError]) -> tuple[str, str]:
    """Return the names of the entity and the kind of a code's class, "" for no kind."""
    entity, *kind = (base.__name__ for base in cls.__bases__)
    return entity, "".join(kind)


def except_lines(cls: type[PlanfixError]) -> Iterator[str]:
    """Yield the `except` lines that catch a class, the narrowest first."""
    for caught in cls.__mro__:
        if issubclass(caught, (PlanfixError, KeyError)):
            yield f"  except {caught.__name__}:"


def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for code, cls in CODES.items():
        entity, kind = parents(cls)
        note, note_ru = NOTES.get(code, ("", ""))
        names = {"code": code, "class": cls.__name__, "entity": entity, "kind": kind}
        english = {"description": cls.description, "advice": cls.advice, "note": note}
        ru = {"description_ru": cls.description_ru, "advice_ru": cls.advice_ru, "note_ru": note_ru}
        found.append(names | english | ru | {"documented": DOCUMENTS.get(SOURCES[code], "")})
    return found


def table() -> Iterator[str]:
    listed, columns = rows(), ("code", "class", "kind", "description")
    widths = {column: max(len(f"{row[column]}") for row in listed) for column in columns}
    sections = [cls.__name__ for cls in THOUSANDS.values()]  # in Planfix's order
    for entity in dict.fromkeys([*sections, *(row["entity"] for row in listed)]):
        yield entity
        for row in listed:
            if row["entity"] == entity:
                cells = (f"{row[column]!s:<{widths[column]}}" for column in columns)
                yield f"  {'  '.join(cells)}  {row['description_ru']}"


if __name__ == "__main__":
    sys.exit(main())
