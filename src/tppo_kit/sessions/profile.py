"""The profile as views: what you see, what you miss, what you over-call, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Block, Prose, Scale, View
from tppo_kit.activities.drawing import Box, Drawing, Label
from tppo_kit.activities.shelves.signs import PHASES
from tppo_kit.content.signs import Phase
from tppo_kit.language import Message, say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.profile import OFTEN, WELL, Family, Profile, is_below, profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tppo_kit.records import Judgement

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
_ALL_KINDS = say("all kinds of signs together")
_TITLE = say("What you see, miss and over-call")
#: The picture: 340 units wide, bars on the left, what they say on the right.
_WIDTH, _TRACK, _BAR, _ROW = 340, 168, 16, 74


def family_name(family: str) -> Message | str:
    """Return what a family of signs is called; its letters where it is not known."""
    phase = FAMILIES.get(family)
    return PHASES[phase] if phase else family


def named(families: Sequence[str]) -> Message | str:
    """Return the names of one family or several as part of a sentence."""
    name = family_name(families[-1])
    for family in reversed(families[:-1]):
        name = say("{one} and {other}", one=family_name(family), other=name)
    return name


def profile_view(judgements: Iterable[Judgement]) -> View:
    """Return the profile of one seat: two sentences and a picture, or what is missing for them."""
    found = profile(judgements)
    if found.detection is None:
        lacking = say(
            "Nothing to show yet. Needed are {signals} more cases that call for action and "
            "{noises} more harmless ones, from any quiz, case or simulation.",
            signals=found.missing_signals,
            noises=found.missing_noises,
        )
        return View(_TITLE, (Prose(lacking),))
    explained = say(
        "A long solid bar is good: who needs help is seen. A long striped bar is not: who is "
        "all right is troubled. Both weigh the same here."
    )
    return View(
        _TITLE,
        (
            Prose(_strength(found), "lead"),
            Prose(_weakness(found), "lead"),
            _picture(found),
            Prose(explained, "small"),
        ),
    )


def _strength(found: Profile) -> Message:
    if found.seen_well:
        return say("You see well: {names}.", names=named(found.seen_well))
    every = _all(found)
    if (every.hit_rate or 0) >= WELL and is_below(every.over_call_rate, OFTEN):
        return say("You see well: {names}.", names=_ALL_KINDS)
    return say("There is no kind of sign yet that you see safely.")


def _weakness(found: Profile) -> Message:
    every = _all(found)
    over = _named_or_all(found.over_called, every.over_call_rate)
    missed = _named_or_all(found.missed, every.miss_rate)
    if over and missed:
        return say(
            "You suspect too quickly: {over}; and you often miss: {missed}.",
            over=over,
            missed=missed,
        )
    if over:
        return say("You suspect too quickly: {over}.", over=over)
    if missed:
        return say("You often miss: {missed}.", missed=missed)
    return say("Nothing stands out that you miss or suspect too quickly.")


def _named_or_all(names: Sequence[str], together: float | None) -> Message | str | None:
    """Return the families, or all where only together there are enough cases to tell."""
    if names:
        return named(names)
    return _ALL_KINDS if (together or 0) >= OFTEN else None


def _picture(found: Profile) -> Drawing:
    """Return the bars of all cases together and of every family, in the order of the phases."""
    known = {family.name: family for family in found.families}
    ordered = [known[name] for name in FAMILIES if name in known]
    rows: list[tuple[Message | str, Family]] = [(say("All together"), _all(found))]
    rows += [(family_name(family.name), family) for family in ordered]
    shapes: list[Box | Label] = []
    for number, (name, family) in enumerate(rows):
        shapes += _bars(number * _ROW, name, family)
    return Drawing(
        say("What you see and what you suspect"),
        _WIDTH,
        len(rows) * _ROW,
        tuple(shapes),
        tuple(_in_words(name, family) for name, family in rows),
    )


def _all(found: Profile) -> Family:
    every = found.all_together
    if every is None:
        raise ValueError("a profile without cases has no picture")
    return every


def _bars(top: int, name: Message | str, family: Family) -> list[Box | Label]:
    return [
        Label(0, top + 16, name, "bold"),
        *_bar(top + 24, family.hit_rate, "accent", _seen(family)),
        *_bar(top + 46, family.over_call_rate, "hatched", _suspected(family)),
    ]


def _bar(top: int, share: float | None, style: str, words: Message) -> list[Box | Label]:
    label = Label(_TRACK + 8, top + 13, words, "small")
    if share is None:
        return [Box(1, top, _TRACK, _BAR, "none dashed quiet"), label]
    full = Box(1, top, max(share * _TRACK, 2), _BAR, style)
    return [Box(1, top, _TRACK, _BAR, "none quiet"), full, label]


def _seen(family: Family) -> Message:
    if family.hit_rate is None:
        return say("{number} more cases", number=FEWEST - family.present)
    return say("seen {seen} of {present}", seen=family.seen, present=family.present)


def _suspected(family: Family) -> Message:
    if family.over_call_rate is None:
        return say("{number} more cases", number=FEWEST - family.look_alikes)
    return say(
        "suspected {over} of {harmless}", over=family.over_called, harmless=family.look_alikes
    )


def _in_words(name: Message | str, family: Family) -> Message:
    return say(
        "{name}. Calls for action: {seen}. Harmless ones: {suspected}.",
        name=name,
        seen=_seen(family),
        suspected=_suspected(family),
    )


def measures_view(judgements: Iterable[Judgement]) -> View | None:
    """Return d' and c with their intervals, for those who want them; None with too few cases."""
    found = profile(judgements)
    if found.detection is None:
        return None
    measured = found.detection
    low, high = measured.sensitivity_interval()
    left, right = measured.criterion_interval()
    blocks: tuple[Block, ...] = (
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
    )
    return View(say("Measures with their intervals"), blocks)
