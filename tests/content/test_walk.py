"""Walking a case: what a choice does, what is open, and what never happens."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tppo_kit.content.cases import Scenario
from tppo_kit.content.conditions import ConditionError
from tppo_kit.content.walk import Walk


@pytest.fixture
def walk(content):
    """Return the sample case, ready for walking."""
    return Walk(content.scenario())


def follow(walk, *choices):
    """Return the position after choices, each of which must be open."""
    position = walk.begin()
    for choice in choices:
        position = walk.take(position, walk.find(position, choice))
    return position


def state(walk, position):
    """Return the values at a position by name."""
    return {name: walk.value(position, name) for name in walk.names}


def test_a_walk_begins_with_the_declared_values(walk):
    """Numbers start where they are told to, flags down, evidence empty."""
    position = walk.begin()

    assert position.step == "counter"
    assert state(walk, position) == {
        "trust": 2,
        "minutes": 6,
        "noted": frozenset(),
        "greeted": False,
    }


def test_a_choice_changes_what_it_says(walk):
    """Numbers are added, flags set, evidence noted, all else stays."""
    position = follow(walk, "open-question", "ask-contract")

    assert position.step == "decide"
    assert state(walk, position) == {
        "trust": 3,
        "minutes": 2,
        "noted": frozenset({"kontrak-menyusul", "majikan-belum-jelas"}),
        "greeted": True,
    }
    assert walk.noted(position) == {"kontrak-menyusul", "majikan-belum-jelas"}


def test_taking_a_choice_leaves_the_position_before_it_alone(walk):
    """Two people at one position never disturb each other."""
    before = walk.begin()
    walk.take(before, walk.find(before, "open-question"))

    assert before == walk.begin()


def test_the_same_choices_lead_to_the_same_position(walk):
    """There is no chance in a case, so positions can be counted."""
    assert follow(walk, "accusation", "repair") == follow(walk, "accusation", "repair")
    assert hash(follow(walk, "accusation")) == hash(follow(walk, "accusation"))


@pytest.mark.parametrize(("change", "expected"), [(-2, 0), (-99, 0), (+9, 4), (0, 2)])
def test_numbers_stop_at_their_bounds(content, change, expected):
    """Trust never falls below its smallest value nor rises above its largest."""
    content.change("{trust: -2, minutes: -1}", f"{{trust: {change}, minutes: -1}}")
    walk = Walk(content.scenario())

    assert walk.value(follow(walk, "accusation"), "trust") == expected


def test_a_locked_choice_cannot_be_taken(walk):
    """After an accusation Rani does not answer the question about the contract."""
    position = follow(walk, "accusation", "repair")
    locked = walk.choices(position)[0]

    assert (position.step, locked.id) == ("story", "ask-contract")
    assert not walk.is_open(position, locked)
    assert walk.find(position, "ask-contract") is None


@pytest.mark.parametrize("name", ["", "nowhere", "consult", "../counter", "OPEN-QUESTION"])
def test_a_choice_of_another_step_cannot_be_taken(walk, name):
    """Only the choices of this step are found, by their exact id."""
    assert walk.find(walk.begin(), name) is None


def test_an_ending_has_no_choices(walk):
    """There the walk is over."""
    position = follow(walk, "issue-now")

    assert position.step == "issued"
    assert walk.choices(position) == []


def test_only_steps_that_somebody_asks_about_are_remembered(walk):
    """What was seen without mattering does not multiply the positions."""
    assert follow(walk, "open-question", "go-on").seen == frozenset()
    assert follow(walk, "accusation", "give-up").seen == {"closed-up"}


def test_what_was_seen_stays_seen(walk):
    """The passport is not simply issued after an accusation."""
    accused = follow(walk, "accusation", "give-up")
    friendly = follow(walk, "open-question", "go-on")

    assert walk.find(accused, "grant") is None
    assert walk.find(friendly, "grant").leads_to == "issued"


def test_the_start_counts_as_seen(content):
    """Where everybody has been, seen() is true."""
    content.change('not seen("closed-up")', 'seen("counter")')
    walk = Walk(content.scenario())

    assert walk.begin().seen == {"counter"}
    assert walk.find(follow(walk, "accusation", "give-up"), "grant")


def test_evidence_of_several_sets_is_noted_together(content):
    """A case may keep two lists; both count."""
    content.change("{set_of: evidence}", "{set_of: evidence}\n  told: {set_of: evidence}")
    content.change("{trust: -2, minutes: -1}", "{told: [salinan-ada], noted: [kontrak-menyusul]}")
    walk = Walk(content.scenario())

    assert walk.noted(follow(walk, "accusation")) == {"salinan-ada", "kontrak-menyusul"}


def test_a_case_with_an_unreadable_condition_is_not_walked(content):
    """The fault is met when the walk is made ready, not in the middle of a game."""
    data = content.scenario().model_dump(by_alias=True)
    data["steps"]["story"]["choices"][0]["needs"] = "trust =>"

    with pytest.raises(ConditionError):
        Walk(Scenario.model_validate(data))


@given(picks=st.lists(st.integers(0, 9), max_size=12))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_walk_leaves_the_model(walk, picks):
    """Wherever chance leads, numbers stay in bounds, evidence only grows, and find agrees."""
    position = walk.begin()
    for pick in picks:
        choices = walk.choices(position)
        is_open = [choice for choice in choices if walk.is_open(position, choice)]
        assert is_open == [choice for choice in choices if walk.find(position, choice.id)]
        if not is_open:
            assert walk.scenario.steps[position.step].ending
            return
        after = walk.take(position, is_open[pick % len(is_open)])
        assert 0 <= walk.value(after, "trust") <= 4
        assert 0 <= walk.value(after, "minutes") <= 6
        assert walk.noted(position) <= walk.noted(after) <= set(walk.scenario.evidence)
        assert position.seen <= after.seen
        position = after
