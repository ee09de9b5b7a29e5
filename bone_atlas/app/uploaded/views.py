"""A reader's own layer in every view of the atlas: skeleton, detail, comparison, ranking, files.

`uploaded_layer` in ``st.session_state`` is the layer; see `bone_atlas.app.pages.uploaded`.
"""

from __future__ import annotations

import streamlit as st

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import site_panel
from bone_atlas.app.shell import component, state
from bone_atlas.app.shell.errors import errors_shown
from bone_atlas.app.shell.layer_views import LayerViews
from bone_atlas.app.shell.once import made_once
from bone_atlas.app.uploaded import compare
from bone_atlas.app.uploaded import figures as uploaded_figures
from bone_atlas.exports.registry import EXPORTS
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.layers import Layer

#: In ``st.session_state``: the painted layer of this session's own table, absent where there is none.
LAYER = "uploaded_layer"
#: What is selected in the figures of the page of own data.
SITES = "uploaded_sites"
#: The painted layer as files.
FILES = "uploaded_files"
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
        "View",
        list(VIEWS),
        format_func=VIEWS.__getitem__,
        key="uploaded_view",
        default="front",
        required=True,
    )
    language = state.current().names
    views = LayerViews(
        layer=uploaded, selected=_selected(), on_select=_select, language=language, key_prefix="uploaded_"
    )
    left, middle, right = st.columns([1.5, 1.1, 1.0], gap="medium")
    with left, st.container(key="figure_column"):
        paint = uploaded_figures.paint(uploaded, view or "front", language)
        views.skeleton(view or "front", paint, height=FIGURE_HEIGHT, painted_by="your own data")
    with middle:
        site = views.detail()
        if site:
            _other_layers(views, site)
    with right:
        views.ranking(
            uploaded_figures.ranked(uploaded, language),
            heading="Your sites in order",
            alt="Ranking of the sites in your own data",
        )
    _downloads(uploaded)
    compare.against(uploaded, view or "front")


def _selected() -> tuple[str, ...]:
    sites: tuple[str, ...] = st.session_state.get(SITES, ())
    return sites


def _select(key: str) -> None:
    """Take over what the reader selected in a figure."""
    st.session_state[SITES] = catalogue().places(component.selection(key))


def _other_layers(views: LayerViews, site: str) -> None:
    """Show the same site in every layer that reports it, the reader's own first."""
    plot = uploaded_figures.compared(views.layer, site)
    if plot:
        name = catalogue().anatomy.name(site)
        alt = f"{name} in your data and in every layer that reports it"
        views.comparison(plot, alt=alt, on_select=state.ignore)


def _files(uploaded: Layer) -> dict[str, bytes]:
    """Return the painted table as files, by what they are called."""
    atlas = catalogue()

    def make() -> dict[str, bytes]:
        own = [export for export in EXPORTS if not export.needs_study]
        return {export.label: export.download(uploaded, atlas.tables, atlas.anatomy) for export in own}

    return made_once(FILES, uploaded, make)


def _downloads(uploaded: Layer) -> None:
    """Offer the painted table as files."""
    with st.container(horizontal=True):
        for export in EXPORTS:
            if not export.needs_study:
                st.download_button(
                    f"Download as {export.label}",
                    _files(uploaded)[export.label],
                    file_name=f"bone-atlas_own.{export.extension}",
                    mime=export.media_type,
                    on_click="ignore",
                )
