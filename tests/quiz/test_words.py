"""Names inside a question: none can mean two places, and figures are told with their count."""

from __future__ import annotations

from collections import Counter

import quiz_checker

from bone_atlas.quiz import words
from tests.atlas import BODY, LAYERS


def test_no_two_places_have_one_name() -> None:
    places = dict.fromkeys((*BODY.sites(), *BODY.groups()))
    names = Counter(words.plain(BODY, place) for place in places)
    assert [name for name, times in names.items() if times > 1] == []
    labels = Counter(BODY.label(bone) for bone in BODY.bones())
    assert [label for label, times in labels.items() if times > 1] == []


def test_names_inside_a_sentence() -> None:
    told = {place: words.plain(BODY, place) for place in ("femur_shaft", "pelvis", "foot_phalanges", "ribs")}
    assert told == {
        "femur_shaft": "shaft of the femur",
        "pelvis": "pelvis",
        "foot_phalanges": "phalanges (toes)",
        "ribs": "ribs",
    }
    assert words.plain(BODY, "femur_shaft_distal") == "shaft and distal part of the femur"
    assert words.inside("L3, lumbar spine") == "L3, lumbar spine"


def test_every_report_is_told_with_its_count() -> None:
    for layer in LAYERS.values():
        for report in layer.reports:
            for text in (
                words.figure(report, layer),
                words.brief(report),
                words.row(report, layer, BODY).words,
            ):
                assert quiz_checker.percentages_without_count(text) == []
                assert quiz_checker.wrong_counts(text) == []
            assert ("%" in words.figure(report, layer)) == (layer.kind == "proportion")


def test_words_of_a_figure() -> None:
    pelvis = LAYERS["shaked_zari_2025"].value("pelvis")
    assert words.brief(pelvis) == "52.3 % (56 of 107)"
    assert words.figure(pelvis, LAYERS["shaked_zari_2025"]) == (
        "52.3 % (56 of 107 patients with bone metastases, 95 % CI 43.0–61.6 %)"
    )
    lung = LAYERS["ninmas_lung_99"]
    assert words.figure(lung.value("ribs"), lung) == (
        "75.0 % (count not published, n = 99, of patients with bone metastases)"
    )
    assert words.figure(LAYERS["article"].value("pelvis"), LAYERS["article"]) == "“most common”"


def test_sources_name_a_work_or_say_that_there_is_none() -> None:
    for layer in LAYERS.values():
        found = words.source(layer)
        assert bool(found.link) == bool(layer.source_link)
        assert found.link or "No citable source" in found.text
        assert "http" not in found.text
