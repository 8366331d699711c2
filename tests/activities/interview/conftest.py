"""A real interview, and the events of one way through its case."""

import pytest

from tppo_kit.records import Event
from tppo_kit.sessions.library import open_activity

CHOICES = ("tanya-terbuka", "bicara-berdua", "buka", "cukup", "tahan-cek", "sebut-fakta")


@pytest.fixture(scope="session")
def interview(catalogue):
    """Give an interview at a school, in which two of seven facts are noted below."""
    return open_activity("interview:magang-enam-bulan", catalogue)


@pytest.fixture(scope="session")
def talk():
    """Give the events of the case, up to how sure the person is."""
    chosen = [("choose", choice) for choice in CHOICES]
    return paced(("begin", ""), *chosen, ("confidence", "80"))


def paced(*pairs):
    """Return events five seconds apart."""
    return [Event(name, value, at=5.0 * at) for at, (name, value) in enumerate(pairs)]
