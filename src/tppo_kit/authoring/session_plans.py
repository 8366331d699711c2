"""Session plans for facilitators: one page for each workshop, written from the programmes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.facts import Fact
from tppo_kit.content.programmes import SelfStudy, Unit, Workshop
from tppo_kit.content.simulations.tabletops import Tabletop
from tppo_kit.language import shown
from tppo_kit.sessions.library import open_activity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Template

    from tppo_kit.content.programmes import WorkshopBlock
    from tppo_kit.settings import Settings

#: The national numbers; a page may print them because it is written from the facts.
CHANNELS = ("LAP-01", "LAP-03", "LAP-04")
#: Where the kit shows the numbers of the district.
SERVICES = "explorer:services"
MOST_QUESTIONS = 3
#: The pages are in the language of the people who hold the workshop.
LANGUAGE = "id"

_QUOTED_QUESTION = re.compile(r"“([^”]*\?[^”]*)”")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the run sheet: its time, its block, and what is opened from the kit."""

    number: int
    span: str
    block: WorkshopBlock
    title: str = ""
    programme: str = ""
    unit: str = ""
    case_questions: tuple[str, ...] = ()
    news: tuple[News, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news: minutes from the start of its block, for whom, and what it says."""

    after: int
    to: str
    text: str


def session_plans(settings: Settings) -> dict[str, str]:
    """Return the text of every session plan, by file name."""
    catalogue = Catalogue(settings.data, LANGUAGE)
    return {f"{workshop.id}.md": _page(workshop, catalogue) for workshop in catalogue.all(Workshop)}


def run_sheet(workshop: Workshop, catalogue: Catalogue) -> list[Row]:
    """Return the blocks of a workshop with their times, titles and ways there."""
    rows = []
    starts = 0
    for number, block in enumerate(workshop.blocks, start=1):
        ends = starts + block.minutes
        span = f"{clock(starts)}–{clock(ends)}"
        title = " / ".join(
            shown(open_activity(key, catalogue).title, LANGUAGE) for key in _keys(block, workshop)
        )
        programme, unit = way_to(block.activity, catalogue)
        asked = tuple(case_questions(block.activity, catalogue))
        news = tuple(_news(block, catalogue))
        rows.append(Row(number, span, block, title, programme, unit, asked, news))
        starts = ends
    return rows


def _keys(block: WorkshopBlock, workshop: Workshop) -> list[str]:
    """Return what is played in a block: both forms, or the second where nothing came before."""
    if not block.forms:
        return [block.activity] if block.activity else []
    compared = any(each.kind == "before" for each in workshop.blocks)
    return block.forms if compared else block.forms[1:]


def _news(block: WorkshopBlock, catalogue: Catalogue) -> Iterator[News]:
    """Yield the news of a block as it comes, each with the words for who gets it."""
    for inject in sorted(block.injects, key=lambda each: each.after):
        kind, _, name = inject.to.partition(":")
        to = "semua"
        if kind == "table":
            to = f"meja {name}"
        elif kind == "role":
            table = catalogue.get(Tabletop, block.activity.partition(":")[2])
            to = next(f"peran {role.name}" for role in table.roles if role.id == name)
        yield News(inject.after, to, inject.text)


def clock(minutes: int) -> str:
    """Return minutes since the start as hours and minutes."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def case_questions(activity: str, catalogue: Catalogue) -> list[str]:
    """Return what a case's notes ask at its decision step, three questions at most.

    The decision step is the first from which more than one choice ends the case; where its
    note asks nothing, the next such step is taken.
    """
    kind, _, name = activity.partition(":")
    scenario = catalogue.case(name).scenario.record if kind == "scenario" else None
    if scenario is None:
        return []
    notes = catalogue.case(name).notes.texts
    for step, scene in scenario.steps.items():
        ends = [choice for choice in scene.choices if scenario.steps[choice.leads_to].ending]
        note = " ".join(line.strip() for line in notes.get(step, []))
        asked = _QUOTED_QUESTION.findall(note)
        if len(ends) > 1 and asked:
            return asked[:MOST_QUESTIONS]
    return []


def way_to(activity: str, catalogue: Catalogue) -> tuple[str, str]:
    """Return the switch and the title under which the home page leads to an activity.

    The programme with the most units comes first; both are empty where no programme has it.
    """
    units = {unit.id: unit for unit in catalogue.all(Unit) if activity in unit.activities}
    for programme in sorted(catalogue.all(SelfStudy), key=lambda each: -len(each.units)):
        for name in programme.units:
            if name in units:
                return programme.short, units[name].title
    return "", ""


def _page(workshop: Workshop, catalogue: Catalogue) -> str:
    rows = run_sheet(workshop, catalogue)
    return _template().render(
        plan=workshop,
        rows=rows,
        played=[row for row in rows if row.title],
        spoken=[
            row
            for row in rows
            if row.block.says or row.block.asks or row.case_questions or row.news
        ],
        channels=[catalogue.get(Fact, name) for name in CHANNELS],
        services=shown(open_activity(SERVICES, catalogue).title, LANGUAGE),
        services_unit=way_to(SERVICES, catalogue)[1],
    )


@cache
def _template() -> Template:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=False,  # noqa: S701 - the page is Markdown, and its texts are the kit's own
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["cell"] = lambda text: text.replace("|", "\\|")
    return made.get_template("session_plan.md.j2")
