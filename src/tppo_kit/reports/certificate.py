"""A certificate as PDF: one A4 page without a name, set by Typst without a network."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typst

from tppo_kit.language import day_in_words, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.language import Message
    from tppo_kit.sessions.certificate import Certificate
    from tppo_kit.sessions.training_hours import Part

_FOLDER = Path(__file__).parent / "typst"
#: So many lines fit on the page; what is more is counted.
MOST_OBJECTIVES = 6
MOST_PARTS = 18


def certificate_pdf(made: Certificate, language: str) -> bytes:
    """Return a certificate as a PDF file that a screen reader can read; the same every time."""
    try:
        return _compile(made, language, "ua-1")
    except typst.TypstError as error:
        if "PDF/UA-1" not in str(error):
            raise
        # A letter in a title that no font here has breaks the promise, not the certificate.
        return _compile(made, language, None)


def _compile(made: Certificate, language: str, standard: Literal["ua-1"] | None) -> bytes:
    compiler = typst.Compiler(
        input=_FOLDER / "certificate.typ",
        root=_FOLDER,
        font_paths=[],
        ignore_system_fonts=True,
        sys_inputs={"certificate": json.dumps(_data(made, language))},
    )
    day = made.day
    moment = int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
    file = compiler.compile(format="pdf", timestamp=moment, pdf_standards=standard)
    if not isinstance(file, bytes):
        raise TypeError(type(file).__name__)
    return file


def _data(made: Certificate, language: str) -> dict[str, Any]:
    """Return everything that stands on the page, in its language."""

    def told(message: Message) -> str:
        return message.render(language)

    parts = [[part.title, told(_minutes(part))] for part in made.training.parts]
    more = len(parts) - MOST_PARTS
    if more > 0:
        minutes = sum(part.minutes for part in made.training.parts[MOST_PARTS:])
        rest = say("and {number} more, {minutes} minutes", number=more, minutes=minutes)
        parts = [*parts[:MOST_PARTS], [told(rest), ""]]
    return {
        "language": language,
        "day": [made.day.year, made.day.month, made.day.day],
        "kit": told(say("TPPO training kit")),
        "title": told(say("Certificate of training")),
        "about": told(say("Recognising the signs of trafficking in persons, and helping safely")),
        "given_to": told(say("This certificate belongs to")),
        "by_hand": told(say("name, written by the holder's own hand")),
        "finished": told(say("who took part in a training of")),
        "hours": told(say("{hours} JP", hours=made.hours)),
        "hour": told(say("training hours of 45 minutes each")),
        "objectives_title": told(say("What was practised")),
        "objectives": _shortened(made.training.objectives, language),
        "parts_title": told(say("What the hours come from")),
        "parts": parts,
        "details": [
            [told(say("Seat code")), made.seat],
            [told(say("Date")), day_in_words(made.day, language)],
            [told(say("Content edition")), made.edition],
        ],
        "code_title": told(say("Code, to be checked without internet")),
        "code": made.code,
        "note": told(
            say(
                "On a laptop that holds these results: python3 kit.py verify, then the code. The code "
                "tells of hours, not of a rank, and it does not know whose name stands here."
            )
        ),
    }


def _minutes(part: Part) -> Message:
    if part.workshop:
        return say("{minutes} minutes, {day}", minutes=part.minutes, day=part.day)
    return say("{minutes} minutes", minutes=part.minutes)


def _shortened(objectives: Sequence[str], language: str) -> list[str]:
    more = len(objectives) - MOST_OBJECTIVES
    if more <= 0:
        return list(objectives)
    rest = say("and {number} more", number=more).render(language)
    return [*objectives[:MOST_OBJECTIVES], rest]
