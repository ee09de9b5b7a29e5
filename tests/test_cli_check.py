"""``bone-atlas check`` and ``bone-atlas export`` as a user calls them."""

from __future__ import annotations

import csv
import io
import json
import shlex
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bone_atlas import cli

pytestmark = pytest.mark.usefixtures("read_once")

FILES = Path(__file__).parent / "uploaded" / "files"
MIXED = """site,count,n
L-spine,50,107
Lumber spine,3,107
phalanges,1,107
Ribs,120,107
"""


def _call(*arguments: str) -> Result:
    answer = CliRunner().invoke(cli.main, arguments)
    assert answer.exception is None or isinstance(answer.exception, SystemExit)
    return answer


@pytest.fixture
def mixed(tmp_path: Path) -> str:
    file = tmp_path / "mixed.csv"
    file.write_text(MIXED, encoding="utf-8")
    return str(file)


def test_a_good_file_is_told_and_exits_with_0() -> None:
    answer = _call("check", str(FILES / "good" / "counts_comma.csv"))
    assert answer.exit_code == 0
    assert "counts_comma.csv: 3 sites painted, no problem, no question." in answer.stdout
    assert "  row 2: Lumbar spine, 46.7 %, 50 of 107\n" in answer.stdout
    assert "Wrong" not in answer.stdout


def test_what_is_wrong_is_told_with_row_column_value_and_expected(mixed: str) -> None:
    answer = _call("check", mixed)
    assert answer.exit_code == 1
    lines = answer.stdout.splitlines()
    assert lines[0] == "mixed.csv: 1 site painted, 2 problems, 1 question to be answered."
    assert "  row 2: Lumbar spine (“L-spine”), 46.7 %, 50 of 107" in lines
    (wrong,) = [line for line in lines if "Lumber" in line]
    assert wrong.startswith(
        "  row 3, column site: found 'Lumber spine', expected a site of the atlas; did you mean"
    )
    assert "Lumbar spine" in wrong
    assert "  row 5, column count: found '120', expected a count of at most 107, the denominator" in lines
    assert any(line.startswith("  row 4, column site: “phalanges” can mean") for line in lines)


def test_json_says_the_same(mixed: str) -> None:
    answer = _call("check", mixed, "--format", "json")
    document = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert (document["ok"], document["n"], document["unit"]) == (False, 107, "cases in your file")
    assert [row["site_id"] for row in document["painted"]] == ["lumbar_spine"]
    assert (document["painted"][0]["ci_low"], document["painted"][0]["ci_high"]) == (37.6, 56.1)
    assert [(p["row"], p["column"], p["value"]) for p in document["problems"]] == [
        (3, "site", "Lumber spine"),
        (5, "count", "120"),
    ]
    (question,) = document["questions"]
    assert set(question["choices"]) == {"hand_phalanges", "foot_phalanges", "-"}


def test_an_open_question_alone_exits_with_1() -> None:
    assert _call("check", str(FILES / "bad" / "ambiguous_site.csv")).exit_code == 1


def test_each_question_and_suggestion_is_told_with_the_option_that_answers_it(mixed: str) -> None:
    lines = _call("check", mixed).stdout.splitlines()
    options = [line.split("  ")[2] for line in lines if line.startswith("    --answer ")]
    assert "--answer 'site:3:lumber spine=lumbar_spine'" in options
    assert "--answer site:4:phalanges=hand_phalanges" in options
    answered = _call("check", mixed, *shlex.split(f"{options[1]} --answer site:4:phalanges=hand_phalanges"))
    assert answered.stdout.splitlines()[0] == "mixed.csv: 3 sites painted, 1 problem, no question."
    assert "  row 4: Phalanges (fingers) (“phalanges”), 0.9 %, 1 of 107" in answered.stdout


def test_an_answer_is_taken_by_the_command_line() -> None:
    file = str(FILES.parent / "cases" / "fraction_percent.csv")
    asked = _call("check", file)
    assert (asked.exit_code, "--answer scale=1 " in asked.stdout) == (1, True)
    answered = _call("check", file, "--answer", "scale=1")
    assert answered.exit_code == 0
    assert "  row 2: Ribs, 27.1 %, count not published" in answered.stdout


@pytest.mark.parametrize("wrong", ["scale", "=1", "scale="])
def test_what_is_no_answer_is_a_sentence(wrong: str) -> None:
    answer = _call("check", "any.csv", "--answer", wrong)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "is not KEY=CHOICE" in answer.stderr


@pytest.mark.parametrize("name", ["empty.csv", "not_text.csv", "unpacks_to_too_much.xlsx", "old_excel.xls"])
def test_no_file_brings_a_traceback(name: str) -> None:
    answer = _call("check", str(FILES / "bad" / name))
    assert answer.exit_code == 1
    assert answer.stderr == ""
    assert "Wrong:\n  the file: found " in answer.stdout


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    answer = _call("check", str(tmp_path / "nothing.csv"))
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "nothing.csv cannot be read: No such file" in answer.stderr


def test_a_folder_is_a_sentence(tmp_path: Path) -> None:
    answer = _call("check", str(tmp_path))
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "cannot be read" in answer.stderr


def test_a_file_that_is_too_large_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_bytes(b"site,count,n\n" + b"Ribs,1,2\n" * 200_000)
    answer = _call("check", str(file))
    assert answer.exit_code == 1
    assert "found 'more than 1 MB', expected a file of at most 1 MB" in answer.stdout


def test_export_csv_is_what_layer_prints(tmp_path: Path) -> None:
    file = tmp_path / "layer.csv"
    assert _call("export", "chen_2017", "-o", str(file)).exit_code == 0
    printed = _call("layer", "chen_2017").stdout_bytes
    assert file.read_bytes() == printed == _call("export", "chen_2017", "--as", "csv").stdout_bytes
    assert list(csv.DictReader(io.StringIO(printed.decode())))


def test_export_bibtex_and_data_package(tmp_path: Path) -> None:
    citation = _call("export", "chen_2017", "--as", "bibtex").stdout
    assert citation.startswith("@article{chen_2017,")
    file = tmp_path / "layer.zip"
    assert _call("export", "chen_2017", "--as", "datapackage", "-o", str(file)).exit_code == 0
    with zipfile.ZipFile(file) as archive:
        assert archive.read("citation.bib").decode() == citation


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "chen"), "Did you mean"),
        (("export", "chen_2017", "--as", "datapackage"), "-o FILE"),
    ],
)
def test_export_says_what_is_missing(arguments: tuple[str, ...], said: str) -> None:
    answer = _call(*arguments)
    assert answer.exit_code == 2
    assert said in answer.stderr


def test_export_to_nowhere_is_a_sentence(tmp_path: Path) -> None:
    answer = _call("export", "chen_2017", "-o", str(tmp_path / "no" / "such" / "folder.csv"))
    assert answer.exit_code == 1
    assert "cannot be written" in answer.stderr
