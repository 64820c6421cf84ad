"""Create a contact only once, even if an answer is lost. `call` can be a client's or retry.py's."""

import os
import sys
from typing import Any

from planfix_errors import OutcomeUnknown, PartialUpdate, PlanfixError
from requests_client import Planfix


def create_once(call: Any, name: str, email: str) -> tuple[int, bool]:
    """Return the contact's id, and whether it was created by this call."""
    if not (email := email.strip()):
        raise ValueError("without an e-mail, a contact cannot be found again")
    if (found := find(call, email)) is not None:
        return found, False
    try:
        return call("POST", "/contact/", json={"name": name, "email": email})["id"], True
    except PartialUpdate as err:  # it was created, but some fields were not written
        if "id" not in err.body:
            raise
        return err.body["id"], True
    except OutcomeUnknown:  # no answer, or none with an id
        if (found := find(call, email)) is None:
            raise
        return found, True


def find(call: Any, email: str) -> int | None:
    by_email = {"type": 4026, "operator": "equal", "value": email}
    query = {"offset": 0, "pageSize": 100, "fields": "id,email", "filters": [by_email]}
    for contact in call("POST", "/contact/list", json=query)["contacts"] or ():
        if (contact.get("email") or "").lower() == email.lower():
            return int(contact["id"])
    return None


if __name__ == "__main__":
    try:
        with Planfix(os.environ["PLANFIX_URL"], os.environ["PLANFIX_TOKEN"]) as planfix:
            number, created = create_once(planfix.call, "Ivan", "ivan@example.com")
        print(f"Contact {number} {'was created' if created else 'is there already'}")
    except PlanfixError as err:
        sys.exit(err.explanation)
