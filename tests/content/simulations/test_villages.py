"""A game of villages: what a trainer can get wrong, told in sentences."""

import copy

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.reasons import Unfit
from tppo_kit.content.simulations.village_assumptions import Parameter
from tppo_kit.content.simulations.villages import QUARTERS, Effect, VillageGame
from tppo_kit.settings import REPOSITORY


@pytest.fixture(scope="module")
def record():
    """Give the record on disk as plain data."""
    game = Catalogue(REPOSITORY / "data").get(VillageGame, "tiga-desa")
    return game.model_dump(mode="json", by_alias=True)


@pytest.fixture
def plain(record):
    """Give a copy that a test may break."""
    return copy.deepcopy(record)


def sentence(plain):
    """Return why a record is unfit."""
    with pytest.raises(ValidationError) as caught:
        VillageGame.model_validate(plain)
    [error] = caught.value.errors()
    cause = error.get("ctx", {}).get("error")
    return cause.message.render("en") if isinstance(cause, Unfit) else error["msg"]


def test_the_record_on_disk_is_sound(record):
    """Twelve villages, eight measures, all effects used, hurting ones among them."""
    game = VillageGame.model_validate(record)
    effects = {effect for measure in game.measures for effect in measure.effects}

    assert len(game.villages) == len(game.profiles) == 12
    assert effects == set(Effect)


def test_a_plan_beyond_the_budget_is_told_with_its_cost(plain):
    """The sentence names plan, cost and budget."""
    plain["budget"] = 60

    assert "costs" in sentence(plain)


def test_a_plan_in_turns_costs_what_its_turns_cost(record):
    """Only the part whose turn it is counts in a quarter."""
    game = VillageGame.model_validate(record)
    plan = next(each for each in game.plans if each.turns == 2)
    parts = [plan.in_quarter(number) for number in range(QUARTERS)]

    assert parts[0] != parts[1]
    assert parts[0] == parts[2]
    assert sorted(e.measure for e in parts[0] + parts[1]) == sorted(
        e.measure for e in plan.spending
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda p: p["plans"][-1]["spending"][0].update(measure="entah"), "no measure 'entah'"),
        (lambda p: p["villages"].pop(), "profiles"),
        (lambda p: p["assumptions"].pop(), "exactly once"),
        (lambda p: p["assumptions"].append(p["assumptions"][0]), "exactly once"),
        (lambda p: p["measures"].append(p["measures"][0]), "twice"),
        (lambda p: p["measures"][0]["effects"].update(learn=61), "at most 60 percent"),
        (lambda p: p["measures"][0]["effects"].update(learn=0), "at most 60 percent"),
        (lambda p: p["plans"][-1]["spending"].append(p["plans"][-1]["spending"][0]), "twice"),
        (lambda p: p["profiles"][0].update(id=p["profiles"][1]["id"]), "twice"),
    ],
)
def test_faults_are_told_in_a_sentence(plain, change, says):
    """Each planted fault is named; without it the record is sound."""
    VillageGame.model_validate(plain)
    change(plain)

    assert says in sentence(plain)


def test_a_parameter_is_found_by_name(record):
    """The number of the model that an assumption holds."""
    game = VillageGame.model_validate(record)

    assert game.parameter(Parameter.CHECK) == 50
