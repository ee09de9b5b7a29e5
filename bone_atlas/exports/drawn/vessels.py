"""The routes from the breast to bone on a skeleton: vessels, organs, and a journey up to its step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bone_atlas.exports.drawn.shapes import Canvas, Colour, Look, Stroke
from bone_atlas.exports.drawn.stage import INK, Axes, Stage
from bone_atlas.facts import Rows
from bone_atlas.figures import colours, projector
from bone_atlas.figures.contract import PlotlyObject, SlideOverlay
from bone_atlas.figures.labels import spread
from bone_atlas.figures.overlay import ORGANS
from bone_atlas.figures.projector.letters import LEAST_PX, LINE_HEIGHT, lines
from bone_atlas.routes import BLOOD_BORNE, Journey, VesselDrawing
from bone_atlas.scenes.bodies import tumour_side
from bone_atlas.scenes.state import State
from bone_atlas.tables import ALL_ROUTES
from bone_atlas.wording import bold

#: As the presenter draws them: how much thicker than on the page, and how pale what is not lit.
THICKER, FAINT, OTHER_BREAST = 1.8, 0.16, 0.35
NEXT_PX, DONE_PX, NOW_PX, CELL_PX, TUMOUR_PX = 2.0, 3.2, 4.6, 18, 12
MOST_LABELS = 8
COLOURS = {kind: Colour.of(code) for kind, code in (colours.VESSELS["light"] | ORGANS["light"]).items()}


@dataclass(frozen=True)
class Lit:
    """What of the routes a slide shows.

    Attributes
    ----------
    segments, shown : frozenset of str
        Ids of the segments that are lit, and of those of all routes that are shown.
    journey : Journey or None
        The journey that is followed.
    step : int
        How far it has come; 0 at its beginning.
    side : str
        Side of the tumour.
    """

    segments: frozenset[str]
    shown: frozenset[str]
    journey: Journey | None
    step: int
    side: str


def lit_on(state: State, rows: Rows) -> Lit:
    """Return what lights up: a journey, else what leads to the marked sites, else the routes asked for."""
    routes = rows.routes
    asked = (state.route,) if state.route in ALL_ROUTES else BLOOD_BORNE
    shown = frozenset(one.segment_id for one in routes.segments.values() if set(one.routes) & set(asked))
    journey = routes.journeys.get(state.journey) if state.shows == "ways" else None
    side = tumour_side(state, rows)
    if journey:
        walked = frozenset(part.segment_id for step in journey.steps for part in step.segments)
        return Lit(walked, shown, journey, state.step, side)
    if state.sites:
        found = (routes.lit(item) for item in state.sites)
        lit = frozenset(one for each in found for route in asked for one in each.get(route, ()))
        return Lit(lit, shown, None, 0, side)
    return Lit(shown, shown, None, 0, side)


def trunk_axes(drawing: VesselDrawing, rows: Rows, stage: Stage, *, low: bool) -> tuple[Axes, SlideOverlay]:
    """Return how the trunk lies on a stage, down to the thighs where asked, and what is drawn over it."""
    over = projector.overlay(drawing, rows.routes)
    ranges = (over["thighs"] if low else over["ranges"])["wide"]
    return Axes.fitted(stage, ranges), over


def draw_routes(group: Canvas, drawing: VesselDrawing, axes: Axes, rows: Rows, lit: Lit) -> None:
    """Draw organs, vessels, the path of the journey with its cell, and the tumour.

    Parameters
    ----------
    group : Canvas
        Where they are added.
    drawing : VesselDrawing
        What is drawn of the view.
    axes : Axes
        How its millimetres lie on the slide.
    rows : Rows
        For the names.
    lit : Lit
        As from `lit_on`.
    """
    held = group.group("Routes", "Vessels and organs; their course is schematic")
    _organs(held.group("Organs"), drawing, axes, rows, lit)
    _vessels(held.group("Vessels"), drawing, axes, rows, lit)
    if lit.journey:
        _journey(held.group("Journey", lit.journey.title), drawing, axes, rows, lit)
    x, y = axes.px(*drawing.tumours[lit.side])
    look = Look(COLOURS["heart"], Stroke(Colour("FFFFFF"), 1))
    box = axes.stage.box(x - TUMOUR_PX / 2, y - TUMOUR_PX / 2, TUMOUR_PX, TUMOUR_PX)
    held.rectangle(box, look, f"Tumour, {lit.side} breast", f"Tumour in the {lit.side} breast", "ellipse")


def _inside(points: Sequence[tuple[float, float]], axes: Axes) -> Iterator[list[tuple[float, float]]]:
    """Return the parts of a line within what is seen."""
    part: list[tuple[float, float]] = []
    for x, y in points:
        if axes.x[0] <= x <= axes.x[1] and axes.y[0] <= y <= axes.y[1]:
            part.append((x, y))
        else:
            yield part
            part = []
    yield part


def _organs(group: Canvas, drawing: VesselDrawing, axes: Axes, rows: Rows, lit: Lit) -> None:
    arterial = any(rows.routes.segments[one].drawn_as == "artery" for one in lit.segments)
    for organ in drawing.organs:
        kind = organ.organ_id.split("_")[0]
        colour = COLOURS[kind]
        through = arterial and kind in ("lung", "heart")
        pale = OTHER_BREAST if kind == "breast" and not organ.organ_id.endswith(lit.side) else 1.0
        share = (0.55 if kind == "heart" else 0.4) if through else 0.1
        edge = colour._replace(alpha=(1.0 if through else 0.45) * pale)
        look = Look(colour._replace(alpha=share * pale), Stroke(edge, 1.5 if through else 1))
        name = organ.organ_id.replace("_", " ").capitalize()
        group.freeform([axes.ring(organ.points)], look, name, name)


def _vessels(group: Canvas, drawing: VesselDrawing, axes: Axes, rows: Rows, lit: Lit) -> None:
    routes = rows.routes
    paired = {vessel.vessel_id for vessel in routes.vessels.values() if vessel.paired}
    seen = {(name, line.side) for line in drawing.lines if line.detail == 1 for name in line.segments}
    for line in drawing.lines:
        beyond = line.side not in ("midline", lit.side) and all(
            routes.segments[name].from_id in paired for name in line.segments
        )
        overview = line.detail == 1 or not any((name, line.side) in seen for name in line.segments)
        if beyond or not overview:
            continue
        strong = lit.journey is None and not lit.segments.isdisjoint(line.segments)
        if not strong and lit.shown.isdisjoint(line.segments):
            continue
        width = min(max(line.width_mm * 0.2 + 1.0, 1.3), 4.2) * THICKER * axes.stage.points
        colour = COLOURS[line.kind]._replace(alpha=1.0 if strong else FAINT)
        look = Look(line=Stroke(colour, width, _dashes(line.kind)))
        parts = [axes.ring(part) for part in _inside(line.points, axes)]
        name = line.label or routes.name(line.segments[0])
        group.freeform(parts, look, name, name, closed=False)


def _dashes(kind: str) -> tuple[float, ...]:
    """Return dashes and gaps in widths of a line some 2 px wide."""
    written = colours.FINE_DASHES[kind]
    return (
        () if written == "solid" else tuple(float(part.removesuffix("px")) / 2 for part in written.split(","))
    )


def _journey(group: Canvas, drawing: VesselDrawing, axes: Axes, rows: Rows, lit: Lit) -> None:
    journey = lit.journey
    if journey is None:
        return
    kind, cell = "vein", None
    for step, path in zip(journey.steps, drawing.journeys[journey.journey_id], strict=True):
        kind = step.segments[0].drawn_as if step.segments else kind
        if step.number <= max(lit.step, 1) and path.points:
            cell = path.points[-1 if lit.step else 0]
        if len(path.points) < 2:
            continue
        ahead = step.number > lit.step
        wide = (NEXT_PX if ahead else NOW_PX if step.number == lit.step else DONE_PX) * THICKER
        start, end = (rows.routes.short_name(one) for one in (step.from_id, step.to_id))
        name = f"Step {step.number}: {start} to {end}"
        parts = [axes.ring(part) for part in _inside(path.points, axes)]
        halo = Stroke(Colour("FFFFFF"), (wide + 2.6) * axes.stage.points)
        group.freeform(parts, Look(line=halo), f"{name}, edge", closed=False)
        colour = COLOURS[kind]._replace(alpha=0.75 if ahead else 1.0)
        line = Stroke(colour, wide * axes.stage.points, _dashes(kind) if ahead else ())
        group.freeform(parts, Look(line=line), name, name, closed=False)
    if cell:
        x, y = axes.px(*cell)
        box = axes.stage.box(x - CELL_PX / 2, y - CELL_PX / 2, CELL_PX, CELL_PX)
        look = Look(Colour("FFFFFF"), Stroke(COLOURS["heart"], 2.5))
        group.rectangle(box, look, "The cell", f"The cell, after step {lit.step}", "ellipse")


# Labels ----------------------------------------------------------------------------------------------


def draw_names(group: Canvas, over: SlideOverlay, axes: Axes, rows: Rows, lit: Lit) -> None:
    """Name what is lit, beside the body: at most eight vessels."""
    wanted = _wanted(over, rows, lit)
    held = group.group("Labels")
    columns: tuple[list[PlotlyObject], list[PlotlyObject]] = ([], [])
    for note in over["labels"]:
        if note["name"] not in wanted:
            continue
        off = note["x"] - over["middle"]
        is_aside = abs(off) > over["midline"]
        side = int(off > 0) if is_aside else int(len(columns[1]) < len(columns[0]))
        columns[side].append(note)
    scale = axes.inner[3] / (axes.y[1] - axes.y[0])
    for side, column in enumerate(columns):
        if not column:
            continue
        ordered = sorted(column, key=lambda note: -note["y"])
        sizes = [(lines(note["text"]) * LINE_HEIGHT * LEAST_PX + 6) / scale for note in ordered]
        room = (over["room"][0] + sizes[-1] / 2, over["room"][1] - sizes[0] / 2)
        heights = spread([note["y"] for note in ordered], sizes, *room)
        for note, y in zip(ordered, heights, strict=True):
            edge, end = axes.at((over["columns"][side], y)), axes.at((note["x"], note["y"]))
            held.freeform([[edge, end]], Look(line=Stroke(Colour.of(INK), 0.75)), "Leader", closed=False)
            x, down = axes.px(over["columns"][side], y)
            now = bool(lit.journey and lit.step and lit.journey.steps[lit.step - 1].to_id == note["name"])
            text = bold(note["text"]) if now else note["text"]
            place = (x + (4 if side else -4), down)
            aside: Literal["left", "right"] = "left" if side else "right"
            axes.stage.write(held, text, place, size=LEAST_PX, anchor=(aside, "middle"))


def _wanted(over: SlideOverlay, rows: Rows, lit: Lit) -> set[str]:
    known = {note["name"] for note in over["labels"]}
    routes = rows.routes
    if lit.journey:
        nodes = [end for step in lit.journey.steps for end in (step.from_id, step.to_id)]
    else:
        ends = [
            (routes.segments[one].from_id, routes.segments[one].to_id)
            for one in routes.segments
            if one in lit.segments
        ]
        nodes = [node for pair in ends for node in pair]
    found = [node for node in dict.fromkeys(nodes) if node in known]
    # The veins that come in pairs stand last: they lie nearest to the breast.
    found.sort(key=lambda node: routes.vessels[node].paired)
    return set(found[:MOST_LABELS])
