"""Lets some people open their pages, says how long each waited, and holds the pages open.

Run as ``python sessions_crowd.py <kind> <address> <people> <seconds> <patience>``: prints a line
of JSON once everybody has answered the first question or given up (after so many seconds of
patience each), and leaves when it reads a line.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import TYPE_CHECKING

from sessions_peers import MarimoPerson, PanelPerson, SolaraPerson, StreamlitPerson
from sessions_voila import KitPerson, VoilaPerson

if TYPE_CHECKING:
    from sessions_people import Person

KINDS: dict[str, type[Person]] = {
    "kit": KitPerson,
    "voila": VoilaPerson,
    "streamlit": StreamlitPerson,
    "panel": PanelPerson,
    "solara": SolaraPerson,
    "marimo": MarimoPerson,
}


async def visit(
    person: Person, after: float, patience: float, told: dict[str, list[object]]
) -> None:
    """Open a page after some seconds, answer, and stay; or give up."""
    await asyncio.sleep(after)
    start = time.perf_counter()
    try:
        async with asyncio.timeout(patience):
            await person.open()
            opened = time.perf_counter()
            await person.answer()
    except Exception as error:  # noqa: BLE001 - whatever a peer does is a result
        told["failed"].append(f"{type(error).__name__} {error}".strip())
        return
    told["opened"].append(opened - start)
    told["answered"].append(time.perf_counter() - opened)
    person.stay()


async def crowd(kind: str, address: str, number: int, seconds: float, patience: float) -> None:
    """Let so many people arrive evenly within some seconds."""
    people: list[Person] = []
    told: dict[str, list[object]] = {"opened": [], "answered": [], "failed": []}
    try:
        async with asyncio.timeout(patience):
            for _ in range(number):
                people.append(KINDS[kind](address))
                await people[-1].arrive()
        before = time.process_time()
        moments = [seconds * each / number for each in range(number)]
        await asyncio.gather(
            *(visit(each, at, patience, told) for each, at in zip(people, moments, strict=True))
        )
        print(json.dumps({**told, "cpu": time.process_time() - before}), flush=True)
        await asyncio.to_thread(sys.stdin.readline)
    finally:
        await asyncio.gather(*(person.leave() for person in people))


if __name__ == "__main__":
    said, where, *numbers = sys.argv[1:]
    asyncio.run(crowd(said, where, int(numbers[0]), float(numbers[1]), float(numbers[2])))
