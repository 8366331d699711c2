"""Session plans for facilitators, one page for each workshop, written from the programmes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.facts import Fact
from tppo_kit.content.programmes import Audience, SelfStudy, Unit, Workshop
from tppo_kit.language import shown
from tppo_kit.sessions.library import open_activity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Template

    from tppo_kit.content.programmes import WorkshopBlock
    from tppo_kit.settings import Settings

#: The national channels that a page may print, since it is written from the facts.
CHANNELS = ("LAP-01", "LAP-03", "LAP-04")
MOST_QUESTIONS = 3
#: The pages are in the language of the people who hold the workshop.
LANGUAGE = "id"

_AUDIENCES = {
    Audience.CHILDREN: "Anak 7 sampai 12 tahun",
    Audience.TEENAGERS: "Remaja 13 sampai 17 tahun",
    Audience.PARENTS_AND_ELDERS: "Orang tua dan lansia",
    Audience.PROSPECTIVE_MIGRANTS: "Calon pekerja migran dan keluarganya",
    Audience.VILLAGE_OFFICIALS: "Perangkat desa dan kader",
    Audience.OFFICERS: "Petugas imigrasi",
}
_QUOTED_QUESTION = re.compile(r"“([^”]*\?[^”]*)”")


@dataclass(frozen=True, slots=True)
class Played:
    """What is opened from the kit in one block."""

    title: str
    way: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the run sheet."""

    number: int
    starts: int
    ends: int
    block: WorkshopBlock
    played: Played | None
    questions: list[str]

    @property
    def span(self) -> str:
        """Return from when to when, on a clock that starts with the session."""
        return f"{clock(self.starts)}–{clock(self.ends)}"


@dataclass(frozen=True, slots=True)
class Channel:
    """A number for the whole country, and the days it was and must be looked at."""

    title: str
    number: str
    checked: str
    check_by: str


def session_plans(settings: Settings) -> dict[str, str]:
    """Return the text of every session plan, by file name."""
    catalogue = Catalogue(settings.data, LANGUAGE)
    channels = list(_channels(catalogue))
    return {
        f"{workshop.id}.md": _page(workshop, catalogue, channels)
        for workshop in catalogue.all(Workshop)
    }


def clock(minutes: int) -> str:
    """Return minutes since the start as hours and minutes."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def run_sheet(workshop: Workshop, catalogue: Catalogue) -> list[Row]:
    """Return the blocks of a workshop with their times, titles and questions."""
    rows = []
    now = 0
    for number, block in enumerate(workshop.blocks, start=1):
        played = _played(block.activity, catalogue) if block.activity else None
        questions = [*block.asks, *_questions(block.activity, catalogue)]
        rows.append(Row(number, now, now + block.minutes, block, played, questions))
        now += block.minutes
    return rows


def case_questions(name: str, catalogue: Catalogue) -> list[str]:
    """Return what a case's notes ask at its decision step, three questions at most.

    The decision step is the first from which more than one choice ends the case; where its
    note asks nothing, the next such step is taken.
    """
    case = catalogue.case(name)
    if case.scenario.record is None:
        return []
    steps = case.scenario.record.steps
    for step, scene in steps.items():
        ends = sum(steps[choice.leads_to].ending is not None for choice in scene.choices)
        note = " ".join(line.strip() for line in case.notes.texts.get(step, []))
        asked = _QUOTED_QUESTION.findall(note)
        if ends > 1 and asked:
            return [f"“{question}”" for question in asked[:MOST_QUESTIONS]]
    return []


def _page(workshop: Workshop, catalogue: Catalogue, channels: list[Channel]) -> str:
    rows = run_sheet(workshop, catalogue)
    return _template().render(
        plan=workshop,
        audience=_AUDIENCES[workshop.audience],
        rows=rows,
        played=[row for row in rows if row.played],
        spoken=[row for row in rows if row.block.says or row.questions],
        channels=channels,
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
    return made.get_template("session_plan.md.j2")


def _questions(activity: str, catalogue: Catalogue) -> list[str]:
    kind, _, name = activity.partition(":")
    return case_questions(name, catalogue) if kind == "scenario" else []


def _played(activity: str, catalogue: Catalogue) -> Played:
    title = shown(open_activity(activity, catalogue).title, LANGUAGE)
    return Played(title, _way(activity, catalogue))


def _way(activity: str, catalogue: Catalogue) -> str:
    """Return how to reach an activity from the home page, through the fullest programme."""
    units = [unit.id for unit in catalogue.all(Unit) if activity in unit.activities]
    programmes = sorted(catalogue.all(SelfStudy), key=lambda each: -len(each.units))
    for programme in programmes:
        for name in programme.units:
            if name in units:
                unit = catalogue.get(Unit, name)
                return f"Pilih “{programme.short}”, lalu buka “{unit.title}”"
    return "Belum ada di beranda; minta pelatih memasukkannya ke program"


def _channels(catalogue: Catalogue) -> Iterator[Channel]:
    for name in CHANNELS:
        fact = catalogue.get(Fact, name)
        number = fact.values["telepon"]
        abroad = fact.values.get("telepon-luar-negeri")
        yield Channel(
            fact.title.partition(": telepon")[0],
            f"{number} (dari luar negeri {abroad})" if abroad else number,
            fact.checked.isoformat(),
            fact.check_by.isoformat(),
        )
