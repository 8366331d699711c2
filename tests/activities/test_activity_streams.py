"""Thousands of random event streams for every kind: allowed, senseless and hostile ones."""

import copy
import os
import random
from dataclasses import FrozenInstanceError, fields, replace
from functools import lru_cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.activities.activity import CONFIDENCE_LEVELS, check_event, replay
from tppo_kit.activities.checklist import ANSWERS
from tppo_kit.activities.grading import option_ids
from tppo_kit.content.items import Vignette
from tppo_kit.errors import Refused
from tppo_kit.records import Event, Rung
from tppo_kit.views.draw import draw_html, draw_text

#: How many times as many streams; benchmarks/README.md says how a soak is run.
SOAK = int(os.environ.get("TPPO_SOAK", "1"))
STREAMS = dict.fromkeys(["scenario", "quiz", "sorter", "explorer"], 3_000 * SOAK)
STREAMS |= {"message": 2_000 * SOAK, "checklist": 1_500 * SOAK, "page": 500 * SOAK}
KINDS = [*STREAMS]
NAMES = [
    *("begin", "choose", "confidence", "answer", "toggle", "seal", "next", "place", "back"),
    *("undo", "close", "check", "by", "open", "done", "desk-again", "desk-list", "desk-open"),
    *("hello", ""),
]
HOSTILE = [
    *(None, True, 0, -1, 1.5, float("nan"), float("inf"), b"begin", [], ["begin"], {}, object()),
    *("x" * 201, "\x00", "\ud800", "{name}", "%s", "<b>", "'; --", "../..", "𝕏" * 90, "begin "),
]
TIMES = [0, 1, 2.5, 1e9, 1e9 + 7, 99_999_999_999.0, *HOSTILE[:12], -0.5, 1e11, 10**30]


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
}


def check_outcome(activity, state):
    """Assert that an outcome, once there, is within bounds and about this activity."""
    outcome = activity.outcome(state)
    if outcome is None:
        return
    assert 0 <= outcome.earned <= outcome.possible
    for judgement in outcome.judgements:
        assert judgement.seconds >= 0
        assert (judgement.signal is None) is (judgement.called is None)


def words_of(activity):
    """Return every value that an event of the activity may sensibly carry, and a few others."""
    words = {
        "",
        "sign",
        "no-sign",
        *map(str, CONFIDENCE_LEVELS),
        "49",
        "080",
        "phase:",
        "phase:border:",
    }
    if hasattr(activity, "scenario"):
        words |= {c.id for step in activity.scenario.steps.values() for c in step.choices}
        words |= activity.scenario.steps.keys() | activity.scenario.evidence.keys()
    if hasattr(activity, "items"):
        words |= {option for item in activity.items.values() for option in option_ids(item)}
        words |= activity.items.keys()
    if hasattr(activity, "cards"):
        words |= activity.cards.keys()
    if hasattr(activity, "shelf"):
        words |= activity.entries.keys()
        words |= {f"{g}:{v}" for g, group in activity.shelf.groups.items() for v in group.values}
    if hasattr(activity, "passages"):
        words |= {*activity.passages, *(rung.value for rung in Rung)}
    if hasattr(activity, "checklist"):
        words |= {*ANSWERS, *(question.id for question in activity.checklist.questions)}
    return sorted(words)


def play_stream(activity, seed, draws, check_state):
    """Live through a stream, asserting at each event; return the last state and what was taken.

    Each draw is a function from the state to the next event.
    """
    state, taken, kept = activity.start(seed), [], []
    for draw in draws:
        event = draw(state)
        kept.append((state, hash(state)))
        try:
            after = activity.apply(state, check_event(event))
        except Refused:
            continue
        state = after
        taken.append(event)
        check_state(activity, state)
    check_outcome(activity, state)
    assert all(hash(past) == seen for past, seen in kept), "a state was changed"
    assert replay(activity, seed, taken) == state
    return state, taken


def random_draws(chance, offered, words):
    """Yield draws that follow the view most of the time, with senseless ones in between."""

    def draw(state):
        at = chance.choice([1e9, 1e9 + 3, 1e9 + 60, 1e9 - 100, 0])
        luck = chance.random()
        if luck < 0.85:
            return replace(chance.choice(offered(state) or [Event("begin")]), at=at)
        if luck < 0.95:
            return Event(chance.choice(NAMES), chance.choice(words), at)
        mixed = [(NAMES, HOSTILE, [at]), (HOSTILE, words, [at]), (NAMES, words, TIMES)]
        fields = [chance.choice(values) for values in chance.choice(mixed)]
        return Event(*fields, click=chance.choice(HOSTILE))

    return (draw for _ in range(1 + int(chance.expovariate(1 / 12))))


@pytest.fixture(scope="session")
def offered(pressable):
    """Give what a view offers, remembered by state so that thousands of streams stay quick."""
    return lru_cache(maxsize=20_000)(pressable)


@pytest.mark.parametrize("kind", KINDS)
def test_thousands_of_streams_never_leave_the_model(kind, opened, offered):
    """Whatever arrives is taken or refused: states stay sound, unchanged, and replay to the same."""
    activities = opened(kind)
    before = [(draw_text(a.view(a.start(1)), "en"), a.summary()) for a in activities]
    vocabulary = [words_of(activity) for activity in activities]
    chance = random.Random(f"streams of {kind}")
    longest = finished = 0

    for number in range(STREAMS[kind]):
        place = number % len(activities)
        activity = activities[place]
        draws = random_draws(chance, partial(offered, activity), vocabulary[place])
        state, taken = play_stream(activity, number, draws, SOUND[kind])
        longest = max(longest, len(taken))
        finished += activity.outcome(state) is not None
        if number % 50 == 0:
            assert draw_html(activity.view(state), "id")

    if kind == "page":
        assert longest == finished == 0
    else:
        assert longest > 20 or kind in {"scenario", "message"}
        assert finished > 50
    assert before == [(draw_text(a.view(a.start(1)), "en"), a.summary()) for a in activities]


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=300) | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
any_event = st.builds(
    Event,
    st.sampled_from(NAMES) | json_like,
    st.sampled_from(HOSTILE) | json_like,
    st.floats() | json_like,
    json_like,
)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=100, deadline=None, database=None)
@given(data=st.data())
def test_streams_made_to_find_faults_find_none(kind, opened, pressable, data):
    """Streams that hypothesis makes are taken or refused as well, whatever their types are."""
    activity = data.draw(st.sampled_from(opened(kind)), label="activity")
    word = st.sampled_from(words_of(activity))
    sensible = st.builds(Event, st.sampled_from(NAMES), word, st.floats(0, 1e10))

    def draw(state):
        menu = st.sampled_from(pressable(activity, state) or [Event("begin")])
        return data.draw(st.one_of(menu, menu, sensible, any_event))

    count = data.draw(st.integers(0, 25), label="events")
    state, _ = play_stream(activity, 7, [draw] * count, SOUND[kind])

    assert draw_html(activity.view(state), "en")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "page"])
def test_states_cannot_be_written_to(kind, opened):
    """A state is frozen and made of values only, so nobody can change it in passing."""
    state = opened(kind)[0].start(1)

    for field in fields(state):
        with pytest.raises(FrozenInstanceError):
            setattr(state, field.name, None)
    assert hash(copy.deepcopy(state)) == hash(state)
