"""What every simulation's record has in common."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.simulations.record import SimulationRecord

GIVEN = {"id": "uji", "title": "Uji", "about": "Satu uji.", "minutes": 20, "status": "draft"}


def test_a_record_holds_what_lists_show():
    """Name, title, sentence, length and station are all it takes."""
    record = SimulationRecord.model_validate(GIVEN)

    assert (record.title, record.minutes, record.status) == ("Uji", 20, "draft")


@pytest.mark.parametrize(
    "changed",
    [
        {"minutes": 2},
        {"minutes": 181},
        {"id": "Uji coba"},
        {"title": ""},
        {"status": "baru"},
        {"x": 1},
    ],
    ids=str,
)
def test_what_is_out_of_range_is_refused(changed):
    """Lengths, names and stations have their bounds, and unknown keys are faults."""
    with pytest.raises(ValidationError):
        SimulationRecord.model_validate(GIVEN | changed)
