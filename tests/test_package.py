"""What is installed, and what its import costs.

The tests that build a wheel need the network: `python -m pytest -m gate` runs them.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BUILD = """
import importlib, os, sys
backend = importlib.import_module(sys.argv[1])
print(backend.build_wheel(sys.argv[2]))
print(backend.build_sdist(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a wheel and an sdist, built by the build backend from a copy of the project."""
    folder = tmp_path_factory.mktemp("built")
    ignored = shutil.ignore_patterns(".git", ".venv*", "__pycache__", ".*_cache")
    project = shutil.copytree(ROOT, folder / "project", ignore=ignored)
    backend = PROJECT["build-system"]
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--target",
        str(folder / "backend"),
    ]
    subprocess.run([*install, *backend["requires"]], check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-c", BUILD, backend["build-backend"], str(folder)],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(folder / "backend")},
        capture_output=True,
        text=True,
        check=True,
    )
    wheel, sdist = done.stdout.split()
    return folder / wheel, folder / sdist


@pytest.mark.gate
def test_the_wheel_contains_the_package_alone(built: tuple[Path, Path]) -> None:
    names = zipfile.ZipFile(built[0]).namelist()
    assert {name for name in names if ".dist-info/" not in name} == {
        "planfix_errors/__init__.py",
        "planfix_errors/__main__.py",
        "planfix_errors/base.py",
        "planfix_errors/exceptions.py",
        "planfix_errors/py.typed",
        "planfix_errors/reference.py",
        "planfix_errors/response.py",
    }


@pytest.mark.gate
def test_the_wheel_says_what_it_is(built: tuple[Path, Path]) -> None:
    wheel = zipfile.ZipFile(built[0])
    (name,) = (name for name in wheel.namelist() if name.endswith("METADATA"))
    metadata = wheel.read(name).decode()
    for line in (
        "Name: planfix-errors",
        f"Version: {PROJECT['project']['version']}",
        "License-Expression: MIT",
        "License-File: LICENSE",
        "Requires-Python: >=3.11",
        "Author: planfix-errors contributors",
        "Classifier: Typing :: Typed",
    ):
        assert f"\n{line}\n" in metadata
    requires = [line for line in metadata.splitlines() if line.startswith("Requires-Dist:")]
    assert requires
    assert all("extra ==" in line for line in requires)
    assert [line for line in requires if "'test'" in line.replace('"', "'")] == [
        'Requires-Dist: pytest >=8 ; extra == "test"'
    ]
    (entry_points,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert b"planfix-errors=planfix_errors.__main__:main" in wheel.read(entry_points)


@pytest.mark.gate
def test_the_wheel_works_from_a_folder_of_its_own(built: tuple[Path, Path], tmp_path: Path) -> None:
    zipfile.ZipFile(built[0]).extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", "import planfix_errors as p; p.raise_for_response({'code': 2000})"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert str(tmp_path) in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last == "planfix_errors.ContactNotFound: [2000] Contact does not exist"


@pytest.mark.gate
def test_the_sdist_contains_what_regenerating_and_testing_need(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    with tarfile.open(built[1]) as sdist:
        sdist.extractall(tmp_path, filter="data")
    (project,) = tmp_path.iterdir()
    tests = {path.name for path in (ROOT / "tests").glob("*.py")}
    assert {path.name for path in (project / "tests").iterdir()} == tests
    assert (project / ".ci" / "run").exists()
    assert (project / "LICENSE").exists()
    (project / "src" / "planfix_errors" / "exceptions.py").unlink()
    for args in ([], ["--check"]):
        subprocess.run([sys.executable, "src/codegen", *args], cwd=project, check=True)


def without_site(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process that has loaded almost nothing else."""
    return subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )


def test_the_import_loads_no_module_outside_the_package() -> None:
    done = without_site(
        "import sys; before = set(sys.modules); import planfix_errors; "
        "print(*sorted(set(sys.modules) - before), sep='\\n')"
    )
    assert done.stdout.split() == [
        "planfix_errors",
        "planfix_errors.base",
        "planfix_errors.exceptions",
        "planfix_errors.response",
    ]


def test_the_package_works_without_the_site_module() -> None:
    done = without_site(
        "import planfix_errors as p; print(repr(p.error_from_response({'code': 6001})));"
        "p.loads(b'<p>')"
    )
    assert done.stdout == "DataTagEntryCreateFailed('', code=6001)\n"
    assert done.stderr.endswith(
        "planfix_errors.MalformedResponse: Not a response that Planfix documents: <p>\n"
    )
