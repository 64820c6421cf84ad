"""No input makes the library fail in a way of its own."""

import json
import math
import os
import random
import subprocess
import sys
from collections import OrderedDict, defaultdict
from types import MappingProxyType
from typing import Any

import pytest

from planfix_errors import PlanfixError, error_class, error_from_response, loads, raise_for_response

SEED = 20_000
SCALARS: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    2000,
    2999,
    6001,
    10**30,
    10**4999,
    0.0,
    2000.0,
    math.nan,
    math.inf,
    "",
    "success",
    "fail",
    "2000",
    "٢٠٠٠",
    "²",
    "9" * 5000,
    "\ud800",
    "\x00\x1b[2J\r\n\u2028",
    "Контакт не существует",
    "\ufeff",
]
KEYS: list[Any] = [
    *("result", "code", "error", "Result", "CODE", "eRRor", "reſult", "id", "", "\ud800"),
    *(0, 1.5, None, True, ("result",), b"code"),
]
NO_JSON: list[Any] = [b"{}", bytearray(), {1}, (), object(), Exception(), print, type, range(3)]


def value(rng: random.Random, depth: int = 0) -> Any:
    """Return something that a JSON decoder, or a careless caller, could make."""
    kind = rng.random()
    if depth > 3 or kind < 0.5:
        return rng.choice(SCALARS)
    if kind < 0.6:
        return [value(rng, depth + 1) for _ in range(rng.randrange(3))]
    if kind < 0.65:
        return rng.choice(NO_JSON)
    if kind < 0.67:
        nested: Any = []
        for _ in range(rng.choice((10, 1000, 20_000))):
            nested = [nested] if rng.random() < 0.5 else {"code": nested}
        return nested
    made = {rng.choice(KEYS): value(rng, depth + 1) for _ in range(rng.randrange(6))}
    wrap: list[Any] = [
        dict,
        dict,
        dict,
        OrderedDict,
        MappingProxyType,
        lambda d: defaultdict(list, d),
    ]
    return rng.choice(wrap)(made)


def check(err: PlanfixError) -> None:
    assert type(err.code) is int
    assert type(err.message) is str
    assert err.__context__ is err.__cause__
    for shown in (str(err), repr(err)):
        assert len(shown.splitlines()) == 1
        assert shown.isascii() or shown.encode()


def test_any_payload_has_one_of_the_documented_outcomes() -> None:
    rng = random.Random(SEED)
    outcomes = {"returned": 0, "raised": 0, "refused": 0}
    for _ in range(20_000):
        payload = value(rng)
        size = len(payload) if isinstance(payload, (dict, defaultdict)) else None
        try:
            assert raise_for_response(payload) is payload
            assert error_from_response(payload) is None
            outcomes["returned"] += 1
        except PlanfixError as err:
            assert err.payload is payload
            check(err)
            outcomes["raised"] += 1
        except TypeError as err:
            assert "decoded JSON" in str(err)
            outcomes["refused"] += 1
        if size is not None:
            assert len(payload) == size
    assert min(outcomes.values()) > 500, outcomes


def test_any_raw_body_has_one_of_the_documented_outcomes() -> None:
    rng = random.Random(SEED)
    outcomes = {"returned": 0, "raised": 0}
    encodings = ["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32-le"]
    for _ in range(20_000):
        try:
            text = json.dumps(value(rng), ensure_ascii=rng.random() < 0.5, default=str)
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
            loads(body)
            outcomes["returned"] += 1
        except PlanfixError as err:
            check(err)
            outcomes["raised"] += 1
    assert min(outcomes.values()) > 500, outcomes


def test_any_int_has_a_class() -> None:
    rng = random.Random(SEED)
    for _ in range(2000):
        code = rng.randrange(-(10 ** rng.randrange(1, 6000)), 10 ** rng.randrange(1, 6000))
        assert issubclass(error_class(code), PlanfixError)


def test_every_truncation_of_a_body_is_malformed() -> None:
    body = json.dumps({"result": "success", "task": {"id": 1, "name": "Задача"}})
    assert loads("") is None
    for end in range(1, len(body)):
        for raw in (body[:end], body[:end].encode()):
            with pytest.raises(PlanfixError) as caught:
                loads(raw)
            check(caught.value)


EVERY_MODE = """
import pickle, warnings
import planfix_errors as p

def shown(function, argument):
    try:
        return function(argument)
    except Exception as err:
        copy = pickle.loads(pickle.dumps(err))
        return type(err).__name__, str(err), repr(err), str(copy), repr(copy)

bodies = [{"id": 1}, None, {"result": "fail", "code": 2000}, {"code": 2999}, {"code": 99999},
          {"code": 1.5, "error": {"a": 1}}, [], b"", {1}, {"Code": "6001", "Error": "text"}]
print([shown(p.raise_for_response, body) for body in bodies])
print([shown(p.loads, body) for body in (b"", "<html>", b"\\xff", '{"code": 1000}', 1)])
print([shown(p.error_class, code) for code in (2000, 2999, -1, True)])
print([(name, getattr(getattr(p, name), "description", "")) for name in sorted(p.__all__)])
"""


def test_every_mode_of_the_interpreter_behaves_alike() -> None:
    def run(*flags: str) -> str:
        done = subprocess.run(
            [sys.executable, *flags, "-c", EVERY_MODE],
            env={**os.environ, "PYTHONHASHSEED": "0"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        return done.stdout

    plain = run()
    assert "('ContactNotFound', '[2000] Contact does not exist'" in plain
    for flags in (["-O"], ["-OO"], ["-W", "error"], ["-X", "dev"], ["-bb"]):
        assert run(*flags) == plain, flags
