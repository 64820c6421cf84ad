"""Let many tasks share Planfix's one request a second; a retry waits for its turn as well."""

import asyncio
import os
import sys
from typing import Any

from aiohttp_client import Planfix
from aiolimiter import AsyncLimiter
from planfix_errors import ContactNotFound, PlanfixError
from retry import repeat


def paced(call: Any) -> Any:
    limiter = AsyncLimiter(1, 1)  # one call in one second

    async def paced_call(method: str, path: str, **kwargs: Any) -> Any:
        async with limiter:
            return await call(method, path, **kwargs)

    return paced_call


async def show(call: Any, number: int) -> None:
    try:
        print((await call("GET", f"/contact/{number}"))["contact"])
    except ContactNotFound as err:  # any other error ends the program: the rest would fail too
        print(err, file=sys.stderr)


async def main() -> None:
    planfix = Planfix(os.environ["PLANFIX_URL"], os.environ["PLANFIX_TOKEN"])
    call = repeat(paced(planfix.call))
    async with planfix.session:
        await asyncio.gather(*(show(call, number) for number in range(1, 21)))


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except PlanfixError as err:
        sys.exit(err.explanation)
