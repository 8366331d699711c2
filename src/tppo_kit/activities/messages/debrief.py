"""The end of a round: precision and recall in words, sign by sign, and what both cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.activity import RUNG_NAMES
from tppo_kit.activities.blocks import (
    Block,
    Entry,
    FactBlock,
    Feedback,
    Heading,
    Lines,
    Prose,
    SourceNote,
    Sources,
    Table,
    Text,
    Tone,
    View,
)
from tppo_kit.activities.marking import explained_line, is_right
from tppo_kit.activities.messages.picture import picture
from tppo_kit.activities.messages.tally import is_treated_well, score, sign_counts
from tppo_kit.activities.sources import notes_for
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tppo_kit.activities.marking import MessageState
    from tppo_kit.activities.messages.draw import DrawnMessage
    from tppo_kit.activities.messages.tally import Score, SignCount
    from tppo_kit.content.signs import Sign, Source
    from tppo_kit.content.simulations.message_sets import MessageSet

    Pairs = Sequence[tuple[DrawnMessage, MessageState]]

#: Shares of the points from which a round is called good, or half right.
_GOOD, _MIXED = 0.8, 0.5


def debrief(
    deck: MessageSet,
    messages: Sequence[DrawnMessage],
    states: Sequence[MessageState],
    signs: Mapping[str, Sign],
    sources: Mapping[str, Source],
) -> View:
    """Return the view after the last message of a round."""
    pairs = list(zip(messages, states, strict=True))
    scores = [score(message, state) for message, state in pairs]
    counts = sign_counts(messages, states)
    title = say(
        "{right} of {all} messages with a step that fits",
        right=sum(each.right_step for each in scores),
        all=len(scores),
    )
    blocks: list[Block] = [
        Feedback(_tone(deck, scores), title, _precision_and_recall(scores)),
        *_cost(pairs, scores),
        picture([message.title for message in messages], scores),
        _steps(pairs),
        *_lines(pairs, signs),
        _table(counts, signs),
        _innocent(counts, signs),
        Heading(say("How to check an offer")),
        *(FactBlock(fact) for fact in deck.facts),
        Heading(say("To talk about")),
        Prose(_question(deck, scores)),
        Heading(say("Where it says so")),
        Sources(_notes(messages, counts, signs, sources)),
    ]
    return View(deck.title, tuple(blocks), announce=title)


def _tone(deck: MessageSet, scores: Sequence[Score]) -> Tone:
    points = deck.round.points
    share = sum(each.earned(points) for each in scores) / (2 * points * len(scores))
    return "good" if share >= _GOOD else "mixed" if share >= _MIXED else "poor"


def _precision_and_recall(scores: Sequence[Score]) -> Text:
    found = sum(each.found for each in scores)
    marked = found + sum(each.over for each in scores)
    there = found + sum(each.missed for each in scores)
    if not marked:
        return say("You marked no line. Lines with a sign there were: {there}.", there=there)
    return say(
        "Of {marked} lines that you marked, {found} had a sign. "
        "Of {there} lines with a sign, {found} were found.",
        marked=marked,
        found=found,
        there=there,
    )


def _cost(pairs: Pairs, scores: Sequence[Score]) -> list[Block]:
    harmless = [pair for pair in pairs if not pair[0].truth.calls_for_action]
    well = sum(is_treated_well(message, state) for message, state in harmless)
    missed, over = sum(each.missed for each in scores), sum(each.over for each in scores)
    told = say(
        "Harmless messages left in peace: {well} of {all}. There no line is marked "
        "too many, and nobody is alarmed.",
        well=well,
        all=len(harmless),
    )
    costs = (
        (
            missed,
            say("Lines missed: {number}. So somebody may leave without asking.", number=missed),
        ),
        (over, say("Lines marked too many: {number}. So somebody honest is doubted.", number=over)),
    )
    return [Prose(told), *(Prose(cost) for number, cost in costs if number)]


def _table(counts: Sequence[SignCount], signs: Mapping[str, Sign]) -> Table:
    rows = tuple(
        (
            signs[each.sign].name,
            say("{found} of {all}", found=each.found, all=each.there)
            if each.there
            else say("not there"),
            str(each.over),
        )
        for each in counts
    )
    return Table(
        say("Sign by sign: how many were found, and how often only a look-alike was marked"),
        (say("Sign"), say("Found"), say("Look-alike")),
        rows,
    )


def _steps(pairs: Pairs) -> Lines:
    entries = []
    for number, (message, state) in enumerate(pairs, start=1):
        if state.rung is None:
            continue
        right = is_right(message, state.rung)
        yours, theirs = RUNG_NAMES[state.rung], RUNG_NAMES[message.truth]
        remark = (
            say("You, like a careful friend: {step}.", step=yours)
            if state.rung is message.truth
            else say("You: {yours}. A careful friend: {theirs}.", yours=yours, theirs=theirs)
        )
        entries.append(Entry(f"{number}. {message.title}", "yes" if right else "no", remark))
    return Lines(say("Which step you chose"), tuple(entries))


def _lines(pairs: Pairs, signs: Mapping[str, Sign]) -> list[Block]:
    """Return the lines that were missed, and those marked too many, with their reasons."""
    missed, over = [], []
    for message, state in pairs:
        for line in message.passages:
            marked = line.id in state.marked
            if line.sign and not marked:
                missed.append(explained_line(line, state, signs))
            elif marked and not line.sign:
                over.append(explained_line(line, state, signs))
    lists = (
        (say("Lines with a sign that were missed: {number}", number=len(missed)), missed),
        (say("Lines marked too many: {number}", number=len(over)), over),
    )
    return [Lines(title, tuple(entries), folded=True) for title, entries in lists if entries]


def _innocent(counts: Sequence[SignCount], signs: Mapping[str, Sign]) -> Lines:
    met = [signs[each.sign] for each in counts]
    entries = tuple(Entry(sign.name, remark=" ".join(sign.harmless)) for sign in met)
    return Lines(say("What it could innocently be"), entries, folded=True)


def _question(deck: MessageSet, scores: Sequence[Score]) -> str:
    balance = sum(each.over - each.missed for each in scores)
    if balance > 0:
        return deck.questions.over
    return deck.questions.missed if balance < 0 else deck.questions.even


def _notes(
    messages: Sequence[DrawnMessage],
    counts: Sequence[SignCount],
    signs: Mapping[str, Sign],
    sources: Mapping[str, Source],
) -> tuple[SourceNote, ...]:
    cited = [citation for message in messages for citation in message.from_]
    cited += [citation for each in counts for citation in signs[each.sign].from_]
    return notes_for(cited, sources)
