"""No trait and no message of the Stage tells a right answer before it is given.

Every telling text of the content is a mark such as ``§why a/b§``; after each press all synced
traits and everything that was ever sent are searched for marks that may not be known yet.
"""

import json
import random
import re

import pytest

from tppo_kit.activities.blocks import Options
from tppo_kit.activities.quiz import QuizActivity
from tppo_kit.activities.scenario import ScenarioActivity
from tppo_kit.activities.sorter import SorterActivity
from tppo_kit.content.items import RungReasons, Vignette

MARK = re.compile("§([^§]+)§")
CASES = ["umrah-bersama-ibu", "liburan-sepuluh-hari"]


def but(record, **values):
    """Return a copy of a record with other values."""
    return record.model_copy(update=values)


def marked_case(case):
    """Return a case whose whys, endings and truth are marks."""
    steps = {}
    for name, step in case.scenario.steps.items():
        choices = [but(c, why=f"§why {name}/{c.id}§") for c in step.choices]
        text = "§ending§" if step.ending else step.text
        steps[name] = but(step, choices=choices, text=text)
    truth = but(case.scenario.truth, why="§truth§")
    return ScenarioActivity(but(case.scenario, steps=steps, truth=truth), case.signs, case.sources)


def marked_item(item):
    """Return an item whose whys are marks that name the item."""
    if isinstance(item, Vignette):
        why = but(item.why, **dict.fromkeys(RungReasons.model_fields, f"§{item.id}§"))
        return but(item, why=why, harmless=f"§{item.id}§")
    return but(item, options=[but(option, why=f"§{item.id}§") for option in item.options])


def marked_quiz(quiz):
    """Return a round of marked items."""
    return QuizActivity(quiz.quiz, map(marked_item, quiz.items.values()), quiz.sources)


def marked_sorter(sorter):
    """Return a sorter of marked cards."""
    cards = [but(card, why=f"§{card.id}§") for card in sorter.sorter.cards]
    return SorterActivity(but(sorter.sorter, cards=cards), sorter.sources)


def known(person, messages):
    """Return every mark in the synced traits, in the plain text, and in all messages so far."""
    state = person.stage.get_state()
    texts = [json.dumps(state, default=str, ensure_ascii=False), person.stage.summary()]
    texts += [json.dumps(message, default=str, ensure_ascii=False) for message in messages]
    return {mark for text in texts for mark in MARK.findall(text)}


def press_anything(person, chance):
    """Press one of the buttons on the page that do not leave the activity."""
    groups = [b for b in person.stage._desk.view().blocks if isinstance(b, Options)]
    menu = [
        (block.event, option.value)
        for block in groups
        for option in block.options
        if option.state != "locked" and not block.event.startswith("desk")
    ]
    return person.press(*chance.choice(menu)) if menu else None


@pytest.mark.parametrize("seed", range(8))
def test_a_case_sends_only_what_was_reached(page, card, heard, opened, seed):
    """Up to the confidence no ending, truth or later why is anywhere; afterwards they are."""
    person = page(marked_case(opened(f"scenario:{CASES[seed % 2]}")))
    person.hello(card)
    chance = random.Random(seed)
    while not person.stage._desk.open.finished:
        path = person.stage._desk.open._state.path
        may = {f"why {step}/{choice}" for step, choice in path}
        assert known(person, heard) <= may
        press_anything(person, chance)

    assert {"truth", "ending"} <= known(person, heard)


@pytest.mark.parametrize("seed", range(4))
def test_a_round_sends_no_explanation_before_its_answer(page, card, heard, opened, seed):
    """Only items already answered have ever been explained, whatever was pressed."""
    person = page(marked_quiz(opened("quiz:tanda-1")))
    person.hello(card)
    chance = random.Random(seed)
    while not person.stage._desk.open.finished:
        answered = {answer.item for answer in person.stage._desk.open._state.answers}
        assert known(person, heard) == answered
        press_anything(person, chance)

    assert known(person, heard) == set(opened("quiz:tanda-1").items)


@pytest.mark.parametrize("seed", range(4))
def test_a_sorter_sends_no_reason_before_the_check(page, card, heard, opened, seed):
    """Until all cards are checked nothing about any of them is sent."""
    sorter = opened("sorter:tanda-atau-bukan")
    person = page(marked_sorter(sorter))
    person.hello(card)
    chance = random.Random(seed)
    while not person.stage._desk.open.finished:
        assert known(person, heard) == set()
        press_anything(person, chance)

    assert known(person, heard) == set(sorter.cards)


def test_several_activities_send_nothing_of_those_not_opened(page, card, heard, opened):
    """The shelf knows titles; what lies in an activity stays in Python."""
    quiz, sorter = opened("quiz:tanda-1"), opened("sorter:tanda-atau-bukan")
    person = page(marked_quiz(quiz), marked_sorter(sorter))
    person.hello(card)
    person.press("desk-open", quiz.key)
    person.press("begin")
    sent = json.dumps(heard, default=str, ensure_ascii=False)

    assert known(person, heard) == set()
    assert not any(text.text in sent for text in sorter.cards.values())


def test_only_the_agreed_traits_are_synced(page):
    """Beside what any widget has, the page gets HTML, announcement, words and styles."""
    own = {"html", "announce", "words", "styles", "_esm", "_anywidget_id"}
    widget = {"layout", "tabbable", "tooltip", "_dom_classes"}
    synced = set(page("scenario:umrah-bersama-ibu").stage.get_state())

    assert own <= synced
    assert {name for name in synced - own - widget if not name.startswith(("_model", "_view"))} == (
        set()
    )
