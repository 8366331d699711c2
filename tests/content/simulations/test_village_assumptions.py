"""Assumptions: a value inside its range, in whole steps, each number of the model once."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.reasons import Unfit
from tppo_kit.content.simulations.village_assumptions import (
    Parameter,
    VillageAssumption,
    check_complete,
)

SOUND = {
    "id": "forget",
    "name": "Lupa (%)",
    "says": "Sekian dari 100 orang lupa.",
    "value": 15,
    "least": 5,
    "most": 35,
    "step": 5,
    "from": [{"source": "KIT"}],
}


@pytest.mark.parametrize(
    "change",
    [{"value": 5}, {"value": 35}, {"step": 0, "value": 12.5}, {"id": "outside", "most": 205}],
)
def test_sound_assumptions_are_taken(change):
    """Ends of the range, values that players may not change, comparisons above all."""
    assert VillageAssumption.model_validate(SOUND | change)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"value": 4}, "not between 5 and 35"),
        ({"value": 36}, "not between"),
        ({"step": 4}, "whole steps of 4"),
        ({"value": 12}, "whole steps"),
        ({"value": 12.5, "least": 7.5, "most": 37.5}, "whole number"),
        ({"most": 105}, "at most 100 percent"),
    ],
)
def test_unsound_ones_are_told(change, says):
    """The sentence names the number and its bounds."""
    with pytest.raises(ValidationError) as caught:
        VillageAssumption.model_validate(SOUND | change)

    assert says in caught.value.errors()[0]["ctx"]["error"].message.render("en")


def test_each_number_of_the_model_is_named_once():
    """One missing, or one twice, is told by name."""
    full = [VillageAssumption.model_validate(SOUND | {"id": name.value}) for name in Parameter]

    check_complete(full)
    for wrong in (full[1:], [*full, full[0]]):
        with pytest.raises(Unfit, match="'forget'"):
            check_complete(wrong)
