"""A client with requests: whatever goes wrong, even no answer at all, is a PlanfixError."""

import os
import sys
from typing import Any

import requests

from planfix_errors import PlanfixError, ServerUnavailable, parse_response

url = os.environ["PLANFIX_URL"].rstrip("/")  # such as https://example.planfix.com/rest
session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['PLANFIX_TOKEN']}"


def call(method: str, path: str, **kwargs: Any) -> dict[str, Any]:
    request = f"{method} {path}"
    try:
        resp = session.request(method, url + path, timeout=30, allow_redirects=False, **kwargs)
    except requests.RequestException as err:
        raise ServerUnavailable(type(err).__name__, request=request) from err
    return parse_response(resp.content, resp.status_code, request)


if __name__ == "__main__":
    try:
        print(call("GET", "/contact/1")["contact"])
    except PlanfixError as err:
        sys.exit(f"{err}. {err.advice}")
