"""Which outcome each body has: decoded and raw, in any spelling, with each HTTP status."""

import json
from collections import OrderedDict, UserDict, defaultdict
from collections.abc import Callable
from http import HTTPStatus
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest

from planfix_errors import (
    PlanfixError,
    UnexpectedResponse,
    class_for_code,
    error_from_response,
    parse_response,
    raise_for_response,
)

OK: list[Any] = [None, 200, 202, 299, HTTPStatus.NO_CONTENT]
NOT_OK: list[Any] = [0, 199, 300, 302, 399, 400, 404, 428, 429, 430, 499, HTTPStatus(500), 502, 600]
GET, SHORT = "GET /contact/1", "{!r:.40}".format

NOT_FOUND = {"result": "fail", "code": 2000, "error": "No contact 1"}
FAILURE = {"field": "status", "error": "no"}
U, NO_CODE = "UnexpectedResponse", "no Planfix code"
SILENT = f"{U}: no result, code or error"
NO_INTEGERS: list[Any] = [0.0, 2000.0, True, False, [2000], {}, "a", " 1", "-1", "+1", "2_0", "²"]

# A body; its outcome if the HTTP status is 2xx or not known; if it is another one; with HTTP 429.
# An outcome is the class and the message of the error, "" for a success.
BODIES: list[tuple[Any, ...]] = [
    ({"result": "success", "id": 1}, ""),
    ({"result": "success", "task": {"id": 1}, "failures": []}, ""),
    ({"result": "SUCCESS", "code": 2000, "error": "in a success", "failures": None}, ""),
    ({"result": "success", "failures": [FAILURE]}, "PartialUpdate: status: no"),
    ({"id": 1, "failures": [{"FIELD": "имя"}, {"Error": 5}]}, "PartialUpdate: имя; 5"),
    ({"failures": [{"field": "a", "Field": "b", "error": 1.5}]}, "PartialUpdate: a: 1.5"),
    ({"failures": [{"field": "", "error": ""}]}, "PartialUpdate: "),
    ({"failures": [{"field": True, "error": ["+7"]}, "+7", None, [[FAILURE]]]}, "PartialUpdate: "),
    ({"failures": "+7"}, "PartialUpdate: "),
    (None, "", f"{U}: empty body"),
    ({}, "", SILENT),
    ({"id": 1, "failures": []}, "", SILENT),
    ({"result": None, "code": 0, "error": ""}, "", SILENT),
    ({"result": "", "code": "", "error": None}, "", SILENT),
    ({"code": "0", "message": "Not Found"}, "", f"{SILENT}: Not Found"),
    ({"error": "", "message": "No"}, "", f"{SILENT}: No"),
    ({"message": ["+7"], "errors": ["+7"]}, "", SILENT),
    ({**NOT_FOUND, "failures": [FAILURE]}, "ContactNotFound: No contact 1"),
    ({"result": " success", "code": 2000, "error": "text"}, "ContactNotFound: text"),
    ({"result": "wrong", "code": 2000, "error": "text"}, "ContactNotFound: text"),
    ({"result": ["success"], "code": 2000, "message": "text"}, "ContactNotFound: text"),
    ({"code": 2000, "error": " \n", "message": "text"}, "ContactNotFound: text"),
    ({"code": 2000, "error": "text", "message": "other"}, "ContactNotFound: text"),
    ({"result": "fail", "code": 2000, "error": {"phone": "+7"}, "message": 7}, "ContactNotFound: "),
    ({"result": "fail", "code": 2999, "error": "text"}, "ContactError: text"),
    ({"result": "fail", "code": -2000, "error": "text"}, "PlanfixError: text"),
    ({"result": "fail", "code": 6001}, "DataTagEntryCreateFailed: "),
    ({"result": "fail"}, *["UnspecifiedFailure: "] * 2, NO_CODE),
    ({"result": [], "code": 0}, *["UnspecifiedFailure: "] * 2, NO_CODE),
    ({"result": 0, "code": None, "message": "a"}, *["UnspecifiedFailure: a"] * 2, f"{NO_CODE}: a"),
    ({"error": "text"}, "UnspecifiedFailure: text", f"{U}: {NO_CODE}: text"),
    ({"error": []}, "UnspecifiedFailure: ", f"{U}: {NO_CODE}"),
    ({"error": " ", "result": ""}, "UnspecifiedFailure: ", f"{U}: {NO_CODE}"),
    *((body, f"{U}: JSON, but not an object") for body in ([], [NOT_FOUND], 0, True, 1.5)),
    *(({"code": c, "message": "a"}, f"{U}: the code is not an integer: a") for c in NO_INTEGERS),
    ({"result": "fail", "code": ""}, f"{U}: the code is not an integer"),
    ({"code": "9" * 4301}, f"{U}: the code is not an integer"),
    ({"code": "0" * 4296 + "2000"}, "ContactNotFound: "),
]


def expected(outcomes: tuple[str, ...], status: Any) -> str:
    """Return the outcome that a row of the table means for a status."""
    outcome = outcomes[0] if status in OK else outcomes[1 % len(outcomes)]
    name, _, message = outcome.partition(": ")
    if status == 429 and len(outcomes) == 3:
        name, message = "TooManyRequests", outcomes[2]
    elif name == U and status is not None:
        if 300 <= status < 400:
            message = "a redirect that was not followed"
        elif status == 429 or status >= 500:
            name = "TooManyRequests" if status == 429 else "ServerUnavailable"
    return outcome and f"{name}: {message}"


def swap(key: str) -> str:
    return key[0] + key[1:].upper()


def spellings(body: Any) -> list[Any]:
    """Return a body with its keys in several letter cases."""
    if not hasattr(body, "items"):
        return [body]
    ways: list[Callable[[str], str]] = [str.lower, str.title, str.upper, swap]
    return [{spell(key): value for key, value in body.items()} for spell in ways]


def shown(err: PlanfixError | None) -> str:
    return "" if err is None else f"{type(err).__name__}: {err.message}"


@pytest.mark.parametrize(("body", "outcomes"), [(row[0], row[1:]) for row in BODIES], ids=SHORT)
def test_body(body: Any, outcomes: tuple[str, ...]) -> None:
    """A body has the same outcome in any spelling and on every way in."""
    for spelled in spellings(body):
        text = json.dumps(spelled)
        raws = text, f"\ufeff{text} ".encode(), bytearray(text, "utf-16")
        ways: list[Any] = [(raise_for_response, spelled), *((parse_response, raw) for raw in raws)]
        for status in OK + NOT_OK:
            err = error_from_response(spelled, status, GET)
            assert shown(err) == expected(outcomes, status), (spelled, status)
            for read, given in ways:
                try:
                    returned = read(given, status, GET)
                except PlanfixError as raised:
                    assert err is not None
                    assert (type(raised), raised.args) == (type(err), err.args)
                    assert raised.__context__ is raised.__cause__ is None
                else:
                    assert err is None
                    assert returned is given if given is spelled else returned == (spelled or {})
            if err is not None:
                assert err.body is spelled
                assert (err.http_status, err.request) == (status, GET)
                assert type(err.http_status) in (int, type(None))
                assert not err.code or type(err) is class_for_code(err.code)
                assert "+7" not in f"{err}{err!r}"


@pytest.mark.parametrize("code", [401, 403, 429, 500])
def test_gateway(code: int) -> None:
    """Without `result`, a code that repeats the HTTP status is not a Planfix code."""
    for body in ({"code": code, "message": "Forbidden"}, {"Code": str(code), "error": "Forbidden"}):
        err = error_from_response(body, code)
        assert isinstance(err, UnexpectedResponse)
        assert (err.code, err.message) == (0, f"{NO_CODE}: Forbidden")
        for status in (None, 200, 400, code + 1):
            assert type(error_from_response(body, status)) is class_for_code(code)
        assert type(error_from_response({"result": "fail", **body}, code)) is class_for_code(code)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ({"result": "success", "Result": "fail", "Code": 1, "ERROR": "text"}, ""),
        ({"Result": "fail", "result": "success", "FAILURES": [FAILURE]}, ""),
        ({"result": "Success", "Failures": [FAILURE]}, ""),
        ({"Result": "success", "Failures": [FAILURE], "failures": []}, ""),
        ({"RESULT": "success", "Result": "fail", "code": 2000}, ""),
        ({"Result": "fail", "RESULT": "success", "code": 2000}, "ContactNotFound: "),
        ({"CODE": 1, "code": 2000, "Code": 2, "result": "fail"}, "ContactNotFound: "),
        ({"result": None, "Result": "fail", "id": 1}, ""),
        ({"reſult": "fail", " code": 1, "id": 1}, ""),
    ],
)
def test_spelling(body: Any, outcome: str) -> None:
    """A success under `result` is read by lower-case keys; else such a key counts, or the first."""
    assert shown(error_from_response(body)) == outcome
    odd: Any = {1: "a", None: "b", ("code",): 1}
    assert shown(error_from_response({**odd, **body})) == outcome


def failing(items: Any) -> Any:
    return defaultdict(lambda: "fail", items)


@pytest.mark.parametrize("make", [OrderedDict, UserDict, MappingProxyType, failing])
def test_mappings(make: Any) -> None:
    """Any mapping is read, is returned itself, and does not grow."""
    success, failure = make({"id": 1}), make({"failures": make(FAILURE)})
    assert raise_for_response(success) is success
    assert len(success) == 1
    assert shown(error_from_response(failure)) == "PartialUpdate: status: no"
    assert str(error_from_response(make({"code": 1 << 14_283}))).startswith("[")
    assert str(error_from_response(make({"code": 1 << 14_290}))).startswith("Unexpected")


@pytest.mark.parametrize("blank", ["", " \r\n", "\ufeff", "\ufeff\n", "\xa0"])
def test_empty(blank: str) -> None:
    """An empty raw body is an empty answer, or an error that keeps it."""
    for body in (blank, blank.encode(), bytearray(blank.encode())):
        assert parse_response(body, 202) == {}
        with pytest.raises(UnexpectedResponse) as caught:
            parse_response(body, 503)
        assert (caught.value.message, caught.value.body) == ("empty body", body)


HTML = (
    '<!DOCTYPE html><!--[if IE]--><style>p{}</style><TITLE x="">\n502 &mdash; Bad\n gateway</TITLE>'
)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (HTML, "not JSON: 502 — Bad gateway"),
        ("<html><title>&nbsp;</title>[+7]", "not JSON: <html><title>&nbsp;</title>"),
        ('<html><script>u={"a": "<title>+7</title>"}', "not JSON: <html><script>u="),
        ("Service\tUnavailable\n", "not JSON: Service Unavailable"),
        ("x" * 300, f"not JSON: {'x' * 200}"),
        ('<b>Warning</b>: line 3\n{"a": "<title>+7"', "not JSON: <b>Warning</b>: line 3"),
        ('Notice ["+7"]', "not JSON: Notice"),
        ('\ufeff\ufeff{"phone": "+7', "not JSON (Unterminated string starting at character 10)"),
        ('{"result": "fail"', "not JSON (Expecting ',' delimiter at character 17)"),
        (' ["+7\n"]', "not JSON (Invalid control character at character 5)"),
        ('"+7', "not JSON (Unterminated string starting at character 0)"),
        (
            b'{"phone": "+7\xff"}',
            "not JSON ('utf-8' codec can't decode byte 0xff in position 13: …",
        ),
        (b"\xffabcd", "not JSON: \ufffdabcd"),
        ("[" * 100_000, "not JSON (…"),  # too deep, or not closed
        ('{"code": ' + "9" * 5000 + "}", "not JSON (Exceeds the limit…"),
    ],
    ids=SHORT,
)
def test_not_json(body: str | bytes, message: str) -> None:
    """A raw body that is not JSON is kept, and only what cannot be JSON is shown."""
    with pytest.raises(UnexpectedResponse) as caught:
        parse_response(body, 200)
    start, more, _ = message.partition("…")
    assert caught.value.message.startswith(start)
    assert more or caught.value.message == message
    assert caught.value.body is body
    assert caught.value.__context__ is caught.value.__cause__ is None
    assert "+7" not in f"{caught.value}{caught.value!r}"


def test_text() -> None:
    """A text is told where raw text goes, but not a text that came out of JSON."""
    with pytest.raises(UnexpectedResponse, match=r"object; raw text goes to parse_response\(\)$"):
        raise_for_response("{}")  # type: ignore[type-var]
    with pytest.raises(UnexpectedResponse, match=r"but not an object$"):
        parse_response('"text"', 200)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32-le"])
def test_cut_off(encoding: str) -> None:
    """Nothing of a JSON body is shown that was cut off anywhere, in any encoding."""
    text = json.dumps({"result": "success", "name": "Анна"}, ensure_ascii=False)
    for whole in (text, f" [{text}]", f"Warning\n{text}", f"<html><style>p{text}", f'"{text}'):
        body = whole.encode(encoding)
        for end in range(5, len(body)):
            with pytest.raises(UnexpectedResponse) as caught:
                parse_response(body[:end], 200)
            assert "result" not in caught.value.message.replace("\0", "")


@pytest.mark.parametrize("body", ["<p>" + "<title" * 80_000, "timeToReset" + " " * 80_000], ids=len)
def test_long(body: str) -> None:
    """The time to read a hostile body grows with its length, and not faster."""
    with pytest.raises(UnexpectedResponse) as caught:
        parse_response(body, 429)
    assert UnexpectedResponse(body).retry_after is caught.value.retry_after is None


async def coroutine() -> None: ...


PENDING = coroutine()
PENDING.close()
RESPONSE = SimpleNamespace(content=b"", status_code=200)
READ: list[Any] = [raise_for_response, error_from_response]
RIGHT_CALLS = r"; .*parse_response\(resp\.content.*raise_for_response\(resp\.json.*order; await"


@pytest.mark.parametrize("body", [RESPONSE, {1}, (), Exception(), PENDING, b"{}", {}, [], 200])
def test_wrong_body(body: Any) -> None:
    """Anything but decoded JSON, or for parse_response a raw body, is refused with what to call."""
    is_json, is_raw = isinstance(body, (dict, list, int)), isinstance(body, bytes)
    for function in READ[: 0 if is_json else 2] + [parse_response] * (not is_raw):
        with pytest.raises(TypeError, match=f"not {type(body).__name__}{RIGHT_CALLS}"):
            function(body, 200)


@pytest.mark.parametrize("wrong", ["404", True, 404.0, {"id": 1}, b"", RESPONSE], ids=repr)
def test_wrong_arguments(wrong: Any) -> None:
    """A wrong status, request or code is refused on the first call, also of a success."""
    bodies: list[Any] = [{"result": "success"}, None, []]
    calls: list[Any] = [(function, body) for function in READ for body in bodies]
    for function, body in [*calls, (parse_response, ""), (parse_response, "<p>")]:
        with pytest.raises(
            TypeError, match=f"http_status.*not {type(wrong).__name__}{RIGHT_CALLS}"
        ):
            function(body, wrong)
        if "404" not in [wrong]:  # a request object would take the token into logs
            with pytest.raises(
                TypeError, match=f"{{method}} {{path}}.*not {type(wrong).__name__};"
            ):
                function(body, 200, wrong)
    with pytest.raises(TypeError, match=f"an int, not {type(wrong).__name__}"):
        class_for_code(wrong)
