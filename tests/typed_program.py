"""A program of a user's, checked by mypy and pyright: what the types promise."""

from typing import Any, assert_type

from planfix_errors import (
    ContactError,
    ContactNotFound,
    MalformedResponse,
    PlanfixError,
    error_class,
    error_from_response,
    loads,
    raise_for_response,
)


def call(payload: dict[str, Any], body: bytes) -> str:
    assert_type(raise_for_response(payload), dict[str, Any])
    assert_type(raise_for_response(None), None)
    assert_type(loads(body), Any)
    assert_type(loads("{}"), Any)
    assert_type(loads(bytearray()), Any)
    assert_type(error_from_response(payload), PlanfixError | None)
    assert_type(error_class(2000), type[PlanfixError])
    assert_type(ContactNotFound.code, int)
    assert_type(ContactNotFound.description, str)
    assert_type(PlanfixError.description_ru, str)

    try:
        contact = raise_for_response(payload)["contact"]
    except ContactNotFound as err:
        assert_type(err, ContactNotFound)
        assert_type(err.code, int)
        assert_type(err.message, str)
        assert_type(err.payload, Any)
        return err.message
    except ContactError as err:
        match err:
            case ContactError(code, message):
                assert_type(code, int)
                assert_type(message, str)
                return f"{code} {message}"
            case _:
                raise
    return str(contact)


class ContactMerged(ContactNotFound):
    """A user's own class, with a code and parameters of its own."""

    code = 2999

    def __init__(self, *, into: int) -> None:
        super().__init__(f"merged into {into}")
        self.into = into


errors: list[PlanfixError] = [
    ContactNotFound(),
    ContactNotFound("text"),
    ContactNotFound("text", 2000, {"code": 2000}),
    ContactNotFound(message="text", code=2000, payload=None),
    ContactMerged(into=1),
]
value_error: ValueError = MalformedResponse("text", payload=b"")
group: ExceptionGroup[PlanfixError] = ExceptionGroup("batch", errors)
try:
    raise group
except* ContactError as contacts:
    assert_type(contacts, ExceptionGroup[ContactError])
