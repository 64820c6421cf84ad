"""Check every answer of an existing requests.Session; downloads need a session of their own."""

import os
import sys
from typing import Any

import requests

from planfix_errors import PlanfixError, parse_response


def check(resp: requests.Response, **kwargs: Any) -> None:
    request = f"{resp.request.method} {resp.request.path_url.partition('?')[0]}"
    answer = parse_response(resp.content, resp.status_code, request)
    resp.json = lambda **kwargs: answer  # type: ignore[method-assign]  # an empty body too


def check_httpx(resp: Any) -> None:  # httpx.Client(event_hooks={"response": [check_httpx]})
    request = f"{resp.request.method} {resp.request.url.path}"
    answer = parse_response(resp.read(), resp.status_code, request)
    resp.json = lambda: answer


session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['PLANFIX_TOKEN']}"
session.hooks["response"].append(check)

if __name__ == "__main__":
    try:
        resp = session.get(os.environ["PLANFIX_URL"].rstrip("/") + "/contact/1", timeout=30)
        print(resp.json()["contact"])
    except PlanfixError as err:
        sys.exit(f"{err}. {err.advice}")
    except requests.RequestException as err:
        sys.exit(f"No answer from Planfix: {type(err).__name__} (GET /contact/1)")
