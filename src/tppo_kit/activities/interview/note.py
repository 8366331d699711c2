"""The case note: drafted from the path taken, and weighed line by line."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from tppo_kit.content.simulations.interviews import NotePart
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.scenario import CaseState
    from tppo_kit.content.cases import Choice, Scenario
    from tppo_kit.content.simulations.interviews import CaseNotes, PairNotes, TemptingLine

PART_NAMES: dict[NotePart, Message] = {
    NotePart.DONE: say("What I asked and did, word for word"),
    NotePart.SEEN: say("What I saw and heard"),
    NotePart.DECIDED: say("What I decided, and why"),
    NotePart.OPEN: say("Not established yet"),
}
_WHY_KEEP: dict[NotePart, Message] = {
    NotePart.DONE: say("Your own step. It stays, even where it was not your best."),
    NotePart.SEEN: say("Seen or heard. Without facts, the reason is missing."),
    NotePart.DECIDED: say(
        "The decision and its reason stay, so that somebody can go on from here."
    ),
    NotePart.OPEN: say("What is not known stays an open question. It is neither yes nor no."),
}
_REASON = say("The reason: the facts noted above.")
_NO_REASON = say("No fact had been noted as a reason yet.")


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line of a draft.

    ``key`` names it for good, in judgements; ``words`` are what is no fact in it, none where
    the line belongs in the note.
    """

    key: str
    part: NotePart
    text: Text
    why: Text
    instead: str = ""
    words: tuple[str, ...] = ()

    @property
    def belongs(self) -> bool:
        """Tell whether a careful colleague would have kept it."""
        return not self.words

    def marked(self) -> Text:
        """Return the text with what is no fact between « and »."""
        text = self.text
        if isinstance(text, str):
            for word in self.words:
                text = text.replace(word, f"«{word}»", 1)
        return text


def drafted(
    scenario: Scenario, state: CaseState, noted: Collection[str], notes: CaseNotes, seed: int
) -> tuple[NoteLine, ...]:
    """Return the draft of a finished case: its true lines, and among them those that tempt.

    One line of the place tempts in each part, and two of the pair, one that accuses and one
    that clears; which ones, and where they stand, comes from ``seed`` and never from the truth.
    """
    pair = notes.pair_of(scenario.id)
    chance = Random(f"{scenario.id} {seed}")
    order = list(true_lines(scenario, state, noted, notes))
    for line in _tempting(notes, pair, chance):
        places = [n for n, other in enumerate(order) if other.part is line.part]
        first = places[0] if places else _end_of_earlier(order, line.part)
        order.insert(first + chance.randrange(len(places) + 1), line)
    return tuple(order)


def _end_of_earlier(order: Sequence[NoteLine], part: NotePart) -> int:
    parts = list(NotePart)
    return sum(parts.index(line.part) < parts.index(part) for line in order)


def _tempting(notes: CaseNotes, pair: PairNotes | None, chance: Random) -> Iterator[NoteLine]:
    for part in NotePart:
        yield _as_line(chance.choice([line for line in notes.lines if line.part is part]))
    if pair is not None:
        for leaning in ("suspicion", "trust"):
            yield _as_line(chance.choice([each for each in pair.lines if each.leans == leaning]))


def _as_line(line: TemptingLine) -> NoteLine:
    return NoteLine(line.id, line.part, line.text, line.why, line.instead, tuple(line.words))


def true_lines(
    scenario: Scenario, state: CaseState, noted: Collection[str], notes: CaseNotes
) -> Iterator[NoteLine]:
    """Yield what belongs in the note, part by part: done, seen, decided, not established.

    Facts that belong in another report stand in no part; one question always remains.
    """
    pair = notes.pair_of(scenario.id)
    apart = set(pair.apart if pair else ())
    done, decided = _parted(scenario, state.path)
    yield from _taken("done", NotePart.DONE, done)
    seen = [name for name in scenario.evidence if name in noted and name not in apart]
    for name in seen:
        text, why = scenario.evidence[name].text, _WHY_KEEP[NotePart.SEEN]
        yield NoteLine(f"seen.{name}", NotePart.SEEN, text, why)
    yield from _taken("decided", NotePart.DECIDED, decided)
    why = _WHY_KEEP[NotePart.DECIDED]
    yield NoteLine("reason", NotePart.DECIDED, _REASON if seen else _NO_REASON, why)
    questions = pair.questions if pair else {}
    why = _WHY_KEEP[NotePart.OPEN]
    for name in scenario.evidence:
        if name not in noted and name not in apart and name in questions:
            yield NoteLine(f"open.{name}", NotePart.OPEN, questions[name], why)
    yield NoteLine("remains", NotePart.OPEN, notes.remains, why)


def _taken(key: str, part: NotePart, choices: Iterable[tuple[str, Choice]]) -> Iterator[NoteLine]:
    for number, (step, choice) in enumerate(choices, 1):
        name = f"{key}.{number}.{step}.{choice.id}"
        yield NoteLine(name, part, choice.text, _WHY_KEEP[part])


def _parted(
    scenario: Scenario, path: Sequence[tuple[str, str]]
) -> tuple[list[tuple[str, Choice]], list[tuple[str, Choice]]]:
    """Return the choices before the decision and those of it, each with its step.

    The decision begins at the first step of the path that can lead straight to an ending.
    """
    choices = [(step, choice) for step, name in path for choice in _named(scenario, step, name)]
    for number, (step, _) in enumerate(choices):
        if any(scenario.steps[each.leads_to].ending for each in scenario.steps[step].choices):
            return choices[:number], choices[number:]
    return choices, []


def _named(scenario: Scenario, step: str, name: str) -> list[Choice]:
    return [choice for choice in scenario.steps[step].choices if choice.id == name]


def numbers_struck_right(
    lines: Sequence[NoteLine], struck: Collection[str]
) -> tuple[int, int, int, int]:
    """Return how many lines that belong were kept, of how many; and the rest struck, likewise.

    ``struck`` holds the numbers of lines, from "1" in the order of ``lines``.
    """
    kept = all_true = out = all_other = 0
    for number, line in enumerate(lines, 1):
        if line.belongs:
            all_true += 1
            kept += str(number) not in struck
        else:
            all_other += 1
            out += str(number) in struck
    return kept, all_true, out, all_other


def note_points(lines: Sequence[NoteLine], struck: Collection[str]) -> float:
    """Return 0 to 2: the share of facts kept, and the share of other lines struck.

    An opinion that stays weighs as much as a fact that is lost: whoever keeps everything, and
    whoever strikes everything, has one of two.
    """
    kept, all_true, out, all_other = numbers_struck_right(lines, struck)
    return kept / all_true + out / all_other
