"""Who was seen and who was troubled: hits, false alarms, safe steps, and how sure people were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Prose
from tppo_kit.language import say
from tppo_kit.learning.base_rates import PEOPLE, predictive_value, thousand
from tppo_kit.learning.calibration import calibration
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.gain import bootstrap_mean
from tppo_kit.learning.suppression import Reason
from tppo_kit.reports.cells import of_100, signed
from tppo_kit.reports.change import SEED
from tppo_kit.reports.rates import (
    criterion_chart,
    measures_table,
    rates,
    rates_table,
    safe_table,
    sensitivity_chart,
    told,
)
from tppo_kit.reports.report import Part

if TYPE_CHECKING:
    import pandas as pd

    from tppo_kit.language import Message
    from tppo_kit.reports.report import ReportBlock

#: One in a hundred people needs help: a stated example, nobody knows the true share.
BASE_RATE = 0.01
MOMENTS: dict[str, Message] = {
    "before": say("Test before"),
    "": say("During the session"),
    "after": say("Test after"),
}


def seeing_part(rows: pd.DataFrame) -> Part:
    """Return hits against false alarms, before, during and after, with d', c and their intervals."""
    title = say("Seen, missed and over-called")
    groups = _by_moment(rows)
    shown = [(label, row) for label, row in groups if told(row)]
    if not shown:
        few = say(
            "Fewer than five people have decided on the same thing so far; no figure is shown."
        )
        return Part(title, (Prose(few),))
    moment, row = shown[-1]
    blocks: list[ReportBlock] = [
        Prose(_sentence(row, moment), "lead"),
        Prose(_thousand(row)),
        sensitivity_chart(groups),
        criterion_chart(groups),
        rates_table(say("When"), groups),
        measures_table(say("When"), groups),
        Prose(
            say(
                "d′ says how well calls for action are told from harmless look-alikes; 0 is "
                "guessing. c says which way people lean: below 0 they suspect too much, above 0 "
                "they miss too much. Both, and the example, use the log-linear correction, so they "
                "differ a little from the plain shares. Their intervals take each decision for "
                "itself; people decide several times, so they are somewhat too narrow. Tests that "
                "fewer than five people took without the other test are left out."
            ),
            "small",
        ),
    ]
    return Part(title, tuple(blocks))


def _by_moment(rows: pd.DataFrame) -> list[tuple[Message, pd.Series]]:
    """Return the figures before, during and after, as far as there are any."""
    found = rates(rows.assign(purpose=rows["purpose"].astype(str)), ["purpose"])
    return [(label, found.loc[each]) for each, label in MOMENTS.items() if each in found.index]


def _sentence(row: pd.Series, moment: Message) -> Message:
    return say(
        "{moment}, {people} people: of 100 calls for action {hits} were seen, of 100 harmless "
        "cases {alarms} were taken too far.",
        moment=moment,
        people=int(row["people"]),
        hits=of_100(row["seen"]),
        alarms=of_100(row["over_called"]),
    )


def _thousand(row: pd.Series) -> Message:
    hit_rate, false_rate = float(row["hit_rate"]), float(row["false_alarm_rate"])
    found = thousand(hit_rate, false_rate, BASE_RATE)
    value = predictive_value(hit_rate, false_rate, BASE_RATE) or 0.0
    return say(
        "An example; nobody knows the true numbers. Of {people} people {need} need help. If life "
        "were like these cases, {caught} of them would be seen, {missed} missed, and {wrong} "
        "others troubled. So of 100 people somebody acts on, {value} would need help. That is why "
        "the first step must be kind to everybody.",
        people=PEOPLE,
        need=found.caught + found.missed,
        caught=found.caught,
        missed=found.missed,
        wrong=found.wrongly_suspected,
        value=of_100(value),
    )


def safe_part(rows: pd.DataFrame) -> Part:
    """Return how often the step taken was safe, and how often it troubled somebody harmless."""
    title = say("Safe steps")
    groups = _by_moment(rows)
    shown = [(label, row) for label, row in groups if row["people"] >= FEWEST]
    if not shown:
        few = say("Fewer than five people decided on a case; no figure is shown.")
        return Part(title, (Prose(few),))
    moment, row = shown[-1]
    lead = say(
        "{moment}, {people} people: of 100 steps {safe} were safe (95 percent interval from "
        "{low} to {high}), and {harm} would have troubled somebody harmless.",
        moment=moment,
        people=int(row["people"]),
        safe=of_100(row["safe"]),
        low=of_100(row["safe_low"]),
        high=of_100(row["safe_high"]),
        harm=of_100(row["harmful"]),
    )
    meaning = say("Safe is the step a careful colleague would take, or one accepted as right.")
    table = safe_table(say("When"), groups)
    return Part(title, (Prose(lead, "lead"), table, Prose(meaning, "small")))


def sureness_part(rows: pd.DataFrame) -> Part:
    """Return in one sentence whether people were right as often as they thought."""
    title = say("How sure, and how right")
    found = calibration(rows)
    if isinstance(found, Reason):
        few = say("Fewer than five people said how sure they were; no figure is shown.")
        return Part(title, (Prose(few),))
    said = rows[rows["confidence"].notna()]
    over = (said["confidence"] / 100 - said["correct"]).groupby(said["seat"], observed=True).mean()
    low, high = bootstrap_mean(over, SEED)
    if low > 0:
        meaning = say("They were surer than they were right.")
    elif high < 0:
        meaning = say("They were right more often than they thought.")
    else:
        meaning = say("Whether they were surer than right cannot be told; the interval holds 0.")
    sentence = say(
        "{people} people said they were {sure} of 100 sure on average, and were right in {right} "
        "of 100 answers: {difference} (95 percent interval from {low} to {high}). {meaning}",
        people=found.people,
        sure=of_100(found.score.confidence),
        right=of_100(found.score.right),
        difference=signed(100 * found.score.overconfidence),
        low=signed(100 * low),
        high=signed(100 * high),
        meaning=meaning,
    )
    brier = say(
        "Brier score {score} over {answers} answers; 0 is perfect, 0.25 is always saying fifty.",
        score=found.score.brier,
        answers=found.score.answers,
    )
    return Part(title, (Prose(sentence, "lead"), Prose(brier, "small")))
