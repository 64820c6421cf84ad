"""Check every answer of an existing client; a client that downloads files needs none of these."""

from typing import Any

from planfix_errors import parse_response


def check(resp: Any, **kwargs: Any) -> None:  # session.hooks["response"].append(check)
    request = f"{resp.request.method} {resp.request.path_url}"
    answer = parse_response(resp.content, resp.status_code, request)
    resp.json = lambda: answer  # of an empty body too


def check_httpx(resp: Any) -> None:  # httpx.Client(event_hooks={"response": [check_httpx]})
    request = f"{resp.request.method} {resp.request.url.path}"
    answer = parse_response(resp.read(), resp.status_code, request)
    resp.json = lambda: answer


async def check_httpx_async(resp: Any) -> None:  # the same, with httpx.AsyncClient
    await resp.aread()
    check_httpx(resp)
