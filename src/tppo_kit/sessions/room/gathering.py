"""What a room has decided so far: the scenes with their votes, and judgements by person.

No judgement is gathered of what the room has not been shown: of a question that still stands on
the wall, and of a test before its second form has been taken, because the forms change hands.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tppo_kit.activities.scenario import ScenarioActivity
from tppo_kit.content.cases import Scenario
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.room import Decisions, disagreement, subject_of
from tppo_kit.sessions.room.judging import judgements
from tppo_kit.sessions.room.showing import Choice, asked_now

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tppo_kit.activities.blocks import Text
    from tppo_kit.records import Judgement
    from tppo_kit.sessions.room.host import OpenRoom, RoomHost
    from tppo_kit.sessions.room.state import Stage

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """A question of a shared play: what was read, asked and chosen, round by round.

    ``asks`` are the facilitator's questions written for it, none for most items of a quiz.
    """

    title: Text
    text: Text
    legend: Text
    choices: tuple[Choice, ...]
    rounds: tuple[Counts, ...]
    asks: tuple[str, ...]

    @property
    def votes(self) -> int:
        """Return how many chose before anybody talked."""
        return sum(self.rounds[0].values()) if self.rounds else 0

    @property
    def split(self) -> float:
        """Return how far the first votes were apart, 0 to 1; 0 without a vote."""
        if not self.votes:
            return 0.0
        return disagreement(self.rounds[0].values(), len(self.choices))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a subject was judged: in which activity, and what the facilitator asks there."""

    activity: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that the room has decided.

    Attributes:
        people: who took part, by phone, hand or card; the most at any one time.
        scenes: the most split first.
        decisions: each person's first judgement of each subject.
        origins: by ``kind:subject``.
        before: judgements of the tests before, by person.
        after: those of the tests after.
        tests: how many tests have begun, of each kind.
        untold: whether a test waits for its second form.
    """

    people: int
    scenes: tuple[Scene, ...]
    decisions: Decisions
    origins: Mapping[str, Origin]
    before: Decisions
    after: Decisions
    tests: tuple[int, int]
    untold: bool


@dataclass(frozen=True, slots=True)
class _Judged:
    """One judgement with who made it, when and where, and at which step of which stage."""

    at: float
    who: str
    activity: str
    judgement: Judgement
    place: tuple[int, int] | None = None


def gathered(host: RoomHost, language: str, *, for_all: bool = False) -> Gathered:
    """Return what the room has decided, for everybody only what nobody can be spoilt by.

    Raises:
        Refused: if no room is open.
    """
    room = host.running()
    state = room.state
    stages = [*state.past, *([state.stage] if state.stage else [])]
    if for_all:
        stages = [stage for stage in stages if _is_over(host, stage)]
    people = max([len(state.members), *(_most_votes(stage) for stage in stages)])
    scenes = [
        scene
        for stage in stages
        if stage.shared
        for step in _steps(stage, every=people < FEWEST)
        if (scene := _scene(host, stage, step, language)) is not None
    ]
    told = [s for s in stages if _is_told(room, s) and not (for_all and _twin_comes(host, room, s))]
    decisions, origins = _decided(host, room, told)
    tests = {kind: [s for s in stages if s.test == kind] for kind in ("before", "after")}
    by_test = {
        kind: _by_person(judged for stage in each for judged in _alone(host, room, stage))
        for kind, each in tests.items()
    }
    return Gathered(
        people,
        tuple(sorted(scenes, key=lambda scene: (-scene.split, -scene.votes))),
        decisions,
        origins,
        by_test["before"],
        by_test["after"],
        (len(tests["before"]), len(tests["after"])),
        any(not _is_told(room, stage) for stage in stages),
    )


def _is_over(host: RoomHost, stage: Stage) -> bool:
    """Tell whether a stage was put away, or its shared play has come to its end."""
    if stage.over_at is not None:
        return True
    if not stage.shared:
        return False
    play = host.playbook.state(stage.key, stage.seed, stage.events)
    return host.playbook.activity(stage.key).outcome(play) is not None


def _is_told(room: OpenRoom, stage: Stage) -> bool:
    """Tell whether nobody will meet what a stage asked in a test that is still to come."""
    if not stage.test or room.state.ended_at is not None:
        return True
    return any(each.test == "after" and each.keys == stage.keys for each in room.state.past)


def _twin_comes(host: RoomHost, room: OpenRoom, stage: Stage) -> bool:
    """Tell whether a case has a twin that the programme still plays."""
    state = room.state
    kind, _, name = stage.key.partition(":")
    if kind != "scenario" or state.ended_at is not None:
        return False
    twin = f"scenario:{host.playbook.catalogue().get(Scenario, name).twin}"
    present = state.stage
    if present is not None and twin in present.keys:
        return not _is_over(host, present)
    if any(twin in each.keys for each in state.past):
        return False
    return any(block.activity == twin for block in room.programme.blocks[max(0, state.block) :])


def _most_votes(stage: Stage) -> int:
    first = (sum(ballot.rounds[0].counts().values()) for ballot in stage.ballots)
    return max(first, default=0)


def _steps(stage: Stage, *, every: bool) -> list[int]:
    """Return the steps that were voted on and are closed, or every one that was passed."""
    if every:
        return list(range(len(stage.events)))
    return sorted(each.step for each in stage.ballots if not each.rounds[-1].open)


def _scene(host: RoomHost, stage: Stage, step: int, language: str) -> Scene | None:
    cut = replace(stage, events=stage.events[:step])
    asked = asked_now(host.playbook, cut, language)
    if not asked.choices:
        return None
    ballot = cut.ballot
    rounds = tuple(each.counts() for each in ballot.rounds) if ballot is not None else ()
    asks = _asks(host, cut)
    return Scene(asked.view.title, asked.view.announce, asked.legend, asked.choices, rounds, asks)


def _asks(host: RoomHost, stage: Stage) -> tuple[str, ...]:
    """Return what the notes of a case have the facilitator ask where a play stands."""
    activity = host.playbook.activity(stage.key)
    if not isinstance(activity, ScenarioActivity):
        return ()
    play = host.playbook.state(stage.key, stage.seed, stage.events)
    notes = host.playbook.catalogue().case(activity.scenario.id).notes
    return tuple(notes.questions(play.position.step))


def _decided(
    host: RoomHost, room: OpenRoom, stages: list[Stage]
) -> tuple[Decisions, dict[str, Origin]]:
    """Return each person's first judgement of each subject, and where subjects come from."""
    by_number = {stage.number: stage for stage in stages}
    together = [each for each in _together(host, room) if each.place and each.place[0] in by_number]
    alone = [each for stage in stages for each in _alone(host, room, stage)]
    found: dict[tuple[str, str], _Judged] = {}
    origins: dict[str, Origin] = {}
    for each in sorted([*together, *alone], key=lambda judged: judged.at):
        name = subject_of(each.judgement)
        if each.place is not None:
            stage, step = by_number[each.place[0]], each.place[1]
            if step >= len(stage.events):  # its answer has not been shown yet
                continue
            if name not in origins:
                asks = _asks(host, replace(stage, events=stage.events[:step]))
                origins[name] = Origin(each.activity, asks)
        origins.setdefault(name, Origin(each.activity, ()))
        found.setdefault((each.who, name), each)
    return _by_person(found.values()), origins


def _together(host: RoomHost, room: OpenRoom) -> Iterator[_Judged]:
    """Yield what shared plays showed of each person, the saved ones first."""
    saved = host.rooms.judgements(room.record.id)
    present = judgements(host.playbook, room.state.stage) if room.state.stage else []
    for each in [*saved, *present]:
        yield _Judged(each.at, each.seat, each.activity, each.judgement, (each.stage, each.step))


def _alone(host: RoomHost, room: OpenRoom, stage: Stage) -> Iterator[_Judged]:
    """Yield what each member did alone during a stage; of several attempts the first."""
    if stage.way != "each":
        return
    until = math.inf if stage.over_at is None else stage.over_at
    seen: set[tuple[str, str]] = set()
    for seat, result in host.log.results_between(stage.keys, stage.since, until):
        if seat in room.state.members and (seat, result.activity) not in seen:
            seen.add((seat, result.activity))
            for judgement in result.outcome.judgements:
                yield _Judged(result.ended_at, seat, result.activity, judgement)


def _by_person(found: Iterable[_Judged]) -> dict[str, list[Judgement]]:
    people: dict[str, list[Judgement]] = {}
    for each in found:
        people.setdefault(each.who, []).append(each.judgement)
    return people
