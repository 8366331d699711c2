"""A shift as an activity: what is allowed when, what it costs, what it ends in."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.activities.activity import Tailored, replay
from tppo_kit.activities.habits import Habit, Simulation, offered, play_habit
from tppo_kit.activities.shift.state import Stage
from tppo_kit.errors import Refused
from tppo_kit.language import Message
from tppo_kit.records import LONGEST_VALUE, Dated, Event, Judgement, Rung


@pytest.fixture(scope="module")
def first(counter, walked):
    """Give the state with the first person at the counter, and that person."""
    state = walked(counter, "begin=belajar")
    return state, counter.at_counter(state)


def refused(activity, state, *events):
    """Assert that each event is refused with a sentence and leaves the state as it was."""
    before = replace(state)
    for event in events:
        with pytest.raises(Refused) as caught:
            activity.apply(state, event)

        assert isinstance(caught.value.message, Message)
        assert state == before


def test_it_is_a_simulation_that_fits_itself_to_a_learner(shift):
    """The hosts find what they need: habits to play, and a door for earlier judgements."""
    assert isinstance(shift, Simulation)
    assert isinstance(shift, Tailored)


def test_same_seed_and_events_give_the_same_state(shift):
    """A shift is rebuilt from its events alone."""
    for seed in range(5):
        state, events = play_habit(shift, seed, Habit.RANDOM, Random(seed))

        assert replay(shift, seed, events) == state


def test_another_seed_brings_other_people(counter, walked):
    """The seed decides who comes."""
    names = {counter.at_counter(walked(counter, "begin=belajar", seed=s)).name for s in range(9)}

    assert len(names) > 5


def test_the_cover_takes_only_a_known_setting_and_known_signs(counter):
    """What would not come out the same on replay is refused at the door."""
    many = " ".join(["belajar", *sorted(counter.signs)[:7]])
    values = ["", "lain", "belajar T-XXX-99", "belajar  ", "belajar T-PBT-01 T-PBT-01", many]

    refused(counter, counter.start(1), *(Event("begin", value) for value in values))
    refused(counter, counter.start(1), Event("decide"), Event("answer", "refer"))


def test_looking_and_asking_cost_what_the_station_says(counter, first):
    """Opening, comparing and asking take their minutes; opening again is free."""
    state, person = first
    prices, one, two = counter.deck.prices, person.papers[0].id, person.papers[1].id
    fields = [paper.fields[0].id for paper in person.papers[:2]]
    steps = [
        (Event("open", one), prices.look),
        (Event("open", one), 0),
        (Event("open", one), 0),
        (Event("open", two), prices.look),
        (Event("hold", fields[0]), 0),
        (Event("hold", fields[1]), prices.compare),
        (Event("hold", fields[1]), 0),
        (Event("hold", fields[0]), 0),
        (Event("topic", "rencana"), 0),
        (Event("ask", "rencana.leading"), prices.ask_leading),
        (Event("topic", "rencana"), 0),
        (Event("ask", "rencana.open"), prices.ask_open),
    ]
    for event, price in steps:
        before, state = state, counter.apply(state, event)

        assert before.minutes - state.minutes == price


def test_what_is_not_there_cannot_be_looked_at_or_asked(counter, first):
    """Unknown papers, fields, questions and wordings are refused, and so is asking out of turn."""
    state, person = first
    field = person.papers[0].fields[0].id
    asking = counter.apply(state, Event("topic", "rencana"))
    asked = counter.apply(asking, Event("ask", "rencana.open"))
    again = counter.apply(asked, Event("topic", "rencana"))

    refused(counter, state, Event("open", "gaib"), Event("open", ""), Event("hold", field))
    refused(counter, state, Event("topic", "gaib"), Event("ask", "rencana.open"), Event("ask"))
    refused(counter, state, Event("decide", "x"), Event("back"), Event("next"))
    refused(counter, asking, Event("ask", "rencana.sly"), Event("ask", "aman.open"))
    refused(counter, again, Event("ask", "rencana.open"))


def test_at_most_two_papers_lie_open(counter, first):
    """A third paper puts the first aside, with a field that was held there."""
    state, person = first
    one, two, three = (paper.id for paper in person.papers[:3])
    for event in (Event("open", one), Event("hold", person.papers[0].fields[0].id)):
        state = counter.apply(state, event)
    for name in (two, three):
        state = counter.apply(state, Event("open", name))

    assert state.looks.shown == (two, three)
    assert state.looks.held == ""


def test_without_time_only_deciding_is_left(counter, first):
    """When the minutes are spent, looking and asking are refused and deciding is not."""
    state, person = first
    spent = replace(state, minutes=0)
    asking = counter.apply(spent, Event("topic", "rencana"))

    refused(counter, spent, Event("open", person.papers[0].id))
    refused(counter, asking, Event("ask", "rencana.open"), Event("ask", "rencana.leading"))
    assert counter.apply(spent, Event("decide")).stage is Stage.DECIDING


def test_the_ladder_can_be_left_again_and_takes_rungs_only(counter, walked):
    """Deciding may be put off; an answer is one of five steps, once."""
    deciding = walked(counter, "begin=belajar", "decide")
    answered = counter.apply(deciding, Event("answer", "inform"))

    assert counter.apply(deciding, Event("back")).stage is Stage.LOOKING
    refused(counter, deciding, Event("answer", "maybe"), Event("answer"), Event("open", "ktp"))
    refused(counter, answered, Event("answer", "refer"), Event("confidence", "55"), Event("back"))


def test_the_learning_shift_explains_each_person_and_the_other_does_not(counter, walked):
    """After a decision there is an explanation, or the next person at once."""
    steps = ("decide", "answer=inform", "confidence=80")

    assert walked(counter, "begin=belajar", *steps).stage is Stage.TOLD
    assert walked(counter, "begin=seperti-biasa", *steps).stage is Stage.LOOKING


def test_a_mistake_brings_its_signs_to_the_front(counter):
    """Missing somebody or holding up an innocent emphasises those signs from then on."""
    state, _ = play_habit(counter, 3, Habit.SUSPICIOUS, Random(1))
    over = [
        counter.person(decision.draw)
        for decision in state.decisions
        if not counter.person(decision.draw).needs_a_step
    ]
    met = {sign for person in over for sign in person.signs}

    assert met
    assert set(state.emphasis) <= met
    assert len(state.emphasis) <= 6


def test_nobody_is_emphasised_after_a_right_side(counter, first, walked):
    """A fitting side changes nothing in what comes next."""
    state, person = first
    rung = "consult" if person.needs_a_step else "inform"
    after = walked(counter, "decide", f"answer={rung}", "confidence=90", state=state)

    assert after.emphasis == state.emphasis


def judged(signs, *, signal, called):
    """Return an earlier judgement on some signs."""
    judgement = Judgement(
        "scenario", "x", "f", signs, "refer", "inform", correct=False, signal=signal,
        called=called, confidence=80, seconds=1.0,
    )  # fmt: skip
    return Dated(1.0, judgement)


def test_earlier_mistakes_are_written_into_the_first_event(counter):
    """The signs missed or over-called most come first; others and unknown ones stay out."""
    earlier = [
        judged(("T-PBT-01",), signal=True, called=False),
        judged(("T-DOK-01", "T-XXX-01"), signal=False, called=True),
        judged(("T-DOK-01",), signal=True, called=False),
        judged(("T-REK-06",), signal=True, called=True),
        judged(("T-REK-03",), signal=None, called=None),
    ]
    event = counter.tailored(Event("begin", "belajar", at=3.0, click="c"), earlier)

    assert event == Event("begin", "belajar T-DOK-01 T-PBT-01", at=3.0, click="c")
    assert counter.apply(counter.start(1), event).emphasis == ("T-DOK-01", "T-PBT-01")


def test_tailoring_leaves_other_events_alone(counter):
    """Only a begin with a known setting is fitted to the learner."""
    earlier = [judged(("T-PBT-01",), signal=True, called=False)]
    for event in (Event("open", "ktp"), Event("begin", "lain"), Event("begin", "belajar T-PBT-01")):
        assert counter.tailored(event, earlier) == event


def test_a_tailored_event_can_be_saved(shift):
    """With every sign missed it still fits into one event and is accepted."""
    earlier = [judged(tuple(shift.signs), signal=True, called=False)]
    for setting in shift.deck.settings:
        event = shift.tailored(Event("begin", setting.id), earlier)

        assert len(event.value) <= LONGEST_VALUE
        assert len(shift.apply(shift.start(1), event).emphasis) == 6


def test_a_shift_ends_in_one_judgement_for_each_person(shift):
    """Nothing is judged before the end; then everybody is, with what was there and chosen."""
    for setting in shift.deck.settings:
        state = shift.apply(shift.start(4), Event("begin", setting.id))
        for _ in range(2_000):
            if shift.outcome(state) is not None:
                break
            state = shift.apply(state, shift.next_event(state, Habit.BY_THE_BOOK, Random(1)))
        outcome = shift.outcome(state)

        assert len(outcome.judgements) == setting.people
        assert outcome.possible == 4 * setting.people
        assert outcome.ending == setting.id
        assert all(each.kind == "shift-case" and each.correct for each in outcome.judgements)
        for each in outcome.judgements:
            assert each.signal == each.called == Rung(each.right).calls_for_action


def test_seconds_count_from_seeing_a_person_to_deciding(counter):
    """The time of a decision starts when that person steps up."""
    names = ["begin=belajar", "decide", "answer=inform", "confidence=80", "next", "decide"]
    state = counter.start(1)
    for at, written in enumerate([*names, "answer=inform", "confidence=80"]):
        name, _, value = written.partition("=")
        state = counter.apply(state, Event(name, value, at=10.0 * at))

    assert [decision.seconds for decision in state.decisions] == [20.0, 20.0]


def test_the_fingerprint_changes_with_a_sign(counter, catalogue):
    """What is drawn upon is part of what was judged."""
    signs = dict(counter.signs)
    name = min(signs)
    signs[name] = signs[name].model_copy(update={"name": "Nama lain"})
    other = type(counter)(counter.deck, signs, counter.sources, counter.measure)

    assert other.fingerprint != counter.fingerprint


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 10_000), chance=st.integers(0, 10_000))
def test_whatever_is_offered_is_taken(shift, seed, chance):
    """Pressing anything that the screen offers is never refused, and ends."""
    state, events = play_habit(shift, seed, Habit.RANDOM, Random(chance))

    assert shift.outcome(state) is not None
    assert len(events) < 1_500


HOSTILE = ["", "x" * 200, "begin", "ktp", "ktp.nama", "rencana.open", "{nama}", "<b>", "0", "None"]
NAMES = [
    *("begin", "open", "hold", "topic", "ask", "decide", "back", "answer"),
    *("confidence", "next", "toggle", "seal", ""),
]


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_senseless_events_are_refused_and_change_nothing(counter, data):
    """Random and hostile events are taken or refused with a sentence; the state stays sound."""
    state = counter.start(data.draw(st.integers(0, 99)))
    for _ in range(25):
        pressable = offered(counter.view(state))
        one = st.builds(Event, st.sampled_from(NAMES), st.sampled_from(HOSTILE))
        event = data.draw(one | st.sampled_from(pressable)) if pressable else data.draw(one)
        before = replace(state)
        try:
            state = counter.apply(state, event)
        except Refused:
            assert state == before
        assert 0 <= state.minutes <= 72
        assert len(state.looks.shown) <= 2
