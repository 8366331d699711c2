"""The record of a practice: rounds that leave room for cases, places that can be told apart."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import SelfStudy, Unit
from tppo_kit.content.simulations.practices import Practice
from tppo_kit.settings import REPOSITORY

REAL = Catalogue(REPOSITORY / "data")


@pytest.fixture
def data():
    """Give the daily practice as plain data."""
    return REAL.get(Practice, "harian").model_dump(mode="json", by_alias=True)


def test_it_takes_five_minutes_and_half_of_it_can_be_harmless():
    """An even number of cases is left whether facts are asked or not."""
    plan = REAL.get(Practice, "harian")

    assert plan.minutes == 5
    assert plan.questions % 2 == (plan.questions - plan.facts) % 2 == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"questions": 4, "facts": 4},
        {"questions": 7},
        {"questions": 10},
        {"facts": 3},
        {"new_signs": 0},
    ],
)
def test_a_round_without_even_cases_is_refused(data, wrong):
    """So is one that no event could carry, and one that never brings anything new."""
    with pytest.raises(ValidationError):
        Practice.model_validate({**data, **wrong})


def test_a_place_named_twice_is_refused(data):
    """Its button would begin either."""
    with pytest.raises(ValidationError):
        Practice.model_validate({**data, "places": [data["places"][0]] * 2})


def test_every_programme_for_oneself_has_it():
    """Whoever learns alone meets the practice, early on."""
    unit = REAL.get(Unit, "latihan-harian")

    assert unit.activities == ["practice:harian"]
    for programme in REAL.all(SelfStudy):
        assert unit.id in programme.units[:7]
