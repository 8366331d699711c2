"""Strong Stackelberg equilibria: what to commit to when the other side watches before it acts.

Two forms of one question. A bimatrix game is solved by one linear program for each answer of
the follower (Conitzer & Sandholm 2006, "Computing the optimal strategy to commit to", EC'06).
A security game is solved in compact form, by one linear program for each target over the
coverage of targets instead of over all allocations of units (Kiekintveld, Jain, Tsai, Pita,
Ordóñez & Tambe 2009, "Computing optimal randomized resource allocations for massive security
games", AAMAS'09). Ties of the follower go to the leader, which makes the equilibrium *strong*.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

Matrix = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the leader commits to, how the follower answers, and what each may expect.

    ``mixture`` is a probability for each pure strategy of the leader, or the coverage of each
    target in a security game; ``answer`` is the number of the follower's strategy or target.
    """

    mixture: tuple[float, ...]
    answer: int
    leader: float
    follower: float


@dataclass(frozen=True, slots=True)
class Target:
    """What each side gains when a target is attacked while covered, and while uncovered."""

    defender_covered: float
    defender_uncovered: float
    attacker_covered: float
    attacker_uncovered: float

    def defender(self, coverage: float) -> float:
        """Return the defender's utility of an attack, covered with a probability."""
        return coverage * self.defender_covered + (1 - coverage) * self.defender_uncovered

    def attacker(self, coverage: float) -> float:
        """Return the attacker's utility of an attack, covered with a probability."""
        return coverage * self.attacker_covered + (1 - coverage) * self.attacker_uncovered


@dataclass(frozen=True, slots=True)
class SecurityGame:
    """Some targets, and so many units that each cover one of them."""

    targets: tuple[Target, ...]
    units: int


def commitment(leader: Matrix, follower: Matrix) -> Commitment:
    r"""Return the best mixed strategy to commit to in a bimatrix game, by multiple LPs.

    For each answer j of the follower, over mixtures x of the leader's m strategies::

        max  sum_i x_i u_L(i, j)
        s.t. sum_i x_i (u_F(i, j) - u_F(i, k)) >= 0   for all k,   sum_i x_i = 1,   x >= 0

    The best of the feasible programs is the equilibrium; one always is feasible, because to any
    mixture some answer is a best one.

    Args:
        leader: payoffs u_L, one row for each strategy of the leader.
        follower: payoffs u_F of the same shape.
    """
    import numpy as np  # noqa: PLC0415 - loaded where a game is solved, not where one is opened

    gains, answers = np.asarray(leader, float), np.asarray(follower, float)
    rows, columns = gains.shape
    found = []
    for j in range(columns):
        worse = answers - answers[:, [j]]
        mixture = _solve(-gains[:, j], worse.T, np.zeros(columns), (np.ones((1, rows)), [1.0]))
        if mixture is not None:
            values = float(gains[:, j] @ mixture), float(answers[:, j] @ mixture)
            found.append(Commitment(_plain(mixture), j, *values))
    return max(found, key=_of_the_leader)


@cache
def coverage(game: SecurityGame) -> Commitment:
    r"""Return the best coverage to commit to in a security game, in compact form.

    For each target t, over coverages c of the n targets by m units::

        max  c_t U_d^c(t) + (1 - c_t) U_d^u(t)
        s.t. c_i U_a^c(i) + (1 - c_i) U_a^u(i) <= c_t U_a^c(t) + (1 - c_t) U_a^u(t)   for all i
             sum_i c_i <= m,   0 <= c_i <= 1

    Any such coverage can be carried out: see ``schedule.allocations``. The n programs have n
    variables and 2n entries each, however many allocations there are.
    """
    import numpy as np  # noqa: PLC0415 - as above
    from scipy import sparse  # noqa: PLC0415 - as above

    size = len(game.targets)
    uncovered = np.array([target.attacker_uncovered for target in game.targets], float)
    slope = np.array([target.attacker_covered for target in game.targets], float) - uncovered
    diagonal = sparse.diags_array(slope)
    budget = sparse.csr_array(np.ones((1, size)))
    found = []
    for t, target in enumerate(game.targets):
        attacked = sparse.csr_array(
            (np.full(size, slope[t]), (np.arange(size), np.full(size, t))), shape=(size, size)
        )
        limits = sparse.vstack([diagonal - attacked, budget], format="csr")
        bounds = np.append(uncovered[t] - uncovered, game.units)
        aim = np.zeros(size)
        aim[t] = target.defender_uncovered - target.defender_covered
        covered = _solve(aim, limits, bounds, highest=1.0)
        if covered is not None:
            here = float(covered[t])
            values = target.defender(here), target.attacker(here)
            found.append(Commitment(_plain(covered), t, *values))
    return max(found, key=_of_the_leader)


def as_bimatrix(game: SecurityGame) -> tuple[Matrix, Matrix]:
    """Return a security game with every allocation of its units as a strategy of its own.

    Rows are the C(n, m) allocations in the order of ``itertools.combinations``, columns the
    targets: the form that ``commitment`` takes, far larger than the compact one.
    """
    everywhere = range(len(game.targets))
    rows = [frozenset(places) for places in combinations(everywhere, game.units)]
    leader = tuple(
        tuple(each.defender(float(i in row)) for i, each in enumerate(game.targets)) for row in rows
    )
    follower = tuple(
        tuple(each.attacker(float(i in row)) for i, each in enumerate(game.targets)) for row in rows
    )
    return leader, follower


def _of_the_leader(each: Commitment) -> float:
    # Without the last digits, so that rounding errors never choose between equal answers.
    return round(each.leader, 9)


def _solve(
    aim: Any,  # noqa: ANN401 - arrays of NumPy and SciPy
    limits: Any,  # noqa: ANN401
    bounds: Any,  # noqa: ANN401
    sums: tuple[Any, Any] = (None, None),
    *,
    highest: float | None = None,
) -> Any:  # noqa: ANN401
    """Return the x that makes aim·x least, None where no x keeps within the limits.

    Args:
        aim: what each unit of x costs.
        limits: rows that times x may not exceed ``bounds``.
        bounds: see ``limits``.
        sums: rows that times x must give exactly, and what they must give.
        highest: the largest value of each x; the smallest is zero.
    """
    from scipy.optimize import linprog  # noqa: PLC0415 - half a second to load

    solved = linprog(aim, limits, bounds, sums[0], sums[1], bounds=(0.0, highest), method="highs")
    return solved.x if solved.status == 0 else None


def _plain(values: Sequence[float]) -> tuple[float, ...]:
    return tuple(min(1.0, max(0.0, float(value))) for value in values)
