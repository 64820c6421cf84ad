from importlib.util import find_spec

# The plain test command has no third-party clients; with the extra `clients` their tests run too.
CLIENTS = ("aiohttp", "httpx", "requests", "tenacity")
collect_ignore = [] if all(map(find_spec, CLIENTS)) else ["test_clients.py"]
