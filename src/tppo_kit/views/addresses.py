"""Addresses of the kit's own pages, where the server stands below a path of another one.

Content, activities and templates write addresses as if the kit stood at the root; only the host
that shows a page knows better, and puts its own path in front as the page leaves.
"""

from __future__ import annotations

import re

#: Quotes inside texts are escaped, so that this is found in tags alone.
_ATTRIBUTE = re.compile(r'(\s(?:href|src|action|formaction|data-now|data-send)=")/(?!/)')


def address_below(address: str, base: str) -> str:
    """Return an address below a path; one that is there already, or elsewhere, stays.

    Args:
        address: such as ``/room`` or ``https://…``.
        base: a path that begins and ends with a slash.
    """
    if not address.startswith("/") or address.startswith(("//", base)):
        return address
    return base + address[1:]


def html_below(html: str, base: str) -> str:
    """Return HTML whose own addresses stand below a path."""
    return html if base == "/" else _ATTRIBUTE.sub(lambda match: match[1] + base, html)


def address_within(path: str, base: str) -> str:
    """Return an address as the kit writes it, given where it stands below a path."""
    return path[len(base) - 1 :] if path.startswith(base) else path
