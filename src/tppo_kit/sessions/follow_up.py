"""The tests 30, 90 and 180 days after a workshop: when one is due, and the attempt it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.content.programmes import Workshop
from tppo_kit.errors import NotFound
from tppo_kit.language import say
from tppo_kit.sessions.library import open_activity
from tppo_kit.sessions.solo import Solo
from tppo_kit.store.attended import attended, has_finished
from tppo_kit.store.open_rooms import ROOM_HOURS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.programmes import FollowUpTest
    from tppo_kit.language import Message
    from tppo_kit.store.attended import Attended
    from tppo_kit.store.log import Log

DAY = 86_400.0
#: Days after the workshop from which a test may be taken, each until the next begins. After a
#: year the last one would measure something else.
OPENS = {30: 25, 90: 80, 180: 165}
LAST_DAY = 365


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A test that belongs to a workshop; times in seconds since 1970."""

    days: int
    form: str
    room: str
    programme: str
    opens_at: float
    closes_at: float

    @property
    def purpose(self) -> str:
        """Return what its attempt is written with."""
        return str(self.days)

    @property
    def title(self) -> Message:
        """Return its name, for a button or a heading."""
        return _TITLES[self.days]


_TITLES = {
    30: say("Ten cases, a month later"),
    90: say("Ten cases, three months later"),
    180: say("Ten cases, half a year later"),
}


def due(log: Log, catalogue: Catalogue, seat: str, now: float) -> FollowUp | None:
    """Return the test that a seat may take now, None if there is none.

    It follows the last workshop that is over, and a form is taken once: who knows the cases by
    now would be measured by memory of them.
    """
    found = _present(log, catalogue, seat, now)
    if found is None or has_finished(log, seat, found.form):
        return None
    return found


def taken(log: Log, catalogue: Catalogue, seat: str, now: float) -> FollowUp | None:
    """Return the test that a seat has taken in the time that runs now, None if it has not."""
    found = _present(log, catalogue, seat, now)
    if found is None or not has_finished(log, seat, found.form, found.room):
        return None
    return found


def attempt_at(
    test: FollowUp, log: Log, catalogue: Catalogue, seat: str, clock: Callable[[], float]
) -> Solo:
    """Return the seat's own attempt at a test, where it was left.

    Raises:
        NotFound: if the form is gone, or has faults.
    """
    activity = open_activity(test.form, catalogue)
    return Solo(
        activity, log, seat, clock, since=test.opens_at, room=test.room, purpose=test.purpose
    )


def tests_of(workshop: Workshop, room: str, ended_at: float) -> tuple[FollowUp, ...]:
    """Return all tests that follow a workshop, with the time in which each may be taken."""
    return tuple(_timed(test, workshop, room, ended_at) for test in workshop.follow_up)


def _timed(test: FollowUpTest, workshop: Workshop, room: str, ended_at: float) -> FollowUp:
    later = [each.days for each in workshop.follow_up if each.days > test.days]
    last = OPENS[min(later)] if later else LAST_DAY
    opens_at, closes_at = ended_at + OPENS[test.days] * DAY, ended_at + last * DAY
    return FollowUp(test.days, test.form, room, workshop.id, opens_at, closes_at)


def _present(log: Log, catalogue: Catalogue, seat: str, now: float) -> FollowUp | None:
    """Return the test whose time it is, taken or not."""
    over = [each for each in attended(log, seat) if end_of(each) <= now]
    if not over:
        return None
    last = over[-1]
    try:
        workshop = catalogue.get(Workshop, last.programme)
    except NotFound:
        return None  # a programme that was taken away asks nothing of anybody
    tests = tests_of(workshop, last.room, end_of(last))
    return next((test for test in tests if test.opens_at <= now < test.closes_at), None)


def end_of(workshop: Attended) -> float:
    """Return when a workshop ended; one that nobody ended is over when its room closes."""
    if workshop.ended_at is not None:
        return workshop.ended_at
    return workshop.opened_at + ROOM_HOURS * 3600
