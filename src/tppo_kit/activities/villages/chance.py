"""Chance: one stream for each seed and purpose, so that all plans meet the same luck."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Purposes of chance; each has its own streams.
NETWORK, BEGIN, QUARTER, TABLE = range(4)
_WHOLE_SEED = 2**64 - 1


class Draws(NamedTuple):
    """Chance of one quarter, the same for all plans; (people, worlds), or one per wish."""

    talk: NDArray[np.float32]
    leave: NDArray[np.float32]
    live: NDArray[np.float32]
    person: NDArray[np.int64]
    world: NDArray[np.int64]
    offer: NDArray[np.float32]


def generator(seed: int, *purpose: int) -> np.random.Generator:
    """Return the stream of chance of a seed and a purpose; streams do not touch."""
    return np.random.Generator(
        np.random.PCG64(np.random.SeedSequence([seed & _WHOLE_SEED, *purpose]))
    )
