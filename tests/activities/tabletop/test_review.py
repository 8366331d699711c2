"""The debrief: everything is explained, on a phone only what is one's own."""

import pytest

from tppo_kit.activities.blocks import FactBlock, Feedback, Lines
from tppo_kit.activities.habits import Habit
from tppo_kit.activities.tabletop.review import review
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
    assert marks(view, "What it cost") == []


def test_harm_and_misses_are_listed_together(calm, course):
    """A suspicious table reads what it did to people, and what it left undone."""
    view = calm.view(course(calm, 1, Habit.SUSPICIOUS)[-1][0])

    assert sorted(marks(view, "What it cost")) == ["no"] * 5 + ["open"] * 3


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

    for words in ("may not do it, too late", "does not want this role", "nobody asked"):
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
