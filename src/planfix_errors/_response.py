"""Turn the body and the HTTP status of a response into the exception that they stand for."""

import html
import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

from . import _exceptions as errors  # pyright: ignore[reportPrivateUsage]
from ._base import Json, PlanfixError, join, lower_case_keys, seconds_to_reset, whole_number

T = TypeVar("T", bound=Mapping[str, Any] | list[Any] | None)


class PartialUpdate(errors.UpdateError):
    """Some fields were not written, although the server calls the request a success."""

    description = "Some fields were not written"
    description_ru = "Некоторые поля не записаны"
    advice = "The rest is written: do not repeat the whole request, correct these fields"
    advice_ru = "Остальное записано: не повторяйте весь запрос, исправьте только эти поля"
    _shows_description = True

    @property
    def failures(self) -> list[Any]:
        """The server's list, unchanged; as a rule, objects with `field` and `error`."""
        return _failures(lower_case_keys(self.body))


class Answer(dict[str, Any]):
    """What `parse_response` returns: a dict whose missing keys raise `AnswerIncomplete`."""

    http_status: int | None = None  # 202: Planfix has queued the change
    request: str = ""

    def __missing__(self, key: Any) -> NoReturn:
        text = _text(lower_case_keys(self)) if self else "empty body"
        message = join(": ", f"no {key!r}", text)
        raise errors.AnswerIncomplete(message, 0, {**self}, self.http_status, self.request)


def parse_response(
    body: str | bytes | bytearray, http_status: int | None, request: str = ""
) -> Answer:
    """Decode the raw body of a response and return the answer, or raise the error it reports.

    `request`, such as "GET /contact/1", is shown in errors. A wrong argument is a `TypeError`.
    """
    _check(http_status, request, body)
    try:
        decoded = json.loads(body) if body and not body.isspace() else None
    except (ValueError, RecursionError) as err:
        message = _not_json(body, err)
    else:
        answer = Answer(raise_for_response(decoded, http_status, request) or {})
        answer.http_status, answer.request = http_status, request
        return answer
    raise _no_answer(message, "", body, http_status, request)  # here, to have no context


def raise_for_response(body: T, http_status: int | None = None, request: str = "") -> T:
    """Return decoded JSON, such as `resp.json()`, unchanged, or raise the error it reports."""
    if (http_status is not None and type(http_status) is not int) or type(request) is not str:
        _check(http_status, request)  # an http.HTTPStatus is right, too
    if isinstance(body, dict):
        result = body.get("result")
        if result == "success" and "failures" not in body:
            return body
        code = body.get("code")
        if result == "fail" and type(code) is int and 2 <= code < 10**10:
            error = body.get("error")
            if isinstance(error, str) and error.strip():
                raise class_for_code(code)(error, code, body, http_status, request)
    _raise_for_undocumented(body, http_status, request)
    return body


def error_from_response(
    body: Mapping[str, Any] | list[Any] | None, http_status: int | None = None, request: str = ""
) -> PlanfixError | None:
    """Return the error that the decoded body of a response reports, None if it is a success."""
    try:
        raise_for_response(body, http_status, request)
    except PlanfixError as err:
        err.__context__ = None  # what the caller is handling can hold the body
        return err.with_traceback(None)
    return None


def class_for_code(code: int) -> type[PlanfixError]:
    """Return the class that is raised for a code: its own, else that of its range."""
    if type(code) is not int:
        raise TypeError(f"class_for_code() expects an int, not {type(code).__name__}")
    cls = errors.CODES.get(code) or errors.HUNDREDS.get(code // 100)
    return cls or errors.THOUSANDS.get(code // 1000, PlanfixError)


def _raise_for_undocumented(body: Json, status: int | None, request: str) -> None:
    """Raise for whatever else can come, in any letter case, by the README's table."""
    http = 200 if status is None else status
    ok = 200 <= http < 300
    if body is None and ok:
        return
    if body is None or isinstance(body, (list, str, int, float)):
        wrong = "empty body" if body is None else "JSON, but not an object"
        raise _no_answer(wrong, "", body, status, request)
    if not isinstance(body, Mapping):
        raise _wrong(body, "decoded JSON")
    fields = lower_case_keys(body)
    result, code, text = fields.get("result"), fields.get("code"), _text(fields)
    number = 0 if code in (None, "") else whole_number(code)
    success = isinstance(result, str) and result.lower() == "success"
    no_result = result in (None, "")
    reports_nothing = number == 0 and no_result and fields.get("error") in (None, "")
    if success or (reports_nothing and not text):
        if failures := _failures(fields):
            raise PartialUpdate(_summary(failures), 0, body, status, request)
        if success or ok:
            return
    if reports_nothing:
        raise _no_answer("no result, code or error", text, body, status, request)
    if number is None:
        raise _no_answer("the code is not an integer", text, body, status, request)
    if number in (0, 1) and _is_limit(body, text, http):
        raise errors.TooManyRequests(text, number, body, status, request)
    if no_result and not ok and number in (0, status):
        raise _no_answer("no Planfix code", text, body, status, request)
    cls = errors.ServerFailed if number == 0 and http >= 500 else class_for_code(number)
    raise cls(text, number, body, status, request)


def _no_answer(wrong: str, text: str, body: Any, status: int | None, request: str) -> PlanfixError:
    http = 200 if status is None else status
    message = join(": ", wrong, text)
    cls: type[PlanfixError] = errors.UnexpectedResponse
    if _is_limit(body, message, http):
        cls = errors.TooManyRequests
    elif 300 <= http < 400:
        message = "a redirect that was not followed"
    elif http >= 500:
        cls = errors.ServerUnavailable
    elif 200 <= http < 300:
        cls = errors.OutcomeUnknown
    return cls(message, 0, body, status, request)


def _is_limit(body: Any, text: str, http: int) -> bool:
    return http == 429 or (http < 500 and seconds_to_reset(body, text) is not None)


def _failures(fields: Mapping[str, Any]) -> list[Any]:
    failures: Json = fields.get("failures") or []
    return failures if isinstance(failures, list) else [failures]


def _text(fields: Mapping[str, Any]) -> str:
    texts = fields.get("error"), fields.get("message")
    return next((text for text in texts if isinstance(text, str) and text.strip()), "")


def _summary(failures: list[Any]) -> str:
    rows = [(row.get("field"), row.get("error")) for row in map(lower_case_keys, failures)]
    texts = [join(": ", *(text for text in row if isinstance(text, str))) for row in rows]
    return join("; ", *texts)


def _not_json(body: str | bytes | bytearray, err: Exception) -> str:
    text = body[:20_000]
    if not isinstance(text, str):
        text = text.decode(errors="replace")
    if re.match(r'[\s\0\ufeff\ufffd]*[{\["]', text):  # show nothing that may be a part of JSON
        return f"not JSON ({err})"
    page = re.split(r'[{\[]\s*"', text, maxsplit=1)[0]  # a title after `{"` can be a part of it too
    found = re.search(r"<title[^<>]*>([^<]*)", page, re.IGNORECASE)
    title = html.unescape(found[1][:200]) if found else ""  # cut first: it converts numbers
    words = title.split() or re.split(r"[{[]", page)[0].split()
    return f"not JSON: {' '.join(words)[:200]}" if words else "not JSON"


def _check(status: Any, request: Any, raw: Any = "") -> None:
    if not isinstance(raw, (str, bytes, bytearray)):
        raise _wrong(raw, "a raw body")
    if status is not None and (not isinstance(status, int) or isinstance(status, bool)):
        raise _wrong(status, "an http_status, an int or None")
    if not isinstance(request, str):
        raise _wrong(request, 'a request such as f"{method} {path}"')


def _wrong(value: Any, expected: str) -> TypeError:
    return TypeError(
        f"expected {expected}, not {type(value).__name__}; raw bodies go to parse_response("
        "resp.content, resp.status_code, request), decoded JSON to raise_for_response(resp.json(), "
        "resp.status_code, request), in this order; await a coroutine first"
    )
