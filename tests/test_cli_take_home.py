"""The commands that write files to take home: what they say, and what they leave on the disk."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pptx import Presentation

from bone_atlas import cli, resources
from bone_atlas.anatomy import AssetError
from bone_atlas.exports import moodle, pptx

OWN = (resources.LESSONS / "late.toml").read_text(encoding="utf-8")


def _call_any(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["export", *arguments])


def _call(*arguments: str) -> Result:
    return _call_any("pptx", *arguments)


@pytest.fixture
def small_deck(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the title in the place of the slides: they are tested where they are made."""
    monkeypatch.setattr(pptx, "deck", lambda lesson, *_: lesson.title.encode())


def test_without_a_lesson_the_first_one_is_written(tmp_path: Path) -> None:
    target = tmp_path / "first.pptx"
    said = _call("-o", str(target))
    assert said.exit_code == 0, said.output
    assert "left out" in said.output
    title = Presentation(io.BytesIO(target.read_bytes())).core_properties.title
    assert title == "Where breast cancer goes in bone"
    assert [path.name for path in tmp_path.iterdir()] == ["first.pptx"]


@pytest.mark.usefixtures("small_deck")
def test_a_lesson_by_its_id_and_one_of_ones_own(tmp_path: Path) -> None:
    target = tmp_path / "a.pptx"
    assert _call("--lesson", "ways", "-o", str(target)).exit_code == 0
    assert target.read_bytes() == b"How it gets there"
    own = tmp_path / "mine.toml"
    own.write_text(
        OWN.replace("Why it is found late, and what the sources disagree about", "Mine", 1), encoding="utf-8"
    )
    assert _call("--lesson", str(own), "-o", "-").stdout_bytes == b"Mine"


@pytest.mark.usefixtures("small_deck")
def test_no_file_is_lost(tmp_path: Path) -> None:
    target = tmp_path / "a.pptx"
    target.write_bytes(b"mine")
    said = _call("-o", str(target))
    assert said.exit_code == 1
    assert "--force" in said.output
    assert target.read_bytes() == b"mine"
    assert _call("--force", "-o", str(target)).exit_code == 0
    assert target.read_bytes() != b"mine"


def test_a_broken_lesson_is_told_of_and_leaves_no_file(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(OWN.replace("title =", "titel =", 1), encoding="utf-8")
    said = _call("--lesson", str(own), "-o", str(tmp_path / "a.pptx"))
    assert said.exit_code == 1
    assert "titel" in said.output
    assert "where" in said.output
    assert _call("--lesson", "nowhere", "-o", str(tmp_path / "a.pptx")).exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.toml"]


def test_the_quiz_is_written_for_moodle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "quiz.xml"
    written = b"<quiz></quiz>"
    monkeypatch.setattr(moodle, "moodle_xml", lambda *_: written)
    said = _call_any("moodle", "-o", str(target))
    assert said.exit_code == 0, said.output
    assert target.read_bytes() == written
    assert moodle.LEFT_OUT in said.output
    assert _call_any("moodle", "-o", str(target)).exit_code == 1
    assert _call_any("moodle", "-o", str(target), "--force").exit_code == 0
    assert _call_any("moodle", "-o", "-").stdout_bytes == written
    assert "cannot be written" in _call_any("moodle", "-o", str(tmp_path / "none" / "quiz.xml")).output
    assert [path.name for path in tmp_path.iterdir()] == ["quiz.xml"]


def test_a_quiz_that_cannot_be_made_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise AssetError("The drawing assets/skeleton/front.geojson is missing.")

    monkeypatch.setattr(moodle, "moodle_xml", broken)
    said = _call_any("moodle", "-o", str(tmp_path / "quiz.xml"))
    assert said.exit_code == 1
    assert "is missing" in said.output
    assert not any(tmp_path.iterdir())
