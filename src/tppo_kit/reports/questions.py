"""Which test questions were hard, which tell those who know from the others, and what misled."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

import pandas as pd

from tppo_kit.activities.activity import RUNG_NAMES
from tppo_kit.activities.asking import labels_of
from tppo_kit.activities.blocks import Amount, Heading, Prose, Table
from tppo_kit.content.items import Quiz
from tppo_kit.errors import NotFound
from tppo_kit.language import Message, say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.item_analysis import Reliability, analysis, answers, choices
from tppo_kit.learning.suppression import Reason
from tppo_kit.records import Rung
from tppo_kit.reports.cells import REASONS, decimal, share
from tppo_kit.reports.change import first_tests
from tppo_kit.reports.report import Part

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.learning.item_analysis import Analysis
    from tppo_kit.reports.names import Names
    from tppo_kit.reports.report import ReportBlock

#: With fewer people the upper and lower 27 percent are single persons.
FEWEST_TOLD_APART = 20
#: Letters of a question in the table.
_LONGEST = 90
_TITLE = say("The test questions")
_FEW_TOLD_APART = say("fewer than {number} people", number=FEWEST_TOLD_APART)


def questions_part(rows: pd.DataFrame, names: Names) -> Part:
    """Return the item analysis of each form, over the test before and the test after together."""
    tests = first_tests(rows)
    blocks: list[ReportBlock] = []
    for form in sorted(tests["activity"].astype(str).unique()):
        blocks += _form(tests[tests["activity"] == form], form, names)
    if not blocks:
        return Part(_TITLE, (Prose(say("No test was taken before or after.")),))
    meaning = say(
        "Each person had each form once, some before and some after; both are counted together. "
        "Discrimination is the share right among the best 27 percent less that among the "
        "weakest 27 percent: from 0.40 very good, below 0.20 poor. With fewer than about 100 people "
        "it is only a hint. Fit is the correlation with the other questions."
    )
    return Part(_TITLE, (*blocks, Prose(meaning, "small")))


def _form(rows: pd.DataFrame, form: str, names: Names) -> list[ReportBlock]:
    found = analysis(answers(rows))
    heading = Heading(_form_title(form, names))
    if isinstance(found, Reason):
        return [heading, Prose(say("{why}, so no question is told.", why=REASONS[found]))]
    return [heading, Prose(_reliability(found, names.language)), _table(found, rows, names)]


def _form_title(form: str, names: Names) -> Text:
    try:
        return names.catalogue.get(Quiz, form.partition(":")[2]).title
    except NotFound:
        return form


def _reliability(found: Analysis, language: str) -> Message:
    people = say(
        "{people} people; right on average {mean} of {all}.",
        people=found.people,
        mean=_one_decimal(found.mean, language),
        all=len(found.items),
    )
    if found.people < FEWEST_TOLD_APART:
        return say(
            "{people} With fewer than {number} people nothing is said about how sure the test is.",
            people=people,
            number=FEWEST_TOLD_APART,
        )
    if not isinstance(found.reliability, Reliability):
        why = REASONS[found.reliability]
        return say("{people} Reliability cannot be told: {why}.", people=people, why=why)
    return say(
        "{people} Reliability (KR-20) {kr20}; standard error of measurement {error} questions.",
        people=people,
        kr20=found.reliability.kr20,
        error=_one_decimal(found.reliability.error, language),
    )


def _one_decimal(questions: float, language: str) -> str:
    """Return a number of questions; a hundredth of a question tells nobody anything."""
    text = f"{questions:.1f}"
    return text.replace(".", ",") if language == "id" else text


def _table(found: Analysis, rows: pd.DataFrame, names: Names) -> Table:
    misled = _misled(rows, names)
    told_apart = found.people >= FEWEST_TOLD_APART
    cells: list[tuple[Text | Amount, ...]] = []
    for key, row in sorted(
        found.items.iterrows(), key=lambda each: (each[1]["difficulty"], each[0])
    ):
        item = key[0].partition(":")[2]
        text = shorten(names.item(item), _LONGEST, placeholder=" …")
        few = Amount(None, why=_FEW_TOLD_APART)
        discrimination = _told(row["discrimination"]) if told_apart else few
        fit = _told(row["corrected"]) if told_apart else few
        cells.append(
            (text, share(float(row["difficulty"])), discrimination, fit, misled.get(key, ""))
        )
    columns = (say("Question"), say("Right"), say("Discrimination"), say("Fit"))
    return Table(
        say("Questions, the hardest first"),
        (*columns, say("Wrong answer taken most")),
        tuple(cells),
    )


def _told(value: float) -> Amount:
    return decimal(Reason.NO_SPREAD if pd.isna(value) else float(value))


def _misled(rows: pd.DataFrame, names: Names) -> dict[tuple[str, str], Text]:
    """Return the wrong answer that most people took at each question, from five people on."""
    taken = choices(rows)
    wrong = taken[~taken["right"] & (taken["people"] >= FEWEST)].reset_index()
    wrong = wrong.sort_values(["people", "chosen"], ascending=[False, True], kind="stable")
    first = wrong.drop_duplicates(["item", "fingerprint"])
    return {
        (row.item, row.fingerprint): say(
            "{answer} ({times} of {all})",
            answer=_answer(row.item, row.chosen, names),
            times=int(row.people),
            all=int(row.answered),
        )
        for row in first.itertuples()
    }


def _answer(item: str, chosen: str, names: Names) -> Text:
    kind, _, name = item.partition(":")
    if kind == "vignette":
        return RUNG_NAMES[Rung(chosen)]
    try:
        labels = labels_of(names.catalogue.item(name))
    except NotFound:
        return chosen
    parts = [labels.get(each, each) for each in chosen.split("+")]
    return "; ".join(
        each.render(names.language) if isinstance(each, Message) else each for each in parts
    )
