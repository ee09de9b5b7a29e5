"""The detail of what is selected, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.app.html import coarse_panel, glossary
from bone_atlas.app.html import elements as h
from bone_atlas.app.html.route_labels import no_name
from bone_atlas.evidence.coarse import GATHERING, reported_parts
from bone_atlas.exports.registry import EXPORTS
from bone_atlas.layers import Layer, NotReported, Proportion, SiteValue, Tier
from bone_atlas.layers.model import NOT_REPORTED
from bone_atlas.routes import BLOOD_BORNE, STATUS_LABELS, Routes
from bone_atlas.tables import STATUSES

ROUTE_PHRASES = {
    "vertebral_venous": "the vertebral veins, through the intercostal veins",
    "pulmonary_systemic": "the arteries, through the lungs",
}
LYMPH, VEINS, ARTERIES = "local_lymphatic", "vertebral_venous", "pulmonary_systemic"


def invitation(layer: Layer, anatomy: Anatomy, language: str) -> Markup:
    """Return what stands in the panel while nothing is selected: where to click, and what to beware of.

    Which sites are the commonest stands in the ranking beside it, and not here once more.
    """
    first = layer.reports[0] if layer.reports else None
    example = f", for example {anatomy.name(first.site_id, language)}" if first else ""
    return _panel(
        h.h2("Click a bone"),
        h.p(
            f"or a name in the order below{example}, to see how often it is involved, how sure that is, and "
            "from which source.",
            cls="atlas-invite",
        ),
        _beware(layer),
    )


def _panel(*parts: h.Content) -> Markup:
    return glossary.marked(h.section(*parts, cls="atlas-detail"))


def _line(head: str, *content: h.Content) -> Markup:
    """Return a line of the panel that begins with what it is about."""
    return h.p(h.b(head), " ", *content, cls="atlas-row")


def _facts(*facts: h.Content) -> Markup:
    return h.p(h.joined(*facts, by=" · "), cls="atlas-facts")


def _headline(value: str, *behind: h.Content) -> Markup:
    return h.p(h.b(value), " ", h.span(*behind), cls="atlas-value")


def _beware(layer: Layer) -> Markup:
    """Return what a reader should know before believing the picture."""
    caveats = h.notes(layer.caveats)
    return h.joined(h.h3("To bear in mind"), caveats) if caveats else h.NOTHING


def detail(
    selected: Sequence[str],
    layer: Layer,
    article: Layer,
    anatomy: Anatomy,
    language: str,
    *,
    article_routes: Sequence[str] = (),
    says: Sequence[str] = (),
    routes: Routes | None = None,
    rows_later: bool = False,
) -> Markup:
    """Return the panel of one selected bone, site or group, or a table of several.

    Parameters
    ----------
    selected : sequence of str
        Ids of bones, sites or groups; at least one.
    layer : Layer
        What is painted.
    article : Layer
        The article's tiers, shown beside every measured value.
    anatomy : Anatomy
        Names and tree.
    language : str
        Language of the names.
    article_routes : sequence of str
        The blood-borne routes that reach the site according to the article.
    says : sequence of str
        What the article says of the site in our words, the nearest first.
    routes : Routes, optional
        The graph of vessels; without it only the article's statement on the routes is shown.
    rows_later : bool
        Whether the table of parts only names them: a page that has the rows of all sites puts them in, and
        `bone_atlas.app.html.coarse_panel.ONLY_PARTS` before them.

    Returns
    -------
    Markup
        One section of HTML.
    """
    if len(selected) > 1:
        return _several(selected, layer, anatomy, language)
    chosen = selected[0]
    site = site_of(chosen, anatomy)
    value = layer.value(site)
    parts = () if value.reported or site in GATHERING else reported_parts(layer, site, anatomy)
    return _panel(
        _title(chosen, site, anatomy, language),
        coarse_panel.offers(site, anatomy, language),
        _whose_number(value, anatomy, language),
        _only_parts(parts, layer, anatomy, language, rows_later) if parts else _figures(value, layer),
        _article_line(article.value(site), layer, anatomy, language),
        h.p(says[0]) if says and layer.study_id == article.study_id else None,
        _reached(site, article_routes, routes),
        _beside_blood(site, routes, anatomy, language) if routes else None,
        _finer(site, layer, anatomy, language) if not parts else None,
        _notes(value, layer, anatomy, language),
    )


def site_of(chosen: str, anatomy: Anatomy) -> str:
    """Return the site or group that an id stands for; a bone stands for its site."""
    return chosen if anatomy.is_site(chosen) or anatomy.is_group(chosen) else anatomy.site_of(chosen)


def _title(chosen: str, site: str, anatomy: Anatomy, language: str) -> Markup:
    name = anatomy.name(site, language)
    bone = anatomy.name(chosen) if chosen != site else ""
    latin = language != "la" and not anatomy.is_fallback(site, "la")
    others = (
        bone if bone != name else None,
        h.i(anatomy.name(site, "la"), lang="la") if latin else None,
    )
    mark = no_name(anatomy.is_fallback(site, language))
    return h.joined(h.h2(name, mark), h.p(h.joined(*others, by=" · "), cls="atlas-names"))


def _whose_number(value: SiteValue, anatomy: Anatomy, language: str) -> Markup:
    """Say above a number that it is another site's, which holds this one."""
    if value.larger is None:
        return h.NOTHING
    return h.p(f"Reported for {anatomy.name(value.larger, language)} as a whole (“{value.reported_words}”):")


def _only_parts(
    parts: Iterable[Proportion], layer: Layer, anatomy: Anatomy, language: str, rows_later: bool
) -> Markup:
    """Return what a layer gives for parts of a site of which it gives no value, side by side."""
    silent = _headline(NOT_REPORTED, f"by {layer.short_title} as a whole; this is not a zero")
    ids = [part.site_id for part in parts]
    if rows_later:
        return h.joined(silent, h.element("table", data_parts=" ".join(ids)))
    rows = (row_of(part, layer, anatomy, language) for part in ids)
    return h.joined(silent, _facts(coarse_panel.ONLY_PARTS, several_unit(layer)), h.plain_table(rows))


def _figures(value: SiteValue, layer: Layer) -> Markup:
    if layer.kind == "tiers":
        teller = wording.teller(layer)
        whose = (
            "our reading of"
            if isinstance(value, Tier) and wording.is_our_reading(value)
            else "in the words of"
        )
        return _headline(wording.headline(value), f"{whose} {teller}; it gives no numbers")
    if layer.derived:
        return _derived_figures(value, layer)
    if not value.reported:
        return _headline(NOT_REPORTED, f"by {layer.short_title}; this is not a zero")
    return h.joined(
        _headline(wording.headline(value), f"{wording.count(value)} {layer.unit_label}"),
        _facts(wording.interval(value), _rank(value, layer), _small(layer)),
    )


def _derived_figures(value: SiteValue, layer: Layer) -> Markup:
    """Return what follows from other layers: the number, the counts behind it, its interval."""
    return h.joined(
        _headline(wording.headline(value), wording.count(value)),
        _facts(
            wording.interval(value),
            _rank(value, layer) if value.reported else None,
            h.b("small group", cls="atlas-small") if value.small else None,
        ),
    )


def _rank(value: SiteValue, layer: Layer) -> str:
    rank = layer.rank(value.reported_as or value.site_id)
    return f"rank {rank[0]} of {rank[1]} reported" if rank else ""


def _small(layer: Layer) -> Markup:
    small = wording.is_small(layer)
    return h.b(f"small group, n = {layer.n}", cls="atlas-small") if small else h.NOTHING


def _article_line(value: SiteValue, layer: Layer, anatomy: Anatomy, language: str) -> Markup:
    if layer.study_id == wording.ARTICLE:
        return h.NOTHING
    named = f" (as part of {anatomy.name(value.larger, language)})" if value.larger else ""
    return _line("The article", wording.headline(value), named)


def _reached(site: str, article: Sequence[str], routes: Routes | None) -> Markup:
    """Return by which routes blood reaches a site, and who says so: the article, or the graph of vessels."""
    reaching = routes.routes_that_reach(site, BLOOD_BORNE) if routes else tuple(article)
    said = [_by_article([route for route in reaching if route in article])]
    said += [_by_anatomy(site, route, routes) for route in reaching if routes and route not in article]
    if routes and VEINS not in reaching and routes.venous_reach_of(site):
        said.append(h.joined("whether veins lead here too is not known"))
    line = h.joined(*said, by="; ")
    unknown = [ROUTE_PHRASES[route] for route in article if route not in reaching]
    return h.joined(
        _line("Reached by", line) if line else None,
        _line(
            "The article",
            f"also has {' and '.join(unknown)}, for the larger site it is part of; no such route to it is in "
            "our sources",
        )
        if unknown
        else None,
    )


def _by_article(routes: Sequence[str]) -> Markup:
    """Return the routes that the article has; that by the arteries it has for bone in general."""
    named = "; and by ".join(ROUTE_PHRASES[route] for route in routes)
    general = " (which says so of bone in general)" if tuple(routes) == (ARTERIES,) else ""
    if ARTERIES in routes and len(routes) > 1:
        general = " (of the arteries it says so of bone in general)"
    said = h.span(f"according to the article{general}")
    return h.joined(named, " ", said) if named else h.NOTHING


def _by_anatomy(site: str, route: str, routes: Routes) -> Markup:
    """Return a route that only the graph has, and how sure its surest path is."""
    status = min((path.status for path in routes.routes_to(site, [route])), key=STATUSES.index)
    parts = "" if routes.reaches_whole(site, route) else "parts of it by "
    sure = h.span(f"as anatomy allows, {STATUS_LABELS[status]}")
    return h.joined(parts, ROUTE_PHRASES[route], " ", sure)


def _beside_blood(site: str, routes: Routes, anatomy: Anatomy, language: str) -> Markup:
    """Return the one route that is not by blood, of the site it leads to or of what holds that site."""
    lines = []
    for end in routes.ends_for(site, LYMPH):
        (last,) = {path.steps[-1].segment for path in routes.routes_to(end, [LYMPH])}
        whose = "" if anatomy.covers(end, site) else f"{anatomy.name(end, language)}, "
        sure = STATUS_LABELS[last.status]
        lines.append(_line("Also", f"{whose}not by blood: direct growth from lymph nodes, {sure}"))
    return h.joined(lines)


def _finer(site: str, layer: Layer, anatomy: Anatomy, language: str) -> Markup:
    """Return the values of sites that are finer than a drawn bone (ilium, manubrium, ...)."""
    finer = [
        (child, layer.value(child))
        for child in (anatomy.children(site) if anatomy.is_site(site) else ())
        if not anatomy.bones_of(child)
    ]
    parts = [
        f"{anatomy.name(child, language)} {wording.headline(value)} ({wording.count(value)})"
        for child, value in finer
        if isinstance(value, Proportion) and value.reported_as == child
    ]
    return _line("Its parts", "; ".join(parts)) if parts else h.NOTHING


def _notes(value: SiteValue, layer: Layer, anatomy: Anatomy, language: str) -> Markup:
    # What a value was reported for stands above it in the study's own words; the layer's note repeats it.
    notes = [note for note in value.notes if not note.startswith("reported for ")]
    for other in value.also_reported:
        coarser = layer.value(other)
        notes.append(f"Also reported, coarser: {anatomy.name(other, language)} {wording.brief(coarser)}.")
    return h.notes(notes)


def _several(selected: Sequence[str], layer: Layer, anatomy: Anatomy, language: str) -> Markup:
    sites = dict.fromkeys(site_of(i, anatomy) for i in selected)
    rows = (row_of(site, layer, anatomy, language) for site in sites)
    unit = h.p(several_unit(layer), cls="atlas-facts")
    # Not marked with terms: the browser puts such a table together from single rows.
    return h.section(h.h2(f"{len(sites)} sites selected"), h.plain_table(rows), unit, cls="atlas-detail")


def row_of(site: str, layer: Layer, anatomy: Anatomy, language: str) -> Markup:
    """Return the row of a site in the table of several."""
    value = layer.value(site)
    within = h.span(f" as part of {anatomy.name(value.larger, language)}") if value.larger else None
    return h.tr(h.th(anatomy.name(site, language), within, scope="row"), _cells(value))


def several_unit(layer: Layer) -> str:
    """Return what the rows of several sites count, for under them."""
    if layer.derived:
        return layer.unit_label
    return (
        f"in the words of {wording.teller(layer)}"
        if layer.kind == "tiers"
        else f"% of {layer.unit_label}, with count and 95 % CI"
    )


def _cells(value: SiteValue) -> Markup:
    if isinstance(value, Tier | NotReported):
        return h.td(wording.headline(value), colspan=3)
    interval = wording.interval(value).removeprefix("95 % CI ")
    return h.joined(h.td(h.b(wording.headline(value))), h.td(wording.count(value)), h.td(interval))


def source_line(layer: Layer, short_citation: str) -> Markup:
    """Return the strip beside the figure: what was counted, in whom, by whom, and what to beware of."""
    cited = (short_citation, h.cited(layer.source_text, layer.source_link), layer.verified)
    caveats = f"{wording.counted(len(layer.caveats), 'caveat')}, " if layer.caveats else ""
    reference = h.details(
        h.summary(caveats, "full reference"),
        h.p(layer.citation),
        h.ul(h.li(caveat) for caveat in layer.caveats),
    )
    counted = h.p(h.b(wording.capitalised(layer.summary)))
    return glossary.marked(h.div(counted, h.p(h.joined(*cited, by=" · ")), reference, cls="atlas-source"))


def table(layer: Layer, anatomy: Anatomy, language: str) -> Markup:
    """Return the table twin of what is painted: every report of the layer, then what it does not report."""
    head = ("Site", "Value", "Count", "95 % CI", "In the source's words")
    rows = (
        (
            anatomy.name(report.site_id, language),
            wording.headline(report),
            wording.count(report) if not isinstance(report, Tier) else None,
            wording.interval(report).removeprefix("95 % CI "),
            report.reported_words,
        )
        for report in layer.reports
    )
    silent = [anatomy.name(s, language) for s in anatomy.drawn_sites() if layer.value(s).status != "reported"]
    missing = h.small_print(f"{NOT_REPORTED.capitalize()}: {', '.join(silent)}.") if silent else None
    return h.joined(h.scrolled(layer.title, h.table(head, rows, numeric=(1, 2, 3))), missing)


def downloads(name: str, address: Callable[[str], str]) -> Markup:
    """Return the links to a layer's files.

    Parameters
    ----------
    name : str
        Id of the layer, for the names of the saved files.
    address : callable
        Gives the address of a file by its form in `bone_atlas.exports.registry`.
    """
    first, *others = EXPORTS
    labels = {first: f"Download as {first.label}"} | {
        export: wording.capitalised(export.label) for export in others
    }
    links = (
        h.link(address(export.form), label, download=f"bone-atlas_{name}.{export.extension}")
        for export, label in labels.items()
    )
    return h.joined(*links, by=" · ")
