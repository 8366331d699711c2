"""Pages that open at the same moment take turns."""

import asyncio
import contextlib

from alone import run

from tppo_kit.server.turns import Turns


def test_pages_are_ready_one_after_the_other():
    """With one place, the first to come is done before the second begins."""

    async def three():
        turns, told = Turns(1), []

        async def page(name):
            async with turns.turn():
                told.append(f"{name} begins")
                await asyncio.sleep(0.01)
                told.append(f"{name} ends")

        await asyncio.gather(*(page(name) for name in "abc"))
        return told

    told = run(three())

    assert told == [f"{name} {what}" for name in "abc" for what in ("begins", "ends")]


def test_a_stuck_page_does_not_hold_the_others():
    """Whoever has waited long enough goes on, and the place is not given back twice."""

    async def behind_a_stuck_one():
        turns, free, told = Turns(1, patience=0.01), asyncio.Event(), []

        async def stuck():
            async with turns.turn():
                await free.wait()

        held = asyncio.create_task(stuck())
        await asyncio.sleep(0)
        for name in "ab":
            async with turns.turn():
                told.append(name)
        free.set()
        await held
        return told, turns._places._value

    assert run(behind_a_stuck_one()) == (["a", "b"], 1)


def test_a_page_that_fails_gives_its_place_back():
    """A fault in one page leaves as many places as before."""

    async def failing():
        turns = Turns(1)
        with contextlib.suppress(ZeroDivisionError):
            async with turns.turn():
                _ = 1 / 0
        return turns._places._value

    assert run(failing()) == 1
