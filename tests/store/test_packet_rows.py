"""What a row of a packet must be like, looked at one by one."""

import pytest
from packets import ONE, content, empty, fill

from tppo_kit.store.packet_rows import LONGEST_TEXT, TABLES, Check, check_judgement, strict_json
from tppo_kit.store.tables import metadata, seats


def test_all_tables_travel(log):
    """A new table does not stay at home unnoticed, and none comes before what it refers to."""
    assert {table.name for table in TABLES} == set(metadata.tables)
    for place, table in enumerate(TABLES):
        assert {key.column.table for key in table.foreign_keys} <= set(TABLES[:place])


def test_every_row_of_a_log_is_sound(log):
    """In the order in which they travel."""
    empty(log)
    fill(log)
    check = Check(rehearsals=True)
    seen = 0
    for table in TABLES:
        for row in content(log)[table.name]:
            check.row(table, row)
            seen += 1

    assert seen == sum(map(len, content(log).values())) > 50


@pytest.mark.parametrize(
    "row", [("AAAA-AAAA", 1), ("AAAA-AAAA", -1.0), ("A" * 17, 1.0), ("", 1.0), ("A", 1.0, 1), ()]
)
def test_an_odd_row_is_noticed(row):
    """Types, ranges, lengths and the number of columns."""
    with pytest.raises(ValueError, match=r".+"):
        Check(rehearsals=True).row(seats, row)


def test_a_row_twice_or_out_of_order_is_noticed():
    """Rows of a table ascend."""
    for second in ("B", "A"):
        check = Check(rehearsals=True)
        check.row(seats, ("B", 1.0))
        with pytest.raises(ValueError, match="order"):
            check.row(seats, (second, 1.0))


def test_json_holds_numbers_that_are_numbers():
    """Neither NaN nor nesting without end."""
    assert strict_json("[1, 2.5]") == [1, 2.5]
    for text in ("NaN", "[Infinity]", "[" * LONGEST_TEXT, "{", ""):
        with pytest.raises(ValueError, match=r"."):
            strict_json(text)


def test_judgements_of_the_kit_are_sound():
    """As they are written, with and without what may be missing."""
    data = ONE.as_data()
    for change in ({}, {"confidence": None, "signal": None}, {"seconds": 0}, {"signs": ()}):
        changed = data | change
        check_judgement(changed | {"signs": list(changed["signs"])})
    with pytest.raises(ValueError, match="judgement"):
        check_judgement(data | {"seconds": True})
