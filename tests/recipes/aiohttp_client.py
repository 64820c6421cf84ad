"""A client with aiohttp: whatever is answered, even nothing at all, is a PlanfixError."""

import asyncio
import os
import re
import sys
from json import JSONEncoder
from typing import Any

import aiohttp
from planfix_errors import Answer, PlanfixError, ServerUnavailable, parse_response


class Planfix:
    def __init__(self, url: str, token: str) -> None:
        self.url, token = url.strip().rstrip("/"), token.strip()
        if not re.fullmatch(r"https?://[^/\s]\S* [!-~]+", f"{self.url} {token}"):
            raise ValueError("wrong address (https://example.planfix.com/rest) or token (ASCII)")
        self.session = aiohttp.ClientSession(json_serialize=JSONEncoder(allow_nan=False).encode)
        self.session.headers["Authorization"] = f"Bearer {token}"

    async def call(self, method: str, path: str, *, timeout: float = 30, **kwargs: Any) -> Answer:
        name = f"{method} {path}"
        kwargs |= {"timeout": aiohttp.ClientTimeout(timeout), "allow_redirects": False}
        try:
            async with self.session.request(method, self.url + path, **kwargs) as resp:
                body, status = await resp.read(), resp.status
        except ValueError:  # NaN, a wrong address, or a certificate
            raise
        except (aiohttp.ClientError, TimeoutError) as err:
            # The name alone, and no cause: their texts can hold personal data.
            raise ServerUnavailable(type(err).__name__, request=name) from None
        return parse_response(body, status, name)


async def main() -> None:
    planfix = Planfix(os.environ["PLANFIX_URL"], os.environ["PLANFIX_TOKEN"])
    async with planfix.session:
        print((await planfix.call("GET", "/contact/1"))["contact"])


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except PlanfixError as err:
        sys.exit(err.explanation)
