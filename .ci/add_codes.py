"""Add three new codes to a copy of the project, as src/codegen/README.md says, and test it whole.

python .ci/add_codes.py FOLDER
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

# Code -> its section on the page, its wording there, and what a maintainer fills in
NEW = {
    1998: ("TaskError", "Задача находится в архиве", "TaskArchived", "Task is archived"),
    2998: ("ContactError", "Контакт заблокирован", "ContactBlocked", "Contact is blocked"),
    9998: ("ReportError", "Отчет устарел", "ReportOutdated", "Report is out of date"),
}
KIND = "InvalidRequestError"


def main(project: Path) -> int:
    catalog, contract = project / "src/codegen/catalog.toml", project / "tests/test_contract.py"
    page = project / "page.html"
    page.write_text(russian_page(catalog), encoding="utf-8")

    report = run(project, "src/codegen", "compare", page.name, status=1)
    print(report)
    lines = [line for line in report.splitlines() if line.startswith("    { code = ")]
    assert len(lines) == len(NEW), report
    paste(catalog, "\ncodes = [\n", "".join(map(filled_in, lines)))
    paste(
        contract,
        "\nCODES = {\n",
        "".join(
            f'    {code}: "{name}({entity}, {KIND})",\n'
            for code, (entity, _, name, _) in NEW.items()
        ),
    )
    run(project, "src/codegen")
    run(project, "src/codegen", "--check")
    run(project, "src/codegen", "compare", page.name)
    page.unlink()
    return subprocess.run([sys.executable, "-m", "pytest"], **options(project)).returncode


def russian_page(catalog: Path) -> str:
    """Return the Russian page that agrees with the catalog, with the new codes on it."""
    data = tomllib.loads(catalog.read_text(encoding="utf-8"))
    html = "<html><body><div class='mw-parser-output'>"
    for name, entity in data["entities"].items():
        codes = {
            code["code"]: code["description_ru"]
            for code in data["codes"]
            if code["entity"] == name and "help-ru" in code["sources"]
        }
        codes |= {code: wording for code, (of, wording, *_) in NEW.items() if of == name}
        if codes:
            items = "".join(f"<li>{code} — {wording}</li>" for code, wording in codes.items())
            html += f"<h2>{entity['section_ru']}</h2><ul>{items}</ul>"
    return html + "</div></body></html>"


def filled_in(line: str) -> str:
    *_, name, description = NEW[int(re.search(r"\d+", line)[0])]
    line = line.replace('name = ""', f'name = "{name}"').replace('kind = ""', f'kind = "{KIND}"')
    return line.replace('description = ""', f'description = "{description}"') + "\n"


def paste(file: Path, after: str, lines: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(after) == 1, after
    file.write_text(text.replace(after, after + lines), encoding="utf-8")


def run(project: Path, *args: str, status: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, *args], **options(project), capture_output=True, encoding="utf-8"
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def options(project: Path) -> dict[str, object]:
    # The copy's package comes before an installed one.
    return {"cwd": project, "env": {**os.environ, "PYTHONPATH": str(project / "src")}}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
