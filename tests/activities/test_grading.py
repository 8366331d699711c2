"""What an answer is worth: right, accepted, half right, and why."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.activities.grading import (
    Answer,
    is_right,
    judge,
    mark_of,
    option_ids,
    reason_for,
    right_answers,
)
from tppo_kit.content.items import ChoiceItem, MatchItem, OrderItem, Vignette
from tppo_kit.records import Rung

COMMON = {"format": "item/1", "status": "active", "from": [{"source": "KIT"}]}


def question(kind, rights):
    """Return an item of a kind with options a, b, … of which some are right."""
    names = ["benar", "salah"] if kind == "true-false" else "abcdef"
    options = [
        {"id": name, "text": f"text {name}", "right": right, "why": f"why {name}"}
        for name, right in zip(names, rights, strict=False)
    ]
    return ChoiceItem.model_validate(
        {**COMMON, "id": "one", "kind": kind, "question": "Q?", "options": options}
    )


def vignette(truth, accepts=()):
    """Return a short case with a truth and rungs that are accepted too."""
    return Vignette.model_validate(
        {
            **COMMON,
            "id": "two",
            "kind": "vignette",
            "text": "T",
            "truth": truth,
            "accepts": accepts,
            "why": {rung.value: f"why {rung.value}" for rung in Rung},
            "harmless": "H",
            "twin": "three",
            "form": "A",
            "signs": ["T-REK-01"],
            "people": [{"role": "applicant", "gender": "female", "age": 24}],
        }
    )


@pytest.mark.parametrize("kind", ["choice", "true-false"])
def test_the_one_right_option_is_right(kind):
    """Of one-answer items exactly the right option counts."""
    item = question(kind, [False, True])
    right, wrong = option_ids(item)[1], option_ids(item)[0]

    assert is_right(item, (right,))
    assert not is_right(item, (wrong,))
    assert (mark_of(item, right), mark_of(item, wrong)) == ("yes", "no")
    assert reason_for(item, (wrong,)) == f"why {wrong}"


@settings(database=None, deadline=None)
@given(
    rights=st.lists(st.booleans(), min_size=2, max_size=6).filter(lambda r: 0 < sum(r) < len(r)),
    data=st.data(),
)
def test_several_needs_all_right_options_and_no_other(rights, data):
    """One too few or one too many is not right; the reasons are those of the chosen ones."""
    item = question("several", rights)
    options = option_ids(item)
    picked = data.draw(st.sets(st.sampled_from(options), min_size=1))
    chosen = tuple(option for option in options if option in picked)

    assert is_right(item, chosen) is (picked == right_answers(item))
    assert reason_for(item, chosen) == " ".join(f"why {option}" for option in chosen)


@pytest.mark.parametrize("truth", list(Rung))
@pytest.mark.parametrize("chosen", list(Rung))
def test_a_vignette_is_right_on_its_rung_only(truth, chosen):
    """The truth is right, any other rung is not, and its reason is its own."""
    item = vignette(truth)

    assert is_right(item, (chosen.value,)) is (chosen is truth)
    assert reason_for(item, (chosen.value,)) == f"why {chosen.value}"


@pytest.mark.parametrize("chosen", list(Rung))
def test_an_accepted_rung_is_right_too(chosen):
    """Where colleagues would differ, both of their rungs count as right."""
    item = vignette(Rung.REFER, [Rung.CONSULT])
    judgement = judge(item, Answer("two", (chosen.value,), 80, 3.0))

    assert judgement.correct is (chosen in {Rung.REFER, Rung.CONSULT})
    assert judgement.right == "refer"


@pytest.mark.parametrize("truth", list(Rung))
@pytest.mark.parametrize("chosen", list(Rung))
def test_a_judgement_of_a_vignette_feeds_detection(truth, chosen):
    """It tells whether action was called for and whether it was called, from consult upwards."""
    judgement = judge(vignette(truth), Answer("two", (chosen.value,), 60, 4.5))

    action = {Rung.CONSULT, Rung.REFER, Rung.URGENT}
    assert judgement.signal is (truth in action)
    assert judgement.called is (chosen in action)
    assert (judgement.confidence, judgement.seconds) == (60, 4.5)
    assert judgement.signs == ("T-REK-01",)
    assert judgement.fingerprint == vignette(truth).fingerprint()


def test_a_judgement_of_a_question_detects_nothing():
    """Questions about knowledge are no calls for action and are not measured."""
    item = question("several", [True, False, True])
    judgement = judge(item, Answer("one", ("a", "c"), None, 2.0))

    assert (judgement.signal, judgement.called, judgement.confidence) == (None, None, None)
    assert (judgement.right, judgement.chosen, judgement.correct) == ("a+c", "a+c", True)
    assert (judgement.kind, judgement.subject) == ("several", "one")


def in_turn(kind):
    """Return an item whose parts a, b and c are put in order or matched."""
    parts = [{"id": name, "why": f"why {name}"} for name in "abc"]
    if kind == "order":
        steps = [{**part, "text": part["id"]} for part in parts]
        data = {**COMMON, "id": "one", "kind": kind, "question": "Q?", "steps": steps}
        return OrderItem.model_validate(data)
    pairs = [{**part, "left": f"l{part['id']}", "right": f"r{part['id']}"} for part in parts]
    data = {**COMMON, "id": "one", "kind": kind, "question": "Q?", "pairs": pairs}
    return MatchItem.model_validate(data)


@pytest.mark.parametrize("kind", ["order", "match"])
@pytest.mark.parametrize("chosen", [*permutations("abc")], ids="".join)
def test_in_turn_is_right_only_when_all_stand_in_order(kind, chosen):
    """One place astray is not right, and the judgement says what was chosen in which order."""
    item = in_turn(kind)
    judgement = judge(item, Answer("one", chosen, None, 2.0))

    assert is_right(item, chosen) is judgement.correct is (chosen == ("a", "b", "c"))
    assert (judgement.right, judgement.chosen) == ("a+b+c", "+".join(chosen))
    assert (judgement.kind, judgement.subject) == (kind, "one")
    assert (judgement.signal, judgement.called, judgement.confidence) == (None, None, None)


@pytest.mark.parametrize("kind", ["order", "match"])
def test_in_turn_explains_what_went_astray(kind):
    """The reasons are those of the first two places that do not fit, else the first one."""
    item = in_turn(kind)

    assert option_ids(item) == ("a", "b", "c")
    assert right_answers(item) == {"a", "b", "c"}
    assert reason_for(item, ("a", "b", "c")) == "why a"
    assert reason_for(item, ("a", "c", "b")) == "why b why c"
    assert reason_for(item, ("c", "a", "b")) == "why a why b"
