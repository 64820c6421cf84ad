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
DESCRIBED = {cls.description: cls for cls in WITHOUT_CODE if cls is not errors.ServerFailed}
DESCRIBED.update({cls.description_ru: cls for cls in [*DESCRIBED.values()]})


def main() -> int:
    top = argparse.ArgumentParser("planfix-errors", description="Explain Planfix errors.")
    top.add_argument("--version", action="version", version=f"%(prog)s {version()}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    explain_ = commands.add_parser("explain", help="say what an error means and what to do")
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
    described = re.search(rf"(?<!\S)({'|'.join(DESCRIBED)})(?=: | \(|\.|$)", thing)
    number = r"(-?[0-9]{1,10})(?![0-9])"
    bare = re.fullmatch(number, thing.strip("[](),.:;'\"«» \t"))
    shown = re.findall(rf"\[{number}\] \S|\bкод {number}", thing)
    numbers = [int(bare[1])] if bare else [int("".join(pair)) for pair in shown]
    codes = [n for n in numbers if n in errors.CODES] or numbers  # others stand in texts
    http = re.search(r"HTTP ([0-9]{3})\b(: \S)?", thing)
    if named:
        yield lines(named[0], [n for n, cls in errors.CODES.items() if cls is named[0]])
    elif described and codes in ([], [1]):
        yield lines(DESCRIBED[described[1]], [], http[1] if http else "")
    elif codes:
        yield lines(class_for_code(codes[-1]), codes[-1:])
        if bare and 400 <= codes[0] <= 599:
            yield from meanings(f"HTTP {codes[0]}")
    elif http:
        unexpected = error_from_response([], int(http[1]))
        failure = error_from_response({"result": "fail"}, int(http[1]))
        raised = [unexpected] if int(http[1]) < 500 else [unexpected, failure]
        if failure and (failure.description in thing or failure.description_ru in thing):
            raised = [failure]
        elif http[2]:  # as a rule, the text of a failure
            raised = [failure, unexpected]
        for cls in dict.fromkeys(type(err) for err in raised if err):
            yield lines(cls, [], http[1])


def lines(cls: type[PlanfixError], codes: list[int], status: str = "") -> Iterator[str]:
    yield cls.__name__
    yield from (f"  code        {code}, {documented(code)}" for code in codes)
    if status:
        yield f"  status      HTTP {status}, without a Planfix code"
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
    for name, member in CLASSES.items() if not codes and not status else ():
        if issubclass(member, cls) and member is not cls:
            numbers = ", ".join(str(n) for n, raised in errors.CODES.items() if raised is member)
            family = "family" if member in FAMILIES else "no code"
            yield f"  {numbers or family:<10}  {name}"


def documented(code: int) -> str:
    if code in errors.CODES:
        return DOCUMENTS.get(SOURCES.get(code, ""), "not documented, met in practice")
    return "not documented: the class of its range, if any"


def rows() -> list[dict[str, Any]]:
    """Return every code with its class, then the classes without a code."""
    found: list[dict[str, Any]] = []
    for code, cls in [*errors.CODES.items(), *((None, cls) for cls in WITHOUT_CODE)]:
        row: dict[str, Any] = {"code": code, "class": cls.__name__, "entity": "", "kind": ""}
        if code is not None:
            row |= zip(("entity", "kind"), (base.__name__ for base in cls.__bases__), strict=False)
        for key in ("description", "description_ru", "advice", "advice_ru"):
            row[key] = getattr(cls, key)
        row["note"], row["note_ru"] = NOTES.get(-1 if code is None else code, ("", ""))
        found.append(row | {"documented": "" if code is None else documented(code)})
    return found


def table(russian: bool) -> Iterator[str]:
    listed = rows()
    widths = {column: max(len(row[column]) for row in listed) for column in ("class", "kind")}
    entities = [cls.__name__ for cls in (*errors.THOUSANDS.values(), *errors.HUNDREDS.values())]
    for entity in [*entities, ""]:
        yield entity or ("Без кода Планфикса" if russian else "Without a Planfix code")
        for row in listed:
            if row["entity"] == entity:
                cells = (f"{row[column]:<{width}}" for column, width in widths.items())
                start = "  ".join([f"  {row['code'] if entity else '':<4}", *cells, ""])
                text, indent = row["description_ru" if russian else "description"], " " * len(start)
                yield textwrap.fill(text, 120, initial_indent=start, subsequent_indent=indent)


if __name__ == "__main__":
    sys.exit(main())
