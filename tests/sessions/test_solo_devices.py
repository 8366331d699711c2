"""Several devices, several seats, and clocks that go wrong: one attempt at a time, none forgotten."""

from contextlib import suppress

import pytest
from sqlalchemy import func, select

from tppo_kit.errors import Overtaken
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Event
from tppo_kit.sessions.solo import Solo
from tppo_kit.store.tables import attempts

CASE = "scenario:umrah-bersama-ibu"


def begun(log):
    """Return how many attempts were begun."""
    with log._engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(attempts)).scalar_one()


def same(one, other):
    """Tell whether two sessions stand at the same point of the same attempt."""
    return (one._state, one._number, one._attempt.id) == (
        other._state,
        other._number,
        other._attempt.id,
    )


@pytest.fixture
def solo(log, seat, clock, opened):
    """Give a function that opens the case for the seat, as a new kernel would."""
    return lambda: Solo(opened(CASE), log, seat, clock)


def test_the_second_device_is_told_and_goes_on_from_there(solo, log):
    """Of two devices at the same step one is first; the other is told and sees where it stands."""
    phone = solo()
    phone.send(Event("begin", click="p0"))
    laptop = solo()
    phone.send(Event("choose", "tanya-terbuka", click="p1"))

    with pytest.raises(Overtaken) as told:
        laptop.send(Event("choose", "menebak", click="l0"))

    assert all(told.value.message.render(language) for language in LANGUAGES)
    assert same(phone, laptop)
    laptop.send(Event("choose", "bicara-terpisah", click="l1"))
    with pytest.raises(Overtaken):
        phone.send(Event("choose", "lanjut-saja", click="p2"))
    assert same(phone, laptop)
    assert [e.click for e in log.events(phone._attempt.id)] == ["p0", "p1", "l1"]


def test_two_devices_before_the_start_begin_one_attempt(solo, log):
    """Two devices showing the cover do not begin two attempts, of which one would be forgotten."""
    laptop, phone = solo(), solo()
    phone.send(Event("begin", click="p0"))
    phone.send(Event("choose", "tanya-terbuka", click="p1"))

    with pytest.raises(Overtaken):
        laptop.send(Event("begin", click="l0"))

    assert same(phone, laptop)
    assert begun(log) == 1


def test_answers_given_on_the_slower_device_are_found_again(solo):
    """Whoever looked at the cover first and starts last still comes back to the last answer."""
    laptop, phone = solo(), solo()
    phone.send(Event("begin", click="p0"))
    with suppress(Overtaken):
        laptop.send(Event("begin", click="l0"))
    laptop.send(Event("choose", "tanya-terbuka", click="l1"))

    assert same(laptop, solo())


@pytest.mark.parametrize("pause", [0, -1, -86_400 * 365])
def test_the_newest_attempt_is_resumed_whatever_the_clock_says(solo, clock, opened, walk, pause):
    """A laptop whose clock stands still or went back still shows the attempt begun last."""
    live = solo()
    for _ in range(6):
        for event in walk(opened(CASE)):
            live.send(event)
        clock.now = live._attempt.started_at - 1 + pause
        live.again()
        live.send(Event("begin", click="c0"))
        assert live._attempt.started_at == live.log.latest(live.seat, CASE).started_at
        assert same(live, solo())


def test_seats_do_not_see_each_other(solo, log, opened, clock):
    """Two people at the same activity have an attempt each."""
    log.add_seat("CCCC-CCCC", 1.0)
    solo().send(Event("begin", click="a"))
    other = Solo(opened(CASE), log, "CCCC-CCCC", clock)

    assert other._number == 0
    other.send(Event("begin", click="a"))
    assert begun(log) == 2
