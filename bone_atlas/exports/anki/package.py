"""A package that Anki imports, the same bytes from the same notes."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence

import genanki

#: When every note was changed last, in seconds: no clock, so that the same deck is the same bytes.
#: To be put forward when cards change, for Anki takes by itself only what is newer than what it has.
REVISED = 1_795_910_400
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def deck_id(path: str) -> int:
    """Return the id of a deck, from its name for good."""
    return (1 << 41) + int.from_bytes(hashlib.sha256(f"bone_atlas/{path}".encode()).digest()[:4])


def guid(key: str) -> str:
    """Return the id by which Anki finds a note again, from the key of its card."""
    made: str = genanki.guid_for("bone_atlas", key)
    return made


def packed(decks: Sequence[genanki.Deck], media: Mapping[str, bytes]) -> bytes:
    """Return decks and their pictures as the bytes of an ``.apkg`` file.

    Parameters
    ----------
    decks : sequence of genanki.Deck
        With their notes.
    media : mapping of str to bytes
        Pictures by name.
    """
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        _add(archive, "collection.anki2", _collection(decks), zipfile.ZIP_DEFLATED)
        names = {str(number): name for number, name in enumerate(media)}
        _add(archive, "media", json.dumps(names).encode(), zipfile.ZIP_DEFLATED)
        for number, name in names.items():  # PNG is compressed
            _add(archive, number, media[name], zipfile.ZIP_STORED)
    return kept.getvalue()


def _collection(decks: Sequence[genanki.Deck]) -> bytes:
    """Return the database that holds the notes."""
    kept = sqlite3.connect(":memory:")
    try:
        ids = itertools.count(REVISED * 1000)
        genanki.Package(list(decks)).write_to_db(kept.cursor(), REVISED, ids)
        kept.commit()
        return kept.serialize()
    finally:
        kept.close()


def _add(archive: zipfile.ZipFile, name: str, content: bytes, how: int) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.compress_type = how
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)
