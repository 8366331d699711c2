"""The profile as a view: what you see, what you miss, what you over-call, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Block, Entry, Lines, Prose, Scale, View
from tppo_kit.activities.explorer import PHASES
from tppo_kit.content.signs import Phase
from tppo_kit.language import Message, say
from tppo_kit.learning.profile import Family, Profile, profile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tppo_kit.store.log import Result

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
    blocks.append(
        Lines(
            say("So far"),
            (
                Entry(
                    say(
                        "You see: {hits} of {signals} calls for action",
                        hits=counts.hits,
                        signals=counts.signals,
                    ),
                    "yes",
                ),
                Entry(
                    say(
                        "You miss: {misses} of {signals}",
                        misses=counts.signals - counts.hits,
                        signals=counts.signals,
                    ),
                    "open",
                ),
                Entry(
                    say(
                        "You over-call: {false} of {harmless} harmless ones",
                        false=counts.false_alarms,
                        harmless=counts.noises,
                    ),
                    "no",
                ),
            ),
        )
    )
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
            say("How well you tell them apart (d′)"),
            measured.sensitivity,
            low,
            high,
            -1.0,
            4.0,
            say("guessing"),
            say("sharp"),
            say(
                "{value}, and with 95% certainty between {low} and {high}; 0 is guessing",
                value=_number(measured.sensitivity),
                low=_number(low),
                high=_number(high),
            ),
        ),
        Prose(
            say(
                "d′ = {value}, and with 95% certainty between {low} and {high}; 0 is guessing.",
                value=_number(measured.sensitivity),
                low=_number(low),
                high=_number(high),
            ),
            "small",
        ),
        Scale(
            say("Which way you lean (c)"),
            measured.criterion,
            left,
            right,
            -2.0,
            2.0,
            say("suspect too much"),
            say("miss too much"),
            say(
                "{value}, and with 95% certainty between {low} and {high}; below 0 suspects, "
                "above 0 misses",
                value=_number(measured.criterion),
                low=_number(left),
                high=_number(right),
            ),
        ),
        Prose(_LEANINGS[found.leaning]),
    ]


def _number(value: float) -> str:
    return f"{value:.2f}".replace("-", "−").replace(".", ",")


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
