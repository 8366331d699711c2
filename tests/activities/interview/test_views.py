"""Views of an interview: nothing early, everything pressable, a debrief and a paper at the end."""

import re
from itertools import pairwise
from random import Random

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Lines, Options, Prose
from tppo_kit.activities.habits import Habit, offered, play_habit
from tppo_kit.activities.interview.activity import InterviewActivity
from tppo_kit.activities.scenario import ScenarioActivity
from tppo_kit.content.simulations.interviews import NotePart
from tppo_kit.language import Message
from tppo_kit.records import Event
from tppo_kit.sessions.library import open_activity
from tppo_kit.views.draw import draw_html, draw_text

PAGES = [Event("next")] * 3
NOTED = {"jenis-visa", "pesan-pengurus"}


def but(record, **values):
    """Return a copy of a record with other values."""
    return record.model_copy(update=values)


@pytest.fixture(scope="module")
def marked(interview):
    """Give the interview with a mark such as §why …§ for each text that tells something early."""
    case = interview.case.scenario
    steps = {
        name: but(
            step,
            text=f"§ending {name}§" if step.ending else step.text,
            choices=[but(choice, why="") for choice in step.choices],
        )
        for name, step in case.steps.items()
    }
    evidence = {k: but(e, text=f"§fact {k}§") for k, e in case.evidence.items()}
    truth = but(case.truth, why="§truth§")
    scenario = but(case, steps=steps, evidence=evidence, truth=truth)
    notes = interview.notes
    pairs = [but(pair, lines=[told(line) for line in pair.lines]) for pair in notes.pairs]
    notes = but(notes, lines=[told(line) for line in notes.lines], pairs=pairs)
    wrapped = ScenarioActivity(scenario, interview.case.signs, interview.case.sources)
    return InterviewActivity(wrapped, notes, interview.sources)


def told(line):
    """Return a tempting line whose telling texts are marks."""
    return but(line, why=f"§why {line.id}§", instead=f"§instead {line.id}§")


def shown(activity, state):
    """Return every mark in a view: its data, its HTML, its text, and the summary."""
    view = activity.view(state)
    drawn = [repr(view), draw_html(view, "id"), draw_text(view, "en"), activity.summary()]
    return {
        mark.split()[0] + " " + mark.split()[-1] for mark in re.findall("§([^§]+)§", "".join(drawn))
    }


def test_writing_the_note_tells_nothing_that_was_not_learnt(marked, talk):
    """Before the note is closed, only noted facts stand on any page: no why, end or truth."""
    for seed in range(5):
        for number in range(4):
            state = replay(marked, seed, [*talk, *PAGES[:number]])
            facts = {f"fact {name}" for name in NOTED} if number == 1 else set()

            assert shown(marked, state) == facts


def test_the_comparison_tells_of_lines_and_not_of_the_case(marked, talk):
    """After closing, each tempting line is explained; other facts, end and truth still wait."""
    state = replay(marked, 1, [*talk, *PAGES, Event("seal")])
    tempting = {line.key for line in marked.draft(state) if not line.belongs}
    wanted = {f"{kind} {key}" for key in tempting for kind in ("why", "instead")}

    assert shown(marked, state) == wanted


def test_a_page_never_tells_which_line_tempts(marked, talk):
    """True and tempting lines differ in number and text only: no key, no class, no order."""
    state = replay(marked, 1, [*talk, *PAGES[:1]])
    html = draw_html(marked.view(state), "id")
    buttons = [b for b in re.findall("<button.*?>", html) if 'data-event="toggle"' in b]
    bare = {re.sub(r'\d+"', '"', button) for button in buttons}

    assert len(buttons) == len(marked.on_page(state)) > 2
    assert len(bare) == 1
    assert not any(line.key in html for line in marked.draft(state))


def test_the_pages_hold_all_lines_once(interview, talk):
    """Four pages, one for each part; together they offer every line of the draft."""
    offers = [
        event.value
        for number in range(len(NotePart))
        for event in offered(interview.view(replay(interview, 1, [*talk, *PAGES[:number]])))
        if event.name == "toggle"
    ]

    assert offers == [str(n) for n in range(1, len(offers) + 1)]
    assert len(offers) == len(interview.draft(replay(interview, 1, talk)))


def test_everything_offered_is_taken(interview, talk):
    """Each button of each view of an interview leads to another state."""
    whole = [*talk, Event("toggle", "2"), *PAGES, Event("back"), Event("next"), Event("seal")]
    for number in range(len(whole) + 1):
        state = replay(interview, 1, whole[:number])
        for event in offered(interview.view(state)):
            assert interview.apply(state, event) != state


def test_a_struck_line_says_so(interview, talk):
    """Kept lines are chosen, struck ones open with a remark: never by colour alone."""
    view = interview.view(replay(interview, 1, [*talk, Event("toggle", "2")]))
    lines = next(b for b in view.blocks if isinstance(b, Options) and b.event == "toggle")

    assert [line.state for line in lines.options[:3]] == ["chosen", "open", "chosen"]
    assert [bool(line.note) for line in lines.options[:3]] == [False, True, False]


def test_the_debrief_holds_case_note_model_and_question(interview, talk):
    """The end shows the debrief of the case first, then the note beside a careful one."""
    whole = [*talk, *PAGES, Event("seal"), Event("next")]
    state = replay(interview, 1, whole)
    view = interview.view(state)
    text = draw_text(view, "id")
    marks = [
        interview.case.scenario.truth.why[:30],
        "Catatan kasus Anda",
        "Catatan seorang rekan yang cermat",
        interview.case.scenario.evidence["talangan"].text,
        interview.notes.question,
    ]
    places = [text.rindex(mark) for mark in marks]

    assert all(one < other for one, other in pairwise(places))
    assert view.print_at == "/print/own/interview/magang-enam-bulan"
    assert offered(view) == []


def test_the_end_folds_what_was_on_the_screen_before(interview, talk):
    """Steps and noted facts are folded away; the facts that were missed stay open."""
    state = replay(interview, 1, [*talk, *PAGES, Event("seal"), Event("next")])
    lists = [b for b in interview.view(state).blocks if isinstance(b, Lines)]
    texts = {e.text: b.folded for b in lists for e in b.entries if e.mark in {"yes", "open"}}
    evidence = interview.case.scenario.evidence

    assert {name: texts[each.text] for name, each in evidence.items()} == {
        name: name in NOTED for name in evidence
    }
    assert next(b for b in lists if b.numbered).folded


def test_how_a_real_note_is_kept_stands_beside_every_note(interview, talk):
    """On the first page of the draft, at the end and on paper, and on no other page."""
    closed = [*talk, *PAGES, Event("seal")]
    pages = [interview.view(replay(interview, 1, [*talk, *PAGES[:n]])) for n in range(4)]
    last = replay(interview, 1, [*closed, Event("next")])
    others = [interview.view(last), interview.paper(last)]
    told = [Prose(interview.notes.keeping, "small") in view.blocks for view in (*pages, *others)]

    assert told == [True, False, False, False, True, True]


def test_what_two_cases_add_stands_beside_the_decision(catalogue):
    """A report on a colleague is kept apart; the page with the decision says so."""
    activity = open_activity("interview:titip-satu-orang", catalogue)
    state, events = play_habit(activity, 1, Habit.BY_THE_BOOK, Random(1))
    added = Prose(activity.notes.pair_of("titip-satu-orang").keeping, "small")
    pages = {}
    for number in range(len(events)):
        now = replay(activity, 1, events[:number])
        if activity.case.outcome(now.case) is not None and not now.sealed:
            pages[now.page] = added in activity.view(now).blocks

    assert pages == {0: False, 1: False, 2: True, 3: False}
    assert added in activity.view(state).blocks


def test_the_paper_holds_kept_lines_only(interview, talk):
    """There is nothing to print before the note is closed; then what was kept, and the warning."""
    before = replay(interview, 1, [*talk, Event("toggle", "1"), *PAGES])
    state = interview.apply(before, Event("seal"))
    paper = interview.paper(state)
    lines = interview.draft(state)
    texts = [entry.text for b in paper.blocks if isinstance(b, Lines) for entry in b.entries]

    assert interview.paper(before) is None
    assert lines[0].text not in texts
    assert all(line.text in texts for line in lines[1:])
    assert all(f"{{{fact}}}" in texts for fact in interview.notes.facts)
    assert "latihan" in draw_text(paper, "id")


def test_the_cover_says_what_it_is(interview):
    """Title, minutes with the note included, topics, and the button to start."""
    view = interview.view(interview.start(1))
    text = draw_text(view, "id")

    assert isinstance(view.title, Message)
    assert f"{interview.minutes} menit" in text
    assert all(topic in text for topic in interview.case.scenario.content_note.topics)
    assert offered(view) == [Event("begin")]
