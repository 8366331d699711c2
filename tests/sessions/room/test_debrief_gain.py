"""The debrief compares the tests before and after, if enough people took both."""

import pytest

from tppo_kit.activities.blocks import Heading, Lines
from tppo_kit.language import shown
from tppo_kit.records import Event, Judgement, Outcome
from tppo_kit.sessions.room.debrief import room_debrief, wall_debrief
from tppo_kit.store.attempts import new_attempt

FORMS = ("test:kasus-a-1", "test:kasus-b-1")


@pytest.fixture
def host(host_of):
    """Give a host with a room of a programme with two tests."""
    made = host_of()
    made.open("lokakarya-petugas-90")
    return made


def go(host, *presses):
    """Do things at the console."""
    for press in presses:
        host.do("", *press.partition("=")[::2])


def compared(host):
    """Return the last section of the debrief, which must be the comparison."""
    heading, *told = room_debrief(host, "id").blocks[-2:]
    assert isinstance(heading, Heading)
    assert shown(heading.text, "en") == "Before and after"
    return [shown(block.text, "en") for block in told]


def sat_test(host, seat, key, right, of=10):
    """Write a finished attempt with some right answers of ten."""
    judgements = tuple(
        Judgement("choice", f"{key}-{n}", "f", (), "a", "a", n < right, None, None, None, 1.0)
        for n in range(of)
    )
    attempt = new_attempt(seat, key, "f", host.clock())
    event = Event("begin", at=host.clock())
    host.log.append(attempt, 0, event, Outcome(judgements, right, of))


def test_the_tests_are_compared_by_the_people_who_took_both(host):
    """Five people with 4, 5, 6, 7, 8 before and 6, 7, 8, 9, 10 after: 60, 80, and 20 more."""
    seats = [host.join(None) for _ in range(6)]
    go(host, f"stage=each before {' '.join(FORMS)}")
    for number, seat in enumerate(seats):
        sat_test(host, seat, FORMS[0], 4 + number)
    go(host, "clear=")
    one = compared(host)
    go(host, f"stage=each after {' '.join(FORMS)}")
    for number, seat in enumerate(seats[:4]):
        sat_test(host, seat, FORMS[1], 6 + number)
    few = compared(host)
    sat_test(host, seats[4], FORMS[1], 10)
    both = compared(host)

    assert one == ["Only one of the two tests has been taken, so there is nothing to compare."]
    assert few[0].startswith("Fewer than five people have finished both tests")
    assert both == [
        (
            "5 people took both tests. Right on average: 60 of 100 before, 80 of 100 after; "
            "difference +20."
        )
    ]
    assert not any(isinstance(block, Lines) for block in wall_debrief(host, "id").view.blocks)
    go(host, "clear=")
    (line,) = wall_debrief(host, "id").view.blocks[-1].entries
    assert shown(line.text, "en") == both[0]
