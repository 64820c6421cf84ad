"""Check every answer of an existing client; a client that downloads files needs none of these."""

from typing import Any
from urllib.parse import urlsplit

from planfix_errors import parse_response


def check(resp: Any, **kwargs: Any) -> None:
    """For session.hooks["response"] of requests, and event_hooks["response"] of httpx.Client."""
    request = f"{resp.request.method} {urlsplit(str(resp.request.url)).path}"
    body = resp.read() if hasattr(resp, "read") else resp.content
    answer = parse_response(body, resp.status_code, request)
    resp.json = lambda: answer  # of an empty body too


async def check_async(resp: Any) -> None:  # the same, with httpx.AsyncClient
    await resp.aread()
    check(resp)
