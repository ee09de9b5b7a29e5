"""The table to fill in."""

from __future__ import annotations

import csv
import io

from bone_atlas.anatomy import Anatomy
from bone_atlas.tables import LANGUAGES

FILE_NAME = "bone-atlas_your-data.csv"
VALUE_COLUMNS = ("count", "n", "percent", "tier", "note")
EXAMPLE_SITE = "lumbar_spine"
EXAMPLE = (
    "for example 50 under count and 107 under n; leave the row empty where a site was not reported; "
    "0 only where it was looked for and not found"
)


def template(anatomy: Anatomy) -> bytes:
    """Make the table to fill in: every site and group with its names, and empty columns for the values.

    Parameters
    ----------
    anatomy : Anatomy
        The sites and groups, and their names.

    Returns
    -------
    bytes
        CSV in UTF-8 with BOM, so that a spreadsheet shows every script. The note of one row says how to fill
        it in; as it stands the table gives no value.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["site_id", *(f"name_{language}" for language in LANGUAGES), *VALUE_COLUMNS])
    for place in (*anatomy.sites(), *anatomy.groups()):
        names = [
            "" if anatomy.is_fallback(place, language) else anatomy.name(place, language)
            for language in LANGUAGES
        ]
        note = EXAMPLE if place == EXAMPLE_SITE else ""
        writer.writerow([place, *names, "", "", "", "", note])
    return text.getvalue().encode("utf-8-sig")
