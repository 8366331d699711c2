import ast
import json
import os
import shutil
import subprocess
import sys

import nbformat
import pytest

from tppo_kit.authoring.tidying import normal_form, notebooks_of
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import SelfStudy, Unit
from tppo_kit.kernels.kernelspec import SHARE
from tppo_kit.settings import load_settings

SETTINGS = load_settings()
HOME = SETTINGS.home
NOTEBOOKS = notebooks_of(SETTINGS)
UNITS = Catalogue(SETTINGS.data).all(Unit)
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can be forked here")


def _name(path):
    return path.name


def _nbval(notebooks, home, *, forked=False):
    """Run nbval in strict mode in this environment on content of a home folder.

    Kernels are forked from a warm process, or each is started by itself as Python's own are.
    """
    environment = {**os.environ, "TPPO_HOME": str(home), "TPPO_DATA_DIR": str(home / "var")}
    if forked:
        environment["JUPYTER_PATH"] = str(SHARE)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "--nbval-current-env",
        "-q",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
        "-W",
        "default",
        *map(str, notebooks),
    ]
    return subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=_name)
def test_notebooks_are_in_normal_form(path):
    """A fresh run written by tppo-kit tidy gives the notebook as it is stored."""
    stored = path.read_text(encoding="utf-8")

    assert normal_form(path) == stored


@pytest.mark.parametrize("path", NOTEBOOKS, ids=_name)
def test_notebooks_are_thin(path):
    """Code cells hold one import or single calls, never definitions or loops."""
    notebook = nbformat.read(path, as_version=4)
    kinds = {
        type(node)
        for cell in notebook.cells
        if cell.cell_type == "code"
        for node in ast.walk(ast.parse(cell.source))
    }

    assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda, ast.If}


LEARNING = [path for path in NOTEBOOKS if path.parent.name != "facilitator_guide"]


@pytest.mark.parametrize("path", LEARNING, ids=_name)
def test_notebooks_end_in_a_check_cell(path):
    """The last cell is tagged check and has stored output that nbval can compare."""
    last = nbformat.read(path, as_version=4).cells[-1]

    assert "check" in last.metadata.get("tags", [])
    assert last.outputs


def test_every_notebook_is_on_the_home_page():
    """Every notebook of modules and simulations is a unit, and each unit is in a programme."""
    listed = {unit.notebook for unit in UNITS}
    named = {name for each in Catalogue(SETTINGS.data).all(SelfStudy) for name in each.units}
    present = {
        path.relative_to(HOME).as_posix()
        for path in NOTEBOOKS
        if path.parent.name in {"modules", "simulations"}
    }

    assert listed == present
    assert named == {unit.id for unit in UNITS}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.id)
def test_notebooks_play_what_the_unit_names(unit):
    """The activities of a unit are those its notebook plays and checks."""
    notebook = nbformat.read(HOME / unit.notebook, as_version=4)
    called = {"play": [], "check": []}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in called:
                    called[node.func.id] += [argument.value for argument in node.args]

    assert called["play"] == unit.activities
    assert called["check"] == unit.activities


@pytest.mark.parametrize("forked", [False, pytest.param(True, marks=forks)])
def test_strict_nbval_passes(forked):
    """Every notebook gives exactly its stored output in a fresh kernel, however it starts."""
    result = _nbval(NOTEBOOKS, HOME, forked=forked)

    assert result.returncode == 0, result.stdout[-3000:]
    assert "ordinary way" not in result.stdout + result.stderr


def test_a_changed_word_in_a_case_makes_nbval_fail(tmp_path):
    """One changed word in one case fails the notebook that plays it, and only that one."""
    for folder in ("data", "modules", "simulations"):
        shutil.copytree(HOME / folder, tmp_path / folder)
    case = tmp_path / "data" / "scenarios" / "umrah-bersama-ibu" / "scenario.yml"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("Ibu", "Bunda", 1), encoding="utf-8")

    changed = _nbval([tmp_path / "simulations" / "konter_paspor.ipynb"], tmp_path)
    other = _nbval([tmp_path / "simulations" / "kuis_tanda.ipynb"], tmp_path)

    assert text.count("Ibu") > 0
    assert changed.returncode == 1, changed.stdout[-2000:]
    assert "1 failed" in changed.stdout or "2 failed" in changed.stdout
    assert other.returncode == 0, other.stdout[-2000:]


def test_stored_outputs_hold_no_memory_address():
    """What is stored is the same on every machine."""
    texts = [json.dumps(json.loads(path.read_text(encoding="utf-8"))) for path in NOTEBOOKS]

    assert not any(" at 0x" in text for text in texts)
