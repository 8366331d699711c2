"""The referral on disk, and short ways through it."""

from dataclasses import replace

import pytest

from tppo_kit.activities.referral.casework import File
from tppo_kit.activities.referral.round import RoundState
from tppo_kit.records import Event
from tppo_kit.sessions.library import open_activity


@pytest.fixture(scope="session")
def activity(catalogue):
    """Give the referral of the repository."""
    return open_activity("referral:rujukan", catalogue)


@pytest.fixture(scope="session")
def casework(activity):
    """Give its rules."""
    return activity.casework


@pytest.fixture(scope="session")
def desk(activity):
    """Give a function from a person and presses to the state after them."""

    def after(person, *presses, day=0):
        state = RoundState(order=(person,), file=File(person, day=day), begun=True)
        for press in presses:
            state = activity.apply(state, event(press))
        return state

    return after


def event(press):
    """Return the event written as name or name=value."""
    name, _, value = press.partition("=")
    return Event(name, value)


@pytest.fixture(scope="session")
def ring(casework):
    """Give a function from a service and an act to the presses that lead there."""

    def presses(service, *acts):
        group = casework.services[service].group
        steps = []
        for act in acts:
            stay = steps and steps[-1] == "act=talk"
            steps += [] if stay else [f"open={group}", f"pick={service}"]
            steps.append(f"act={act}")
        return steps

    return presses


@pytest.fixture(scope="session")
def file_of(casework):
    """Give a function from a person to a file in which everything was done well."""

    def well(person, **changes):
        file = File(person)
        for need in casework.people[person].needs:
            day = max(need.opens, need.yes_from, file.day)
            file = replace(file, day=day)
            file = casework.talked(file, need.id)
            file = casework.contacted(file, need.id, everything=False)
            due = casework.must_begin_by(file.contact(need.id))
            if need.slow:
                file = replace(file, reminded=(*file.reminded, (need.id, due - 1)))
        return replace(file, day=89, closed=True, **changes)

    return well
