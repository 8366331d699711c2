"""What is read, marked or worked through: pages, messages and checklists."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from tppo_kit.content.model import (
    Citation,
    FactId,
    Lifecycle,
    Line,
    Model,
    Sentence,
    SignId,
    Slug,
    Words,
    check_same_side,
    refuse_doubles,
)
from tppo_kit.content.reasons import Unfit
from tppo_kit.language import say
from tppo_kit.records import Rung


class Section(Model):
    """One part of a page, with its own sources."""

    heading: Words = Field(default="", max_length=160, description="Heading, if it has one.")
    text: Words = Field(
        default="", max_length=1200, description="Paragraphs, with an empty line between them."
    )
    points: list[Sentence] = Field(default_factory=list, description="A list of short points.")
    numbered: bool = Field(default=False, description="Whether the order of the points matters.")
    facts: list[FactId] = Field(default_factory=list, description="Facts shown in full.")
    contacts: bool = Field(default=False, description="Whether the local contacts stand here.")
    from_: list[Citation] = Field(
        alias="from", default_factory=list, description="Where it says so."
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.text or self.points or self.facts or self.contacts):
            raise Unfit(say("a section needs 'text', 'points', 'facts' or 'contacts'"))
        return self


class Page(Model):
    """A short text to read; a card is made to be printed and kept."""

    format: Literal["page/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the file name.")
    title: Line = Field(description="Title.")
    about: Line = Field(description="One sentence for the list.")
    status: Lifecycle = Field(description="draft, review, active or retired.")
    minutes: int = Field(ge=1, le=20, description="How long reading takes.")
    layout: Literal["opening", "reading", "summary", "card"] = Field(description="What it is for.")
    sections: list[Section] = Field(min_length=1, max_length=12, description="Its parts.")


class Passage(Model):
    """One line of a message that may be marked."""

    id: Slug = Field(description="Permanent id within the message.")
    text: Sentence = Field(description="What it says.")
    sign: SignId | None = Field(default=None, description="The sign behind it.")
    resembles: SignId | None = Field(default=None, description="The sign it only resembles.")
    why: Words = Field(default="", max_length=600, description="Why it is a sign or only looks so.")

    @model_validator(mode="after")
    def _explains_itself(self) -> Self:
        if self.sign and self.resembles:
            raise Unfit(say("a passage is a sign or resembles one, not both"))
        if (self.sign or self.resembles) and not self.why:
            raise Unfit(say("a passage with a sign needs 'why'"))
        return self


class MarkedMessage(Model):
    """A job advert or a chat in which passages are marked, then the next step is chosen."""

    format: Literal["message/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the file name.")
    title: Line = Field(description="Title, without giving the truth away.")
    about: Line = Field(description="One sentence for the list.")
    status: Lifecycle = Field(description="draft, review, active or retired.")
    channel: Literal["advert", "chat"] = Field(description="An advert or a chat.")
    sender: Line = Field(description="Who it comes from, as it appears.")
    passages: list[Passage] = Field(min_length=4, max_length=14, description="Its lines.")
    truth: Rung = Field(description="What a careful friend would do.")
    accepts: list[Rung] = Field(default_factory=list, description="Rungs that are also right.")
    why: Sentence = Field(description="Why that rung and not the next.")
    harmless: Sentence = Field(description="What it could innocently be, or why it is.")
    twin: Slug = Field(description="The look-alike of the opposite truth.")
    from_: list[Citation] = Field(alias="from", min_length=1, description="Where it says so.")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        check_same_side(self.truth, self.accepts)
        refuse_doubles(passage.id for passage in self.passages)
        return self


class Advice(Model):
    """What an answer means: it is clear, worth asking about, or a reason to wait."""

    weight: Literal["clear", "ask", "wait"] = Field(description="clear, ask or wait.")
    text: Sentence = Field(description="What to do next.")


class CheckQuestion(Model):
    """One question of a checklist."""

    id: Slug = Field(description="Permanent id within the checklist.")
    text: Sentence = Field(description="The question, answered yes, no or not known yet.")
    yes: Advice = Field(description="What yes means.")
    no: Advice = Field(description="What no means.")
    unknown: Advice = Field(description="What not knowing means.")
    from_: list[Citation] = Field(alias="from", min_length=1, description="Where it says so.")


class Closing(Model):
    """What is said at the end, by the heaviest answer."""

    clear: Sentence = Field(description="Everything is clear.")
    ask: Sentence = Field(description="Something must be asked first.")
    wait: Sentence = Field(description="There is a reason to wait.")


class Checklist(Model):
    """Questions to go through about something real, such as a job offer; never a verdict."""

    format: Literal["checklist/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the file name.")
    title: Line = Field(description="Title.")
    about: Line = Field(description="One sentence for the list.")
    status: Lifecycle = Field(description="draft, review, active or retired.")
    minutes: int = Field(ge=1, le=60, description="How long it takes.")
    questions: list[CheckQuestion] = Field(min_length=3, max_length=24, description="In order.")
    asks_to_wait: int = Field(
        ge=1, le=24, description="So many open questions are a reason to wait as well."
    )
    closing: Closing = Field(description="What is said at the end.")

    @model_validator(mode="after")
    def _asks_each_question_once(self) -> Self:
        refuse_doubles(question.id for question in self.questions)
        return self
