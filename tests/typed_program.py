"""A user's program, checked by mypy and pyright but not run: what the types promise."""

# ruff: noqa: F403, F405 - a star import has all names, in every checker
# pyright: reportUnnecessaryTypeIgnoreComment=true, reportWildcardImportFromLibrary=false

from collections.abc import Awaitable
from http import HTTPStatus
from typing import Any, Protocol, assert_type

from planfix_errors import *


class Response(Protocol):
    content: bytes
    text: str
    status_code: int

    def json(self) -> Any: ...


def call(resp: Response, body: dict[str, Any], awaitable: Awaitable[dict[str, Any]]) -> str:
    assert_type(raise_for_response(body), dict[str, Any])
    assert_type(raise_for_response(body, HTTPStatus.OK, "GET /contact/1"), dict[str, Any])
    assert_type(raise_for_response(None, resp.status_code), None)
    assert_type(raise_for_response(resp.json(), resp.status_code), Any)
    assert_type(parse_response("{}", None), Answer)
    assert_type(parse_response(bytearray(), 200, request="GET /contact/1"), Answer)
    assert_type(parse_response(b"", 202).http_status, int | None)
    assert_type(error_from_response(body, 404), PlanfixError | None)
    assert_type(class_for_code(2000), type[PlanfixError])
    assert_type(ContactNotFound.code, int)

    # Each of these is an error for both checkers.
    raise_for_response(resp)  # type: ignore[type-var]
    raise_for_response(awaitable)  # type: ignore[type-var]
    raise_for_response(resp.content)  # type: ignore[type-var]
    raise_for_response(resp.text)  # type: ignore[type-var]
    parse_response(body, 200)  # type: ignore[arg-type]
    parse_response(resp.content)  # type: ignore[call-arg]

    try:
        contact = parse_response(resp.content, resp.status_code)["contact"]
    except ContactNotFound as err:
        assert_type(err.code, int)
        assert_type(err.body, Any)
        assert_type(err.http_status, int | None)
        assert_type(err.retry_after, int | None)
        assert_type(err.may_retry(reads=True, within=0.5), bool)
        assert_type(err.explanation + err.explanation_ru, str)
        err.retry_after = 60
        err.may_retry(True)  # type: ignore[call-arg]
        err.may_retry()  # type: ignore[call-arg]
        return err.message + err.request
    except PartialUpdate as partial:
        assert_type(partial.failures, list[Any])
        contact = partial.body
    return str(contact)


errors: list[PlanfixError] = [
    ContactNotFound(),
    ContactNotFound("text", 2000, {"code": 2000}, 404, "GET /contact/1"),
    UnexpectedResponse(message="text", code=0, body=b"", http_status=502, request=""),
]
update_error: UpdateError = PartialUpdate()
key_error: KeyError = AnswerIncomplete()
try:
    raise ExceptionGroup("batch", errors)
except* ContactError as contacts:
    assert_type(contacts, ExceptionGroup[ContactError])
