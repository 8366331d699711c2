"""Paper for a hall without phones, behind the PIN: cards, question sheets, keys, role cards."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tornado.web import HTTPError

from tppo_kit.activities.quiz import QuizActivity
from tppo_kit.activities.survey import SurveyActivity
from tppo_kit.activities.tabletop.tabletop import TabletopActivity
from tppo_kit.cards.marks import CARDS
from tppo_kit.cards.sheet import sheet_page
from tppo_kit.content.programmes import Workshop
from tppo_kit.errors import NotFound, Refused
from tppo_kit.language import say
from tppo_kit.server.console_pages import Behind
from tppo_kit.sessions.library import open_activity, quoted_facts
from tppo_kit.sessions.paper.later import later
from tppo_kit.sessions.paper.needed import (
    DEFAULT_PEOPLE,
    MOST_PEOPLE,
    SHEETS,
    answer_cards,
    needed,
)
from tppo_kit.sessions.paper.sheets import quiz_key, quiz_sheet, survey_sheet
from tppo_kit.sessions.paper.table import table_key, table_pack
from tppo_kit.sessions.seats import new_code
from tppo_kit.views.draw import draw_page
from tppo_kit.views.quotes import Quotes, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.activity import Activity
    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.language import Message


class Paper(Behind):
    """A page to print; a sentence where there is no such paper."""

    def catalogue(self) -> Catalogue:
        """Return the content in the language of this page."""
        return self.kit.content.catalogue(self.language)

    def opened(self, key: str) -> Activity:
        """Return an activity, or answer that there is no such page."""
        try:
            return open_activity(key, self.catalogue())
        except NotFound as error:
            raise HTTPError(404) from error

    def number(self, name: str, given: int, most: int) -> int:
        """Return a number of the address, ``given`` where there is none.

        Raises:
            Refused: if it is no number from 1 to ``most``.
        """
        typed = self.get_query_argument(name, "").strip()
        if not typed:
            return given
        if not (typed.isascii() and typed.isdecimal()) or not 1 <= int(typed[:9]) <= most:
            raise Refused(say("Type a number from 1 to {most}.", most=most))
        return int(typed)

    def paper(self, template: str, **values: Any) -> None:  # noqa: ANN401 - a template's own
        """Write a page for paper, the facts that it quotes filled in."""
        today = time.strftime("%Y-%m-%d")
        quotes = Quotes(quoted_facts(self.catalogue()), self.language, today)
        page = draw_page(template, self.language, quotes=quotes, today=today, **values)
        self.finish(plain(page))


class PrintList(Paper):
    """Everything a workshop needs on paper, with how many copies."""

    def get(self) -> None:
        """List it for the open workshop or a chosen one, and for as many people as said."""
        people, problem = DEFAULT_PEOPLE, None
        try:
            people = self.number("people", self._handed_out() or DEFAULT_PEOPLE, MOST_PEOPLE)
        except Refused as error:
            problem = error.message
        catalogue = self.catalogue()
        workshops = catalogue.all(Workshop)
        self._list(workshops, self._chosen(workshops), catalogue, people, problem)

    def _list(
        self,
        workshops: Sequence[Workshop],
        chosen: Workshop | None,
        catalogue: Catalogue,
        people: int,
        problem: Message | None,
    ) -> None:
        cards = answer_cards(people)
        titles = self.kit.host.playbook.titles(self.language)
        others = [(*key.split(":"), title) for key, title in titles]
        self.show(
            "print_list.html",
            seat=None,
            workshops=workshops,
            chosen=chosen,
            people=people,
            most=MOST_PEOPLE,
            problem=problem,
            needed=needed(chosen, catalogue, people) if chosen else (),
            later=later(chosen, catalogue, people) if chosen else (),
            cards=cards,
            others=[each for each in others if each[0] in SHEETS or each[0] == "tabletop"],
        )

    def _handed_out(self) -> int:
        room = self.kit.host.room
        return room.state.deck if room is not None and room.state.ended_at is None else 0

    def _chosen(self, workshops: Sequence[Workshop]) -> Workshop | None:
        room = self.kit.host.room
        running = room.programme.id if room is not None and room.state.ended_at is None else ""
        wanted = self.get_query_argument("programme", running)
        return next((each for each in workshops if each.id == wanted), None)


class PrintCards(Paper):
    """The answer cards, with a sign for the wall and the rules."""

    def get(self) -> None:
        """Show as many cards as asked for, all there are where nothing is said."""
        try:
            count = self.number("cards", CARDS[-1], CARDS[-1])
        except Refused as error:
            raise HTTPError(404) from error
        self.finish(sheet_page(range(1, count + 1), self.language))


class PrintCodes(Paper):
    """Seat codes to cut out, for people who only ever write on paper."""

    def get(self) -> None:
        """Show new codes; none exists anywhere before a sheet with it is copied."""
        try:
            people = self.number("people", DEFAULT_PEOPLE, MOST_PEOPLE)
        except Refused as error:
            raise HTTPError(404) from error
        codes: dict[str, None] = {}
        while len(codes) < people:
            code = new_code()
            if not self.kit.log.has_seat(code):
                codes[code] = None
        self.paper("paper_codes.html", codes=tuple(codes))


class PrintSheet(Paper):
    """The questions of a quiz, a test or a survey; nothing on it tells what is right."""

    def get(self, kind: str, name: str) -> None:
        """Show the sheet."""
        if kind not in SHEETS:
            raise HTTPError(404)
        activity = self.opened(f"{kind}:{name}")
        if isinstance(activity, SurveyActivity):
            self.paper("paper_sheet.html", sheet=survey_sheet(activity))
        elif isinstance(activity, QuizActivity):
            self.paper("paper_sheet.html", sheet=quiz_sheet(activity))


class PrintKey(Paper):
    """What is right and why, for the facilitator alone."""

    def get(self, kind: str, name: str) -> None:
        """Show the key of a quiz, a test or a table."""
        if not SHEETS.get(kind) and kind != "tabletop":
            raise HTTPError(404)
        activity = self.opened(f"{kind}:{name}")
        if isinstance(activity, TabletopActivity):
            self.paper("paper_table_key.html", key=table_key(activity))
        elif isinstance(activity, QuizActivity):
            self.paper("paper_key.html", key=quiz_key(activity))


class PrintRoles(Paper):
    """The pack of one table: role cards, news cards, and the sheet of the table."""

    def get(self, name: str) -> None:
        """Show the pack."""
        activity = self.opened(f"tabletop:{name}")
        if isinstance(activity, TabletopActivity):
            self.paper("paper_roles.html", pack=table_pack(activity))
