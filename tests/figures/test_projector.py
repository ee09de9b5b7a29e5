"""Figures for a projector: letters of 24 px and more, contrast of 7:1, nothing cut, nothing over anything."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bone_atlas import tables
from bone_atlas.anatomy import CARTILAGE
from bone_atlas.evidence import detection
from bone_atlas.evidence.comparable import difference
from bone_atlas.evidence.disagreement import count_layer, range_layer
from bone_atlas.evidence.marrow import against_marrow
from bone_atlas.evidence.pooling import agreements
from bone_atlas.evidence.reach import lesions_by_route_of
from bone_atlas.figures import colours, comparison, geometry, projector, reach, skeleton
from bone_atlas.figures import marrow as marrow_figure
from bone_atlas.figures.agreement import agreement_plot
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.detection import accuracy, prevalence, threshold, vertebrae
from bone_atlas.figures.legend import LEGEND
from bone_atlas.figures.projector import findings, key, labels, letters, pictures, rows, sheets, stage
from bone_atlas.figures.projector.enlarged import contrast, legible
from bone_atlas.figures.ranking import ranking
from bone_atlas.layers import TIER_LABELS, Layer
from tests.atlas import BODY, DRAWINGS, LAYERS, ROUTES, TABLES
from tests.cases import every_case

DERIVED = {
    "difference": difference(LAYERS["shaked_zari_2025"], LAYERS["medicine_today_2018"], BODY),
    "small difference": difference(
        LAYERS["shaked_zari_2025.triple_negative"], LAYERS["shaked_zari_2025.luminal_a"], BODY
    ),
    "range": range_layer(LAYERS.values(), BODY),
    "count": count_layer(LAYERS.values(), BODY),
}
PAINTED: dict[str, Layer] = {**LAYERS, **DERIVED}
SINGLE = ("front", "back", "left")
VIEWS = (*SINGLE, "all")
STAGES = ((760, 600), (1150, 920))
FOUND = detection.findings(TABLES)
IN_LIFE = [one for one in FOUND if one.measure == detection.IN_LIFE and one.cancer in ("breast", "mixed")]
AUTOPSY = [
    one
    for one in FOUND
    if one.measure in (detection.AT_AUTOPSY, detection.EITHER) and one.cancer in ("breast", "mixed")
]
PER_PATIENT = detection.accuracies(FOUND, "per patient")
BAND = detection.threshold_band(FOUND)


class Box(NamedTuple):
    """A rectangle on a stage, in px from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    def meets(self, other: Box) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5
        )


@cache
def painted(layer: str, view: str, theme: Theme = "light") -> dict[str, Any]:
    return projector.paint(PAINTED[layer], view, BODY, theme)


@cache
def base(view: str) -> go.Figure:
    return projector.base_figure(view, BODY, dict.fromkeys(SINGLE, "/shade.webp"))


def grow(size: tuple[float, float], drawn_for: tuple[float, float]) -> float:
    """How much larger the component draws a figure on a stage."""
    return max(1.0, min(size[0] / drawn_for[0], size[1] / drawn_for[1]))


def shown(view: str, size: tuple[float, float], form: str) -> tuple[float, float, float, float, float]:
    """px per mm, then x and y in mm of the upper left corner of the plot area, its width and height in px."""
    scale = grow(size, getattr(stage, form.upper()))
    width, height = size[0], size[1] - base(view).layout.margin.b * scale
    wanted = base(view).layout.meta["ranges"][form]
    spans = [wanted[axis][1] - wanted[axis][0] for axis in "xy"]
    per_mm = min(width / spans[0], height / spans[1])
    # Plotly widens the range that has room to spare to both sides.
    x0 = sum(wanted["x"]) / 2 - width / per_mm / 2
    y1 = sum(wanted["y"]) / 2 + height / per_mm / 2
    return per_mm, x0, y1, width, height


def box(note: dict[str, Any], look: tuple[float, float, float, float, float], scale: float) -> Box:
    """Where an annotation of the skeleton lies."""
    per_mm, x0, y1, _, height = look
    size = note["font"]["size"] * scale
    if note["xref"] == "paper":
        x, y = note["xshift"] * scale, height - note["yshift"] * scale
    else:
        x, y = (note["ax"] - x0) * per_mm, (y1 - note["ay"]) * per_mm
    wide, high = letters.width(note["text"], size), letters.height(note["text"], size)
    left = x - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[note["xanchor"]]
    return Box(left, y - high / 2, left + wide, y + high / 2, note["text"])


def boxes_of(layer: str, view: str, size: tuple[float, float], form: str) -> list[Box]:
    look, scale = shown(view, size, form), grow(size, getattr(stage, form.upper()))
    paint = painted(layer, view)
    notes = [*paint["key"]["annotations"], *(paint["layout"]["annotations"] if form == "wide" else [])]
    return [box(note, look, scale) for note in notes]


def assert_apart(found: list[Box], size: tuple[float, float]) -> None:
    for one in found:
        assert min(one.left, size[0] - one.right) >= -1, f"{one} is cut at a side"
        assert min(one.top, size[1] - one.bottom) >= -2, f"{one} is cut above or below"
    for one, other in itertools.combinations(found, 2):
        assert not one.meets(other), f"{one} lies over {other}"


# The skeleton


@every_case("view", VIEWS)
@every_case("layer", PAINTED)
def test_letters_of_the_skeleton_are_large_and_strong(layer: str, view: str) -> None:
    for theme in THEMES:
        paint = painted(layer, view, theme)
        notes = [*paint["key"]["annotations"], *paint["layout"]["annotations"]]
        assert notes
        for note in notes:
            assert note["font"]["size"] >= 24
            assert contrast(note["font"]["color"], colours.PAPER[theme]) >= 7


@every_case("size", STAGES)
@every_case("view", VIEWS)
@every_case("layer", PAINTED)
def test_no_words_of_the_skeleton_overlap_or_leave_the_stage(
    layer: str, view: str, size: tuple[int, int]
) -> None:
    assert_apart(boxes_of(layer, view, size, "wide"), size)


@every_case("view", VIEWS)
@every_case("layer", PAINTED)
def test_the_key_fits_one_of_two_figures_side_by_side(layer: str, view: str) -> None:
    assert_apart(boxes_of(layer, view, (480, 600), "narrow"), (480, 600))


@every_case(("form", "size"), [("wide", (760, 600)), ("wide", (1150, 920)), ("narrow", (480, 600))])
@every_case("view", VIEWS)
def test_no_key_lies_on_a_bone(view: str, form: str, size: tuple[int, int]) -> None:
    look = shown(view, size, form)
    per_mm, x0, y1, *_ = look
    bones = len(skeleton.trace_keys(view, BODY))
    points = [
        ((x - x0) * per_mm, (y1 - y) * per_mm)
        for trace in base(view).data[:bones]
        for x, y in zip(trace.x, trace.y, strict=True)
        if x is not None
    ]
    scale = grow(size, getattr(stage, form.upper()))
    for layer in PAINTED:
        for one in (box(note, look, scale) for note in painted(layer, view)["key"]["annotations"]):
            hit = [p for p in points if one.left < p[0] < one.right and one.top < p[1] < one.bottom]
            assert not hit, f"{one.text} of {layer} lies on a bone at {hit[:2]}"


@pytest.mark.parametrize("view", SINGLE)
def test_the_skeleton_fills_the_height_and_labels_stand_beside_it(view: str) -> None:
    drawn = geometry.view(view)
    for size in STAGES:
        per_mm, x0, *_ = shown(view, size, "wide")
        assert drawn.height_mm * per_mm >= 0.97 * size[1]
        body = ((drawn.x0 - x0) * per_mm, (drawn.x0 + drawn.width_mm - x0) * per_mm)
        for layer in PAINTED:
            scale = grow(size, stage.WIDE)
            for note in painted(layer, view)["layout"]["annotations"]:
                one = box(note, shown(view, size, "wide"), scale)
                assert one.right <= body[0] or one.left >= body[1], f"{one} lies on the body"


@pytest.mark.parametrize("view", VIEWS)
def test_shapes_of_the_key_stay_inside_its_height(view: str) -> None:
    for name, layer in PAINTED.items():
        drawing, height = key.key(layer, colours.layer_top(layer), "light", under=view == "all")
        low = drawing.lift
        assert height <= (key.UNDER_PX if view == "all" else stage.WIDE[1] / 2)
        for shape in (shape for shape in drawing.shapes if shape["type"] == "rect"):
            assert 0 <= shape["x0"] < shape["x1"] <= key.ROW_PX, name
            assert low <= shape["y0"] < shape["y1"] <= low + height, name


def test_the_key_says_what_the_page_says() -> None:
    words = " ".join(
        note["text"] for note in painted("shaked_zari_2025", "front")["key"]["annotations"][::-1]
    )
    assert "% of 107 patients with bone metastases" in words
    assert {"0", "30", "60\N{NO-BREAK SPACE}%", "not reported"} <= {
        note["text"] for note in painted("shaked_zari_2025", "front")["key"]["annotations"]
    }
    assert {note["text"] for note in painted("article", "all")["key"]["annotations"]} == set(
        TIER_LABELS.values()
    )
    small = {note["text"] for note in painted("shaked_zari_2025.luminal_b", "front")["key"]["annotations"]}
    assert "small group" in small
    assert [note["text"] for note in painted("difference", "front")["key"]["annotations"]][1:4] == [
        "−20", "0", "+20",
    ]  # fmt: skip


def test_the_bar_runs_from_the_first_to_the_last_colour() -> None:
    for theme in THEMES:
        for layer, ends in (
            ("shaked_zari_2025", (colours.colour_at, 0, 1)),
            ("difference", (colours.diverging_at, -1, 1)),
        ):
            drawing, _ = key.key(PAINTED[layer], 60, theme)
            bars = [shape for shape in drawing.shapes if shape["type"] == "rect"]
            slices = [bar["fillcolor"] for bar in bars if bar["y1"] - bar["y0"] == key.BAR_PX]
            colour, low, high = ends
            step = (high - low) / key.SLICES / 2
            assert slices[0] == colour(low + step, theme)
            assert slices[key.SLICES - 1] == colour(high - step, theme)


@pytest.mark.parametrize("view", VIEWS)
def test_paint_differs_from_the_page_in_words_alone(view: str) -> None:
    page = skeleton.paint(LAYERS["shaked_zari_2025"], view, BODY)
    slide = painted("shaked_zari_2025", view)
    assert slide["traces"]["fillcolor"] == page["traces"]["fillcolor"]
    assert slide["texts"] == page["texts"]
    assert slide["traces"]["visible"][-len(LEGEND) :] == [False] * len(LEGEND)
    assert all(slide["traces"]["visible"][: -len(LEGEND)])
    assert slide["layout"]["coloraxis"] == {"showscale": False}
    json.dumps(slide, allow_nan=False)


def test_a_shared_top_changes_colours_and_ticks() -> None:
    look = projector.paint(LAYERS["medicine_today_2018"], "front", BODY, top=80, labels=False)
    assert "80\N{NO-BREAK SPACE}%" in {note["text"] for note in look["key"]["annotations"]}
    assert look["layout"]["annotations"] == []
    lumbar = [site for site, _ in skeleton.trace_keys("front", BODY)].index("lumbar_spine")
    value = LAYERS["medicine_today_2018"].value("lumbar_spine").percent
    assert look["traces"]["fillcolor"][lumbar] == colours.colour_at((value or 0) / 80)


@pytest.mark.parametrize("view", VIEWS)
def test_the_base_is_the_pages_without_legend(view: str) -> None:
    page = skeleton.base_figure(view, BODY, dict.fromkeys(SINGLE, "/shade.webp"))
    assert base(view).layout.meta["bones"] == page.layout.meta["bones"]
    assert base(view).layout.showlegend is False
    assert base(view).layout.meta["stages"]["wide"] == [760, 600]
    for ranges in base(view).layout.meta["ranges"].values():
        for trace in base(view).data[: len(skeleton.trace_keys(view, BODY))]:
            assert all(ranges["x"][0] <= x <= ranges["x"][1] for x in trace.x if x is not None)
            assert all(ranges["y"][0] <= y <= ranges["y"][1] for y in trace.y if y is not None)


@every_case("view", VIEWS)
@every_case("theme", THEMES)
def test_hidden_values_are_nowhere(view: str, theme: Theme) -> None:
    look = projector.hidden(view, ROUTES, BODY, theme)
    assert look["texts"] == look["brief"] == {}
    assert look["key"] == {"shapes": [], "annotations": []}
    assert look["layout"]["annotations"] == []
    plain = {
        fill
        for (site, _), fill in zip(skeleton.trace_keys(view, BODY), look["traces"]["fillcolor"], strict=False)
        if site != CARTILAGE
    }
    assert len(plain) == 1
    assert len(look["traces"]["fillcolor"]) == len(painted("article", view)["traces"]["fillcolor"])
    assert projector.bare(view, ROUTES, BODY, theme)["texts"]["sternum"].startswith("can be reached by")


# Labels of the skeleton


def texts(look: dict[str, Any]) -> list[str]:
    return [re.sub(r"</?b>", "", note["text"]).replace("<br>", " ").replace("\xa0", " ") for note in look]


def test_six_sites_are_labelled_with_value_and_count() -> None:
    told = texts(painted("shaked_zari_2025", "front")["layout"]["annotations"])
    assert sorted(told) == sorted([
        "Pelvis (hip bones) 52.3 % 56/107", "Lumbar spine 46.7 % 50/107", "Thoracic spine 43.0 % 46/107",
        "Ribs 29.0 % 31/107", "Femur, proximal part 28.0 % 30/107",
        "Femur, shaft and distal part 26.2 % 28/107",
    ])  # fmt: skip
    apart = [note["text"] for note in painted("difference", "front")["layout"]["annotations"]]
    assert "Ribs<br><b>\N{MINUS SIGN}11.8</b><br>31/107, 55/135" in apart
    assert "count not published" in texts(painted("popoola_2013", "front")["layout"]["annotations"])[0]


def test_the_sites_asked_for_are_labelled() -> None:
    layer = LAYERS["shaked_zari_2025"]
    asked = ("L3", "patella", "clavicle", "skull")
    told = texts(projector.paint(layer, "front", BODY, sites=asked)["layout"]["annotations"])
    assert sorted(told) == [
        "Lumbar spine 46.7 % 50/107", "Patella not reported",
        f"{BODY.name('scapula_clavicle')} {layer.value('clavicle').percent:.1f} % "
        f"{layer.value('clavicle').numerator}/107",
        "Skull 3.7 % 4/107",
    ]  # fmt: skip
    tiers = texts(projector.paint(LAYERS["article"], "front", BODY, sites=("L3",))["layout"]["annotations"])
    assert tiers == ["Lumbar spine most common"]
    many = projector.paint(layer, "front", BODY, sites=[r.site_id for r in layer.reports])
    assert len(many["layout"]["annotations"]) == labels.MOST


@every_case("view", SINGLE)
@every_case("layer", PAINTED)
def test_labels_point_at_a_bone_of_their_site(layer: str, view: str) -> None:
    drawn = geometry.view(view)
    found = labels.chosen(PAINTED[layer], drawn, BODY)
    centres = {shape.centre for shape in drawn.shapes}
    assert len(found) <= labels.MOST
    for label in found:
        assert {label.left, label.right} <= centres
    notes = painted(layer, view)["layout"]["annotations"]
    assert {(note["text"]) for note in notes} == {label.text for label in found}, "a label was dropped"


def test_what_is_hardly_seen_is_labelled_only_when_asked() -> None:
    layer = LAYERS["wang_2012.breast_moderate"]
    assert not any(
        "Sternum" in text
        for text in texts(painted("wang_2012.breast_moderate", "back")["layout"]["annotations"])
    )
    asked = projector.paint(layer, "back", BODY, sites=("sternum",))["layout"]["annotations"]
    assert texts(asked) == ["Sternum 7.6 % 14/184"]


def test_labels_speak_the_language_asked_for() -> None:
    for language in tables.LANGUAGES:
        look = projector.paint(LAYERS["article"], "front", BODY, language=language)
        names = {BODY.name(site, language).replace(" ", "") for site in (*BODY.sites(), *BODY.groups())}
        for note in look["layout"]["annotations"]:
            assert note["text"].replace("<br>", "").replace(" ", "") in names


@pytest.mark.parametrize("view", SINGLE)
def test_labels_of_the_ways_fit_their_columns(view: str) -> None:
    made = projector.overlay(DRAWINGS[view], ROUTES)
    low, high = made["ranges"]["wide"]["y"]
    per_mm = 600 / (high - low)
    room = made["ranges"]["wide"]["x"][1] - made["columns"][1]
    for note in made["labels"]:
        assert note["font"]["size"] >= 24
        assert letters.width(note["text"]) <= room * per_mm
    # Eight of two lines have room: four in a column.
    assert (made["room"][1] - made["room"][0]) * per_mm >= 4 * 2.6 * 24 * 1.32
    assert {note["name"] for note in made["labels"]} == set(DRAWINGS[view].anchors)


# Letters


def test_widths_are_those_of_a_wide_font() -> None:
    assert letters.width("count not published") == pytest.approx(239, abs=5)
    assert letters.width("<b>46.7\xa0%</b>") == pytest.approx(letters.width("46.7\xa0%") * 1.1, rel=0.06)
    assert letters.width("a<br>wide line") == letters.width("wide line")
    assert letters.width("骨盆") == 2 * letters.LEAST_PX


@given(st.lists(st.text("abcdefgh<>", min_size=1, max_size=14), min_size=1, max_size=12))
def test_wrapping_keeps_every_word_and_fits(words: list[str]) -> None:
    words = [word.replace("<", "").replace(">", "") or "x" for word in words]
    lines = letters.wrapped(" ".join(words), 120)
    assert " ".join(lines) == " ".join(words)
    assert all(letters.width(line) <= 120 or " " not in line for line in lines)


def test_names_without_spaces_are_broken() -> None:
    assert letters.wrapped("股骨干和股骨远端", 100) == ["股骨干和", "股骨远端"]


# Rows and pictures


def plots(theme: Theme) -> Iterator[tuple[str, go.Figure]]:
    """Every figure that fits a slide."""
    for name, layer in PAINTED.items():
        if layer.reports:
            yield f"ranking {name}", rows.ranking(layer, BODY, theme)
    for place in (*BODY.sites(), *BODY.groups()):
        for found in agreements(place, LAYERS):
            yield f"agreement {place} {found.unit}", rows.agreement(found, theme)
    yield "life", findings.prevalence(IN_LIFE, theme)
    yield "autopsy", findings.prevalence(AUTOPSY, theme)
    yield "accuracy", findings.accuracy(PER_PATIENT, theme)
    yield "vertebrae", pictures.vertebrae(detection.autopsy_vertebrae(FOUND), theme)
    yield (
        "threshold",
        pictures.threshold(BAND, theme, dict.fromkeys(("bone", "bone_veil", "film", "film_veil"), "/x")),
    )


def pages(theme: Theme) -> Iterator[tuple[str, go.Figure]]:
    """Every kind of figure of the page that can be enlarged."""
    for name, layer in PAINTED.items():
        if layer.reports:
            yield f"ranking {name}", ranking(layer, BODY, theme)
    for place in ("ribs", "pelvis", "sternum"):
        for found in agreements(place, LAYERS):
            yield f"agreement {place}", agreement_plot(found, theme)
        yield place, comparison.comparison(place, comparison.by_unit(place, LAYERS.values()), theme)
    marrow = against_marrow(LAYERS["wang_2012.breast_moderate"], TABLES, BODY)
    yield "soil", marrow_figure.marrow_plot(marrow, BODY, theme)
    yield "ways", reach.reach_bars(lesions_by_route_of(LAYERS.values(), ROUTES, BODY), theme)
    yield "life", prevalence(IN_LIFE, theme)
    yield "accuracy", accuracy(PER_PATIENT, "per patient", theme)
    yield "vertebrae", vertebrae(detection.autopsy_vertebrae(FOUND), theme)
    yield "threshold", threshold(30, BAND, theme)


def fonts(figure: go.Figure) -> Iterator[Any]:
    yield from (note.font for note in figure.layout.annotations)
    for axis in itertools.chain(figure.select_xaxes(), figure.select_yaxes()):
        if axis.visible is not False:
            yield axis.tickfont
            if axis.title.text:
                yield axis.title.font


def assert_reads(name: str, figure: go.Figure, theme: Theme) -> None:
    for font in fonts(figure):
        assert font.size >= 24, name
        assert font.color is None or contrast(font.color, colours.PAPER[theme]) >= 7, f"{name}: {font.color}"


@pytest.mark.parametrize("theme", THEMES)
def test_every_plot_reads_from_the_last_row_and_fits_a_slide(theme: Theme) -> None:
    for name, figure in plots(theme):
        assert_reads(name, figure, theme)
        assert figure.layout.height <= 600, name
        assert list(figure.layout.meta["size"]) == [760, figure.layout.height], name
        assert_apart(boxes_of_plot(figure), (760, figure.layout.height))


def boxes_of_plot(figure: go.Figure) -> list[Box]:
    """Where the words of a plot lie on a stage of the size it is drawn for; an empty row has none."""
    layout = figure.layout
    left, right, top, bottom = (layout.margin[side] or 0 for side in "lrtb")
    wide, high = 760 - left - right, layout.height - top - bottom
    low, up = layout.yaxis.range
    found = []
    for note in layout.annotations:
        assert note.xref == "paper"
        width, height = letters.width(note.text, note.font.size), letters.height(note.text, note.font.size)
        x = left + note.x * wide + (note.xshift or 0)
        x -= width * {"left": 0.0, "center": 0.5, "right": 1.0}[note.xanchor]
        y = top + (up - note.y) / (up - low) * high
        y -= height * {"top": 0.0, "middle": 0.5}[note.yanchor]
        if note.text:
            # Letters do not fill the height of their line.
            found.append(Box(x, y + 4, x + width, y + height - 4, note.text))
    return found


@pytest.mark.parametrize("theme", THEMES)
def test_any_figure_of_the_page_can_be_enlarged(theme: Theme) -> None:
    for name, figure in pages(theme):
        before = figure.to_json(engine="json")
        large = projector.enlarged(figure)
        assert figure.to_json(engine="json") == before, f"{name} was changed"
        assert_reads(name, large, theme)
        assert large.layout.height == pytest.approx(figure.layout.height * 24 / 13, abs=1)
        assert [note.text for note in large.layout.annotations] == [n.text for n in figure.layout.annotations]
        for small, big in zip(figure.data, large.data, strict=True):
            if small.type == "scatter" and small.line.width:
                assert big.line.width > small.line.width
            if small.type == "scatter" and small.mode == "markers":
                assert big.marker.size > small.marker.size


def test_more_is_enlarged_where_more_is_asked() -> None:
    large = projector.enlarged(ranking(LAYERS["shaked_zari_2025"], BODY), least=36)
    assert min(font.size for font in fonts(large)) >= 36


def test_pale_words_take_the_ink_of_their_page() -> None:
    assert legible(colours.MUTED["light"]) == colours.FLOW_INK["light"]
    assert legible("#6b655c") == colours.FLOW_INK["light"]
    assert legible("#8d8984") == colours.FLOW_INK["dark"]
    assert legible(colours.FLOW_INK["dark"]) == colours.FLOW_INK["dark"]
    assert all(contrast(letters.QUIET[theme], colours.PAPER[theme]) >= 7 for theme in THEMES)


def test_a_long_ranking_says_of_how_many_it_shows_the_first() -> None:
    figure = rows.ranking(LAYERS["wang_2012.breast_moderate"], BODY)
    assert len(figure.layout.meta["rows"]) == rows.MOST_ROWS
    assert [row[0] for row in figure.layout.meta["rows"]] == [
        report.site_id for report in LAYERS["wang_2012.breast_moderate"].reports[: rows.MOST_ROWS]
    ]
    assert figure.layout.xaxis.title.text.endswith("the first 8 of 17 reported sites")
    short = rows.ranking(LAYERS["chen_2017"], BODY)
    assert "the first" not in short.layout.xaxis.title.text


def test_every_class_of_the_article_is_listed_with_its_sites() -> None:
    figure = rows.ranking(LAYERS["article"], BODY)
    told = [note.text.replace("<br>", " ") for note in figure.layout.annotations]
    assert set(told) == {
        f"<b>{TIER_LABELS[tier].capitalize()}</b>" for tier in ("most_common", "common", "extremely_rare")
    } | {BODY.name(report.site_id) for report in LAYERS["article"].reports}
    # A click could not tell two columns apart.
    assert figure.layout.meta["rows"] == []


# Pictures of detection


@pytest.mark.parametrize("known", [IN_LIFE, AUTOPSY], ids=["life", "autopsy"])
def test_each_prevalence_has_count_words_and_source(known: list[detection.Finding]) -> None:
    figure = findings.prevalence(known)
    words = " ".join(note.text.replace("<br>", " ") for note in figure.layout.annotations)
    drawn = findings.prevalence_drawn(known)
    for one in drawn:
        assert f"<b>{one.value}</b>" in words
        assert one.count.partition(", n")[0] in words
        assert one.counted in words
        assert sheets.short(one.citation) in words
    left_out = len(known) - len(drawn)
    assert (f"Not drawn here: {left_out} more." in words) == bool(left_out)
    # What had no room is a second figure of a work that is drawn; breast cancer goes before other cancers.
    breast = [one for one in known if one.cancer == "breast"]
    assert {one.citation for one in breast} == {one.citation for one in drawn if one.cancer == "breast"}
    assert all(one.cancer == "breast" for one in drawn) or set(breast) <= set(drawn)
    assert figure.layout.height <= findings.MOST_PX


def test_accuracy_shows_breast_cancer_first_and_counts_the_rest() -> None:
    figure = findings.accuracy(PER_PATIENT)
    words = " ".join(note.text.replace("<br>", " ") for note in figure.layout.annotations)
    groups = findings.accuracy_drawn(PER_PATIENT)
    assert all(pair.either.cancer == "breast" for _, pairs in groups for pair in pairs)
    for head, pairs in groups:
        assert head in words
        assert "counts not published" in head
        for pair in pairs:
            assert f"<b>{pair.sensitivity.value}</b>" in words
            assert f"<b>{pair.specificity.value}</b>" in words
    sources = {findings._head(pair) for pair in PER_PATIENT}
    assert f"Not drawn here: {len(sources) - len(groups)} more sources." in words
    assert "Scales from 50 to 100 %" in words


def test_dots_of_a_scale_lie_where_their_value_is() -> None:
    figure = findings.prevalence(IN_LIFE)
    dots = {trace.name: trace for trace in figure.data if trace.mode == "markers"}
    left, right = findings.TRACK
    for one in findings.prevalence_drawn(IN_LIFE):
        assert dots[one.id].x[0] == pytest.approx(left + (right - left) * one.percent / 100)
        assert (dots[one.id].marker.color == colours.PAPER["light"]) == (one.numerator is None)


def test_spines_are_filled_as_far_as_the_count_says() -> None:
    figure = pictures.vertebrae(detection.autopsy_vertebrae(FOUND))
    words = " ".join(note.text for note in figure.layout.annotations)
    for row in detection.autopsy_vertebrae(FOUND):
        (part,) = (trace for trace in figure.data if trace.name == f"{row.id}:found")
        assert max(x for x in part.x if x is not None) == pytest.approx(20 * row.percent / 100, abs=0.35)
        assert f"{row.count} vertebrae" in words
        assert row.interval_words in words


def test_the_threshold_shows_a_loss_below_in_and_above_it() -> None:
    figure = pictures.threshold(BAND)
    words = " ".join(note.text.replace("<br>", " ") for note in figure.layout.annotations)
    for told in (
        "20 % lost",
        "40 % lost",
        "60 % lost",
        "film: not visible",
        "film: may be seen",
        "film: visible",
    ):
        assert told in words
    assert "Schematic, not a radiograph." in words
    assert "Ardran 1951, as reported by Baek 2016" in words
    assert len(figure.layout.images) == 12


@pytest.mark.parametrize(("citation", "short"), [
    ("Gong Y (2018). Cancer Med 7(8):4156-4169", "Gong 2018"),
    ("Cancer (1987) 60(10):2524-2531", "Cancer 1987"),
    ("Drury RAB (1964). J Clin Pathol 17:448", "Drury 1964"),
    ("Management of disease in the skeleton. Bone & Joint 360", "Bone & Joint 360"),
    ("Chapter 10.3109/9780203909799-24 (author and title not seen)", "Chapter 10.3109/9780203909799-24"),
])  # fmt: skip
def test_a_citation_is_shortened_to_name_and_year(citation: str, short: str) -> None:
    assert sheets.short(citation) == short
