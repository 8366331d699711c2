"""A coordination table as an activity: for one person, one screen, or a phone for each role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.tabletop.book import TableBook
from tppo_kit.activities.tabletop.closing import paper
from tppo_kit.activities.tabletop.habits import next_event
from tppo_kit.activities.tabletop.review import review
from tppo_kit.activities.tabletop.screens import screen
from tppo_kit.activities.tabletop.state import Phase, TableState, deal
from tppo_kit.activities.tabletop.turns import taken, turn
from tppo_kit.activities.tabletop.verdict import outcome
from tppo_kit.errors import NotFound
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from tppo_kit.activities.blocks import Text, View
    from tppo_kit.activities.habits import Habit
    from tppo_kit.content.facts import Agency
    from tppo_kit.content.signs import Sign, Source
    from tppo_kit.content.simulations.tabletops import Tabletop
    from tppo_kit.records import Event, Outcome


class TabletopActivity:
    """Cards told, asked about or kept; news; one plan; a look back; a procedure to print."""

    def __init__(
        self,
        record: Tabletop,
        agencies: Mapping[str, Agency],
        signs: Mapping[str, Sign],
        sources: Mapping[str, Source],
    ) -> None:
        """Take a sound record, the agencies of its roles, its signs and cited sources."""
        self.book = TableBook(record, agencies, signs, sources)
        self.key = f"tabletop:{record.id}"
        self.title = record.title
        self.about = record.about
        self.minutes = record.minutes
        self.fingerprint = self.book.fingerprint()

    def start(self, seed: int) -> TableState:
        """Return the cover, with what the seed dealt."""
        return TableState(deal(self.book, seed))

    def apply(self, state: TableState, event: Event) -> TableState:
        """Return the state after an event of the role whose turn it is."""
        return taken(self.book, state, event)

    def view(self, state: TableState) -> View:
        """Return the one screen: the seat whose turn it is, at the end the debrief."""
        if state.phase is Phase.END:
            return review(self.book, state, None)
        return screen(self.book, state, None)

    @property
    def role_ids(self) -> tuple[str, ...]:
        """Return the roles of the table in order."""
        return tuple(self.book.roles)

    def role_name(self, role: str) -> Text:
        """Return what a role is called."""
        return self.book.roles[role].name

    def turn(self, state: TableState) -> str:
        """Return the role whose turn it is; before and after the play, the chair."""
        return turn(self.book, state)

    def view_for(self, state: TableState, role: str) -> View:
        """Return what the phone of one role may show: nothing of another hand.

        Raises:
            NotFound: if there is no such role at this table.
        """
        if role not in self.book.roles:
            raise NotFound(say("there is no role '{role}' at this table", role=role))
        if state.phase is Phase.END:
            return review(self.book, state, role)
        return screen(self.book, state, role)

    def outcome(self, state: TableState) -> Outcome | None:
        """Return judgements on cards, news and plan once the procedure is adopted."""
        if state.phase is not Phase.END:
            return None
        return outcome(self.book, state, self.fingerprint)

    def paper(self, state: TableState) -> View | None:
        """Return procedure and after-action report for paper, None before the end."""
        return paper(self.book, state) if state.phase is Phase.END else None

    def next_event(self, state: TableState, habit: Habit, chance: Random) -> Event:  # noqa: ARG002 - chance is in the deal
        """Return what a table of a habit does next."""
        return next_event(self.book, state, habit)

    def summary(self) -> str:
        """Return title and counts, without answers."""
        book = self.book
        counts = f"{len(book.roles)} peran, {len(book.cards)} kartu, {len(book.injects)} kabar"
        return f"{self.title}: {counts}, {len(book.steps)} langkah [{self.fingerprint}]"
