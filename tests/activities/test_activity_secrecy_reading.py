"""Messages, checklists, shelves and pages: what is told only later is in no earlier view."""

import random
from dataclasses import replace
from itertools import combinations, product

import pytest
from disguise import but, marks

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Prose
from tppo_kit.activities.checklist import ANSWERS, ChecklistActivity
from tppo_kit.activities.explorer import ExplorerActivity
from tppo_kit.activities.message import MessageActivity
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.rules.programmes import SHELVES
from tppo_kit.records import Event, Rung
from tppo_kit.settings import REPOSITORY

MESSAGES = Catalogue(REPOSITORY / "data").names("message")
CHECKLISTS = Catalogue(REPOSITORY / "data").names("checklist")


def named(activities, name):
    """Return the activity of a name."""
    return next(each for each in activities if each.key.partition(":")[2] == name)


def marked_message(activity):
    """Return a message whose telling texts are marks."""
    passages = [but(each, why=f"§why {each.id}§") for each in activity.message.passages]
    message = but(activity.message, passages=passages, why="§why§", harmless="§harmless§")
    signs = {name: but(sign, name=f"§sign {name}§") for name, sign in activity.signs.items()}
    return MessageActivity(message, signs, activity.sources)


def other_message(activity):
    """Return the same message with the opposite truth, and a sign where there was none."""
    calls = activity.message.truth.calls_for_action
    sign = next(iter(activity.signs), None)
    passages = [
        but(each, sign=None if each.sign else sign, resembles=None, why="?")
        for each in activity.message.passages
    ]
    truth = Rung.NO_CONCERN if calls else Rung.URGENT
    changed = but(activity.message, passages=passages, truth=truth, accepts=[], why="?", twin="x")
    return MessageActivity(changed, activity.signs, activity.sources)


def ways(activity):
    """Yield the events of some ways through a message: which lines, and which step."""
    names = [*activity.passages]
    for lines, rung in product([(), *combinations(names, 1), tuple(names)], Rung):
        marking = [Event("toggle", name) for name in lines]
        step = [Event("seal"), Event("answer", rung.value), Event("confidence", "70")]
        yield [Event("begin"), *marking, *step]


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_tells_nothing_before_all_is_answered(name, opened):
    """No reason, sign or innocent reading is shown before marks, step and confidence are in."""
    activity = marked_message(named(opened("message"), name))
    signs = {f"sign {sign}" for sign in activity.signs}
    reasons = {"why", "harmless", *(f"why {passage}" for passage in activity.passages)}

    for events in random.Random(name).sample([*ways(activity)], 6):
        for count in range(len(events)):
            assert marks(activity, replay(activity, 1, events[:count])) == set()
        assert marks(activity, replay(activity, 1, events)) == reasons | signs


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_looks_the_same_whatever_is_true(name, opened):
    """Exchanging the truth and the lines with a sign changes no view before the explanation."""
    activity = named(opened("message"), name)
    changed = other_message(activity)

    for events in random.Random(name).sample([*ways(activity)], 6):
        for count in range(len(events)):
            state = replay(activity, 1, events[:count])
            assert activity.view(state) == changed.view(state)
        state = replay(activity, 1, events)
        assert activity.view(state) != changed.view(state)


def marked_checklist(activity):
    """Return a checklist whose advice and closing are marks."""
    questions = [
        but(each, **{a: but(getattr(each, a), text=f"§{each.id} {a}§") for a in ANSWERS})
        for each in activity.checklist.questions
    ]
    closing = activity.checklist.closing
    closing = but(closing, **{weight: f"§closing {weight}§" for weight in ("clear", "ask", "wait")})
    checklist = but(activity.checklist, questions=questions, closing=closing)
    return ChecklistActivity(checklist, activity.sources)


@pytest.mark.parametrize("name", CHECKLISTS)
def test_a_checklist_advises_only_on_what_was_answered(name, opened):
    """No advice is shown while questions are open; then only that of the answers given."""
    activity = marked_checklist(named(opened("checklist"), name))
    questions = activity.checklist.questions

    for seed in range(20):
        chance = random.Random(seed)
        answers = [chance.choice([*ANSWERS]) for _ in questions]
        state = activity.start(seed)
        for event in [Event("begin"), *(Event("answer", answer) for answer in answers)]:
            assert marks(activity, state) == set()
            state = activity.apply(state, event)
        advice = {f"{q.id} {answer}" for q, answer in zip(questions, answers, strict=True)}
        assert marks(activity, state) == advice | {f"closing {activity.weight(state)}"}


@pytest.mark.parametrize("key", SHELVES)
def test_a_shelf_shows_an_entry_only_when_it_is_opened(key, opened):
    """Overview and lists hold none of the pages behind them; an open entry shows its own alone."""
    shelf = next(each for each in opened("explorer") if each.key == key).shelf
    entries = tuple(
        replace(entry, blocks=(*entry.blocks, Prose(f"§{entry.id}§"))) for entry in shelf.entries
    )
    activity = ExplorerActivity(replace(shelf, entries=entries))
    start = activity.start(1)
    tags = [f"{kind}:{value}" for kind, group in shelf.groups.items() for value in group.values]
    lists = [activity.apply(start, Event("by", tag)) for tag in tags if activity._count([tag])]

    assert lists
    assert [marks(activity, state) for state in (start, *lists)] == [set()] * (len(lists) + 1)
    for entry in entries[:: max(1, len(entries) // 20)]:
        state = activity.apply(start, Event("open", entry.id))
        assert marks(activity, state) == {entry.id}
        assert marks(activity, activity.apply(state, Event("back"))) == set()


def test_the_summary_of_a_page_is_no_page(opened):
    """The line that notebooks keep holds none of the sentences of a page."""
    for activity in opened("page"):
        texts = [section.text for section in activity.page.sections if section.text]

        assert not any(text in activity.summary() for text in texts)
        assert activity.start(1) is None
