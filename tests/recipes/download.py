"""Download a file: Planfix redirects to another host, which must not get the token."""

import os
import re
import sys
from pathlib import Path
from urllib.parse import urljoin

import requests
from planfix_errors import PlanfixError, ServerUnavailable, UnexpectedResponse, parse_response
from requests_client import Planfix


def download(planfix: Planfix, path: str, target: Path) -> None:
    name, part = f"GET {path}", target.with_name(f"{target.name}.part")
    try:
        resp = planfix.get(planfix.url + path, timeout=30)
        if resp.is_redirect:
            file_url = urljoin(resp.url, resp.headers["Location"])
            plain = {"Accept-Encoding": "identity"}  # a gzip stream can be cut off unnoticed
            resp = requests.get(file_url, headers=plain, timeout=30, stream=True)
            if is_file(resp):
                with part.open("wb") as file:
                    file.writelines(resp.iter_content(65536))
                part.replace(target)
                return
        is_page = re.search("(?i)html|json", resp.headers.get("Content-Type", ""))
        body = resp.content if is_page or resp.status_code != 200 else b""  # no text of a file
    except (ValueError, OverflowError) as err:  # as a rule, the address is wrong
        raise UnexpectedResponse(type(err).__name__, request=name) from None
    except requests.RequestException as err:
        if "CERTIFICATE_VERIFY_FAILED" in str(err):
            raise
        raise ServerUnavailable(type(err).__name__, request=name) from None
    finally:
        part.unlink(missing_ok=True)
    parse_response(body, resp.status_code, name)
    raise UnexpectedResponse("not a file", 0, body, resp.status_code, name)


def is_file(resp: requests.Response) -> bool:  # and not an error, or a page to log in
    is_sent_plain = resp.status_code == 200 and "Content-Encoding" not in resp.headers
    is_attached = resp.headers.get("Content-Disposition", "").lower().startswith("attachment")
    is_page = re.search("(?i)^$|html|json", resp.headers.get("Content-Type", ""))
    return is_sent_plain and (is_attached or not is_page)


if __name__ == "__main__":
    try:
        with Planfix(os.environ["PLANFIX_URL"], os.environ["PLANFIX_TOKEN"]) as planfix:
            download(planfix, "/file/1/download", Path("file-1"))
    except PlanfixError as err:
        sys.exit(err.explanation)
