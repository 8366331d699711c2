"""How a room voted, as plain data: bars with their numbers, round beside round."""

from __future__ import annotations

from dataclasses import dataclass

from tppo_kit.language import Message

#: What stands at a bar: content, or an interface text to translate.
Words = str | Message


@dataclass(frozen=True, slots=True)
class Bar:
    """How many chose one thing, in each round; ``own`` marks what this person chose."""

    label: Words
    counts: tuple[int, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """How a room voted: one bar for each choice and round, rounds side by side."""

    title: Words
    rounds: tuple[Words, ...]
    bars: tuple[Bar, ...]
