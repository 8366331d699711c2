"""A case is played as it was written: its playthroughs, its state, its locks and its judgement."""

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Feedback, Lines, Meters, Options
from tppo_kit.activities.scenario import ScenarioActivity
from tppo_kit.content.cases import Scenario
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import Refused
from tppo_kit.records import Event
from tppo_kit.settings import REPOSITORY

_REAL = Catalogue(REPOSITORY / "data")
PLAYTHROUGHS = [
    pytest.param(name, number, id=f"{name}-{playthrough.ends_at}-{number}")
    for name in _REAL.names("scenario")
    for number, playthrough in enumerate(_REAL.case(name).playthroughs.record)
]


def choice(name, leads_to, **others):
    """Return one choice of the small case."""
    return {"id": name, "text": f"do {name}", "leads_to": leads_to, "why": f"w {name}", **others}


def ending(decision, kind):
    """Return one ending of the small case."""
    return {"text": f"ended {decision}", "ending": kind, "decision": decision}


@pytest.fixture
def small():
    """Give a case of two scenes with a counter, a flag, evidence, a lock and a hidden choice."""
    first = [
        choice("push", "again", changes={"trust": -9}),
        choice("ask", "again", changes={"trust": 9, "calm": True, "noted": ["paper"]}),
        choice("locked", "good", needs="trust >= 3", locked_text="No trust yet."),
        choice("hidden", "good", needs="calm", hide=True),
    ]
    second = [
        choice("back", "first"),
        choice("look", "again", needs='not seen("good")', changes={"noted": ["date"]}),
        choice("call", "poor"),
        choice("serve", "good", needs="paper in noted"),
    ]
    made = {
        "format": "scenario/1",
        "id": "small",
        "title": "Small",
        "about": "About.",
        "status": "active",
        "for": ["counter"],
        "minutes": {"play": 5, "debrief": 5},
        "teaches": ["T-REK-01"],
        "out_of_scope": "All else.",
        "truth": {"rung": "inform", "why": "Because.", "from": [{"source": "KIT"}]},
        "twin": "large",
        "content_note": {"distress": "low", "topics": ["work"]},
        "people": [{"role": "applicant", "gender": "female", "age": 24}],
        "evidence": {"paper": {"text": "Paper."}, "date": {"text": "Date."}},
        "state": {
            "trust": {"start": 2, "min": 0, "max": 4, "label": "Trust"},
            "calm": {"flag": True},
            "noted": {"set_of": "evidence"},
        },
        "start": "first",
        "steps": {
            "first": {"place": "Counter", "text": "First scene.", "choices": first},
            "again": {"text": "Second scene.", "choices": second},
            "good": ending("inform", "good"),
            "poor": ending("urgent", "poor"),
        },
    }
    return ScenarioActivity(Scenario.model_validate(made), {}, {})


def played(activity, *choices, confidence="", pace=5.0):
    """Return the state after choices, one event each ``pace`` seconds."""
    names = [("begin", ""), *(("choose", name) for name in choices)]
    names += [("confidence", confidence)] if confidence else []
    events = [Event(*name, at=pace * number) for number, name in enumerate(names)]
    return replay(activity, 1, events)


def offered(activity, state):
    """Return value and state of every option of a scene."""
    block = next(b for b in activity.view(state).blocks if isinstance(b, Options))
    return [(option.value, option.state) for option in block.options]


@pytest.mark.parametrize(("name", "number"), PLAYTHROUGHS)
def test_every_playthrough_ends_as_it_says(opened, catalogue, name, number):
    """Through the activity each walk of each real case ends where, and as, its author wrote."""
    activity = next(a for a in opened("scenario") if a.scenario.id == name)
    playthrough = catalogue.case(name).playthroughs.record[number]
    state = played(activity, *playthrough.choose)
    step = activity.scenario.steps[playthrough.ends_at]
    truth = activity.scenario.truth
    sure = activity.apply(state, Event("confidence", "80", 99))
    outcome = activity.outcome(sure)

    assert state.position.step == playthrough.ends_at
    for key, wanted in playthrough.with_.items():
        value = activity.walk.value(state.position, key)
        assert value == (frozenset(wanted) if isinstance(wanted, list) else wanted)
    assert activity.outcome(state) is None
    assert outcome.ending == step.ending
    assert outcome.judgements[0].chosen == step.decision
    assert outcome.judgements[0].correct is (step.decision in {truth.rung, *truth.accepts})
    assert activity.view(sure).blocks[0] == Feedback(
        step.ending, activity.view(sure).announce, step.text
    )


def test_real_cases_cover_every_kind_of_ending(opened, catalogue):
    """Each real case can be ended well, half right and badly, and its walks show all endings."""
    for activity in opened("scenario"):
        steps = activity.scenario.steps
        walks = catalogue.case(activity.scenario.id).playthroughs.record

        assert {step.ending for step in steps.values()} >= {"good", "mixed", "poor"}
        assert {w.ends_at for w in walks} == {name for name, step in steps.items() if step.ending}


def test_the_cover_starts_and_nothing_else_does(small):
    """Before the beginning no choice is taken, and beginning twice is refused."""
    for name, value in [("choose", "ask"), ("confidence", "80"), ("next", ""), ("", "")]:
        with pytest.raises(Refused):
            small.apply(small.start(1), Event(name, value))

    with pytest.raises(Refused):
        small.apply(played(small), Event("begin"))
    assert small.start(1) == small.start(2)


@pytest.mark.parametrize(
    ("name", "value"),
    [("choose", "locked"), ("choose", "hidden"), ("choose", "call"), ("choose", ""), ("ask", "")],
)
def test_what_is_not_open_here_is_refused(small, name, value):
    """A locked, hidden or elsewhere choice is not taken, even if somebody sends it."""
    with pytest.raises(Refused):
        small.apply(played(small), Event(name, value))


def test_locked_choices_say_why_and_hidden_ones_do_not_show(small):
    """A lock is told with its sentence; what may not be seen yet is not in the view."""
    block = next(b for b in small.view(played(small)).blocks if isinstance(b, Options))

    assert offered(small, played(small)) == [
        ("push", "open"),
        ("ask", "open"),
        ("locked", "locked"),
    ]
    assert block.options[2].note == "No trust yet."


def test_conditions_open_choices_when_they_hold(small):
    """What was done unlocks and uncovers what depends on it, and lets it be taken."""
    state = played(small, "ask", "back")

    assert [value for value, _ in offered(small, state)] == ["push", "ask", "locked", "hidden"]
    assert {mark for _, mark in offered(small, state)} == {"open"}
    assert small.apply(state, Event("choose", "hidden")).position.step == "good"


def test_counters_stop_at_their_bounds(small):
    """Numbers change within their bounds only, and the meter shows them."""
    low, high = played(small, "push"), played(small, "ask")

    values = [small.walk.value(state.position, "trust") for state in (low, high)]
    meters = next(b for b in small.view(high).blocks if isinstance(b, Meters))
    assert values == [0, 4]
    assert [(m.label, m.value, m.most) for m in meters.meters] == [("Trust", 4, 4)]


def test_evidence_is_noted_once_and_shown_as_it_is_found(small):
    """Finding the same fact twice notes it once; what is not found is not listed."""
    state = played(small, "ask", "back", "ask")
    lines = next(b for b in small.view(state).blocks if isinstance(b, Lines))

    assert [entry.text for entry in lines.entries] == ["Paper."]
    assert not any(isinstance(b, Lines) for b in small.view(played(small, "push")).blocks)


def test_the_reason_of_the_last_choice_is_told_at_the_next_scene(small):
    """A person learns at once why the step was wise or not, before the scene."""
    first = small.view(played(small, "push")).blocks[0]

    assert isinstance(first, Feedback)
    assert first.text == "w push"
    assert not isinstance(small.view(played(small)).blocks[0], Feedback)


def test_at_an_ending_only_confidence_is_taken_and_only_once(small):
    """The decision stands; the debrief follows the confidence and then nothing more is taken."""
    decided = played(small, "push", "call")
    done = small.apply(decided, Event("confidence", "70"))

    assert small.view(decided).blocks[0].text.values["choice"] == "do call"
    for state, name, value in [
        (decided, "choose", "call"),
        (decided, "confidence", "71"),
        (done, "confidence", "70"),
        (done, "choose", "call"),
        (done, "begin", ""),
    ]:
        with pytest.raises(Refused):
            small.apply(state, Event(name, value))


def test_the_judgement_says_what_was_decided(small):
    """Rung, right rung, signal, call, confidence and the seconds of the last decision are kept."""
    outcome = small.outcome(played(small, "ask", "call", confidence="90", pace=4))
    judgement = outcome.judgements[0]

    assert (judgement.kind, judgement.subject) == ("scenario", "small")
    assert (judgement.right, judgement.chosen, judgement.correct) == ("inform", "urgent", False)
    assert (judgement.signal, judgement.called, judgement.confidence) == (False, True, 90)
    assert (judgement.seconds, judgement.signs) == (4, ("T-REK-01",))
    assert judgement.fingerprint == small.fingerprint


@pytest.mark.parametrize(
    ("walk", "earned"),
    [(["push", "call"], 0), (["ask", "call"], 0.5), (["ask", "serve"], 2.5)],
)
def test_points_are_two_for_the_step_and_one_for_the_facts(small, walk, earned):
    """The right step earns two, the share of facts found the third."""
    outcome = small.outcome(played(small, *walk, confidence="50"))

    assert (outcome.earned, outcome.possible) == (earned, 3.0)


def test_a_clock_that_went_back_gives_no_negative_time(small):
    """The seconds of a decision are never below zero."""
    events = [Event("begin", at=100), Event("choose", "push", 50), Event("choose", "call", 40)]
    state = replay(small, 1, [*events, Event("confidence", "50", 0)])

    assert small.outcome(state).judgements[0].seconds == 0


def test_the_cover_tells_what_it_touches_on(small):
    """A person reads the topics before starting, and may leave."""
    texts = [getattr(b, "text", "") for b in small.view(small.start(1)).blocks]

    assert any(getattr(text, "values", {}).get("topics") == "work" for text in texts)


def test_the_summary_counts_and_gives_nothing_away(small):
    """Scenes, endings, signs and fingerprint; neither truth nor why."""
    summary = small.summary()

    assert summary.startswith("Small: 4 ")
    assert small.fingerprint in summary
    assert "inform" not in summary
    assert "Because" not in summary
