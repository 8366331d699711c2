"""The activities a room plays, opened once per language, and their states by replay."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from string import ascii_uppercase
from threading import RLock
from typing import TYPE_CHECKING, Any

from tppo_kit.activities.activity import RolePlay, replay
from tppo_kit.activities.blocks import Option, Options, Steppers
from tppo_kit.activities.documents import Paper
from tppo_kit.content.cases import Scenario
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.items import Quiz, Sorter
from tppo_kit.content.pages import MarkedMessage
from tppo_kit.content.programmes import Workshop
from tppo_kit.content.simulations.tabletops import Tabletop
from tppo_kit.content.surveys import Survey
from tppo_kit.language import DEFAULT
from tppo_kit.sessions.library import open_activity, quoted_facts

if TYPE_CHECKING:
    from pathlib import Path

    from tppo_kit.activities.activity import Activity
    from tppo_kit.activities.blocks import FactNote, View
    from tppo_kit.records import Event
    from tppo_kit.sessions.room.state import Stage

Facts = Callable[[str], "FactNote | None"]
#: What the console can start besides the programme, by the kind of the activity.
PLAYED: dict[str, type[Scenario | Quiz | Survey | Sorter | MarkedMessage | Tabletop]] = {
    "scenario": Scenario,
    "quiz": Quiz,
    "message": MarkedMessage,
    "sorter": Sorter,
    "tabletop": Tabletop,
    "survey": Survey,
}
#: States that are kept: each table needs its present one and the one before.
MOST_STATES = 200


class Playbook:
    """Opens activities by key; the content is read when an activity is first asked for."""

    def __init__(self, data: Path) -> None:
        """Read content from a folder."""
        self.data = data
        self._opened: dict[tuple[str, str], Activity] = {}
        self._facts: dict[str, Facts] = {}
        self._catalogues: dict[str, Catalogue] = {}
        self._titles: dict[str, tuple[tuple[str, str], ...]] = {}
        self._lock = RLock()
        self._states: OrderedDict[tuple[str, int, tuple[Event, ...]], Any] = OrderedDict()

    def activity(self, key: str, language: str = DEFAULT) -> Activity:
        """Return an activity.

        Raises:
            NotFound: with a sentence, if there is none or its content has faults.
        """
        found = self._opened.get((key, language))
        if found is None:
            found = open_activity(key, Catalogue(self.data, language))
            self._opened[key, language] = found
        return found

    def facts(self, language: str) -> Facts:
        """Return what looks up a fact by id in a language."""
        found = self._facts.get(language)
        if found is None:
            found = quoted_facts(Catalogue(self.data, language))
            self._facts[language] = found
        return found

    def catalogue(self, language: str = DEFAULT) -> Catalogue:
        """Return the content in a language; what was read once is kept."""
        return self._catalogues.setdefault(language, Catalogue(self.data, language))

    def titles(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return key and title of everything a room can start, without opening it.

        What people are asked weeks later is not offered: its cases would no longer be new.
        """
        found = self._titles.get(language)
        if found is None:
            catalogue = Catalogue(self.data, language)
            later = {
                test.form.partition(":")[2]
                for workshop in catalogue.all(Workshop)
                for test in workshop.follow_up
            }
            found = tuple(
                (f"{kind}:{record.id}", record.title)
                for kind, model in PLAYED.items()
                for record in catalogue.all(model)
                if kind != "quiz" or record.id not in later
            )
            self._titles[language] = found
        return found

    def roles(self, key: str) -> tuple[str, ...]:
        """Return the roles of an activity, none for most."""
        activity = self.activity(key)
        return activity.role_ids if isinstance(activity, RolePlay) else ()

    def state(self, key: str, seed: int, events: tuple[Event, ...]) -> Any:  # noqa: ANN401
        """Return the state of an activity after some events."""
        with self._lock:
            name = (key, seed, events)
            if name in self._states:
                self._states.move_to_end(name)
                return self._states[name]
            activity = self.activity(key)
            before = self._states.get((key, seed, events[:-1])) if events else None
            if before is None:
                found = replay(activity, seed, events)
            else:
                found = activity.apply(before, events[-1])
            self._states[name] = found
            while len(self._states) > MOST_STATES:
                self._states.popitem(last=False)
            return found

    def view(self, stage: Stage, language: str = DEFAULT) -> View:
        """Return what a shared play shows now."""
        state = self.state(stage.key, stage.seed, stage.events)
        return self.activity(stage.key, language).view(state)


def question(view: View) -> Options | None:
    """Return what a room can vote on: the one group of two open options or more.

    Single buttons beside it, such as "back", stay with the console.
    """
    groups = [
        block
        for block in view.blocks
        if isinstance(block, Options) and len(open_options(block)) > 1
    ]
    others = any(
        isinstance(block, Steppers) or (isinstance(block, Paper) and block.event)
        for block in view.blocks
    )
    if others or len(groups) != 1 or groups[0].event in {"confidence", "toggle"}:
        return None
    return groups[0]


def open_options(group: Options) -> tuple[Option, ...]:
    """Return the options of a group that can be chosen."""
    return tuple(option for option in group.options if option.state != "locked")


def asks_confidence(view: View) -> bool:
    """Tell whether a view asks nothing but how sure somebody is."""
    groups = [block.event for block in view.blocks if isinstance(block, Options)]
    return groups == ["confidence"]


def letters(group: Options) -> dict[str, str]:
    """Return the choice behind each letter, as ``event=value``: A for the first open option."""
    names = (f"{group.event}={option.value}" for option in open_options(group))
    return dict(zip(ascii_uppercase, names, strict=False))
