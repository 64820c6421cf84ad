"""PlanfixError, the base of every exception."""

import re
from collections.abc import Mapping
from typing import Any

Json = Mapping[Any, Any] | list[Any] | str | float | None | bytes  # bytes: a wrong call

# Control characters and line breaks, each with its escape sequence.
_ESCAPES = {n: ascii(chr(n))[1:-1] for n in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)}


class PlanfixError(Exception):
    """The base of all errors; raised as is for a code outside the ranges of all entities.

    Attributes:
        code: Planfix's code, 0 if the answer has none; on a class, the documented one.
        message: The server's own text, "" if there was none. It changes without notice.
        body: The whole answer. It can contain personal data.
        http_status: The HTTP status of the response, None if it is not known.
        request: What the caller passed to name the request, such as "GET /contact/1".
        retry_after: The seconds until a limit resets, None if Planfix did not say.
        description, description_ru: What the error means, in English and in Russian.
        advice, advice_ru: What to do about it, in English and in Russian.
        args: (message, code, body, http_status, request); task queues rebuild it as cls(*args).
    """

    code: int = 0  # the defaults are for subclasses whose __init__ does not call this one
    message: str = ""
    body: Any = None
    http_status: int | None = None
    request: str = ""
    description: str = "Planfix error"
    description_ru: str = "Неизвестный код ошибки"
    advice: str = "Read the server's text"
    advice_ru: str = "Прочитайте текст ошибки"
    args: tuple[Any, ...]
    _shows_description = False  # in str(), before the message

    def __init__(
        self,
        message: str = "",
        code: int | None = None,
        body: Any = None,
        http_status: int | None = None,
        request: str = "",
    ) -> None:
        self.message = message
        self.code = self.code if code is None else code
        self.body = body
        self.http_status = http_status
        self.request = request
        # Not super().__init__(*args): a user's class can be an OSError too, which rewrites them.
        self.args = (message, self.code, body, http_status, request)

    @property
    def retry_after(self) -> int | None:
        """The seconds until a limit resets, None if Planfix did not say."""
        seconds = whole_number(lower_case_keys(self.body).get("timetoreset"))
        if seconds is None or seconds < 0:
            found = re.search(r"""(?i)\btimeToReset["'\s:=]*([0-9]+)""", f"{self.message}")
            seconds = whole_number(found[1]) if found else None
        return seconds

    def __str__(self) -> str:
        status = "" if self.http_status is None else f"HTTP {self.http_status}: "
        prefix = f"[{self.code}] " if self.code else status
        text = self.message or self.description
        if self.message and self._shows_description:
            text = f"{self.description}: {self.message}"
        suffix = f" ({self.request})" if self.request else ""
        # On one line, without what controls a terminal or fails to encode.
        line = f"{prefix}{text}{suffix}".translate(_ESCAPES)
        return line.encode(errors="backslashreplace").decode()

    def __repr__(self) -> str:
        status = "" if self.http_status is None else f", http_status={self.http_status}"
        request = f", request={self.request!r}" if self.request else ""
        return f"{type(self).__name__}({self.message!r}, code={self.code}{status}{request})"

    def __reduce__(self) -> tuple[Any, ...]:  # not cls(*args): a subclass can have other parameters
        return type(self).__new__, (type(self),), {**self.__dict__, "args": self.args}


def lower_case_keys(body: Json) -> dict[str, Any]:
    """Return the fields by lower-case key; of two spellings the lower-case one or the first."""
    fields: dict[str, Any] = {}
    for key, value in body.items() if isinstance(body, (dict, Mapping)) else ():
        if isinstance(key, str) and ((lower := key.lower()) == key or lower not in fields):
            fields[lower] = value
    return fields


def whole_number(value: Any) -> int | None:
    """Return an integer, or a text of decimal digits, as an int; None for anything else."""
    is_text = isinstance(value, str) and value.isascii() and value.isdigit()
    number = int(value) if is_text and len(value) <= 4300 else value
    # Of more bits, an int has more digits than str() shows.
    return number if type(number) is int and number.bit_length() < 14_285 else None
