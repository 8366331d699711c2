"""The next best five minutes: what is due now for one person, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.content.programmes import Unit
from tppo_kit.language import Message, say
from tppo_kit.learning.mastery import LEANING, SHARP, mastery
from tppo_kit.learning.memory import day_of, memories
from tppo_kit.sessions.profile import FAMILIES, family_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.records import Dated
    from tppo_kit.sessions.follow_up import FollowUp
    from tppo_kit.sessions.progress import Entry
    from tppo_kit.store.attempts import Result

PRACTICE = "practice:"
NOTEBOOKS = "/voila/render/"
FOLLOW_UP = "/follow-up"


@dataclass(frozen=True, slots=True)
class Next:
    """One thing to do now: where it is, what the button says, and the reason in a sentence."""

    address: str
    label: Message
    reason: Message


def next_five(  # noqa: PLR0913, PLR0917 - all that what is due depends on
    entries: Sequence[Entry],
    catalogue: Catalogue,
    results: Sequence[Result],
    earlier: Sequence[Dated],
    now: float,
    follow_up: FollowUp | None = None,
) -> Next | None:
    """Return what is best done next, None where nothing is left.

    First comes a follow-up test, since practice just before it would flatter what has stayed; then
    practice, once a day, if signs are due or a family is weak; then the programme's next notebook.

    Args:
        entries: of the programme chosen.
        catalogue: the content, in the person's language.
        results: of all finished attempts.
        earlier: all judgements, oldest first.
        now: seconds since 1970.
        follow_up: the test that is due after a workshop, if one is.
    """
    if follow_up is not None:
        reason = say("This shows what stays after a workshop. It takes about ten minutes.")
        return Next(FOLLOW_UP, follow_up.title, reason)
    practice = _practice(catalogue)
    if practice and not _practised(results, now):
        why = _why_practice(earlier, now)
        if why:
            return _to_practice(practice, why)
    for entry in entries:
        if entry.state != "done":
            return _go_on(entry)
    if practice:
        return _to_practice(practice, say("Everything is done; practice keeps it fresh."))
    return None


def _practice(catalogue: Catalogue) -> Unit | None:
    units = catalogue.all(Unit)
    found = (u for u in units if any(key.startswith(PRACTICE) for key in u.activities))
    return next(found, None)


def _to_practice(unit: Unit, reason: Message) -> Next:
    return Next(NOTEBOOKS + unit.notebook, say("Practise for five minutes"), reason)


def _practised(results: Iterable[Result], now: float) -> bool:
    """Tell whether there was practice today."""
    return any(
        result.activity.startswith(PRACTICE) and day_of(result.ended_at) == day_of(now)
        for result in results
    )


def _why_practice(earlier: Sequence[Dated], now: float) -> Message | None:
    remembered = memories(earlier, lambda judgement: judgement.signs)
    today = day_of(now)
    due = sum(memory.due <= today for memory in remembered.values())
    if due:
        return say("Due today before they are forgotten: {number} signs.", number=due)
    judgements = [dated.judgement for dated in earlier]
    weak = []
    for family in FAMILIES:
        found = mastery(judgements, family)
        if found.sensitivity is None or found.criterion is None:
            continue
        if found.sensitivity < SHARP or abs(found.criterion) > LEANING:
            weak.append((found.sensitivity, family))
    if not weak:
        return None
    return say("Hardest for you now: {name}.", name=family_name(min(weak)[1]))


def _go_on(entry: Entry) -> Next:
    address = NOTEBOOKS + entry.unit.notebook
    title = entry.unit.title
    if entry.state == "begun":
        reason = say(
            "You began this: {done} of {all} parts done.", done=entry.done, all=entry.parts
        )
        return Next(address, say("Go on: {title}", title=title), reason)
    reason = say("It comes next in your programme. {minutes} minutes.", minutes=entry.unit.minutes)
    return Next(address, say("Begin: {title}", title=title), reason)
