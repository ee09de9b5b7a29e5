"""A vertebra from the side, lying: our own drawing, as a closed outline that can be cut."""

from __future__ import annotations

from functools import cache

import numpy as np

#: Corners of the outline. x runs along the spine (head to the left), one vertebra to the unit; y runs from
#: the front of the body (below) to the tip of the spinous process (above).
_CORNERS = (
    (-0.4, 0.1),
    (-0.3, 0.1),
    (-0.27, 0.2),
    (-0.36, 0.28),
    (-0.43, 0.41),
    (-0.3, 0.47),
    (-0.17, 0.38),
    (0.0, 0.4),
    (0.14, 0.54),
    (0.27, 0.7),
    (0.42, 0.74),
    (0.47, 0.64),
    (0.38, 0.5),
    (0.28, 0.39),
    (0.36, 0.31),
    (0.38, 0.2),
    (0.24, 0.22),
    (0.08, 0.27),
    (0.0, 0.18),
    (0.02, 0.09),
    (0.2, 0.07),
    (0.4, 0.1),
    (0.36, -0.08),
    (0.35, -0.3),
    (0.36, -0.52),
    (0.4, -0.7),
    (0.2, -0.67),
    (0.0, -0.66),
    (-0.2, -0.67),
    (-0.4, -0.7),
    (-0.36, -0.52),
    (-0.35, -0.3),
    (-0.36, -0.08),
)
BOTTOM, TOP = -0.7, 0.75
#: The disc behind a vertebra, and before the first: from its middle to both sides, and its ends.
DISC_HALF, DISC_FROM, DISC_TO = 0.12, -0.62, 0.04

Outline = np.ndarray
"""Points of a closed outline, shape (n, 2), without repeating the first."""


@cache
def vertebra() -> Outline:
    """Return the outline of a vertebra, centred on 0.

    Returns
    -------
    numpy.ndarray
        Shape (n, 2): x within half a vertebra's length, y from `BOTTOM` to `TOP`. The corners are cut
        twice; source of the method: Chaikin, Comput Graph Image Process 1974;3:346-349.
    """
    points = np.array(_CORNERS)
    for _ in range(2):
        following = np.roll(points, -1, axis=0)
        points = np.stack([0.75 * points + 0.25 * following, 0.25 * points + 0.75 * following], axis=1)
        points = points.reshape(-1, 2)
    return points


def cut(outline: Outline, x: float) -> Outline:
    """Keep the part of a closed outline to the left of a vertical line.

    Parameters
    ----------
    outline : numpy.ndarray
        Shape (n, 2).
    x : float
        Where the line stands.

    Returns
    -------
    numpy.ndarray
        Shape (m, 2); m is 0 where nothing is left of the line. Source of the method: Sutherland and
        Hodgman, Commun ACM 1974;17:32-42, for one edge.
    """
    kept: list[np.ndarray] = []
    for here, there in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        if here[0] <= x:
            kept.append(here)
        if (here[0] <= x) != (there[0] <= x):
            kept.append(here + (there - here) * (x - here[0]) / (there[0] - here[0]))
    return np.array(kept).reshape(-1, 2)
