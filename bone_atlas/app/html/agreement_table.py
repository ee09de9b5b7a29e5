"""Where studies agree and disagree, as HTML: the twin of the plot, what is pooled, and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import evidence_parts as parts
from bone_atlas.evidence import sensitivity
from bone_atlas.evidence.pooling import (
    CHOSEN_IN_SIGHT,
    LEAST_STUDIES,
    MOST_I2,
    Agreement,
    LeftOut,
    StudyValue,
)
from bone_atlas.evidence.random_effects import Pooled
from bone_atlas.evidence.sensitivity import Apart, Variant


def agreement(found: Agreement, anatomy: Anatomy, language: str = "en") -> Markup:
    """Return the table twin of the agreement plot, with range, heterogeneity, and pooled value or reason.

    Parameters
    ----------
    found : Agreement
        As from `bone_atlas.evidence.pooling.agreement`.
    anatomy : Anatomy
        For the name of the site.
    language : str
        Language of the names.

    Returns
    -------
    Markup
        One section of HTML that begins with a heading of the third level.
    """
    name = anatomy.name(found.site_id, language)
    title = f"{name}: {found.unit_label}"
    head = ("Study", "Value", "Count", "95 % CI", "Setting", "Imaging", "Centre", "Source")
    rows = [_study(study) for study in (*found.studies, *found.uncounted)]
    notes = [*found.notes, *(_left_out(item) for item in found.left_out)]
    return parts.section(title, h.p(summary(found)), parts.table(title, head, rows), h.notes(notes))


def summary(found: Agreement) -> str:
    """Return range, disagreement, and the pooled value or why there is none, in sentences."""
    parts = [f"{wording.counted(len(found.studies), 'study', 'studies')} with counts"]
    if found.low is not None and found.high is not None:
        parts.append(f"range {wording.span(found.low, found.high)}")
    if found.i2 is not None:
        limits = f" (95 % limits {wording.span(*found.i2_limits, digits=0)})" if found.i2_limits else ""
        parts.append(f"I² {found.i2:.0f} %{limits}")
    rest = _pooled(found.pooled) if found.pooled else f"{wording.capitalised(found.reason)}."
    return f"{', '.join(parts)}. {rest} {CHOSEN_IN_SIGHT}."


def _pooled(pooled: Pooled) -> str:
    return (
        f"Pooled (random effects on logits, Paule and Mandel): {pooled.percent:.1f} %, 95 % CI "
        f"{wording.span(pooled.ci_low, pooled.ci_high)} (Hartung and Knapp, t with {pooled.studies - 1} "
        "degrees of freedom; from the normal distribution, too narrow for few studies, "
        f"{wording.span(pooled.normal_low, pooled.normal_high)}), of {pooled.people} patients in "
        f"{pooled.studies} studies; a new study would be expected between {pooled.prediction_low:.1f} and "
        f"{pooled.prediction_high:.1f} % (95 % prediction interval). Pooled only where there are at least "
        f"{LEAST_STUDIES} studies of different centres and I² is at most {MOST_I2:.0f} %."
    )


def hangs_on(found: Agreement) -> Markup | None:
    """Return what a pooled value hangs on: single studies, and those without counts.

    Parameters
    ----------
    found : Agreement
        As from `bone_atlas.evidence.pooling.agreement`.

    Returns
    -------
    Markup or None
        One section of HTML that begins with a heading of the third level: the studies pooled anew, each left
        out once and each uncounted one added with every count it can have had, then the pairs of studies that
        differ by more than chance. None where nothing is pooled.
    """
    if found.pooled is None:
        return None
    title = "What the pooled value hangs on"
    head = ("Studies", "Pooled", "95 % CI", "I²", "Within the limit")
    without, added = sensitivity.leave_one_out(found), sensitivity.with_uncounted(found)
    return parts.section(
        title,
        h.p(_depends(without, added)),
        parts.table(title, head, [_variant(variant) for variant in (*without, *added)]),
        h.notes([_apart(pair) for pair in sensitivity.apart(found)]),
    )


def _depends(without: Sequence[Variant], added: Sequence[Variant]) -> str:
    """Return in a sentence or two how far the pooled value depends on which studies are in."""
    beyond = [variant.study.layer.short_title for variant in without if not variant.within_limit]
    told = f"Intervals after Hartung and Knapp; the limit of I² is {MOST_I2:.0f} %."
    if beyond:
        told += f" Without {' or without '.join(beyond)} the others would not be pooled."
    for title in dict.fromkeys(variant.study.layer.short_title for variant in added):
        told += (
            f" {title} is left out because its count is not published; with any count that it can have had "
            + (
                "the value would still be pooled."
                if _all_within(title, added)
                else "nothing would be pooled."
            )
        )
    return told


def _all_within(title: str, added: Sequence[Variant]) -> bool:
    return all(variant.within_limit for variant in added if variant.study.layer.short_title == title)


def _variant(variant: Variant) -> list[h.Content]:
    title = variant.study.layer.short_title
    told = f"without {title}"
    if variant.count:
        x, n = variant.count
        told = f"with {title}, {wording.percent(variant.study.value.percent)} taken as {x} of {n}"
    pooled = variant.pooled
    return [
        told,
        f"{wording.percent(pooled.percent)}, {pooled.people} patients in {pooled.studies} studies",
        wording.span(pooled.ci_low, pooled.ci_high).replace(" ", parts.NO_BREAK),
        f"{variant.i2:.0f}{parts.NO_BREAK}%",
        "yes" if variant.within_limit else "no",
    ]


def _apart(pair: Apart) -> str:
    """Tell of two studies that differ by more than chance."""
    higher, lower = pair.higher, pair.lower
    ends = f"{wording.signed_end(pair.low)} to {wording.signed_end(pair.high)}"
    return (
        f"{higher.layer.short_title} minus {lower.layer.short_title}: {wording.signed(pair.difference)} "
        f"points ({wording.count(higher.value)} against {wording.count(lower.value)}), 95 % CI {ends} "
        "(Newcombe): more than chance, each pair looked at by itself."
    )


def _left_out(item: LeftOut) -> str:
    return (
        f"Not counted beside the others: {item.layer.short_title} ({wording.brief(item.value)}), {item.why}."
    )


def _study(study: StudyValue) -> list[h.Content]:
    layer, value = study.layer, study.value
    return [
        wording.title_with_n(layer),
        parts.value(value),
        wording.count(value),
        parts.interval(value),
        layer.setting,
        layer.modality,
        layer.centre,
        parts.source(layer.source_text, layer.source_link),
    ]
