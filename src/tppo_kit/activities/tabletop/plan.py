"""Making the joint plan: any role may put a step forward, the chair closes the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import refuse
from tppo_kit.activities.tabletop.circle import leader
from tppo_kit.activities.tabletop.state import Draft, Phase, Planned
from tppo_kit.errors import Refused
from tppo_kit.language import say

if TYPE_CHECKING:
    from tppo_kit.activities.tabletop.book import TableBook
    from tppo_kit.activities.tabletop.state import TableState
    from tppo_kit.records import Event


def planning(
    book: TableBook, state: TableState, role: str, words: list[str], event: Event
) -> TableState:
    """Return the state after take, owner, day, undo, drop or seal.

    Raises:
        Refused: if the step is planned already, or the role has no such step before it.
    """
    draft = state.draft_of(role)
    others = tuple(each for each in state.drafts if each.role != role)
    match words:
        case ["seal"]:
            if role != leader(book, state):
                raise Refused(say("The chair of the table does this; nothing has changed."))
            return replace(state, drafts=(), phase=Phase.HOT_WASH)
        case ["take", step] if step in book.steps and draft is None:
            if state.plan_of(step) or any(each.step == step for each in others):
                raise Refused(say("Somebody is planning this step already; nothing has changed."))
            return replace(state, drafts=(*others, Draft(role, step)))
        case ["undo"] if draft is not None:
            return replace(state, drafts=others)
        case ["drop", step] if state.plan_of(step) and draft is None:
            rest = tuple(each for each in state.planned if each.step != step)
            return replace(state, planned=rest)
        case ["owner", step, owner] if draft == Draft(role, step) and owner in book.roles:
            return replace(state, drafts=(*others, Draft(role, step, owner)))
        case ["day", step, day] if (
            draft and draft.step == step and draft.owner and day in map(str, book.record.days)
        ):
            done = Planned(step, draft.owner, int(day))
            return replace(state, drafts=others, planned=(*state.planned, done))
    raise refuse(event)
