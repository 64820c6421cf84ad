"""Download a file: Planfix redirects to another host, which must not get the token."""

import os
import sys
from pathlib import Path
from urllib.parse import urljoin

import requests

from planfix_errors import PlanfixError, ServerUnavailable, UnexpectedResponse, parse_response

url = os.environ["PLANFIX_URL"].rstrip("/")  # such as https://example.planfix.com/rest
headers = {"Authorization": f"Bearer {os.environ['PLANFIX_TOKEN']}"}


def download(path: str, target: Path) -> None:
    request, part = f"GET {path}", target.with_name(f"{target.name}.part")
    try:
        resp = requests.get(url + path, headers=headers, timeout=30, allow_redirects=False)
        if resp.is_redirect:
            file_url = urljoin(resp.url, resp.headers["Location"])
            resp = requests.get(file_url, timeout=30, stream=True)
            is_page = "text/html" in resp.headers.get("Content-Type", "")
            if resp.status_code == 200 and (not is_page or "Content-Disposition" in resp.headers):
                with part.open("wb") as file:
                    file.writelines(resp.iter_content(65536))
                part.replace(target)
                return
        parse_response(resp.content, resp.status_code, request)
    except requests.RequestException as err:
        raise ServerUnavailable(type(err).__name__, request=request) from err
    raise UnexpectedResponse("not a file", 0, resp.content, resp.status_code, request)


if __name__ == "__main__":
    try:
        download("/file/1/download", Path("file-1"))
    except PlanfixError as err:
        sys.exit(f"{err}. {err.advice}")
