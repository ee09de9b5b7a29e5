"""The detail of what is selected, as HTML; every text from a table is escaped here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.layers import Layer, SiteValue
from bone_atlas.layers.model import NOT_REPORTED
from bone_atlas.routes import BLOOD_BORNE, STATUS_LABELS, Routes
from bone_atlas.tables import STATUSES

ROUTE_WORDS = {
    "vertebral_venous": "the vertebral veins, by way of the intercostal veins",
    "pulmonary_systemic": "the arteries, by way of the lungs",
}
LYMPH = "local_lymphatic"
INVITED = 5


def invitation(layer: Layer, anatomy: Anatomy, language: str) -> str:
    """Return what stands in the panel while nothing is selected: an invitation and the commonest sites."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(anatomy.name(r.site_id, language))}</th><td>{_brief(r)}</td></tr>"
        for r in layer.reports[:INVITED]
    )
    return (
        "<section class='atlas-detail'><p class='atlas-invite'>Click a bone, or choose one from the list "
        f"(☰), to see its figures and sources.</p><h2>{_best(layer)}</h2><table>{rows}"
        f"</table>{_beware(layer)}</section>"
    )


def _best(layer: Layer) -> str:
    return f"Named first by {wording.teller(layer)}" if layer.kind == "tiers" else "Most often involved"


def _beware(layer: Layer) -> str:
    """Return what a reader should know before believing the picture."""
    items = "".join(f"<li>{escape(caveat)}</li>" for caveat in layer.caveats)
    return f"<h3>To bear in mind</h3><ul class='atlas-notes'>{items}</ul>" if items else ""


def _brief(value: SiteValue) -> str:
    if value.tier is not None:
        return escape(wording.headline(value))
    return f"<b>{escape(wording.headline(value))}</b> <span>{escape(wording.count(value))}</span>"


def detail(
    selected: Sequence[str],
    layer: Layer,
    article: Layer,
    anatomy: Anatomy,
    language: str,
    *,
    routes: Sequence[str] = (),
    says: Sequence[str] = (),
    ways: Routes | None = None,
) -> str:
    """Return the panel of one selected bone, site or group, or a table of several.

    Parameters
    ----------
    selected : sequence of str
        Ids of bones, sites or groups; at least one.
    layer : Layer
        What is painted.
    article : Layer
        The article's tiers, told beside every measured value.
    anatomy : Anatomy
        Names and tree.
    language : str
        Language of the names.
    routes : sequence of str
        The blood-borne routes that reach the site according to the article.
    says : sequence of str
        What the article says of the site in our words, the nearest first.
    ways : Routes, optional
        The graph of vessels; without it only the article's word on the routes is told.

    Returns
    -------
    str
        One section of HTML.
    """
    if len(selected) > 1:
        return _several(selected, layer, anatomy, language)
    chosen = selected[0]
    site = site_of(chosen, anatomy)
    value = layer.value(site)
    parts = [
        _title(chosen, site, anatomy, language),
        _figures(value, layer),
        _article_line(article.value(site), layer, anatomy, language),
        f"<p>{escape(says[0])}</p>" if says and layer.study_id == article.study_id else "",
        _reached(site, routes, ways),
        _beside_blood(site, ways, anatomy, language) if ways else "",
        _finer(site, layer, anatomy, language),
        _notes(value, layer, anatomy, language),
    ]
    return f"<section class='atlas-detail'>{''.join(parts)}</section>"


def site_of(chosen: str, anatomy: Anatomy) -> str:
    """Return the site or group that an id stands for; a bone stands for its site."""
    return chosen if anatomy.is_site(chosen) or anatomy.is_group(chosen) else anatomy.site_of(chosen)


def _title(chosen: str, site: str, anatomy: Anatomy, language: str) -> str:
    name = escape(anatomy.name(site, language))
    mark = (
        " <abbr title='no name in this language in our sources'>(English)</abbr>"
        if anatomy.is_fallback(site, language)
        else ""
    )
    bone = escape(anatomy.name(chosen)) if chosen != site else ""
    others = [bone] if bone and bone != name else []
    others += (
        [f"<i lang='la'>{escape(anatomy.name(site, 'la'))}</i>"]
        if language != "la" and not anatomy.is_fallback(site, "la")
        else []
    )
    return f"<h2>{name}{mark}</h2><p class='atlas-names'>{' · '.join(others)}</p>"


def _figures(value: SiteValue, layer: Layer) -> str:
    if layer.kind == "tiers":
        return (
            f"<p class='atlas-value'><b>{escape(wording.headline(value))}</b> <span>in the words of "
            f"{wording.teller(layer)}; it gives no numbers</span></p>"
        )
    if layer.derived:
        return _derived_figures(value, layer)
    if value.status != "reported":
        return (
            f"<p class='atlas-value'><b>{NOT_REPORTED}</b> <span>by {escape(layer.short_title)}; "
            "this is not a zero</span></p>"
        )
    line = (
        f"<p class='atlas-value'><b>{wording.percent(value.percent)}</b> "
        f"<span>{escape(wording.count(value))} {escape(layer.unit_label)}</span></p>"
    )
    facts = [wording.interval(value), _rank(value, layer), _small(layer)]
    return line + f"<p class='atlas-facts'>{' · '.join(fact for fact in facts if fact)}</p>"


def _derived_figures(value: SiteValue, layer: Layer) -> str:
    """Return what follows from other layers: the number, the counts behind it, its interval."""
    facts = [escape(wording.interval(value)), _rank(value, layer) if value.reported else ""]
    if value.small:
        facts.append("<b class='atlas-small'>small group</b>")
    return (
        f"<p class='atlas-value'><b>{escape(wording.headline(value))}</b> "
        f"<span>{escape(wording.count(value))}</span></p>"
        f"<p class='atlas-facts'>{' · '.join(fact for fact in facts if fact)}</p>"
    )


def _rank(value: SiteValue, layer: Layer) -> str:
    place = layer.rank(value.reported_as or value.site_id)
    return f"rank {place[0]} of {place[1]} reported" if place else ""


def _small(layer: Layer) -> str:
    return f"<b class='atlas-small'>small group, n = {layer.n}</b>" if wording.is_small(layer) else ""


def _article_line(value: SiteValue, layer: Layer, anatomy: Anatomy, language: str) -> str:
    if layer.study_id == wording.ARTICLE:
        return ""
    named = (
        f" (as part of {escape(anatomy.name(value.reported_as, language))})"
        if value.reported_as not in (None, value.site_id)
        else ""
    )
    return f"<p class='atlas-row'><b>The article</b> {escape(wording.headline(value))}{named}</p>"


def _reached(site: str, article: Sequence[str], ways: Routes | None) -> str:
    """Tell by which routes blood reaches a site, and who says so: the article, or the graph of vessels."""
    reaching = ways.routes_that_reach(site, BLOOD_BORNE) if ways else tuple(article)
    said = [_by_article([route for route in reaching if route in article])]
    said += [_by_anatomy(site, route, ways) for route in reaching if ways and route not in article]
    line = "; ".join(part for part in said if part)
    unknown = [ROUTE_WORDS[route] for route in article if route not in reaching]
    return (f"<p class='atlas-row'><b>Reached by</b> {line}</p>" if line else "") + (
        f"<p class='atlas-row'><b>The article</b> also has {escape(' and '.join(unknown))}, for the larger "
        "site it is part of; no such way to it is in our sources</p>"
        if unknown
        else ""
    )


def _by_article(routes: Sequence[str]) -> str:
    words = "; and by ".join(ROUTE_WORDS[route] for route in routes)
    return f"{escape(words)} <span>according to the article</span>" if words else ""


def _by_anatomy(site: str, route: str, ways: Routes) -> str:
    """Tell a route that only the graph has, and how sure its surest way is."""
    status = min((way.status for way in ways.routes_to(site, [route])), key=STATUSES.index)
    parts = "" if ways.reaches_whole(site, route) else "parts of it by "
    return (
        f"{parts}{escape(ROUTE_WORDS[route])} <span>as anatomy allows, {escape(STATUS_LABELS[status])}</span>"
    )


def _beside_blood(site: str, ways: Routes, anatomy: Anatomy, language: str) -> str:
    """Tell the one way that is not by blood, of the site it leads to or of what holds that site."""
    lines = []
    for end in ways.ends_for(site, LYMPH):
        (last,) = {way.steps[-1].segment for way in ways.routes_to(end, [LYMPH])}
        whose = "" if anatomy.covers(end, site) else f"{escape(anatomy.name(end, language))}, "
        lines.append(
            f"<p class='atlas-row'><b>Also</b> {whose}not by blood: direct growth from lymph nodes, "
            f"{escape(STATUS_LABELS[last.status])}</p>"
        )
    return "".join(lines)


def _finer(site: str, layer: Layer, anatomy: Anatomy, language: str) -> str:
    """Tell the values of sites that are finer than a drawn bone (ilium, manubrium, ...)."""
    found = [
        (child, layer.value(child))
        for child in (anatomy.children(site) if anatomy.is_site(site) else ())
        if not anatomy.bones_of(child)
    ]
    told = [
        f"{escape(anatomy.name(child, language))} {wording.percent(value.percent)} "
        f"({escape(wording.count(value))})"
        for child, value in found
        if value.status == "reported" and value.reported_as == child and value.percent is not None
    ]
    return f"<p class='atlas-row'><b>Its parts</b> {'; '.join(told)}</p>" if told else ""


def _notes(value: SiteValue, layer: Layer, anatomy: Anatomy, language: str) -> str:
    # What a value was reported for is told below in the study's own words; the layer's own note repeats it.
    notes = [note for note in value.notes if not note.startswith("reported for ")]
    if value.reported_as and value.reported_as != value.site_id:
        notes.insert(
            0,
            f"Reported for {anatomy.name(value.reported_as, language)} as a whole "
            f"(“{value.reported_words}”).",
        )
    for other in value.also_reported:
        coarser = layer.value(other)
        notes.append(f"Also reported, coarser: {anatomy.name(other, language)} {wording.brief(coarser)}.")
    return (
        f"<ul class='atlas-notes'>{''.join(f'<li>{escape(note)}</li>' for note in notes)}</ul>"
        if notes
        else ""
    )


def _several(selected: Sequence[str], layer: Layer, anatomy: Anatomy, language: str) -> str:
    sites = dict.fromkeys(site_of(i, anatomy) for i in selected)
    rows = "".join(
        f"<tr><th scope='row'>{escape(anatomy.name(s, language))}</th>{_cells(layer.value(s))}</tr>"
        for s in sites
    )
    return (
        f"<section class='atlas-detail'><h2>{len(sites)} sites selected</h2><table>{rows}</table>"
        f"<p class='atlas-facts'>{_several_unit(layer)}</p></section>"
    )


def _several_unit(layer: Layer) -> str:
    if layer.derived:
        return escape(layer.unit_label)
    return (
        f"in the words of {wording.teller(layer)}"
        if layer.kind == "tiers"
        else f"% of {escape(layer.unit_label)}, with count and 95 % CI"
    )


def _cells(value: SiteValue) -> str:
    if value.tier is not None or value.status != "reported":
        return f"<td colspan='3'>{escape(wording.headline(value))}</td>"
    interval = wording.interval(value).removeprefix("95 % CI ")
    return (
        f"<td><b>{escape(wording.headline(value))}</b></td><td>{escape(wording.count(value))}</td>"
        f"<td>{interval}</td>"
    )


def source_line(layer: Layer, short_citation: str) -> str:
    """Return the strip beside the figure: what was counted, in whom, by whom, and what to beware of."""
    link = escape(layer.source_text)
    if layer.source_link:
        link = (
            f"<a href='{escape(layer.source_link, quote=True)}' target='_blank' rel='noreferrer'>{link}</a>"
        )
    parts = [escape(short_citation), link, escape(layer.verified)]
    caveats = "".join(f"<li>{escape(caveat)}</li>" for caveat in layer.caveats)
    return (
        f"<div class='atlas-source'><p><b>{escape(layer.summary[:1].upper() + layer.summary[1:])}</b>"
        f"</p><p>{' · '.join(part for part in parts if part)}</p>"
        f"<details><summary>{_counted(len(layer.caveats))}full reference</summary>"
        f"<p>{escape(layer.citation)}</p><ul>{caveats}</ul></details></div>"
    )


def _counted(caveats: int) -> str:
    return f"{caveats} caveat{'s' if caveats > 1 else ''}, " if caveats else ""


def table(layer: Layer, anatomy: Anatomy, language: str) -> str:
    """Return the table twin of what is painted: every report of the layer, then what it does not report."""
    head = "<tr><th>Site</th><th>Value</th><th>Count</th><th>95 % CI</th><th>In the source's words</th></tr>"
    rows = [
        f"<tr><th scope='row'>{escape(anatomy.name(r.site_id, language))}</th><td "
        f"class='n'>{escape(wording.headline(r))}</td>"
        f"<td class='n'>{escape(wording.count(r)) if r.tier is None else ''}</td><td "
        f"class='n'>{wording.interval(r).removeprefix('95 % CI ')}</td>"
        f"<td>{escape(r.reported_words or '')}</td></tr>"
        for r in layer.reports
    ]
    silent = [anatomy.name(s, language) for s in anatomy.drawn_sites() if layer.value(s).status != "reported"]
    missing = (
        f"<p class='atlas-small-print'>{NOT_REPORTED.capitalize()}: {escape(', '.join(silent))}.</p>"
        if silent
        else ""
    )
    return (
        f"<div class='atlas-scroll'><table class='atlas-table'><thead>{head}</thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>{missing}"
    )


def downloads(name: str, files: Mapping[str, tuple[str, str]]) -> str:
    """Return the links to a layer's files.

    Parameters
    ----------
    name : str
        Id of the layer, for the names of the saved files.
    files : mapping of str to (str, str)
        By extension what the link says, and its address.
    """
    links = (
        f"<a href='{escape(url, quote=True)}' download='bone-atlas_{escape(name, quote=True)}.{extension}'>"
        f"{escape(words)}</a>"
        for extension, (words, url) in files.items()
    )
    return " · ".join(links)
