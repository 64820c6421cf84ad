"""The code blocks of a Markdown file, and how they are run."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
CLIENTS = re.compile(r"^(import|from) (aiohttp|httpx|requests|tenacity)", re.MULTILINE)


class Block(NamedTuple):
    heading: str
    language: str
    code: str
    output: str  # the `text` block that follows

    def needs_a_client(self) -> bool:
        return bool(CLIENTS.search(self.code))

    def calls_planfix(self) -> bool:
        return "PLANFIX_URL" in self.code


def read_blocks(path: Path) -> list[Block]:
    blocks: list[Block] = []
    heading = ""
    pattern = r"^#+ (?P<heading>[^\n]+)$|^(?P<indent> *)```(?P<language>\w*)\n(?P<code>.*?)^ *```$"
    for found in re.finditer(pattern, path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        if found["heading"]:
            heading = found["heading"]
            continue
        code = re.sub(f"^{found['indent']}", "", found["code"], flags=re.MULTILINE)
        follows_a_program = bool(blocks) and blocks[-1][:2] == (heading, "python")
        if found["language"] == "text" and follows_a_program:
            blocks[-1] = blocks[-1]._replace(output=code)
        else:
            blocks.append(Block(heading, found["language"], code, ""))
    return blocks


BLOCKS = read_blocks(ROOT / "README.md")
PROGRAMS = [block for block in BLOCKS if block.language == "python"]


def execute(block: Block) -> dict[str, Any]:
    """Run a program in this process and return its names."""
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(block.code, f"README.md, {block.heading}", "exec"), names)
    return names


def shell(command: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a shell command that finds `python` and `planfix-errors`; both outputs are in stdout."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {
        **os.environ,
        **options.pop("env", {}),
        "PATH": path,
        "PYTHONIOENCODING": "utf-8",
    }
    return subprocess.run(
        ["bash", "-c", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env=environment,
        **options,
    )
