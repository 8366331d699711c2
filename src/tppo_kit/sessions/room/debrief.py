"""The debrief that knows the room: what to talk about, with the question written for it.

It names nobody. A number that too few people stand behind is a sentence instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Block, Entry, Feedback, Heading, Lines, Prose, View
from tppo_kit.activities.tally import Bar, Bars
from tppo_kit.language import Message, say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.room import (
    SURE,
    confident_errors,
    gain,
    missed_signs,
    over_called,
)
from tppo_kit.sessions.room.gathering import gathered
from tppo_kit.sessions.room.telling import Teller

if TYPE_CHECKING:
    from tppo_kit.learning.room import Often
    from tppo_kit.sessions.room.gathering import Gathered, Scene
    from tppo_kit.sessions.room.host import RoomHost
    from tppo_kit.sessions.room.showing import Choice

MOST_SCENES = 3
#: One slip is no pattern of a room, and pointing at it would point at somebody.
LEAST_TIMES = 2
TITLE = say("What to talk about")
_ASK = say("Ask the room")
_WHICH_FACT = say("Which fact makes the difference?")
_WHAT_TO_HEAR = say("What would you have asked, to know more?")
_WHO_PAYS = say("Which fact makes it harmless, and who is hurt if we miss that fact?")
_SO_SURE = say("What made us so sure?")
_SPLIT = say("Where the room split most")
_MISSED = say("The sign most missed")
_OVER_CALLED = say("The look-alike most over-called")
_SURE = say("The most confident error")
_BEFORE_AFTER = say("Before and after")
_TOO_FEW = say("Fewer than five people have decided on the same thing so far; no figure is shown.")


@dataclass(frozen=True, slots=True)
class WallDebrief:
    """What the wall shows: the most split scene with its votes, and one line for each finding."""

    view: View
    choices: tuple[Choice, ...]
    bars: Bars | None


def room_debrief(host: RoomHost, language: str) -> View:
    """Return what the facilitator reads on the console.

    Raises:
        Refused: if no room is open.
    """
    found = gathered(host, language)
    if found.people < FEWEST:
        return View(TITLE, _questions_only(found))
    teller = Teller(host, language, found)
    lead = say("Nobody is named. A figure is shown only where at least five people decided.")
    blocks: list[Block] = [Prose(lead, "small"), *_scenes(found)]
    blocks += [*_missed(teller), *_over_called(teller), *_sure(teller)]
    if found.untold:
        waiting = say("What the test showed is told after the second test, for the forms change.")
        blocks.append(Prose(waiting, "small"))
    blocks += _before_after(found)
    return View(TITLE, tuple(blocks))


def wall_debrief(host: RoomHost, language: str) -> WallDebrief:
    """Return what everybody sees: what is over, nothing that spoils a twin still to come.

    Raises:
        Refused: if no room is open.
    """
    found = gathered(host, language, for_all=True)
    if found.people < FEWEST:
        return WallDebrief(View(TITLE, _questions_only(found)), (), None)
    teller = Teller(host, language, found)
    split = _most_split(found)[:1]
    blocks: list[Block] = []
    for scene in split:
        blocks += [
            Prose(say("{what}: {title}", what=_SPLIT, title=scene.title), "lead"),
            *(() if scene.asks else (Prose(scene.text),)),
            _ask(scene.asks),
        ]
    lines = _wall_lines(teller)
    if lines:
        blocks.append(Lines("", tuple(Entry(line) for line in lines)))
    if not blocks:
        blocks.append(Prose(_TOO_FEW))
    shown = split[0] if split else None
    choices = shown.choices if shown else ()
    return WallDebrief(View(TITLE, tuple(blocks)), choices, _bars(shown) if shown else None)


def _wall_lines(teller: Teller) -> list[Message]:
    lines = []
    for what, found, of_subject in (
        (_MISSED, missed_signs(teller.found.decisions), False),
        (_OVER_CALLED, over_called(teller.found.decisions), True),
        (_SURE, confident_errors(teller.found.decisions), True),
    ):
        if found and found[0].times >= LEAST_TIMES:
            name = found[0].name
            text = teller.short(name) if of_subject else teller.signs(found)
            lines.append(
                say(
                    "{what}, {times} of {all}: {subject}",
                    what=what,
                    times=found[0].times,
                    all=found[0].of,
                    subject=text,
                )
            )
    sentence = _gain_sentence(teller.found)
    return [*lines, sentence] if sentence is not None else lines


def _questions_only(found: Gathered) -> tuple[Block, ...]:
    """Return what a small room talks about: no number, so that nobody is recognised."""
    few = say("Fewer than five people took part, so there are no figures, only questions.")
    asked = [scene for scene in found.scenes if scene.asks][:MOST_SCENES]
    blocks: list[Block] = [Prose(few, "small")]
    for scene in asked:
        blocks += [Heading(scene.title), Prose(scene.text), _ask(scene.asks)]
    if not asked:
        blocks.append(_ask(()))
    return tuple(blocks)


def _most_split(found: Gathered) -> list[Scene]:
    return [each for each in found.scenes if each.votes >= FEWEST and each.split][:MOST_SCENES]


def _scenes(found: Gathered) -> list[Block]:
    blocks: list[Block] = [Heading(_SPLIT)]
    scenes = _most_split(found)
    if not scenes:
        voted = any(each.votes >= FEWEST for each in found.scenes)
        agreed = say("At every question all of you chose the same.")
        few = say("No question has had five votes yet.")
        return [*blocks, Prose(agreed if voted else few)]
    for scene in scenes:
        blocks += [Prose(scene.title, "lead"), Prose(scene.text, "scene"), _bars(scene)]
        moved = _moved(scene)
        if moved is not None:
            blocks.append(Prose(moved))
        blocks.append(_ask(scene.asks))
    return blocks


def _bars(scene: Scene) -> Bars:
    names: tuple[Message, ...] = (say("Votes"),)
    if len(scene.rounds) > 1:
        numbers = range(1, len(scene.rounds) + 1)
        names = tuple(say("Vote {number}", number=number) for number in numbers)
    return Bars(
        say("How the room chose"),
        names,
        tuple(
            Bar(
                say("{letter}. {choice}", letter=each.letter, choice=each.text),
                tuple(counts.get(each.choice, 0) for counts in scene.rounds),
            )
            for each in scene.choices
        ),
    )


def _moved(scene: Scene) -> Message | None:
    """Return which choice gained most after the talk, None with one vote or if none gained."""
    if len(scene.rounds) < 2:  # noqa: PLR2004 - a vote before and one after
        return None
    first, last = scene.rounds[0], scene.rounds[-1]
    most = max(scene.choices, key=lambda c: last.get(c.choice, 0) - first.get(c.choice, 0))
    before, after = first.get(most.choice, 0), last.get(most.choice, 0)
    if after <= before:
        return say("After the talk no choice had more votes than before.")
    return say(
        "After the talk, {letter} had {after} votes instead of {before}.",
        letter=most.letter,
        after=after,
        before=before,
    )


def _missed(teller: Teller) -> list[Block]:
    found = missed_signs(teller.found.decisions)
    rare = say("No sign was missed more than once.")
    blocks = _section(_MISSED, found, rare)
    if len(blocks) == 1:
        worst, name = found[0], teller.hardest(found[0].name)
        sentence = say(
            "{sign}: there in {all} decisions; in {times} of them no step followed.",
            sign=teller.signs(found),
            all=worst.of,
            times=worst.times,
        )
        where = say("Most often here: {subject}", subject=teller.subject(name).text)
        blocks += [Prose(sentence), Prose(where), _ask_once(teller, name, _WHAT_TO_HEAR)]
    return blocks


def _over_called(teller: Teller) -> list[Block]:
    found = over_called(teller.found.decisions)
    rare = say("No harmless case was taken too far more than once.")
    blocks = _section(_OVER_CALLED, found, rare)
    if len(blocks) == 1:
        worst = found[0]
        subject = teller.subject(worst.name)
        sentence = say(
            "{times} of {all} people took this too far.", times=worst.times, all=worst.of
        )
        blocks += [Prose(subject.text, "scene"), Prose(sentence)]
        if subject.harmless:
            blocks.append(Prose(say("What it innocently is: {reason}", reason=subject.harmless)))
        blocks.append(_ask_once(teller, worst.name, _WHO_PAYS))
    return blocks


def _sure(teller: Teller) -> list[Block]:
    found = confident_errors(teller.found.decisions)
    rare = say("Nowhere was more than one person sure of a wrong answer.")
    blocks = _section(_SURE, found, rare)
    if len(blocks) == 1:
        worst = found[0]
        sentence = say(
            "{times} of {all} people were at least {sure} percent sure, and it was not right.",
            times=worst.times,
            all=worst.of,
            sure=SURE,
        )
        text = Prose(teller.subject(worst.name).text, "scene")
        blocks += [text, Prose(sentence), _ask_once(teller, worst.name, _SO_SURE)]
    return blocks


def _section(title: Message, found: list[Often], rare: Message) -> list[Block]:
    """Return the heading, and where there is no finding also the sentence that says why."""
    if not found:
        return [Heading(title), Prose(_TOO_FEW)]
    return [Heading(title)] if found[0].times >= LEAST_TIMES else [Heading(title), Prose(rare)]


def _before_after(found: Gathered) -> list[Block]:
    if not any(found.tests):
        return []
    sentence = _gain_sentence(found)
    if sentence is None:
        both = all(found.tests)
        few = say("Fewer than five people have finished both tests, so they are not compared.")
        one = say("Only one of the two tests has been taken, so there is nothing to compare.")
        sentence = few if both else one
    return [Heading(_BEFORE_AFTER), Prose(sentence)]


def _gain_sentence(found: Gathered) -> Message | None:
    measured = gain(found.before, found.after)
    if measured is None:
        return None
    before, after = round(100 * measured.before), round(100 * measured.after)
    return say(
        "{people} people took both tests. Right on average: {before} of 100 before, {after} of "
        "100 after; difference {difference}.",
        people=measured.people,
        before=before,
        after=after,
        difference=f"{after - before:+d}".replace("-", "−"),
    )


def _ask_once(teller: Teller, name: str, otherwise: Message) -> Feedback:
    """Return the question written for a subject, another if it stands above already."""
    asks = teller.asks(name)
    above = {each.asks for each in _most_split(teller.found)}
    return Feedback("info", _ASK, otherwise) if not asks or asks in above else _ask(asks)


def _ask(asks: tuple[str, ...]) -> Feedback:
    return Feedback("info", _ASK, " ".join(asks) or _WHICH_FACT)
