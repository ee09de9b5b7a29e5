"""Confidence intervals and tests that compare two proportions."""

from __future__ import annotations

from math import sqrt

from scipy.stats import binomtest

from bone_atlas.layers.build import wilson


def newcombe(x1: int, n1: int, x2: int, n2: int) -> tuple[float, float]:
    """Compute the 95 % interval of the difference of two proportions of different people.

    Parameters
    ----------
    x1, n1, x2, n2 : int
        Count and denominator of the first and of the second group.

    Returns
    -------
    tuple of float
        Lower and upper limit of first minus second, in percentage points. Source of the formula: Newcombe,
        Stat Med 1998;17:873-890, method 10 (hybrid score, from the two Wilson intervals).
    """
    return _hybrid(x1, n1, x2, n2, 0.0)


def paired(x1: int, x2: int, n: int, both: int) -> tuple[float, float]:
    """Compute the 95 % interval of the difference of two proportions of the same people.

    Parameters
    ----------
    x1, x2 : int
        How many have the first and how many the second.
    n : int
        How many people there are.
    both : int
        How many have both.

    Returns
    -------
    tuple of float
        Lower and upper limit of first minus second, in percentage points. Source of the formula: Newcombe,
        Stat Med 1998;17:2635-2650, method 10.

    Raises
    ------
    ValueError
        If so many cannot have both.
    """
    only1, only2 = x1 - both, x2 - both
    neither = n - both - only1 - only2
    if min(both, only1, only2, neither) < 0:
        raise ValueError(f"{both} of {n} cannot have both where {x1} have the one and {x2} the other")
    cross: float = both * neither - only1 * only2
    if cross > 0:
        cross = max(cross - n / 2, 0)
    margins = x1 * (n - x1) * x2 * (n - x2)
    return _hybrid(x1, n, x2, n, cross / sqrt(margins) if margins else 0.0)


def _hybrid(x1: int, n1: int, x2: int, n2: int, correlation: float) -> tuple[float, float]:
    """Join the distances from each proportion to its own Wilson limits, as a triangle's two sides."""
    p1, p2 = 100 * x1 / n1, 100 * x2 / n2
    (low1, high1), (low2, high2) = wilson(x1, n1), wilson(x2, n2)
    down = _third_side(p1 - low1, high2 - p2, correlation)
    up = _third_side(high1 - p1, p2 - low2, correlation)
    return p1 - p2 - down, p1 - p2 + up


def _third_side(one: float, other: float, correlation: float) -> float:
    return sqrt(max(0.0, one**2 - 2 * correlation * one * other + other**2))


def least_overlap(x1: int, x2: int, n: int) -> int:
    """Return the fewest of n people who can have both, where x1 have the one and x2 the other."""
    return max(0, x1 + x2 - n)


def widest(x1: int, x2: int, n: int) -> tuple[float, float]:
    """Compute the 95 % interval of the difference of two proportions of the same people, whoever has both.

    Two shares of the same patients hang together: whoever has the one may have the other too. So it says
    nothing sure whether their two intervals overlap. What can be said without the number of those who have
    both is the interval at the least overlap possible: those of all other overlaps lie within it.

    Parameters
    ----------
    x1, x2 : int
        How many have the first and how many the second.
    n : int
        How many people there are; of lesions, which lie in one site each, how many lesions.

    Returns
    -------
    tuple of float
        Lower and upper limit of first minus second, in percentage points (`paired`, `least_overlap`).
    """
    return paired(x1, x2, n, least_overlap(x1, x2, n))


def sign_test(only_first: int, only_second: int) -> float:
    """Compute the two-sided exact p value of "the one as often as the other".

    Parameters
    ----------
    only_first, only_second : int
        How many have only the first and only the second.

    Returns
    -------
    float
        Between 0 and 1; 1 where nobody has only one of them. Source: McNemar's test in its exact form, a
        binomial test with probability one half.
    """
    together = only_first + only_second
    return float(binomtest(only_first, together).pvalue) if together else 1.0
