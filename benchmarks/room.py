"""The room under load: 30, 300 and 1,000 phones join within ten seconds and vote within five.

The real server in a process of its own, phones over raw sockets beside it on the same cores.
``--write`` puts the table into README.md.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "browser"))

from report import main, table  # noqa: E402
from rig import Server  # noqa: E402
from room_phones import PAUSE_SECONDS, Counts, Line, Phone  # noqa: E402

SIZES = (30, 300, 1000)
JOIN_SECONDS = 10.0
VOTE_SECONDS = 5.0
#: Until the last waiting page has what the console did.
SETTLE_SECONDS = 3.0
PROGRAMME = "lokakarya-petugas-45"
STAGE = "discuss - scenario:umrah-bersama-ibu"
MEGABYTE = 1024 * 1024


@dataclass
class Screen:
    """A wall or console that waits for news: when it showed how many votes."""

    path: str
    votes: re.Pattern[str]
    seen: list[tuple[float, int]] = field(default_factory=list)

    async def watch(self, port: int, cookie: str) -> None:
        """Wait for news for ever, as the real page does."""
        line, tag = Line(port), ""
        while True:
            answer = await line.ask(f"{self.path}?since={tag}", cookie)
            if answer.status == 200:
                told = json.loads(answer.text)
                tag, found = told["tag"], self.votes.findall(told["html"])
                count = int(found[0]) if found and found[0].isdecimal() else len(found)
                self.seen.append((time.perf_counter(), count))
            await asyncio.sleep(random.uniform(*PAUSE_SECONDS))

    def delays(self, sent: list[float], start: float) -> list[float]:
        """Return for the first vote sent, the second and so on, the seconds until it was shown.

        A vote that was never shown is infinitely late.
        """
        shown = [(at, count) for at, count in self.seen if at >= start]
        return [
            min((at for at, count in shown if count > number and at >= begun), default=float("inf"))
            - begun
            for number, begun in enumerate(sorted(sent))
        ]


class Console:
    """The facilitator's own line."""

    def __init__(self, port: int, folder: Path) -> None:
        """Remember the port and where the PIN is."""
        self.port = port
        self.line = Line(port)
        self.pin = (folder / "answers" / "pin").read_text(encoding="ascii").split()[0]
        self.cookie = ""

    async def enter(self) -> None:
        """Show the PIN."""
        answer = await self.line.ask("/pin", "", {"pin": self.pin})
        self.cookie = "; ".join(answer.cookies)

    async def act(self, *presses: str) -> None:
        """Do some things one after the other."""
        for press in presses:
            answer = await self.line.ask("/console/act", self.cookie, {"press": press})
            if answer.status != 200:
                raise RuntimeError(f"{press}: {answer.text[:200]}")


@dataclass
class Run:
    """What one size gave; each list has one entry a round."""

    counts: Counts = field(default_factory=Counts)
    acknowledged: list[list[float]] = field(default_factory=list)
    wall: list[list[float]] = field(default_factory=list)
    console: list[list[float]] = field(default_factory=list)
    static: list[list[float]] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    join_cpu: float = 0.0
    memory: float = 0.0
    lost: int = 0


def cpu_of(process: psutil.Process) -> float:
    """Return the CPU seconds that a process has used."""
    used = process.cpu_times()
    return float(used.user + used.system)


def memory_of(process: psutil.Process) -> float:
    """Return the proportional set size of a process in MB."""
    return float(process.memory_full_info().pss) / MEGABYTE


def spread(number: int, seconds: float) -> list[float]:
    """Return moments drawn evenly from some seconds."""
    return [random.uniform(0, seconds) for _ in range(number)]


async def one_round(run: Run, phones: list[Phone], console: Console, screens: list[Screen]) -> None:
    """Open a fresh vote, let every phone vote, and close it again."""
    await console.act(f"stage={STAGE}", "take=begin=")
    await asyncio.sleep(SETTLE_SECONDS)
    for phone in phones:
        phone.asked.clear()
    run.counts.took.clear()
    run.counts.sent.clear()
    start = time.perf_counter()
    await console.act("open=")
    moments = spread(len(phones), VOTE_SECONDS)
    await asyncio.gather(*(each.vote(n, moments[n]) for n, each in enumerate(phones)))
    await asyncio.sleep(SETTLE_SECONDS)
    await console.act("close=")
    run.acknowledged.append(list(run.counts.took))
    wall, panel = screens
    run.wall.append(wall.delays(run.counts.sent, start))
    run.console.append(panel.delays(run.counts.sent, start))


async def drive(server: Server, number: int, rounds: int) -> Run:
    """Let so many phones join and vote for some rounds."""
    run, process = Run(), psutil.Process(server.process.pid)
    console = Console(server.port, server.folder)
    await console.enter()
    await console.act(f"room={PROGRAMME}", "block=2")
    phones = [Phone(server.port, run.counts) for _ in range(number)]
    screens = [
        Screen("/wall/now", re.compile(r'class="answered">(\d+)')),
        Screen("/console/now", re.compile(" · ✓ ")),
    ]
    tasks = [asyncio.ensure_future(each.watch(server.port, console.cookie)) for each in screens]
    before = cpu_of(process)
    await asyncio.gather(
        *(phone.join(at) for phone, at in zip(phones, spread(number, JOIN_SECONDS), strict=True))
    )
    run.join_cpu = cpu_of(process) - before
    phones = [phone for phone in phones if phone.cookie]
    tasks += [asyncio.ensure_future(phone.wait()) for phone in phones]
    await asyncio.sleep(SETTLE_SECONDS)
    for _ in range(rounds):
        before = cpu_of(process)
        await one_round(run, phones, console, screens)
        run.cpu.append(cpu_of(process) - before)
        run.memory = max(run.memory, memory_of(process))
    for _ in range(min(rounds, 3)):
        took: list[float] = []
        moments = spread(len(phones), VOTE_SECONDS)
        files = (each.fetch("/kit/room.css", moments[n], took) for n, each in enumerate(phones))
        await asyncio.gather(*files)
        run.static.append(took)
    broken = [task.exception() for task in tasks if task.done()]
    run.counts.errors += [repr(error) for error in broken if error is not None]
    for task in tasks:
        task.cancel()
    for phone in phones:
        phone.close()
    return run


def lost(folder: Path, run: Run) -> int:
    """Return how many acknowledged votes are not in the log exactly once."""
    path = folder / "answers" / "tppo-kit.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        query = "select click, value from room_events where name = 'vote'"
        rows = connection.execute(query).fetchall()
    found: dict[str, list[str]] = {}
    for click, value in rows:
        found.setdefault(click, []).append(value)
    return sum(
        found.get(click) != [f"{mark} {choice}"] for click, mark, choice in run.counts.acknowledged
    )


def measure(number: int, rounds: int) -> Run:
    """Run one size on a server of its own."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        server.start()
        try:
            run = asyncio.run(drive(server, number, rounds))
            run.lost = lost(Path(folder), run)
        finally:
            server.kill()
    for error in sorted(set(run.counts.errors)):
        print(f"{number} phones: {run.counts.errors.count(error)} x {error}", file=sys.stderr)
    return run


def _steps(rounds: list[list[float]], unit: float, digits: int) -> str:
    """Return p50 / p95 / p99 as medians over the rounds, and the longest of all."""
    cuts = [statistics.quantiles(one, n=100) for one in rounds]
    found = [statistics.median(cut[place] for cut in cuts) for place in (49, 94, 98)]
    longest = max(max(one) for one in rounds)
    return " / ".join(f"{unit * each:.{digits}f}" for each in (*found, longest))


def _column(run: Run) -> list[str]:
    """Return one column of the table, in the order of ``WHAT``."""
    counts = run.counts
    return [
        _steps([counts.joined], 1000, 0),
        f"{run.join_cpu:.1f}",
        str(len(counts.errors)),
        _steps(run.acknowledged, 1000, 0),
        _steps(run.static, 1000, 0),
        f"{len(counts.acknowledged)} / {run.lost}",
        _steps(run.wall, 1, 2),
        _steps(run.console, 1, 2),
        f"{statistics.median(run.cpu):.1f}",
        f"{run.memory:.0f}",
        f"{counts.first_view / 1000:.1f}",
    ]


WHAT = (
    "joining, six requests (ms)",
    "CPU of the server while all join (s)",
    "errors",
    "vote acknowledged (ms)",
    "floor: static file, same pattern (ms)",
    "votes acknowledged / of these not in the log exactly once",
    "vote to wall (s)",
    "vote to console (s)",
    "CPU of the server for a round (s)",
    "memory of the server, most (MB PSS)",
    "first view of a phone (kB)",
)


def measured(rounds: int) -> str:
    """Return the table of all sizes."""
    columns: list[Any] = [_column(measure(number, rounds)) for number in SIZES]
    head = ("what", *(f"{number:,} phones" for number in SIZES))
    how = (
        f", tornado {version('tornado')}, SQLite {sqlite3.sqlite_version}; {rounds} rounds; "
        "times as p50 / p95 / p99 / longest"
    )
    return table(how, head, list(zip(WHAT, *columns, strict=True)))


if __name__ == "__main__":
    main(__doc__, 10, "room", measured)
