"""What an exception carries, and what it shows."""

import io
import sys
import traceback
from typing import Any

import pytest

from planfix_errors import (
    ContactError,
    ContactNotFound,
    DataTagEntryCreateFailed,
    MalformedResponse,
    NotFoundError,
    PlanfixError,
    TaskNotFound,
    UnknownFailure,
    error_from_response,
    loads,
    raise_for_response,
)


def error(payload: Any) -> PlanfixError:
    err = error_from_response(payload)
    assert err is not None
    return err


# Construction


def test_an_exception_can_be_made_without_arguments() -> None:
    err = ContactNotFound()
    assert (err.code, err.message, err.payload) == (2000, "", None)
    assert err.args == ("", 2000, None)
    assert str(err) == "[2000] Contact does not exist"


def test_an_exception_can_be_made_positionally_and_with_keywords() -> None:
    payload = {"code": 2999}
    for err in (
        ContactError("text", 2999, payload),
        ContactError(message="text", code=2999, payload=payload),
        ContactError("text", payload=payload, code=2999),
    ):
        assert (err.code, err.message, err.payload) == (2999, "text", payload)
        assert err.args == ("text", 2999, payload)
    assert ContactError.code == 0


def test_a_second_code_is_on_the_instance_alone() -> None:
    err = error({"code": 6001})
    assert type(err) is DataTagEntryCreateFailed
    assert (err.code, DataTagEntryCreateFailed.code) == (6001, 6011)
    assert str(err) == "[6001] Data tag entry could not be added"


def test_a_class_is_raised_and_caught_like_any_other() -> None:
    with pytest.raises(NotFoundError):
        raise ContactNotFound
    with pytest.raises(ContactError, match=r"^\[2000\] gone$"):
        raise ContactNotFound("gone")
    with pytest.raises(ValueError, match="Not an answer that Planfix documents"):
        raise MalformedResponse


def test_code_and_message_match_by_position() -> None:
    match error({"code": 2999, "error": "text"}):
        case ContactError(2999, message):
            assert message == "text"
        case other:
            pytest.fail(f"did not match: {other!r}")
    match ContactNotFound("text"):
        case TaskNotFound() | UnknownFailure():
            pytest.fail("matched another class")
        case NotFoundError(code, message):
            assert (code, message) == (2000, "text")


def test_an_exception_takes_notes_and_is_equal_to_itself_alone() -> None:
    err = ContactNotFound("text")
    err.add_note("note")
    assert err.__notes__ == ["note"]
    assert err != ContactNotFound("text")
    assert len({err, ContactNotFound("text")}) == 2


# A user's own subclasses


class Forgetful(ContactNotFound):
    """Has an __init__ that does not call the one above it."""

    def __init__(self, *, contact: int) -> None:
        self.contact = contact


def test_a_subclass_that_does_not_call_init_still_shows_itself() -> None:
    err = Forgetful(contact=1)
    assert str(err) == "[2000] Contact does not exist"
    assert repr(err) == "Forgetful('', code=2000)"

    class Malformed(MalformedResponse):
        def __init__(self) -> None: ...

    assert str(Malformed()) == "[0] Not an answer that Planfix documents"


def test_a_subclass_can_have_another_exception_as_its_second_parent() -> None:
    class Missing(ContactNotFound, LookupError): ...

    with pytest.raises(LookupError, match="gone"):
        raise Missing("gone")


# What is shown


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Contact not found by id 1", "Contact not found by id 1"),
        ("Контакт «Анна» не существует", "Контакт «Анна» не существует"),
        ("no-break\xa0space, \u200dformat, 👩‍💻, back\\slash, 'quotes\"", None),
        ("\u202eleft alone\u2069", None),
        ("two\nlines\r\n", r"two\nlines\r\n"),
        ("\x1b[31mred\x1b[0m\x07\x00", r"\x1b[31mred\x1b[0m\x07\x00"),
        ("\t\x0b\x0c\x1c\x1f\x7f\x80\x85\x9f", r"\t\x0b\x0c\x1c\x1f\x7f\x80\x85\x9f"),
        (" !~\xa0¡", None),
        ("\u2028\u2029", r"\u2028\u2029"),
        ("\ud800 alone", r"\ud800 alone"),
        (" ", " "),
        (17, "17"),
    ],
)
def test_the_servers_text_is_shown_on_one_line_and_kept_untouched(
    message: Any, shown: str | None
) -> None:
    err = ContactNotFound(message)
    assert str(err) == f"[2000] {message if shown is None else shown}"
    assert err.message is message
    assert len(str(err).splitlines()) == 1
    str(err).encode()


def test_repr_shows_the_class_the_text_and_the_code() -> None:
    assert repr(ContactNotFound("it's\n")) == 'ContactNotFound("it\'s\\n", code=2000)'
    assert repr(error({"code": 2999})) == "ContactError('', code=2999)"


def test_str_and_repr_never_show_the_payload() -> None:
    payload = {"result": "fail", "code": 1000, "error": "text", "phone": "secret"}
    for err in (error(payload), TaskNotFound("text", 1000, payload)):
        assert "secret" not in str(err) + repr(err)
        assert err.payload is payload
    assert "secret" not in repr(MalformedResponse(payload=payload))


def test_a_code_of_more_digits_than_python_prints_is_shown_in_hexadecimal() -> None:
    code = 1 << 20_000
    err = error({"code": code, "error": "text"})
    assert err.code == code
    assert str(err) == f"[{code:#x}] text"
    assert repr(err) == f"PlanfixError('text', code={code:#x})"


@pytest.mark.parametrize(
    ("payload", "shown"),
    [
        ("<html>\r\n<head>\x1b[2J", r"<html>\r\n<head>\x1b[2J"),
        ("<p>Ошибка</p>".encode(), "<p>Ошибка</p>"),
        (bytearray(b"\xff\x00"), "\ufffd\\x00"),
        ([1, "а", None], '[1, "а", null]'),
        (True, "true"),
        (float("nan"), "NaN"),
        ({"code": 1.5, "x": "\n"}, r'{"code": 1.5, "x": "\n"}'),
        ({"code": b"1"}, '{"code": "b\'1\'"}'),
        ("\ud800", r"\ud800"),
        ([10**5000], "<list>"),
        ({(): 1}, "<dict>"),
    ],
)
def test_a_malformed_response_shows_the_start_of_the_body_on_one_line(
    payload: Any, shown: str
) -> None:
    assert str(MalformedResponse(payload=payload)) == (
        f"[0] Not an answer that Planfix documents: {shown}"
    )


@pytest.mark.parametrize(
    ("payload", "start"),
    [
        ("a" * 1_000_000, "a" * 200),
        ("\x00" * 1_000_000, r"\x00" * 50),
        (b"a" * 1_000_000, "a" * 200),
        ("я".encode() * 1_000_000, "я" * 200),
        ("😀".encode() * 1_000_000, "😀" * 200),
        (["a" * 1_000_000], '["' + "a" * 198),
        ([0] * 1_000_000, "[" + "0, " * 66 + "0"),
    ],
)
def test_the_start_of_a_body_is_bounded(payload: Any, start: str) -> None:
    assert str(MalformedResponse(payload=payload)).endswith(f": {start}...")


@pytest.mark.parametrize("length", [199, 200])
def test_a_short_body_is_shown_whole(length: int) -> None:
    for body in ("a" * length, b"a" * length, ["a" * (length - 4)]):
        assert not str(MalformedResponse(payload=body)).endswith("...")


def test_a_body_nested_too_deep_for_python_is_shown() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    err = error({"code": deep, "error": deep})
    assert type(err) is MalformedResponse
    assert err.message == "[" * 200 + "..."
    assert str(err) == "[0] " + "[" * 200 + '...: {"code": ' + "[" * 191 + "..."
    while deep:
        deep = deep.pop()


# Tracebacks


def last_line(err: BaseException) -> str:
    return traceback.format_exception(err)[-1]


def test_the_last_line_of_a_traceback_has_the_class_the_code_and_the_text() -> None:
    with pytest.raises(PlanfixError) as caught:
        raise_for_response({"result": "fail", "code": 2000, "error": "Contact\nnot found"})
    line = "planfix_errors.ContactNotFound: [2000] Contact\\nnot found\n"
    assert last_line(caught.value) == line
    printed = io.StringIO()
    traceback.print_exception(caught.value, file=printed)
    assert printed.getvalue().endswith(line)
    with pytest.raises(PlanfixError) as caught:
        loads(b"<html>")
    assert last_line(caught.value) == (
        "planfix_errors.MalformedResponse: [0] Not an answer that Planfix documents: <html>\n"
    )


def test_an_error_with_its_own_code_has_no_dictionary_of_its_own() -> None:
    assert sys.getsizeof(ContactNotFound("text", 2000, {})) < 128
    assert vars(ContactNotFound("text", 2000, {})) == {}
    assert vars(ContactError("text", 2999, {})) == {"code": 2999}
