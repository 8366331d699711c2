"""Something to look around in: narrow it down group by group, open one entry, come back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import refuse
from tppo_kit.activities.blocks import Block, Option, Options, Prose, Text, View
from tppo_kit.language import Message, say
from tppo_kit.records import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tppo_kit.records import Event


@dataclass(frozen=True, slots=True)
class Group:
    """One way to narrow a shelf down: its legend and the values to choose from."""

    legend: Text
    values: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """One thing on a shelf: what the list shows, the groups it is in, and its own page.

    ``tags`` are ``group:value``; an entry without any tag of a group is not found through it.
    """

    id: str
    name: Text
    tags: frozenset[str]
    blocks: tuple[Block, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """What an explorer shows."""

    key: str
    title: Text
    about: Text
    minutes: int
    lead: Text
    groups: Mapping[str, Group]
    entries: tuple[ShelfEntry, ...]
    counted: str
    foot: tuple[Block, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ExplorerState:
    """What is looked at: the filters, an open entry, and which were opened so far."""

    filters: tuple[str, ...] = ()
    opened: str = ""
    seen: frozenset[str] = frozenset()
    done: bool = False


class ExplorerActivity:
    """A shelf to look around in; finished when the person says so."""

    def __init__(self, shelf: Shelf) -> None:
        """Take a shelf."""
        self.shelf = shelf
        self.entries = {entry.id: entry for entry in shelf.entries}
        self.key = shelf.key
        self.title = shelf.title
        self.about = shelf.about
        self.minutes = shelf.minutes
        prints = "".join(entry.fingerprint for entry in shelf.entries)
        self.fingerprint = hashlib.sha256(prints.encode()).hexdigest()[:12]

    def start(self, seed: int) -> ExplorerState:  # noqa: ARG002 - nothing here is drawn
        """Return the overview."""
        return ExplorerState()

    def apply(self, state: ExplorerState, event: Event) -> ExplorerState:
        """Return the state after by, open, back or done."""
        if event.name == "by" and self._may_narrow(state, event.value):
            return replace(state, filters=(*state.filters, event.value), opened="")
        if event.name == "open" and event.value in self.entries:
            return replace(state, opened=event.value, seen=state.seen | {event.value})
        if event.name == "back" and state.opened:
            return replace(state, opened="")
        if event.name == "back" and state.filters:
            return replace(state, filters=state.filters[:-1])
        if event.name == "done" and state.seen and not state.done:
            return replace(state, done=True, opened="", filters=())
        raise refuse(event)

    def _may_narrow(self, state: ExplorerState, tag: str) -> bool:
        kind, _, value = tag.partition(":")
        group = self.shelf.groups.get(kind)
        if group is None or value not in group.values:
            return False
        return kind not in _kinds(state.filters) and self._count((*state.filters, tag)) > 0

    def _matching(self, filters: Iterable[str]) -> list[ShelfEntry]:
        wanted = frozenset(filters)
        return [entry for entry in self.shelf.entries if wanted <= entry.tags]

    def _count(self, filters: Iterable[str]) -> int:
        return len(self._matching(filters))

    def view(self, state: ExplorerState) -> View:
        """Return the overview, a list, or one entry."""
        if state.opened:
            entry = self.entries[state.opened]
            return View(entry.name, (*entry.blocks, _back()), announce=entry.name)
        if state.filters:
            return self._list(state)
        return self._overview(state)

    def _overview(self, state: ExplorerState) -> View:
        blocks: list[Block] = [Prose(self.shelf.lead, "lead"), *self._narrowings(state)]
        everything = len(self.entries)
        if state.seen and not state.done:
            blocks.append(
                Options(
                    "done",
                    say("{seen} of {all} opened so far", seen=len(state.seen), all=everything),
                    (Option("", say("I have looked around enough")),),
                    layout="primary",
                )
            )
        return View(
            self.title,
            (*blocks, *self.shelf.foot),
            (len(state.seen), everything),
            announce=self.title,
        )

    def _narrowings(self, state: ExplorerState, *, fewer_than: int = 10_000) -> list[Block]:
        """Return the groups not used yet, with those values that leave something to see."""
        blocks: list[Block] = []
        for kind, group in self.shelf.groups.items():
            if kind in _kinds(state.filters):
                continue
            options = tuple(
                Option(f"{kind}:{value}", say("{label} ({number})", label=label, number=number))
                for value, label in group.values.items()
                if 0 < (number := self._count((*state.filters, f"{kind}:{value}"))) < fewer_than
            )
            if options:
                blocks.append(Options("by", group.legend, options, layout="tiles"))
        return blocks

    def _list(self, state: ExplorerState) -> View:
        labels = [self._label(tag) for tag in state.filters]
        title = joined(labels, " · ")
        matching = self._matching(state.filters)
        options = tuple(
            Option(entry.id, entry.name, note=say("opened") if entry.id in state.seen else "")
            for entry in matching
        )
        narrower = self._narrowings(state, fewer_than=len(matching))
        return View(
            title,
            (Options("open", say("Open one"), options), *narrower, _back()),
            announce=title,
        )

    def _label(self, tag: str) -> Text:
        kind, _, value = tag.partition(":")
        return self.shelf.groups[kind].values[value]

    def outcome(self, state: ExplorerState) -> Outcome | None:
        """Return an outcome without judgements once the person has looked around."""
        if not state.done:
            return None
        return Outcome((), float(len(state.seen)), float(len(self.entries)))

    def summary(self) -> str:
        """Return the title and what is on the shelf."""
        title = self.title.render("id") if isinstance(self.title, Message) else self.title
        return f"{title}: {self.shelf.counted} [{self.fingerprint}]"


def joined(texts: Iterable[Text], comma: str = ", ") -> Message:
    """Return texts as one, with commas or the like between."""
    parts = {f"part{number}": text for number, text in enumerate(texts)}
    pattern = comma.join(f"{{{name}}}" for name in parts)
    return say(pattern, **parts)


def _kinds(filters: Iterable[str]) -> set[str]:
    return {tag.partition(":")[0] for tag in filters}


def _back() -> Options:
    return Options("back", "", (Option("", say("Back")),), layout="row")
