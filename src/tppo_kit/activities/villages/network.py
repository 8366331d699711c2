"""Who listens to whom: a small world for each village.

Watts and Strogatz (1998), Nature 393, 440-442, with a fixed number of people that each person
listens to: a ring, some of whose ties lead to anybody in the same village.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: People that each person listens to, and the share of ties that lead anywhere.
LISTENS_TO = 6
REWIRED = 0.10


def small_worlds(villages: int, people: int, chance: np.random.Generator) -> NDArray[np.int32]:
    """Return for each person of all villages the people listened to; shape (all, LISTENS_TO).

    People are numbered through: village by village, around each ring.
    """
    place = np.arange(people)
    reach = np.arange(1, LISTENS_TO // 2 + 1)
    offsets = np.concatenate([reach, -reach])
    ring = (place[:, None] + offsets[None, :]) % people
    own = np.broadcast_to(ring, (villages, people, LISTENS_TO))
    # Anybody but oneself: so many steps on around the ring.
    far = (place[None, :, None] + chance.integers(1, people, own.shape)) % people
    near = np.where(chance.random(own.shape) < REWIRED, far, own)
    numbered = near + (np.arange(villages) * people)[:, None, None]
    return numbered.reshape(villages * people, LISTENS_TO).astype(np.int32)
