"""Waiting for news, and who is there."""

import asyncio

import pytest
from alone import run

from tppo_kit.server.waiting import AWAY_SECONDS, Presence, Waiting

LONG = 30.0


@pytest.fixture
def clock():
    """Give a clock that a test moves by hand."""
    return [1000.0]


@pytest.fixture
def presence(clock):
    """Give presence by that clock."""
    return Presence(lambda: clock[0])


async def begin(waiting, *topics):
    """Begin to wait and return the task, once it waits."""
    task = asyncio.ensure_future(waiting.wait(topics, LONG))
    await asyncio.sleep(0)
    return task


def test_only_who_waits_for_a_topic_is_woken():
    """Waking one topic leaves the waiters of the others asleep."""

    async def play():
        waiting = Waiting()
        mine = await begin(waiting, "all", "seat:a")
        other = await begin(waiting, "all", "seat:b")
        waiting.wake("seat:a", "seat:nobody")
        await asyncio.wait_for(mine, 5)
        asleep = not other.done()
        waiting.wake("all")
        await asyncio.wait_for(other, 5)
        return asleep

    assert run(play())


def test_who_waits_in_vain_is_let_go():
    """After its time a wait ends by itself, at once if there is none left."""

    async def play():
        waiting = Waiting()
        await waiting.wait(["all"], 0.01)
        await waiting.wait(["all"], -5)
        return len(waiting)

    assert run(play()) == 0


def test_no_waiter_is_left_behind():
    """Whether woken, out of time or cancelled: nothing is kept of those who waited."""

    async def play():
        waiting = Waiting()
        tasks = [await begin(waiting, "all", f"seat:{n}", "watch") for n in range(300)]
        most = len(waiting)
        for task in tasks[:100]:
            task.cancel()
        waiting.wake(*(f"seat:{n}" for n in range(100, 200)))
        await asyncio.gather(*tasks[:200], return_exceptions=True)
        middle = len(waiting)
        waiting.wake("watch")
        await asyncio.gather(*tasks[200:])
        return most, middle, len(waiting)

    assert run(play()) == (302, 102, 0)


def test_an_open_page_is_present_however_long(presence, clock):
    """While a page waits, its seat is here."""
    presence.came("a")

    clock[0] += 10 * AWAY_SECONDS

    assert presence.here() == {"a"}


def test_a_silent_page_is_away_after_a_while(presence, clock):
    """A phone that closes stays a moment, then counts as away; coming back counts at once."""
    presence.came("a")
    presence.went("a")

    clock[0] += AWAY_SECONDS - 1
    soon = presence.here()
    clock[0] += 2
    later = presence.here()
    presence.came("a")

    assert (soon, later, presence.here()) == ({"a"}, set(), {"a"})


def test_of_two_pages_one_keeps_the_seat_present(presence, clock):
    """Closing one of two devices of a seat does not send it away."""
    presence.came("a")
    presence.came("a")
    presence.went("a")

    clock[0] += 10 * AWAY_SECONDS

    assert presence.here() == {"a"}
