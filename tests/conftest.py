"""What all tests stand on."""

import datetime as dt
import signal

import pytest

# A runner in the background ignores Ctrl-C and would pass that on to every program the tests
# start; those must answer to it as they do on a desk.
signal.signal(signal.SIGINT, signal.default_int_handler)

#: The day on which all content is checked; a fact that expires later breaks no test.
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True, scope="session")
def _today():
    """Hold the day on which everything is checked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tppo_kit.content.check._today", lambda: TODAY)
        yield
