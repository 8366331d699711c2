"""Attempts and results as records, without a database."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tppo_kit.records import Outcome


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of one seat at one activity; ``turn`` counts them from 1."""

    id: str
    seat: str
    activity: str
    fingerprint: str
    seed: int
    started_at: float
    finished: bool = False
    turn: int = 1


@dataclass(frozen=True, slots=True)
class Result:
    """How a finished attempt ended."""

    activity: str
    ended_at: float
    outcome: Outcome


def new_attempt(seat: str, activity: str, fingerprint: str, now: float, turn: int = 1) -> Attempt:
    """Return an attempt with a fresh id and seed; nothing is written yet."""
    seed = secrets.randbelow(2**31)
    return Attempt(secrets.token_hex(12), seat, activity, fingerprint, seed, now, turn=turn)
