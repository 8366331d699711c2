"""The pictures: who has told what, and the plan on a line of days."""

from dataclasses import replace

import pytest

from tppo_kit.activities.drawing import Box, Dot, Label
from tppo_kit.activities.tabletop.board import (
    WIDTH,
    day_name,
    in_order,
    mark_of,
    plan_drawing,
    table_drawing,
)
from tppo_kit.activities.tabletop.state import Decided, Handled
from tppo_kit.content.simulations.tabletop_parts import Handling
from tppo_kit.language import shown


def told(grave, dealt, card, handling, answers=None):
    """Return a state in which one card is decided."""
    state = dealt(grave, answers=answers)
    return replace(state, handled=(Handled(card, handling, 0.0),))


@pytest.mark.parametrize(
    ("card", "handling", "answers", "marks"),
    [
        ("klg-jadwal", Handling.SHARE, {}, ("shared", "shared")),
        ("klg-jadwal", Handling.ASK, {}, ("shared", "shared")),
        ("klg-jadwal", Handling.KEEP, {}, ("kept", "open")),
        ("ppa-paspor", Handling.ASK, {"ppa-paspor": "boleh"}, ("agreed", "agreed")),
        ("ppa-paspor", Handling.ASK, {"ppa-paspor": "sebagian"}, ("some", "open")),
        ("ppa-tempat", Handling.ASK, {"ppa-tempat": "belum"}, ("refused", "open")),
    ],
    ids=["shared", "needless", "kept", "agreed", "some", "refused"],
)
def test_a_stranger_sees_no_more_than_open(grave, dealt, card, handling, answers, marks):  # noqa: PLR0917
    """What was kept, refused or told to a few looks the same as undecided to others."""
    state = told(grave, dealt, card, handling, answers)

    assert (
        mark_of(grave.book, state, card, None),
        mark_of(grave.book, state, card, "desa"),
    ) == marks


def test_a_card_taken_back_looks_open_to_who_lost_it(grave, dealt):
    """After consent was withdrawn, the box of the card is told to a few, and open to that role."""
    state = told(grave, dealt, "ppa-paspor", Handling.ASK, {"ppa-paspor": "boleh"})
    state = replace(state, decided=(Decided("tarik", "hentikan", 0.0),))
    marks = [mark_of(grave.book, state, "ppa-paspor", role) for role in (None, "pendamping", "ppa")]

    assert marks == ["some", "open", "some"]


def test_those_who_were_told_see_that_a_few_know(grave, dealt):
    """A role among the few sees the mark."""
    state = told(grave, dealt, "ppa-paspor", Handling.ASK, {"ppa-paspor": "sebagian"})

    assert mark_of(grave.book, state, "ppa-paspor", "polisi") == "some"


def test_every_card_has_its_box_inside_the_picture(grave, course):
    """At every moment there is a box with a word for each card, and a line of words a role."""
    for state, _ in course(grave):
        drawing = table_drawing(grave.book, state)
        boxes = [shape for shape in drawing.shapes if isinstance(shape, Box)]

        assert len(boxes) == len(state.deal.cards)
        assert all(box.x >= 0 and box.x + box.width <= WIDTH for box in boxes)
        assert len(drawing.words) == len(grave.book.roles)


def test_the_words_say_what_the_boxes_show(grave, dealt):
    """Without the picture one learns the same counts."""
    state = dealt(grave)
    mine = [card for card in state.deal.cards if grave.book.cards[card].role == "polisi"]
    done = (Handled(mine[0], Handling.SHARE, 0.0), Handled(mine[1], Handling.KEEP, 0.0))
    words = table_drawing(grave.book, replace(state, handled=done)).words
    lines = [shown(line, "en") for line in words]

    assert "Polisi: 1 shared, 1 kept, 1 still open" in lines
    assert "BP3MI: 3 still open" in lines


def test_the_plan_stands_in_the_order_of_its_days(grave, planning):
    """Rows are numbered by day; each has its dot in the column of its day."""
    state = planning(grave, ("tanya-kabar", "ppa", 7), ("cek-dokumen", "bp3mi", 0))
    drawing = plan_drawing(grave.book, state)
    dots = [shape for shape in drawing.shapes if isinstance(shape, Dot)]
    labels = [shape.text for shape in drawing.shapes if isinstance(shape, Label)]

    assert [each.step for each in in_order(state)] == ["cek-dokumen", "tanya-kabar"]
    assert dots[0].x < dots[1].x
    assert "1. BP3MI" in labels
    assert "BP3MI" in shown(drawing.words[0], "id")


def test_what_harms_is_crossed_only_when_judged(grave, planning):
    """While planning every dot looks the same; afterwards the mark is not colour alone."""
    state = planning(grave, ("grebek", "polisi", 0))
    styles = [
        [
            s.style
            for s in plan_drawing(grave.book, state, judged=judged).shapes
            if isinstance(s, Dot)
        ]
        for judged in (False, True)
    ]

    assert styles == [["accent"], ["crossed"]]


def test_an_empty_plan_says_so(grave, planning):
    """Even nothing has words."""
    (words,) = plan_drawing(grave.book, planning(grave)).words

    assert shown(words, "en") == "No step yet."


def test_days_have_names():
    """Today and tomorrow are words, later days are counted."""
    assert [shown(day_name(day), "en") for day in (0, 1, 7)] == ["today", "tomorrow", "in 7 days"]
