"""The standard streams and the files of the command line: what goes wrong with them is a sentence."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from pathlib import Path
from typing import IO, Any

import click

#: Names the standard input or output in the place of a file; a file of that name is ``./-``.
STANDARD = "-"


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
    path = Path(file)
    new = not (overwrite or path.exists())
    try:
        with path.open("xb" if new else "wb") as opened:
            opened.write(content)
    except OSError as error:
        if isinstance(error, FileExistsError):
            raise taken(file) from error
        if new:
            with contextlib.suppress(OSError):
                path.unlink()
        raise click.ClickException(f"{shown(file)} cannot be written: {reason(error)}.") from error
