"""What the phone of a simulated participant reads from a page."""

import pytest

from tppo_kit.server.rehearsal_phone import Screen, read_screen


def test_a_page_is_read_as_it_stands():
    """Mark, seat, tag, what is offered and what is chosen are found in a page."""
    html = """<div id="live" data-tag="ab&amp;" data-seat-mark="7KXM-QDTA"><form action="/room/press">
    <input type="hidden" name="at" value="0.1.0"><input type="hidden" name="click" value="x">
    <button type="submit" name="press" value="choose=a" class="option open">A &lt;b&gt;</button>
    <button type="submit" name="press" value="choose=&quot;b" class="option chosen">B</button>
    <button type="button" class="option locked">C</button></form></div>"""

    screen = read_screen(html)

    offered = ("choose=a", 'choose="b')
    assert screen == Screen("ab&", "0.1.0", "7KXM-QDTA", offered, ('choose="b',))
    assert screen.open_ones == ["choose=a"]


@pytest.mark.parametrize("base", ["", "/user/ani"])
def test_the_door_is_known_by_its_button(base):
    """A page with the button to join is the door, below a path too."""
    html = f'<form method="post" action="{base}/room/join"><button></button></form>'

    assert read_screen(html).is_door
