"""PlanfixError, the base of every exception, and how a body and its text are read."""

import math
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

Json = Mapping[Any, Any] | list[Any] | str | float | None | bytes  # bytes: a raw body

# What breaks a line, controls a terminal or changes the direction of text
_CONTROLS = *range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A)
_ESCAPES = {n: ascii(chr(n))[1:-1] for n in _CONTROLS}


class PlanfixError(Exception):
    """The base of all errors; raised as is for a code outside the ranges of all entities.

    Attributes:
        code: Planfix's code, 0 if the answer has none; on a class, the documented one.
        message: The server's own text, "" if there was none. It changes without notice.
        body: The whole answer. It can contain personal data.
        http_status, request: What the caller passed, None and "" if nothing.
        retry_after: The seconds until a limit resets, None if they are not known. It can be set.
        description, advice: What the error means, and what to do; with _ru, in Russian.
        explanation: What happened and what to do, as sentences; with _ru, in Russian.
        args: (message, code, body, http_status, request), for task queues that call cls(*args).
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
    _again = _again_ru = ""  # "Try again in", of a limit
    _retry = "never"  # or "always", "when known", "reads"
    _technical = False  # the message is not Planfix's, but says what is wrong with the response
    _shows_description = False  # str() has it before the message; technical ones always do

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

        `reads`: it changes nothing. `within`: the seconds that the caller would wait for a limit.
        """
        if self.retry_after is not None and self.retry_after > within:
            return False
        if self._retry == "when known":
            return self.retry_after is not None
        return self._retry == "always" or (self._retry == "reads" and bool(reads))

    @property
    def explanation(self) -> str:
        """What happened and what to do, as sentences on one line."""
        return _sentences(str(self), self.advice, self._pause(self._again, "h", "min"))

    @property
    def explanation_ru(self) -> str:
        """The same in Russian; only the server's text and what is in brackets can be English."""
        status = "" if self.http_status is None else f"HTTP {self.http_status}"
        number = f"код {self.code}" if self.code else status
        text, details = _cut(self.message or "").strip(), join(", ", number, self._name())
        if self._technical:
            text, details = "", join(": ", details, text)
        happened = _one_line(join(": ", self.description_ru, text) + (details and f" ({details})"))
        return _sentences(happened, self.advice_ru, self._pause(self._again_ru, "ч", "мин"))

    def _pause(self, again: str, hour: str, minute: str) -> str:
        seconds = self.retry_after or 0
        if not again or not 0 < seconds < math.inf:
            return ""
        hours, minutes = divmod(math.ceil(seconds / 60), 60)
        hour, minute = f"{hours} {hour}" * (hours > 0), f"{minutes} {minute}" * (minutes > 0)
        return join(" ", again, hour, minute)

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


def join(separator: str, *texts: str) -> str:
    return separator.join(filter(None, texts))


def _sentences(*texts: str) -> str:
    plain = [re.sub(r"(\s|\\[nrt])+$", "", text) for text in texts if text]  # escaped line breaks
    return " ".join(text if re.search("[.!?…][\"'»”]?$", text) else f"{text}." for text in plain)


def lower_case_keys(body: Json) -> dict[str, Any]:
    """Return the fields of a mapping by lower-case key, {} for anything else."""
    items = body.items() if isinstance(body, Mapping) else ()
    return {key.lower(): value for key, value in items if isinstance(key, str)}


def whole_number(value: Any) -> int | None:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,10}", value):  # converting more can raise
        return int(value)
    return value if type(value) is int and abs(value) < 10**10 else None


def seconds_to_reset(body: Any, text: str) -> int | None:
    """Return the seconds in `timeToReset`, a key of the body or a word of the server's text."""
    seconds = whole_number(lower_case_keys(body).get("timetoreset"))
    if seconds is None or seconds < 0:
        found = re.search(r"""(?i)timeToReset["'\s:=]*([0-9]+)""", f"{text}")
        seconds = whole_number(found[1]) if found else None
    return seconds
