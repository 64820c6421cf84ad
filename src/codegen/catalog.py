"""Read the catalog, and refuse a wrong one."""

from __future__ import annotations

import builtins
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any

from documents import NAMES, Json

# What would be wrong in Python literals, docstrings and Markdown, or for people
WRONG = {
    r"^\s|\s$|\s\s|[^\S ]": "has doubled or outer spaces, or a line break",
    r'\\|"""|[\0-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e]': 'has a backslash, """ or a control',
    r"\.$": "ends in a full stop",
    "[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]": "mixes Latin and Cyrillic letters in a word",
}
RETRY = ("always", "when known", "reads", "never")
BY_HAND = ("Answer", "PartialUpdate", "PlanfixError")  # classes that the catalog lacks
quoted = partial(json.dumps, ensure_ascii=False)  # as TOML and Python write a text


@dataclass(frozen=True, kw_only=True)
class Document:
    title: str
    url: str  # for people
    document: str = ""  # what `fetch` reads, if it is not `url`

    @property
    def address(self) -> str:
        return self.document or self.url


@dataclass(frozen=True, kw_only=True)
class Texts:
    description: str
    description_ru: str
    advice: str = ""
    advice_ru: str = ""
    retry: str = ""


@dataclass(frozen=True, kw_only=True)
class WithoutCode(Texts):
    parents: str
    doc: str  # the first sentence of its docstring
    technical: bool | None = None  # inherited


@dataclass(frozen=True, kw_only=True)
class Entity(Texts):
    thousand: int | None = None
    hundred: int | None = None

    @property
    def ranges(self) -> list[range]:
        """The numbers whose undocumented codes raise it."""
        sizes = ((self.hundred, 100), (self.thousand, 1000))
        return [range(n * size, (n + 1) * size) for n, size in sizes if n is not None]


@dataclass(frozen=True, kw_only=True)
class Code(Texts):
    code: int
    name: str  # of the class
    entity: str
    kind: str = ""
    also: list[int] = field(default_factory=list[int])
    note: str = ""
    note_ru: str = ""


@dataclass(frozen=True, kw_only=True)
class Catalog:
    codes: list[Code]  # one per class, by entity and number
    not_codes: list[int]
    documents: dict[str, Document]
    kinds: dict[str, Texts]
    without_code: dict[str, WithoutCode]
    entities: dict[str, Entity]

    def all_codes(self) -> dict[int, Code]:
        """Return every code in order, with the entry of the class that it raises."""
        pairs = [(number, code) for code in self.codes for number in (code.code, *code.also)]
        return dict(sorted(pairs, key=lambda pair: pair[0]))

    def family(self, number: int) -> str:
        """Return the entity that an undocumented code raises, "" if it is outside all ranges."""
        entities = self.entities.items()
        found = [(len(r), name) for name, entity in entities for r in entity.ranges if number in r]
        return min(found, default=(0, ""))[1]


class CatalogError(Exception):
    """The catalog is wrong. The text has one line for each problem."""


PARTS: dict[str, Any] = {
    "codes": Code,
    "documents": Document,
    "kinds": Texts,
    "without_code": WithoutCode,
    "entities": Entity,
}


def read(path: Path) -> Catalog:
    """Return the catalog, or raise a CatalogError that says what is wrong with it."""
    try:
        data: dict[str, Json] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as err:
        raise CatalogError(f"{path.name}: {err}") from None
    parts: dict[str, Any] = {"not_codes": data.pop("not_codes", [])}
    problems = [f"unknown key {key!r}" for key in data if key not in PARTS]
    if _type(parts["not_codes"]) != "list[int]":
        problems.append("not_codes is not a list of integers")
    for part, cls in PARTS.items():
        entries = {name: _table(entry) for name, entry in _table(data.get(part)).items()}
        problems += [] if entries else [f"{part} is missing or empty"]
        for name, entry in entries.items():
            where = f"code {entry['code']}" if "code" in entry else f"{part}.{name}"
            problems += [f"{where}: {problem}" for problem in _wrong_values(cls, entry)]
        parts[part] = {} if problems else {name: cls(**entry) for name, entry in entries.items()}
    parts["codes"] = [*parts["codes"].values()]
    catalog = Catalog(**parts)
    problems = problems or [*_wrong_names(catalog)]
    if problems:
        raise CatalogError("\n".join(f"{path.name}: {problem}" for problem in problems))
    order = list(catalog.entities)
    catalog.codes.sort(key=lambda code: (order.index(code.entity), code.code))
    return catalog


def _table(value: Json) -> dict[Any, Json]:
    """Return a table, or an array by its indexes."""
    if isinstance(value, list):
        return dict(enumerate(value))
    return value if isinstance(value, dict) else {}


def _type(value: Json) -> str:
    """Return the type of a value as it is annotated."""
    if isinstance(value, list):
        return f"list[{'|'.join({_type(item) for item in value}) or 'int'}]"
    return type(value).__name__


def _wrong_values(cls: Any, entry: dict[str, Json]) -> Iterator[str]:
    known = {known.name: known for known in fields(cls)}
    yield from (f"unknown key {key!r}" for key in entry if key not in known)
    for key, of_class in known.items():
        value, optional = entry.get(key), of_class.default is not of_class.default_factory
        if key not in entry:
            yield from () if optional else (f"{key} is missing",)
        elif _type(value) not in of_class.type.split(" | "):
            yield f"{key} is {value!r}, not {of_class.type}"
        elif value == "":
            yield f"{key} is empty: {'leave it out' if optional else 'fill it in'}"
        elif isinstance(value, str):
            wrong = [problem for pattern, problem in WRONG.items() if re.search(pattern, value)]
            yield from (f"{key} {problem}: {value!r}" for problem in wrong)
    if entry.get("retry", "never") not in RETRY:
        yield f"retry is {entry['retry']!r}, not one of {', '.join(RETRY)}"
    for key in ("advice", "note"):
        if (key in entry) != (f"{key}_ru" in entry):
            yield f"{key} and {key}_ru go together"


def _wrong_names(catalog: Catalog) -> Iterator[str]:
    """Check names, and the numbers and names that refer to others."""
    classes = [(name, "the package") for name in BY_HAND]
    classes += [(name, "kinds") for name in catalog.kinds]
    classes += [(name, "entities") for name in catalog.entities]
    classes += [(code.name, f"code {code.code}") for code in catalog.codes]
    classes += [(name, "without_code") for name in catalog.without_code]
    families = {"PlanfixError", *catalog.kinds, *catalog.entities}
    for name, _ in classes:
        if not re.fullmatch("[A-Z][a-z][A-Za-z0-9]*", name):
            yield f"{name!r} is not the name of a class, such as ContactNotFound"
        elif hasattr(builtins, name):
            yield f"{name} shadows a Python builtin"
        elif name.endswith("Error") != (name in families):
            yield f"{name}: the names of entities and kinds end in Error, no other does"
    given = [(f"class {name}", place) for name, place in classes]
    for code in catalog.codes:
        given += [(f"code {number}", code.name) for number in (code.code, *code.also)]
        if code.entity not in catalog.entities:
            yield f"code {code.code}: unknown entity {code.entity!r}"
        if code.kind not in ("", *catalog.kinds):
            yield f"code {code.code}: unknown kind {code.kind!r}"
    given += [(f"code {number}", "not_codes") for number in catalog.not_codes]
    for name, entity in catalog.entities.items():
        given += [(f"the range from {r[0]} to {r[-1]}", name) for r in entity.ranges]
        if not entity.ranges:
            yield f"entities.{name}: thousand or hundred is missing"
    owners: dict[str, str] = {}
    for what, owner in given:
        if what in owners:
            yield f"{what} is given twice, for {owners[what]} and for {owner}"
        owners[what] = owner
    if catalog.documents.keys() != {*NAMES}:
        yield f"the documents are {', '.join(catalog.documents)}, not {', '.join(NAMES)}"
