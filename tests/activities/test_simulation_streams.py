"""Random and hostile streams of events through every simulation: taken or refused, nothing else."""

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.activities.activity import check_event, replay
from tppo_kit.activities.habits import Habit, offered, play_habit
from tppo_kit.errors import Refused
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Event
from tppo_kit.sessions.library import SIMULATIONS
from tppo_kit.views.draw import draw_html, draw_text

#: As in test_activity_streams.py.
STREAMS = 120 * int(os.environ.get("TPPO_SOAK", "1"))
NAMES = ["begin", "choose", "confidence", "answer", "toggle", "seal", "next", "place", "close", ""]
HOSTILE = [
    *(None, True, 0, -1, 1.5, float("nan"), float("inf"), b"begin", [], ["begin"], {}, object()),
    *("x" * 201, "\x00", "\ud800", "{name}", "%s", "<b>", "'; --", "../..", "-1", "1e9", "+", "a+"),
]


def small(activity):
    """Return the same game with fewer people where there is such a thing."""
    return activity.of_size("small") if hasattr(activity, "of_size") else activity


@pytest.fixture(scope="module")
def played(opened):
    """Give a function from a kind to its first activity and everything its plays ever sent."""
    found = {}

    def of(kind):
        if kind not in found:
            activity = small(opened(kind)[0])
            sent = set()
            for seed in range(6):
                for habit in (Habit.BY_THE_BOOK, Habit.RANDOM):
                    _, events = play_habit(activity, seed, habit, random.Random(seed))
                    sent |= {(event.name, event.value) for event in events}
            found[kind] = activity, sorted(sent)
        return found[kind]

    return of


def live(activity, seed, draws):
    """Live through a stream; return the last state, what was taken, and how much was refused."""
    state, taken, refusals = activity.start(seed), [], []
    for draw in draws:
        event, before = draw(state), hash(state)
        try:
            after = activity.apply(state, check_event(event))
        except Refused as told:
            refusals.append(told.message)
            after = state
        else:
            taken.append(event)
        assert hash(state) == before, "a state was changed"
        state = after
    assert all(sentence.render(language) for sentence in refusals for language in LANGUAGES)
    return state, taken, len(refusals)


@pytest.mark.parametrize("kind", SIMULATIONS)
def test_streams_never_leave_the_game(kind, played):
    """Sensible events at the wrong time and senseless ones leave it sound and replayable."""
    activity, sent = played(kind)
    chance = random.Random(f"simulated streams of {kind}")
    finished = refusals = 0

    def draw(state):
        luck = chance.random()
        if luck < 0.75:
            return chance.choice(offered(activity.view(state)) or [Event("begin")])
        if luck < 0.92:
            return Event(*chance.choice(sent), at=chance.choice([0, 5.0, 1e9]))
        name = chance.choice([*NAMES, *HOSTILE])
        return Event(name, chance.choice(HOSTILE), chance.choice([1.0, *HOSTILE[:12]]))

    for seed in range(STREAMS):
        length = 1 + int(chance.expovariate(1 / 30))
        state, taken, refused = live(activity, seed, [draw] * length)
        refusals += refused
        assert replay(activity, seed, taken) == state
        outcome = activity.outcome(state)
        if outcome is not None:
            finished += 1
            assert 0 <= outcome.earned <= outcome.possible
            assert all((j.signal is None) is (j.called is None) for j in outcome.judgements)
        if seed % 20 == 0:
            assert draw_html(activity.view(state), "id")
            assert draw_text(activity.view(state), "en")

    assert refusals > STREAMS


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=300) | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@pytest.mark.parametrize("kind", SIMULATIONS)
@settings(max_examples=40, deadline=None, database=None)
@given(data=st.data())
def test_streams_made_to_find_faults_find_none(kind, played, data):
    """Streams that hypothesis makes are taken or refused as well, whatever their types are."""
    activity, sent = played(kind)
    known = st.sampled_from(sent).map(lambda pair: Event(*pair))
    odd = st.builds(
        Event,
        st.sampled_from([name for name, _ in sent]) | json_like,
        st.text(max_size=40) | json_like,
        st.floats() | json_like,
        json_like,
    )

    def draw(state):
        menu = st.sampled_from(offered(activity.view(state)) or [Event("begin")])
        return data.draw(st.one_of(menu, menu, known, odd))

    count = data.draw(st.integers(0, 15), label="events")
    state, taken, _ = live(activity, 7, [draw] * count)

    assert replay(activity, 7, taken) == state


@pytest.mark.parametrize("kind", SIMULATIONS)
def test_an_ended_game_takes_nothing_more(kind, played):
    """After the outcome every event that was ever sent is refused."""
    activity, sent = played(kind)
    state, _ = play_habit(activity, 3, Habit.BY_THE_BOOK, random.Random(3))

    for name, value in sent:
        with pytest.raises(Refused):
            activity.apply(state, Event(name, value))
