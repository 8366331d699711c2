"""What all tests stand on."""

import datetime as dt
import os
import signal

import pytest

# A runner in the background ignores Ctrl-C and would pass that on to every program the tests
# start; those must answer to it as they do on a desk.
signal.signal(signal.SIGINT, signal.default_int_handler)

#: The day on which all content is checked; a fact that expires later breaks no test.
TODAY = dt.date(2026, 11, 22)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with browsers, which take longest, so that no process is left alone with one.

    What drives a browser or a server gets a second try, because a machine may stumble; the
    summary names each test that needed it, and whoever sees one there mends it.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("server"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True, scope="session")
def _today():
    """Hold the day on which everything is checked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tppo_kit.content.check._today", lambda: TODAY)
        yield


@pytest.fixture(autouse=True)
def _environment():
    """Give back the environment as it was: verbs set what a server of the next test would read."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
