"""The bytes of a presentation: the same input gives the same ones."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from bone_atlas.exports.drawn.shapes import clean

#: Zip files hold times; one that never changes makes the same lesson the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)
#: The most that PowerPoint takes of a property.
MOST_LETTERS = 255


def describe(made: Any, title: str, subject: str, comments: str, version: str) -> None:
    """Set the properties of the document; no date: it is made of data, not at a time."""
    core = made.core_properties
    for element in list(core._element):
        core._element.remove(element)
    core.title, core.subject = clean(title)[:MOST_LETTERS], clean(subject)[:MOST_LETTERS]
    core.author = "Bone Metastasis Atlas"
    core.keywords = "breast cancer; bone metastasis; skeleton"
    core.comments = clean(comments)[:MOST_LETTERS]
    core.version = version
    core.language = "en-GB"


def packed(made: Any) -> bytes:
    """Return the presentation as a file whose entries have no times of their own."""
    written = io.BytesIO()
    made.save(written)
    final = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(final, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return final.getvalue()
