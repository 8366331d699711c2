"""Opening a shift: its signs and sources, and the measures of signal detection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Block, Entry, Lines, Prose, Scale, Table
from tppo_kit.activities.shift.shift import ShiftActivity
from tppo_kit.activities.sources import cited_ids
from tppo_kit.content.signs import Sign
from tppo_kit.content.simulations.shifts import ShiftDeck
from tppo_kit.errors import NotFound
from tppo_kit.language import say
from tppo_kit.learning.detection import FEWEST, count, detect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.blocks import Text
    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.language import Message
    from tppo_kit.learning.detection import Detection
    from tppo_kit.records import Judgement

#: One in so many needs a next step, for the table of what the same eyes would do elsewhere.
_BASE_RATES = (2, 12, 1000)
_CROWD = 12_000


def opened(name: str, catalogue: Catalogue) -> ShiftActivity:
    """Return a shift as an activity.

    Raises:
        NotFound: with a sentence, if there is none or its content has faults.
    """
    from tppo_kit.sessions.library import sources_of  # noqa: PLC0415 - the library opens this

    deck = catalogue.get(ShiftDeck, name)
    signs = {weighing.sign: catalogue.get(Sign, weighing.sign) for weighing in deck.weighings}
    cited = cited_ids(
        deck.from_,
        *(weighing.from_ for weighing in deck.weighings),
        *(sign.from_ for sign in signs.values()),
    )
    activity = ShiftActivity(deck, signs, sources_of(cited, catalogue), detect_blocks)
    if not all(activity.dealer.anchors(story) for story in deck.stories):
        raise NotFound(
            say("'{name}' has faults and cannot be opened; 'tppo-kit check' lists them", name=name)
        )
    return activity


def detect_blocks(judgements: Sequence[Judgement]) -> tuple[Block, ...]:
    """Return d' and c as pictures, what they mean where few need a step, and their figures."""
    counts = count(judgements)
    if counts is None:
        missing = say(
            "This time only one kind came, so nothing can be measured. Play on: your profile "
            "adds all shifts up."
        )
        return (Prose(missing),)
    measured = detect(counts)
    blocks: list[Block] = [_sensitivity(measured), _criterion(measured)]
    if counts.hits == counts.signals and not counts.false_alarms:
        # The corrected rates of a perfect shift are not 1 and 0: not to be read as a reproach.
        cautious = say(
            "You missed nobody and held up nobody. With so few people this is a cautious guess."
        )
        blocks.append(Prose(cautious))
    blocks += [_elsewhere(measured), _for_each_seen(measured), _figures(measured)]
    if min(counts.signals, counts.noises) < FEWEST:
        few = say(
            "So few people say little: the interval is wide. Your profile adds all shifts up."
        )
        return (*blocks, Prose(few, "small"))
    return tuple(blocks)


def _sensitivity(measured: Detection) -> Scale:
    low, high = measured.sensitivity_interval()
    return Scale(
        say("How well you tell them apart"),
        measured.sensitivity,
        low,
        high,
        smallest=-1.0,
        largest=4.0,
        left=say("guessing"),
        right=say("sharp"),
        words=say("You tell them apart better than by guessing.")
        if low > 0
        else say("Not clear yet: it takes more people to tell."),
    )


def _criterion(measured: Detection) -> Scale:
    low, high = measured.criterion_interval()
    return Scale(
        say("Which way you lean"),
        measured.criterion,
        low,
        high,
        smallest=-2.0,
        largest=2.0,
        left=say("suspect too much"),
        right=say("miss too much"),
        words=_leaning(low, high),
    )


def _leaning(low: float, high: float) -> Message:
    """Return a leaning in words, named only if the interval of c leaves out zero."""
    if high < 0:
        return say("You tend to suspect quickly.")
    if low > 0:
        return say("You tend to miss people.")
    return say("No leaning to either side can be seen yet.")


def _figures(measured: Detection) -> Lines:
    low, high = measured.sensitivity_interval()
    left, right = measured.criterion_interval()
    sensitivity = say(
        "d′ = {value}, 95 percent interval from {low} to {high}; 0 is guessing.",
        value=measured.sensitivity,
        low=low,
        high=high,
    )
    criterion = say(
        "c = {value}, 95 percent interval from {low} to {high}; below 0 suspects, above 0 misses.",
        value=measured.criterion,
        low=left,
        high=right,
    )
    title = say("For those who like figures")
    return Lines(title, (Entry(sensitivity), Entry(criterion)), folded=True)


def _elsewhere(measured: Detection) -> Table:
    """Return the same rates as natural frequencies: of so many people, how many are whom."""
    rows: list[tuple[Text, ...]] = []
    for one_in in _BASE_RATES:
        numbers = _of_crowd(measured, one_in)
        rows.append((say("1 in {number}", number=one_in), *map(str, numbers)))
    caption = say("With the same eyes: of {people} thousand people …", people=_CROWD // 1000)
    columns = (
        say("Who needs a step"),
        say("you see"),
        say("you miss"),
        say("held up"),
    )
    return Table(caption, columns, tuple(rows))


def _of_crowd(measured: Detection, one_in: int) -> tuple[int, int, int]:
    """Return how many of a crowd are seen, missed and held up for nothing."""
    needed = _CROWD // one_in
    seen = round(needed * measured.hit_rate)
    return seen, needed - seen, round((_CROWD - needed) * measured.false_alarm_rate)


def _for_each_seen(measured: Detection) -> Prose:
    """Return the last row in words: how many are held up for each one who is seen."""
    one_in = _BASE_RATES[-1]
    seen, _, over = _of_crowd(measured, one_in)
    return Prose(
        say(
            "Going by this shift alone: where one in {number} needs a step, about {over} people "
            "are held up for nothing for each one you see. So a first step should be small.",
            number=one_in,
            over=round(over / max(seen, 1)),
        )
    )
