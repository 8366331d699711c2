"""The addresses of the kit's own pages."""

import pytest

from tppo_kit.server.console_pages import Behind, PinPage
from tppo_kit.server.routes import PAGES

HIDDEN = ("/console", "/reports", "/wall")


def test_every_address_stands_once():
    """A second page under the same address would never be seen."""
    addresses = [address for address, _ in PAGES]

    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize(("address", "page"), PAGES)
def test_all_of_the_facilitator_s_pages_are_behind_the_pin(address, page):
    """Nothing of console, reports, wall and print opens without the PIN, and the PIN page itself does."""
    assert issubclass(page, Behind) == address.startswith(HIDDEN)
    assert not issubclass(PinPage, Behind)
