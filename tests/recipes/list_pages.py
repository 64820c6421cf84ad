"""Read a list page by page. With `call` from retry.py, it also repeats what is safe to repeat."""

import itertools
import sys
from collections.abc import Iterator
from typing import Any

from requests_client import call

from planfix_errors import PlanfixError


def contacts(**query: Any) -> Iterator[dict[str, Any]]:
    for offset in itertools.count(0, 100):
        page = {"offset": offset, "pageSize": 100, "fields": "id,name", **query}
        found = call("POST", "/contact/list", json=page)["contacts"]
        yield from found
        if len(found) < 100:
            return


if __name__ == "__main__":
    try:
        for contact in contacts():
            print(contact)
    except PlanfixError as err:
        sys.exit(f"{err}. {err.advice}")
