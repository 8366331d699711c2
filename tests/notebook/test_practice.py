"""The table for module 11: columns a learner can read, values that fit, pandas only when asked."""

import subprocess
import sys

import pytest

from tppo_kit.learning.practice_data import practice_cases as draw_cases
from tppo_kit.notebook import practice_cases

COLUMNS = [
    *("bulan", "desa", "dilaporkan", "saluran", "langkah", "langkah_tepat", "ditandai"),
    *("perlu_langkah", "hari", "setuju", "rekaan"),
]


def test_the_table_holds_one_row_for_each_case():
    """Rows, months and steps are those of the seed, under Indonesian headings."""
    table, cases = practice_cases(11), draw_cases(11)

    assert list(table.columns) == COLUMNS
    assert table["bulan"].tolist() == [case.month for case in cases]
    assert table["perlu_langkah"].tolist() == [case.right.calls_for_action for case in cases]
    assert table["dilaporkan"].sum() == sum(case.given is not None for case in cases)
    assert table["setuju"].isin([True]).sum() == sum(case.agreed is True for case in cases)
    assert table["hari"].notna().sum() == sum(case.days is not None for case in cases)


def test_every_row_says_that_it_is_invented():
    """Nobody can cut out a row that looks like a real one."""
    table = practice_cases(3)

    assert table["rekaan"].all()
    assert set(table["desa"]) == {"Desa A", "Desa B", "Desa C"}


def test_an_unreported_situation_has_no_step_and_no_channel():
    """What nobody reported was neither marked nor followed up."""
    unseen = practice_cases(11).query("not dilaporkan")

    assert unseen[["saluran", "langkah", "hari", "setuju"]].isna().all(axis=None)
    assert not unseen["ditandai"].any()


def test_an_assumption_changes_the_table():
    """Who raises the base rate finds more situations that call for action."""
    few, many = practice_cases(11, base_rate=0.1), practice_cases(11, base_rate=0.5)

    assert few["perlu_langkah"].sum() < many["perlu_langkah"].sum()


@pytest.mark.parametrize("wrong", [{"base_rate": 10}, {"hit_rte": 0.8}], ids=str)
def test_a_wrong_assumption_is_named(wrong):
    """A value that cannot be, or a name that is none, is named in the error."""
    with pytest.raises((ValueError, TypeError), match=next(iter(wrong))):
        practice_cases(11, **wrong)


def test_offering_the_verb_loads_no_pandas():
    """Only the notebook that asks for the table pays for it."""
    code = "import sys, tppo_kit.notebook as n; print('pandas' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"
