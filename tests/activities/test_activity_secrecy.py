"""Answers stay inside until given: every view before it, data and drawing, knows nothing of them.

Every text that gives something away is replaced by a mark such as ``§why loket/menebak§``; then
the marks that a view shows are compared with those it may show at that point.
"""

import random
import re
from itertools import chain, combinations

import pytest
from disguise import PARTS, but, marked_item, marks, other_answer, quiz_of, turned

from tppo_kit.activities.activity import CONFIDENCE_LEVELS
from tppo_kit.activities.grading import option_ids
from tppo_kit.activities.scenario import ScenarioActivity
from tppo_kit.activities.sorter import SorterActivity
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.items import Vignette
from tppo_kit.records import Event, Rung
from tppo_kit.settings import REPOSITORY

CASES = sorted(path.parent.name for path in REPOSITORY.glob("data/scenarios/*/scenario.yml"))
QUIZZES = Catalogue(REPOSITORY / "data").names("quiz")
SORTERS = Catalogue(REPOSITORY / "data").names("sorter")


def marked_case(activity):
    """Return a case whose telling texts are marks."""
    scenario, steps = activity.scenario, {}
    for name, step in scenario.steps.items():
        choices = [but(c, why=f"§why {name}/{c.id}§") for c in step.choices]
        text = f"§ending {name}§" if step.ending else step.text
        steps[name] = but(step, choices=choices, text=text)
    evidence = {k: but(e, text=f"§evidence {k}§") for k, e in scenario.evidence.items()}
    marked = but(scenario, steps=steps, evidence=evidence, truth=but(scenario.truth, why="§truth§"))
    signs = {
        name: but(sign, name=f"§sign {name}§", harmless=["§harmless§"])
        for name, sign in activity.signs.items()
    }
    return ScenarioActivity(marked, signs, activity.sources)


def other_truth(activity):
    """Return the same case with the opposite truth, endings, and bearing of its evidence."""
    scenario, other = activity.scenario, {"good": "poor", "poor": "mixed", "mixed": "good"}
    calls = scenario.truth.rung.calls_for_action
    truth = but(scenario.truth, rung=Rung.INFORM if calls else Rung.REFER, why="?", from_=[])
    steps = {
        name: but(step, ending=other[step.ending], decision=Rung.URGENT) if step.ending else step
        for name, step in scenario.steps.items()
    }
    evidence = {
        key: but(record, supports=record.explains, explains=record.supports)
        for key, record in scenario.evidence.items()
    }
    changed = but(scenario, truth=truth, steps=steps, evidence=evidence, twin="x", teaches=["x"])
    return ScenarioActivity(changed, activity.signs, activity.sources)


def reachable(activity):
    """Yield every state up to the question how sure, one for each position and last choice."""
    cover = activity.start(1)
    yield cover
    todo = [activity.apply(cover, Event("begin"))]
    known = set()
    while todo:
        state = todo.pop()
        key = (state.position, state.path[-1:])
        if key in known:
            continue
        known.add(key)
        yield state
        todo += [
            activity.apply(state, Event("choose", choice.id))
            for choice in activity.walk.choices(state.position)
            if activity.walk.is_open(state.position, choice)
        ]


@pytest.mark.parametrize("name", CASES)
def test_a_case_tells_only_what_was_reached(name, opened):
    """No scene shows the truth, an ending, a later why, or evidence that is not noted yet."""
    activity = marked_case(next(a for a in opened("scenario") if a.scenario.id == name))
    leaks, endings = [], 0

    for state in reachable(activity):
        at_ending = activity.scenario.steps[state.position.step].ending is not None
        may = {f"why {step}/{choice}" for step, choice in state.path[-1:] if not at_ending}
        may |= {f"evidence {key}" for key in activity.walk.noted(state.position)}
        endings += at_ending
        leaks += marks(activity, state) - may

    assert leaks == []
    assert endings > 3


@pytest.mark.parametrize("name", CASES)
def test_a_case_tells_all_in_the_debrief(name, opened):
    """Once the person has said how sure they are, the truth and the whole path are explained."""
    activity = marked_case(next(a for a in opened("scenario") if a.scenario.id == name))
    state = next(s for s in reachable(activity) if activity._at_ending(s))

    shown = marks(activity, activity.apply(state, Event("confidence", "80")))

    whole = {f"why {step}/{choice}" for step, choice in state.path}
    assert {"truth", f"ending {state.position.step}"} | whole <= shown


@pytest.mark.parametrize("name", CASES)
def test_a_case_looks_the_same_whatever_is_true(name, opened):
    """Exchanging truth and endings changes no view before the debrief, and the debrief always."""
    activity = next(a for a in opened("scenario") if a.scenario.id == name)
    changed = other_truth(activity)
    debriefs = 0

    for state in reachable(activity):
        assert activity.view(state) == changed.view(state)
        if activity._at_ending(state):
            ended = activity.apply(state, Event("confidence", "50"))
            assert activity.view(ended) != changed.view(ended)
            debriefs += 1

    assert debriefs > 3


def askings(activity, seed):
    """Yield every state of a quiz in which something is still to be decided, and its item.

    Also yields, with None for the item, each state right after the decision.
    """
    state = activity.start(seed)
    yield state, activity.items[state.order[0]]
    state = activity.apply(state, Event("begin"))
    for name in state.order:
        item = activity.items[name]
        yield state, item
        options = option_ids(item)
        picks = [(pick,) for pick in options]
        several, in_turn = item.kind == "several", item.kind in PARTS
        if several:
            picks = [*chain(*(combinations(options, n) for n in range(1, len(options) + 1)))]
        elif in_turn:
            picks = [options, turned(options), options[::-1]]
        for pick in picks:
            picked = state
            for option in pick:
                picked = activity.apply(picked, Event("toggle" if several else "answer", option))
                if in_turn:
                    yield picked, item
            if not picked.answered:
                yield picked, item
                last = Event("confidence", "60") if isinstance(item, Vignette) else Event("seal")
                picked = activity.apply(picked, last)
            yield picked, None
        state = activity.apply(picked, Event("next"))


@pytest.mark.parametrize("name", QUIZZES)
def test_a_question_explains_nothing(name, opened):
    """No explanation of any item is in a view before its answer; afterwards only its own are."""
    activity = quiz_of(next(a for a in opened("quiz") if a.quiz.id == name), marked_item)

    for state, item in askings(activity, seed=3):
        found = marks(activity, state)

        if item is not None:
            assert found == set()
        else:
            answered = state.answers[-1].item
            assert len(found) >= len(option_ids(activity.items[answered]))
            assert {re.split("[ /]", mark)[1] for mark in found} == {answered}


def test_a_question_looks_the_same_whatever_is_right(opened):
    """Exchanging right and wrong changes no view before the answer."""
    for activity in opened("quiz"):
        changed = quiz_of(activity, other_answer)
        differing = 0
        for seed in range(3):
            for state, item in askings(activity, seed):
                same = activity.view(state) == changed.view(state)
                differing += not same
                assert same or item is None
        assert differing > len(activity.items)


def sitting(test, seed, pressable):
    """Yield every state of a test from the cover to the end, with buttons pressed at random."""
    chance, state = random.Random(seed), test.start(seed)
    while test.outcome(state) is None:
        yield state
        state = test.apply(state, chance.choice(pressable(test, state)))
    yield state


@pytest.mark.parametrize("name", QUIZZES)
def test_a_test_tells_nothing_even_at_its_end(name, opened, pressable):
    """No view shows an explanation or differs with what is right, but the judgements do."""
    test = next(a for a in opened("test") if a.quiz.id == name)
    marked, changed = quiz_of(test, marked_item), quiz_of(test, other_answer)

    for seed in range(5):
        for state in sitting(marked, seed, pressable):
            assert marks(marked, state) == set()
            assert marked.view(state) == changed.view(state)
        assert marked.outcome(state) != changed.outcome(state)


def hands(activity, chance):
    """Yield every state of a sorter on the way to the last card, with cards placed at random."""
    state = activity.start(chance.randrange(99))
    yield state
    state = activity.apply(state, Event("begin"))
    yield state
    for _ in state.order:
        state = activity.apply(state, Event("place", chance.choice([*activity.bins])))
        yield state


@pytest.mark.parametrize("name", SORTERS)
def test_a_card_tells_nothing_before_the_check(name, opened):
    """No why and no right bin is in a view before all cards are checked; afterwards all are."""
    activity = next(a for a in opened("sorter") if a.sorter.id == name)
    other = dict(zip(activity.bins, turned([*activity.bins]), strict=True))
    cards = [but(card, why=f"§why {card.id}§") for card in activity.cards.values()]
    marked = SorterActivity(but(activity.sorter, cards=cards), activity.sources)
    moved = [but(card, bin=other[card.bin], sign=None, why="?") for card in cards]
    changed = SorterActivity(but(activity.sorter, cards=moved), activity.sources)

    for seed in range(20):
        for state in hands(marked, random.Random(seed)):
            assert marks(marked, state) == set()
            assert marked.view(state) == changed.view(state)
        checked = marked.apply(state, Event("check"))
        assert marks(marked, checked) == {f"why {card.id}" for card in cards}
        assert marked.view(checked) != changed.view(checked)


def test_how_sure_is_asked_in_the_same_way_always(opened):
    """The levels of confidence are the same for every case, so they tell nothing."""
    for activity in opened("scenario"):
        state = next(s for s in reachable(activity) if activity._at_ending(s))
        options = activity.view(state).blocks[-1].options

        assert [option.value for option in options] == [str(c) for c in CONFIDENCE_LEVELS]
