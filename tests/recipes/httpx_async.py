"""Twenty calls at once with httpx, if the account's limit allows: one failure cancels the rest."""

import asyncio
import os
import sys
from typing import Any

import httpx

from planfix_errors import PlanfixError, ServerUnavailable, parse_response

headers = {"Authorization": f"Bearer {os.environ['PLANFIX_TOKEN']}"}


async def call(planfix: httpx.AsyncClient, method: str, path: str, **kwargs: Any) -> dict[str, Any]:
    request = f"{method} {path}"
    try:
        resp = await planfix.request(method, path, **kwargs)
    except httpx.RequestError as err:
        raise ServerUnavailable(type(err).__name__, request=request) from err
    return parse_response(resp.content, resp.status_code, request)


async def main() -> None:
    client = httpx.AsyncClient(base_url=os.environ["PLANFIX_URL"], headers=headers, timeout=30)
    async with client as planfix, asyncio.TaskGroup() as group:
        calls = (call(planfix, "GET", f"/contact/{number}") for number in range(1, 21))
        tasks = [group.create_task(one) for one in calls]
    for task in tasks:
        print(task.result()["contact"])


if __name__ == "__main__":
    failed: list[str] = []
    try:
        asyncio.run(main())
    except* PlanfixError as group:
        failed = [str(err) for err in group.exceptions]
    if failed:  # in an `except*` block, sys.exit() would end in a traceback
        sys.exit("\n".join(failed))
