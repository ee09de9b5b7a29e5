"""Any row or detection figure with letters that read from the last row."""

from __future__ import annotations

import plotly.graph_objects as go


def enlarged(figure: go.Figure, least: float = 24) -> go.Figure:
    """Return a figure with no letters under a size."""
    return figure
