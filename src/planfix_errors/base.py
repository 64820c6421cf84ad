"""What every Planfix error is: a code, the server's text and the whole body."""

# Importing `typing` takes longer than importing this package: what needs it is quoted.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_EXCERPT_LENGTH = 200  # characters

# Control characters and line breaks, each with its escape sequence: "\n" becomes "\\n".
_ESCAPES = {n: ascii(chr(n))[1:-1] for n in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)}


class PlanfixError(Exception):
    """Planfix answered with an error. The base of every exception of this package.

    It is raised itself for an undocumented code outside the range of every entity.

    Attributes:
        code: the number that the server sent; on a class, the documented number.
        message: the server's own text, "" where it sent none. It is unstable prose: show it,
            do not dispatch on it.
        payload: the whole decoded body.
        description: what the code means, in English.
        description_ru: the wording of Planfix's Russian documentation, "" where there is none.
    """

    # A third of the memory that an instance dictionary would take.
    __slots__ = ("__weakref__", "message", "payload")
    __match_args__ = ("code", "message")

    code: int = 0
    description: str = "Planfix error"
    description_ru: str = ""
    message: str
    payload: "Any"
    args: "tuple[Any, ...]"

    def __init__(self, message: str = "", code: int | None = None, payload: "Any" = None) -> None:
        if code is None:
            code = self.code
        elif code != self.code:
            self.code = code
        # Task queues that carry results as JSON rebuild an exception as cls(*args).
        self.args = (message, code, payload)
        self.message = message
        self.payload = payload

    def __str__(self) -> str:
        # A subclass may have an __init__ that does not call this one.
        message = getattr(self, "message", "") or self.description
        return f"[{_decimal(self.code)}] {_one_line(str(message))}"

    def __repr__(self) -> str:
        message = getattr(self, "message", "")
        return f"{type(self).__name__}({message!r}, code={_decimal(self.code)})"

    def __reduce__(self) -> "tuple[Any, ...]":
        # Not cls(*args): a subclass may have an __init__ with other parameters.
        slots = {
            name: getattr(self, name) for name in ("message", "payload") if hasattr(self, name)
        }
        return Exception.__new__, (type(self), *self.args), {**self.__dict__, **slots}


class MalformedResponse(PlanfixError, ValueError):
    """The body is no JSON object with a whole number as its code: Planfix documents no such answer.

    A proxy's HTML page is one. Its code is 0, and `payload` holds the body: decoded where it is
    JSON, raw where it is not.
    """

    description = "Not an answer that Planfix documents"

    def __str__(self) -> str:
        payload = getattr(self, "payload", None)
        return super().__str__() if payload is None else f"{super().__str__()}: {excerpt(payload)}"


def excerpt(body: object) -> str:
    """Return the start of a body, raw or decoded, on one line and safe to print."""
    enough = _EXCERPT_LENGTH + 1  # characters: one more tells that there are more
    try:
        if isinstance(body, str):
            text = body
        elif isinstance(body, (bytes, bytearray)):
            text = body[: 4 * enough].decode(errors="replace")
        else:
            from itertools import islice
            from json import JSONEncoder

            chunks = JSONEncoder(ensure_ascii=False, default=repr).iterencode(body)
            text = "".join(islice(chunks, enough))
    except Exception:  # an int too long to print, a key that is no string, a broken __repr__
        text = f"<{type(body).__name__}>"
    text = _one_line(text[:enough])
    return text if len(text) <= _EXCERPT_LENGTH else text[:_EXCERPT_LENGTH] + "..."


def _one_line(text: str) -> str:
    """Escape what would break a line, control a terminal or fail to encode."""
    return text.translate(_ESCAPES).encode(errors="backslashreplace").decode()


def _decimal(code: int) -> str:
    try:
        return str(code)
    except ValueError:  # more digits than Python converts
        return hex(code)
