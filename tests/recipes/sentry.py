"""Report errors to Sentry, one issue per class and code. `call` comes from urllib_client.py."""

import os
import sys

import sentry_sdk
from sentry_sdk.types import Event, Hint
from urllib_client import call

from planfix_errors import PlanfixError


def before_send(event: Event, hint: Hint) -> Event:
    err = hint["exc_info"][1] if "exc_info" in hint else None
    if isinstance(err, PlanfixError) and "exception" in event:
        event["fingerprint"] = [type(err).__name__, str(err.code)]
        event["exception"]["values"][-1]["value"] = str(err)  # the title; Sentry takes err.message
    return event


if __name__ == "__main__":
    sentry_sdk.init(  # local variables hold the whole answer
        os.environ.get("SENTRY_DSN"), before_send=before_send, include_local_variables=False
    )
    try:
        print(call("GET", "/contact/1")["contact"])
    except PlanfixError as err:
        sentry_sdk.capture_exception(err)
        sys.exit(f"{err}. {err.advice}")
