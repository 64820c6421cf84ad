"""Which outcome each body has: decoded and raw, in any spelling, with each HTTP status."""

import asyncio
import json
import os
import subprocess
import sys
from collections import UserDict
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any, cast

import pytest

import planfix_errors as p
from planfix_errors import PlanfixError, class_for_code, parse_response

error_from, raise_for = p.error_from_response, p.raise_for_response
GET, SHORT = "GET /contact/1?token=1", "{!r:.40}".format
NOT_FOUND = {"result": "fail", "code": 2000, "error": "No contact 1"}
FAILURE = {"field": "status", "error": "no"}
LIMIT = "Rest API billing - rate limit exceeded, remaining:0, timeToReset:57283"
SILENT, NO_INTEGER = "no result, code or error", "the code is not an integer"
NO_INTEGERS: list[Any] = [2.0, True, False, [2], {}, "a", " 1", "-1", "+1", "2_0", "²", "0" * 11]
NO_INTEGERS.extend([10**10, 10**11, -(10**10)])
PARTIAL, NO_CONTACT = "PartialUpdate: status: no", "ContactNotFound: No contact 1"

# What a body stands for with any HTTP status below 429: the class and the message of the error, ""
# for a success; U is OutcomeUnknown with 2xx or without a status, else UnexpectedResponse.
ANY_STATUS: list[tuple[Any, str]] = [
    ({"result": "success", "id": 1}, ""),
    ({"result": "SUCCESS", "code": 2000, "error": "in a success", "failures": None}, ""),
    ({"result": "success", "failures": [], "message": LIMIT}, ""),
    ({"result": "success", "failures": [FAILURE]}, PARTIAL),
    ({"failures": FAILURE, "result": ""}, PARTIAL),
    ({"id": 1, "failures": [{"field": "a"}, {"error": "b"}]}, "PartialUpdate: a; b"),
    ({"failures": [{"field": "", "error": ["+7"]}, "+7", None, [[FAILURE]]]}, "PartialUpdate"),
    ({"failures": "+7"}, "PartialUpdate"),
    ({"failures": [FAILURE], "message": "text"}, f"U: {SILENT}: text"),
    ({**NOT_FOUND, "failures": [FAILURE]}, NO_CONTACT),
    ({"code": "0", "message": "Not Found"}, f"U: {SILENT}: Not Found"),
    (NOT_FOUND, NO_CONTACT),
    ({"result": "fail", "code": 2000, "error": " \n", "message": "a"}, "ContactNotFound: a"),
    ({"result": "fail", "code": 2000, "error": " text\n"}, "ContactNotFound:  text\n"),
    ({"result": "fail", "code": 2000, "error": {"a": "+7"}, "message": 7}, "ContactNotFound"),
    ({"result": "Wrong", "code": "2000", "error": "a", "message": "b"}, "ContactNotFound: a"),
    ({"result": " success", "code": 2000, "error": "a"}, "ContactNotFound: a"),
    ({"result": ["success"], "code": 2000, "error": ""}, "ContactNotFound"),
    ({"result": "fail", "code": 2, "error": "a"}, "TokenInactive: a"),
    ({"result": "fail", "code": 1, "error": "a"}, "TokenInvalid: a"),
    ({"result": "fail", "code": 6001}, "DataTagEntryCreateFailed"),
    ({"result": "fail", "code": 2999, "error": "a"}, "ContactError: a"),
    ({"result": "fail", "code": 9_999_999_999, "error": "a"}, "PlanfixError: a"),
    ({"result": "fail", "code": "9999999999", "error": "a"}, "PlanfixError: a"),
    ({"result": "fail", "code": 400, "error": "a"}, "UnclassifiedError: a"),
    ({"code": 403, "message": "a"}, "EmployeePhoneUpdateFailed: a"),
    ({"result": "fail", "code": 22, "error": LIMIT}, f"DailyRequestLimitReached: {LIMIT}"),
    ({"result": "fail", "code": 1, "error": LIMIT}, f"TooManyRequests: {LIMIT}"),
    ({"error": LIMIT}, f"TooManyRequests: {LIMIT}"),
    ({"message": LIMIT}, f"TooManyRequests: {SILENT}: {LIMIT}"),
    ({"code": [], "timeToReset": 5}, f"TooManyRequests: {NO_INTEGER}"),
    ({"result": "fail", "timeToReset": "5"}, "TooManyRequests"),
    ({"result": "fail", "code": ""}, "UnspecifiedFailure"),
    ({"result": 0, "code": None, "message": "a"}, "UnspecifiedFailure: a"),
    ({"result": [], "code": 0}, "UnspecifiedFailure"),
    *((body, "U: JSON, but not an object") for body in ([], [NOT_FOUND], 0, True, 1.5, "a")),
    *(
        ({"result": "fail", "code": code, "error": "a"}, f"U: {NO_INTEGER}: a")
        for code in NO_INTEGERS
    ),
]

# A body; its outcome with 2xx or without a status; with HTTP 400
BY_STATUS: list[tuple[Any, str, str]] = [
    (None, "", "U: empty body"),
    ({}, "", f"U: {SILENT}"),
    ({"id": 1, "failures": [], "message": " "}, "", f"U: {SILENT}"),
    ({"result": None, "code": 0, "error": ""}, "", f"U: {SILENT}"),
    ({"result": "", "code": "", "error": None, "message": ["+7"]}, "", f"U: {SILENT}"),
    ({"timeToReset": 5}, "", f"TooManyRequests: {SILENT}"),
    ({"error": "a"}, "UnspecifiedFailure: a", "U: no Planfix code: a"),
    ({"error": [], "code": "0"}, "UnspecifiedFailure", "U: no Planfix code"),
    ({"failures": [FAILURE], "error": " "}, "UnspecifiedFailure", "U: no Planfix code"),
    ({"code": 400, "message": "a"}, "UnclassifiedError: a", "U: no Planfix code: a"),
    ({"code": "400", "error": "a"}, "UnclassifiedError: a", "U: no Planfix code: a"),
]
BODIES = [*BY_STATUS, *((body, expected, expected) for body, expected in ANY_STATUS)]


def outcome(err: PlanfixError | None) -> str:
    return "" if err is None else f"{type(err).__name__}: {err.message}".removesuffix(": ")


@pytest.mark.parametrize("spell", [str.lower, str.upper])
@pytest.mark.parametrize(("body", "if_ok", "if_not"), BODIES, ids=SHORT)
def test_body(body: Any, if_ok: str, if_not: str, spell: Any) -> None:
    """A body has the same outcome in lower case and in capitals, decoded and raw."""
    given: Any = body
    if isinstance(body, dict):
        given = {spell(key): value for key, value in cast("dict[str, Any]", body).items()}
    cases = [(None, if_ok), (200, if_ok), (202, if_ok), (HTTPStatus.CREATED, if_ok), (400, if_not)]
    for status, expected in cases:
        unknown = "UnexpectedResponse" if status == 400 else "OutcomeUnknown"
        err = error_from(given, status, GET)
        assert outcome(err) == expected.replace("U: ", f"{unknown}: ", 1)
        if isinstance(body, dict):  # any mapping is read
            assert outcome(error_from(UserDict(given), status)) == outcome(err)
        ways: list[Any] = [(raise_for, given), (parse_response, json.dumps(given).encode())]
        for read, way in ways:
            try:
                returned = read(way, status, GET)
            except PlanfixError as raised:
                assert err is not None
                assert (type(raised), raised.args) == (type(err), err.args)
                assert raised.__context__ is raised.__cause__ is None
            else:
                assert err is None
                assert returned is given if way is given else returned == (given or {})
        if err is not None:
            assert err.body is given
            assert (err.http_status, err.request, err.__traceback__) == (status, GET, None)
            if isinstance(err, p.PartialUpdate):
                found = given[spell("failures")]
                assert (err.code, err.failures) in [(0, found), (0, [found])]
            elif "TooMany" not in expected:
                assert not err.code or type(err) is class_for_code(err.code)
            assert "+7" not in f"{err}{err!r}{err.explanation}{err.explanation_ru}"


# By HTTP status: what is not an answer from Planfix; a failure without a code; code 1 in a limit
OK = "OutcomeUnknown", "UnspecifiedFailure", "TooManyRequests"
NOT_OK = "UnexpectedResponse", "UnspecifiedFailure", "TooManyRequests"
DOWN = "ServerUnavailable", "ServerFailed", "TokenInvalid"
STATUSES: dict[Any, tuple[str, ...]] = {
    **dict.fromkeys([None, 200, 202, 299], OK),
    **dict.fromkeys([-1, 0, 199, 300, 302, 399, 400, 404, 428, 430, 499], NOT_OK),
    **dict.fromkeys([500, HTTPStatus(502), 599, 600], DOWN),
    429: ("TooManyRequests",) * 3,
}


@pytest.mark.parametrize("status", STATUSES)
def test_status(status: Any) -> None:
    """The HTTP status decides what the body does not; as a code it is a gateway's."""
    not_planfix, no_code, limit = STATUSES[status]
    wrong: list[Any] = ["<p>", "[]", '"a"', '{"message": "a"}', '{"code": 1.5}', '{"result": "f']
    nothing: list[Any] = ["", " \r\n", b"", b"\n", bytearray(), "null", "{}"]
    if STATUSES[status] is OK:
        assert [body for body in nothing if parse_response(body, status)] == []
    else:
        wrong += [*nothing, json.dumps({"code": status, "message": "a"})]
    for body in wrong:
        with pytest.raises(PlanfixError) as caught:
            parse_response(body, status)
        assert type(caught.value).__name__ == not_planfix
        redirect = status is not None and 300 <= status <= 399
        assert (caught.value.message == "a redirect that was not followed") is redirect
    assert outcome(error_from({"result": "fail", "message": "a"}, status)) == f"{no_code}: a"
    shown = outcome(error_from({"message": LIMIT}, status))
    assert (shown == f"{limit}: {SILENT}: {LIMIT}") is (limit == "TooManyRequests")
    found = error_from({"result": "fail", "code": 1, "timeToReset": 5}, status)
    assert found
    assert (type(found).__name__, found.code) == (limit, 1)
    assert type(error_from(NOT_FOUND, status)) is class_for_code(2000)
    assert type(error_from({"result": "fail", "code": -1}, status)) is PlanfixError


@pytest.mark.parametrize(("body", "expected"), [
    ({"result": "success", "Result": "fail", "Code": 1, "ERROR": "text"}, ""),
    ({"Result": "fail", "result": "success", "FAILURES": [FAILURE]}, ""),
    ({**NOT_FOUND, "Result": "success", "CODE": 1}, NO_CONTACT),
    ({"result": "Success", "Failures": [{"FIELD": "a"}]}, "PartialUpdate: a"),
    ({"result": "success", "failures": [], "Failures": [FAILURE]}, PARTIAL),
    ({"Result": "fail", "RESULT": "success", "code": 2000}, ""),
    ({"RESULT": "success", "Result": "fail", "code": 2000}, "ContactNotFound"),
    ({"reſult": "fail", " code": 1, 1: "fail", None: 1, ("code",): 1}, ""),
])  # fmt: skip
def test_spelling(body: Any, expected: str) -> None:
    """The documented spelling is taken at once; else the last of two spellings of a key counts."""
    assert outcome(error_from(body)) == expected


@pytest.mark.parametrize(("body", "message"), [
    ('<p><TITLE x="">\n502 &mdash; Bad\n gate</TITLE>', "not JSON: 502 — Bad gate"),
    (f"<title>&#{'9' * 4301};</title>", "not JSON: \ufffd"),
    ("<html><title>&nbsp;</title>[+7]", "not JSON: <html><title>&nbsp;</title>"),
    ('<p>["<title>+7</title>', "not JSON: <p>"),
    ("\x1d{", "not JSON (Expecting value: line 1 column 1 (char 0))"),
    ("<title></title>[", "not JSON: <title></title>"),
    ('<html><script>u={ "a": "<title>+7</title>"}', "not JSON: <html><script>u="),
    (f"<p>{' ' * 19_997}<title>x</title>", "not JSON: <p>"),
    (f"{'<p>' * 6660}<title>ab</title>", "not JSON: ab"),
    ("x" * 300, f"not JSON: {'x' * 200}"),
    ('Notice ["+7"]', "not JSON: Notice"),
    (' \ufeff{"phone": "+7', "not JSON (Expecting value: line 1 column 2 (char 1))"),
    ('{"result": "fail"', "not JSON (Expecting ',' delimiter: line 1 column 18 (char 17))"),
    (' ["+7\n"]', "not JSON (Invalid control character at: line 1 column 6 (char 5))"),
    ('"+7', "not JSON (Unterminated string starting at: line 1 column 1 (char 0))"),
    (b'{"phone": "+7\xff"}', "not JSON ('utf-8' codec can't decode byte 0xff in position 13:…"),
    ("[" * 100_000, "not JSON (…"),  # too deep, or not closed
    ('{"code": ' + "9" * 5000 + "}", "not JSON (Exceeds the limit…"),
], ids=SHORT)  # fmt: skip
def test_not_json(body: str | bytes, message: str) -> None:
    """A raw body that is not JSON is kept, and only what cannot be a part of JSON is shown."""
    with pytest.raises(p.OutcomeUnknown) as caught:
        parse_response(body, 200)
    start, more, _ = message.partition("…")
    assert caught.value.message.startswith(start)
    assert more or caught.value.message == message
    assert caught.value.body is body
    assert caught.value.__context__ is caught.value.__cause__ is None
    assert "+7" not in f"{caught.value}{caught.value!r}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32-le"])
def test_cut_off(encoding: str) -> None:
    """Nothing of a JSON body is shown that was cut off anywhere."""
    text = '{"result": "success", "name": "Анна"}'
    for whole in (text, f" [{text}]", f"Warning\n{text}", f"<html><style>p{text}", f'"{text}'):
        for end in range(5, len(body := whole.encode(encoding))):
            with pytest.raises(p.OutcomeUnknown) as caught:
                parse_response(body[:end], 200)
            assert "result" not in caught.value.message.replace("\0", "")


def test_hostile() -> None:
    """Whatever a server sends is read in linear time, also if Python converts few digits."""
    program = """if True:
        from planfix_errors import error_from_response, parse_response
        bodies = [f'"code": {"9" * 641}', f'"code": "{"9" * 641}"', f"<title>&#{'9' * 641};"]
        bodies += [f'"error": "timeToReset:{"9" * 641}"', f"<title>{'&#' * 5000}"]
        for text in ("<title", "<p> {", "timeToReset ", "&#", "[ ", " "):
            bodies += ["<p>" + text * 200_000, '"error": "' + text * 200_000 + '"']
        errors = [error_from_response({"code": 10**640}, 400)]
        for body in bodies:
            try:
                parse_response(body if "<" in body[:1] else f"{{{body}}}", 400)
            except Exception as err:
                errors.append(err)
        print(*(f"{e.retry_after} {len(str(e)) < 1200} {len(e.explanation)<1400}" for e in errors))
    """
    limited = {**os.environ, "PYTHONINTMAXSTRDIGITS": "640"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, stdout=subprocess.PIPE, env=limited, timeout=60)
    assert done.stdout.split() == [b"None", b"True", b"True"] * 18


PENDING = asyncio.sleep(0)
PENDING.close()
RESPONSE = SimpleNamespace(content=b"", status_code=200)
READ: list[Any] = [raise_for, error_from]
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
    bodies: list[Any] = [{"result": "success"}, NOT_FOUND, None, []]
    name, calls = f"not {type(wrong).__name__}", [(read, body) for read in READ for body in bodies]
    for function, body in [*calls, (parse_response, ""), (parse_response, "<p>")]:
        with pytest.raises(TypeError, match=f"http_status.*{name}{RIGHT_CALLS}"):
            function(body, wrong)
        if "404" not in [wrong]:  # a request object would take the token into logs
            with pytest.raises(TypeError, match=f"{{method}} {{path}}.*{name};"):
                function(body, 200, wrong)
    with pytest.raises(TypeError, match=f"an int, {name}"):
        class_for_code(wrong)
