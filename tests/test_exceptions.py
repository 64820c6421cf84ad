"""What an exception carries, what it shows, and that it survives every way out of a process."""

import copy
import gc
import json
import multiprocessing
import pickle
import traceback
import weakref
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from http import HTTPStatus
from typing import Any

import pytest

import planfix_errors as p

GET = "GET /contact/1"
CLASSES = [thing for thing in vars(p).values() if isinstance(thing, type)]
PARTIAL = {"Result": "success", "Failures": [{"field": "status", "error": "no"}]}


class KeywordOnly(p.ContactNotFound):
    def __init__(self, *, contact: int) -> None:
        super().__init__(f"merged into {contact}", http_status=410)
        self.contact = contact


class Forgetful(p.ContactNotFound):
    def __init__(self, *, contact: int) -> None:
        self.contact = contact


class Ported(p.ContactNotFound, OSError): ...  # as requests.HTTPError is


def test_constructor() -> None:
    """All five values are optional, and `args` has all five."""
    body = {"code": 2999}
    assert p.ContactNotFound().args == ("", 2000, None, None, "")
    err = p.ContactError("text", 2999, body, 400, GET)
    named = p.ContactError(message="text", code=2999, body=body, http_status=400, request=GET)
    assert err.args == named.args == ("text", 2999, body, 400, GET)
    assert (err.message, err.code, err.body, err.http_status, err.request) == err.args


@pytest.mark.parametrize(
    ("body", "message", "seconds"),
    [
        ({"timeToReset": 57283}, "", 57283),
        ({"TIMETORESET": "60"}, "timeToReset:5", 60),
        ({"timeToReset": 0}, "timeToReset:5", 0),
        ({"timeToReset": -1}, "remaining:0, timetoreset:5", 5),
        ({"timeToReset": 1.5}, "", None),
        ({"timeToReset": True}, "timeToReset:-5", None),
        (b"<html>", 'TimeToReset": 7', 7),
        (None, "timeToReset = 0.", 0),
        (None, "timeToReset:" + "9" * 5000, None),
        (None, "remaining:0, time to reset:5", None),
    ],
)
def test_retry_after(body: Any, message: str, seconds: int | None) -> None:
    """The seconds stand in the body or in the server's text, in any letter case."""
    for cls in (p.ContactNotFound, p.UnexpectedResponse, p.PlanfixError):
        assert cls(message, body=body).retry_after == seconds


def test_partial_update() -> None:
    """The failures are the server's own list, and a mock can have them."""
    failures = [{"field": "status"}]
    for body in ({"result": "success", "failures": failures}, {"Failures": failures}):
        assert p.PartialUpdate(body=body).failures is failures
    assert p.PartialUpdate(body={"failures": {"field": "a"}}).failures == [{"field": "a"}]
    assert p.PartialUpdate().failures == p.PartialUpdate(body=b"<p>").failures == []


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("", "no 'contact': empty body"),
        ('{"id": 1}', "no 'contact'"),
        ('{"Message": "Under maintenance"}', "no 'contact': Under maintenance"),
        ('{"result": "success", "error": "+", "message": "other"}', "no 'contact': +"),
    ],
)
def test_answer(raw: str, message: str) -> None:
    """An answer is a dict, but a key that it lacks says which request it was."""
    answer = p.parse_response(raw, 200, GET)
    plain: dict[str, Any] = json.loads(raw or "{}") or {}
    with pytest.raises(p.AnswerIncomplete) as caught:
        answer["contact"]
    assert isinstance(caught.value, KeyError)
    assert caught.value.args == (message, 0, plain, 200, GET)
    assert answer == plain
    assert json.dumps(answer) == json.dumps(plain)
    assert "contact" not in answer
    assert answer.get("contact") is None
    for same in [*(way(answer) for way in WAYS.values()), answer | plain]:
        assert (type(same), same) == (dict, plain)


@pytest.mark.parametrize(
    ("err", "shown"),
    [
        (p.ContactNotFound("text", http_status=404, request=GET), "[2000] text (GET /contact/1)"),
        (p.ContactNotFound(), "[2000] Contact does not exist"),
        (p.ContactError(code=2999), "[2999] An error about a contact"),
        (p.UnspecifiedFailure("text", http_status=HTTPStatus(500)), "HTTP 500: text"),
        (p.PlanfixError("no connection"), "no connection"),
        (p.PlanfixError(), "Planfix error"),
        (p.UnexpectedResponse(http_status=302), "HTTP 302: Unexpected response"),
        (p.ServerUnavailable("why", 0, b"", 502), "HTTP 502: Planfix is unavailable: why"),
        (p.TooManyRequests("why", request=GET), "Too many requests: why (GET /contact/1)"),
        (p.PartialUpdate("a: b", 0, {}, 200), "HTTP 200: Some fields were not updated: a: b"),
        (Forgetful(contact=1), "[2000] Contact does not exist"),
    ],
)
def test_str(err: p.PlanfixError, shown: str) -> None:
    """One rule for all: the code or the status, what happened, the request."""
    assert str(err) == shown
    assert traceback.format_exception(err)[-1].endswith(f"{type(err).__name__}: {shown}\n")


def test_repr() -> None:
    """repr() has the status and the request only if they are known."""
    assert repr(p.ContactNotFound("it's\n")) == 'ContactNotFound("it\'s\\n", code=2000)'
    err = p.ContactError("", 2999, {"a": 1}, HTTPStatus(404), GET)
    assert repr(err) == "ContactError('', code=2999, http_status=404, request='GET /contact/1')"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\r\n\x85\u2028\u2029", r"two\nlines\r\n\x85\u2028\u2029"),
        ("\x1b[31m \x00\x1f\x7f\x9f\ud800", r"\x1b[31m \x00\x1f\x7f\x9f\ud800"),
        (" ~\xa0«Анна» \\ 👩‍💻", " ~\xa0«Анна» \\ 👩‍💻"),
    ],
)
def test_one_line(text: str, shown: str) -> None:
    """What breaks a line, controls a terminal or fails to encode is escaped, but kept."""
    for err in (p.TaskNotFound(text), p.UnexpectedResponse(text), p.TaskError(request=text)):
        assert shown in str(err)
        assert len(str(err).splitlines()) == len(repr(err).splitlines()) == 1
        assert str(err).encode()
        assert text in (err.message, err.request)


def pickled(protocol: int) -> Callable[[Any], Any]:
    return lambda thing: pickle.loads(pickle.dumps(thing, protocol))


WAYS = {f"pickle {n}": pickled(n) for n in range(pickle.HIGHEST_PROTOCOL + 1)}
WAYS.update({"copy": copy.copy, "deepcopy": copy.deepcopy})


def facts(err: BaseException) -> dict[str, Any]:
    """Return all that can be seen of an error."""
    seen = {name: getattr(err, name, None) for name in ("code", "failures", "__notes__", "args")}
    return {**vars(err), **seen, "class": type(err), "str": str(err), "repr": repr(err)}


def samples() -> list[p.PlanfixError]:
    """Return errors that a task queue can keep as JSON."""
    errors = [p.error_from_response(PARTIAL, 202, GET), p.error_from_response({"error": "a"}, 500)]
    made = [cls("text", 99_999, {"x": ["я"]}, 500, GET) for cls in CLASSES]
    return [*filter(None, errors), *made, *(cls() for cls in CLASSES)]


@pytest.mark.parametrize("way", WAYS)
def test_copies(way: str) -> None:
    """A copy or a pickle has all that the error had, of a user's own classes too."""
    own = [KeywordOnly(contact=1), Forgetful(contact=1), Ported("text", None, {}, 404, GET)]
    for err in [*samples(), *own, p.ServerUnavailable("x", 0, b"<p>", 502)]:
        err.add_note("a note")
        assert facts(WAYS[way](err)) == facts(err)
    wrapped = p.ContactNotFound("text", body={"x": 1})
    wrapped.args = ("wrapped by an engine",)
    assert facts(WAYS[way](wrapped)) == facts(wrapped)
    assert (wrapped.message, wrapped.body) == ("text", {"x": 1})


def test_task_queue() -> None:
    """An engine that keeps the class and its args as JSON rebuilds the error."""
    for err in samples():
        args = json.loads(json.dumps(err.args))
        rebuilt = getattr(__import__(type(err).__module__), type(err).__name__)(*args)
        assert facts(rebuilt) == {**facts(err), "args": tuple(args)}


def fail(cls: type[Any]) -> None:
    raise cls(contact=7)


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_processes(method: str) -> None:
    """A process pool hands over the whole error and goes on."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(method)) as pool:
        for body, status in ('{"code": 1000}', 404), (json.dumps(PARTIAL), 202), ("<html>", 502):
            with pytest.raises(p.PlanfixError) as caught:
                p.parse_response(body, status, GET)
            err = pool.submit(p.parse_response, body, status, GET).exception()
            assert err is not None
            assert facts(err) == facts(caught.value)
        for own in (KeywordOnly, Forgetful):
            assert isinstance(pool.submit(fail, own).exception(), own)
        assert type(pool.submit(p.parse_response, '{"id": 1}', 200).result()) is dict


def test_freed() -> None:
    """After its handler, nothing keeps an error alive until the garbage collector runs."""
    reads: list[Any] = [(p.raise_for_response, {"code": 2000}), (p.parse_response, "<p>")]
    alive: list[weakref.ref[BaseException]] = []
    gc.disable()
    try:
        for read, body in reads:
            try:
                read(body, 503)
            except p.PlanfixError as err:
                alive.append(weakref.ref(err))
        assert [ref() for ref in alive] == [None, None]
    finally:
        gc.enable()
