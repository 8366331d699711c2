"""Documents to inspect are plain data."""

import dataclasses

import pytest

from tppo_kit.activities.documents import Paper, PaperField


def test_a_field_without_an_id_cannot_be_pressed_and_nothing_changes_once_made():
    """A document is fixed, and a field can only be held against another where it has an id."""
    paper = Paper("passport", "Paspor", (PaperField("Nama", "Sari"),))

    assert paper.fields[0].id == paper.event == ""
    with pytest.raises(dataclasses.FrozenInstanceError):
        paper.title = "KTP"
