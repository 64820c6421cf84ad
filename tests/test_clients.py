"""The README's recipes with real clients, on good days and on bad ones."""

import asyncio
from collections.abc import Iterator
from typing import Any

import aiohttp
import httpx
import pytest
import requests
from planfix_server import BAD_DAYS, CONTACT, FILE, Server, failure, serving
from readme_blocks import PROGRAMS, execute

from planfix_errors import (
    BusyError,
    ContactNotFound,
    DailyRequestLimitReached,
    MalformedResponse,
    PlanfixError,
    TokenInvalid,
    loads,
    raise_for_response,
)

pytestmark = pytest.mark.gate

RECIPES = {block.heading: block for block in PROGRAMS if block.needs_a_client()}
AT_THE_TOP, IN_RUSSIAN = "planfix-errors", "По-русски"
DOWNLOAD, RETRY = "Download a file", "Retry"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_prints_the_contact(
    recipe: str, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    execute(RECIPES[recipe])
    shown = f"{len(FILE)} bytes" if recipe == DOWNLOAD else str(CONTACT["contact"])
    assert capsys.readouterr().out == f"{shown}\n"


@pytest.mark.parametrize("day", BAD_DAYS)
@pytest.mark.parametrize("recipe", [name for name in RECIPES if name != IN_RUSSIAN])
def test_a_recipe_ends_in_the_typed_error_that_names_the_request(
    recipe: str, day: str, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.day = BAD_DAYS[day]
    if recipe == AT_THE_TOP and server.day.raises is ContactNotFound:  # which it handles
        execute(RECIPES[recipe])
        assert capsys.readouterr().out == f"{server.day.shown}\n"
        return
    with pytest.raises(PlanfixError) as caught:
        execute(RECIPES[recipe])
    assert type(caught.value) is server.day.raises
    assert str(caught.value) == server.day.shown
    assert caught.value.http_status == server.day.status
    path = "/file/1/download" if recipe == DOWNLOAD else "/contact/1"
    assert caught.value.__notes__ == [f"GET {server.url}{path}"]
    outage = recipe == RETRY and server.day.status >= 500
    assert server.requests == [f"GET {path}"] * (4 if outage else 1)


@pytest.mark.parametrize("day", BAD_DAYS)
def test_a_user_is_told_in_russian(
    day: str, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.day = BAD_DAYS[day]
    execute(RECIPES[IN_RUSSIAN])
    raised = server.day.raises
    message = f"Планфикс: {raised.description_ru} (код {raised.code})"
    expected = "Такого контакта нет" if raised is ContactNotFound else message
    assert capsys.readouterr().out == f"{expected}\n"


@pytest.mark.parametrize("recipe", [name for name in RECIPES if name != IN_RUSSIAN])
def test_a_wrong_token_is_reported(
    recipe: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANFIX_TOKEN", "wrong")
    with pytest.raises(TokenInvalid) as caught:
        execute(RECIPES[recipe])
    assert caught.value.http_status == 401


def test_a_write_that_is_redirected_is_not_taken_for_a_success(server: Server) -> None:
    call = execute(RECIPES[AT_THE_TOP])["call"]
    server.day = BAD_DAYS["a redirect"]
    with pytest.raises(MalformedResponse):
        call("POST", "/contact/", json={"name": "Анна"})


def test_of_twenty_concurrent_calls_the_failed_one_is_named(server: Server) -> None:
    httpx_call = execute(RECIPES["httpx, async"])["call"]
    aiohttp_call = execute(RECIPES["aiohttp"])["call"]
    headers = {"Authorization": f"Bearer {server.environment['PLANFIX_TOKEN']}"}

    async def failed(session: Any, call: Any) -> list[str]:
        server.answers = [(404, failure(2000, "Contact not found"))]
        server.requests.clear()
        calls = (call(session, "GET", f"/contact/{number}") for number in range(20))
        results = await asyncio.gather(*calls, return_exceptions=True)
        assert sum(isinstance(result, dict) for result in results) == 19
        return [err.__notes__[0] for err in results if isinstance(err, ContactNotFound)]

    async def main() -> None:
        for client, call in (
            (httpx.AsyncClient(base_url=server.url, headers=headers), httpx_call),
            (aiohttp.ClientSession(headers=headers), aiohttp_call),
        ):
            async with client as session:
                (note,) = await failed(session, call)
                assert note.startswith(f"GET {server.url}/contact/")

    asyncio.run(main())


# Retrying


@pytest.mark.parametrize(
    "answer",
    [
        (400, failure(3, "Object is busy")),
        (403, failure(22, "Daily limit")),
        (429, b"Too many requests"),
    ],
)
def test_what_was_refused_is_repeated_also_if_it_writes(
    answer: tuple[int, Any], server: Server
) -> None:
    call = execute(RECIPES[RETRY])["call"]
    server.requests.clear()
    server.answers = [answer] * 3
    assert call("POST", "/contact/") == CONTACT
    assert server.requests == ["POST /contact/"] * 4
    server.answers = [answer] * 4
    with pytest.raises((BusyError, DailyRequestLimitReached, MalformedResponse)):
        call("POST", "/contact/")


def test_after_an_outage_only_a_read_is_repeated(server: Server) -> None:
    call = execute(RECIPES[RETRY])["call"]
    for method, path, repeated in (
        ("GET", "/contact/2", True),
        ("POST", "/contact/list", True),
        ("POST", "/contact/", False),
    ):
        server.requests.clear()
        server.answers = [(502, b"<html>"), (500, failure(0, "Oops"))]
        if repeated:
            assert call(method, path) == CONTACT
        else:
            with pytest.raises(MalformedResponse):
                call(method, path)
        assert len(server.requests) == (3 if repeated else 1)


def test_an_error_that_is_the_answer_is_not_repeated(server: Server) -> None:
    call = execute(RECIPES[RETRY])["call"]
    server.requests.clear()
    server.answers = [(500, failure(2000, "Contact not found"))]
    with pytest.raises(ContactNotFound):
        call("GET", "/contact/2")
    assert server.requests == ["GET /contact/2"]


def test_a_lost_connection_is_repeated_for_a_read(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = execute(RECIPES[RETRY])["call"]
    monkeypatch.setenv("PLANFIX_URL", "http://127.0.0.1:9")  # nothing listens there
    for method, attempts in (("GET", 4), ("POST", 1)):
        with pytest.raises(requests.ConnectionError):
            call(method, "/contact/2")
        assert call.statistics["attempt_number"] == attempts


# Downloads and hooks


@pytest.mark.parametrize("day", [*BAD_DAYS, "a success"])
def test_json_is_not_taken_for_the_file(day: str, server: Server) -> None:
    download = execute(RECIPES[DOWNLOAD])["download"]
    server.day = BAD_DAYS.get(day)
    with pytest.raises((PlanfixError, ValueError)):
        download("/contact/1")


@pytest.mark.parametrize("day", BAD_DAYS)
def test_the_hooks_for_httpx_hold(day: str, server: Server) -> None:
    def check(resp: httpx.Response) -> None:
        loads(resp.read(), resp.status_code)

    async def check_async(resp: httpx.Response) -> None:
        loads(await resp.aread(), resp.status_code)

    async def get() -> None:
        hooks = {"response": [check_async]}
        async with httpx.AsyncClient(headers=headers, event_hooks=hooks) as client:
            await client.get(server.url + "/contact/1")

    server.day = BAD_DAYS[day]
    headers = {"Authorization": f"Bearer {server.environment['PLANFIX_TOKEN']}"}
    hooks = {"response": [check]}
    with httpx.Client(headers=headers, event_hooks=hooks) as c, pytest.raises(server.day.raises):
        c.get(server.url + "/contact/1")
    with pytest.raises(server.day.raises):
        asyncio.run(get())


def test_a_response_object_is_refused_with_what_to_pass(server: Server) -> None:
    async def forget_to_await() -> None:
        async with aiohttp.ClientSession() as session, session.get(server.url) as resp:
            pending = resp.json()
            try:
                raise_for_response(pending)
            finally:
                pending.close()

    for resp in (requests.get(server.url), httpx.get(server.url)):
        with pytest.raises(TypeError, match=r"resp\.json\(\), not Response"):
            raise_for_response(resp)
        with pytest.raises(TypeError, match=r"resp\.status_code\), not Response"):
            loads(b"", resp)
    with pytest.raises(TypeError, match=r"not coroutine; .* await a coroutine first"):
        asyncio.run(forget_to_await())
