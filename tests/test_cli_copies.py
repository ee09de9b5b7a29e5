"""The commands that write copies: what they say, and what they leave on the disk."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bone_atlas import cli, resources, terminal
from bone_atlas.app.copies import content, one_file, site

OWN = (resources.LESSONS / "late.toml").read_text(encoding="utf-8")


def _call(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["export", *arguments])


@pytest.fixture
def small_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write three files in the place of a thousand: the others are tested where they are made."""

    def files(made: site.Site, progress: object) -> Iterator[tuple[str, bytes]]:
        yield "worker.js", made.address.encode()
        yield "viz/a.json", ",".join(made.wanted.names).encode()
        yield "index.html", b"<!doctype html>"

    monkeypatch.setattr(site.Site, "files", files)


def test_a_lesson_that_comes_with_the_atlas_becomes_a_file(tmp_path: Path) -> None:
    target = tmp_path / "lesson.html"
    said = _call("html", "--lesson", "late", "-o", str(target))
    assert said.exit_code == 0, said.output
    assert target.read_bytes().startswith(b"<!doctype html>")
    assert "MB" in said.output
    assert [path.name for path in tmp_path.iterdir()] == ["lesson.html"]


def test_a_lesson_of_ones_own_too(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(OWN, encoding="utf-8")
    target = tmp_path / "mine.html"
    said = _call("html", "--lesson", str(own), "-o", str(target))
    assert said.exit_code == 0, said.output
    assert b"id='/viz/lesson/own." in target.read_bytes()


def test_a_broken_lesson_is_told_of_and_leaves_no_file(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(OWN.replace("title =", "titel =", 1), encoding="utf-8")
    said = _call("html", "--lesson", str(own), "-o", str(tmp_path / "mine.html"))
    assert said.exit_code == 1
    assert "titel" in said.output
    assert "late" in said.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.toml"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("html", "--layer", "nobody_2000"), "There is no layer 'nobody_2000'"),
        (("html", "--layer", "article", "--lesson", "late"), "a lesson alone has no atlas"),
        (("html", "--lesson", "no_such.toml"), "no_such.toml cannot be read"),
        (("site", "--names", "en,xx"), "'xx' is none of en"),
        (("site", "--address", "school.example"), "no address like https://"),
    ],
)
def test_what_cannot_be_is_told(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    said = _call(*arguments, "-o", str(tmp_path / "out"))
    assert said.exit_code != 0
    assert told in said.output
    assert not any(tmp_path.iterdir())


def test_a_file_that_is_there_is_kept_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "atlas.html"
    target.write_text("mine")
    monkeypatch.setattr(one_file, "one_file", lambda *_: b"new")
    monkeypatch.setattr(content, "whole", lambda **_: content.Wanted())
    said = _call("html", "-o", str(target))
    assert said.exit_code == 1
    assert "--force" in said.output
    assert target.read_text() == "mine"
    assert _call("html", "-o", str(target), "--force").exit_code == 0
    assert target.read_text() == "new"


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "atlas.html"
    target.write_text("mine")

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as opened:
            opened.write(content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(click.ClickException, match="No space left on device"):
        terminal.save(str(target), b"new", overwrite=True)
    assert target.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["atlas.html"]


@pytest.mark.usefixtures("small_site")
def test_a_site_is_a_folder_that_gives_way_only_to_another_site(tmp_path: Path) -> None:
    target = tmp_path / "site"
    said = _call("site", "-o", str(target), "--names", "la", "--address", "https://school.example/x")
    assert said.exit_code == 0, said.output
    assert "3 files" in said.output
    assert (target / "worker.js").read_text() == "https://school.example/x/"
    assert (target / "viz" / "a.json").read_text() == "en,la"
    (target / "old.txt").write_text("of the site before")
    assert _call("site", "-o", str(target)).exit_code == 1
    assert _call("site", "-o", str(target), "--force").exit_code == 0
    assert not (target / "old.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.usefixtures("small_site")
def test_a_folder_of_something_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    said = _call("site", "-o", str(tmp_path), "--force")
    assert said.exit_code == 1
    assert "holds something else" in said.output
    assert (tmp_path / "letters.txt").read_text() == "dear"


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_a_site_that_is_stopped_leaves_nothing(error: type[BaseException], tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "worker.js", b"1"
        raise error

    with pytest.raises(error):
        terminal.save_folder(str(tmp_path / "site"), files(), overwrite=False)
    assert not any(tmp_path.iterdir())


def test_a_layer_is_still_exported_by_its_id_alone() -> None:
    for arguments in (("chen_2017",), ("layer", "chen_2017"), ("--as", "csv", "chen_2017")):
        said = _call(*arguments)
        assert said.exit_code == 0, said.output
        assert said.stdout.startswith("site_id,")


def test_progress_is_one_line_of_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal.sys.stderr, "isatty", lambda: True)
    told = terminal.Progress("Drawing")
    told(25, 50)
    told(26, 50)
    told(50, 50)
    told.end()
    err = capsys.readouterr().err
    assert err.split("\r")[1:3] == ["Drawing: 25 of 50", "Drawing: 50 of 50"]
    assert os.linesep not in err


def test_progress_is_a_line_now_and_then_where_nobody_looks_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = terminal.Progress("Drawing", lambda: 0.0)
    quick(25, 50)
    quick.end()
    assert capsys.readouterr().err == ""
    seconds = itertools.count()
    slow = terminal.Progress("Drawing", lambda: float(next(seconds)))
    for made in range(1, 101):
        # What is known grows while it is made: what was told is never taken back.
        slow(made, 50 if made <= 20 else 100)
    slow.end()
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "Drawing: 5 of 50"
    assert told[-1] == "Drawing: 100 of 100"
    assert len(told) <= 10
    assert not any("\r" in line for line in told)
    # A standard error that is closed, or that nobody reads, ends no work.
    monkeypatch.setattr(terminal.sys, "stderr", None)
    terminal.Progress("Drawing", iter((0.0, 99.0)).__next__)(1, 1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("html", "--lesson", "were"), "There is no lesson 'were'. Did you mean where?"),
        (("html", "--lesson", ""), "There is no lesson ''."),
        (("sites",), "There is no layer or export 'sites'. Did you mean site?"),
        (("html", "--layer", "shaked_zari_2024"), "Did you mean shaked_zari_2025"),
    ],
)
def test_a_name_near_a_right_one_is_answered_with_it(
    arguments: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    said = _call(*arguments, "-o", str(tmp_path / "out"))
    assert said.exit_code == 2
    assert told in said.output


@pytest.mark.parametrize("place", ["", "none/atlas.html", ".", "file/atlas.html"])
def test_a_place_that_cannot_be_written_is_told_before_anything_is_drawn(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    monkeypatch.setattr(one_file, "one_file", lambda *_: pytest.fail("drawn"))
    said = _call("html", "--lesson", "late", "-o", place, "--force")
    assert said.exit_code == 1
    assert "cannot be written" in said.output


@pytest.mark.usefixtures("small_site")
@pytest.mark.parametrize("place", ["", "-", "file/site"])
def test_a_folder_that_cannot_be_is_told_of(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    assert _call("site", "-o", place).exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.usefixtures("small_site")
def test_an_empty_folder_stays_the_one_that_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    said = _call("site", "-o", ".")
    assert said.exit_code == 0, said.output
    assert tmp_path.stat().st_ino == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "viz", "worker.js"]


def test_a_site_comes_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "worker.js").write_text("old")
    rename = Path.rename

    def refused(path: Path, to: Path) -> Path:
        if path.name.endswith(".part"):
            raise OSError(5, "Input/output error")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(click.ClickException, match="Input/output error"):
        terminal.save_folder(str(target), [("worker.js", b"new")], overwrite=True)
    assert (target / "worker.js").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 1)])
@pytest.mark.parametrize("is_there", [False, True])
def test_a_signal_leaves_nothing(number: int, code: int, is_there: bool, tmp_path: Path) -> None:
    target = tmp_path / "site"
    if is_there:
        target.mkdir()
    # What runs the tests may ignore a signal, as a shell does for what it starts behind itself.
    begun = f"""
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from bone_atlas import terminal
def files():
    yield "worker.js", b"1"
    print("begun", flush=True)
    while True: pass
terminal.Commands(commands={{"act": terminal.click.Command("act", callback=lambda:
    terminal.save_folder({str(target)!r}, files(), overwrite=False))}}).main(["act"])
"""
    with subprocess.Popen(
        [sys.executable, "-c", begun], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == "begun\n"
        try:
            process.send_signal(number)
            assert process.wait(30) == code
            assert "Traceback" not in process.stderr.read()
        finally:
            process.kill()
    assert [path.name for path in tmp_path.rglob("*")] == (["site"] if is_there else [])
