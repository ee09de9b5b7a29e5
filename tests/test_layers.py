"""Layers: what is reported is painted, with its count; what is not is never a zero."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from statistics import NormalDist

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bone_atlas import layers, tables, wording
from bone_atlas.figures.ranking import tier_rows
from bone_atlas.layers import Layer, NotReported, Proportion, SiteValue, Tier
from bone_atlas.layers.build import agrees, citation, wilson
from tests.atlas import BODY, LAYERS, TABLES
from tests.cases import every_case

MEASURED = [layer for layer in LAYERS.values() if layer.kind == "proportion"]
PLACES = (*BODY.sites(), *BODY.groups(), *BODY.bones())
NAMES = (*BODY.sites(), *BODY.groups())
DEFAULT = LAYERS["shaked_zari_2025"]
ARTICLE = LAYERS["article"]
#: What a layer says of percentages that its source prints and their counts do not give.
DISAGREE = (
    "2 printed percentages do not match their counts",
    "1 printed percentage does not match its count",
)

any_layer = st.sampled_from(list(LAYERS.values()))
any_place = st.sampled_from(PLACES)


def test_order_of_the_picker() -> None:
    ids = list(LAYERS)
    assert ids[:2] == ["article", "shaked_zari_2025"]
    assert ids[2:6] == [
        f"shaked_zari_2025.{s}" for s in ("luminal_a", "luminal_b", "triple_negative", "her2_enriched")
    ]
    cancers = [layer.cancer for layer in LAYERS.values()]
    assert cancers == sorted(cancers, key=lambda cancer: cancer != "breast")
    assert len(ids) == 36


def test_a_layer_has_its_own_caveats_and_those_of_its_study() -> None:
    studies = TABLES.studies.set_index("study_id")["caveats"]
    both = 0
    for row in tables.records(TABLES.layers):
        own, shared = (
            [part.strip() for part in cell.split(";") if part.strip()]
            for cell in (row["caveats"], studies[row["study_id"]])
        )
        told = LAYERS[row["layer_id"]].caveats
        assert [caveat for caveat in told if caveat not in DISAGREE] == [*own, *shared], row["layer_id"]
        both += bool(own and shared)
    assert both, "a layer with both is what this test is about"


def test_every_painted_observation_is_in_one_layer_with_its_numbers() -> None:
    painted = TABLES.observations[TABLES.observations["painted"]]
    reports = {report.observation_id: (layer, report) for layer in MEASURED for report in layer.reports}
    assert Counter(r.observation_id for layer in MEASURED for r in layer.reports) == Counter(
        painted["observation_id"]
    )
    for row in tables.records(painted):
        layer, report = reports[row["observation_id"]]
        assert (layer.id, layer.study_id, layer.cancer) == (row["layer_id"], row["study_id"], row["cancer"])
        assert (layer.subgroup, layer.unit) == (row["subgroup"], row["unit"])
        assert (report.site_id, report.reported_words) == (row["site_id"], row["site_as_reported"])
        assert report.numerator == (None if pd.isna(row["numerator"]) else row["numerator"])
        assert report.denominator == (None if pd.isna(row["denominator"]) else row["denominator"])
        assert report.reported
        if report.numerator is not None:
            assert report.percent == 100 * row["numerator"] / row["denominator"]
        else:
            assert report.percent == row["printed_percent"]


def test_a_layer_has_one_denominator() -> None:
    for layer in MEASURED:
        assert {report.denominator for report in layer.reports} == {layer.n}
        assert layer.n is None or str(layer.n) in layer.summary


def test_count_not_published_has_no_interval() -> None:
    without = [report for layer in MEASURED for report in layer.reports if report.numerator is None]
    assert len(without) == 27 + 18
    for report in without:
        assert report.percent is not None
        assert report.ci_low is report.ci_high is None
        assert "count not published" in report.notes


def test_reported_zero_is_a_zero() -> None:
    zero = LAYERS["wang_2012.breast_moderate"].value("cervical_spine")
    assert (zero.status, zero.numerator, zero.percent, zero.ci_low) == ("reported", 0, 0.0, 0.0)
    assert zero.ci_high == pytest.approx(2.0, abs=0.1)


def test_not_reported_is_not_zero() -> None:
    nothing = DEFAULT.value("tibia_shaft")
    assert nothing == NotReported(site_id="tibia_shaft")
    assert nothing.status == "not reported"
    assert nothing.reported_as is None
    assert not nothing.reported
    assert DEFAULT.rank("tibia_shaft") is None


def test_values_of_the_default_layer() -> None:
    pelvis = DEFAULT.value("pelvis")
    assert (pelvis.numerator, pelvis.denominator) == (56, 107)
    assert (pelvis.percent, pelvis.ci_low, pelvis.ci_high) == pytest.approx((52.3, 43.0, 61.6), abs=0.05)
    skull = DEFAULT.value("skull")
    assert (skull.ci_low, skull.ci_high) == pytest.approx((1.5, 9.2), abs=0.05)
    assert DEFAULT.summary == "107 patients, first bone metastasis, CT, PET/CT or MRI, one centre"
    assert DEFAULT.source_link == "https://doi.org/10.5306/wjco.v16.i9.110087"
    assert DEFAULT.verified == "full table seen"


def test_finer_values_are_never_summed() -> None:
    for place in ("spine", "femur", "axial_skeleton", "lower_limb", "bony_pelvis", "skeleton"):
        assert DEFAULT.value(place).status == "not reported"
    assert [value.site_id for value in DEFAULT.finer("spine")] == [
        "lumbar_spine", "thoracic_spine", "sacrum", "cervical_spine",
    ]  # fmt: skip


def test_merged_sites_paint_all_of_them_and_say_so() -> None:
    for place in ("scapula", "clavicle", "scapula_left", "shoulder_girdle"):
        value = DEFAULT.value(place)
        assert (value.numerator, value.reported_as) == (7, "scapula_clavicle")
    assert "reported for scapula and clavicle together" in DEFAULT.value("scapula").notes
    assert "reported for scapula and clavicle together" not in DEFAULT.value("scapula_clavicle").notes


def test_coarse_value_paints_the_finer_bones_and_says_so() -> None:
    value = LAYERS["medicine_today_2018"].value("tibia_distal")
    assert (value.numerator, value.reported_as) == (49, "lower_limb")
    assert "reported for the whole lower limb" in value.notes


def test_the_finer_of_two_wins_and_the_other_is_named() -> None:
    value = LAYERS["wang_2012.breast_few"].value("lumbar_spine")
    assert (value.numerator, value.reported_as) == (21, "lumbar_spine")
    assert value.also_reported == ("thoracolumbar_spine_and_pelvis",)
    thoracic = LAYERS["wang_2012.breast_few"].value("thoracic_spine")
    assert thoracic.reported_as == "thoracolumbar_spine_and_pelvis"
    assert thoracic.also_reported == ("thoracic_skeleton",)


def test_parts_too_fine_to_draw_are_listed_with_their_bone() -> None:
    layer = LAYERS["wang_2012.breast_moderate"]
    assert layer.value("pelvis").numerator == 37
    for place in ("pelvis", "hip_bone_left"):
        assert [value.site_id for value in layer.finer(place)] == ["ilium", "ischium", "pubis"]
    assert layer.finer("ribs") == ()


def test_knee_is_mentioned_where_the_distal_femur_is_part_of_a_value() -> None:
    notes = DEFAULT.value("femur_distal").notes
    assert any("counts with the knee" in note for note in notes)


def test_sacrum_is_uncertain_unless_listed_apart() -> None:
    doubt = "whether the sacrum was counted with the pelvis is not known"
    for layer in MEASURED:
        report = next((report for report in layer.reports if report.site_id == "pelvis"), None)
        if report is not None:
            apart = layer.study_id in ("shaked_zari_2025", "wang_2012", "ippolito_2013")
            assert (doubt in report.notes) != apart


def test_printed_percentages_that_disagree_are_flagged() -> None:
    flagged = {
        (layer.id, report.site_id): note
        for layer in MEASURED
        for report in layer.reports
        for note in report.notes
        if "printed as" in note
    }
    assert flagged == {
        ("shaked_zari_2025.luminal_a", "ribs"): "printed as 30 %, which 24 of 82 is not: the count is used",
        ("shaked_zari_2025.luminal_a", "femur_shaft_distal"): (
            "printed as 25 %, which 20 of 82 is not: the count is used"
        ),
        ("shaked_zari_2025.luminal_b", "thoracic_spine"): (
            "printed as 45.5 %, which 5 of 12 is not: the count is used"
        ),
    }


def test_a_layer_says_how_many_printed_percentages_disagree() -> None:
    said = {layer.id: caveat for layer in MEASURED for caveat in layer.caveats if "not match" in caveat}
    assert said == {"shaked_zari_2025.luminal_a": DISAGREE[0], "shaked_zari_2025.luminal_b": DISAGREE[1]}


def test_no_row_is_flagged_by_hand() -> None:
    """The rule flags every disagreement; a note written beside it would hide that others are missing."""
    notes = [*TABLES.observations["note"], *TABLES.detection["note"], *TABLES.studies["caveats"]]
    for note in notes:
        assert not re.search(r"percentages? do(es)? not (equal|match)|count is used", str(note)), note


@every_case(
    ("printed", "percent", "same"),
    [(17, 16.7, True), (30, 29.27, False), (12.5, 12.5, True), (45.5, 41.7, False), (81.48, 81.4815, True),
     (36.3, 36.2963, True), (36.3, 36.24, False), (5, 4.6, True), (0, 0.0, True), (0.58, 0.578, True)],
)  # fmt: skip
def test_agreement_within_rounding(printed: float, percent: float, same: bool) -> None:
    assert agrees(printed, percent) is same


def test_ranks_count_from_the_best_and_ties_share() -> None:
    assert DEFAULT.rank("pelvis") == (1, 12)
    assert DEFAULT.rank("L3") == (2, 12)
    assert DEFAULT.rank("skull") == (12, 12)
    diop = LAYERS["diop_2014"]
    assert {diop.rank(site) for site in ("spine", "pelvis", "skull")} == {(2, 5)}
    assert diop.rank("humerus") == (5, 5)


def test_super_scans_are_told() -> None:
    assert all(any("71" in note for note in report.notes) for report in LAYERS["singh_2024"].reports)


TIERS = {
    "most_common": {
        "pelvis", "lumbar_spine", "thoracic_spine", "cervical_spine", "sacrum",
        "femur_proximal", "femur_shaft",
    },
    "common": {"ribs", "skull", "mandible", "scapula", "sternum"},
    "extremely_rare": {
        "metacarpals", "hand_phalanges", "metatarsals", "foot_phalanges", "humerus_distal", "radius_proximal",
        "ulna_proximal", "femur_distal", "patella", "tibia_proximal", "fibula_proximal",
    },
}  # fmt: skip


def test_tiers_of_the_article() -> None:
    found = {site: ARTICLE.value(site).tier for site in BODY.drawn_sites()}
    for tier, sites in TIERS.items():
        assert {site for site, given_tier in found.items() if given_tier == tier} == sites
    silent = {site for site, tier in found.items() if tier == "not_mentioned"}
    assert silent == set(BODY.drawn_sites()) - set().union(*TIERS.values())
    assert all(ARTICLE.value(site).status == "not reported" for site in silent)


def test_the_article_has_no_numbers() -> None:
    for place in PLACES:
        value = ARTICLE.value(place)
        assert isinstance(value, Tier)
        assert value.tier in tables.TIERS
        assert value.reported == (value.tier != "not_mentioned")


def test_order_of_the_article() -> None:
    order = [report.site_id for report in ARTICLE.reports]
    assert order.index("lumbar_spine") < order.index("thoracic_spine") < order.index("cervical_spine")
    assert order.index("cervical_spine") < order.index("ribs") < order.index("knee")
    assert ARTICLE.value("lumbar_spine").notes[0] == "first within the spine"
    assert ARTICLE.rank("pelvis") == ARTICLE.rank("lumbar_spine") == (1, len(order))


def test_our_readings_of_the_article_are_flagged() -> None:
    for site in ("sternum", "cervical_spine", "sacrum"):
        assert any(note.startswith("our reading") for note in ARTICLE.value(site).notes)
    assert not any("our reading" in note for note in ARTICLE.value("ribs").notes)


def test_a_class_that_is_our_reading_says_so_wherever_it_is_told() -> None:
    for site in ("sternum", "sternum_body", "sacrum", "cervical_spine", "C3"):
        assert wording.headline(ARTICLE.value(site)).endswith(" (our reading)"), site
        assert wording.hover_text(ARTICLE.value(site), ARTICLE).endswith("(our reading)")
    for site in ("ribs", "pelvis", "lumbar_spine", "L3", "skull", "knee"):
        assert "our reading" not in wording.headline(ARTICLE.value(site)), site
    names = [row.name for row in tier_rows(ARTICLE, BODY, "light", "en")]
    assert "Sternum (our reading)" in names
    assert "Ribs" in names


def test_the_knee_goes_before_the_femur() -> None:
    value = ARTICLE.value("femur_distal")
    assert (value.tier, value.reported_as, value.also_reported) == ("extremely_rare", "knee", ("femur",))
    assert ARTICLE.value("femur").tier == "most_common"


def test_routes_of_the_article() -> None:
    both, one = ("pulmonary_systemic", "vertebral_venous"), ("pulmonary_systemic",)
    for place in ("skull", "cranium", "spine", "L3", "sacrum", "pelvis", "hip_bone_left", "coccyx"):
        assert layers.article_routes(TABLES, BODY, place) == both
    for place in ("ribs", "femur", "patella", "hand", "sternum"):
        assert layers.article_routes(TABLES, BODY, place) == one
    assert all(layers.article_routes(TABLES, BODY, place)[0] == "pulmonary_systemic" for place in PLACES)
    assert layers.article_says(TABLES, BODY, "L3")[0] == "The commonest part of the spine."


def test_sources_are_links_or_say_that_there_is_none() -> None:
    for layer in LAYERS.values():
        assert (layer.source_link is None) == (layer.source_text == "no citable source")
        assert layer.citation
        assert "http" not in layer.citation
        assert layer.unit_label == tables.UNITS[layer.unit]
        assert layer.summary
        assert layer.setting
    assert LAYERS["chinese_thesis_103"].source_text == "no citable source"
    assert LAYERS["popoola_2013"].citation.endswith("Br J Med Med Res 4(3):843-851.")
    assert LAYERS["pmid_2324816"].source_link == "https://pubmed.ncbi.nlm.nih.gov/2324816/"
    assert LAYERS["psma_388"].source_link == "https://pmc.ncbi.nlm.nih.gov/articles/PMC7067527/"


def test_citation_leaves_out_what_is_not_known() -> None:
    study = {"first_author": "", "year": pd.NA, "title": "A title", "journal": ""}
    assert citation(study) == "A title."
    assert citation({**study, "first_author": "Chen WZ", "year": 2017, "journal": "Sci Rep 7"}) == (
        "Chen WZ (2017). A title. Sci Rep 7."
    )


def test_unknown_places_are_refused() -> None:
    with pytest.raises(KeyError):
        DEFAULT.value("tail")
    with pytest.raises(KeyError):
        DEFAULT.finer("tail")


@given(any_layer, any_place)
def test_a_value_is_reported_if_and_only_if_a_report_covers_the_place(layer: Layer, place: str) -> None:
    covering = {report.site_id for report in layer.reports if BODY.covers(report.site_id, place)}
    value = layer.value(place)
    assert value.site_id == place
    assert value.reported == bool(covering)
    assert {value.reported_as, *value.also_reported} - {None} == covering


@given(any_layer, any_place)
def test_a_value_is_always_that_of_one_report(layer: Layer, place: str) -> None:
    value = layer.value(place)
    if value.reported:
        source = next(report for report in layer.reports if report.site_id == value.reported_as)
        own = {name: getattr(source, name) for name in ("site_id", "notes", "also_reported")}
        assert replace(value, **own) == source
        if BODY.extent(place) != BODY.extent(source.site_id):
            assert value.notes[-1].startswith("reported for ")
        rank = layer.rank(place)
        assert rank is not None
        assert 1 <= rank[0] <= rank[1] == len(layer.reports)


reported_sets = st.lists(st.sampled_from(NAMES), unique=True, max_size=8)


def as_reports(ids: list[str]) -> list[SiteValue]:
    """Reports whose count tells them apart."""
    return [
        Proportion(site_id=site, numerator=number, denominator=100, percent=float(number), reported_as=site)
        for number, site in enumerate(ids, 1)
    ]


@given(reported_sets, any_place)
def test_the_finest_report_wins(ids: list[str], place: str) -> None:
    value = layers.resolve(BODY, as_reports(ids))[place]
    covering = [site for site in ids if BODY.covers(site, place)]
    if not covering:
        assert value == NotReported(site_id=place)
        return
    assert value.reported_as in covering
    fewest = min(len(BODY.bones_of(site)) for site in covering)
    assert value.reported_as == place or len(BODY.bones_of(value.reported_as or "")) == fewest
    assert value.numerator == ids.index(value.reported_as or "") + 1


@given(reported_sets)
def test_nothing_is_summed_upward(ids: list[str]) -> None:
    resolved = layers.resolve(BODY, as_reports(ids))
    counts = {value.numerator for value in resolved.values() if isinstance(value, Proportion)}
    assert counts <= set(range(1, len(ids) + 1))
    whole = resolved["skeleton"]
    assert whole.reported == ("skeleton" in ids)


def independent_wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """The score interval as the roots of its defining equation."""
    z = NormalDist().inv_cdf(0.975)
    p = numerator / denominator
    a, b, c = 1 + z**2 / denominator, -(2 * p + z**2 / denominator), p**2
    root = math.sqrt(max(0.0, b**2 - 4 * a * c))
    return 100 * (-b - root) / (2 * a), 100 * (-b + root) / (2 * a)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval(counts: tuple[int, int]) -> None:
    low, high = wilson(*counts)
    percent = 100 * counts[0] / counts[1]
    assert 0 <= low <= percent + 1e-9
    assert percent - 1e-9 <= high <= 100
    assert (low, high) == pytest.approx(independent_wilson(*counts), abs=1e-6)
