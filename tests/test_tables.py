"""The tables load whole and valid, or every problem is named."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from bone_atlas import tables
from bone_atlas.tables import Problem, TableError, fields, read, schema
from bone_atlas.tables.validators import VALIDATORS
from tests.table_files import TABLE_NAMES, read_rows, write_rows

# Taken from the evidence when it was brought over, and from what was gathered later: rows, sum of the counts,
# sum of the denominators.
FINGERPRINT = {
    "acrometastases_2014": (1, 0, 0),
    "bubendorf_2000": (2, 0, 0),
    "chen_2017": (4, 510, 1308),
    "chinese_scan_33": (2, 21, 66),
    "chinese_thesis_103": (11, 1138, 2681),
    "diop_2014": (5, 24, 55),
    "ghomari_2020": (4, 108, 662),
    "ijss_spine_156": (1, 0, 0),
    "inis_sternum_306": (1, 16, 306),
    "jemds_128": (3, 0, 384),
    "koizumi_2003": (1, 98, 289),
    "medicine_today_2018": (10, 440, 1350),
    "multan_2023": (2, 54, 180),
    "nakamoto_fdg_23": (6, 0, 138),
    "ninmas_lung_99": (5, 595, 1487),
    "osorio_2017": (6, 0, 3696),
    "pedal_acrometastases_2595": (1, 15, 2595),
    "pmid_2324816": (5, 33, 170),
    "popoola_2013": (3, 0, 0),
    "psma_388": (2, 36, 776),
    "rangpur_120": (3, 120, 360),
    "scans_420": (1, 0, 0),
    "shaked_zari_2025": (60, 636, 2568),
    "singh_2024": (12, 401, 972),
    "anwar_2022": (1, 0, 0),
    "biehler_gomez_2019": (7, 0, 0),
    "chinese_scans_638": (7, 0, 0),
    "ippolito_2013": (12, 328, 3936),
    "mri_130": (1, 34, 42),
    "myeloma_spines_66": (5, 52, 260),
    "paget_1889": (2, 36, 1300),
    "spinal_1196": (1, 250, 730),
    "tabriz_70": (3, 0, 210),
    "yang_2016": (4, 0, 12892),
    "wang_2012": (44, 765, 6910),
    "zytoon_2015": (3, 0, 0),
}


@pytest.fixture(scope="module")
def loaded() -> tables.Tables:
    return tables.load()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return Path(shutil.copytree(tables.DATA_DIR, tmp_path / "data"))


def set_cell(folder: Path, table: str, row: int, column: str, value: str) -> None:
    """Write one cell; rows are numbered as in a spreadsheet."""
    path = folder / f"{table}.csv"
    rows = read_rows(path)
    rows[row - 1][rows[0].index(column)] = value
    write_rows(path, rows)


def row_of(folder: Path, table: str, wanted: Callable[[dict[str, str]], bool]) -> int:
    """Number of the first row that is wanted."""
    header, *rows = read_rows(folder / f"{table}.csv")
    return next(n for n, cells in enumerate(rows, start=2) if wanted(dict(zip(header, cells, strict=True))))


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(TableError) as caught:
        tables.load(folder)
    return caught.value.problems


def test_every_row_of_the_evidence_is_there(loaded: tables.Tables) -> None:
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in tables.records(loaded.observations.fillna({"numerator": 0, "denominator": 0})):
        study = found[row["study_id"]]
        study[0] += 1
        study[1] += int(row["numerator"])
        study[2] += int(row["denominator"])
    assert {study: tuple(sums) for study, sums in found.items()} == FINGERPRINT
    assert sum(rows for rows, _, _ in FINGERPRINT.values()) == 198 + 43


def test_rows_that_are_not_painted_say_why(loaded: tables.Tables) -> None:
    hidden = loaded.observations[~loaded.observations["painted"]]
    assert len(hidden) == 13 + 11
    assert (hidden["not_painted_reason"].str.len() > 20).all()


def test_studies_without_rows_are_listed(loaded: tables.Tables) -> None:
    unused = loaded.studies[loaded.studies["no_rows_reason"] != ""]
    assert set(unused["study_id"]) == {
        "tawfik_2016", "beiki_2010", "kakhki_2013", "hui_2018", "cristy_1981", "radiographs_334",
        "siregar_2023", "dodds_1981", "prostate_lung_scans_142", "prostate_autopsies_137", "sugiyama_1994",
        "scan_patterns_1989", "parham_1993",
    }  # fmt: skip
    assert len(loaded.studies) == 51  # the 39 of the evidence, eleven gathered later, and the article


def test_default_layer_has_the_counts_of_its_table(loaded: tables.Tables) -> None:
    rows = loaded.observations[loaded.observations["layer_id"] == "shaked_zari_2025"]
    counts = dict(zip(rows["site_id"], rows["numerator"], strict=True))
    assert counts == {
        "pelvis": 56, "lumbar_spine": 50, "thoracic_spine": 46, "ribs": 31, "femur_proximal": 30,
        "femur_shaft_distal": 28, "sacrum": 21, "humerus": 17, "cervical_spine": 16, "sternum": 12,
        "scapula_clavicle": 7, "skull": 4,
    }  # fmt: skip
    assert set(rows["denominator"]) == {107}


def test_sums_of_subtypes_agree_with_the_overall_rows(loaded: tables.Tables) -> None:
    rows = loaded.observations[loaded.observations["study_id"] == "shaked_zari_2025"]
    parts = rows[rows["subgroup"] != "all"].groupby("site_id")[["numerator", "denominator"]].sum()
    whole = rows[rows["subgroup"] == "all"].set_index("site_id")[["numerator", "denominator"]]
    assert parts.to_dict() == whole.loc[parts.index].to_dict()


def test_sums_say_what_was_summed(loaded: tables.Tables) -> None:
    rows = loaded.observations
    summed = rows[rows["count_origin"] == "summed from printed counts"]
    assert len(summed) == 14
    assert summed["note"].str.startswith("sum of ").all()


def test_types_of_columns(loaded: tables.Tables) -> None:
    assert str(loaded.observations["numerator"].dtype) == "Int64"
    assert str(loaded.observations["printed_percent"].dtype) == "Float64"
    assert str(loaded.observations["painted"].dtype) == "bool"
    assert str(loaded.studies["n"].dtype) == "Int64"
    assert not loaded.observations["note"].isna().any()


def test_tables_that_fit_need_no_report(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> None:
    """A report by pandera takes three times as long as reading: only a table that does not fit pays."""
    asked: list[str] = []

    def schema_of(table: str) -> Any:
        asked.append(table)
        return schema.schema_of(table)

    monkeypatch.setattr(read, "schema_of", schema_of)
    tables.load(data_dir)
    assert asked == []
    set_cell(data_dir, "bones", 2, "bone_id", "not an id!")
    assert problems_of(data_dir)
    assert asked == ["bones"]


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_missing_file_is_named(data_dir: Path, table: str) -> None:
    (data_dir / f"{table}.csv").unlink()
    (problem,) = problems_of(data_dir)
    assert (problem.file, problem.row, problem.column) == (f"{table}.csv", None, None)
    assert problem.value == "no such file"


def test_all_missing_files_are_told_at_once(tmp_path: Path) -> None:
    assert {problem.file for problem in problems_of(tmp_path)} == {f"{table}.csv" for table in TABLE_NAMES}


def test_file_that_is_not_text(data_dir: Path) -> None:
    (data_dir / "bones.csv").write_bytes(b"bone_id\n\xff\xfe\n")
    (problem,) = problems_of(data_dir)
    assert (problem.file, problem.expected) == ("bones.csv", "a file in UTF-8")


@pytest.mark.parametrize("content", ["", "bone_id,site_id\n"])
def test_file_without_rows(data_dir: Path, content: str) -> None:
    (data_dir / "bones.csv").write_text(content, encoding="utf-8")
    (problem,) = problems_of(data_dir)
    assert problem.file == "bones.csv"
    assert "at least one row" in problem.expected


def test_missing_extra_and_repeated_columns(data_dir: Path) -> None:
    path = data_dir / "studies.csv"
    rows = read_rows(path)
    rows[0][rows[0].index("year")] = "jear"
    write_rows(path, [[*cells, cells[0]] for cells in rows])
    told = {(problem.column, problem.value) for problem in problems_of(data_dir)}
    assert told == {
        ("year", "no such column"),
        ("jear", "an unknown column"),
        ("study_id", "the column twice"),
    }


def test_row_with_a_cell_too_many(data_dir: Path) -> None:
    path = data_dir / "sites.csv"
    rows = read_rows(path)
    rows[4].append("more")
    write_rows(path, rows)
    (problem,) = problems_of(data_dir)
    assert (problem.file, problem.row, problem.value) == ("sites.csv", 5, "18 cells")


def test_unclosed_quotation_mark(data_dir: Path) -> None:
    with (data_dir / "article.csv").open("a", encoding="utf-8") as file:
        file.write('"never closed')
    (problem,) = problems_of(data_dir)
    assert (problem.file, problem.expected) == ("article.csv", "a readable CSV file")


def test_byte_order_mark_of_a_spreadsheet_is_accepted(data_dir: Path) -> None:
    path = data_dir / "sites.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(tables.load(data_dir).sites) == len(tables.load().sites)


BROKEN_CELLS = [
    ("observations", "numerator", "three"),
    ("observations", "numerator", "-1"),
    ("observations", "numerator", "3.5"),
    ("observations", "numerator", "\u0663"),
    ("observations", "denominator", "0"),
    ("observations", "printed_percent", "100.1"),
    ("observations", "unit", "tiers"),
    ("observations", "painted", "maybe"),
    ("observations", "verified", ""),
    ("observations", "observation_id", ""),
    ("sites", "anatomical_order", "2"),
    ("sites", "site_id", "two words"),
    ("bones", "side", "middle"),
    ("studies", "doi", "https://doi.org/10.1/x"),
    ("studies", "year", "20225"),
    ("article", "tier", "often"),
    ("article", "routes", "by_air"),
    ("layers", "summary", ""),
]


@pytest.mark.parametrize(("table", "column", "value"), BROKEN_CELLS)
def test_wrong_cell_is_named(data_dir: Path, table: str, column: str, value: str) -> None:
    set_cell(data_dir, table, 4, column, value)
    found = [p for p in problems_of(data_dir) if (p.file, p.row, p.column) == (f"{table}.csv", 4, column)]
    assert found
    assert found[0].value == value
    assert found[0].expected
    assert found[0].expected in str(found[0])


def test_all_problems_are_told_at_once(data_dir: Path) -> None:
    set_cell(data_dir, "observations", 3, "numerator", "x")
    set_cell(data_dir, "observations", 7, "unit", "y")
    set_cell(data_dir, "bones", 9, "site_id", "nowhere")
    with pytest.raises(TableError) as caught:
        tables.load(data_dir)
    text = str(caught.value)
    assert "observations.csv, row 3, column numerator: found 'x', expected a whole number" in text
    assert "observations.csv, row 7, column unit: found 'y', expected one of" in text
    assert "bones.csv, row 9, column site_id: found 'nowhere', expected the id of a site in sites.csv" in text
    assert text.splitlines()[0] == f"The tables cannot be loaded: {len(caught.value.problems)} problems."


def painted_count(row: dict[str, str]) -> bool:
    return row["painted"] == "yes" and row["numerator"] not in ("", "0")


def never_painted(row: dict[str, str]) -> bool:
    return row["painted"] == "no"


def having(column: str, value: str) -> Callable[[dict[str, str]], bool]:
    """Find the row by one of its cells."""
    return lambda row: row[column] == value


KNEE = having("group_id", "knee")
FEMUR = having("site_id", "femur")
KOIZUMI = having("layer_id", "koizumi_2003")
PAGET = having("study_id", "paget_1889")
CHEN = having("study_id", "chen_2017")
I2 = having("term_id", "i2")
RANKED = having("site_as_reported", "femora")

# Which validator must object to which change: table, how to find the row, column, new value.
OBJECTIONS: list[tuple[str, tuple[str, Callable[[dict[str, str]], bool], str, str]]] = [
    ("references_lead_somewhere", ("observations", painted_count, "study_id", "nobody_1999")),
    ("references_lead_somewhere", ("observations", painted_count, "site_id", "tail")),
    ("references_lead_somewhere", ("observations", painted_count, "layer_id", "nobody.a")),
    ("references_lead_somewhere", ("article", having("site_id", "knee"), "wins_over", "tibia")),
    ("references_lead_somewhere", ("groups", KNEE, "member_site_ids", "tail")),
    ("sites_form_one_tree", ("sites", FEMUR, "parent_id", "femur_shaft")),
    ("sites_form_one_tree", ("sites", FEMUR, "parent_id", "")),
    ("things_have_ids_of_their_own", ("groups", KNEE, "group_id", "femur")),
    ("things_have_ids_of_their_own", ("bones", having("bone_id", "L3"), "bone_id", "sternum")),
    ("names_are_unique", ("groups", KNEE, "name_en", "femur")),
    ("names_are_unique", ("groups", KNEE, "synonyms", "rib")),
    ("every_site_is_drawn_or_says_why", ("sites", having("site_id", "ilium"), "not_drawn_reason", "")),
    ("every_site_is_drawn_or_says_why", ("sites", FEMUR, "not_drawn_reason", "x")),
    ("counts_are_possible", ("observations", painted_count, "numerator", "99999")),
    ("counts_are_possible", ("observations", painted_count, "denominator", "")),
    ("counts_are_possible", ("observations", painted_count, "count_origin", "not published")),
    ("painted_or_says_why", ("observations", painted_count, "painted", "no")),
    ("painted_or_says_why", ("observations", painted_count, "site_id", "")),
    ("painted_or_says_why", ("observations", never_painted, "not_painted_reason", "")),
    ("shares_of_nothing_known_are_not_painted", ("observations", painted_count, "unit", "not_stated")),
    ("shares_of_nothing_known_are_not_painted", ("layers", KOIZUMI, "unit", "not_stated")),
    ("what_is_told_second_hand_says_so", ("studies", PAGET, "caveats", "told by a review")),
    ("what_is_told_second_hand_says_so", ("layers", PAGET, "short_title", "Paget 1889")),
    ("what_is_told_second_hand_says_so", ("observations", PAGET, "verified", "abstract seen")),
    ("layers_never_mix", ("observations", painted_count, "unit", "lesions")),
    ("layers_never_mix", ("observations", painted_count, "denominator", "83")),
    ("layers_never_mix", ("observations", painted_count, "cancer", "lung")),
    ("layers_never_mix", ("observations", painted_count, "site_id", "ribs")),
    ("every_layer_has_rows", ("layers", having("layer_id", "koizumi_2003"), "layer_id", "koizumi_2004")),
    ("every_layer_has_rows", ("layers", having("layer_id", "article"), "kind", "proportion")),
    ("every_study_is_used_or_says_why", ("studies", having("study_id", "hui_2018"), "no_rows_reason", "")),
    ("every_study_is_used_or_says_why", ("studies", CHEN, "no_rows_reason", "x")),
    ("rankings_lead_somewhere", ("rankings", RANKED, "study_id", "nobody_1999")),
    ("rankings_lead_somewhere", ("rankings", RANKED, "site_id", "tail")),
    ("rankings_lead_somewhere", ("rankings", RANKED, "site_id", "spine")),
    ("rankings_run_from_one", ("rankings", RANKED, "rank", "4")),
    ("rankings_run_from_one", ("rankings", having("site_as_reported", "pelvis and hip"), "rank", "2")),
    ("rankings_are_those_of_their_study", ("rankings", RANKED, "site_as_reported", "humeri")),
    ("citations_have_a_link", ("studies", CHEN, "link", "https://a.b")),
    ("citations_have_a_link", ("studies", CHEN, "citable", "no")),
    ("glossary_spellings_mean_one_thing", ("glossary", I2, "spellings", "logit")),
    ("glossary_meanings_are_sentences_with_a_printed_source", ("glossary", I2, "meaning", "a share")),
    ("glossary_meanings_are_sentences_with_a_printed_source", ("glossary", I2, "source", "https://a.b/2009")),
    ("glossary_meanings_are_sentences_with_a_printed_source", ("glossary", I2, "source", "a textbook")),
]


@pytest.mark.parametrize(("validator", "change"), OBJECTIONS)
def test_validator_objects(
    data_dir: Path, validator: str, change: tuple[str, Callable[[dict[str, str]], bool], str, str]
) -> None:
    table, wanted, column, value = change
    set_cell(data_dir, table, row_of(data_dir, table, wanted), column, value)
    told = "not_painted_reason" if column == "painted" else column
    frames = {name: schema_frame(data_dir, name) for name in TABLE_NAMES}
    check = {function.__name__: function for function in VALIDATORS}[validator]
    assert told in {problem.column for problem in check(frames)}
    assert told in {problem.column for problem in problems_of(data_dir)}


def schema_frame(folder: Path, table: str) -> pd.DataFrame:
    header, *rows = read_rows(folder / f"{table}.csv")
    return pd.DataFrame(rows, columns=header, dtype=object)


def test_every_validator_is_tested() -> None:
    """Those of the ways, the claims and of detection are tested beside their tables."""
    elsewhere = (".pathways", ".claims", ".detection")
    ours = {function.__name__ for function in VALIDATORS if not function.__module__.endswith(elsewhere)}
    assert ours == {case[0] for case in OBJECTIONS}


def test_expectations_read_well() -> None:
    assert schema.expectation(fields.Field("integer", required=True, low=1)) == "a whole number of at least 1"
    assert schema.expectation(fields.YES_NO) == "one of yes, no"
    assert schema.expectation(fields.TEXT) == "some text, or nothing"
