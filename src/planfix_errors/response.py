"""From the body and the HTTP status of a response to the exception they stand for."""

from .base import PlanfixError, to_text
from .exceptions import CODES, THOUSANDS, UpdateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    T = TypeVar("T")
else:
    Any = T = object

_OBJECT: type[Any] = dict  # keeps pyright from narrowing to dict[Unknown, Unknown]
_ARRAY: type[Any] = list
_MAX_DIGITS = 640  # what int() converts under any setting of sys.set_int_max_str_digits()
_MAX_EXCERPT = 200  # characters


class MalformedResponse(PlanfixError):
    """Not a response that Planfix documents: a proxy's page, an empty 503, some other JSON.

    Its code is 0. `message` is what may be shown of the body, "" if nothing may; `payload` is the
    raw body if it is not JSON, the decoded value if it is.
    """

    description = "Not a response that Planfix documents"
    description_ru = "Такой ответ не описан в документации Планфикса"

    def __str__(self) -> str:
        status = getattr(self, "http_status", None)
        prefix = "" if status is None else f"HTTP {to_text(status)}: "
        return prefix + self._described()


class PartialUpdate(UpdateError):
    """Some fields were not updated, although the server calls the update a success.

    The other fields were written: send the failed ones again, not the whole request. Its code is
    0, `message` lists the failures, and `payload` is the whole answer.
    """

    description = "Some fields were not updated"
    description_ru = "Некоторые поля не обновлены"

    @property
    def failures(self) -> list[Any]:
        """What the server sent, unchanged: as a rule, objects with `field` and `error`."""
        body: dict[Any, Any] = _as_dict(self.payload) or {}
        if body.get("result") != "success":
            body = _lower_case(body)
        return _failures(body)

    def __str__(self) -> str:
        return self._described()


def raise_for_response(payload: T, http_status: int | None = None) -> T:
    """Return the decoded body of a response unchanged, or raise the error it reports.

    Args:
        payload: the decoded JSON, such as `resp.json()`; None for an empty body.
        http_status: the HTTP status of the response. It decides if the body does not say whether
            the request succeeded, and every exception carries it.

    Raises:
        PlanfixError: the body reports an error; the subclass says which.
        PartialUpdate: some fields were not updated.
        MalformedResponse: Planfix does not document such a response.
        TypeError: `payload` is not decoded JSON, or `http_status` is not an int.
    """
    body: Any = payload
    if isinstance(body, _OBJECT) and body.get("result") == "success" and "failures" not in body:
        return payload  # the fast path of error_from_response()
    error = error_from_response(payload, http_status)
    if error is None:
        return payload
    try:
        raise error
    finally:
        del error  # break the cycle: the traceback references this frame


def loads(body: str | bytes | bytearray, http_status: int | None = None) -> dict[str, Any]:
    """Decode the raw body of a response and return it, {} if it is empty, or raise its error.

    It does with `resp.content` or `resp.text` what `raise_for_response` does with `resp.json()`.
    A body that is not JSON, such as a proxy's HTML page, raises `MalformedResponse`.
    """
    import json  # callers of raise_for_response() do not need it

    raw: Any = body
    if not isinstance(raw, (str, bytes, bytearray)):
        raise TypeError(
            f"loads() expects a raw body (str, bytes or bytearray), not {type(body).__name__}; "
            "pass decoded JSON to raise_for_response()"
        )
    mark: Any = "\ufeff" if isinstance(body, str) else b"\xef\xbb\xbf"
    text = body.removeprefix(mark)  # without a byte-order mark
    if not text.strip():
        if error := error_from_response(None, http_status):
            raise MalformedResponse(payload=body, http_status=error.http_status)
        return {}
    try:
        payload = json.loads(text)
    except (ValueError, RecursionError) as err:
        raise MalformedResponse(_excerpt(text), None, body, _checked(http_status)) from err
    return raise_for_response(payload, http_status) or {}


def error_from_response(payload: Any, http_status: int | None = None) -> PlanfixError | None:
    """Return the error that the decoded body of a response reports, None for a success.

    To collect or log errors instead of raising them. Arguments as for `raise_for_response`.
    """
    if http_status is not None:
        http_status = _checked(http_status)
    body = payload if isinstance(payload, _OBJECT) else _as_dict(payload)
    if body is None:
        return MalformedResponse("", 0, payload, http_status)
    result = body.get("result")
    if result != "success" and (result is None or "code" not in body or "error" not in body):
        body = _lower_case(body)
        result = body.get("result")
    if result == "success" or not ("result" in body or "code" in body or "error" in body):
        if body.get("failures"):
            return PartialUpdate(_summary(_failures(body)), 0, payload, http_status)
        if result == "success" or http_status is None or 200 <= http_status < 300:
            return None
        return MalformedResponse("", 0, payload, http_status)
    error = body.get("error")
    message = error if isinstance(error, str) else ""
    code = _integer(body.get("code"))
    if code is None:
        return MalformedResponse(message, 0, payload, http_status)
    return (CODES.get(code) or _entity_class(code))(message, code, payload, http_status)


def error_class(code: int) -> type[PlanfixError]:
    """Return the class that is raised for a code; `TypeError` if it is not an int.

    An undocumented code raises the entity class for its thousand, `PlanfixError` outside any.
    """
    if type(code) is not int:
        raise TypeError(f"error_class() expects an int, not {type(code).__name__}")
    return CODES.get(code) or _entity_class(code)


def _entity_class(code: int) -> type[PlanfixError]:
    return THOUSANDS.get(code // 1000, PlanfixError)


def _lower_case(body: dict[Any, Any]) -> dict[Any, Any]:
    """Return a body with its values also under lower-case keys; those already lower-case win."""
    for key in body:
        if isinstance(key, str) and not key.islower():
            return {**{k.lower(): body[k] for k in reversed(body) if isinstance(k, str)}, **body}
    return body


def _as_dict(payload: Any) -> Any:
    """Return a mapping as a dict, {} for an empty body, None for any other JSON value."""
    if payload is None:
        return {}
    if isinstance(payload, (str, int, float, list)):
        return None
    from collections.abc import Mapping

    if isinstance(payload, Mapping):
        return {**payload}  # pyright: ignore[reportUnknownVariableType]
    raise TypeError(
        f"expected decoded JSON, such as resp.json(), not {type(payload).__name__}; "
        "pass a raw body to loads(), and await a coroutine first"
    )


def _checked(status: Any) -> int | None:
    if status is None or type(status) is int:
        return status
    if isinstance(status, int) and not isinstance(status, bool):
        return int(status)  # http.HTTPStatus
    raise TypeError(f"http_status expects an int (resp.status_code), not {type(status).__name__}")


def _integer(code: Any) -> int | None:
    """Return the integer a code stands for: 0 if it is missing, None if it is not an integer."""
    if code is None or type(code) is int:
        return code or 0
    if isinstance(code, str) and code.isascii() and code.isdigit() and len(code) <= _MAX_DIGITS:
        return int(code)
    return None


def _failures(body: dict[Any, Any]) -> list[Any]:
    failures: Any = body.get("failures") or []
    return failures if isinstance(failures, _ARRAY) else [failures]


def _summary(failures: list[Any]) -> str:
    """Return `field: error` for each failure: text and numbers only."""
    pairs: list[str] = []
    for failure in failures:
        if isinstance(failure, _OBJECT):
            fields = _lower_case(failure)
            values = fields.get("field"), fields.get("error")
            texts = [to_text(v) for v in values if type(v) in (str, int, float) and v != ""]
            pairs.append(": ".join(texts))
    return "; ".join(filter(None, pairs))


def _excerpt(body: str | bytes | bytearray) -> str:
    """Return what may be shown of a body that is not JSON: what precedes its first { or [."""
    text = body if isinstance(body, str) else body[: 4 * _MAX_EXCERPT].decode(errors="replace")
    start = text[:_MAX_EXCERPT].partition("{")[0].partition("[")[0]
    return start if start.strip() else ""
