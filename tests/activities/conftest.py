"""The real content, opened once, for the tests of the activities."""

import sys
from functools import cache
from pathlib import Path

import pytest

from tppo_kit.activities.habits import offered
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.rules.programmes import RECORD_OF, SHELVES
from tppo_kit.sessions.library import open_activity
from tppo_kit.settings import REPOSITORY

# What the tests here share lies beside them; they are no package.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def catalogue():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


@pytest.fixture(scope="session")
def opened(catalogue):
    """Give a function from a kind to all its real activities."""

    @cache
    def of_kind(kind):
        keys = (
            [f"{kind}:{name}" for name in catalogue.names(RECORD_OF.get(kind, kind))]
            if kind != "explorer"
            else SHELVES
        )
        return [open_activity(key, catalogue) for key in keys]

    return of_kind


@pytest.fixture(scope="session")
def pressable():
    """Give a function from an activity and a state to the events that its view offers."""

    def events(activity, state):
        return offered(activity.view(state))

    return events
