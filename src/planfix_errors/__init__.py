"""An exception for every error of the Planfix REST API.

    from planfix_errors import ContactNotFound, loads

    try:
        contact = loads(resp.content, resp.status_code)["contact"]
    except ContactNotFound as err:
        print(err.code, err.message)

- `loads` decodes a raw body and returns the answer, or raises.
- `raise_for_response` does the same for JSON that is already decoded.
- `error_from_response` returns the error instead of raising it.
- `error_class` returns the class that is raised for a code.

Every documented code has its own class with two parents, its entity (`ContactError`) and its kind
(`NotFoundError`). All of them derive from `PlanfixError`.
"""

from . import exceptions
from .base import PlanfixError
from .exceptions import *
from .response import (
    MalformedResponse,
    PartialUpdate,
    error_class,
    error_from_response,
    loads,
    raise_for_response,
)

__all__ = [
    "MalformedResponse",
    "PartialUpdate",
    "PlanfixError",
    "error_class",
    "error_from_response",
    "loads",
    "raise_for_response",
]
__all__.extend(exceptions.__all__)  # type checkers cannot follow `+=`

# Tracebacks and pickles name what the user imports, whichever module defines it.
for _name in __all__:
    globals()[_name].__module__ = __name__
