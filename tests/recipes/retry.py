"""Repeat with tenacity what is safe to repeat. `repeat` fits functions, methods and coroutines."""

import sys

import requests_client
from tenacity import RetryCallState, retry, retry_if_exception, stop_after_attempt

from planfix_errors import (
    BusyError,
    PlanfixError,
    RateLimitError,
    ServerUnavailable,
    TooManyRequests,
)


def is_safe_to_repeat(err: BaseException) -> bool:
    if not isinstance(err, PlanfixError) or (err.retry_after or 0) > 60:
        return False  # a daily limit can last for hours
    if isinstance(err, ServerUnavailable):  # or no answer: a write may have been done
        return err.request.startswith("GET ") or err.request.endswith("/list")
    if isinstance(err, RateLimitError) and err.retry_after is not None:
        return True
    return isinstance(err, (BusyError, TooManyRequests))


def pause(state: RetryCallState) -> float:
    err = state.outcome and state.outcome.exception()
    return getattr(err, "retry_after", None) or 2.0**state.attempt_number


safe = retry_if_exception(is_safe_to_repeat)
repeat = retry(retry=safe, wait=pause, stop=stop_after_attempt(4), reraise=True)
call = repeat(requests_client.call)

if __name__ == "__main__":
    try:
        print(call("GET", "/contact/1")["contact"])
    except PlanfixError as err:
        sys.exit(f"{err}. {err.advice}")
