"""A client with httpx: whatever is answered, even nothing at all, is a PlanfixError."""

import os
import re
import sys
from typing import Any

import httpx
from planfix_errors import Answer, PlanfixError, ServerUnavailable, parse_response


class Planfix(httpx.Client):
    def __init__(self, url: str, token: str) -> None:
        url, token = url.strip(), token.strip()
        if not re.fullmatch(r"https?://[^/\s]\S* [!-~]+", f"{url} {token}"):
            raise ValueError("wrong address (https://example.planfix.com/rest) or token (ASCII)")
        super().__init__(base_url=url, headers={"Authorization": f"Bearer {token}"})
        self.event_hooks["response"] = [self.forget]

    def forget(self, resp: httpx.Response) -> None:
        """Drop what would end in an error of httpx if it were not valid."""
        resp.headers.pop("Location", None)  # read even if redirects are not followed
        self.cookies.clear()

    def call(self, method: str, path: str, *, timeout: float = 30, **kwargs: Any) -> Answer:
        name = f"{method} {path}"
        # The caller's mistakes, such as NaN in a body, are raised here, unchanged.
        request = self.build_request(method, path, timeout=timeout, **kwargs)
        try:
            resp = self.send(request)
        except httpx.RequestError as err:
            if isinstance(err, httpx.LocalProtocolError) or "CERTIFICATE_VERIFY_FAILED" in str(err):
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
