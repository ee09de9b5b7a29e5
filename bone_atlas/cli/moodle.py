"""The command ``export moodle``: the quiz for the question bank of a school."""

from __future__ import annotations

import click

from bone_atlas import terminal
from bone_atlas.cli.rows import read_rows


@click.command("moodle")
@click.option(
    "-o", "--output", required=True, type=click.Path(), help="File to write; - is the standard output."
)
@click.option("--force", is_flag=True, help="Overwrite the file if it is there already.")
def export_moodle(output: str, force: bool) -> None:
    """Write the quiz as Moodle XML, to be imported into a question bank.

    Each question with its picture, and with explanation, figures and sources as feedback. The same atlas
    gives the same bytes. A run that is stopped leaves nothing behind.
    """
    if output != terminal.STANDARD:
        terminal.check_place(output)
        if not force:
            terminal.check_free(output)
    # Slow to import, and nothing else of the command line needs it.
    from bone_atlas.exports.moodle import LEFT_OUT, moodle_xml  # noqa: PLC0415
    from bone_atlas.quiz import Bank  # noqa: PLC0415

    told = terminal.Progress("Questions")
    try:
        content = moodle_xml(Bank(read_rows()), told)
    finally:
        told.end()
    if output == terminal.STANDARD:
        terminal.write(content)
        return
    terminal.save(output, content, overwrite=force)
    asked = content.count(b"</generalfeedback>")
    click.echo(f"{terminal.shown(output)}: {asked} questions, {len(content) / 1e6:.1f} MB. {LEFT_OUT}")
