"""What a saved picture of a plot says of itself."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from bone_atlas.app.publish import evidence
from bone_atlas.figures import agreement, bare, comparison, marrow, ranking, skeleton
from bone_atlas.figures.export_lines import export_lines, offered
from tests.atlas import BODY, LAYERS, ROUTES


def test_the_footer_ends_with_name_version_and_licence_and_leaves_out_what_is_empty() -> None:
    lines = export_lines("Ribs", "ribs", "One.", "", "Two")
    assert lines["footer"].startswith("One. Two. Bone Metastasis Atlas ")
    assert version("bone-atlas") in lines["footer"]
    assert lines["footer"].endswith("CC BY 4.0.")
    assert lines["filename"] == "bone-atlas_ribs"


@pytest.mark.parametrize("layer", LAYERS)
def test_the_picture_of_a_ranking_says_what_is_counted_and_in_which_study(layer: str) -> None:
    shown = LAYERS[layer]
    lines = ranking.picture_lines(shown)
    assert shown.title in lines["title"]
    for words in (shown.summary[1:], shown.citation.removesuffix("."), shown.source_text):
        assert words in lines["footer"]
    figure = offered(ranking.ranking(shown, BODY), lines)
    assert figure.layout.meta["export"] == lines
    assert figure.layout.meta["kind"] == "rows"


def test_the_picture_of_a_difference_cites_both_studies() -> None:
    made_from = [LAYERS["shaked_zari_2025"], LAYERS["chen_2017"]]
    layer = evidence.derived(("difference", *(one.id for one in made_from)))
    footer = ranking.picture_lines(layer, made_from)["footer"]
    assert all(one.source_text in footer for one in made_from)


@pytest.mark.parametrize("layer", evidence.lesion_layers())
def test_the_picture_of_the_marrow_names_both_studies(layer: str) -> None:
    compared = evidence.against_marrow(layer)
    footer = marrow.picture_lines(compared, evidence.cited(compared.study_id))["footer"]
    assert compared.layer.source_text in footer
    assert evidence.cited(compared.study_id).removesuffix(".") in footer


@pytest.mark.parametrize("view", ["front", "all"])
def test_the_skeleton_names_version_and_both_licences_once_for_all_its_pictures(view: str) -> None:
    colophon = skeleton.base_figure(view, BODY).layout.meta["colophon"]
    assert version("bone-atlas") in colophon
    assert "text CC BY 4.0; skeleton after Rajagopal 2016, MIT licence." in colophon
    layer = LAYERS["shaked_zari_2025"]
    footer = skeleton.paint(layer, view, BODY)["export"]["footer"]
    assert layer.source_text in footer
    for words in (footer, bare.bare(view, ROUTES, BODY)["export"]["footer"]):
        assert "Bone Metastasis Atlas" not in words, (
            "the base figure says it, and every paint would repeat it"
        )


def test_the_pictures_of_a_site_in_all_studies_cite_each_study_that_is_drawn() -> None:
    for one in evidence.agreements("ribs"):
        footer = agreement.picture_lines(one, "ribs")["footer"]
        for study in (*one.studies, *one.uncounted):
            assert study.layer.source_text in footer
    by_unit = comparison.by_unit("ribs", LAYERS.values())
    footer = comparison.picture_lines("ribs", "ribs", by_unit)["footer"]
    for layer, _ in (pair for values in by_unit.values() for pair in values):
        assert layer.source_text in footer
