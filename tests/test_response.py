"""Which outcome each body has, decoded and raw, with its HTTP status and without."""

import codecs
import gc
import json
import traceback
import weakref
from collections import OrderedDict, UserDict, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import pytest

from planfix_errors import (
    CommentError,
    ContactError,
    ContactNotFound,
    EmployeeError,
    GeneralError,
    MalformedResponse,
    PartialUpdate,
    PlanfixError,
    ReportError,
    TaskError,
    TaskNotFound,
    UnknownFailure,
    error_class,
    error_from_response,
    loads,
    raise_for_response,
)

NOT_FOUND = {"result": "fail", "code": 2000, "error": "Contact not found by id 1"}
FAILURE = {"field": "status", "error": "field change failed"}

SUCCESSFUL: list[Any] = [None, 200, 202, 204, 299, HTTPStatus.OK]
OTHER: list[Any] = [0, 199, 300, 301, 400, 404, 500, 503, HTTPStatus.SERVICE_UNAVAILABLE]
STATUSES = SUCCESSFUL + OTHER


def facts(err: PlanfixError) -> tuple[Any, ...]:
    return type(err), err.code, err.message, repr(err.payload), err.http_status


def error(payload: Any, status: Any = None) -> PlanfixError | None:
    """Return the error that a body reports: the same one whether it is decoded or raw."""
    before = repr(payload)
    err = error_from_response(payload, status)
    raw = json.dumps(payload)
    for read, body in ((raise_for_response, payload), (loads, raw), (loads, raw.encode())):
        try:
            returned = read(body, status)
        except PlanfixError as raised:
            assert err is not None
            assert facts(raised) == facts(err)
        else:
            assert err is None
            assert returned is payload if body is payload else returned == (payload or {})
    if err is not None:
        assert err.payload is payload
        assert type(err.http_status) is (type(None) if status is None else int)
        assert err.http_status == status
    assert repr(payload) == before
    return err


def raised(payload: Any, status: Any = None) -> PlanfixError:
    err = error(payload, status)
    assert err is not None
    return err


def raised_by_loads(body: Any, status: Any = None) -> PlanfixError:
    with pytest.raises(PlanfixError) as caught:
        loads(body, status)
    return caught.value


def spellings(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield an object with its keys in several letter cases."""
    for spell in (str.lower, str.title, str.upper, lambda key: key.title().swapcase()):
        yield {spell(key): value for key, value in payload.items()}


# Success


@pytest.mark.parametrize(
    "payload",
    [
        {"result": "success"},
        {"result": "success", "task": {"id": 1}},
        {"result": "success", "code": 2000, "error": "in a success"},
        *({"result": "success", "failures": empty} for empty in ([], {}, None, "", 0, False)),
    ],
)
def test_a_success_is_returned_whatever_the_status(payload: dict[str, Any]) -> None:
    for spelled in spellings(payload):
        for status in STATUSES:
            assert error(spelled, status) is None


@pytest.mark.parametrize(
    "payload",
    [
        {"result": "success", "Result": "fail"},
        {"Result": "fail", "result": "success"},
        {"result": "success", "Failures": [FAILURE]},
        {"result": "success", "failures": [], "FAILURES": [FAILURE]},
        {"Code": 2000, "result": "success", "ERROR": "text"},
    ],
)
def test_a_lower_case_success_is_read_by_its_lower_case_keys_alone(payload: Any) -> None:
    for status in STATUSES:
        assert error(payload, status) is None


def test_a_success_is_recognised_although_its_other_keys_are_lower_case() -> None:
    for status in STATUSES:
        assert error({"Result": "success", "code": 2000, "error": "in a success"}, status) is None


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"id": 1},
        {"chunk": 0, "rows": []},
        {"message": "Not Found"},
        {"failures": []},
        {"errors": [1], "error_code": 5, "codes": [], "results": "fail"},
    ],
)
def test_an_object_that_says_nothing_is_a_success_only_with_a_2xx_or_unknown_status(
    payload: dict[str, Any],
) -> None:
    for spelled in spellings(payload):
        for status in SUCCESSFUL:
            assert error(spelled, status) is None
        for status in OTHER:
            err = raised(spelled, status)
            assert (type(err), err.code, err.message) == (MalformedResponse, 0, "")


def test_keys_that_are_only_similar_are_ignored() -> None:
    payload = {1: "a", None: "b", ("result",): "c", b"code": 1, "reſult": "fail", " code": 1}
    assert raise_for_response(payload, 200) is payload
    assert type(error_from_response({**payload, **NOT_FOUND})) is ContactNotFound


# An empty body


def test_a_decoded_empty_body_is_a_success_only_with_a_2xx_or_unknown_status() -> None:
    for status in SUCCESSFUL:
        assert error(None, status) is None
    for status in OTHER:
        assert type(raised(None, status)) is MalformedResponse


@pytest.mark.parametrize("text", ["", " ", "\r\n", "\ufeff", "\ufeff\n"])
def test_an_empty_raw_body_is_an_empty_dict_or_malformed_and_kept(text: str) -> None:
    for body in (text, text.encode(), bytearray(text.encode())):
        for status in SUCCESSFUL:
            assert loads(body, status) == {}
        for status in OTHER:
            err = raised_by_loads(body, status)
            assert facts(err) == (MalformedResponse, 0, "", repr(body), status)
            assert err.payload is body


# A partial update


@pytest.mark.parametrize(
    ("failures", "message"),
    [
        ([FAILURE], "status: field change failed"),
        (FAILURE, "status: field change failed"),
        ([FAILURE, {"field": "имя", "error": "нет"}], "status: field change failed; имя: нет"),
        ([{"Field": "status", "ERROR": "no"}], "status: no"),
        ([{"field": "status", "Field": "other", "error": "no"}], "status: no"),
        ([{"field": 5, "error": 1.5}], "5: 1.5"),
        ([{"field": 10**30}], str(10**30)),
        ([{"field": "status"}], "status"),
        ([{"error": "no"}], "no"),
        ([{"field": "", "error": "no"}], "no"),
        ([{"field": "a\n\x1b[2J", "error": "\ud800\u2028"}], "a\n\x1b[2J: \ud800\u2028"),
        ([{"field": None, "error": True}, FAILURE], "status: field change failed"),
        ([{"field": ["secret"], "error": {"error": "secret"}}], ""),
        ([{"message": "secret"}, {}, [], [[FAILURE]]], ""),
        (["secret", 5, None, True], ""),
        ([None], ""),
        ("secret", ""),
        (5, ""),
        (True, ""),
        ({"1": "secret"}, ""),
    ],
)
def test_failures_raise_a_partial_update_whatever_the_server_puts_into_them(
    failures: Any, message: str
) -> None:
    listed = failures if isinstance(failures, list) else [failures]
    for payload in ({"result": "success", "failures": failures}, {"id": 1, "failures": failures}):
        for spelled in spellings(payload):
            for status in STATUSES:
                err = raised(spelled, status)
                assert isinstance(err, PartialUpdate)
                assert (err.code, err.message, err.failures) == (0, message, listed)
                assert "secret" not in str(err) + repr(err)
                assert len(str(err).splitlines()) == 1
                str(err).encode()


def test_failures_are_the_servers_own_list() -> None:
    payload = {"result": "success", "failures": [FAILURE]}
    err = error_from_response(payload)
    assert isinstance(err, PartialUpdate)
    assert err.failures is payload["failures"]


def test_an_error_that_also_has_failures_raises_its_code() -> None:
    for spelled in spellings({**NOT_FOUND, "failures": [FAILURE]}):
        for status in STATUSES:
            assert type(raised(spelled, status)) is ContactNotFound
    assert type(raised({"result": None, "failures": [FAILURE]})) is UnknownFailure


# Failure


RESULTS = ["fail", "file", "Success", "SUCCESS", " success", "", None, 1, True, ["success"], {}]


@pytest.mark.parametrize("result", RESULTS)
def test_any_result_but_success_is_raised_whatever_the_status(result: Any) -> None:
    for spelled in spellings({**NOT_FOUND, "result": result, "extra": [1, 2]}):
        for status in STATUSES:
            err = raised(spelled, status)
            assert type(err) is ContactNotFound
            assert (err.code, err.message) == (2000, "Contact not found by id 1")
    assert type(raised({"result": result})) is UnknownFailure


@pytest.mark.parametrize(
    "payload",
    [
        {"result": "fail", "Code": 2000, "error": "Contact not found by id 1"},
        {"code": 2000, "error": "Contact not found by id 1"},
        {**NOT_FOUND, "code": "2000"},
        {**NOT_FOUND, "code": "0002000"},
        {**NOT_FOUND, "Code": 1000, "ERROR": "the lower-case keys come first"},
        {"Code": 1000, "ERROR": "the lower-case keys come first", **NOT_FOUND},
        {"Result": "success", **NOT_FOUND},
    ],
)
def test_a_failure_is_raised_with_all_that_the_server_sent(payload: dict[str, Any]) -> None:
    for status in STATUSES:
        err = raised(payload, status)
        assert type(err) is ContactNotFound
        assert (err.code, err.message) == (2000, "Contact not found by id 1")


@pytest.mark.parametrize(
    "payload",
    [
        {"result": "fail"},
        {"result": "fail", "code": None, "error": "text"},
        {"result": "fail", "code": 0, "error": "text"},
        {"result": "fail", "code": "0", "error": "text"},
        {"error": "text"},
        {"error": None},
        {"error": ""},
        {"code": None},
        {"code": 0},
    ],
)
def test_a_failure_without_a_code_is_the_unknown_failure(payload: dict[str, Any]) -> None:
    for spelled in spellings(payload):
        for status in STATUSES:
            err = raised(spelled, status)
            assert (type(err), err.code) == (UnknownFailure, 0)
            assert err.message == (payload.get("error") or "")


@pytest.mark.parametrize("text", ["", None, [], ["secret"], {}, {"text": "secret"}, False, 0, 17])
def test_an_error_that_is_not_text_is_left_to_the_payload(text: Any) -> None:
    for payload in ({"result": "fail", "code": 2000}, {**NOT_FOUND, "error": text}):
        err = raised(payload)
        assert (type(err), err.message) == (ContactNotFound, "")
        assert str(err) == "[2000] Contact does not exist"
    assert (raised({"code": 1.5, "error": text})).message == ""


@pytest.mark.parametrize(
    "code",
    [
        *(2000.0, 2000.5, float("nan"), float("inf"), True, False, [2000], {"code": 2000}),
        *("", "abc", " 2000", "2000\n", "-1", "+1", "2_000", "2e3", "0x7d0", "²", "٢٠٠٠"),
        *("9" * 5000, "0" + "9" * 640),
    ],
)
def test_a_code_that_is_not_a_whole_number_is_malformed(code: Any) -> None:
    for spelled in spellings({"result": "fail", "code": code, "error": "text"}):
        for status in STATUSES:
            err = raised(spelled, status)
            assert (type(err), err.code, err.message) == (MalformedResponse, 0, "text")


@pytest.mark.parametrize("code", [Decimal(2000), b"2000", object()])
def test_a_code_that_json_does_not_have_is_malformed(code: Any) -> None:
    assert type(error_from_response({"code": code})) is MalformedResponse


@pytest.mark.parametrize(
    ("digits", "code"),
    [("9" * 640, 10**640 - 1), ("0" * 639 + "7", 7), ("12345678901", 12345678901)],
)
def test_a_code_in_decimal_digits_is_read_up_to_the_length_that_python_always_reads(
    digits: str, code: int
) -> None:
    assert raised({"code": digits}).code == code


@pytest.mark.parametrize("payload", [[], [NOT_FOUND], 0, 1.5, True, False, "", "success", "<p>"])
def test_json_that_is_not_an_object_is_malformed_and_decoded(payload: Any) -> None:
    for status in STATUSES:
        err = raised(payload, status)
        assert (type(err), err.code, err.message) == (MalformedResponse, 0, "")


# Undocumented codes


@pytest.mark.parametrize(
    ("code", "cls"),
    [
        (699, GeneralError),
        (999, GeneralError),
        (1999, TaskError),
        (2999, ContactError),
        (4999, EmployeeError),
        (5999, CommentError),
        (9999, ReportError),
        (10000, PlanfixError),
        (10**100, PlanfixError),
        (-1, PlanfixError),
        (-2000, PlanfixError),
    ],
)
def test_an_undocumented_code_raises_the_entity_of_its_thousand(
    code: int, cls: type[PlanfixError]
) -> None:
    err = raised({"result": "fail", "code": code, "error": "text"}, 400)
    assert type(err) is error_class(code) is cls
    assert (err.code, err.message) == (code, "text")
    assert cls.code == 0
    assert str(raised({"code": code})) == f"[{code}] {cls.description}"


@pytest.mark.parametrize("code", [True, 1.0, "2000", None, [2000]])
def test_error_class_refuses_anything_but_an_int(code: Any) -> None:
    with pytest.raises(TypeError, match=f"int, not {type(code).__name__}"):
        error_class(code)


def test_a_users_subclass_does_not_change_what_is_raised() -> None:
    class Mine(TaskNotFound):
        code = 2999

    assert Mine().code == 2999
    assert type(raised({"code": 1000})) is TaskNotFound
    assert error_class(2999) is ContactError


# Mappings


@pytest.mark.parametrize("make", [OrderedDict, UserDict, MappingProxyType])
def test_any_mapping_is_read(make: Any) -> None:
    for spelled in spellings({"result": "success"}):
        success = make(spelled)
        assert raise_for_response(success, 503) is success
    for spelled in spellings(NOT_FOUND):
        failure = make(spelled)
        err = error_from_response(failure, 404)
        assert type(err) is ContactNotFound
        assert err.payload is failure
    partial = error_from_response(make({"Result": "success", "Failures": FAILURE}))
    assert isinstance(partial, PartialUpdate)
    assert partial.failures == [FAILURE]
    assert type(error_from_response(make({}), 503)) is MalformedResponse


def test_a_defaultdict_does_not_grow() -> None:
    empty: defaultdict[str, Any] = defaultdict(lambda: "fail")
    assert raise_for_response(empty) is empty
    assert not empty
    failure: defaultdict[str, Any] = defaultdict(lambda: 1000, {"result": "fail"})
    assert type(error_from_response(failure)) is UnknownFailure
    assert failure == {"result": "fail"}


# Raw bodies


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_raw_body_is_read_in_every_encoding_of_json(encoding: str) -> None:
    text = json.dumps({"result": "success", "имя": "Анна"}, ensure_ascii=False)
    assert loads(text.encode(encoding)) == json.loads(text)
    text = json.dumps({**NOT_FOUND, "error": "Контакт"}, ensure_ascii=False)
    assert raised_by_loads(bytearray(text.encode(encoding))).message == "Контакт"


def test_a_byte_order_mark_before_text_is_ignored() -> None:
    assert loads('\ufeff{"id": 1}') == {"id": 1}


HTML = "<html><head><title>502 Bad Gateway</title></head></html>"
NOTICE = "Notice: Undefined index in api.php on line 3\n"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (HTML, HTML),
        (HTML.encode(), HTML),
        (bytearray(HTML, "utf-8"), HTML),
        ("<style>p{color: red}</style>", "<style>p"),
        (f'{NOTICE}{{"phone": "secret"}}', NOTICE),
        (f'{NOTICE}[{{"phone": "secret"}}]', NOTICE),
        ('{"result": "success", "phone": "secret', ""),
        ('\ufeff\n [{"phone": "secret"', ""),
        ('{"phone": "secret'.encode("utf-16-be"), "\x00"),
        ('{"result": "success"} {"phone": "secret"}', ""),
        ('{"phone": "secret", "code": ' + "9" * 5000 + "}", ""),
        ("[" * 100_000, ""),
        ('{"secret":' * 100_000, ""),
        ("upstream connect error", "upstream connect error"),
        ("a" * 200, "a" * 200),
        ("a" * 1_000_000, "a" * 200),
        ("я".encode() * 1_000_000, "я" * 200),
        ("😀".encode() * 1_000_000, "😀" * 200),
        ("\ud800", "\ud800"),
        (b"\x80abc", "\ufffdabc"),
        (codecs.BOM_UTF8 * 2, "\ufeff"),
    ],
)
def test_a_raw_body_that_is_not_json_is_malformed_kept_and_shown_up_to_its_first_bracket(
    body: Any, message: str
) -> None:
    for status in (None, 200, 502):
        err = raised_by_loads(body, status)
        assert (type(err), err.code, err.http_status) == (MalformedResponse, 0, status)
        assert err.message == message
        assert err.payload is body
        assert "secret" not in repr(err) + "".join(traceback.format_exception(err))
        assert isinstance(err.__cause__, (ValueError, RecursionError))


# What is neither decoded JSON nor a raw body nor an HTTP status


class Response:
    """Has what the responses of HTTP clients have."""

    text = content = ""
    status_code = 404

    def json(self) -> dict[str, str]:
        return {"result": "success"}

    def items(self) -> list[tuple[str, str]]:
        return []


@pytest.mark.parametrize(
    "payload",
    [Response(), Response().json, b"{}", bytearray(b"{}"), {1}, (), object(), iter([]), Decimal(1)],
)
@pytest.mark.parametrize("function", [raise_for_response, error_from_response])
def test_anything_but_decoded_json_is_a_type_error_that_says_what_to_pass(
    function: Any, payload: Any
) -> None:
    match = rf"resp\.json\(\).* not {type(payload).__name__}; .*loads\(\)"
    for status in STATUSES:
        with pytest.raises(TypeError, match=match):
            function(payload, status)


def test_a_coroutine_is_a_type_error_that_says_to_await_it() -> None:
    async def coroutine() -> None: ...

    pending = coroutine()
    with pytest.raises(TypeError, match=r"not coroutine; .*await"):
        raise_for_response(pending)
    pending.close()


@pytest.mark.parametrize("body", [None, {}, [], 200, memoryview(b"{}"), Response()])
def test_anything_but_a_raw_body_is_a_type_error_that_says_what_to_pass(body: Any) -> None:
    match = rf"raw body .*not {type(body).__name__}; .*raise_for_response\(\)"
    with pytest.raises(TypeError, match=match):
        loads(body, 200)


BAD_STATUSES: list[Any] = [Response(), "404", True, False, 404.0, {"result": "success"}, b"", []]


@pytest.mark.parametrize("status", BAD_STATUSES, ids=repr)
@pytest.mark.parametrize(
    ("function", "body"),
    [
        *((error_from_response, body) for body in ({"result": "success"}, {}, NOT_FOUND, None)),
        *((raise_for_response, body) for body in ({"Result": "success"}, {}, NOT_FOUND, None, [])),
        (raise_for_response, {"result": "success", "failures": []}),
        (raise_for_response, 404),
        *((loads, body) for body in ("", "null", "{}", "[1]", '{"code": 1}', "<html>", b"\xff")),
    ],
)
def test_a_wrong_http_status_is_a_type_error_that_says_what_to_pass(
    function: Any, body: Any, status: Any
) -> None:
    with pytest.raises(TypeError, match=rf"resp\.status_code.* not {type(status).__name__}$"):
        function(body, status)


@pytest.mark.parametrize("status", BAD_STATUSES, ids=repr)
def test_a_plain_success_is_returned_without_a_look_at_the_status(status: Any) -> None:
    payload = {"result": "success"}
    assert raise_for_response(payload, status) is payload
    assert loads('{"result": "success"}', status) == payload


# Tracebacks


BODIES: list[Any] = [
    NOT_FOUND,
    {"Code": 2999},
    {"code": "9" * 5000},
    {"code": 1.5},
    {"failures": [1]},
    {"id": 1},
    None,
    [],
]


@pytest.mark.parametrize("payload", BODIES, ids=repr)
def test_the_traceback_of_an_error_shows_no_other_exception(payload: Any) -> None:
    for read, body in ((raise_for_response, payload), (loads, json.dumps(payload)), (loads, "")):
        with pytest.raises(PlanfixError) as caught:
            read(body, 503)
        assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("read", "body"),
    [(raise_for_response, NOT_FOUND), (loads, b'{"code": 1}'), (loads, b"<html>"), (loads, b"")],
)
def test_an_error_is_freed_as_soon_as_it_is_handled(read: Any, body: Any) -> None:
    gc.disable()
    try:
        try:
            read(body, 503)
        except PlanfixError as err:
            alive = weakref.ref(err)
        assert alive() is None
    finally:
        gc.enable()
