"""The standard streams and the files of the command line: what goes wrong with them is a sentence."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import click

from bone_atlas.ending import tidy_when_ended

#: Names the standard input or output in the place of a file; a file of that name is ``./-``.
STANDARD = "-"
#: Every so many steps a progress is told on a terminal.
_EVERY = 25
#: Elsewhere a line is for a log: at each of so many parts of the work, with so many seconds between them.
_PARTS, _PAUSE = 10, 5.0


class Commands(click.Group):
    """The commands, none of which ends in a traceback because of a stream or a file."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command that is asked for, as Click does; the help and the version count as such."""
        _prepare_streams()
        try:
            return super().main(*args, **kwargs)
        except OSError as error:  # of a pipe that was closed Click takes care, unless its own message met it
            _discard(sys.stdout)
            if error.errno != errno.EPIPE:
                name = "The standard output" if error.filename is None else shown(error.filename)
                complain(f"{name} cannot be used: {reason(error)}.")
            _discard(sys.stderr)
            sys.exit(1)


def _prepare_streams() -> None:
    """Write UTF-8 on every system: the tables hold names in four languages; what is no text is spelt out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _discard(stream: IO[str] | None) -> None:
    """Send what a stream still holds to nowhere; Python would fail on it again when it ends."""
    # A stream may be closed, or have no file below it.
    with contextlib.suppress(AttributeError, OSError, ValueError), open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())  # type: ignore[union-attr]


def reason(error: OSError) -> str:
    """Return what the system says of an error, such as ``No space left on device``."""
    return error.strerror or type(error).__name__


def shown(path: str | bytes | os.PathLike[str]) -> str:
    """Return the name of a file as text for messages and reports.

    Parameters
    ----------
    path : str, bytes or path
        As the system gave it: it may hold bytes that are not UTF-8.

    Returns
    -------
    str
        On one line; a question mark stands for what cannot be printed.
    """
    text = os.fsencode(path).decode("utf-8", errors="replace").replace("\ufffd", "?")
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def complain(message: str) -> None:
    """Print a message to the standard error, where that can be written."""
    with contextlib.suppress(OSError):
        click.echo(message, err=True)


def write(content: str | bytes) -> None:
    """Print what a command was asked for.

    Parameters
    ----------
    content : str or bytes
        Text goes out as UTF-8, its line ends as they are, on Windows too.

    Raises
    ------
    ClickException
        If there is no standard output.
    """
    if sys.stdout is None:
        raise click.ClickException("The standard output is closed; expected a terminal, a file or a pipe.")
    body = content.encode("utf-8", errors="backslashreplace") if isinstance(content, str) else content
    click.echo(body, nl=False)


def is_terminal() -> bool:
    """Tell whether somebody reads the standard output on a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def read(file: str, most: int) -> bytes:
    """Read a file, or the standard input for ``-``.

    Parameters
    ----------
    file : str
        Its name.
    most : int
        How many bytes to read at most.

    Raises
    ------
    ClickException
        If it cannot be read.
    """
    if file == STANDARD and sys.stdin is None:
        raise click.ClickException("The standard input is closed; expected a file or a pipe.")
    try:
        with click.open_file(file, "rb") as opened:
            return bytes(opened.read(most))
    except OSError as error:
        name = "The standard input" if file == STANDARD else shown(file)
        raise click.ClickException(f"{name} cannot be read: {reason(error)}.") from error


def check_free(file: str) -> None:
    """Make sure that writing a file loses nothing.

    Raises
    ------
    ClickException
        If a file of that name is there. A device or a named pipe has nothing to lose.
    """
    if Path(file).is_file():
        raise taken(file)


def check_output(output: str, what: str = "", *, overwrite: bool) -> None:
    """Make sure that what is to be made can be put where it is to be, and that nothing is lost by it.

    Parameters
    ----------
    output : str
        Name of a file; ``-`` is the standard output.
    what : str
        What a file of bytes is, which no terminal shows; nothing for text.
    overwrite : bool
        Whether a file of that name may be lost.

    Raises
    ------
    ClickException
        If it cannot.
    """
    if output == STANDARD:
        if what and is_terminal():
            told = f"{what}, and the standard output is a terminal: name it with -o FILE."
            raise click.UsageError(told)
        return
    check_place(output)
    if not overwrite:
        check_free(output)


def taken(file: str) -> click.ClickException:
    """Return the error of a file that must not be lost."""
    return click.ClickException(f"{shown(file)} is there already; --force overwrites it.")


def save(file: str, content: bytes, *, overwrite: bool) -> None:
    """Write a file.

    Parameters
    ----------
    file : str
        Its name.
    content : bytes
        All it will hold.
    overwrite : bool
        Whether a file of that name may be lost.

    Raises
    ------
    ClickException
        If it is there already or cannot be written; half a file is not left behind in its place.
    """
    path = Path(os.path.realpath(file))
    is_device = path.exists() and not path.is_file()
    if not overwrite and not is_device and os.path.lexists(file):
        raise taken(file)
    try:
        if is_device:
            path.write_bytes(content)
        else:
            with tidy_when_ended():
                _replace(path, content)
    except OSError as error:
        raise _unwritable(file, error) from error


def _replace(path: Path, content: bytes) -> None:
    """Write a file beside its place, and put it there once it is whole."""
    part = _beside(path)
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _unwritable(name: str, error: OSError) -> click.ClickException:
    return click.ClickException(f"{shown(name)} cannot be written: {reason(error)}.")


def check_place(file: str) -> None:
    """Make sure that a file can be put where it is to be, before long work is done for it.

    Raises
    ------
    ClickException
        If there is no such folder, it may not be written to, or the name is that of a folder.
    """
    path = Path(os.path.realpath(file))
    wrong = None
    if not file or not path.parent.is_dir():
        wrong = errno.ENOENT
    elif path.is_dir():
        wrong = errno.EISDIR
    elif not os.access(path if path.exists() else path.parent, os.W_OK):
        wrong = errno.EACCES
    if wrong is not None:
        raise _unwritable(file or "''", OSError(wrong, os.strerror(wrong)))


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def deliver(output: str | None, content: str | bytes, *, overwrite: bool) -> bool:
    """Print what a command made, or write it to a file.

    Parameters
    ----------
    output : str or None
        Name of a file; ``-`` and None are the standard output.
    content : str or bytes
        Text goes out as UTF-8.
    overwrite : bool
        Whether a file of that name may be lost.

    Returns
    -------
    bool
        Whether it was written to a file.

    Raises
    ------
    ClickException
        If it cannot be written.
    """
    if output is None or output == STANDARD:
        write(content)
        return False
    save(output, content.encode("utf-8") if isinstance(content, str) else content, overwrite=overwrite)
    return True


def check_folder(folder: str, mark: str, *, overwrite: bool) -> None:
    """Make sure that writing a folder loses nothing.

    Parameters
    ----------
    folder : str
        Its name.
    mark : str
        A file that a folder of the kind has: no other is ever replaced.
    overwrite : bool
        Whether a folder of the kind may be lost.

    Raises
    ------
    ClickException
        If there is something that may not be lost.
    """
    if folder in ("", STANDARD):
        raise click.ClickException(f"{folder!r} names no folder; one that is called so is ./{STANDARD}.")
    path = Path(folder)
    if not path.exists() or _is_empty(path):
        _check_folder_place(folder)
        return
    if not path.is_dir() or not (path / mark).is_file():
        told = f"{shown(folder)} is there already and holds something else: choose another."
        raise click.ClickException(told)
    if not overwrite:
        raise taken(folder)


def _is_empty(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _check_folder_place(folder: str) -> None:
    place = Path(os.path.realpath(folder))
    while not place.exists():
        place = place.parent
    wrong = errno.ENOTDIR if not place.is_dir() else errno.EACCES if not os.access(place, os.W_OK) else None
    if wrong is not None:
        raise _unwritable(folder, OSError(wrong, os.strerror(wrong)))


def save_folder(folder: str, files: Iterable[tuple[str, bytes]], *, overwrite: bool) -> tuple[int, int]:
    """Write files into a folder; one that is there already gives way once the new one is whole.

    Parameters
    ----------
    folder : str
        Its name; see `check_folder`.
    files : iterable of tuple of str and bytes
        Paths in it, with slashes, and contents.
    overwrite : bool
        Whether a folder of that name may be lost.

    Returns
    -------
    tuple of int
        How many files, how many bytes.

    Raises
    ------
    ClickException
        If it cannot be written.
    """
    path = Path(os.path.realpath(folder))
    # An empty folder stays the one that it is: a shell may stand in it, or a disk be mounted there.
    part = path / _beside(path).name if _is_empty(path) else _beside(path)
    try:
        with tidy_when_ended():
            try:
                count, size = _fill(part, files)
                _put(part, path, overwrite=overwrite)
            finally:
                shutil.rmtree(part, ignore_errors=True)
    except FileExistsError as error:
        raise taken(folder) from error
    except OSError as error:
        raise _unwritable(folder, error) from error
    return count, size


def _fill(part: Path, files: Iterable[tuple[str, bytes]]) -> tuple[int, int]:
    part.mkdir(parents=True)
    count = size = 0
    for name, content in files:
        target = part / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        count, size = count + 1, size + len(content)
    return count, size


def _put(part: Path, path: Path, *, overwrite: bool) -> None:
    """Put a folder that is whole in its place; what was there comes back if that fails."""
    if part.parent == path:
        _lift(part)
        return
    if not path.exists():
        part.rename(path)
        return
    if not overwrite and not _is_empty(path):
        raise FileExistsError
    old = path.with_name(f".{path.name}.{os.getpid()}.old")
    path.rename(old)
    try:
        part.rename(path)
    except BaseException:
        old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _lift(part: Path) -> None:
    """Put what is in a folder beside that folder: all of it or nothing."""
    if any(other != part for other in part.parent.iterdir()):
        raise FileExistsError
    moved: list[str] = []
    try:
        for each in sorted(part.iterdir()):
            each.rename(part.parent / each.name)
            moved.append(each.name)
    except BaseException:
        for name in moved:
            (part.parent / name).rename(part / name)
        raise


@contextlib.contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Tell how far long work is while it lasts; see `Progress`."""
    told = Progress(what)
    try:
        yield told
    finally:
        told.end()


class Progress:
    """Tells how far long work is: in one line of a terminal, else in a line of a log now and then.

    Parameters
    ----------
    what : str
        What is being done.
    clock : callable
        Gives the time in seconds. Work that takes a moment is not worth a line.
    """

    def __init__(self, what: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.what = what
        self.clock = clock
        self.is_seen = sys.stderr is not None and sys.stderr.isatty()
        self._told = ""
        self._last, self._part = clock(), 0

    def __call__(self, made: int, known: int) -> None:
        """Tell how much of what is known so far is done."""
        text = f"{self.what}: {made} of {known}"
        if not self.is_seen:
            self._log(text, _PARTS * made // max(known, 1))
        # A terminal is slower than the work.
        elif made % _EVERY == 0 or made == known:
            click.echo(f"\r{text.ljust(len(self._told))}", err=True, nl=False)
            self._told = text

    def _log(self, text: str, part: int) -> None:
        """Tell on a line of its own, unless the last is not long ago; nobody may be there to read it."""
        now = self.clock()
        if part > self._part and now - self._last >= _PAUSE:
            self._last, self._part = now, part
            complain(text)

    def end(self) -> None:
        """Take the line of a terminal away."""
        if self._told:
            click.echo(f"\r{' ' * len(self._told)}\r", err=True, nl=False)
