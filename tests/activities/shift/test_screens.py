"""The screens: what may be seen when, and nothing that tells the answer."""

from dataclasses import asdict, replace
from random import Random

import pytest

from tppo_kit.activities.blocks import Feedback, Options
from tppo_kit.activities.documents import Paper
from tppo_kit.activities.habits import Habit, offered
from tppo_kit.activities.shift.state import Stage
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_html, draw_text


def block(view, kind, event=None):
    """Return the first block of a kind, of an event where one is asked for."""
    found = [each for each in view.blocks if isinstance(each, kind)]
    return next(each for each in found if event is None or each.event == event)


def test_the_cover_says_what_awaits_and_offers_each_setting(shift):
    """Before anything begins: what it is, how long, that all is invented, what may touch."""
    view = shift.view(shift.start(1))
    text = draw_text(view, "id")

    assert [e.value for e in offered(view)] == [each.id for each in shift.deck.settings]
    for part in (shift.deck.place, shift.deck.touches, "rekaan", f"{shift.minutes} menit"):
        assert part.split(".")[0] in " ".join(text.split())


def test_the_counter_shows_the_person_and_unopened_papers(counter, walked):
    """First come the person and what they want; papers are names with their minutes."""
    state = walked(counter, "begin=belajar")
    person, view = counter.at_counter(state), counter.view(state)
    text = draw_text(view, "id")

    assert person.name in text
    assert person.says in text
    assert [o.label for o in block(view, Options, "open").options] == [
        paper.title for paper in person.papers
    ]
    assert not any(isinstance(b, Paper) for b in view.blocks)


def test_an_open_paper_shows_its_fields_and_can_be_put_aside(counter, walked):
    """Pressing a paper opens it, pressing it again closes it."""
    state = walked(counter, "begin=belajar")
    name = counter.at_counter(state).papers[0].id
    opened = counter.apply(state, Event("open", name))

    assert block(counter.view(opened), Paper).event == "hold"
    closed = counter.view(counter.apply(opened, Event("open", name)))
    assert not any(isinstance(b, Paper) for b in closed.blocks)


@pytest.mark.parametrize("differ", [False, True])
def test_two_fields_agree_or_differ_as_a_fact(counter, differ):
    """Holding fields against each other says whether they are equal, and judges nothing."""
    for seed in range(300):
        state = counter.apply(counter.start(seed), Event("begin", "belajar"))
        person = counter.at_counter(state)
        pairs = [clue.against for clue in person.clues if clue.against]
        if bool(pairs) == differ:
            break
    names = pairs[0] if differ else ("ktp.nama", "kk.nama")
    if person.paper("ktp") is None and not differ:
        names = ("formulir.masa", "surat.masa")
    for name in names:
        state = counter.apply(state, Event("open", name.partition(".")[0]))
    for name in names:
        state = counter.apply(state, Event("hold", name))
    said = block(counter.view(state), Feedback)

    assert ("differ" in said.title.text) is differ
    assert ("agree" in said.title.text) is not differ


def test_fields_of_different_topics_are_not_compared(counter, walked):
    """A name and an age have nothing to say to each other."""
    state = walked(counter, "begin=belajar", "open=kk", "hold=kk.nama", "hold=kk.umur")

    assert "different things" in block(counter.view(state), Feedback).title.text


def test_an_open_question_gets_the_story_and_a_leading_one_a_nod(counter, walked):
    """The same topic, asked in two ways, gives the person's answer or what anybody says."""
    start = walked(counter, "begin=belajar", "topic=rencana")
    person, question = counter.at_counter(start), counter.questions["rencana"]
    told = block(counter.view(counter.apply(start, Event("ask", "rencana.open"))), Feedback)
    led = block(counter.view(counter.apply(start, Event("ask", "rencana.leading"))), Feedback)

    assert told.text == f"“{dict(person.answers)['rencana']}”"
    assert led.text == f"“{question.coached}”"


def test_neither_wording_always_stands_first(counter, walked):
    """The order of open and leading question changes, so that place tells nothing."""
    firsts = set()
    for seed in range(20):
        view = counter.view(walked(counter, "begin=belajar", "topic=rencana", seed=seed))
        firsts.add(block(view, Options, "ask").options[0].value)

    assert firsts == {"rencana.open", "rencana.leading"}


def test_spent_time_locks_what_costs_and_says_so(counter, walked):
    """Without minutes papers and questions are locked; the way to decide stays open."""
    state = replace(walked(counter, "begin=belajar"), minutes=0)
    view = counter.view(state)

    assert {o.state for o in block(view, Options, "open").options} == {"locked"}
    assert "Waktu habis" in draw_text(view, "id")
    assert Event("decide") in offered(view)


def test_nothing_tells_the_answer_before_it_is_given(shift):
    """Until decided, a person and their harmless twin give the same page, letter for letter."""
    setting = shift.deck.settings[0].id
    told = 0
    for seed in range(60):
        state = shift.apply(shift.start(seed), Event("begin", setting))
        person = shift.at_counter(state)
        if not person.needs_a_step or any(p != q for p, q in _papers(shift, state)):
            continue
        told += 1
        twin = shift.dealer.twin(shift.draw(state))
        others = type(shift)(shift.deck, shift.signs, shift.sources, shift.measure)
        others.person = lambda _, twin=twin: twin
        for path in ([], [Event("open", person.papers[0].id)], [Event("decide")]):
            mine = theirs = state
            for event in path:
                mine, theirs = shift.apply(mine, event), others.apply(theirs, event)

            assert draw_html(shift.view(mine), "id") == draw_html(others.view(theirs), "id")
    assert told > 5


def _papers(shift, state):
    twin = shift.dealer.twin(shift.draw(state))
    return zip(shift.at_counter(state).papers, twin.papers, strict=True)


def test_no_screen_before_the_decision_names_a_sign_or_a_reason(shift):
    """Names of signs and the truth are in no block of cover, counter, ladder or confidence."""
    state = shift.start(2)
    chance = Random(2)
    for _ in range(60):
        if state.stage in {Stage.TOLD, Stage.OVER}:
            break
        shown = str([asdict(b) for b in shift.view(state).blocks])

        assert not any(sign.name in shown or sign.id in shown for sign in shift.signs.values())
        state = shift.apply(state, shift.next_event(state, Habit.BY_THE_BOOK, chance))


def test_every_screen_can_be_drawn_in_both_languages(shift):
    """Counter, ladder, confidence, explanation and debrief come out as text and as a page."""
    state, chance = shift.start(3), Random(3)
    seen = set()
    while shift.outcome(state) is None:
        if state.stage not in seen:
            seen.add(state.stage)
            for language in ("id", "en"):
                assert draw_html(shift.view(state), language)
        state = shift.apply(state, shift.next_event(state, Habit.BY_THE_BOOK, chance))

    assert shift.title in draw_text(shift.view(state), "id")
