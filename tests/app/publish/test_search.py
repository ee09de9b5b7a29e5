"""The names that the search box knows: all that a reader's table may use, each of what the page can show."""

from __future__ import annotations

import json

import pytest

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import search
from bone_atlas.app.server import registry
from bone_atlas.uploaded.names import SiteNames
from bone_atlas.uploaded.words import AMBIGUOUS

ATLAS = catalogue()


def names() -> dict[str, tuple[list[str], list[str]]]:
    file = registry.file(search.search_url())
    assert file is not None
    return {place: (own, near) for place, own, near in json.loads(file.body)["names"]}


NAMES = names()


def test_every_site_group_and_bone_can_be_found() -> None:
    anatomy = ATLAS.anatomy
    everything = [*anatomy.sites(), *anatomy.groups(), *anatomy.bones()]
    assert list(NAMES) == list(dict.fromkeys(everything))
    assert all(own and all(own) for own, _ in NAMES.values())


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("thigh bone", "femur"),
        ("Kreuzbein", "sacrum"),
        ("腰椎", "lumbar_spine"),
        ("omóplato", "scapula"),
        ("Costae (I-XII)", "ribs"),
        ("S3", "sacrum"),
        ("L3", "L3"),
        ("Th7", "T7"),
    ],
)
def test_names_in_all_languages_are_there(name: str, place: str) -> None:
    assert name in NAMES[place][0]


def test_a_name_for_several_places_offers_each() -> None:
    for name, places in AMBIGUOUS.items():
        for place in places:
            assert name in NAMES[place][1]


def test_what_the_box_calls_a_place_the_table_reader_understands_so_too() -> None:
    known = SiteNames(ATLAS.tables)
    for place in ATLAS.anatomy.sites():
        for name in NAMES[place][0]:
            meant = known.find(name).places
            assert not meant or place in meant or len(meant) > 1, (place, name, meant)
