"""PlanfixError, the base of every exception: a code, the server's text, the body, the status."""

# Importing `typing` takes longer than importing this package.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
else:
    Any = object

# Control characters and line breaks, each with its escape sequence: "\n" becomes "\\n".
_ESCAPES = {n: ascii(chr(n))[1:-1] for n in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)}


class PlanfixError(Exception):
    """Planfix answered with an error. The base of every exception of this package.

    Raised itself for an undocumented code outside the range of every entity.
    """

    __slots__ = ("__weakref__", "http_status", "message", "payload")  # half the memory of a dict

    code: int = 0
    """The number the server sent; on a class, the documented number."""
    message: str
    """The server's own text, "" if there was none. It changes without notice: don't match on it."""
    payload: Any
    """The whole body: nothing the server sent is lost. It can contain personal data."""
    http_status: int | None
    """The HTTP status of the response, None if the caller did not pass it."""
    description: str = "Planfix error"
    """What the error means, in English."""
    description_ru: str = "Ошибка Планфикса"
    """What the error means, in Russian: Planfix's own wording if its documentation has one."""
    args: tuple[Any, ...]
    """`(message, code, payload, http_status)`: task queues rebuild an exception as cls(*args)."""

    def __init__(
        self,
        message: str = "",
        code: int | None = None,
        payload: Any = None,
        http_status: int | None = None,
    ) -> None:
        if code is None:
            code = self.code
        elif code != self.code:
            self.code = code
        self.args = (message, code, payload, http_status)
        self.message = message
        self.payload = payload
        self.http_status = http_status

    def __str__(self) -> str:
        return f"[{to_text(self.code)}] {one_line(self._message() or self.description)}"

    def __repr__(self) -> str:
        status = getattr(self, "http_status", None)
        shown = "" if status is None else f", http_status={to_text(status)}"
        return f"{type(self).__name__}({self._message()!r}, code={to_text(self.code)}{shown})"

    def __reduce__(self) -> tuple[Any, ...]:
        # Not cls(*args): a subclass may have an __init__ with other parameters.
        names = ("message", "payload", "http_status")
        slots = {name: getattr(self, name) for name in names if hasattr(self, name)}
        return Exception.__new__, (type(self), *self.args), {**self.__dict__, **slots}

    def _message(self) -> str:
        return to_text(getattr(self, "message", "") or "")  # a subclass may not call __init__

    def _described(self) -> str:
        message = self._message()
        return one_line(f"{self.description}: {message}" if message else self.description)


def one_line(text: str) -> str:
    """Escape what would break a line, control a terminal or fail to encode."""
    return text.translate(_ESCAPES).encode(errors="backslashreplace").decode()


def to_text(value: Any) -> str:
    try:
        return str(value)
    except ValueError:  # an int of more digits than Python converts
        return hex(value)
