"""The diagram: everything in it once, nothing over anything else, words that fit and can be read."""

from __future__ import annotations

import math
import re
from itertools import combinations, pairwise

import plotly.graph_objects as go
import pytest

from bone_atlas import tables
from bone_atlas.anatomy import Anatomy
from bone_atlas.figures import colours
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.pathway import SIZES, pathway
from bone_atlas.figures.pathway.draw import BOXES, DOUBTFUL
from bone_atlas.figures.pathway.layout import GROUPS, OTHERS, Form, ends
from bone_atlas.routes import BLOOD_BORNE, STATUS_LABELS, Routes

TABLES = tables.load()
BODY = Anatomy(TABLES)
ROUTES = Routes(TABLES, BODY)
FORMS: tuple[Form, ...] = ("wide", "narrow")
MADE = {(form, theme): pathway(ROUTES, BODY, theme, form) for form in FORMS for theme in THEMES}
BOTH = pytest.mark.parametrize("form", FORMS)
#: Width of a letter of a wide sans-serif font, in its size.
EM, BOLD_EM = 0.56, 0.6


def boxes(form: Form) -> dict[str, tuple[float, float, float, float]]:
    return {row[0]: tuple(row[1:5]) for row in MADE[form, "light"].layout.meta["nodes"]}


def lines(form: Form) -> dict[str, list[tuple[float, float]]]:
    return {
        row[0]: list(zip(row[3], row[4], strict=True)) for row in MADE[form, "light"].layout.meta["edges"]
    }


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def box_ends(segment: str) -> tuple[str, str]:
    found = ROUTES.segments[segment]
    return found.from_id, OTHERS if segment == OTHERS else found.to_id


@BOTH
def test_every_vessel_segment_and_end_is_there_once(form: Form) -> None:
    meta = MADE[form, "light"].layout.meta
    wanted = [*ROUTES.vessels, *dict.fromkeys(
        box_ends(name)[1] for name, s in ROUTES.segments.items() if s.to_id not in ROUTES.vessels
    )]  # fmt: skip
    assert sorted(row[0] for row in meta["nodes"]) == sorted(wanted) == sorted(meta["order"])
    assert [row[0] for row in meta["edges"]] == list(ROUTES.segments)
    traces = [row[-1] for row in meta["nodes"]] + [i for row in meta["edges"] for i in row[1:3]]
    assert len(set(traces)) == len(traces)


@BOTH
def test_boxes_lie_inside_and_apart(form: Form) -> None:
    width, height = SIZES[form]
    for x0, y0, x1, y1 in boxes(form).values():
        assert 0 <= x0 < x1 <= width
        assert 0 <= y0 < y1 <= height
    for one, other in combinations(boxes(form).values(), 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1], (one, other)


@BOTH
def test_an_edge_joins_its_two_boxes(form: Form) -> None:
    for name, line in lines(form).items():
        for end, (x, y) in zip(box_ends(name), (line[0], line[-1]), strict=True):
            x0, y0, x1, y1 = boxes(form)[end]
            away = math.hypot(max(x0 - x, 0, x - x1), max(y0 - y, 0, y - y1))
            assert 0 < away < 3, (name, end)


@BOTH
def test_no_edge_runs_through_a_foreign_box(form: Form) -> None:
    for name, line in lines(form).items():
        dense = [
            (a[0] + (b[0] - a[0]) * i / 12, a[1] + (b[1] - a[1]) * i / 12)
            for a, b in pairwise(line) for i in range(13)
        ]  # fmt: skip
        for box, (x0, y0, x1, y1) in boxes(form).items():
            inside = [p for p in dense if x0 < p[0] < x1 and y0 < p[1] < y1]
            assert not inside, (name, box, inside[0])


@BOTH
@pytest.mark.parametrize("theme", THEMES)
def test_words_fit_their_boxes_and_are_large_enough(form: Form, theme: Theme) -> None:
    figure = MADE[form, theme]
    for name, x0, y0, x1, y1, trace in figure.layout.meta["nodes"]:
        words = figure.data[trace].text[-1]
        size = figure.data[trace].textfont.size
        assert size >= {"wide": 13, "narrow": 12.5}[form]
        rows = re.sub("</?b>", "", words).split("<br>")
        em = BOLD_EM if "<b>" in words else EM
        assert max(map(len, rows)) * em * size <= x1 - x0, name
        assert len(rows) * size * 1.15 <= y1 - y0 + 3, name


@pytest.mark.parametrize("theme", THEMES)
def test_everything_stands_out_from_its_ground(theme: Theme) -> None:
    for ground, rim, ink in BOXES[theme].values():
        assert contrast(ink, ground) >= 7
        assert contrast(rim, colours.PAPER[theme]) >= 3
    for kind, colour in colours.VESSELS[theme].items():
        assert contrast(colour, colours.PAPER[theme]) >= 4.5, kind


@BOTH
@pytest.mark.parametrize("theme", THEMES)
def test_kinds_are_told_apart_by_colour_and_dash(form: Form, theme: Theme) -> None:
    figure = MADE[form, theme]
    looks = {}
    for name, curve, *_ in figure.layout.meta["edges"]:
        line = figure.data[curve].line
        looks.setdefault(ROUTES.segments[name].kind, set()).add((line.color, line.dash))
    assert set(looks) == {"vein", "artery", "plexus", "lymph"}
    assert all(len(found) == 1 for found in looks.values())
    assert len({dash for found in looks.values() for _, dash in found}) == 4


def heads(figure: go.Figure, trace: int) -> list[list[tuple[float, float]]]:
    """The closed triangles of a trace of heads."""
    rings: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(figure.data[trace].x, figure.data[trace].y, strict=True):
        if x is None:
            rings.append([])
        else:
            rings[-1].append((x, y))
    return [ring for ring in rings if len(ring) == 4]


@BOTH
def test_arrowheads_tell_the_direction_and_a_mark_tells_doubt(form: Form) -> None:
    figure = MADE[form, "light"]
    for name, _, trace, xs, ys in figure.layout.meta["edges"]:
        segment = ROUTES.segments[name]
        found = heads(figure, trace)
        tips = {(xs[-1], ys[-1]), (xs[0], ys[0])} if segment.two_way else {(xs[-1], ys[-1])}
        assert {ring[0] for ring in found} == tips, name
        marked = "<b>?</b>" in (figure.data[trace].text or ())
        assert marked == (segment.status in DOUBTFUL), name


@BOTH
def test_marks_do_not_cover_each_other(form: Form) -> None:
    figure = MADE[form, "light"]
    marks = [
        (figure.data[row[2]].x[-1], figure.data[row[2]].y[-1])
        for row in figure.layout.meta["edges"] if figure.data[row[2]].text
    ]  # fmt: skip
    assert len(marks) >= 8
    assert all(math.dist(a, b) > 13.2 for a, b in combinations(marks, 2))


def test_the_groups_follow_from_the_graph() -> None:
    groups = ends(ROUTES)
    assert set(groups) == set(GROUPS)
    for site in groups["both"]:
        assert ROUTES.routes_that_reach(site, BLOOD_BORNE) == BLOOD_BORNE
    for site in groups["arteries"]:
        if site != OTHERS:
            assert ROUTES.routes_that_reach(site, BLOOD_BORNE) == ("pulmonary_systemic",)
    for form in FORMS:
        above = {boxes(form)[site][1] for site in groups["arteries"]}
        below = {boxes(form)[site][1] for site in groups["both"]}
        beside = {boxes(form)[site][0] for site in groups["arteries"]} != {
            boxes(form)[s][0] for s in groups["both"]
        }
        assert beside or min(above) > max(below)


def test_texts_tell_status_and_source_of_every_segment() -> None:
    texts = MADE["wide", "light"].layout.meta["texts"]
    for name, segment in ROUTES.segments.items():
        title, body = texts[name]
        assert title == ("All other bones" if name == OTHERS else ROUTES.name(name))
        assert f"Status: {STATUS_LABELS[segment.status]}" in body
        assert f"Source: {segment.source_text}" in body
        assert segment.status_note in body
    for name, vessel in ROUTES.vessels.items():
        assert texts[name] == [vessel.name, vessel.about]
    assert "by the vertebral veins" in texts["pelvis"][1]
    assert "vertebral" not in texts["ribs"][1]


@BOTH
def test_the_lymphatic_way_can_be_hidden_alone(form: Form) -> None:
    meta = MADE[form, "light"].layout.meta
    hidden = set(meta["lymph"])
    lymph = {name for name, s in ROUTES.segments.items() if s.kind == "lymph"}
    assert {row[0] for row in meta["edges"] if row[1] in hidden and row[2] in hidden} == lymph
    assert {row[0] for row in meta["nodes"] if row[-1] in hidden} == {"internal_mammary_nodes"}


@BOTH
def test_it_is_small(form: Form) -> None:
    assert len(MADE[form, "light"].to_json(engine="json")) < 120_000
