"""Turn the body and the HTTP status of a response into the exception that they stand for."""

import html
import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

import planfix_errors._exceptions as errors
from planfix_errors._base import Json, PlanfixError, lower_case_keys, whole_number

T = TypeVar("T", bound=Mapping[str, Any] | list[Any] | None)


class PartialUpdate(errors.UpdateError):
    """Some fields were not updated, although the server calls the update a success."""

    description = "Some fields were not updated"
    description_ru = "Некоторые поля не обновлены"
    advice = "The other fields are written. Find out why these failed before you send them again"
    advice_ru = "Остальные поля записаны. Прежде чем повторять, выясните, почему не записаны эти"
    _shows_description = True

    @property
    def failures(self) -> list[Any]:
        """The server's list, unchanged; as a rule, objects with `field` and `error`."""
        failures: Json = lower_case_keys(self.body).get("failures") or []
        return failures if isinstance(failures, list) else [failures]


class _Answer(dict[str, Any]):
    """What parse_response returns: its own missing keys raise AnswerIncomplete."""

    http_status: int | None = None
    request: str = ""

    def __missing__(self, key: Any) -> NoReturn:
        text = _text(lower_case_keys(self)) if self else "empty body"
        message = f"no {key!r}: {text}" if text else f"no {key!r}"
        raise errors.AnswerIncomplete(message, 0, dict(self), self.http_status, self.request)

    def __reduce__(self) -> tuple[Any, ...]:  # pickles and copies as a plain dict
        return dict, (dict(self),)


def parse_response(
    body: str | bytes | bytearray, http_status: int | None, request: str = ""
) -> dict[str, Any]:
    """Decode the raw body of a response and return the answer, or raise the error it reports.

    The HTTP status decides if the body does not; `request`, such as "GET /contact/1", is shown in
    errors. A key that the answer lacks raises `AnswerIncomplete`, a wrong argument `TypeError`.
    """
    status = _checked(http_status, request)
    error: PlanfixError | None
    try:
        text = _decoded(body, "surrogatepass")
        decoded = json.loads(text) if text.strip() else None
    except (ValueError, RecursionError) as err:
        decoded, error = None, _unexpected(_not_json(body, err), body, status, request)
    else:
        error = _error(decoded, decoded if text.strip() else body, status, request)
    if error is not None:  # not raised above, where the decoder's error would be its context
        try:
            raise error
        finally:
            del error  # its traceback references this frame
    answer = _Answer(decoded or {})
    answer.http_status, answer.request = status, request
    return answer


def raise_for_response(body: T, http_status: int | None = None, request: str = "") -> T:
    """Return the decoded body of a response unchanged, or raise the error it reports.

    Like `parse_response`, for `resp.json()`; without the status, a gateway's JSON 404 is a success.
    """
    plain: Any = body
    if plain.__class__ is dict and plain.get("result") == "success" and "failures" not in plain:
        _checked(http_status, request)
        return body  # most calls end here, in a third of the time
    if error := error_from_response(body, http_status, request):
        try:
            raise error
        finally:
            del error  # its traceback references this frame
    return body


def error_from_response(
    body: Mapping[str, Any] | list[Any] | None, http_status: int | None = None, request: str = ""
) -> PlanfixError | None:
    """Return the error that the decoded body of a response reports, None if it is a success."""
    status = _checked(http_status, request)
    if isinstance(body, str):
        wrong = "JSON, but not an object; raw text goes to parse_response()"
        return _unexpected(wrong, body, status, request)
    return _error(body, body, status, request)


def class_for_code(code: int) -> type[PlanfixError]:
    """Return the class that is raised for a code: its own, else that of its range."""
    if type(code) is not int:
        raise TypeError(f"class_for_code() expects an int, not {type(code).__name__}")
    cls = errors.CODES.get(code) or errors.HUNDREDS.get(code // 100)
    return cls or errors.THOUSANDS.get(code // 1000, PlanfixError)


def _error(decoded: Json, body: Any, status: int | None, request: str) -> PlanfixError | None:
    ok = status is None or 200 <= status < 300
    if decoded is None:
        return None if ok else _unexpected("empty body", body, status, request)
    if not isinstance(decoded, (dict, Mapping)):  # dict first: it is faster
        if isinstance(decoded, (list, str, int, float)):
            return _unexpected("JSON, but not an object", body, status, request)
        raise _wrong(decoded, "decoded JSON")
    # Servers spell a success in lower case; any other body is read in any letter case.
    fields = decoded if _is_success(decoded.get("result")) else lower_case_keys(decoded)
    result, code, error = fields.get("result"), fields.get("code"), fields.get("error")
    succeeded, has_result = _is_success(result), result not in (None, "")
    number = 0 if code is None else whole_number(code)
    silent = not has_result and error in (None, "") and (number == 0 or code == "")
    if succeeded or silent:
        if failures := fields.get("failures"):
            return PartialUpdate(_summary(failures), 0, body, status, request)
        if succeeded or ok:
            return None
    text = _text(fields)
    if silent:
        wrong = "no result, code or error"
    elif number is None:
        wrong = "the code is not an integer"
    elif (number in (0, status) and not (has_result or ok)) or (number == 0 and status == 429):
        wrong = "no Planfix code"
    else:
        return class_for_code(number)(text, number, body, status, request)
    return _unexpected(f"{wrong}: {text}" if text else wrong, body, status, request)


def _unexpected(message: str, body: Any, status: int | None, request: str) -> PlanfixError:
    if 300 <= (status or 0) < 400:
        message = "a redirect that was not followed"
    cls = errors.ServerUnavailable if (status or 0) >= 500 else errors.UnexpectedResponse
    return (errors.TooManyRequests if status == 429 else cls)(message, 0, body, status, request)


def _is_success(result: Any) -> bool:
    return isinstance(result, str) and result.lower() == "success"


def _text(fields: Mapping[str, Any]) -> str:
    for text in (fields.get("error"), fields.get("message")):
        if isinstance(text, str) and text.strip():
            return text
    return ""


def _summary(failures: Json) -> str:
    pairs: list[str] = []
    for fields in map(lower_case_keys, failures if isinstance(failures, list) else [failures]):
        values = map(fields.get, ("field", "error"))
        texts = [str(v) for v in values if whole_number(v) is not None or type(v) in (str, float)]
        pairs.append(": ".join(filter(None, texts)))
    return "; ".join(filter(None, pairs))


def _decoded(body: Any, if_wrong: str) -> str:
    if isinstance(body, (bytes, bytearray)):
        body = body.decode(json.detect_encoding(body), if_wrong)
    if not isinstance(body, str):
        raise _wrong(body, "a raw body")
    return body.lstrip("\ufeff")


def _not_json(body: str | bytes | bytearray, err: Exception) -> str:
    text = _decoded(body, "replace").lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[", '"')):  # show nothing that may be a part of JSON
        words = re.sub(r"( at)?: line .* \(char (\d+)\)$", r" at character \2", str(err))
        return f"not JSON ({words})"
    page = re.split(r'[{\[]\s*"', text, maxsplit=1)[0]  # a title after `{"` can be one
    title = re.search(r"<title\b[^<>]*>([^<]*)", page, re.IGNORECASE)
    shown = html.unescape(title[1] if title else "").split() or re.split(r"[{\[]", page)[0].split()
    return f"not JSON: {' '.join(shown)[:200]}"


def _checked(status: Any, request: Any) -> int | None:
    if not isinstance(request, str):
        raise _wrong(request, 'a request such as f"{method} {path}"')
    if status is None or type(status) is int:
        return status
    if isinstance(status, bool) or not isinstance(status, int):
        raise _wrong(status, "an http_status, an int or None")
    return int(status)  # of an http.HTTPStatus


def _wrong(value: Any, expected: str) -> TypeError:
    return TypeError(
        f"expected {expected}, not {type(value).__name__}; raw bodies go to parse_response("
        "resp.content, resp.status_code, request), decoded JSON to raise_for_response(resp.json(), "
        "resp.status_code, request), in this order; await a coroutine first"
    )
