"""The graph of a case: what only visiting every (step, state) can find."""

import pytest

from tppo_kit.content.rules.graph import check_conditions, check_graph, explore
from tppo_kit.content.walk import Walk

GO_ON = """
      - id: go-on
        text: Cukup, ambil keputusan.
        leads_to: decide
        why: Catatan Anda masih kosong.
        from: [{source: KIT}]"""
REPAIR_NEEDS = """        needs: minutes >= 3
        locked_text: Waktu Anda habis untuk memulihkan suasana.
"""
GIVE_UP = """
      - id: give-up
        text: Akhiri wawancara.
        leads_to: decide
        why: Ia berhak tidak menjawab.
        from: [{source: KIT}]"""
DECIDE = "\n  decide:\n"
REPAIR_TO = "leads_to: story\n        why: Minta"
ASK_NEEDS = "needs: trust >= 3 and minutes >= 2"
ASK_CHANGES = "noted: [kontrak-menyusul, majikan-belum-jelas]}"


def step(name, *choices):
    """Return a step, each choice written as 'id leads_to', to stand before 'decide'."""
    ways = "".join(
        f"\n      - {{id: {choice}, text: x, leads_to: {target}}}"
        for choice, target in (way.split() for way in choices)
    )
    return f"\n  {name}:\n    text: x\n    choices:{ways}{DECIDE}"


def told(content):
    """Return code, line and the English sentence of what exploring finds."""
    return [
        (found.code, found.line, found.what.render("en"))
        for found in check_graph(content.case().scenario)
    ]


def test_a_sound_case_has_no_findings(content):
    """Conditions that always leave a way are fine."""
    assert told(content) == []
    assert list(check_conditions(content.case().scenario)) == []


@pytest.mark.parametrize("relaxed", [False, True], ids=["as-it-was", "relaxed"])
def test_a_conditional_dead_end_is_found_with_its_route(content, relaxed):
    """Every link is sound, but after an accusation and a repair no choice is open any more."""
    content.change(GO_ON, "")
    if relaxed:
        content.change(REPAIR_NEEDS, "")

    assert told(content) == [
        ("G303", content.line("  story:"), "dead end at 'story' after: accusation, repair")
    ]


@pytest.mark.parametrize(
    ("needs", "stuck"),
    [
        ("trust >= 3", True),
        ("trust >= 2", False),
        ("minutes >= 5", True),
        ("minutes >= 4", False),
        ("greeted", True),
        ('not seen("closed-up")', True),
        ('seen("counter")', False),
        ('greeted or seen("closed-up")', False),
        ("salinan-ada in noted", True),
        ("not salinan-ada in noted", False),
    ],
)
def test_the_last_way_on_may_be_locked_only_if_it_never_is(content, needs, stuck):
    """Whether a locked choice is a dead end depends on every state that can arrive there."""
    content.change(GO_ON, "")
    content.change(ASK_NEEDS, f"needs: {needs}")

    assert ("G303" in [code for code, *_ in told(content)]) == stuck


def test_a_dead_end_at_the_start_has_no_route(content):
    """Where nothing was chosen yet, the route is a dash."""
    for choice in ("open-question", "accusation", "issue-now"):
        content.change(f"- id: {choice}\n", f"- id: {choice}\n        needs: trust >= 4\n")
    found = told(content)

    assert found[-1] == ("G303", content.line("  counter:"), "dead end at 'counter' after: -")


def test_one_dead_end_is_told_once_by_its_shortest_route(content):
    """However many states are stuck at a step, the writer reads of the nearest."""
    content.change(GO_ON, "")
    content.change(ASK_NEEDS, "needs: trust >= 4")

    assert [what for code, _, what in told(content) if code == "G303"] == [
        "dead end at 'story' after: open-question"
    ]


def test_a_dead_end_behind_another_step_is_told_only_where_it_is(content):
    """A step whose only way leads to a dead end is no endless circle."""
    content.change(DECIDE, step("hall", "on yard"))
    content.change(DECIDE, step("yard", "on cellar"))
    content.change(DECIDE, step("cellar", "up decide"))
    content.change("{id: up, text: x,", "{id: up, text: x, needs: trust >= 4,")
    content.change(REPAIR_TO, REPAIR_TO.replace("story", "hall"))

    assert [(code, line) for code, line, _ in told(content) if code != "G302"] == [
        ("G303", content.line("  cellar:"))
    ]


@pytest.mark.parametrize(
    "needs", ["trust >= 5", "minutes >= 7", "salinan-ada in noted", "trust > 4"]
)
def test_a_choice_never_offered_is_named_with_its_condition(content, needs):
    """A condition that no state can meet hides a choice from everybody."""
    content.change(ASK_NEEDS, f"needs: {needs}")
    problem = next(iter(check_graph(content.case().scenario)))

    assert (problem.code, problem.line) == ("G302", content.line("id: ask-contract"))
    assert problem.what.render("en") == "the choice 'ask-contract' can never be taken"
    assert problem.mend.render("en") == f"ease its condition: {needs}"


def test_a_step_nobody_reaches_is_named(content):
    """A step without a link, and a step behind a choice never offered, are both told."""
    content.change(DECIDE, step("attic", "down decide", "out issued"))
    content.change(ASK_NEEDS, "needs: trust >= 5")
    content.change("leads_to: decide\n        why: Jawabannya", "leads_to: hall\n        why: J")
    content.change(DECIDE, step("hall", "on decide"))

    assert [(code, line) for code, line, _ in told(content)] == [
        ("G301", content.line("  attic:")),
        ("G301", content.line("  hall:")),
        ("G302", content.line("id: ask-contract")),
    ]


def test_choices_of_an_unreachable_step_are_not_told_as_well(content):
    """One finding for the step says it all."""
    content.change(DECIDE, step("attic", "down decide", "out issued"))

    assert [code for code, *_ in told(content)] == ["G301"]


def test_an_unreachable_ending_is_told(content):
    """An ending is a step like any other."""
    content.change("leads_to: rejected", "leads_to: issued")

    assert [(code, what) for code, _, what in told(content)] == [
        ("G301", "no choice ever leads to the step 'rejected'")
    ]


@pytest.mark.parametrize(
    ("steps", "circle"),
    [
        ([("hall", "stay hall")], ["hall"]),
        ([("hall", "on yard"), ("yard", "back hall")], ["hall", "yard"]),
        ([("hall", "on yard", "stay hall"), ("yard", "back hall")], ["hall", "yard"]),
        ([("hall", "on yard"), ("yard", "back hall", "out decide")], []),
        ([("hall", "stay hall", "out decide")], []),
    ],
    ids=["one", "two", "both", "two-with-exit", "one-with-exit"],
)
def test_an_endless_circle_is_told_at_each_of_its_steps(content, steps, circle):
    """Where play goes on for ever and no ending can be reached, the writer is told."""
    for name, *choices in steps:
        content.change(DECIDE, step(name, *choices))
    content.change(REPAIR_TO, REPAIR_TO.replace("story", "hall"))

    assert sorted(told(content)) == sorted(
        ("G304", content.line(f"  {name}:"), f"from '{name}' no ending can be reached any more")
        for name in circle
    )


def test_a_circle_that_closes_only_in_some_states_is_told(content):
    """The way out is there, but not for those who have used up their time."""
    content.change(DECIDE, step("hall", "stay hall", "out decide"))
    content.change("{id: out, text: x,", "{id: out, text: x, needs: minutes >= 5,")
    content.change("{id: stay, text: x,", "{id: stay, text: x, changes: {minutes: -1},")
    content.change(
        "        changes: {trust: +2, minutes: -1}\n        leads_to: story",
        "        leads_to: hall",
    )

    assert [(code, line) for code, line, _ in told(content)] == [("G304", content.line("  hall:"))]


def test_exploring_meets_every_situation_once(content):
    """The sample has as many situations as counting by hand gives."""
    found = explore(Walk(content.scenario()))
    steps = [position.step for position in found.came_from]

    # counter 1; story 2 (welcomed, repaired); closed-up 1; issued 3 (at once, and two at the end);
    # decide 5: asked, or gone on, or gone on after repair, or given up, and so the last two endings.
    assert {name: steps.count(name) for name in set(steps)} == {
        "counter": 1,
        "story": 2,
        "closed-up": 1,
        "decide": 4,
        "consulted": 4,
        "rejected": 4,
        "issued": 3,
    }
    assert found.complete
    assert len(set(found.came_from)) == len(found.came_from) == len(found.leads)


def test_a_route_can_be_walked(content):
    """The choices on a route lead to the position it was asked for."""
    walk = Walk(content.scenario())
    found = explore(walk)
    for wanted in found.came_from:
        position = walk.begin()
        for choice in found.route(wanted):
            position = walk.take(position, walk.find(position, choice))
        assert position == wanted


@pytest.mark.parametrize("most", [1, 2, 18])
def test_exploring_stops_at_the_bound(content, most):
    """Not one situation more than allowed is kept, and the result says that it is not whole."""
    found = explore(Walk(content.scenario()), most)

    assert len(found.came_from) <= most
    assert found.complete is False


@pytest.mark.parametrize(
    ("needs", "code"),
    [
        ("trust >= ", "G310"),
        ("eval(trust)", "G310"),
        ("(" * 9 + "greeted" + ")" * 9, "G310"),
        ("mood >= 2", "G311"),
        ("greeted >= 1", "G311"),
        ("noted >= 1", "G311"),
        ("trust", "G311"),
        ("noted", "G311"),
        ("entah in noted", "G311"),
        ("salinan-ada in trust", "G311"),
        ("salinan-ada in mood", "G311"),
        ('seen("nowhere")', "G311"),
        ("trust >= 0 or mood", "G311"),
    ],
)
def test_a_condition_speaks_only_of_what_is_declared(content, needs, code):
    """Numbers, flags, evidence and steps are each looked up in their own list."""
    content.change("needs: minutes >= 3", f"needs: '{needs}'")
    found = list(check_conditions(content.case().scenario))
    line = content.line(f"needs: '{needs}'")

    assert [(problem.code, problem.line) for problem in found] == [(code, line)]


def test_every_wrong_name_of_a_condition_is_told(content):
    """Three wrong names are three findings, by name."""
    content.change("needs: minutes >= 3", 'needs: mood > 1 or seen("x") or a in noted')
    found = check_conditions(content.case().scenario)

    assert [problem.what.render("en").split("'")[1] for problem in found] == ["a", "mood", "x"]


@pytest.mark.parametrize("rule", [check_graph, check_conditions])
def test_rules_are_silent_about_a_case_that_cannot_be_read(content, rule):
    """What reading has told is not told again."""
    content.write("data/scenarios/cuti-dua-pekan/scenario.yml", b"\xff")

    assert list(rule(content.case().scenario)) == []
