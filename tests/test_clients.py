"""The recipes of the README: real clients, and a server that answers as Planfix does."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import pytest
import requests
import tenacity
from planfix_server import Server, serving
from readme_blocks import BLOCKS, Block, run

from planfix_errors import (
    BusyError,
    ContactError,
    ContactNotFound,
    MalformedResponse,
    PlanfixError,
    ScopeAccessDenied,
    TokenInvalid,
    loads,
    raise_for_response,
)

PROGRAMS = [block for block in BLOCKS if block.is_program() and block.needs_a_client()]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.mark.parametrize("block", PROGRAMS, ids=lambda block: block.heading)
def test_each_program_of_the_readme_runs(block: Block, server: Server, tmp_path: Path) -> None:
    printed = run(block, tmp_path, server.environment)
    shown = {
        "planfix-errors": "",
        "Try again while an object is busy": "{'result': 'success', 'requestId': 'r1'}\n",
        "Wait when the day's requests are used up": (
            "[22] Daily limit; trying again in 0 s\n{'id': 1, 'name': 'Отчёт'}\n"
        ),
        "Get or create": "1\n",
    }
    assert printed == shown.get(block.heading, "{'id': 1, 'name': 'Анна'}\n")


# Each way to call: from a path to the decoded answer, as the README has it.

Call = Callable[[str], Any]


def program(heading: str, containing: str) -> dict[str, Any]:
    """Return the names that a program of the README defines."""
    (code,) = (b.code for b in BLOCKS if b.heading == heading and containing in b.code)
    names: dict[str, Any] = {"__name__": "readme"}
    exec(compile(code, f"README.md, {heading}", "exec"), names)
    return names


def urllib_call(server: Server) -> Call:
    return lambda path: program("urllib", "urlopen")["planfix"]("GET", path)


def per_call(heading: str, containing: str) -> Callable[[Server], Call]:
    """A program that makes one call: the path is put in its place."""

    def make(server: Server) -> Call:
        (block,) = (b for b in BLOCKS if b.heading == heading and containing in b.code)

        def call(path: str) -> Any:
            code = block.code.replace("/contact/1", path)
            names: dict[str, Any] = {}
            exec(code.replace('answer["contact"]', "answer"), names)
            return names["answer"]

        return call

    return make


def decoded(resp: Any) -> Any:
    return loads(resp.content)


def requests_session(server: Server) -> Call:
    session = program("requests", "hooks")["planfix"]
    return lambda path: decoded(session.get(server.environment["PLANFIX_URL"] + path))


def httpx_client(server: Server) -> Call:
    client = program("httpx", "httpx.Client(")["planfix"]
    return lambda path: decoded(client.get(path))


def httpx_async_client(server: Server) -> Call:
    client = program("httpx", "AsyncClient")["client"]

    async def call(path: str) -> Any:
        async with client() as planfix:
            return decoded(await planfix.get(path))

    return lambda path: asyncio.run(call(path))


def aiohttp_session(server: Server) -> Call:
    names = program("aiohttp", "ClientSession")

    async def call(path: str) -> Any:
        async with names["client"]() as session:
            return await names["planfix"](session, "GET", path)

    return lambda path: asyncio.run(call(path))


CLIENTS: dict[str, Callable[[Server], Call]] = {
    "urllib": urllib_call,
    "requests, per call": per_call("requests", "requests.get("),
    "requests, whole client": requests_session,
    "httpx, per call": per_call("httpx", "httpx.get("),
    "httpx, whole client": httpx_client,
    "httpx, whole async client": httpx_async_client,
    "aiohttp": aiohttp_session,
}


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_tells_every_answer_of_planfix(client: str, server: Server) -> None:
    call = CLIENTS[client](server)
    assert call("/contact/1")["contact"] == {"id": 1, "name": "Анна"}
    for path, cls, text in (
        ("/contact/2", ContactNotFound, "[2000] Contact not found by id 2"),  # HTTP 200
        ("/contact/3", ContactNotFound, "[2000] Contact not found by id 3"),  # 404
        ("/contact/4", ScopeAccessDenied, "[5] Scope contact_readonly is required"),  # 405
        ("/contact/9", ContactError, "[2999] Новое"),  # 400, undocumented
    ):
        with pytest.raises(PlanfixError) as caught:
            call(path)
        assert type(caught.value) is cls
        assert str(caught.value) == text
    with pytest.raises(MalformedResponse, match="502 Bad Gateway"):
        call("/contact/5")
    assert call("/contact/6") is None
    assert call("/contact/7") == {"chunk": 0, "rows": []}
    # An empty 502: Planfix says nothing, so the client's own error is raised.
    with pytest.raises(Exception, match="502") as failed:
        call("/contact/8")
    assert not isinstance(failed.value, PlanfixError)


def test_a_wrong_token_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANFIX_TOKEN", "wrong")
    with pytest.raises(TokenInvalid):
        requests_session(server)("/contact/1")


def test_httpx_per_call_works_with_await(server: Server) -> None:
    async def call(path: str) -> Any:
        async with httpx.AsyncClient(base_url=server.environment["PLANFIX_URL"]) as client:
            headers = {"Authorization": f"Bearer {server.environment['PLANFIX_TOKEN']}"}
            return loads((await client.get(path, headers=headers)).content)

    assert asyncio.run(call("/contact/6")) is None
    with pytest.raises(ContactNotFound):
        asyncio.run(call("/contact/3"))


def test_a_response_object_is_refused_with_what_to_pass(server: Server) -> None:
    url = server.environment["PLANFIX_URL"] + "/contact/1"

    async def forget_to_await() -> None:
        async with aiohttp.ClientSession() as session, session.get(url) as resp:
            pending = resp.json()
            try:
                raise_for_response(pending)
            finally:
                pending.close()

    for resp in (requests.get(url), httpx.get(url)):
        with pytest.raises(TypeError, match=r"resp\.json\(\).* not Response; a raw body goes to"):
            raise_for_response(resp)
    with pytest.raises(TypeError, match=r"not coroutine; .* has to be awaited first"):
        asyncio.run(forget_to_await())


def test_a_retry_gives_up_with_planfixs_own_error(server: Server) -> None:
    server.answers["POST /report/1/generate"] = server.answers["POST /report/1/generate"][:1]
    code = next(b.code for b in BLOCKS if "tenacity" in b.code)
    code = code.replace("stop_after_attempt(8)", "stop_after_attempt(2)")
    with pytest.raises(BusyError, match="Report is in progress") as caught:
        exec(code, {})
    assert not isinstance(caught.value, tenacity.RetryError)
