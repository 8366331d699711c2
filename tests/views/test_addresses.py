"""Putting the path of the server in front of the kit's own addresses."""

import pytest

from tppo_kit.views.addresses import address_below, address_within, html_below

BASE = "/user/ani/"


@pytest.mark.parametrize(
    ("address", "below"),
    [
        ("/", "/user/ani/"),
        ("/room", "/user/ani/room"),
        ("/pin?to=/console", "/user/ani/pin?to=/console"),
        ("/user/ani/room", "/user/ani/room"),
        ("/user/anita/", "/user/ani/user/anita/"),
        ("//evil.example/", "//evil.example/"),
        ("https://evil.example/", "https://evil.example/"),
        ("#part-1", "#part-1"),
        ("", ""),
    ],
)
def test_only_own_addresses_move_and_only_once(address, below):
    """An address of ours moves below the path; one that is there, or elsewhere, stays."""
    assert address_below(address, BASE) == below
    assert address_below(address, "/") == address


def test_the_addresses_in_tags_move():
    """Links, forms, files and what scripts ask for; what a form sends back stays as it is."""
    html = (
        '<a class="x" href="/room">/room</a><img src="/kit/a.png"><form action="/seat" method="post">'
        '<input value="/room"><button formaction="/leave"></form><div data-now="/room/now" '
        'data-send="/console/cards">href="/x" &#34;</div><a href="//b.example/"><a href="#a">'
    )

    assert html_below(html, BASE) == (
        '<a class="x" href="/user/ani/room">/room</a><img src="/user/ani/kit/a.png">'
        '<form action="/user/ani/seat" method="post"><input value="/room">'
        '<button formaction="/user/ani/leave"></form><div data-now="/user/ani/room/now" '
        'data-send="/user/ani/console/cards">href="/x" &#34;</div>'
        '<a href="//b.example/"><a href="#a">'
    )


def test_at_the_root_no_letter_changes():
    """A server without a path sends what was drawn."""
    html = '<a href="/room"></a><form action="/seat"></form>'

    assert html_below(html, "/") is html


@pytest.mark.parametrize(
    ("path", "within"),
    [
        ("/user/ani/", "/"),
        ("/user/ani/room", "/room"),
        ("/user/ani", "/user/ani"),
        ("/hub/home", "/hub/home"),
    ],
)
def test_an_address_is_read_as_the_kit_writes_it(path, within):
    """What stands below the path loses it; anything else is left as it came."""
    assert address_within(path, BASE) == within
    assert address_within(path, "/") == path
