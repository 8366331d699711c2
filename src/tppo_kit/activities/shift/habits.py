"""How people of different habits go through a shift."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tppo_kit.activities.habits import Habit
from tppo_kit.activities.shift.scoring import pair
from tppo_kit.activities.shift.state import Stage
from tppo_kit.records import Event, Rung

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tppo_kit.activities.shift.person import Person
    from tppo_kit.activities.shift.shift import ShiftActivity
    from tppo_kit.activities.shift.state import ShiftState

_SURE = {
    Habit.BY_THE_BOOK: "90",
    Habit.HASTY: "80",
    Habit.SUSPICIOUS: "100",
    Habit.SILENT: "60",
}


def next_of_habit(
    activity: ShiftActivity, state: ShiftState, habit: Habit, chance: Random
) -> Event:
    """Return the next event; every habit takes whichever shift chance gives it."""
    if state.stage is Stage.COVER:
        return Event("begin", chance.choice(activity.deck.settings).id)
    if state.stage is Stage.TOLD:
        return Event("next")
    if state.stage is Stage.CONFIDENCE:
        return Event("confidence", _SURE[habit])
    person = activity.at_counter(state)
    if state.stage is Stage.DECIDING:
        return Event("answer", _step(person, habit).value)
    if habit is Habit.BY_THE_BOOK:
        return next(_careful(activity, state, person), Event("decide"))
    return Event("decide")


def _step(person: Person, habit: Habit) -> Rung:
    if habit is Habit.BY_THE_BOOK:
        return person.finding.rung
    if habit is Habit.SUSPICIOUS:
        return Rung.URGENT
    if habit is Habit.HASTY:
        # The first impression: whatever catches the eye, be it nothing but an aside.
        return Rung.CONSULT if person.notices else Rung.NO_CONCERN
    return Rung.NO_CONCERN


def _careful(activity: ShiftActivity, state: ShiftState, person: Person) -> Iterator[Event]:
    """Yield what is still to be done with a person, while the share of time lasts.

    Papers first, then fields that disagree, then open questions where something gave pause; one
    open question to everybody.
    """
    setting = activity.dealer.settings[state.setting]
    after = setting.people - len(state.decisions) - 1
    if state.minutes - after * setting.minutes // setting.people < activity.deck.prices.ask_open:
        return
    looks = state.looks
    wanted = [clue.question for clue in person.clues] or [activity.deck.questions[0].id]
    for clue in person.clues:
        yield from _on_paper(state, clue.against or clue.shows)
    for question in wanted:
        if (question, "open") not in looks.asked:
            if looks.topic != question:
                yield Event("topic", question)
            yield Event("ask", f"{question}.open")


def _on_paper(state: ShiftState, fields: tuple[str, ...]) -> Iterator[Event]:
    looks = state.looks
    papers = [field.partition(".")[0] for field in fields]
    pairs = {pair(one, other) for one, other in pairwise(fields)}
    if len(set(papers)) == 1:
        if papers[0] not in looks.opened:
            yield Event("open", papers[0])
    elif pairs - looks.compared:
        for paper in papers:
            if paper not in looks.shown:
                yield Event("open", paper)
        for field in fields:
            if field != looks.held:
                yield Event("hold", field)
