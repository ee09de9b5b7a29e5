"""The command ``export pptx``: a lesson as a PowerPoint presentation."""

from __future__ import annotations

from pathlib import PurePath

import click

from bone_atlas import layers, tables, terminal
from bone_atlas.anatomy import Anatomy
from bone_atlas.exports.lessons import lesson_text
from bone_atlas.facts import Rows
from bone_atlas.lessons import lesson_ids
from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.read import MAX_BYTES, examine
from bone_atlas.lessons.read import lesson as read_lesson
from bone_atlas.routes import read_routes


@click.command("pptx")
@click.option(
    "--lesson",
    "wanted",
    metavar="ID|FILE",
    help="A lesson that comes with the atlas, or your own; by default the first one.",
)
@click.option(
    "-o", "--output", required=True, type=click.Path(), help="File to write; - is the standard output."
)
@click.option("--force", is_flag=True, help="Overwrite the file if it is there already.")
def export_pptx(wanted: str | None, output: str, force: bool) -> None:
    """Write a lesson as a PowerPoint presentation, every bone and word of it editable.

    A slide that asks or uncovers something becomes two. The last slide says what is left out. The same
    lesson gives the same bytes; a run that is stopped leaves nothing behind.
    """
    if output == terminal.STANDARD and terminal.is_terminal():
        raise click.UsageError("A presentation is a .pptx file, and the standard output is a terminal.")
    if output != terminal.STANDARD and not force:
        terminal.check_free(output)
    read = tables.load()
    anatomy = Anatomy(read)
    routes, drawings = read_routes(read, anatomy)
    rows = Rows(read, anatomy, layers.build_layers(read, anatomy), routes)
    lesson = _lesson(wanted or lesson_ids()[0], rows)
    # Slow to import, and nothing else of the command line needs it.
    from bone_atlas.exports import pptx  # noqa: PLC0415

    told = terminal.Progress("Drawing")
    try:
        content = pptx.deck(lesson, rows, drawings, told)
    finally:
        told.end()
    if output == terminal.STANDARD:
        terminal.write(content)
        return
    terminal.save(output, content, overwrite=force)
    click.echo(
        f"{terminal.shown(output)}: {len(content) / 1e6:.1f} MB. Its last slide says what is left out."
    )


def _lesson(wanted: str, rows: Rows) -> Lesson:
    """Return a lesson of the atlas by its id, or one's own by its file."""
    if wanted in lesson_ids():
        return read_lesson(wanted, rows)
    content = terminal.read(wanted, MAX_BYTES + 1)
    report = examine(content, terminal.shown(PurePath(wanted).name), rows)
    if report.lesson is None or report.problems:
        known = ", ".join(lesson_ids())
        raise click.ClickException(
            f"{lesson_text(report).rstrip()}\nLessons that come with the atlas: {known}."
        )
    return report.lesson
