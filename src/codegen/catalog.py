"""Read the catalog, and refuse a wrong one."""

import builtins
import re
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T", bound="Document | Kind | Entity | WithoutCode | Code | SecondCode")

PATH = Path(__file__).with_name("catalog.toml")
_RESERVED = ("PlanfixError", "PartialUpdate", "CODES", "HUNDREDS", "THOUSANDS")

HELP_RU, HELP_EN, OPENAPI = DOCUMENTS = ("help-ru", "help-en", "openapi")  # the order of `source`


@dataclass(frozen=True)
class Document:
    title: str
    url: str
    document: str
    version: str = ""


@dataclass(frozen=True)
class Kind:
    description: str
    description_ru: str
    advice: str
    advice_ru: str


@dataclass(frozen=True)
class Entity:
    description: str
    description_ru: str
    section: str
    section_ru: str = ""
    thousand: int | None = None
    hundred: int | None = None


@dataclass(frozen=True)
class WithoutCode:
    parents: str
    doc: str
    description: str
    description_ru: str
    advice: str
    advice_ru: str


@dataclass(frozen=True)
class Code:
    code: int
    name: str  # of the class
    entity: str
    description: str
    description_ru: str
    source: str
    kind: str = ""
    page_ru: str = ""
    advice: str = ""
    advice_ru: str = ""
    note: str = ""
    note_ru: str = ""


@dataclass(frozen=True)
class SecondCode:
    code: int
    same_as: int
    source: str


@dataclass(frozen=True)
class Catalog:
    documents: dict[str, Document]
    kinds: dict[str, Kind]
    entities: dict[str, Entity]
    without_code: dict[str, WithoutCode]
    codes: list[Code]  # one per class, by entity and number
    second_codes: list[SecondCode]
    sections_without_entity: list[str]
    harmless_lines: list[str]

    def all_codes(self) -> list[Code]:
        """Return every code in order; a second code with the entry of the class that it raises."""
        firsts = {code.code: code for code in self.codes}
        seconds = [
            replace(firsts[code.same_as], code=code.code, source=code.source, note="", note_ru="")
            for code in self.second_codes
        ]
        return sorted([*self.codes, *seconds], key=lambda code: code.code)


class CatalogError(Exception):
    """The catalog is wrong. The text has one line for each problem."""


def read(path: Path = PATH) -> Catalog:
    """Return the catalog, or raise a CatalogError that names everything wrong with it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as err:
        raise CatalogError(f"{path.name}: {err}") from None
    problems: list[str] = []
    catalog = Catalog(
        documents=_table(data, "documents", Document, problems),
        kinds=_table(data, "kinds", Kind, problems),
        entities=_table(data, "entities", Entity, problems),
        without_code=_table(data, "without_code", WithoutCode, problems),
        codes=_array(data, "codes", Code, problems),
        second_codes=_array(data, "second_codes", SecondCode, problems),
        sections_without_entity=_texts(data, "sections_without_entity", problems),
        harmless_lines=_texts(data, "harmless_lines", problems),
    )
    known = [field.name for field in fields(Catalog)]
    problems += [f"unknown key {key!r}; known: {', '.join(known)}" for key in data.keys() - known]
    problems += _wrong_names(catalog)
    problems += _wrong_numbers(catalog)
    problems += _wrong_references(catalog, data)
    problems += _wrong_texts(catalog)
    if problems:
        lines = [f"{path.name}: {_escaped(problem)}" for problem in problems]
        raise CatalogError("\n".join(lines))
    order = list(catalog.entities)
    catalog.codes.sort(key=lambda code: (order.index(code.entity), code.code))
    return catalog


# Types. Each of these adds what is wrong to `problems` and leaves it out of what it returns.


def _table(data: dict[str, Any], part: str, cls: type[T], problems: list[str]) -> dict[str, T]:
    if not isinstance(data.get(part), dict):
        problems.append(f"{part} is not a table")
        return {}
    made = {k: _made(cls, f"{part}.{k}", entry, problems) for k, entry in data[part].items()}
    return {name: entry for name, entry in made.items() if entry}


def _array(data: dict[str, Any], part: str, cls: type[T], problems: list[str]) -> list[T]:
    if not isinstance(data.get(part), list):
        problems.append(f"{part} is not an array")
        return []
    return [made for entry in data[part] if (made := _made(cls, part, entry, problems))]


def _texts(data: dict[str, Any], part: str, problems: list[str]) -> list[str]:
    texts: Any = data.get(part)
    if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
        return texts
    problems.append(f"{part} is not an array of texts")
    return []


def _made(cls: type[T], where: str, entry: Any, problems: list[str]) -> T | None:
    if not isinstance(entry, dict):
        problems.append(f"{where}: {entry!r} is not a table")
        return None
    if "code" in entry:
        where = f"code {entry['code']}"
    wrong: list[str] = []
    for field in fields(cls):
        value, optional = entry.get(field.name), field.default is not MISSING
        if field.name not in entry:
            if not optional:
                wrong.append(f"{field.name} is missing")
        elif not isinstance(value, field.type) or isinstance(value, bool):
            wrong.append(f"{field.name} is {value!r}, not {_kind_of(field.type)}")
        elif value == "" and field.name != "source":
            wrong.append(f"{field.name} is empty: {'leave it out' if optional else 'fill it in'}")
    known = [field.name for field in fields(cls)]
    wrong += [f"unknown key {key!r}; known: {', '.join(known)}" for key in entry.keys() - known]
    problems += [f"{where}: {problem}" for problem in wrong]
    return None if wrong else cls(**entry)


def _kind_of(annotation: Any) -> str:
    return "a text" if annotation is str else "an integer"


# Values. Each of these yields what is wrong.


def _wrong_names(catalog: Catalog) -> Iterator[str]:
    """Check the names of classes."""
    families = {f"kinds.{name}": name for name in catalog.kinds}
    families |= {f"entities.{name}": name for name in catalog.entities}
    others = {f"without_code.{name}": name for name in catalog.without_code}
    others |= {f"code {code.code}": code.name for code in catalog.codes}
    taken = dict.fromkeys(_RESERVED, "the package")
    for where, name in (families | others).items():
        if not re.fullmatch("[A-Z][A-Za-z0-9]*", name):
            yield f"{where}: {name!r} is not a class name, such as ContactNotFound"
        elif hasattr(builtins, name):
            yield f"{where}: {name} shadows a Python builtin"
        elif name.endswith("Error") != (where in families):
            yield f"{where}: {name}: the names of entities and kinds end in Error, no other does"
        elif name in taken:
            yield f"{where}: class {name} is given twice, first for {taken[name]}"
        taken.setdefault(name, where)


def _wrong_numbers(catalog: Catalog) -> Iterator[str]:
    names = [(code.code, code.name) for code in catalog.codes]
    names += [(code.code, f"same_as {code.same_as}") for code in catalog.second_codes]
    numbers = [("code", number, name) for number, name in names]
    for key in ("thousand", "hundred"):
        for name, entity in catalog.entities.items():
            if (number := getattr(entity, key)) is not None:
                numbers.append((key, number, name))
    taken: dict[tuple[str, int], str] = {}
    for key, number, name in numbers:
        if not 0 <= number < 2**31:  # Planfix documents its codes as int32
            yield f"{key} {number} of {name} is out of range"
        elif (key, number) in taken:
            yield f"{key} {number} is given twice, for {taken[key, number]} and for {name}"
        taken.setdefault((key, number), name)


def _wrong_references(catalog: Catalog, data: dict[str, Any]) -> Iterator[str]:
    # What is known also from entries that are wrong in another way
    names = {part: list(data.get(part) or ()) for part in ("documents", "entities", "kinds")}
    if sorted(names["documents"]) != sorted(DOCUMENTS):
        yield f"documents are {', '.join(names['documents'])}, not {', '.join(DOCUMENTS)}"
    firsts = [code.code for code in catalog.codes]
    for code in (*catalog.codes, *catalog.second_codes):
        references: list[tuple[str, Any, list[Any]]] = [("source", code.source, ["", *DOCUMENTS])]
        if isinstance(code, Code):
            references.append(("entity", code.entity, names["entities"]))
            references.append(("kind", code.kind, ["", *names["kinds"]]))
        else:
            references.append(("same_as", code.same_as, firsts))
        for key, value, known in references:
            if value not in known:
                yield f"code {code.code}: unknown {key} {value!r}; known: {', '.join(map(str, filter(None, known)))}"


def _wrong_texts(catalog: Catalog) -> Iterator[str]:
    """Check every text: it goes into Python literals, docstrings and Markdown, and to people."""
    entries: dict[str, Any] = {f"code {code.code}": code for code in catalog.codes}
    for part in ("documents", "kinds", "entities", "without_code"):
        entries |= {f"{part}.{name}": entry for name, entry in getattr(catalog, part).items()}
    for where, entry in entries.items():
        for key, text in vars(entry).items():
            if isinstance(text, str) and key != "page_ru":
                yield from (f"{where}: {key} {problem}: {text!r}" for problem in _wrong_text(text))


def _wrong_text(text: str) -> Iterator[str]:
    if text != " ".join(text.split()):
        yield "has doubled or outer spaces, or a line break"
    if "\\" in text or '"""' in text or not text.isprintable():
        yield 'has a backslash, a control character or """'
    if text.endswith("."):
        yield "ends in a full stop"
    for word in re.findall(r"[^\W\d_]+", text):
        if re.search("[A-Za-z]", word) and re.search("[А-яЁё]", word):
            yield f"mixes Latin and Cyrillic letters in {word!r}"


def _escaped(text: str) -> str:
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
