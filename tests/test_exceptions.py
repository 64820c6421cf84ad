"""What an exception carries, and what it shows."""

import ast
import inspect
import sys
import traceback
import typing
from http import HTTPStatus
from typing import Any

import pytest

import planfix_errors.base
from planfix_errors import (
    ContactError,
    ContactNotFound,
    DataTagEntryCreateFailed,
    MalformedResponse,
    NotFoundError,
    PartialUpdate,
    PlanfixError,
    TaskNotFound,
    UnknownFailure,
    UpdateError,
    error_from_response,
    loads,
)

PUBLIC = [getattr(planfix_errors, name) for name in planfix_errors.__all__]
CLASSES = [thing for thing in PUBLIC if isinstance(thing, type)]


def error(payload: Any, status: int | None = None) -> PlanfixError:
    err = error_from_response(payload, status)
    assert err is not None
    return err


def raised_by_loads(body: str | bytes, status: int | None = None) -> PlanfixError:
    with pytest.raises(PlanfixError) as caught:
        loads(body, status)
    return caught.value


# Construction


def test_an_exception_can_be_made_without_arguments() -> None:
    err = ContactNotFound()
    assert (err.code, err.message, err.payload, err.http_status) == (2000, "", None, None)
    assert err.args == ("", 2000, None, None)
    assert str(err) == "[2000] Contact does not exist"


def test_an_exception_can_be_made_positionally_and_with_keywords() -> None:
    payload = {"code": 2999}
    for err in (
        ContactError("text", 2999, payload, 400),
        ContactError(message="text", code=2999, payload=payload, http_status=400),
        ContactError("text", http_status=400, payload=payload, code=2999),
    ):
        assert (err.code, err.message, err.payload, err.http_status) == (2999, "text", payload, 400)
        assert err.args == ("text", 2999, payload, 400)
    assert ContactError.code == 0


def test_args_are_always_the_four() -> None:
    assert ContactNotFound("text").args == ("text", 2000, None, None)
    assert ContactNotFound("text", None, {}).args == ("text", 2000, {}, None)
    assert error({"code": 2999}, 404).args == ("", 2999, {"code": 2999}, 404)


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
    with pytest.raises(UpdateError, match=r"^Some fields were not updated$"):
        raise PartialUpdate


def test_an_exception_matches_by_keyword() -> None:
    match error({"code": 2999, "error": "text"}, 400):
        case ContactError(code=2005 | 2007):
            pytest.fail("matched another code")
        case ContactError(code=2999, message=text, http_status=400):
            assert text == "text"
        case other:
            pytest.fail(f"did not match: {other!r}")
    match ContactNotFound("text"):
        case TaskNotFound() | UnknownFailure():
            pytest.fail("matched another class")
        case NotFoundError(http_status=None, payload=None):
            pass
        case other:
            pytest.fail(f"did not match: {other!r}")


# A user's own subclasses


class Forgetful(ContactNotFound):
    """Has an __init__ that does not call the one above it."""

    def __init__(self, *, contact: int) -> None:
        self.contact = contact


def test_a_subclass_that_does_not_call_init_can_still_be_shown() -> None:
    err = Forgetful(contact=1)
    assert str(err) == "[2000] Contact does not exist"
    assert repr(err) == "Forgetful('', code=2000)"

    class Malformed(MalformedResponse):
        def __init__(self) -> None: ...

    class Partial(PartialUpdate):
        def __init__(self) -> None: ...

    assert str(Malformed()) == "Not a response that Planfix documents"
    assert str(Partial()) == "Some fields were not updated"


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
        (17, "17"),
    ],
)
def test_the_servers_text_is_shown_on_one_line_and_kept_unchanged(
    message: Any, shown: str | None
) -> None:
    shown = message if shown is None else shown
    for cls, prefix in (
        (ContactNotFound, "[2000] "),
        (MalformedResponse, "Not a response that Planfix documents: "),
        (PartialUpdate, "Some fields were not updated: "),
    ):
        err = cls(message)
        assert str(err) == f"{prefix}{shown}"
        assert err.message is message
        for line in (str(err), repr(err)):
            assert len(line.splitlines()) == 1
            line.encode()


@pytest.mark.parametrize(
    ("err", "shown"),
    [
        (ContactNotFound("text", http_status=404), "[2000] text"),
        (UnknownFailure(), "[0] Unknown error"),
        (ContactError(code=2999), "[2999] Contact error"),
        (MalformedResponse(), "Not a response that Planfix documents"),
        (MalformedResponse(http_status=503), "HTTP 503: Not a response that Planfix documents"),
        (MalformedResponse("text"), "Not a response that Planfix documents: text"),
        (
            MalformedResponse("<html>\r\n", http_status=HTTPStatus.BAD_GATEWAY),
            r"HTTP 502: Not a response that Planfix documents: <html>\r\n",
        ),
        (PartialUpdate(http_status=202), "Some fields were not updated"),
        (PartialUpdate("status: no"), "Some fields were not updated: status: no"),
    ],
)
def test_str_says_what_happened(err: PlanfixError, shown: str) -> None:
    assert str(err) == shown


@pytest.mark.parametrize(
    ("err", "shown"),
    [
        (ContactNotFound("it's\n"), 'ContactNotFound("it\'s\\n", code=2000)'),
        (
            ContactNotFound("text", http_status=404),
            "ContactNotFound('text', code=2000, http_status=404)",
        ),
        (ContactError(code=2999), "ContactError('', code=2999)"),
        (
            MalformedResponse("<p>", 0, b"<p>", 502),
            "MalformedResponse('<p>', code=0, http_status=502)",
        ),
        (
            PartialUpdate("status: no", 0, {}, HTTPStatus.ACCEPTED),
            "PartialUpdate('status: no', code=0, http_status=202)",
        ),
    ],
)
def test_repr_shows_the_class_the_text_the_code_and_the_status(
    err: PlanfixError, shown: str
) -> None:
    assert repr(err) == shown


def test_what_a_server_sends_is_shown_with_its_status() -> None:
    assert str(raised_by_loads("<html>", 502)) == (
        "HTTP 502: Not a response that Planfix documents: <html>"
    )
    assert str(error({"message": "Not Found"}, 404)) == (
        "HTTP 404: Not a response that Planfix documents"
    )
    assert str(error({"code": 1.5, "error": "text"}, 400)) == (
        "HTTP 400: Not a response that Planfix documents: text"
    )
    failures = [{"field": "status", "error": "field change failed"}]
    assert str(error({"result": "success", "failures": failures}, 202)) == (
        "Some fields were not updated: status: field change failed"
    )
    assert repr(error({"code": 2000, "error": "text"}, 404)) == (
        "ContactNotFound('text', code=2000, http_status=404)"
    )


@pytest.mark.parametrize(
    "payload",
    [
        {"result": "fail", "code": 1000, "error": "text", "phone": "secret"},
        {"result": "fail", "code": "secret", "error": "text"},
        {"result": "fail", "code": 1000, "error": ["secret"]},
        {
            "result": "success",
            "failures": [{"field": "a", "error": "b", "value": "secret"}, "secret"],
        },
        {"message": "secret"},
        ["secret"],
        "secret",
    ],
)
def test_str_and_repr_never_show_the_payload(payload: Any) -> None:
    err = error(payload, 500)
    assert err.payload is payload
    for shown in (err, type(err)("text", payload=payload)):
        assert "secret" not in str(shown) + repr(shown)


def test_a_code_of_more_digits_than_python_prints_is_shown_in_hexadecimal() -> None:
    code = 1 << 20_000
    err = error({"code": code, "error": "text"})
    assert err.code == code
    assert str(err) == f"[{code:#x}] text"
    assert repr(err) == f"PlanfixError('text', code={code:#x})"
    assert str(error({"failures": {"field": code}})).endswith(f"updated: {code:#x}")
    assert str(error([], code)).startswith(f"HTTP {code:#x}: ")


def test_the_last_line_of_a_traceback_has_the_class_and_what_happened() -> None:
    err = raised_by_loads('{"result": "fail", "code": 2000, "error": "Contact\\nnot found"}')
    last_line = "planfix_errors.ContactNotFound: [2000] Contact\\nnot found\n"
    assert traceback.format_exception(err)[-1] == last_line


def test_a_note_is_shown_below_the_error() -> None:
    err = ContactNotFound("text")
    err.add_note("GET /contact/1")
    assert err.__notes__ == ["GET /contact/1"]
    last_lines = ["planfix_errors.ContactNotFound: [2000] text\n", "GET /contact/1\n"]
    assert traceback.format_exception(err)[-2:] == last_lines


def test_an_error_with_its_own_code_needs_no_dictionary() -> None:
    assert sys.getsizeof(ContactNotFound("text", 2000, {}, 404)) < 200
    assert vars(ContactNotFound("text", 2000, {}, 404)) == {}
    assert vars(ContactError("text", 2999, {}, 404)) == {"code": 2999}


# What tools can read


class Annotated(ContactNotFound):
    contact: int

    def __init__(self, contact: int) -> None:
        super().__init__()
        self.contact = contact


@pytest.mark.parametrize("thing", PUBLIC, ids=lambda thing: thing.__name__)
def test_annotations_and_signatures_can_be_read_at_run_time(thing: Any) -> None:
    hints = typing.get_type_hints(thing)
    parameters = inspect.signature(thing, eval_str=True).parameters
    if isinstance(thing, type):
        assert (hints["code"], hints["message"], hints["http_status"]) == (int, str, int | None)
        assert list(parameters) == ["message", "code", "payload", "http_status"]
    else:
        assert hints.keys() == {*parameters, "return"}
        assert hints.get("http_status", int | None) == int | None
    assert not any(isinstance(p.annotation, str) for p in parameters.values())


def test_annotations_of_a_users_subclass_can_be_read_at_run_time() -> None:
    hints = typing.get_type_hints(Annotated)
    assert (hints["contact"], hints["http_status"]) == (int, int | None)
    assert inspect.signature(Annotated, eval_str=True).parameters["contact"].annotation is int


def test_an_editor_can_explain_each_attribute() -> None:
    module = ast.parse(inspect.getsource(planfix_errors.base))
    (base,) = (node for node in module.body if isinstance(node, ast.ClassDef))
    explained = {
        ast.unparse(statement.target)
        for statement, following in zip(base.body, base.body[1:], strict=False)
        if isinstance(statement, ast.AnnAssign)
        and isinstance(following, ast.Expr)
        and isinstance(following.value, ast.Constant)
    }
    assert explained == typing.get_type_hints(PlanfixError).keys()
    assert inspect.getdoc(PartialUpdate.failures)
