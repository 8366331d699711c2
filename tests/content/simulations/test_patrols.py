"""The model of a patrol game says what does not fit, and how to mend it."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.simulations.patrols import Patrol
from tppo_kit.settings import REPOSITORY


@pytest.fixture
def record():
    """Give the data of a sound game, to be spoilt."""
    patrol = Catalogue(REPOSITORY / "data").get(Patrol, "pasar-dan-desa")
    return patrol.model_dump(mode="json", by_alias=True)


def test_the_sound_record_is_read_back(record):
    """What was written can be read, and posts come in the order of places."""
    patrol = Patrol.model_validate(record)

    assert [post.id for post in patrol.posts][:2] == ["pasar-pagi", "pasar-sore"]


def spoil_setback(record):
    """Make presence attractive."""
    record["places"][0]["posts"][0]["setback"] = record["places"][0]["posts"][0]["gain"]


def spoil_shift(record):
    """Name a shift that is not there."""
    record["places"][0]["posts"][0]["shift"] = "subuh"


def spoil_post(record):
    """Use one id for two posts."""
    record["places"][1]["posts"][0]["id"] = record["places"][0]["posts"][0]["id"]


def spoil_place(record):
    """Put two places on one spot of the sketch."""
    record["places"][1]["column"] = record["places"][0]["column"]


def spoil_twice(record):
    """Let a place have the same shift twice."""
    record["places"][0]["posts"][1]["shift"] = record["places"][0]["posts"][0]["shift"]


def spoil_units(record):
    """Give as many units as posts."""
    record["units"] = 4
    record["places"] = [{**each, "posts": each["posts"][:1]} for each in record["places"][:4]]


def spoil_harm(record):
    """Let checks protect more than they cost, at the last place alone."""
    record["checks"]["protects"] = 85
    record["places"][-1]["posts"][0]["stopped"] = 2


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_setback, "less attractive"),
        (spoil_shift, "'subuh'"),
        (spoil_post, "stands here twice"),
        (spoil_place, "stands here twice"),
        (spoil_twice, "stands here twice"),
        (spoil_units, "leave nothing to choose"),
        (spoil_harm, "suspect everybody"),
    ],
)
def test_what_does_not_fit_is_named(record, spoil, said):
    """Each fault across fields is refused with a sentence."""
    spoil(record)

    with pytest.raises(ValidationError, match=said):
        Patrol.model_validate(record)


@pytest.mark.parametrize(
    ("place", "value"),
    [("units", 0), ("rounds", 9), ("scene", ""), ("unknown", 1)],
)
def test_what_is_out_of_range_is_refused(record, place, value):
    """Ranges and unknown keys are looked at."""
    with pytest.raises(ValidationError):
        Patrol.model_validate({**record, place: value})


def test_one_unit_fewer_than_posts_is_enough(record):
    """The near miss: three units for four posts leave a choice."""
    spoil_units(record)
    record["units"] = 3

    assert len(Patrol.model_validate(record).posts) == 4


def test_checks_that_cost_a_little_more_than_they_bring_are_enough(record):
    """The near miss: six people are 0.3 better protected, four stopped cost 0.4 less a hair."""
    record["checks"]["protects"] = 85
    record["places"][-1]["posts"][0]["stopped"] = 4

    assert Patrol.model_validate(record).posts[-1].stopped == 4
