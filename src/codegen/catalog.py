"""Read the catalog, and refuse a wrong one."""

import builtins
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("catalog.toml")
TYPES: dict[Any, tuple[type, str]] = {
    str: (str, "a text"),
    list[int]: (list, "a list of integers"),
    bool | None: (bool, "true or false"),
}
RETRY = ("always", "when known", "reads", "never")
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
class Kind(Texts): ...


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


@dataclass(frozen=True)
class Catalog:
    codes: list[Code]  # one per class, by entity and number
    not_codes: list[int]
    documents: dict[str, Document]
    kinds: dict[str, Kind]
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


def read(path: Path = PATH) -> Catalog:
    """Return the catalog, or raise a CatalogError that names everything wrong with it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as err:
        raise CatalogError(f"{path.name}: {err}") from None
    parts = [field.name for field in fields(Catalog)]
    problems = [_unknown("key", part, parts) for part in data if part not in parts]
    catalog = Catalog(
        codes=list(_entries(Code, data, "codes", problems).values()),
        not_codes=data.get("not_codes", []),
        documents=_entries(Document, data, "documents", problems),
        kinds=_entries(Kind, data, "kinds", problems),
        without_code=_entries(WithoutCode, data, "without_code", problems),
        entities=_entries(Entity, data, "entities", problems),
    )
    problems += [*_wrong_names(catalog), *_given_twice(catalog), *_wrong_references(catalog, data)]
    if problems:
        raise CatalogError("\n".join(f"{path.name}: {problem}" for problem in problems))
    order = list(catalog.entities)
    catalog.codes.sort(key=lambda code: (order.index(code.entity), code.code))
    return catalog


def _entries(cls: Any, data: dict[str, Any], part: str, problems: list[str]) -> dict[Any, Any]:
    """Return the right entries of a part; add what is wrong with the others to `problems`."""
    entries: dict[Any, Any] = {}
    for name, value in pairs(data.get(part)):
        entry = dict(pairs(value))
        where = f"code {entry['code']}" if "code" in entry else f"{part}.{name}"
        wrong = [f"{where}: {problem}" for problem in _wrong_values(cls, entry)]
        problems += wrong
        if not wrong:
            entries[name] = cls(**entry)
    return entries


def pairs(value: Any) -> list[tuple[Any, Any]]:
    """Return the keys or indexes of a table or an array, each with its value."""
    items: Any = value.items() if hasattr(value, "items") else ()
    return [*enumerate(value)] if hasattr(value, "append") else [*items]


def _wrong_values(cls: Any, entry: dict[str, Any]) -> Iterator[str]:
    known = {of_class.name: of_class for of_class in fields(cls)}
    for key, of_class in known.items():
        value, optional = entry.get(key), of_class.default is not of_class.default_factory
        expected, words = TYPES.get(of_class.type, (int, "an integer"))
        if key not in entry:
            yield from () if optional else (f"{key} is missing",)
        elif type(value) is not expected:
            yield f"{key} is {value!r}, not {words}"
        elif value == "":
            yield f"{key} is empty: {'leave it out' if optional else 'fill it in'}"
        elif isinstance(value, str):
            yield from (f"{key} {problem}" for problem in wrong_text(value))
    if entry.get("retry", "never") not in RETRY:
        yield _unknown("retry", entry["retry"], RETRY)
    for key in ("advice", "note"):
        if (key in entry) != (f"{key}_ru" in entry):
            yield f"{key} and {key}_ru go together"
    yield from (_unknown("key", key, known) for key in entry if key not in known)


def _unknown(key: str, value: int | str, known: Iterable[int | str]) -> str:
    """Say that a value is unknown, and what is known, the most similar first."""
    texts = [str(text) for text in known]
    near = get_close_matches(str(value), texts, len(texts) or 1, 0)
    return f"unknown {key} {value!r}; known: {', '.join(near)}"


def _wrong_names(catalog: Catalog) -> Iterator[str]:
    families = [*catalog.kinds, *catalog.entities]
    for name in [*families, *catalog.without_code, *(code.name for code in catalog.codes)]:
        if not re.fullmatch("[A-Z][a-z][A-Za-z0-9]*", name):
            yield f"{name!r} is not the name of a class, such as ContactNotFound"
        elif hasattr(builtins, name):
            yield f"{name} shadows a Python builtin"
        elif name.endswith("Error") != (name in families):
            yield f"{name}: the names of entities and kinds end in Error, no other does"


def _given_twice(catalog: Catalog) -> Iterator[str]:
    """Check names, and the numbers and titles by which a class is found."""
    given = [(f"class {name}", "the package") for name in ("PlanfixError", "PartialUpdate")]
    for part in ("kinds", "entities", "without_code"):
        given += [(f"class {name}", f"{part}.{name}") for name in getattr(catalog, part)]
    given += [(f"class {code.name}", f"code {code.code}") for code in catalog.codes]
    given += [(f"code {code.code}", code.name) for code in catalog.codes]
    for code in catalog.codes:
        given += [(f"code {number}", f"{code.name}, also") for number in code.also]
    for name, entity in catalog.entities.items():
        found_by = {key: vars(entity)[key] for key in ("thousand", "hundred")}
        given += [(f"{key} {it}", name) for key, it in found_by.items() if it is not None]
        if not entity.ranges:
            yield f"entities.{name}: thousand or hundred is missing"
    owners: dict[str, list[str]] = {}
    for what, owner in given:
        owners.setdefault(what, []).append(owner)
    twice = [what for what in owners if len(owners[what]) > 1]
    yield from (f"{what} is given twice, for {' and for '.join(owners[what])}" for what in twice)


def _wrong_references(catalog: Catalog, data: dict[str, Any]) -> Iterator[str]:
    # `data` has also the names of entries that are wrong in another way.
    known = {"entity": [*data.get("entities", ())], "kind": [*data.get("kinds", ())]}
    for _, entry in pairs(data.get("codes")):
        for key, value in pairs(entry):
            if known.get(key) and value not in ("", *known[key]):
                yield f"code {entry.get('code')}: {_unknown(key, value, known[key])}"
    classes = ["PlanfixError", "KeyError", *catalog.kinds, *(code.name for code in catalog.codes)]
    classes += data.get("without_code", ())
    used = [(n, p) for n, c in catalog.without_code.items() for p in c.parents.split(", ")]
    yield from (f"{n}: {_unknown('parent', p, classes)}" for n, p in used if p not in classes)


def wrong_text(text: str) -> Iterator[str]:
    """Check a text that goes into Python literals, docstrings and Markdown, and to people."""
    if text != " ".join(text.split()):
        yield f"has doubled or outer spaces, or a line break: {text!r}"
    if "\\" in text or '"""' in text or not text.isprintable():
        yield f'has a backslash, a control character or """: {text!r}'
    if text.endswith("."):
        yield f"ends in a full stop: {text!r}"
    for word in re.findall(r"[^\W\d_]+", text):
        if re.search("[A-Za-z]", word) and re.search("[А-яЁё]", word):
            yield f"mixes Latin and Cyrillic letters in {word!r}"
