"""The screens of a shift: cover, counter, ladder, how sure, and what was there."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import RUNG_NAMES, confidence_options
from tppo_kit.activities.blocks import Block, Entry, Feedback, Lines, Option, Options, Prose, View
from tppo_kit.activities.documents import Paper, PaperField
from tppo_kit.activities.shift.explaining import explained
from tppo_kit.activities.shift.state import Stage
from tppo_kit.content.simulations.shift_parts import ADULT
from tppo_kit.language import Message, say
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from tppo_kit.activities.shift.person import DrawnField, DrawnPaper, Person
    from tppo_kit.activities.shift.shift import ShiftActivity
    from tppo_kit.activities.shift.state import ShiftState

_SEXES = {
    ("female", True): say("woman"),
    ("male", True): say("man"),
    ("female", False): say("girl"),
    ("male", False): say("boy"),
}


def screen(activity: ShiftActivity, state: ShiftState) -> View:
    """Return the screen of any stage but the last."""
    if state.stage is Stage.COVER:
        return View(activity.title, _cover(activity))
    done = len(state.decisions) + (state.stage is not Stage.TOLD)
    blocks, announce = _open_screen(activity, state)
    people = activity.dealer.settings[state.setting].people
    return View(activity.title, blocks, progress=(done, people), announce=announce)


def _open_screen(
    activity: ShiftActivity, state: ShiftState
) -> tuple[tuple[Block, ...], str | Message]:
    if state.stage is Stage.TOLD:
        decision = state.decisions[-1]
        person = activity.person(decision.draw)
        forward = Options("next", "", (Option("", say("Go on")),), layout="primary")
        return (*explained(activity, person, decision), forward), say("What was there")
    person = activity.at_counter(state)
    if state.stage is Stage.CONFIDENCE and state.rung is not None:
        step = say("Your step: {step}", step=RUNG_NAMES[state.rung])
        return (Prose(step, "lead"), confidence_options()), step
    if state.stage is Stage.DECIDING:
        return _ladder(state, person), say("What is the smallest safe next step?")
    return _counter(activity, state, person), who(person)


def _cover(activity: ShiftActivity) -> tuple[Block, ...]:
    deck = activity.deck
    settings = tuple(Option(each.id, each.title, note=each.note) for each in deck.settings)
    return (
        Prose(activity.about, "lead"),
        Prose(deck.place),
        Prose(say("Missing somebody and troubling somebody innocent cost the same here."), "plain"),
        Prose(
            say(
                "About {minutes} minutes. All people and places are invented.",
                minutes=activity.minutes,
            ),
            "small",
        ),
        Prose(say("It touches on: {topics}. You may stop at any time.", topics=deck.touches)),
        Options("begin", say("Which shift do you take?"), settings),
    )


def who(person: Person) -> Message:
    """Return name, sex and age of somebody."""
    return say(
        "{name}, {sex}, {age} years old",
        name=person.name,
        sex=_SEXES[person.sex, person.age >= ADULT],
        age=person.age,
    )


def _counter(activity: ShiftActivity, state: ShiftState, person: Person) -> tuple[Block, ...]:
    blocks: list[Block] = []
    last = _last(activity, state, person)
    if last is not None:
        blocks.append(last)
    scene = " ".join([f"“{person.says}”", *person.notices])
    blocks += [Prose(who(person), "lead"), Prose(scene, "scene"), _time(activity, state)]
    if state.looks.topic:
        # A question on its own screen: a phone holds one choice at a time.
        return (*blocks, *_asking(activity, state, state.looks.topic))
    blocks.append(_papers(activity, state, person))
    prices = activity.deck.prices
    for name in state.looks.shown:
        paper = person.paper(name)
        if paper is not None:
            blocks.append(_paper(paper, state, pressable=state.minutes >= prices.compare))
    blocks.append(_topics(activity, state))
    answers = _answers(activity, state, person)
    if answers is not None:
        blocks.append(answers)
    decide = Option("", say("Choose a step"))
    return (*blocks, Options("decide", "", (decide,), layout="primary"))


def _time(activity: ShiftActivity, state: ShiftState) -> Prose:
    setting = activity.dealer.settings[state.setting]
    people = setting.people - len(state.decisions)
    if state.minutes == 0:
        return Prose(say("Your time is up. Decide with what you have."), "small")
    return Prose(
        say(
            "Left: {minutes} minutes for {people} people, this one included.",
            minutes=state.minutes,
            people=people,
        ),
        "small",
    )


def _papers(activity: ShiftActivity, state: ShiftState, person: Person) -> Options:
    price = activity.deck.prices.look
    options = []
    for paper in person.papers:
        if paper.id in state.looks.shown:
            options.append(Option(paper.id, paper.title, "chosen", say("open now")))
        elif paper.id in state.looks.opened:
            options.append(Option(paper.id, paper.title, note=say("looked at")))
        elif price > state.minutes:
            options.append(Option(paper.id, paper.title, "locked", say("no time left")))
        else:
            note = say("{minutes} min", minutes=price)
            options.append(Option(paper.id, paper.title, note=note))
    return Options("open", say("Papers on the table"), tuple(options), layout="tiles")


def _paper(paper: DrawnPaper, state: ShiftState, *, pressable: bool) -> Paper:
    fields = tuple(
        PaperField(
            field.label,
            field.value,
            field.id,
            "chosen" if field.id == state.looks.held else "open",
            say("now press another field") if field.id == state.looks.held else "",
        )
        for field in paper.fields
    )
    return Paper(paper.kind, paper.title, fields, event="hold" if pressable else "")


def _topics(activity: ShiftActivity, state: ShiftState) -> Options:
    asked = {question for question, _ in state.looks.asked}
    topics = tuple(
        Option(
            question.id, question.topic, note=say("asked already") if question.id in asked else ""
        )
        for question in activity.deck.questions
    )
    return Options("topic", say("Ask about"), topics, layout="tiles")


def _asking(activity: ShiftActivity, state: ShiftState, topic: str) -> tuple[Block, ...]:
    back = Option(topic, say("Ask about something else"))
    return (_wordings(activity, state, topic), Options("topic", "", (back,)))


def _wordings(activity: ShiftActivity, state: ShiftState, topic: str) -> Options:
    question = activity.questions[topic]
    options = []
    for way, text in (("open", question.open), ("leading", question.leading)):
        price = activity.ask_price(way)
        value = f"{topic}.{way}"
        if (topic, way) in state.looks.asked:
            options.append(Option(value, text, "locked", say("asked already")))
        elif price > state.minutes:
            options.append(Option(value, text, "locked", say("no time left")))
        else:
            options.append(Option(value, text, note=say("{minutes} min", minutes=price)))
    # Neither wording may always stand first: the order is drawn, but not from the truth.
    if zlib.crc32(f"{state.seed}/{len(state.decisions)}/{topic}".encode()) % 2:
        options.reverse()
    return Options("ask", say("How do you ask?"), tuple(options))


def _said(activity: ShiftActivity, person: Person, question: str, way: str) -> str:
    if way == "leading":
        return activity.questions[question].coached
    return dict(person.answers)[question]


def _last(activity: ShiftActivity, state: ShiftState, person: Person) -> Feedback | None:
    if state.looks.last is None:
        return None
    what, one, other = state.looks.last
    if what == "asked":
        question = activity.questions[one]
        wording = question.open if other == "open" else question.leading
        return Feedback("info", wording, f"“{_said(activity, person, one, other)}”")
    first, second = person.field(one), person.field(other)
    if first is None or second is None:
        return None
    held = "\n\n".join(_written(person, field) for field in (first, second))
    if first.topic is None or first.topic != second.topic:
        return Feedback("info", say("These two speak of different things."), held)
    if first.value == second.value:
        return Feedback("info", say("These two agree."), held)
    return Feedback("info", say("These two differ. Why, only the person can say."), held)


def _written(person: Person, field: DrawnField) -> str:
    paper = person.paper(field.id.partition(".")[0])
    return f"{paper.title if paper else ''}, {field.label}: {field.value}"


def _answers(activity: ShiftActivity, state: ShiftState, person: Person) -> Lines | None:
    asked = state.looks.asked
    if not asked:
        return None
    entries = tuple(
        Entry(
            f"“{_said(activity, person, question, way)}”", remark=activity.questions[question].topic
        )
        for question, way in asked
    )
    return Lines(say("Answers so far ({number})", number=len(entries)), entries, folded=True)


def _ladder(state: ShiftState, person: Person) -> tuple[Block, ...]:
    steps = tuple(Option(rung.value, RUNG_NAMES[rung]) for rung in Rung)
    blocks: list[Block] = [
        Prose(who(person), "lead"),
        Options("answer", say("What is the smallest safe next step?"), steps),
    ]
    if state.minutes:
        back = Option("", say("Back to the counter"))
        blocks.append(Options("back", "", (back,)))
    return tuple(blocks)
