"""All facts by topic, and the corrections of what one often hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Block, Entry, FactBlock, Lines
from tppo_kit.activities.explorer import Group, Shelf, ShelfEntry
from tppo_kit.content.facts import Topic
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.content.facts import Fact

TOPICS: dict[str, Message] = {
    Topic.LAW: say("What the law says"),
    Topic.PENALTY: say("Penalties"),
    Topic.RIGHTS: say("Rights and protection"),
    Topic.PASSPORT: say("Passport and border"),
    Topic.MIGRATION: say("Safe migration"),
    Topic.AGENCY: say("Services and their tasks"),
    Topic.CHANNEL: say("Numbers and channels"),
    Topic.STATISTIC: say("Figures"),
    Topic.DEADLINE: say("Deadlines"),
    Topic.DATA_PROTECTION: say("Personal data"),
    Topic.PRINCIPLE: say("Principles"),
    Topic.TRAINING: say("What makes training work"),
    Topic.CORRECTION: say("Often told wrongly"),
}


def facts_shelf(facts: Sequence[Fact]) -> Shelf:
    """Return every fact, findable by topic, with its source and dates."""
    return Shelf(
        key="explorer:facts",
        title=say("Facts and their sources"),
        about=say("Every fact of the kit: where it comes from and when it was last checked."),
        minutes=5,
        lead=say("Each fact has a source and a date. What is uncertain says so."),
        groups={"topic": Group(say("By topic"), TOPICS)},
        entries=tuple(_entry(fact, f"topic:{fact.topic.value}") for fact in facts),
        counted=f"{len(facts)} fakta",
    )


def corrections_shelf(facts: Sequence[Fact]) -> Shelf:
    """Return what is often told wrongly, each beside what is right."""
    wrong = [fact for fact in facts if fact.topic is Topic.CORRECTION]
    return Shelf(
        key="explorer:corrections",
        title=say("Often told wrongly"),
        about=say("Sentences one hears in trainings and reads online, each with what is right."),
        minutes=5,
        lead=say("Have you heard one of these? Open it and compare."),
        groups={"topic": Group(say("Open the list"), {"correction": TOPICS[Topic.CORRECTION]})},
        entries=tuple(_entry(fact, "topic:correction") for fact in wrong),
        counted=f"{len(wrong)} koreksi",
    )


def _entry(fact: Fact, tag: str) -> ShelfEntry:
    blocks: list[Block] = [FactBlock(fact.id)]
    if fact.values:
        values = tuple(Entry(value) for value in fact.values.values())
        blocks.append(Lines(say("In short"), values, folded=True))
    return ShelfEntry(fact.id, fact.title, frozenset({tag}), tuple(blocks), fact.fingerprint())
