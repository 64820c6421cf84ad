"""Create a contact once, also after a timeout. `call` is the one of requests_client.py."""

import sys
import time
from typing import Any

from requests_client import call

from planfix_errors import PlanfixError, ServerUnavailable


def find_or_create(name: str, email: str) -> dict[str, Any]:
    wanted = {"type": 4026, "operator": "equal", "value": email}  # 4026 is the e-mail
    page = {"offset": 0, "pageSize": 1, "fields": "id", "filters": [wanted]}
    found: list[dict[str, Any]] = call("POST", "/contact/list", json=page)["contacts"]
    return found[0] if found else call("POST", "/contact/", json={"name": name, "email": email})


def create_once(name: str, email: str) -> dict[str, Any]:
    try:
        return find_or_create(name, email)
    except ServerUnavailable:  # it may have been created, and needs a moment to be found
        time.sleep(10)
        return find_or_create(name, email)


if __name__ == "__main__":
    try:
        print(create_once("Anna", "anna@example.com")["id"])
    except PlanfixError as err:
        sys.exit(f"{err}. {err.advice}")
