"""An activity that fits itself to a learner, and one that leaves something to print."""

from dataclasses import replace

import pytest

from tppo_kit.activities.activity import begin_button
from tppo_kit.activities.blocks import Prose, View
from tppo_kit.records import Event, Judgement, Outcome
from tppo_kit.sessions.solo import Solo

MISSED = Judgement(
    *("shift-case", "a", "f", ("T-REK-06",), "refer", "inform", False, True, False, 80, 5.0)
)


class Fitting:
    """A game of one press; the event carries the signs of what was judged before."""

    key, title, about, minutes, fingerprint = "fitting:game", "Uji", "Uji", 1, "f"

    def start(self, seed):
        """Return no events yet; the seed says nothing here."""
        return () if seed >= 0 else None

    def apply(self, state, event):
        """Keep what the event carried."""
        return (*state, event.value)

    def view(self, state):
        """Offer the button."""
        return View(str(len(state)), (begin_button(),))

    def outcome(self, state):
        """Return one missed sign after the press."""
        return Outcome((MISSED,), 0.0, 1.0) if state else None

    def tailored(self, event, earlier):
        """Put the signs of all judgements into the event."""
        signs = {sign for each in earlier for sign in each.judgement.signs}
        return replace(event, value=",".join(sorted(signs)))

    def paper(self, state):
        """Return what the press carried, None before."""
        return View("Kertas", (Prose(state[0]),)) if state else None


@pytest.fixture
def fitting(log, seat, clock):
    """Give the game at a seat."""
    return Solo(Fitting(), log, seat, clock)


def test_a_first_play_knows_of_nothing(fitting):
    """Without earlier judgements the event carries nothing."""
    fitting.send(Event("begin"))

    assert fitting.log.events(fitting._attempt.id)[0].value == ""


def test_what_was_judged_before_is_in_the_saved_event(fitting, log, seat, clock):
    """The second play is told the first one's signs by its own event, so replay needs no more."""
    fitting.send(Event("begin"))
    fitting.again()
    fitting.send(Event("begin"))

    assert log.events(fitting._attempt.id)[0].value == "T-REK-06"
    assert Solo(Fitting(), log, seat, clock)._state == ("T-REK-06",)


def test_there_is_paper_once_something_was_made(fitting):
    """Before there is none, afterwards it shows the attempt's own."""
    before = fitting.paper()
    fitting.send(Event("begin"))

    assert before is None
    assert fitting.paper() == View("Kertas", (Prose(""),))


def test_most_activities_leave_no_paper(log, seat, clock, opened):
    """A case gives nothing to print."""
    assert Solo(opened("scenario:umrah-bersama-ibu"), log, seat, clock).paper() is None
