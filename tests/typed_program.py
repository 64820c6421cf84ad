"""A user's program, checked by mypy and pyright: what the types promise."""

from http import HTTPStatus
from typing import Any, assert_type

import planfix_errors
from planfix_errors import (
    ContactError,
    ContactNotFound,
    PartialUpdate,
    PlanfixError,
    UpdateError,
    class_for_code,
    error_from_response,
    parse_response,
    raise_for_response,
)


def call(payload: dict[str, Any], body: bytes, status: int) -> str:
    assert_type(raise_for_response(payload), dict[str, Any])
    assert_type(raise_for_response(payload, status), dict[str, Any])
    assert_type(raise_for_response(payload, http_status=HTTPStatus.OK), dict[str, Any])
    assert_type(raise_for_response(None, status), None)
    assert_type(loads(body), dict[str, Any])
    assert_type(loads("{}", status), dict[str, Any])
    assert_type(loads(bytearray(), http_status=None), dict[str, Any])
    assert_type(error_from_response(payload, status), PlanfixError | None)
    assert_type(error_class(2000), type[PlanfixError])
    assert_type(ContactNotFound.code, int)
    assert_type(ContactNotFound.description, str)
    assert_type(PlanfixError.description_ru, str)

    try:
        contact = loads(body, status)["contact"]
    except ContactNotFound as err:
        assert_type(err, ContactNotFound)
        assert_type(err.code, int)
        assert_type(err.message, str)
        assert_type(err.payload, Any)
        assert_type(err.http_status, int | None)
        return err.message
    except PartialUpdate as partial:
        assert_type(partial.failures, list[Any])
        contact = partial.payload
    except ContactError as err:
        match err:
            case ContactError(code=2005 | 2007, message=text):
                assert_type(text, str)
                return text
            case ContactError(code=code, http_status=None):
                assert_type(code, int)
                return f"{code}"
            case _:
                raise
    return str(contact)


class ContactMerged(ContactNotFound):
    """A user's own class, with a code and parameters of its own."""

    code = 2999

    def __init__(self, *, into: int) -> None:
        super().__init__(f"merged into {into}", http_status=410)
        self.into = into


errors: list[PlanfixError] = [
    ContactNotFound(),
    ContactNotFound("text"),
    ContactNotFound("text", 2000, {"code": 2000}, 404),
    ContactNotFound(message="text", code=2000, payload=None, http_status=None),
    ContactMerged(into=1),
    MalformedResponse("text", payload=b"", http_status=502),
]
update_error: UpdateError = PartialUpdate()
names: list[str] = planfix_errors.__all__
group: ExceptionGroup[PlanfixError] = ExceptionGroup("batch", errors)
try:
    raise group
except* ContactError as contacts:
    assert_type(contacts, ExceptionGroup[ContactError])
