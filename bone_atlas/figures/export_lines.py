"""What stands above and below a saved picture of a plot: what it shows, where it is from, its licence."""

from __future__ import annotations

from importlib.metadata import version

import plotly.graph_objects as go

from bone_atlas.figures.contract import ExportLines
from bone_atlas.tables.described import data_date, data_version


def atlas() -> str:
    """Return name and version of the atlas, version and date of its data.

    Read when it is asked for: a lost file must have its message.
    """
    return f"Bone Metastasis Atlas {version('bone-atlas')}, data version {data_version()} of {data_date()}"


def of_skeleton() -> str:
    """Return the last words of what has the skeleton on it: its base figure holds them once."""
    return f"{atlas()}; text CC BY 4.0; skeleton after Rajagopal 2016, MIT licence."


def export_lines(title: str, filename: str, *footer: str, skeleton: bool = False) -> ExportLines:
    """Return the lines of a saved picture.

    Parameters
    ----------
    title : str
        Stands above it.
    filename : str
        Of the file, without ``bone-atlas_`` in front and without its ending.
    *footer : str
        What is counted, what the marks mean, the sources: sentences; empty ones are left out. Name, version
        and licence of the atlas follow.
    skeleton : bool
        Whether the skeleton is on it: its base figure gives version and licences.

    Returns
    -------
    ExportLines
        For `offered`.
    """
    colophon = f"{atlas()}; text and drawing CC BY 4.0."
    sentences = (f"{text.strip().removesuffix('.')}." for text in footer if text.strip())
    return {
        "title": title,
        "footer": " ".join(sentences if skeleton else (*sentences, colophon)),
        "filename": f"bone-atlas_{filename}",
    }


def offered(figure: go.Figure, lines: ExportLines) -> go.Figure:
    """Return a plot of rows with what its saved picture says; the figure itself is changed.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        Whose ``layout.meta`` is a `RowsMeta`.
    lines : ExportLines
        As from `export_lines`.
    """
    figure.layout.meta = {**figure.layout.meta, "export": lines}
    return figure
