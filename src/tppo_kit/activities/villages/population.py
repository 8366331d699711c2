"""What a world is made of: its size, its assumptions, and how things stand with its people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HOME, SAFE, HARMED, SILENT, HELPED = range(5)
#: What is counted each quarter.
COUNTED = ("offers", "warned", "harmed", "safe", "stopped", "suspected", "came", "helped")


class Size(NamedTuple):
    """How many people a village has, and how many worlds are played at once."""

    people: int = 1000
    worlds: int = 200


class Rules(NamedTuple):
    """The assumptions as shares, in the order of ``Parameter``."""

    forget: float
    spread: float
    check: float
    second: float
    shift: float
    outside: float
    forward: float
    base_help: float
    base_alarm: float
    back: float
    homecoming: float
    trust_loss: float
    let_down: float
    stigma: float
    suspicion: float
    helped_counts: float


@dataclass(frozen=True, slots=True)
class Population:
    """How things stand after a quarter; ``counts`` is of that quarter.

    ``counts`` has the shape (what is counted, villages, plans, worlds).
    """

    aware: NDArray[np.bool_]
    status: NDArray[np.uint8]
    trust: NDArray[np.float32]
    pressure: NDArray[np.float32]
    counts: NDArray[np.int32]
