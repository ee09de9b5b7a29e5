"""The evidence as HTML: the table twins of agreement, comparison and soil."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import glossary
from bone_atlas.app.html.site_panel import site_of
from bone_atlas.evidence import sensitivity
from bone_atlas.evidence.coarse import NEVER_SUMMED, reported_parts
from bone_atlas.evidence.comparable import Comparability, RankComparison
from bone_atlas.evidence.marrow import MarrowComparison, MarrowRow
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
from bone_atlas.layers import Derived, Layer, SiteValue
from bone_atlas.layers.build import NO_SOURCE

NO_BREAK = "\N{NO-BREAK SPACE}"


def source(text: str, link: str | None) -> Markup:
    """Return a source as a link where it has one, or the words that there is none."""
    return h.cited(text, link) if link else h.cited(text or NO_SOURCE, None)


def _section(title: str, *parts: h.Content) -> Markup:
    return glossary.marked(h.section(h.h3(title), *parts, cls="atlas-evidence"))


def _table(label: str, head: Sequence[str], rows: Iterable[Sequence[h.Content]]) -> Markup:
    return h.scrolled(label, h.table(head, rows))


# Agreement


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
    return _section(title, h.p(summary(found)), _table(title, head, rows), h.notes(notes))


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
    return _section(
        title,
        h.p(_depends(without, added)),
        _table(title, head, [_variant(variant) for variant in (*without, *added)]),
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
        wording.span(pooled.ci_low, pooled.ci_high).replace(" ", NO_BREAK),
        f"{variant.i2:.0f}{NO_BREAK}%",
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
        _value(value),
        wording.count(value),
        _interval(value),
        layer.setting,
        layer.modality,
        layer.centre,
        source(layer.source_text, layer.source_link),
    ]


def _value(value: SiteValue) -> Markup:
    """Return a value, marked where its group is small."""
    small = [" ", h.span("small group", cls="atlas-small")] if value.small else None
    return h.joined(wording.headline(value), small)


def _interval(value: SiteValue) -> str:
    """Return an interval in one piece, without what the heading says already."""
    ends = wording.interval(value).removeprefix("95 % CI ").removesuffix(" points")
    return ends.replace(" ", NO_BREAK)


# Comparison


def comparability(judged: Comparability) -> Markup:
    """Return whether two layers share a scale, why or why not, and what else to bear in mind."""
    verdict = "One scale." if judged.one_scale else "No common scale."
    why = h.p(h.b(verdict), " ", judged.why)
    return h.div(why, h.notes(judged.cautions), cls="atlas-comparability")


def of_places(chosen: Sequence[str], a: Layer, b: Layer, anatomy: Anatomy, language: str = "en") -> Markup:
    """Return what two layers give for the places that are selected.

    Parameters
    ----------
    chosen : sequence of str
        Ids of bones, sites or groups; a bone stands for its site.
    a, b : Layer
        The layers that are compared.
    anatomy : Anatomy
        For the names.
    language : str
        Language of the names.

    Returns
    -------
    Markup
        One section of HTML that begins with a heading of the third level. No number stands in the row of
        another site than it was given for.
    """
    head = ("Site", _named(a), _named(b))
    places = dict.fromkeys(site_of(i, anatomy) for i in chosen)
    rows = [
        (
            anatomy.name(place, language),
            _of_place(place, a, anatomy, language),
            _of_place(place, b, anatomy, language),
        )
        for place in places
    ]
    return _section("What you selected", _table("What you selected", head, rows))


def _of_place(place: str, layer: Layer, anatomy: Anatomy, language: str) -> str:
    """Return a value with count and interval, or why there is none to compare."""
    value = layer.value(place)
    parts = () if value.reported else reported_parts(layer, place, anatomy)
    if parts:
        told = (f"{anatomy.name(part.site_id, language)} {wording.brief(part)}" for part in parts)
        return f"{wording.brief(value)} as a whole; only its parts ({NEVER_SUMMED}): {'; '.join(told)}"
    if not value.reported:
        return f"{wording.brief(value)}, which is not a zero"
    if value.larger:
        return f"only within {anatomy.name(value.larger, language)}"
    return ", ".join(part for part in (wording.brief(value), wording.interval(value)) if part)


def difference(found: Layer, a: Layer, b: Layer, anatomy: Anatomy, language: str = "en") -> Markup:
    """Return the table twin of two layers side by side and of their difference.

    Parameters
    ----------
    found : Layer
        As from `bone_atlas.evidence.comparable.difference`.
    a, b : Layer
        The layers it was made from.
    anatomy : Anatomy
        For the names.
    language : str
        Language of the names.

    Returns
    -------
    Markup
        One section of HTML that begins with a heading of the third level: a row for each place that has a
        difference, then each place that only one reports, with the reason.
    """
    head = ("Site", _named(a), _named(b), "Difference", "95 % CI")
    derived = (report for report in found.reports if isinstance(report, Derived))
    rows = [_difference_row(report, anatomy, language) for report in derived]
    compared = {report.site_id for report in found.reports}
    others = dict.fromkeys(r.site_id for layer in (a, b) for r in layer.reports if r.site_id not in compared)
    rows += [
        [
            anatomy.name(place, language),
            _brief(a.value(place), place),
            _brief(b.value(place), place),
            _no_difference(found.value(place), anatomy, language),
            "",
        ]
        for place in others
    ]
    lead = h.p("Percentage points, first minus second; 95 % intervals after Newcombe (1998).")
    return _section(found.title, lead, _table(found.title, head, rows))


def _no_difference(value: SiteValue, anatomy: Anatomy, language: str) -> str:
    """Return why a place has no difference of its own."""
    if value.reported and value.reported_as is not None:
        return f"only for {anatomy.name(value.reported_as, language)}: {wording.headline(value)}"
    return "; ".join(value.notes)


def _named(layer: Layer) -> str:
    return layer.short_title + (f" (n = {layer.n})" if layer.n is not None else "")


def _difference_row(report: Derived, anatomy: Anatomy, language: str) -> list[h.Content]:
    one, other = report.made_of
    name = anatomy.name(report.site_id, language)
    return [
        name,
        _brief(one, report.site_id),
        _brief(other, report.site_id),
        _value(report),
        _interval(report),
    ]


def _brief(value: SiteValue, place: str) -> str:
    """Return a value with its count, empty of numbers where it was given for a coarser place."""
    if value.reported and value.reported_as != place:
        return "only within a coarser site"
    return wording.brief(value)


def ranks(found: RankComparison, a: Layer, b: Layer, anatomy: Anatomy, language: str = "en") -> Markup:
    """Return the ranks that two layers have in common, as a table.

    Parameters
    ----------
    found : RankComparison
        As from `bone_atlas.evidence.comparable.ranks`.
    a, b : Layer
        The layers.
    anatomy : Anatomy
        For the names.
    language : str
        Language of the names.

    Returns
    -------
    Markup
        One section of HTML that begins with a heading of the third level.
    """
    title = f"Ranks among the {len(found.pairs)} sites that both report"
    head = ("Site", f"Rank in {a.short_title}", f"Rank in {b.short_title}", a.short_title, b.short_title)
    first = _ranked([pair.rank_a for pair in found.pairs])
    second = _ranked([pair.rank_b for pair in found.pairs])
    rows = [
        [
            anatomy.name(pair.site_id, language),
            rank_a,
            rank_b,
            wording.brief(pair.a),
            wording.brief(pair.b),
        ]
        for pair, rank_a, rank_b in zip(found.pairs, first, second, strict=True)
    ]
    unmatched = [f"{anatomy.name(place, language)}: {why}" for place, why in found.unmatched]
    body = _table(title, head, rows) if rows else h.p("No site is reported as such by both.")
    return _section(title, body, h.notes(unmatched))


def _ranked(ranks: Sequence[int]) -> list[str]:
    """Write ranks, and of each that several sites have that they are tied."""
    return [f"{rank}, tied" if ranks.count(rank) > 1 else str(rank) for rank in ranks]


# Red marrow


def soil(found: MarrowComparison, anatomy: Anatomy, citation: str, language: str = "en") -> Markup:
    """Return the table twin of the soil plot, with its limits.

    Parameters
    ----------
    found : MarrowComparison
        As from `bone_atlas.evidence.marrow.against_marrow`.
    anatomy : Anatomy
        For the names.
    citation : str
        The study that measured the marrow, as from `bone_atlas.layers.build.citation`.
    language : str
        Language of the names.

    Returns
    -------
    Markup
        One section of HTML that begins with a heading of the third level.
    """
    title = f"{found.layer.title}: lesions against red marrow"
    head = ("Site", "Share of lesions", "Count", "Share of marrow", "Ratio", "95 % CI", "To bear in mind")
    rows = [_soil_row(row, anatomy, language) for row in found.rows]
    unmatched = [f"{anatomy.name(place, language)}: {why}" for place, why in found.unmatched]
    lesions = source(found.layer.source_text, found.layer.source_link)
    return _section(
        title,
        _table(title, head, rows),
        h.h4("Limits"),
        h.notes(found.limits),
        (h.h4("Not matched"), h.notes(unmatched)) if unmatched else None,
        h.small_print(f"Lesions: {found.layer.citation} ", lesions, f". Marrow: {citation} {NO_SOURCE}."),
    )


def _soil_row(row: MarrowRow, anatomy: Anatomy, language: str) -> list[h.Content]:
    known = row.low is not None and row.high is not None
    counted = (
        f"{row.numerator} of {row.denominator}"
        if row.numerator is not None
        else wording.count(row.observed[0])
    )
    spread = f", SD {row.sd_points:.1f}" if row.sd_points is not None else ""
    return [
        anatomy.name(row.site_id, language),
        f"{row.percent:.1f} %",
        counted,
        f"{row.marrow_percent:.1f} %{spread}, n = {row.persons}",
        f"{row.ratio:.2f}",
        f"{row.low:.2f}{wording.EN_DASH}{row.high:.2f}" if known else "",
        "; ".join(row.notes),
    ]
