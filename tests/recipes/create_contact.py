"""Create a contact once, also after a timeout. `contacts` is the one of list_pages.py."""

import sys
from typing import Any

from list_pages import contacts
from requests_client import call

from planfix_errors import PlanfixError, ServerUnavailable


def create_once(name: str, email: str) -> dict[str, Any]:
    try:
        return call("POST", "/contact/", json={"name": name, "email": email})
    except ServerUnavailable:  # or no answer: it may have been created
        for contact in contacts(fields="id,email"):
            if contact["email"] == email:
                return contact
        raise  # it was not: now it is safe to call this again


if __name__ == "__main__":
    try:
        print(create_once("Ivan", "ivan@example.com")["id"])
    except PlanfixError as err:
        sys.exit(f"{err}. {err.advice}")
