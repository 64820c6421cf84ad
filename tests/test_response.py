"""Which outcome each body has: decoded and raw, in any spelling, with each HTTP status."""

import json
from collections import OrderedDict, UserDict, defaultdict
from collections.abc import Iterator
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
REFUSED: list[Any] = [0, 199, 300, 302, 399, 400, 403, 404, 428, 429, 430, 499, 500, 502, 599, 600]
REFUSED += [HTTPStatus.BAD_GATEWAY]

NOT_FOUND = {"result": "fail", "code": 2000, "error": "Contact not found by id 1"}
FAILURE = {"field": "status", "error": "field change failed"}
U = "UnexpectedResponse"
NO_CODE = "no code of Planfix"
SILENT = f"{U}: no result, code or error"
NO_INTEGERS: list[Any] = [
    0.0,
    2000.0,
    True,
    False,
    [2000],
    {},
    "a",
    " 1",
    "-1",
    "+1",
    "2_0",
    "²",
    "٢",
]
NO_INTEGERS += ["9" * 5000]

# Body, outcome if the HTTP status is 2xx or not known, outcome otherwise if it is another. An
# outcome is "" for a success, or what str() shows of an error in front of the request.
BODIES: list[tuple[Any, ...]] = [
    ({"result": "success", "task": {"id": 1}, "failures": []}, ""),
    ({"result": "SUCCESS", "code": 2000, "error": "in a success", "failures": None}, ""),
    ({"result": "success", "failures": [FAILURE]}, "PartialUpdate: status: field change failed"),
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
    ({"message": "Not Found"}, "", f"{SILENT}: Not Found"),
    ({"error": "", "message": "No"}, "", f"{SILENT}: No"),
    ({"message": ["+7"], "errors": ["+7"]}, "", SILENT),
    (NOT_FOUND, "ContactNotFound: Contact not found by id 1"),
    ({"result": "fail", "code": "02000", "error": "text"}, "ContactNotFound: text"),
    ({"result": " success", "code": 2000, "error": "text"}, "ContactNotFound: text"),
    ({"result": "wrong", "code": 2000, "error": "text"}, "ContactNotFound: text"),
    ({"result": ["success"], "code": 2000, "error": "text"}, "ContactNotFound: text"),
    ({"result": True, "code": 2000, "message": "text"}, "ContactNotFound: text"),
    ({"code": 2000, "error": " \n", "message": "text"}, "ContactNotFound: text"),
    ({"code": 2000, "error": "text", "message": "other"}, "ContactNotFound: text"),
    ({"result": "fail", "code": 2000, "error": {"phone": "+7"}, "message": 7}, "ContactNotFound: "),
    ({**NOT_FOUND, "failures": [FAILURE]}, "ContactNotFound: Contact not found by id 1"),
    ({"result": "fail", "code": 2999, "error": "text"}, "ContactError: text"),
    ({"result": "fail", "code": -2000, "error": "text"}, "PlanfixError: text"),
    ({"result": "fail", "code": 6001}, "DataTagEntryCreateFailed: "),
    ({"result": "fail", "code": 403, "error": "text"}, "EmployeePhoneUpdateFailed: text"),
    ({"result": "fail"}, *["UnspecifiedFailure: "] * 2, NO_CODE),
    ({"result": [], "code": 0}, *["UnspecifiedFailure: "] * 2, NO_CODE),
    (
        {"result": 0, "code": None, "message": "a"},
        *["UnspecifiedFailure: a"] * 2,
        f"{NO_CODE}: a",
    ),
    ({"error": "text"}, "UnspecifiedFailure: text", f"{U}: {NO_CODE}: text"),
    ({"error": []}, "UnspecifiedFailure: ", f"{U}: {NO_CODE}"),
    ({"error": " "}, "UnspecifiedFailure: ", f"{U}: {NO_CODE}"),
    (
        {"code": "0", "error": "a", "result": ""},
        "UnspecifiedFailure: a",
        f"{U}: {NO_CODE}: a",
    ),
    *((body, f"{U}: JSON, but not an object") for body in ([], [NOT_FOUND], 0, True, 1.5)),
    *(
        ({"code": code, "message": "a"}, f"{U}: the code is not an integer: a")
        for code in NO_INTEGERS
    ),
    ({"result": "fail", "code": ""}, f"{U}: the code is not an integer"),
]


def expected(outcomes: tuple[str, ...], status: Any) -> str:
    """Return the outcome that a row of the table means for a status."""
    outcome = outcomes[0] if status in OK else outcomes[1 % len(outcomes)]
    name, _, message = outcome.partition(": ")
    if status == 429 and len(outcomes) == 3:
        name, message = "TooManyRequests", outcomes[2]
    elif name == "UnexpectedResponse" and status is not None:
        if 300 <= status < 400:
            message = "a redirect that was not followed"
        elif status == 429 or status >= 500:
            name = "TooManyRequests" if status == 429 else "ServerUnavailable"
    return outcome and f"{name}: {message}"


def spellings(body: Any) -> Iterator[Any]:
    """Yield a body with its keys in several letter cases."""
    if isinstance(body, dict):
        for spell in (str.title, str.upper, lambda key: key[0] + key[1:].upper()):
            yield {spell(key): value for key, value in body.items()}
    yield body


def shown(err: PlanfixError | None) -> str:
    return "" if err is None else f"{type(err).__name__}: {err.message}"


@pytest.mark.parametrize(("body", "outcomes"), [(row[0], row[1:]) for row in BODIES], ids=repr)
def test_body(body: Any, outcomes: tuple[str, ...]) -> None:
    """A body has the same outcome in any spelling and on every way in."""
    for spelled in spellings(body):
        raw = json.dumps(spelled)
        for status in OK + REFUSED:
            err = error_from_response(spelled, status, "GET /contact/1")
            assert shown(err) == expected(outcomes, status), (spelled, status)
            for read, given in (
                (raise_for_response, spelled),
                (parse_response, raw),
                (parse_response, f"\ufeff{raw} ".encode()),
                (parse_response, bytearray(raw, "utf-16")),
            ):
                try:
                    returned: Any = read(given, status, "GET /contact/1")  # type: ignore[operator]
                except PlanfixError as raised:
                    assert err is not None
                    assert (type(raised), raised.args) == (type(err), err.args)
                    assert raised.__context__ is raised.__cause__ is None
                else:
                    assert err is None
                    assert returned is given if given is spelled else returned == (spelled or {})
            if err is not None:
                assert err.body is spelled
                assert (err.http_status, err.request) == (status, "GET /contact/1")
                assert type(err.http_status) in (int, type(None))
                assert not err.code or type(err) is class_for_code(err.code)
                assert "+7" not in f"{err}{err!r}"


@pytest.mark.parametrize("code", [401, 403, 404, 429, 500])
def test_gateway(code: int) -> None:
    """Without `result`, a code that repeats the HTTP status is not a code of Planfix."""
    for body in ({"code": code, "message": "Forbidden"}, {"Code": str(code), "error": "Forbidden"}):
        err = error_from_response(body, code)
        assert isinstance(err, UnexpectedResponse)
        assert (err.code, err.message) == (0, "no code of Planfix: Forbidden")
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
    assert shown(error_from_response({1: "a", None: "b", ("code",): 1, **body})) == outcome


def test_mappings() -> None:
    """Any mapping is read, is returned itself, and does not grow."""
    for make in (OrderedDict, UserDict, MappingProxyType, lambda d: defaultdict(lambda: "fail", d)):
        success, failure = make({"id": 1}), make({"failures": make(FAILURE)})
        assert raise_for_response(success) is success
        assert len(success) == 1
        assert shown(error_from_response(failure)) == "PartialUpdate: status: field change failed"


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
        ("<html><title> </title><body>[1]", "not JSON: <html><title> </title><body>"),
        ("<html><h1>502</h1></html>", "not JSON: <html><h1>502</h1></html>"),
        ("Service\tUnavailable\n", "not JSON: Service Unavailable"),
        ("x" * 300, f"not JSON: {'x' * 200}"),
        ('<b>Warning</b>: line 3\n{"a": "<title>+7"', "not JSON: <b>Warning</b>: line 3"),
        ('Notice ["+7"]', "not JSON: Notice"),
        ('<html><script>u={"a": "<title>+7</title>"}', "not JSON: <html><script>u="),
        ("<html><title>&nbsp;</title>[+7]", "not JSON: <html><title>&nbsp;</title>"),
        ('\ufeff\ufeff{"phone": "+7', "not JSON (Unterminated string starting at character 10)"),
        ('{"result": "fail"', "not JSON (Expecting ',' delimiter at character 17)"),
        (' {"phone": "+7', "not JSON (Unterminated string starting at character 11)"),
        ('["+7\n"]', "not JSON (Invalid control character at character 4)"),
        ('"+7', "not JSON (Unterminated string starting at character 0)"),
        (b'{"phone": "+7\xff"}', "not JSON ('utf-8' codec can't decode byte 0xff in position 13: "),
        (b"\xffabcd", "not JSON: \ufffdabcd"),
        ("[" * 100_000, "not JSON (maximum recursion depth exceeded"),
        ('{"code": ' + "9" * 5000 + "}", "not JSON (Exceeds the limit"),
    ],
    ids=repr,
)
def test_not_json(body: str | bytes, message: str) -> None:
    """A raw body that is not JSON is kept, and what cannot be JSON is shown of it."""
    with pytest.raises(UnexpectedResponse) as caught:
        parse_response(body, 200)
    assert caught.value.message.startswith(message)
    assert len(caught.value.message) == len(message) or message[-1] not in "yx)"
    assert caught.value.body is body
    assert caught.value.__context__ is caught.value.__cause__ is None
    assert "+7" not in f"{caught.value}{caught.value!r}"


def test_text() -> None:
    """A text is told where raw text goes, but not a text that came out of JSON."""
    with pytest.raises(UnexpectedResponse, match=r"object; raw text goes to parse_response\(\)$"):
        raise_for_response("{}")  # type: ignore[type-var]
    with pytest.raises(UnexpectedResponse, match=r"but not an object$"):
        parse_response('"text"', 200)


def test_cut_off() -> None:
    """Nothing of a JSON body is shown that was cut off anywhere, in any encoding."""
    text = json.dumps({"result": "success", "name": "Анна", "phone": "+7"}, ensure_ascii=False)
    for whole in (text, f" [{text}]", f"Warning\n{text}", f"<html><style>p{text}", f'"{text}'):
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32-le"):
            body = whole.encode(encoding)
            for end in range(5, len(body)):
                with pytest.raises(UnexpectedResponse) as caught:
                    parse_response(body[:end], 200)
                assert "result" not in caught.value.message.replace("\0", "")


# Wrong calls


async def coroutine() -> None: ...


RESPONSE = SimpleNamespace(content=b"", status_code=200)
RIGHT_CALLS = [
    f"{call}, resp.status_code, request)"
    for call in ("parse_response(resp.content", "raise_for_response(resp.json()")
]


@pytest.mark.filterwarnings("ignore:coroutine:RuntimeWarning")
@pytest.mark.parametrize("body", [RESPONSE, {1}, (), Exception(), coroutine(), b"{}", {}, [], 200])
def test_wrong_body(body: Any) -> None:
    """Anything but decoded JSON, or but a raw body, is refused with the right calls."""
    functions: list[Any] = [raise_for_response, error_from_response, parse_response]
    if isinstance(body, (dict, list, int)):
        del functions[:2]
    elif isinstance(body, bytes):
        del functions[2]
    for function in functions:
        with pytest.raises(TypeError, match=f"not {type(body).__name__}.*await") as caught:
            function(body, 200)
        assert all(call in str(caught.value) for call in RIGHT_CALLS)


@pytest.mark.parametrize("wrong", ["404", True, 404.0, {"id": 1}, b"", RESPONSE], ids=repr)
def test_wrong_arguments(wrong: Any) -> None:
    """A wrong status, request or code is refused on the first call, also of a success."""
    successes: list[Any] = [(raise_for_response, {"result": "success"}), (parse_response, "")]
    for function, body in [*successes, (error_from_response, None), (parse_response, "<html>")]:
        with pytest.raises(TypeError, match=f"http_status.*not {type(wrong).__name__}") as caught:
            function(body, wrong)
        assert all(call in str(caught.value) for call in RIGHT_CALLS)
        if not isinstance(wrong, str):  # a request object would take the token into logs
            with pytest.raises(TypeError, match=f"{{method}} {{path}}.*not {type(wrong).__name__}"):
                function(body, 200, wrong)
    with pytest.raises(TypeError, match=f"an int, not {type(wrong).__name__}"):
        class_for_code(wrong)
