"""Read a list page by page. `call` can be a client's, or what `repeat` from retry.py returns."""

import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

from planfix_errors import Answer, PlanfixError
from requests_client import Planfix


def contacts(call: Callable[..., Answer], **query: Any) -> Iterator[dict[str, Any]]:
    page: dict[str, Any] = {"offset": 0, "pageSize": 100, "fields": "id,name", **query}
    if page["offset"] < 0 or not 1 <= page["pageSize"] <= 100:
        raise ValueError("offset must be at least 0, pageSize from 1 to 100")
    while True:
        found: list[dict[str, Any]] = call("POST", "/contact/list", json=page)["contacts"] or []
        yield from found
        if len(found) < page["pageSize"]:  # only the last page is shorter
            return
        page["offset"] += len(found)


if __name__ == "__main__":
    try:
        with Planfix(os.environ["PLANFIX_URL"], os.environ["PLANFIX_TOKEN"]) as planfix:
            for contact in contacts(planfix.call):
                print(contact)
    except PlanfixError as err:
        sys.exit(err.explanation)
