"""The timeline: a lane for each service, readable without colour, and the same in words."""

from dataclasses import replace

import pytest

from tppo_kit.activities.drawing import Box, Dot, Label, Stroke
from tppo_kit.activities.referral.appraisal import Verdict, appraise
from tppo_kit.activities.referral.casework import Contact, File, Leave
from tppo_kit.activities.referral.timeline import FAULT_NAMES, TOP, result_of, timeline
from tppo_kit.content.simulations.referral_people import Fault


def drawn(casework, file):
    """Return the drawing of a file."""
    return timeline(casework, appraise(casework, file))


def in_lanes(drawing, kind):
    """Return the shapes of a kind below the legend."""
    return [s for s in drawing.shapes if isinstance(s, kind) and getattr(s, "y", 0) > TOP]


def test_every_service_has_a_lane_and_words(casework, file_of):
    """Nothing is shown by the picture alone."""
    for name in casework.people:
        drawing = drawn(casework, file_of(name))
        labels = {shape.text for shape in in_lanes(drawing, Label)}

        assert len(drawing.words) == len(casework.people[name].needs)
        assert labels == {casework.services[n.id].label for n in casework.people[name].needs}


def test_good_late_and_harmful_differ_in_shape_and_hatching(casework, file_of):
    """A dot is good, a hatched box late, a crossed box harmful."""
    well = file_of("darso")
    late = replace(well, reminded=())
    harmful = File("karto", contacts=(Contact("lpsk", 0, everything=False, leave=Leave.NONE),))

    assert len(in_lanes(drawn(casework, well), Dot)) == len(well.contacts)
    assert "hatched" in [box.style for box in in_lanes(drawn(casework, late), Box)]
    assert "crossed" in [box.style for box in in_lanes(drawn(casework, harmful), Box)]


def test_a_deadline_of_the_law_has_a_square_flag(casework, file_of):
    """Three for the one who may not wait for the police, none where only our yardstick counts."""
    squares = {
        name: sum(box.style == "accent" for box in in_lanes(drawn(casework, file_of(name)), Box))
        for name in ("ratna", "lestari")
    }

    # police, witness protection, recovery
    assert squares == {"ratna": 3, "lestari": 0}


def test_days_go_from_left_to_right_inside_the_picture(casework, file_of):
    """No mark leaves the picture, however late."""
    file = replace(
        file_of("ratna"), contacts=(Contact("kesehatan", 90, everything=False, leave=Leave.GIVEN),)
    )
    drawing = drawn(casework, file)
    xs = [x for shape in drawing.shapes if isinstance(shape, Stroke) for x, _ in shape.points]
    xs += [shape.x + getattr(shape, "width", 0) for shape in in_lanes(drawing, Box)]

    assert 0 <= min(xs) <= max(xs) <= drawing.width


def test_the_words_name_day_deadline_and_result(casework, file_of):
    """A screen reader hears what the picture shows."""
    words = [word.render("en") for word in drawn(casework, file_of("ratna")).words]

    assert "day 0; last day in time: on day 3; in time; a duty, told first" in words[3]
    assert "deadline of the law day 10, taken up: on day 10; in time, with consent" in words[4]


@pytest.mark.parametrize(
    ("leave", "words"),
    [
        (Leave.GIVEN, "in time, with consent"),
        (Leave.TOLD, "in time; a duty, told first"),
        (Leave.HEARD, "in time; the child was heard"),
        (Leave.NOT_ASKED, "in time"),
    ],
)
def test_consent_is_claimed_only_where_it_was_given(leave, words):
    """A duty, a child and danger now are named for what they are."""
    verdict = Verdict("kesehatan", 0, 1, (), leave=leave)
    late = replace(verdict, due=5, begun=6)

    assert result_of(verdict).render("en") == words
    assert result_of(late).render("en") == "you were in time, the service was late"


def test_every_fault_has_a_name_and_several_are_all_named():
    """No fault is told by a code."""
    both = Verdict("lpsk", 3, None, (Fault.UNNEEDED, Fault.NO_CONSENT))

    assert set(FAULT_NAMES) == set(Fault)
    assert result_of(both).render("en") == "not needed, without consent"
