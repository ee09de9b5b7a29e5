"""A reader's own layer against a layer of the atlas: their difference, or their ranks and why no more."""

from __future__ import annotations

import streamlit as st

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import comparison_tables
from bone_atlas.app.publish import figures as published
from bone_atlas.app.shell import component, state
from bone_atlas.app.uploaded import figures as uploaded_figures
from bone_atlas.evidence import comparable
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.layers import Layer

FIGURE_HEIGHT = "max(430px, 60vh)"


def against(uploaded: Layer, view: str) -> None:
    """Show the choice of a layer, and what can be compared with it.

    Parameters
    ----------
    uploaded : Layer
        The reader's own; nothing made of it is published.
    view : str
        A key of `bone_atlas.figures.skeleton.VIEWS`.
    """
    layers = catalogue().layers
    chosen = st.selectbox(
        "Compare with a layer of the atlas",
        list(layers),
        index=None,
        format_func=lambda i: layers[i].title,
        placeholder="Choose a layer",
        key="uploaded_second",
        width=420,
    )
    if chosen is None:
        return
    other, atlas, language = layers[chosen], catalogue(), state.current().names
    judged = comparable.comparability(uploaded, other)
    st.html(comparison_tables.comparability(judged))
    if not judged.one_scale or uploaded.kind != other.kind or uploaded.kind != "proportion":
        ranks = comparable.ranks(uploaded, other, atlas.anatomy)
        st.html(comparison_tables.ranks(ranks, uploaded, other, atlas.anatomy, language))
        return
    _difference(uploaded, other, view)
    difference = comparable.difference(uploaded, other, atlas.anatomy)
    st.html(comparison_tables.difference(difference, uploaded, other, atlas.anatomy, language))


def _difference(uploaded: Layer, other: Layer, view: str) -> None:
    language = state.current().names
    drawing = component.Drawing(
        published.base_urls(view),
        height=FIGURE_HEIGHT,
        alt=f"Skeleton, {VIEWS[view].lower()}, painted by your own data less {other.title}",
        paint=uploaded_figures.difference(uploaded, other, view, language),
        tools=component.SKELETON_TOOLS,
    )
    component.figure("uploaded_difference", drawing, on_select=state.ignore, language=language)
