"""An exception for every error of the Planfix REST API.

    from planfix_errors import ContactNotFound, PlanfixError, parse_response

    try:
        contact = parse_response(resp.content, resp.status_code)["contact"]
    except ContactNotFound as err:
        print(err)
    except PlanfixError as err:
        print(err, err.advice)

- `parse_response` decodes a raw body and returns the answer, or raises.
- `raise_for_response` does the same for JSON that is already decoded.
- `error_from_response` returns the error instead of raising it.
- `class_for_code` returns the class that is raised for a code.

Every documented code has a class, whose parents are its entity (`ContactError`) and, as a
rule, its kind (`NotFoundError`). All of them derive from `PlanfixError`.
"""

from . import _exceptions
from ._base import PlanfixError
from ._exceptions import *
from ._response import (
    PartialUpdate,
    class_for_code,
    error_from_response,
    parse_response,
    raise_for_response,
)

__all__ = [
    "PartialUpdate",
    "PlanfixError",
    "class_for_code",
    "error_from_response",
    "parse_response",
    "raise_for_response",
]
__all__.extend(_exceptions.__all__)  # after `+=`, pyright does not know its type

# Tracebacks and pickles name what the user imports, whichever module defines it.
for _name in __all__:
    globals()[_name].__module__ = __name__
del _name  # pyright: ignore[reportPossiblyUnboundVariable]
