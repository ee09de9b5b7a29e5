"""The figures of the slides as files: served, cached, bounded, and in step with the page's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from asgi import Client
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.publish import evidence as published_evidence
from bone_atlas.app.publish import projector as published
from bone_atlas.app.server.store_serve import StoredFiles
from bone_atlas.app.server.store_write import registry
from bone_atlas.figures import skeleton
from bone_atlas.figures.colours import THEMES
from bone_atlas.scenes.pictures import ON_SLIDES
from tests.cases import every_case

VIEWS = ("front", "back", "left", "all")
FOUND = catalogue()
client = Client(Starlette(middleware=[Middleware(StoredFiles, shelves=(registry.shelf,))]))


def read(url: str) -> Any:
    answer = client.get(url)
    assert answer.status == 200
    return json.loads(answer.text)


def words(url: str) -> list[str]:
    content = read(url)
    notes = [*content.get("key", {}).get("annotations", ()), *content["layout"]["annotations"]]
    return [note["text"].replace("<br>", " ") for note in notes]


@pytest.mark.parametrize("view", VIEWS)
def test_base_and_paints_of_a_view_belong_together(view: str) -> None:
    base = {theme: read(url) for theme, url in published.base_urls(view).items()}
    assert set(base) == set(THEMES)
    assert all(image["source"].startswith("/viz/") for image in base["light"]["layout"]["images"])
    keys = len(skeleton.trace_keys(view, FOUND.anatomy))
    paints = (
        published.paint_urls("article", view),
        published.hidden_urls(view),
        published.bare_urls(view),
    )
    for urls in paints:
        for theme in THEMES:
            look = read(urls[theme])
            assert keys < len(look["traces"]["fillcolor"]) <= len(base[theme]["data"])
            assert set(look["key"]) == {"shapes", "annotations"}


@pytest.mark.parametrize("view", VIEWS)
def test_hidden_values_do_not_travel(view: str) -> None:
    for url in published.hidden_urls(view).values():
        assert "%" not in client.get(url).text


def test_a_layer_has_an_id_or_a_key() -> None:
    assert published.paint_urls("shaked_zari_2025", "front") == published.paint_urls(
        ("layer", "shaked_zari_2025"), "front"
    )
    told = words(
        published.paint_urls(("difference", "shaked_zari_2025", "medicine_today_2018"), "front")["light"]
    )
    assert "+20" in told
    with pytest.raises(KeyError):
        published.paint_urls("nothing", "front")


def test_labels_and_language_are_asked_for() -> None:
    labelled = published.label_notes("shaked_zari_2025", "front", "la", ("skull",))["light"]
    assert any("Cranium" in note["text"] for note in labelled)
    latin = published.paint_urls("shaked_zari_2025", "front", "la")["light"]
    assert any("Vertebrae" in text for text in words(latin))
    without = published.paint_urls("shaked_zari_2025", "front", labels=False)["dark"]
    assert read(without)["layout"]["annotations"] == []


def test_two_compared_layers_share_one_scale() -> None:
    pair = ("shaked_zari_2025", "medicine_today_2018")
    top = published_evidence.shared_top(*pair)
    one, other = (published.paint_urls(layer, "front", top=top, labels=False) for layer in pair)
    ticks = [{text for text in words(urls["light"]) if text[0].isdigit()} for urls in (one, other)]
    assert ticks[0] == ticks[1]
    assert one != other


def test_the_ways_are_drawn_for_a_slide() -> None:
    urls = published.overlay_urls("all")
    assert set(urls) == {"front", "back", "left"}
    assert all(note["font"]["size"] >= 24 for url in urls.values() for note in read(url)["labels"])


@every_case(
    "plot",
    [("ranking", layer) for layer in FOUND.layers]
    + [("agreement", "ribs", "patients_with_bone_metastases"), *(("detection", name) for name in ON_SLIDES)]
    + [(scene, "wang_2012.breast_moderate") for scene in ("reach", "marrow")],
    ids="-".join,
)
def test_every_plot_is_served_with_its_size_and_its_sources(plot: tuple[str, ...]) -> None:
    made = published.plot_urls(*plot)
    assert made is not None
    assert 0 < made.height <= 600
    for theme in THEMES:
        layout = read(made.urls[theme])["layout"]
        assert layout["meta"]["size"] == [760, made.height]
        assert all(note["font"]["size"] >= 24 for note in layout["annotations"])
    assert made.sources
    for text, link in made.sources:
        assert text
        assert not link or link.startswith("https://")


def test_a_plot_without_rows_is_none_and_an_unknown_one_is_refused() -> None:
    assert published.plot_urls("agreement", "patella", "lesions") is None
    assert published.plot_urls("reach", "shaked_zari_2025") is None
    with pytest.raises(KeyError, match="pie"):
        published.plot_urls("pie")
    with pytest.raises(ValueError, match="No slide can show"):
        published.plot_urls("detection", "accuracy_per_lesion")


def test_caches_are_bounded() -> None:
    cached = [value for value in vars(published).values() if hasattr(value, "cache_parameters")]
    own = [value for value in cached if value.__module__ == published.__name__]
    assert own
    assert all(value.cache_parameters()["maxsize"] for value in own)
