"""Thousands of random event streams for every kind: allowed, senseless and hostile ones."""

import copy
import os
import random
from dataclasses import FrozenInstanceError, fields, replace
from functools import lru_cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soundness import SOUND

from tppo_kit.activities.activity import CONFIDENCE_LEVELS, check_event, replay
from tppo_kit.activities.checklist import ANSWERS
from tppo_kit.activities.grading import option_ids
from tppo_kit.activities.survey import labels_of
from tppo_kit.errors import Refused
from tppo_kit.records import Event, Rung
from tppo_kit.views.draw import draw_html, draw_text

#: How many times as many streams; benchmarks/README.md says how a soak is run.
SOAK = int(os.environ.get("TPPO_SOAK", "1"))
STREAMS = dict.fromkeys(["scenario", "quiz", "sorter", "explorer"], 3_000 * SOAK)
STREAMS |= {"message": 2_000 * SOAK, "checklist": 1_500 * SOAK, "page": 500 * SOAK}
STREAMS |= {"test": 2_000 * SOAK, "survey": 1_000 * SOAK}
KINDS = [*STREAMS]
NAMES = [
    *("begin", "choose", "confidence", "answer", "toggle", "seal", "next", "place", "back"),
    *("undo", "close", "check", "by", "open", "done", "desk-again", "desk-list", "desk-open"),
    *("skip", "hello", ""),
]
HOSTILE = [
    *(None, True, 0, -1, 1.5, float("nan"), float("inf"), b"begin", [], ["begin"], {}, object()),
    *("x" * 201, "\x00", "\ud800", "{name}", "%s", "<b>", "'; --", "../..", "𝕏" * 90, "begin "),
]
TIMES = [0, 1, 2.5, 1e9, 1e9 + 7, 99_999_999_999.0, *HOSTILE[:12], -0.5, 1e11, 10**30]


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
    if hasattr(activity, "survey"):
        words |= {word for q in activity.survey.questions for word in (q.id, *labels_of(q))}
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
        assert longest > 20 or kind in {"scenario", "message", "survey"}
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
