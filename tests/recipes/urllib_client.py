"""A client without dependencies: whatever goes wrong, even no answer at all, is a PlanfixError."""

import os
import sys
from http.client import HTTPException
from json import dumps
from typing import Any
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from planfix_errors import PlanfixError, ServerUnavailable, parse_response

url = os.environ["PLANFIX_URL"].rstrip("/")  # such as https://example.planfix.com/rest
headers = {"Authorization": f"Bearer {os.environ['PLANFIX_TOKEN']}"}
opener = OpenerDirector()  # these handlers alone raise for no status and follow no redirect
for handler in ProxyHandler(), HTTPHandler(), HTTPSHandler():
    opener.add_handler(handler)


def call(method: str, path: str, json: Any = None) -> dict[str, Any]:
    body = None if json is None else dumps(json).encode()
    request = Request(url + path, body, headers, method=method)
    request.add_header("Content-Type", "application/json")
    try:
        with opener.open(request, timeout=30) as resp:
            answer, status = resp.read(), resp.status
    except (OSError, HTTPException) as err:
        raise ServerUnavailable(repr(err), request=f"{method} {path}") from err
    return parse_response(answer, status, f"{method} {path}")


if __name__ == "__main__":
    try:
        print(call("GET", "/contact/1")["contact"])
    except PlanfixError as err:
        sys.exit(f"{err}. {err.advice}")
