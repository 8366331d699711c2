"""After the plan: looking back at once, who improves what by when, and the procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Feedback,
    Heading,
    Lines,
    Option,
    Options,
    Prose,
    Table,
    View,
)
from tppo_kit.activities.tabletop.board import plan_drawing
from tppo_kit.activities.tabletop.circle import answer_of, leader
from tppo_kit.activities.tabletop.turns import adopted, kept, missing
from tppo_kit.activities.tabletop.verdict import able, faults, fits, harmful, leaked, tone
from tppo_kit.language import say

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.tabletop.book import TableBook
    from tppo_kit.activities.tabletop.state import TableState
    from tppo_kit.content.simulations.tabletop_parts import TableQuestion, TableStep


def aftermath(book: TableBook, state: TableState) -> Feedback:
    """Return in a few numbers what the table did; told once the quick questions are answered."""
    sound = [each for each in state.planned if fits(book, state, book.steps[each.step])]
    flawless = sum(not faults(book, state, each) for each in sound)
    wanted = sum(fits(book, state, step) for step in book.record.steps)
    leaks = sum(leaked(book, state, card) for card in state.deal.cards)
    text = say(
        "Steps that help, with the right owner and in time: {right} of {all}. "
        "Steps that could hurt somebody: {harm}. Things told without consent or need: {leaks}.",
        right=flawless,
        all=wanted,
        harm=len(harmful(book, state)),
        leaks=leaks,
    )
    found = tone(book, state)
    titles = {
        "good": say("The plan reached everybody it had to"),
        "mixed": say("The plan holds, with gaps"),
        "poor": say("This plan could hurt somebody"),
    }
    return Feedback(found, titles[found], text)


def _asked(
    book: TableBook, state: TableState, question: TableQuestion, event: str, seat: str
) -> tuple[Block, ...]:
    if seat != leader(book, state):
        turn = say("Now it is the turn of: {role}.", role=book.roles[leader(book, state)].name)
        return (Prose(question.question, "scene"), Prose(turn, "lead"))
    options = tuple(
        Option(f"{seat}:{question.id}:{each.id}", each.text) for each in question.options
    )
    return (Options(event, question.question, options),)


def hot_wash(book: TableBook, state: TableState, seat: str, alone: bool) -> tuple[Block, ...]:  # noqa: ARG001, FBT001
    """Return the next quick question; the plan stands above the first, without a verdict."""
    question = book.record.hot_wash[len(state.washed)]
    first = () if state.washed else (plan_drawing(book, state),)
    return (*first, *_asked(book, state, question, "hot-wash", seat))


def improvements(book: TableBook, state: TableState) -> tuple[str, ...]:
    """Return what is to be seen to, one line for each quick answer."""
    pairs = zip(book.record.hot_wash, state.washed, strict=False)
    return tuple(
        next(each.then for each in question.options if each.id == answer)
        for question, answer in pairs
    )


def follow_up(book: TableBook, state: TableState, seat: str, alone: bool) -> tuple[Block, ...]:  # noqa: ARG001, FBT001
    """Return the next improvement and who sees to it, or by when."""
    open_one = bool(state.follow_ups) and state.follow_ups[-1].days is None
    number = len(state.follow_ups) - open_one
    text = Prose(improvements(book, state)[number], "scene")
    if seat != leader(book, state):
        turn = say("Now it is the turn of: {role}.", role=book.roles[leader(book, state)].name)
        return (text, Prose(turn, "lead"))
    if open_one:
        days = tuple(
            Option(f"{seat}:due:{number}:{day}", say("within {days} days", days=day))
            for day in book.record.due_days
        )
        owner = Prose(book.roles[state.follow_ups[-1].owner].name, "small")
        return (text, owner, Options("follow-up", say("By when?"), days, layout="tiles"))
    owners = tuple(
        Option(f"{seat}:owner:{number}:{role.id}", role.name) for role in book.roles.values()
    )
    return (text, Options("follow-up", say("Who sees to it?"), owners, layout="tiles"))


def procedure(book: TableBook, state: TableState, seat: str, alone: bool) -> tuple[Block, ...]:  # noqa: ARG001, FBT001
    """Return the next question on how this place does it, at last when it is looked at again."""
    texts = book.record.procedure
    if len(state.ways) < len(texts.questions):
        question = texts.questions[len(state.ways)]
        return _asked(book, state, question, "procedure", seat)
    steps = Lines(
        say("Steps of your plan that go into the procedure"),
        tuple(Entry(book.steps[each].procedure) for each in kept(book, state)),
        numbered=True,
    )
    if seat != leader(book, state):
        turn = say("Now it is the turn of: {role}.", role=book.roles[leader(book, state)].name)
        return (steps, Prose(turn, "lead"))
    more = tuple(
        Option(
            f"{seat}:leave:{name}",
            book.steps[name].procedure,
            "open" if name in state.left_out else "chosen",
        )
        for name in missing(book, state)
    )
    legend = say("These were not in your plan, and belong here. Press to leave one out.")
    adding = (Options("procedure", legend, more),) if more else ()
    empty = not adopted(book, state)
    months = tuple(
        Option(
            f"{seat}:review:{number}",
            say("after {months} months", months=number),
            "locked" if empty else "open",
            say("A procedure needs a step.") if empty else "",
        )
        for number in texts.review_months
    )
    ask = Options("procedure", say("When do you look at it again?"), months, layout="tiles")
    return (steps, *adding, ask)


def paper(book: TableBook, state: TableState) -> View:
    """Return the procedure for a forum of villages, and the after-action report, for paper."""
    record, texts = book.record, book.record.procedure
    steps = [book.steps[name] for name in adopted(book, state)]
    steps.sort(key=lambda step: (step.by, record.steps.index(step)))
    never = tuple(Entry(step.procedure) for step in record.steps if not step.right)
    return View(
        texts.title,
        (
            Lines(say("Purpose"), (Entry(texts.purpose),)),
            Lines(say("Who uses it"), (Entry(texts.scope),)),
            Table(
                say("Steps, in days from the first news"),
                (say("Step"), say("Who"), say("At the latest")),
                tuple(_row(book, state, n, step) for n, step in enumerate(steps, start=1)),
                numbers_from=9,
            ),
            Lines(say("What we do not do"), never),
            Lines(say("How consent is asked"), tuple(map(Entry, texts.consent))),
            Lines(say("Notes and data"), tuple(map(Entry, (*_ways(book, state), *texts.data)))),
            Lines(say("National channels"), tuple(map(Entry, texts.channels))),
            _local(book),
            Lines(say("Each quarter we ask"), tuple(map(Entry, texts.quarterly))),
            Prose(
                say(
                    "Looked at again {months} months after it was adopted. "
                    "Adopted on: …………………… Signed: ……………………",
                    months=state.review,
                )
            ),
            Heading(say("After-action report")),
            report(book, state),
            Prose(
                say("Made in an exercise with invented people. Not a report of a case."), "small"
            ),
        ),
    )


def _row(book: TableBook, state: TableState, number: int, step: TableStep) -> tuple[Text, ...]:
    """Return number and step, owner and day; a planned owner or day stays if it was sound."""
    planned, owners = state.plan_of(step.id), able(book, state, step)
    owner = planned.owner if planned is not None and planned.owner in owners else owners[0]
    day = min(planned.day, step.by) if planned is not None else step.by
    when = say("day {day}", day=day) if day else say("the same day")
    return (f"{number}. {step.procedure}", book.roles[owner].name, when)


def _ways(book: TableBook, state: TableState) -> tuple[str, ...]:
    pairs = zip(book.record.procedure.questions, state.ways, strict=False)
    return tuple(
        next(each.then for each in question.options if each.id == way) for question, way in pairs
    )


def _local(book: TableBook) -> Lines:
    names = [book.agencies[role.agency].name for role in book.roles.values() if role.agency]
    blank = say("name and tested number, filled in by the village team: ……………………")
    return Lines(say("Channels here"), tuple(Entry(name, remark=blank) for name in names))


def report(book: TableBook, state: TableState) -> Table:
    """Return improvements with owner and due day."""
    rows = tuple(
        (text, book.roles[each.owner].name, say("within {days} days", days=each.days))
        for text, each in zip(improvements(book, state), state.follow_ups, strict=False)
    )
    return Table(
        say("What we improve"), (say("What"), say("Who"), say("By when")), rows, numbers_from=9
    )


def refused(book: TableBook, state: TableState) -> tuple[str, ...]:
    """Return the steps that a person of the case said no to."""
    found = []
    for step in book.record.steps:
        answer = answer_of(book, state, step.needs) if step.needs else None
        if answer is not None and answer.given == "none":
            found.append(step.id)
    return tuple(found)
