"""The code blocks of the README, and how a Python block is run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


class Block(NamedTuple):
    heading: str
    language: str
    code: str
    output: str  # of the `text` block that follows

    def is_program(self) -> bool:
        return self.language == "python" and not self.code.startswith(" ")

    def needs_a_client(self) -> bool:
        return bool(re.search(r"^(import|from) (aiohttp|httpx|requests|tenacity)", self.code, re.M))


def _read() -> list[Block]:
    blocks: list[Block] = []
    heading = ""
    pattern = r"^#+ (?P<heading>[^\n]+)$|^(?P<indent> *)```(?P<language>\w*)\n(?P<code>.*?)^ *```$"
    for found in re.finditer(pattern, README, re.M | re.S):
        if found["heading"]:
            heading = found["heading"]
            continue
        code = re.sub(f"^{found['indent']}", "", found["code"], flags=re.M)
        if found["language"] == "text" and blocks and heading == blocks[-1].heading:
            blocks[-1] = blocks[-1]._replace(output=code)
        else:
            blocks.append(Block(heading, found["language"], code, ""))
    return blocks


BLOCKS = _read()


def run(block: Block, folder: Path, environment: dict[str, str]) -> str:
    """Run a Python block as a file of its own; return all that it prints."""
    file = folder / "block.py"
    file.write_text(block.code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", str(file)],
        env={**os.environ, **environment, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def copy_project(folder: Path) -> Path:
    """Return a copy of the project, as a fresh clone has it."""
    ignored = shutil.ignore_patterns(".git", ".venv*", "__pycache__", ".*_cache", "*.egg-info")
    return shutil.copytree(ROOT, folder / "project", ignore=ignored)
