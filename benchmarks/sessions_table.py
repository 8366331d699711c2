"""What the rounds gave, as rows of a table, and said plainly beside the aims."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING

from sessions_rounds import PATIENCE, Result, Round, Size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Of the sizes: one person, some, a full room, all of it at once, and far too many.
ONE, SOME, ROOM, AT_ONCE, MANY = range(5)
#: Below so many processes a session, people share one.
SHARED = 0.5


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value <= PATIENCE else f"> {PATIENCE}"


def _wait(rounds: list[Round], share: float) -> float:
    return statistics.median(one.wait(share) for one in rounds)


def _waits(rounds: list[Round]) -> str:
    return f"{_seconds(_wait(rounds, 0.5))} / {_seconds(_wait(rounds, 0.95))}"


def _answer(rounds: list[Round]) -> float:
    """Return the seconds from the first answer to its explanation, the 95th percentile."""
    late = [sorted(one.answered)[-(len(one.answered) // 20) - 1] for one in rounds if one.answered]
    return statistics.median(late) if late else math.inf


def _answers(rounds: list[Round]) -> str:
    late = _answer(rounds)
    return f"{1000 * late:.0f}" if late < math.inf else "none"


def _memory(rounds: list[Round]) -> float:
    return rounds[0].memory  # later rounds use again what the first has left


def _cpu(rounds: list[Round]) -> float:
    return statistics.median(one.cpu for one in rounds)


def _people(rounds: list[Round]) -> float:
    return statistics.median(one.cpu_people / max(1, len(one.opened)) for one in rounds)


def _kinds(rounds: list[Round]) -> str:
    return f"{rounds[0].processes:.1f} / {rounds[0].threads:.1f}"


def _failed(result: Result, sizes: Sequence[Size]) -> str:
    rounds = [one for size in sizes[:MANY] for one in result.rounds.get(size, [])]
    return f"{sum(len(one.failed) for one in rounds)} of {sum(map(len, rounds))}"


def _rows(sizes: Sequence[Size]) -> dict[str, tuple[int, Callable[[list[Round]], str]]]:
    """Return the rows that come from rounds: title, and of which size it is which figure."""
    some, room, many = (f"{sizes[n][0]} in {sizes[n][1]} s" for n in (SOME, ROOM, MANY))
    at_once = f"{sizes[AT_ONCE][0]} at once"
    return {
        "one person (s)": (ONE, lambda rounds: _seconds(_wait(rounds, 0.5))),
        f"{some}: p50 / p95 (s)": (SOME, _waits),
        f"{room}: p50 / p95 (s)": (ROOM, _waits),
        f"{at_once}: p50 / p95 (s)": (AT_ONCE, _waits),
        "first answer to its explanation, p95 (ms)": (ROOM, _answers),
        "memory of a session (MB PSS)": (ROOM, lambda rounds: f"{_memory(rounds):.1f}"),
        "CPU of a session (s)": (ROOM, lambda rounds: f"{_cpu(rounds):.2f}"),
        "CPU of its protocol client (s)": (ROOM, lambda rounds: f"{_people(rounds):.2f}"),
        "processes / threads of a session": (ROOM, _kinds),
        f"{many}: p50 / p95 (s)": (MANY, _waits),
        f"{many}: failed": (MANY, lambda rounds: str(len(rounds[0].failed))),
        f"{many}: whole server (MB PSS)": (MANY, lambda rounds: f"{rounds[0].total:.0f}"),
    }


def rows(results: Sequence[Result], sizes: Sequence[Size]) -> list[list[str]]:
    """Return the table, one column a system; what could not be measured says so."""
    found = []
    for title, (size, figure) in _rows(sizes).items():
        cells = [result.rounds.get(sizes[size]) for result in results]
        found.append([title, *(figure(cell) if cell else "failed" for cell in cells)])
    found.append(["failed in the other rounds", *(_failed(one, sizes) for one in results)])
    views = [(one.look.first, one.look.second) if one.look else () for one in results]
    for title, figure in (
        ("bytes on first / second view (kB)", lambda view: f"{view.bytes / 1000:.0f}"),
        ("requests on first / second view", lambda view: str(view.requests)),
        ("one person in Chromium, first / second view (s)", lambda view: f"{view.seconds:.2f}"),
    ):
        found.append([title, *(" / ".join(map(figure, view)) or "failed" for view in views)])
    return found


def _name(size: Size) -> str:
    """Return what the wait of a size is called."""
    number, seconds = size
    if number == 1:
        return "one person"
    return f"p95 of {number} in {seconds} s" if seconds else f"p95 of {number} at once"


def _figures(result: Result, sizes: Sequence[Size]) -> dict[str, float]:
    """Return what systems are compared by; less is better."""
    found: dict[str, float] = {}
    for size in sizes:
        if rounds := result.rounds.get(size):
            found[_name(size)] = _wait(rounds, 0.95)
    if room := result.rounds.get(sizes[ROOM]):
        found["first answer to its explanation"] = _answer(room)
        found |= {"memory": _memory(room), "CPU": _cpu(room)}
    if result.look:
        found["one person in Chromium, first view"] = result.look.first.seconds
        found["bytes on first view"] = result.look.first.bytes
        found["bytes on second view"] = result.look.second.bytes
    return found


def _verdicts(own: dict[str, float], sizes: Sequence[Size]) -> list[str]:
    """Say of each aim whether it is met."""
    room, at_once = _name(sizes[ROOM]), _name(sizes[AT_ONCE])
    lines = []
    for name, most, unit in ((room, 0.7, "s"), (at_once, 6, "s"), ("memory", 20, "MB")):
        verdict = "failed"
        if name in own:
            verdict = f"{own[name]:.2f} {unit}, {'met' if own[name] <= most else 'missed'}"
        lines.append(f"- Aim, {name}: at most {most:g} {unit}. The kit: {verdict}.")
    return lines


def beside(results: Sequence[Result], sizes: Sequence[Size]) -> list[str]:
    """Return the aims, met or missed, and in what each other system is ahead of the first.

    Args:
        results: of the kit first.
        sizes: how many people, within how many seconds, in the order of the constants above.
    """
    own = _figures(results[0], sizes)
    lines = _verdicts(own, sizes)
    for result in results[1:]:
        room = result.rounds.get(sizes[ROOM])
        if not room:
            continue
        theirs = _figures(result, sizes)
        ahead = [name for name in own if theirs.get(name, math.inf) < own[name]]
        kind = "one process for all" if room[0].processes < SHARED else "a process for each person"
        lines.append(
            f"- {result.system.title} ({kind}) is ahead of the kit in: "
            f"{', '.join(ahead) if ahead else 'nothing of this'}."
        )
    lines += [f"- {one.system.title} failed: {one.failure}." for one in results if one.failure]
    return lines
