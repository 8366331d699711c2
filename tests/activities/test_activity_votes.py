"""Votes: each person of a room is judged as if the shared play had ended with their own vote."""

from dataclasses import replace

import pytest

from tppo_kit.activities.activity import Votable
from tppo_kit.activities.grading import option_ids
from tppo_kit.activities.habits import offered
from tppo_kit.content.items import Vignette
from tppo_kit.errors import Refused
from tppo_kit.records import Event

HOSTILE = [
    Event("begin"),
    Event("next"),
    Event("seal"),
    Event("toggle", "x"),
    Event("answer", "x"),
    Event("answer", ""),
    Event("choose", "x"),
    Event("confidence", "80"),
    Event(""),
]


def asked(quiz, seed):
    """Yield every state in which an item is first on the screen, and the item."""
    state = quiz.apply(quiz.start(seed), Event("begin", at=100))
    for name in state.order:
        item = quiz.items[name]
        yield state, item
        options = option_ids(item)
        if item.kind in {"order", "match"}:
            events = [*(Event("answer", option, 100) for option in options), Event("seal", at=100)]
        elif item.kind == "several":
            events = [Event("toggle", options[0], 100), Event("seal", at=100)]
        else:
            events = [Event("answer", options[0], 100)]
            events += [Event("confidence", "80", 100)] if isinstance(item, Vignette) else []
        for event in events:
            state = quiz.apply(state, event)
        if state.answered:
            state = quiz.apply(state, Event("next", at=100))


def own(quiz, state, option):
    """Return the judgement of a person who gives this answer alone, seven seconds after seeing."""
    state = quiz.apply(state, Event("answer", option, 107))
    if state.sealed:
        state = quiz.apply(state, Event("confidence", "80", 108))
    return quiz._judgements(state)[-1]


@pytest.mark.parametrize("kind", ["quiz", "test"])
def test_a_vote_on_a_single_answer_is_judged_like_an_answer(opened, kind):
    """Each option of each item with one answer gives the judgement of answering alone."""
    judged = set()
    for quiz in opened(kind):
        for state, item in asked(quiz, seed=1):
            if item.kind in {"order", "match", "several"}:
                continue
            sure = 80 if isinstance(item, Vignette) else None
            for option in option_ids(item):
                event = Event("answer", option, 999)

                assert quiz.judged(state, event, sure, 7.0) == own(quiz, state, option)
                judged.add(item.kind)
    assert judged == {"choice", "true-false", "vignette"}


@pytest.mark.parametrize("kind", ["quiz", "test"])
def test_a_step_of_a_longer_answer_decides_nothing(opened, kind):
    """Toggles, places in an order, pairs, and their seals belong to the room, not to one person."""
    steps = set()
    for quiz in opened(kind):
        for first, item in asked(quiz, seed=1):
            if item.kind not in {"order", "match", "several"}:
                continue
            state, name = first, "toggle" if item.kind == "several" else "answer"
            for option in option_ids(item):
                event = Event(name, option)
                assert quiz.judged(state, event, 90, 1.0) is None
                steps.add((item.kind, name))
                state = quiz.apply(state, event)
            assert quiz.judged(state, Event("seal"), 90, 1.0) is None
    assert steps == {("order", "answer"), ("match", "answer"), ("several", "toggle")}


@pytest.mark.parametrize("kind", ["quiz", "test"])
def test_what_leads_on_decides_nothing(opened, kind):
    """Beginning, saying how sure and turning the page are nobody's answer."""
    quiz = next(each for each in opened(kind) if each.quiz.id == "kasus-a-1")
    steps = [Event("begin"), Event("answer", "consult"), Event("confidence", "60")]
    state, judged = quiz.start(1), []
    for event in steps if kind == "test" else [*steps, Event("next")]:
        judged.append(quiz.judged(state, event, None, 1.0))
        state = quiz.apply(state, event)

    assert [each is not None for each in judged] == [False, True, False, False][: len(judged)]


def scenes(case):
    """Yield every state of a case in which something can be chosen, one a position."""
    todo, known = [case.apply(case.start(1), Event("begin", at=100))], set()
    while todo:
        state = todo.pop()
        if state.position in known or case._at_ending(state):
            continue
        known.add(state.position)
        yield state
        todo += [case.apply(state, event) for event in offered(case.view(state))]


def test_a_vote_that_ends_a_case_is_judged_as_that_ending(opened):
    """Each choice of each reachable scene of every case: its own ending, or nothing decided.

    Saying how sure one is afterwards decides nothing more.
    """
    for case in opened("scenario"):
        chosen, open_ended = set(), 0
        for state in scenes(case):
            for event in offered(case.view(state)):
                judgement = case.judged(state, event, 70, 7.0)
                ended = case.apply(state, replace(event, at=state.step_since + 7))

                if not case._at_ending(ended):
                    assert judgement is None
                    open_ended += 1
                    continue
                sure = case.apply(ended, Event("confidence", "70"))
                assert case.judged(ended, Event("confidence", "70"), 70, 7.0) is None
                assert (judgement,) == case.outcome(sure).judgements
                chosen.add(judgement.chosen)
        assert len(chosen) > 1
        assert open_ended


def test_a_vote_may_leave_open_how_sure_one_is(opened):
    """Where confidence was not asked it is kept as not asked."""
    quiz, case = opened("quiz")[0], opened("scenario")[0]
    state, item = next(pair for pair in asked(quiz, seed=1) if pair[1].kind == "choice")
    scene, event = next(
        (scene, event)
        for scene in scenes(case)
        for event in offered(case.view(scene))
        if case.judged(scene, event, None, 2.5)
    )
    judgements = [
        quiz.judged(state, Event("answer", option_ids(item)[0]), None, 2.5),
        case.judged(scene, event, None, 2.5),
    ]

    assert [(each.confidence, each.seconds) for each in judgements] == [(None, 2.5)] * 2


@pytest.mark.parametrize("kind", ["quiz", "test", "scenario"])
def test_a_vote_is_refused_where_the_event_is(opened, kind):
    """What cannot be done now cannot be voted for, and no vote changes the state."""
    for activity in opened(kind):
        begun = activity.apply(activity.start(1), Event("begin"))
        for state in (activity.start(1), begun):
            before = hash(state)
            refused = 0
            for event in HOSTILE:
                try:
                    activity.apply(state, event)
                except Refused:
                    refused += 1
                    with pytest.raises(Refused):
                        activity.judged(state, event, None, 1.0)
                else:
                    assert activity.judged(state, event, None, 1.0) is None
            assert refused >= len(HOSTILE) - 1
            assert hash(state) == before


@pytest.mark.parametrize(
    ("kind", "votable"),
    [
        *(("quiz", True), ("test", True), ("scenario", True)),
        *(("sorter", False), ("message", False), ("checklist", False)),
        *(("page", False), ("survey", False), ("explorer", False)),
    ],
)
def test_what_can_be_voted_on_says_so(opened, kind, votable):
    """A room asks the activity whether single votes can be judged."""
    assert all(isinstance(activity, Votable) is votable for activity in opened(kind))
