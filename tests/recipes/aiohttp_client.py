"""A client with aiohttp: whatever goes wrong, even a timeout, is a PlanfixError."""

import asyncio
import os
import sys
from typing import Any

import aiohttp

from planfix_errors import PlanfixError, ServerUnavailable, parse_response

url = os.environ["PLANFIX_URL"].rstrip("/")  # such as https://example.planfix.com/rest
headers = {"Authorization": f"Bearer {os.environ['PLANFIX_TOKEN']}"}
timeout = aiohttp.ClientTimeout(total=30)


async def call(
    session: aiohttp.ClientSession, method: str, path: str, **kwargs: Any
) -> dict[str, Any]:
    request = f"{method} {path}"
    try:
        async with session.request(method, url + path, allow_redirects=False, **kwargs) as resp:
            body, status = await resp.read(), resp.status
    except (aiohttp.ClientError, TimeoutError) as err:  # a timeout is not a ClientError
        raise ServerUnavailable(type(err).__name__, request=request) from err
    return parse_response(body, status, request)


async def main() -> None:
    async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
        print((await call(session, "GET", "/contact/1"))["contact"])


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except PlanfixError as err:
        sys.exit(f"{err}. {err.advice}")
