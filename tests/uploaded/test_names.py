"""What the names of sites mean: those of the tables, other ways to write them, what is asked or guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bone_atlas.tables import LANGUAGES, TIERS, records, words
from bone_atlas.uploaded import SiteNames
from bone_atlas.uploaded.more_names import _NEAR, more_names
from bone_atlas.uploaded.words import AMBIGUOUS, COLUMNS, TIER_WORDS, plain
from tests.atlas import BODY, TABLES
from tests.cases import every_case

NAMES = SiteNames(TABLES)
#: Two names of the tables mean different places in different languages: English goes first.
ENGLISH_FIRST = {("bony_pelvis", "Pelvis")}


def every_name() -> list[tuple[str, str]]:
    """Each place with each of its names."""
    found = []
    for frame, key in ((TABLES.sites, "site_id"), (TABLES.groups, "group_id")):
        for row in records(frame):
            names = [row[key], *(row[f"name_{language}"] for language in LANGUAGES), *words(row["synonyms"])]
            found += [(row[key], name) for name in names if name]
    return found


EVERY_NAME = every_name()


@every_case(("place", "name"), EVERY_NAME, ids=[f"{p}-{n}" for p, n in EVERY_NAME])
def test_every_name_in_the_tables_means_its_place_or_is_asked(place: str, name: str) -> None:
    for written in (name, name.upper(), f"  {name} ", name.replace(" ", "-"), f"“{name}”", f"{name}*"):
        meaning = NAMES.find(written)
        if (place, name) in ENGLISH_FIRST:
            assert meaning.places == ("pelvis",)
        elif plain(name) in AMBIGUOUS:
            assert place in meaning.places
        else:
            assert (meaning.places, meaning.part) == ((place,), ""), written
    assert NAMES.find(place, as_id=True).places == (place,)


MORE = [(place, name) for place, names in more_names().items() for name in names]


@every_case(("place", "name"), MORE, ids=[f"{p}-{n}" for p, n in MORE])
def test_names_in_other_languages_mean_their_place(place: str, name: str) -> None:
    assert plain(name) not in AMBIGUOUS
    for written in (name, name.upper(), f"{name}*"):
        assert NAMES.find(written).places == (place,), written


@every_case(
    ("name", "place"),
    [
        ("L-spine", "lumbar_spine"),
        ("iliac bone", "ilium"),
        ("Vertebrae lumbales", "lumbar_spine"),
        ("rib cage", "thoracic_cage"),
        ("Vertebras toracicas", "thoracic_spine"),
        ("VÉRTEBRAS CERVICALES", "cervical_spine"),
        ("颈椎", "cervical_spine"),
        ("the bones of the hand", "hand"),
        ("Proximal femur", "femur_proximal"),
        ("femur (proximal part)", "femur_proximal"),
        ("ribs & sternum", "sternum_and_ribs"),
        ("Clavicle + scapula", "scapula_clavicle"),
        ("ossa digitorum (manus)", "hand_phalanges"),
        ("clavicula", "clavicle"),
        ("both femora", "femur"),
        ("bilateral humerus", "humerus"),
        ("Lumbar spine (L1–L5)", "lumbar_spine"),
        ("UBERON:0002414", "lumbar_spine"),
        ("UBERON_0002414", "lumbar_spine"),
        ("http://purl.obolibrary.org/obo/UBERON_0002414", "lumbar_spine"),
        ("FMA:7574", "ribs"),
        ("fma7574", "ribs"),
        ("SCTID: 110530005", "skull"),
        ("110530005", "skull"),
        ("A02.1.00.001", "skull"),
        ("phalanges_feet", "foot_phalanges"),
        ("Rib(s)", "ribs"),
        ("Vertebra(e) lumbales", "lumbar_spine"),
        ("Femur, NOS", "femur"),
        ("Femur (unspecified)", "femur"),
        ("Tarsal bones (foot)", "tarsals"),
        ("Foot: metatarsals", "metatarsals"),
        ("Foot – metatarsals", "metatarsals"),
        ("Pelvic bones (ilium, ischium, pubis)", "pelvis"),
        ("Pelvic bones (ilium, ischium and pubis)", "pelvis"),
    ],
)
def test_other_ways_to_write_a_name(name: str, place: str) -> None:
    meaning = NAMES.find(name)
    assert (meaning.places, meaning.part) == ((place,), "")


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("phalanges", {"hand_phalanges", "foot_phalanges"}),
        ("Falanges", {"hand_phalanges", "foot_phalanges"}),
        ("Ossa digitorum", {"hand_phalanges", "foot_phalanges"}),
        ("hip", {"pelvis", "femur_proximal"}),
        ("leg", {"leg", "lower_limb"}),
        ("Thorax", {"thoracic_cage", "thoracic_spine", "thoracic_skeleton"}),
    ],
)
def test_a_name_of_two_places_is_asked(name: str, places: set[str]) -> None:
    assert set(NAMES.find(name).places) == places


@every_case(
    ("name", "place", "part"),
    [
        ("L3", "lumbar_spine", "L3"),
        ("Th12", "thoracic_spine", "T12"),
        ("D 5", "thoracic_spine", "T5"),
        ("L3, lumbar spine", "lumbar_spine", "L3"),
        ("Rib 7, left", "ribs", "Rib 7, left"),
        ("rib 7", "ribs", "Rib 7"),
        ("calcaneus", "tarsals", "Calcaneus (heel bone)"),
        ("left femur", "femur", "the left side"),
        ("Femur (right)", "femur", "the right side"),
        ("húmero izquierdo", "humerus", "the left side"),
        ("左股骨", "femur", "the left side"),
        ("vertebrae_T12", "thoracic_spine", "T12"),
        ("vertebrae_S1", "sacrum", "S1"),
        ("S2", "sacrum", "S2"),
        ("hip_right", "pelvis", "the right side"),
        ("scapula_left", "scapula", "Scapula, left"),
        ("clavicula_left", "clavicle", "the left side"),
        ("rib_left_7", "ribs", "Rib 7, left"),
        ("UBERON:0004412", "femur_proximal", "UBERON:0004412"),
        ("Femur links", "femur", "the left side"),
        ("linker Femur", "femur", "the left side"),
        ("fémur droit", "femur", "the right side"),
        ("fêmur esquerdo", "femur", "the left side"),
        ("左側股骨", "femur", "the left side"),
        ("Pelvis (ilium)", "pelvis", "ilium"),
        ("Spine (cervical, lumbar)", "spine", "cervical, lumbar"),
    ],
)
def test_a_part_of_a_site_is_told_from_the_whole(name: str, place: str, part: str) -> None:
    meaning = NAMES.find(name)
    assert (meaning.places, meaning.part, meaning.clear) == ((place,), part, False)


@every_case(
    "name",
    ["", "  ", "—", "T13", "wing", "femur (head and more)", "metastases", "not lumbar spine", "Total",
     "a" * 5000, "\ufffdFemur", "Lumber spine", "other bones", "non-femur",
     "UBERON:9999999", "FMA:1", "12345678", "S7", "Spine: ribs", "Ribs: other", "Ribs (spine)",
     "costal_cartilages"],
)  # fmt: skip
def test_what_is_no_name_is_not_guessed(name: str) -> None:
    assert NAMES.find(name).places == ()


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ("Lumber spine", "lumbar_spine"),
        ("vertbrae", "spine"),
        ("sternun", "sternum"),
        ("Spine total", "spine"),
        ("shoulderblade", "scapula"),
        ("fémures izq", "femur"),
    ],
)
def test_the_nearest_names_are_suggested(wrong: str, place: str) -> None:
    suggestions = NAMES.suggest(wrong)
    assert place in suggestions
    assert len(suggestions) == len(set(suggestions)) <= 3


@every_case(
    ("name", "place"),
    [
        ("Lower back", "lumbar_spine"),
        ("Neck", "cervical_spine"),
        ("Acetabulum", "pelvis"),
        ("left acetabulum", "pelvis"),
        ("Shoulder joint", "scapula"),
        ("Hip joint", "pelvis"),
        ("Temporal bone", "skull"),
        ("Heel", "tarsals"),
    ],
)
def test_what_is_near_in_meaning_is_suggested_first_and_never_taken(name: str, place: str) -> None:
    assert NAMES.find(name).places == ()
    assert NAMES.suggest(name)[0] == place


@given(st.text())
def test_no_text_breaks_the_search(name: str) -> None:
    known = {*BODY.sites(), *BODY.groups()}
    assert set(NAMES.find(name).places) <= known
    assert set(NAMES.suggest(name)) <= known


def test_what_is_near_in_meaning_leads_somewhere() -> None:
    known = {*BODY.sites(), *BODY.groups()}
    for entries, places in _NEAR.items():
        assert set(places) <= known
        assert [plain(entry) for entry in words(entries)] == list(words(entries))


def test_the_vocabulary_is_as_names_are_compared_and_leads_somewhere() -> None:
    known = {*BODY.sites(), *BODY.groups()}
    for name, places in AMBIGUOUS.items():
        assert plain(name) == name
        assert len(places) > 1
        assert set(places) <= known
    entries = [entry for role in COLUMNS.values() for entry in role]
    assert len(entries) == len(set(entries)), "a heading means one thing"
    assert [plain(entry) for entry in entries] == entries
    assert set(TIER_WORDS.values()) == set(TIERS)
