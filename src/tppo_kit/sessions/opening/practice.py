"""Opening a practice: its signs, facts and cases gathered, and the memory that schedules them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from tppo_kit.activities.practice.activity import PracticeActivity
from tppo_kit.activities.practice.cases import FromVignette
from tppo_kit.activities.practice.drawn import FromMessages, FromShift
from tppo_kit.activities.practice.pool import Pool
from tppo_kit.activities.practice.stock import Stock
from tppo_kit.activities.sources import cited_ids
from tppo_kit.content.facts import Fact
from tppo_kit.content.items import ChoiceItem, Item, Quiz, Vignette
from tppo_kit.content.model import Lifecycle
from tppo_kit.content.programmes import Workshop
from tppo_kit.content.signs import Sign
from tppo_kit.content.simulations.practices import Practice
from tppo_kit.errors import NotFound
from tppo_kit.learning import memory
from tppo_kit.sessions.library import sources_of
from tppo_kit.sessions.opening import messages, shift

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tppo_kit.activities.practice.cases import CaseSource
    from tppo_kit.content.catalogue import Catalogue

T = TypeVar("T")


def opened(name: str, catalogue: Catalogue) -> PracticeActivity:
    """Return a practice as an activity.

    Raises:
        NotFound: if it is missing or has faults.
    """
    plan = catalogue.get(Practice, name)
    items = [item for item in catalogue.all(Item) if item.status is Lifecycle.ACTIVE]
    measuring = _measuring(catalogue)
    asked = [item for item in items if item.id not in measuring]
    signs, facts = catalogue.all(Sign), catalogue.all(Fact)
    stations = {each for place in plan.places for each in place.shifts}
    sets = {each for place in plan.places for each in place.messages}
    shifts = dict(_opened(stations, shift.opened, catalogue))
    rounds = dict(_opened(sets, messages.opened, catalogue))
    about = _about(items)
    sources = sources_of(cited_ids(*(item.from_ for item in asked)), catalogue)
    vignettes = [
        FromVignette(item, about[item.id], sources) for item in asked if isinstance(item, Vignette)
    ]
    pools = {}
    for place in plan.places:
        here = [sign for sign in signs if not set(sign.seen_by).isdisjoint(place.viewers)]
        drawn: list[CaseSource] = [
            FromShift(shifts[each]) for each in place.shifts if each in shifts
        ]
        for each in place.messages:
            if each in rounds:
                deck = rounds[each].deck
                drawn += [FromMessages(rounds[each], template) for template in deck.templates]
        pools[place.id] = Pool(here, [*vignettes, *drawn], _questions(asked, facts))
    prints = [record.fingerprint() for record in (*asked, *signs)]
    prints += [station.fingerprint for station in shifts.values()]
    prints += [each.fingerprint for each in rounds.values()]
    names = {sign.id: sign.name for sign in signs} | {fact.id: fact.title for fact in facts}
    stock = Stock(pools, names, about, sources, tuple(prints))
    return PracticeActivity(plan, stock, memory)


def _opened(
    names: Iterable[str], open_: Callable[[str, Catalogue], T], catalogue: Catalogue
) -> Iterator[tuple[str, T]]:
    """Yield what can be opened; what has faults is left out, and the others can be practised."""
    for name in sorted(names):
        with suppress(NotFound):
            yield name, open_(name, catalogue)


def _measuring(catalogue: Catalogue) -> set[str]:
    """Return the items of all tests before, after and long after a workshop.

    They measure only while nobody has practised them.
    """
    forms = set()
    for workshop in catalogue.all(Workshop):
        forms |= {form for block in workshop.blocks for form in block.forms}
        forms |= {test.form for test in workshop.follow_up}
    names = {form.partition(":")[2] for form in forms}
    return {item for quiz in catalogue.all(Quiz) if quiz.id in names for item in quiz.items}


def _about(items: Sequence[Item]) -> dict[str, tuple[str, ...]]:
    """Return what each item is about; a harmless vignette resembles the signs of its twin."""
    signs = {item.id: item.signs for item in items}
    return {
        item.id: tuple(signs.get(item.twin, ()))
        if isinstance(item, Vignette) and not item.truth.calls_for_action
        else (*item.signs, *item.facts)
        for item in items
    }


def _questions(items: Sequence[Item], facts: Sequence[Fact]) -> dict[str, list[ChoiceItem]]:
    """Return the short questions on each fact; to match or order things takes too long here."""
    known = {fact.id for fact in facts}
    found: dict[str, list[ChoiceItem]] = {}
    for item in (item for item in items if isinstance(item, ChoiceItem)):
        for fact in item.facts:
            if fact in known:
                found.setdefault(fact, []).append(item)
    return found
