"""The debrief: what was done, what a careful colleague does, what it cost whom."""

import pytest

from tppo_kit.activities.blocks import Drawing, FactBlock, Feedback, Lines, Options, Table
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_text


def closed(desk, activity, person, *presses):
    """Return the debrief of a person."""
    return activity.view(desk(person, *presses, "time=close"))


@pytest.mark.parametrize("person", ["ratna", "sinta", "karto", "tomas"])
def test_a_debrief_tells_step_reason_cost_innocent_reading_and_sources(
    desk, activity, casework, person
):
    """A facilitator can read it out; it ends in the next press."""
    view, about = closed(desk, activity, person), casework.people[person]
    text = draw_text(view, "id")

    for words in (about.why, about.cost, about.harmless):
        assert words in " ".join(text.split())
    assert [b.fact for b in view.blocks if isinstance(b, FactBlock)] == about.facts
    assert isinstance(view.blocks[-1], Options)


def test_who_needs_help_and_gets_none_reads_what_was_missed(desk, activity, casework):
    """Each need stands in the table and in the reasons, with its last day."""
    view = closed(desk, activity, "ratna")
    (table,) = [block for block in view.blocks if isinstance(block, Table)]
    needs = casework.people["ratna"].needs

    assert view.blocks[0].tone == "poor"
    assert [row[0] for row in table.rows] == [casework.services[n.id].label for n in needs]
    assert table.rows[2][1] == "– / 3"
    assert sum(isinstance(block, Drawing) for block in view.blocks) == 1


def test_leaving_somebody_in_peace_is_praised(desk, activity):
    """Without services there is no empty picture either."""
    view = closed(desk, activity, "karto")

    assert view.blocks[0].tone == "good"
    assert not [block for block in view.blocks if isinstance(block, Drawing | Table)]


@pytest.mark.parametrize(
    ("contacted", "words"),
    [
        (("ratna", "tempat-dinsos"), "Ia berhak memilih ini juga"),
        (("yuli", "bp3mi"), "Bukan ini yang ia perlukan dulu"),
        (("bayu", "rumah-aman"), "Cari layanan yang setara"),
        (("karto", "rumah-aman"), "Layanan ini tidak melayani"),
        (("karto", "lpsk"), "bahaya yang tidak ada"),
        (("ratna", "perekrut"), "Orang itu kini tahu"),
        (("ratna", "informasi"), "Jelaskan hak"),
    ],
)
def test_nobody_who_needs_help_reads_that_it_was_nothing(desk, activity, ring, contacted, words):
    """The harm done to the harmless is told of the harmless alone."""
    person, service = contacted
    text = " ".join(
        draw_text(closed(desk, activity, person, *ring(service, "needed")), "id").split()
    )

    assert words in text


def test_each_fault_comes_with_why_it_matters(desk, activity, ring, casework):
    """The lessons are those of the record."""
    presses = ring("perekrut", "everything")
    view = closed(desk, activity, "lestari", *presses)
    lessons = {lesson.id: lesson.text for lesson in casework.record.lessons}
    remarks = [e.remark for b in view.blocks if isinstance(b, Lines) for e in b.entries]

    assert lessons["wrong"] in remarks
    assert lessons["missed"] in remarks
    assert lessons["order"] not in remarks


def test_the_end_counts_needs_and_people_left_in_peace(activity):
    """Both halves stand side by side, and there is a question to talk about."""
    state = activity.start(2)
    state = activity.apply(state, Event("begin"))
    for _ in state.order:
        state = activity.apply(activity.apply(state, Event("time", "close")), Event("next"))
    view = activity.view(state)
    (table,) = [block for block in view.blocks if isinstance(block, Table)]

    assert isinstance(view.blocks[0], Feedback)
    assert len(table.rows) == len(state.order)
    assert "2 dari 2" in view.blocks[0].text.render("id")
    assert activity.record.questions[0] in " ".join(draw_text(view, "id").split())
    assert view.print_at == "/print/own/referral/rujukan"
