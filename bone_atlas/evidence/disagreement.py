"""Where the sources disagree most, and how many there are: two layers to paint."""

from __future__ import annotations

from collections.abc import Iterable

from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence.derived import Heading, derived_layer
from bone_atlas.evidence.pooling import DEFAULT_CANCER, DEFAULT_UNIT, Agreement, agreement
from bone_atlas.layers import NOT_REPORTED, Derived, Layer, Measure, Proportion

TOO_FEW = "fewer than two studies with counts"


def range_layer(
    layers: Iterable[Layer], anatomy: Anatomy, cancer: str = DEFAULT_CANCER, unit: str = DEFAULT_UNIT
) -> Layer:
    """Make the layer that shows where the studies disagree most.

    Parameters
    ----------
    layers : iterable of Layer
        In the order of the picker.
    anatomy : Anatomy
        The sites, groups and bones.
    cancer, unit : str
        Which studies: those of one cancer that count in one unit.

    Returns
    -------
    Layer
        Of kind ``"range"``: for each place that at least two studies report with counts, the width from the
        lowest to the highest, in percentage points; ``made_of`` holds the values of the studies.
    """
    used, found = _agreements(layers, anatomy, cancer, unit)
    reports = [
        _derived("range", item, item.high - item.low, [study.value for study in item.studies])
        for item in found
        if item.low is not None and item.high is not None
    ]
    heading = Heading(
        id=f"range-{cancer}-{unit}",
        kind="range",
        title=f"Where the sources disagree most ({cancer}, {used[0].unit_label})",
        short_title="Range across studies",
        unit_label="percentage points between lowest and highest study",
        summary=f"distance from the lowest to the highest of the {cancer} cancer studies that count "
        f"{used[0].unit_label}",
        caveats=("a wide range can come from different imaging and stages, not from different disease",
                 "with more studies a range grows by itself"),
    )  # fmt: skip
    return derived_layer(heading, used, reports, anatomy, lambda _: (TOO_FEW,))


def count_layer(
    layers: Iterable[Layer], anatomy: Anatomy, cancer: str = DEFAULT_CANCER, unit: str = DEFAULT_UNIT
) -> Layer:
    """Make the layer that shows how many studies report each place.

    Parameters
    ----------
    layers : iterable of Layer
        In the order of the picker.
    anatomy : Anatomy
        The sites, groups and bones.
    cancer, unit : str
        Which studies: those of one cancer that count in one unit.

    Returns
    -------
    Layer
        Of kind ``"count"``: one study for each centre, also those that published no counts.
    """
    used, found = _agreements(layers, anatomy, cancer, unit)
    reports = []
    for item in found:
        values = [study.value for study in (*item.studies, *item.uncounted)]
        reports.append(_derived("count", item, float(len(values)), values))
    heading = Heading(
        id=f"count-{cancer}-{unit}",
        kind="count",
        title=f"Number of studies ({cancer}, {used[0].unit_label})",
        short_title="Number of studies",
        unit_label="studies",
        summary=f"{cancer} cancer studies that count {used[0].unit_label} and report the very site",
    )
    return derived_layer(heading, used, reports, anatomy, lambda _: (NOT_REPORTED,))


def _agreements(
    layers: Iterable[Layer], anatomy: Anatomy, cancer: str, unit: str
) -> tuple[list[Layer], list[Agreement]]:
    """Compare the studies on every place that any of them reports; list the layers that took part."""
    candidates = list(layers)
    found = [agreement(place, candidates, cancer, unit) for place in (*anatomy.sites(), *anatomy.groups())]
    reported = [item for item in found if item.studies or item.uncounted]
    took_part = {study.layer.id for item in reported for study in (*item.studies, *item.uncounted)}
    if not took_part:
        raise ValueError(f"no layer counts {unit} of {cancer} cancer")
    return [layer for layer in candidates if layer.id in took_part], reported


def _derived(measure: Measure, item: Agreement, amount: float, values: list[Proportion]) -> Derived:
    return Derived(
        site_id=item.site_id,
        measure=measure,
        amount=amount,
        reported_as=item.site_id,
        notes=item.notes,
        made_of=tuple(values),
    )
