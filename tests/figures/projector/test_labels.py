"""Labels of the skeleton for a projector point at their sites; letters are as wide as they are reckoned."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bone_atlas import tables
from bone_atlas.figures import geometry, projector
from bone_atlas.figures.projector import labels, letters
from tests.atlas import BODY, DRAWINGS, LAYERS, ROUTES
from tests.cases import every_case
from tests.figures.projector.drawn import (
    PAINTED,
    SINGLE,
    painted,
)

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
        whole = {BODY.name(site, language) for site in (*BODY.sites(), *BODY.groups())}
        # What is added in brackets is left out where it has no room.
        names = {name.replace(" ", "") for one in whole for name in (one, one.partition(" (")[0])}
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
