"""From a response body to the exception that it stands for."""

from .base import MalformedResponse, PlanfixError, excerpt
from .exceptions import CODES, THOUSANDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    T = TypeVar("T")

_JSON_OBJECT: "type[Any]" = dict  # exactly: a subclass may count its reads or grow a key
_RAW_BODY: "tuple[type[Any], ...]" = (str, bytes, bytearray)
_FIELDS = frozenset(("result", "code", "error"))
_EMPTY = ("false", "0", "[]", "{}")  # errors that say nothing, as JSON
_MAX_DIGITS = 640  # what int() converts under any setting of sys.set_int_max_str_digits()


def raise_for_response(payload: "T") -> "T":
    """Return the decoded body of a response as it is, or raise the error that it reports.

    Args:
        payload: the decoded JSON, as `resp.json()` returns it; None stands for an empty body.

    Raises:
        PlanfixError: the body reports an error; the subclass tells which.
        MalformedResponse: the body is not one that Planfix documents.
        TypeError: `payload` is no decoded JSON.
    """
    body: Any = payload
    if type(body) is _JSON_OBJECT and body.get("result") == "success":
        return payload
    error = error_from_response(payload)
    if error is None:
        return payload
    try:
        raise error
    finally:
        del error  # its traceback holds this frame: a cycle that only the collector would free


def loads(body: str | bytes | bytearray) -> "Any":
    """Decode the raw body of a response, and raise the error that it reports.

    It is `json.loads` with Planfix's rules, and fits where a client takes a JSON decoder. Unlike
    `resp.json()` it takes the empty body of a 202 (None is returned) and a proxy's HTML page.

    Args:
        body: the raw body, as `resp.content` or `resp.text` holds it.

    Raises:
        PlanfixError: the body reports an error; the subclass tells which.
        MalformedResponse: the body is no JSON, or not what Planfix documents.
        TypeError: `body` is no raw body.
    """
    import json  # not needed by callers of raise_for_response()

    if not issubclass(type(body), _RAW_BODY):
        raise TypeError(
            f"loads() takes a raw body (str, bytes or bytearray), not {type(body).__name__}; "
            "a decoded one goes to raise_for_response()"
        )
    text: str | bytes | bytearray  # without a byte-order mark
    if isinstance(body, str):
        text = body.removeprefix("\ufeff")
    else:
        text = body.removeprefix(b"\xef\xbb\xbf")
    if not text.strip():
        return None
    try:
        payload = json.loads(text)
    except (ValueError, RecursionError) as err:
        raise MalformedResponse(payload=body) from err
    return raise_for_response(payload)


def error_from_response(payload: "Any") -> PlanfixError | None:
    """Return the error that a decoded body reports, None for a success.

    For callers who collect or log errors instead of raising them. It takes what
    `raise_for_response` takes.

    Raises:
        TypeError: `payload` is no decoded JSON.
    """
    if type(payload) is _JSON_OBJECT:
        try:
            result, code, error = payload["result"], payload["code"], payload["error"]
        except KeyError:
            result, code, error = _fields(payload)
    elif payload is None:
        return None
    elif issubclass(type(payload), (str, list, int, float)):
        return MalformedResponse(payload=payload)
    else:
        result, code, error = _fields(payload)
    if result == "success":
        return None
    message = error if type(error) is str else _text(error)
    number = code if type(code) is int else _whole_number(code)
    if number is None:
        return MalformedResponse(message, payload=payload)
    cls = CODES.get(number) or THOUSANDS.get(number // 1000, PlanfixError)
    return cls(message, number, payload)


def error_class(code: int) -> type[PlanfixError]:
    """Return the class that is raised for a code, documented or not.

    An undocumented code has the class of the entity whose thousand it is in, `PlanfixError`
    outside all of them.

    Raises:
        TypeError: `code` is no int.
    """
    if type(code) is not int:
        raise TypeError(f"error_class() takes an int, not {type(code).__name__}")
    return CODES.get(code) or THOUSANDS.get(code // 1000, PlanfixError)


def _fields(payload: "Any") -> "tuple[Any, Any, Any]":
    """Return result, code and error from a mapping with keys in any letter case."""
    from collections.abc import Mapping

    if not issubclass(type(payload), Mapping):
        raise TypeError(
            f"expected decoded JSON, as resp.json() returns it, not {type(payload).__name__}; "
            "a raw body goes to loads(), a coroutine has to be awaited first"
        )
    try:
        items = list(payload.items())
    except Exception as err:
        raise TypeError(f"cannot read {type(payload).__name__} as a mapping") from err
    fields: dict[str, Any] = {}
    for key, value in items:
        name = key.lower() if isinstance(key, str) else ""
        if name in _FIELDS and (name == key or name not in fields):  # lower case comes first
            fields[name] = value
    fields.setdefault("result", "fail" if fields else "success")
    return fields["result"], fields.get("code"), fields.get("error")


def _whole_number(code: "Any") -> int | None:
    """Return the number that a code stands for, 0 for no code, None for no whole number."""
    if code is None:
        return 0
    if isinstance(code, str) and code.isascii() and code.isdigit() and len(code) <= _MAX_DIGITS:
        return int(code)
    return None


def _text(error: "Any") -> str:
    """Return an error text that is no plain string: "" for an empty one, else its start."""
    if error is None:
        return ""
    if isinstance(error, str):
        return str(error)
    text = excerpt(error)
    return "" if text in _EMPTY else text
