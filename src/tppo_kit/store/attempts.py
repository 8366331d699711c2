"""Attempts and results as records, without a database."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tppo_kit.records import Outcome


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of one seat at one activity; ``turn`` counts them from 1.

    ``room`` is the room in which it was made, ``purpose`` the test it belongs to: before, after,
    or the days of a follow-up; both are empty for somebody who simply learns.
    """

    id: str
    seat: str
    activity: str
    fingerprint: str
    seed: int
    started_at: float
    finished: bool = False
    turn: int = 1
    room: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """How a finished attempt ended."""

    activity: str
    ended_at: float
    outcome: Outcome


def new_attempt(  # noqa: PLR0913 - what an attempt is made of
    seat: str,
    activity: str,
    fingerprint: str,
    now: float,
    turn: int = 1,
    *,
    room: str = "",
    purpose: str = "",
) -> Attempt:
    """Return an attempt with a fresh id and seed; nothing is written yet."""
    return Attempt(
        secrets.token_hex(12),
        seat,
        activity,
        fingerprint,
        secrets.randbelow(2**31),
        now,
        turn=turn,
        room=room,
        purpose=purpose,
    )
