"""The streams and files of the command line, each way in which they fail, in this process.

`test_cli_streams.py` tries the same in real processes, where no coverage is measured.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from bone_atlas import terminal


class Console(io.TextIOWrapper):
    """A console that opens with the system's own encoding."""

    def __init__(self, encoding: str = "cp1252") -> None:
        self.held = io.BytesIO()
        super().__init__(self.held, encoding=encoding)


def run(action: Callable[[], object]) -> int:
    """Run a command that does one thing; return its exit code."""
    group = terminal.Commands(commands={"act": click.Command("act", callback=action)})
    with pytest.raises(SystemExit) as ended:
        group.main(args=["act"], prog_name="bone-atlas")
    assert isinstance(ended.value.code, int)
    return ended.value.code


def fails_with(error: OSError) -> Callable[[], object]:
    def action() -> object:
        raise error

    return action


def consoles(monkeypatch: pytest.MonkeyPatch) -> tuple[Console, Console]:
    """Replace both output streams; called in the test, since pytest sets its own when a test begins."""
    out, err = Console(), Console()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    return out, err


def test_names_in_chinese_are_printed_on_a_console_that_does_not_speak_utf_8(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out, _ = consoles(monkeypatch)
    assert run(lambda: click.echo("脊柱 \udcff")) == 0
    assert out.held.getvalue().decode("utf-8").strip() == "脊柱 \\udcff"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The standard output cannot be used: No space"),
        (
            OSError(errno.EIO, "Input/output error", "table.csv"),
            "table.csv cannot be used: Input/output error.",
        ),
    ],
    ids=["the output is full", "a file fails"],
)
def test_a_stream_or_file_that_fails_is_a_sentence(
    error: OSError, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, err = consoles(monkeypatch)
    assert run(fails_with(error)) == 1
    assert err.held.getvalue().decode("utf-8").startswith(said)


def test_a_reader_that_left_the_pipe_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _, err = consoles(monkeypatch)
    assert run(fails_with(BrokenPipeError(errno.EPIPE, "Broken pipe"))) == 1
    assert err.held.getvalue() == b""


def test_closed_streams_are_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert run(fails_with(OSError(errno.EBADF, "Bad file descriptor"))) == 1
    with pytest.raises(click.ClickException, match="standard output is closed"):
        terminal.write("text")
    assert not terminal.is_terminal()


def test_what_a_failed_file_still_holds_goes_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = (tmp_path / "out.txt").open("w", encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", Console())

    def action() -> None:
        out.write("half a table")
        raise OSError(errno.ENOSPC, "No space left on device")

    assert run(action) == 1
    out.close()
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == ""


def test_a_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(click.ClickException, match="standard input is closed; expected a file or a pipe"):
        terminal.read(terminal.STANDARD, 10)


def test_a_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes(b"site,count")
    assert terminal.read(str(tmp_path / "table.csv"), 4) == b"site"
    with pytest.raises(click.ClickException, match="cannot be read: No such file or directory"):
        terminal.read(str(tmp_path / "missing.csv"), 4)


def test_a_file_that_is_there_is_kept_unless_it_may_be_lost(tmp_path: Path) -> None:
    file = tmp_path / "values.csv"
    terminal.save(str(file), b"first", overwrite=False)
    with pytest.raises(click.ClickException, match="is there already; --force overwrites it"):
        terminal.check_free(str(file))
    terminal.save(str(file), b"second", overwrite=True)
    assert file.read_bytes() == b"second"
    terminal.check_free(os.devnull)


def test_a_file_that_comes_between_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "values.csv"
    file.write_bytes(b"somebody's")
    monkeypatch.setattr(Path, "exists", lambda _: False)
    with pytest.raises(click.ClickException, match="is there already; --force overwrites it"):
        terminal.save(str(file), b"ours", overwrite=False)
    assert file.read_bytes() == b"somebody's"


class Full(io.BytesIO):
    """A file on a disk without room."""

    def write(self, _: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("was_there", [False, True])
def test_half_a_file_is_not_left_behind(
    was_there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "values.csv"
    if was_there:
        file.write_bytes(b"old")
    real = Path.open

    def open_full(path: Path, mode: str) -> Full:
        real(path, mode.replace("w", "a")).close()
        return Full()

    monkeypatch.setattr(Path, "open", open_full)
    with pytest.raises(
        click.ClickException, match=r"values.csv cannot be written: No space left on device\."
    ):
        terminal.save(str(file), b"new", overwrite=was_there)
    assert file.exists() == was_there
