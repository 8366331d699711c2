"""How far somebody has come in a programme, and which step is suggested next.

A module is suggested after the one before it: when the families of signs on which that one lets
people decide are mastered, or, where it has no such decisions, when it is done. This only
suggests; every notebook can always be opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from tppo_kit.content.cases import Scenario
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.items import Quiz, Sorter, Vignette
from tppo_kit.content.pages import MarkedMessage
from tppo_kit.content.programmes import SelfStudy, Unit
from tppo_kit.errors import NotFound
from tppo_kit.language import say
from tppo_kit.learning.mastery import mastery
from tppo_kit.sessions.profile import FAMILIES, named

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from tppo_kit.language import Message
    from tppo_kit.records import Judgement

MODULES = "modules/"
#: A sorter with this bin asks whether something is a sign at all.
_SIGN_BIN = "sign"


@dataclass(frozen=True, slots=True)
class Entry:
    """One notebook of a programme as a person stands to it.

    ``done`` of ``parts`` activities are finished; pages are read, not done. ``wait`` says after
    what a module is suggested, None where nothing speaks against it.
    """

    unit: Unit
    state: Literal["done", "begun", "new"]
    done: int
    parts: int
    wait: Message | None = None

    @property
    def is_module(self) -> bool:
        """Tell a module, which teaches, from a simulation, in which one practises."""
        return self.unit.notebook.startswith(MODULES)


def activities_of(unit: Unit) -> list[str]:
    """Return what is done in a notebook, without the pages that are read in it."""
    return [key for key in unit.activities if not key.startswith("page:")]


def entries(
    programme: SelfStudy,
    catalogue: Catalogue,
    done: Container[str],
    begun: Container[str],
    judgements: Sequence[Judgement],
) -> list[Entry]:
    """Return the sound notebooks of a programme in order.

    Args:
        programme: the one that was chosen.
        catalogue: the content, in the person's language.
        done: keys of the activities that this person has finished.
        begun: keys of those touched.
        judgements: all of this person's, oldest first.
    """
    sound = {unit.id: unit for unit in catalogue.all(Unit)}
    found: list[Entry] = []
    before: Entry | None = None
    mastered = _mastered(judgements)
    for unit in (sound[name] for name in programme.units if name in sound):
        keys = activities_of(unit)
        finished = sum(key in done for key in keys)
        state: Literal["done", "begun", "new"] = "new"
        if finished == len(keys):
            state = "done"
        elif any(key in begun for key in keys):
            state = "begun"
        is_module = unit.notebook.startswith(MODULES)
        wait = None
        if is_module and state == "new" and before is not None:
            wait = _wait(before, catalogue.data, mastered)
        entry = Entry(unit, state, finished, len(keys), wait)
        found.append(entry)
        before = entry if is_module else before
    return found


def _mastered(judgements: Sequence[Judgement]) -> Callable[[str], bool]:
    return cache(lambda family: mastery(judgements, family).mastered)


def _wait(before: Entry, data: Path, mastered: Callable[[str], bool]) -> Message | None:
    if before.state != "done":
        return say("Suggested after “{title}”", title=before.unit.title)
    open_ones = [family for family in families_of(data, before.unit) if not mastered(family)]
    if not open_ones:
        return None
    return say(
        "Suggested after “{title}” and practice: {names}",
        title=before.unit.title,
        names=named(open_ones[:2]),
    )


def families_of(data: Path, unit: Unit) -> tuple[str, ...]:
    """Return the families of signs on which a notebook lets people decide, by phase.

    Read once for all: what an author changes shows after the next start.
    """
    return _families(data, tuple(activities_of(unit)))


@cache
def _families(data: Path, keys: tuple[str, ...]) -> tuple[str, ...]:
    catalogue = Catalogue(data)
    found = {sign.split("-")[1] for key in keys for sign in _signs(key, catalogue)}
    return tuple(name for name in FAMILIES if name in found)


def _signs(key: str, catalogue: Catalogue) -> Iterator[str]:
    """Yield the signs of an activity's cases; questions of knowledge decide on nobody."""
    kind, _, name = key.partition(":")
    try:
        if kind == "scenario":
            yield from catalogue.get(Scenario, name).teaches
        elif kind == "quiz":
            for item in map(catalogue.item, catalogue.get(Quiz, name).items):
                yield from item.signs if isinstance(item, Vignette) else ()
        elif kind == "message":
            passages = catalogue.get(MarkedMessage, name).passages
            yield from (passage.sign for passage in passages if passage.sign)
        elif kind == "sorter":
            sorter = catalogue.get(Sorter, name)
            if any(each.id == _SIGN_BIN for each in sorter.bins):
                yield from (card.sign for card in sorter.cards if card.sign)
    except NotFound:
        return


def modules_done(found: Iterable[Entry]) -> tuple[int, int]:
    """Return how many modules are done, of how many."""
    modules = [entry for entry in found if entry.is_module]
    return sum(entry.state == "done" for entry in modules), len(modules)
