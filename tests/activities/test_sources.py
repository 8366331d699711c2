"""Citations are shown once each, with how sure they are and until when."""

import datetime as dt

import pytest

from tppo_kit.activities.sources import CERTAINTY_NAMES, cited_ids, notes_for
from tppo_kit.content.model import Certainty, Citation
from tppo_kit.content.signs import Source
from tppo_kit.language import LANGUAGES


@pytest.fixture
def source():
    """Give an invented source."""
    return Source(
        format="source/1",
        id="AA",
        title="Handbook",
        publisher="Office",
        year="2024",
        where="on paper",
        status=Certainty.VERIFIED,
        status_note="only in part",
        checked=dt.date(2025, 1, 2),
        check_by=dt.date(2026, 1, 2),
    )


def test_each_place_of_a_source_is_shown_once_and_in_order(source):
    """The same citation twice is one note; another page of the same source is another."""
    citations = [Citation(source="AA", at=at) for at in ("p. 2", "p. 1", "p. 2", "")]

    assert [note.at for note in notes_for(citations, {"AA": source})] == ["p. 2", "p. 1", ""]


def test_an_unknown_source_is_left_out(source):
    """A person is never shown an empty citation; the check tells the author."""
    citations = [Citation(source="BB"), Citation(source="AA")]

    assert [note.title for note in notes_for(citations, {"AA": source})] == ["Handbook"]


def test_a_note_says_everything_about_its_source(source):
    """Title, publisher, year, place, certainty and both days of checking are all there."""
    (note,) = notes_for([Citation(source="AA", at="p. 3")], {"AA": source})

    assert (note.title, note.publisher, note.year) == ("Handbook", "Office", "2024")
    assert (note.where, note.at, note.remark) == ("on paper", "p. 3", "only in part")
    assert (note.checked, note.check_by) == ("2025-01-02", "2026-01-02")
    assert note.certainty == CERTAINTY_NAMES[Certainty.VERIFIED]


def test_every_certainty_has_its_own_words():
    """Nothing doubtful is worded like something seen in its source."""
    for language in LANGUAGES:
        words = {CERTAINTY_NAMES[certainty].render(language) for certainty in Certainty}

        assert len(words) == len(Certainty)


def test_cited_ids_gathers_all_groups():
    """Every source of every group is named once."""
    groups = [[Citation(source="AA"), Citation(source="BB")], [Citation(source="AA", at="x")], []]

    assert cited_ids(*groups) == {"AA", "BB"}
    assert cited_ids() == set()
