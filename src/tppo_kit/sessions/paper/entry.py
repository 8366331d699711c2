"""Copying test sheets that were filled in on paper: letters in, the same attempt out."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

from tppo_kit.activities.asking import labels_of, text_of
from tppo_kit.activities.grading import option_ids
from tppo_kit.activities.sitting import BLANK, SittingActivity
from tppo_kit.errors import NotFound, Refused
from tppo_kit.language import say
from tppo_kit.records import Event
from tppo_kit.sessions.follow_up import DAY, tests_of
from tppo_kit.sessions.library import open_activity
from tppo_kit.sessions.seats import read_code
from tppo_kit.sessions.solo import Solo
from tppo_kit.store.attended import ended_at, has_finished, has_left
from tppo_kit.store.open_rooms import ROOM_HOURS

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.programmes import Workshop
    from tppo_kit.language import Message
    from tppo_kit.store.log import Log
    from tppo_kit.store.rooms import RoomRecord

#: Seconds by which a sheet is newer than what was begun on a screen.
_JUST_AFTER = 1e-3
#: Signs that people write for "nothing ticked".
_BLANKS = str.maketrans("–—_.?", BLANK * 5)


@dataclass(frozen=True, slots=True)
class Form:
    """One sheet that may have been filled in for a workshop.

    ``at`` is the time its answers are kept under (seconds since 1970): a sheet from before or
    after the workshop belongs to that day, whenever it is copied; None means now.
    """

    value: str
    key: str
    purpose: str
    title: Message
    at: float | None


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet as it was copied: the workshop's room, the form, the seat, one letter a question."""

    room: str
    form: Form
    seat: str
    letters: str


@dataclass(frozen=True, slots=True)
class Copied:
    """One line of what will be kept; ``letter`` is a dash where nothing is ticked."""

    number: int
    ask: Text
    letter: str
    answer: Text


def forms_of(log: Log, room: RoomRecord, workshop: Workshop, now: float) -> tuple[Form, ...]:
    """Return the sheets that a workshop may have been measured with by now."""
    found: list[Form] = []
    over = ended_at(log, room.id)
    for block in workshop.blocks:
        before = block.kind == "before"
        for letter, key in zip("AB", block.forms, strict=False):
            said = (
                say("Before the workshop, form {form}", form=letter)
                if before
                else say("After the workshop, form {form}", form=letter)
            )
            at = room.opened_at if before else over or room.opened_at + workshop.minutes * 60
            found.append(Form(f"{block.kind} {key}", key, block.kind, said, at))
    closed = over or room.opened_at + ROOM_HOURS * 3600
    for test in tests_of(workshop, room.id, closed):
        if test.opens_at <= now:
            said = say("{days} days later", days=test.days)
            # Copied late, it still belongs to the time in which it was sat.
            late = None if now < test.closes_at else test.closes_at - DAY
            found.append(Form(f"{test.days} {test.form}", test.form, test.purpose, said, late))
    return tuple(found)


def opened_form(key: str, catalogue: Catalogue) -> SittingActivity:
    """Return a test.

    Raises:
        NotFound: if there is none, or it has faults.
    """
    activity = open_activity(key, catalogue)
    if not isinstance(activity, SittingActivity):
        raise NotFound(say("there is no activity '{activity}'", activity=key))
    return activity


def read_letters(typed: str, form: SittingActivity) -> str:
    """Return one letter for each question, however they were typed; a dash for none.

    Raises:
        Refused: naming the question whose letter is none of its answers, or how many are missing.
    """
    letters = "".join(typed.upper().translate(_BLANKS).replace(",", " ").split())
    items = list(form.items.values())
    for number, (letter, item) in enumerate(zip(letters, items, strict=False), start=1):
        known = ascii_uppercase[: len(option_ids(item))]
        if letter not in known and letter != BLANK:
            raise Refused(
                say(
                    "Question {number}: “{letter}” is none of its answers. Write {first} to {last}, "
                    "or - where nothing is ticked.",
                    number=number,
                    letter=letter,
                    first=known[0],
                    last=known[-1],
                )
            )
    if len(letters) != len(items):
        raise Refused(
            say(
                "These are {typed} letters, and the sheet has {wanted} questions. "
                "Write - where nothing is ticked.",
                typed=len(letters),
                wanted=len(items),
            )
        )
    return letters


def read_seat(typed: str) -> str:
    """Return a seat code in its proper form.

    Raises:
        Refused: if a letter is wrong; the last one checks the others.
    """
    code = read_code(typed[:40])
    if code is None:
        raise Refused(
            say(
                "This seat code cannot be right. Look at each letter again; it has eight, "
                "without O, I, 0 or 1."
            )
        )
    return code


def copied(letters: str, form: SittingActivity) -> tuple[Copied, ...]:
    """Return what some letters say, question by question."""
    lines = []
    for number, (letter, item) in enumerate(zip(letters, form.items.values(), strict=True), 1):
        answer: Text = say("nothing ticked")
        if letter != BLANK:
            answer = labels_of(item)[option_ids(item)[ascii_uppercase.index(letter)]]
        lines.append(Copied(number, text_of(item), letter, answer))
    return tuple(lines)


def refuse_second(log: Log, sheet: Filled) -> None:
    """Refuse a sheet of a seat that was deleted, or whose test is finished already.

    Raises:
        Refused: with what to do.
    """
    if has_left(log, sheet.seat):
        raise Refused(
            say("The data of this seat was deleted, so the sheet is not kept. Destroy it, please.")
        )
    # A form before or after belongs to its workshop; the later ones are met once in a life.
    where = sheet.room if sheet.form.purpose in {"before", "after"} else ""
    if has_finished(log, sheet.seat, sheet.form.key, where):
        raise Refused(
            say(
                "This seat has answered this form already. Those answers stay, nothing was "
                "changed. Look at the code and the form again."
            )
        )


def keep(log: Log, catalogue: Catalogue, sheet: Filled, now: float, click: str = "") -> None:
    """Write a copied sheet as the attempt that it would have been on a screen.

    A seat that only ever wrote on paper is made with its first sheet. An attempt that was begun
    on a screen and left stays as it is; the sheet counts.

    Raises:
        Refused: if the test is done already, or a letter is none of its answers.
        NotSaved: if it could not be written; nothing is kept then.
    """
    refuse_second(log, sheet)
    at = sheet.form.at if sheet.form.at is not None else now
    activity = opened_form(sheet.form.key, catalogue)
    if not log.has_seat(sheet.seat) and not log.add_seat(sheet.seat, at):
        raise Refused(say("Whoever had this code deleted their data, so this sheet is not kept."))
    begun = log.latest(sheet.seat, activity.key)
    solo = Solo(
        activity,
        log,
        sheet.seat,
        lambda: at,
        since=begun.started_at + _JUST_AFTER if begun is not None else 0.0,
        room=sheet.room,
        purpose=sheet.form.purpose,
    )
    solo.send(Event("sheet", sheet.letters, click=click))
