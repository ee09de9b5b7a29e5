"""What all studies say of one site: the range, the heterogeneity, and a pooled value where defensible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from scipy.stats import norm, t
from statsmodels.stats.meta_analysis import combine_effects

from bone_atlas.layers import Layer, Proportion, SiteValue
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED
from bone_atlas.layers.model import NOT_STATED

DEFAULT_CANCER = "breast"
DEFAULT_UNIT = "patients_with_bone_metastases"
#: A pooled value needs at least so many studies of different centres ...
LEAST_STUDIES = 5
#: ... that differ by no more than this share of their variance, in percent.
MOST_I2 = 60.0
#: What `studies.csv` says of studies whose centre cannot be told from another's.
NAMELESS = (NOT_STATED, "several")

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class StudyValue:
    """What one study says of the site: its layer and the value."""

    layer: Layer
    value: Proportion

    @property
    def centre_known(self) -> bool:
        """Whether the centre is named, so that two studies of it would be seen."""
        return self.layer.centre not in NAMELESS


@dataclass(frozen=True)
class LeftOut:
    """A value of the same site and unit that is not counted beside the others, and why."""

    layer: Layer
    value: Proportion
    why: str


@dataclass(frozen=True)
class Pooled:
    """A random-effects pooled proportion.

    Attributes
    ----------
    percent, ci_low, ci_high : float
        Pooled proportion with its 95 % confidence interval, in percent.
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
    prediction_low: float
    prediction_high: float
    tau2: float
    studies: int
    people: int


@dataclass(frozen=True)
class Agreement:
    """What the studies say of one site in one unit.

    Attributes
    ----------
    site_id, cancer, unit, unit_label : str
        What is compared.
    studies : tuple of StudyValue
        One for each centre, with counts, highest first.
    uncounted : tuple of StudyValue
        Published percentages without counts: shown, but neither in the range nor pooled.
    left_out : tuple of LeftOut
        What would count the same people or the same centre twice.
    low, high : float or None
        Range of the counted studies, in percent; None with fewer than two.
    q : float or None
        Cochran's Q on the logit scale; None with fewer than two.
    i2 : float or None
        Share of the variance that is not chance, in percent; None with fewer than two.
    pooled : Pooled or None
        None where it is not defensible.
    reason : str
        Why it is not pooled; empty where it is.
    notes : tuple of str
        What a reader should know of the comparison.
    """

    site_id: str
    cancer: str
    unit: str
    unit_label: str
    studies: tuple[StudyValue, ...]
    uncounted: tuple[StudyValue, ...]
    left_out: tuple[LeftOut, ...]
    low: float | None
    high: float | None
    q: float | None
    i2: float | None
    pooled: Pooled | None
    reason: str
    notes: tuple[str, ...]


def agreement(
    site: str, layers: Iterable[Layer], cancer: str = DEFAULT_CANCER, unit: str = DEFAULT_UNIT
) -> Agreement:
    """Put together what the studies of one cancer, counted in one unit, report for a very site.

    Parameters
    ----------
    site : str
        A site or group; values of coarser or finer places are not taken.
    layers : iterable of Layer
        In the order of the picker.
    cancer : str
        One of `bone_atlas.tables.vocabulary.CANCERS`.
    unit : str
        A key of `bone_atlas.tables.UNITS`: different denominators are never mixed.

    Returns
    -------
    Agreement
        Pooled only with at least `LEAST_STUDIES` studies of different centres and an I2 of at most
        `MOST_I2` percent.
    """
    candidates = [layer for layer in layers if _fits(layer, cancer, unit)]
    found = [StudyValue(layer, value) for layer in candidates if _given_for(value := layer.value(site), site)]
    kept, left_out = _one_each(found)
    ordered = sorted(kept, key=lambda study: -study.value.percent)
    studies = tuple(study for study in ordered if study.value.numerator is not None)
    percents = [study.value.percent for study in studies]
    several = len(studies) > 1
    q = cochran_q(*logits(studies)) if several else None
    i2 = None if q is None else i_squared(q, len(studies))
    reason = _why_not(len(studies), i2)
    uncounted = tuple(study for study in ordered if study.value.numerator is None)
    return Agreement(
        site_id=site,
        cancer=cancer,
        unit=unit,
        unit_label=candidates[0].unit_label if candidates else unit,
        studies=studies,
        uncounted=uncounted,
        left_out=tuple(left_out),
        low=min(percents) if several else None,
        high=max(percents) if several else None,
        q=q,
        i2=i2,
        pooled=None if reason else pool(studies),
        reason=reason,
        notes=_notes(studies, uncounted),
    )


def _fits(layer: Layer, cancer: str, unit: str) -> bool:
    return (layer.kind, layer.cancer, layer.unit) == ("proportion", cancer, unit)


def _given_for(value: SiteValue, site: str) -> TypeGuard[Proportion]:
    """Tell whether a value was given for the very site, not for what holds it."""
    return isinstance(value, Proportion) and value.reported_as == site


def one_per_study(layers: Iterable[Layer]) -> list[Layer]:
    """Choose for each study, cancer and unit the layer of the whole group, else the first in the order given.

    Parameters
    ----------
    layers : iterable of Layer
        In the order of the picker.

    Returns
    -------
    list of Layer
        In the same order.
    """
    chosen: dict[tuple[str, str, str], Layer] = {}
    for layer in layers:
        before = chosen.setdefault((layer.study_id, layer.cancer, layer.unit), layer)
        if layer.subgroup == "all" and before.subgroup != "all":
            chosen[layer.study_id, layer.cancer, layer.unit] = layer
    return list(chosen.values())


def _one_each(found: list[StudyValue]) -> tuple[list[StudyValue], list[LeftOut]]:
    """Keep one value for each study, then one for each named centre: that of the larger group."""
    whole = {layer.id for layer in one_per_study(study.layer for study in found)}
    names = {study.layer.study_id: study.layer.short_title for study in found if study.layer.id in whole}
    left_out = [
        LeftOut(study.layer, study.value, f"the same study as {names[study.layer.study_id]}")
        for study in found
        if study.layer.id not in whole
    ]
    kept: dict[str, StudyValue] = {}
    for study in sorted((s for s in found if s.layer.id in whole), key=lambda s: -(s.value.denominator or 0)):
        centre = study.layer.centre if study.centre_known else f"of {study.layer.id}"
        larger = kept.setdefault(centre, study)
        if larger is not study:
            why = f"the same centre as {larger.layer.short_title}, which is larger"
            left_out.append(LeftOut(study.layer, study.value, why))
    return list(kept.values()), left_out


def _why_not(studies: int, i2: float | None) -> str:
    """Say why a value is not pooled, empty where it may be."""
    if studies < LEAST_STUDIES:
        number = {0: "no study", 1: "one study"}.get(studies, f"{studies} studies")
        return f"not pooled: {number} with counts; at least {LEAST_STUDIES} of different centres are needed"
    if i2 is not None and i2 > MOST_I2:
        return (
            f"not pooled: the studies differ too much (I² {i2:.0f} %, more than {MOST_I2:.0f} %), "
            "so one number would hide it"
        )
    return ""


def _notes(studies: tuple[StudyValue, ...], uncounted: tuple[StudyValue, ...]) -> tuple[str, ...]:
    """Collect what limits the comparison."""
    notes = []
    nameless = [study.layer.short_title for study in studies if not study.centre_known]
    if nameless and len(studies) > 1:
        notes.append(f"Centre not stated, each taken as one of its own: {', '.join(nameless)}.")
    if uncounted:
        names = ", ".join(study.layer.short_title for study in uncounted)
        notes.append(f"{COUNT_NOT_PUBLISHED.capitalize()}, so neither in the range nor pooled: {names}.")
    settings = dict.fromkeys(study.layer.setting for study in studies)
    if len(settings) > 1:
        notes.append(f"Different settings: {'; '.join(settings)}.")
    return tuple(notes)


def logits(studies: Iterable[StudyValue]) -> tuple[Numbers, Numbers]:
    """Compute the logit of each proportion and its variance.

    Parameters
    ----------
    studies : iterable of StudyValue
        With counts: x of n.

    Returns
    -------
    tuple of numpy.ndarray
        ``log(x / (n - x))`` and ``1 / x + 1 / (n - x)``. Where x is 0 or n, a half is added to x and to
        n - x first (Haldane's correction), in that study alone.
    """
    pairs = [(study.value.numerator or 0, study.value.denominator or 0) for study in studies]
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


def pool(studies: tuple[StudyValue, ...]) -> Pooled:
    """Pool proportions by random effects on the logit scale, between-study variance after Paule and Mandel.

    Parameters
    ----------
    studies : tuple of StudyValue
        At least three, with counts. Whether pooling is defensible is for `agreement` to judge.

    Returns
    -------
    Pooled
        Confidence interval from the normal distribution; prediction interval from the t distribution with
        k - 2 degrees of freedom. Sources: Paule and Mandel, J Res Natl Bur Stand 1982;87:377-385 (the
        computation is that of `statsmodels.stats.meta_analysis.combine_effects`); Higgins, Thompson and
        Spiegelhalter, J R Stat Soc A 2009;172:137-159, for the prediction interval.
    """
    effects, variances = logits(studies)
    combined = _combined(effects, variances)
    tau2, centre = float(combined.tau2), float(combined.mean_effect_re)
    error = float(combined.sd_eff_w_re)
    near = norm.ppf(0.975) * error
    far = t.ppf(0.975, len(studies) - 2) * np.sqrt(tau2 + error**2)
    ends = 100 * expit([centre, centre - near, centre + near, centre - far, centre + far])
    people = sum(study.value.denominator or 0 for study in studies)
    percent, ci_low, ci_high, low, high = (float(end) for end in ends)
    return Pooled(percent, ci_low, ci_high, low, high, tau2, len(studies), people)


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


def agreements(site: str, layers: Mapping[str, Layer], cancer: str = DEFAULT_CANCER) -> list[Agreement]:
    """Compare the studies of a cancer on one site, unit by unit.

    Parameters
    ----------
    site : str
        A site or group.
    layers : mapping of str to Layer
        All layers, in the order of the picker.
    cancer : str
        Whose metastases.

    Returns
    -------
    list of Agreement
        One for each unit in which a study reports the very site, in order of first appearance.
    """
    units = dict.fromkeys(
        layer.unit
        for layer in layers.values()
        if layer.kind == "proportion" and layer.cancer == cancer and _given_for(layer.value(site), site)
    )
    return [agreement(site, layers.values(), cancer, unit) for unit in units]
