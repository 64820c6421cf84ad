"""PlanfixError, the base of every exception, and how a body and its text are read."""

import math
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

Json = Mapping[Any, Any] | list[Any] | str | float | None | bytes  # bytes: a raw body

# What breaks a line, controls a terminal or turns the direction of a text
_CONTROLS = *range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A)
_ESCAPES = {n: ascii(chr(n))[1:-1] for n in _CONTROLS}


class PlanfixError(Exception):
    """The base of all errors; raised as is for a code outside the ranges of all entities.

    Attributes:
        code: Planfix's code, 0 if the answer has none; on a class, the documented one.
        message: The server's own text, "" if there was none. It changes without notice.
        body: The whole answer. It can contain personal data.
        http_status: The HTTP status of the response, None if it is not known.
        request: What the caller passed to name the request, such as "GET /contact/1".
        retry_after: The seconds until a limit resets, None if they are not known. It can be set.
        explanation, explanation_ru: What happened and what to do, for the person at the screen.
        description, advice: What the error means, and what to do; with _ru, in Russian.
        args: (message, code, body, http_status, request); task queues rebuild it as cls(*args).
    """

    code: int = 0  # the defaults are for subclasses whose __init__ does not call this one
    message: str = ""
    body: Any = None
    http_status: int | None = None
    request: str = ""
    description: str = "Planfix error"
    description_ru: str = "Ошибка Планфикса"
    advice: str = "If this message does not help, tell the developer"
    advice_ru: str = "Если сообщение непонятно, передайте его разработчику"
    args: tuple[Any, ...]
    _retry = "never"  # or "always", "when known", "reads"
    _technical = False  # the message is not Planfix's, but tells what is wrong with the response
    _shows_description = False  # before the message, as every technical one does

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

    @cached_property
    def retry_after(self) -> int | None:
        """The seconds until a limit resets, None if they are not known. It can be set."""
        return seconds_to_reset(self.body, self.message)

    def may_retry(self, *, reads: bool, within: float = 60) -> bool:
        """Return whether the same request may be sent again, after a pause.

        `reads` says that the request changes nothing, so that it may be carried out twice; `within`
        is how many seconds the caller would wait for a limit to reset.
        """
        if self.retry_after is not None and self.retry_after > within:
            return False
        if self._retry == "when known":
            return self.retry_after is not None
        return self._retry == "always" or (self._retry == "reads" and reads)

    @property
    def explanation(self) -> str:
        """What happened and what to do, as sentences on one line."""
        return self._sentences(str(self), self.advice, "Try again in", "h", "min")

    @property
    def explanation_ru(self) -> str:
        """The same in Russian; only the server's text and what is in brackets can be English."""
        status = "" if self.http_status is None else f"HTTP {self.http_status}"
        known = ", ".join(filter(None, [f"код {self.code}" if self.code else status, self._name()]))
        text, details = _cut(self.message or ""), known
        if self._technical:
            text, details = "", ": ".join(filter(None, [known, text]))
        happened = ": ".join(filter(None, [_cut(self.description_ru), text]))
        line = _one_line(f"{happened} ({details})" if details else happened)
        return self._sentences(line, self.advice_ru, "Повторите через", "ч", "мин")

    def _sentences(self, happened: str, advice: str, again: str, *units: str) -> str:
        from ._exceptions import RateLimitError  # which imports this module

        sentences = [happened, advice]
        if isinstance(self, RateLimitError) and self.retry_after:
            parts = zip(divmod(math.ceil(self.retry_after / 60), 60), units, strict=True)
            sentences.append(" ".join([again, *(f"{n} {unit}" for n, unit in parts if n)]))
        return " ".join(re.sub(r"(?<![.!?…\s])\s*$", ".", text, count=1) for text in sentences)

    def _name(self) -> str:
        return f"{self.request or ''}".partition("?")[0]  # a query can hold a token

    def __str__(self) -> str:
        status = "" if self.http_status is None else f"HTTP {self.http_status}: "
        prefix, name = f"[{self.code}] " if self.code else status, self._name()
        text = _cut(self.message or self.description)
        if self.message and (self._technical or self._shows_description):
            text = f"{self.description}: {text}"
        return _one_line(f"{prefix}{text} ({name})" if name else f"{prefix}{text}")

    def __repr__(self) -> str:
        status = "" if self.http_status is None else f", http_status={self.http_status}"
        request = f", request={self._name()!r}" if self._name() else ""
        return f"{type(self).__name__}({self.message!r}, code={self.code}{status}{request})"

    def __reduce__(self) -> tuple[Any, ...]:  # not cls(*args): a subclass can have other parameters
        return type(self).__new__, (type(self),), {**self.__dict__, "args": self.args}


def _cut(text: Any) -> str:
    return text if len(text := f"{text}") <= 1000 else f"{text[:1000]}…"


def _one_line(text: str) -> str:
    return text.translate(_ESCAPES).encode(errors="backslashreplace").decode()


def lower_case_keys(body: Json) -> dict[str, Any]:
    """Return the fields of a mapping by lower-case key, {} for anything else."""
    items = body.items() if isinstance(body, Mapping) else ()
    return {key.lower(): value for key, value in items if isinstance(key, str)}


def whole_number(value: Any) -> int | None:
    """Return an int, or a text of digits, as an int: of at most ten, since more can raise."""
    if isinstance(value, str) and re.fullmatch("[0-9]{1,10}", value):
        return int(value)
    return value if type(value) is int and abs(value) < 10**10 else None


def seconds_to_reset(body: Any, text: str) -> int | None:
    """Return the seconds in `timeToReset`, a key of the body or a word of the server's text."""
    seconds = whole_number(lower_case_keys(body).get("timetoreset"))
    if seconds is None or seconds < 0:
        found = re.search(r"""(?i)\btimeToReset["'\s:=]*([0-9]+)""", f"{text}")
        seconds = whole_number(found[1]) if found else None
    return seconds
