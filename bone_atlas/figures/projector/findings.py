"""The figures of detection for a projector: fewer rows than on the page, each with its count and source.

A source is named shortly; the full citations belong beside the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import plotly.graph_objects as go

from bone_atlas.evidence.detection import AT_AUTOPSY, EITHER, IN_LIFE, Accuracy, Finding
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.detection.prevalence import TITLES
from bone_atlas.figures.projector.letters import QUIET, wrapped
from bone_atlas.figures.projector.sheets import (
    BIG_LINE_PX,
    BIG_PX,
    LINE_PX,
    ROOM_PX,
    Scale,
    named,
    sheet,
    track,
    write,
)
from bone_atlas.figures.projector.stage import WIDE
from bone_atlas.layers import NOT_REPORTED
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED
from bone_atlas.wording import bold, capitalised, counted

# Prevalence

HEAD_PX, GAP_PX = 40, 14
#: What a slide at 1280 x 720 leaves below its title and the figure's, above two lines of sources.
MOST_PX = 492
#: The track stands between the value and its count, in parts of the width.
TRACK = (0.29, 0.64)
SCALES = "Each line is a scale of its own: 100 % is all of those its words name."


def prevalence(findings: Iterable[Finding], theme: Theme = "light") -> go.Figure:
    """Return how often bone metastases are found, each figure with a line of its own.

    Parameters
    ----------
    findings : iterable of Finding
        The figures; those that are no prevalence are left out.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    plotly.graph_objects.Figure
        At most `MOST_PX` high. Figures of breast cancer come first, values in words last; what has no room is
        counted under the figure.
    """
    known = [one for one in findings if one.measure in TITLES]
    drawn = prevalence_drawn(known)
    groups = [(measure, [one for one in drawn if one.measure == measure]) for measure in TITLES]
    foot = wrapped(SCALES + _left_out(len(known) - len(drawn)), ROOM_PX)
    figure = sheet(_heads(drawn) + sum(map(_height, drawn)) + LINE_PX * len(foot) + 4)
    y = 0.0
    for measure, members in groups:
        if members and _heads(drawn):
            write(figure, bold(TITLES[measure]), y, theme, size=BIG_PX)
            y -= HEAD_PX
        for one in members:
            _prevalence_row(figure, one, y, theme)
            y -= _height(one)
    write(figure, "<br>".join(foot), y, theme, colour=QUIET[theme])
    return figure


def prevalence_drawn(known: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the figures of prevalence that a slide has room for, one of each work before a second of any."""
    ordered = sorted(known, key=_later)
    works = [named(one) for one in ordered]
    again = [works.index(work) < index for index, work in enumerate(works)]
    kept = sorted(range(len(ordered)), key=lambda index: (_later(ordered[index]), again[index]))
    while kept:
        drawn = tuple(ordered[index] for index in sorted(kept))
        foot = len(wrapped(SCALES + _left_out(len(known) - len(drawn)), ROOM_PX))
        if _heads(drawn) + sum(map(_height, drawn)) + foot * LINE_PX + 4 <= MOST_PX:
            return drawn
        kept.pop()
    return ()


def _later(one: Finding) -> tuple[bool, bool]:
    """Return what puts a figure behind others: it is known in words alone, or of more than breast cancer."""
    return one.percent is None and one.low is None, one.cancer != "breast"


def _heads(drawn: Sequence[Finding]) -> int:
    """Return the height of the headings; figures of one kind need none, for the slide's own says it."""
    measures = len({one.measure for one in drawn})
    return HEAD_PX * measures if measures > 1 else 0


def _left_out(number: int) -> str:
    return f" Not drawn here: {number} more." if number else ""


def _texts(one: Finding) -> list[str]:
    size = one.count.partition(", n = ")[2]
    text = (
        f"{one.found}, of {one.counted}"
        + (f", n = {size}" if size else "")
        + (f"; {one.interval}" if one.is_range else "")
    )
    return wrapped(f"{capitalised(text)} ({named(one)})", ROOM_PX)


def _height(one: Finding) -> int:
    return BIG_LINE_PX + LINE_PX * len(_texts(one)) + GAP_PX


def _prevalence_row(figure: go.Figure, one: Finding, y: float, theme: Theme) -> None:
    colour = {
        IN_LIFE: colours.ACCENT[theme],
        AT_AUTOPSY: colours.SEQUENTIAL[theme][7],
        EITHER: QUIET[theme],
    }[one.measure]
    write(figure, bold(one.value), y, theme, size=BIG_PX)
    write(figure, one.count.partition(", n = ")[0], y - 3, theme, x=1, anchor="right")
    write(figure, "<br>".join(_texts(one)), y - BIG_LINE_PX, theme, colour=QUIET[theme])
    if one.percent is not None or one.low is not None:
        track(figure, one, Scale(y - BIG_LINE_PX / 2 - 1, *TRACK), colour, theme)


# Accuracy

#: Where the value and its track stand, for both columns, in parts of the width.
COLUMNS = ((0.35, (0.52, 0.65)), (0.69, (0.86, 0.99)))
ROW_PX, GROUP_GAP_PX = 40, 14
HEADS = (
    ("Sensitivity", "found, of those<br>with metastases"),
    ("Specificity", "clear, of those<br>without them"),
)


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
    every, start = len({_head(pair) for pair in pairs}), _start(pairs)
    groups = accuracy_drawn(pairs)
    figure = sheet(_accuracy_height(groups, every, start))
    for (x, _), (title, text) in zip(COLUMNS, HEADS, strict=True):
        write(figure, bold(title), 0, theme, x=x)
        write(figure, text, -LINE_PX, theme, x=x, colour=QUIET[theme])
    y = -3.0 * LINE_PX
    for head, members in groups:
        y -= GROUP_GAP_PX
        lines = wrapped(head, ROOM_PX)
        write(figure, "<br>".join(lines), y, theme, colour=QUIET[theme])
        y -= LINE_PX * len(lines) + 4
        for pair in members:
            _accuracy_row(figure, pair, y, start, theme)
            y -= ROW_PX
    write(figure, "<br>".join(_accuracy_foot(every - len(groups), start)), y - 6, theme, colour=QUIET[theme])
    return figure


def accuracy_drawn(pairs: Sequence[Accuracy]) -> list[tuple[str, list[Accuracy]]]:
    """Return the sources that a slide has room for, each with its heading and its tests."""
    groups = [(head, list(members)) for head, members in groupby(pairs, key=_head)]
    groups.sort(key=lambda group: any(pair.either.cancer != "breast" for pair in group[1]))
    every, start = len(groups), _start(pairs)
    while len(groups) > 1 and _accuracy_height(groups, every, start) > WIDE[1]:
        groups.pop()
    return groups


def _start(pairs: Sequence[Accuracy]) -> float:
    """Return where the scales begin: at the half where all values are above it."""
    return 50.0 if min(map(_lowest, pairs)) >= 50 else 0.0


def _head(pair: Accuracy) -> str:
    population = capitalised(pair.population)
    return f"{population} ({named(pair.either)}); {COUNT_NOT_PUBLISHED.replace('count', 'counts')}"


def _lowest(pair: Accuracy) -> float:
    known = [one for one in (pair.sensitivity, pair.specificity) if one is not None]
    return min(edge for one in known for edge in (one.low, one.percent) if edge is not None)


def _accuracy_foot(left_out: int, start: float) -> list[str]:
    more = f" Not drawn here: {counted(left_out, 'more source')}." if left_out else ""
    text = (
        f"Scales from {start:g} to 100 %. \N{BLACK CIRCLE} with its interval, \N{WHITE CIRCLE} without.{more}"
    )
    return wrapped(text, ROOM_PX)


def _accuracy_height(groups: Sequence[tuple[str, list[Accuracy]]], every: int, start: float) -> float:
    height = sum(
        GROUP_GAP_PX + LINE_PX * len(wrapped(head, ROOM_PX)) + 4 + ROW_PX * len(pairs)
        for head, pairs in groups
    )
    return 3 * LINE_PX + height + 10 + LINE_PX * len(_accuracy_foot(every - len(groups), start))


def _accuracy_row(figure: go.Figure, pair: Accuracy, y: float, start: float, theme: Theme) -> None:
    write(figure, capitalised(pair.modality), y, theme)
    for (x, ends), one in zip(COLUMNS, (pair.sensitivity, pair.specificity), strict=True):
        if one is None:
            write(figure, NOT_REPORTED, y, theme, x=x, colour=QUIET[theme])
            continue
        colour = colours.ACCENT[theme] if one.cancer == "breast" else QUIET[theme]
        write(figure, bold(one.value), y, theme, x=x)
        track(figure, one, Scale(y - LINE_PX / 2, *ends, start, 15), colour, theme)
