"""A client without dependencies: whatever is answered, even nothing at all, is a PlanfixError."""

import os
import re
import sys
from http.client import HTTPException, InvalidURL
from json import dumps
from typing import Any
from urllib.error import URLError
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from planfix_errors import Answer, PlanfixError, ServerUnavailable, parse_response


class Planfix:
    def __init__(self, url: str, token: str) -> None:
        self.url, token = url.strip().rstrip("/"), token.strip()
        if not re.fullmatch(r"https?://[^/\s]\S* [!-~]+", f"{self.url} {token}"):
            raise ValueError("wrong address (https://example.planfix.com/rest) or token (ASCII)")
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.opener = OpenerDirector()  # these alone raise for no status and follow no redirect
        for handler in ProxyHandler(), HTTPHandler(), HTTPSHandler():
            self.opener.add_handler(handler)

    def call(self, method: str, path: str, *, timeout: float = 30, json: Any = None) -> Answer:
        name = f"{method} {path}"
        # The caller's mistakes, such as NaN in a body, are raised here, unchanged.
        body = None if json is None else dumps(json, allow_nan=False).encode()
        request = Request(self.url + path, body, self.headers, method=method.upper())
        try:
            with self.opener.open(request, timeout=timeout) as resp:
                answer, status = resp.read(), resp.status
        except (InvalidURL, UnicodeError):  # the path cannot be sent
            raise
        except (OSError, HTTPException, ValueError, OverflowError, MemoryError) as err:
            reason = err.reason if isinstance(err, URLError) else err
            if "CERTIFICATE_VERIFY_FAILED" in str(err):
                raise
            # The name alone, and no cause: their texts can hold personal data.
            raise ServerUnavailable(type(reason).__name__, request=name) from None
        return parse_response(answer, status, name)


if __name__ == "__main__":
    try:
        planfix = Planfix(os.environ["PLANFIX_URL"], os.environ["PLANFIX_TOKEN"])
        print(planfix.call("GET", "/contact/1")["contact"])
    except PlanfixError as err:
        sys.exit(err.explanation)
