"""An error loses nothing on its way through copies, pickles, processes and task queues."""

import copy
import json
import multiprocessing
import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

import planfix_errors
from planfix_errors import (
    ContactError,
    ContactNotFound,
    MalformedResponse,
    PartialUpdate,
    PlanfixError,
    TaskNotFound,
    error_from_response,
    loads,
)

CLASSES = [
    thing
    for thing in (getattr(planfix_errors, name) for name in planfix_errors.__all__)
    if isinstance(thing, type)
]
PARTIAL = {"Result": "success", "Failures": [{"field": "status", "error": "field change failed"}]}


class KeywordOnly(ContactNotFound):
    """A user's subclass that cannot be rebuilt as cls(*args)."""

    def __init__(self, *, contact: int) -> None:
        super().__init__(f"Contact not found by id {contact}", http_status=404)
        self.contact = contact


class Forgetful(ContactNotFound):
    """A user's subclass that does not call the __init__ above it."""

    def __init__(self, *, contact: int) -> None:
        self.contact = contact


def error(payload: Any, status: int) -> PlanfixError:
    err = error_from_response(payload, status)
    assert err is not None
    return err


def facts(err: BaseException) -> dict[str, Any]:
    """Return all that can be seen of an error."""
    names = ("code", "message", "payload", "http_status", "args", "failures", "contact", "__dict__")
    seen = {name: getattr(err, name) for name in names if hasattr(err, name)}
    return {**seen, "class": type(err), "str": str(err), "repr": repr(err)}


def samples() -> list[PlanfixError]:
    """Return errors that a task queue can keep as JSON."""
    errors: list[PlanfixError] = [error(PARTIAL, 202), error({"message": "Not Found"}, 404)]
    for cls in CLASSES:
        errors += [cls(), cls("text", cls.code, {"x": ["я"]}, 500), cls("t", 99_999)]
    return errors


def pickled(protocol: int) -> Callable[[Any], Any]:
    return lambda err: pickle.loads(pickle.dumps(err, protocol))


WAYS = {f"pickle {p}": pickled(p) for p in range(pickle.HIGHEST_PROTOCOL + 1)}
WAYS |= {"copy": copy.copy, "deepcopy": copy.deepcopy}


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_has_all_that_the_error_had(way: str) -> None:
    errors = samples()
    errors += [
        MalformedResponse("<p>", 0, b"<p>", 502),
        KeywordOnly(contact=1),
        Forgetful(contact=1),
    ]
    for err in errors:
        err.add_note("GET /contact/1")
    for err in [*errors, ContactNotFound("without a note")]:
        travelled = WAYS[way](WAYS[way](err))
        assert travelled is not err
        assert facts(travelled) == facts(err)


def test_a_deep_copy_has_a_payload_of_its_own_and_a_copy_shares_it() -> None:
    err = ContactNotFound("text", payload={"rows": [1]})
    deep = copy.deepcopy(err)
    assert deep.payload == err.payload
    assert deep.payload["rows"] is not err.payload["rows"]
    assert deep.args[2] is deep.payload
    assert copy.copy(err).payload is err.payload


def test_a_task_queue_that_keeps_class_and_args_as_json_rebuilds_the_error() -> None:
    for err in samples():
        stored = json.dumps([type(err).__module__, type(err).__name__, err.args])
        module, name, args = json.loads(stored)
        rebuilt = getattr(__import__(module), name)(*args)
        assert {**facts(rebuilt), "args": list(err.args)} == {**facts(err), "args": args}


def test_an_error_outlives_a_change_of_its_args() -> None:
    err = ContactError("text", 2999, {"x": 1}, 404)
    err.args = ("wrapped by an engine",)
    assert (err.code, err.message, err.payload, err.http_status) == (2999, "text", {"x": 1}, 404)
    assert str(err) == "[2999] text"
    assert facts(pickle.loads(pickle.dumps(err))) == facts(err)


# Processes


def fail_in_a_users_way(cls: type[KeywordOnly] | type[Forgetful]) -> None:
    err = cls(contact=7)
    err.add_note("made in a worker")
    raise err


@pytest.mark.processes
@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_a_process_pool_hands_over_the_whole_error_and_goes_on(method: str) -> None:
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        for body, status, cls in (
            (b'{"code": 1000, "error": "text"}', 404, TaskNotFound),
            (b'{"code": 2999}', 400, ContactError),
            (json.dumps(PARTIAL).encode(), 202, PartialUpdate),
            (b"<html>", 502, MalformedResponse),
        ):
            with pytest.raises(cls) as caught:
                loads(body, status)
            err = pool.submit(loads, body, status).exception()
            assert err is not None
            assert facts(err) == facts(caught.value)
        for own in (KeywordOnly, Forgetful):
            err = pool.submit(fail_in_a_users_way, own).exception()
            assert isinstance(err, own)
            assert (err.contact, err.code) == (7, 2000)
            assert err.__notes__ == ["made in a worker"]
        assert pool.submit(abs, -1).result() == 1
