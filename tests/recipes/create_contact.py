"""Create a contact only once, even if the answer is lost. `contacts` comes from list_pages.py."""

import sys

from list_pages import contacts
from requests_client import call

from planfix_errors import PlanfixError, TooManyRequests, UnexpectedResponse


def create_once(name: str, email: str) -> int:
    try:
        return int(call("POST", "/contact/", json={"name": name, "email": email})["id"])
    except UnexpectedResponse as lost:  # no answer, or none with an id: it may have been created
        if isinstance(lost, TooManyRequests):
            raise
        try:
            found = [c for c in contacts(fields="id,email") if c.get("email") == email]
        except PlanfixError as lookup:
            raise lost from lookup
        if not found:
            raise
        return int(found[0]["id"])


if __name__ == "__main__":
    try:
        print(create_once("Ivan", "ivan@example.com"))
    except PlanfixError as err:
        sys.exit(f"{err}. {err.advice}")
