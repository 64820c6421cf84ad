"""The command: explain a code, a class or a line of a log, or list all that is raised."""

import argparse
import json
import os
import re
import sys
import textwrap
from collections.abc import Iterator
from difflib import get_close_matches
from importlib import metadata
from typing import Any

from . import PartialUpdate, PlanfixError, class_for_code, error_from_response
from . import _exceptions as errors  # pyright: ignore[reportPrivateUsage]
from ._reference import DOCUMENTS, NOTES, SOURCES

CLASSES: dict[str, type[PlanfixError]] = {
    name: thing
    for name, thing in {**vars(errors), "PartialUpdate": PartialUpdate}.items()
    if isinstance(thing, type) and issubclass(thing, PlanfixError)
}
NAMES = {name.casefold(): cls for name, cls in CLASSES.items()}
FAMILIES = [cls for name, cls in CLASSES.items() if name.endswith("Error")]
WITHOUT_CODE = [cls for cls in CLASSES.values() if cls not in (*FAMILIES, *errors.CODES.values())]


def main() -> int:
    top = argparse.ArgumentParser("planfix-errors", description="Explain errors of Planfix.")
    top.add_argument("--version", action="version", version=f"%(prog)s {version()}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    text = "say what an error means, what to do, and which except clauses catch it"
    explain_ = commands.add_parser("explain", help=text, description=text)
    explain_.add_argument("things", nargs="+", metavar="THING", help="code, class or line of a log")
    list_ = commands.add_parser("list", help="list all that is raised")
    list_.add_argument("--ru", action="store_true", help="in Russian")
    list_.add_argument("--json", action="store_true", help="print JSON, in both languages")
    args = top.parse_args()
    streams: list[Any] = [stream for stream in (sys.stdout, sys.stderr) if stream]
    for stream in streams:  # a console that does not know Cyrillic shows escapes
        stream.reconfigure(errors="backslashreplace")
    status = 0
    try:
        if args.command == "explain":
            status = explain(args.things)
        else:
            print(json.dumps(rows(), indent=2) if args.json else "\n".join(table(args.ru)))
        print(end="", flush=True)
    except OSError as err:
        if not isinstance(err, BrokenPipeError):  # else the reader has gone
            print(f"planfix-errors: cannot write: {err.strerror}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # for the flush at exit
        return 1
    return status


def version() -> str:
    try:
        return metadata.version("planfix-errors")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def explain(things: list[str]) -> int:
    """Print what each thing means, with a blank line between; return the exit status."""
    status, separator = 0, ""
    for thing in things:
        blocks = list(meanings(thing))
        for block in blocks:
            print(separator + "\n".join(block))
            separator = "\n"
        if not blocks:
            near = [NAMES[name].__name__ for name in get_close_matches(thing.casefold(), NAMES)]
            hint = f"did you mean {' or '.join(near)}?" if near else "see `planfix-errors list`"
            print(end="", flush=True)  # keep the order if both go to one file
            print(f"planfix-errors: nothing known in {thing[:100]!r}; {hint}", file=sys.stderr)
            status = 2
    return status


def meanings(thing: str) -> Iterator[Iterator[str]]:
    """Yield the lines for each way in which a thing, or a line of a log, can be read."""
    named = [NAMES[word] for word in re.findall(r"\w+", thing.casefold()) if word in NAMES]
    number = r"(-?[0-9]{1,10})(?![0-9])"
    code = re.findall(rf"\[{number}\] \S|код {number}", thing)
    http = re.search(r"HTTP ([0-9]{3})\b", thing)
    bare = re.fullmatch(number, thing.strip("[](),.:;'\"«» \t"))
    if named:
        yield lines(named[0], [n for n, cls in errors.CODES.items() if cls is named[0]])
    elif code or bare:
        n = int("".join(code[-1]) if code else bare[1] if bare else 0)
        yield lines(class_for_code(n), [n])
        if bare and 400 <= n <= 599:
            yield from meanings(f"HTTP {n}")
    elif http:
        for cls in classes_for_status(int(http[1]), thing):
            yield lines(cls, [], f"{http[0]}, without a code of Planfix")


def classes_for_status(status: int, line: str) -> list[type[PlanfixError]]:
    """Return the class whose description the line has, else what the HTTP status can raise."""
    errs = error_from_response([], status), error_from_response({"result": "fail"}, status)
    unexpected, failure = [type(err) for err in errs if err]
    for cls in (*(cls for cls in WITHOUT_CODE if cls is not errors.ServerFailed), failure):
        if cls.description in line or cls.description_ru in line:
            return [cls]
    has_text = re.search(r"HTTP \d+: \S", line)
    return [unexpected, failure] if status >= 500 or has_text else [unexpected]


def lines(cls: type[PlanfixError], codes: list[int], http: str = "") -> Iterator[str]:
    yield cls.__name__
    yield from (f"  code        {code}, {documented(code)}" for code in codes)
    yield from (f"  status      {status}" for status in [http] if status)
    notes = [NOTES[code] for code in codes if code in NOTES][:1]
    yield f"  meaning     {cls.description}"
    yield f"  what to do  {cls.advice}"
    yield from (f"  note        {english}" for english, _ in notes)
    yield f"  по-русски   {cls.description_ru}"
    yield f"  что делать  {cls.advice_ru}"
    yield from (f"  примечание  {russian}" for _, russian in notes)
    for caught in cls.__mro__:  # the narrowest first
        if issubclass(caught, (PlanfixError, KeyError)):
            yield f"  except {caught.__name__}:"
    for name, member in CLASSES.items() if not codes and not http else ():
        if issubclass(member, cls) and member is not cls:
            numbers = ", ".join(str(n) for n, raised in errors.CODES.items() if raised is member)
            family = "family" if member in FAMILIES else "no code"
            yield f"  {numbers or family:<10}  {name}"


def documented(code: int) -> str:
    new = "not documented: the class of its range · нет в документации: класс раздела"
    met = "not documented, met in practice" if code in errors.CODES else new
    return DOCUMENTS.get(SOURCES.get(code, ""), met)


def rows() -> list[dict[str, Any]]:
    """Return every code with its class, then the classes without a code."""
    found: list[dict[str, Any]] = []
    for code, cls in [*errors.CODES.items(), *((None, cls) for cls in WITHOUT_CODE)]:
        entity, *kind = ("",) if code is None else (base.__name__ for base in cls.__bases__)
        row = {"code": code, "class": cls.__name__, "entity": entity, "kind": "".join(kind)}
        note, note_ru = NOTES.get(-1 if code is None else code, ("", ""))
        row |= {"description": cls.description, "advice": cls.advice, "note": note}
        row |= {
            "description_ru": cls.description_ru,
            "advice_ru": cls.advice_ru,
            "note_ru": note_ru,
        }
        found.append(row | {"documented": "" if code is None else documented(code)})
    return found


def table(russian: bool) -> Iterator[str]:
    listed = rows()
    widths = {column: max(len(row[column]) for row in listed) for column in ("class", "kind")}
    entities = [cls.__name__ for cls in (*errors.THOUSANDS.values(), *errors.HUNDREDS.values())]
    for entity in [*entities, ""]:
        yield entity or ("Без кода Планфикса" if russian else "Without a code of Planfix")
        for row in listed:
            if row["entity"] == entity:
                cells = (f"{row[column]:<{width}}" for column, width in widths.items())
                start = "  ".join([f"  {row['code'] or 0 if entity else '':<4}", *cells, ""])
                text = row["description_ru" if russian else "description"]
                yield textwrap.fill(text, 120, initial_indent=start, subsequent_indent=" " * 59)


if __name__ == "__main__":
    sys.exit(main())
