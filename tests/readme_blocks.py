"""The code blocks of a Markdown file."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]


class Block(NamedTuple):
    heading: str
    language: str
    code: str


def read_blocks(path: Path) -> list[Block]:
    blocks: list[Block] = []
    heading = ""
    pattern = r"^#+ (?P<heading>[^\n]+)$|^```(?P<language>\w*)\n(?P<code>.*?)^```$"
    for found in re.finditer(pattern, path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        heading = found["heading"] or heading
        if found["heading"] is None:
            blocks.append(Block(heading, found["language"], found["code"]))
    return blocks
