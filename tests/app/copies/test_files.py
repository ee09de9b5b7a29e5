"""The files of a copy: all that is led to, each once, those of a kind together."""

from __future__ import annotations

import json
import re

import pytest

from bone_atlas.app.copies import files
from bone_atlas.app.publish import atlas, detection, evidence, lessons, quiz
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish.modules import COMPONENT
from bone_atlas.app.server import registry
from bone_atlas.app.server.store_serve import StoredFile


def test_all_that_a_lesson_leads_to_is_there_once() -> None:
    address = lessons.published_lesson("where")[1]
    told: list[tuple[int, int]] = []
    found = files.reached([address, address], progress=lambda made, known: told.append((made, known)))
    assert next(iter(found)) == address
    for file in found.values():
        assert set(files.addresses_in(file)) <= found.keys()
    assert [made for made, _ in told] == list(range(1, len(found) + 1))
    assert told[-1] == (len(found), len(found))


def test_addresses_are_met_in_drawings_too() -> None:
    """Plotly writes a slash as an escape."""
    drawing = registry.file(published.base_urls("front")["light"])
    assert drawing is not None
    assert set(files.addresses_in(drawing)) == set(published.shading_urls("front").values())


def test_what_is_left_out_is_not_met() -> None:
    without = files.reached([detection.manifest_url()], without={"detection-picture", "threshold"})
    kinds = {files.kind_of(address) for address in without}
    assert "detection-page" in kinds
    assert not kinds & {"detection-picture", "threshold"}


def test_an_address_without_a_file_is_an_error() -> None:
    wrong = "/viz/atlas/en.0123456789abcdef.json"
    with pytest.raises(KeyError, match=wrong):
        files.reached([wrong])


def test_no_bundle_of_the_server_is_in_a_copy() -> None:
    bundles = atlas.bundle_urls("en")["light"]
    assert {files.kind_of(address) for address in bundles} <= files.BUNDLES
    assert files.reached(bundles) == {}


def test_views_and_themes_of_one_layer_lie_together() -> None:
    packs = {
        files.pack_of(address)
        for view in ("front", "back")
        for address in published.paint_urls("article", view, "en").values()
    }
    assert packs == {"paint/en"}
    pair = [evidence.paint_urls(("layer", "chen_2017"), "front", "en", top)["light"] for top in (None, 60.0)]
    assert {files.pack_of(address) for address in pair} == {"evidence-paint/layer~chen_2017/en"}
    assert files.pack_of(quiz.deck_urls()["bones/hard"][2]) == "quiz-deck/bones"
    assert files.pack_of(atlas.manifest_urls()["en"]) is None


def test_a_pack_holds_each_file_under_its_address() -> None:
    urls = [
        url
        for layer in ("article", "chen_2017")
        for url in published.paint_urls(layer, "front", "en").values()
    ]
    alone = atlas.manifest_urls()["en"]
    found = {url: file for url in (*urls, alone) if (file := registry.file(url)) is not None}
    packed = files.packed(found)
    index = json.loads(packed.index)
    pack = json.loads(packed.files[index["packs"]["paint/en"]])
    assert pack == {url: json.loads(found[url].body) for url in urls}
    assert packed.files[alone] == found[alone].body
    assert packed.files.keys() == {alone, *index["packs"].values()}
    assert re.fullmatch(r"/viz/packs\.[0-9a-f]{16}\.json", packed.index_address)


def test_the_order_in_which_files_are_met_changes_no_byte() -> None:
    found = files.reached([lessons.published_lesson("late")[1]])
    backwards = dict(reversed(found.items()))
    assert files.packed(found) == files.packed(backwards)
    assert list(files.packed(found).files.items()) == list(files.packed(backwards).files.items())


def test_a_table_is_text_in_a_pack_and_can_stay_alone() -> None:
    url = evidence.csv_url(("range",))
    file = StoredFile("a,b\n1,“x”\n".encode(), "csv")
    packed = files.packed({url: file})
    (pack,) = (json.loads(body) for body in packed.files.values())
    assert pack == {url: "a,b\n1,“x”\n"}
    assert files.packed({url: file}, tables_alone=True).files == {url: file.body}


def test_the_rules_are_those_of_the_script() -> None:
    """`core/packs.js` reads the rules from the copy; only the form of an address stands in both."""
    script = (COMPONENT / "core" / "packs.js").read_text(encoding="utf-8")
    assert re.search(r"\[0-9a-f\]\{16\}\\\.\(\?:json\|csv\)", script)
