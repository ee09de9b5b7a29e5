"""``bone-atlas check`` of a lesson."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from bone_atlas import cli

FILES = Path(__file__).parent / "files"


def call(*arguments: str) -> Result:
    answer = CliRunner().invoke(cli.main, ["check", *arguments])
    assert answer.exception is None or isinstance(answer.exception, SystemExit)
    return answer


def test_a_good_lesson_is_ok() -> None:
    answer = call(str(FILES / "good" / "all_kinds.toml"))
    assert answer.exit_code == 0
    assert answer.stdout == "all_kinds.toml: ok: Everything a lesson can show, 13 slides, 12 min\n"


def test_a_broken_one_is_told_by_file_slide_and_field() -> None:
    answer = call(str(FILES / "bad" / "unknown_layer.toml"))
    assert answer.exit_code == 1
    head, line = answer.stdout.splitlines()
    assert head == "unknown_layer.toml: 1 problem."
    assert line.startswith("  unknown_layer.toml, slide 2, state.layer: “shaked” is no layer; did you mean")


def test_a_name_in_capitals_is_known_again(tmp_path: Path) -> None:
    text = (FILES / "bad" / "unknown_layer.toml").read_text(encoding="utf-8")
    (tmp_path / "capitals.toml").write_text(text.replace('"shaked"', '"SHAKED_ZARI_2025"'), encoding="utf-8")
    line = call(str(tmp_path / "capitals.toml")).stdout.splitlines()[1]
    assert line.endswith("“SHAKED_ZARI_2025” is no layer; did you mean shaked_zari_2025?")


def test_one_that_is_no_lesson_is_told_all_at_once() -> None:
    answer = call(str(FILES / "bad" / "many_faults.toml"))
    assert answer.exit_code == 1
    assert answer.stdout.startswith("many_faults.toml: 12 problems.\n")
    assert len(answer.stdout.splitlines()) == 13


def test_a_program_can_read_it() -> None:
    good = json.loads(call(str(FILES / "good" / "all_kinds.toml"), "--format", "json").stdout)
    assert (good["ok"], good["slides"], good["problems"]) == (True, 13, [])
    answer = call(str(FILES / "bad" / "many_faults.toml"), "--format", "json")
    assert answer.exit_code == 1
    bad = json.loads(answer.stdout)
    assert (bad["ok"], bad["title"], bad["slides"]) == (False, None, None)
    assert {
        "slide": 1,
        "field": "title",
        "message": "is missing; expected text between quotation marks",
    } in bad["problems"]


def test_the_ending_decides_and_its_case_does_not(tmp_path: Path) -> None:
    text = (FILES / "good" / "all_kinds.toml").read_bytes()
    (tmp_path / "L.TOML").write_bytes(text)
    (tmp_path / "L.csv").write_bytes(text)
    assert call(str(tmp_path / "L.TOML")).exit_code == 0
    assert "slides" not in call(str(tmp_path / "L.csv")).stdout.splitlines()[0]


def test_a_large_or_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "large.toml").write_bytes(b"#" * 2_000_000)
    answer = call(str(tmp_path / "large.toml"))
    assert answer.exit_code == 1
    assert "large.toml: the file is too large; expected at most 200 KB" in answer.stdout
    missing = call(str(tmp_path / "none.toml"))
    assert missing.exit_code == 1
    assert "cannot be read" in missing.output
