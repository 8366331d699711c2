"""The referral as an activity: cover, judgements, replay, paper, fingerprint."""

import re
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Drawing
from tppo_kit.activities.habits import Habit, Simulation, offered, play_habit
from tppo_kit.activities.referral.simulation import ReferralActivity
from tppo_kit.content.facts import Person
from tppo_kit.records import Event


def test_it_is_a_simulation(activity):
    """All habits can play it."""
    assert isinstance(activity, Simulation)


def test_the_cover_says_what_it_is_and_begins(activity):
    """That all is invented stands before the one button."""
    view = activity.view(activity.start(1))
    text = " ".join(str(block) for block in view.blocks)

    assert "rekaan" in text
    assert offered(view) == [Event("begin")]


def test_the_summary_counts_and_gives_no_answer(activity):
    """Title, counts and fingerprint on one line."""
    assert re.fullmatch(r".+: 12 orang, 21 pilihan \[[0-9a-f]{12}\]", activity.summary())


def test_replaying_gives_the_same_state_and_outcome(activity):
    """The same seed and events lead to the same end, half way as well."""
    state, events = play_habit(activity, 5, Habit.RANDOM, Random(5))
    half = events[: len(events) // 2]

    assert replay(activity, 5, events) == state
    assert replay(activity, 5, half) == replay(activity, 5, half)
    assert activity.outcome(replay(activity, 5, events)) == activity.outcome(state)


@settings(max_examples=40, deadline=None, database=None)
@given(data=st.data())
def test_everything_offered_is_taken_and_leads_somewhere(activity, data):
    """Whatever is pressed of what is shown is accepted, and changes the state."""
    state = activity.start(data.draw(st.integers(0, 500)))
    for _ in range(data.draw(st.integers(1, 40))):
        menu = offered(activity.view(state))
        if not menu:
            assert activity.outcome(state) is not None
            return
        after = activity.apply(state, data.draw(st.sampled_from(menu)))

        assert after != state
        state = after


def test_each_person_and_each_service_is_judged(activity, casework):
    """People carry signal and call, services neither; signs are there with those who call."""
    state, _ = play_habit(activity, 2, Habit.SUSPICIOUS, Random(2))
    outcome = activity.outcome(state)
    people = [j for j in outcome.judgements if j.kind == "referral"]
    services = [j for j in outcome.judgements if j.kind == "referral-service"]

    assert len(people) + len(services) == len(outcome.judgements)
    assert [j.subject.split(".")[1] for j in people] == list(state.order)
    assert [j.signal for j in people] == [casework.people[n].calls for n in state.order]
    assert {j.called for j in people} == {True}
    assert [bool(j.signs) for j in people] == [j.signal for j in people]
    assert {(j.signal, j.called) for j in services} == {(None, None)}
    assert 0 <= outcome.earned <= outcome.possible == 10 * len(state.order)


def test_paper_exists_once_the_round_is_over(activity):
    """It holds a timeline for each person who needed or was given anything."""
    state, events = play_habit(activity, 2, Habit.SUSPICIOUS, Random(2))
    paper = activity.paper(state)

    assert activity.paper(replay(activity, 2, events[:-1])) is None
    assert activity.outcome(replay(activity, 2, events[:-1])) is None
    assert sum(isinstance(block, Drawing) for block in paper.blocks) == len(state.order)


def test_the_fingerprint_changes_with_whatever_replay_depends_on(activity, casework):
    """Another deadline, another agency or another text is another simulation."""
    agencies = dict(casework.agencies)
    man_too = agencies["uptd-ppa"].model_copy(update={"serves": list(Person)[:3]})
    others = [
        ReferralActivity(activity.record, agencies, {**casework.days, "berhenti": 4}),
        ReferralActivity(activity.record, {**agencies, "uptd-ppa": man_too}, casework.days),
        ReferralActivity(
            activity.record.model_copy(update={"steps_a_day": 5}), agencies, casework.days
        ),
    ]
    prints = {activity.fingerprint, *(other.fingerprint for other in others)}
    same = ReferralActivity(activity.record, agencies, casework.days)

    assert len(prints) == 4
    assert same.fingerprint == activity.fingerprint
