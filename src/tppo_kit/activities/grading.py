"""What an answer to a quiz item is worth, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tppo_kit.content.items import ChoiceItem, MatchItem, OrderItem, Vignette
from tppo_kit.records import Judgement, Rung

Item = ChoiceItem | OrderItem | MatchItem | Vignette


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one item; ``options`` in the order of the item."""

    item: str
    options: tuple[str, ...]
    confidence: int | None
    seconds: float


def option_ids(item: Item) -> tuple[str, ...]:
    """Return the ids of all answers, in the order of the item."""
    if isinstance(item, Vignette):
        return tuple(rung.value for rung in Rung)
    if isinstance(item, OrderItem):
        return tuple(step.id for step in item.steps)
    if isinstance(item, MatchItem):
        return tuple(pair.id for pair in item.pairs)
    return tuple(option.id for option in item.options)


def right_answers(item: Item) -> frozenset[str]:
    """Return the options that make an answer right.

    All of them for several, order and match (there in the order of the item), else any one.
    """
    if isinstance(item, Vignette):
        return frozenset({item.truth.value, *(rung.value for rung in item.accepts)})
    if isinstance(item, OrderItem | MatchItem):
        return frozenset(option_ids(item))
    return frozenset(option.id for option in item.options if option.right)


def is_right(item: Item, options: tuple[str, ...]) -> bool:
    """Tell whether the chosen options make a right answer."""
    right = right_answers(item)
    if isinstance(item, OrderItem | MatchItem):
        return options == option_ids(item)
    if isinstance(item, ChoiceItem) and item.kind == "several":
        return frozenset(options) == right
    return options[0] in right


def mark_of(item: Item, option: str) -> Literal["yes", "no"]:
    """Return the mark of one option when the item is explained."""
    return "yes" if option in right_answers(item) else "no"


def reason_for(item: Item, options: tuple[str, ...]) -> str:
    """Return why the chosen options are right or wrong."""
    if isinstance(item, Vignette):
        return item.why.of(Rung(options[0]))
    if isinstance(item, OrderItem | MatchItem):
        whys = (
            {step.id: step.why for step in item.steps}
            if isinstance(item, OrderItem)
            else {pair.id: pair.why for pair in item.pairs}
        )
        astray = [
            whys[wanted] for wanted, name in zip(whys, options, strict=True) if wanted != name
        ]
        return " ".join(astray[:2]) or next(iter(whys.values()))
    return " ".join(option.why for option in item.options if option.id in options)


def judge(item: Item, answer: Answer) -> Judgement:
    """Return the judgement that an answer is."""
    vignette = isinstance(item, Vignette)
    chosen = answer.options[0] if vignette else "+".join(answer.options)
    right = (
        item.truth.value
        if isinstance(item, Vignette)
        else "+".join(option for option in option_ids(item) if option in right_answers(item))
    )
    return Judgement(
        kind=item.kind,
        subject=item.id,
        fingerprint=item.fingerprint(),
        signs=tuple(item.signs),
        right=right,
        chosen=chosen,
        correct=is_right(item, answer.options),
        signal=item.truth.calls_for_action if isinstance(item, Vignette) else None,
        called=Rung(chosen).calls_for_action if vignette else None,
        confidence=answer.confidence,
        seconds=answer.seconds,
    )
