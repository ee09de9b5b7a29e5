"""Bars of lesions by route: parts from counts, every percentage with its count, room on a telephone."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from bone_atlas.evidence import lesions_by_route_of
from bone_atlas.figures import colours
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.reach import FIGURES_PX, PARTS, reach_bars
from tests.atlas import BODY, LAYERS, ROUTES

RESULTS = lesions_by_route_of(LAYERS.values(), ROUTES, BODY)
#: No letter of the fonts used is wider on average than this share of its height (bold 8 % more).
LETTER = 0.56
NARROW_PX = 360


def plain(text: str) -> str:
    return re.sub(r"<(?!br)[^>]+>", "", text)


def width(text: str, size: float) -> float:
    return max(
        len(line) * size * LETTER * (1.08 if "<b>" in text else 1) for line in plain(text).split("<br>")
    )


@pytest.mark.parametrize("theme", THEMES)
def test_each_part_is_as_long_as_its_share(theme: Theme) -> None:
    figure = reach_bars(RESULTS, theme)
    assert [trace.name for trace in figure.data] == list(PARTS.values())
    for number, result in enumerate(RESULTS):
        lengths = [trace.x[number] for trace in figure.data]
        assert lengths == [
            result.both.percent, result.unknown.percent, result.arteries.percent, result.untold.percent,
        ]  # fmt: skip
        assert sum(length or 0 for length in lengths) == pytest.approx(100)
    assert figure.layout.barmode == "stack"
    assert tuple(figure.layout.xaxis.range) == (0, 100)
    assert figure.layout.meta == {"kind": "static"}
    assert {trace.marker.color for trace in figure.data[:3]} == set(colours.REACH[theme].values())
    assert figure.data[3].marker.pattern.shape == "/"


def test_what_is_written() -> None:
    said = [plain(note.text) for note in reach_bars(RESULTS).layout.annotations]
    start = said.index("Wang 2012, breast, moderate  184 lesions")
    assert said[start + 1 : start + 9] == [
        "■ Both routes", "51.6 %, 95 of 184 (44.5–58.7)",
        "■ Veins not known", "41.8 %, 77 of 184 (35.0–49.1)",
        "■ No vein named", "1.1 %, 2 of 184 (0.3–3.9)",
        "■ Cannot be told", "5.4 %, 10 of 184",
    ]  # fmt: skip
    start = said.index("Osorio 2017, thyroid  616 lesions")
    assert said[start + 2 : start + 9 : 2] == [
        "count not published", "count not published", "count not published", "100.0 %, 616 of 616",
    ]  # fmt: skip
    start = said.index("Chinese thesis, lesions  619 lesions")
    assert said[start + 2] == "not reported apart", "no row lies wholly there: not a zero"
    assert len(said) == 9 * len(RESULTS) + 1


def test_no_percentage_without_its_count() -> None:
    figure = reach_bars(RESULTS)
    told = [note.text for note in figure.layout.annotations] + [
        t for trace in figure.data for t in trace.text
    ]
    for text in told:
        for match in re.finditer(r"[\d.]+ %(?! conf)", text):
            assert re.match(r", \d+ of \d+", text[match.end() :])


def test_words_are_large_apart_and_fit_on_a_telephone() -> None:
    figure = reach_bars(RESULTS)
    notes = figure.layout.annotations
    assert all(note.font.size >= 13 for note in notes)
    for note in notes:
        room = FIGURES_PX if note.text.startswith("<span") else NARROW_PX - figure.layout.margin.r
        assert note.xshift + figure.layout.margin.l + width(note.text, note.font.size) < room, note.text
    heights = sorted({note.y for note in notes})
    assert min(b - a for a, b in pairwise(heights)) >= 20
    assert heights[0] > 0
    assert heights[-1] < figure.layout.height
    assert tuple(figure.layout.yaxis.range) == (figure.layout.height, 0)


def test_bars_lie_between_their_title_and_their_lines() -> None:
    figure = reach_bars(RESULTS)
    notes = list(figure.layout.annotations)[:-1]
    for number in range(len(RESULTS)):
        title, first = notes[9 * number], notes[9 * number + 1]
        for trace in figure.data:
            assert title.y + 13 / 2 < trace.y[number] - trace.width / 2
            assert trace.y[number] + trace.width / 2 < first.y - 13 / 2


def test_none_at_all() -> None:
    assert len(reach_bars([]).layout.annotations) == 1
