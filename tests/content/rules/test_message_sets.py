"""Message sets against the rest of the library: a round can always be drawn, half harmless."""

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.rules.message_sets import check_message_sets, faults
from tppo_kit.content.simulations.message_sets import MessageSet
from tppo_kit.settings import REPOSITORY


@pytest.fixture(scope="module")
def catalogue():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


@pytest.fixture(scope="module")
def deck(catalogue):
    """Give the set of the repository."""
    return catalogue.get(MessageSet, "obrolan-baru")


def codes(deck, catalogue, **changes):
    """Return the codes of what a changed set lacks."""
    return [fault.code for fault in faults(deck.model_copy(update=changes), catalogue)]


def test_the_sets_of_the_repository_can_be_drawn(catalogue):
    """Nothing is found in what is delivered."""
    assert list(check_message_sets(catalogue)) == []


def test_a_written_message_must_exist(deck, catalogue):
    """A name that leads nowhere is told, and the balance that it breaks."""
    written = [*deck.written[:-1], "tidak-ada"]

    assert codes(deck, catalogue, written=written) == ["L240", "B440"]


def test_half_of_the_written_messages_must_be_harmless(deck, catalogue):
    """One more of one side is told; twins together are fine."""
    assert codes(deck, catalogue, written=deck.written[:-1]) == ["B440"]
    assert codes(deck, catalogue, written=deck.written[:-2]) == []


def test_there_must_be_a_choice_of_written_messages(deck, catalogue):
    """With a single pair, the second could only be the twin of the first."""
    assert codes(deck, catalogue, written=deck.written[:2]) == ["B440"]
    assert codes(deck, catalogue, written=deck.written[:4]) == []


def test_none_need_be_written_by_hand(deck, catalogue):
    """A set that draws everything needs no list."""
    alone = deck.round.model_copy(update={"written": 0})

    assert codes(deck, catalogue, written=[], round=alone) == []


def template_with(deck, calling):
    """Return the first template with signs left in so many slots that have look-alikes."""
    template = deck.templates[0]
    alike = [slot for slot in template.slots if slot.alike and slot.signed][:calling]
    slots = [
        slot if slot in alike else slot.model_copy(update={"lines": [*slot.plain, *slot.alike]})
        for slot in template.slots
    ]
    return template.model_copy(update={"slots": slots})


def test_a_sign_that_calls_must_be_left_whatever_is_drawn(deck, catalogue):
    """With two look-alikes to draw, two slots with signs may both be taken; three may not."""
    for calling, found in ((2, ["B441"]), (3, [])):
        templates = [template_with(deck, calling), *deck.templates[1:]]

        assert codes(deck, catalogue, templates=templates) == found


def test_a_weak_sign_does_not_call(deck, catalogue):
    """A template whose signs are all weak cannot make a message that calls for action."""
    template = deck.templates[0]
    slots = []
    for slot in template.slots:
        weak = [line.model_copy(update={"sign": "T-DAR-03"}) for line in slot.signed]
        slots.append(slot.model_copy(update={"lines": [*slot.plain, *slot.alike, *weak]}))
    grown_up = template.model_copy(update={"slots": slots})
    child = grown_up.model_copy(update={"child": True})

    assert codes(deck, catalogue, templates=[grown_up, *deck.templates[1:]]) == ["B441"]
    assert codes(deck, catalogue, templates=[child, *deck.templates[1:]]) == []
