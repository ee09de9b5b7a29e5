"""What the diagram of the ways is made of: smooth lines, arrowheads, boxes and labels."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bone_atlas.figures.pathway.curves import Box, Via, along, head, length, rounded, smooth, trimmed
from bone_atlas.figures.pathway.labels import wrapped

Point = tuple[float, float]
coordinates = st.floats(-500, 500).map(lambda v: round(v, 1))
sides = st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)])
vias = st.builds(Via, coordinates, coordinates, sides)


@given(vias, vias)
def test_a_smooth_line_keeps_its_ends_and_their_directions(start: Via, end: Via) -> None:
    if math.dist((start.x, start.y), (end.x, end.y)) < 1:
        return
    line = smooth(start, end)
    assert line[0] == pytest.approx((start.x, start.y))
    assert line[-1] == pytest.approx((end.x, end.y))
    (dx, dy) = (line[1][0] - line[0][0], line[1][1] - line[0][1])
    ahead = (end.x - start.x) * start.direction[0] + (end.y - start.y) * start.direction[1]
    if len(line) > 2 and ahead > 50:
        assert dx * start.direction[0] + dy * start.direction[1] > 0


@given(st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=6, unique=True))
def test_trimming_takes_just_what_it_says(line: list[Point]) -> None:
    whole = length(line)
    cut = trimmed(line, 0.2 * whole, 0.3 * whole)
    assert length(cut) == pytest.approx(0.5 * whole, rel=1e-6)
    assert cut[0] == pytest.approx(along(line, 0.2 * whole)[0])
    assert math.dist(cut[-1], along(line, 0.7 * whole)[0]) < 1e-6 * max(1, whole)


def test_an_arrowhead_points_along_its_line() -> None:
    tip, left, right, again = head([(0, 0), (100, 0)], 8, 2)
    assert tip == again == (98, 0)
    assert left[0] == right[0] == 90
    assert left[1] == -right[1] > 3


def test_a_rounded_box_stays_within_its_corners() -> None:
    line = rounded(Box(0, 0, 40, 10), 20)
    assert line[0] == line[-1]
    assert (min(x for x, _ in line), max(y for _, y in line)) == (0, 10)
    assert (0, 0) not in line


def test_names_are_broken_evenly_and_brackets_never_take_a_line() -> None:
    assert wrapped("Pelvis (hip bones)", 200, 14) == ["Pelvis (hip bones)"]
    assert wrapped("Pelvis (hip bones)", 100, 14) == ["Pelvis"]
    assert wrapped("Vertebrae thoracicae (TI-TXII)", 120, 14) == ["Vertebrae", "thoracicae"]
    assert wrapped("Vertebrae thoracicae (TI-TXII)", 170, 14) == ["Vertebrae thoracicae"]
    assert wrapped("one two three four", 90, 14) == ["one two", "three four"]
    assert wrapped("骨盆", 34, 14) == ["骨盆"]
    with pytest.raises(ValueError, match="does not fit"):
        wrapped("Brachiocephalic", 60, 14)


def test_beyond_its_end_a_line_stays_at_its_end() -> None:
    bent = [(0.0, 0.0), (3.0, 0.0), (3.0, 0.0), (3.0, 4.0)]
    assert along(bent, 5) == ((3.0, 2.0), (0.0, 1.0))
    assert along(bent, 70) == ((3.0, 4.0), (0.0, 1.0))
