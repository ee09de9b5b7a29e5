"""What all studies say of one site: the range, the heterogeneity, and a pooled value where defensible.

The rule of pooling (at least `LEAST_STUDIES` studies of different centres, an I2 of at most `MOST_I2` %)
was chosen with these data in sight: when the limits were set it was known which sites would pass. So the rule
keeps the atlas from pooling what differs much; that the pelvis passes is no finding. Whoever tells the rule
tells this too (`CHOSEN_IN_SIGHT`), and `bone_atlas.evidence.sensitivity` tells how much a pooled value hangs
on single studies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from bone_atlas.evidence.random_effects import (
    Count,
    Pooled,
    cochran_q,
    i_squared,
    i_squared_limits,
    logits,
    pool,
)
from bone_atlas.layers import Layer, Proportion, SiteValue
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED
from bone_atlas.layers.model import NOT_STATED

DEFAULT_CANCER = "breast"
DEFAULT_UNIT = "patients_with_bone_metastases"
#: A pooled value needs at least so many studies of different centres ...
LEAST_STUDIES = 5
#: ... that differ by no more than this share of their variance, in percent.
MOST_I2 = 60.0
#: What is said wherever the rule is told.
CHOSEN_IN_SIGHT = "These limits were chosen with the data in sight"
#: What `studies.csv` says of studies whose centre cannot be told from another's.
NAMELESS = (NOT_STATED, "several")


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
    i2_limits : tuple of float or None
        95 % limits of `i2`; None with fewer than three.
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
    i2_limits: tuple[float, float] | None
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
    counts = counts_of(studies)
    q = cochran_q(*logits(counts)) if several else None
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
        i2_limits=None if q is None else i_squared_limits(q, len(studies)),
        pooled=None if reason else pool(counts),
        reason=reason,
        notes=_notes(studies, uncounted),
    )


def counts_of(studies: Iterable[StudyValue]) -> tuple[Count, ...]:
    """List the counts of studies, each a numerator and its denominator; those without one are left out."""
    values = [study.value for study in studies]
    return tuple(
        (value.numerator, value.denominator)
        for value in values
        if value.numerator is not None and value.denominator is not None
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
