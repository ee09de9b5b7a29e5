"""Plotly figures of the atlas: pure functions from layers and anatomy to ``plotly.graph_objects.Figure``."""
