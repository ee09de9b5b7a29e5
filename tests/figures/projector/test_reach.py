"""The lesions by route on a slide: parts as long as their shares, with counts and bones."""

from __future__ import annotations

import pytest

from bone_atlas.evidence import LesionsByRoute, lesions_by_route, lesions_by_route_of
from bone_atlas.figures.projector.reach import reach
from bone_atlas.figures.reach import PARTS, part_of
from tests.atlas import BODY, LAYERS, ROUTES

RESULTS = lesions_by_route_of(LAYERS.values(), ROUTES, BODY)


def written(result: LesionsByRoute) -> str:
    texts = " ".join(note.text for note in reach(result, BODY).layout.annotations)
    return texts.replace("\N{NO-BREAK SPACE}", " ").replace("<br>", " ")


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: result.layer.id)
def test_each_part_is_as_long_as_its_share_and_has_its_count(result: LesionsByRoute) -> None:
    drawn = {trace.name: trace.x[0] for trace in reach(result, BODY).data if trace.type == "bar"}
    for part, name in PARTS.items():
        share = part_of(result, part)
        if share.count == 0:
            assert name not in drawn
            continue
        assert drawn[name] == share.percent
        if share.count is not None:
            assert f"{share.count} of {share.denominator}" in written(result)
    assert sum(length or 0 for length in drawn.values()) == pytest.approx(100)


def test_the_bones_of_a_part_are_named_with_their_lesions_and_none_is_told_twice() -> None:
    said = written(lesions_by_route(LAYERS["wang_2012.breast_moderate"], ROUTES, BODY))
    assert "pelvis 37, thoracic spine 34, lumbar spine 24" in said
    assert "ribs 53, sternum 14" in said
    assert "ilium" not in said, "it lies within the pelvis"
    assert "hands" not in said, "no lesion was found there"


def test_what_was_not_reported_apart_is_not_called_none() -> None:
    assert "No vein named</b> not reported apart" in written(
        lesions_by_route(LAYERS["wang_2012.breast_few"], ROUTES, BODY)
    )
