"""The generator: what it writes, what it refuses, and how it follows Planfix's page."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEW_CODE = (
    '    { code = 2008, name = "ContactMerged", entity = "ContactError", kind = "NotFoundError", '
    'description = "Contact was merged", description_ru = "Контакт \\"объединён\\"", '
    'sources = ["help-ru"] },\n'
)


class Project:
    """A copy of what the generator reads and writes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.catalog = root / "src" / "codegen" / "catalog.toml"
        self.module = root / "src" / "planfix_errors" / "exceptions.py"
        self.readme = root / "README.md"
        shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "README.md", root)

    def run(self, *args: str, status: int = 0) -> str:
        """Run the generator; return what it prints."""
        done = subprocess.run(
            [sys.executable, "src/codegen", *args],
            cwd=self.root,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    def change(self, old: str, new: str) -> None:
        text = self.catalog.read_text(encoding="utf-8")
        assert old in text
        self.catalog.write_text(text.replace(old, new, 1), encoding="utf-8")

    def outputs(self) -> tuple[str, str]:
        return self.module.read_text(encoding="utf-8"), self.readme.read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


# Writing and checking


def test_what_is_committed_is_what_the_catalog_gives(project: Project) -> None:
    assert project.run("--check") == ""
    committed = project.outputs()
    project.module.unlink()
    assert project.run() == ""
    assert project.outputs() == committed


def test_check_shows_the_difference_and_writes_nothing(project: Project) -> None:
    project.change("codes = [\n", "codes = [\n" + NEW_CODE)
    before = project.outputs()
    shown = project.run("--check", status=1)
    assert "src/planfix_errors/exceptions.py is not what the catalog gives" in shown
    assert "README.md is not what the catalog gives" in shown
    assert "+class ContactMerged(ContactError, NotFoundError):\n" in shown
    assert "\n+| 2008 | `ContactMerged` | `NotFoundError` | Contact was merged |" in shown
    assert project.outputs() == before


def test_check_sees_an_edit_by_hand_and_a_missing_module(project: Project) -> None:
    module, readme = project.outputs()
    project.module.write_text(module.replace("code = 2000\n", "code = 2001\n"), encoding="utf-8")
    shown = project.run("--check", status=1)
    assert "-    code = 2001\n" in shown
    assert "README" not in shown
    project.module.unlink()
    assert "+class TaskNotFound" in project.run("--check", status=1)
    project.module.write_text(module, encoding="utf-8")
    project.readme.write_text(readme.replace("| 2000 |", "| 2OOO |"), encoding="utf-8")
    assert "exceptions.py" not in project.run("--check", status=1)


def test_a_new_code_becomes_a_class_wherever_its_line_stands(project: Project) -> None:
    project.change("\n]\n\n# A second code", f"\n{NEW_CODE}]\n\n# A second code")
    project.run()
    module, readme = project.outputs()
    assert (
        "class ContactMerged(ContactError, NotFoundError):\n"
        '    """Contact was merged.\n\n'
        "    Code 2008: error-code page, «Контакты».\n"
        '    """\n\n'
        "    code = 2008\n"
        '    description = "Contact was merged"\n'
        "    description_ru = 'Контакт \"объединён\"'\n"
    ) in module
    assert module.index("class ContactMerged") < module.index("class ProjectNotFound")
    assert "    2007: ContactEmailDuplicated,\n    2008: ContactMerged,\n    3000:" in module
    assert '    2008: "error-code page, «Контакты»",\n' in module
    assert " │    └── ContactMerged                   NotFoundError\n" in readme
    assert '| Contact was merged | Контакт "объединён" |' in readme
    raised = subprocess.run(
        [sys.executable, "-c", "import planfix_errors as p; p.raise_for_response({'code': 2008})"],
        cwd=project.root / "src",
        capture_output=True,
        encoding="utf-8",
    )
    assert raised.stderr.endswith("planfix_errors.ContactMerged: [2008] Contact was merged\n")


def test_the_module_is_as_the_formatter_leaves_it() -> None:
    module = (ROOT / "src" / "planfix_errors" / "exceptions.py").read_text(encoding="utf-8")
    assert max(map(len, module.splitlines())) <= 100
    assert module.startswith("# Generated from src/codegen/catalog.toml")
    assert "python src/codegen" in module.splitlines()[1]
    assert "def __" not in module
    assert module.endswith("}\n")


@pytest.mark.parametrize(("length", "lines"), [(85, 1), (86, 2)])
def test_a_docstring_is_wrapped_at_the_width_of_the_formatter(
    project: Project, length: int, lines: int
) -> None:
    place = "described in " + "x" * (length - 18) + " part"
    project.change('"OpenAPI description, version 1.6.9"', f'"{place}"')
    project.run()
    _, _, rest = project.outputs()[0].partition("    Code 600: ")
    documented, _, _ = rest.partition('\n    """')
    assert documented.split() == f"{place}.".split()
    assert len(documented.splitlines()) == lines


# Refusing

TASK = 'name = "TaskNotFound", entity = "TaskError", kind = "NotFoundError"'


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ("code = 1001", "code = 1000", "code 1000: code 1000 is given twice, first for code 1000"),
        ("code = 6001", "code = 1000", "second code 1000: code 1000 is given twice"),
        ("code = 1001", "code = -1", "code -1: code is no whole number: -1"),
        ("code = 1001", "code = true", "code True: code is no whole number: True"),
        ("code = 1001", 'code = "1001"', "code 1001: code is no whole number: '1001'"),
        ("code = 1001, ", "", "code None: code is missing"),
        (
            '"TaskCreateFailed"',
            '"TaskNotFound"',
            "code 1001: class TaskNotFound is given twice, first for code 1000",
        ),
        ('"TaskNotFound"', '"PlanfixError"', "code 1000: PlanfixError: only the name of a family"),
        (
            '"TaskNotFound"',
            '"CODES"',
            "code 1000: class CODES is given twice, first for the package",
        ),
        (
            '"TaskNotFound"',
            '"TaskError"',
            "code 1000: TaskError: only the name of a family ends in",
        ),
        ('"TaskNotFound"', '"KeyError"', "code 1000: KeyError shadows a Python builtin"),
        ('"TaskNotFound"', '"Ellipsis"', "code 1000: Ellipsis shadows a Python builtin"),
        ('"TaskNotFound"', '"Task-Gone"', "code 1000: 'Task-Gone' is no class name"),
        ('"TaskNotFound"', '""', "code 1000: '' is no class name"),
        ('"TaskNotFound"', '"class"', "code 1000: 'class' is no class name"),
        ('"TaskNotFound"', "5", "code 1000: 5 is no class name"),
        ('name = "TaskNotFound", ', "", "code 1000: name is missing"),
        (TASK, TASK.replace("TaskError", "JobError"), "code 1000: unknown entity 'JobError'"),
        (TASK, TASK.replace("NotFoundError", "GoneError"), "code 1000: unknown kind 'GoneError'"),
        (TASK, TASK.replace('"NotFoundError"', '""'), "code 1000: unknown kind ''"),
        (', description = "Task does not exist"', "", "code 1000: description is missing"),
        ('"Task does not exist"', '""', "code 1000: description has no text"),
        ('"Task does not exist"', '" "', "code 1000: description has no text"),
        ('"Task does not exist"', "1", "code 1000: description has no text"),
        (
            '"Task does not exist"',
            '"a\\nb"',
            "code 1000: description holds a backslash or a control",
        ),
        (
            '"Task does not exist"',
            "'a\\b'",
            "code 1000: description holds a backslash or a control",
        ),
        (', description_ru = "Задача не существует"', "", "code 1000: description_ru is missing"),
        ('"Задача не существует"', '""', "code 1000: description_ru has no text"),
        ('"Задача не существует", sources', '"Задача", source', "code 1000: sources is missing"),
        ('"Задача не существует", sources', '"З", source', "code 1000: unknown key 'source'"),
        (
            'не существует", sources = ["help-ru"]',
            'x", sources = []',
            "sources is no array of sources: []",
        ),
        (
            'не существует", sources = ["help-ru"]',
            'x", sources = ["wiki"]',
            "unknown source 'wiki'",
        ),
        ("same_as = 6011", "same_as = 6019", "second code 6001: unknown same_as 6019"),
        ("same_as = 6011", "same_as = 6002", "second code 6001: unknown same_as 6002"),
        ("same_as = 6011, ", "", "second code 6001: same_as is missing"),
        ('same_as = 6011, sources = ["openapi"]', "same_as = 6011", "second code 6001: sources is"),
        ("BusyError = ", "Busy = ", "kind Busy: the name of a family ends in Error"),
        ("BusyError = ", "OSError = ", "kind OSError: OSError shadows a Python builtin"),
        ("BusyError = ", "TaskError = ", "entity TaskError: class TaskError is given twice"),
        (
            'openapi = "OpenAPI description, version 1.6.9"',
            'openapi = ""',
            "source openapi: openapi",
        ),
        ('"A quota or a size limit is used up"', '""', "kind LimitError: LimitError has no text"),
        ('section = "Tasks"\n', "", "entity TaskError: section is missing"),
        ('section = "Tasks"\n', "section = 1\n", "entity TaskError: section has no text"),
        ('section_ru = "Задачи"', 'section_ru = ""', "entity TaskError: section_ru has no text"),
        ('section = "Tasks"\n', 'section = "Tasks"\nx = 1\n', "entity TaskError: unknown key 'x'"),
        (
            "thousand = 2",
            "thousand = 1",
            "ContactError: thousand 1 is given twice, first for entity",
        ),
        ("thousand = 2", "thousand = 2.0", "entity ContactError: thousand is no whole number: 2.0"),
        ("second_codes = [", "other_codes = [", "toml: second_codes is missing, or no array"),
        ("second_codes = [", "other_codes = [", "catalog.toml: unknown key 'other_codes'"),
        ("codes = [\n", "codes = [\n1,\n", "catalog.toml: codes: 1 is no table"),
        ("[kinds]", "[sorts]", "catalog.toml: kinds is missing, or no table"),
        ("[entities.TaskError]", "[entities]\nTaskError = 1\n[x]", "entities: 1 is no table"),
        ('"TaskError", kind', '["TaskError"], kind', "code 1000: unknown entity ['TaskError']"),
        ('не существует", sources = ["help-ru"]', 'x", sources = [[]]', "unknown source []"),
        ('не существует", sources = ["help-ru"]', 'x", sources = "x"', "no array of sources: 'x'"),
        ("codes = [", "codes = ", "catalog.toml: "),
    ],
)
def test_a_wrong_catalog_is_refused_before_anything_is_written(
    project: Project, old: str, new: str, refusal: str
) -> None:
    project.change(old, new)
    before = project.outputs()
    for args in ((), ("--check",)):
        shown = project.run(*args, status=2)
        assert refusal in shown
        assert all(line.startswith("catalog.toml: ") for line in shown.splitlines())
    assert project.outputs() == before


def test_each_thing_that_is_wrong_has_a_line_of_its_own(project: Project) -> None:
    project.change('"TaskCreateFailed"', '"TaskNotFound"')
    project.change('"Task does not exist"', '""')
    project.change('"TaskUpdateFailed", entity = "TaskError"', '"bytes", entity = "JobError"')
    assert project.run(status=2).splitlines() == [
        "catalog.toml: code 1000: description has no text",
        "catalog.toml: code 1001: class TaskNotFound is given twice, first for code 1000",
        "catalog.toml: code 1002: bytes shadows a Python builtin",
        "catalog.toml: code 1002: unknown entity 'JobError'",
    ]


def test_a_part_under_another_name_is_missing_and_unknown(project: Project) -> None:
    project.change("[kinds]", "[sorts]")
    project.change("second_codes = [", "more_codes = [")
    assert project.run(status=2).splitlines() == [
        "catalog.toml: second_codes is missing, or no array",
        "catalog.toml: kinds is missing, or no table",
        "catalog.toml: unknown key 'more_codes'",
        "catalog.toml: unknown key 'sorts'",
    ]


@pytest.mark.parametrize("marker", ["<!-- tree:", "<!-- end of codes -->"])
def test_a_readme_without_its_markers_is_refused(project: Project, marker: str) -> None:
    readme = project.readme.read_text(encoding="utf-8")
    project.module.unlink()
    project.readme.write_text(readme.replace(marker, "<!--"), encoding="utf-8")
    shown = project.run(status=2)
    assert shown.startswith("README.md: no <!-- ")
    assert not project.module.exists()


# Comparing with the page

# The three forms: a section's title, a code's line.
FORMS = {
    "Markdown": ("## {}\n\n", "  * {} — {}\n\n"),
    "MediaWiki": ("== {} ==\n", "*{} — {}\n"),
    "browser": ("{}\n\n", "\t•\t{}\xa0— {}  \r\n"),
    "bare and bold, with a colon": ("**{}:**\n", "* {} — {}\n"),
    "hyphens": ("# {}\n", "- {} - {}\n"),
    "en dashes without spaces": ("=={}==\n", "* {}–{}\n"),
    "bold": ("### {} ###\n", "* **{}** &mdash; {}\n"),
}

Sections = dict[str, dict[int, str]]


@pytest.fixture
def russian_page() -> Sections:
    """Return a page that agrees with the catalog: its sections with their codes."""
    data = tomllib.loads((ROOT / "src/codegen/catalog.toml").read_text(encoding="utf-8"))
    page: Sections = {e["section_ru"]: {} for e in data["entities"].values() if "section_ru" in e}
    for code in data["codes"]:
        if "help-ru" in code["sources"]:
            title = data["entities"][code["entity"]]["section_ru"]
            page[title][code["code"]] = code["description_ru"]
    assert sum(map(len, page.values())) == 53
    return page


def save(project: Project, form: str, page: Sections) -> str:
    title, line = FORMS[form]
    text = "Если произошла ошибка, сервер отвечает:\n\n{\n\tResult\tstring\n}\n\nCode — число.\n"
    for section, codes in page.items():
        text += title.format(section) + "".join(line.format(*code) for code in codes.items())
    (project.root / "page").write_text(text, encoding="utf-8")
    return "page"


@pytest.mark.parametrize("form", FORMS)
def test_a_page_that_agrees_has_one_line_and_status_0(
    project: Project, form: str, russian_page: Sections
) -> None:
    before = project.outputs()
    assert project.run("compare", save(project, form, russian_page)) == (
        "53 codes on the page (error-code page): "
        "0 new, 0 gone, 0 worded differently, 0 unknown sections\n"
    )
    assert project.outputs() == before


@pytest.mark.parametrize("form", FORMS)
def test_every_difference_of_a_page_is_a_line(
    project: Project, form: str, russian_page: Sections
) -> None:
    russian_page["Контакты"][2008] = 'Контакт "объединён"'
    russian_page["Сотрудники"][404] = "Должность не существует"
    russian_page["Ошибки без классификации"][24] = "Достигнут лимит"
    del russian_page["Файлы"][7003]
    russian_page["Задачи"][1001] = "Задача не добавлена"
    russian_page["Процессы"] = {10000: "Процесс не существует"}
    russian_page["Доклады"] = {**russian_page.pop("Отчеты"), 9004: "Отчет удалён"}
    shown = project.run("compare", save(project, form, russian_page), status=1)
    assert shown == (
        "New on the page; the name, the kind and what is empty are yours to fill in:\n"
        '    { code = 2008, name = "", entity = "ContactError", kind = "", description = "", '
        'description_ru = "Контакт \\"объединён\\"", sources = ["help-ru"] },  # Контакты\n'
        '    { code = 404, name = "", entity = "EmployeeError", kind = "", description = "", '
        'description_ru = "Должность не существует", sources = ["help-ru"] },  # Сотрудники\n'
        '    { code = 10000, name = "", entity = "", kind = "", description = "", '
        'description_ru = "Процесс не существует", sources = ["help-ru"] },  # Процессы\n'
        '    { code = 9004, name = "", entity = "ReportError", kind = "", description = "", '
        'description_ru = "Отчет удалён", sources = ["help-ru"] },  # Доклады\n'
        "\n"
        "Gone from the page:\n"
        "    7003 FileDeleteFailed: Ошибка удаления файла\n"
        "\n"
        "Worded differently:\n"
        "    24 EmployeeLimitReached: catalog «», page «Достигнут лимит»\n"
        "    1001 TaskCreateFailed: "
        "catalog «Ошибка добавления задачи», page «Задача не добавлена»\n"
        "\n"
        "Sections that the catalog does not know:\n"
        "    Процессы\n"
        "    Доклады\n"
        "\n"
        "57 codes on the page (error-code page): "
        "4 new, 1 gone, 2 worded differently, 2 unknown sections\n"
    )


def test_a_line_of_the_comparison_can_be_pasted_and_filled_in(
    project: Project, russian_page: Sections
) -> None:
    russian_page["Контакты"][2008] = 'Контакт "объединён"'
    shown = project.run("compare", save(project, "Markdown", russian_page), status=1)
    line = shown.splitlines()[1] + "\n"
    project.change("codes = [\n", "codes = [\n" + line)
    shown = project.run(status=2)
    assert "code 2008: '' is no class name" in shown
    assert "code 2008: description has no text" in shown
    project.change('name = ""', 'name = "ContactMerged"')
    project.change('kind = ""', 'kind = "NotFoundError"')
    project.change('description = ""', 'description = "Contact was merged"')
    project.run()
    assert "class ContactMerged(ContactError, NotFoundError):" in project.outputs()[0]
    assert project.run("compare", "page").endswith(
        "0 new, 0 gone, 0 worded differently, 0 unknown sections\n"
    )


@pytest.mark.parametrize("form", FORMS)
def test_the_english_page_is_held_against_the_english_edition(project: Project, form: str) -> None:
    general = {0: "Unknown error", 3: "Object is busy", 24: "Employees", 26: "3 tries"}
    page: Sections = {
        "Unclassified errors": general,
        "Contacts": {2000: "Contact does not exist", 2007: "E-mail is doubled"},
        "Employees": {402: "Position", 403: "Phone"},
        "Processes": {10000: "Process does not exist"},
    }
    if form == "en dashes without spaces":
        general[26] = "Too many tries"
    shown = project.run("compare", save(project, form, page), status=1)
    assert shown == (
        "New on the page; the name, the kind and what is empty are yours to fill in:\n"
        '    { code = 26, name = "", entity = "GeneralError", kind = "", '
        f'description = "{general[26]}", sources = ["help-en"] }},  # Unclassified errors\n'
        '    { code = 10000, name = "", entity = "", kind = "", '
        'description = "Process does not exist", sources = ["help-en"] },  # Processes\n'
        "\n"
        "Gone from the page:\n"
        "    25 AccountLimitReached: The account's overall limit is reached\n"
        "\n"
        "Sections that the catalog does not know:\n"
        "    Processes\n"
        "\n"
        "9 codes on the page (English edition of the error-code page): "
        "2 new, 1 gone, 0 worded differently, 1 unknown sections\n"
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"<html></html>", b"Updated 2026-01-02\n2026-01-02\n# Title\n", b"\xff\xfe\x00", None],
)
def test_a_file_that_is_no_page_is_status_2_and_one_line(
    project: Project, content: bytes | None
) -> None:
    if content is not None:
        (project.root / "page").write_bytes(content)
    shown = project.run("compare", "page", status=2)
    assert shown.startswith(("page has no code: expected lines such as", "cannot read page: "))
    assert shown.count("\n") == 1


def test_a_page_is_russian_where_most_of_its_codes_are(project: Project) -> None:
    lines = ["2000 — Контакт не существует", "2007 — doubled", "2003 — Нет e-mail"]
    for count, edition in ((2, "English edition of the error-code page"), (3, "error-code page")):
        text = "## Контакты\n" + "\n".join(lines[:count])
        (project.root / "page").write_text(text, encoding="utf-8")
        assert f"{count} codes on the page ({edition}): " in project.run(
            "compare", "page", status=1
        )


def test_codes_before_the_first_title_are_in_no_section(project: Project) -> None:
    (project.root / "page").write_text("* 2000 — Контакт не существует\n", encoding="utf-8")
    shown = project.run("compare", "page", status=1)
    assert "    (codes before the first title)\n" in shown
    assert "1 codes on the page" in shown
