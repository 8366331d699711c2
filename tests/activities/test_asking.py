"""How items are asked and answered: in one go, several together, or one after the other."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.activities.asking import (
    asked,
    explained,
    in_steps,
    labels_of,
    may_seal,
    pick,
    shuffled_ids,
    text_of,
)
from tppo_kit.activities.blocks import Feedback, Lines, Options, View
from tppo_kit.activities.grading import is_right, option_ids
from tppo_kit.content.items import ChoiceItem, Item, MatchItem, OrderItem
from tppo_kit.errors import Refused
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_html, draw_text

COMMON = {"format": "item/1", "status": "active", "from": [{"source": "KIT"}], "question": "Apa?"}
NAMES = ["satu", "dua", "tiga", "empat", "lima", "enam"]


def order(count=4):
    """Return steps to be put in order."""
    steps = [{"id": name, "text": f"Langkah {name}", "why": f"sebab {name}"} for name in NAMES]
    return OrderItem.model_validate(
        {**COMMON, "id": "urutan", "kind": "order", "steps": steps[:count]}
    )


def match(count=4):
    """Return pairs to be found."""
    pairs = [
        {"id": name, "left": f"Kiri {name}", "right": f"Kanan {name}", "why": f"sebab {name}"}
        for name in NAMES
    ]
    return MatchItem.model_validate(
        {**COMMON, "id": "pasangan", "kind": "match", "pairs": pairs[:count]}
    )


def question(kind):
    """Return an item of a kind that is answered by its options, the second of them wrong."""
    names = ["benar", "salah"] if kind == "true-false" else ["a", "b", "c"]
    rights = [True, False, kind == "several"]
    options = [
        {"id": name, "text": f"Teks {name}", "right": right, "why": f"sebab {name}"}
        for name, right in zip(names, rights, strict=False)
    ]
    return ChoiceItem.model_validate({**COMMON, "id": "tanya", "kind": kind, "options": options})


IN_TURN = [order(), match()]


def picked(item, *events):
    """Return what is picked after events written as a name, "undo" among them."""
    now = ()
    for name in events:
        now = pick(item, now, Event("undo") if name == "undo" else Event("answer", name))
    return now


def offered(blocks, event):
    """Return the values that can be pressed for an event."""
    groups = [b for b in blocks if isinstance(b, Options) and b.event == event]
    return [option.value for group in groups for option in group.options]


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_steps_are_never_shown_in_the_right_order(count):
    """Whatever the seed, reading the steps from above is not the answer."""
    item = order(count)
    for seed in range(2_000):
        shown = shuffled_ids(item, random.Random(seed))

        assert sorted(shown) == sorted(option_ids(item))
        assert not is_right(item, shown)


def test_real_steps_are_never_shown_in_the_right_order(catalogue):
    """The same holds for every item of the kit that asks for an order."""
    items = [item for item in catalogue.all(Item) if isinstance(item, OrderItem)]

    assert items
    for item in items:
        shown = {shuffled_ids(item, random.Random(seed)) for seed in range(200)}
        assert option_ids(item) not in shown
        assert len(shown) > 3


@pytest.mark.parametrize("item", IN_TURN, ids=["order", "match"])
def test_the_seed_decides_what_is_shown_first(item):
    """The same seed shows the same; over many seeds every answer stands first."""
    starts = [shuffled_ids(item, random.Random(seed)) for seed in range(100)]

    assert starts == [shuffled_ids(item, random.Random(seed)) for seed in range(100)]
    assert {shown[0] for shown in starts} == set(option_ids(item))


@pytest.mark.parametrize("item", IN_TURN, ids=["order", "match"])
def test_answers_are_picked_in_turn(item):
    """Each pick is put after the last one, in whatever order."""
    assert picked(item, "tiga", "satu") == ("tiga", "satu")
    assert picked(item, "tiga", "satu", "empat", "dua") == ("tiga", "satu", "empat", "dua")


@pytest.mark.parametrize("item", IN_TURN, ids=["order", "match"])
def test_the_last_pick_can_be_taken_back_until_none_is_left(item):
    """Undo frees the last answer for another place; with nothing picked it is refused."""
    assert picked(item, "tiga", "satu", "undo") == ("tiga",)
    assert picked(item, "tiga", "undo", "satu", "tiga") == ("satu", "tiga")
    with pytest.raises(Refused):
        picked(item, "tiga", "undo", "undo")


@pytest.mark.parametrize("item", IN_TURN, ids=["order", "match"])
@pytest.mark.parametrize(
    "event",
    [
        Event("answer", "satu"),
        Event("answer", ""),
        Event("answer", "tujuh"),
        Event("answer", "Kanan dua"),
        Event("toggle", "dua"),
        Event("seal"),
        Event("next"),
        Event("back"),
    ],
    ids=str,
)
def test_what_is_no_open_answer_is_refused(item, event):
    """An answer already used, an unknown one, and the verbs of other kinds change nothing."""
    with pytest.raises(Refused):
        pick(item, ("satu",), event)


@settings(database=None, deadline=None)
@given(data=st.data())
def test_no_answer_is_ever_used_twice(data):
    """Following only what is offered, a used answer is not offered again, and all fit at last."""
    item = data.draw(st.sampled_from([*IN_TURN, order(6), match(3)]))
    shown = shuffled_ids(item, random.Random(data.draw(st.integers(0, 99))))
    now = ()
    for _ in range(data.draw(st.integers(0, 12))):
        blocks = asked(item, now, shown)
        free, back = offered(blocks, "answer"), offered(blocks, "undo")

        assert free == [name for name in shown if name not in now]
        assert bool(back) is bool(now)
        assert bool(offered(blocks, "seal")) is may_seal(item, now) is (free == [])
        events = [Event("answer", name) for name in free] + [Event("undo")] * len(back)
        now = pick(item, now, data.draw(st.sampled_from(events)))


@pytest.mark.parametrize("item", IN_TURN, ids=["order", "match"])
def test_an_answer_in_steps_is_sealed_only_when_full(item):
    """One missing is too few."""
    names = option_ids(item)

    assert [may_seal(item, names[:count]) for count in range(5)] == [False] * 4 + [True]
    assert in_steps(item)


def test_other_kinds_keep_their_own_way():
    """Several are sealed with at least one; one-answer items are not answered in steps."""
    several, choice = question("several"), question("choice")

    assert in_steps(several)
    assert not in_steps(choice)
    assert not in_steps(question("true-false"))
    assert [may_seal(several, names) for names in ((), ("b",))] == [False, True]
    assert pick(several, ("a", "c"), Event("toggle", "b")) == ("a", "b", "c")
    assert pick(choice, (), Event("answer", "b")) == ("b",)
    with pytest.raises(Refused):
        pick(several, (), Event("answer", "a"))
    with pytest.raises(Refused):
        pick(choice, ("b",), Event("undo"))


def test_a_match_asks_for_one_left_side_after_the_other():
    """The legend names what is to be matched now; what was matched stands beside its left side."""
    item = match(3)
    blocks = asked(item, ("tiga",), ("dua", "tiga", "satu"))
    text = draw_text(View("x", blocks), "id")

    assert "Kiri dua" in text
    assert "Kiri satu → Kanan tiga" in text
    assert offered(blocks, "answer") == ["dua", "satu"]
    assert "Kiri tiga" not in text


def test_an_order_shows_what_was_picked_so_far():
    """The picked steps are numbered in the order of picking."""
    (lines,) = [b for b in asked(order(), ("dua", "satu"), NAMES[:4]) if isinstance(b, Lines)]

    assert [entry.text for entry in lines.entries] == ["Langkah dua", "Langkah satu"]
    assert {entry.mark for entry in lines.entries} == {""}
    assert lines.numbered


@pytest.mark.parametrize("item", [*IN_TURN, *map(question, ("choice", "several", "true-false"))])
def test_asking_tells_no_reason(item):
    """Before the answer is sealed neither a reason nor a mark is in what is shown."""
    names = option_ids(item)
    several = in_steps(item)
    for count in range(len(names) + 1 if several else 1):
        blocks = asked(item, names[:count], names[::-1])
        shown = [
            repr(blocks),
            draw_html(View("x", blocks), "id"),
            draw_text(View("x", blocks), "en"),
        ]

        assert "sebab" not in "".join(shown)
        assert text_of(item) in shown[0]


def test_no_real_item_in_turn_tells_its_reasons_while_asked(catalogue):
    """No explanation of any order or match of the kit is in a view before it is sealed."""
    items = [item for item in catalogue.all(Item) if isinstance(item, OrderItem | MatchItem)]

    assert {item.kind for item in items} == {"order", "match"}
    for item in items:
        shown = shuffled_ids(item, random.Random(1))
        whys = [part.why for part in (item.steps if item.kind == "order" else item.pairs)]
        for count in range(len(shown) + 1):
            text = repr(asked(item, shown[:count], shown))
            assert not any(why in text for why in whys)


@pytest.mark.parametrize("item", IN_TURN, ids=["order", "match"])
@pytest.mark.parametrize(
    ("answer", "marks"),
    [
        (("satu", "dua", "tiga", "empat"), ["yes", "yes", "yes", "yes"]),
        (("dua", "satu", "tiga", "empat"), ["no", "no", "yes", "yes"]),
        (("satu", "tiga", "empat", "dua"), ["yes", "no", "no", "no"]),
        (("dua", "tiga", "empat", "satu"), ["no", "no", "no", "no"]),
    ],
)
def test_an_explanation_marks_every_position(item, answer, marks):
    """What belongs there is listed in the right order, marked by what the person had put there."""
    blocks = explained(item, answer, ())
    (lines,) = [b for b in blocks if isinstance(b, Lines)]
    (feedback,) = [b for b in blocks if isinstance(b, Feedback)]
    right = "no" not in marks

    assert [entry.mark for entry in lines.entries] == marks
    assert [entry.remark for entry in lines.entries] == [f"sebab {name}" for name in NAMES[:4]]
    assert feedback.tone == ("good" if right else "poor")
    assert lines.folded is right
    texts = [draw_text(View("x", (Lines("", (entry,)),)), "id") for entry in lines.entries]
    assert all(name in text for name, text in zip(NAMES, texts, strict=False))


def test_the_reasons_for_a_wrong_answer_begin_where_it_went_astray():
    """The first two places that do not fit are explained; a right answer has a reason too."""
    (astray,) = [
        b
        for b in explained(order(), ("satu", "tiga", "empat", "dua"), ())
        if isinstance(b, Feedback)
    ]
    (right,) = [b for b in explained(order(), tuple(NAMES[:4]), ()) if isinstance(b, Feedback)]

    assert astray.text == "sebab dua sebab tiga"
    assert right.text == "sebab satu"


def test_every_answer_has_its_label():
    """Steps go by their text, pairs by their right side, options by their text."""
    assert labels_of(order(3))["dua"] == "Langkah dua"
    assert labels_of(match(3))["dua"] == "Kanan dua"
    assert labels_of(question("choice"))["b"] == "Teks b"
