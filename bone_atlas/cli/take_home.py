"""The commands that write a file to take home: one for each entry of the registry."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path, PurePath
from typing import Any

import click

from bone_atlas import terminal
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.take_home.kinds import KINDS, Kind, Subject
from bone_atlas.exports.lessons import lesson_text
from bone_atlas.faults import NothingToExportError
from bone_atlas.lessons import lesson_ids
from bone_atlas.lessons.read import MAX_BYTES, examine
from bone_atlas.lessons.read import lesson as read_lesson
from bone_atlas.names import unknown

ALWAYS = "The same input gives the same bytes; a run that is stopped leaves nothing behind."


def commands() -> list[click.Command]:
    """Return the commands, in the order of the registry."""
    return [_command(list(kinds)) for _, kinds in groupby(KINDS, key=lambda kind: kind.command)]


def _command(kinds: Sequence[Kind]) -> click.Command:
    """Return the command of kinds that differ in their variant alone."""
    first = kinds[0]

    def run(output: str, force: bool, **given: str | None) -> None:
        kind = next((k for k in kinds if k.variant == given.get("variant")), first)
        _write(kind, given.get("lesson"), given.get("layer"), output, force=force)

    return click.Command(
        first.command, callback=run, params=_parameters(kinds), help=f"{first.does}\n\n{ALWAYS}"
    )


def _parameters(kinds: Sequence[Kind]) -> list[click.Parameter]:
    first = kinds[0]
    found: list[click.Parameter] = []
    if first.of_lesson:
        without = "without it, the whole atlas" if first.of_atlas else "without it, the first one"
        told = f"A lesson: one that comes with the atlas, or your own; {without}."
        found.append(click.Option(["--lesson"], metavar="ID|FILE", help=told))
    if first.has_layer:
        told = "What the atlas is painted with at first."
        found.append(click.Option(["--layer"], metavar="ID", help=told))
    if len(kinds) > 1:
        choice: Any = click.Choice([kind.variant for kind in kinds])
        found.append(
            click.Option(["--paper", "variant"], type=choice, default=first.variant, show_default=True)
        )
    output = "File to write; - is the standard output."
    found.append(click.Option(["-o", "--output"], required=True, type=click.Path(), help=output))
    force = "Overwrite the file if it is there already."
    found.append(click.Option(["--force"], is_flag=True, help=force))
    return found


def _write(kind: Kind, lesson: str | None, layer: str | None, output: str, *, force: bool) -> None:
    """Make a file and put it in its place, with progress; what cannot be is told before anything is made."""
    if lesson is not None and layer is not None:
        raise click.UsageError("--layer says what the atlas begins with; a lesson alone has no atlas.")
    terminal.check_output(output, f"What `export {kind.command}` writes is a file", overwrite=force)
    subject = _subject(kind, lesson, layer)
    with terminal.progress("Making") as told:
        try:
            content = kind.make(subject, told)
        except NothingToExportError as error:
            raise click.ClickException(f"There is no file to make: {error}.") from error
    if terminal.deliver(output, content, overwrite=force):
        said = f"{terminal.shown(output)}: {len(content) / 1e6:.1f} MB. {kind.left_out(subject)}"
        click.echo(said.rstrip())


def _subject(kind: Kind, lesson: str | None, layer: str | None) -> Subject:
    if lesson is None and kind.of_atlas:
        return Subject(layer=_layer(layer))
    wanted = lesson_ids()[0] if lesson is None else lesson
    if wanted in lesson_ids():
        return Subject(read_lesson(wanted, catalogue().rows), wanted)
    return _own(wanted)


def _layer(wanted: str | None) -> str:
    if wanted is None:
        return ""
    known = catalogue().layers
    if wanted not in known:
        raise click.UsageError(f"{unknown('layer', wanted, known)} `bone-atlas layers` lists them all.")
    return wanted


def _own(file: str) -> Subject:
    """Return a lesson of one's own, from its file."""
    known = f"Lessons that come with the atlas: {', '.join(lesson_ids())}."
    if not (PurePath(file).suffix or file == terminal.STANDARD or (file and Path(file).exists())):
        raise click.UsageError(f"{unknown('lesson', file, lesson_ids())} {known}")
    content = terminal.read(file, MAX_BYTES + 1)
    report = examine(content, terminal.shown(PurePath(file).name), catalogue().rows)
    if report.lesson is None or report.problems:
        raise click.ClickException(f"{lesson_text(report).rstrip()}\n{known}")
    return Subject(report.lesson)
