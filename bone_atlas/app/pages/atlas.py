"""The atlas page: the painted skeleton, the detail of what is selected, the ranking."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bone_atlas import view_state
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import site_panel
from bone_atlas.app.lesson_editor import capture, capture_button
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish import pathways as published_pathways
from bone_atlas.app.shell import controls, share, state
from bone_atlas.app.shell.errors import errors_shown
from bone_atlas.app.shell.layer_views import LayerViews
from bone_atlas.app.shell.state import change, current
from bone_atlas.scenes.contract import RoutesShown
from bone_atlas.view_state import ROUTE_CHOICES

ARTICLE, MEASURED = "The article", "Measured"
FIGURE_HEIGHT = "max(430px, calc(100dvh - 226px))"


def page() -> None:
    """Show the page."""
    _controls()
    if state.notices():
        st.warning("  \n".join(state.notices()))
    # Beside the link of the view, but outside of the part that selecting a bone runs again.
    with st.container(key="add_view"):
        capture_button.button("add_slide", lambda: capture.slide("skeleton", current()))
    # What a selection does not change stands outside of that part, so that selecting does not send it again.
    with st.container(horizontal=True, vertical_alignment="top", key="source"):
        layer = catalogue().layers[current().layer]
        st.html(site_panel.source_line(layer, catalogue().short_citation(layer)), width="stretch")
        share_card = st.popover("Share", key="share")
    _body(share_card)
    _table()


def _controls() -> None:
    """Show the pickers; each widget takes its value from the view state before it is drawn."""
    shown = current()
    on_article = shown.layer == view_state.DEFAULT_LAYER
    st.session_state.update(
        kind=ARTICLE if on_article else MEASURED,
        study=None if on_article else shown.layer,
    )
    layers = catalogue().layers
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        st.segmented_control(
            "Source",
            [ARTICLE, MEASURED],
            key="kind",
            on_change=_take_kind,
            label_visibility="collapsed",
            required=True,
        )
        st.selectbox(
            "Study",
            catalogue().measured,
            format_func=lambda i: layers[i].title,
            key="study",
            index=None,
            placeholder="Choose a study",
            on_change=_take_study,
            label_visibility="collapsed",
            width=330,
        )
        controls.view(shown)
        _routes_picker(shown.route)
        controls.names(shown)


def _routes_picker(route: str) -> None:
    st.session_state["route"] = route
    st.selectbox(
        "Routes on the body",
        ["", *ROUTE_CHOICES],
        format_func=lambda chosen: ROUTE_CHOICES.get(chosen, "No routes"),
        key="route",
        on_change=controls.take("route"),
        label_visibility="collapsed",
        width=168,
    )


def _take_kind() -> None:
    shown = current()
    if st.session_state["kind"] == ARTICLE:
        change(layer=view_state.DEFAULT_LAYER)
    elif shown.layer == view_state.DEFAULT_LAYER:
        change(layer=state.last_measured())


def _take_study() -> None:
    """Paint the chosen study; an emptied box leads back to the article."""
    change(layer=st.session_state["study"] or view_state.DEFAULT_LAYER)


@st.fragment
@errors_shown()
def _body(share_card: DeltaGenerator) -> None:
    """Show what depends on the selection; selecting a bone runs only this part again."""
    state.write_url()
    layer = catalogue().layers[current().layer]
    share_card.html(share.card(current()))
    views = LayerViews(
        layer=layer, selected=current().sites, on_select=state.take_selection, language=current().names
    )
    left, middle, right = st.columns([1.5, 1.1, 1.0], gap="medium")
    with left, st.container(key="figure_column"):
        _skeleton(views)
    with middle:
        site = views.detail(article_says=True)
        if site:
            _other_layers(views, site)
    with right:
        _ranking(views)


def _skeleton(views: LayerViews) -> None:
    shown = current()
    views.skeleton(
        shown.view,
        published.paint_urls(shown.layer, shown.view, shown.names),
        height=FIGURE_HEIGHT,
        painted_by=views.layer.title,
        preview=published.preview_urls(shown.layer, shown.view),
        routes=_routes_shown(),
    )


def _routes_shown() -> RoutesShown | None:
    """Return what lies over the skeleton where the reader asked for the routes."""
    shown = current()
    if not shown.route:
        return None
    return {
        "network": published_pathways.index_url(),
        "overlay": published_pathways.overlay_urls(shown.view),
        "routes": list(controls.shown_routes(shown)),
        "side": shown.breast,
        "chosenRoute": shown.route,
    }


def _other_layers(views: LayerViews, site: str) -> None:
    """Show the same site in every layer that reports it, one figure for each unit."""
    plot = published.comparison_urls(site)
    if plot is None:
        st.html(h.heading("No study here reports this site"))
        return
    alt = f"{catalogue().anatomy.name(site)} in every layer that reports it"
    views.comparison(plot, alt=alt, on_select=state.take_layer)


def _ranking(views: LayerViews) -> None:
    shown = current()
    views.ranking(
        published.ranking_urls(shown.layer, shown.names),
        heading="The article’s order" if views.layer.kind == "tiers" else "Reported sites in order",
        alt=f"Ranking of the sites in {views.layer.title}",
    )


def _table() -> None:
    shown = current()
    with st.container(horizontal=True, vertical_alignment="center"):
        as_table = st.toggle("Show as a table", key="as_table")
        links = site_panel.downloads(shown.layer, lambda form: published.export_url(shown.layer, form))
        st.html(links, width="content")
    if as_table:
        st.html(site_panel.table(catalogue().layers[shown.layer], catalogue().anatomy, shown.names))
