"""What a session can talk about afterwards, found by replaying it with the content of today.

Content that was changed since the session may refuse its events. Then there is no list, and a
sentence says why; the measures stand on judgements and need no replay.
"""

from __future__ import annotations

import math
from textwrap import shorten
from typing import TYPE_CHECKING

import pandas as pd

from tppo_kit.activities.blocks import Amount, Feedback, Heading, Prose, Table
from tppo_kit.activities.tabletop.closing import report
from tppo_kit.activities.tabletop.tabletop import TabletopActivity
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import Workshop
from tppo_kit.errors import KitError
from tppo_kit.language import say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.room import SURE, confident_errors, missed_signs, over_called
from tppo_kit.learning.suppression import hidden
from tppo_kit.reports.cells import counted
from tppo_kit.reports.report import Part
from tppo_kit.sessions.room.gathering import gathered
from tppo_kit.sessions.room.host import OpenRoom, RoomHost
from tppo_kit.sessions.room.state import RoomState
from tppo_kit.sessions.room.taking import taken
from tppo_kit.sessions.room.telling import Teller

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tppo_kit.activities.blocks import Text
    from tppo_kit.language import Message
    from tppo_kit.learning.room import Often
    from tppo_kit.reports.report import ReportBlock
    from tppo_kit.sessions.room.gathering import Gathered, Scene
    from tppo_kit.store.log import Log
    from tppo_kit.store.rooms import RoomRecord

_TITLE = say("What to talk about")
_ASK = say("Ask the room")
#: Letters of a case that is named in a sentence.
_LONGEST = 160


def looking_back(log: Log, data: Path, record: RoomRecord) -> RoomHost | None:
    """Return a host that stands at the end of a room, None if the content no longer fits it.

    It is for reading only; nothing is written.
    """
    # A clock at the end of time takes up no room that may still be running.
    host = RoomHost(log, data, lambda: math.inf)
    try:
        programme = Catalogue(data).get(Workshop, record.programme)
        state = RoomState()
        for event in host.rooms.events(record.id):
            state = taken(programme, host.playbook, state, event)
    except KitError:
        return None
    host.room = OpenRoom(record, programme, state)
    return host


def debrief_part(host: RoomHost | None, language: str) -> Part:
    """Return where the room split, what it missed, over-called, or was wrongly sure of."""
    changed = say(
        "Programme or cases were changed since this session, so it cannot be replayed and this "
        "list is missing. The figures are not touched by that."
    )
    if host is None:
        return Part(_TITLE, (Prose(changed),))
    try:
        found = gathered(host, language)
        if found.people < FEWEST:
            few = say("Fewer than five people took part, so there are no figures, only questions.")
            return Part(_TITLE, (Prose(few), *_questions(found)))
        return Part(_TITLE, tuple(_list(host, found, language)))
    except KitError:
        return Part(_TITLE, (Prose(changed),))


def _questions(found: Gathered) -> list[ReportBlock]:
    asks = list(dict.fromkeys(each for scene in found.scenes for each in scene.asks))
    return [Feedback("info", _ASK, " ".join(asks))] if asks else []


def _list(host: RoomHost, found: Gathered, language: str) -> list[ReportBlock]:
    teller = Teller(host, language, found)
    blocks: list[ReportBlock] = [Heading(say("Where the room split most"))]
    split = [each for each in found.scenes if each.votes >= FEWEST and each.split][:1]
    for scene in split:
        blocks += [Prose(scene.title, "lead"), Prose(scene.text, "scene"), _votes(scene)]
        blocks += _asked(scene.asks)
    if not split:
        blocks.append(Prose(say("No question split five people or more.")))
    sections: tuple[tuple[Message, list[Often], Callable[[Sequence[Often]], Message]], ...] = (
        (say("The sign most missed"), missed_signs(found.decisions), _missed(teller)),
        (say("The look-alike most over-called"), over_called(found.decisions), _taken_far(teller)),
        (say("The most confident error"), confident_errors(found.decisions), _sure(teller)),
    )
    above = {scene.asks for scene in split}
    for title, often, sentence in sections:
        blocks.append(Heading(title))
        if not often or often[0].times < FEWEST:
            blocks.append(Prose(say("Nothing that happened to five people or more.")))
            continue
        blocks.append(Prose(sentence(often)))
        name = often[0].name
        asks = teller.asks(name if ":" in name else teller.hardest(name))
        blocks += _asked(asks) if asks not in above else []
    return blocks


def _missed(teller: Teller) -> Callable[[Sequence[Often]], Message]:
    return lambda often: say(
        "{sign}: there in {all} decisions; in {times} of them no step followed.",
        sign=teller.signs(often),
        all=often[0].of,
        times=often[0].times,
    )


def _taken_far(teller: Teller) -> Callable[[Sequence[Often]], Message]:
    return lambda often: say(
        "“{subject}”: {times} of {all} people took this too far.",
        subject=_short(teller, often[0].name),
        times=often[0].times,
        all=often[0].of,
    )


def _sure(teller: Teller) -> Callable[[Sequence[Often]], Message]:
    return lambda often: say(
        "“{subject}”: {times} of {all} people were at least {sure} percent sure, and it was not "
        "right.",
        subject=_short(teller, often[0].name),
        times=often[0].times,
        all=often[0].of,
        sure=SURE,
    )


def _short(teller: Teller, name: str) -> Text:
    text = teller.subject(name).text
    return shorten(text, _LONGEST, placeholder=" …") if isinstance(text, str) else text


def _asked(asks: tuple[str, ...]) -> list[ReportBlock]:
    return [Feedback("info", _ASK, " ".join(asks))] if asks else []


def _votes(scene: Scene) -> Table:
    """Return the votes of each round; an answer that too few chose is hidden, and what tells it."""
    rounds = []
    for counts in scene.rounds:
        chosen = [counts.get(each.choice, 0) for each in scene.choices]
        hide = hidden(pd.Series(chosen))
        rounds.append([counted(n, hide=bool(h)) for n, h in zip(chosen, hide, strict=True)])
    names: tuple[Message, ...] = (say("Votes"),)
    if len(rounds) > 1:
        names = tuple(say("Vote {number}", number=n) for n in range(1, len(rounds) + 1))
    rows: tuple[tuple[Message | Amount, ...], ...] = tuple(
        (
            say("{letter}. {choice}", letter=each.letter, choice=each.text),
            *(votes[number] for votes in rounds),
        )
        for number, each in enumerate(scene.choices)
    )
    return Table(say("How the room chose"), (say("Answer"), *names), rows)


def after_action(host: RoomHost | None, language: str) -> list[Table]:
    """Return what each coordination table wants to improve, with role and time."""
    if host is None:
        return []
    state = host.running().state
    stages = [*state.past, *([state.stage] if state.stage else [])]
    found = []
    for stage in stages:
        for events in (stage.tables[table] for table in sorted(stage.tables)):
            activity = host.playbook.activity(stage.key, language)
            if not isinstance(activity, TabletopActivity):
                continue
            play = host.playbook.state(stage.key, stage.seed, events)
            if any(each.days is not None for each in play.follow_ups):
                found.append(report(activity.book, play))
    return found
