"""What changed from the test before to the test after, of the people who took both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Amount, Prose, Table
from tppo_kit.language import say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.equating import Equating, mean_equating
from tppo_kit.learning.frame import shares_right
from tppo_kit.learning.gain import bootstrap_mean, paired
from tppo_kit.learning.suppression import Reason
from tppo_kit.reports.cells import of_100, signed
from tppo_kit.reports.figures import interval_chart
from tppo_kit.reports.report import Part
from tppo_kit.reports.scales import Interval
from tppo_kit.reports.scope import without_small

if TYPE_CHECKING:
    import pandas as pd

    from tppo_kit.activities.drawing import Drawing
    from tppo_kit.language import Message
    from tppo_kit.learning.gain import Paired
    from tppo_kit.reports.report import ReportBlock
    from tppo_kit.reports.scope import Scope

#: Of all resamples, so that the same data give the same interval.
SEED = 1
_TITLE = say("Before and after")
_CHANCE = say("The interval holds 0, so chance alone may have brought the difference.")
_FEW = say("Fewer than five people have finished both tests, so they are not compared.")
_NOT_COMPARED = say(
    "No group without a session was tested beside them. So nobody can tell how much of the "
    "difference the session brought, and a test on paper cases is not what people do later."
)
_FORMS = 2
_BOTH = 2


def first_tests(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the tests before and after, of each person the earliest of either."""
    tests = rows[rows["purpose"].isin(["before", "after"])]
    ordered = tests.sort_values(["at", "attempt"], kind="stable")
    first = ordered.drop_duplicates(["seat", "purpose"])[["seat", "purpose", "attempt"]]
    return ordered.merge(first, on=["seat", "purpose", "attempt"])


def paired_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the tests of those who took both, without places in which they are fewer than five."""
    tests = first_tests(rows)
    took = tests.groupby("seat", observed=True)["purpose"].nunique()
    return without_small(tests[tests["seat"].isin(took[took == _BOTH].index)], ["home"])


def without_few_alone(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the rows without the tests of those who took one of the two, where they are few.

    Beside the mean of all who took a test stands the mean of those who took both. The one taken
    from the other would tell of one to four people.
    """
    tests = rows[rows["purpose"].isin(["before", "after"])]
    took = tests[[by, "seat", "purpose"]].drop_duplicates().astype(str)
    both = took[took.duplicated([by, "seat"])].groupby(by).size()
    alone = took[~took.duplicated([by, "seat"], keep=False)]
    few = alone.groupby([by, "purpose"])["seat"].transform("size") < FEWEST
    gone = alone[few & (alone[by].map(both) >= FEWEST)].assign(gone=True)
    marked = rows[[by, "seat", "purpose"]].astype(str).merge(gone, how="left")
    return rows[marked["gone"].isna().to_numpy()]


def equating(tests: pd.DataFrame) -> tuple[str, Equating | Reason] | None:
    """Return the second form and how it compares with the first; None without two forms.

    Only the test before tells, for nobody has met either form then.
    """
    before = tests[tests["purpose"] == "before"]
    forms = sorted(before["activity"].astype(str).unique())
    if len(forms) != _FORMS:
        return None
    a, b = (shares_right(before[before["activity"] == form]) for form in forms)
    return forms[1], mean_equating(a, b)


def measured(rows: pd.DataFrame) -> Paired | Reason:
    """Return what changed, both forms on one scale where there are people enough to equate."""
    before, after = _on_one_scale(first_tests(rows))
    return paired(before, after, SEED)


def _on_one_scale(tests: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    found = equating(tests)
    shares = []
    for purpose in ("before", "after"):
        own = tests[tests["purpose"] == purpose]
        share = shares_right(own)
        if found is not None and isinstance(found[1], Equating):
            second = own[own["activity"] == found[0]]["seat"].unique()
            share = share.where(~share.index.isin(second), share + found[1].shift)
        shares.append(share)
    return shares[0], shares[1]


def quarter_change(scope: Scope) -> Part:
    """Return what changed in a quarter, of those who took both tests in it."""
    few = scope.few[scope.few["inside"]]
    there = {*scope.rows["purpose"], *few["purpose"]}
    return change_part(paired_rows(scope.rows), left_out={"before", "after"} <= there)


def change_part(rows: pd.DataFrame, *, left_out: bool = False) -> Part:
    """Return mean shares right before and after, their difference and the normalised gain.

    ``left_out`` tells whether there were such tests, but of too few people to be in the rows.
    """
    tests = first_tests(rows)
    if tests.empty and left_out:
        return Part(_TITLE, (Prose(_FEW),))
    if tests.empty:
        return Part(_TITLE, (Prose(say("There are no tests before and after to compare.")),))
    if len(set(tests["purpose"])) == 1:
        one = say("Only one of the two tests has been taken, so there is nothing to compare.")
        return Part(_TITLE, (Prose(one),))
    found = measured(rows)
    if isinstance(found, Reason):
        return Part(_TITLE, (Prose(_FEW),))
    blocks: list[ReportBlock] = [
        Prose(_difference(found), "lead"),
        *([Prose(_CHANCE)] if found.low <= 0 <= found.high else []),
        Prose(_gain(found)),
        _picture(tests, found),
        _table(found),
        Prose(_how_forms(tests), "small"),
        Prose(_NOT_COMPARED, "small"),
    ]
    return Part(_TITLE, tuple(blocks))


def _difference(found: Paired) -> Message:
    return say(
        "{people} people took both tests. Right on average: {before} of 100 before, {after} of "
        "100 after. Difference {difference}; 95 percent interval from {low} to {high}.",
        people=found.people,
        before=of_100(found.before),
        after=of_100(found.after),
        difference=signed(100 * found.difference),
        low=signed(100 * found.low),
        high=signed(100 * found.high),
    )


def _gain(found: Paired) -> Message:
    if found.gain is None:
        return say("All was right before, so nothing was left to gain.")
    if found.gain < 0:
        return say(
            "Fewer answers were right afterwards than before (normalised gain {g}).", g=found.gain
        )
    return say(
        "Of what was missing before, {gain} of 100 was gained (normalised gain {g}; in courses of "
        "physics, where it comes from, below 0.3 is low and above 0.7 high).",
        gain=of_100(found.gain),
        g=found.gain,
    )


def _picture(tests: pd.DataFrame, found: Paired) -> Drawing:
    before, after = _on_one_scale(tests)
    both = before.index.intersection(after.index)
    rows = [
        Interval(label, value, *bootstrap_mean(share.loc[both], SEED), people=found.people)
        for label, value, share in (
            (say("Before"), found.before, before),
            (say("After"), found.after, after),
        )
    ]
    return interval_chart(
        say("Right answers before and after"), rows, smallest=0.0, largest=1.0, form="share"
    )


def _table(found: Paired) -> Table:
    rows = (
        (say("Before"), Amount(found.before, "share")),
        (say("After"), Amount(found.after, "share")),
        (say("Difference"), Amount(found.difference, "share")),
        (say("Difference, from"), Amount(found.low, "share")),
        (say("Difference, to"), Amount(found.high, "share")),
        (say("Normalised gain"), _or_none(found.gain, say("all was right before"))),
        (
            say("Normalised change, mean of people"),
            _or_none(found.change, say("fewer than {fewest} people", fewest=FEWEST)),
        ),
    )
    caption = say("Both tests, {people} people", people=found.people)
    return Table(caption, (say("What"), say("Value")), rows)


def _or_none(value: float | None, why: Message) -> Amount:
    return Amount(None, why=why) if value is None else Amount(value, "decimal")


def _how_forms(tests: pd.DataFrame) -> Message:
    found = equating(tests)
    if found is None:
        forms = len(set(tests["activity"]))
        one = say("Everybody had the same form.")
        return one if forms == 1 else say("Several forms were used; all are taken as equally hard.")
    if isinstance(found[1], Equating):
        return say(
            "Form B is put on the scale of form A: on it {shift} of 100 more were right "
            "(standard error {error}).",
            shift=signed(-100 * found[1].shift),
            error=of_100(found[1].error),
        )
    return say(
        "Some began with form A, some with form B, and then changed. There are too few people "
        "on each form to say which is harder, so both are taken as equally hard."
    )
