"""The reaction survey: how many gave each answer, never so few that one could be recognised."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Amount, Heading, Prose, Table
from tppo_kit.activities.survey import SurveyActivity, answers, labels_of
from tppo_kit.content.surveys import POINTS, ScaleQuestion, Survey
from tppo_kit.errors import KitError, NotFound
from tppo_kit.language import say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.suppression import hidden
from tppo_kit.reports.cells import FEW_PEOPLE, counted
from tppo_kit.reports.report import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tppo_kit.activities.blocks import Text
    from tppo_kit.content.surveys import SurveyQuestion
    from tppo_kit.reports.names import Names
    from tppo_kit.reports.report import ReportBlock
    from tppo_kit.store.answers import Answered

_TITLE = say("What people thought")
#: The id of the question whether somebody would recommend the session, on a scale.
RECOMMENDS = "sarankan"
#: The answers to each question, by its id.
Given = dict[str, Counter[str]]
#: Where single points are given by too few, these are told instead.
_HALVES = ((say("{low} to {high}", low=1, high=3), POINTS[:3]), (say("4 or 5"), POINTS[3:]))


def given(found: Iterable[Answered], survey: Survey) -> tuple[Given, int]:
    """Return how often each answer of a survey was given, and how many attempts were left out.

    Left out is what was answered to another edition of the survey: its questions may differ.
    """
    activity = SurveyActivity(survey)
    counts: Given = {question.id: Counter() for question in survey.questions}
    others = 0
    for each in found:
        if each.activity != activity.key:
            continue
        try:
            state = replay(activity, each.seed, each.events)
        except KitError:
            others += 1
            continue
        if each.fingerprint != activity.fingerprint:
            others += 1
            continue
        for question, value in answers(state):
            counts[question][value] += 1
    return counts, others


def reactions_part(found: Sequence[Answered], names: Names) -> Part:
    """Return what the people of a session answered, survey by survey."""
    blocks: list[ReportBlock] = []
    for key in sorted({each.activity for each in found}):
        try:
            survey = names.catalogue.get(Survey, key.partition(":")[2])
        except NotFound:
            gone = say("The survey {survey} is no longer in the content.", survey=key)
            blocks.append(Prose(gone))
            continue
        counts, others = given(found, survey)
        blocks.append(Heading(survey.title))
        for question in survey.questions:
            blocks += _question(question, counts[question.id])
        if others:
            older = say("Answers to an earlier edition of this survey are not shown.")
            blocks.append(Prose(older, "small"))
    if not blocks:
        blocks = [Prose(say("Nobody answered a survey in this session."))]
    return Part(_TITLE, tuple(blocks))


def _question(question: SurveyQuestion, counts: Mapping[str, int]) -> list[ReportBlock]:
    people = sum(counts.values())
    if people < FEWEST:
        sentence = say("{question} {why}.", question=question.question, why=FEW_PEOPLE)
        return [Prose(sentence)]
    rows: list[tuple[Text, int]] = [
        (label, counts.get(value, 0)) for value, label in labels_of(question).items()
    ]
    if any(_hidden(rows)) and isinstance(question, ScaleQuestion):
        rows = [(label, sum(counts.get(each, 0) for each in points)) for label, points in _HALVES]
    hide = _hidden(rows)
    caption = say("{question} ({people} people)", question=question.question, people=people)
    if all(hides or not count for hides, (_, count) in zip(hide, rows, strict=True)):
        few = say("{what}: too few people gave each answer to show them.", what=caption)
        return [Prose(few)]
    cells: tuple[tuple[Text | Amount, ...], ...] = tuple(
        (label, counted(count, hide=hides))
        for hides, (label, count) in zip(hide, rows, strict=True)
    )
    return [Table(caption, (say("Answer"), say("People")), cells)]


def _hidden(rows: Sequence[tuple[Text, int]]) -> list[bool]:
    return [bool(each) for each in hidden(pd.Series([count for _, count in rows]))]


def recommending(found: Sequence[Answered], names: Names) -> list[bool] | None:
    """Return for each answer whether the session would be recommended: 4 or 5 of five points.

    None where no survey that was answered asks ``RECOMMENDS``.
    """
    told: list[bool] = []
    asked = False
    for key in sorted({each.activity for each in found}):
        try:
            survey = names.catalogue.get(Survey, key.partition(":")[2])
        except NotFound:
            continue
        if any(each.id == RECOMMENDS for each in survey.questions):
            asked = True
            counts, _ = given(found, survey)
            for value, times in sorted(counts[RECOMMENDS].items()):
                told += [value in POINTS[3:]] * times
    return told if asked else None
