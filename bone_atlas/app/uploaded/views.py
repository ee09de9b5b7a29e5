"""A reader's own layer in every view of the atlas: skeleton, detail, comparison, ranking, files.

`own_layer` in ``st.session_state`` is the layer; see `bone_atlas.app.pages.uploaded`.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import site_panel
from bone_atlas.app.publish import figures as published
from bone_atlas.app.shell import component, state
from bone_atlas.app.shell.errors import errors_shown
from bone_atlas.app.uploaded import compare
from bone_atlas.app.uploaded import figures as uploaded_figures
from bone_atlas.exports.registry import EXPORTS
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.layers import Layer
from bone_atlas.view_state import DEFAULT_LAYER

#: In ``st.session_state``: the painted layer of this session's own table, absent where there is none.
LAYER = "own_layer"
#: What is selected in the figures of the page of own data.
SITES = "own_sites"
FIGURE_HEIGHT = "max(430px, 70vh)"


def layer() -> Layer | None:
    """Return the layer of this session's own table, None where there is none."""
    uploaded: Layer | None = st.session_state.get(LAYER)
    return uploaded


@st.fragment
@errors_shown()
def painted() -> None:
    """Show the table painted; selecting a bone runs only this part again."""
    uploaded = layer()
    if uploaded is None:
        return
    st.html(site_panel.source_line(uploaded, "Your own data"))
    view = st.segmented_control(
        "View", list(VIEWS), format_func=VIEWS.__getitem__, key="own_view", default="front", required=True
    )
    left, middle, right = st.columns([1.5, 1.1, 1.0], gap="medium")
    with left, st.container(key="figure_column"):
        _skeleton(uploaded, view or "front")
    with middle:
        _detail(uploaded)
    with right:
        _ranking(uploaded)
    _downloads(uploaded)
    compare.against(uploaded, view or "front")


def _selected() -> tuple[str, ...]:
    sites: tuple[str, ...] = st.session_state.get(SITES, ())
    return sites


def _select(key: str) -> None:
    """Take over what the reader selected in a figure."""
    st.session_state[SITES] = catalogue().places(component.selection(key))


def _skeleton(uploaded: Layer, view: str) -> None:
    language = state.current().names
    component.figure(
        "own_skeleton",
        published.base_urls(view),
        paint=uploaded_figures.paint(uploaded, view, language),
        height=FIGURE_HEIGHT,
        selected=_selected(),
        on_select=_select,
        language=language,
        tools=component.SKELETON_TOOLS,
        alt=f"Skeleton, {VIEWS[view].lower()}, painted by your own data",
    )


def _detail(uploaded: Layer) -> None:
    atlas, language, chosen = catalogue(), state.current().names, _selected()
    if not chosen:
        st.html(site_panel.invitation(uploaded, atlas.anatomy, language))
        return
    site = site_panel.site_of(chosen[0], atlas.anatomy)
    article = atlas.layers[DEFAULT_LAYER]
    st.html(
        site_panel.detail(
            chosen,
            uploaded,
            article,
            atlas.anatomy,
            language,
            routes=atlas.article_routes(site),
            ways=atlas.routes,
        )
    )
    plot = uploaded_figures.compared(uploaded, site) if len(chosen) == 1 else None
    if plot:
        figures, height, coarser = plot
        st.html(h.heading("The same site in each study"))
        component.figure(
            "own_comparison",
            figures,
            height=f"{height}px",
            selected=(),
            on_select=lambda _: None,
            marked=(uploaded.id,),
            language=language,
            alt=f"{atlas.anatomy.name(site)} in your data and in every layer that reports it",
        )
        if coarser:
            st.html(h.small_print("* reported for a coarser site that includes it"))


def _ranking(uploaded: Layer) -> None:
    language = state.current().names
    figures, height = uploaded_figures.ranked(uploaded, language)
    st.html(h.heading("Your sites in order"))
    component.figure(
        "own_ranking",
        figures,
        height=f"{height}px",
        selected=_selected(),
        on_select=_select,
        language=language,
        alt="Ranking of the sites in your own data",
    )


def _downloads(uploaded: Layer) -> None:
    """Offer the painted table as files, made when they are asked for."""
    atlas = catalogue()
    with st.container(horizontal=True):
        for export in EXPORTS:
            if not export.needs_study:
                st.download_button(
                    f"Download as {export.label}",
                    partial(export.download, uploaded, atlas.tables, atlas.anatomy),
                    file_name=f"bone-atlas_own.{export.extension}",
                    mime=export.media_type,
                    on_click="ignore",
                )
