"""The atlas page in Streamlit's own test runner: state, URL, what is said; no browser."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from app_page import figures, html, opened, panel, select, selected, text, url

from bone_atlas import layers, wording
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.shell import share
from tests.cases import every_case

FOUND = catalogue()
SHAKED = FOUND.layers["shaked_zari_2025"]


def holds_its_source_in_sight(layer: str) -> None:
    app = opened(layer=layer, site="pelvis")
    shown = FOUND.layers[layer]
    assert not app.warning
    said = text(app)
    assert shown.summary[1:] in said
    assert shown.citation in said
    assert shown.source_text in said
    assert wording.headline(shown.value("pelvis")) in panel(app)
    assert url(app) == {"layer": layer, "site": "pelvis"}
    assert f"/paint/{layer}/" in figures(app)["skeleton"]["paint"]["light"]


#: The default, a study, a part of one, one without counts, one that cannot be cited, lesions, another cancer.
ONE_OF_EACH_KIND = [
    "article",
    "shaked_zari_2025",
    "shaked_zari_2025.her2_enriched",
    "popoola_2013",
    "wang_2012.breast_moderate",
    "singh_2024",
]


@every_case("layer", ONE_OF_EACH_KIND)
def test_a_layer_comes_up_with_its_source_in_sight(layer: str) -> None:
    holds_its_source_in_sight(layer)


@pytest.mark.exhaustive
@every_case("layer", FOUND.layers)
def test_every_layer_comes_up_with_its_source_in_sight(layer: str) -> None:
    holds_its_source_in_sight(layer)


def test_the_first_visit_shows_the_article_and_invites() -> None:
    app = opened()
    assert url(app) == {"layer": "article"}
    assert "Click a bone" in panel(app)
    assert set(figures(app)) == {"skeleton", "ranking"}
    assert "adult male model" in text(app)
    assert "not for decisions about patients" in text(app)


@pytest.mark.parametrize("view", ["front", "back", "left", "all"])
def test_a_deep_link_restores_what_was_on_screen(view: str) -> None:
    query = {"layer": "shaked_zari_2025.luminal_a", "view": view, "site": "L3,ribs", "names": "la"}
    app = opened(**query)
    assert url(app) == {name: value for name, value in query.items() if value != "front"}
    sent = figures(app)["skeleton"]
    assert selected(app) == ["L3", "ribs"]
    assert f"/skeleton/{view}." in sent["figure"]
    assert FOUND.anatomy.name("ribs", "la") in panel(app)
    assert app.selectbox(key="study").value == "shaked_zari_2025.luminal_a"
    assert app.selectbox(key="names").value == "la"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"layer": "nobody_1999"}, "nobody_1999"),
        ({"view": "above"}, "above"),
        ({"site": "wing,L3"}, "wing"),
        ({"names": "tlh"}, "tlh"),
        ({"layer": "<script>alert(1)</script>"}, "<script>alert(1)</script>"),
        ({"layer": "x" * 5000}, "x" * 40),
    ],
)
def test_an_unknown_value_is_named_and_something_known_is_shown(query: dict[str, str], named: str) -> None:
    app = opened(**query)
    (warning,) = app.warning
    assert f"“{named}”" in warning.value
    assert len(warning.value) < 300
    assert "/paint/article/" in figures(app)["skeleton"]["paint"]["light"]
    assert selected(app) == (["L3"] if "site" in query else [])


def test_a_notice_goes_with_the_next_choice() -> None:
    app = opened(layer="nobody_1999")
    app.selectbox(key="study").select("chen_2017").run()
    assert not app.warning
    assert url(app) == {"layer": "chen_2017"}


def test_on_the_article_every_study_can_be_chosen_and_an_emptied_box_leads_back() -> None:
    app = opened()
    assert app.selectbox(key="study").value is None
    app.selectbox(key="study").select("shaked_zari_2025").run()
    assert url(app) == {"layer": "shaked_zari_2025"}
    app.selectbox(key="study").set_value(None).run()
    assert url(app) == {"layer": "article"}


def test_the_picker_changes_layer_and_url() -> None:
    app = opened(layer="shaked_zari_2025", site="ribs")
    app.selectbox(key="study").select("chen_2017").run()
    assert not app.exception
    assert url(app) == {"layer": "chen_2017", "site": "ribs"}
    value = FOUND.layers["chen_2017"].value("ribs")
    assert f"{value.percent:.1f} % {value.numerator} of {value.denominator}" in panel(app)


def test_the_article_and_measured_stand_side_by_side() -> None:
    app = opened(site="ribs")
    kind = app.button_group(key="kind")
    assert kind.options == ["The article", "Measured"] or [o.content for o in kind.options] == [
        "The article",
        "Measured",
    ]
    kind.set_value("Measured").run()
    assert not app.exception
    assert url(app) == {"layer": "shaked_zari_2025", "site": "ribs"}
    app.selectbox(key="study").select("chen_2017").run()
    app.button_group(key="kind").set_value("The article").run()
    assert url(app)["layer"] == "article"
    app.button_group(key="kind").set_value("Measured").run()
    assert url(app)["layer"] == "chen_2017"


def test_the_view_switch_keeps_layer_and_selection() -> None:
    app = opened(layer="chen_2017", site="L3")
    app.button_group(key="view").set_value("back").run()
    assert url(app) == {"layer": "chen_2017", "view": "back", "site": "L3"}
    assert selected(app) == ["L3"]


def test_names_in_another_language() -> None:
    app = opened(layer="shaked_zari_2025", site="sternum")
    app.selectbox(key="names").select("es").run()
    assert url(app)["names"] == "es"
    assert FOUND.anatomy.name("sternum", "es") in panel(app)


def test_a_selected_bone_is_told_and_in_the_url() -> None:
    app = select(opened(layer="shaked_zari_2025"), "skeleton", "L3")
    assert url(app) == {"layer": "shaked_zari_2025", "site": "L3"}
    said = panel(app)
    assert "Lumbar spine" in said
    assert "L3" in said
    assert "46.7 % 50 of 107 patients with bone metastases" in said
    assert "95 % CI 37.6–56.1 %" in said
    sent = figures(app)
    assert selected(app) == selected(app, "ranking") == ["L3"]
    assert sent["skeleton"]["sequence"] == 1


def test_a_site_selected_in_the_ranking_is_the_same_selection() -> None:
    app = select(opened(layer="shaked_zari_2025"), "ranking", "ribs")
    assert url(app)["site"] == "ribs"
    assert selected(app) == ["ribs"]


def test_several_then_none() -> None:
    app = select(opened(layer="shaked_zari_2025"), "skeleton", "L3", "rib_7_left")
    assert "2 sites" in panel(app)
    assert url(app)["site"] == "L3,rib_7_left"
    select(app, "skeleton", sequence=2)
    assert "site" not in url(app)
    assert "Click a bone" in panel(app)


def test_an_invented_id_from_a_browser_is_left_out() -> None:
    app = select(opened(), "skeleton", "wing", "L3")
    assert selected(app) == ["L3"]
    assert url(app)["site"] == "L3"


def test_a_click_in_the_comparison_paints_that_layer() -> None:
    app = select(opened(layer="shaked_zari_2025", site="ribs"), "comparison", "chen_2017")
    assert url(app) == {"layer": "chen_2017", "site": "ribs"}
    assert figures(app)["comparison"]["marked"] == ["chen_2017"]


def test_the_table_twin_shows_every_report() -> None:
    app = opened(layer="shaked_zari_2025")
    assert "atlas-table" not in html(app)
    app.toggle(key="as_table").set_value(True).run()
    assert not app.exception
    said = text(app)
    for report in SHAKED.reports:
        assert f"{FOUND.anatomy.name(report.site_id)} {report.percent:.1f} % {wording.count(report)}" in said
        assert report.reported_words in said


def test_the_download_is_that_of_the_layer() -> None:
    page = html(opened(layer="shaked_zari_2025.luminal_a"))
    names = re.findall(r"download='([^']+)'", page)
    assert names == [f"bone-atlas_shaked_zari_2025.luminal_a.{form}" for form in ("csv", "zip", "bib")]
    assert re.search(r"href='/viz/export/csv/shaked_zari_2025\.luminal_a\.[0-9a-f]{16}\.csv'", page)


def test_the_share_card_has_the_link_of_the_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(share.PUBLIC_URL, "http://192.0.2.7:8501")
    page = unescape(html(opened(layer="chen_2017", site="ribs", view="back")))
    assert "href='http://192.0.2.7:8501/?layer=chen_2017&view=back&site=ribs'" in page


def test_every_tier_of_the_article_is_told_in_words() -> None:
    for site, tier in (
        ("lumbar_spine", "most_common"),
        ("ribs", "common"),
        ("metatarsals", "extremely_rare"),
        ("clavicle", "not_mentioned"),
    ):
        said = panel(opened(site=site))
        assert layers.TIER_LABELS[tier] in said
        assert "%" not in said


def test_a_small_group_is_marked() -> None:
    assert "small group, n = 5" in panel(opened(layer="shaked_zari_2025.her2_enriched", site="lumbar_spine"))


def test_nothing_on_the_page_is_fetched_from_outside() -> None:
    page = html(opened(layer="shaked_zari_2025", site="L3"))
    assert not re.findall(r"src='(?!/)[^']*'", page)
    for sent in figures(opened(site="L3")).values():
        urls = re.findall(r'"([^"]*/[^"]*\.(?:js|json|svg|webp|css))"', json.dumps(sent))
        assert urls
        assert all(address.startswith("/viz/") for address in urls)


def test_places_vessels_and_segments_can_be_selected() -> None:
    known = FOUND.known().ids
    assert known == FOUND.ids | set(FOUND.routes.vessels) | set(FOUND.routes.segments)
    assert len(known) == len(FOUND.ids) + len(FOUND.routes.vessels) + len(FOUND.routes.segments)
    assert FOUND.places(("azygos_system", "L3", "dural_sinuses__skull", "hand")) == ("L3", "hand")


@pytest.mark.parametrize("item", ["azygos_system", "dural_sinuses__skull"])
def test_a_vessel_in_the_link_is_shown_with_what_it_leads_to(item: str) -> None:
    app = opened(layer="article", site=f"{item},L3")
    assert not app.warning
    assert url(app)["site"] == f"{item},L3"
    assert selected(app) == [item, "L3"]
    assert selected(app, "ranking") == ["L3"]
    assert FOUND.routes.name(item) in text(app)
    assert "Lumbar spine" in text(app)
