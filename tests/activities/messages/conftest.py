"""The real set of messages, opened once, and rounds played by a habit."""

import random

import pytest

from tppo_kit.activities.habits import play_habit
from tppo_kit.sessions.opening.messages import opened


@pytest.fixture(scope="session")
def activity(catalogue):
    """Give the round of the repository."""
    return opened("obrolan-baru", catalogue)


@pytest.fixture(scope="session")
def drawn(activity):
    """Give the messages of two thousand rounds that were drawn from templates."""
    rounds = (activity.messages(activity.start(seed)) for seed in range(2_000))
    return [message for messages in rounds for message in messages if "." in message.id]


@pytest.fixture(scope="session")
def played(activity):
    """Give a function from seed and habit to the last state of a round and its events."""

    def play(seed, habit):
        return play_habit(activity, seed, habit, random.Random(seed))

    return play
