"""What the dot-and-interval figures share: rows from top to bottom, each with its text above its dot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import PlotlyObject, RowsMeta
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED
from bone_atlas.wording import bold

ROW_PX = 35
LIST_ROW_PX = 25
HEAD_PX = 4
AXIS_PX = 44
AXIS_ROWS = 1
#: Half of the widest tick label, so that the first and the last one are shown.
SIDE_PX = 18
TEXT_UP = 0.2
DOT_DOWN = 0.24
#: From the middle of a ring to the words beside it.
BESIDE_PX = 12


@dataclass(frozen=True)
class Row:
    """One row of a figure.

    Attributes
    ----------
    identity : str
        What a click selects; empty for a heading.
    name, text : str
        What stands on the left and on the right.
    value, low, high : float or None
        The dot and its interval.
    colour : str
        Of the dot.
    hollow : bool
        Draw the dot as a ring: its count was not published.
    faint : bool
        Tone the dot and its interval down: a small group.
    spoken : str
        For tooltips and what is read aloud, where `text` alone would not do.
    """

    identity: str
    name: str
    text: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    colour: str = "#777777"
    hollow: bool = False
    faint: bool = False
    spoken: str = ""


@dataclass(frozen=True)
class Section:
    """Rows that share an axis: only what counts the same thing may.

    Attributes
    ----------
    rows : list of Row
        From top to bottom.
    top : float
        End of the axis, in percent.
    title : str
        The unit.
    bottom : float
        Begin of the axis.
    suffix : str
        Behind each number of the axis.
    ticks : mapping of float to str, optional
        Labels of the axis by their value; by default four equal steps.
    mark : float, optional
        Where a line crosses all rows, such as "no difference".
    """

    rows: list[Row]
    top: float
    title: str
    bottom: float = 0.0
    suffix: str = " %"
    ticks: Mapping[float, str] | None = None
    mark: float | None = None

    @property
    def digits(self) -> int:
        """How many decimals place a value well: an axis with labels of its own may be one of logarithms."""
        return 4 if self.ticks else 2


def dot_figure(sections: list[Section], theme: Theme) -> go.Figure:
    """Draw rows as dots with intervals, name and figures above each, an axis under each section.

    Parameters
    ----------
    sections : list of Section
        From top to bottom.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    plotly.graph_objects.Figure
        Rows lie at whole numbers from 0 downwards, two steps between sections for the axis.
        ``layout.meta.rows`` holds ``[id, height, text, name]`` for the component.
    """
    figure = go.Figure()
    placed: list[tuple[Row, int]] = []
    total = _dot_rows([len(section.rows) for section in sections])
    for number, section in enumerate(sections, start=1):
        start = placed[-1][1] - 1 - AXIS_ROWS if placed else 0
        here = [(row, start - i) for i, row in enumerate(section.rows)]
        placed += here
        axis = "x" if number == 1 else f"x{number}"
        figure.add_traces(
            [
                trace.update(xaxis=axis)
                for trace in (
                    _tracks(here, section, theme),
                    *_intervals(here, section, theme),
                    _dots(here, section, theme),
                )
            ]
        )
        figure.update_layout(
            {
                f"xaxis{number if number > 1 else ''}": _axis(
                    section, 1 + (here[-1][1] - 1) / total, number, theme
                )
            }
        )
    names = [_name(row, y + TEXT_UP, 0) for row, y in placed]
    notes = [*names, *_uncounted(sections, placed, theme)]
    return _laid_out(figure, placed, total, row_px=ROW_PX, bottom_px=AXIS_PX, names=notes)


def dot_height(*lengths: int) -> int:
    """Return the height in px that `dot_figure` has for sections of so many rows."""
    return _height(_dot_rows(lengths), ROW_PX, AXIS_PX)


def list_height(length: int) -> int:
    """Return the height in px that `list_figure` has for so many rows."""
    return _height(length, LIST_ROW_PX, HEAD_PX)


def _dot_rows(lengths: Sequence[int]) -> int:
    """Return how many rows sections take, with the axis between each two."""
    return sum(lengths) + AXIS_ROWS * (len(lengths) - 1)


def _height(rows: int, row_px: int, bottom_px: int) -> int:
    return HEAD_PX + bottom_px + row_px * rows


def _axis(section: Section, position: float, number: int, theme: Theme) -> PlotlyObject:
    """Return an x axis that stands free under its section."""
    return {
        "range": [section.bottom, section.top],
        **_ticks(section),
        "gridcolor": _grid(theme),
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "title": {"text": section.title, "font": {"size": 12}, "standoff": 3},
        "tickfont": {"size": 12},
        "tickangle": 0,
        "anchor": "free",
        "position": min(1.0, max(0.0, position)),
        **({"overlaying": "x"} if number > 1 else {}),
    }


def _ticks(section: Section) -> PlotlyObject:
    if section.ticks is not None:
        return {"tickvals": list(section.ticks), "ticktext": list(section.ticks.values())}
    return {"ticksuffix": section.suffix, "dtick": (section.top - section.bottom) / 4}


def list_figure(rows: list[Row], theme: Theme) -> go.Figure:
    """Draw rows as a list under headings, a coloured dot in front of each.

    Parameters
    ----------
    rows : list of Row
        From top to bottom; a row without identity is a heading.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    plotly.graph_objects.Figure
        Built as `dot_figure` is, without an axis: words have no numbers.
    """
    placed = [(row, -i) for i, row in enumerate(rows)]
    items = [(row, y) for row, y in placed if row.identity]
    marker = {
        "size": 13,
        "color": [row.colour for row, _ in items],
        "line": {"color": colours.MUTED[theme], "width": 1},
    }
    dots = go.Scatter(
        x=[0.03] * len(items),
        y=[y for _, y in items],
        mode="markers",
        marker=marker,
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure = go.Figure(dots).update_xaxes(range=[0, 1], visible=False, fixedrange=True)
    names = [_name(row, y, 26 if row.identity else 0) for row, y in placed]
    return _laid_out(figure, placed, len(rows), row_px=LIST_ROW_PX, bottom_px=HEAD_PX, names=names)


def _uncounted(sections: list[Section], placed: list[tuple[Row, int]], theme: Theme) -> list[PlotlyObject]:
    """Say beside a ring, on the side with more room, that its count was not published."""
    where = [(section, axis) for axis, section in enumerate(sections, start=1) for _ in section.rows]
    return [
        _beside_ring(row, y, section, axis) | {"font": {"size": 12}, "bgcolor": colours.PAPER[theme]}
        for (row, y), (section, axis) in zip(placed, where, strict=True)
        if row.hollow
    ]


def _beside_ring(row: Row, y: float, section: Section, axis: int) -> PlotlyObject:
    value = row.value or 0.0
    after = value < (section.bottom + section.top) / 2
    note = _note(
        COUNT_NOT_PUBLISHED, y - DOT_DOWN, 0, "left" if after else "right", BESIDE_PX * (2 * after - 1)
    )
    return note | {"x": round(value, 2), "xref": "x" if axis == 1 else f"x{axis}", "borderpad": 0}


def _laid_out(
    figure: go.Figure,
    placed: list[tuple[Row, int]],
    total: int,
    *,
    row_px: int,
    bottom_px: int,
    names: list[PlotlyObject],
) -> go.Figure:
    texts = [_text(row, note["y"]) for (row, _), note in zip(placed, names, strict=False) if row.text]
    figure.update_layout(
        template=None,
        showlegend=False,
        height=_height(total, row_px, bottom_px),
        hovermode="closest",
        margin={"l": SIDE_PX, "r": SIDE_PX, "t": HEAD_PX, "b": bottom_px},
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        yaxis={"range": [-total + 0.5, 0.5], "fixedrange": True, "visible": False},
        annotations=[*names, *texts],
    )
    meta: RowsMeta = {
        "kind": "rows",
        "rows": [(row.identity, y, _spoken(row), row.name) for row, y in placed if row.identity],
    }
    figure.layout.meta = meta
    return figure


def _spoken(row: Row) -> str:
    """Return a row's text for where the note beside its ring is not seen: tooltips, what is read aloud."""
    return row.spoken or (f"{row.text}  {COUNT_NOT_PUBLISHED}" if row.hollow else row.text)


def _grid(theme: Theme) -> str:
    return "rgba(128,120,110,0.22)" if theme == "light" else "rgba(200,190,180,0.2)"


def _tracks(placed: list[tuple[Row, int]], section: Section, theme: Theme) -> go.Scatter:
    """Return a faint line under each row, so that the eye finds its dot, and one across all at the mark."""
    # A row without a name holds a text that is written across it.
    heights = [y - DOT_DOWN for row, y in placed if row.name]
    xs = [x for _ in heights for x in (section.bottom, section.top, None)]
    ys = [height for here in heights for height in (here, here, None)]
    if section.mark is not None:
        xs += [section.mark, section.mark]
        ys += [placed[0][1] + 0.4, placed[-1][1] - 0.5]
    return go.Scatter(x=xs, y=ys, mode="lines", line={"color": _grid(theme), "width": 1}, hoverinfo="skip")


def _intervals(placed: list[tuple[Row, int]], section: Section, theme: Theme) -> list[go.Scatter]:
    """Return the intervals, those of small groups in a trace of their own, if there are any."""
    known = [(row, y) for row, y in placed if row.low is not None and row.high is not None]
    parts = {faint: [(row, y) for row, y in known if row.faint is faint] for faint in (False, True)}
    return [
        _interval_lines(part, section, faint, theme) for faint, part in parts.items() if part or not faint
    ]


def _interval_lines(known: list[tuple[Row, int]], section: Section, faint: bool, theme: Theme) -> go.Scatter:
    digits = section.digits
    xs = [
        x for row, _ in known for x in (round(row.low or 0.0, digits), round(row.high or 0.0, digits), None)
    ]
    ys = [height for _, y in known for height in (y - DOT_DOWN, y - DOT_DOWN, None)]
    colour = colours.toned_down(colours.MUTED[theme], theme) if faint else colours.MUTED[theme]
    return go.Scatter(x=xs, y=ys, mode="lines", line={"color": colour, "width": 3}, hoverinfo="skip")


def _dots(placed: list[tuple[Row, int]], section: Section, theme: Theme) -> go.Scatter:
    def toned(row: Row, colour: str) -> str:
        return colours.toned_down(colour, theme) if row.faint else colour

    fills = [colours.PAPER[theme] if row.hollow else toned(row, row.colour) for row, _ in placed]
    edges = [toned(row, colours.MUTED[theme]) for row, _ in placed]
    return go.Scatter(
        x=[None if row.value is None else round(row.value, section.digits) for row, _ in placed],
        y=[y - DOT_DOWN for _, y in placed],
        mode="markers",
        text=[_spoken(row) for row, _ in placed],
        hoverinfo="text",
        cliponaxis=False,
        marker={"size": 12, "color": fills, "line": {"color": edges, "width": 1.4}},
    )


def _name(row: Row, y: float, shift: int) -> PlotlyObject:
    text = row.name if row.identity else bold(row.name)
    return _note(text, y, 0, "left", shift)


def _text(row: Row, y: float) -> PlotlyObject:
    return _note(row.text, y, 1, "right", 0)


def _note(text: str, y: float, x: int, anchor: str, shift: int) -> PlotlyObject:
    return {
        "text": text,
        "x": x,
        "xref": "paper",
        "xanchor": anchor,
        "xshift": shift,
        "y": y,
        "yref": "y",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 13},
        "captureevents": False,
    }
