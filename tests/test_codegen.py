"""The generator: what it writes, what it refuses, and how it follows Planfix's documents."""

import html
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from readme_blocks import read_blocks

ROOT = Path(__file__).parents[1]
CODEGEN = ROOT / "src" / "codegen"
sys.path.insert(0, str(CODEGEN))
catalog, compare = import_module("catalog"), import_module("compare")
spec = spec_from_file_location("generate", CODEGEN / "__main__.py")
assert spec
assert spec.loader
generate = module_from_spec(spec)
spec.loader.exec_module(generate)

CATALOG = catalog.read()
KNOWN = {code.code: code for code in CATALOG.all_codes()}
TOML = (CODEGEN / "catalog.toml").read_text(encoding="utf-8")
OUTPUTS = ("src/planfix_errors/exceptions.py", "src/planfix_errors/reference.py", "README.md")


def unused(start: int) -> int:
    """Return the first code from `start` that the catalog does not have."""
    return next(code for code in range(start, start + 1000) if code not in KNOWN)


def with_sources(sources: dict[int, list[str]]) -> Any:
    """Return the catalog with other sources for some codes."""
    codes, second_codes = (
        [replace(code, sources=sources.get(code.code, code.sources)) for code in codes]
        for codes in (CATALOG.codes, CATALOG.second_codes)
    )
    return replace(CATALOG, codes=codes, second_codes=second_codes)


NEW = unused(2000)
NEW_LINE = (
    f'{{ code = {NEW}, name = "ContactExample", entity = "ContactError", kind = "NotFoundError", '
    'description = "Contact | example", description_ru = "Контакт \\"пример\\"", '
    'note = "Also sent on Fridays", sources = ["help-ru"] },\n'
)


class Project:
    """A copy of what the generator reads and writes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        ignored = shutil.ignore_patterns("__pycache__", ".*", "build", "dist", "*.egg-info")
        shutil.copytree(ROOT, root, ignore=ignored, dirs_exist_ok=True)

    def run(self, *args: str, status: int = 0) -> str:
        """Run Python; return what it prints."""
        done = subprocess.run(
            [sys.executable, *args],
            cwd=self.root,
            env={"PYTHONPATH": str(self.root / "src"), "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert done.returncode == status, done.stdout
        assert "Traceback" not in done.stdout
        return done.stdout

    def paste(self, file: str, line: str, after: str) -> None:
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert after in text
        path.write_text(text.replace(after, f"{after}    {line}", 1), encoding="utf-8")

    def outputs(self) -> list[bytes]:
        return [(self.root / name).read_bytes() for name in OUTPUTS]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def changed(tmp_path: Path) -> Any:
    """Return a function that reads the catalog with one text replaced."""

    def read(old: str, new: str) -> Any:
        assert old in TOML
        (tmp_path / "catalog.toml").write_text(TOML.replace(old, new, 1), encoding="utf-8")
        return catalog.read(tmp_path / "catalog.toml")

    return read


# Writing


def test_what_is_committed_is_what_the_catalog_gives_byte_for_byte(project: Project) -> None:
    assert project.run("src/codegen", "--check") == ""
    committed = project.outputs()
    for name in OUTPUTS[:2]:
        (project.root / name).unlink()
    assert project.run("src/codegen") == ""
    assert project.outputs() == committed


def test_check_shows_a_diff_and_writes_nothing(project: Project) -> None:
    project.paste("src/codegen/catalog.toml", NEW_LINE, after="codes = [\n")
    (project.root / OUTPUTS[1]).unlink()
    module, readme = (project.root / OUTPUTS[0]).read_bytes(), project.root / OUTPUTS[2]
    shown = project.run("src/codegen", "--check", status=1)
    for name in OUTPUTS:
        assert f"{name} is out of date: run `python src/codegen`\n--- {name}\n" in shown
    assert "\n+class ContactExample(ContactError, NotFoundError):\n" in shown
    assert "\n+DOCUMENTS: dict[str, str] = {\n" in shown
    assert (project.root / OUTPUTS[0]).read_bytes() == module
    assert not (project.root / OUTPUTS[1]).exists()
    assert "ContactExample" not in readme.read_text(encoding="utf-8")


@pytest.mark.parametrize("place", ["codes = [\n", "]\n\n# A second code"])
def test_a_new_code_becomes_a_class_wherever_its_line_stands(changed: Any, place: str) -> None:
    lines = place + NEW_LINE if place.startswith("codes") else NEW_LINE + place
    module = generate.exceptions_module(changed(place, lines))
    assert (
        "class ContactExample(ContactError, NotFoundError):\n"
        f'    """Contact | example (code {NEW}).\n\n'
        "    Also sent on Fridays.\n"
        '    """\n\n'
        f"    code = {NEW}\n"
        '    description = "Contact | example"\n'
        "    description_ru = 'Контакт \"пример\"'\n"
    ) in module
    assert module.index("class ContactNotFound") < module.index("class ContactExample")
    assert module.index("class ContactExample") < module.index("class ProjectNotFound")
    numbers = [int(number) for number in re.findall(r"^    (\d+): .*Exam|^    (\d+)x", module)]
    assert numbers == sorted(numbers)
    assert f"    {NEW}: ContactExample,\n" in module


def test_a_pipe_in_a_text_does_not_break_a_table(changed: Any) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    tables = generate.with_tables(readme, changed("codes = [\n", "codes = [\n" + NEW_LINE))
    row = rf"| {NEW} | `ContactExample` | `ContactError` | `NotFoundError` | Contact \| example. "
    assert f"\n{row}Also sent on Fridays. | " in tables


def test_a_docstring_begins_with_the_meaning_and_all_numbers() -> None:
    module = generate.exceptions_module(CATALOG)
    assert '    """Contact does not exist (code 2000)."""\n' in module
    assert '    """Data tag entry could not be added (code 6011, also 6001)."""\n' in module


def test_a_docstring_goes_on_with_the_note_and_the_document_if_it_is_not_the_main_page() -> None:
    code, sources = KNOWN[24], [catalog.HELP_EN, catalog.OPENAPI]
    module = generate.exceptions_module(with_sources({24: sources}))
    (doc,) = re.findall(
        r"class EmployeeLimitReached\([^\n]*\n    \"\"\"(.*?)\"\"\"", module, re.DOTALL
    )
    meaning, _, details = doc.partition("\n\n")
    assert meaning == f"{code.description} (code 24)."
    documents = " and the ".join(CATALOG.sources[source].title for source in sources)
    assert " ".join(details.split()) == f"{code.note}. Documented in the {documents}."


@pytest.mark.parametrize("marker", ["<!-- kinds:", "<!-- end of codes -->"])
def test_a_readme_without_its_markers_is_refused(marker: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").replace(marker, "<!--")
    with pytest.raises(catalog.CatalogError, match=r"^README.md: <!-- .* is missing$"):
        generate.with_tables(readme, CATALOG)


# Refusing

TASK = 'name = "TaskNotFound", entity = "TaskError", kind = "NotFoundError"'
TASK_TEXT = f'"{KNOWN[1000].description}"'
TASK_RUSSIAN = f'"{KNOWN[1000].description_ru}"'
SOURCES = f'{TASK_RUSSIAN}, sources = ["help-ru"]'
BAD_TEXT = 'contains a backslash, a control character or """'


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        # Codes
        ("code = 1001", "code = 1000", "code 1000: code 1000 is given twice, first for code 1000"),
        ("code = 6001", "code = 1000", "code 1000: code 1000 is given twice, first for code 1000"),
        ("code = 1001", "code = -1", "code -1: code is out of range: -1"),
        ("code = 1001", "code = 2147483648", "code 2147483648: code is out of range: 2147483648"),
        ("code = 1001", "code = 0x" + "F" * 5000, "code a huge number: code is not int: a huge"),
        ("code = 1001", "code = " + "9" * 5000, "Exceeds the limit"),
        ("code = 1001", "code = true", "code True: code is not int: True"),
        ("code = 1001", 'code = "1001"', "code '1001': code is not int: '1001'"),
        ("code = 1001, ", "", "codes: code is missing"),
        ("codes = [\n", "codes = [\n1,\n", "codes: 1 is not a table"),
        # Names
        ('"TaskCreateFailed"', '"TaskNotFound"', "class TaskNotFound is given twice, first for"),
        ('"TaskNotFound"', '"CODES"', "class CODES is given twice, first for the package"),
        ('"TaskNotFound"', '"PartialUpdate"', "class PartialUpdate is given twice, first for the"),
        ('"TaskNotFound"', '"PlanfixError"', "PlanfixError: only the name of a family ends in"),
        ('"TaskNotFound"', '"TaskError"', "TaskError: only the name of a family ends in Error"),
        ('"TaskNotFound"', '"KeyError"', "code 1000: KeyError shadows a Python builtin"),
        ('"TaskNotFound"', '"Ellipsis"', "code 1000: Ellipsis shadows a Python builtin"),
        ('"TaskNotFound"', '"Task-Gone"', "code 1000: 'Task-Gone' is not a class name"),
        ('"TaskNotFound"', '"class"', "code 1000: 'class' is not a class name"),
        ('"TaskNotFound"', '"Task\\nGone"', "code 1000: 'Task\\nGone' is not a class name"),
        ('"TaskNotFound"', '""', "code 1000: '' is not a class name"),
        ('"TaskNotFound"', "5", "code 1000: name is not str: 5"),
        ('name = "TaskNotFound", ', "", "code 1000: name is missing"),
        ("[kinds.BusyError]", "[kinds.Busy]", "kinds.Busy: the name of a family ends in Error"),
        ("[kinds.BusyError]", "[kinds.OSError]", "kinds.OSError: OSError shadows a Python builtin"),
        ("[kinds.BusyError]", "[kinds.TaskError]", "class TaskError is given twice, first for k"),
        ("[kinds.BusyError]", '[kinds."a\\nb"]', "kinds.a\\nb: 'a\\nb' is not a class name"),
        # Entities and kinds
        (TASK, TASK.replace("TaskError", "JobError"), "code 1000: unknown entity 'JobError'"),
        (TASK, TASK.replace('"TaskError"', "[]"), "code 1000: entity is not str: []"),
        (TASK, TASK.replace("NotFoundError", "GoneError"), "code 1000: unknown kind 'GoneError'"),
        (TASK, TASK.replace('"NotFoundError"', '""'), "code 1000: unknown kind ''"),
        ('section = "Tasks"\n', "", "entities.TaskError: section is missing"),
        ('section = "Tasks"\n', "section = 1\n", "entities.TaskError: section is not str: 1"),
        ('section = "Tasks"\n', 'section = "T"\nx = 1\n', "entities.TaskError: unknown key 'x'"),
        ('section_ru = "Задачи"', 'section_ru = ""', "TaskError: section_ru has no text"),
        ("thousand = 2", "thousand = 1", "thousand 1 is given twice, first for entities.TaskError"),
        ("thousand = 2", "thousand = 2.0", "entities.ContactError: thousand is not int: 2.0"),
        # Texts
        (f", description = {TASK_TEXT}", "", "code 1000: description is missing"),
        (TASK_TEXT, '" "', "code 1000: description has no text"),
        (TASK_TEXT, "1", "code 1000: description is not str: 1"),
        (TASK_TEXT, '"a\\nb"', f"code 1000: description {BAD_TEXT}: 'a\\nb'"),
        (TASK_TEXT, "'a\\b'", f"code 1000: description {BAD_TEXT}: 'a\\\\b'"),
        (f", description_ru = {TASK_RUSSIAN}", "", "code 1000: description_ru is missing"),
        ('advice = "Stop; get a new token"', 'advice = ""', "AuthenticationError: advice has no"),
        # Sources and second codes
        (SOURCES, '"x"', "code 1000: sources is missing"),
        (SOURCES, '"x", sources = []', "code 1000: sources is empty"),
        (SOURCES, '"x", sources = "help-ru"', "code 1000: sources is not list[str]: 'help-ru'"),
        (SOURCES, '"x", sources = [[]]', "code 1000: sources is not list[str]: [[]]"),
        (SOURCES, '"x", sources = ["wiki"]', "code 1000: unknown source 'wiki'"),
        ("[sources.openapi]", "[sources.swagger]", "sources: unknown source 'openapi'"),
        ("same_as = 6011", "same_as = 6019", "code 6001: unknown same_as 6019"),
        ("same_as = 6011", "same_as = 6002", "code 6001: unknown same_as 6002"),
        ("same_as = 6011, ", "", "code 6001: same_as is missing"),
        # The parts
        ("codes = [", "codes = ", "Invalid value"),
        ("second_codes = [", "other_codes = [", "second_codes is missing or is not an array"),
        ("second_codes = [", "other_codes = [", "unknown key 'other_codes'"),
        ("sections_without_entity = [", "sections_without_entity = [1, ", "not an array of texts"),
        ("[entities.TaskError]", "[entities]\nTaskError = 1\n[x]", "TaskError: 1 is not a table"),
    ],
)
def test_a_wrong_catalog_is_refused_with_one_line_for_each_problem(
    changed: Any, old: str, new: str, refusal: str
) -> None:
    with pytest.raises(catalog.CatalogError) as caught:
        changed(old, new)
    lines = str(caught.value).splitlines()
    assert any(refusal in line for line in lines), lines
    assert all(line.startswith("catalog.toml: ") for line in lines)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a = " + b"[" * 100_000, None])
def test_a_file_that_is_not_toml_is_refused_with_one_line(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "catalog.toml"
    if content:
        path.write_bytes(content)
    with pytest.raises(catalog.CatalogError, match=r"^catalog.toml: .*$"):
        catalog.read(path)


def test_no_value_of_a_wrong_type_ends_in_a_traceback(tmp_path: Path) -> None:
    _, _, tail = TOML.partition("]\n\n# A second code")
    small = f"codes = [{NEW_LINE.strip()}]\n# {tail}".replace("6011", str(NEW))
    path = tmp_path / "catalog.toml"
    values = ["1", "-1", "0x" + "F" * 5000, "1.5", "true", '""', '"a\\nb"', "[]", "[[]]", "{}"]
    places = list(re.finditer(r'= (\d+|\[?"(?:[^"\\]|\\.)*"\]?)', small))
    for count, place in enumerate(places):
        for value in values if count < 30 else values[count % 10 :][:1]:
            text = f"{small[: place.start(1)]}{value}{small[place.end(1) :]}"
            path.write_text(text, encoding="utf-8")
            try:
                catalog.read(path)
            except catalog.CatalogError as err:
                lines = str(err).splitlines()
                assert all(line.startswith("catalog.toml: ") for line in lines)


def test_nothing_is_written_from_a_wrong_catalog(project: Project) -> None:
    path = project.root / "src" / "codegen" / "catalog.toml"
    text = TOML.replace('"TaskCreateFailed"', '"TaskNotFound"')
    text = text.replace(TASK_TEXT, '""').replace('"TaskUpdateFailed"', '"bytes"')
    path.write_text(text, encoding="utf-8")
    before = project.outputs()
    for args in ([], ["--check"]):
        assert project.run("src/codegen", *args, status=2).splitlines() == [
            "catalog.toml: code 1000: description has no text",
            "catalog.toml: code 1001: class TaskNotFound is given twice, first for code 1000",
            "catalog.toml: code 1002: 'bytes' is not a class name",
        ]
    assert project.outputs() == before


# Comparing with the page

Page = dict[str, dict[int, str]]  # the titles of its sections; their codes with the wording


def page_of(source: str) -> Page:
    """Return a page that agrees with the catalog."""
    russian = source == catalog.HELP_RU
    page: Page = {}
    for entity in CATALOG.entities.values():
        if title := entity.section_ru if russian else entity.section:
            page[title] = {}
    for code in CATALOG.all_codes():
        entity = CATALOG.entities[code.entity]
        if source in code.sources:
            title = entity.section_ru if russian else entity.section
            page[title][code.code] = code.description_ru if russian else code.description
    return {title: codes for title, codes in page.items() if codes}


@pytest.fixture
def russian() -> Page:
    return page_of(catalog.HELP_RU)


@pytest.fixture
def english() -> Page:
    """Return the English page as it was: with the codes of the Russian one."""
    page: Page = {entity.section: {} for entity in CATALOG.entities.values()}
    for code in CATALOG.codes:
        if {catalog.HELP_RU, catalog.HELP_EN} & set(code.sources):
            page[CATALOG.entities[code.entity].section][code.code] = code.description
    return {title: codes for title, codes in page.items() if codes}


def count(page: Page) -> int:
    return sum(map(len, page.values()))


# How a form writes the title of a section and a code.
MARKS = {
    "Markdown": ("\n## {}\n\n", "  * {} — {}\n\n"),
    "Markdown, bold": ("### {} ###\n", "* **{}** &mdash; {}\n"),
    "Markdown, one level": ("# {}\n", "- {} - {}\n"),
    "MediaWiki": ("== {} ==\n", "*{} — {}  \n"),
    "MediaWiki, en dashes without spaces": ("=={}==\n", "* {}–{}\n"),
    "browser": ("{}\n\n", "\t•\t{}\xa0— {}  \r\n"),
    "browser, with a colon": ("{}:\n", "{} — {}\n"),
    "browser, with edit links": ("{}[править | править код]\n", "  • {} — {}\n"),
}
ABOVE = {
    "Markdown": "# REST API Коды ошибок\n\n## Содержание\n<!-- * 9999 — hidden -->\n",
    "MediaWiki": "<!--\n* 9999 — hidden\n-->\n{{Шапка}}\n",
    "browser": "REST API: Error Codes\n\nFrom Planfix\nJump to: navigation, search\n",
    "Markdown, one level": "# REST API: Error Codes\n",
}
HEADINGS = {
    "old": '<h2><span class="mw-headline" id="x">{}</span><span class="mw-editsection">'
    '<span class="mw-editsection-bracket">[</span><a href="/x">править</a>]</span></h2>\n',
    "new": '<div class="mw-heading mw-heading2"><h2 id="x">{}</h2>'
    '<span class="mw-editsection">[<a href="/x">edit</a>]</span></div>\n',
}
# What a reader of the content does not see, around it and in it.
SAVED = """<!DOCTYPE html>
<html class="client-nojs"><head><META charset=UTF-8><title>9999 — title</title>
<script>document.write("<li>9999 — script</li>")</script><style>li:before {{ content: "9999 — x" }}
</style></head><body><!-- <li>9999 — comment</li> --><![if x]><img src=x><br/>
<div id="mw-navigation"><h2>Navigation menu</h2><ul><li>9999 — menu</li></ul></div>
<main id="content"><h1 id="firstHeading">REST API: Error Codes</h1><nav><li>9999 — nav</nav>
<div id="siteSub">From Planfix</div>
<div id="mw-content-text"><div class="mw-parser-output">
<div id="toc" class="toc"><h2>Contents</h2><ul><li>9999 — toc</ul></div>
<p>If an error occurs, <b>the server</b> answers:<pre># Result
404 — Not Found
</pre><div style="display: none">9999 — hidden</div><p hidden>9999 — hidden<p>
{}
<noscript><img src=x>9999 — noscript</noscript><template><li>9999 — template</li></template>
<div class="printfooter">9999 — printed</div></div></div><div class="catlinks"><h2>Category</h2>
</div></main><footer id="footer"><h2>Footer</h2><ul><li>2026 — Planfix</ul></footer></body></html>
"""
FORMS = [*MARKS, *(f"HTML, {heading} headings" for heading in HEADINGS), "HTML, plain"]


def written(form: str, page: Page) -> str:
    if not form.startswith("HTML"):
        title, item = MARKS[form]
        intro = "Если произошла ошибка, сервер отвечает:\n\n{\n\tResult\tstring\n}\n\n"
        return (
            ABOVE.get(form, "")
            + intro
            + "".join(
                title.format(section) + "".join(item.format(*code) for code in codes.items())
                for section, codes in page.items()
            )
        )
    heading = next((HEADINGS[key] for key in HEADINGS if key in form), "<H2>{}</H2>\n")
    content = ""
    for section, codes in page.items():
        items = [f"<b>{code}</b>&nbsp;&mdash; {html.escape(codes[code])}" for code in codes]
        linked = [re.sub(r"(\w+)$", r"<a href='/x'>\1</a>", item) for item in items]
        end = "" if "plain" in form else "</li>"
        content += heading.format(html.escape(section))
        content += "<ul>" + "".join(f"<li>{item}{end}\n" for item in linked) + "</ul>\n"
    return SAVED.format(content).replace(' id="mw-content-text"', "", "plain" in form)


class Compared:
    """Compares a document in this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = folder / "document"
        self.capsys = capsys
        self.catalog = CATALOG

    def __call__(self, content: str | bytes, status: int = 0) -> str:
        data = content if isinstance(content, bytes) else content.encode()
        self.path.write_bytes(data)
        assert compare.compare_file(self.path, self.catalog) == status
        out, err = self.capsys.readouterr()
        assert not (out and err)
        return out or err


@pytest.fixture
def compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Compared:
    return Compared(tmp_path, capsys)


AGREES = "0 new, 0 gone, 0 worded differently, 0 unknown sections\n"


@pytest.mark.parametrize("form", FORMS)
def test_a_page_that_agrees_has_one_line_and_status_0(
    compared: Compared, form: str, russian: Page, english: Page
) -> None:
    shown = compared(written(form, russian))
    assert shown == f"{count(russian)} codes on the page (error-code page): {AGREES}"
    for title in CATALOG.sections_without_entity:
        english[title] = {}
    shown = compared(written(form, english))
    edition = "English edition of the error-code page"
    assert shown == f"{count(english)} codes on the page ({edition}): {AGREES}"


@pytest.mark.parametrize("form", FORMS)
def test_every_difference_of_a_russian_page_is_a_line(
    compared: Compared, form: str, russian: Page
) -> None:
    task, contact, employee, report = (unused(start) for start in (1000, 2000, 400, 9000))
    titles = {name: entity.section_ru for name, entity in CATALOG.entities.items()}
    compared.catalog = with_sources({2: ["help-en"], 6001: ["openapi"]})
    russian[titles["ContactError"]][contact] = 'Контакт "объединён" & <удалён>'
    russian[titles["EmployeeError"]][employee] = "Должность не существует"
    russian[titles["GeneralError"]][2] = "Токен пропал"
    russian[titles["DataTagError"]][6001] = "Ошибка"
    del russian[titles["FileError"]][7003]
    russian[titles["TaskError"]][1001] = "Добавление задачи сорвалось"
    russian["Новый раздел"] = {100_000: "Процесс не существует", task: "Задача процесса"}
    russian["Другое имя"] = {**russian.pop(titles["ReportError"]), report: "Отчет удалён"}
    if marked := not form.startswith("browser"):
        russian["Пустой раздел"] = {}

    def line(code: int, entity: str, wording: str, section: str) -> str:
        return (
            f'    {{ code = {code}, name = "", entity = "{entity}", kind = "", description = "", '
            f'description_ru = "{wording}", sources = ["help-ru"] }},  # {section}\n'
        )

    shown = compared(written(form, russian).replace("<удалён>", "&lt;удалён&gt;"), status=1)
    assert shown == (
        "New; paste into `codes` of the catalog and fill in what is empty:\n"
        + line(
            contact, "ContactError", 'Контакт \\"объединён\\" & <удалён>', titles["ContactError"]
        )
        + line(employee, "EmployeeError", "Должность не существует", titles["EmployeeError"])
        + line(100_000, "TaskError", "Процесс не существует", "Новый раздел").replace(
            "TaskError", ""
        )
        + line(task, "TaskError", "Задача процесса", "Новый раздел")
        + line(report, "ReportError", "Отчет удалён", "Другое имя")
        + "\n"
        "On the Russian page for the first time; change in the catalog:\n"
        '    2 TokenInactive: sources = ["help-ru", "help-en"], description_ru = "Токен пропал"\n'
        '    6001 DataTagEntryCreateFailed: sources = ["help-ru", "openapi"]\n'
        "\n"
        "Gone from the page:\n"
        f"    7003 FileDeleteFailed: {KNOWN[7003].description_ru}\n"
        "\n"
        "Worded differently:\n"
        "    1001 TaskCreateFailed: "
        f"catalog «{KNOWN[1001].description_ru}», page «Добавление задачи сорвалось»\n"
        "\n"
        "Sections that the catalog does not know:\n"
        "    Новый раздел\n"
        "    Другое имя\n" + "    Пустой раздел\n" * marked + "\n"
        f"{count(russian)} codes on the page (error-code page): "
        f"5 new, 1 gone, 1 worded differently, {2 + marked} unknown sections, "
        "2 listed for the first time\n"
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_difference_of_an_english_page_is_a_line(
    compared: Compared, form: str, english: Page
) -> None:
    general, report = unused(0), unused(9000)
    titles = {name: entity.section for name, entity in CATALOG.entities.items()}
    compared.catalog = with_sources({25: ["help-en"]})
    loud = titles["GeneralError"].upper()
    english[loud] = {**english.pop(titles["GeneralError"]), general: "Busy again"}
    del english[loud][25]
    english["Other name"] = {**english.pop(titles["ReportError"]), report: "Statement is lost"}
    english["New section"] = {100_000: "Process does not exist"}
    if marked := not form.startswith("browser"):
        english["Empty section"] = {}
    shown = compared(written(form, english), status=1)
    blank = 'description_ru = "", sources = ["help-en"] },'
    assert shown == (
        "New; paste into `codes` of the catalog and fill in what is empty:\n"
        f'    {{ code = {general}, name = "", entity = "GeneralError", kind = "", '
        f'description = "Busy again", {blank}  # {loud}\n'
        f'    {{ code = {report}, name = "", entity = "ReportError", kind = "", '
        f'description = "Statement is lost", {blank}  # Other name\n'
        '    { code = 100000, name = "", entity = "", kind = "", '
        f'description = "Process does not exist", {blank}  # New section\n'
        "\n"
        "Gone from the page:\n"
        f"    25 AccountLimitReached: {KNOWN[25].description}\n"
        "\n"
        "Sections that the catalog does not know:\n"
        "    New section\n" + "    Empty section\n" * marked + "\n"
        f"{count(english)} codes on the page (English edition of the error-code page): "
        f"3 new, 1 gone, 0 worded differently, {1 + marked} unknown sections\n"
    )


def test_a_page_is_russian_if_most_of_its_codes_are(compared: Compared) -> None:
    lines = ["2000 — Контакт не существует", "2007 — doubled", "2003 — Нет e-mail"]
    for size, edition in ((2, "English edition of the error-code page"), (3, "error-code page")):
        shown = compared("## Контакты\n" + "\n".join(lines[:size]), status=1)
        assert f"{size} codes on the page ({edition}): " in shown


def test_codes_before_the_first_title_are_not_in_a_section(compared: Compared) -> None:
    shown = compared(f"* {NEW} — Контакт удалён\n", status=1)
    assert 'entity = "ContactError"' in shown
    assert "    (codes before the first title)\n" in shown


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251"])
def test_a_page_is_read_in_the_encoding_that_it_declares(
    compared: Compared, russian: Page, encoding: str
) -> None:
    text = written("HTML, old headings", russian).replace("UTF-8", encoding)
    assert compared(text.encode(encoding)).endswith(AGREES)


def test_cells_of_a_table_are_read_as_one_item(compared: Compared) -> None:
    rows = f"<h2>Tasks</h2><table><tr><th>Code<th>Meaning<tr><td>{NEW}</td><td>Lost</td></table>"
    assert 'description = "Lost"' in compared(f"<body>{rows}</body>", status=1)


def test_numbered_steps_in_mediawiki_are_not_titles(compared: Compared) -> None:
    shown = compared("== Tasks ==\n# Open the settings\n*1000 — Task does not exist", status=1)
    assert "Sections" not in shown


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "has no codes: expected items such as"),
        (b"<html><script>1000 - x</script></html>", "has no codes: expected items such as"),
        (b"<!DOCTYPE html><body><![x<h2>Tasks", "has no codes: expected items such as"),
        ("Updated 2026-01-02\n2026-01-02\n# Title\n+7 4951234567 — phone", "has no codes: "),
        (b"\xff\xfe\x00", "is not text in UTF-8"),
        (b"<meta charset=hex>\xff", "is not text in UTF-8"),
        (b"{}", "is not an OpenAPI description"),
        (b'["openapi", "paths"]', "is not an OpenAPI description"),
        (b'{"openapi": "3.0.1", "paths": []}', "has no example of a response with a code"),
        (b'{"openapi": "3.0.1",', "is not JSON: "),
        (b'{"a": ' + b"9" * 5000 + b"}", "is not JSON: "),
        (b'{"a": ' * 100_000, "is not JSON: "),
    ],
)
def test_a_file_that_is_not_a_document_has_one_line_and_status_2(
    compared: Compared, content: str | bytes, problem: str
) -> None:
    shown = compared(content, status=2)
    assert shown.startswith(f"{compared.path} {problem}")
    assert shown.count("\n") == 1


def test_a_missing_file_has_one_line_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "missing"
    assert compare.compare_file(path, CATALOG) == 2
    assert capsys.readouterr().err == f"cannot read {path}: No such file or directory\n"


# Comparing with the OpenAPI description

EXAMPLE = {"result": "fail", "code": 2000, "error": "Contact not found by id 1"}
RESPONSE = {"description": "n", "content": {"application/json": {"example": EXAMPLE}}}


def openapi(operation: dict[str, Any]) -> str:
    """Return a description with one more operation."""
    examples = {f"e{code}": {"value": {"result": "fail", "code": code}} for code in KNOWN}
    content = {"application/json; charset=utf-8": {"examples": examples}}
    paths = {
        "/contact/{id}": {"parameters": [], "post": {"responses": {"404": RESPONSE}}},
        "/task/": {"get": {"responses": {"400": {"content": content}}}, "delete": operation},
    }
    info = {"version": "1.7.0", "title": "Planfix REST API"}
    return json.dumps({"openapi": "3.0.1", "info": info, "paths": paths})


def test_an_openapi_description_of_known_codes_has_one_line_and_status_0(
    compared: Compared,
) -> None:
    size = len(KNOWN)
    assert compared(openapi({})) == (
        f"{size + 1} examples with {size} codes in the OpenAPI description, version 1.7.0: 0 new\n"
    )
    only = json.dumps({"openapi": "3.0.1", "paths": {"/": {"get": {"responses": {"1": RESPONSE}}}}})
    assert compared(only) == "1 examples with 1 codes in the OpenAPI description: 0 new\n"


def test_a_new_code_of_the_openapi_description_has_its_operations_and_texts(
    compared: Compared,
) -> None:
    responses = {
        "403": {
            "content": {"text/json": {"example": {"Code": str(NEW), "Error": 'a "\n\ud800 b'}}}
        },
        "default": {"content": {"application/json": {"examples": {"e": {"value": {"code": NEW}}}}}},
        "200": {"content": {"application/json": {"example": {"result": "success", "code": 77777}}}},
        "500": {"content": {"text/html": {"example": {"code": 77777}}}},
    }
    shown = compared(openapi({"responses": responses}), status=1)
    size = len(KNOWN) + 1
    assert shown == (
        "New; paste into `codes` of the catalog and fill in what is empty:\n"
        f'    {{ code = {NEW}, name = "", entity = "ContactError", kind = "", description = "", '
        'description_ru = "", sources = ["openapi"] },  '
        '# DELETE /task/ 403: a " b; DELETE /task/ default: (no text)\n'
        "\n"
        f"{size + 2} examples with {size} codes in the OpenAPI description, version 1.7.0: 1 new\n"
    )


def test_what_is_malformed_in_an_openapi_description_is_skipped(compared: Compared) -> None:
    media: dict[str, Any] = {"example": EXAMPLE, "examples": {"e": {"value": EXAMPLE}}}
    operation: dict[str, Any] = {
        "responses": {"400": {"content": {"application/json": media}, "description": "n"}}
    }

    def mutations(value: Any) -> Any:
        yield from (None, True, 1.5, -1, 2**31, "9" * 5000, [], [{}], {"$ref": "#/x"})
        if isinstance(value, dict):
            for key in value:
                for mutation in mutations(value[key]):
                    yield {**value, key: mutation}

    for mutation in mutations(operation):
        assert compared(openapi(mutation)).endswith(" version 1.7.0: 0 new\n")


# The command and src/codegen/README.md


def test_check_does_not_go_with_compare() -> None:
    done = subprocess.run(
        [sys.executable, str(CODEGEN), "--check", "compare", "page.html"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stderr.endswith("error: --check does not go with compare\n")


BLOCKS = read_blocks(CODEGEN / "README.md")


def commands(number: int) -> list[tuple[list[str], str]]:
    """Return the commands of a console block, each with a pattern for its output."""
    console = [block.code for block in BLOCKS if block.language == "console"]
    found = re.findall(r"^\$ python (.*)\n((?:(?!\$ ).*\n)*)", console[number], re.MULTILINE)
    assert found
    return [(command.split(), re.escape(out).replace("…", r"\d+")) for command, out in found]


def test_a_code_is_added_as_the_readme_for_maintainers_shows(
    project: Project, russian: Page
) -> None:
    toml, contract = (block.code for block in BLOCKS if block.language in ("toml", "python"))
    code = int(contract.partition(":")[0])
    assert code not in KNOWN, "choose another code for the example of src/codegen/README.md"
    russian["Файлы"][code] = "Файл находится в карантине"
    page = written("HTML, old headings", russian)
    (project.root / "page.html").write_text(page, encoding="utf-8")
    error = {"result": "fail", "code": code, "error": "File 1 is in quarantine"}
    content = {"application/json": {"example": error}}
    swagger = json.loads(openapi({}))
    swagger["paths"]["/file/{id}"] = {"get": {"responses": {"403": {"content": content}}}}
    (project.root / "swagger.json").write_text(json.dumps(swagger), encoding="utf-8")

    # The printed line becomes the one that is shown, once it is filled in.
    for number in (0, 2):
        ((command, output),) = commands(number)
        shown = project.run(*command, status=1)
        assert re.fullmatch(output, shown)
        pattern = re.escape(shown.splitlines()[1].partition("  #")[0].strip()) + "\n"
        if number == 0:
            assert re.fullmatch(pattern.replace('""', '"[^"]+"'), toml)

    project.paste("src/codegen/catalog.toml", toml, after="codes = [\n")
    for command, output in commands(1):
        assert re.fullmatch(output, project.run(*command))
    test = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_contract.py")
    assert contract in project.run(*test, status=1)
    project.paste("tests/test_contract.py", contract, after="\nCODES = {\n")
    project.run(*test)


def test_every_block_of_the_readme_for_maintainers_is_tested() -> None:
    languages = [block.language for block in BLOCKS]
    assert sorted(languages) == ["console", "console", "console", "python", "toml"]
