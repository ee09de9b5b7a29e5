"""References: what is told is what stands in the tables, read here by the csv module."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from bone_atlas import facts, tables
from bone_atlas.facts import Source
from bone_atlas.routes import STATUS_LABELS, UNPROVEN
from tests.atlas import ROWS
from tests.cases import every_case


def _csv(name: str) -> list[dict[str, str]]:
    with (Path(tables.DATA_DIR) / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


OBSERVED = [row for row in _csv("observations") if row["painted"] == "yes"]
DETECTED = [row for row in _csv("detection") if row["not_shown_reason"] == ""]
STUDIES = {row["study_id"]: row for row in _csv("studies")}
PATIENTS = "patients_with_bone_metastases"
SHAKED = Source(
    "Shaked Zari 2025, World J Clin Oncol 16(9):110087", "https://doi.org/10.5306/wjco.v16.i9.110087"
)
WANG = Source("Wang 2012, Oncol Lett 5(1):391-397", "https://doi.org/10.3892/ol.2012.1005")


def _told(text: str) -> str:
    return facts.tell(text, ROWS).text


def _row(layer: str, site: str) -> dict[str, str]:
    return next(row for row in OBSERVED if (row["layer_id"], row["site_id"]) == (layer, site))


def _percent(numerator: str | int, denominator: str | int) -> str:
    return f"{100 * int(numerator) / int(denominator):.1f} %"


@every_case("row", OBSERVED, ids=lambda row: row["observation_id"])
def test_every_observation_is_told_with_its_count_and_its_source(row: dict[str, str]) -> None:
    told = facts.tell(f"{{value {row['layer_id']} {row['site_id']}}}", ROWS)
    if row["numerator"]:
        count = f"{row['numerator']} of {row['denominator']}"
        assert told.text == f"{_percent(row['numerator'], row['denominator'])} ({count})"
        assert _told(f"{{count {row['layer_id']} {row['site_id']}}}") == count
    else:
        n = f", n = {row['denominator']}" if row["denominator"] else ""
        assert told.text == f"{float(row['printed_percent']):.1f} % (count not published{n})"
    (source,) = told.sources
    assert source.link == STUDIES[row["study_id"]]["link"]
    assert ("no citable source" in source.text) is (source.link == "")


def test_what_was_given_for_a_coarser_place_says_so() -> None:
    told = _told("{value medicine_today_2018 lumbar_spine}")
    assert told == "81.5 % (110 of 135; reported for: thoracic and lumbar spine)"


def test_what_is_not_reported_is_not_zero() -> None:
    assert _told("{value shaked_zari_2025 tibia}") == "not reported"
    assert _told("{count shaked_zari_2025 tibia}") == "not reported"
    assert _told("{value wang_2012.breast_moderate hand_and_foot}") == "0.0 % (0 of 184)"


def test_the_article_speaks_in_words() -> None:
    rows = {row["site_id"]: row for row in _csv("article")}
    for site, row in rows.items():
        ours = " (our reading)" if row["note"].startswith("our reading") else ""
        assert _told(f"{{tier {site}}}") == row["tier"].replace("_", " ") + ours
    assert facts.tell("{value article ribs}", ROWS) == facts.Told("common", (Source("The article"),))
    assert facts.problems("{count article ribs}", ROWS)


def test_intervals_ranks_and_the_words_of_a_layer() -> None:
    row = _row("chen_2017", "ribs")
    low, high = proportion_confint(int(row["numerator"]), int(row["denominator"]), method="wilson")
    assert _told("{interval chen_2017 ribs}") == f"95 % CI {100 * low:.1f}–{100 * high:.1f} %"
    counts = [int(r["numerator"]) for r in OBSERVED if r["layer_id"] == "chen_2017"]
    higher = sum(count > int(_row("chen_2017", "sternum")["numerator"]) for count in counts)
    assert _told("{rank chen_2017 sternum}") == f"rank {higher + 1} of {len(counts)}"
    layer = next(row for row in _csv("layers") if row["layer_id"] == "chen_2017")
    assert _told("{n chen_2017}: {summary chen_2017}") == f"{layer['n']}: {layer['summary']}"
    assert _told("{unit chen_2017}") == "patients with bone metastases"
    observed = _row("shaked_zari_2025", "ribs")
    assert _told("{modality shaked_zari_2025}") == observed["modality"]
    assert _told("{setting shaked_zari_2025}") == observed["setting"]


@pytest.mark.parametrize(
    ("work", "who"),
    [
        ("shaked_zari_2025.luminal_a", "Shaked Zari 2025"),
        ("tawfik_2016", "Tawfik 2016"),
        ("medicine_today_2018", "Medicine Today 2018"),
        ("chinese_thesis_103", "Chinese thesis (103)"),
        ("yamaguchi_1996_mri", "Yamaguchi 1996"),
        ("wong_1990_spine", "Spine 1990"),
        ("article", "The article"),
    ],
)
def test_a_study_is_named_briefly(work: str, who: str) -> None:
    assert _told(f"{{study {work}}}") == who


def test_no_source_is_cited_by_a_web_page_or_without_its_link() -> None:
    for work in ROWS.known["study"]:
        source = ROWS.source(work)
        assert re.match(r"https://(doi\.org|pubmed\.ncbi|pmc\.ncbi)", source.link) or not source.link
        assert "http" not in source.text
        if not source.link and work not in ROWS.detection:
            assert source.text.endswith("no citable source") or source == Source("The article")


@every_case("row", DETECTED, ids=lambda row: row["detection_id"])
def test_every_figure_of_detection_is_told_with_its_count(row: dict[str, str]) -> None:
    told = facts.tell(f"{{detection {row['detection_id']}}}", ROWS)
    if row["numerator"]:
        count = f"{int(row['numerator']):,} of {int(row['denominator']):,}"
        assert told.text == f"{_percent(row['numerator'], row['denominator'])} ({count})"
    elif row["basis"].startswith("of bone "):
        assert told.text.endswith("(a share of the bone, not a count)")
    elif row["basis"] == "per person-time":
        assert told.text == f"{row['printed_words']} (a rate over time, not a share)"
    else:
        assert "(count not published" in told.text
        number = row["printed_percent"] or row["printed_low"]
        assert (
            f"{float(number):g}" if number and not row["printed_words"] else row["printed_words"]
        ) in told.text
    assert _told(f"{{counted {row['detection_id']}}}") == row["counted"]
    assert _told(f"{{population {row['detection_id']}}}") == row["population"]
    assert len(told.sources) == 1


def test_the_interval_of_a_figure_of_detection() -> None:
    row = next(row for row in DETECTED if row["detection_id"] == "yamaguchi_1996_bone_scan")
    low, high = proportion_confint(int(row["numerator"]), int(row["denominator"]), method="wilson")
    told = _told("{detection_interval yamaguchi_1996_bone_scan}")
    assert told == f"95 % CI {100 * low:.1f}–{100 * high:.1f} %"
    assert facts.problems("{detection_interval coleman_1987_dying}", ROWS)


@every_case("row", _csv("claims"), ids=lambda row: row["claim_id"])
def test_claims_and_their_verdicts(row: dict[str, str]) -> None:
    name = row["claim_id"]
    assert _told(f"{{claim {name}}} / {{verdict {name}}}") == f"{row['statement']} / {row['verdict']}"
    told = facts.tell(f"{{because {name}}}", ROWS)
    assert told.text == row["because"]
    assert bool(told.sources) is not bool(row["no_evidence_reason"])


def test_verdicts_are_counted() -> None:
    verdicts = [row["verdict"] for row in _csv("claims")]
    for verdict in set(verdicts):
        told = _told(f"{{claims {verdict.replace(' ', '_')}}}")
        assert told == f"{verdicts.count(verdict)} of {len(verdicts)}"


@every_case("row", _csv("segments"), ids=lambda row: row["segment_id"])
def test_a_segment_tells_how_sure_it_is(row: dict[str, str]) -> None:
    told = facts.tell(f"{{status {row['segment_id']}}}", ROWS)
    assert told.text == STATUS_LABELS[row["status"]]
    assert len(told.sources) == len(tables.words(row["source"])) > 0
    note = f"{{status_note {row['segment_id']}}}"
    assert facts.problems(note, ROWS) if not row["status_note"] else _told(note) == row["status_note"]


@pytest.mark.parametrize(
    ("segment", "names"),
    [
        ("lumbar_veins_plexus__sacral_pelvic_venous_plexus", "Batson 1940; Gray 1918"),
        ("basivertebral_veins__lumbar_spine", "Adv Exp Med Biol 1992; Spine 1996; Dodds 1981; Sugiyama 1994"),
        ("nutrient_arteries__lumbar_spine", "PLoS One 2016; Blood 1994; Ratcliffe 1980"),
        ("internal_mammary_nodes__sternum", "Ghomari 2020; INIS record RN:25055489; Drury 1964"),
    ],
)
def test_printed_sources_are_named_by_author_and_year(segment: str, names: str) -> None:
    told = facts.tell(f"{{printed {segment}}}", ROWS)
    assert told.text == names
    assert len(told.sources) == len(names.split("; "))


def test_journeys_step_by_step() -> None:
    for row in _csv("journeys"):
        reference = f"{row['journey_id']} {row['step']}"
        assert _told(f"{{caption {reference}}}") == row["caption"]
        assert _told(f"{{step_status {reference}}}") == STATUS_LABELS[row["status"]]
    rows = [row for row in _csv("journeys") if row["journey_id"] == "plexus_skull_left"]
    unsure = sum(row["status"] in UNPROVEN for row in rows)
    assert _told("{hypotheses lymph_sternum_left}") == "1 of 4 steps"
    assert _told("{steps plexus_skull_left}") == f"{len(rows)} steps"
    assert _told("{hypotheses plexus_skull_left}") == f"{unsure} of {len(rows)} steps"
    assert _told("{reached femur}") == "the arteries, through the lungs"


def test_a_difference_tells_both_counts() -> None:
    one, other = _row("wang_2012.breast_moderate", "ribs"), _row("wang_2012.prostate_moderate", "ribs")
    points = 100 * int(one["numerator"]) / int(one["denominator"]) - 100 * int(other["numerator"]) / int(
        other["denominator"]
    )
    pair = "wang_2012.breast_moderate wang_2012.prostate_moderate ribs"
    told = facts.tell(f"{{difference {pair}}}", ROWS)
    assert told.text == (
        f"+{points:.1f} points ({one['numerator']} of {one['denominator']} against "
        f"{other['numerator']} of {other['denominator']})"
    )
    assert told.sources == (WANG,)
    assert _told(f"{{difference_interval {pair}}}").startswith("95 % CI +")
    (fault,) = facts.problems("{difference chen_2017 wang_2012.breast_few ribs}", ROWS)
    assert "may not be subtracted" in fault


def test_several_studies_of_one_site() -> None:
    rows = [
        row for row in OBSERVED
        if (row["site_id"], row["unit"], row["cancer"]) == ("sternum", PATIENTS, "breast")
        and row["subgroup"] == "all"
    ]  # fmt: skip
    ordered = sorted(rows, key=lambda row: int(row["numerator"]) / int(row["denominator"]))
    low, high = (
        f"{_percent(row['numerator'], row['denominator'])} ({row['numerator']} of {row['denominator']})"
        for row in (ordered[0], ordered[-1])
    )
    assert _told(f"{{studies sternum {PATIENTS}}}") == f"{len(rows)} studies"
    told = facts.tell(f"{{range sternum {PATIENTS}}}", ROWS)
    assert told.text == f"{low} to {high}"
    assert [source.link for source in told.sources] == [
        STUDIES[row["study_id"]]["link"] for row in (ordered[0], ordered[-1])
    ]
    assert re.fullmatch(r"I² \d+ % \(4 studies\)", _told(f"{{heterogeneity sternum {PATIENTS}}}"))
    (fault,) = facts.problems(f"{{pooled sternum {PATIENTS}}}", ROWS)
    assert "not pooled" in fault
    (fault,) = facts.problems(f"{{range lumbar_spine {PATIENTS}}}", ROWS)
    assert "one study only" in fault


def test_a_pooled_value_tells_studies_and_people() -> None:
    people = [
        int(row["denominator"]) for row in OBSERVED
        if (row["site_id"], row["unit"], row["cancer"]) == ("pelvis", PATIENTS, "breast")
        and (row["subgroup"] == "all" or row["study_id"] == "diop_2014") and row["numerator"]
    ]  # fmt: skip
    told = _told(f"{{pooled pelvis {PATIENTS}}}")
    assert told.endswith(f" % ({len(people)} studies, {sum(people)} patients with bone metastases)")
    low, high = (
        float(end) for end in re.findall(r"\d+\.\d", _told(f"{{pooled_interval pelvis {PATIENTS}}}"))
    )
    assert low < float(told.split()[0]) < high


@every_case(
    ("reference", "words"),
    [
        ("heterogeneity", "I² 51 % (5 studies)"),
        ("heterogeneity_limits", "I², 95 % limits 0–82 % (5 studies)"),
        ("pooled_interval", "95 % CI 42.0–59.0 % (Hartung-Knapp, 5 studies)"),
        ("prediction_interval", "95 % prediction interval 33.2–67.7 % (5 studies)"),
        ("heterogeneity_without", "I² 0–63 % (4 of 5 studies at a time)"),
        ("heterogeneity_with popoola_2013", "I² 79–81 % (13 of 58, 13 of 59 or 15 of 67)"),
        ("apart", "3 of 10 pairs of studies"),
    ],
)
def test_what_the_pooled_value_of_the_pelvis_hangs_on(reference: str, words: str) -> None:
    told = facts.tell(f"{{{reference} pelvis {PATIENTS}}}", ROWS)
    assert told.text == words
    assert len(told.sources) == (6 if "popoola" in reference else 5)


def test_the_rule_of_pooling_is_told_as_it_is_kept_and_as_it_was_chosen() -> None:
    told = facts.tell("{pooling_rule}", ROWS)
    assert told.text == "at least 5 studies of different centres, I² at most 60 %"
    assert told.sources == (Source("A rule of this atlas, chosen with the data in sight"),)


@every_case(
    ("reference", "why"),
    [
        ("pooled_interval ribs", "not pooled"),
        ("prediction_interval ribs", "not pooled"),
        ("heterogeneity_limits cervical_spine", "fewer than three studies"),
        ("heterogeneity_without cervical_spine", "too few studies"),
        ("heterogeneity_with chen_2017 pelvis", "no study of it whose possible counts are known"),
    ],
)
def test_what_cannot_be_told_of_studies_says_why(reference: str, why: str) -> None:
    (fault,) = facts.problems(f"{{{reference} {PATIENTS}}}", ROWS)
    assert why in fault


def test_lesions_by_way_and_marrow() -> None:
    def counted(*sites: str) -> int:
        return sum(int(_row("wang_2012.breast_moderate", site)["numerator"]) for site in sites)

    both = counted("pelvis", "thoracic_spine", "lumbar_spine", "sacrum_coccyx", "skull", "cervical_spine")
    # Coccyx and lower jaw are reached by arteries alone, so sacrum_coccyx and skull cannot be told.
    both -= counted("sacrum_coccyx", "skull")
    assert _told("{lesions wang_2012.breast_moderate both}") == f"{_percent(both, 184)} ({both} of 184)"
    (marrow,) = (row for row in _csv("marrow") if row["site_id"] == "sternum")
    share = float(marrow["marrow_percent"])
    assert _told("{marrow sternum}") == f"{share:.1f} % (measured in {marrow['n']} adults)"
    lesions = int(_row("wang_2012.breast_moderate", "sternum")["numerator"])
    told = facts.tell("{soil wang_2012.breast_moderate sternum}", ROWS)
    assert told.text == (
        f"{100 * lesions / 184 / share:.1f} times its marrow share ({lesions} of 184 lesions; "
        f"marrow {share:.1f} %, {marrow['n']} adults)"
    )
    assert told.sources == (WANG, Source("Hayman: no citable source"))


def test_names_braces_and_capitals() -> None:
    assert _told("{Site ribs}, {site pelvis}, {site L3}: {{{vessel azygos_system}}}") == (
        "Ribs, pelvis, L3: {azygos system}"
    )
    assert facts.tell("no reference", ROWS) == facts.Told("no reference")


def test_a_capital_at_the_beginning_leaves_all_others_as_they_are() -> None:
    assert _told("{Study shaked_zari_2025}") == "Shaked Zari 2025"
    assert _told("{Interval shaked_zari_2025 pelvis}") == _told("{interval shaked_zari_2025 pelvis}")
    assert "CI" in _told("{Interval shaked_zari_2025 pelvis}")


def test_a_source_is_told_once() -> None:
    told = facts.tell("{value shaked_zari_2025 ribs}, {count shaked_zari_2025 skull}", ROWS)
    assert told.sources == (SHAKED,)


def test_every_kind_has_an_example_that_can_be_told() -> None:
    for name, kind in facts.KINDS.items():
        assert kind.example.split()[0] == name
        assert facts.problems(f"{{{kind.example}}}", ROWS) == []


@every_case(
    ("reference", "words"),
    [
        ("value shaked pelvis", ("no layer “shaked”", "shaked_zari_2025")),
        ("value shaked_zari_2025 ribz", ("no site “ribz”", "ribs")),
        ("vlaue shaked_zari_2025 ribs", ("no known kind", "value")),
        ("value ribs", ("a layer and a site", "{value shaked_zari_2025 pelvis}")),
        ("detection yamaguchi", ("no detection “yamaguchi”", "yamaguchi_1996_xray")),
        ("detection guys_2014_follow_up", ("no detection",)),
        ("verdict ribs", ("no claim “ribs”", "ribs_behind")),
        ("caption plexus_skull_left 99", ("no step “99”", "the steps 1 to 7")),
        ("caption plexus_skull_left ²", ("no step “²”",)),
        ("interval shaked_zari_2025 tibia", ("cannot be told", "no interval")),
        ("lesions chen_2017 both", ("only lesions may be added up",)),
        ("soil chen_2017 ribs", ("Only a layer of lesions",)),
        ("", ("no known kind",)),
    ],
)
def test_what_is_not_there_is_named_with_what_is_near(reference: str, words: tuple[str, ...]) -> None:
    (fault,) = facts.problems(f"Before {{{reference}}} after", ROWS)
    for part in (f"{{{reference}}}", *words):
        assert part in fault
    with pytest.raises(facts.FactError) as raised:
        facts.tell(f"{{{reference}}}", ROWS)
    assert raised.value.problems == (fault,)


@pytest.mark.parametrize("text", ["{", "}", "a { b", "{{}", "{value {site ribs}}"])
def test_lone_braces_are_named(text: str) -> None:
    assert any("brace" in fault for fault in facts.problems(text, ROWS))


def test_a_long_fault_is_quoted_in_part() -> None:
    (fault,) = facts.problems("{" + "x" * 3000 + "}", ROWS)
    assert len(fault) < 300


_IDS = st.sampled_from(sorted({name for known in ROWS.known.values() for name in known} | {"1", "3", "7"}))
_REFERENCES = st.builds(
    lambda name, args: "{" + " ".join((name, *args)) + "}",
    st.sampled_from(sorted(facts.KINDS)),
    st.lists(_IDS, max_size=4),
)


@st.composite
def _fitting(draw: st.DrawFn) -> str:
    """Draw a reference whose arguments are of the right kind, so that its teller is reached."""
    name = draw(st.sampled_from(sorted(facts.KINDS)))
    steps = [str(number) for number in range(1, 9)]
    args = [draw(st.sampled_from(sorted(ROWS.known.get(what, steps)))) for what in facts.KINDS[name].takes]
    return "{" + " ".join((name, *args)) + "}"


_TEXTS = st.lists(
    st.one_of(st.text(max_size=20), st.text("{} a1", max_size=12), _REFERENCES, _fitting()), max_size=5
)


@settings(max_examples=400, deadline=None)
@given(_TEXTS.map("".join))
def test_words_without_problems_are_told_and_nothing_else_is(text: str) -> None:
    if facts.problems(text, ROWS):
        with pytest.raises(facts.FactError):
            facts.tell(text, ROWS)
    else:
        told = facts.tell(text, ROWS)
        assert isinstance(told.text, str)
        assert all(source.text for source in told.sources)


@settings(max_examples=300, deadline=None)
@given(_fitting())
def test_no_percentage_is_told_without_its_count(text: str) -> None:
    if facts.problems(text, ROWS):
        return
    told = facts.tell(text, ROWS)
    words = (" CI ", "caption", "status_note", "summary", "because", "population", "counted", "found")
    if "%" in told.text and not any(word in told.text or word in text for word in words):
        behind = r"\d of \d|count not published|not a count|studies|adults|measured in"
        assert re.search(behind, told.text)
        assert told.sources
