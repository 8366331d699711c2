"""A page of the server inside a notebook."""

from tppo_kit.language import say
from tppo_kit.notebook.framed import framed


def test_the_page_is_shown_inside_and_opens_alone():
    """The frame knows that it is one; the link leads to the page as it is."""
    html = framed("/console", say("Console"), say("Open the console as a page of its own"))

    assert '<iframe src="/console?framed=1" title="Konsol"' in html
    assert '<a href="/console">' in html


def test_below_a_path_the_frame_and_the_link_lead_there():
    """The server that shows the notebook may stand below a path of another one."""
    html = framed("/console", say("Console"), say("Open it"), "/user/ani/")

    assert '<iframe src="/user/ani/console?framed=1"' in html
    assert '<a href="/user/ani/console">' in html
