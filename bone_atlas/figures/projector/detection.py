"""The pictures of detection for a projector: fewer words and rows than on the page, all of them large.

Every number keeps its count and a short name of its source; the full citations belong beside the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import plotly.graph_objects as go

from bone_atlas.evidence.detection import AT_AUTOPSY, COMPUTED_CI, EITHER, IN_LIFE, Accuracy, Band, Finding
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.detection import canvas
from bone_atlas.figures.detection.glyph import BOTTOM, TOP
from bone_atlas.figures.detection.pictures import data_urls
from bone_atlas.figures.detection.prevalence import TITLES
from bone_atlas.figures.detection.threshold import SCHEMATIC, TOP_LOSS, contrast
from bone_atlas.figures.detection.vertebrae import GLYPHS, spine
from bone_atlas.figures.projector.letters import LEAST_PX, LINE_HEIGHT, QUIET, wrapped
from bone_atlas.figures.projector.stage import WIDE
from bone_atlas.layers import NOT_REPORTED
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED

BIG_PX = 28
LINE_PX, BIG_LINE_PX = round(LEAST_PX * LINE_HEIGHT), round(BIG_PX * LINE_HEIGHT)
ROOM_PX = WIDE[0] - 2 * canvas.SIDE_PX - 4
MARK_PX, TRACK_PX, RANGE_PX = 20, 6, 9
_AUTHOR = re.compile(r"([^\W\d][^().;:]*?)(?: [A-Z]{1,3})? \((\d{4})\)")


def short(citation: str) -> str:
    """Return the names and years of a citation: ``"Gong 2018"``; without a year, the name of the work."""
    found = [
        f"{name.removeprefix('as reported by ').strip()} {year}" for name, year in _AUTHOR.findall(citation)
    ]
    if found:
        return ", as reported by ".join(found)
    return re.sub(r" \(.*\)", "", citation).rstrip(".").rpartition(". ")[2]


def _named(one: Finding) -> str:
    return short(one.citation) if one.citation else one.source_text


def _write(figure: go.Figure, text: str, y: float, theme: Theme, **where: object) -> None:
    look = {"size": LEAST_PX, "colour": colours.FLOW_INK[theme], **where}
    canvas.write(figure, text, y, **look)  # type: ignore[arg-type]


def _sheet(height: float) -> go.Figure:
    figure = canvas.sheet(round(height))
    figure.layout.meta = {**figure.layout.meta, "size": [WIDE[0], round(height)]}
    return figure


# Vertebrae

UNIT_PX, SPINE_GAP_PX = 44, 22
SPINES_FOOT = (
    f"Each spine is drawn with {GLYPHS} vertebrae: the filled part is the share found. Each has its own "
    "denominator: do not add them."
)


def vertebrae(rows: Sequence[Finding], theme: Theme = "light") -> go.Figure:
    """Return a row of vertebrae for each test; see `bone_atlas.figures.detection.vertebrae`."""
    foot = wrapped(SPINES_FOOT, ROOM_PX)
    step = BIG_LINE_PX + LINE_PX + round((TOP - BOTTOM) * UNIT_PX) + SPINE_GAP_PX
    figure = _sheet(step * len(rows) + LINE_PX * len(foot) + 8)
    figure.update_xaxes(range=[0, GLYPHS])
    for number, row in enumerate(rows):
        y = -float(step * number)
        name = row.modality[:1].upper() + row.modality[1:]
        cadavers = row.counted.rpartition(", ")[2]
        _write(figure, f"<b>{name}</b>", y, theme, size=BIG_PX)
        _write(figure, f"<b>{row.value}</b>  {row.interval_words}", y - 2, theme, x=1, anchor="right")
        _write(figure, f"{row.count} vertebrae, {cadavers}", y - BIG_LINE_PX, theme, colour=QUIET[theme])
        top = y - BIG_LINE_PX - LINE_PX - 4
        spine(figure, row, top - TOP * UNIT_PX, theme, unit_px=UNIT_PX)
    _write(figure, "<br>".join(foot), -float(step * len(rows)), theme, colour=QUIET[theme])
    return figure


# Prevalence

HEAD_PX, GAP_PX = 40, 14
#: The track stands between the value and its count, in parts of the width.
TRACK = (0.235, 0.64)
SCALES = "Each line is a scale of its own: 100 % is all of those its words name."


def prevalence(found: Iterable[Finding], theme: Theme = "light") -> go.Figure:
    """Return how often bone metastases are known, each figure with a line of its own.

    Parameters
    ----------
    found : iterable of Finding
        The figures; those that are no prevalence are left out.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    plotly.graph_objects.Figure
        At most 600 px high. Values in words come last; what has no room is counted under the figure.
    """
    known = [one for one in found if one.measure in TITLES]
    ordered = sorted(known, key=lambda one: (bool(one.in_words and one.percent is None), known.index(one)))
    drawn = _that_fit(ordered)
    groups = [(measure, [one for one in drawn if one.measure == measure]) for measure in TITLES]
    foot = wrapped(SCALES + _left_out(len(known) - len(drawn)), ROOM_PX)
    figure = _sheet(_heads(drawn) + sum(map(_height, drawn)) + LINE_PX * len(foot) + 4)
    y = 0.0
    for measure, rows in groups:
        if rows:
            _write(figure, f"<b>{TITLES[measure]}</b>", y, theme, size=BIG_PX)
            y -= HEAD_PX
        for one in rows:
            _prevalence_row(figure, one, y, theme)
            y -= _height(one)
    _write(figure, "<br>".join(foot), y, theme, colour=QUIET[theme])
    return figure


def _that_fit(ordered: Sequence[Finding]) -> list[Finding]:
    """Return the first figures that a slide has room for, with the line under them."""
    drawn = list(ordered)
    while drawn:
        foot = len(wrapped(SCALES + _left_out(len(ordered) - len(drawn)), ROOM_PX))
        if _heads(drawn) + sum(map(_height, drawn)) + foot * LINE_PX + 4 <= WIDE[1]:
            break
        drawn.pop()
    return drawn


def _heads(drawn: Sequence[Finding]) -> int:
    return HEAD_PX * len({one.measure for one in drawn})


def _left_out(number: int) -> str:
    return f" Not drawn here: {number} more." if number else ""


def _told(one: Finding) -> list[str]:
    text = f"{one.found}, of {one.counted}" + (f"; {one.interval}" if one.is_range else "")
    return wrapped(f"{text[:1].upper()}{text[1:]} ({_named(one)})", ROOM_PX)


def _height(one: Finding) -> int:
    return BIG_LINE_PX + LINE_PX * len(_told(one)) + GAP_PX


def _prevalence_row(figure: go.Figure, one: Finding, y: float, theme: Theme) -> None:
    colour = {
        IN_LIFE: colours.ACCENT[theme],
        AT_AUTOPSY: colours.SEQUENTIAL[theme][7],
        EITHER: QUIET[theme],
    }[one.measure]
    _write(figure, f"<b>{one.value}</b>", y, theme, size=BIG_PX)
    _write(figure, one.count, y - 3, theme, x=1, anchor="right")
    _write(figure, "<br>".join(_told(one)), y - BIG_LINE_PX, theme, colour=QUIET[theme])
    if one.percent is not None or one.low is not None:
        _track(figure, one, (y - BIG_LINE_PX / 2 - 1, TRACK, 0.0), colour, theme)


def _track(
    figure: go.Figure, one: Finding, at: tuple[float, tuple[float, float], float], colour: str, theme: Theme
) -> None:
    """Draw a scale to 100 % from its start, the range or the interval on it, and the dot where one is known."""
    y, (left, right), start = at

    def place(percent: float) -> float:
        return left + (right - left) * (percent - start) / (100 - start)

    line = {"mode": "lines", "hoverinfo": "skip"}
    figure.add_scatter(
        x=[left, right], y=[y, y], line={"color": canvas.faint(theme), "width": TRACK_PX}, **line
    )
    if one.low is not None and one.high is not None:
        wide = RANGE_PX if one.is_range or one.interval != COMPUTED_CI else TRACK_PX
        ends = [place(one.low), place(one.high)]
        figure.add_scatter(x=ends, y=[y, y], line={"color": colour, "width": wide}, name=one.id, **line)
    if one.percent is not None:
        ring = one.numerator is None and one.low is None
        figure.add_scatter(
            x=[place(one.percent)], y=[y], mode="markers", hoverinfo="skip", cliponaxis=False, name=one.id,
            marker={"size": MARK_PX, "color": colours.PAPER[theme] if ring else colour,
                    "line": {"color": colour, "width": 4}},
        )  # fmt: skip


# Accuracy

#: Where the value and its track stand, for both columns, in parts of the width.
COLUMNS = ((0.36, (0.5, 0.65)), (0.7, (0.84, 0.99)))
ROW_PX, GROUP_GAP_PX = 40, 14
HEADS = (("Sensitivity", "found, of those<br>with metastases"), ("Specificity", "clear, of those<br>without"))


def accuracy(pairs: Sequence[Accuracy], theme: Theme = "light") -> go.Figure:
    """Return the tests with sensitivity and specificity side by side.

    Parameters
    ----------
    pairs : sequence of Accuracy
        As from `bone_atlas.evidence.detection.accuracies`, all on one basis; not empty.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    plotly.graph_objects.Figure
        Groups of rows under their source, those of breast cancer alone first, as many as a slide has room
        for. Both scales begin at the same round number and say so.
    """
    groups = [(head, list(rows)) for head, rows in groupby(pairs, key=_head)]
    groups.sort(key=lambda group: any(pair.either.cancer != "breast" for pair in group[1]))
    every, start = len(groups), 50.0 if min(map(_lowest, pairs)) >= 50 else 0.0
    while len(groups) > 1 and _accuracy_height(groups, every, start) > WIDE[1]:
        groups.pop()
    figure = _sheet(_accuracy_height(groups, every, start))
    for (x, _), (title, words) in zip(COLUMNS, HEADS, strict=True):
        _write(figure, f"<b>{title}</b>", 0, theme, x=x)
        _write(figure, words, -LINE_PX, theme, x=x, colour=QUIET[theme])
    y = -3.0 * LINE_PX
    for head, rows in groups:
        y -= GROUP_GAP_PX
        lines = wrapped(head, ROOM_PX)
        _write(figure, "<br>".join(lines), y, theme, colour=QUIET[theme])
        y -= LINE_PX * len(lines) + 4
        for pair in rows:
            _accuracy_row(figure, pair, y, start, theme)
            y -= ROW_PX
    _write(figure, "<br>".join(_accuracy_foot(every - len(groups), start)), y - 6, theme, colour=QUIET[theme])
    return figure


def _head(pair: Accuracy) -> str:
    population = pair.population[:1].upper() + pair.population[1:]
    return f"{population} ({_named(pair.either)}); {COUNT_NOT_PUBLISHED.replace('count', 'counts')}"


def _lowest(pair: Accuracy) -> float:
    known = [one for one in (pair.sensitivity, pair.specificity) if one is not None]
    return min(edge for one in known for edge in (one.low, one.percent) if edge is not None)


def _accuracy_foot(left_out: int, start: float) -> list[str]:
    more = f" Not drawn here: {left_out} more source{'s' if left_out > 1 else ''}." if left_out else ""
    text = (
        f"Scales from {start:g} to 100 %. \N{BLACK CIRCLE} with its interval, \N{WHITE CIRCLE} without.{more}"
    )
    return wrapped(text, ROOM_PX)


def _accuracy_height(groups: Sequence[tuple[str, list[Accuracy]]], every: int, start: float) -> float:
    rows = sum(
        GROUP_GAP_PX + LINE_PX * len(wrapped(head, ROOM_PX)) + 4 + ROW_PX * len(pairs)
        for head, pairs in groups
    )
    return 3 * LINE_PX + rows + 10 + LINE_PX * len(_accuracy_foot(every - len(groups), start))


def _accuracy_row(figure: go.Figure, pair: Accuracy, y: float, start: float, theme: Theme) -> None:
    _write(figure, pair.modality[:1].upper() + pair.modality[1:], y, theme)
    for (x, track), one in zip(COLUMNS, (pair.sensitivity, pair.specificity), strict=True):
        if one is None:
            _write(figure, NOT_REPORTED, y, theme, x=x, colour=QUIET[theme])
            continue
        colour = colours.ACCENT[theme] if one.cancer == "breast" else QUIET[theme]
        _write(figure, f"<b>{one.value}</b>", y, theme, x=x)
        _track(figure, one, (y - LINE_PX / 2, track, start), colour, theme)


# Threshold

SIDE_PX, PICTURE_GAP_PX = 186, 10


def threshold(band: Band, theme: Theme = "light", images: Mapping[str, str] | None = None) -> go.Figure:
    """Return a vertebra in a cut and on a schematic film at three losses: below, in and above the threshold.

    Parameters
    ----------
    band : Band
        As from `bone_atlas.evidence.detection.threshold_band`.
    theme : {"light", "dark"}
        Which colours.
    images : mapping of str to str, optional
        Addresses of the pictures by name; drawn into the figure by default.

    Returns
    -------
    plotly.graph_objects.Figure
        Three columns, and whose figures they rest on. It says that it is schematic.
    """
    shown = images or data_urls()
    losses = (band.low - 10, (band.low + band.high) / 2, float(TOP_LOSS))
    notes = wrapped(_threshold_note(band), ROOM_PX)
    pictures = 2 * (SIDE_PX + PICTURE_GAP_PX)
    figure = _sheet(LINE_PX + pictures + LINE_PX + 8 + LINE_PX * len(notes))
    for number, loss in enumerate(losses):
        middle = (number + 0.5) / len(losses)
        _write(figure, f"<b>{loss:g} % lost</b>", 0, theme, x=middle, anchor="center")
        _pictures(figure, loss, band, middle, shown)
        verdict = "on a film: " + band.verdict(loss).rpartition(": ")[2]
        _write(figure, verdict, -float(LINE_PX + pictures), theme, x=middle, anchor="center")
    _write(figure, "<br>".join(notes), -float(2 * LINE_PX + pictures + 8), theme, colour=QUIET[theme])
    return figure


def _pictures(figure: go.Figure, loss: float, band: Band, middle: float, images: Mapping[str, str]) -> None:
    """Draw the cut above the film; of each, a veil over the focus as strong as the loss."""
    for row, (name, opacity) in enumerate((("bone", loss / 100), ("film", contrast(loss, band)))):
        y = -float(LINE_PX + row * (SIDE_PX + PICTURE_GAP_PX))
        # Plotly takes two pictures of the same place and size for one: the veil is a hair wider.
        for source, share, wider in ((name, 1.0, 0.0), (f"{name}_veil", opacity, 1e-6)):
            figure.add_layout_image(
                source=images[source], opacity=round(share, 3), sizing="contain", layer="below",
                xref="paper", x=middle, sizex=0.32 + wider, xanchor="center",
                yref="y", y=y, sizey=SIDE_PX, yanchor="top",
            )  # fmt: skip


def _threshold_note(band: Band) -> str:
    cited = [one for one in band.sources if one.source_link] or list(band.sources)
    text = (
        f"{SCHEMATIC} Above: the bone, cut; the ring marks the focus. Below: a plain film. It may show a loss "
        f"of {band.low:g}\N{EN DASH}{band.high:g} % of the mineral ({_named(cited[0])}; {cited[0].verified})."
    )
    against = [one for one in band.others if one.source_link and one.low is not None]
    if against:
        low, high = min(one.low or 0 for one in against), max(one.high or 0 for one in against)
        text += f" Cut pieces of long bone: {low:g}\N{EN DASH}{high:g} % ({_named(against[0])})."
    return text
