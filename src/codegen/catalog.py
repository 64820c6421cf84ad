"""The catalog: read it, and refuse it where it is wrong."""

from __future__ import annotations

import builtins
import keyword
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("catalog.toml")

# The names that the package has beside the classes of the catalog.
_RESERVED = ("PlanfixError", "MalformedResponse", "CODES", "THOUSANDS", "SOURCES")

_SHAPE: dict[str, type[Any]] = {
    "codes": list,
    "second_codes": list,
    "sources": dict,
    "kinds": dict,
    "entities": dict,
}


@dataclass(frozen=True)
class Entity:
    section: str
    section_ru: str = ""
    thousand: int | None = None


@dataclass(frozen=True)
class Code:
    code: int
    name: str  # of the class
    entity: str
    description: str
    sources: list[str]
    kind: str = ""
    description_ru: str = ""


@dataclass(frozen=True)
class SecondCode:
    code: int
    same_as: int
    sources: list[str]


@dataclass(frozen=True)
class Catalog:
    sources: dict[str, str]
    kinds: dict[str, str]
    entities: dict[str, Entity]
    codes: list[Code]  # one a class, by entity and number
    second_codes: list[Code]  # with the facts of the class that they raise

    def all_codes(self) -> list[Code]:
        return sorted(self.codes + self.second_codes, key=lambda code: code.code)


class CatalogError(Exception):
    """The catalog is wrong. The text has one line for each thing that is."""


def read(path: Path = PATH) -> Catalog:
    """Return the catalog, or raise a CatalogError that names all that is wrong with it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as err:
        raise CatalogError(f"{path.name}: {err}") from None
    problems = list(_problems(data))
    if problems:
        raise CatalogError("\n".join(f"{path.name}: {problem}" for problem in problems))

    entities = {name: Entity(**entry) for name, entry in data["entities"].items()}
    order = list(entities)
    codes = [Code(**entry) for entry in data["codes"]]
    codes.sort(key=lambda code: (order.index(code.entity), code.code))
    firsts = {code.code: code for code in codes}
    second_codes = [
        replace(firsts[second.same_as], code=second.code, sources=second.sources)
        for second in (SecondCode(**entry) for entry in data["second_codes"])
    ]
    return Catalog(data["sources"], data["kinds"], entities, codes, second_codes)


def _problems(data: dict[str, Any]) -> Iterator[str]:
    shape = list(_shape(data))
    if shape:
        yield from shape
        return

    for source in data["sources"]:
        yield from _text(f"source {source}", data["sources"], source)

    taken: dict[str, str] = dict.fromkeys(_RESERVED, "the package")  # class name -> what has it
    for kind in data["kinds"]:
        yield from _class_name(f"kind {kind}", kind, taken, family=True)
        yield from _text(f"kind {kind}", data["kinds"], kind)

    thousands: dict[int, str] = {}
    for name, entry in data["entities"].items():
        where = f"entity {name}"
        yield from _class_name(where, name, taken, family=True)
        yield from _keys(where, entry, Entity)
        yield from _text(where, entry, "section")
        yield from _text(where, entry, "section_ru")
        yield from _number(where, entry, "thousand", thousands)

    numbers: dict[int, str] = {}
    for entry in data["codes"]:
        where = f"code {entry.get('code')}"
        yield from _keys(where, entry, Code)
        yield from _number(where, entry, "code", numbers)
        if "name" in entry:
            yield from _class_name(where, entry["name"], taken, family=False)
        yield from _known(where, entry, "entity", data["entities"])
        yield from _known(where, entry, "kind", data["kinds"])
        yield from _text(where, entry, "description")
        yield from _text(where, entry, "description_ru")
        yield from _sources(where, entry, data["sources"])
        if "help-ru" in entry.get("sources", ()) and "description_ru" not in entry:
            yield f"{where}: description_ru is missing, the wording of help-ru"

    firsts = dict(numbers)
    for entry in data["second_codes"]:
        where = f"second code {entry.get('code')}"
        yield from _keys(where, entry, SecondCode)
        yield from _number(where, entry, "code", numbers)
        yield from _known(where, entry, "same_as", firsts)
        yield from _sources(where, entry, data["sources"])


def _shape(data: dict[str, Any]) -> Iterator[str]:
    """Yield what keeps the catalog from being tables and arrays of tables."""
    for name, shape in _SHAPE.items():
        if not isinstance(data.get(name), shape):
            yield f"{name} is missing, or no {'table' if shape is dict else 'array'}"
        elif name not in ("sources", "kinds"):
            for entry in data[name].values() if shape is dict else data[name]:
                if not isinstance(entry, dict):
                    yield f"{name}: {entry!r} is no table"
    for name in sorted(data.keys() - _SHAPE.keys()):
        yield f"unknown key {name!r}"


# Each of these yields what is wrong with one part of an entry. A key that is not there is the
# business of _keys() alone.


def _keys(where: str, entry: dict[str, Any], shape: type) -> Iterator[str]:
    for field in fields(shape):
        if field.default is MISSING and field.name not in entry:
            yield f"{where}: {field.name} is missing"
    for key in sorted(entry.keys() - {field.name for field in fields(shape)}):
        yield f"{where}: unknown key {key!r}"


def _number(where: str, entry: dict[str, Any], key: str, taken: dict[int, str]) -> Iterator[str]:
    if key not in entry:
        return
    number = entry[key]
    if type(number) is not int or number < 0:
        yield f"{where}: {key} is no whole number: {number!r}"
    elif number in taken:
        yield f"{where}: {key} {number} is given twice, first for {taken[number]}"
    else:
        taken[number] = where


def _class_name(where: str, name: Any, taken: dict[str, str], *, family: bool) -> Iterator[str]:
    if not isinstance(name, str) or not name.isidentifier() or keyword.iskeyword(name):
        yield f"{where}: {name!r} is no class name"
    elif hasattr(builtins, name):
        yield f"{where}: {name} shadows a Python builtin"
    elif family and not name.endswith("Error"):
        yield f"{where}: the name of a family ends in Error"
    elif not family and name.endswith("Error"):
        yield f"{where}: {name}: only the name of a family ends in Error"
    elif name in taken:
        yield f"{where}: class {name} is given twice, first for {taken[name]}"
    else:
        taken[name] = where


def _known(where: str, entry: dict[str, Any], key: str, known: Iterable[Any]) -> Iterator[str]:
    if key in entry and entry[key] not in list(known):  # a list: what is wrong may be unhashable
        yield f"{where}: unknown {key} {entry[key]!r}"


def _sources(where: str, entry: dict[str, Any], known: Iterable[str]) -> Iterator[str]:
    if "sources" not in entry:
        return
    sources = entry["sources"]
    if not isinstance(sources, list) or not sources:
        yield f"{where}: sources is no array of sources: {sources!r}"
        return
    for source in entry["sources"]:
        yield from _known(where, {"source": source}, "source", known)


def _text(where: str, entry: dict[str, Any], key: str) -> Iterator[str]:
    if key not in entry:
        return
    text = entry[key]
    if not isinstance(text, str) or not text.strip():
        yield f"{where}: {key} has no text"
    elif "\\" in text or not text.isprintable():
        yield f"{where}: {key} holds a backslash or a control character: {text!r}"
