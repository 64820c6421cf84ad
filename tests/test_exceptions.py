"""What an exception says and carries, and that it survives every way out of a process."""
# ruff: noqa: E501 - the rows of a table

import copy
import gc
import json
import math
import multiprocessing
import pickle
import re
import traceback
import weakref
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from http import HTTPStatus
from typing import Any

import pytest

import planfix_errors as p

GET = "GET /contact/1"
nothing: Any = None
CLASSES = [t for t in vars(p).values() if isinstance(t, type) and issubclass(t, p.PlanfixError)]
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
    assert p.ContactNotFound().args == ("", 2000, None, None, "")
    assert p.PartialUpdate().failures == p.PartialUpdate(body=b"<p>").failures == []
    err = p.ContactError("text", 2999, {}, 400, GET)
    assert err.args == ("text", 2999, {}, 400, GET)
    assert (err.message, err.code, err.body, err.http_status, err.request) == err.args


@pytest.mark.parametrize(("body", "message", "seconds"), [
    ({"timeToReset": 57283}, "", 57283),
    ({"TIMETORESET": "60"}, "timeToReset:5", 60),
    ({"timeToReset": 0}, "timeToReset:5", 0),
    ({"timeToReset": -1}, "remaining:0, timetoreset:5", 5),
    ({"timeToReset": 1.5}, "", None),
    ({"timeToReset": True}, "timeToReset:-5", None),
    (b"<html>", 'TimeToReset": 7', 7),
    (None, "timeToReset = 0.", 0),
    (None, "timeToReset:" + "9" * 11, None),
    (None, "remaining:0, time to reset:5", None),
])  # fmt: skip
def test_retry_after(body: Any, message: str, seconds: int | None) -> None:
    """The seconds stand in the body or in the server's text, in any letter case."""
    assert p.TokenInvalid(message, body=body).retry_after == seconds


ALWAYS, KNOWN, READS, NEVER = (True,) * 3, (False, False, True), (False, True, False), (False,) * 3
# Whether a write and a read may be sent again, and a write whose limit resets in a minute
RETRY: dict[Any, tuple[bool, ...]] = {
    **dict.fromkeys([p.BusyError, p.ObjectBusy, p.RateLimitError, p.TooManyRequests], ALWAYS),
    **dict.fromkeys([p.DailyRequestLimitReached, p.ReportLimitReached], KNOWN),
    **dict.fromkeys([p.OutcomeUnknown, p.ServerUnavailable, p.ServerFailed], READS),
}


@pytest.mark.parametrize("cls", CLASSES)
def test_may_retry(cls: type[p.PlanfixError]) -> None:
    """A class says what may be sent again; a known time allows 22 and 9004, and else forbids."""
    write, read, known = RETRY.get(cls, NEVER)
    assert cls().may_retry(reads=nothing) is write
    for status in (None, 500):
        assert cls(http_status=status).may_retry(reads=False) is write
        assert cls(http_status=status).may_retry(reads=True, within=0) is (read or write)
    err = cls("timeToReset:60")
    assert err.may_retry(reads=False) is err.may_retry(reads=False, within=61) is (known or write)
    assert err.may_retry(reads=True) is (known or write or read)
    assert not err.may_retry(reads=True, within=59.9)
    err.retry_after = 61
    assert not err.may_retry(reads=True)


@pytest.mark.parametrize(("raw", "message"), [
    ("", "no 'contact': empty body"),
    ('{"id": 1}', "no 'contact'"),
    ('{"Result": "success", "error": "+", "Message": "other"}', "no 'contact': +"),
])  # fmt: skip
def test_answer(raw: str, message: str) -> None:
    """An answer is a dict, but a key that it lacks says which request it was."""
    answer, plain = p.parse_response(raw, 202, GET), json.loads(raw or "{}")
    assert answer == plain
    assert (answer | plain, answer.get("contact"), "contact" in answer) == (plain, None, False)
    for same in [answer, *(way(answer) for way in WAYS.values())]:
        assert (type(same), same.http_status, same.request) == (p.Answer, 202, GET)
        with pytest.raises(p.AnswerIncomplete) as caught:
            same["contact"]
        assert caught.value.args == (message, 0, plain, 202, GET)
        assert type(caught.value.body) is dict


LIMIT, DOWN, INCOMPLETE = p.TooManyRequests, p.ServerUnavailable, p.AnswerIncomplete
# An error; str(); explanation_ru without the advice
SHOWN = [
    (p.TaskNotFound("text", None, {}, 404, f"{GET}?a=b"), f"[1000] text ({GET})", f"Задача не существует: text (код 1000, {GET})."),
    (p.TaskNotFound("Why?!"), "[1000] Why?!", "Задача не существует: Why?! (код 1000)."),
    (p.TaskError(code=1999), "[1999] An error about a task", "Ошибка при работе с задачей (код 1999)."),
    (p.ServerFailed("a", 0, {}, HTTPStatus(500)), "HTTP 500: a", "Неизвестная ошибка: a (HTTP 500)."),
    (p.PlanfixError("No."), "No.", "Ошибка Планфикса: No."),
    (p.PlanfixError("No…\n"), "No…\\n", "Ошибка Планфикса: No…"),
    (p.TaskNotFound("«No.»", request=nothing), "[1000] «No.»", "Задача не существует: «No.» (код 1000)."),
    (p.PlanfixError(), "Planfix error", "Ошибка Планфикса."),
    (p.UnexpectedResponse("a", 0, b"", 404), "HTTP 404: Unexpected response: a", "Неожиданный ответ (HTTP 404: a)."),
    (DOWN("a", 0, "", None, GET), f"Planfix is unavailable: a ({GET})", f"Планфикс недоступен ({GET}: a)."),
    (p.OutcomeUnknown("a"), "It is not known whether the request was carried out: a", "Неизвестно, выполнен ли запрос (a)."),
    (INCOMPLETE("a"), "The answer lacks what was asked for: a", "В ответе нет нужных данных (a)."),
    (LIMIT("a", 1), "[1] Too many requests: a", "Слишком много запросов (код 1: a)."),
    (p.PartialUpdate("a: b"), "Some fields were not written: a: b", "Некоторые поля не записаны: a: b."),
    (Forgetful(contact=1), "[2000] Contact does not exist", "Контакт не существует (код 2000)."),
]  # fmt: skip


@pytest.mark.parametrize(("err", "shown", "russian"), SHOWN, ids=repr)
def test_shown(err: p.PlanfixError, shown: str, russian: str) -> None:
    """One rule for all: the code or the status, what happened, the request, what to do."""
    assert str(err) == shown
    assert traceback.format_exception(err)[-1].endswith(f"{type(err).__name__}: {shown}\n")
    stop = "" if "No" in shown or shown[-1] == "!" else "."
    assert err.explanation == f"{shown.removesuffix(chr(92) + 'n')}{stop} {err.advice}."
    assert err.explanation_ru == f"{russian} {err.advice_ru}."


@pytest.mark.parametrize(("seconds", "english", "russian"), [
    (57283, " Try again in 15 h 55 min.", " Повторите через 15 ч 55 мин."),
    (3600, " Try again in 1 h.", " Повторите через 1 ч."),
    (1, " Try again in 1 min.", " Повторите через 1 мин."),
    (60.5, " Try again in 2 min.", " Повторите через 2 мин."),
    *((unknown, "", "") for unknown in (0, -90, math.inf, math.nan, None)),
])  # fmt: skip
def test_again(seconds: Any, english: str, russian: str) -> None:
    """A limit says when it resets, in minutes rounded up; another error does not."""
    for cls in (p.RateLimitError, LIMIT, p.DailyRequestLimitReached, p.ObjectBusy, DOWN):
        err, limit = cls(), issubclass(cls, p.RateLimitError)
        err.retry_after = seconds
        assert err.explanation == f"{err}. {err.advice}.{english if limit else ''}"
        assert err.explanation_ru.endswith(f"{err.advice_ru}.{russian if limit else ''}")


def test_repr() -> None:
    """repr() has the whole text, and the status and the request only if they are known."""
    assert repr(p.ContactNotFound("it's\n")) == 'ContactNotFound("it\'s\\n", code=2000)'
    err = p.ContactError("", 2999, {"a": 1}, HTTPStatus(404), f"{GET}?token=1")
    assert repr(err) == "ContactError('', code=2999, http_status=404, request='GET /contact/1')"
    assert "x" * 2000 in repr(p.ContactError("x" * 2000))


@pytest.mark.parametrize(("text", "shown"), [
    ("two\nlines\r\n\x85\u2028\u2029.", r"two\nlines\r\n\x85\u2028\u2029."),
    ("\x1b[31m \x00\x1f\x7f\x9f\ud800", r"\x1b[31m \x00\x1f\x7f\x9f\ud800"),
    ("\u202a\u202e\u2066\u2069", r"\u202a\u202e\u2066\u2069"),
    ("~\xa0«Анна» \\ 👩‍💻 \u2027\u202f\u2065\u206a", ""),
    ("x" * 1000, ""),
    ("x" * 1001, f"{'x' * 1000}…"),
])  # fmt: skip
def test_one_line(text: str, shown: str) -> None:
    """What breaks a line, controls a terminal or fails to encode is escaped; the rest is cut."""
    for err in (p.TaskNotFound(text), DOWN(text), p.TaskError(request=text[:90])):
        for line in (str(err), err.explanation, err.explanation_ru):
            assert ((shown or text) if err.message else (shown or text)[:90]) in line
            cut = shown.endswith("…") and bool(err.message)
            assert ("…" in line, "x" * 1001 in line) == (cut, False)
            assert len(line.splitlines()) == len(repr(err).splitlines()) == 1
            assert line.encode()


@pytest.mark.parametrize("cls", CLASSES)
def test_texts(cls: type[p.PlanfixError]) -> None:
    """Whatever is known, an explanation is sentences for people, in its own language."""
    named = cls("", 7, {}, 404, GET)
    for err in (cls(), named, cls(http_status=500), cls(request=GET), cls("Текст.\n")):
        english, russian = err.explanation, re.sub(r"\([^)]*\)", "", err.explanation_ru)
        assert not re.search(r"None|\.\.|\(\)|: [.(]|`|_", english + err.explanation_ru)
        assert not re.search("[А-яЁё]", english.replace("Текст.", ""))
        assert not re.search(
            "[A-Za-z]", re.sub("(?i)e-mail|REST|API|JSON|scope|/rest", "", russian)
        )


def pickled(protocol: int, thing: Any) -> Any:
    return pickle.loads(pickle.dumps(thing, protocol))


WAYS: dict[str, Any] = {"copy": copy.copy, "deepcopy": copy.deepcopy}
WAYS.update((f"pickle {n}", partial(pickled, n)) for n in range(6))


def facts(err: BaseException) -> dict[str, Any]:
    """Return all that can be seen of an error."""
    names = ("code", "failures", "retry_after", "__notes__", "args")
    seen = {name: getattr(err, name, None) for name in names}
    return {**vars(err), **seen, "class": type(err), "str": str(err), "repr": repr(err)}


def samples() -> list[p.PlanfixError]:
    """Return errors that a task queue can keep as JSON."""
    made = [cls("timeToReset:9", 99_999, {"x": ["я"]}, 500, GET) for cls in CLASSES]
    return [p.PartialUpdate(body=PARTIAL), *made, *(cls() for cls in CLASSES)]


@pytest.mark.parametrize("way", WAYS)
def test_copies(way: str) -> None:
    """A copy or a pickle has all that the error had, of a user's own classes too."""
    own = [KeywordOnly(contact=1), Forgetful(contact=1), Ported("text", None, {}, 404, GET)]
    for err in [*samples(), *own, DOWN("x", 0, b"<p>", 502)]:
        err.add_note("a note")
        assert facts(WAYS[way](err)) == facts(err)
        err.retry_after, err.args = 5, ("wrapped by an engine",)
        assert facts(WAYS[way](err)) == facts(err)


def test_task_queue() -> None:
    """An engine that keeps the class and its args as JSON rebuilds the error."""
    for err in samples():
        assert facts(type(err)(*json.loads(json.dumps(err.args)))) == facts(err)


def fail(cls: type[Any]) -> None:
    raise cls(contact=7)


def test_processes() -> None:
    """A process pool hands over the whole error and goes on."""
    cases: list[tuple[Any, int]] = [({"code": 1000}, 404), (PARTIAL, 202), ([], 502)]
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        for body, status in cases:
            expected = p.error_from_response(body, status, GET)
            err = pool.submit(p.parse_response, json.dumps(body), status, GET).exception()
            assert err
            assert expected
            assert facts(err) == facts(expected)
        for own in (KeywordOnly, Forgetful):
            assert isinstance(pool.submit(fail, own).exception(), own)
        answer = pool.submit(p.parse_response, '{"id": 1}', 202, GET).result()
        assert (type(answer), answer.http_status) == (p.Answer, 202)


def test_freed() -> None:
    """After its handler, nothing keeps an error alive until the garbage collector runs."""
    failure = {"result": "fail", "code": 2000, "error": "a"}
    reads: list[Any] = [(p.raise_for_response, failure), (p.raise_for_response, {"code": 1})]
    reads += [(p.parse_response, "<p>"), (p.error_from_response, [])]
    alive: list[weakref.ref[BaseException]] = []
    gc.disable()
    try:
        for read, body in reads:
            try:
                raise read(body, 503)
            except p.PlanfixError as err:
                alive.append(weakref.ref(err))
        assert [ref() for ref in alive] == [None] * 4
    finally:
        gc.enable()
