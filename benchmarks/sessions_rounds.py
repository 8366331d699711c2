"""Rounds: people arrive at a server, wait, stay while it is measured, and leave."""

from __future__ import annotations

import json
import math
import os
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sessions_browser import Look, look
from sessions_servers import HERE, PEERS, Running, ServerError, System, python_of, running

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Of the environments, the one with what people need; see peers/requirements-streamlit.txt.
PEOPLE = "streamlit"
#: How many people, arriving evenly within how many seconds.
Size = tuple[int, int]
#: Seconds after which a person gives up, and after which they have left.
PATIENCE = 60
FAREWELL = 60


@dataclass(frozen=True, slots=True)
class Round:
    """What a crowd saw and what the server held and used for it.

    ``opened`` and ``answered`` are seconds, one for each person who got there; ``failed`` has
    the reason for each of the others. The costs are those of one session, but ``total``, which
    is the memory of the whole server in MB; ``cpu_people`` is what the people used themselves.
    """

    opened: list[float]
    answered: list[float]
    failed: list[str]
    cpu_people: float
    memory: float
    cpu: float
    processes: float
    threads: float
    total: float

    def __len__(self) -> int:
        """Return how many came."""
        return len(self.opened) + len(self.failed)

    def wait(self, share: float) -> float:
        """Return the seconds within which a share of all could answer; infinite if none could."""
        waits = sorted([*self.opened, *(math.inf for _ in self.failed)])
        return waits[math.ceil(share * len(waits)) - 1]


@dataclass
class Result:
    """Everything about one system; ``failure`` says what stopped it, if anything did."""

    system: System
    rounds: dict[Size, list[Round]] = field(default_factory=dict)
    look: Look | None = None
    failure: str = ""


class Crowd:
    """People in a process of their own, so that the server's cost is not theirs."""

    def __init__(self, server: Running, number: int, seconds: float) -> None:
        """Send them on their way."""
        self.process = subprocess.Popen(
            [
                str(python_of(PEOPLE)),
                str(HERE / "sessions_crowd.py"),
                *(server.system.kind, server.address, str(number), str(seconds), str(PATIENCE)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(PEERS)},
        )

    def told(self) -> dict[str, list[float]]:
        """Wait until everybody is there or has given up, and return what they saw."""
        line = self.process.stdout.readline()
        if not line:
            said = self.process.stderr.read().strip().splitlines()
            raise ServerError(f"the people broke down: {''.join(said[-1:])}")
        return json.loads(line)

    def leave(self) -> None:
        """Let them go."""
        try:
            self.process.communicate("\n", timeout=FAREWELL)
        finally:
            self.process.kill()


def one_round(server: Running, size: Size) -> Round:
    """Let people come, measure while they are there, let them go, and wait for silence."""
    server.rest()
    before = server.cost()
    crowd = Crowd(server, *size)
    try:
        told = crowd.told()
        server.rest()
        after = server.cost()
    finally:
        crowd.leave()
    there = max(1, len(told["opened"]))
    return Round(
        opened=told["opened"],
        answered=told["answered"],
        failed=[str(each) for each in told["failed"]],
        cpu_people=float(told["cpu"]),
        memory=(after.memory - before.memory) / there,
        cpu=(after.cpu - before.cpu) / there,
        processes=(after.processes - before.processes) / there,
        threads=(after.threads - before.threads) / there,
        total=after.memory,
    )


def measure(system: System, rounds: int, sizes: Sequence[Size]) -> Result:
    """Measure one system; whatever goes wrong with it is its result, and the rest is kept.

    Args:
        system: what to measure.
        rounds: how often; some people, and all at once, at most twice, the most of all once.
        sizes: one person, some, a full room, all of it at once, and far too many.
    """
    result = Result(system)
    one, some, room, at_once, many = sizes
    # The room comes first to a fresh server, because memory is counted there.
    plan = {room: rounds, some: min(rounds, 2), one: rounds, at_once: min(rounds, 2)}
    for each in (plan, {many: 1}):
        try:
            _visit(result, each)
        except Exception as error:  # noqa: BLE001 - whatever a peer does is a result
            reason = f"{type(error).__name__}: {error}".replace(str(HERE.parent), ".")
            result.failure = reason.splitlines()[0]
    return result


def _visit(result: Result, plan: dict[Size, int]) -> None:
    """Start a server and let each crowd of a plan come as often as it says."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(result.system, Path(folder)) as server,
    ):
        server.rest(60)
        first = one_round(server, (1, 0))  # the first view of all compiles and reads what is kept
        if first.failed:
            raise ServerError(first.failed[0])
        for size, times in plan.items():
            result.rounds[size] = [one_round(server, size) for _ in range(times)]
        if result.look is None:
            result.look = look(server)
