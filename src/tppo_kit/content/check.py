"""The whole check: every file is read, every rule is run, everything is reported at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tppo_kit.content.model import Lifecycle
from tppo_kit.content.reading import CaseFolder, read_case
from tppo_kit.content.rules.balance import check_balance, check_bank
from tppo_kit.content.rules.case_notes import check_case_notes
from tppo_kit.content.rules.facts import check_facts, check_quoted_dates
from tppo_kit.content.rules.graph import check_conditions, check_graph
from tppo_kit.content.rules.harm import check_harm, check_spread
from tppo_kit.content.rules.links import check_case_links, check_links
from tppo_kit.content.rules.message_sets import check_message_sets
from tppo_kit.content.rules.playthroughs import check_notes, check_playthroughs, check_steps
from tppo_kit.content.rules.programmes import check_programmes
from tppo_kit.content.rules.referrals import check_referrals
from tppo_kit.content.rules.shifts import check_shifts
from tppo_kit.content.rules.tabletops import check_tabletops
from tppo_kit.content.rules.targets import check_targets
from tppo_kit.content.rules.translations import check_strays, check_translation, must_be_translated
from tppo_kit.content.rules.wording import Terms, check_wording
from tppo_kit.content.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.reading import Reading


class Ground:
    """What the rules on texts need to know of the library and the day, gathered once."""

    def __init__(self, catalogue: Catalogue, today: dt.date | None = None) -> None:
        """Read agencies and units; without a day, the dates are held against today's."""
        self.catalogue = catalogue
        self.today = today or _today()
        self.terms = Terms(catalogue)
        self.in_english = must_be_translated(catalogue)


def _today() -> dt.date:
    """Return the day; the one place where checking meets the calendar."""
    return dt.date.today()  # noqa: DTZ011, TID251


def check_all(catalogue: Catalogue, home: Path, today: dt.date | None = None) -> list[Problem]:
    """Return every finding in a data folder, by file and line."""
    ground = Ground(catalogue, today)
    problems: list[Problem] = []
    for kind, name, reading in catalogue.readings():
        problems += reading.problems
        problems += _for_draft(reading.record, check_links(kind, name, reading, catalogue))
        problems += _check_texts(kind, name, reading, ground)
    for case in catalogue.cases():
        problems += check_case(case, catalogue, ground)
    problems += check_programmes(catalogue, home)
    problems += check_targets(catalogue)
    problems += check_bank(catalogue)
    problems += check_case_notes(catalogue)
    problems += check_message_sets(catalogue)
    problems += check_referrals(catalogue)
    problems += check_tabletops(catalogue)
    problems += check_shifts(catalogue)
    problems += check_spread(catalogue)
    problems += check_strays(catalogue)
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.code))


def check_folder(folder: Path, catalogue: Catalogue, today: dt.date | None = None) -> list[Problem]:
    """Return every finding in one case folder, wherever it lies."""
    return check_case(read_case(folder), catalogue, Ground(catalogue, today))


def check_case(
    case: CaseFolder, catalogue: Catalogue, ground: Ground | None = None
) -> list[Problem]:
    """Return every finding in one case; a later level waits until the earlier ones are clean."""
    reading, name = case.scenario, case.folder.name
    problems = [*reading.problems, *case.playthroughs.problems, *case.notes.problems]
    texts = _check_texts("scenario", name, reading, ground or Ground(catalogue))
    if reading.record is None:
        return [*problems, *texts]
    basic = [
        *check_links("scenario", name, reading, catalogue),
        *check_case_links(reading),
        *check_conditions(reading),
        *check_steps(case),
    ]
    problems += basic
    if not any(problem.code[0] in "LG" or problem.code[:2] == "S1" for problem in basic):
        graph = list(check_graph(reading))
        problems += [*graph, *check_playthroughs(case), *(() if graph else check_balance(reading))]
    problems += check_notes(case)
    return [*_for_draft(reading.record, problems), *texts]


def _check_texts(kind: str, name: str, reading: Reading[Any], ground: Ground) -> list[Problem]:
    """Return what the rules on texts find; each record's texts are gathered once for all."""
    record, wanted = reading.record, (kind, name) in ground.in_english
    if record is None:
        return list(check_translation(kind, reading, [], wanted=False))
    texts, catalogue, today = texts_of(record), ground.catalogue, ground.today

    def found() -> Iterator[Problem]:
        yield from check_wording(kind, reading, texts, ground.terms)
        yield from check_harm(kind, reading, texts)
        yield from check_facts(kind, reading, texts, catalogue, today)
        yield from check_translation(kind, reading, texts, wanted=wanted)

    # What a screen says by itself stays a note, whatever the station of the record.
    return [*_for_draft(record, found()), *check_quoted_dates(reading, texts, catalogue, today)]


def _for_draft(record: object, problems: Iterable[Problem]) -> list[Problem]:
    """Keep warnings as warnings in a draft; elsewhere a warning must be mended too."""
    found = list(problems)
    if getattr(record, "status", None) in (Lifecycle.DRAFT, Lifecycle.RETIRED):
        return found
    return [replace(problem, warning=False) for problem in found]
