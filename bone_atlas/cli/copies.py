"""The command ``export site``: the whole atlas as files that need no server."""

from __future__ import annotations

from urllib.parse import urlsplit

import click

from bone_atlas import terminal
from bone_atlas.view_state import LANGUAGES


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
    with terminal.progress("Drawing") as told:
        count, size = terminal.save_folder(output, made.files(told), overwrite=force)
    click.echo(f"{terminal.shown(output)}: {count} files, {size / 1e6:.0f} MB. {content.LEFT_OUT}")


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
