"""The addresses that are printed, also on a hotspot without internet."""

import socket
from types import SimpleNamespace

import psutil
import pytest

from tppo_kit.server import addresses
from tppo_kit.server.addresses import greeting, own_addresses


@pytest.fixture
def networks(monkeypatch):
    """Return a function that gives this machine other networks: name to address, some down."""

    def have(named, *, down=(), route=None):
        entry = lambda address: SimpleNamespace(family=socket.AF_INET, address=address)  # noqa: E731
        cards = {name: [entry(address)] for name, address in named.items()}
        state = {name: SimpleNamespace(isup=name not in down) for name in named}
        monkeypatch.setattr(psutil, "net_if_addrs", lambda: cards)
        monkeypatch.setattr(psutil, "net_if_stats", lambda: state)
        monkeypatch.setattr(addresses, "_routed", lambda: route)

    return have


def test_a_hotspot_without_a_route_is_found(networks):
    """No internet is no reason to print no address."""
    networks({"lo": "127.0.0.1", "wlan0": "192.168.43.1"})

    assert own_addresses() == ["192.168.43.1"]


def test_the_network_with_a_route_comes_first_and_every_other_after_it(networks):
    """Phones in the hall's own network are the likeliest; the others are tried if not."""
    networks({"a": "192.168.1.7", "b": "10.0.0.5", "c": "172.20.10.2"}, route="10.0.0.5")

    assert own_addresses() == ["10.0.0.5", "192.168.1.7", "172.20.10.2"]


def test_what_no_phone_can_reach_is_left_out(networks):
    """Networks that are down, inside this machine, or without an address of their own."""
    named = {"lo": "127.0.0.1", "wlan0": "192.168.1.7", "eth0": "10.1.1.1"}
    named |= {"docker0": "172.17.0.1", "usb0": "169.254.3.4"}
    networks(named, down=("wlan0",))

    assert own_addresses() == ["10.1.1.1"]


def test_without_lan_only_this_machine_is_named():
    """The kit says nothing about networks that it does not open."""
    assert addresses.addresses(8866, lan=False) == ["http://localhost:8866/"]


def test_below_a_path_every_address_has_it(networks):
    """What is printed, and what the code to scan holds, leads below the path."""
    networks({"wlan0": "192.168.43.1"})
    found = addresses.addresses(8866, lan=True, base="/user/ani/")

    assert found == ["http://192.168.43.1:8866/user/ani/", "http://localhost:8866/user/ani/"]


def test_the_greeting_names_addresses_console_and_pin():
    """Without the LAN there is no code to scan."""
    text = greeting(["http://localhost:8866/"], "012345", lan=False)

    assert "http://localhost:8866/console" in text
    assert "PIN: 012 345" in text
    assert "/room" not in text


def test_with_lan_the_greeting_draws_the_code_of_the_room():
    """The address that people join at, once as text and once as a QR code."""
    text = greeting(["http://192.168.1.7:8866/", "http://localhost:8866/"], "012345", lan=True)

    assert "http://192.168.1.7:8866/room" in text
    assert sum(line.startswith("\u2588") for line in text.splitlines()) > 10
