"""All judgements as one table: a row each, a column for all that measures tell them apart by.

Only who needs pandas imports this; a learner's kernel does not.
"""

from __future__ import annotations

from itertools import chain, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from tppo_kit.records import Judged

#: Columns of texts that come back again and again, kept once each (pandas' categorical): those of
#: the circumstances, then those of the judgement itself.
_CIRCUMSTANCES = ("seat", "room", "place", "programme", "activity", "attempt", "purpose")
_JUDGED = ("kind", "subject", "fingerprint", "signs", "right", "chosen")
#: The columns in their order.
COLUMNS = (
    "seat",
    "at",
    "room",
    "place",
    "programme",
    "activity",
    "attempt",
    "purpose",
    "kind",
    "subject",
    "fingerprint",
    "signs",
    "right",
    "chosen",
    "correct",
    "signal",
    "called",
    "confidence",
    "seconds",
)
#: So many rows are taken apart at once: few enough to stay in the processor's cache.
_CHUNK = 10_000
_TRUTH = {None: -1, False: 0, True: 1}


def frame(judged: Iterable[Judged]) -> pd.DataFrame:
    """Return one row per judgement, in the order given.

    Columns: ``seat``, ``room``, ``place``, ``programme``, ``activity``, ``attempt``, ``purpose``,
    ``kind``, ``subject``, ``fingerprint``, ``right``, ``chosen`` (categorical text); ``signs``
    (categorical text, the ids with spaces between); ``at`` (seconds since 1970); ``correct``
    (boolean); ``signal``, ``called`` (boolean or missing); ``confidence`` (percent, NaN where it
    was not asked); ``seconds``. Categories are sorted, so they do not depend on the order of rows.
    """
    books = {name: _Book() for name in (*_CIRCUMSTANCES, *_JUDGED)}
    chunks = list(_chunks(judged, books))
    columns = {name: np.concatenate([chunk[name] for chunk in chunks]) for name in chunks[0]}
    chunks.clear()
    made: dict[str, Any] = {
        name: _categorical(columns.pop(name), list(book)) for name, book in books.items()
    }
    made |= {name: _nullable(columns.pop(name)) for name in ("signal", "called")}
    made |= columns
    return pd.DataFrame({name: made[name] for name in COLUMNS}, copy=False)


def by_family(judgements: pd.DataFrame) -> pd.DataFrame:
    """Return one row per judgement and family of its signs, with a further column ``family``.

    A family is the middle letters of a sign's id: ``REK`` in ``T-REK-01``. Two signs of one
    family make one row, a judgement without signs makes none; the index is that of the judgement.
    """
    signs = judgements["signs"].array
    families = [sorted({sign.split("-")[1] for sign in text.split()}) for text in signs.categories]
    names = sorted(set(chain.from_iterable(families)))
    place = {name: number for number, name in enumerate(names)}
    # All families of all combinations of signs in one line; each combination knows its stretch.
    line = np.array([place[name] for family in families for name in family], dtype=np.int32)
    lengths = np.array([len(family) for family in families], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths

    repeats = lengths[signs.codes]
    rows = np.repeat(np.arange(len(judgements)), repeats)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    codes = line[starts[signs.codes[rows]] + within]
    found = judgements.take(rows)
    found["family"] = pd.Categorical.from_codes(codes, categories=pd.Index(names, dtype="str"))
    return found


def shares_right(judgements: pd.DataFrame) -> pd.Series:
    """Return the share of right answers of each person, 0 to 1, indexed by ``seat``."""
    shares = judgements.groupby("seat", observed=True)["correct"].mean()
    return shares.set_axis(shares.index.astype(str))


class _Book(dict[object, int]):
    """A number for each value, given when it is first looked up."""

    def __missing__(self, value: object) -> int:
        self[value] = number = len(self)
        return number


def _chunks(
    judged: Iterable[Judged], books: Mapping[str, _Book]
) -> Iterator[dict[str, NDArray[Any]]]:
    """Yield the columns of some rows at a time, texts as numbers of their book; one at least."""
    rows = iter(judged)
    first = True
    while (taken := list(islice(rows, _CHUNK))) or first:
        first = False
        made: dict[str, NDArray[Any]] = {}
        judgements = [row.judgement for row in taken]
        for names, source in ((_CIRCUMSTANCES, taken), (_JUDGED, judgements)):
            for name in names:
                made[name] = _column(source, name, np.int32, books[name])
        for name in ("signal", "called"):
            made[name] = _column(judgements, name, np.int8, _TRUTH)
        made["at"] = _column(taken, "at", np.float64)
        made["correct"] = _column(judgements, "correct", np.bool_)
        made["seconds"] = _column(judgements, "seconds", np.float64)
        # NumPy makes NaN of None here.
        made["confidence"] = np.array([each.confidence for each in judgements], dtype=np.float64)
        yield made


def _column(
    source: Sequence[object],
    name: str,
    dtype: type[np.generic],
    book: Mapping[Any, int] | None = None,
) -> NDArray[Any]:
    """Return an attribute of all rows, as the numbers of a book if there is one."""
    values = map(attrgetter(name), source)
    found = values if book is None else map(book.__getitem__, values)
    return np.fromiter(found, dtype, len(source))


def _categorical(codes: NDArray[np.int32], values: list[Any]) -> pd.Categorical:
    """Return the column of texts, its categories sorted."""
    texts = [value if isinstance(value, str) else " ".join(value) for value in values]
    order = sorted(set(texts))
    place = {text: number for number, text in enumerate(order)}
    sorted_codes = np.array([place[text] for text in texts], dtype=np.int32)[codes]
    return pd.Categorical.from_codes(sorted_codes, categories=pd.Index(order, dtype="str"))


def _nullable(truth: NDArray[np.int8]) -> pd.arrays.BooleanArray:
    return pd.arrays.BooleanArray(truth == 1, truth == _TRUTH[None])
