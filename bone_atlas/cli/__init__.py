"""The command line: ``serve``, ``layers``, ``layer``, ``routes``, ``check``, ``export``, ``audit``."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable
from functools import wraps
from pathlib import PurePath
from typing import Any, ParamSpec

import click

from bone_atlas import anatomy, layers, resources, serving, tables, terminal
from bone_atlas.anatomy import Anatomy
from bone_atlas.assignment_options import assignment_options
from bone_atlas.cli import take_home
from bone_atlas.cli.copies import export_site
from bone_atlas.cli.rows import read_rows
from bone_atlas.exports.audit import audit, audit_csv, audit_markdown, missing
from bone_atlas.exports.lessons import lesson_json, lesson_text
from bone_atlas.exports.registry import BY_FORM
from bone_atlas.exports.routes import ROUTE_FIELDS, route_document, route_rows
from bone_atlas.exports.tables import layer_rows, to_csv, to_json
from bone_atlas.exports.uploaded import check_json, check_text
from bone_atlas.faults import LessonError
from bone_atlas.layers import Layer
from bone_atlas.lessons import lesson_ids
from bone_atlas.lessons.read import MAX_BYTES as LARGEST_LESSON
from bone_atlas.lessons.read import examine, lesson
from bone_atlas.names import unknown
from bone_atlas.routes import read_routes
from bone_atlas.uploaded import MAX_BYTES, Assignment, Checker, SiteNames

P = ParamSpec("P")
#: What can be wrong with the files or the network; the message says it whole.
ERRORS = (
    resources.MissingFilesError,
    tables.TableError,
    LessonError,
    anatomy.AssetError,
    serving.CannotServeError,
)
LESSON_ENDING = ".toml"
#: How a lesson begins, after comments: with a field or a heading in brackets. No table begins so.
_LESSON_START = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*#[^\n]*\n)*\s*(?:\w+\s*=|\[)")
LAYER_COLUMNS = ("id", "n", "unit", "source", "title")


def _clear_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Turn what can be wrong with the files or the network into a message and exit code 1."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            resources.check()
            command(*args, **kwargs)
        except ERRORS as error:
            terminal.complain(str(error))
            sys.exit(1)

    return guarded


def _guarded(command: click.Command) -> click.Command:
    """Let a command of another module end in a message too."""
    if command.callback is not None:
        command.callback = _clear_errors(command.callback)
    return command


def _read() -> tuple[dict[str, Layer], Anatomy]:
    read = tables.load()
    bones = Anatomy(read)
    return layers.build_layers(read, bones), bones


@click.group(cls=terminal.Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bone-atlas")
def main() -> None:
    """Show where breast cancer spreads in the skeleton, every number with its count and source."""


@main.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port to listen on."
)
@click.option(
    "--host",
    default="localhost",
    show_default=True,
    help="Address to listen on; 0.0.0.0 serves a whole room.",
)
@_clear_errors
def serve(port: int, host: str) -> None:
    """Serve the page until Ctrl-C."""
    serving.check_port(host, port)
    click.echo(serving.welcome(host, port))
    if url := serving.public_url(host, port):
        os.environ.setdefault(serving.PUBLIC_URL, url)
    _run_streamlit(serving.streamlit_arguments(host, port))


def _run_streamlit(arguments: list[str]) -> None:
    # Where Streamlit looks for its settings, as early as when it is imported.
    os.chdir(resources.ROOT)
    # In this process: one Python, one process to stop, the same on every system.
    from streamlit.web import cli  # noqa: PLC0415 -- slow to import, and only needed here

    try:
        cli.main(args=arguments, prog_name="streamlit", standalone_mode=False)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped.")  # Ctrl-C is how it is meant to end, not an error
    except OSError as error:
        raise serving.CannotServeError(f"The server stopped: {terminal.reason(error)}.") from error


def _layer_row(layer: Layer) -> dict[str, Any]:
    source = layer.source_link or layer.source_text
    return {"id": layer.id, "n": layer.n, "unit": layer.unit, "source": source, "title": layer.title}


def _aligned(rows: list[dict[str, Any]]) -> str:
    cells = [list(LAYER_COLUMNS)]
    cells += [["" if row[name] is None else str(row[name]) for name in LAYER_COLUMNS] for row in rows]
    widths = [max(len(line[i]) for line in cells) for i in range(len(LAYER_COLUMNS))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in cells
    )


@main.command("layers")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@_clear_errors
def list_layers(form: str) -> None:
    """List what the skeleton can be painted with."""
    found, _ = _read()
    rows = [_layer_row(layer) for layer in found.values()]
    if form == "json":
        terminal.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    else:
        terminal.write(to_csv(rows, LAYER_COLUMNS) if form == "csv" else _aligned(rows))


@main.command("layer")
@click.argument("layer_id", metavar="ID")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@_clear_errors
def show_layer(layer_id: str, form: str) -> None:
    """Print the layer ID: every site with its value, count, interval, or "not reported"."""
    found, bones = _read()
    if layer_id not in found:
        raise click.UsageError(_unknown_layer(layer_id, found))
    layer = found[layer_id]
    terminal.write(to_json(layer, bones) if form == "json" else to_csv(layer_rows(layer, bones)))


@main.command("routes")
@click.argument("site_id", metavar="SITE")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@_clear_errors
def show_routes(site_id: str, form: str) -> None:
    """Print the routes from the breast to SITE (a site, group or bone): every step with status and source.

    A status tells what a step rests on. The route local_lymphatic is not by blood.
    """
    read = tables.load()
    bones = Anatomy(read)
    known = [*bones.sites(), *bones.groups(), *bones.bones()]
    if site_id not in known:
        raise click.UsageError(unknown("site, group or bone", site_id, known))
    routes, _ = read_routes(read, bones)
    paths = routes.routes_to(site_id)
    if form == "json":
        document = route_document(site_id, paths)
        terminal.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        terminal.write(to_csv(route_rows(site_id, paths), ROUTE_FIELDS))


@main.command()
@click.argument("file", metavar="FILE", type=click.Path())
@click.option(
    "--as",
    "kind",
    type=click.Choice(["table", "lesson"]),
    help="What FILE is; else its ending says so, and of the standard input its first line.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="KEY=CHOICE",
    callback=lambda _context, _parameter, given: _answers(given),
    help="Answer to a question about a table, as an earlier check lists them; may be given several times.",
)
@assignment_options
@_clear_errors
def check(file: str, kind: str | None, form: str, answers: dict[str, str], assignment: Assignment) -> None:
    """Say what the page would say of your own FILE: a table (CSV, Excel, .ods), or a lesson (.toml).

    Of a table: what is painted, what is wrong. Of a lesson: what is wrong, by slide and field. The exit
    status is 1 if anything is wrong or has to be answered. FILE may be - for the standard input.

    Where the names of the columns do not say what they hold, you do: COLUMN is a title, or a letter as
    spreadsheets have it. Your word goes before what the names say; what contradicts it in the rows is told.
    """
    content = terminal.read(file, max(MAX_BYTES, LARGEST_LESSON) + 1)
    name = "standard input" if file == terminal.STANDARD else terminal.shown(PurePath(file).name)
    if _is_lesson(file, kind, content):
        if answers or assignment:
            raise click.UsageError("What answers for a table was given, and this is a lesson.")
        said, clean = _check_lesson(content, name, form)
    else:
        said, clean = _check_table(content, name, form, answers, assignment)
    terminal.write(said)
    if not clean:
        sys.exit(1)


def _answers(given: Iterable[str]) -> dict[str, str]:
    """Take answers apart; a key may hold anything but ends at the last sign of equality."""
    found = {}
    for each in given:
        key, sign, choice = each.rpartition("=")
        if not (key and sign and choice):
            raise click.BadParameter(f"{each!r} is not KEY=CHOICE, such as scale=1.")
        found[key] = choice
    return found


def _is_lesson(file: str, kind: str | None, content: bytes) -> bool:
    """Tell a lesson from a table: as the user says, by the file's ending, or else by how it begins."""
    if kind is not None:
        return kind == "lesson"
    if file == terminal.STANDARD:
        return _LESSON_START.match(content) is not None
    return PurePath(file).suffix.casefold() == LESSON_ENDING


def _check_lesson(content: bytes, name: str, form: str) -> tuple[str, bool]:
    """Return what is said of a lesson, and whether nothing is wrong."""
    report = examine(content, name, read_rows())
    return lesson_json(report) if form == "json" else lesson_text(report), not report.problems


def _check_table(
    content: bytes, name: str, form: str, answers: dict[str, str], assignment: Assignment
) -> tuple[str, bool]:
    """Return what is said of a reader's table, and whether nothing is wrong or open."""
    read = tables.load()
    bones = Anatomy(read)
    result = Checker(SiteNames(read), bones).file(content, name, choices=answers, assignment=assignment)
    return check_json(result, bones) if form == "json" else check_text(result, bones), result.clean


class _Exports(click.Group):
    """The exports; what is none of them is the id of a layer: ``export ID`` is older than its siblings."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for."""
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "layer", self.commands["layer"], args


@main.group(
    "export",
    cls=_Exports,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    subcommand_metavar="[layer] ID | COMMAND [OPTIONS]",
)
def export() -> None:
    """Write a layer (by its ID), or the atlas, a lesson or the quiz as what a COMMAND makes of it."""


for each in (export_site, *take_home.commands()):
    export.add_command(_guarded(each))


@export.command("layer")
@click.argument("layer_id", metavar="ID")
@click.option("--as", "form", type=click.Choice(list(BY_FORM)), default="csv", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(), help="File to write; - is the standard output, as if not given."
)
@click.option("--force", is_flag=True, help="Overwrite the file if it is there already.")
@_clear_errors
def export_layer(layer_id: str, form: str, output: str | None, force: bool) -> None:
    """Write the layer ID as a data package (a zip with its study), as BibTeX, or its values as CSV."""
    _check_output(form, output, force)
    read = tables.load()
    bones = Anatomy(read)
    found = layers.build_layers(read, bones)
    if layer_id not in found:
        # What is none of the other exports comes here: their names may have been meant.
        raise click.UsageError(_unknown_layer(layer_id, [*export.commands, *found], "layer or export"))
    content = BY_FORM[form].make(found[layer_id], read, bones)
    terminal.deliver(output, content, overwrite=force)


@main.command("audit")
@click.option(
    "--format", "form", type=click.Choice(["markdown", "csv"]), default="markdown", show_default=True
)
@click.option(
    "-o", "--output", type=click.Path(), help="File to write; - is the standard output, as if not given."
)
@click.option("--force", is_flag=True, help="Overwrite the file if it is there already.")
@_clear_errors
def list_sentences(form: str, output: str | None, force: bool) -> None:
    """List every sentence of lessons and claims that states a fact, with its rows and sources.

    In the order in which it is read: lesson by lesson, slide by slide, then the claims. CSV has a line for
    each thing that a sentence rests on. The exit status is 1 if one rests on nothing.
    """
    if output is not None:
        terminal.check_output(output, overwrite=force)
    rows = read_rows()
    found = audit([(f"{name}.toml", lesson(name, rows)) for name in lesson_ids()], rows)
    content = audit_csv(found) if form == "csv" else audit_markdown(found)
    terminal.deliver(output, content, overwrite=force)
    for message in (unfounded := missing(found)):
        terminal.complain(message)
    if unfounded:
        sys.exit(1)


def _check_output(form: str, output: str | None, force: bool) -> None:
    """Refuse an output that would lose a file or fill a terminal with bytes, before anything is read."""
    export = BY_FORM[form]
    what = f"A {export.label} is a {export.extension} file"
    if export.is_binary and output is None:
        raise click.UsageError(f"{what}: name it with -o FILE, or send it on to another program with -o -.")
    if output is not None:
        terminal.check_output(output, what if export.is_binary else "", overwrite=force)


def _unknown_layer(wanted: str, known: Collection[str], kind: str = "layer") -> str:
    return f"{unknown(kind, wanted, known)} `bone-atlas layers` lists them all."


if __name__ == "__main__":
    main()
