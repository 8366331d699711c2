"""Numbers as a person reads them: whole, as percent, or with two decimals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Amount
from tppo_kit.language import shown

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Table


def written(amount: Amount, language: str) -> str:
    """Return a number as text, or why there is none.

    Indonesian writes 1.234 and 0,25, English 1,234 and 0.25; the minus sign is a real one, and
    nought has none. Half a percent goes up, away from nought.
    """
    if amount.value is None:
        return shown(amount.why, language) or "–"
    if amount.form == "share":
        hundredths = math.copysign(math.floor(abs(100 * amount.value) + 0.5), amount.value)
        text = f"{hundredths:.0f}%"
    else:
        text = f"{amount.value:,.{2 if amount.form == 'decimal' else 0}f}"
    if language == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", "−") if text.strip("-0.,%") else text.lstrip("-")


def number_columns(table: Table) -> set[int]:
    """Return the columns that hold numbers, to be set flush right.

    Where some cells are amounts, a column of texts between them is none of them.
    """
    columns = set(range(table.numbers_from, len(table.columns)))
    amounts = {
        place for row in table.rows for place, cell in enumerate(row) if isinstance(cell, Amount)
    }
    return columns & amounts if amounts else columns
