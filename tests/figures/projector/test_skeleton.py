"""The skeleton for a projector: letters of 24 px and more, nothing cut, nothing over anything."""

from __future__ import annotations

import json

import pytest

from bone_atlas.anatomy import CARTILAGE
from bone_atlas.figures import colours, geometry, projector, skeleton
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.legend import LEGEND
from bone_atlas.figures.projector import key, stage
from bone_atlas.figures.projector.enlarged import contrast
from bone_atlas.layers import TIER_LABELS
from tests.atlas import BODY, LAYERS, ROUTES
from tests.cases import every_case
from tests.figures.projector.drawn import (
    PAINTED,
    SINGLE,
    STAGES,
    VIEWS,
    assert_apart,
    base,
    beside_one_of_two,
    beside_the_trunk,
    box,
    boxes_of,
    grow,
    painted,
    shown,
)


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


#: Of two figures side by side in windows of 1280 x 720, 1366 x 653 and 1920 x 1080.
TWO = ((407, 490), (407, 460), (441, 436), (611, 733))


@every_case("view", SINGLE)
@every_case("layer", LAYERS)
def test_a_label_has_room_in_one_of_two_figures_side_by_side(layer: str, view: str) -> None:
    for report in LAYERS[layer].reports:
        for size in TWO:
            assert_apart(beside_one_of_two(LAYERS[layer], view, report.site_id, size), size)


#: Beside a column of text in windows of 1280 x 720, 1366 x 653 and 1920 x 1080.
BESIDE_TEXT = ((759, 489), (819, 436), (1138, 733))


@every_case("view", SINGLE)
@every_case("layer", LAYERS)
def test_labels_and_key_keep_apart_beside_the_trunk(layer: str, view: str) -> None:
    for sites in ((), *((report.site_id,) for report in LAYERS[layer].reports)):
        for size in BESIDE_TEXT:
            assert_apart(beside_the_trunk(LAYERS[layer], view, sites, size), size)


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
    assert {"0\N{NO-BREAK SPACE}%", "60\N{NO-BREAK SPACE}%", "not reported"} <= {
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
    assert slide["traces"]["visible"][: -len(LEGEND)] == page["traces"]["visible"][: -len(LEGEND)]
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
    assert base(view).layout.meta["stages"]["wide"] == (760, 600)
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
