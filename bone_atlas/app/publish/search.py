"""The names by which the search box finds sites and bones: those that a reader's table may use too."""

from __future__ import annotations

import re

from bone_atlas.app.catalogue import Catalogue, catalogue
from bone_atlas.app.publish import contract
from bone_atlas.app.publish.values import json_bytes
from bone_atlas.app.server import published as recipe
from bone_atlas.tables import records
from bone_atlas.uploaded.more_names import regions
from bone_atlas.uploaded.names import names_by_place
from bone_atlas.uploaded.words import AMBIGUOUS

#: How else the thoracic vertebrae are counted.
_THORACIC = re.compile(r"T(\d{1,2})")
_SACRAL = tuple(f"S{number}" for number in range(1, 6))


@recipe("search", "json")
def _search() -> bytes:
    atlas = catalogue()
    places = _places(atlas)
    # A bone that is a site of its own, such as the sacrum, stands there already.
    known = {place for place, _, _ in places}
    bones = [entry for entry in _bones(atlas) if entry[0] not in known]
    index: contract.SearchIndex = {"names": [*places, *bones]}
    return json_bytes(index)


def search_url() -> str:
    """Return the address of the names by which sites, groups and bones are found."""
    return _search.url()


def _places(atlas: Catalogue) -> list[tuple[str, list[str], list[str]]]:
    near = regions()
    for name, places in AMBIGUOUS.items():
        for place in places:
            near[place] = (*near.get(place, ()), name)
    more = {"sacrum": _SACRAL}
    return [
        (place, [*names, *more.get(place, ())], list(near.get(place, ())))
        for place, names in names_by_place(atlas.tables).items()
    ]


def _bones(atlas: Catalogue) -> list[tuple[str, list[str], list[str]]]:
    order = {bone: i for i, bone in enumerate(atlas.anatomy.bones())}
    rows = sorted(records(atlas.tables.bones), key=lambda row: order[row["bone_id"]])
    return [
        (row["bone_id"], list(dict.fromkeys((row["name_en"], *_counted_otherwise(row["bone_id"])))), [])
        for row in rows
    ]


def _counted_otherwise(bone: str) -> tuple[str, ...]:
    vertebra = _THORACIC.fullmatch(bone)
    return (f"Th{vertebra[1]}", f"D{vertebra[1]}") if vertebra else ()
