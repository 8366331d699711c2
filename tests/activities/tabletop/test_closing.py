"""After the plan: quick questions, improvements with owner and day, and the printed procedure."""

from dataclasses import replace

from tppo_kit.activities.blocks import Feedback, Lines, Table
from tppo_kit.activities.drawing import Drawing
from tppo_kit.activities.habits import Habit, offered
from tppo_kit.activities.tabletop.closing import aftermath, improvements, paper, refused
from tppo_kit.activities.tabletop.state import Phase, Planned
from tppo_kit.language import shown
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_text


def tables(view):
    """Return the rows of the tables of a view, as Indonesian texts."""
    return [
        [[shown(cell, "id") for cell in row] for row in block.rows]
        for block in view.blocks
        if isinstance(block, Table)
    ]


def test_the_numbers_after_the_plan_count_help_harm_and_leaks(grave, course):
    """By the book nothing is missed, harmful or told; suspicious tables read it in numbers."""
    texts = [
        shown(aftermath(grave.book, course(grave, 1, habit)[-1][0]).text, "en")
        for habit in (Habit.BY_THE_BOOK, Habit.SUSPICIOUS)
    ]

    assert "6 of 6. Steps that could hurt somebody: 0" in texts[0]
    assert "consent or need: 0" in texts[0]
    assert "Steps that could hurt somebody: 4" in texts[1]


def test_the_first_question_stands_under_the_plan_and_no_verdict(grave, at_phase):
    """One looks back at something, and answers before anybody says whether it was right."""
    state = at_phase(grave, Phase.HOT_WASH)
    blocks = grave.view(state).blocks

    assert any(isinstance(block, Drawing) for block in blocks)
    assert not any(isinstance(block, Feedback) for block in blocks)


def test_each_quick_answer_becomes_an_improvement(grave, at_phase):
    """What is said in the hot wash is what somebody must see to."""
    state = at_phase(grave, Phase.FOLLOW_UP)
    first = grave.book.record.hot_wash[0]

    assert len(improvements(grave.book, state)) == len(state.washed) == 3
    assert improvements(grave.book, state)[0] == first.options[0].then


def test_the_procedure_holds_the_plan_with_owner_and_day(grave, course):
    """Steps that fit are printed in general words, with the planned owner."""
    state = course(grave)[-1][0]
    steps, improved = tables(paper(grave.book, state))
    planned = {each.step: each for each in state.planned}
    names = {f"{n}. {s.procedure}": s.id for n in range(1, 9) for s in grave.book.record.steps}

    assert {names[row[0]] for row in steps} == set(planned)
    for text, owner, _ in steps:
        assert owner == grave.book.roles[planned[names[text]].owner].name
    assert [row[1:] for row in improved] == [["Kepala desa", "dalam 7 hari"]] * 3


def test_a_harmful_plan_never_becomes_a_procedure(calm, course):
    """A raid is printed only as what is not done."""
    view = calm.paper(course(calm, 1, Habit.SUSPICIOUS)[-1][0])
    steps, _ = tables(view)
    raid = calm.book.steps["grebek"].procedure
    (never,) = [
        block
        for block in view.blocks
        if isinstance(block, Lines) and raid in [entry.text for entry in block.entries]
    ]

    assert len(steps) == 3
    assert not [row for row in steps if raid in row[0]]
    assert shown(never.title, "id") == "Yang tidak kami lakukan"


def test_an_unsound_owner_or_day_is_mended_on_paper(grave, course):
    """The procedure names somebody who may do it, in time, whatever was planned."""
    end = course(grave)[-1][0]
    wrong = replace(end, planned=(Planned("temui-rombongan", "keluarga", 7),))
    row = next(row for row in tables(paper(grave.book, wrong))[0] if "polisi" in row[0])

    assert row[1:] == ["Polisi", "hari itu juga"]


def test_the_paper_leaves_local_contacts_to_be_filled_in(grave, course):
    """Agencies are named, their numbers are not; national ones are quoted facts."""
    text = draw_text(grave.paper(course(grave)[-1][0]), "id")

    assert text.count("diisi tim desa") == len(grave.book.agencies)
    for agency in grave.book.agencies.values():
        assert agency.name in text
    assert "LAP-01.telepon" in text
    assert "triwulan" in text
    assert "Ditinjau ulang 3 bulan setelah disahkan" in text


def test_names_of_the_story_are_not_printed_in_the_procedure(grave, calm, course):
    """A procedure is for any case: no invented person stands in it."""
    for activity in (grave, calm):
        text = draw_text(activity.paper(course(activity)[-1][0]), "id")

        assert not [name for name in ("Ratna", "Joko", "Lina", "Danu") if name in text]


def test_what_a_person_refused_is_known(grave, dealt):
    """A step somebody said no to is told apart from a harmful one."""
    no = dealt(grave, answers={"ppa-tempat": "belum"})
    yes = dealt(grave, answers={"ppa-tempat": "mau"})

    assert refused(grave.book, no) == ("tempat-aman",)
    assert refused(grave.book, yes) == ()


def test_only_the_chair_is_offered_the_questions(grave, at_phase):
    """Other phones read the question and wait."""
    for phase in (Phase.HOT_WASH, Phase.FOLLOW_UP, Phase.PROCEDURE):
        state = at_phase(grave, phase)

        assert offered(grave.view_for(state, "desa")) == offered(grave.view(state)) != []
        assert offered(grave.view_for(state, "polisi")) == []


def test_missing_steps_are_offered_as_chosen(grave, at_phase):
    """A table that planned nothing still leaves with a sound procedure."""
    state = replace(at_phase(grave, Phase.PROCEDURE), planned=())
    for question in grave.book.record.procedure.questions:
        way = question.options[0].id
        state = grave.apply(state, Event("procedure", f"desa:{question.id}:{way}"))
    done = grave.apply(state, Event("procedure", "desa:review:6"))

    assert len(tables(grave.paper(done))[0]) == 6
