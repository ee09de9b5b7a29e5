"""Pool proportions by random effects, and measure how far studies differ by more than chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from scipy.stats import norm, t
from statsmodels.stats.meta_analysis import combine_effects

Numbers: TypeAlias = NDArray[np.float64]
#: So many of so many.
Count: TypeAlias = tuple[int, int]


@dataclass(frozen=True)
class Pooled:
    """A random-effects pooled proportion.

    Attributes
    ----------
    percent, ci_low, ci_high : float
        Pooled proportion with its 95 % confidence interval after Hartung and Knapp, in percent.
    normal_low, normal_high : float
        The same interval from the normal distribution, which is too narrow for few studies.
    prediction_low, prediction_high : float
        Where 95 % of comparable new studies would be expected, in percent.
    tau2 : float
        Variance between the studies on the logit scale.
    studies, people : int
        How many studies, and the sum of their denominators.
    """

    percent: float
    ci_low: float
    ci_high: float
    normal_low: float
    normal_high: float
    prediction_low: float
    prediction_high: float
    tau2: float
    studies: int
    people: int


def logits(counts: Iterable[Count]) -> tuple[Numbers, Numbers]:
    """Compute the logit of each proportion and its variance.

    Parameters
    ----------
    counts : iterable of tuple of int
        Of each study x and n: so many of so many.

    Returns
    -------
    tuple of numpy.ndarray
        ``log(x / (n - x))`` and ``1 / x + 1 / (n - x)``. Where x is 0 or n, a half is added to x and to
        n - x first (Haldane's correction), in that study alone.
    """
    pairs = list(counts)
    have = np.array([x for x, _ in pairs], dtype=np.float64)
    lack = np.array([n - x for x, n in pairs], dtype=np.float64)
    half = np.where((have == 0) | (lack == 0), 0.5, 0.0)
    have, lack = have + half, lack + half
    return np.log(have / lack), 1 / have + 1 / lack


def cochran_q(effects: Numbers, variances: Numbers) -> float:
    """Compute Cochran's Q: the weighted squares of the distances from the fixed-effect mean.

    Parameters
    ----------
    effects, variances : numpy.ndarray
        One for each study.

    Returns
    -------
    float
        Not negative. Source: Cochran, Biometrics 1954;10:101-129.
    """
    weights = 1 / variances
    centre = np.sum(weights * effects) / np.sum(weights)
    return float(np.sum(weights * (effects - centre) ** 2))


def i_squared(q: float, studies: int) -> float:
    """Compute the share of the variance between studies that is not chance, in percent.

    Parameters
    ----------
    q : float
        Cochran's Q.
    studies : int
        How many.

    Returns
    -------
    float
        From 0 to 100. Source: Higgins and Thompson, Stat Med 2002;21:1539-1558.
    """
    return 100 * max(0.0, 1 - (studies - 1) / q) if q > 0 else 0.0


def i_squared_limits(q: float, studies: int) -> tuple[float, float] | None:
    """Compute the 95 % limits of the share of the variance between studies that is not chance.

    Parameters
    ----------
    q : float
        Cochran's Q.
    studies : int
        How many.

    Returns
    -------
    tuple of float or None
        In percent, from 0 to 100; None with fewer than three studies. Source: Higgins and Thompson, Stat Med
        2002;21:1539-1558, the test-based interval of ln H with H2 = Q / (k - 1); an H below 1 is taken as 1.
    """
    if studies < 3:
        return None
    log_h = log(q / (studies - 1)) / 2 if q > studies - 1 else 0.0
    if q > studies:
        error = (log(q) - log(studies - 1)) / (2 * (sqrt(2 * q) - sqrt(2 * studies - 3)))
    else:
        error = sqrt((1 - 1 / (3 * (studies - 2) ** 2)) / (2 * (studies - 2)))
    near = float(norm.ppf(0.975)) * error
    low, high = (100 * max(0.0, 1 - exp(-2 * end)) for end in (log_h - near, log_h + near))
    return low, high


def pool(counts: Sequence[Count]) -> Pooled:
    """Pool proportions by random effects on the logit scale, between-study variance after Paule and Mandel.

    Parameters
    ----------
    counts : sequence of tuple of int
        Of at least three studies x and n. Whether pooling is defensible is for
        `bone_atlas.evidence.pooling.agreement` to judge.

    Returns
    -------
    Pooled
        Confidence interval after Hartung and Knapp, from the t distribution with k - 1 degrees of freedom,
        never narrower than its standard error without their factor would make it; prediction interval from
        the t distribution with k - 2. Sources: Paule and Mandel, J Res Natl Bur Stand 1982;87:377-385, and
        Hartung and Knapp, Stat Med 2001;20:3875-3889 (the computation is that of
        `statsmodels.stats.meta_analysis.combine_effects`); Roever, Knapp and Friede, BMC Med Res Methodol
        2015;15:99, for the least width; Higgins, Thompson and Spiegelhalter, J R Stat Soc A 2009;172:137-159,
        for the prediction interval.
    """
    effects, variances = logits(counts)
    combined = _combined(effects, variances)
    tau2, centre = float(combined.tau2), float(combined.mean_effect_re)
    error = float(combined.sd_eff_w_re)
    k = len(counts)
    near = t.ppf(0.975, k - 1) * max(error, float(combined.sd_eff_w_re_hksj))
    normal = norm.ppf(0.975) * error
    far = t.ppf(0.975, k - 2) * np.sqrt(tau2 + error**2)
    middle = float(100 * expit(centre))
    ci_low, ci_high, normal_low, normal_high, prediction_low, prediction_high = (
        float(100 * expit(centre + side * half)) for half in (near, normal, far) for side in (-1, 1)
    )
    return Pooled(
        percent=middle,
        ci_low=ci_low,
        ci_high=ci_high,
        normal_low=normal_low,
        normal_high=normal_high,
        prediction_low=prediction_low,
        prediction_high=prediction_high,
        tau2=tau2,
        studies=k,
        people=sum(n for _, n in counts),
    )


def _combined(effects: Numbers, variances: Numbers) -> Any:
    """Return what statsmodels combines, by the method of Paule and Mandel.

    Its iteration gives up with a variance of zero where rounding carries the last step beyond the root; a
    coarser stop keeps it on this side.
    """
    certain = cochran_q(effects, variances) > len(effects) - 1
    with np.errstate(divide="ignore"):  # its own I2 of studies that agree perfectly
        for tolerance in (1e-8, 1e-6, 1e-4, 1e-2):
            combined = combine_effects(effects, variances, method_re="iterated", atol=tolerance)
            if combined.tau2 > 0 or not certain:
                break
    return combined
