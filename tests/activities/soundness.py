"""What must hold in every state that an activity of a kind can be in."""

import pytest

from tppo_kit.activities.activity import CONFIDENCE_LEVELS
from tppo_kit.activities.checklist import ANSWERS
from tppo_kit.activities.grading import option_ids
from tppo_kit.activities.survey import labels_of
from tppo_kit.content.items import Vignette
from tppo_kit.records import Rung


def check_case_state(activity, state):
    """Assert that a state of a case is inside its model."""
    scenario, position = activity.scenario, state.position
    step = scenario.steps[position.step]

    assert position.seen <= scenario.steps.keys()
    for variable, value in zip(scenario.state.values(), position.values, strict=True):
        if hasattr(variable, "max"):
            assert type(value) is int
            assert variable.min <= value <= variable.max
        elif hasattr(variable, "set_of"):
            assert value <= scenario.evidence.keys()
        else:
            assert value in {True, False}
    assert state.begun or not state.path
    assert state.confidence is None or (step.ending and state.confidence in CONFIDENCE_LEVELS)
    assert state.deciding_seconds >= 0
    walked = activity.walk.begin()
    for step_id, choice in state.path:
        assert walked.step == step_id
        walked = activity.walk.take(walked, activity.walk.find(walked, choice))
    assert walked == position


def check_quiz_state(activity, state):
    """Assert that a state of a quiz is inside its model."""
    assert sorted(state.order) == sorted(activity.items)
    assert tuple(answer.item for answer in state.answers) == state.order[: len(state.answers)]
    assert state.begun or not (state.answers or state.picked or state.sealed)
    assert state.answers or not state.answered
    for answer in state.answers:
        item = activity.items[answer.item]
        places = [option_ids(item).index(option) for option in answer.options]
        assert len(set(places)) == len(places) > 0
        assert places == sorted(places) or item.kind in {"order", "match"}
        assert (answer.confidence in CONFIDENCE_LEVELS) is isinstance(item, Vignette)
        assert answer.seconds >= 0
    current = len(state.answers) - state.answered
    if current == len(state.order):
        assert state.picked == ()
        assert not state.sealed
    else:
        item = activity.items[state.order[current]]
        assert set(state.picked) <= set(option_ids(item))
        assert not state.sealed or (isinstance(item, Vignette) and len(state.picked) == 1)
        assert len(set(state.picked)) == len(state.picked)


def check_sorter_state(activity, state):
    """Assert that a state of a sorter is inside its model."""
    assert sorted(state.order) == sorted(activity.cards)
    assert tuple(card for card, _ in state.placed) == state.order[: len(state.placed)]
    assert {chosen for _, chosen in state.placed} <= activity.bins.keys()
    assert len(state.seconds) == len(state.placed)
    assert all(seconds >= 0 for seconds in state.seconds)
    assert state.begun or not state.placed
    assert not state.checked or len(state.placed) == len(state.order)


def check_explorer_state(activity, state):
    """Assert that a state of the explorer is inside its model."""
    kinds = [tag.partition(":")[0] for tag in state.filters]

    assert state.seen <= activity.entries.keys()
    assert state.opened in state.seen | {""}
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= activity.shelf.groups.keys()
    assert state.seen or not state.done


def check_message_state(activity, state):
    """Assert that a state of a message is inside its model."""
    assert state.marked <= activity.passages.keys()
    assert state.begun or not (state.marked or state.sealed)
    assert state.sealed or state.rung is None
    assert state.rung is None or state.rung in Rung
    assert state.confidence is None or (state.rung and state.confidence in CONFIDENCE_LEVELS)
    assert state.seconds >= 0


def check_checklist_state(activity, state):
    """Assert that a state of a checklist is inside its model."""
    full = len(state.answers) == len(activity.checklist.questions)

    assert len(state.answers) <= len(activity.checklist.questions)
    assert set(state.answers) <= ANSWERS.keys()
    assert state.begun or not state.answers
    assert full or not state.closed
    assert not full or activity.weight(state) in {"clear", "ask", "wait"}


def check_test_state(activity, state):
    """Assert that a state of a test is one of a quiz, and never the one that explains."""
    check_quiz_state(activity, state)

    assert not state.answered


def check_survey_state(activity, state):
    """Assert that a state of a survey is inside its model."""
    questions = activity.survey.questions

    assert [name for name, _ in state.given] == [q.id for q in questions[: len(state.given)]]
    for question, (_, value) in zip(questions, state.given, strict=False):
        assert value in {"", *labels_of(question)}
    assert state.begun or not state.given


def check_page_state(activity, state):
    """Fail: a page takes nothing, so no event leads to a state."""
    pytest.fail(f"{activity.key} took something and is in {state}")


SOUND = {
    "scenario": check_case_state,
    "quiz": check_quiz_state,
    "sorter": check_sorter_state,
    "message": check_message_state,
    "checklist": check_checklist_state,
    "explorer": check_explorer_state,
    "page": check_page_state,
    "test": check_test_state,
    "survey": check_survey_state,
}
