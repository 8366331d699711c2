"""A page to read: paragraphs, points, facts in full, local contacts, each with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.activity import refuse
from tppo_kit.activities.blocks import (
    Block,
    ContactBlock,
    Entry,
    FactBlock,
    Heading,
    Lines,
    Prose,
    Sources,
    View,
)
from tppo_kit.activities.sources import notes_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tppo_kit.activities.blocks import ContactNote
    from tppo_kit.content.pages import Page, Section
    from tppo_kit.content.signs import Source
    from tppo_kit.records import Event, Outcome


class PageActivity:
    """Something to read; nothing is answered, so nothing is kept."""

    def __init__(
        self, page: Page, sources: Mapping[str, Source], contacts: tuple[ContactNote, ...] = ()
    ) -> None:
        """Take a sound page, the sources it cites and the local contacts."""
        self.page = page
        self.sources = sources
        self.contacts = contacts
        self.key = f"page:{page.id}"
        self.title = page.title
        self.about = page.about
        self.minutes = page.minutes
        self.fingerprint = page.fingerprint()

    def start(self, seed: int) -> None:
        """Return nothing: a page has no state."""

    def apply(self, state: None, event: Event) -> None:  # noqa: ARG002 - as every activity
        """Refuse everything."""
        raise refuse(event)

    def view(self, state: None) -> View:  # noqa: ARG002 - as every activity
        """Return the whole page."""
        blocks = [block for section in self.page.sections for block in self._section(section)]
        card = self.page.layout == "card"
        if not card:
            return View(self.title, tuple(blocks))
        return View(self.title, tuple(blocks), card=True, print_at=f"/print/{self.page.id}")

    def _section(self, section: Section) -> list[Block]:
        blocks: list[Block] = []
        if section.heading and (section.text or not section.points):
            blocks.append(Heading(section.heading))
        if section.text:
            blocks.append(Prose(section.text))
        if section.points:
            title = "" if section.text else section.heading
            points = tuple(Entry(point) for point in section.points)
            blocks.append(Lines(title, points, numbered=section.numbered))
        blocks += [FactBlock(fact) for fact in section.facts]
        if section.contacts:
            blocks.append(ContactBlock(self.contacts))
        notes = notes_for(section.from_, self.sources)
        if notes:
            blocks.append(Sources(notes))
        return blocks

    def outcome(self, state: None) -> Outcome | None:
        """Return None: reading is not judged."""

    def summary(self) -> str:
        """Return title, layout and length."""
        return f"{self.title}: {len(self.page.sections)} bagian [{self.fingerprint}]"
