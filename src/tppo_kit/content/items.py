"""Quiz items, quizzes made of them, and sorters of cards."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from tppo_kit.content.model import (
    Citation,
    FactId,
    Lifecycle,
    Line,
    Model,
    Person,
    Sentence,
    SignId,
    Slug,
    check_same_side,
    refuse_doubles,
)
from tppo_kit.content.reasons import Unfit
from tppo_kit.language import say
from tppo_kit.records import Rung


class Option(Model):
    """One answer and why it is right or wrong."""

    id: Slug = Field(description="Permanent id within the item.")
    text: Sentence = Field(description="The answer as shown.")
    right: bool = Field(default=False, description="Whether it is right.")
    why: Sentence = Field(description="Shown after answering.")


class Item(Model):
    """What every quiz item has."""

    format: Literal["item/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the file name.")
    status: Lifecycle = Field(description="draft, review, active or retired.")
    signs: list[SignId] = Field(default_factory=list, description="Signs it is about.")
    non_signs: list[Slug] = Field(default_factory=list, description="Non-signs it is about.")
    facts: list[FactId] = Field(default_factory=list, description="Facts it is about.")
    from_: list[Citation] = Field(alias="from", min_length=1, description="Where it says so.")


class ChoiceItem(Item):
    """A question with one right answer (choice, true-false) or several."""

    kind: Literal["choice", "several", "true-false"] = Field(description="Kind of item.")
    question: Sentence = Field(description="The question or, for true-false, the statement.")
    options: list[Option] = Field(min_length=2, max_length=6, description="The answers.")

    @model_validator(mode="after")
    def _answers_fit_kind(self) -> Self:
        right = sum(option.right for option in self.options)
        refuse_doubles(option.id for option in self.options)
        if self.kind == "several" and not 0 < right < len(self.options):
            raise Unfit(say("at least one option must be right and at least one wrong"))
        if self.kind != "several" and right != 1:
            raise Unfit(
                say("exactly one option must have 'right: true', not {number}", number=right)
            )
        if self.kind == "true-false" and [o.id for o in self.options] != ["benar", "salah"]:
            raise Unfit(say("the options must be 'benar' and 'salah', in this order"))
        return self


class OrderStep(Model):
    """One step of something that is done in order."""

    id: Slug = Field(description="Permanent id within the item.")
    text: Sentence = Field(description="The step as shown.")
    why: Sentence = Field(description="Why it stands here.")


class OrderItem(Item):
    """Steps to be put in order."""

    kind: Literal["order"] = Field(description="Kind of item.")
    question: Sentence = Field(description="What is to be put in order.")
    steps: list[OrderStep] = Field(min_length=3, max_length=6, description="In the right order.")

    @model_validator(mode="after")
    def _steps_have_ids_of_their_own(self) -> Self:
        refuse_doubles(step.id for step in self.steps)
        return self


class Pair(Model):
    """Two things that belong together."""

    id: Slug = Field(description="Permanent id within the item.")
    left: Sentence = Field(description="What is given.")
    right: Sentence = Field(description="What belongs to it.")
    why: Sentence = Field(description="Why they belong together.")


class MatchItem(Item):
    """Things to be matched, each with the one that belongs to it."""

    kind: Literal["match"] = Field(description="Kind of item.")
    question: Sentence = Field(description="What is to be matched.")
    pairs: list[Pair] = Field(min_length=3, max_length=6, description="The pairs.")

    @model_validator(mode="after")
    def _pairs_can_be_told_apart(self) -> Self:
        refuse_doubles(pair.id for pair in self.pairs)
        refuse_doubles(pair.left for pair in self.pairs)
        refuse_doubles(pair.right for pair in self.pairs)
        return self


class RungReasons(Model):
    """Why each rung is right, too much or too little in this vignette."""

    no_concern: Sentence = Field(alias="no-concern", description="As usual.")
    inform: Sentence = Field(description="Serve and inform.")
    consult: Sentence = Field(description="Talk apart, check, ask a colleague.")
    refer: Sentence = Field(description="Refer with consent.")
    urgent: Sentence = Field(description="Danger now.")

    def of(self, rung: Rung) -> str:
        """Return the reason for one rung."""
        return str(getattr(self, rung.value.replace("-", "_")))


class Vignette(Item):
    """A short case judged on the ladder, with confidence."""

    kind: Literal["vignette"] = Field(description="Kind of item.")
    text: Sentence = Field(description="The short case, without identity cues.")
    truth: Rung = Field(description="What a careful colleague would do.")
    accepts: list[Rung] = Field(default_factory=list, description="Rungs that are also right.")
    why: RungReasons = Field(description="Why each rung is right or wrong here.")
    harmless: Sentence = Field(description="What it could innocently be, or why it is.")
    twin: Slug = Field(description="The look-alike of the opposite truth.")
    form: Literal["A", "B"] = Field(description="Parallel form.")
    people: list[Person] = Field(min_length=1, description="The invented people.")

    @model_validator(mode="after")
    def _accepted_rungs_are_on_the_same_side(self) -> Self:
        check_same_side(self.truth, self.accepts)
        return self


class Quiz(Model):
    """A round of items."""

    format: Literal["quiz/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the file name.")
    title: Line = Field(description="Title of the round.")
    about: Line = Field(description="One sentence for the list.")
    status: Lifecycle = Field(description="draft, review, active or retired.")
    minutes: int = Field(ge=1, le=60, description="How long it takes.")
    items: list[Slug] = Field(min_length=1, max_length=60, description="Ids of the items.")

    @model_validator(mode="after")
    def _asks_each_item_once(self) -> Self:
        refuse_doubles(self.items)
        return self


class Bin(Model):
    """One place where cards may lie."""

    id: Slug = Field(description="Permanent id within the sorter.")
    name: Line = Field(description="What belongs here.")


class Card(Model):
    """One card of a sorter."""

    id: Slug = Field(description="Permanent id within the sorter.")
    text: Sentence = Field(description="What one sees or hears.")
    bin: Slug = Field(description="Id of the bin it belongs in.")
    sign: SignId | None = Field(default=None, description="The sign, or the one it resembles.")
    non_sign: Slug | None = Field(default=None, description="The non-sign it shows.")
    why: Sentence = Field(description="Shown after checking.")
    from_: list[Citation] = Field(alias="from", min_length=1, description="Where it says so.")


class Sorter(Model):
    """Cards to be put where they belong; bins "sign" and "no-sign" count as judgements."""

    format: Literal["sorter/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the file name.")
    title: Line = Field(description="Title.")
    about: Line = Field(description="One sentence for the list.")
    status: Lifecycle = Field(description="draft, review, active or retired.")
    minutes: int = Field(ge=1, le=60, description="How long it takes.")
    bins: list[Bin] = Field(min_length=2, max_length=4, description="Where cards may lie.")
    cards: list[Card] = Field(min_length=4, max_length=24, description="The cards.")

    @model_validator(mode="after")
    def _every_card_has_a_bin(self) -> Self:
        refuse_doubles(card.id for card in self.cards)
        refuse_doubles(each.id for each in self.bins)
        for card in self.cards:
            if card.bin not in {each.id for each in self.bins}:
                raise Unfit(
                    say("there is no bin '{bin}' for the card '{card}'", bin=card.bin, card=card.id)
                )
        return self
