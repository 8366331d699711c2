"""A page is read: every part of it with its own sources, and nothing to answer."""

import pytest

from tppo_kit.activities.blocks import ContactBlock, ContactNote, FactBlock, Heading, Lines, Sources
from tppo_kit.activities.page import PageActivity
from tppo_kit.content.pages import Page
from tppo_kit.content.signs import Source
from tppo_kit.errors import Refused
from tppo_kit.records import Event

CONTACTS = (ContactNote("UPTD PPA", "Kabupaten contoh"),)


def page(*sections, layout="reading"):
    """Return a page activity with these sections."""
    record = Page.model_validate(
        {
            "format": "page/1",
            "id": "contoh",
            "title": "Contoh",
            "about": "Contoh.",
            "status": "active",
            "minutes": 1,
            "layout": layout,
            "sections": list(sections),
        }
    )
    return PageActivity(record, {}, CONTACTS)


def kinds(activity):
    """Return the types of the blocks that a page shows."""
    return [type(block).__name__ for block in activity.view(None).blocks]


def test_every_part_of_a_section_is_shown_in_order():
    """Heading, text, points, facts and contacts stand in the order of reading."""
    section = {"heading": "H", "text": "T", "facts": ["HUK-101"], "contacts": True}

    assert kinds(page(section)) == ["Heading", "Prose", "FactBlock", "ContactBlock"]
    assert kinds(page({"heading": "H", "points": ["a", "b"]})) == ["Lines"]
    assert kinds(page({"text": "T", "points": ["a"]})) == ["Prose", "Lines"]


def test_points_carry_the_heading_and_their_order(catalogue):
    """A numbered list is one, and its heading is that of the section."""
    section = {"heading": "H", "points": ["a", "b"], "numbered": True, "from": [{"source": "KIT"}]}
    activity = page(section)
    activity.sources["KIT"] = catalogue.get(Source, "KIT")
    lines, sources = activity.view(None).blocks

    assert (lines.title, lines.numbered) == ("H", True)
    assert isinstance(lines, Lines)
    assert isinstance(sources, Sources)


def test_a_card_can_be_printed_and_other_pages_not():
    """Only a pocket card is framed and has an address for paper."""
    card, reading = page({"text": "T"}, layout="card"), page({"text": "T"})

    assert (card.view(None).card, card.view(None).print_at) == (True, "/print/contoh")
    assert (reading.view(None).card, reading.view(None).print_at) == (False, "")


def test_the_local_contacts_stand_where_the_page_asks_for_them():
    """What was handed in is shown, missing services included."""
    (block,) = page({"contacts": True}).view(None).blocks

    assert block == ContactBlock(CONTACTS)


@pytest.mark.parametrize("name", ["begin", "next", "done", ""])
def test_there_is_nothing_to_answer(name):
    """A page refuses every event and never ends in an outcome."""
    activity = page({"facts": ["HUK-101"]})

    with pytest.raises(Refused):
        activity.apply(None, Event(name))
    assert activity.outcome(None) is None
    assert FactBlock("HUK-101") in activity.view(None).blocks
    assert Heading not in {type(block) for block in activity.view(None).blocks}
