"""How people of different habits sit at the table, for tests and rehearsals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.habits import Habit
from tppo_kit.activities.tabletop.state import Phase
from tppo_kit.activities.tabletop.turns import turn, undecided
from tppo_kit.activities.tabletop.verdict import able, fits, last_day
from tppo_kit.content.simulations.tabletop_parts import Handling
from tppo_kit.records import Event, Rung

if TYPE_CHECKING:
    from tppo_kit.activities.tabletop.book import TableBook
    from tppo_kit.activities.tabletop.state import TableState

#: A hasty table writes down this many steps and is done.
HASTY_STEPS = 3


def next_event(book: TableBook, state: TableState, habit: Habit) -> Event:
    """Return what a table of a habit does next; chance is in the deal alone."""
    if state.phase is Phase.COVER:
        return Event("begin")
    role = turn(book, state)
    if state.phase is Phase.SHARING:
        card = undecided(book, state, role)[0]
        return Event("card", f"{role}:{_handling(book, card, habit)}:{card}")
    if state.phase is Phase.INJECTS:
        number = len(state.decided)
        name = state.deal.injects[number]
        return Event("inject", f"{role}:{name}:{_option(book, state, number, habit)}")
    if state.phase is Phase.PLAN:
        return Event("plan", f"{role}:{_planning(book, state, role, habit)}")
    return _closing(book, state, role)


def _handling(book: TableBook, card: str, habit: Habit) -> Handling:
    if habit is Habit.BY_THE_BOOK:
        return book.cards[card].handling
    return Handling.KEEP if habit is Habit.SILENT else Handling.SHARE


def _option(book: TableBook, state: TableState, number: int, habit: Habit) -> str:
    options = book.injects[state.deal.injects[number]].options
    if habit is Habit.BY_THE_BOOK:
        return next(each.id for each in options if each.right)
    stance = {Habit.SUSPICIOUS: "loud", Habit.SILENT: "quiet"}.get(habit)
    matching = (each.id for each in options if each.stance == stance)
    return next(matching, state.deal.options[number][0])


def _planning(book: TableBook, state: TableState, role: str, habit: Habit) -> str:
    draft = state.draft_of(role)
    if draft is None:
        left = [name for name in _wanted(book, state, habit) if state.plan_of(name) is None]
        return f"take:{left[0]}" if left else "seal"
    step = book.steps[draft.step]
    if not draft.owner:
        owner = able(book, state, step)[0] if habit is Habit.BY_THE_BOOK else next(iter(book.roles))
        if habit is Habit.SUSPICIOUS:
            owner = _force(book)
        return f"owner:{step.id}:{owner}"
    in_time = [day for day in book.record.days if day <= last_day(book, state, step)]
    day = in_time[-1] if habit is Habit.BY_THE_BOOK else book.record.days[0]
    return f"day:{step.id}:{day}"


def _force(book: TableBook) -> str:
    """Return the role that may come at once: who does the right step of the highest rung."""
    urgent = (step for step in book.record.steps if step.rung is Rung.URGENT and step.owners)
    return next((step.owners[0] for step in urgent), book.record.chair)


def _wanted(book: TableBook, state: TableState, habit: Habit) -> list[str]:
    if habit is Habit.BY_THE_BOOK:
        return [step.id for step in book.record.steps if fits(book, state, step)]
    if habit is Habit.SUSPICIOUS:
        return [step.id for step in book.record.steps if step.rung is Rung.URGENT]
    return list(state.deal.steps[:HASTY_STEPS]) if habit is Habit.HASTY else []


def _closing(book: TableBook, state: TableState, role: str) -> Event:
    """Return the first answer of what follows the plan; none of it is right or wrong."""
    record = book.record
    if state.phase is Phase.HOT_WASH:
        question = record.hot_wash[len(state.washed)]
        return Event("hot-wash", f"{role}:{question.id}:{question.options[0].id}")
    if state.phase is Phase.FOLLOW_UP:
        if state.follow_ups and state.follow_ups[-1].days is None:
            return Event(
                "follow-up", f"{role}:due:{len(state.follow_ups) - 1}:{record.due_days[0]}"
            )
        return Event("follow-up", f"{role}:owner:{len(state.follow_ups)}:{role}")
    ways = record.procedure.questions
    if len(state.ways) < len(ways):
        question = ways[len(state.ways)]
        return Event("procedure", f"{role}:{question.id}:{question.options[0].id}")
    return Event("procedure", f"{role}:review:{record.procedure.review_months[0]}")
