"""One message, three questions: which lines, which step, how sure; then it is explained."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from tppo_kit.activities.activity import (
    RUNG_NAMES,
    confidence_options,
    read_confidence,
    refuse,
)
from tppo_kit.activities.blocks import (
    Block,
    Chat,
    ChatLine,
    Entry,
    Feedback,
    Lines,
    Option,
    Options,
    Prose,
)
from tppo_kit.activities.sources import notes_for
from tppo_kit.language import say
from tppo_kit.records import Judgement, Rung

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tppo_kit.activities.blocks import Text
    from tppo_kit.content.model import Citation
    from tppo_kit.content.pages import Passage
    from tppo_kit.content.signs import Sign, Source
    from tppo_kit.records import Event


class Marked(Protocol):
    """A message whose lines are known: written by hand, or drawn from a template."""

    @property
    def id(self) -> str:
        """Return the id under which it is judged."""

    @property
    def sender(self) -> str:
        """Return who it comes from, as it appears."""

    @property
    def passages(self) -> Sequence[Passage]:
        """Return its lines."""

    @property
    def truth(self) -> Rung:
        """Return what a careful friend would do."""

    @property
    def accepts(self) -> Sequence[Rung]:
        """Return the steps that are also right."""

    @property
    def why(self) -> str:
        """Return why that step and not the next."""

    @property
    def harmless(self) -> str:
        """Return what it could innocently be."""

    @property
    def from_(self) -> Sequence[Citation]:
        """Return where it says so."""


@dataclass(frozen=True, slots=True)
class MessageState:
    """Which lines are marked, and how far the person has come."""

    begun: bool = False
    marked: frozenset[str] = frozenset()
    sealed: bool = False
    rung: Rung | None = None
    confidence: int | None = None
    shown_at: float = 0.0
    seconds: float = 0.0


def answered(message: Marked, state: MessageState, event: Event) -> MessageState:
    """Return the state after toggle, seal, answer or confidence.

    Raises:
        Refused: for an event that makes no sense now, and once all is answered.
    """
    if state.confidence is not None:
        raise refuse(event)
    if not state.sealed:
        if event.name == "toggle" and event.value in {each.id for each in message.passages}:
            return replace(state, marked=state.marked ^ {event.value})
        if event.name == "seal":
            return replace(state, sealed=True)
        raise refuse(event)
    if state.rung is None:
        if event.name == "answer" and event.value in {rung.value for rung in Rung}:
            seconds = max(0.0, event.at - state.shown_at)
            return replace(state, rung=Rung(event.value), seconds=seconds)
        raise refuse(event)
    return replace(state, confidence=read_confidence(event))


def is_right(message: Marked, rung: Rung) -> bool:
    """Tell whether a step is what a careful friend would do, or accepted as well."""
    return rung is message.truth or rung in message.accepts


def asked(message: Marked, state: MessageState) -> tuple[Text, tuple[Block, ...]]:
    """Return the question that is open now, and the blocks that ask it."""
    if not state.sealed:
        legend = say("Mark each line that is worth asking about. Perhaps there is none.")
        options = tuple(
            Option(each.id, each.text, "chosen" if each.id in state.marked else "open")
            for each in message.passages
        )
        return legend, (
            Prose(say("From: {sender}", sender=message.sender), "small"),
            Options("toggle", legend, options, layout="chat"),
            Options("seal", "", (Option("", say("Done marking")),), layout="primary"),
        )
    if state.rung is None:
        steps = tuple(Option(rung.value, RUNG_NAMES[rung]) for rung in Rung)
        legend = say("A friend shows you this. What is the smallest safe next step?")
        return legend, (_shown(message, state), Options("answer", legend, steps))
    step = say("Your step: {step}", step=RUNG_NAMES[state.rung])
    return step, (Prose(step, "lead"), confidence_options())


def _shown(message: Marked, state: MessageState) -> Chat:
    lines = tuple(
        ChatLine(each.text, say("marked") if each.id in state.marked else "")
        for each in message.passages
    )
    return Chat(message.sender, lines)


def explained(
    message: Marked,
    state: MessageState,
    rung: Rung,
    signs: Mapping[str, Sign],
    sources: Mapping[str, Source],
) -> tuple[Block, ...]:
    """Return why this step fits or not, and what each line was."""
    right = is_right(message, rung)
    with_sign = {each.id for each in message.passages if each.sign}
    found, over = len(with_sign & state.marked), len(state.marked - with_sign)
    return (
        Feedback(
            "good" if right else "poor",
            say("That fits") if right else say("A careful friend would choose another step"),
            message.why,
            notes_for(message.from_, sources),
        ),
        Prose(say("The step: {step}", step=RUNG_NAMES[message.truth])),
        Prose(
            say(
                "Lines with a sign that you marked: {found} of {all}. "
                "Lines marked without a sign: {over}.",
                found=found,
                all=len(with_sign),
                over=over,
            )
        ),
        Lines(
            say("Line by line"),
            tuple(explained_line(each, state, signs) for each in message.passages),
        ),
        Lines(say("What it could innocently be"), (Entry(message.harmless),)),
    )


def explained_line(passage: Passage, state: MessageState, signs: Mapping[str, Sign]) -> Entry:
    """Return one line with its reason, and whether it was marked as it should be."""
    marked = passage.id in state.marked
    if passage.sign:
        remark = say("{why} Sign: {sign}.", why=passage.why, sign=signs[passage.sign].name)
        return Entry(passage.text, "yes" if marked else "open", remark)
    return Entry(passage.text, "no" if marked else "", passage.why)


def judged(
    message: Marked, state: MessageState, fingerprint: str, subjects: Sequence[str] = ()
) -> tuple[Judgement, ...]:
    """Return a judgement on the step, then one on each line, of a message fully answered.

    ``subjects`` names the lines where their ids within the message do not last. Where steps on
    both sides of calling are right, nobody can call too often or too seldom: no signal, no call.

    Raises:
        ValueError: if the step has not been chosen.
    """
    if state.rung is None:
        raise ValueError(message.id)
    sides = {rung.calls_for_action for rung in (message.truth, *message.accepts)}
    detected = len(sides) == 1
    names = subjects or [f"{message.id}.{each.id}" for each in message.passages]
    step = Judgement(
        kind="message",
        subject=message.id,
        fingerprint=fingerprint,
        signs=tuple(sorted({each.sign for each in message.passages if each.sign})),
        right=message.truth.value,
        chosen=state.rung.value,
        correct=is_right(message, state.rung),
        signal=message.truth.calls_for_action if detected else None,
        called=state.rung.calls_for_action if detected else None,
        confidence=state.confidence,
        seconds=state.seconds,
    )
    lines = (
        _judged_line(each, each.id in state.marked, name, fingerprint)
        for each, name in zip(message.passages, names, strict=True)
    )
    return (step, *lines)


def _judged_line(passage: Passage, marked: bool, subject: str, fingerprint: str) -> Judgement:  # noqa: FBT001
    return Judgement(
        kind="passage",
        subject=subject,
        fingerprint=fingerprint,
        signs=(passage.sign,) if passage.sign else (),
        right="mark" if passage.sign else "leave",
        chosen="mark" if marked else "leave",
        correct=marked == (passage.sign is not None),
        signal=None,
        called=None,
        confidence=None,
        seconds=0.0,
    )
