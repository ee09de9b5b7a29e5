"""The Evidence page as files: the manifest of the scene, what is said of sites and pairs, figures together.

The same templates that make a table on the server make it here, for every site and every pair at once. A pair
is never made before a reader chooses its first layer: there are as many as layers times layers.
"""

from __future__ import annotations

from collections.abc import Iterator

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import (
    agreement_table,
    claim_cards,
    coarse_panel,
    comparison_tables,
    glossary,
    marrow_table,
)
from bone_atlas.app.html import elements as h
from bone_atlas.app.publish import atlas, contract, evidence
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish import pathways as published_pathways
from bone_atlas.app.publish.values import is_language, is_layer, is_theme, is_view, json_bytes
from bone_atlas.app.server import published as recipe
from bone_atlas.evidence import comparable
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.layers import Layer
from bone_atlas.scenes.contract import ByTheme
from bone_atlas.view_state import DEFAULT_MEASURED, LANGUAGES, ROUTE_CHOICES

#: Parts of the page, in the order of their buttons.
PARTS = {
    "claims": "Claim by claim",
    "agreement": "Agree and disagree",
    "compare": "Compare",
    "soil": "Red marrow",
}
#: Whose studies are shown while nothing is selected.
FIRST_SITE = "pelvis"


@recipe("evidence", "json", is_language)
def _manifest(language: str) -> bytes:
    atlas_ = catalogue()
    manifest: contract.EvidenceManifest = {
        "language": language,
        "index": published.index_url(language),
        "panels": _panels.url(language),
        "tables": _panels.url(language),
        "views": atlas.views(),
        "routes": [(choice, label, []) for choice, label in ROUTE_CHOICES.items()],
        "network": published_pathways.index_url(),
        "places": list(atlas.places()),
        "parts": list(PARTS.items()),
        "measured": DEFAULT_MEASURED,
        "site": FIRST_SITE,
        "layers": [_layer(layer) for layer in atlas_.layers.values()],
        "claims": _claims.url(),
        "statements": [(claim.claim_id, claim.statement) for claim in evidence.judged_claims()],
        "spreads": [_spread(kind, label, language) for kind, label in evidence.SPREADS.items()],
        "offered": list(evidence.offered_sites()),
        "compared": list(evidence.compared_sites()),
        "lesions": [_lesions(name, language) for name in evidence.lesion_layers()],
        "pairs": {name: _pairs.url(name, language) for name in atlas_.layers},
        "bundles": {theme: _bundle_urls(language, theme) for theme in THEMES},
    }
    return json_bytes(manifest)


def manifest_urls() -> dict[str, str]:
    """Return the address of the manifest in each language of the names."""
    return {language: _manifest.url(language) for language in LANGUAGES}


def _layer(layer: Layer) -> contract.EvidenceLayer:
    return {
        "id": layer.id,
        "title": layer.title,
        "study": layer.study_id,
        "unit": layer.unit,
        "heading": glossary.marked(h.joined(comparison_tables.named(layer))),
    }


def _spread(kind: str, label: str, language: str) -> contract.Spread:
    key = (kind,)
    layer = evidence.derived(key)
    return {
        "id": kind,
        "label": label,
        "title": layer.title,
        "summary": layer.summary,
        "csv": evidence.csv_url(key),
        "paint": {view: evidence.paint_urls(key, view, language) for view in VIEWS},
    }


def _lesions(name: str, language: str) -> contract.LesionsOnMarrow:
    figure, height = evidence.marrow_urls(name, language)
    return {"id": name, "title": catalogue().layers[name].title, "figure": figure, "height": height}


@recipe("evidence-claims", "json")
def _claims() -> bytes:
    return json_bytes({"html": claim_cards.claims(evidence.judged_claims())})


@recipe("evidence-panels", "json", is_language)
def _panels(language: str) -> bytes:
    atlas_ = catalogue()
    panels: contract.EvidencePanels = {
        "agreements": {place: _agreements(place, language) for place in atlas.places()},
        "apart": {
            place: coarse_panel.not_compared(evidence.at_any_grain(place), atlas_.anatomy, language)
            for place in atlas.places()
        },
        "names": [
            glossary.marked(h.joined(atlas_.anatomy.name(place, language))) for place in atlas.places()
        ],
        "values": {
            layer.id: [
                glossary.marked(comparison_tables.cell_of_place(place, layer, atlas_.anatomy, language))
                for place in atlas.places()
            ]
            for layer in atlas_.layers.values()
        },
        "selected": comparison_tables.selected_shell(),
        "lesions": {name: _against_marrow(name, language) for name in evidence.lesion_layers()},
    }
    return json_bytes(panels)


def _agreements(site: str, language: str) -> list[contract.AgreementOfUnit]:
    anatomy = catalogue().anatomy
    found: list[contract.AgreementOfUnit] = []
    for compared in evidence.agreements(site):
        figure, height = evidence.agreement_urls(site, compared.unit)
        found.append(
            {
                "unit": compared.unit,
                "heading": compared.unit_label.capitalize(),
                "figure": figure,
                "height": height,
                "alt": f"{anatomy.name(site)}: studies that count {compared.unit_label}",
                "summary": h.note(agreement_table.summary(compared)),
                "table": agreement_table.agreement(compared, anatomy, language),
                "hangs": agreement_table.hangs_on(compared) or "",
            }
        )
    return found


def _against_marrow(name: str, language: str) -> str:
    held = evidence.against_marrow(name)
    return marrow_table.against_marrow(held, catalogue().anatomy, evidence.cited(held.study_id), language)


@recipe("evidence-pairs", "json", is_layer, is_language)
def _pairs(first: str, language: str) -> bytes:
    return json_bytes({second: pair_of(first, second, language) for second in catalogue().layers})


def pair_of(first: str, second: str, language: str) -> contract.LayerPair:
    """Return what is said and shown of two layers, the second taken from the first."""
    atlas_ = catalogue()
    a, b = atlas_.layers[first], atlas_.layers[second]
    judged = comparison_tables.comparability(comparable.comparability(a, b))
    if not evidence.have_difference(first, second):
        ranks = comparable.ranks(a, b, atlas_.anatomy)
        return {
            "judged": judged,
            "table": comparison_tables.ranks(ranks, a, b, atlas_.anatomy, language),
            "together": None,
        }
    key = ("difference", first, second)
    difference, top = evidence.derived(key), evidence.shared_top(first, second)
    order = evidence.ranking_urls(key, language)
    return {
        "judged": judged,
        "table": comparison_tables.difference(difference, a, b, atlas_.anatomy, language),
        "together": {
            "title": difference.title,
            "csv": evidence.csv_url(key),
            "paints": {view: _paints_of(first, second, view, language, top) for view in VIEWS},
            "order": {"figure": order[0], "height": order[1]} if order else None,
        },
    }


def _paints_of(
    first: str, second: str, view: str, language: str, top: float
) -> tuple[ByTheme, ByTheme, ByTheme]:
    """Return both layers on one scale, and their difference."""
    one, other = (evidence.paint_urls(("layer", name), view, language, top) for name in (first, second))
    return one, other, evidence.paint_urls(("difference", first, second), view, language)


# What the next acts need, together


def _partners(first: str) -> Iterator[str]:
    """List the layers that share a scale with one, itself left out."""
    return (name for name in catalogue().layers if name != first and evidence.have_difference(first, name))


@recipe("evidence-plots", "json", is_language, is_theme)
def _plots(language: str, theme: Theme) -> bytes:
    """Hold the plots of single studies and of the marrow."""
    studies = (
        evidence.agreement_urls(place, compared.unit)[0][theme]
        for place in atlas.places()
        for compared in evidence.agreements(place)
    )
    lesions = (evidence.marrow_urls(name, language)[0][theme] for name in evidence.lesion_layers())
    return atlas.bundle((*lesions, *studies))


@recipe("evidence-spreads", "json", is_language, is_theme)
def _spreads(language: str, theme: Theme) -> bytes:
    """Hold what the agreement is painted with."""
    return atlas.bundle(
        evidence.paint_urls((kind,), view, language)[theme] for view in VIEWS for kind in evidence.SPREADS
    )


@recipe("evidence-pair-paints", "json", is_layer, is_view, is_language, is_theme)
def _pair_paints(first: str, view: str, language: str, theme: Theme) -> bytes:
    """Hold one view of a layer beside each that it can stand beside, and of their differences."""
    return atlas.bundle(
        by_theme[theme]
        for name in _partners(first)
        for by_theme in _paints_of(first, name, view, language, evidence.shared_top(first, name))
    )


@recipe("evidence-orders", "json", is_layer, is_language, is_theme)
def _orders(first: str, language: str, theme: Theme) -> bytes:
    """Hold the sites in order of the differences of a layer."""
    made = (evidence.ranking_urls(("difference", first, name), language) for name in _partners(first))
    return atlas.bundle(order[0][theme] for order in made if order)


def _bundle_urls(language: str, theme: Theme) -> contract.EvidenceBundles:
    layers = [name for name in catalogue().layers if any(_partners(name))]
    return {
        "parts": [_plots.url(language, theme), _spreads.url(language, theme)],
        "orders": {name: _orders.url(name, language, theme) for name in layers},
        "paints": {
            name: {view: _pair_paints.url(name, view, language, theme) for view in VIEWS} for name in layers
        },
    }
