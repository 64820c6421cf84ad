"""The server on loopback, for the tests of the README and of the recipes."""

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from planfix_server import Server


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    """Serve as Planfix does, at the address in the environment; the current folder is a new one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(logging.root, "handlers", [])
    for name in os.environ:
        if name.lower().endswith("_proxy") or name == "NETRC":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))  # without a .netrc
    with Server() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        thread = threading.Thread(target=server.serve_forever, args=(0.002,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()
