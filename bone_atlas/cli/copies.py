"""The commands ``export site`` and ``export html``: the atlas as files that need no server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from bone_atlas import terminal
from bone_atlas.exports.lessons import lesson_text
from bone_atlas.lessons import lesson_ids
from bone_atlas.lessons.read import MAX_BYTES, examine
from bone_atlas.names import unknown
from bone_atlas.view_state import LANGUAGES

if TYPE_CHECKING:
    from bone_atlas.app.copies.content import Wanted

#: What is in a copy and what is not, in one sentence each.
LEFT_OUT = (
    "A copy cannot paint a table of your own or make a lesson: `bone-atlas serve` does. "
    "The names on its Evidence page are English."
)


@contextmanager
def _progress(what: str) -> Iterator[terminal.Progress]:
    told = terminal.Progress(what)
    try:
        yield told
    finally:
        told.end()


@click.command("site")
@click.option("-o", "--output", required=True, type=click.Path(), help="Folder to write.")
@click.option(
    "--names",
    default=",".join(LANGUAGES),
    show_default=True,
    callback=lambda _context, _parameter, given: _languages(given),
    help="Languages of the names of bones.",
)
@click.option(
    "--address",
    default="",
    metavar="URL",
    callback=lambda _context, _parameter, given: _address(given),
    help="Where the folder will be: link previews show a picture only with it.",
)
@click.option("--force", is_flag=True, help="Replace the folder if a site is there already.")
def export_site(output: str, names: tuple[str, ...], address: str, force: bool) -> None:
    """Write the whole atlas as a folder of files for any web host.

    The same atlas gives the same bytes. A run that is stopped leaves nothing behind.
    """
    terminal.check_folder(output, "worker.js", overwrite=force)
    # What follows is slow to import, and nothing else of the command line needs it.
    from bone_atlas.app.copies import content, site  # noqa: PLC0415

    made = site.Site(content.whole(names, has_notes=True), address)
    with _progress("Drawing") as told:
        count, size = terminal.save_folder(output, made.files(told), overwrite=force)
    click.echo(f"{terminal.shown(output)}: {count} files, {size / 1e6:.0f} MB. {LEFT_OUT}")


@click.command("html")
@click.option(
    "--lesson", metavar="ID|FILE", help="A lesson alone: one that comes with the atlas, or your own."
)
@click.option("--layer", metavar="ID", help="What the atlas is painted with at first.")
@click.option(
    "-o", "--output", required=True, type=click.Path(), help="File to write; - is the standard output."
)
@click.option("--force", is_flag=True, help="Overwrite the file if it is there already.")
def export_html(lesson: str | None, layer: str | None, output: str, force: bool) -> None:
    """Write the atlas, or a lesson, as one HTML file that opens without a network.

    The same atlas gives the same bytes. A run that is stopped leaves nothing behind.
    """
    if lesson is not None and layer is not None:
        raise click.UsageError("--layer says what the atlas begins with; a lesson alone has no atlas.")
    if output != terminal.STANDARD:
        terminal.check_place(output)
        if not force:
            terminal.check_free(output)
    from bone_atlas.app.copies import one_file  # noqa: PLC0415

    wanted, own = _alone(lesson) if lesson is not None else (_whole(layer), {})
    with _progress("Drawing") as told:
        content = one_file.one_file(wanted, own, told)
    if output == terminal.STANDARD:
        terminal.write(content)
        return
    terminal.save(output, content, overwrite=force)
    click.echo(
        f"{terminal.shown(output)}: {len(content) / 1e6:.1f} MB. {'' if lesson else LEFT_OUT}".rstrip()
    )


def _whole(layer: str | None) -> Wanted:
    from bone_atlas.app.catalogue import catalogue  # noqa: PLC0415
    from bone_atlas.app.copies import content  # noqa: PLC0415

    if layer is None:
        return content.whole()
    known = catalogue().layers
    if layer not in known:
        raise click.UsageError(f"{unknown('layer', layer, known)} `bone-atlas layers` lists them all.")
    return content.whole(layer=layer)


def _alone(lesson: str) -> tuple[Wanted, dict[str, bytes]]:
    """Return what a lesson needs, and the lesson itself where it does not come with the atlas."""
    from bone_atlas.app.catalogue import catalogue  # noqa: PLC0415
    from bone_atlas.app.copies import content  # noqa: PLC0415

    if lesson in lesson_ids():
        return content.shipped_lesson(lesson), {}
    if not (PurePath(lesson).suffix or lesson == terminal.STANDARD or (lesson and Path(lesson).exists())):
        told = unknown("lesson", lesson, lesson_ids())
        raise click.UsageError(f"{told} Lessons that come with the atlas: {', '.join(lesson_ids())}.")
    read = terminal.read(lesson, MAX_BYTES + 1)
    report = examine(read, terminal.shown(PurePath(lesson).name), catalogue().rows)
    if report.lesson is None or report.problems:
        known = ", ".join(lesson_ids())
        raise click.ClickException(
            f"{lesson_text(report).rstrip()}\nLessons that come with the atlas: {known}."
        )
    return content.own_lesson(report.lesson)


def _languages(given: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    if others := [name for name in wanted if name not in LANGUAGES]:
        raise click.BadParameter(f"{others[0]!r} is none of {', '.join(LANGUAGES)}.")
    # English names stand in for what a language has no name for.
    return tuple(name for name in LANGUAGES if name in {"en", *wanted})


def _address(given: str) -> str:
    if not given:
        return ""
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise click.BadParameter(f"{given!r} is no address like https://school.example/atlas/.")
    return given.rstrip("/") + "/"
