"""Every case and every file of the repository is clean, each under its own name."""

from pathlib import Path

import pytest

from tppo_kit.content.cases import Scenario
from tppo_kit.content.catalogue import KINDS, Catalogue
from tppo_kit.content.check import check_all
from tppo_kit.content.items import Quiz
from tppo_kit.content.model import Lifecycle
from tppo_kit.content.rules.graph import explore
from tppo_kit.content.walk import Walk

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = REPOSITORY / "data"
CATALOGUE = Catalogue(DATA)
CASES = CATALOGUE.names("scenario")
FILES = [f"{kind.folder}/{name}" for key, kind in KINDS.items() for name in CATALOGUE.names(key)]


@pytest.fixture(scope="module")
def told():
    """Return all findings of the repository, as text, by case folder or file."""
    found = {}
    for problem in check_all(Catalogue(DATA), REPOSITORY):
        inside = problem.file.relative_to(DATA)
        place = "/".join(inside.parts[:2]).partition(".")[0]
        data = problem.as_data("en")
        found.setdefault(place, []).append(f"{inside}:{data['line']} {data['code']} {data['what']}")
    return found


@pytest.fixture(scope="module")
def explored():
    """Return a function that explores a case once."""
    kept = {}

    def explore_once(name):
        if name not in kept:
            walk = Walk(CATALOGUE.get(Scenario, name))
            kept[name] = walk, explore(walk)
        return kept[name]

    return explore_once


def test_there_is_content_to_check():
    """The tests below run over cases, items and signs, not over an empty folder."""
    assert len(CASES) >= 30
    assert len(CATALOGUE.names("item")) >= 220
    assert len(CATALOGUE.names("sign")) == 70


@pytest.mark.parametrize("case", CASES)
def test_a_case_has_no_findings(told, case):
    """Case, playthroughs and notes are as the check wants them."""
    assert told.get(f"scenarios/{case}", []) == []


@pytest.mark.parametrize("file", FILES)
def test_a_file_has_no_findings(told, file):
    """Each sign, source, item, quiz, sorter and programme is as the check wants it."""
    assert told.get(file, []) == []


def test_no_finding_lies_anywhere_else(told):
    """Nothing is found in a place that has no test of its own."""
    assert set(told) <= {*FILES, *(f"scenarios/{case}" for case in CASES)}


@pytest.mark.parametrize("case", CASES)
def test_every_situation_of_a_case_can_still_reach_an_ending(explored, case):
    """Wherever a player stands, some choices lead to an end."""
    walk, found = explored(case)
    ends = {position for position in found.leads if walk.scenario.steps[position.step].ending}
    safe = set(ends)
    while more := {at for at in found.leads.keys() - safe if safe.intersection(found.leads[at])}:
        safe |= more

    assert found.complete
    assert safe == set(found.leads)


@pytest.mark.parametrize("case", CASES)
def test_a_case_ends_well_badly_and_in_between(explored, case):
    """Each kind of ending can be reached, and the one the truth asks for is among the good."""
    walk, found = explored(case)
    reached = {position.step for position in found.came_from}
    endings = {
        name: walk.scenario.steps[name] for name in reached if walk.scenario.steps[name].ending
    }
    good = {step.decision for step in endings.values() if step.ending == "good"}

    assert {step.ending for step in endings.values()} == {"good", "mixed", "poor"}
    assert walk.scenario.truth.rung in good


@pytest.mark.parametrize("case", CASES)
def test_a_case_has_eight_to_fourteen_steps_and_can_be_repaired(explored, case):
    """After a first choice that lowers trust, a good ending is still within reach."""
    walk, found = explored(case)
    names = {step for step, body in walk.scenario.steps.items() if body.ending == "good"}
    lowered = [
        walk.take(walk.begin(), choice)
        for choice in walk.choices(walk.begin())
        if choice.changes.get("trust", 0) < 0
    ]
    seen, waiting = set(lowered), list(lowered)
    while waiting:
        after = set(found.leads[waiting.pop()]) - seen
        seen |= after
        waiting += after

    assert 8 <= len(walk.scenario.steps) <= 14
    assert not lowered or names & {position.step for position in seen}


def test_half_of_all_cases_and_vignettes_are_harmless():
    """Whoever calls everybody is wrong as often as whoever calls nobody."""
    truths = [CATALOGUE.get(Scenario, case).truth.rung for case in CASES]
    vignettes = [CATALOGUE.item(name) for name in CATALOGUE.names("item")]
    rungs = [item.truth for item in vignettes if item.kind == "vignette"]

    assert [rung.calls_for_action for rung in truths].count(True) * 2 == len(truths)
    assert [rung.calls_for_action for rung in rungs].count(True) * 2 == len(rungs)
    assert len(rungs) >= 80


def test_everything_shipped_is_active():
    """No draft lies in the repository's own content."""
    records = [CATALOGUE.get(Scenario, case) for case in CASES]
    records += [CATALOGUE.item(name) for name in CATALOGUE.names("item")]
    records += [CATALOGUE.get(Quiz, name) for name in CATALOGUE.names("quiz")]

    assert {record.status for record in records} == {Lifecycle.ACTIVE}


def test_every_item_is_asked_somewhere():
    """An item in no quiz would never be seen."""
    asked = {item for name in CATALOGUE.names("quiz") for item in CATALOGUE.get(Quiz, name).items}

    assert asked == set(CATALOGUE.names("item"))
