"""The guide says what the kit does: keys, codes, commands, findings and section numbers."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
import yaml

from tppo_kit.authoring.checking import tell_problems
from tppo_kit.authoring.scaffold import new_case
from tppo_kit.cli import main
from tppo_kit.content import (
    cases,
    facts,
    indicators,
    items,
    pages,
    places,
    programmes,
    signs,
    simulations,
    surveys,
    translations,
)
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.check import check_folder
from tppo_kit.content.model import Model
from tppo_kit.content.reading import read_case
from tppo_kit.settings import load_settings

HOME = Path(__file__).resolve().parents[2]
GUIDE = HOME / "facilitator_guide"
TEMPLATE = HOME / "data" / "templates" / "konter"
PAGE = GUIDE / "menambah_kasus.md"
SIMULATIONS = GUIDE / "mengubah_simulasi.md"
#: The modules with the models of everything that is no simulation.
WRITTEN = (
    *(cases, items, signs, facts, pages, places),
    *(programmes, indicators, surveys, translations),
)
#: Commands of kit.py itself, beside those it hands on to tppo-kit.
OWN_COMMANDS = {"cards", "test", "wheels"}
#: File, what stands in the template, and the fault that the page shows instead.
FAULTS = [
    ("scenario.yml", "leads_to: tertutup ", "lead_to: tertutup "),
    ("scenario.yml", "title: Kerja di kebun ", "title: Kebun: kerja jauh "),
    ("scenario.yml", "rung: consult ", "rung: periksa "),
    ("scenario.yml", "leads_to: tertutup ", "leads_to: tertutp "),
    (
        "scenario.yml",
        "{source: WAWANCARA, at: bagian 4.1}]\n      - id: tanya-berkas",
        "{source: WAWNCARA, at: bagian 4.1}]\n      - id: tanya-berkas",
    ),
    ("scenario.yml", "needs: trust >= 2 and minutes >= 2", "needs: trust >= 5"),
    ("scenario.yml", r"      - id: cukup\n(?:        .*\n)+", ""),
    ("playthroughs.yml", "menuduh, minta-maaf,", "menuduh, desak,"),
]


def told(folder: Path, fault: tuple[str, str, str]) -> list[str]:
    """Return what check tells about a template with one fault, the missing twin apart."""
    file, right, wrong = fault
    case = folder / "konter"
    shutil.rmtree(case, ignore_errors=True)
    shutil.copytree(TEMPLATE, case)
    text = (case / file).read_text(encoding="utf-8")
    pattern = right if right.startswith("      - id: cukup") else re.escape(right)
    changed, count = re.subn(pattern, lambda _match: wrong, text, count=1)
    assert count == 1, f"the template no longer holds {right!r}"
    (case / file).write_text(changed, encoding="utf-8")
    problems = check_folder(case, Catalogue(HOME / "data"))
    shown = [
        replace(problem, file=Path("…/nama-kasus") / problem.file.name)
        for problem in problems
        if problem.code != "B405"
    ]
    return tell_problems(shown, "id").splitlines()[:-1]


def page() -> str:
    """Return the text of the pages about adding a case and changing a simulation."""
    return PAGE.read_text(encoding="utf-8") + SIMULATIONS.read_text(encoding="utf-8")


def played() -> list[object]:
    """Return the modules with the models of the simulations."""
    names = [module.name for module in iter_modules(simulations.__path__)]
    return [import_module(f"{simulations.__name__}.{name}") for name in names]


def models() -> list[type[Model]]:
    """Return every model whose keys a person may write."""
    found = {
        value
        for module in (*WRITTEN, *played())
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Model) and value is not Model
    }
    return sorted(found, key=lambda model: model.__name__)


def headings(path: Path) -> set[str]:
    """Return the numbers of all numbered headings of a page."""
    return set(re.findall(r"(?m)^#+ (\d+(?:\.\d+)*)\b", path.read_text(encoding="utf-8")))


def citations(value: object) -> list[str]:
    """Return the place of every citation of the interviewing guide below a value."""
    if isinstance(value, dict):
        own = [str(value.get("at", ""))] if value.get("source") == "WAWANCARA" else []
        return own + [place for inner in value.values() for place in citations(inner)]
    if isinstance(value, list):
        return [place for inner in value for place in citations(inner)]
    return []


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_key_has_its_meaning(model):
    """The table of each model names every key of it, and no other."""
    wanted = {info.alias or name for name, info in model.model_fields.items()}
    table = page().partition(f"(`{model.__name__}`)\n")[2].partition("\n#")[0]
    assert set(re.findall(r"(?m)^\| `([^`]+)`", table)) == wanted


def test_every_finding_code_has_its_meaning():
    """The table of codes names exactly the codes that the checks can give."""
    sources = (HOME / "src" / "tppo_kit" / "content").rglob("*.py")
    codes = {
        code
        for path in sources
        for code in re.findall(r'"([A-Z][0-9]{3})"', path.read_text(encoding="utf-8"))
    }
    assert set(re.findall(r"(?m)^\| ([A-Z][0-9]{3})\b", page())) == codes


@pytest.mark.parametrize("path", sorted(GUIDE.glob("*.md")), ids=lambda path: path.name)
def test_every_quoted_command_exists(path):
    """Each command that a page quotes is one of the kit's commands."""
    commands = set(re.findall(r"(?:kit\.py|tppo-kit) ([a-z]+)\b", path.read_text(encoding="utf-8")))
    assert commands <= set(main.commands) | OWN_COMMANDS


@pytest.mark.parametrize("fault", FAULTS, ids=[str(number) for number in range(1, 9)])
def test_findings_are_quoted_as_they_appear(fault, tmp_path):
    """The page shows each fault's findings word for word."""
    lines = told(tmp_path, fault)
    assert lines
    assert "\n".join(lines) in page()


def test_snippets_come_from_the_template():
    """Every YAML snippet with a step, choice or fact stands in the template as quoted."""
    template = (TEMPLATE / "scenario.yml").read_text(encoding="utf-8")
    plain = {line.partition("  #")[0].strip() for line in template.splitlines()}
    section = page().partition("### 4.3")[2].partition("## 5.")[0]
    snippets = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    quoted = [line.strip() for snippet in snippets for line in snippet.splitlines()]
    assert [line for line in quoted if line not in plain and not line.startswith("from:")] == []


def test_the_template_is_clean():
    """The template has no finding, and no note but the one about its twin."""
    problems = check_folder(TEMPLATE, Catalogue(HOME / "data"))
    assert [problem for problem in problems if not problem.warning] == []
    assert {problem.code for problem in problems} <= {"B405"}


def test_the_template_shows_every_ending():
    """The template's playthroughs reach all of its three endings."""
    case = read_case(TEMPLATE)
    endings = {name for name, step in case.scenario.record.steps.items() if step.ending}
    assert {walk.ends_at for walk in case.playthroughs.record} == endings
    assert len(endings) == 3


def test_a_new_case_passes_the_check(tmp_path):
    """A copy made by new has its own name and passes the check at once."""
    shutil.copytree(HOME / "data", tmp_path / "data")
    folder = new_case(replace(load_settings(), home=tmp_path), "kasus-percobaan", "konter")
    assert read_case(folder).scenario.record.id == "kasus-percobaan"
    problems = check_folder(folder, Catalogue(tmp_path / "data"))
    assert [problem for problem in problems if not problem.warning] == []


def test_cited_sections_of_the_interviewing_guide_exist():
    """Each section that content cites is a heading of the interviewing guide."""
    known = headings(GUIDE / "wawancara_dan_etika.md")
    places = [
        (path.name, place)
        for path in sorted((HOME / "data").rglob("*.yml"))
        for place in citations(yaml.safe_load(path.read_text(encoding="utf-8")))
    ]
    assert places
    cited = [(name, number) for name, place in places for number in re.findall(r"\d[\d.]*", place)]
    assert [(name, number) for name, number in cited if number not in known] == []


@pytest.mark.parametrize("path", sorted(GUIDE.glob("*.md")), ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path):
    """Each link of a page is to a file that exists."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).is_file()] == []


def test_the_index_names_every_page():
    """The index of the guide links to each page beside it."""
    index = (GUIDE / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in GUIDE.glob("*.md")} - {"README.md"}
    assert pages <= set(re.findall(r"\]\(([^)]+)\)", index))
