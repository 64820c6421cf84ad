"""Read the catalog, and refuse a wrong one."""

import builtins
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from documents import NAMES, Json

# The keys of an entry in each part of the catalog; those behind "|" may be left out
TEXTS = "description description_ru | advice advice_ru retry"
KEYS = {
    "codes": f"code name entity {TEXTS} kind also note note_ru",
    "documents": "title url | document",
    "kinds": f"{TEXTS} again again_ru",
    "entities": f"{TEXTS} thousand hundred",
    "without_code": f"parents doc {TEXTS} technical",
}
TYPES: dict[str, type] = {
    **dict.fromkeys(("code", "thousand", "hundred"), int),
    **dict.fromkeys(("codes", "also", "not_codes"), list),
    "technical": bool,
}
RETRY = ("always", "when known", "reads", "never")
# What would be wrong in Python literals, docstrings and Markdown, or for people
WRONG = {
    r"^\s|\s$|\s\s|[^\S ]": "has doubled or outer spaces, or a line break",
    r'\\|"""|[\0-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e]': 'has a backslash, """ or a control',
    r"\.$": "ends in a full stop",
    "[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]": "mixes Latin and Cyrillic letters in a word",
}
BY_HAND = ("Answer", "PartialUpdate", "PlanfixError")  # classes that the catalog lacks
quoted = partial(json.dumps, ensure_ascii=False)  # as TOML and Python write a text


class CatalogError(Exception):
    """The catalog is wrong. The text has one line for each problem."""


class Class(NamedTuple):
    """A class that is generated: a kind, an entity, one for a code, or for what has no code."""

    name: str
    description: str
    description_ru: str
    advice: str = ""
    advice_ru: str = ""
    retry: str = ""
    again: str = ""  # of a kind: how a sentence begins that says when to repeat
    again_ru: str = ""
    parents: str = "PlanfixError"
    numbers: tuple[int, ...] = ()  # its code, and further codes that raise it
    entity: str = ""  # of a code, as the next three
    kind: str = ""
    note: str = ""
    note_ru: str = ""
    thousand: int | None = None  # of an entity: whose undocumented codes raise it
    hundred: int | None = None
    doc: str = ""  # the first sentence of the docstring, if it is not `description`
    technical: bool | None = None  # None: inherited

    @property
    def ranges(self) -> list[range]:
        sizes = ((self.hundred, 100), (self.thousand, 1000))
        return [range(n * size, (n + 1) * size) for n, size in sizes if n is not None]


class Catalog:
    def __init__(self, data: dict[str, Any]) -> None:
        self.not_codes: list[int] = data.get("not_codes", [])
        self.documents: dict[str, dict[str, str]] = data["documents"]
        self.kinds = [Class(name, **entry) for name, entry in data["kinds"].items()]
        self.entities = [Class(name, **entry) for name, entry in data["entities"].items()]
        self.without_code = [Class(name, **entry) for name, entry in data["without_code"].items()]
        self.codes = [_code(**entry) for entry in data["codes"]]
        self.codes.sort(key=lambda cls: cls.numbers)
        self.classes = [*self.kinds, *self.entities, *self.codes, *self.without_code]
        by_number = {number: cls for cls in self.codes for number in cls.numbers}
        self.by_number = {number: by_number[number] for number in sorted(by_number)}
        ranges = [(numbers, entity.name) for entity in self.entities for numbers in entity.ranges]
        self.ranges = sorted(ranges, key=lambda pair: (len(pair[0]), pair[0][0]))

    def family(self, number: int) -> str:
        """Return the entity that an undocumented code raises, "" if it is outside all ranges."""
        return next((name for numbers, name in self.ranges if number in numbers), "")


def read(path: Path) -> Catalog:
    """Return the catalog, or raise a CatalogError that says what is wrong with it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as err:
        raise CatalogError(f"{path.name}: {err}") from None
    problems = [*_wrong_entries(data)] or [*_wrong_names(Catalog(data))]
    if problems:
        raise CatalogError("\n".join(f"{path.name}: {problem}" for problem in problems))
    return Catalog(data)


def _code(code: int, entity: str, kind: str = "", also: Iterable[int] = (), **rest: Any) -> Class:
    parents = f"{entity}, {kind}" if kind else entity
    return Class(numbers=(code, *also), parents=parents, entity=entity, kind=kind, **rest)


def _wrong_entries(data: dict[str, Json]) -> Iterator[str]:
    yield from _wrong_values(data, f"{' '.join(KEYS)} | not_codes", dict)
    for part, keys in KEYS.items():
        for name, entry in _table(data.get(part)).items():
            values = _table(entry)
            where = f"code {values['code']}" if "code" in values else f"{part}.{name}"
            yield from (f"{where}: {problem}" for problem in _wrong_values(values, keys, str))


def _table(value: Json) -> dict[str, Json]:
    """Return a table, or an array by its indexes."""
    if isinstance(value, list):
        return {f"{index}": item for index, item in enumerate(value)}
    return value if isinstance(value, dict) else {}


def _wrong_values(entry: dict[str, Json], keys: str, others: type) -> Iterator[str]:
    required, optional = (names.split() for names in keys.split("|"))
    yield from (f"{key} is missing" for key in required if key not in entry)
    for key, value in entry.items():
        expected = TYPES.get(key, others)
        if key not in required + optional:
            yield f"unknown key {key!r}"
        elif type(value) is not expected:
            yield f"{key} is {value!r}, not {expected.__name__}"
        elif isinstance(value, list) and key != "codes" and {*map(type, value)} - {int}:
            yield f"{key} is {value!r}, not a list of int"
        elif value in ("", {}, []) and key != "not_codes":
            yield f"{key} is empty: {'fill it in' if key in required else 'leave it out'}"
        elif isinstance(value, str):
            wrong = [problem for pattern, problem in WRONG.items() if re.search(pattern, value)]
            yield from (f"{key} {problem}: {value!r}" for problem in wrong)
            if key != "url" and bool(re.search("[А-яЁё]", value)) != key.endswith("_ru"):
                yield f"{key} is in the wrong language: {value!r}"
    if entry.get("retry", "never") not in RETRY:
        yield f"retry is {entry['retry']!r}, not one of {', '.join(RETRY)}"
    for key in ("advice", "again", "note"):
        if (key in entry) != (f"{key}_ru" in entry):
            yield f"{key} and {key}_ru go together"


def _wrong_names(catalog: Catalog) -> Iterator[str]:
    """Check names, and the numbers and names that refer to others."""
    kinds, entities = ({cls.name for cls in part} for part in (catalog.kinds, catalog.entities))
    given = [f"class {name}" for name in BY_HAND] + [f"code {n}" for n in catalog.not_codes]
    for cls in catalog.classes:
        if not re.fullmatch("[A-Z][a-z][A-Za-z0-9]*", cls.name):
            yield f"{cls.name!r} is not the name of a class, such as ContactNotFound"
        elif hasattr(builtins, cls.name):
            yield f"{cls.name} shadows a Python builtin"
        elif cls.name.endswith("Error") != (cls.name in kinds | entities):
            yield f"{cls.name}: the names of entities and kinds end in Error, no other does"
        elif cls in catalog.entities and not cls.ranges:
            yield f"{cls.name}: thousand or hundred is missing"
        given += [f"class {cls.name}", *(f"code {number}" for number in cls.numbers)]
        given += [f"the range from {r[0]} to {r[-1]}" for r in cls.ranges]
    yield from (f"{what} is given twice" for what, times in Counter(given).items() if times > 1)
    for code in catalog.codes:
        if code.entity not in entities:
            yield f"code {code.numbers[0]}: unknown entity {code.entity!r}"
        if not all(0 <= number < 10**10 for number in code.numbers):
            yield f"code {code.numbers[0]}: a code is from 0 to 9999999999"
        if code.kind not in ("", *kinds):
            yield f"code {code.numbers[0]}: unknown kind {code.kind!r}"
    if catalog.documents.keys() != {*NAMES}:
        yield f"the documents are {', '.join(catalog.documents)}, not {', '.join(NAMES)}"
