"""Templates from which adverts and chats are drawn, and how a round is made of them."""

from __future__ import annotations

import re
from statistics import mean
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from tppo_kit.content.model import (
    Citation,
    FactId,
    InScene,
    Model,
    SceneLine,
    Sentence,
    SignId,
    Slug,
    refuse_doubles,
)
from tppo_kit.content.pages import Passage
from tppo_kit.content.reasons import Unfit
from tppo_kit.content.simulations.record import SimulationRecord
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A blank to be filled: a word or number of the set, in square brackets.
BLANK = re.compile(r"\[([^\]\s]*)\]")
#: The blank that every template fills itself: whom to ask first.
ASK = "tanya"
#: So many characters may lines with a sign be longer or shorter, on average, than the plain
#: lines they stand for; beyond that, length would give the answer away.
MOST_LONGER = 3.0
BlankName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=24)]


class NumberRange(Model):
    """A whole number to be drawn, such as a wage in millions."""

    least: int = Field(ge=0, le=1_000_000, description="Smallest value.")
    most: int = Field(ge=1, le=1_000_000, description="Largest value.")
    step: int = Field(default=1, ge=1, le=100_000, description="Distance between two values.")

    @model_validator(mode="after")
    def _leaves_a_choice(self) -> Self:
        if self.most < self.least + self.step:
            raise Unfit(say("'most' must be at least one step above 'least'"))
        return self


class MessageSlot(Model):
    """One place in a message, and the lines that may stand there."""

    id: Slug = Field(description="Permanent id within the template.")
    lines: Annotated[list[Passage], InScene("text")] = Field(
        min_length=1,
        max_length=12,
        description="Plain lines, lines that only resemble a sign, and lines with a sign.",
    )

    @model_validator(mode="after")
    def _has_a_plain_line(self) -> Self:
        refuse_doubles(line.id for line in self.lines)
        if not self.plain:
            raise Unfit(say("'{slot}' needs at least one plain line", slot=self.id))
        return self

    @property
    def plain(self) -> list[Passage]:
        """Return the lines that are neither a sign nor resemble one."""
        return [line for line in self.lines if not (line.sign or line.resembles)]

    @property
    def alike(self) -> list[Passage]:
        """Return the lines that only resemble a sign."""
        return [line for line in self.lines if line.resembles]

    @property
    def signed(self) -> list[Passage]:
        """Return the lines with a sign."""
        return [line for line in self.lines if line.sign]


class MessageTemplate(Model):
    """One kind of offer or chat, as slots in order; each message takes one line of each."""

    id: Slug = Field(description="Permanent id within the set.")
    title: SceneLine = Field(description="Title, without giving the truth away.")
    about: SceneLine = Field(description="Who shows the message, or where it stood.")
    channel: Literal["advert", "chat"] = Field(description="An advert or a chat.")
    sender: SceneLine = Field(description="Who it comes from, as it appears.")
    child: bool = Field(default=False, description="Whether it is sent to somebody under 18.")
    there: bool = Field(
        default=False, description="Whether it is sent by somebody who is at work already."
    )
    slots: list[MessageSlot] = Field(
        min_length=6, max_length=12, description="Its lines, in order."
    )
    ask: SceneLine = Field(description="Whom to ask first: what the blank [tanya] stands for.")
    harmless: Sentence = Field(description="What it could innocently be, or why it is.")
    from_: list[Citation] = Field(alias="from", min_length=1, description="Where it says so.")

    @model_validator(mode="after")
    def _names_each_slot_once(self) -> Self:
        refuse_doubles(slot.id for slot in self.slots)
        if not any(slot.signed for slot in self.slots):
            raise Unfit(say("no line of '{template}' has a sign", template=self.id))
        return self

    def texts(self) -> Iterator[str]:
        """Yield every text that may hold a blank."""
        yield from (self.title, self.about, self.sender, self.harmless)
        for slot in self.slots:
            for line in slot.lines:
                yield from (line.text, line.why)


class HeavySigns(Model):
    """A step that certain signs call for by what they mean, whatever they weigh."""

    signs: list[SignId] = Field(min_length=1, description="Signs that call for this step.")
    why: Sentence = Field(description="Why that step and not the next.")


class StepReasons(Model):
    """The rule from signs to step, and what is said for each outcome of it."""

    clear: Sentence = Field(description="No sign: inform, or no concern.")
    slight: Sentence = Field(description="Weak signs only: inform, or consult.")
    check: Sentence = Field(description="A medium or strong sign: consult before answering.")
    bound: HeavySigns = Field(
        description="Somebody is bound or pressed already, or at work there: refer."
    )
    child: Sentence = Field(description="A medium or strong sign, to a child: refer.")
    now: HeavySigns = Field(description="Danger now, or a child about to leave: urgent.")

    @model_validator(mode="after")
    def _leaves_only_whom_to_ask(self) -> Self:
        texts = (self.clear, self.slight, self.check, self.bound.why, self.child, self.now.why)
        for name in BLANK.findall("\n".join(texts)):
            if name != ASK:
                raise Unfit(
                    say("only the blank '[{ask}]' may stand in a reason for a step", ask=ASK)
                )
        return self


class MessageRound(Model):
    """How a round is put together, and what is won in it."""

    messages: int = Field(ge=2, le=12, multiple_of=2, description="Messages; half are harmless.")
    written: int = Field(ge=0, le=6, multiple_of=2, description="Of these, written by hand.")
    most_signs: int = Field(ge=1, le=4, description="Most lines with a sign in one message.")
    most_alike: int = Field(ge=1, le=3, description="Most look-alike lines in one message.")
    slight_share: float = Field(
        ge=0, le=0.5, description="Share of harmless messages in which one weak sign stands."
    )
    points: int = Field(
        ge=1, le=10, description="Points for the lines of a message, and as many for its step."
    )

    @model_validator(mode="after")
    def _leaves_some_to_draw(self) -> Self:
        if self.written >= self.messages:
            raise Unfit(say("'written' must be smaller than 'messages'"))
        return self


class RoundQuestions(Model):
    """What to talk about at the end, by what went wrong most."""

    over: Sentence = Field(description="More was marked without reason than was missed.")
    missed: Sentence = Field(description="More was missed than marked without reason.")
    even: Sentence = Field(description="Neither weighs more.")


class MessageSet(SimulationRecord):
    """Templates from which adverts and chats are drawn."""

    format: Literal["messages/1"] = Field(description="Version of this format.")
    cover: list[Sentence] = Field(
        min_length=1, max_length=5, description="What to do, and what may touch somebody."
    )
    round: MessageRound = Field(description="How a round is put together.")
    steps: StepReasons = Field(description="From signs to step.")
    questions: RoundQuestions = Field(description="What to talk about at the end.")
    facts: list[FactId] = Field(description="Facts shown at the end: how an offer is checked.")
    written: list[Slug] = Field(description="Messages of data/messages that may be mixed in.")
    words: dict[BlankName, list[SceneLine]] = Field(description="Words for the blanks, by name.")
    numbers: dict[BlankName, NumberRange] = Field(description="Numbers for the blanks, by name.")
    templates: list[MessageTemplate] = Field(min_length=2, max_length=40, description="Kinds.")

    @model_validator(mode="after")
    def _can_be_drawn_from(self) -> Self:
        refuse_doubles(template.id for template in self.templates)
        refuse_doubles(self.written)
        wanted = self.round.messages - self.round.written
        if wanted > len(self.templates):
            raise Unfit(say("{number} templates are needed for a round, one each", number=wanted))
        for template in self.templates:
            self._check_room(template)
            self._check_blanks(template.id, template.texts())
            self._check_lengths(template)
        return self

    def _check_room(self, template: MessageTemplate) -> None:
        """Refuse a template that could run out of look-alikes, or of places for a sign."""
        most = self.round.most_alike
        if sum(bool(slot.alike) for slot in template.slots) < most:
            raise Unfit(
                say(
                    "'{template}' needs look-alike lines in at least {number} slots",
                    template=template.id,
                    number=most,
                )
            )

    def _check_blanks(self, where: str, texts: Iterable[str]) -> None:
        for name in BLANK.findall("\n".join(texts)):
            if name not in self.words and name not in self.numbers:
                raise Unfit(
                    say(
                        "'{template}': there is no list for the blank '[{name}]'; "
                        "add it under 'words' or 'numbers'",
                        template=where,
                        name=name,
                    )
                )

    def _check_lengths(self, template: MessageTemplate) -> None:
        """Refuse a template whose lines with a sign are on average longer or shorter than plain."""
        apart = [
            mean(self.length(line.text) for line in slot.signed)
            - mean(self.length(line.text) for line in slot.plain)
            for slot in template.slots
            if slot.signed
        ]
        if abs(mean(apart)) > MOST_LONGER:
            raise Unfit(
                say(
                    "in '{template}', lines with a sign are {number} characters longer than "
                    "plain ones on average; bring it within {most} either way",
                    template=template.id,
                    number=round(mean(apart), 1),
                    most=MOST_LONGER,
                )
            )

    def length(self, text: str) -> float:
        """Return the characters of a text, each blank counted as its words are long on average."""
        return len(BLANK.sub("", text)) + sum(self._width(name) for name in BLANK.findall(text))

    def _width(self, name: str) -> float:
        if name in self.words:
            return mean(len(word) for word in self.words[name])
        return len(str(self.numbers[name].most))
