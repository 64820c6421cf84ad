"""Whatever a server sends, the outcome is a documented one.

The suite tries a few thousand bodies. To try more, and others:

    PLANFIX_ERRORS_EXAMPLES=1000000 python -m pytest tests/test_hostile.py
"""

import json
import math
import os
import random
import subprocess
import sys
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterator
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import pytest

from planfix_errors import (
    MalformedResponse,
    PartialUpdate,
    PlanfixError,
    error_class,
    error_from_response,
    loads,
    raise_for_response,
)

EXAMPLES = int(os.environ.get("PLANFIX_ERRORS_EXAMPLES", "3000"))
SEED = EXAMPLES

SECRET = "+79990001122"
SCALARS: list[Any] = [
    *(None, True, False, 0, 1, -1, 2000, 2999, 6001, 10**30, 10**4999),
    *(0.0, 2000.0, math.nan, math.inf),
    *("", "success", "success", "fail", "2000", "٢٠٠٠", "²", "9" * 5000),
    *("\ud800", "\x00\x1b[2J\r\n\u2028", "Контакт не существует", "\ufeff"),
]
FIELDS = ["result", "code", "error", "failures", "Result", "CODE", "eRRor", "Failures", "field"]
KEYS: list[Any] = [*FIELDS, "reſult", "id", "", "\ud800", 0, 1.5, None, True, ("result",), b"code"]
NOT_JSON: list[Any] = [b"{}", bytearray(), {1}, (), object(), Exception(), print, type, range(3)]
STATUSES: list[Any] = [None, None, 200, 202, 301, 400, 404, 500, 503, HTTPStatus.BAD_GATEWAY]


def value(rng: random.Random, depth: int = 0) -> Any:
    """Return something that a JSON decoder, or a careless caller, could make."""
    kind = rng.random()
    if depth > 3 or (depth and kind < 0.5) or kind < 0.1:
        return rng.choice(SCALARS)
    if kind < 0.6 and depth:
        return [value(rng, depth + 1) for _ in range(rng.randrange(3))]
    if kind < 0.14:
        return rng.choice(NOT_JSON)
    if kind < 0.15:
        nested: Any = []
        for _ in range(rng.choice((10, 1000, 20_000))):
            nested = [nested] if rng.random() < 0.5 else {"code": nested}
        return nested
    made = {rng.choice(KEYS): value(rng, depth + 1) for _ in range(rng.randrange(6))}
    made["phone"] = SECRET
    wrap: list[Any] = [dict] * 4
    wrap += [OrderedDict, MappingProxyType, lambda items: defaultdict(list, items)]
    return rng.choice(wrap)(made)


def is_success(payload: Any) -> bool:
    return any(
        payload[key] == "success"
        for key in payload
        if isinstance(key, str) and key.lower() == "result"
    )


def check(err: PlanfixError, status: Any) -> None:
    assert type(err.code) is int
    assert type(err.message) is str
    assert err.http_status == status
    assert type(err.http_status) in (int, type(None))
    assert err.args == (err.message, err.code, err.payload, err.http_status)
    if isinstance(err, (MalformedResponse, PartialUpdate)):
        assert err.code == 0
    if isinstance(err, PartialUpdate):
        assert err.failures
        assert type(err.failures) is list
    for shown in (str(err), repr(err)):
        assert len(shown.splitlines()) == 1
        assert SECRET not in shown
        shown.encode()


def test_any_payload_has_one_of_the_documented_outcomes() -> None:
    rng = random.Random(SEED)
    outcomes: Counter[str] = Counter()
    for _ in range(EXAMPLES):
        payload, status = value(rng), rng.choice(STATUSES)
        size = len(payload) if isinstance(payload, dict) else None
        try:
            assert raise_for_response(payload, status) is payload
            assert error_from_response(payload, status) is None
            assert status in (None, 200, 202) or is_success(payload)
            outcomes["returned"] += 1
        except PlanfixError as err:
            assert err.payload is payload
            assert err.__context__ is None
            check(err, status)
            name = type(err).__name__
            outcomes[name if name in ("MalformedResponse", "PartialUpdate") else "raised"] += 1
        except TypeError as err:
            assert "decoded JSON" in str(err)
            outcomes["refused"] += 1
        if size is not None:
            assert len(payload) == size
    assert len(outcomes) == 5
    assert min(outcomes.values()) > EXAMPLES / 100, outcomes


def test_any_raw_body_has_one_of_the_documented_outcomes() -> None:
    rng = random.Random(SEED)
    outcomes: Counter[str] = Counter()
    encodings = ["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32-le"]
    for _ in range(EXAMPLES):
        status = rng.choice(STATUSES)
        try:
            text = json.dumps(value(rng), ensure_ascii=rng.random() < 0.5, default=dict)
        except (TypeError, ValueError, RecursionError):
            text = rng.choice(["{", "[" * 50_000, '{"code": ' + "9" * 5000 + "}", "\x00", "NaN"])
        body: Any = text
        if rng.random() < 0.7:
            body = bytearray(text.encode(rng.choice(encodings), "surrogatepass"))
            for _ in range(rng.choice((0, 0, 1, 3))):
                body.insert(rng.randrange(len(body) + 1), rng.randrange(256))
        if rng.random() < 0.2:
            body = body[: rng.randrange(len(body) + 1)]
        try:
            returned = loads(body, status)
            assert type(returned) is dict
            assert status in (None, 200, 202) or is_success(returned)
            outcomes["returned"] += 1
        except PlanfixError as err:
            check(err, status)
            outcomes["malformed" if isinstance(err, MalformedResponse) else "raised"] += 1
    assert len(outcomes) == 3
    assert min(outcomes.values()) > EXAMPLES / 100, outcomes


def test_any_int_has_a_class() -> None:
    rng = random.Random(SEED)
    for _ in range(EXAMPLES // 10):
        code = rng.randrange(-(10 ** rng.randrange(1, 6000)), 10 ** rng.randrange(1, 6000))
        assert issubclass(error_class(code), PlanfixError)


def truncations() -> Iterator[str | bytes]:
    body = json.dumps({"result": "success", "name": "Анна", "phone": SECRET}, ensure_ascii=False)
    for whole in (body, f"[{body}]", f"Warning: line 3\n{body}", f"<html><style>p{body}"):
        for end in range(1, len(whole)):
            for encoding in ("utf-8", "utf-16", "utf-32-be"):
                yield whole[:end].encode(encoding)
            yield whole[:end]


def test_a_truncated_body_is_malformed_and_shows_nothing_of_its_json() -> None:
    for body in truncations():
        with pytest.raises(MalformedResponse) as caught:
            loads(body)
        assert caught.value.payload is body
        assert len(caught.value.message) <= 200
        check(caught.value, None)


EVERY_MODE = """
import pickle, warnings
import planfix_errors as p

def shown(function, *arguments):
    try:
        return function(*arguments)
    except Exception as err:
        copy = pickle.loads(pickle.dumps(err))
        return type(err).__name__, str(err), repr(err), str(copy), repr(copy)

bodies = [{"id": 1}, None, {"result": "fail", "code": 2000}, {"code": 2999}, {"code": 99999},
          {"code": 1.5, "error": {"a": 1}}, [], b"", {1}, {"Code": "6001", "Error": "text"},
          {"failures": {"field": "a", "error": "b"}}]
for status in (None, 200, 503, "503"):
    print([shown(p.raise_for_response, body, status) for body in bodies])
    print([shown(p.loads, b, status) for b in (b"", "<html>", b"\\xff", '{"code": 1000}', 1)])
print([shown(p.error_class, code) for code in (2000, 2999, -1, True)])
for name in sorted(p.__all__):
    thing = getattr(p, name)
    print(name, getattr(thing, "description", ""), getattr(thing, "description_ru", ""))
"""


@pytest.mark.processes
def test_every_mode_of_the_interpreter_behaves_alike() -> None:
    def run(*flags: str) -> str:
        done = subprocess.run(
            [sys.executable, *flags, "-c", EVERY_MODE],
            env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    plain = run()
    assert "('ContactNotFound', '[2000] Contact does not exist'" in plain
    for flags in (["-O"], ["-OO"], ["-X", "dev", "-W", "error", "-bb"]):
        assert run(*flags) == plain, flags
