"""The whole check: every file is read, every rule is run, everything is reported at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tppo_kit.content.model import Lifecycle
from tppo_kit.content.reading import CaseFolder, read_case
from tppo_kit.content.rules.graph import check_conditions, check_graph
from tppo_kit.content.rules.links import check_case_links, check_links
from tppo_kit.content.rules.playthroughs import check_notes, check_playthroughs, check_steps
from tppo_kit.content.rules.programmes import check_programmes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem


def check_all(catalogue: Catalogue, home: Path) -> list[Problem]:
    """Return every finding in a data folder, by file and line."""
    problems: list[Problem] = []
    for kind, name, reading in catalogue.readings():
        problems += reading.problems
        problems += _for_draft(reading.record, check_links(kind, name, reading, catalogue))
    for case in catalogue.cases():
        problems += check_case(case, catalogue)
    problems += check_programmes(catalogue, home)
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.code))


def check_folder(folder: Path, catalogue: Catalogue) -> list[Problem]:
    """Return every finding in one case folder, wherever it lies."""
    return check_case(read_case(folder), catalogue)


def check_case(case: CaseFolder, catalogue: Catalogue) -> list[Problem]:
    """Return every finding in one case; a later level waits until the earlier ones are clean."""
    reading = case.scenario
    problems = [*reading.problems, *case.playthroughs.problems, *case.notes.problems]
    if reading.record is None:
        return problems
    basic = [
        *check_links("scenario", case.folder.name, reading, catalogue),
        *check_case_links(reading),
        *check_conditions(reading),
        *check_steps(case),
    ]
    problems += basic
    if not any(problem.code[0] in "LG" or problem.code[:2] == "S1" for problem in basic):
        problems += check_graph(reading)
        problems += check_playthroughs(case)
    problems += check_notes(case)
    return _for_draft(reading.record, problems)


def _for_draft(record: object, problems: Iterable[Problem]) -> list[Problem]:
    """Keep warnings as warnings in a draft; elsewhere a warning must be mended too."""
    found = list(problems)
    if getattr(record, "status", None) in (Lifecycle.DRAFT, Lifecycle.RETIRED):
        return found
    return [replace(problem, warning=False) for problem in found]
