"""What the tests of reading cards share."""

import pytest

from tppo_kit.cards.reading import read_cards
from tppo_kit.errors import KitError


@pytest.fixture
def mirrored_refused():
    """Return a check that a mirrored photo is refused with a sentence."""

    def check(photo, answers):
        with pytest.raises(KitError, match="mirrored"):
            read_cards(photo, answers)

    return check
