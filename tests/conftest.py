"""What the tests of the README and of the recipes share."""

from planfix_server import server as server
