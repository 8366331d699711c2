"""Playthroughs, notes and steps: each walk does what it says, and every ending has one."""

import pytest

from tppo_kit.content.rules.playthroughs import check_notes, check_playthroughs, check_steps

CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"
PLAYS = "data/scenarios/cuti-dua-pekan/playthroughs.yml"
NOTES = "data/scenarios/cuti-dua-pekan/notes.md"
REJECTED = "  choose: [accusation, give-up, reject]\n  ends_at: rejected\n  with: {trust: 0}"


def told(findings):
    """Return code, line and the English sentence of findings."""
    return [(found.code, found.line, found.what.render("en")) for found in findings]


@pytest.mark.parametrize(
    ("choose", "fault"),
    [
        ("[entah]", "choice 1, 'entah', cannot be taken at 'counter'"),
        ("[accusation, reject]", "choice 2, 'reject', cannot be taken at 'closed-up'"),
        (
            "[accusation, repair, ask-contract]",
            "choice 3, 'ask-contract', cannot be taken at 'story'",
        ),
        ("[accusation, give-up, grant]", "choice 3, 'grant', cannot be taken at 'decide'"),
        (
            "[issue-now, reject]",
            "the case ends at 'issued' after 1 choices, more are written",
        ),
        ("[issue-now]", "it ends at 'issued', not at 'rejected'"),
        ("[accusation]", "it ends at 'closed-up', not at 'rejected'"),
    ],
    ids=["unknown", "elsewhere", "locked", "hidden", "too-long", "other-ending", "too-short"],
)
def test_a_walk_that_cannot_be_walked_is_told(content, choose, fault):
    """The finding says how far the walk came and stands on its line."""
    content.change(REJECTED, f"  choose: {choose}\n  ends_at: rejected", PLAYS)

    assert told(check_playthroughs(content.case())) == [
        ("T802", content.line(f"choose: {choose}", PLAYS), fault)
    ]


def test_a_walk_must_reach_an_ending(content):
    """Stopping half-way proves nothing, even if the line says so."""
    content.change(REJECTED, "  choose: [accusation, give-up]\n  ends_at: decide", PLAYS)
    codes = [code for code, *_ in told(check_playthroughs(content.case()))]

    assert codes == ["T802", "T801"]


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        ("{trust: 1}", "'trust' is 0 at the end, not 1"),
        ("{minutes: 6}", "'minutes' is 5 at the end, not 6"),
        ("{greeted: true}", "'greeted' is false at the end, not true"),
        ("{noted: [salinan-ada]}", "'noted' is - at the end, not salinan-ada"),
        ("{mood: 1}", "'mood' is not declared under 'state'"),
    ],
)
def test_a_walk_that_ends_in_another_state_is_told(content, state, fault):
    """What the walk promises about the state is compared at its end."""
    content.change("with: {trust: 0}", f"with: {state}", PLAYS)

    assert [what for *_, what in told(check_playthroughs(content.case()))] == [fault]


@pytest.mark.parametrize(
    "state",
    ["{trust: 0, minutes: 5, greeted: false, noted: []}", "{}", "{noted: []}"],
)
def test_a_walk_that_ends_as_it_says_is_fine(content, state):
    """Everything may be promised, or nothing; order in lists does not matter."""
    content.change("with: {trust: 0}", f"with: {state}", PLAYS)
    content.change(
        "[kontrak-menyusul, majikan-belum-jelas]", "[majikan-belum-jelas, kontrak-menyusul]", PLAYS
    )

    assert told(check_playthroughs(content.case())) == []


def test_every_ending_without_a_walk_is_told(content):
    """Two endings never shown are two findings."""
    content.write(PLAYS, "- {says: x, choose: [issue-now], ends_at: issued}\n")

    assert told(check_playthroughs(content.case())) == [
        ("T801", 1, "no playthrough ends at 'consulted'"),
        ("T801", 1, "no playthrough ends at 'rejected'"),
    ]


def test_without_walks_every_ending_is_told(content):
    """An empty list is a sound file that shows nothing."""
    content.write(PLAYS, "[]\n")

    assert [code for code, *_ in told(check_playthroughs(content.case()))] == ["T801"] * 3


def test_every_failing_walk_is_told(content):
    """One bad line does not hide the next."""
    content.change("[issue-now]", "[issue-later]", PLAYS)
    content.change("[accusation, give-up, reject]", "[praise]", PLAYS)

    assert [code for code, *_ in told(check_playthroughs(content.case()))] == ["T802", "T802"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("## story\n", "", [("T803", 0, "the step 'story' has no note for the facilitator")]),
        ("## story\n", "## Story\n", [("T804", 6, "there is no step 'Story'"), ("T803", 0, "")]),
        ("## story\n", "## story \t\n", []),
        ("## story\n", "## rejected\n\n## story\n", []),
        ("## story\n", "## cerita Rani\n\n## story\n", [("T804", 6, "there is no step 'cerita R")]),
        ("## story\n", "## story\n\n## story\n", []),
    ],
    ids=["missing", "misspelt", "blanks", "of-an-ending", "two-words", "twice"],
)
def test_notes_stand_under_the_names_of_steps(content, old, new, expected):
    """A scene without a note and a note without a step are told; endings need none."""
    content.change(old, new, NOTES)
    found = told(check_notes(content.case()))

    assert [(code, line) for code, line, _ in found] == [(code, line) for code, line, _ in expected]
    assert all(
        what.startswith(start) for (*_, what), (*_, start) in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ending: poor, ", "", [("S120", "issued: {")]),
        ("decision: refer, ", "", [("S121", "rejected: {")]),
        (
            "    place: Loket\n",
            "    ending: good\n",
            [("S120", "  counter:"), ("S121", "  counter:")],
        ),
        ("        from: [{source: KIT}]\n  story", "  story", [("B406", "id: issue-now")]),
        ("        hide: true\n", "", [("B407", "id: grant")]),
        (
            "        locked_text: Waktu Anda habis untuk memulihkan suasana.\n",
            "",
            [("B407", "id: repair")],
        ),
    ],
    ids=["neither", "undecided", "both", "no-source", "shown", "locked"],
)
def test_a_step_is_a_scene_or_an_ending_and_choices_are_explained(content, old, new, expected):
    """Each fault of a step is told on the line of the step or the choice."""
    content.change(old, new)
    found = told(check_steps(content.case()))

    assert [(code, line) for code, line, _ in found] == [
        (code, content.line(place)) for code, place in expected
    ]


def test_a_hidden_choice_needs_no_word_while_locked(content):
    """What nobody sees needs no explanation; what has no condition is never locked."""
    content.change("        needs: minutes >= 3\n", "")
    content.change("        locked_text: Waktu Anda habis untuk memulihkan suasana.\n", "")

    assert told(check_steps(content.case())) == []


@pytest.mark.parametrize("rule", [check_playthroughs, check_notes, check_steps])
def test_rules_are_silent_about_a_case_that_cannot_be_read(content, rule):
    """What reading has told is not told again."""
    content.write(CASE, b"\xff")

    assert list(rule(content.case())) == []
