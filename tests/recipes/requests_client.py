"""A client with requests: whatever is answered, even nothing at all, is a PlanfixError."""

import os
import re
import sys
from typing import Any

import requests
from planfix_errors import Answer, PlanfixError, ServerUnavailable, parse_response
from requests.exceptions import InvalidSchema, InvalidURL
from urllib3.exceptions import LocationParseError


class Planfix(requests.Session):
    def __init__(self, url: str, token: str) -> None:
        super().__init__()
        self.url, token = url.strip().rstrip("/"), token.strip()
        if not re.fullmatch(r"https?://[^/\s]\S* [!-~]+", f"{self.url} {token}"):
            raise ValueError("wrong address (https://example.planfix.com/rest) or token (ASCII)")
        self.headers["Authorization"] = f"Bearer {token}"
        self.auth = lambda request: request  # otherwise a .netrc replaces the token

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Follow no redirect: that would turn a POST into a GET."""

    def call(self, method: str, path: str, *, timeout: float = 30, **kwargs: Any) -> Answer:
        name = f"{method} {path}"
        # The caller's mistakes, such as NaN in a body, are raised here, unchanged.
        request = self.prepare_request(requests.Request(method, self.url + path, **kwargs))
        settings = self.merge_environment_settings(self.url, {}, None, None, None)
        try:
            resp = self.send(request, timeout=timeout, **settings)
        except (InvalidSchema, InvalidURL, LocationParseError, UnicodeError):  # wrong settings
            raise
        except (requests.RequestException, ValueError, OverflowError) as err:  # odd lengths
            if "CERTIFICATE_VERIFY_FAILED" in str(err):
                raise
            # The name alone, and no cause: their texts can hold personal data.
            raise ServerUnavailable(type(err).__name__, request=name) from None
        return parse_response(resp.content, resp.status_code, name)


if __name__ == "__main__":
    try:
        with Planfix(os.environ["PLANFIX_URL"], os.environ["PLANFIX_TOKEN"]) as planfix:
            print(planfix.call("GET", "/contact/1")["contact"])
    except PlanfixError as err:
        sys.exit(err.explanation)
