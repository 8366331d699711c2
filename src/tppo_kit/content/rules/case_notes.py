"""Case notes: every case has them once, with its twin, and a question for each of its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.content.cases import Scenario
from tppo_kit.content.model import Lifecycle
from tppo_kit.content.simulations.interviews import CaseNotes
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.reading import Reading
    from tppo_kit.content.simulations.interviews import PairNotes


def check_case_notes(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a problem for every case without notes, and every pair that fits no twins.

    Where one case names the other and not the reverse, the rule on twins tells it (B405).
    """
    named: set[str] = set()
    for name in catalogue.names("case-notes"):
        reading = catalogue.reading("case-notes", name)
        if not isinstance(reading.record, CaseNotes):
            continue
        for number, pair in enumerate(reading.record.pairs):
            yield from _check_pair(reading, number, pair, catalogue)
            for case in pair.cases:
                if case in named:
                    yield reading.problem(
                        "L220",
                        ("pairs", number, "cases"),
                        say("'{name}' stands in another file of case notes as well", name=case),
                        say("keep it in one of the two"),
                    )
            named.update(pair.cases)
    for folder in catalogue.cases():
        record = folder.scenario.record
        active = record is not None and record.status is Lifecycle.ACTIVE
        if active and folder.folder.name not in named:
            yield folder.scenario.problem(
                "L221",
                ("id",),
                say("no case notes name this case"),
                say("add it and its twin to a pair in data/case-notes"),
            )


def _check_pair(
    reading: Reading[CaseNotes], number: int, pair: PairNotes, catalogue: Catalogue
) -> Iterator[Problem]:
    place = ("pairs", number)
    found = [catalogue.reading("scenario", name).record for name in pair.cases]
    cases = [case for case in found if isinstance(case, Scenario)]
    first, second = pair.cases
    if len(cases) < len(found) and all(catalogue.has("scenario", name) for name in pair.cases):
        return  # a case that cannot be read is told once, by itself
    if len(cases) < len(found) or (cases[0].twin != second and cases[1].twin != first):
        yield reading.problem(
            "L222",
            (*place, "cases"),
            say("'{first}' and '{second}' are not twins", first=first, second=second),
            say("write the two cases that name each other as 'twin'"),
        )
        return
    yield from _check_facts(reading, place, pair, cases)


def _check_facts(
    reading: Reading[CaseNotes],
    place: tuple[str, int],
    pair: PairNotes,
    cases: Sequence[Scenario],
) -> Iterator[Problem]:
    for case in cases:
        for name in case.evidence.keys() - pair.questions.keys() - set(pair.apart):
            yield reading.problem(
                "L223",
                (*place, "questions"),
                say("no question for the fact '{name}' of '{case}'", name=name, case=case.id),
                say("write under 'questions' what one would still ask, without the answer"),
            )
    known = {name for case in cases for name in case.evidence}
    named: list[tuple[str, str | int, str]] = [("questions", name, name) for name in pair.questions]
    named += [("apart", number, name) for number, name in enumerate(pair.apart)]
    for key, at, name in named:
        if name not in known:
            yield reading.problem(
                "L224",
                (*place, key, at),
                say("there is no fact '{name}' in these cases", name=name),
                say("correct the name, or delete it"),
            )
