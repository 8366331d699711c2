"""Chance: streams that never touch, the same for every plan."""

import numpy as np

from tppo_kit.activities.villages.chance import generator


def test_streams_of_chance_differ_by_seed_and_purpose():
    """No stream repeats another; a negative seed has one as well."""
    streams = [generator(*key).random() for key in ((1, 0), (1, 1), (2, 0), (-1, 0), (1, 0, 5))]

    assert len(set(streams)) == len(streams)


def test_a_stream_is_the_same_on_every_machine():
    """PCG64 seeded by [1, 2]; a NumPy that draws otherwise would change replays, and shows here."""
    expected = np.random.Generator(np.random.PCG64(np.random.SeedSequence([1, 2]))).random(3)

    assert (generator(1, 2).random(3) == expected).all()
    assert generator(1, 2).integers(0, 1000, 4).tolist() == [643, 448, 938, 430]
