"""Which families of signs are told apart, in villages and offices and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Amount, Prose, Table
from tppo_kit.content.programmes import Audience
from tppo_kit.language import say
from tppo_kit.learning.frame import by_family
from tppo_kit.learning.groups import detections
from tppo_kit.reports.cells import counted, decimal
from tppo_kit.reports.figures import heat_map
from tppo_kit.reports.rates import TOLD_APART, decided, told, why_not
from tppo_kit.reports.report import Part
from tppo_kit.reports.scope import without_small

if TYPE_CHECKING:
    import pandas as pd

    from tppo_kit.activities.blocks import Text
    from tppo_kit.reports.scope import Scope

_KINDS = ("village", "office")


@dataclass(frozen=True, slots=True)
class _Cell:
    """The figures of a family of signs in a group."""

    family: Text
    group: Text
    row: pd.Series

    @property
    def value(self) -> float | None:
        """Return d', None where it may not be shown."""
        return float(self.row["sensitivity"]) if told(self.row) else None


def families_part(scope: Scope) -> Part:
    """Return d' of each family of signs as a heat map, and the same with people and intervals."""
    title = say("Families of signs")
    met = by_family(decided(scope.trained))
    made = without_small(met, ["home", "course", "family"])
    if made.empty:
        none = scope.silence(met, say("No sign was met in this quarter."))
        return Part(title, (Prose(none),))
    kinds = {place: scope.names.kind_id(place) for place in made["home"].unique()}
    made = made.assign(
        family=made["family"].astype(str),
        kind=made["home"].map(kinds).astype(str),
        role=made["role"].astype(str),
    )
    cells = _cells(made, scope)
    groups = {key: cells[key].group for key in sorted(cells, key=lambda key: _order(key[1]))}
    columns = list(dict.fromkeys(column for _, column in groups))
    names = {column: group for (_, column), group in groups.items()}
    families = sorted({family for family, _ in cells})
    values = [
        [cells[family, column].value if (family, column) in cells else None for column in columns]
        for family in families
    ]
    note = say(
        "Each person counts once in a cell; the table says how many they are and how sure it is."
    )
    picture = heat_map(
        say("How well they are told apart (d′), by family of signs"),
        [names[column] for column in columns],
        [scope.names.family(family) for family in families],
        values,
        note=note,
    )
    return Part(title, (picture, _table([cells[key] for key in sorted(cells, key=_by_family)])))


def _by_family(key: tuple[str, str]) -> tuple[str, int]:
    return key[0], _order(key[1])


def _order(column: str) -> int:
    """Return where a column stands: villages and offices first, then whom it was for."""
    return [*_KINDS, *Audience, ""].index(column)


def _cells(made: pd.DataFrame, scope: Scope) -> dict[tuple[str, str], _Cell]:
    """Return figures by family and column; a place on its own has no other kind."""
    found: dict[tuple[str, str], _Cell] = {}
    by_kind = scope.place is None
    for column in ("kind", "role") if by_kind else ("role",):
        own = made[made[column] != ""]
        for (family, name), row in detections(own, ["family", column]).iterrows():
            group = scope.names.kind_name(name) if column == "kind" else scope.names.role_name(name)
            found[family, name] = _Cell(scope.names.family(family), group, row)
    return found


def _table(cells: list[_Cell]) -> Table:
    rows: list[tuple[Text | Amount, ...]] = []
    for each in cells:
        none = Amount(None, why="–")
        amounts = [decimal(why_not(each.row)), none, none]
        if each.value is not None:
            names = ("sensitivity", "sensitivity_low", "sensitivity_high")
            amounts = [decimal(float(each.row[name])) for name in names]
        rows.append((each.family, each.group, counted(int(each.row["people"])), *amounts))
    columns = (say("Signs"), say("Group"), say("People"), TOLD_APART, say("from"), say("to"))
    caption = say("d′ by family of signs and group, with 95 percent intervals")
    return Table(caption, columns, tuple(rows), numbers_from=2)
