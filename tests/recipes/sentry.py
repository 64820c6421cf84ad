"""For sentry_sdk.init(before_send=before_send, include_local_variables=False)."""

from planfix_errors import PlanfixError
from sentry_sdk.types import Event, Hint


def before_send(event: Event, hint: Hint) -> Event:
    err = hint["exc_info"][1] if "exc_info" in hint else None
    if isinstance(err, PlanfixError) and "exception" in event:
        event["fingerprint"] = [type(err).__name__, str(err.code)]
        event["exception"]["values"][-1]["value"] = str(err)  # the title; Sentry takes err.message
    return event
