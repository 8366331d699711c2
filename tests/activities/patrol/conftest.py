"""Small games whose answers are known, and the kit's own ones."""

import pytest

from tppo_kit.activities.patrol.ground import Ground, Post
from tppo_kit.sessions.library import open_activity


@pytest.fixture(scope="session")
def ground():
    """Give three posts and one unit: a hot one, a warm one and a quiet one."""
    posts = (Post(10, 8.0, -4.0, 20), Post(8, 7.0, -3.0, 30), Post(4, 3.0, -2.0, 5))
    return Ground(posts, 1, inform=0.8, check=0.85, harm=0.1, one_in=100, sharpness=0.7, memory=0.5)


@pytest.fixture(scope="session", params=["pelabuhan-dan-terminal", "pasar-dan-desa"])
def activity(request, catalogue):
    """Give each of the kit's own games."""
    return open_activity(f"patrol:{request.param}", catalogue)


@pytest.fixture(scope="session")
def harbour(catalogue):
    """Give the game with two units."""
    return open_activity("patrol:pelabuhan-dan-terminal", catalogue)
