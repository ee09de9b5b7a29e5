"""Two layers compared, as HTML: whether they share a scale, their differences, the ranks both have."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import evidence_parts as parts
from bone_atlas.evidence.coarse import NEVER_SUMMED, reported_parts
from bone_atlas.evidence.comparable import Comparability, RankComparison
from bone_atlas.layers import Derived, Layer, SiteValue

#: Heads the table of what is selected.
SELECTED = "What you selected"


def comparability(judged: Comparability) -> Markup:
    """Return whether two layers share a scale, why or why not, and what else to bear in mind."""
    verdict = "One scale." if judged.one_scale else "No common scale."
    why = h.p(h.b(verdict), " ", judged.why)
    return h.div(why, h.notes(judged.cautions), cls="atlas-comparability")


def selected_shell() -> Markup:
    """Return the table of what is selected without its rows, and without the names of the layers.

    The browser puts in a row for each place, of `cell_of_place`, and over it what the layers are called, of
    `named`.

    Returns
    -------
    Markup
        One section of HTML that begins with a heading of the third level.
    """
    return parts.section(SELECTED, parts.table(SELECTED, ("Site", "", ""), ()))


def cell_of_place(place: str, layer: Layer, anatomy: Anatomy, language: str = "en") -> Markup:
    """Return a value with count and interval, or why there is none to compare.

    No number stands in the row of another site than it was given for.

    Parameters
    ----------
    place : str
        Id of a site or group.
    layer : Layer
        One of the layers that are compared.
    anatomy : Anatomy
        For the names.
    language : str
        Language of the names.
    """
    return h.joined(_of_place(place, layer, anatomy, language))


def _of_place(place: str, layer: Layer, anatomy: Anatomy, language: str) -> str:
    """Return a value with count and interval, or why there is none to compare."""
    value = layer.value(place)
    given = () if value.reported else reported_parts(layer, place, anatomy)
    if given:
        told = (f"{anatomy.name(part.site_id, language)} {wording.brief(part)}" for part in given)
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
    head = ("Site", named(a), named(b), "Difference", "95 % CI")
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
    return parts.section(found.title, lead, parts.table(found.title, head, rows))


def _no_difference(value: SiteValue, anatomy: Anatomy, language: str) -> str:
    """Return why a place has no difference of its own."""
    if value.reported and value.reported_as is not None:
        return f"only for {anatomy.name(value.reported_as, language)}: {wording.headline(value)}"
    return "; ".join(value.notes)


def named(layer: Layer) -> str:
    """Return what a layer is called over its column."""
    return layer.short_title + (f" (n = {layer.n})" if layer.n is not None else "")


def _difference_row(report: Derived, anatomy: Anatomy, language: str) -> list[h.Content]:
    one, other = report.made_of
    name = anatomy.name(report.site_id, language)
    return [
        name,
        _brief(one, report.site_id),
        _brief(other, report.site_id),
        parts.value(report),
        parts.interval(report),
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
    body = parts.table(title, head, rows) if rows else h.p("No site is reported as such by both.")
    return parts.section(title, body, h.notes(unmatched))


def _ranked(ranks: Sequence[int]) -> list[str]:
    """Write ranks, and of each that several sites have that they are tied."""
    return [f"{rank}, tied" if ranks.count(rank) > 1 else str(rank) for rank in ranks]
