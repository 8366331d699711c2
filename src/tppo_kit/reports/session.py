"""The report on one session: who was there, what was run, what was learned, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Amount, Prose, Table
from tppo_kit.errors import NotFound
from tppo_kit.language import say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.frame import frame
from tppo_kit.reports.cells import counted
from tppo_kit.reports.change import change_part, without_few_alone
from tppo_kit.reports.debriefing import after_action, debrief_part, looking_back
from tppo_kit.reports.fidelity import fidelity_part
from tppo_kit.reports.held import looked_at
from tppo_kit.reports.improvements import after_action_part, concerning, improvements_part
from tppo_kit.reports.names import Names
from tppo_kit.reports.periods import day_of, start_of
from tppo_kit.reports.questions import questions_part
from tppo_kit.reports.reactions import reactions_part
from tppo_kit.reports.report import Part, Report
from tppo_kit.reports.seeing import MOMENTS, safe_part, seeing_part, sureness_part
from tppo_kit.store.actions import ActionLog
from tppo_kit.store.answers import answered
from tppo_kit.store.judged import judged
from tppo_kit.store.rooms import RoomLog

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    import pandas as pd

    from tppo_kit.language import Message
    from tppo_kit.reports.held import Held
    from tppo_kit.store.log import Log
    from tppo_kit.store.rooms import RoomRecord

_DAY = 86_400


def session_report(log: Log, data: Path, room_id: str, language: str, today: dt.date) -> Report:
    """Return the report on a session that was held.

    Raises:
        NotFound: if there is no such session; a rehearsal is none.
    """
    record = _record(log, room_id)
    session = looked_at(record, RoomLog(log).events(record.id))
    names = Names(data, language)
    rows = _rows(log, record)
    host = looking_back(log, data, record)
    day = day_of(record.opened_at)
    return Report(
        key=f"session-{day.isoformat()}-{record.id[:6]}",
        title=say("Session report: {programme}", programme=names.programme(record.programme)),
        lead=_lead(session, names, day),
        parts=(
            _attendance(session, names, day),
            fidelity_part(session, names.workshop(record.programme)),
            change_part(rows),
            seeing_part(rows),
            safe_part(rows),
            sureness_part(rows),
            debrief_part(host, language),
            questions_part(rows, names),
            reactions_part(
                [
                    each
                    for each in answered(log, "survey", record.opened_at)
                    if each.room == room_id
                ],
                names,
            ),
            after_action_part(after_action(host, language), _followed(log, record, names, today)),
        ),
    )


def _record(log: Log, room_id: str) -> RoomRecord:
    found = next((each for each in RoomLog(log).every() if each.id == room_id), None)
    if found is None:
        raise NotFound(say("There is no such session. Choose one from the list."))
    return found


def _rows(log: Log, record: RoomRecord) -> pd.DataFrame:
    """Return what was judged in the session; a test of the follow-up belongs to the place."""
    rows = frame(
        each
        for each in judged(log, record.opened_at)
        if each.room == record.id and each.purpose in MOMENTS
    )
    return without_few_alone(rows, "room")


def _lead(session: Held, names: Names, day: dt.date) -> Message:
    place = names.place(session.record.place)
    if session.people < FEWEST:
        return say(
            "{place}, {day}. Fewer than five people took part, so hardly any figure is shown.",
            place=place,
            day=day,
        )
    return say(
        "{place}, {day}, {people} people. No name is asked for; a figure is shown only where at "
        "least five people are behind it.",
        place=place,
        day=day,
        people=session.people,
    )


def _attendance(session: Held, names: Names, day: dt.date) -> Part:
    """Return how many took part, by phone and without; never who."""
    programme = session.record.programme
    seats = len(session.seats)
    # The line of all is shown, so one of the two others would tell the other.
    hide = any(0 < each < FEWEST for each in (seats, session.aside, session.people - seats))
    rows: tuple[tuple[Message, Amount], ...] = (
        (say("Seats that joined by phone or laptop"), counted(seats, hide=hide)),
        (say("Cards and raised hands, the most at one vote"), counted(session.aside, hide=hide)),
        (say("People who took part, at the least"), counted(session.people)),
    )
    where = say(
        "{programme}, for {role}. {place}, {day}.",
        programme=names.programme(programme),
        role=names.role(programme),
        place=names.place(session.record.place),
        day=day,
    )
    table = Table(say("Attendance"), (say("What"), say("People")), rows)
    return Part(say("Who was there"), (Prose(where), table))


def _followed(log: Log, record: RoomRecord, names: Names, today: dt.date) -> Part | None:
    """Return the improvement items of the place where the session was, None if there are none."""
    if not record.place:
        return None
    until = start_of(today) + _DAY
    items = concerning(ActionLog(log).every(), record.opened_at, until, record.place)
    return improvements_part(items, names, until, today, by_place=False) if items else None
