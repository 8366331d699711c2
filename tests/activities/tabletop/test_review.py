"""The debrief: everything is explained, on a phone only what is one's own."""

from dataclasses import replace

import pytest

from tppo_kit.activities.blocks import FactBlock, Feedback, Lines
from tppo_kit.activities.habits import Habit
from tppo_kit.activities.tabletop.review import review
from tppo_kit.activities.tabletop.state import Decided
from tppo_kit.activities.tabletop.verdict import leaked
from tppo_kit.language import shown
from tppo_kit.views.draw import draw_text


@pytest.mark.parametrize("which", ["grave", "calm"])
@pytest.mark.parametrize("habit", [Habit.BY_THE_BOOK, Habit.SUSPICIOUS, Habit.SILENT, Habit.HASTY])
def test_every_part_is_explained(which, habit, request, course):
    """Each card, news and step has its reason; the truth, a question and sources follow."""
    activity = request.getfixturevalue(which)
    book, state = activity.book, course(activity, 4, habit)[-1][0]
    view = activity.view(state)
    text = draw_text(view, "id")

    assert book.record.why in text
    assert book.record.talk_about in text
    for step in book.record.steps:
        assert step.why in text
    for card in state.deal.cards:
        assert book.cards[card].text in text
    for name in state.deal.injects:
        assert next(o.why for o in book.injects[name].options if o.right) in text
    assert [b.fact for b in view.blocks if isinstance(b, FactBlock)] == book.record.facts
    assert any(isinstance(block, Feedback) and block.sources for block in view.blocks)
    assert view.print_at == f"/print/own/tabletop/{book.record.id}"


def marks(view, title):
    """Return the marks of the list whose English title begins so."""
    (lines,) = [
        b for b in view.blocks if isinstance(b, Lines) and shown(b.title, "en").startswith(title)
    ]
    return [entry.mark for entry in lines.entries]


def test_by_the_book_everything_is_marked_right(grave, course):
    """Whoever did as a careful colleague would reads it so."""
    view = grave.view(course(grave)[-1][0])

    for title in ("Card by card", "The news", "Step by step"):
        assert set(marks(view, title)) == {"yes"}
    assert not [b for b in view.blocks if isinstance(b, Lines) and "cost" in shown(b.title, "en")]


def test_harm_and_misses_are_listed_together(calm, course):
    """A suspicious table reads what it did to people, and what it left undone."""
    state = course(calm, 1, Habit.SUSPICIOUS)[-1][0]
    view = calm.view(state)
    told = sum(leaked(calm.book, state, card) for card in state.deal.cards)

    assert told
    assert sorted(marks(view, "What it cost")) == ["no"] * (5 + told) + ["open"] * 3


def test_a_phone_reads_of_what_was_told_only_if_it_heard_it(grave, course):
    """What leaked is listed with its reason; a role it was taken back from does not read it."""
    state = course(grave, 1, Habit.SUSPICIOUS)[-1][0]
    state = replace(state, decided=(Decided("tarik", "hentikan", 0.0),))
    cards = [c for c in grave.book.record.cards if c.person == "ratna" and c.id in state.deal.cards]
    costs = {
        role: next(
            [entry.text for entry in block.entries]
            for block in review(grave.book, state, role).blocks
            if isinstance(block, Lines) and shown(block.title, "en") == "What it cost"
        )
        for role in ("polisi", "pendamping")
    }

    assert cards
    assert all(card.text in costs["polisi"] for card in cards)
    assert not [card for card in cards if card.text in costs["pendamping"]]


def test_only_signs_of_dealt_cards_are_explained(grave, planning):
    """Nobody reads of a debt that no card spoke of."""
    tied = {card.id for card in grave.book.record.cards if card.sign == "T-REK-05"}
    cards = tuple(card for card in grave.book.cards if card not in tied)
    names = [
        [entry.text for block in review(grave.book, state, None).blocks for entry in entries(block)]
        for state in (
            planning(grave, cards=tuple(grave.book.cards)),
            planning(grave, cards=cards),
        )
    ]

    debt = grave.book.signs["T-REK-05"].name
    assert (debt in names[0], debt in names[1]) == (True, False)


def entries(block):
    """Return the entries of a list, none for another block."""
    return block.entries if isinstance(block, Lines) else ()


def test_each_fault_is_said_in_words(grave, planning):
    """Owner, day, order and consent are named where a step went wrong."""
    planned = [
        ("temui-rombongan", "desa", 7),
        ("dampingi", "pendamping", 0),
        ("tempat-aman", "ppa", 0),
    ]
    answers = {"ppa-tempat": "mau"}
    state = planning(grave, *planned, injects=("wartawan", "tarik"), answers=answers)
    text = draw_text(review(grave.book, state, None), "en")

    for words in ("task of another role, too late", "does not want this role", "nobody asked"):
        assert words in text


def test_a_refused_offer_is_explained(grave, dealt, course):
    """A step left out because somebody said no is right, and says why."""
    seed = next(
        seed for seed in range(50) if dict(grave.start(seed).deal.answers)["ppa-tempat"] == "belum"
    )
    text = draw_text(grave.view(course(grave, seed)[-1][0]), "en")

    assert "rightly left out. The person said no." in text


def test_a_phone_reads_about_its_own_cards(grave, course):
    """Cards of others are debriefed on the wall, not on a phone."""
    state = course(grave)[-1][0]
    own = marks(grave.view_for(state, "polisi"), "Card by card")

    assert len(own) == grave.book.record.hand
