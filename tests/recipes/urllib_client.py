"""A client without dependencies: whatever goes wrong, no answer at all too, is a PlanfixError."""

import json
import os
import sys
from http.client import HTTPException
from typing import Any
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from planfix_errors import PlanfixError, ServerUnavailable, parse_response

url = os.environ["PLANFIX_URL"].rstrip("/")  # such as https://example.planfix.com/rest
headers = {"Authorization": f"Bearer {os.environ['PLANFIX_TOKEN']}"}
opener = OpenerDirector()  # with these handlers alone no status is an exception or is followed
for handler in ProxyHandler(), HTTPHandler(), HTTPSHandler():
    opener.add_handler(handler)


def call(method: str, path: str, data: Any = None) -> dict[str, Any]:
    body = None if data is None else json.dumps(data).encode()
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
