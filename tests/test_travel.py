"""An error loses nothing on its way through copies, pickles, processes, threads and tasks."""

import asyncio
import copy
import json
import multiprocessing
import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import pytest

import planfix_errors
from planfix_errors import (
    ContactError,
    ContactNotFound,
    MalformedResponse,
    PlanfixError,
    TaskNotFound,
    UnknownFailure,
    raise_for_response,
)

CLASSES = [
    thing
    for thing in (getattr(planfix_errors, name) for name in planfix_errors.__all__)
    if isinstance(thing, type)
]


class KeywordOnly(ContactNotFound):
    """A user's subclass that cannot be rebuilt as cls(*args)."""

    def __init__(self, *, contact: int) -> None:
        super().__init__(f"Contact not found by id {contact}")
        self.contact = contact


class Forgetful(ContactNotFound):
    """A user's subclass that does not call the __init__ above it."""

    def __init__(self, *, contact: int) -> None:
        self.contact = contact


def facts(err: BaseException) -> dict[str, Any]:
    """All that can be seen of an error."""
    names = ("code", "message", "payload", "args", "contact", "__notes__", "__dict__")
    seen = {name: getattr(err, name) for name in names if hasattr(err, name)}
    return {**seen, "class": type(err), "str": str(err), "repr": repr(err)}


def samples() -> list[PlanfixError]:
    errors: list[PlanfixError] = []
    for cls in CLASSES:
        errors += [cls(), cls("text", cls.code, {"code": cls.code, "x": ["я"]}), cls("t", 99_999)]
    errors += [MalformedResponse(payload=b"<html>"), KeywordOnly(contact=1), Forgetful(contact=1)]
    for err in errors:
        err.add_note("called by the sync job")
    errors.append(ContactNotFound("without a note"))
    return errors


def pickled(protocol: int) -> Callable[[Any], Any]:
    return lambda err: pickle.loads(pickle.dumps(err, protocol))


WAYS = {f"pickle {p}": pickled(p) for p in range(pickle.HIGHEST_PROTOCOL + 1)}
WAYS |= {"copy": copy.copy, "deepcopy": copy.deepcopy}


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_has_all_that_the_error_had(way: str) -> None:
    for err in samples():
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
        if isinstance(err, (KeywordOnly, Forgetful)) or isinstance(err.payload, bytes):
            continue
        stored = json.dumps([type(err).__module__, type(err).__name__, err.args])
        module, name, args = json.loads(stored)
        rebuilt = getattr(__import__(module), name)(*args)
        assert type(rebuilt) is type(err)
        assert (rebuilt.code, rebuilt.message, rebuilt.payload, str(rebuilt), repr(rebuilt)) == (
            err.code,
            err.message,
            err.payload,
            str(err),
            repr(err),
        )


def test_message_and_payload_outlive_a_change_of_args() -> None:
    err = ContactError("text", 2999, {"x": 1})
    err.args = ("wrapped by an engine",)
    assert (err.code, err.message, err.payload) == (2999, "text", {"x": 1})
    assert str(err) == "[2999] text"
    assert facts(pickle.loads(pickle.dumps(err))) == facts(err)


# Processes


def fail(code: int) -> None:
    raise_for_response({"result": "fail", "code": code, "error": f"text {code}"})


def fail_in_a_users_way(cls: type[KeywordOnly] | type[Forgetful]) -> None:
    err = cls(contact=7)
    err.add_note("made in a worker")
    raise err


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_a_process_pool_hands_over_the_whole_error_and_goes_on(method: str) -> None:
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        for code, cls in ((1000, TaskNotFound), (2999, ContactError), (0, UnknownFailure)):
            err = pool.submit(fail, code).exception()
            assert type(err) is cls
            assert (err.code, err.message) == (code, f"text {code}")
            assert err.payload == {"result": "fail", "code": code, "error": f"text {code}"}
        for own in (KeywordOnly, Forgetful):
            err = pool.submit(fail_in_a_users_way, own).exception()
            assert isinstance(err, own)
            assert (err.contact, err.code) == (7, 2000)
            assert err.__notes__ == ["made in a worker"]
        assert pool.submit(abs, -1).result() == 1


# Threads and tasks


def test_a_thread_hands_over_the_error_itself() -> None:
    err = TaskNotFound("text")

    def work() -> None:
        raise err

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(work).exception() is err


def test_errors_of_a_task_group_are_caught_by_class() -> None:
    async def work(code: int) -> None:
        await asyncio.sleep(0)
        fail(code)

    async def main() -> None:
        async with asyncio.TaskGroup() as group:
            for code in (1000, 2000, 2999):
                group.create_task(work(code))

    contacts: list[int] = []
    tasks: list[str] = []
    try:
        asyncio.run(main())
    except* ContactError as errors:
        contacts += [err.code for err in errors.exceptions if isinstance(err, ContactError)]
    except* TaskNotFound as errors:
        tasks += [str(err) for err in errors.exceptions]
    assert contacts == [2000, 2999]
    assert tasks == ["[1000] text 1000"]


def test_gather_collects_errors_beside_results() -> None:
    async def work(payload: dict[str, Any]) -> dict[str, Any]:
        return raise_for_response(payload)

    async def main() -> list[Any]:
        return await asyncio.gather(work({"id": 1}), work({"code": 1000}), return_exceptions=True)

    success, err = asyncio.run(main())
    assert success == {"id": 1}
    assert type(err) is TaskNotFound
