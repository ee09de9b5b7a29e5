"""The page that the atlas is measured against: the same content in plain Streamlit, on its defaults.

The skeleton, the ranking and the comparison are `st.plotly_chart`; a native chart gives no click on a fill,
so invisible hit points lie over the bones. Tables and figures are cached, as anyone would do it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go
import shapely
import streamlit as st

from bone_atlas import view_state
from bone_atlas.anatomy import CARTILAGE, BoneShape
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import site_panel
from bone_atlas.figures import colours, comparison, ranking, skeleton
from bone_atlas.figures.panels import panels

ARTICLE, MEASURED = "The article", "Measured"
HIT_MM = 9.0
#: What our page gives the skeleton at 1366x768.
HEIGHT_PX = 556


def main() -> None:
    st.set_page_config(page_title="Baseline", layout="wide")
    st.markdown("#### Bone Metastasis Atlas, in plain Streamlit")
    layer, view, names = controls()
    bone = selected()
    left, middle, right = st.columns([1.5, 1.1, 1.0])
    with left:
        st.plotly_chart(
            outlined(layer, view, bone),
            key="skeleton",
            on_select="rerun",
            selection_mode="points",
            height=HEIGHT_PX,
        )
    with middle:
        panel(layer, bone, names)
    with right:
        st.plotly_chart(
            ranking_figure(layer, names), key="ranking", on_select="rerun", selection_mode="points"
        )


def controls() -> tuple[str, str, str]:
    """Show the four pickers of our page; return layer, view and language."""
    layers = catalogue().layers
    with st.container(horizontal=True, vertical_alignment="center"):
        source = st.segmented_control(
            "Source",
            [ARTICLE, MEASURED],
            default=ARTICLE,
            key="source",
            required=True,
            label_visibility="collapsed",
        )
        study = st.selectbox(
            "Study",
            catalogue().measured,
            format_func=lambda i: layers[i].title,
            key="study",
            label_visibility="collapsed",
            width=330,
        )
        view = st.segmented_control(
            "View",
            list(skeleton.VIEWS),
            format_func=skeleton.VIEWS.get,
            default="front",
            key="view",
            required=True,
            label_visibility="collapsed",
        )
        names = st.selectbox(
            "Names",
            list(view_state.LANGUAGES),
            format_func=view_state.LANGUAGES.get,
            key="names",
            label_visibility="collapsed",
            width=112,
        )
    layer = view_state.DEFAULT_LAYER if source == ARTICLE else study
    st.html(site_panel.source_line(layers[layer], catalogue().short_citation(layers[layer])))
    return layer, view, names


def selected() -> str | None:
    """Return the bone clicked last; the chart itself forgets it when its figure changes."""
    points = st.session_state.get("skeleton", {}).get("selection", {}).get("points", [])
    if points:
        data = points[0]["customdata"]
        st.session_state["bone"] = data if isinstance(data, str) else data[0]
    return st.session_state.get("bone")


def outlined(layer: str, view: str, bone: str | None) -> go.Figure:
    """Return the painted skeleton with the selected bone outlined."""
    figure = painted(layer, view)
    pieces = [
        (figure.data[trace], start, stop)
        for name, trace, start, stop in figure.layout.meta["bones"]
        if name == bone
    ]
    look = {
        "type": "path",
        "layer": "above",
        "fillcolor": "rgba(0,0,0,0)",
        "line": {"color": colours.ACCENT["light"], "width": 2.5},
    }
    figure.layout.shapes = [
        {**look, "path": skeleton.svg_path(t.x[start:stop], t.y[start:stop])} for t, start, stop in pieces
    ]
    return figure


@st.cache_data
def painted(layer: str, view: str) -> go.Figure:
    """Return the skeleton with hit points, without a selection."""
    found = catalogue()
    figure = skeleton.skeleton(found.layers[layer], view, found.anatomy)
    figure.update_layout(width=None, height=None)
    return figure.add_trace(hit_points(view))


def hit_points(view: str) -> go.Scatter:
    """Return an invisible grid of markers over the bones, each with its bone's id."""
    found: dict[tuple[float, float], str] = {}
    for panel_ in panels(view):
        for shape in panel_.geometry.shapes:
            found.update({(x + panel_.dx, y): shape.bone_id for x, y in grid(shape)})
    found = {place: bone for place, bone in found.items() if bone != CARTILAGE}
    return go.Scatter(
        x=[x for x, _ in found],
        y=[y for _, y in found],
        customdata=list(found.values()),
        mode="markers",
        showlegend=False,
        marker={"size": 5, "opacity": 0},
        hovertemplate="%{customdata}<extra></extra>",
    )


def grid(shape: BoneShape) -> list[tuple[float, float]]:
    """Return the points of the grid inside a drawn piece; its centre where it is too small for any."""
    area = shapely.union_all([shapely.Polygon(rings[0], rings[1:]).buffer(0) for rings in shape.polygons])
    x0, y0, x1, y1 = (HIT_MM * round(edge / HIT_MM) for edge in area.bounds)
    xs, ys = np.meshgrid(np.arange(x0, x1 + 1, HIT_MM), np.arange(y0, y1 + 1, HIT_MM))
    inside = shapely.contains_xy(area, xs, ys)
    places = list(zip(xs[inside].tolist(), ys[inside].tolist(), strict=True))
    return places or [shape.centre]


@st.cache_data
def ranking_figure(layer: str, names: str) -> go.Figure:
    return ranking.ranking(catalogue().layers[layer], catalogue().anatomy, "light", names)


@st.cache_data
def comparison_figure(site: str) -> go.Figure | None:
    found = comparison.by_unit(site, catalogue().layers.values())
    return comparison.comparison(site, found, "light") if found else None


def panel(layer: str, bone: str | None, names: str) -> None:
    """Show the same detail as our page."""
    found = catalogue()
    painted_layer, article = found.layers[layer], found.layers[view_state.DEFAULT_LAYER]
    if bone is None:
        st.html(site_panel.invitation(painted_layer, found.anatomy, names))
        return
    site = found.anatomy.site_of(bone)
    st.html(
        site_panel.detail(
            [bone],
            painted_layer,
            article,
            found.anatomy,
            names,
            article_routes=found.article_routes(site),
            says=found.says(site),
            routes=found.routes,
        )
    )
    figure: Any = comparison_figure(site)
    if figure is not None:
        st.plotly_chart(figure, key="comparison")


if __name__ == "__main__":
    main()
