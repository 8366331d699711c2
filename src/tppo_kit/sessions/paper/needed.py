"""What a workshop needs on paper where nobody has a phone, and in how many copies."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Literal

from tppo_kit.activities.activity import RolePlay
from tppo_kit.cards.marks import CARDS
from tppo_kit.cards.sheet import PER_PAGE
from tppo_kit.language import say
from tppo_kit.sessions.library import open_activity

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.programmes import Workshop, WorkshopBlock
    from tppo_kit.language import Message

#: People in a hall of one laptop.
MOST_PEOPLE = 300
DEFAULT_PEOPLE = 20
#: Kinds of which there is a sheet for each person, and whether it has a key.
SHEETS = {"quiz": True, "test": True, "survey": False}


@dataclass(frozen=True, slots=True)
class Needed:
    """One thing to print.

    Attributes:
        what: sheets of questions, answer cards, or packs of role cards.
        title: of the activity; empty for the cards, which serve every vote.
        copies: how many sheets, cards or packs.
        address: where it is printed.
        key: where its key is printed, one copy; empty if it has none.
    """

    what: Literal["cards", "sheet", "survey", "roles"]
    title: Text
    copies: int
    address: str
    key: str = ""

    @property
    def how_many(self) -> Message:
        """Return the number of copies in words."""
        if self.what == "cards":
            return say(
                "{n} cards, one for each person: {pages} sheets of thick paper",
                n=self.copies,
                pages=pages_of_cards(self.copies),
            )
        if self.what == "roles":
            return say("{n} packs of role cards, one for each table", n=self.copies)
        if self.what == "survey":
            return say("{n} opinion sheets, one for each person", n=self.copies)
        return say("{n} question sheets, one for each person", n=self.copies)


def needed(workshop: Workshop, catalogue: Catalogue, people: int) -> tuple[Needed, ...]:
    """Return what is printed for a workshop of so many people, each paper once.

    Raises:
        NotFound: with a sentence, if an activity of the workshop has faults.
    """
    found: dict[str, Needed] = {}
    if any(block.way in {"together", "discuss"} for block in workshop.blocks):
        cards = answer_cards(people)
        found[cards.address] = cards
    for block in workshop.blocks:
        for key in _on_paper(block, workshop):
            each = paper_of(key, catalogue, people)
            found.setdefault(each.address, each)
    return tuple(found.values())


def answer_cards(people: int) -> Needed:
    """Return the cards for a hall; more people than there are numbers share theirs."""
    copies = min(people, CARDS[-1])
    return Needed("cards", "", copies, f"/console/print/cards?cards={copies}")


def pages_of_cards(copies: int) -> int:
    """Return how many sheets of paper the cards take, each printed on both sides."""
    return ceil(copies / PER_PAGE)


def _on_paper(block: WorkshopBlock, workshop: Workshop) -> list[str]:
    """Return what each person or table gets on paper in a block."""
    if block.forms:
        compared = any(each.kind == "before" for each in workshop.blocks)
        return list(block.forms if compared else block.forms[1:])
    kind = block.activity.partition(":")[0]
    by_table = block.way == "tables"
    return [block.activity] if by_table or (block.way == "each" and kind in SHEETS) else []


def paper_of(key: str, catalogue: Catalogue, people: int) -> Needed:
    """Return the sheets, or the packs, of one activity for so many people.

    Raises:
        NotFound: with a sentence, if it is gone or has faults.
    """
    activity = open_activity(key, catalogue)
    kind, _, name = key.partition(":")
    if isinstance(activity, RolePlay):
        tables = ceil(people / len(activity.role_ids))
        place = f"/console/print/roles/{name}"
        return Needed("roles", activity.title, tables, place, f"/console/print/key/{kind}/{name}")
    sheet = f"/console/print/sheet/{kind}/{name}"
    answers = f"/console/print/key/{kind}/{name}" if SHEETS[kind] else ""
    return Needed("sheet" if SHEETS[kind] else "survey", activity.title, people, sheet, answers)
