"""The law finder: from what was done, on what day, to article and penalty."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from tppo_kit.activities.blocks import Block, Entry, FactBlock, Lines, Prose
from tppo_kit.activities.explorer import Group, Shelf, ShelfEntry
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tppo_kit.content.facts import Fact, Penalty


#: For what was done before a change, the law that is milder to the accused applies.
MILDER_LAW = "HUK-215"


def penalties_shelf(facts: Sequence[Fact]) -> Shelf:
    """Return every deed with article and penalty, by the day it was done.

    The days on which any penalty begins cut time into spans; a deed is listed under each span
    in which something was in force.
    """
    deeds = [fact for fact in facts if fact.deed]
    changes = sorted({penalty.since for fact in deeds for penalty in fact.penalties})
    spans = _spans(changes)
    labels = {span.key: span.label for span in spans}
    known = {fact.id for fact in facts}
    entries = []
    for fact in deeds:
        for span in spans:
            found = [penalty for penalty in fact.penalties if penalty.in_force(span.day)]
            if found:
                entries.append(_entry(fact, span, found, known))
    return Shelf(
        key="explorer:penalties",
        title=say("Law finder"),
        about=say("From what was done, and when, to the article and the penalty."),
        minutes=5,
        lead=say("Choose when it was done, then what was done."),
        groups={"when": Group(say("When was it done?"), labels)},
        entries=tuple(entries),
        counted=f"{len(deeds)} perbuatan",
        foot=(
            Prose(
                say(
                    "Which article applies is decided by investigators, prosecutors and "
                    "judges. This is for learning; it is not legal advice."
                ),
                "small",
            ),
            Prose(
                say(
                    "For the time before, only part of the law is listed here. What is missing "
                    "may have been punishable as well."
                ),
                "small",
            ),
        ),
    )


class _Span(NamedTuple):
    """A stretch of time in which no penalty changes, and one day of it."""

    key: str
    label: Message
    day: dt.date


def _spans(changes: Sequence[dt.date]) -> list[_Span]:
    """Return the stretches between changes, the present one first."""
    if not changes:
        return []
    spans = [_Span("now", say("Since {day}", day=changes[-1]), changes[-1])]
    for start, following in zip(changes[-2:0:-1], changes[:1:-1], strict=True):
        last = following - dt.timedelta(days=1)
        label = say("{first} to {last}", first=start, last=last)
        spans.append(_Span(start.isoformat(), label, start))
    if len(changes) > 1:
        label = say("Before {day}", day=changes[1])
        spans.append(_Span("before", label, changes[1] - dt.timedelta(days=1)))
    return spans


def _entry(
    fact: Fact,
    span: _Span,
    penalties: Sequence[Penalty],
    known: Collection[str],
) -> ShelfEntry:
    blocks: list[Block] = [
        Lines(
            say("Article and penalty, {when}", when=span.label),
            tuple(Entry(penalty.article, remark=penalty.penalty) for penalty in penalties),
        )
    ]
    others = [penalty for penalty in fact.penalties if penalty not in penalties]
    if others:
        blocks.append(
            Lines(
                say("At another time"),
                tuple(
                    Entry(
                        penalty.article,
                        remark=say(
                            "{penalty} (from {since})",
                            penalty=penalty.penalty,
                            since=penalty.since,
                        ),
                    )
                    for penalty in others
                ),
                folded=True,
            )
        )
    if span.key != "now" and MILDER_LAW in known:
        blocks.append(FactBlock(MILDER_LAW))
    blocks.append(FactBlock(fact.id))
    name = fact.deed or fact.title
    return ShelfEntry(
        f"{span.key}.{fact.id}",
        name,
        frozenset({f"when:{span.key}"}),
        tuple(blocks),
        fact.fingerprint(),
    )
