"""The atlas page: the painted skeleton, the detail of what is selected, the ranking."""

from __future__ import annotations

import streamlit as st

from bone_atlas import view_state
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import route_panel, site_panel
from bone_atlas.app.lesson_editor import capture, capture_button
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish import pathways as published_pathways
from bone_atlas.app.shell import component, controls, share, state
from bone_atlas.app.shell.errors import errors_shown
from bone_atlas.app.shell.state import change, current
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.scenes.contract import RoutesShown
from bone_atlas.tables import ALL_ROUTES
from bone_atlas.view_state import ROUTE_CHOICES

ARTICLE, MEASURED = "The article", "Measured"
FIGURE_HEIGHT = "max(430px, calc(100dvh - 212px))"


def page() -> None:
    """Show the page."""
    _controls()
    if state.notices():
        st.warning("  \n".join(state.notices()))
    # Beside the link of the view, but outside of the part that selecting a bone runs again.
    with st.container(key="add_view"):
        capture_button.button("add_slide", lambda: capture.slide("skeleton", current()))
    _body()
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
        "Ways on the body",
        ["", *ROUTE_CHOICES],
        format_func=lambda chosen: ROUTE_CHOICES.get(chosen, "No ways"),
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
def _body() -> None:
    """Show what depends on the selection; selecting a bone runs only this part again."""
    state.write_url()
    layer = catalogue().layers[current().layer]
    with st.container(horizontal=True, vertical_alignment="top", key="source"):
        st.html(site_panel.source_line(layer, catalogue().short_citation(layer)), width="stretch")
        with st.popover("Share", key="share"):
            st.html(share.card(current()))
    left, middle, right = st.columns([1.5, 1.1, 1.0], gap="medium")
    with left, st.container(key="figure_column"):
        _skeleton()
    with middle:
        _detail()
    with right:
        _ranking()


def _skeleton() -> None:
    shown = current()
    layer = catalogue().layers[shown.layer]
    component.figure(
        "skeleton",
        published.base_urls(shown.view),
        paint=published.paint_urls(shown.layer, shown.view, shown.names),
        preview=published.preview_urls(shown.layer, shown.view),
        height=FIGURE_HEIGHT,
        selected=shown.sites,
        on_select=state.take_selection,
        language=shown.names,
        tools=component.SKELETON_TOOLS,
        ways=_routes_shown(),
        alt=f"Skeleton, {VIEWS[shown.view].lower()}, painted by {layer.title}",
    )


def _routes_shown() -> RoutesShown | None:
    """Return what lies over the skeleton where the reader asked for the ways."""
    shown = current()
    if not shown.route:
        return None
    return {
        "ways": published_pathways.index_url(),
        "overlay": published_pathways.overlay_urls(shown.view),
        "routes": list(controls.shown_routes(shown)),
        "side": shown.breast,
        "chosenRoute": shown.route,
    }


def _detail() -> None:
    shown, atlas = current(), catalogue()
    layer = atlas.layers[shown.layer]
    if not shown.sites:
        st.html(site_panel.invitation(layer, atlas.anatomy, shown.names))
        return
    places = atlas.places(shown.sites)
    for item in shown.sites:
        if item not in atlas.ids:
            st.html(route_panel.of(item, atlas.routes, atlas.anatomy, shown.names, ALL_ROUTES))
    if not places:
        return
    site = site_panel.site_of(places[0], atlas.anatomy)
    article = atlas.layers[view_state.DEFAULT_LAYER]
    st.html(
        site_panel.detail(
            places,
            layer,
            article,
            atlas.anatomy,
            shown.names,
            routes=atlas.article_routes(site),
            says=atlas.says(site),
            ways=atlas.routes,
        )
    )
    if len(places) == 1:
        _other_layers(site)


def _other_layers(site: str) -> None:
    """Show the same site in every layer that reports it, one figure for each unit."""
    shown = current()
    plot = published.comparison_urls(site)
    head = "The same site in each study" if plot else "No study here reports this site"
    st.html(h.heading(head))
    if plot is None:
        return
    urls, height, coarser = plot
    component.figure(
        "comparison",
        urls,
        height=f"{height}px",
        selected=(),
        on_select=state.take_layer,
        marked=(shown.layer,),
        language=shown.names,
        alt=f"{catalogue().anatomy.name(site)} in every layer that reports it",
    )
    if coarser:
        st.html(h.small_print("* reported for a coarser site that includes it"))


def _ranking() -> None:
    shown = current()
    layer = catalogue().layers[shown.layer]
    urls, height = published.ranking_urls(shown.layer, shown.names)
    head = "The article’s order" if layer.kind == "tiers" else "Reported sites in order"
    st.html(h.heading(head))
    component.figure(
        "ranking",
        urls,
        height=f"{height}px",
        selected=catalogue().places(shown.sites),
        on_select=state.take_selection,
        language=shown.names,
        alt=f"Ranking of the sites in {layer.title}",
    )


def _table() -> None:
    shown = current()
    with st.container(horizontal=True, vertical_alignment="center"):
        as_table = st.toggle("Show as a table", key="as_table")
        links = site_panel.downloads(shown.layer, lambda form: published.export_url(shown.layer, form))
        st.html(links, width="content")
    if as_table:
        st.html(site_panel.table(catalogue().layers[shown.layer], catalogue().anatomy, shown.names))
