import sys
from importlib.util import find_spec

import pytest

# The plain test command has no third-party clients; with the extra `clients` their tests run too.
CLIENTS = ("aiohttp", "httpx", "requests", "tenacity")
collect_ignore = [] if all(map(find_spec, CLIENTS)) else ["test_clients.py"]

# WebAssembly has no processes.
PROCESSES = sys.platform != "emscripten"
if not PROCESSES:
    files = ("cli", "clients", "codegen", "package", "readme")
    collect_ignore = [f"test_{name}.py" for name in files]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not PROCESSES:
        left_out = [item for item in items if item.get_closest_marker("processes")]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
