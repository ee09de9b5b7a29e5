"""The ways from breast to bone, what lies downstream of a vessel, the journeys and what is drawn of them."""

from __future__ import annotations

import dataclasses
import json
import shutil
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, shape

from bone_atlas import anatomy, layers, routes
from bone_atlas.anatomy import VIEWS, AssetError
from bone_atlas.routes import BLOOD_BORNE, Source, read_vessels
from bone_atlas.routes.model import cited
from bone_atlas.tables import ALL_ROUTES, STATUSES
from tests.atlas import BODY, TABLES
from tests.atlas import ROUTES as WAYS
from tests.cases import every_case

PLEXUS = "internal_vertebral_venous_plexus"
BOTH = ("skull", "cervical_spine", "thoracic_spine", "lumbar_spine", "sacrum", "pelvis")
PLACES = (*BODY.sites(), *BODY.groups(), *BODY.bones())
DRAWINGS = {view: read_vessels(view) for view in VIEWS}
# Where a bone is hidden just where a journey ends.
BEHIND_OTHER_BONES = {("back", "sternum"), ("left", "sacrum"), ("left", "sternum"), ("left", "T6")}


def test_blood_reaches_every_place_through_the_lungs() -> None:
    assert all("pulmonary_systemic" in WAYS.routes_that_reach(place) for place in PLACES)


def test_both_ways_reach_spine_pelvis_and_skull_and_nothing_else() -> None:
    by_routes = WAYS.sites_by_routes()
    assert by_routes[BLOOD_BORNE] == BOTH
    assert set(by_routes) == {BLOOD_BORNE, ("pulmonary_systemic",)}
    assert sorted(site for sites in by_routes.values() for site in sites) == sorted(BODY.drawn_sites())


def test_the_other_breast_has_the_same_journey_by_the_same_route() -> None:
    for name, journey in WAYS.journeys.items():
        for side in ("left", "right"):
            other = WAYS.journeys[WAYS.mirrored(name, side)]
            assert (other.route, other.site_id, other.side) == (journey.route, journey.site_id, side), name
        assert WAYS.mirrored(name, journey.side) == name


def test_the_graph_agrees_with_the_article_but_for_the_lower_jaw() -> None:
    """The article says "skull"; the way to its vault through diploic veins does not lead to the jaw."""
    differing = {
        site
        for site in BODY.drawn_sites()
        if set(layers.article_routes(TABLES, BODY, site)) != set(WAYS.routes_that_reach(site, BLOOD_BORNE))
    }
    assert differing == {"mandible"}


def test_the_lymphatic_way_reaches_the_sternum_alone_and_can_be_left_out() -> None:
    lymph = [way for way in WAYS.paths if way.route == "local_lymphatic"]
    assert [way.vessel_ids for way in lymph] == [("breast_tumour", "internal_mammary_nodes")]
    assert lymph[0] in WAYS.routes_to("sternum")
    assert lymph[0] not in WAYS.routes_to("sternum", BLOOD_BORNE)


@every_case("way", WAYS.paths, ids=lambda way: f"{way.route}-{way.end}")
def test_a_way_is_a_chain_of_segments_from_breast_to_site(way: routes.RoutePath) -> None:
    assert way.steps[0].from_id == WAYS.start
    assert way.steps[-1].to_id == way.end
    assert BODY.is_site(way.end)
    assert len(set(way.vessel_ids)) == len(way.vessel_ids)
    for one, other in pairwise(way.steps):
        assert one.to_id == other.from_id
    for step in way.steps:
        forwards = (step.segment.from_id, step.segment.to_id)
        assert (step.from_id, step.to_id) in (
            (forwards, forwards[::-1]) if step.segment.two_way else (forwards,)
        )
        assert way.route in step.segment.routes


def test_a_way_is_no_surer_than_its_least_sure_step() -> None:
    assert {way.status for way in WAYS.paths if way.route == "vertebral_venous"} == {"hypothesis"}
    assert {way.status for way in WAYS.paths if way.route == "pulmonary_systemic"} == {"textbook"}
    for way in WAYS.paths:
        ranks = [STATUSES.index(step.segment.status) for step in way.steps]
        assert STATUSES.index(way.status) == max(ranks)


def test_the_main_way_along_the_plexus_comes_first() -> None:
    first, *others = WAYS.routes_to("thoracic_spine", ["vertebral_venous"])
    assert first.vessel_ids == (
        "breast_tumour", "posterior_intercostal_veins", "intervertebral_veins", PLEXUS, "basivertebral_veins",
    )  # fmt: skip
    assert all("azygos_system" in way.vessel_ids for way in others)


def test_finer_ends_win_over_coarser_ones() -> None:
    assert WAYS.ends_for("femur_proximal", "pulmonary_systemic") == ("femur_proximal",)
    assert WAYS.ends_for("patella", "pulmonary_systemic") == ("skeleton",)
    assert WAYS.ends_for("femur", "pulmonary_systemic") == ("femur_proximal", "femur_shaft", "skeleton")
    assert WAYS.ends_for("ilium", "vertebral_venous") == ("pelvis",)
    assert WAYS.ends_for("T6", "vertebral_venous") == ("thoracic_spine",)
    assert WAYS.ends_for("ribs", "vertebral_venous") == ()


def test_exceptions_are_not_reached() -> None:
    assert (
        WAYS.ends_for("skull", "vertebral_venous")
        == WAYS.ends_for("cranium", "vertebral_venous")
        == ("skull",)
    )
    assert WAYS.ends_for("mandible", "vertebral_venous") == ()
    assert WAYS.bones_downstream("dural_sinuses") == ("cranium",)


def test_the_plexus_lights_spine_sacrum_hip_bones_and_skull() -> None:
    assert set(WAYS.downstream(PLEXUS)) == set(BOTH)
    vertebrae = {bone for site in BOTH[1:4] for bone in BODY.bones_of(site)}
    expected = vertebrae | {"cranium", "sacrum", "hip_bone_left", "hip_bone_right"}
    assert set(WAYS.bones_downstream(PLEXUS)) == expected
    assert set(WAYS.downstream("sacral_pelvic_venous_plexus")) == {"sacrum", "pelvis"}


def test_arteries_light_every_bone_and_bones_come_in_order() -> None:
    assert WAYS.bones_downstream("aorta_systemic_arteries") == BODY.bones()
    fed = WAYS.bones_downstream("nutrient_arteries")
    assert "patella_left" in fed
    assert "lunate_left" not in fed, "the hand is fed by an end of its own"
    assert WAYS.bones_downstream(
        "posterior_intercostal_veins", ["vertebral_venous"]
    ) == WAYS.bones_downstream(PLEXUS)


@given(st.sampled_from(sorted(WAYS.vessels)), st.sampled_from(PLACES))
def test_up_and_down_agree(vessel: str, place: str) -> None:
    """A place is fed through a vessel just where one of its parts' ends lies downstream of it."""
    up = {way.end for way in WAYS.routes_to(place) if vessel in way.vessel_ids}
    down = set(WAYS.downstream(vessel))
    assert up <= down
    assert bool(up) == any(
        (way.route, way.end) in {(w.route, w.end) for w in WAYS.paths_through(vessel)}
        for way in WAYS.routes_to(place)
    )


@given(st.sampled_from(PLACES))
def test_a_place_has_the_ways_of_its_parts(place: str) -> None:
    bones = BODY.bones_of(place)
    whole = set(WAYS.routes_to(place))
    assert {way for bone in bones for way in WAYS.routes_to(bone)} <= whole


def test_unknown_names_are_refused() -> None:
    for ask in (WAYS.routes_to, WAYS.downstream, WAYS.bones_downstream, WAYS.journeys_to):
        with pytest.raises(KeyError):
            ask("tail")
    with pytest.raises(ValueError, match="unknown route"):
        WAYS.graph("by_air")


@pytest.mark.parametrize("route", ALL_ROUTES)
def test_two_way_segments_are_two_edges(route: str) -> None:
    graph = WAYS.graph(route)
    for start, end, segment in graph.edges(data="segment"):
        assert graph.has_edge(end, start) == segment.two_way
    assert nx.number_weakly_connected_components(graph) == 1


def test_sources_have_links_of_their_doi_or_pmid() -> None:
    assert Source.of("A, B 1999, doi:10.1/x(2)").link == "https://doi.org/10.1/x(2)"
    assert Source.of("Spine 1996, PMID 8902969").link == "https://pubmed.ncbi.nlm.nih.gov/8902969/"
    assert Source.of("INIS record RN:25055489").link is None
    ribs = WAYS.segments["nutrient_arteries__ribs"]
    assert [source.link for source in ribs.sources] == [None], "a book is cited without a link"
    assert ribs.source_text.startswith("Gray H, Anatomy of the Human Body, 20th ed. 1918, p. 125")
    assert cited(()) == "no citable source"


def test_journeys_know_sources_sides_and_places() -> None:
    assert len(WAYS.journeys) == 24
    to_the_pelvis = WAYS.journeys_to("pelvis", "right")
    assert [journey.journey_id for journey in to_the_pelvis] == ["lung_pelvis_right", "plexus_pelvis_right"]
    assert [step.number for step in to_the_pelvis[0].steps] == list(range(1, 9))
    last = to_the_pelvis[1].steps[-1]
    assert (last.status, last.to_id) == ("hypothesis", "pelvis")
    assert last.source_text.startswith("Batson OV, Ann Surg 1940")
    assert {journey.journey_id for journey in WAYS.journeys_to("T6")} == {
        "plexus_thoracic_spine_left", "plexus_thoracic_spine_right",
    }  # fmt: skip


@every_case("journey", WAYS.journeys.values(), ids=lambda journey: journey.journey_id)
def test_a_journey_is_one_of_the_ways(journey: routes.Journey) -> None:
    walked = tuple(segment.segment_id for step in journey.steps for segment in step.segments)
    assert walked in {way.segment_ids for way in WAYS.routes_to(journey.site_id, [journey.route])}
    assert journey.bone_id in BODY.bones_of(journey.site_id)


def test_what_is_drawn_fits_the_tables_both_ways() -> None:
    drawings = DRAWINGS.values()
    assert routes.segments_are_drawn_or_say_why(TABLES, drawings) == []
    assert routes.lines_have_a_segment(TABLES, drawings) == []
    assert routes.journeys_are_drawn(TABLES, drawings) == []


def test_checks_name_what_is_missing() -> None:
    front = DRAWINGS["front"]
    line = dataclasses.replace(front.lines[0], segments=("nowhere",))
    (unknown,) = routes.lines_have_a_segment(TABLES, [dataclasses.replace(front, lines=(line,))])
    assert (unknown.file, unknown.column, unknown.value) == ("names.json", line.line_id, "nowhere")
    undrawn = routes.segments_are_drawn_or_say_why(TABLES, [dataclasses.replace(front, lines=())])
    assert len(undrawn) == len(WAYS.segments) - 2
    assert {problem.column for problem in undrawn} == {"not_drawn_reason"}
    paths = {**front.journeys, "lung_rib_left": front.journeys["lung_rib_left"][1:], "new": ()}
    (short,) = routes.journeys_are_drawn(TABLES, [dataclasses.replace(front, journeys=paths)])
    assert (short.column, short.value) == ("lung_rib_left", "7 paths in front")


@pytest.mark.parametrize("view", VIEWS)
def test_vessels_lie_on_the_skeleton(view: str) -> None:
    """They share its frame: nothing lies outside its picture, and the bones reached are hit."""
    drawing, body = DRAWINGS[view], anatomy.read_view(view)
    frame = shapely.box(body.x0 - 1, body.y_top - body.height_mm, body.x0 + body.width_mm + 1, body.y_top)
    drawn = [LineString(line.points) for line in drawing.lines] + [
        LineString(o.points) for o in drawing.organs
    ]
    assert all(frame.contains(line) for line in drawn)
    bones = {
        bone.bone_id: shape({"type": "MultiPolygon", "coordinates": bone.polygons}) for bone in body.shapes
    }
    for journey in WAYS.journeys.values():
        end = Point(drawing.journeys[journey.journey_id][-1].points[-1])
        if journey.bone_id not in bones:
            assert view == "left"
            assert journey.bone_id.endswith("_right")
        elif (view, journey.bone_id) not in BEHIND_OTHER_BONES:
            assert bones[journey.bone_id].distance(end) < 4, (journey.journey_id, view)


@pytest.mark.parametrize("view", VIEWS)
def test_paths_are_continuous_and_start_at_the_tumour(view: str) -> None:
    drawing = DRAWINGS[view]
    for name, steps in drawing.journeys.items():
        side = WAYS.journeys[name].side
        assert Point(steps[0].points[0]).distance(Point(drawing.tumours[side])) < 0.2
        for one, other in pairwise(steps):
            assert Point(one.points[-1]).distance(Point(other.points[0])) < 0.5, name


def test_a_step_moves_along_lines_of_its_segments() -> None:
    lines = {line.line_id: line for line in DRAWINGS["front"].lines}
    for name, paths in DRAWINGS["front"].journeys.items():
        for step, path in zip(WAYS.journeys[name].steps, paths, strict=True):
            walked = {segment.segment_id for segment in step.segments}
            drawn = [set(lines[line].segments) for line in path.lines]
            if walked:
                assert all(segments & walked for segments in drawn), (name, step.number)
                assert walked <= set().union(*drawn), (name, step.number)
            else:
                vessel = WAYS.vessels[step.from_id].vessel_id
                ends = [{WAYS.segments[s].from_id, WAYS.segments[s].to_id} for ids in drawn for s in ids]
                assert any(vessel in both for both in ends), (name, step.number)


def test_every_vessel_has_a_point_for_its_label() -> None:
    assert all(set(drawing.anchors) == set(WAYS.vessels) for drawing in DRAWINGS.values())


def test_organs_and_nodes() -> None:
    assert {organ.organ_id for organ in DRAWINGS["front"].organs} == {
        "heart", "lung_left", "lung_right", "breast_left", "breast_right",
    }  # fmt: skip
    assert {side: len(nodes) for side, nodes in DRAWINGS["back"].lymph_nodes.items()} == {
        "left": 4,
        "right": 4,
    }
    assert not any(organ.side == "right" for organ in DRAWINGS["left"].organs)


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    return Path(shutil.copytree(routes.drawings.ASSETS_DIR, tmp_path / "assets" / "vessels"))


@pytest.mark.parametrize("name", ["front.json", "names.json"])
def test_missing_and_corrupt_files_are_named(assets: Path, name: str) -> None:
    (assets / name).unlink()
    with pytest.raises(AssetError, match=f"assets/vessels/{name} is missing: run `make assets`"):
        read_vessels("front", assets)
    (assets / name).write_bytes(b"\xff{")
    with pytest.raises(AssetError, match=f"assets/vessels/{name} is corrupt"):
        read_vessels("front", assets)


@pytest.mark.parametrize("member", ["lines", "organs", "anchors", "paths"])
def test_files_of_the_wrong_form_are_named(assets: Path, member: str) -> None:
    document = json.loads((assets / "back.json").read_text(encoding="utf-8"))
    (assets / "back.json").write_text(json.dumps({**document, member: {"x": [1]}}), encoding="utf-8")
    with pytest.raises(AssetError, match=r"assets/vessels/back\.json .*is corrupt"):
        read_vessels("back", assets)


def test_unknown_view_is_refused() -> None:
    with pytest.raises(AssetError, match="There is no view 'top'"):
        read_vessels("top")
