"""An exception for every error of the Planfix REST API.

    from planfix_errors import ContactNotFound, raise_for_response

    try:
        contact = raise_for_response(resp.json())["contact"]
    except ContactNotFound as err:
        print(err.code, err.message)

Each documented code is one class with two parents, the entity it belongs to (`ContactError`) and
the kind of trouble (`NotFoundError`). All of them derive from `PlanfixError`.
"""

from . import exceptions
from .base import MalformedResponse, PlanfixError
from .exceptions import *
from .response import error_class, error_from_response, loads, raise_for_response

__all__ = [
    "MalformedResponse",
    "PlanfixError",
    "error_class",
    "error_from_response",
    "loads",
    "raise_for_response",
]
__all__ += exceptions.__all__

# Tracebacks and pickles name what the user imports, whichever module defines it.
for _name in __all__:
    globals()[_name].__module__ = __name__
