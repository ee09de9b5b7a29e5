"""The evidence page in Streamlit's own test runner: its parts, its links, what is not put on one scale."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest
from app_page import figures, html, opened, select, selected, text, url
from asgi import Client
from lesson_page import draft, pressed
from lesson_page import opened as lesson_session
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.testing.v1 import AppTest

from bone_atlas import wording
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import agreement_table
from bone_atlas.app.publish import evidence as shown
from bone_atlas.app.server.store_serve import StoredFiles
from bone_atlas.app.server.store_write import registry
from bone_atlas.app.shell import share
from bone_atlas.evidence.comparable import comparability, ranks
from bone_atlas.figures.colours import THEMES
from bone_atlas.scenes.state import State
from bone_atlas.view_state import DEFAULT_MEASURED, PARTS

FOUND = catalogue()
LAYERS, ANATOMY = FOUND.layers, FOUND.anatomy
client = Client(Starlette(middleware=[Middleware(StoredFiles, shelves=(registry.shelf,))]))

#: Same unit, of which one scale may be made.
PAIR = ("shaked_zari_2025", "medicine_today_2018")
#: Pairs that may never share a scale: patients against lesions, words against percentages.
APART = [
    ("shaked_zari_2025", "wang_2012.breast_moderate"),
    ("article", "shaked_zari_2025"),
    ("wang_2012.breast_moderate", "article"),
]
SKELETONS = {"compare_first", "compare_second", "compare_difference"}


def evidence(**query: str) -> AppTest:
    return opened(page="evidence", **query)


def words(of: str) -> str:
    """White space as `text` leaves it."""
    return " ".join(of.split())


def published(address: str) -> dict[str, Any]:
    """What a figure's URL serves."""
    answer = client.get(address)
    assert answer.status == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def plots(app: AppTest) -> set[str]:
    """The keys of the plots of single studies."""
    return {key for key in figures(app) if key.startswith("agreement_")}


# The frame


@pytest.mark.parametrize("part", PARTS)
def test_each_part_comes_up_and_says_what_the_atlas_is_not_for(part: str) -> None:
    app = evidence(part=part)
    assert url(app).get("part", "claims") == part
    assert "not for decisions about patients" in text(app)
    assert "Share" in {block.proto.popover.label for block in app.get("popover")} or "atlas-share" in html(
        app
    )


@pytest.mark.parametrize(
    "query",
    [
        {"layer": "article"},
        {"layer": "chen_2017", "part": "agreement", "site": "ribs", "view": "back", "names": "la"},
        {"layer": "chen_2017", "part": "compare", "second": "medicine_today_2018", "view": "all"},
        {"layer": "article", "part": "compare", "second": "wang_2012.breast_few"},
        {"layer": "wang_2012.breast_few", "part": "soil", "site": "pelvis,sternum", "names": "zh"},
    ],
)
def test_a_deep_link_is_kept(query: dict[str, str]) -> None:
    app = evidence(**query)
    assert url(app) == query
    assert not app.warning


@pytest.mark.parametrize("name", ["part", "second", "layer", "site"])
def test_a_link_that_names_what_is_not_there_gives_a_notice(name: str) -> None:
    app = evidence(**{"part": "compare", name: "to_the_moon"})
    (notice,) = [warning.value for warning in app.warning]
    assert "“to_the_moon”" in notice
    assert name in notice


def test_a_notice_goes_with_the_next_choice() -> None:
    app = evidence(part="to_the_moon")
    assert app.warning
    app.get("button_group")[0].set_value("soil").run()
    assert not app.exception
    assert not app.warning
    assert url(app) == {"layer": "article", "part": "soil"}


def test_the_parts_are_chosen_on_the_page() -> None:
    app = evidence()
    for part in (*PARTS[1:], PARTS[0]):
        app.get("button_group")[0].set_value(part).run()
        assert not app.exception
        assert url(app).get("part", "claims") == part


def test_the_share_link_opens_this_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(share.PUBLIC_URL, "http://192.0.2.7:8501")
    page = unescape(html(evidence(part="agreement", site="ribs")))
    assert "href='http://192.0.2.7:8501/evidence?layer=article&site=ribs&part=agreement'" in page


# Claim by claim


def test_every_claim_is_told_with_verdict_and_sources() -> None:
    app = evidence()
    said, source = text(app), html(app)
    assert shown.judged_claims()
    for claim in shown.judged_claims():
        card = source.partition(f"id='claim-{claim.claim_id}'")[2].partition("class='atlas-claim'")[0]
        card = " ".join(unescape(card).split())
        assert words(claim.statement) in said
        assert f">{claim.verdict}</b>" in card
        assert claim.findings or words(claim.no_evidence_reason) in card
        for finding in claim.findings:
            assert words(finding.source_text) in card
            assert finding.source_text or finding.kind == "article" or "no citable source" in card


# Agree and disagree


@pytest.mark.parametrize("site", ["pelvis", "ribs"])
def test_a_site_has_one_plot_for_each_unit(site: str) -> None:
    app = evidence(part="agreement", site=site)
    units = {f"agreement_{found.unit}" for found in shown.agreements(site)}
    assert len(units) == len(shown.agreements(site)) > 1
    assert plots(app) == units
    for found in shown.agreements(site):
        assert found.unit_label.capitalize() in text(app)
        for theme in THEMES:
            figure = published(figures(app)[f"agreement_{found.unit}"]["figure"][theme])
            assert found.pooled or found.reason
            assert ("Pooled" in json.dumps(figure)) == bool(found.pooled)


@pytest.mark.parametrize("site", ["pelvis", "ribs"])
def test_the_table_twin_tells_range_heterogeneity_and_pooling(site: str) -> None:
    app = evidence(part="agreement", site=site)
    app.toggle(key="agreement_as_table").set_value(True).run()
    assert not app.exception
    said = text(app)
    for found in shown.agreements(site):
        assert words(agreement_table.summary(found)) in said
        for study in (*found.studies, *found.uncounted):
            assert words(study.layer.source_text) in said


def test_one_site_is_pooled_and_the_other_is_not() -> None:
    """What the two tests above rest on."""
    assert any(found.pooled for found in shown.agreements("pelvis"))
    assert not any(found.pooled for found in shown.agreements("ribs"))


def test_range_or_number_of_studies_is_painted() -> None:
    app = evidence(part="agreement")
    painted = figures(app)["spread_skeleton"]
    assert painted["paint"] == shown.paint_urls(("range",), "front", "en")
    app.button_group(key="spread").set_value("count").run()
    assert not app.exception
    painted = figures(app)["spread_skeleton"]
    assert painted["paint"] == shown.paint_urls(("count",), "front", "en")
    assert painted["paint"] != shown.paint_urls(("range",), "front", "en")
    assert shown.derived(("count",)).title in painted["alt"]


def test_a_bone_of_the_skeleton_chooses_the_site() -> None:
    app = evidence(part="agreement")
    assert app.selectbox(key="agreement_site").value == "pelvis"
    bone = ANATOMY.bones_of("ribs")[3]
    app = select(app, "spread_skeleton", bone)
    assert app.selectbox(key="agreement_site").value == "ribs"
    assert plots(app) == {f"agreement_{found.unit}" for found in shown.agreements("ribs")}
    assert url(app)["site"] == bone
    assert selected(app, "spread_skeleton") == [bone]


def test_the_box_chooses_the_site() -> None:
    app = evidence(part="agreement")
    app.selectbox(key="agreement_site").set_value("sternum").run()
    assert not app.exception
    assert url(app)["site"] == "sternum"
    assert plots(app) == {f"agreement_{found.unit}" for found in shown.agreements("sternum")}


def grains_of(site: str) -> set[str]:
    """The studies that report a site, a part of it, or something larger, straight from the layers."""
    return {
        layer.study_id
        for layer in LAYERS.values()
        if layer.kind == "proportion" and layer.cancer == "breast"
        if layer.value(site).reported or layer.finer(site)
    }


def test_every_site_that_two_studies_report_at_any_grain_is_offered() -> None:
    places = (*ANATOMY.sites(), *ANATOMY.groups())
    offered = evidence(part="agreement").selectbox(key="agreement_site").options
    wanted = [ANATOMY.name(place) for place in places if len(grains_of(place)) > 1]
    assert offered == wanted
    assert {"Femur", "Spine", "Lumbar spine", "Upper limb", "Shoulder girdle"} <= set(offered)


@pytest.mark.parametrize(
    "site", ["femur", "lumbar_spine", "shoulder_girdle", "patella", "L3", "femur_shaft_right"]
)
def test_the_site_that_was_asked_for_is_shown_and_no_other(site: str) -> None:
    app = evidence(part="agreement", site=site)
    of = ANATOMY.site_of(site) if site in ANATOMY.bones() else site
    assert app.selectbox(key="agreement_site").value == of
    assert plots(app) == {f"agreement_{found.unit}" for found in shown.agreements(of)}
    said = text(app)
    for found in shown.agreements(of):
        assert all(study.value.reported_as == of for study in (*found.studies, *found.uncounted))
        assert words(agreement_table.summary(found)) in said
    assert "What cannot be compared here" in said
    assert "so pelvis is shown" not in said.lower()


def test_what_cannot_be_compared_is_told() -> None:
    said = text(evidence(part="agreement", site="femur"))
    assert "never summed: a patient can have both" in said
    assert "Femur, proximal part 28.0 % 30 of 107" in said
    assert "Only within something larger, so not shown here: Medicine Today 2018 (Lower limb)" in said
    silent = text(evidence(part="agreement", site="patella"))
    assert "No study reports Patella by this name, so there is nothing to compare." in silent
    several = text(evidence(part="agreement", site="lumbar_spine"))
    assert "Different things are counted, each with a scale of its own" in several


def test_only_what_two_studies_report_in_one_unit_can_be_a_slide() -> None:
    for site, able in (("pelvis", True), ("femur", False)):
        app = evidence(part="agreement", site=site)
        assert app.button(key="add_slide").disabled is not able


# Compare


def test_the_pair_that_is_offered_shares_one_scale() -> None:
    app = evidence(part="compare")
    first, second = app.selectbox(key="first_layer").value, app.selectbox(key="second_layer").value
    assert first == DEFAULT_MEASURED
    assert LAYERS[first].unit == LAYERS[second].unit
    assert first != second


@pytest.mark.parametrize("pair", [None, PAIR, ("diop_2014", "popoola_2013")])
@pytest.mark.parametrize("theme", THEMES)
def test_two_skeletons_side_by_side_have_one_scale(pair: tuple[str, str] | None, theme: str) -> None:
    app = evidence(part="compare", **(dict(zip(("layer", "second"), pair, strict=True)) if pair else {}))
    sent = figures(app)
    assert SKELETONS & set(sent) == {"compare_first", "compare_second"}
    paints = [published(sent[key]["paint"][theme]) for key in ("compare_first", "compare_second")]
    tops = [paint["layout"]["coloraxis"]["cmax"] for paint in paints]
    assert tops[0] == tops[1]
    assert paints[0] != paints[1]
    ids = pair or (app.selectbox(key="first_layer").value, app.selectbox(key="second_layer").value)
    largest = max(report.percent for i in ids for report in LAYERS[i].proportions)
    assert tops[0] >= largest
    judged = comparability(LAYERS[ids[0]], LAYERS[ids[1]])
    assert words(judged.why) in text(app)
    assert all(words(caution) in text(app) for caution in judged.cautions)


@pytest.mark.parametrize("pair", APART)
def test_what_cannot_share_a_scale_is_ranked_and_the_reason_is_told(pair: tuple[str, str]) -> None:
    app = evidence(part="compare", layer=pair[0], second=pair[1])
    a, b = (LAYERS[i] for i in pair)
    judged = comparability(a, b)
    assert not judged.one_scale
    said = text(app)
    assert words(judged.why) in said
    found = ranks(a, b, ANATOMY)
    assert f"Ranks among the {len(found.pairs)} sites that both report" in said
    assert all(ANATOMY.name(pair.site_id) in said for pair in found.pairs)
    assert not SKELETONS & set(figures(app))
    assert not [key for key, sent in figures(app).items() if "paint" in sent]
    assert url(app) == {"layer": pair[0], "second": pair[1], "part": "compare"}


def test_the_article_against_itself_is_not_painted_as_numbers() -> None:
    app = evidence(part="compare", layer="article", second="article")
    assert not SKELETONS & set(figures(app))


def test_a_selection_is_outlined_in_both_skeletons() -> None:
    app = select(evidence(part="compare"), "compare_second", "sternum")
    assert selected(app, "compare_first") == selected(app, "compare_second") == ["sternum"]
    assert url(app)["site"] == "sternum"


def test_the_difference_is_painted_and_put_in_order() -> None:
    app = evidence(part="compare", layer=PAIR[0], second=PAIR[1])
    app.button_group(key="comparison_shown").set_value("difference").run()
    assert not app.exception
    sent = figures(app)
    assert SKELETONS & set(sent) == {"compare_difference"}
    key = ("difference", *PAIR)
    assert sent["compare_difference"]["paint"] == shown.paint_urls(key, "front", "en")
    assert "derived_ranking" in sent
    axis = published(sent["compare_difference"]["paint"]["light"])["layout"]["coloraxis"]
    assert axis["cmin"] == -axis["cmax"]
    app.toggle(key="difference_as_table").set_value(True).run()
    said = text(app)
    for report in shown.derived(key).reports:
        assert ANATOMY.name(report.site_id) in said
    assert "Percentage points, first minus second" in said


@pytest.mark.parametrize("layer", LAYERS)
def test_the_comparison_starts_with_the_layer_and_the_sites_on_the_screen(layer: str) -> None:
    app = evidence(part="compare", layer=layer, site="hip_bone_left,femur")
    assert app.selectbox(key="first_layer").value == layer
    second = app.selectbox(key="second_layer").value
    assert second != layer
    said = text(app)
    assert words(comparability(LAYERS[layer], LAYERS[second]).why) in said
    selected = said[said.index("What you selected") :]
    for place in ("pelvis", "femur"):
        row = selected[selected.index(ANATOMY.name(place)) :]
        for value, inside in ((LAYERS[i].value(place), LAYERS[i].finer(place)) for i in (layer, second)):
            if not value.reported and inside:
                assert "not reported as a whole; only its parts (never summed" in row
                assert f"{ANATOMY.name(inside[0].site_id)} {words(wording.brief(inside[0]))}" in row
            elif not value.reported:
                assert "not reported, which is not a zero" in row
            elif value.reported_as != place:
                assert f"only within {ANATOMY.name(str(value.reported_as))}" in row
            else:
                assert words(wording.brief(value)) in row


def test_back_takes_another_part_of_the_evidence_back() -> None:
    app = evidence(layer="chen_2017", site="ribs")
    before = dict(app.query_params)
    app.button_group(key="part").set_value("compare").run()
    assert url(app)["part"] == "compare"
    app.query_params.clear()
    for key, value in before.items():
        app.query_params[key] = value
    app.run()
    assert app.button_group(key="part").value == "claims"
    assert url(app) == {"layer": "chen_2017", "site": "ribs"}
    # What the browser sends with the next press may be the address of before: the press counts.
    app.button_group(key="part").set_value("agreement").run()
    for key in list(app.query_params):
        del app.query_params[key]
    for key, value in before.items():
        app.query_params[key] = value
    app.button_group(key="part").set_value("compare").run()
    assert url(app)["part"] == "compare"


def test_another_second_layer_leaves_the_first_as_it_was_shown() -> None:
    """Without a link the pair is the page's offer; who changes one half of it keeps the other."""
    app = evidence(part="compare")
    assert app.selectbox(key="first_layer").value == DEFAULT_MEASURED
    app.selectbox(key="second_layer").set_value("chen_2017").run()
    assert not app.exception
    assert url(app)["second"] == "chen_2017"
    assert app.selectbox(key="first_layer").value == DEFAULT_MEASURED
    assert {"compare_first", "compare_second"} <= set(figures(app))


def test_another_first_layer_is_offered_a_second_of_its_unit() -> None:
    app = evidence(part="compare")
    app.selectbox(key="first_layer").set_value("chinese_thesis_103.lesions").run()
    assert not app.exception
    assert url(app)["layer"] == app.selectbox(key="first_layer").value == "chinese_thesis_103.lesions"
    assert LAYERS[app.selectbox(key="second_layer").value].unit == "lesions"
    assert {"compare_first", "compare_second"} <= set(figures(app))


def test_the_boxes_choose_the_pair() -> None:
    app = evidence(part="compare", layer=PAIR[0], second=PAIR[1])
    app.selectbox(key="second_layer").set_value("wang_2012.breast_moderate").run()
    assert not app.exception
    assert url(app)["second"] == "wang_2012.breast_moderate"
    assert app.selectbox(key="first_layer").value == PAIR[0]
    assert "Ranks among the" in text(app)
    app.selectbox(key="first_layer").set_value("chinese_thesis_103.lesions").run()
    assert url(app)["layer"] == "chinese_thesis_103.lesions"
    assert {"compare_first", "compare_second"} <= set(figures(app))


# Against the soil


@pytest.mark.parametrize("layer", ["article", *shown.lesion_layers()])
def test_lesions_against_marrow_come_with_limits_and_sources(layer: str) -> None:
    app = evidence(part="soil", layer=layer)
    used = layer if layer in shown.lesion_layers() else shown.lesion_layers()[0]
    assert app.selectbox(key="marrow_layer").value == used
    assert figures(app)["marrow"]["figure"] == shown.marrow_urls(used, "en")[0]
    held, said = shown.against_marrow(used), text(app)
    assert held.limits
    assert all(words(limit) in said for limit in held.limits)
    assert all(ANATOMY.name(place) in said for place, _ in held.unmatched)
    assert words(shown.cited(held.study_id)) in said
    assert words(LAYERS[used].source_text or "no citable source") in said


def test_other_lesions_are_chosen_on_the_page() -> None:
    app = evidence(part="soil")
    app.selectbox(key="marrow_layer").set_value("osorio_2017").run()
    assert not app.exception
    assert url(app) == {"layer": "osorio_2017", "part": "soil"}


def test_the_comparison_with_the_marrow_becomes_a_slide() -> None:
    app = lesson_session("evidence", part="soil", layer="wang_2012.breast_moderate", site="pelvis")
    pressed(app, "add_slide")
    (slide,) = draft(app).slides
    assert slide.state == State(shows="marrow", layer="wang_2012.breast_moderate", sites=("pelvis",))


def test_two_layers_become_the_slide_that_is_seen_side_by_side_or_their_difference() -> None:
    app = lesson_session("evidence", part="compare", layer="shaked_zari_2025", second="medicine_today_2018")
    pressed(app, "add_slide")
    app.button_group(key="comparison_shown").set_value("difference").run()
    pressed(app, "add_slide")
    assert [slide.state.shows for slide in draft(app).slides] == ["compare", "difference"]


# The other new pages


def test_your_data_opens_empty() -> None:
    app = opened(page="your-data")
    assert "Your own data" in text(app)
    # Nothing is drawn; what keeps tables and headings in the browser draws nothing either.
    assert all("keeps" in data for data in figures(app).values())


def test_the_parts_say_what_they_are() -> None:
    said = evidence().get("button_group")[0].options
    assert "Red marrow" in said
    assert not any("soil" in part.lower() for part in said)
