"""What the panel of the ways tells of places, vessels and segments, and the tables beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markup import EVIL, Page, words

from bone_atlas import tables
from bone_atlas.app.html import route_panel
from bone_atlas.app.html.route_labels import ROUTE_HEADS, ROUTE_SHORT, SEGMENT_KINDS, VESSEL_KINDS
from bone_atlas.exports.routes import journey_rows, route_rows
from bone_atlas.routes import STATUS_LABELS, Journey, Routes, Source
from bone_atlas.tables import ALL_ROUTES
from bone_atlas.tables.vocabulary import SEGMENT_KINDS as ALL_SEGMENT_KINDS
from bone_atlas.tables.vocabulary import VESSEL_KINDS as ALL_VESSEL_KINDS
from tests.atlas import BODY, TABLES
from tests.atlas import ROUTES as WAYS
from tests.cases import every_case

PLACES = (*BODY.sites(), *BODY.groups(), *BODY.bones())
ITEMS = (*WAYS.vessels, *WAYS.segments, *PLACES)
NO_VEIN_NAMED = "The sources of this atlas name no route by the vertebral veins"
NOT_KNOWN = "Whether veins bring tumour cells here too is not known"
#: Bones that a vein of the vertebral route passes, or that a source counts with it.
VEINS_NOT_KNOWN = ("ribs", "sternum", "scapula", "humerus", "femur", "foot")


def place(name: str, **more: object) -> str:
    return route_panel.place_routes(name, WAYS, BODY, **more)  # type: ignore[arg-type]


def headings(html: str) -> list[str]:
    return re.findall(r"<h3>(.*?)</h3>", html)


def items(html: str, kind: str) -> list[str]:
    """The list items of the lists of a class."""
    lists = re.findall(rf"<(?:ol|ul) class='{kind}'>(.*?)</(?:ol|ul)>", html)
    return [words(item) for found in lists for item in re.findall(r"<li>(.*?)</li>", found)]


def part_of(html: str, heading: str) -> str:
    """What stands under a heading."""
    return html.partition(f"<h3>{heading}</h3>")[2].partition("<h3>")[0]


def test_every_route_and_kind_has_words() -> None:
    assert set(ROUTE_HEADS) == set(ROUTE_SHORT) == set(ALL_ROUTES)
    assert set(VESSEL_KINDS) == set(ALL_VESSEL_KINDS)
    assert set(SEGMENT_KINDS) == set(ALL_SEGMENT_KINDS)


@every_case("name", PLACES)
def test_a_place_tells_just_the_routes_that_reach_it(name: str) -> None:
    html = place(name)
    reaching = WAYS.routes_that_reach(name)
    assert headings(html) == [head for route, head in ROUTE_HEADS.items() if route in reaching]
    open_ends = [site for site in VEINS_NOT_KNOWN if BODY.extent(site) & BODY.extent(name)]
    assert html.count(NOT_KNOWN) == len(open_ends)
    assert (NO_VEIN_NAMED in html) == (reaching == ("pulmonary_systemic",) and not open_ends)
    assert html.startswith("<section class='atlas-detail atlas-routes'><h2>")
    assert f"<h2>{BODY.name(name)}" in html
    Page(html)


@every_case("name", PLACES)
def test_every_step_of_every_way_is_told(name: str) -> None:
    """Each step stands in the list, or its ends stand in a detour; none is told twice."""
    for route, head in ROUTE_HEADS.items():
        under = part_of(place(name), head)
        steps = items(under, "atlas-steps")
        told = " | ".join([*steps, *items(under, "atlas-branches")])
        ways = WAYS.routes_to(name, [route])
        for step in {step for way in ways for step in way.steps}:
            for end in (step.from_id, step.to_id):
                if WAYS.is_vessel(end):
                    assert WAYS.short_name(end) in told
        assert len(steps) == (len(ways[0].steps) if ways else 0)
        arrows = re.findall(r"[^|]+ → [^|]+", told)
        assert len(arrows) == len(set(arrows))


def _cited(segment: str) -> str:
    return WAYS.segments[segment].source_text


def test_the_shortest_way_in_full_then_the_detours() -> None:
    html = part_of(place("L3"), ROUTE_HEADS["vertebral_venous"])
    steps = [item.replace(" ; ", "; ") for item in items(html, "atlas-steps")]
    assert steps == [
        f"Breast → Intercostal veins textbook anatomy {_cited('breast_tumour__posterior_intercostal_veins')}",
        "Intercostal veins → Intervertebral veins hypothesis "
        f"{_cited('posterior_intercostal_veins__intervertebral_veins')}",
        "Intervertebral veins → Vertebral plexus disputed "
        f"{_cited('intervertebral_veins__internal_vertebral_venous_plexus')}",
        "Vertebral plexus → Basivertebral veins hypothesis "
        f"{_cited('internal_vertebral_venous_plexus__basivertebral_veins')}",
        f"Basivertebral veins → Lumbar spine hypothesis {_cited('basivertebral_veins__lumbar_spine')}",
    ]
    (branch,) = items(html, "atlas-branches")
    assert branch.startswith("or from Intercostal veins by Azygos veins to Vertebral plexus disputed Gray H")
    assert "Stringer MD, Clin Anat 2012" in branch
    skull = items(part_of(place("skull"), ROUTE_HEADS["vertebral_venous"]), "atlas-branches")
    assert len(skull) == 2, "two detours; the way that takes both says nothing new"
    assert skull[1].startswith("or from Vertebral plexus by Cervical plexus to Sinuses of the skull textbook")


def test_a_larger_place_tells_where_its_parts_part() -> None:
    html = part_of(place("bony_pelvis"), ROUTE_HEADS["vertebral_venous"])
    assert items(html, "atlas-steps")[-1].startswith("Pelvic plexus → Sacrum hypothesis")
    assert items(html, "atlas-branches")[0].startswith("Pelvic plexus → Pelvis (hip bones) hypothesis")
    femur = items(part_of(place("femur"), ROUTE_HEADS["pulmonary_systemic"]), "atlas-branches")
    assert femur[0].startswith("Nutrient arteries → Femur, shaft")
    assert femur[1].startswith("Nutrient arteries → all other bones")


def test_what_is_reached_only_in_part_says_so() -> None:
    assert "For parts of it." in part_of(place("skull"), ROUTE_HEADS["vertebral_venous"])
    assert "For parts of it." not in part_of(place("skull"), ROUTE_HEADS["pulmonary_systemic"])
    assert "For parts of it." not in place("L3")


def test_what_was_shown_says_of_what() -> None:
    """The flow of blood was measured in humans, no tumour cell was followed: the mark alone would mislead."""
    arteries = items(part_of(place("pelvis"), ROUTE_HEADS["pulmonary_systemic"]), "atlas-steps")
    assert "blood flow measured in humans" in arteries[-1]
    assert "no tumour cell was followed" in arteries[-1]


def test_routes_that_are_switched_off_are_named() -> None:
    html = place("sternum", shown_routes=("pulmonary_systemic",))
    assert headings(html) == [ROUTE_HEADS["pulmonary_systemic"]]
    assert "Not shown: lymph." in html
    assert NO_VEIN_NAMED not in html
    assert "Not shown" not in place("sternum")


def test_the_lymphatic_exception_is_told_of_the_sternum() -> None:
    assert headings(place("sternum")) == ["Through the lungs and the arteries", "By lymph, not by blood"]


@every_case("item", [*WAYS.vessels, *WAYS.segments])
def test_a_mark_tells_the_status_in_words(item: str) -> None:
    make = route_panel.vessel if WAYS.is_vessel(item) else route_panel.segment
    html = make(item, WAYS, BODY)
    chips = re.findall(r"<span class='atlas-status-chip' data-status='(.*?)'>(.*?)</span>", html)
    wanted = WAYS.segments_at(item) if WAYS.is_vessel(item) else [WAYS.segments[item]]
    assert chips == [(found.status, STATUS_LABELS[found.status]) for found in wanted]
    for found in wanted:
        assert found.status_note in words(html)
        assert found.source_text.split("; ")[0] in words(html)


@every_case("item", WAYS.vessels)
def test_a_vessel_tells_what_it_is_and_what_joins_it(item: str) -> None:
    html = route_panel.vessel(item, WAYS, BODY)
    said, vessel = words(html), WAYS.vessels[item]
    assert said.startswith(f"{vessel.name} {VESSEL_KINDS[vessel.kind]}")
    assert vessel.about in said
    assert ("one on each side" in part_before(said, vessel.about)) == (
        vessel.paired and vessel.kind != "tumour"
    )
    joined = items(html, "atlas-branches")
    for found, told in zip(WAYS.segments_at(item), joined, strict=True):
        way = "to and from " if found.two_way else "to " if found.from_id == item else "from "
        assert told.startswith(way)


TA2 = {
    "nutrient_arteries": "TA2 3897",
    "internal_vertebral_venous_plexus": "TA2 4947 and 4949",
    "basivertebral_veins": "TA2 4948",
}


@every_case("item", TA2)
def test_a_vessel_tells_its_number_in_terminologia_anatomica(item: str) -> None:
    assert TA2[item] in words(route_panel.vessel(item, WAYS, BODY))
    steps = [cells for cells in rows(route_panel.steps_table(None, WAYS, BODY)) if TA2[item] in cells[8]]
    assert {cells[0] for cells in steps} == {WAYS.short_name(item)}


def test_what_is_not_known_of_the_veins_is_told_with_its_sources() -> None:
    ribs = words(place("ribs"))
    assert "runs under the rib" in ribs
    assert "Arch Surg 1960" in ribs
    assert "iliofemoral" not in ribs
    foot = words(place("foot"))
    assert "the veins of the pelvis and the thigh against the flow" in foot
    assert "(Ribs)" in words(place("thoracic_cage"))


def part_before(text: str, end: str) -> str:
    return text.partition(end)[0]


def test_where_a_vessel_leads_by_route() -> None:
    said = words(route_panel.vessel("posterior_intercostal_veins", WAYS, BODY))
    veins = said.partition("By vertebral veins:")[2].partition("By lungs")[0]
    assert veins.strip() == "Cervical spine; Thoracic spine; Lumbar spine; Sacrum; Pelvis (hip bones); Skull"
    assert "all other bones" in said.partition("By lungs and arteries:")[2]
    lymph = words(route_panel.vessel("internal_mammary_nodes", WAYS, BODY))
    assert "By lymph: Sternum" in lymph
    assert "By vertebral veins" not in lymph
    assert "not a blood vessel" in lymph


def test_a_segment_tells_direction_limits_and_why_it_is_not_drawn() -> None:
    skull = words(route_panel.segment("dural_sinuses__skull", WAYS, BODY))
    assert skull.startswith(
        "Sinuses of the skull → Skull Venous plexus; blood low in oxygen; blood can flow either way"
    )
    assert "Not to Lower jaw (mandible) and Upper jaw (maxilla)." in skull
    assert "Sources: Gray H, Anatomy of the Human Body" in skull
    assert "Not drawn" not in skull
    neck = words(route_panel.segment("nutrient_arteries__cervical_spine", WAYS, BODY))
    assert "Artery; blood rich in oxygen; blood flows one way" in neck
    assert "Not drawn: The arteries into the cervical vertebrae are too small" in neck
    lymph = words(route_panel.segment("internal_mammary_nodes__sternum", WAYS, BODY))
    assert "lymph flows one way" in lymph
    assert "blood flows" not in lymph


def test_sources_are_linked_where_they_can_be() -> None:
    page = Page(route_panel.segment("intervertebral_veins__internal_vertebral_venous_plexus", WAYS, BODY))
    links = [attrs for tag, attrs in page.tags if tag == "a"]
    assert [link["href"] for link in links] == [
        "https://pubmed.ncbi.nlm.nih.gov/9335475/", "https://doi.org/10.1002/ca.21281",
    ]  # fmt: skip
    assert all(link["rel"] == "noreferrer" for link in links)
    assert not re.search(r"wikipedia|doccheck|\.com", "".join(place(name) for name in PLACES[:60]))


@pytest.mark.parametrize("language", tables.LANGUAGES)
def test_names_in_other_languages(language: str) -> None:
    html = place("sternum", language=language)
    assert f"<h2>{BODY.name('sternum', language)}" in html
    assert f"→ {BODY.name('sternum', language)}" in html
    assert ("(English)" in html) == BODY.is_fallback("sternum", language)


def rows(html: str) -> list[list[str]]:
    return [
        [
            unescape(re.sub(r"<[^>]+>", "", cell))
            for cell in re.findall(r"<t[hd](?: scope='row')?>(.*?)</t[hd]>", row)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", html)[1:]
    ]


@settings(deadline=None)
@given(st.sampled_from((None, *ITEMS)))
def test_tables_can_be_read_aloud_and_scrolled(item: str | None) -> None:
    page = Page(route_panel.steps_table(item, WAYS, BODY))
    heads = [attrs.get("scope") for tag, attrs in page.tags if tag == "th"]
    trs = sum(tag == "tr" for tag, _ in page.tags)
    assert heads.count("row") == trs - 1 > 0
    assert heads.count("col") == len(heads) - trs + 1
    box = page.tags[0][1]
    assert (box["class"], box["tabindex"], box["role"]) == ("atlas-scroll", "0", "region")
    assert box["aria-label"]


def test_the_table_of_a_place_has_every_step_of_every_way() -> None:
    told = rows(route_panel.steps_table("pelvis", WAYS, BODY))
    wanted = route_rows("pelvis", WAYS.routes_to("pelvis"))
    assert len(told) == len(wanted)
    for cells, row in zip(told, wanted, strict=True):
        assert cells[0] == WAYS.short_name(row["from"])
        assert cells[2] == f"{row['path']}: {ROUTE_SHORT[row['route']]}"
        assert (cells[3], cells[6], cells[7]) == (str(row["step"]), row["status_words"], row["status_note"])
        assert cells[8] == row["source"]
    only = rows(route_panel.steps_table("pelvis", WAYS, BODY, shown_routes=("vertebral_venous",)))
    assert 0 < len(only) < len(told)
    assert all("vertebral veins" in cells[2] for cells in only)


def test_the_table_of_nothing_has_every_segment_and_of_a_vessel_those_on_its_ways() -> None:
    every = rows(route_panel.steps_table(None, WAYS, BODY))
    assert len(every) == len(WAYS.segments)
    for cells, segment in zip(every, WAYS.segments.values(), strict=True):
        assert cells[0] == WAYS.short_name(segment.from_id)
        assert cells[2] == "; ".join(ROUTE_SHORT[route] for route in segment.routes)
        assert cells[4] == ("either way" if segment.two_way else "one way")
        assert (cells[5], cells[7]) == (STATUS_LABELS[segment.status], segment.source_text)
    lymph = rows(route_panel.steps_table("internal_mammary_nodes", WAYS, BODY))
    assert [cells[:2] for cells in lymph] == [["Breast", "Lymph nodes"], ["Lymph nodes", "Sternum"]]
    assert rows(route_panel.steps_table("internal_mammary_nodes__sternum", WAYS, BODY)) == lymph


@every_case("journey", WAYS.journeys.values(), ids=lambda journey: journey.journey_id)
def test_the_table_of_a_journey(journey: Journey) -> None:
    html = route_panel.journey_table(journey, WAYS, BODY)
    told = rows(html)
    for cells, row in zip(told, journey_rows([journey]), strict=True):
        assert cells[0] == str(row["step"])
        assert (cells[3], cells[4], cells[5]) == (row["status_words"], row["caption"], row["source"])
    assert all(one[2] == other[1] for one, other in pairwise(told))
    assert journey.title in html


def evil() -> Routes:
    """A graph whose every text is an attack."""
    ways = Routes(TABLES, BODY)
    texts = {"status_note": EVIL, "detail": EVIL, "not_drawn_reason": EVIL}
    source = Source(EVIL, "https://x/?a=1&b='\"<")
    ways.segments = MappingProxyType(
        {name: replace(found, sources=(source,), **texts) for name, found in ways.segments.items()}
    )
    ways.vessels = MappingProxyType(
        {
            name: replace(v, name=EVIL, short_name=EVIL, about=EVIL, sources=(source,))
            for name, v in ways.vessels.items()
        }
    )
    ways.venous_reach = MappingProxyType(
        {name: replace(r, why=EVIL, sources=(source,)) for name, r in ways.venous_reach.items()}
    )
    return ways


def test_every_text_is_escaped() -> None:
    ways = evil()
    journey = ways.journeys["lung_femur_left"]
    steps = tuple(replace(step, caption=EVIL) for step in journey.steps)
    made = [
        *(route_panel.place_routes(name, ways, BODY) for name in PLACES),
        *(route_panel.vessel(name, ways, BODY) for name in ways.vessels),
        *(route_panel.segment(name, ways, BODY) for name in ways.segments),
        *(route_panel.steps_table(name, ways, BODY) for name in (None, "pelvis", "azygos_system")),
        route_panel.journey_table(replace(journey, title=EVIL, steps=steps), ways, BODY),
    ]
    for html in made:
        page = Page(html)
        assert "<script" not in html
        assert not {"script", "img", "iframe"} & {tag for tag, _ in page.tags}
        assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
        assert "alert('x')" in page.text
    links = {attrs["href"] for tag, attrs in Page(made[0]).tags if tag == "a"}
    assert links == {"https://x/?a=1&b='\"<"}


def test_unknown_names_are_refused() -> None:
    for ask in (
        route_panel.place_routes, route_panel.vessel, route_panel.segment, route_panel.steps_table,
    ):  # fmt: skip
        with pytest.raises(KeyError):
            ask("tail", WAYS, BODY)
