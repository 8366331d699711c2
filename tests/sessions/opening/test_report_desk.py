"""Opening a report desk: its signs, agencies and sources come with it."""

import pytest

from tppo_kit.activities.habits import Simulation
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import NotFound
from tppo_kit.sessions.opening.report_desk import opened
from tppo_kit.settings import REPOSITORY


@pytest.fixture(scope="module")
def library():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


def test_everything_it_names_is_there(library):
    """Signs and agencies by their ids, every source that is cited."""
    activity = opened("meja-desa", library)
    cited = {citation.source for report in activity.desk.reports for citation in report.from_}

    assert isinstance(activity, Simulation)
    assert activity.key == "report-desk:meja-desa"
    assert cited <= activity.sources.keys()
    assert {name for r in activity.desk.reports for name in r.signs} <= activity.signs.keys()
    assert {c.agency for c in activity.desk.channels if c.agency} == activity.agencies.keys()


@pytest.mark.parametrize("name", ["entah", "", "../meja-desa"])
def test_an_unknown_desk_is_not_found(library, name):
    """With a sentence, not a traceback."""
    with pytest.raises(NotFound):
        opened(name, library)
