"""What is shown during the game."""

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Feedback, Lines, Options, Steppers, Table
from tppo_kit.activities.drawing import Drawing
from tppo_kit.records import Event


def screen(activity, *pairs):
    """Return the view after events written as name or name=value."""
    parted = [pair.partition("=") for pair in pairs]
    state = replay(activity, 1, [Event(name, value) for name, _, value in parted])
    return activity.view(state)


def block(view, kind):
    """Return the one block of a kind."""
    (found,) = [each for each in view.blocks if isinstance(each, kind)]
    return found


def test_the_cover_says_that_it_is_about_presence(activity):
    """Invented places, minutes, and no suspicion of people, before the button."""
    view = activity.view(activity.start(1))
    said = " ".join(
        each.text if isinstance(each.text, str) else each.text.render("id")
        for each in view.blocks
        if hasattr(each, "text")
    )

    assert "bukan kecurigaan" in said
    assert "rekaan" in said
    assert view.blocks[-1].event == "begin"


def test_steppers_stop_where_days_end(harbour):
    """What cannot be raised or lowered is not offered."""
    steps = block(screen(harbour, "begin", "preset=hottest"), Steppers).steps
    free = block(screen(harbour, "begin"), Steppers).steps

    assert [(step.value, step.least, step.most) for step in steps if step.value] == [
        (10, 0, 10)
    ] * 2
    assert all(step.most == step.value for step in steps if not step.value)
    assert {(step.value, step.most) for step in free} == {(0, 10)}


def test_choices_made_are_marked(harbour):
    """Mode and duty show what is chosen, in the number of units."""
    view = screen(harbour, "begin", "mode=dice", "duty=2")
    options = {each.event: each.options for each in view.blocks if isinstance(each, Options)}

    assert [each.state for each in options["mode"]] == ["open", "chosen"]
    assert [each.state for each in options["duty"]] == ["open", "open", "chosen"]


def test_choices_to_check_people_say_who_may(activity):
    """The remark of the game stands beside every choice with checks, and beside no other."""
    view = screen(activity, "begin")
    duty = next(b for b in view.blocks if isinstance(b, Options) and b.event == "duty")
    remark = activity.patrol.checks.remark

    assert [option.note for option in duty.options] == ["", *[remark] * activity.patrol.units]


def test_the_result_tells_what_recruiters_knew(harbour):
    """Not yet seen, seen before, and known by heart are told apart."""
    once = ["begin", "preset=hottest", "run"]
    twice = [*once, "next", "run"]
    moved = [*once, "next", "preset=even", "run"]
    told = [
        block(screen(harbour, *walk), Feedback).text.render("id") for walk in (once, twice, moved)
    ]

    assert "belum pernah melihat" in told[0]
    assert "sama lagi" in told[1]
    assert "putaran sebelumnya" in told[2]


def test_the_numbers_of_a_result_agree(activity):
    """The table by place adds up to what the picture shows, but for rounding."""
    view = screen(activity, "begin", "preset=even", "mode=dice", "run")
    rows = block(view, Table).rows
    drawn = [line.values["people"] for line in block(view, Drawing).words]

    assert len(rows) == len(activity.patrol.places)
    assert abs(sum(int(row[2]) for row in rows) - sum(drawn)) <= len(drawn)
    assert all(int(row[3]) <= int(row[2]) for row in rows)


def test_ten_drawn_days_are_folded_away(activity):
    """One course of ten days can be read day by day."""
    lines = block(screen(activity, "begin", "preset=even", "run"), Lines)

    assert lines.folded
    assert len(lines.entries) == 10


def test_people_stopped_are_named_only_where_units_check(harbour):
    """Who informs stops nobody, and nothing is said of it."""
    informing = screen(harbour, "begin", "preset=even", "run")
    checking = screen(harbour, "begin", "preset=even", "duty=1", "run")

    assert "sangkut" not in block(informing, Feedback).text.render("id")
    assert "sangkut" in block(checking, Feedback).text.render("id")
