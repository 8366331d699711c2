"""The profile as a view: what you see, what you miss, what you over-call, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Block, Entry, Lines, Prose, Scale, View
from tppo_kit.activities.shelves.signs import PHASES
from tppo_kit.content.signs import Phase
from tppo_kit.language import Message, say
from tppo_kit.learning.profile import Family, Profile, profile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tppo_kit.store.attempts import Result

#: Middle letters of a sign's id, and the phase they stand for.
FAMILIES = {
    "REK": Phase.RECRUITMENT,
    "DOK": Phase.DOCUMENTS,
    "PBT": Phase.BORDER,
    "KRJ": Phase.WORKPLACE,
    "KTR": Phase.CONTROL,
    "DES": Phase.VILLAGE,
    "DAR": Phase.ONLINE,
}
_LEANINGS = {
    "calls-too-often": say("You call for action rather too often: innocent people are troubled."),
    "calls-too-seldom": say("You call for action rather too seldom: somebody may be missed."),
    "balanced": say("No clear leaning yet, neither to suspect too much nor to miss."),
}


def profile_view(results: Iterable[Result]) -> View:
    """Return the profile of one seat from all its finished attempts."""
    judgements = [j for result in results for j in result.outcome.judgements]
    found = profile(judgements)
    blocks: list[Block] = []
    if found.counts is None:
        blocks.append(
            Prose(
                say(
                    "Nothing to show yet. Play a case or a quiz first; then you see "
                    "here what you see, what you miss and what you over-call."
                )
            )
        )
        return View(say("What you see, miss and over-call"), tuple(blocks))
    counts = found.counts
    seen = say(
        "You see: {hits} of {signals} calls for action", hits=counts.hits, signals=counts.signals
    )
    missed = say(
        "You miss: {misses} of {signals}",
        misses=counts.signals - counts.hits,
        signals=counts.signals,
    )
    over = say(
        "You over-call: {over} of {harmless} harmless ones",
        over=counts.false_alarms,
        harmless=counts.noises,
    )
    blocks.append(Lines(say("So far"), (Entry(seen), Entry(missed), Entry(over))))
    blocks += _measures(found)
    families = [_family(family) for family in found.families]
    if families:
        blocks.append(Lines(say("By place and time"), tuple(families)))
    blocks.append(
        Prose(
            say(
                "Missing somebody and troubling somebody innocent weigh the same "
                "here. Practise what is low; play the look-alikes."
            ),
            "small",
        )
    )
    return View(say("What you see, miss and over-call"), tuple(blocks))


def _measures(found: Profile) -> list[Block]:
    if found.detection is None:
        return [
            Prose(
                say(
                    "For a measure with its interval at least {missing} more cases of each "
                    "kind are needed.",
                    missing=found.missing,
                )
            )
        ]
    measured = found.detection
    low, high = measured.sensitivity_interval()
    left, right = measured.criterion_interval()
    return [
        Scale(
            say("How well you tell them apart"),
            measured.sensitivity,
            low,
            high,
            smallest=-1.0,
            largest=4.0,
            left=say("guessing"),
            right=say("sharp"),
            words=say(
                "d′ = {value}, 95 percent interval from {low} to {high}; 0 is guessing.",
                value=measured.sensitivity,
                low=low,
                high=high,
            ),
        ),
        Scale(
            say("Which way you lean"),
            measured.criterion,
            left,
            right,
            smallest=-2.0,
            largest=2.0,
            left=say("suspect too much"),
            right=say("miss too much"),
            words=say(
                "c = {value}, 95 percent interval from {low} to {high}; below 0 suspects, "
                "above 0 misses.",
                value=measured.criterion,
                low=left,
                high=right,
            ),
        ),
        Prose(_LEANINGS[found.leaning]),
    ]


def _family(family: Family) -> Entry:
    phase = FAMILIES.get(family.name)
    name: Message | str = PHASES[phase] if phase else family.name
    seen = say("seen {seen} of {present}", seen=family.seen, present=family.present)
    over = say(
        "over-called {over} of {harmless} look-alikes",
        over=family.over_called,
        harmless=family.look_alikes,
    )
    if not family.look_alikes:
        return Entry(say("{name}: {what}", name=name, what=seen))
    if not family.present:
        return Entry(say("{name}: {what}", name=name, what=over))
    return Entry(say("{name}: {what}; {also}", name=name, what=seen, also=over))
