"""A coarse site as a whole, study by study, as HTML; and the way to it from a finer site."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import glossary
from bone_atlas.evidence.coarse import NEVER_SUMMED, CoarseAnswer, coarser_sites
from bone_atlas.layers import Layer, Proportion

#: Stands before the parts of a site that is not given as a whole.
ONLY_PARTS = f"Only its parts ({NEVER_SUMMED})"
#: Name, value, count and interval.
COLUMNS = 4


def answer(asked: CoarseAnswer, anatomy: Anatomy, language: str = "en") -> Markup:
    """Return what every study reports of a coarse site: as a whole, else its parts side by side.

    Parameters
    ----------
    asked : CoarseAnswer
        As from `bone_atlas.evidence.coarse.coarse_answer`.
    anatomy : Anatomy
        For the names.
    language : str
        Language of the names.

    Returns
    -------
    Markup
        One section of HTML that begins with a heading of the third level. What a study gives for something
        larger is named there without its number.
    """
    name = anatomy.name(asked.site_id, language)
    wholes = [_study(item.layer, [item.value], anatomy, language) for item in asked.wholes]
    section = h.section(
        h.h3(f"{name} as a whole, in every study"),
        _table(f"{name}, reported as a whole", wholes) if wholes else h.p("No study reports it as a whole."),
        _parts(asked, anatomy, language),
        _without_numbers(asked, anatomy, language),
        cls="atlas-detail atlas-whole",
    )
    return glossary.marked(section)


def not_compared(asked: CoarseAnswer, anatomy: Anatomy, language: str = "en") -> Markup:
    """Return what stands beside the studies of a very site and cannot be compared with them.

    Parameters
    ----------
    asked : CoarseAnswer
        As from `bone_atlas.evidence.coarse.coarse_answer`.
    anatomy : Anatomy
        For the names.
    language : str
        Language of the names.

    Returns
    -------
    Markup
        One section of HTML that begins with a heading of the third level: different denominators, the same
        bones under another name, parts, what is only within something larger, what is not reported.
    """
    name = anatomy.name(asked.site_id, language)
    renamed = [item for item in asked.wholes if item.value.reported_as != asked.site_id]
    others = [_study(item.layer, [item.value], anatomy, language) for item in renamed]
    units = dict.fromkeys(
        item.layer.unit_label for item in asked.wholes if item.value.reported_as == asked.site_id
    )
    section = h.section(
        h.h3("What cannot be compared here"),
        h.p(_apart(name, list(units))),
        (h.h4("The same bones under another name"), _table(f"{name}, under another name", others))
        if others
        else None,
        _parts(asked, anatomy, language),
        _without_numbers(asked, anatomy, language),
        cls="atlas-detail atlas-whole",
    )
    return glossary.marked(section)


def _apart(name: str, units: list[str]) -> str:
    """Say why the studies of the very site share no scale, or that there is none."""
    if not units:
        return f"No study reports {name} by this name, so there is nothing to compare."
    if len(units) > 1:
        return f"Different things are counted, each with a scale of its own: {'; '.join(units)}."
    return f"All studies of {name} above count {units[0]}."


def _parts(asked: CoarseAnswer, anatomy: Anatomy, language: str) -> Markup | None:
    """Return the studies that give only parts of the site, side by side."""
    if not asked.parts:
        return None
    rows = [_study(item.layer, item.values, anatomy, language) for item in asked.parts]
    label = f"{anatomy.name(asked.site_id, language)}, reported in parts"
    return h.joined(h.h4(ONLY_PARTS), _table(label, rows))


def _table(label: str, bodies: Iterable[Markup]) -> Markup:
    return h.scrolled(label, h.plain_table(bodies))


def _study(layer: Layer, values: Iterable[Proportion], anatomy: Anatomy, language: str) -> Markup:
    """Return the rows of a study under its name and what its percentages are of."""
    source = h.cited(layer.short_title, layer.source_link)
    small = h.b("small group", cls="atlas-small") if wording.is_small(layer) else None
    head = h.joined(source, wording.share_of(layer), small, by=" · ")
    # The name is that of the site the study reports, never that of the one asked for.
    rows = (_value(anatomy.name(value.reported_as or value.site_id, language), value) for value in values)
    return h.tbody(h.tr(h.th(head, scope="rowgroup", colspan=COLUMNS)), rows)


def _value(name: str, value: Proportion) -> Markup:
    interval = wording.interval(value).removeprefix("95 % CI ")
    count = wording.count(value)
    # Where there is no interval, "count not published" takes its room and leaves the name its own.
    further = (h.td(count), h.td(interval)) if interval else (h.td(count, colspan=2),)
    return h.tr(h.th(name, scope="row"), h.td(h.b(wording.headline(value))), further)


def _without_numbers(asked: CoarseAnswer, anatomy: Anatomy, language: str) -> Markup:
    """Name the studies that cannot answer: those of something larger, and those that are silent."""
    larger = [f"{item.layer.short_title} ({anatomy.name(item.larger, language)})" for item in asked.larger]
    silent = [layer.short_title for layer in asked.silent]
    return h.notes(
        said
        for said in (
            f"Only within something larger, so not shown here: {'; '.join(larger)}." if larger else None,
            f"Not reported, which is not a zero: {'; '.join(silent)}." if silent else None,
            "Intervals are 95 % CI (Wilson); breast cancer only; different denominators do not compare.",
        )
        if said
    )


def offers(site: str, anatomy: Anatomy, language: str = "en") -> Markup:
    """Return links from a site to the coarser ones that hold it; nothing where there is none.

    A page that can select does so itself and stays as it is: ``data-site`` names the site.

    Parameters
    ----------
    site : str
        Id of a site or group.
    anatomy : Anatomy
        For the tree and the names.
    language : str
        Language of the names.
    """
    links = (
        h.link(
            f"/?site={coarser}",
            f"{anatomy.name(coarser, language)} as a whole",
            target="_self",
            data_site=coarser,
        )
        for coarser in coarser_sites(site, anatomy)
    )
    offered = h.joined(*links, by=" · ")
    return h.p(offered, cls="atlas-coarser") if offered else h.NOTHING
