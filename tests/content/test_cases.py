"""A case has bounds on everything, so that it can be explored and read."""

import pytest
from pydantic import TypeAdapter, ValidationError

from tppo_kit.content.cases import Choice, Counter, Playthrough, Scenario, Truth
from tppo_kit.records import Rung

CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"


@pytest.fixture
def data(content):
    """Return the sample case as plain data."""
    return content.scenario().model_dump(mode="json", by_alias=True)


def test_a_case_survives_the_round_trip(data, content):
    """Plain data and back is the same case."""
    assert Scenario.model_validate(data) == content.scenario()


@pytest.mark.parametrize(
    ("start", "least", "largest"), [(5, 0, 4), (0, 1, 4), (2, 4, 1), (100, 0, 99), (-1, -1, 4)]
)
def test_a_number_starts_within_its_bounds(start, least, largest):
    """Bounds that contradict each other, or the start, are refused."""
    with pytest.raises(ValidationError):
        Counter(start=start, min=least, max=largest)


def test_a_number_may_start_at_a_bound():
    """Both bounds belong to the range."""
    assert Counter(start=4, min=0, max=4).start == Counter(start=4, min=4, max=4).max


@pytest.mark.parametrize("number", [1, 41])
def test_a_case_has_two_to_forty_steps(data, number):
    """A case without an ending, or too large to read, is refused."""
    step = {"text": "x", "ending": "good", "decision": "consult"}
    data["steps"] = {f"s{n}": step for n in range(number)}

    with pytest.raises(ValidationError, match="steps"):
        Scenario.model_validate(data)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", "scenario/2"),
        ("status", "ready"),
        ("for", []),
        ("teaches", []),
        ("people", []),
        ("evidence", {}),
        ("evidence", {"Nama Saya": {"text": "x"}}),
        ("state", {"Trust": {"flag": True}}),
        ("state", {"trust": {"flag": False}}),
        ("steps", {"../x": {"text": "x"}, "b": {"text": "x"}}),
        ("title", ""),
        ("twin", "../cuti"),
        ("minutes", {"play": 0, "debrief": 15}),
        ("content_note", {"distress": "none", "topics": []}),
    ],
)
def test_a_case_with_a_value_out_of_bounds_is_refused(data, key, value):
    """Every part of a case has a form of its own."""
    data[key] = value

    with pytest.raises(ValidationError, match=key.rstrip("s")):
        Scenario.model_validate(data)


@pytest.mark.parametrize(
    ("key", "size"), [("needs", 201), ("locked_text", 301), ("why", 601), ("text", 1201)]
)
def test_texts_of_a_choice_have_bounds(key, size):
    """A choice can be shown on a phone."""
    choice = {"id": "a", "text": "x", "leads_to": "b"}
    Choice.model_validate({**choice, key: "x" * (size - 1)})

    with pytest.raises(ValidationError, match=key):
        Choice.model_validate({**choice, key: "x" * size})


@pytest.mark.parametrize(
    ("change", "kept"), [(1, 1), (-2, -2), (True, True), (["tiket"], ["tiket"])]
)
def test_a_change_keeps_its_kind(change, kept):
    """A flag never turns into the number one, nor a number into a flag."""
    choice = Choice(id="a", text="x", leads_to="b", changes={"v": change})

    assert choice.changes["v"] == kept
    assert type(choice.changes["v"]) is type(kept)


@pytest.mark.parametrize("change", ["banyak", {"a": 1}, None, [1], ["Dua Kata"], 1.5])
def test_a_change_of_no_known_kind_is_refused(change):
    """Only numbers, true and lists of evidence change a state."""
    with pytest.raises(ValidationError):
        Choice(id="a", text="x", leads_to="b", changes={"v": change})


def test_a_playthrough_makes_at_least_one_choice():
    """An empty walk shows nothing."""
    with pytest.raises(ValidationError, match="choose"):
        TypeAdapter(list[Playthrough]).validate_python(
            [{"says": "x", "choose": [], "ends_at": "a"}]
        )


@pytest.mark.parametrize("rung", list(Rung))
def test_a_truth_allows_its_rung_and_those_it_accepts(rung):
    """What was not accepted is not allowed."""
    truth = Truth.model_validate(
        {"rung": "consult", "accepts": ["refer"], "why": "x", "from": [{"source": "KIT"}]}
    )

    assert truth.allows(rung) == (rung in {Rung.CONSULT, Rung.REFER})


@pytest.mark.parametrize(
    ("rung", "accepts"), [("consult", "inform"), ("inform", "consult"), ("no-concern", "urgent")]
)
def test_a_truth_never_accepts_the_other_side(rung, accepts):
    """A harmless case cannot accept a call for action, nor the other way round."""
    with pytest.raises(ValidationError, match="harmless case into a call for action"):
        Truth.model_validate(
            {"rung": rung, "accepts": [accepts], "why": "x", "from": [{"source": "KIT"}]}
        )


def test_a_case_can_never_say_that_somebody_is_a_victim(data):
    """The truth is a rung of the ladder and nothing else."""
    data["truth"]["rung"] = "victim"

    with pytest.raises(ValidationError, match=r"truth\.rung"):
        Scenario.model_validate(data)
