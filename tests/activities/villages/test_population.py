"""Names of what is assumed and counted, in the order in which the record gives them."""

import numpy as np

from tppo_kit.activities.villages.population import (
    COUNTED,
    HARMED,
    HELPED,
    HOME,
    SAFE,
    SILENT,
    Rules,
    Size,
)
from tppo_kit.content.simulations.village_assumptions import Parameter


def test_rules_stand_in_the_order_of_the_record():
    """Each number of the record comes to the rule of its name; "return" is a word of Python."""
    names = [name.value.replace("-", "_").replace("return", "homecoming") for name in Parameter]

    assert list(Rules._fields) == names


def test_a_status_fits_into_a_byte_and_home_is_none():
    """Whoever is not at home is found by asking for what is not zero."""
    statuses = np.array([HOME, SAFE, HARMED, SILENT, HELPED], np.uint8)

    assert HOME == 0
    assert len(set(statuses.tolist())) == 5
    assert len(set(COUNTED)) == len(COUNTED)
    assert Size() == (1000, 200)
