"""A coordination table as an activity: pure, replayed, secret, printable."""

import copy
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.activities.activity import Printable, check_event, replay
from tppo_kit.activities.habits import Habit, offered, play_habit
from tppo_kit.activities.tabletop.state import Phase
from tppo_kit.errors import NotFound, Refused
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_html, draw_text


@pytest.mark.parametrize("habit", list(Habit))
def test_the_same_events_give_the_same_state(grave, habit):
    """Replay gives the state that was left, by every habit."""
    state, events = play_habit(grave, 5, habit, Random(5))

    assert replay(grave, 5, events) == state
    assert hash(replay(grave, 5, events)) == hash(state)


def test_nothing_is_decided_before_the_end(grave, course):
    """Outcome and paper are there at the end and not before."""
    *before, (end, _) = course(grave)

    assert {grave.outcome(state) for state, _ in before} == {None}
    assert {grave.paper(state) for state, _ in before} == {None}
    assert grave.outcome(end).earned == grave.outcome(end).possible == 100
    assert grave.paper(end).title == grave.book.record.procedure.title


def test_it_can_be_printed(grave):
    """Servers recognise that it has a paper."""
    assert isinstance(grave, Printable)


def test_a_summary_counts_and_tells_nothing(grave):
    """One line with title, counts and fingerprint, the same twice."""
    assert grave.summary() == (
        f"{grave.title}: 7 peran, 28 kartu, 6 kabar, 12 langkah [{grave.fingerprint}]"
    )


def test_there_is_no_view_for_a_stranger(grave):
    """A role that does not sit here gets a sentence."""
    with pytest.raises(NotFound, match="no role 'hantu'"):
        grave.view_for(grave.start(1), "hantu")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_view_is_drawn(calm, course, language):
    """Screens, phones and paper are drawn in both languages."""
    for state, _ in course(calm, 2):
        assert draw_html(calm.view(state), language)
        assert draw_text(calm.view_for(state, "keluarga"), language)
    assert draw_html(calm.paper(state), language, place="print")


def test_pressing_at_random_comes_to_an_end(calm):
    """Whatever is offered leads on."""
    for seed in range(30):
        state, events = play_habit(calm, seed, Habit.RANDOM, Random(seed))

        assert state.phase is Phase.END
        assert len(events) < 500


NAMES = ("begin", "card", "inject", "plan", "hot-wash", "follow-up", "procedure", "choose", "")
WORDS = (
    "desa",
    "polisi",
    "share",
    "ask",
    "close",
    "take",
    "owner",
    "day",
    "seal",
    "0",
    "7",
    "",
    "é",
)


@settings(max_examples=80, deadline=None, database=None)
@given(data=st.data())
def test_hostile_streams_are_taken_or_refused(grave, data):
    """Whatever arrives, a state is never changed in place and replays to the same."""
    state, taken, sentences = grave.start(3), [], []
    word = st.sampled_from([*WORDS, *grave.book.cards, *grave.book.steps, *grave.book.injects])
    value = st.one_of(st.text(max_size=30), st.lists(word, max_size=5).map(":".join))
    for _ in range(data.draw(st.integers(0, 30))):
        wild = st.builds(Event, st.sampled_from(NAMES), value, st.floats(0, 1e9))
        event = data.draw(
            st.one_of(st.sampled_from(offered(grave.view(state)) or [Event("begin")]), wild)
        )
        before = copy.deepcopy(state)
        try:
            after = grave.apply(state, check_event(event))
        except Refused as error:
            sentences.append(error.message.render("id"))
        else:
            taken.append(event)
            assert state == before
            state = after

    assert all(sentences)
    assert replay(grave, 3, taken) == state


def test_the_signs_stand_on_one_side_only(grave, calm):
    """The harmless table resembles signs and has none."""
    assert (bool(grave.book.record.signs), bool(calm.book.record.resembles)) == (True, True)
    assert calm.book.record.signs == []


def test_seats_may_act_in_any_order_and_reach_the_same(grave, dealt):
    """On phones the order of hands does not matter for what is known."""
    start = dealt(grave)
    events = [
        Event("card", f"{grave.book.cards[card].role}:ask:{card}") for card in start.deal.cards
    ]
    one, other = start, start
    for event in events:
        one = grave.apply(one, event)
    for event in reversed(events):
        other = grave.apply(other, event)

    assert one.phase is other.phase is Phase.INJECTS
    assert {h.card: h.handling for h in one.handled} == {h.card: h.handling for h in other.handled}
