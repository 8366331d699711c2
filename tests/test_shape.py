"""The shape of the repository: sizes, names, layers, lint and types."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
SOURCE = HOME / "src" / "tppo_kit"
MODULES = sorted(SOURCE.rglob("*.py"))
TESTS = sorted((HOME / "tests").rglob("*.py"))
CATCH_ALL = {"utils", "helpers", "common", "manager", "base", "info", "misc"}


def _name(path):
    return path.relative_to(HOME).as_posix()


@pytest.mark.parametrize("path", [*MODULES, *TESTS, HOME / "kit.py"], ids=_name)
def test_modules_are_small(path):
    """No module is longer than three hundred lines."""
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= 300


@pytest.mark.parametrize("path", [*MODULES, *TESTS, HOME / "kit.py"], ids=_name)
def test_functions_are_small(path):
    """No function is longer than fifty lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    long = [n.name for n in functions if n.end_lineno - n.lineno + 1 > 50]

    assert long == []


def test_no_module_is_a_catch_all():
    """No module has a name that could hold anything."""
    names = {path.stem for path in MODULES} & CATCH_ALL

    assert names == set()


@pytest.mark.parametrize("path", TESTS, ids=_name)
def test_every_test_says_what_is_true(path):
    """Every test function has a docstring of one sentence."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = [
        n.name
        for n in ast.walk(tree)
        if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
        and n.name.startswith("test_")
        and not ast.get_docstring(n)
    ]

    assert silent == []


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "src", "tests", "kit.py", "benchmarks"],
        ["mypy"],
        ["importlinter.cli", "lint"],
    ],
    ids=" ".join,
)
def test_tools_find_nothing(command):
    """Lint, format, types and import layers are clean."""
    module, *arguments = command
    run = (
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
        if module.startswith("importlinter")
        else [sys.executable, "-m", module, *arguments]
    )
    result = subprocess.run(run, cwd=HOME, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout + result.stderr


def test_every_source_module_has_its_tests():
    """Each module of the package has a test module of the same name in the mirror folder."""
    tested = {path.relative_to(HOME / "tests").as_posix() for path in TESTS}
    missing = []
    for path in MODULES:
        place = path.relative_to(SOURCE)
        if path.stem == "__init__":
            continue
        folder = "" if place.parent == Path() else f"{place.parent.as_posix()}/"
        stem = f"{folder}test_{path.stem}"
        if not any(name.startswith(stem) for name in tested):
            missing.append(place.as_posix())

    assert missing == []


def test_the_repository_speaks_of_the_project_alone():
    """No tracked text file names a package registry's host or a machine's absolute path."""
    words = ["pypi" + ".org", "pythonhosted" + ".org", "registry." + "npmjs", str(HOME)]
    listed = subprocess.run(
        ["git", "ls-files"], cwd=HOME, capture_output=True, text=True, check=True
    )
    found = []
    for name in listed.stdout.splitlines():
        path = HOME / name
        if path.suffix in {".png", ".mo"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        found += [f"{name}: {word}" for word in words if word in text]

    assert found == []
