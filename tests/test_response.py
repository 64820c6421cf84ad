"""What happens to each kind of body: the decoded one, and the raw one."""

import codecs
import json
from collections import OrderedDict, UserDict, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
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


def raised(payload: Any) -> PlanfixError:
    with pytest.raises(PlanfixError) as caught:
        raise_for_response(payload)
    return caught.value


# Success


@pytest.mark.parametrize(
    "payload",
    [
        {"result": "success"},
        {"result": "success", "task": {"id": 1}},
        {"Result": "success", "id": 1},
        {"RESULT": "success", "CODE": 0, "ERROR": ""},
        {"result": "success", "code": 2000, "error": "said by a success"},
        {"result": "success", "Result": "fail"},
        {"Result": "fail", "result": "success"},
        {},
        {"id": 1},
        {"chunk": 0, "rows": []},
        {"failures": {"1": "no"}},
        {"errors": [], "error_code": 5, "codes": [], "results": "fail"},
        {1: "a key that is no string", None: "another", ("result",): "a third"},
        None,
    ],
)
def test_a_success_is_returned_as_the_very_object(payload: Any) -> None:
    before = repr(payload)
    assert raise_for_response(payload) is payload
    assert error_from_response(payload) is None
    assert repr(payload) == before


@pytest.mark.parametrize("make", [dict, OrderedDict, UserDict, MappingProxyType])
def test_any_mapping_is_read(make: Any) -> None:
    success = make({"Result": "success"})
    assert raise_for_response(success) is success
    failure = make(NOT_FOUND)
    err = raised(failure)
    assert type(err) is ContactNotFound
    assert err.payload is failure


def test_a_defaultdict_does_not_grow_a_key() -> None:
    empty: defaultdict[str, str] = defaultdict(lambda: "fail")
    assert raise_for_response(empty) is empty
    assert not empty
    failure: defaultdict[str, Any] = defaultdict(lambda: 1000, {"result": "fail"})
    assert type(raised(failure)) is UnknownFailure
    assert failure == {"result": "fail"}


# Failure


@pytest.mark.parametrize(
    "payload",
    [
        NOT_FOUND,
        {"Result": "fail", "Code": 2000, "Error": "Contact not found by id 1"},
        {"RESULT": "fail", "cODE": 2000, "eRROR": "Contact not found by id 1"},
        {"result": "fail", "Code": 2000, "error": "Contact not found by id 1"},
        {"code": 2000, "error": "Contact not found by id 1"},
        {**NOT_FOUND, "result": "file"},
        {**NOT_FOUND, "result": "failure"},
        {**NOT_FOUND, "result": "Success"},
        {**NOT_FOUND, "result": ""},
        {**NOT_FOUND, "result": None},
        {**NOT_FOUND, "result": 1},
        {**NOT_FOUND, "result": True},
        {**NOT_FOUND, "result": ["success"]},
        {**NOT_FOUND, "code": "2000"},
        {**NOT_FOUND, "code": "0002000"},
        {**NOT_FOUND, "Code": 1000, "ERROR": "the lower-case keys come first"},
        {"Code": 1000, "ERROR": "the lower-case keys come first", **NOT_FOUND},
        {"extra": [1, 2], **NOT_FOUND},
    ],
)
def test_a_failure_is_raised_with_all_that_the_server_said(payload: dict[str, Any]) -> None:
    before = repr(payload)
    err = raised(payload)
    assert type(err) is ContactNotFound
    assert (err.code, err.message) == (2000, "Contact not found by id 1")
    assert err.payload is payload
    assert repr(payload) == before


@pytest.mark.parametrize(
    "payload",
    [
        {"result": "fail"},
        {"result": "fail", "code": None, "error": "text"},
        {"result": None},
        {"error": "text"},
        {"error": None},
        {"Error": ""},
        {"code": None},
        {"code": 0},
        {"result": "fail", "code": "0", "error": "text"},
    ],
)
def test_a_failure_without_a_code_is_the_unknown_failure(payload: dict[str, Any]) -> None:
    err = raised(payload)
    assert type(err) is UnknownFailure
    assert err.code == 0


@pytest.mark.parametrize("empty", [{}, *({"error": e} for e in ("", None, [], {}, False, 0))])
def test_a_failure_without_a_text_shows_the_documented_meaning(empty: dict[str, Any]) -> None:
    err = raised({"result": "fail", "code": 2000, **empty})
    assert err.message == ""
    assert str(err) == "[2000] Contact does not exist"


def test_an_error_that_is_no_text_is_shown_as_json() -> None:
    assert raised({"code": 1000, "error": {"текст": ["a", 1]}}).message == '{"текст": ["a", 1]}'
    assert raised({"code": 1000, "error": 17}).message == "17"


def test_the_text_of_an_error_is_a_plain_string() -> None:
    class Text(str):
        pass

    err = raised({"result": "fail", "code": 1000, "error": Text("text" * 100)})
    assert type(err.message) is str
    assert err.message == "text" * 100


@pytest.mark.parametrize(
    "code",
    [
        2000.0,
        2000.5,
        float("nan"),
        float("inf"),
        True,
        False,
        [2000],
        {"code": 2000},
        "",
        "abc",
        " 2000",
        "2000\n",
        "-1",
        "+1",
        "2_000",
        "2e3",
        "0x7d0",
        "²",
        "٢٠٠٠",
        "9" * 5000,
        Decimal(2000),
        b"2000",
    ],
)
def test_a_code_that_is_no_whole_number_is_malformed(code: Any) -> None:
    payload = {"result": "fail", "code": code, "error": "text"}
    err = raised(payload)
    assert type(err) is MalformedResponse
    assert (err.code, err.message, err.payload) == (0, "text", payload)
    assert str(err).startswith("[0] text: ")


@pytest.mark.parametrize(
    ("digits", "code"),
    [("9" * 640, 10**640 - 1), ("0" * 639 + "7", 7), ("12345678901", 12345678901)],
)
def test_a_code_in_decimal_digits_is_read_up_to_the_length_that_python_always_reads(
    digits: str, code: int
) -> None:
    assert raised({"code": digits}).code == code
    assert type(raised({"code": "0" + "9" * 640})) is MalformedResponse


@pytest.mark.parametrize("payload", [[], [1, 2], 0, 1, 1.5, True, False, "", "success", "<html>"])
def test_json_that_is_no_object_is_malformed(payload: Any) -> None:
    err = raised(payload)
    assert type(err) is MalformedResponse
    assert isinstance(err, ValueError)
    assert err.payload is payload
    assert (err.code, err.message) == (0, "")


# What is no decoded JSON


class Response:
    """Has what the responses of HTTP clients have."""

    text = content = ""

    def json(self) -> dict[str, str]:
        return {"result": "success"}

    def items(self) -> list[tuple[str, str]]:
        return []


async def coroutine() -> None: ...


@pytest.mark.parametrize(
    "payload",
    [Response(), Response().json, b"{}", bytearray(b"{}"), {1}, (), object(), iter([]), Decimal(1)],
)
@pytest.mark.parametrize("function", [raise_for_response, error_from_response])
def test_what_is_no_decoded_json_is_a_type_error_that_says_what_to_pass(
    function: Any, payload: Any
) -> None:
    with pytest.raises(TypeError, match=r"resp\.json\(\).* not \w+; a raw body goes to loads\(\)"):
        function(payload)


def test_a_coroutine_is_a_type_error_that_says_to_await_it() -> None:
    pending = coroutine()
    with pytest.raises(TypeError, match=r"not coroutine; .* a coroutine has to be awaited first"):
        raise_for_response(pending)
    pending.close()


def test_a_mapping_that_cannot_be_read_is_a_type_error() -> None:
    class Broken(Mapping[str, str]):
        def __getitem__(self, key: str) -> str:
            raise RuntimeError(key)

        def __iter__(self) -> Iterator[str]:
            return iter(["result"])

        def __len__(self) -> int:
            return 1

    with pytest.raises(TypeError, match="cannot read Broken as a mapping") as caught:
        raise_for_response(Broken())
    assert isinstance(caught.value.__cause__, RuntimeError)


def test_an_error_that_can_be_neither_tested_nor_shown_is_no_trouble() -> None:
    class Hostile:
        def __bool__(self) -> bool:
            raise RuntimeError("tested")

        def __repr__(self) -> str:
            raise RuntimeError("shown")

    err = raised({"result": "fail", "code": 2000, "error": Hostile()})
    assert type(err) is ContactNotFound
    assert err.message == "<Hostile>"
    assert type(raised({"code": Hostile()})) is MalformedResponse


# Undocumented codes


@pytest.mark.parametrize(
    ("code", "cls"),
    [
        (4, GeneralError),
        (404, GeneralError),
        (603, GeneralError),
        (699, GeneralError),
        (999, GeneralError),
        (1003, TaskError),
        (1999, TaskError),
        (2999, ContactError),
        (4999, EmployeeError),
        (5003, CommentError),
        (9999, ReportError),
        (10000, PlanfixError),
        (2**31, PlanfixError),
        (10**100, PlanfixError),
        (-1, PlanfixError),
        (-2000, PlanfixError),
    ],
)
def test_an_undocumented_code_raises_the_entity_of_its_thousand(
    code: int, cls: type[PlanfixError]
) -> None:
    payload = {"result": "fail", "code": code, "error": "text"}
    err = raised(payload)
    assert type(err) is cls
    assert error_class(code) is cls
    assert (err.code, err.message, err.payload) == (code, "text", payload)
    assert cls.code == 0


def test_an_undocumented_code_without_a_text_shows_the_entity() -> None:
    assert str(raised({"code": 2999})) == "[2999] Contact error"
    assert str(raised({"code": 10000})) == "[10000] Planfix error"


@pytest.mark.parametrize("code", [True, 1.0, "2000", None, [2000]])
def test_error_class_takes_an_int_alone(code: Any) -> None:
    with pytest.raises(TypeError, match=f"takes an int, not {type(code).__name__}"):
        error_class(code)


def test_a_users_subclass_does_not_change_what_is_raised() -> None:
    class Mine(TaskNotFound):
        code = 2999

    assert Mine.code == 2999
    assert type(raised({"code": 1000})) is TaskNotFound
    assert error_class(2999) is ContactError


# Raw bodies


@pytest.mark.parametrize("blank", ["", " ", "\r\n", "\ufeff", "\ufeff\n"])
def test_an_empty_raw_body_is_none(blank: str) -> None:
    assert loads(blank) is None
    assert loads(blank.encode()) is None
    assert loads(bytearray(blank.encode())) is None


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_raw_body_is_read_in_every_encoding_of_json(encoding: str) -> None:
    text = json.dumps({"result": "success", "имя": "Анна"}, ensure_ascii=False)
    assert loads(text.encode(encoding)) == json.loads(text)
    text = json.dumps({**NOT_FOUND, "error": "Контакт"}, ensure_ascii=False)
    with pytest.raises(ContactNotFound) as caught:
        loads(bytearray(text.encode(encoding)))
    assert caught.value.message == "Контакт"


def test_a_byte_order_mark_before_text_is_no_part_of_it() -> None:
    assert loads('\ufeff{"id": 1}') == {"id": 1}


def test_loads_returns_what_the_json_says() -> None:
    assert loads('{"result": "success", "x": [1, 2.5, null]}')["x"] == [1, 2.5, None]
    assert loads(b"null") is None


@pytest.mark.parametrize(
    "body",
    [
        "<html><head><title>502 Bad Gateway</title></head></html>",
        "{",
        '{"result": "success"',
        '{"result": "success"} {}',
        "'",
        '{"result": "fail", "code": ' + "9" * 5000 + "}",
        "[" * 100_000,
        '{"a":' * 100_000,
        "\ud800",
        b"\xff\xfe\x00",
        b"\x80abc",
        "Контакт".encode("cp1251"),
        codecs.BOM_UTF8 * 2,
    ],
)
def test_a_raw_body_that_is_no_json_is_malformed_and_kept(body: str | bytes) -> None:
    with pytest.raises(MalformedResponse) as caught:
        loads(body)
    assert caught.value.payload is body
    assert (caught.value.code, caught.value.message) == (0, "")
    assert isinstance(caught.value.__cause__, (ValueError, RecursionError))


def test_raw_json_that_is_no_object_is_malformed_with_the_decoded_value() -> None:
    with pytest.raises(MalformedResponse) as caught:
        loads("[1, 2]")
    assert caught.value.payload == [1, 2]
    assert str(caught.value) == "[0] Not an answer that Planfix documents: [1, 2]"


@pytest.mark.parametrize("body", [None, {}, [], 1, memoryview(b"{}"), Response()])
def test_what_is_no_raw_body_is_a_type_error_that_says_what_to_pass(body: Any) -> None:
    match = rf"raw body .*not {type(body).__name__}; .* raise_for_response\(\)"
    with pytest.raises(TypeError, match=match):
        loads(body)


# Tracebacks


def test_an_error_has_no_context_of_the_librarys_own_making() -> None:
    bodies: list[Any] = [NOT_FOUND, {"Code": 2999}, {"code": "9" * 5000}, {"code": 1.5}, [], "x"]
    for payload in bodies:
        err = raised(payload)
        assert err.__context__ is None
        assert err.__cause__ is None
        with pytest.raises(PlanfixError) as caught:
            loads(json.dumps(payload))
        assert caught.value.__context__ is None


def test_an_error_that_was_caught_is_freed_at_once() -> None:
    import gc
    import weakref

    gc.disable()
    try:
        try:
            raise_for_response(NOT_FOUND)
        except ContactNotFound as err:
            alive = weakref.ref(err)
        assert alive() is None
    finally:
        gc.enable()
