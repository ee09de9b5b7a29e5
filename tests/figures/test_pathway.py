"""The diagram of the routes: all of the graph and nothing else, legible."""

from __future__ import annotations

import itertools
import re

import pytest
import shapely
from shapely.geometry import LineString

from bone_atlas.figures import colours, pathway
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.pathway.labels import text_width
from bone_atlas.routes import BLOOD_BORNE
from tests.atlas import BODY
from tests.atlas import ROUTES as WAYS
from tests.figures.pathway_drawn import (
    ENDS,
    REST,
    SIZES,
    boxes,
    contrast,
    drawn,
    every_form,
    every_language,
    every_theme,
    label_of,
    lines,
    rings,
)

# All of the graph


@every_form
@every_theme
@every_language
def test_everything_is_drawn_exactly_once(form: pathway.Form, theme: Theme, language: str) -> None:
    meta = drawn(form, theme, language).layout.meta
    nodes, edges = [row[0] for row in meta["nodes"]], [row[0] for row in meta["edges"]]
    assert len(WAYS.vessels) == 21
    assert len(ENDS) == 15
    assert len(WAYS.segments) == 46
    assert sorted(nodes) == sorted([*WAYS.vessels, *(REST if end == "skeleton" else end for end in ENDS)])
    assert sorted(edges) == sorted(WAYS.segments)
    indexes = [row[-1] for row in meta["nodes"]] + [k for row in meta["edges"] for k in row[1:3]]
    assert len(set(indexes)) == len(indexes) == 21 + 15 + 2 * 46


@every_form
def test_a_box_is_one_trace_with_its_outline_and_its_label(form: pathway.Form) -> None:
    figure = drawn(form)
    for name, *box, index in figure.layout.meta["nodes"]:
        trace = figure.data[index]
        assert trace.mode == "lines+text"
        assert trace.fill == "toself"
        (ring,) = rings(trace)
        for k in (0, 1):
            assert min(point[k] for point in ring) == pytest.approx(box[k], abs=0.06)
            assert max(point[k] for point in ring) == pytest.approx(box[k + 2], abs=0.06)
        assert ring[0] == ring[-1]
        assert box[0] < trace.x[0] < box[2]
        assert box[1] < trace.y[0] < box[3]
        words = " ".join(label_of(trace)[0]).replace("- ", "").lower()
        known = WAYS.vessels[name].short_name if name in WAYS.vessels else None
        if name == REST:
            known = "All other bones"
        known = known or re.sub(r" \(.*\)", "", BODY.name(name))
        assert words == known.lower(), name


@every_form
def test_the_landmarks_are_bold_and_nothing_else_is(form: pathway.Form) -> None:
    figure = drawn(form)
    bold = {name for name, *_, index in figure.layout.meta["nodes"] if label_of(figure.data[index])[1]}
    assert bold == {"breast_tumour", "pulmonary_capillary_bed", "internal_vertebral_venous_plexus"}


@every_form
def test_lungs_are_larger_than_the_boxes_around_them_and_have_a_look_of_their_own(form: pathway.Form) -> None:
    figure = drawn(form)
    area = {name: (x1 - x0) * (y1 - y0) for name, (x0, y0, x1, y1) in boxes(form).items()}
    hearts = ("right_heart", "pulmonary_veins_left_heart")
    assert all(area["pulmonary_capillary_bed"] > 1.5 * area[heart] for heart in hearts)
    fills = {name: figure.data[index].fillcolor for name, *_, index in figure.layout.meta["nodes"]}
    assert list(fills.values()).count(fills["pulmonary_capillary_bed"]) == 1


@every_form
def test_the_groups_are_those_of_the_graph(form: pathway.Form) -> None:
    """Compared with the sorting of the drawn sites, which is made another way."""
    by_routes = WAYS.sites_by_routes()
    groups = pathway.groups(WAYS, BODY)
    assert sorted([*groups["both"], *groups["arteries"]]) == sorted(ENDS)
    for end in set(ENDS) - {"skeleton"}:
        owned = {site for bone in BODY.bones_of(end) for site in [BODY.site_of(bone)]}
        found = {routes for routes, sites in by_routes.items() if owned & set(sites)} - {()}
        both = BLOOD_BORNE in found
        assert (end in groups["both"]) == both, end
    place = boxes(form)
    columns = [
        {place[REST if end == "skeleton" else end][0] for end in groups[name]}
        for name in ("both", "arteries")
    ]
    assert [len(column) for column in columns] == [1, 1]
    assert columns[0] != columns[1]


@every_form
def test_each_group_has_its_heading_right_above(form: pathway.Form) -> None:
    figure = drawn(form)
    words = {re.sub("<.*?>", " ", note.text).split()[0]: note for note in figure.layout.annotations}
    groups = pathway.groups(WAYS, BODY)
    for first, name in (("Both", "both"), ("Arteries,", "arteries")):
        column = [boxes(form)[REST if end == "skeleton" else end] for end in groups[name]]
        top = max(box[3] for box in column)
        assert 0 < words[first].y - top < 40
        assert column[0][0] - 10 < words[first].x < column[0][2] + 10


# Legible


@every_form
@every_language
def test_no_two_boxes_overlap_and_all_is_inside(form: pathway.Form, language: str) -> None:
    (width, height), _ = SIZES[form]
    place = boxes(form, language)
    for (one, a), (other, b) in itertools.combinations(place.items(), 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (one, other)
    everything = [point for box in place.values() for point in (box[:2], box[2:])]
    everything += [point for line in lines(form, language).values() for point in line]
    for trace in drawn(form, "light", language).data:
        everything += [(x, y) for x, y in zip(trace.x, trace.y, strict=True) if x is not None]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in everything)


@every_form
@every_language
def test_bones_keep_a_distance(form: pathway.Form, language: str) -> None:
    place = boxes(form, language)
    for sites in pathway.groups(WAYS, BODY).values():
        column = [place[REST if end == "skeleton" else end] for end in sites]
        gaps = [
            above[1] - below[3] for below, above in itertools.pairwise(sorted(column, key=lambda b: b[1]))
        ]
        assert min(gaps) >= 2
        assert max(gaps) - min(gaps) < 0.3, "evenly spread"


@every_form
@every_theme
@every_language
def test_labels_fit_their_boxes(form: pathway.Form, theme: Theme, language: str) -> None:
    figure = drawn(form, theme, language)
    _, least = SIZES[form]
    for name, x0, y0, x1, y1, index in figure.layout.meta["nodes"]:
        trace = figure.data[index]
        words, bold = label_of(trace)
        size = trace.textfont.size
        assert size >= least
        letter = 0.6 if bold else 0.56
        widths = [size * sum(1.0 if ord(sign) > 0x2E80 else letter for sign in line) for line in words]
        assert max(widths) <= x1 - x0, (name, words)
        assert len(words) <= (2 if form == "wide" else 3)
        assert size * (1.3 * (len(words) - 1) + 1) <= y1 - y0, (name, words)


@every_form
@every_theme
def test_the_type_is_large_and_of_the_page(form: pathway.Form, theme: Theme) -> None:
    figure = drawn(form, theme)
    _, least = SIZES[form]
    fonts = [note.font for note in figure.layout.annotations]
    fonts += [trace.textfont for trace in figure.data if trace.text]
    assert len(fonts) > 40
    assert all(font.size >= least and font.family is None for font in fonts)


@every_form
def test_notes_lie_inside_and_over_no_box_or_line(form: pathway.Form) -> None:
    (width, _), _ = SIZES[form]
    for note in drawn(form).layout.annotations:
        words = re.sub("</?b>", "", note.text).split("<br>")
        wide = max(text_width(line, note.font.size, bold="<b>" in note.text) for line in words)
        high = note.font.size * (1.3 * (len(words) - 1) + 1)
        x0 = note.x if note.xanchor == "left" else note.x - wide / 2
        mine = (x0, note.y - high / 2, x0 + wide, note.y + high / 2)
        assert mine[0] >= 0
        assert mine[2] <= width, note.text
        for box in boxes(form).values():
            assert mine[2] <= box[0] or box[2] <= mine[0] or mine[3] <= box[1] or box[3] <= mine[1], note.text
        for name, line in lines(form).items():
            assert not LineString(line).intersects(shapely.box(*mine)), (note.text, name)


@every_form
@every_theme
def test_text_stands_off_its_box_and_lines_off_the_page(form: pathway.Form, theme: Theme) -> None:
    figure = drawn(form, theme)
    paper = colours.PAPER[theme]
    for *_, index in figure.layout.meta["nodes"]:
        trace = figure.data[index]
        assert contrast(trace.textfont.color, trace.fillcolor) >= 4.5
    for name, curve, heads, *_ in figure.layout.meta["edges"]:
        for ground in (paper, colours.FLOW_PANEL[theme]):
            assert contrast(figure.data[curve].line.color, ground) >= 3
            assert contrast(figure.data[heads].fillcolor, ground) >= 3
        if figure.data[heads].text:
            assert contrast(figure.data[heads].textfont.color, figure.data[heads].fillcolor) >= 4.5, name
    for note in figure.layout.annotations:
        assert contrast(note.font.color, paper) >= 4.5
