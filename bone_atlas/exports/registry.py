"""The forms in which a layer leaves as a file: a new one is an entry here and the module that makes it.

The command line, the pages, what is published and the server's media types read this table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bone_atlas.anatomy import Anatomy
from bone_atlas.exports.citations import bibtex
from bone_atlas.exports.package import data_package
from bone_atlas.exports.tables import layer_rows, to_csv
from bone_atlas.layers import Layer
from bone_atlas.tables import Tables

#: Signals to a spreadsheet that a text is UTF-8; programs that read a pipe want none.
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()


@dataclass(frozen=True)
class Export:
    """One form of a layer.

    Attributes
    ----------
    form : str
        Its name on the command line.
    label : str
        Its name inside a sentence.
    extension, media_type : str
        Of the file.
    make : callable
        Makes the bytes of a layer from it, the tables and the anatomy.
    is_binary : bool
        Whether a terminal cannot show it.
    needs_study : bool
        Whether it describes a study in the tables, so that a reader's own table has none.
    for_spreadsheets : bool
        Whether the downloaded file begins with `MARK`.
    """

    form: str
    label: str
    extension: str
    media_type: str
    make: Callable[[Layer, Tables, Anatomy], bytes]
    is_binary: bool = False
    needs_study: bool = False
    for_spreadsheets: bool = False

    def download(self, layer: Layer, tables: Tables, anatomy: Anatomy) -> bytes:
        """Return the file as a page gives it."""
        content = self.make(layer, tables, anatomy)
        return MARK + content if self.for_spreadsheets else content


EXPORTS = (
    Export(
        form="csv",
        label="CSV",
        extension="csv",
        media_type="text/csv",
        make=lambda layer, _, anatomy: to_csv(layer_rows(layer, anatomy)).encode(),
        for_spreadsheets=True,
    ),
    Export(
        form="datapackage",
        label="data package",
        extension="zip",
        media_type="application/zip",
        make=data_package,
        is_binary=True,
    ),
    Export(
        form="bibtex",
        label="BibTeX",
        extension="bib",
        media_type="application/x-bibtex",
        make=lambda layer, tables, _: bibtex(layer, tables).encode(),
        needs_study=True,
    ),
)
BY_FORM = {export.form: export for export in EXPORTS}
