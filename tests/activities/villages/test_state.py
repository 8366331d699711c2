"""The state: frozen, hashable, only what was decided."""

from dataclasses import FrozenInstanceError

import pytest

from tppo_kit.activities.activity import replay


def test_a_state_is_a_value(activity, ready, walk):
    """The same decisions give equal states that can be keys and cannot be changed."""
    one, other = (replay(activity, 1, walk(*ready, "run=year")) for _ in range(2))

    assert one == other
    assert len({one, other}) == 1
    with pytest.raises(FrozenInstanceError):
        one.page = "1"
