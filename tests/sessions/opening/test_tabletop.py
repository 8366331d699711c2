"""Opening a coordination table by its key."""

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import NotFound
from tppo_kit.sessions.library import open_activity
from tppo_kit.settings import REPOSITORY


@pytest.fixture(scope="module")
def catalogue():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


@pytest.mark.parametrize("name", ["keberangkatan-mendadak", "rombongan-magang"])
def test_everything_that_is_shown_is_gathered(catalogue, name):
    """Agencies, signs and sources of a table are there, and it knows its key."""
    activity = open_activity(f"tabletop:{name}", catalogue)
    record = activity.book.record

    assert activity.key == f"tabletop:{name}"
    assert set(activity.book.agencies) == {role.agency for role in record.roles if role.agency}
    assert set(activity.book.signs) == {*record.signs, *record.resembles}
    assert set(activity.book.sources) == {citation.source for citation in record.from_}


def test_an_unknown_table_is_told(catalogue):
    """A name without a file gets a sentence."""
    with pytest.raises(NotFound, match="there is no tabletop"):
        open_activity("tabletop:meja-hantu", catalogue)
