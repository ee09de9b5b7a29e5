"""A limb that was reported as a whole: one outline, one label at thigh or arm, paler toward hand and foot."""

from __future__ import annotations

from pathlib import Path

import pytest

from bone_atlas.anatomy import VIEWS, AssetError, read_limbs, read_view
from bone_atlas.figures import colours, limbs, skeleton
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.labels import anchors
from bone_atlas.figures.preview import outline_svg
from bone_atlas.figures.projector import paint as slide_paint
from tests.atlas import BODY, LAYERS
from tests.cases import every_case

#: 38 and 49 of 135 patients, for upper and lower limb; no part of either is reported.
BOTH = LAYERS["medicine_today_2018"]
#: Parts of the femur and the humerus.
PARTS = LAYERS["shaked_zari_2025"]
ARM = ("humerus_shaft", "radius_shaft", "hand_phalanges")
LEG = ("femur_shaft", "tibia_shaft", "foot_phalanges")


def far_from_page(colour: str, theme: Theme) -> int:
    """The distance of a colour from the page, summed over the channels."""
    page = colours.PAPER[theme]
    return sum(abs(int(colour[k : k + 2], 16) - int(page[k : k + 2], 16)) for k in (1, 3, 5))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("limb", [ARM, LEG])
def test_it_is_paler_toward_hand_and_foot(limb: tuple[str, ...], theme: Theme) -> None:
    top = colours.layer_top(BOTH)
    shades = [str(skeleton.fill_of(site, BOTH, BODY, top, theme)) for site in limb]
    assert shades[0] == colours.colour_of(BOTH.value(limb[0]), top, theme)
    far = [far_from_page(shade, theme) for shade in shades]
    assert far[0] > far[1] > far[2] > 0


def test_what_was_reported_for_a_part_has_its_own_colour() -> None:
    top = colours.layer_top(PARTS)
    for site in BODY.drawn_sites():
        assert skeleton.fill_of(site, PARTS, BODY, top, "light") == colours.colour_of(PARTS.value(site), top)
    assert not limbs.counted_whole(PARTS, BODY)
    assert not limbs.counted_whole(LAYERS["article"], BODY)


def test_one_outline_a_limb_and_side_holds_all_its_bones() -> None:
    """The right side is not drawn from the left."""
    drawn = read_limbs()
    assert len(drawn) == len({(one.view, one.site_id, one.side) for one in drawn}) == 10
    for one in drawn:
        (ring,) = one.rings
        low, high = (tuple(end(point[k] for point in ring) for k in (0, 1)) for end in (min, max))
        bones = {bone for bone in BODY.bones_of(one.site_id) if BODY.side_of(bone) == one.side}
        seen = [shape for shape in read_view(one.view).shapes if shape.bone_id in bones]
        assert seen
        for shape in seen:
            assert all(low[k] <= shape.centre[k] <= high[k] for k in (0, 1))


@every_case("view", VIEWS)
def test_the_outlines_are_seen_only_where_a_limb_was_reported_as_a_whole(view: str) -> None:
    traces = skeleton.base_figure(view, BODY).data
    first = len(skeleton.trace_keys(view, BODY))
    for layer, seen in ((BOTH, True), (PARTS, False), (LAYERS["article"], False)):
        for look in (skeleton.paint(layer, view, BODY), slide_paint(layer, view, BODY)):
            assert look["traces"]["visible"][first : first + len(limbs.LIMBS)] == [seen] * len(limbs.LIMBS)
        svg = outline_svg(layer, view, BODY)
        assert svg.count('fill="none"') == (len(limbs.LIMBS) if seen else 0)
    for trace in traces[first : first + len(limbs.LIMBS)]:
        assert trace.fill is None
        assert len(trace.x) > 50


def test_the_label_stands_at_thigh_and_upper_arm() -> None:
    drawn = read_view("front")
    centres = {shape.bone_id: shape.centre for shape in drawn.shapes}
    ends = {
        anchor.text.partition("<br>")[0]: (anchor.x, anchor.y)
        for column in anchors(BOTH, BODY, centres)
        for anchor in column
    }
    for name, bone in (("Upper limb", "humerus_shaft"), ("Lower limb", "femur_shaft")):
        assert ends[name] in [centres[f"{bone}_{one}"] for one in ("left", "right")]
    of_limb = set(BODY.bones_of("lower_limb"))
    assert limbs.label_bones(BOTH.value("lower_limb"), sorted(of_limb), BODY) == [
        "femur_shaft_left",
        "femur_shaft_right",
    ]
    assert limbs.label_bones(PARTS.value("pelvis"), ["hip_bone_left"], BODY) == ["hip_bone_left"]


def test_a_missing_drawing_of_the_limbs_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"limbs\.geojson is missing"):
        read_limbs(tmp_path)
