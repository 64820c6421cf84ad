"""A client with httpx: whatever goes wrong, even no answer at all, is a PlanfixError."""

import os
import sys
from typing import Any

import httpx

from planfix_errors import PlanfixError, ServerUnavailable, parse_response

headers = {"Authorization": f"Bearer {os.environ['PLANFIX_TOKEN']}"}
planfix = httpx.Client(base_url=os.environ["PLANFIX_URL"], headers=headers, timeout=30)


def call(method: str, path: str, **kwargs: Any) -> dict[str, Any]:
    request = f"{method} {path}"
    try:
        resp = planfix.request(method, path, **kwargs)
    except httpx.RequestError as err:
        raise ServerUnavailable(type(err).__name__, request=request) from err
    return parse_response(resp.content, resp.status_code, request)


if __name__ == "__main__":
    try:
        with planfix:
            print(call("GET", "/contact/1")["contact"])
    except PlanfixError as err:
        sys.exit(f"{err}. {err.advice}")
