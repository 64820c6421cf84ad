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
    pattern = r"^#+ (?P<heading>[^\n]+)$|^(?P<indent> *)```(?P<language>\w*)\n(?P<code>.*?)^ *```$"
    for found in re.finditer(pattern, path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        heading = found["heading"] or heading
        if found["heading"] is None:
            code = re.sub(f"^{found['indent']}", "", found["code"], flags=re.MULTILINE)
            blocks.append(Block(heading, found["language"], code))
    return blocks
