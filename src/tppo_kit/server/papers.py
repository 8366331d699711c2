"""Pages for paper: pocket cards, and what a seat made in a simulation."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup
from tornado.web import HTTPError

from tppo_kit.errors import NotFound
from tppo_kit.language import shown
from tppo_kit.server.pages import Page
from tppo_kit.sessions.library import open_activity, quoted_facts
from tppo_kit.sessions.solo import Solo
from tppo_kit.views.draw import draw_html, draw_page

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import View
    from tppo_kit.content.catalogue import Catalogue


class PrintPage(Page):
    """A page of the content, such as a pocket card, for paper."""

    def get(self, name: str) -> None:
        """Show the page alone."""
        catalogue = self.kit.content.catalogue(self.language)
        try:
            activity = open_activity(f"page:{name}", catalogue)
        except NotFound as error:
            raise HTTPError(404) from error
        _show(self, activity.view(None), catalogue)


class PrintOwn(Page):
    """What this seat made in a simulation, such as a procedure or a case note, for paper."""

    def get(self, kind: str, name: str) -> None:
        """Show the paper of the latest attempt alone; 404 while there is none."""
        seat = self.seat()
        catalogue = self.kit.content.catalogue(self.language)
        if seat is None:
            raise HTTPError(404)
        try:
            activity = open_activity(f"{kind}:{name}", catalogue)
        except NotFound as error:
            raise HTTPError(404) from error
        view = Solo(activity, self.kit.log, seat, time.time).paper()
        if view is None:
            raise HTTPError(404)
        _show(self, view, catalogue)


def _show(page: Page, view: View, catalogue: Catalogue) -> None:
    """Write a view alone on a page made for printing."""
    body = draw_html(
        replace(view, print_at=""),
        page.language,
        place="print",
        today=time.strftime("%Y-%m-%d"),
        facts=quoted_facts(catalogue),
    )
    page.finish(
        draw_page(
            "print.html",
            page.language,
            title=shown(view.title, page.language),
            body=Markup(body),  # noqa: S704 - escaped there
        )
    )
