"""The evidence page: claim by claim, where studies agree, two layers side by side, lesions against marrow."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import (
    agreement_table,
    claim_cards,
    coarse_panel,
    comparison_tables,
    marrow_table,
    site_panel,
)
from bone_atlas.app.html import elements as h
from bone_atlas.app.lesson_editor import capture, capture_button
from bone_atlas.app.publish import evidence
from bone_atlas.app.publish import figures as published
from bone_atlas.app.shell import component, controls, share, state
from bone_atlas.app.shell.errors import errors_shown
from bone_atlas.app.shell.state import change, current
from bone_atlas.evidence import comparable
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.view_state import DEFAULT_MEASURED

PARTS = {
    "claims": "Claim by claim",
    "agreement": "Agree and disagree",
    "compare": "Compare",
    "soil": "Red marrow",
}
COMPARISONS = {"beside": "Side by side", "difference": "Difference"}
FIRST_SITE = "pelvis"
HEIGHT = "max(430px, calc(100dvh - 290px))"
#: What lies above two skeletons to compare, and a little below them: they end with the window.
COMPARED_HEIGHT = "max(340px, calc(100dvh - 293px))"


def page() -> None:
    """Show the page."""
    shown = current()
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        controls.segmented("part", PARTS, shown.part, "Part of the evidence")
        if shown.part in ("agreement", "compare"):
            controls.view(shown)
        controls.names(shown)
    if state.notices():
        st.warning("  \n".join(state.notices()))
    _body()


@st.fragment
@errors_shown()
def _body() -> None:
    """Show one part; selecting runs only this again."""
    state.write_url()
    if current().part != "claims":
        st.html(h.h2(PARTS[current().part], cls="atlas-unseen"))
    {"claims": _claims, "agreement": _agreement, "compare": _compare, "soil": _marrow}[current().part]()
    with st.container(horizontal=True, vertical_alignment="bottom", key="share_or_add"):
        with st.popover("Share", key="share"):
            st.html(share.card(current(), page="evidence"))
        _slide_of_part()


def _slide_of_part() -> None:
    """Offer what is shown as a slide of a lesson."""
    shown = current()
    if shown.part == "claims":
        _slide_of_claim()
    elif shown.part == "agreement":
        capture_button.button(
            "add_slide",
            lambda: capture.slide("agreement", current(), sites=(_site(),)),
            disabled=_site() not in evidence.compared_sites(),
        )
    elif shown.part == "compare":
        first, second = _pair()
        apart = first == second or not _together()
        as_one = not apart and st.session_state["comparison_shown"] == "difference"
        capture_button.button(
            "add_slide",
            lambda: capture.slide(
                "difference" if as_one else "compare", current(), layer=first, second=second
            ),
            disabled=apart,
        )
    else:
        layer = st.session_state["marrow_layer"]
        capture_button.button("add_slide", lambda: capture.slide("marrow", current(), layer=layer))


def _slide_of_claim() -> None:
    """Offer each of the article's statements as a slide."""
    statements = {claim.claim_id: claim.statement for claim in evidence.judged_claims()}
    with st.popover("Add a statement as a slide", key="add_claim"):
        claim = st.selectbox(
            "Statement",
            list(statements),
            format_func=statements.__getitem__,
            key="slide_of_claim",
            width=420,
        )
        capture_button.button(
            "add_slide", lambda: capture.slide("claim", current(), claim=claim), label="Add it as a slide"
        )


def _claims() -> None:
    st.html(claim_cards.claims(evidence.judged_claims()))


# Agree and disagree


def _site() -> str:
    """Return the site whose studies are shown: the first that is selected, a bone standing for its site."""
    atlas = catalogue()
    places = atlas.places(current().sites)
    return site_panel.site_of(places[0], atlas.anatomy) if places else FIRST_SITE


def _agreement() -> None:
    shown, anatomy = current(), catalogue().anatomy
    left, right = st.columns([1.1, 1], gap="medium")
    with left, st.container(key="figure_column"):
        controls.kept("spread", evidence.SPREADS, "What is painted")
        key = (st.session_state["spread"],)
        _skeleton("spread_skeleton", key)
    with right:
        site = _site()
        st.session_state["agreement_site"] = site
        st.selectbox(
            "Site",
            tuple(dict.fromkeys((*evidence.offered_sites(), site))),
            format_func=lambda place: anatomy.name(place, shown.names),
            key="agreement_site",
            on_change=lambda: change(sites=(st.session_state["agreement_site"],)),
        )
        _studies_of(site)
    _table(key, evidence.derived(key).summary)


def _studies_of(site: str) -> None:
    """Show the studies of a site, one plot for each unit, each with its text."""
    shown, anatomy = current(), catalogue().anatomy
    as_table = st.toggle("Show the studies as a table", key="agreement_as_table")
    for compared in evidence.agreements(site):
        urls, height = evidence.agreement_urls(site, compared.unit)
        st.html(h.heading(compared.unit_label.capitalize()))
        drawing = component.Drawing(
            urls,
            height=f"{height}px",
            alt=f"{anatomy.name(site)}: studies that count {compared.unit_label}",
        )
        component.figure(f"agreement_{compared.unit}", drawing, on_select=state.ignore, marked=(shown.layer,))
        if as_table:
            st.html(agreement_table.agreement(compared, anatomy, shown.names))
        else:
            st.html(h.note(agreement_table.summary(compared)))
        if hangs := agreement_table.hangs_on(compared):
            st.html(hangs)
    st.html(coarse_panel.not_compared(evidence.at_any_grain(site), anatomy, shown.names))


# Compare


def _compare() -> None:
    atlas = catalogue()
    first, second = _pair()
    a, b = atlas.layers[first], atlas.layers[second]
    judged = comparable.comparability(a, b)
    together = _together()
    with st.container(horizontal=True, vertical_alignment="center", key="pair"):
        _pick("first_layer", first, "First", lambda chosen: change(layer=chosen))
        # Both are written: what the page had offered as the first is chosen now.
        _pick("second_layer", second, "Second", lambda chosen: change(layer=first, second=chosen))
        if together:
            controls.kept("comparison_shown", COMPARISONS, "How to compare")
    st.html(comparison_tables.comparability(judged))
    # It has its room before anything is selected: what comes between would mount the skeletons below it anew.
    room = st.empty()
    if places := atlas.places(current().sites):
        room.html(comparison_tables.of_places(places, a, b, atlas.anatomy, current().names))
    if together:
        _on_one_scale(first, second)
    else:
        ranks = comparable.ranks(a, b, atlas.anatomy)
        st.html(comparison_tables.ranks(ranks, a, b, atlas.anatomy, current().names))


def _pick(key: str, chosen: str, label: str, take: Callable[[str], None]) -> None:
    layers = catalogue().layers
    st.session_state[key] = chosen
    st.selectbox(
        label,
        list(layers),
        format_func=lambda i: layers[i].title,
        key=key,
        on_change=lambda: take(st.session_state[key]),
        label_visibility="collapsed",
        width=400,
    )


def _pair() -> tuple[str, str]:
    """Return the layers to compare: the one on the screen, without a choice against another of its unit."""
    shown, layers = current(), catalogue().layers
    if shown.second:
        return shown.layer, shown.second
    one = layers[shown.layer]
    others = (i for i, layer in layers.items() if layer.unit == one.unit and layer.study_id != one.study_id)
    return shown.layer, next(others, DEFAULT_MEASURED)


def _together() -> bool:
    """Return whether both layers are percentages of one thing, so that they may share a scale."""
    return evidence.have_difference(*_pair())


def _on_one_scale(first: str, second: str) -> None:
    atlas, shown = catalogue(), current()
    key = ("difference", first, second)
    if st.session_state["comparison_shown"] == "beside":
        top = evidence.shared_top(first, second)
        for column, (name, layer) in zip(
            st.columns(2, gap="medium"), (("compare_first", first), ("compare_second", second)), strict=True
        ):
            with column:
                st.html(h.heading(atlas.layers[layer].title))
                _skeleton(name, ("layer", layer), top, COMPARED_HEIGHT)
    else:
        left, right = st.columns([1.2, 1], gap="medium")
        with left, st.container(key="figure_column"):
            _skeleton("compare_difference", key, height=COMPARED_HEIGHT)
        with right:
            _order(key)
    if st.toggle("Show as a table", key="difference_as_table"):
        difference = evidence.derived(key)
        a, b = atlas.layers[first], atlas.layers[second]
        st.html(comparison_tables.difference(difference, a, b, atlas.anatomy, shown.names))
    csv = evidence.csv_url(key)
    st.html(h.link(csv, "Download the difference as CSV", download="bone-atlas_difference.csv"))


def _order(key: evidence.Key) -> None:
    made = evidence.ranking_urls(key, current().names)
    if made is None:
        st.html(h.note("No site is reported by both."))
        return
    urls, height = made
    st.html(h.heading("Sites in order"))
    component.figure(
        "derived_ranking",
        component.Drawing(urls, height=f"{height}px", alt=evidence.derived(key).title),
        on_select=state.take_selection,
        selected=current().sites,
    )


def _skeleton(name: str, key: evidence.Key, top: float | None = None, height: str = HEIGHT) -> None:
    shown = current()
    drawing = component.Drawing(
        published.base_urls(shown.view),
        height=height,
        alt=f"Skeleton, {VIEWS[shown.view].lower()}: {evidence.derived(key).title}",
        paint=evidence.paint_urls(key, shown.view, shown.names, top),
        tools=component.SKELETON_TOOLS,
    )
    component.figure(
        name, drawing, on_select=state.take_selection, selected=shown.sites, language=shown.names
    )


def _table(key: evidence.Key, summary: str) -> None:
    csv = h.link(evidence.csv_url(key), "Download as CSV", download="bone-atlas_derived.csv")
    st.html(h.note(f"{summary}. ", csv))


# Red marrow


def _marrow() -> None:
    atlas, shown = catalogue(), current()
    able = evidence.lesion_layers()
    layer = shown.layer if shown.layer in able else able[0]
    st.session_state["marrow_layer"] = layer
    st.selectbox(
        "Lesions",
        able,
        format_func=lambda i: atlas.layers[i].title,
        key="marrow_layer",
        on_change=lambda: change(layer=st.session_state["marrow_layer"]),
        width=420,
    )
    urls, height = evidence.marrow_urls(layer, shown.names)
    with st.container(key="marrow_plot"):
        drawing = component.Drawing(
            urls,
            height=f"{height}px",
            alt=f"Share of the lesions over share of the marrow: {atlas.layers[layer].title}",
        )
        component.figure(
            "marrow", drawing, on_select=state.take_selection, selected=shown.sites, language=shown.names
        )
    held = evidence.against_marrow(layer)
    st.html(marrow_table.against_marrow(held, atlas.anatomy, evidence.cited(held.study_id), shown.names))
