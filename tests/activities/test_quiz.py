"""A round of items: one order for a seed, one answer an item, a judgement for each."""

from collections import Counter

import pytest

from tppo_kit.activities.activity import RUNG_NAMES, replay
from tppo_kit.activities.blocks import Lines, Options
from tppo_kit.activities.grading import option_ids, right_answers
from tppo_kit.activities.quiz import QuizActivity
from tppo_kit.content.items import Vignette
from tppo_kit.errors import Refused
from tppo_kit.records import Event, Rung
from tppo_kit.sessions.transcript import exemplars

SEEDS = range(40)
IN_TURN = {"order", "match"}
KINDS = ["choice", "several", "true-false", "vignette", "order", "match"]


@pytest.fixture(scope="module")
def quiz(opened):
    """Give a round that holds every kind of item there is."""
    quizzes = opened("quiz")
    items = {name: item for quiz in quizzes for name, item in quiz.items.items()}
    first = {}
    for item in items.values():
        first.setdefault(item.kind, item)
    chosen = [*first.values(), *list(items.values())[:6]]
    unique = {item.id: item for item in chosen}.values()
    return QuizActivity(quizzes[0].quiz, [*unique], quizzes[0].sources)


def current(quiz, state):
    """Return the item on the screen."""
    return quiz.items[state.order[len(state.answers) - state.answered]]


def answer(quiz, state, picks, at=0.0, confidence="80"):
    """Return the state after answering the item on the screen with the given options.

    What is answered in turn needs every option; those not given follow in their own order.
    """
    item = current(quiz, state)
    if isinstance(item, Vignette):
        events = [Event("answer", picks[0], at), Event("confidence", confidence, at)]
    elif item.kind in IN_TURN:
        rest = [option for option in option_ids(item) if option not in picks]
        events = [*(Event("answer", pick, at) for pick in (*picks, *rest)), Event("seal", at=at)]
    elif item.kind == "several":
        events = [*(Event("toggle", pick, at) for pick in picks), Event("seal", at=at)]
    else:
        events = [Event("answer", picks[0], at)]
    for event in events:
        state = quiz.apply(state, event)
    return state


def until(quiz, kind, seed=1):
    """Return the first state in which an item of a kind is on the screen."""
    state = quiz.apply(quiz.start(seed), Event("begin", at=100))
    while current(quiz, state).kind != kind:
        state = answer(quiz, state, option_ids(current(quiz, state))[:1], at=100)
        state = quiz.apply(state, Event("next", at=100))
    return state


def test_the_round_holds_every_kind_of_item(quiz):
    """The tests below see choice, several, true-false, vignette, order and match."""
    kinds = {item.kind for item in quiz.items.values()}

    assert kinds == set(KINDS)


def test_the_same_seed_gives_the_same_order(quiz):
    """Items and options lie as they did, so that a resumed round looks the same."""
    for seed in SEEDS:
        assert quiz.start(seed) == quiz.start(seed)


def test_seeds_spread_items_and_options(quiz):
    """Other seeds give other orders, and the right option stands at every place in turn."""
    starts = [quiz.start(seed) for seed in SEEDS]
    choice = next(item for item in quiz.items.values() if item.kind == "choice")
    right = next(iter(right_answers(choice)))
    places = Counter(s.shuffled[s.order.index(choice.id)].index(right) for s in starts)

    assert len({start.order for start in starts}) > 30
    assert set(places) == set(range(len(choice.options)))


def test_scales_keep_their_order(quiz):
    """The ladder stands from low to high and true before false, whatever the seed."""
    for seed in SEEDS:
        start = quiz.start(seed)
        for name, shuffled in zip(start.order, start.shuffled, strict=True):
            if quiz.items[name].kind in {"vignette", "true-false"}:
                assert shuffled == option_ids(quiz.items[name])


@pytest.mark.parametrize("kind", ["choice", "true-false", "vignette"])
def test_an_answer_cannot_be_changed_once_given(quiz, kind):
    """After an answer neither another answer nor a toggle is taken."""
    state = until(quiz, kind)
    options = option_ids(current(quiz, state))
    state = quiz.apply(state, Event("answer", options[0]))

    for event in [Event("answer", options[1]), Event("toggle", options[1]), Event("seal")]:
        with pytest.raises(Refused):
            quiz.apply(state, event)


def test_several_are_toggled_until_sealed(quiz):
    """Pressing twice takes a choice back; nothing chosen cannot be sealed; the order is kept."""
    state = until(quiz, "several")
    options = option_ids(current(quiz, state))
    with pytest.raises(Refused):
        quiz.apply(state, Event("seal"))

    for pick in [options[1], options[0], options[2], options[1]]:
        state = quiz.apply(state, Event("toggle", pick))
    assert state.picked == (options[0], options[2])
    sealed = quiz.apply(state, Event("seal"))

    assert sealed.answers[-1].options == (options[0], options[2])
    with pytest.raises(Refused):
        quiz.apply(sealed, Event("toggle", options[0]))


def test_what_is_pressed_among_several_is_marked(quiz):
    """The view shows which options are chosen so far, and offers to finish only then."""
    state = until(quiz, "several")
    option = option_ids(current(quiz, state))[0]
    after = quiz.apply(state, Event("toggle", option))
    groups = [block for block in quiz.view(after).blocks if isinstance(block, Options)]

    assert [block.event for block in quiz.view(state).blocks[1:]] == ["toggle"]
    assert [group.event for group in groups] == ["toggle", "seal"]
    assert [o.value for o in groups[0].options if o.state == "chosen"] == [option]


def test_a_vignette_asks_how_sure(quiz):
    """The step is taken first; the explanation comes only after the confidence."""
    state = quiz.apply(until(quiz, "vignette"), Event("answer", "consult"))
    view = quiz.view(state)

    assert state.answers == until(quiz, "vignette").answers
    assert view.blocks[0].text.values["step"] == RUNG_NAMES[Rung.CONSULT]
    assert view.blocks[1].event == "confidence"
    with pytest.raises(Refused):
        quiz.apply(state, Event("next"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_seconds_count_from_seeing_to_deciding(quiz, kind):
    """Time for reading the explanation before, or for saying how sure, is not counted."""
    state = until(quiz, kind)
    options = option_ids(current(quiz, state))[:1]
    deciding = answer(quiz, state, options, at=107.5)
    backwards = answer(quiz, state, options, at=3)

    assert deciding.answers[-1].seconds == 7.5
    assert backwards.answers[-1].seconds == 0


@pytest.mark.parametrize("kind", KINDS)
def test_an_explanation_marks_every_option(quiz, kind):
    """Right and wrong options are marked, each with its reason; sources stand beside."""
    state = until(quiz, kind)
    item = current(quiz, state)
    options = option_ids(item)
    # What is answered in turn begins with the second, so that the first two are astray.
    view = quiz.view(answer(quiz, state, options[1:2] if kind in IN_TURN else options[:1]))
    lines = next(block for block in view.blocks if isinstance(block, Lines))

    expected = ["yes" if o in right_answers(item) else "no" for o in options]
    if kind in IN_TURN:
        expected[:2] = ["no", "no"]
    assert [entry.mark for entry in lines.entries] == expected
    assert all(entry.remark for entry in lines.entries)
    assert view.blocks[1].sources


def test_a_finished_round_judges_every_item(quiz):
    """One judgement an item, in the order they came; points are the right ones."""
    state = quiz.apply(quiz.start(5), Event("begin"))
    for number, name in enumerate(state.order):
        item = quiz.items[name]
        right = [option for option in option_ids(item) if option in right_answers(item)]
        picks = right if item.kind == "several" else right[:1]
        if number == 0:
            picks = [o for o in option_ids(item) if o not in right][:1] or option_ids(item)[1:2]
        assert quiz.outcome(state) is None
        state = quiz.apply(answer(quiz, state, picks), Event("next"))
    outcome = quiz.outcome(state)

    assert [judgement.subject for judgement in outcome.judgements] == list(state.order)
    assert [judgement.correct for judgement in outcome.judgements][:2] == [False, True]
    assert (outcome.earned, outcome.possible) == (len(state.order) - 1, len(state.order))
    assert quiz.view(state).progress == (len(state.order), len(state.order))
    for name in ("next", "begin", "answer", "confidence", "toggle"):
        with pytest.raises(Refused):
            quiz.apply(state, Event(name, "80"))


def test_the_result_appears_after_the_last_explanation(quiz):
    """Before pressing on there is no outcome, so an unread explanation is shown again."""
    events = [Event("begin")]
    state = replay(quiz, 5, events)
    while len(state.answers) < len(state.order):
        state = answer(quiz, state, option_ids(current(quiz, state))[:1])
        before = state
        state = quiz.apply(state, Event("next"))

    assert quiz.outcome(before) is None
    assert quiz.outcome(state) is not None


def test_the_fingerprint_follows_every_item(quiz):
    """Changing one word of one item makes it another round."""
    items = list(quiz.items.values())
    items[0] = items[0].model_copy(update={"signs": ["T-REK-13"]})
    changed = QuizActivity(quiz.quiz, items, quiz.sources)

    assert changed.fingerprint != quiz.fingerprint
    assert changed.fingerprint in changed.summary()
    assert QuizActivity(quiz.quiz, quiz.items.values(), {}).fingerprint == quiz.fingerprint


@pytest.mark.parametrize("kind", sorted(IN_TURN))
def test_what_is_answered_in_turn_is_sealed_when_full(quiz, kind):
    """Picks can be taken back until the seal; the answer keeps the order of picking."""
    state = until(quiz, kind)
    options = option_ids(current(quiz, state))[::-1]
    for event in [Event("answer", options[0]), Event("undo")]:
        state = quiz.apply(state, event)
    assert state.picked == ()
    for option in options:
        with pytest.raises(Refused):
            quiz.apply(state, Event("seal"))
        state = quiz.apply(state, Event("answer", option))
    sealed = quiz.apply(state, Event("seal"))

    assert sealed.answers[-1].options == options
    assert [block.event for block in quiz.view(state).blocks[2:]] == ["seal", "undo"]
    for event in [Event("undo"), Event("answer", options[0]), Event("seal")]:
        with pytest.raises(Refused):
            quiz.apply(sealed, event)


@pytest.mark.parametrize("kind", sorted(IN_TURN))
def test_a_judgement_in_turn_says_what_was_put_where(quiz, kind):
    """Right and chosen are the ids in order; only the whole order is right."""
    state = until(quiz, kind)
    item = current(quiz, state)
    options = option_ids(item)
    for picks, correct in ((options, True), (options[::-1], False)):
        judgement = quiz._judgements(answer(quiz, state, picks))[-1]

        assert (judgement.kind, judgement.subject) == (kind, item.id)
        assert (judgement.right, judgement.chosen) == ("+".join(options), "+".join(picks))
        assert judgement.correct is correct


def test_what_is_matched_or_ordered_is_asked_in_the_shuffled_order(quiz):
    """The seed decides what is shown first, and an order never stands as it should be."""
    for seed in SEEDS:
        start = quiz.start(seed)
        for name, shuffled in zip(start.order, start.shuffled, strict=True):
            if quiz.items[name].kind == "order":
                assert shuffled != option_ids(quiz.items[name])


def test_a_careful_colleague_gets_every_real_item_right(opened, catalogue):
    """The exemplar of every quiz, orders and matches among them, has all answers right."""
    seen = set()
    for activity in opened("quiz"):
        ((_, events),) = exemplars(activity, catalogue)
        outcome = activity.outcome(replay(activity, 1, events))
        seen |= {judgement.kind for judgement in outcome.judgements}

        assert outcome.earned == outcome.possible == len(activity.items)
    assert seen == set(KINDS)
