"""`bone-atlas audit`: printed or in a file, and what it says where a sentence rests on nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bone_atlas import cli
from bone_atlas.faults import LessonError, Problem
from bone_atlas.lessons.model import Lesson, Slide

pytestmark = pytest.mark.usefixtures("read_once")


def _call(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["audit", *arguments])


def test_it_is_printed_as_markdown_and_as_csv() -> None:
    text = _call()
    assert text.exit_code == 0
    assert text.stderr == ""
    assert text.stdout.startswith("# What every sentence rests on\n")
    table = _call("--format", "csv", "-o", "-")
    assert table.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(table.stdout)))
    assert rows[0]["part_of"] == "Where breast cancer goes in bone (where.toml)"
    assert rows[-1]["part_of"].startswith("The claims")


def test_a_file_is_written_and_not_lost(tmp_path: Path) -> None:
    file = tmp_path / "audit.md"
    assert _call("-o", str(file)).exit_code == 0
    content = file.read_text(encoding="utf-8")
    assert content.startswith("# What every")
    file.write_text("mine", encoding="utf-8")
    again = _call("-o", str(file))
    assert (again.exit_code, file.read_text(encoding="utf-8")) == (1, "mine")
    assert "is there already; --force overwrites it." in again.stderr
    assert _call("-o", str(file), "--force").exit_code == 0
    assert file.read_text(encoding="utf-8") == content


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    answer = _call("-o", str(tmp_path / "nowhere" / "audit.md"))
    assert answer.exit_code == 1
    assert "cannot be written" in answer.stderr


def test_a_sentence_that_rests_on_nothing_is_told_beside_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    lesson = Lesson(title="Mine", minutes=1, slides=(Slide(title="Ribs heal slowly."),))
    monkeypatch.setattr(cli, "lesson_ids", lambda: ("mine",))
    monkeypatch.setattr(cli, "lesson", lambda *_: lesson)
    answer = _call()
    assert answer.exit_code == 1
    assert answer.stdout.startswith("# What every")
    assert answer.stderr.startswith(
        "Mine (mine.toml), Slide 1: Ribs heal slowly., title: “Ribs heal slowly.”"
    )


def test_a_broken_lesson_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Lesson:
        raise LessonError([Problem("where.toml", 3, "rests_on.1.on.1", "names no segment")])

    monkeypatch.setattr(cli, "lesson", broken)
    answer = _call()
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == "where.toml, slide 3, rests_on.1.on.1: names no segment\n"
