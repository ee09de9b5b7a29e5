"""The registry of exports: every form can be made, served and asked for."""

from __future__ import annotations

from click.testing import CliRunner

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.server.store_serve import MEDIA_TYPES
from bone_atlas.cli import main
from bone_atlas.exports.registry import BY_FORM, EXPORTS, MARK


def test_forms_and_endings_are_told_apart() -> None:
    assert len(BY_FORM) == len({export.extension for export in EXPORTS}) == len(EXPORTS)


def test_the_server_knows_every_media_type() -> None:
    assert {export.extension: export.media_type for export in EXPORTS}.items() <= MEDIA_TYPES.items()


def test_the_command_line_gives_what_a_page_gives_without_the_mark_for_spreadsheets() -> None:
    found = catalogue()
    layer = found.layers["shaked_zari_2025"]
    for export in EXPORTS:
        made = CliRunner().invoke(main, ["export", layer.id, "--as", export.form, "-o", "-"]).stdout_bytes
        download = export.download(layer, found.tables, found.anatomy)
        assert download.removeprefix(MARK) == made, export.form
        assert download.startswith(MARK) == export.for_spreadsheets
