"""Indicators: targets of the right size and direction, and the list that the kit ships."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.indicators import SHARES, Better, Indicator, Indicators, Measure
from tppo_kit.content.programmes import Workshop
from tppo_kit.content.surveys import Survey
from tppo_kit.settings import REPOSITORY

ONE = {
    "id": "aman",
    "title": "Langkah aman",
    "measure": "safe-action-rate",
    "target": 0.85,
    "better": "more",
    "why": "Penilaian kami.",
}
SEVERAL = {
    "format": "indicators/1",
    "kind": "indicators",
    "id": "sasaran",
    "title": "Sasaran",
    "about": "Untuk uji.",
    "indicators": [ONE],
}
SHIPPED = Catalogue(REPOSITORY / "data").get(Indicators, "indikator")


@pytest.mark.parametrize("measure", sorted(SHARES))
def test_a_share_is_at_most_one(measure):
    """Eighty-five percent is written 0.85; 85 is refused for every share."""
    assert Indicator.model_validate(ONE | {"measure": measure}).target == 0.85
    with pytest.raises(ValidationError, match=r"0\.85"):
        Indicator.model_validate(ONE | {"measure": measure, "target": 85})


def test_people_and_sensitivity_may_exceed_one():
    """A count of people and d' are no shares."""
    for measure in (Measure.PEOPLE_REACHED, Measure.SENSITIVITY):
        assert Indicator.model_validate(ONE | {"measure": measure, "target": 2}).target == 2


@pytest.mark.parametrize(
    ("measure", "better"), [("criterion", "more"), ("criterion", "less"), ("gain", "near-zero")]
)
def test_near_zero_is_for_the_criterion_alone(measure, better):
    """A criterion leans to either side; everything else has one good end."""
    with pytest.raises(ValidationError, match="near-zero"):
        Indicator.model_validate(ONE | {"measure": measure, "target": 0.4, "better": better})


def test_doubles_and_unknown_keys_are_refused():
    """An id stands once in a list, a programme too, and a further key is a slip."""
    for changed in ({"indicators": [ONE, ONE]}, {"programmes": ["a", "a"]}, {"goal": 1}):
        with pytest.raises(ValidationError):
            Indicators.model_validate(SEVERAL | changed)


def test_the_shipped_list_sets_a_target_for_every_measure():
    """Each measure has one, with the thresholds of the measurement design."""
    targets = {each.measure: each for each in SHIPPED.indicators}

    assert set(targets) == set(Measure)
    assert targets[Measure.SENSITIVITY].target == 1.5
    assert targets[Measure.SAFE_ACTION_RATE].target == 0.85
    assert targets[Measure.CRITERION].target == 0.4
    assert targets[Measure.FALSE_ALARM_RATE].better is Better.LESS


def test_every_shipped_target_says_that_it_is_our_judgement():
    """None of them is a standard, and but for a plain opinion each says so."""
    assert all("penilaian kami" in each.why for each in SHIPPED.indicators)


def test_the_list_is_no_workshop():
    """It lies beside the programmes and is not offered as one."""
    names = [workshop.id for workshop in Catalogue(REPOSITORY / "data").all(Workshop)]

    assert len(names) == 15
    assert "indikator" not in names


def test_whoever_is_asked_can_recommend():
    """Every survey of the kit asks for it on a scale, or the target could not be measured."""
    for survey in Catalogue(REPOSITORY / "data").all(Survey):
        kinds = {question.id: question.kind for question in survey.questions}
        assert kinds["sarankan"] == "scale"
