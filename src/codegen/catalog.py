"""Read the catalog, and refuse a wrong one."""

from __future__ import annotations

import builtins
import re
import tomllib
from collections.abc import Container, Iterator
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

T = TypeVar("T", bound="Source | Kind | Entity | Code | SecondCode")

PATH = Path(__file__).with_name("catalog.toml")

# The sources, by their names in the catalog.
HELP_RU, HELP_EN, OPENAPI = "help-ru", "help-en", "openapi"

# What the package defines beside the classes of the catalog.
_RESERVED = ("PlanfixError", "MalformedResponse", "PartialUpdate", "CODES", "THOUSANDS")


@dataclass(frozen=True)
class Source:
    title: str
    url: str


@dataclass(frozen=True)
class Kind:
    description: str
    description_ru: str
    advice: str


@dataclass(frozen=True)
class Entity:
    description: str
    description_ru: str
    section: str
    section_ru: str | None = None
    thousand: int | None = None


@dataclass(frozen=True)
class Code:
    code: int
    name: str  # of the class
    entity: str
    description: str
    description_ru: str
    sources: list[str]
    kind: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class SecondCode:
    code: int
    same_as: int
    sources: list[str]


@dataclass(frozen=True)
class Catalog:
    sources: dict[str, Source]
    kinds: dict[str, Kind]
    entities: dict[str, Entity]
    codes: list[Code]  # one per class, by entity and number
    second_codes: list[Code]  # with the entry of the class that they raise
    sections_without_entity: list[str]

    def all_codes(self) -> list[Code]:
        return sorted(self.codes + self.second_codes, key=lambda code: code.code)


class CatalogError(Exception):
    """The catalog is wrong. The text has one line for each problem."""


def read(path: Path = PATH) -> Catalog:
    """Return the catalog, or raise a CatalogError that names everything wrong with it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as err:
        raise CatalogError(f"{path.name}: {_on_one_line(str(err))}") from None
    problems: list[str] = []
    parts = {field.name for field in fields(Catalog)}
    problems += [f"unknown key {key!r}" for key in sorted(data.keys() - parts)]
    sources = _table(data, "sources", Source, problems)
    kinds = _table(data, "kinds", Kind, problems)
    entities = _table(data, "entities", Entity, problems)
    codes = _array(data, "codes", Code, problems)
    seconds = _array(data, "second_codes", SecondCode, problems)
    sections = data.get("sections_without_entity")
    if not _has_type(sections, "list[str]"):
        problems.append("sections_without_entity is missing or is not an array of texts")
    if not problems:
        problems += _wrong_values(sources, kinds, entities, codes, seconds)
    if problems:
        lines = [f"{path.name}: {_on_one_line(problem)}" for problem in problems]
        raise CatalogError("\n".join(lines))

    order = list(entities)
    codes.sort(key=lambda code: (order.index(code.entity), code.code))
    firsts = {code.code: code for code in codes}
    second_codes = [
        replace(firsts[second.same_as], code=second.code, sources=second.sources, note=None)
        for second in seconds
    ]
    return Catalog(sources, kinds, entities, codes, second_codes, data["sections_without_entity"])


# Types. Each of these adds what is wrong to `problems` and leaves it out of what it returns.


def _table(data: dict[str, Any], part: str, cls: type[T], problems: list[str]) -> dict[str, T]:
    entries = data.get(part)
    if not _is_table(entries):
        problems.append(f"{part} is missing or is not a table")
        return {}
    made = {name: _made(cls, f"{part}.{name}", entry, problems) for name, entry in entries.items()}
    return {name: instance for name, instance in made.items() if instance}


def _array(data: dict[str, Any], part: str, cls: type[T], problems: list[str]) -> list[T]:
    entries = data.get(part)
    if not _is_array(entries):
        problems.append(f"{part} is missing or is not an array")
        return []
    return [made for entry in entries if (made := _made(cls, part, entry, problems))]


def _made(cls: type[T], where: str, entry: Any, problems: list[str]) -> T | None:
    if not _is_table(entry):
        problems.append(f"{where}: {_shown(entry)} is not a table")
        return None
    where = f"code {_shown(entry['code'])}" if "code" in entry else where
    before = len(problems)
    for field in fields(cls):
        if field.name not in entry:
            if field.default is MISSING:
                problems.append(f"{where}: {field.name} is missing")
        elif not _has_type(entry[field.name], type_ := str(field.type).removesuffix(" | None")):
            problems.append(f"{where}: {field.name} is not {type_}: {_shown(entry[field.name])}")
    unknown = entry.keys() - {field.name for field in fields(cls)}
    problems += [f"{where}: unknown key {key!r}" for key in sorted(unknown)]
    return cls(**entry) if len(problems) == before else None


def _is_table(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_array(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _has_type(value: Any, annotation: str) -> bool:
    if annotation == "list[str]":
        return _is_array(value) and all(isinstance(item, str) for item in value)
    if annotation == "int":
        return type(value) is int and value.bit_length() <= 64  # TOML's own limit
    return type(value).__name__ == annotation


def _shown(value: Any) -> str:
    try:
        return repr(value)[:100]
    except ValueError:  # a hexadecimal number with more digits than Python turns into text
        return "a huge number"


def _on_one_line(text: str) -> str:
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


# Values. Each of these yields what is wrong with one part of an entry.


def _wrong_values(
    sources: dict[str, Source],
    kinds: dict[str, Kind],
    entities: dict[str, Entity],
    codes: list[Code],
    seconds: list[SecondCode],
) -> Iterator[str]:
    names: dict[str, str] = dict.fromkeys(_RESERVED, "the package")  # class name -> what has it
    thousands: dict[int, str] = {}
    numbers: dict[int, str] = {}

    for name in (HELP_RU, HELP_EN, OPENAPI):
        yield from _known("sources", "source", name, sources)
    for name, source in sources.items():
        yield from _texts(f"sources.{name}", source)
    for name, kind in kinds.items():
        yield from _class_name(f"kinds.{name}", name, names, family=True)
        yield from _texts(f"kinds.{name}", kind)
    for name, entity in entities.items():
        where = f"entities.{name}"
        yield from _class_name(where, name, names, family=True)
        yield from _texts(where, entity)
        if entity.thousand is not None:
            yield from _number(where, "thousand", entity.thousand, thousands)
    for code in codes:
        where = f"code {code.code}"
        yield from _number(where, "code", code.code, numbers)
        yield from _class_name(where, code.name, names, family=False)
        yield from _known(where, "entity", code.entity, entities)
        if code.kind is not None:
            yield from _known(where, "kind", code.kind, kinds)
        yield from _texts(where, code)
        yield from _sources(where, code.sources, sources)
    firsts = dict(numbers)
    for second in seconds:
        where = f"code {second.code}"
        yield from _number(where, "code", second.code, numbers)
        yield from _known(where, "same_as", second.same_as, firsts)
        yield from _sources(where, second.sources, sources)


def _number(where: str, key: str, number: int, taken: dict[int, str]) -> Iterator[str]:
    if not 0 <= number < 2**31:  # Planfix documents its codes as int32
        yield f"{where}: {key} is out of range: {number}"
    elif number in taken:
        yield f"{where}: {key} {number} is given twice, first for {taken[number]}"
    taken.setdefault(number, where)


def _class_name(where: str, name: str, taken: dict[str, str], *, family: bool) -> Iterator[str]:
    if not re.fullmatch("[A-Z][A-Za-z0-9]*", name):
        yield f"{where}: {name!r} is not a class name"
    elif hasattr(builtins, name):
        yield f"{where}: {name} shadows a Python builtin"
    elif family and not name.endswith("Error"):
        yield f"{where}: the name of a family ends in Error"
    elif not family and name.endswith("Error"):
        yield f"{where}: {name}: only the name of a family ends in Error"
    elif name in taken:
        yield f"{where}: class {name} is given twice, first for {taken[name]}"
    taken.setdefault(name, where)


def _known(where: str, key: str, value: str | int, known: Container[Any]) -> Iterator[str]:
    if value not in known:
        yield f"{where}: unknown {key} {value!r}"


def _sources(where: str, names: list[str], known: Container[str]) -> Iterator[str]:
    if not names:
        yield f"{where}: sources is empty"
    for name in names:
        yield from _known(where, "source", name, known)


def _texts(where: str, entry: Source | Kind | Entity | Code) -> Iterator[str]:
    """Check every text of an entry: it goes into Python literals, docstrings and Markdown."""
    for key, text in vars(entry).items():
        if not isinstance(text, str) or key in ("name", "entity", "kind"):
            continue
        if not text.strip():
            yield f"{where}: {key} has no text"
        elif "\\" in text or '"""' in text or not text.isprintable():
            yield (
                f'{where}: {key} contains a backslash, a control character or """: {_shown(text)}'
            )
