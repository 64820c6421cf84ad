"""Repeat with tenacity what may be repeated: `call = repeat(planfix.call)`, for any client here."""

import random
import sys
from typing import Any

from planfix_errors import PlanfixError
from tenacity import retry, retry_if_exception, stop_after_attempt


def repeat(call: Any, say: str = "{err}. Again in {seconds:.0f} s") -> Any:
    def repeated(method: str, path: str, *, reads: bool | None = None, **kwargs: Any) -> Any:
        if reads is None:  # it changes nothing, and so may be carried out twice
            is_list = method.upper() == "POST" and path.partition("?")[0].endswith("/list")
            reads = method.upper() == "GET" or is_list

        def may_retry(err: BaseException) -> bool:
            return isinstance(err, PlanfixError) and err.may_retry(reads=reads)

        def tell(state: Any) -> None:
            err, seconds = state.outcome.exception(), state.upcoming_sleep
            print(say.format(err=err, seconds=seconds), file=sys.stderr)

        again = retry(
            retry=retry_if_exception(may_retry),
            before=lambda state: rewind(kwargs),
            wait=pause,
            before_sleep=tell,
            stop=stop_after_attempt(4),
            reraise=True,
        )
        return again(call)(method, path, **kwargs)

    return repeated


def pause(state: Any) -> float:
    seconds: float = state.outcome.exception().retry_after or 2.0**state.attempt_number
    return seconds + random.uniform(0, 2)  # so that programs do not wake together


def rewind(sent: Any) -> None:
    """Send files from their start: the first try has read them to their end."""
    if hasattr(sent, "seek"):
        sent.seek(0)
    elif type(sent) in (dict, list, tuple):
        for part in sent.values() if hasattr(sent, "values") else sent:
            rewind(part)
