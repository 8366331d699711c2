"""A page of the kit's own server inside a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.views.addresses import html_below

if TYPE_CHECKING:
    from tppo_kit.language import Message

#: The page of the notebook is made as wide as what it shows; JupyterLab keeps its own width.
_FRAME = (
    "<style>body.tppo main, body.tppo > .bar {{ max-width: 78rem; }}</style>"
    '<iframe src="{address}?framed=1" title="{title}" style="width:100%;height:94vh;border:0">'
    "</iframe>"
    '<p><a href="{address}">{alone}</a></p>'
)


def framed(address: str, title: Message, alone: Message, base: str = "/") -> str:
    """Return HTML that shows a page of the server, and below it the link to the page alone.

    ``base`` is the path below which the server stands.
    """
    html = _FRAME.format(address=address, title=title.render("id"), alone=alone.render("id"))
    return html_below(html, base)
