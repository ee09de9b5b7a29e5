"""A walk through all layers in three views: every colour and every number on the screen is its row's."""

from __future__ import annotations

import re

import pytest
import rows
from atlas_page import STUDY, AtlasPage, known, name
from playwright.sync_api import Page

from bone_atlas.figures import colours, skeleton
from bone_atlas.layers import Layer, Proportion

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.seconds(60)]

THIRD = 3
VIEWS = ("front", "back", "left")
TABLE = """() => [...document.querySelectorAll(".atlas-table tbody tr")]
  .map((row) => [...row.children].map((cell) => cell.textContent.trim()))"""
NOT_REPORTED = "not reported"


def plain(text: str) -> str:
    """Return a text without markup, with ordinary spaces only."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def row_of(value: Proportion) -> dict[str, str]:
    """Return the row of ``observations.csv`` that a value stands for."""
    return rows.observations()[value.observation_id]


#: How far a part of a limb that was reported as a whole is toned toward the page.
PALER = {"forearm": 0.3, "leg": 0.3, "patella": 0.3, "hand": 0.6, "foot": 0.6}


def expected_fill(site: str, layer: Layer, top: float) -> str:
    """Return the colour a site should have, worked out from its row."""
    value = layer.value(site)
    if layer.kind == "tiers":
        tier = rows.tiers().get(value.reported_as or "")
        hatched = tier in (None, "not_mentioned")
        colour = "" if hatched else colours.TIERS["light"][str(tier)]
    else:
        hatched = not value.reported
        colour = "" if hatched else colours.colour_at(float(rows.said(row_of(value)).value.split()[0]) / top)
    return "hatch {} on {}".format(*colours.HATCH["light"]) if hatched else colour


def paler(site: str, colour: str) -> str:
    """The colour of a part of a limb that was reported as a whole: toned toward white, hand and foot most."""
    share = next((PALER[part] for part in (site, *known().anatomy.ancestors(site)) if part in PALER), 0.0)
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(value + (255 - value) * share):02x}" for value in channels)


def is_of_whole_limb(site: str, layer: Layer) -> bool:
    """Tell whether the number of a site was given for its whole limb, or for more."""
    value, anatomy = layer.value(site), known().anatomy
    return isinstance(value, Proportion) and any(
        anatomy.covers(limb, site) and anatomy.covers(value.reported_as or "", limb)
        for limb in ("upper_limb", "lower_limb")
    )


def near(drawn: str, wanted: str) -> bool:
    """Compare colours; the row's percentage is rounded to one decimal, which may move a channel by two."""
    if drawn == wanted or "hatch" in drawn + wanted:
        return drawn == wanted
    pairs = [(int(drawn[i : i + 2], 16), int(wanted[i : i + 2], 16)) for i in (1, 3, 5)]
    return all(abs(a - b) <= 2 for a, b in pairs)


def check_bones(atlas: AtlasPage, layer: Layer, view: str) -> None:
    """Compare the colour of every drawn bone with its row."""
    anatomy = known().anatomy
    values = (
        [] if layer.kind == "tiers" else [float(rows.said(row_of(r)).value.split()[0]) for r in layer.reports]
    )
    top = colours.scale_top(values)
    drawn = atlas.fills()
    keys = skeleton.trace_keys(view, anatomy)
    assert len(keys) > 20
    for (site, side), fill in zip(keys, drawn, strict=False):
        wanted = colours.CARTILAGE["light"] if site == "cartilage" else expected_fill(site, layer, top)
        if site != "cartilage" and "hatch" not in wanted and is_of_whole_limb(site, layer):
            wanted = paler(site, wanted)
        assert fill is not None, f"{layer.id}, {view}: {site} {side} is not drawn"
        assert near(fill, wanted), f"{layer.id}, {view}: {site} {side} is {fill}, its row asks for {wanted}"


def label_of(report: Proportion) -> str:
    """Return the direct label of a report: its name, its value, and its count where there is one."""
    row = row_of(report)
    count = f" {row['numerator']}/{row['denominator']}" if row["numerator"] else " count not published"
    return f"{name(report.site_id)} {rows.said(row).value}{count}"


def check_words(atlas: AtlasPage, layer: Layer, view: str) -> None:
    """Compare labels, legend and colour bar with the rows."""
    words = atlas.words()
    assert words["labels"], f"{layer.id}, {view}: no labels"
    legend = set(rows.TIER_WORDS.values()) if layer.kind == "tiers" else {NOT_REPORTED}
    if layer.n is not None and layer.n < 20:
        legend.add("small group")
    if any(is_of_whole_limb(site, layer) for site in ("femur_shaft", "humerus_shaft")):
        legend.add("limb as a whole")
    assert set(words["legend"]) == legend
    if layer.kind == "tiers":
        assert not words["title"]
        possible = {name(site) for site in rows.tiers()}
    else:
        (title,) = words["title"]
        size = f"{layer.n} " if layer.n else ""
        assert plain(title) == f"Colours: % of {size}{layer.unit_label}"
        possible = {label_of(r) for r in layer.reports}
    found = [plain(label) for label in words["labels"]]
    assert set(found) <= possible, f"{layer.id}, {view}: {set(found) - possible}"
    assert len(found) == len(set(found))


def check_texts(atlas: AtlasPage, layer: Layer) -> None:
    """Compare what is hovered and spoken for each site with its row."""
    texts: dict[str, str] = atlas.js("view.texts")
    assert len(texts) > 20
    for site, text in texts.items():
        value = layer.value(site)
        if layer.kind == "tiers":
            tier = rows.tier_words().get(value.reported_as or "", "not mentioned")
            assert text.split("<br>")[0] == f"the article: {tier}"
        elif not isinstance(value, Proportion):
            assert text.startswith(NOT_REPORTED)
            assert "0" not in text.split(" in ")[0]
        else:
            said = rows.said(row_of(value))
            assert text.startswith(f"{said.value} ({said.count} {layer.unit_label})"), (layer.id, site, text)
            assert (said.interval in text.split("<br>")) == bool(said.interval), (layer.id, site, text)


def check_source(atlas: AtlasPage, layer: Layer) -> None:
    """Compare the strip beside the figure with the row of the study."""
    strip = atlas.page.locator(".atlas-source")
    text = " ".join(strip.inner_text().split())
    study = rows.studies()[layer.study_id]
    assert layer.summary.casefold() in text.casefold(), layer.id
    if layer.n:
        assert str(layer.n) in text
    if study["doi"] or study["pmid"] or study["pmcid"]:
        href = strip.locator("a").first.get_attribute("href") or ""
        assert any(part and part in href for part in (study["doi"], study["pmid"], study["pmcid"])), (
            layer.id,
            href,
        )
    else:
        assert "no citable source" in text
    whole = " ".join((strip.text_content() or "").split())
    assert all(caveat in whole for caveat in layer.caveats), f"{layer.id}: a caveat is not in sight"


def check_table(atlas: AtlasPage, layer: Layer) -> None:
    """Compare every line of the table twin with its row; no row may be missing."""
    shown = {line[0]: line[1:] for line in atlas.page.evaluate(TABLE)}
    if layer.kind == "tiers":
        named = {
            name(site): rows.tier_words()[site]
            for site, tier in rows.tiers().items()
            if tier != "not_mentioned"
        }
        assert {site: line[0] for site, line in shown.items()} == named
        return
    wanted = {}
    for row in rows.observations().values():
        if row["layer_id"] == layer.id and row["painted"] == "yes":
            said = rows.said(row)
            interval = said.interval.removeprefix("95 % CI ")
            wanted[name(row["site_id"])] = [said.value, said.count, interval, row["site_as_reported"]]
    assert shown == wanted, layer.id


def check_detail(atlas: AtlasPage, layer: Layer, site: str) -> None:
    """Select a site and compare the detail panel with its row."""
    atlas.select(site)
    atlas.page.locator(".atlas-detail h2", has_text=re.compile(f"^{re.escape(name(site))}$")).wait_for()
    text = " ".join(atlas.detail().split())
    value = layer.value(site)
    if layer.kind == "tiers":
        assert rows.tier_words().get(value.reported_as or "", "not mentioned") in text
    elif not isinstance(value, Proportion):
        assert f"{NOT_REPORTED} by {layer.short_title}" in text
        assert "%" not in text.split("The article")[0]
    else:
        said = rows.said(row_of(value))
        assert f"{said.value} {said.count} {layer.unit_label}" in text, (layer.id, site, text)
        assert said.interval in text
        if value.reported_as != site:
            assert name(str(value.reported_as)) in text
        better = sum(r.percent > value.percent for r in layer.proportions)
        assert f"rank {better + 1} of {len(layer.reports)}" in text


def two_sites(layer: Layer) -> list[str]:
    """Return the best reported site and one that is not reported, else the last reported."""
    drawn = known().anatomy.drawn_sites()
    silent = [site for site in drawn if not layer.value(site).reported]
    return [layer.reports[0].site_id, silent[0] if silent else layer.reports[-1].site_id]


LAYERS = tuple(known().layers)


def sample() -> tuple[str, ...]:
    """Return the article, the first layer of each unit, one of a small group, and one without counts."""
    measured = {key: layer for key, layer in known().layers.items() if layer.kind != "tiers"}
    by_unit = {layer.unit_label: key for key, layer in reversed(measured.items())}
    small = next(key for key, layer in measured.items() if layer.n is not None and layer.n < 20)
    uncounted = next(
        key for key, layer in measured.items() if any(not row_of(r)["numerator"] for r in layer.reports)
    )
    return ("article", *(key for key in measured if key in {*by_unit.values(), small, uncounted}))


def test_layers_of_every_kind_show_their_rows(page: Page) -> None:
    walk(page, sample())


@pytest.mark.exhaustive
@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(THIRD))
def test_every_layer_shows_its_rows(page: Page, part: int) -> None:
    walk(page, LAYERS[part::THIRD])


def walk(page: Page, keys: tuple[str, ...]) -> None:
    """Hold layers in three views, with table and detail, against their rows."""
    chosen = [known().layers[key] for key in keys]
    atlas = AtlasPage(page).open(layer=chosen[0].id)
    atlas.open_table()
    last = "front"
    for layer in chosen:
        if layer is not chosen[0]:
            atlas.choose_layer(layer.id)
        check_source(atlas, layer)
        check_table(atlas, layer)
        check_texts(atlas, layer)
        # Begin with the view that is there: two changes of view a layer suffice.
        for view in (last, *(other for other in VIEWS if other != last)):
            if atlas.query().get("view", "front") != view:
                atlas.choose_view(view)
            check_bones(atlas, layer, view)
            check_words(atlas, layer, view)
        last = view
        for site in two_sites(layer):
            check_detail(atlas, layer, site)


def test_all_layers_can_be_chosen(page: Page) -> None:
    AtlasPage(page).open(layer="shaked_zari_2025")
    offered = page.locator(f"{STUDY} option").evaluate_all("all => all.map((option) => option.value)")
    assert offered == ["", *(layer for layer in LAYERS if layer != "article")]
    assert (
        len(LAYERS)
        == len({row["layer_id"] for row in rows.observations().values() if row["painted"] == "yes"}) + 1
    )
