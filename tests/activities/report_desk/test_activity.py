"""A shift at the desk: in order, refusing what makes no sense, telling nothing too early."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.activities.activity import check_event, replay
from tppo_kit.activities.blocks import Feedback, Options
from tppo_kit.activities.habits import Habit, offered
from tppo_kit.activities.report_desk.course import What
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import Refused
from tppo_kit.records import Event
from tppo_kit.sessions.library import open_activity
from tppo_kit.settings import REPOSITORY
from tppo_kit.views.draw import draw_html, draw_text


def events(*pairs):
    """Return events written as name or name=value."""
    parted = [pair.partition("=") for pair in pairs]
    return [Event(name, value, at=float(at)) for at, (name, _, value) in enumerate(parted)]


WHOLE = ("begin", "ask=lihat", "urgency=refer", "toggle=sapa", "seal", "toggle=kejadian", "seal")


def test_one_report_takes_question_urgency_channels_and_note(activity):
    """Each screen offers one group of choices, and the next report follows."""
    seen = []
    for number in range(1, len(WHOLE) + 1):
        view = activity.view(replay(activity, 1, events(*WHOLE[:number])))
        seen.append([block.event for block in view.blocks if isinstance(block, Options)])
    state = replay(activity, 1, events(*WHOLE))

    assert seen[0] == seen[-1] == ["ask", "skip"]
    assert seen[1:-1] == [["urgency"], *[["toggle", "seal"]] * 4]
    (decision,) = state.decisions
    assert (decision.question, decision.rung.value) == ("lihat", "refer")
    assert (decision.channels, decision.lines) == ({"sapa"}, {"kejadian"})
    assert decision.seconds == 6.0


def test_information_alone_is_passed_to_nobody(activity):
    """After it the note comes at once."""
    state = replay(activity, 1, events("begin", "skip", "urgency=inform"))
    view = activity.view(state)
    (toggles,) = [b for b in view.blocks if isinstance(b, Options) and b.event == "toggle"]

    assert {option.value for option in toggles.options} == activity.lines.keys()


def test_a_choice_can_be_taken_back(activity):
    """Pressing a chosen channel again leaves it out."""
    walk = ("begin", "skip", "urgency=refer", "toggle=sapa", "toggle=desa", "toggle=sapa")

    assert replay(activity, 1, events(*walk)).channels == {"desa"}


@pytest.mark.parametrize(
    "walk",
    [
        ["ask=lihat"],
        ["begin", "next=1"],
        ["begin", "begin"],
        ["begin", "seal"],
        ["begin", "ask=entah"],
        ["begin", "ask="],
        ["begin", "skip=lihat"],
        ["begin", "urgency=refer"],
        ["begin", "ask=lihat", "ask=aman"],
        ["begin", "skip", "skip"],
        ["begin", "skip", "urgency=no-concern"],
        ["begin", "skip", "urgency=URGENT"],
        ["begin", "skip", "urgency=refer", "urgency=inform"],
        ["begin", "skip", "urgency=refer", "toggle=kejadian"],
        ["begin", "skip", "urgency=refer", "toggle=bukti"],
        ["begin", "skip", "urgency=refer", "seal=x"],
        ["begin", "skip", "urgency=refer", "seal", "toggle=sapa"],
        ["begin", "skip", "urgency=inform", "toggle=sapa"],
        ["begin", "skip", "urgency=inform", "choose=x"],
    ],
)
def test_what_makes_no_sense_is_refused(activity, walk):
    """A sentence says so, and the state before stays as it was."""
    before = replay(activity, 1, events(*walk[:-1]))
    kept = hash(before)
    with pytest.raises(Refused) as refusal:
        activity.apply(before, events(*walk)[-1])

    assert refusal.value.message.render("id")
    assert hash(before) == kept


@pytest.fixture(scope="module")
def in_line(activity, played):
    """Give the first state in which several wait and one is to be called."""
    for seed in range(30):
        state = activity.start(seed)
        for event in played(Habit.BY_THE_BOOK, seed)[1]:
            state = activity.apply(state, event)
            if activity.course(state).choosing:
                return state
    raise LookupError


@pytest.mark.parametrize("place", ["0", "9", "-1", "1.0", "x", "", " 1", "１"])
def test_only_a_place_in_the_line_can_be_called(activity, in_line, place):
    """Anything else is refused."""
    with pytest.raises(Refused):
        activity.apply(in_line, Event("next", place))


def test_who_is_called_comes_to_the_desk(activity, in_line):
    """Each place brings its own report; until then nothing else can be done."""
    waiting = [each.visit.report for each in activity.course(in_line).waiting]
    called = [
        activity.at_desk(activity.apply(in_line, Event("next", str(place))))
        for place in range(1, len(waiting) + 1)
    ]

    assert called == waiting
    assert activity.outcome(in_line) is None
    with pytest.raises(Refused):
        activity.apply(in_line, Event("skip"))


def test_the_line_tells_nothing_of_what_will_be_said(activity, in_line):
    """Neither words nor ids of those who wait stand in the page."""
    page = draw_html(activity.view(in_line), "id")

    for each in activity.course(in_line).waiting:
        report = each.visit.report
        assert not [word for word in (report.id, report.said, report.title) if word in page]


def test_nothing_is_taken_after_the_end(activity, played):
    """The shift is over; every event is refused."""
    state, walk = played()

    for event in {(each.name, each.value): each for each in walk}.values():
        with pytest.raises(Refused):
            activity.apply(state, event)


@pytest.mark.parametrize("habit", Habit)
@pytest.mark.parametrize("seed", range(8))
def test_the_same_events_give_the_same_state(activity, played, habit, seed):
    """Replayed by another instance, state, view and outcome are equal."""
    state, walk = played(habit, seed)
    other = open_activity(activity.key, Catalogue(REPOSITORY / "data"))
    again = replay(other, seed, walk)

    assert again == state
    assert other.outcome(again) == activity.outcome(state)
    assert other.view(again) == activity.view(state)


def test_states_are_values(activity):
    """They are frozen and can be keys."""
    state = replay(activity, 1, events(*WHOLE))

    assert len({state, replay(activity, 1, events(*WHOLE))}) == 1
    with pytest.raises(FrozenInstanceError):
        state.begun = False


@pytest.mark.parametrize("seed", range(12))
def test_what_is_offered_is_taken(activity, played, seed):
    """Everything that a view offers can be pressed."""
    _, walk = played(Habit.RANDOM, seed)
    state = activity.start(seed)
    for event in walk:
        for other in offered(activity.view(state)):
            activity.apply(state, other)
        state = activity.apply(state, event)

    assert activity.outcome(state) is not None


@pytest.mark.parametrize("seed", range(10))
def test_a_report_tells_nothing_before_it_is_closed(activity, played, seed):
    """Reasons, explanations and the answers not asked for stand nowhere in page or text."""
    _, walk = played(Habit.BY_THE_BOOK, seed)
    state = activity.start(seed)
    closed = set()
    for event in walk:
        state = activity.apply(state, event)
        current = activity.at_desk(state)
        if current is None:
            continue
        page = draw_html(activity.view(state), "id") + draw_text(activity.view(state), "id")
        for each in activity.desk.reports:
            secrets = [each.why, each.harmless]
            secrets += [] if each.id in closed else [each.well, each.hurt]
            asked = current.answers.get(state.question or "")
            heard = f"{asked} {current.said}"
            secrets += [answer for answer in each.answers.values() if answer not in heard]
            assert not [secret for secret in secrets if secret in page]
        closed = {decision.report for decision in state.decisions}


def check_state(activity, state):
    """Assert that a state is inside its model."""
    course = activity.course(state)
    heard = [decision.report for decision in state.decisions]

    assert len(heard) == len(set(heard)) <= activity.desk.drawn
    assert {*heard, course.turn} <= {"", *activity.reports}
    assert state.begun or state == activity.start(state.seed)
    assert state.channels <= activity.channels.keys()
    assert state.lines <= activity.lines.keys()
    assert state.question in {None, "", *activity.questions}
    assert state.rung in {None, *activity.urgencies}
    assert not state.channels or state.rung.calls_for_action
    assert not state.lines or state.passed
    assert not (course.choosing and course.turn)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), chance=st.randoms(use_true_random=False))
def test_hostile_streams_change_nothing_they_may_not(activity, seed, chance):
    """Each event of a stream is taken or refused with a sentence; every state stays sound."""
    state = activity.start(seed)
    names = ["begin", "next", "ask", "skip", "urgency", "toggle", "seal", "", "confidence"]
    values = [*activity.questions, *activity.channels, *activity.lines, *activity.reports]
    values += ["", "1", "2", "refer", "urgent", "no-concern", "x" * 200, "<b>", "٣", "{name}"]
    hostile = [None, True, 1, -1.5, b"begin", [], {}, float("nan"), "x" * 201, "\0", "\ud800"]
    sentences = []
    for number in range(60):
        events = offered(activity.view(state)) or [Event("seal")]
        event = chance.choice(events)
        if chance.random() < 0.4:
            event = Event(chance.choice(names), chance.choice(values), at=float(number))
        elif chance.random() < 0.2:
            event = Event(chance.choice(hostile), chance.choice(hostile), chance.choice(hostile))
        kept = hash(state)
        try:
            after = activity.apply(state, check_event(event))
        except Refused as refusal:
            sentences.append(refusal.message.render("id"))
            after = state
        assert hash(state) == kept
        state = after
        check_state(activity, state)

    assert all(sentences)


def test_an_unasked_question_brings_no_answer(activity):
    """Whoever asks nothing sees what was said, and no more."""
    view = activity.view(replay(activity, 1, events("begin", "skip")))

    assert not [block for block in view.blocks if isinstance(block, Feedback)]


def test_the_summary_counts_and_changes_with_the_content(activity, desk):
    """It holds numbers and the fingerprint; a changed gap changes the latter."""
    times = desk.times.model_copy(update={"gap": desk.times.gap + 1})
    other = type(activity)(desk.model_copy(update={"times": times}), activity.signs, {}, {})

    assert activity.summary().endswith(
        f"28 laporan, 10 tiap giliran, 10 saluran [{activity.fingerprint}]"
    )
    assert other.fingerprint != activity.fingerprint


def test_one_world_serves_all_states_of_a_play(activity, played):
    """What happened does not depend on when it is looked at."""
    state, walk = played(Habit.SUSPICIOUS, 2)
    troubled = [e for e in activity.course(state).happenings if e.what is What.TROUBLED]

    assert troubled
    assert activity.course(replay(activity, 2, walk)) == activity.course(state)
