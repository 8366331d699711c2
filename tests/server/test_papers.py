"""What a seat made in a simulation, on paper: its own only, and only once there is something."""

import re
from random import Random

import pytest

from tppo_kit.activities.activity import Printable, replay
from tppo_kit.activities.habits import Habit, play_habit
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.language import shown
from tppo_kit.records import Event
from tppo_kit.sessions.library import open_activity
from tppo_kit.settings import REPOSITORY
from tppo_kit.store.attempts import new_attempt
from tppo_kit.store.log import Log

pytestmark = pytest.mark.server
CATALOGUE = Catalogue(REPOSITORY / "data")
KEYS = [
    f"tabletop:{CATALOGUE.names('tabletop')[0]}" if CATALOGUE.names("tabletop") else "tabletop:-",
    f"interview:{CATALOGUE.names('scenario')[0]}",
]


@pytest.fixture
def play(served):
    """Return a function that puts an attempt of a seat into the log, played by the book."""

    def played(seat, key, share=1.0):
        activity = open_activity(key, CATALOGUE)
        attempt = new_attempt(seat, key, activity.fingerprint, 1.0)
        _, events = play_habit(activity, attempt.seed, Habit.BY_THE_BOOK, Random(1))
        events = events[: round(share * len(events))]
        log = Log(served.database)
        for number, event in enumerate(events):
            state = replay(activity, attempt.seed, events[: number + 1])
            kept = Event(event.name, event.value, event.at, f"c{number}")
            log.append(attempt, number, kept, activity.outcome(state))
        log.close()
        return activity.paper(state)

    return played


def address(key):
    """Return where the paper of an activity lies."""
    return "/print/own/" + key.replace(":", "/")


@pytest.mark.parametrize("key", KEYS)
def test_what_was_made_can_be_printed(visitor, play, key):
    """After the end the page holds the paper, nothing to press, and no seat code."""
    code = visitor.sit_down()
    paper = play(code, key)
    answer = visitor.ask(address(key))

    assert isinstance(open_activity(key, CATALOGUE), Printable)
    assert answer.status == 200
    assert shown(paper.title, "id") in answer.prose
    assert not re.search(r"<(form|button|script)\b", answer.text)
    assert code not in answer.text
    assert "{" not in answer.prose


@pytest.mark.parametrize("key", KEYS)
def test_there_is_no_paper_before_the_end(visitor, play, key):
    """Halfway, and before the first event, the page is not there."""
    code = visitor.sit_down()
    before = visitor.ask(address(key)).status
    play(code, key, share=0.3)

    assert (before, visitor.ask(address(key)).status) == (404, 404)


def test_nobody_sees_the_paper_of_another_seat(served, play):
    """A visitor without a seat, or with another one, gets nothing."""
    owner, other, stranger = served.visitor(), served.visitor(), served.visitor()
    play(owner.sit_down(), KEYS[0])
    other.sit_down()

    assert owner.ask(address(KEYS[0])).status == 200
    assert other.ask(address(KEYS[0])).status == 404
    assert stranger.ask(address(KEYS[0])).status == 404


@pytest.mark.parametrize(
    "path",
    [
        *(
            "page/01-kartu",
            "quiz/tanda-1",
            "tabletop/entah",
            "entah/entah",
            "tabletop",
            "tabletop/",
        ),
        *("../page/01-kartu", "tabletop/%2e%2e", "scenario/umrah-bersama-ibu", "x" * 300),
    ],
    ids=lambda path: path[:40],
)
def test_other_addresses_are_a_sentence(visitor, path):
    """Activities that leave no paper, unknown names and ways out are 404 with a sentence."""
    visitor.sit_down()
    answer = visitor.ask(f"/print/own/{path}")

    assert answer.status == 404
    assert answer.why_no_sentence() is None
