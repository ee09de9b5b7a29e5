"""The lesions of a study by the routes that reach their bones, for a projector: one bar, its parts below.

Each part names its bones with their lesions, so that a class sees what lies behind a share.
"""

from __future__ import annotations

import plotly.graph_objects as go

from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence import LesionsByRoute
from bone_atlas.figures.colours import HATCH, Theme
from bone_atlas.figures.projector.letters import LEAST_PX, QUIET, wrapped
from bone_atlas.figures.projector.sheets import BIG_LINE_PX, BIG_PX, LINE_PX, ROOM_PX, sheet, write
from bone_atlas.figures.reach import PARTS, figures_of, look, part_of
from bone_atlas.wording import bold, uncapitalised

BAR_PX, GAP_PX = 46, 12
#: The square before the name of a part, in percent of the width, and where the name begins, in parts of it.
MARK_AT, MARK_PX, NAME_AT = 1.6, 22, 0.045
#: So many lines name the bones of a part; what has no room is counted.
MOST_LINES = 2
FOOT = "Shares of all its lesions; in brackets the 95 % interval"


def reach(
    result: LesionsByRoute, anatomy: Anatomy, theme: Theme = "light", language: str = "en"
) -> go.Figure:
    """Draw the lesions of one study by the routes that reach their bones.

    Parameters
    ----------
    result : LesionsByRoute
        As from `bone_atlas.evidence.lesions_by_route`.
    anatomy : Anatomy
        For the names of the bones.
    theme : {"light", "dark"}
        Which colours.
    language : str
        Language of the names.

    Returns
    -------
    plotly.graph_objects.Figure
        The bar runs from 0 to 100 % of the study's own lesions. At most 600 px high.
    """
    parts = [part for part in PARTS if part_of(result, part).count != 0]
    bones = {part: _bones(result, part, anatomy, language) for part in parts}
    rows = sum(BIG_LINE_PX + LINE_PX * len(lines) + GAP_PX for lines in bones.values())
    foot = wrapped(FOOT, ROOM_PX, LEAST_PX)
    figure = sheet(BAR_PX + GAP_PX + rows + LINE_PX * len(foot) + 4)
    y = -float(BAR_PX + GAP_PX)
    marks = []
    for part in parts:
        marks.append(_mark(part, y - BIG_LINE_PX / 2, theme))
        write(figure, bold(PARTS[part]), y, theme, x=NAME_AT, size=BIG_PX)
        write(figure, figures_of(result, part), y - 3, theme, x=1, anchor="right")
        write(figure, "<br>".join(bones[part]), y - BIG_LINE_PX, theme, colour=QUIET[theme])
        y -= BIG_LINE_PX + LINE_PX * len(bones[part]) + GAP_PX
    write(figure, "<br>".join(foot), y, theme, colour=QUIET[theme])
    figure.add_traces([_bar(result, part, theme) for part in parts])
    figure.add_traces(marks)
    figure.update_layout(barmode="stack", xaxis_range=[0, 100])
    return figure


def _bar(result: LesionsByRoute, part: str, theme: Theme) -> go.Bar:
    """Return one part of the bar; what is not reported has no length, and its line says so."""
    return go.Bar(
        orientation="h",
        name=PARTS[part],
        x=[part_of(result, part).percent],
        y=[-BAR_PX / 2],
        width=BAR_PX - 4,
        marker=look(part, theme),
        hoverinfo="skip",
        textposition="none",
    )


def _mark(part: str, y: float, theme: Theme) -> go.Scatter:
    """Return a square before the name of a part; a letter in its colour would be too pale to read."""
    colour = HATCH[theme][0] if part == "untold" else look(part, theme)["color"]
    return go.Scatter(
        x=[MARK_AT],
        y=[y],
        mode="markers",
        hoverinfo="skip",
        cliponaxis=False,
        marker={"symbol": "square", "size": MARK_PX, "color": colour},
    )


def _bones(result: LesionsByRoute, part: str, anatomy: Anatomy, language: str) -> list[str]:
    """Name the bones of a part with their lesions, the most first; none that is counted within another."""
    rows = [row for row in result.rows if row.part == part and row.added != 0 and row.count != 0]
    rows.sort(key=lambda row: -(row.added or 0))
    named = [
        _name(row.site_id, anatomy, language) + ("" if row.added is None else f" {row.added}") for row in rows
    ]
    if result.elsewhere and part == "untold":
        named.append(f"places not listed {result.elsewhere}")
    named = [words.replace(" ", "\N{NO-BREAK SPACE}") for words in named]
    for kept in range(len(named), 0, -1):
        rest = len(named) - kept
        words = ", ".join(named[:kept]) + (f" and {rest} more" if rest else "")
        lines = wrapped(words, ROOM_PX, LEAST_PX)
        if len(lines) <= MOST_LINES:
            return lines
    return []


def _name(site: str, anatomy: Anatomy, language: str) -> str:
    return uncapitalised(anatomy.name(site, language).partition(" (")[0])
