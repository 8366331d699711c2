"""For any small case, exploring says what going through it by hand would say."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tppo_kit.content.cases import Scenario
from tppo_kit.content.reading import Reading
from tppo_kit.content.rules.graph import check_graph
from tppo_kit.content.yaml_tree import Tree

STEPS = ("a", "b", "c", "d")
CONDITIONS = ("", "n >= 2", "n == 0", "f", "not f", 'seen("b")', 'not seen("c") and n < 2')
choice = st.tuples(
    st.sampled_from(CONDITIONS),
    st.sampled_from([0, 1, -1]),
    st.booleans(),
    st.sampled_from([*STEPS, "end", "end"]),
)
graphs = st.fixed_dictionaries({name: st.lists(choice, min_size=1, max_size=3) for name in STEPS})


class Quiet(dict):
    """A dictionary that does not fill the screen."""

    def __repr__(self):
        """Leave the contents out."""
        return "…"


def scenario(base, graph):
    """Return a case of this shape."""
    steps = {
        name: {
            "text": "x",
            "choices": [
                {
                    "id": f"{name}{number}",
                    "text": "x",
                    "needs": needs,
                    "changes": {"n": add, **({"f": True} if flag else {})},
                    "leads_to": target,
                }
                for number, (needs, add, flag, target) in enumerate(ways)
            ],
        }
        for name, ways in graph.items()
    }
    steps["end"] = {"text": "x", "ending": "good", "decision": "consult"}
    state = {"n": {"start": 1, "min": 0, "max": 3}, "f": {"flag": True}}
    return Scenario.model_validate({**base, "state": state, "start": "a", "steps": steps})


def is_met(needs, n, f, seen):
    """Tell whether a condition holds, worked out without the condition language."""
    return {
        "": True,
        "n >= 2": n >= 2,
        "n == 0": n == 0,
        "f": f,
        "not f": not f,
        'seen("b")': "b" in seen,
        'not seen("c") and n < 2': "c" not in seen and n < 2,
    }[needs]


def onward(graph, place):
    """Return number, target and situation after each open choice, by the plain rules."""
    step, n, f, seen = place
    after = []
    for number, (needs, add, flag, target) in enumerate(graph.get(step, ())):
        if is_met(needs, n, f, seen):
            there = (target, max(0, min(3, n + add)), f or flag, seen | {target})
            after.append((number, there))
    return after


def by_hand(graph):
    """Return what must be found: unreachable steps, choices never open, dead ends, circles."""
    start = ("a", 1, False, frozenset("a"))
    known, waiting, taken, leads = {start}, [start], set(), {}
    while waiting:
        place = waiting.pop()
        ways = onward(graph, place)
        leads[place] = {there for _, there in ways}
        taken |= {(place[0], number) for number, _ in ways}
        waiting += leads[place] - known
        known |= leads[place]
    reached = {place[0] for place in known}
    dead = {place for place in known if not leads[place] and place[0] != "end"}
    settled = {place for place in known if place[0] == "end"} | dead
    while more := {place for place in known - settled if leads[place] & settled}:
        settled |= more
    never = {
        f"{name}{number}"
        for name, ways in graph.items()
        for number in range(len(ways))
        if name in reached and (name, number) not in taken
    }
    circling = {place[0] for place in known - settled} - {place[0] for place in dead}
    return {
        "G301": {*STEPS, "end"} - reached,
        "G302": never,
        "G303": {place[0] for place in dead},
        "G304": circling,
    }


@pytest.fixture
def base(content):
    """Return a case of which only the steps will be replaced, not shown when a test fails."""
    return Quiet(content.scenario().model_dump(mode="json", by_alias=True))


@given(graph=graphs)
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_exploring_agrees_with_going_through_by_hand(base, graph):
    """Unreachable, never offered, dead end and circle are told exactly when they are there."""
    reading = Reading(Path("scenario.yml"), Tree(), scenario(base, graph))
    found = {code: set() for code in ("G301", "G302", "G303", "G304")}
    for problem in check_graph(reading):
        found[problem.code].add(problem.what.render("en").split("'")[1])

    assert found == by_hand(graph)
