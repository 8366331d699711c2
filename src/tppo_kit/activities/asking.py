"""How an item of each kind is asked, answered step by step, and explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.activity import RUNG_NAMES, refuse
from tppo_kit.activities.blocks import Block, Entry, Feedback, Lines, Option, Options, Prose
from tppo_kit.activities.grading import is_right, mark_of, option_ids, reason_for
from tppo_kit.content.items import ChoiceItem, MatchItem, OrderItem, Vignette
from tppo_kit.language import Message, say
from tppo_kit.records import Rung

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from tppo_kit.activities.blocks import SourceNote, Text
    from tppo_kit.activities.grading import Item
    from tppo_kit.records import Event


def text_of(item: Item) -> str:
    """Return the question, or the short case."""
    return item.text if isinstance(item, Vignette) else item.question


def labels_of(item: Item) -> dict[str, Text]:
    """Return what stands on each answer, by id."""
    if isinstance(item, Vignette):
        return {rung.value: RUNG_NAMES[rung] for rung in Rung}
    if isinstance(item, OrderItem):
        return {step.id: step.text for step in item.steps}
    if isinstance(item, MatchItem):
        return {pair.id: pair.right for pair in item.pairs}
    return {option.id: option.text for option in item.options}


def shuffled_ids(item: Item, chance: random.Random) -> tuple[str, ...]:
    """Return the answers in the order in which they are shown."""
    ids = list(option_ids(item))
    if isinstance(item, Vignette) or item.kind == "true-false":
        return tuple(ids)
    chance.shuffle(ids)
    if isinstance(item, OrderItem) and ids == list(option_ids(item)):
        ids.reverse()  # The shown order must not be the answer.
    return tuple(ids)


def in_steps(item: Item) -> bool:
    """Tell whether the answer is given in several steps and sealed."""
    return isinstance(item, OrderItem | MatchItem) or item.kind == "several"


def pick(item: Item, picked: tuple[str, ...], event: Event) -> tuple[str, ...]:
    """Return what is picked after an event.

    Raises:
        Refused: if the event makes no sense for this kind of item.
    """
    ids = option_ids(item)
    if isinstance(item, OrderItem | MatchItem):
        if event.name == "answer" and event.value in ids and event.value not in picked:
            return (*picked, event.value)
        if event.name == "undo" and picked:
            return picked[:-1]
    elif item.kind == "several":
        if event.name == "toggle" and event.value in ids:
            changed = set(picked) ^ {event.value}
            return tuple(name for name in ids if name in changed)
    elif event.name == "answer" and event.value in ids:
        return (event.value,)
    raise refuse(event)


def may_seal(item: Item, picked: tuple[str, ...]) -> bool:
    """Tell whether an answer given in steps is complete."""
    if isinstance(item, OrderItem | MatchItem):
        return len(picked) == len(option_ids(item))
    return bool(picked)


def asked(item: Item, picked: tuple[str, ...], shown: Sequence[str]) -> tuple[Block, ...]:
    """Return the question and what can be answered now."""
    if isinstance(item, OrderItem | MatchItem):
        return _asked_in_turn(item, picked, shown)
    labels = labels_of(item)
    several = item.kind == "several"
    options = tuple(
        Option(name, labels[name], "chosen" if name in picked else "open") for name in shown
    )
    blocks: tuple[Block, ...] = (
        Prose(text_of(item), "scene"),
        Options("toggle" if several else "answer", _legend(item), options),
    )
    return (*blocks, _seal()) if several and picked else blocks


def _asked_in_turn(
    item: OrderItem | MatchItem, picked: tuple[str, ...], shown: Sequence[str]
) -> tuple[Block, ...]:
    labels = labels_of(item)
    blocks: list[Block] = [Prose(item.question, "scene")]
    if picked:
        blocks.append(Lines(say("Your answer so far"), _laid(item, picked), numbered=True))
    rest = tuple(Option(name, labels[name]) for name in shown if name not in picked)
    if rest:
        blocks.append(Options("answer", _turn(item, len(picked)), rest))
    else:
        blocks.append(_seal())
    if picked:
        back = Option("", say("Take the last one back"))
        blocks.append(Options("undo", "", (back,), layout="row"))
    return tuple(blocks)


def _laid(item: OrderItem | MatchItem, picked: tuple[str, ...]) -> tuple[Entry, ...]:
    labels = labels_of(item)
    if isinstance(item, OrderItem):
        return tuple(Entry(labels[name]) for name in picked)
    lefts = [pair.left for pair in item.pairs]
    return tuple(
        Entry(say("{left} → {right}", left=left, right=labels[name]))
        for left, name in zip(lefts, picked, strict=False)
    )


def _turn(item: OrderItem | MatchItem, number: int) -> Message:
    if isinstance(item, OrderItem):
        return say("What comes first?") if number == 0 else say("What comes next?")
    return say("What belongs to: {left}?", left=item.pairs[number].left)


def _seal() -> Options:
    return Options("seal", "", (Option("", say("Done choosing")),), layout="primary")


def _legend(item: ChoiceItem | Vignette) -> Message:
    if isinstance(item, Vignette):
        return say("What is the smallest safe next step?")
    if item.kind == "several":
        return say("Choose all that fit.")
    if item.kind == "true-false":
        return say("True or false?")
    return say("Choose one.")


def explained(
    item: Item, picked: tuple[str, ...], notes: tuple[SourceNote, ...]
) -> tuple[Block, ...]:
    """Return why the answer fits or not, every other answer, and the sources."""
    right = is_right(item, picked)
    feedback = Feedback(
        "good" if right else "poor",
        say("That fits") if right else say("Not quite"),
        reason_for(item, picked),
        notes,
    )
    return (Prose(text_of(item), "small"), feedback, *_answers(item, picked, folded=right))


def _answers(item: Item, picked: tuple[str, ...], *, folded: bool) -> tuple[Block, ...]:
    labels = labels_of(item)
    if isinstance(item, Vignette):
        rungs = tuple(
            Entry(labels[rung.value], mark_of(item, rung.value), item.why.of(rung)) for rung in Rung
        )
        return (
            Lines(say("Step by step"), rungs, folded=folded),
            Lines(say("What it could innocently be"), (Entry(item.harmless),)),
        )
    if isinstance(item, ChoiceItem):
        entries = tuple(
            Entry(option.text, mark_of(item, option.id), option.why) for option in item.options
        )
        return (Lines(say("Answer by answer"), entries, folded=folded),)
    return (_in_order(item, picked, folded=folded),)


def _in_order(item: OrderItem | MatchItem, picked: tuple[str, ...], *, folded: bool) -> Lines:
    right = [name == wanted for name, wanted in zip(picked, option_ids(item), strict=True)]
    if isinstance(item, OrderItem):
        entries = tuple(
            Entry(step.text, "yes" if fits else "no", step.why)
            for step, fits in zip(item.steps, right, strict=True)
        )
        return Lines(say("In this order"), entries, numbered=True, folded=folded)
    entries = tuple(
        Entry(
            say("{left} → {right}", left=pair.left, right=pair.right),
            "yes" if fits else "no",
            pair.why,
        )
        for pair, fits in zip(item.pairs, right, strict=True)
    )
    return Lines(say("What belongs together"), entries, folded=folded)
