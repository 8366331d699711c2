"""The patrol game: plan ten days, see what came of it, plan again, and compare at the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import refuse
from tppo_kit.activities.patrol.debrief import debrief, timetable_on_paper
from tppo_kit.activities.patrol.ground import DAYS, Plan, ground_of
from tppo_kit.activities.patrol.habits import next_event
from tppo_kit.activities.patrol.plans import AS_GOOD, best, evenly, hottest, nobody, share
from tppo_kit.activities.patrol.screens import cover, planning, result
from tppo_kit.errors import Refused
from tppo_kit.language import say
from tppo_kit.records import Judgement, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from tppo_kit.activities.blocks import View
    from tppo_kit.activities.habits import Habit
    from tppo_kit.content.signs import Source
    from tppo_kit.content.simulations.patrols import Patrol
    from tppo_kit.records import Event

#: Mean shares of the best plan from which an ending is good, or at least mixed.
_GOOD, _MIXED = 0.75, 0.35


@dataclass(frozen=True, slots=True)
class PatrolState:
    """The plan in hand, and the plans of the rounds gone by.

    ``reviewing`` is True while the result of the last round is on the screen; ``since`` is when
    the plan came to the screen, ``seconds`` how long each plan took.
    """

    seed: int
    plan: Plan
    begun: bool = False
    reviewing: bool = False
    history: tuple[Plan, ...] = ()
    since: float = 0.0
    seconds: tuple[float, ...] = ()


class PatrolActivity:
    """Few units, many places, and recruiters who watch: rounds of ten days."""

    def __init__(self, patrol: Patrol, sources: Mapping[str, Source]) -> None:
        """Take a sound game and the sources it cites."""
        self.patrol = patrol
        self.sources = sources
        self.ground = ground_of(patrol)
        self.numbers = {post.id: number for number, post in enumerate(patrol.posts)}
        shifts = {shift.id: shift.name for shift in patrol.shifts}
        self.names = tuple(
            f"{place.name}, {shifts[post.shift].lower()}"
            for place in patrol.places
            for post in place.posts
        )
        self.key = f"patrol:{patrol.id}"
        self.title = patrol.title
        self.about = patrol.about
        self.minutes = patrol.minutes
        self.fingerprint = patrol.fingerprint()

    def start(self, seed: int) -> PatrolState:
        """Return the cover; units are nowhere yet, and a timetable is what one begins with."""
        return PatrolState(seed, replace(nobody(self.ground), fixed=True))

    def ended(self, state: PatrolState) -> bool:
        """Tell whether every round has been played and looked at."""
        return len(state.history) == self.patrol.rounds and not state.reviewing

    def apply(self, state: PatrolState, event: Event) -> PatrolState:
        """Return the state after begin, days, preset, mode, duty, run or next."""
        if self.ended(state):
            raise refuse(event)
        if not state.begun:
            if event.name != "begin":
                raise refuse(event)
            return replace(state, begun=True, since=event.at)
        if state.reviewing:
            if event.name != "next" or event.value:
                raise refuse(event)
            return replace(state, reviewing=False, since=event.at)
        if event.name == "run" and not event.value:
            return replace(
                state,
                reviewing=True,
                history=(*state.history, state.plan),
                seconds=(*state.seconds, max(0.0, event.at - state.since)),
            )
        return replace(state, plan=self._changed(state.plan, event))

    def _changed(self, plan: Plan, event: Event) -> Plan:
        if event.name == "days":
            return self._moved(plan, event)
        presets = {"even": evenly, "hottest": hottest, "clear": nobody}
        if event.name == "preset" and event.value in presets:
            return replace(plan, days=presets[event.value](self.ground).days)
        if event.name == "mode" and event.value in {"fixed", "dice"}:
            return replace(plan, fixed=event.value == "fixed")
        duties = {str(number) for number in range(self.ground.units + 1)}
        if event.name == "duty" and event.value in duties:
            return replace(plan, checks=int(event.value))
        raise refuse(event)

    def _moved(self, plan: Plan, event: Event) -> Plan:
        post, sign = event.value[:-1], event.value[-1:]
        if post not in self.numbers or sign not in {"+", "-"}:
            raise refuse(event)
        number = self.numbers[post]
        after = plan.days[number] + (1 if sign == "+" else -1)
        if not 0 <= after <= DAYS:
            raise Refused(say("A place gets between 0 and 10 days; nothing has changed."))
        if sign == "+" and sum(plan.days) >= self.ground.capacity:
            raise Refused(say("All days of your units are given out. Take one away elsewhere."))
        return replace(plan, days=(*plan.days[:number], after, *plan.days[number + 1 :]))

    def view(self, state: PatrolState) -> View:
        """Return cover, plan, result of a round, or the comparison at the end."""
        if not state.begun:
            return cover(self)
        if self.ended(state):
            return debrief(self, state)
        return result(self, state) if state.reviewing else planning(self, state)

    def outcome(self, state: PatrolState) -> Outcome | None:
        """Return a judgement on each round, and the shares of the best plan as points.

        Both count recruiters who know the plan, and expectations: luck of the draw is no merit.
        What checks cost the harmless is taken off before, so a round can count less than zero.
        """
        if not self.ended(state):
            return None
        shares = [share(self.ground, plan) for plan in state.history]
        right = written(best(self.ground))
        judgements = tuple(
            Judgement(
                kind="patrol-plan",
                subject=f"{self.patrol.id}.{number}",
                fingerprint=self.fingerprint,
                signs=(),
                right=right,
                chosen=written(plan),
                correct=reached >= AS_GOOD,
                signal=None,
                called=None,
                confidence=None,
                seconds=seconds,
            )
            for number, (plan, reached, seconds) in enumerate(
                zip(state.history, shares, state.seconds, strict=True), 1
            )
        )
        earned = max(0.0, sum(min(1.0, each) for each in shares))
        mean = earned / len(shares)
        ending = "good" if mean >= _GOOD else "mixed" if mean >= _MIXED else "poor"
        return Outcome(judgements, round(earned, 2), float(len(shares)), ending)

    def paper(self, state: PatrolState) -> View | None:
        """Return a drawn timetable of the last plan to print, None before the end."""
        return timetable_on_paper(self, state) if self.ended(state) else None

    def next_event(self, state: PatrolState, habit: Habit, chance: Random) -> Event:  # noqa: ARG002
        """Return what a person of a habit does next; none of them leaves it to chance."""
        return next_event(self, state, habit)

    def summary(self) -> str:
        """Return title and counts, without the best plan."""
        patrol = self.patrol
        return (
            f"{self.title}: {len(patrol.places)} tempat, {len(patrol.posts)} giliran, "
            f"{patrol.units} unit, {patrol.rounds} putaran [{self.fingerprint}]"
        )


def written(plan: Plan) -> str:
    """Return a plan as a short text for the log: mode, checking units, days of each post."""
    mode = "fixed" if plan.fixed else "dice"
    return f"{mode} {plan.checks} {'-'.join(map(str, plan.days))}"
