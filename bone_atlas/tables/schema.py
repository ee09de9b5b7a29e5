"""What each table must look like: its columns, their types and the words allowed in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pandera.pandas as pa

from bone_atlas.tables.cells import words
from bone_atlas.tables.detection_words import BASES, INTERVAL_KINDS, MEASURES, MODALITIES
from bone_atlas.tables.fields import (
    COUNT,
    DOI,
    OPTIONAL_REFERENCE,
    ORDER,
    PERCENT,
    PMCID,
    PMID,
    REFERENCE,
    SOME_TEXT,
    TEXT,
    YEAR,
    YES_NO,
    Field,
)
from bone_atlas.tables.vocabulary import (
    ALL_ROUTES,
    BEARINGS,
    CANCERS,
    CLAIM_SECTIONS,
    COUNT_ORIGINS,
    EVIDENCE_KINDS,
    ID,
    LAYER_ID,
    MARROW_ORIGINS,
    ROUTES,
    SEGMENT_KINDS,
    SIDES,
    STATUSES,
    TIERS,
    UNITS,
    VERDICTS,
    VERIFIED,
    VESSEL_KINDS,
    VIEW_NAMES,
)

_NAMED = {
    "name_en": Field(required=True, unique=True),
    "name_ta": TEXT,
    "name_la": TEXT,
    "name_es": TEXT,
    "name_zh": TEXT,
    "synonyms": Field(many=True),
    "uberon_id": Field(pattern=r"UBERON:\d{7}"),
    "fma_id": Field(pattern=r"FMA:\d+"),
    "snomed_id": Field(pattern=r"\d{6,18}"),
    "ta98_code": Field(pattern=r"A\d\d\.\d\.\d\d\.\d{3}", many=True),
    "ta2_number": Field(pattern=r"\d+"),
    "ontology_match": Field(allowed=("exact", "nearest")),
    "ontology_note": TEXT,
}

FIELDS: dict[str, dict[str, Field]] = {
    "sites": {
        "site_id": Field(required=True, unique=True, pattern=ID),
        "parent_id": OPTIONAL_REFERENCE,
        "anatomical_order": ORDER,
        **_NAMED,
        "not_drawn_reason": TEXT,
    },
    "groups": {
        "group_id": Field(required=True, unique=True, pattern=ID),
        "member_site_ids": Field(required=True, many=True, pattern=ID),
        "list_order": ORDER,
        **_NAMED,
    },
    "bones": {
        "bone_id": Field(required=True, unique=True, pattern=ID),
        "site_id": REFERENCE,
        "side": Field(required=True, allowed=SIDES),
        "name_en": Field(required=True, unique=True),
        "label_en": Field(required=True, unique=True),
        "anatomical_order": ORDER,
        "not_drawn_reason": TEXT,
    },
    "studies": {
        "study_id": Field(required=True, unique=True, pattern=ID),
        "first_author": TEXT,
        "year": YEAR,
        "title": SOME_TEXT,
        "journal": TEXT,
        "doi": DOI,
        "pmid": PMID,
        "pmcid": PMCID,
        "link": Field(pattern=r"https://\S+"),
        "citable": YES_NO,
        "country": TEXT,
        "centres": TEXT,
        "centre": SOME_TEXT,
        "design": TEXT,
        "setting": TEXT,
        "modality": TEXT,
        "n": Field("integer", low=1),
        "counted": SOME_TEXT,
        "verification": Field(required=True, allowed=VERIFIED),
        "caveats": Field(many=True),
        "licence": TEXT,
        "no_rows_reason": TEXT,
        "source_url": TEXT,
    },
    "layers": {
        "layer_id": Field(required=True, unique=True, pattern=LAYER_ID),
        "study_id": REFERENCE,
        "picker_order": ORDER,
        "kind": Field(required=True, allowed=("tiers", "proportion")),
        "title": Field(required=True, unique=True),
        "short_title": Field(required=True, unique=True),
        "cancer": Field(required=True, allowed=CANCERS),
        "subgroup": SOME_TEXT,
        "unit": Field(required=True, allowed=tuple(UNITS)),
        "n": Field("integer", low=1),
        "summary": SOME_TEXT,
        "caveats": Field(many=True),
    },
    "observations": {
        "observation_id": Field(required=True, unique=True),
        "study_id": REFERENCE,
        "layer_id": Field(pattern=LAYER_ID),
        "cancer": Field(required=True, allowed=CANCERS),
        "subgroup": SOME_TEXT,
        "site_as_reported": SOME_TEXT,
        "site_id": OPTIONAL_REFERENCE,
        "numerator": COUNT,
        "denominator": Field("integer", low=1),
        "printed_percent": PERCENT,
        "unit": Field(required=True, allowed=tuple(unit for unit in UNITS if unit != "tiers")),
        "setting": SOME_TEXT,
        "modality": SOME_TEXT,
        "verified": Field(required=True, allowed=VERIFIED),
        "count_origin": Field(required=True, allowed=COUNT_ORIGINS),
        "painted": YES_NO,
        "not_painted_reason": TEXT,
        "note": Field(many=True),
        "source_url": SOME_TEXT,
    },
    "article": {
        "site_id": Field(required=True, unique=True, pattern=ID),
        "tier": Field(required=True, allowed=TIERS),
        "order_in_tier": Field("integer", low=1),
        "order_in_spine": Field("integer", low=1),
        "basis": SOME_TEXT,
        "wins_over": Field(many=True, pattern=ID),
        "routes": Field(required=True, many=True, allowed=ROUTES),
        "says": SOME_TEXT,
        "note": TEXT,
    },
    "vessels": {
        "vessel_id": Field(required=True, unique=True, pattern=ID),
        "list_order": ORDER,
        "name_en": Field(required=True, unique=True),
        "short_name": Field(required=True, unique=True),
        "kind": Field(required=True, allowed=VESSEL_KINDS),
        "paired": YES_NO,
        "about": SOME_TEXT,
    },
    "segments": {
        "segment_id": Field(required=True, unique=True, pattern=ID),
        "list_order": ORDER,
        "from_id": REFERENCE,
        "to_id": REFERENCE,
        "except_site_ids": Field(many=True, pattern=ID),
        "routes": Field(required=True, many=True, allowed=ALL_ROUTES),
        "kind": Field(required=True, allowed=SEGMENT_KINDS),
        "direction": Field(required=True, allowed=("one_way", "two_way")),
        "status": Field(required=True, allowed=STATUSES),
        "status_note": TEXT,
        "detail": TEXT,
        "source": Field(many=True),
        "source_url": Field(many=True, pattern=r"https?://\S+"),
        "not_drawn_reason": TEXT,
    },
    "journeys": {
        "journey_id": REFERENCE,
        "title": SOME_TEXT,
        "route": Field(required=True, allowed=ALL_ROUTES),
        "side": Field(required=True, allowed=("left", "right")),
        "site_id": REFERENCE,
        "bone_id": REFERENCE,
        "step": Field("integer", required=True, low=1),
        "from_id": REFERENCE,
        "to_id": REFERENCE,
        "segment_ids": Field(many=True, pattern=ID),
        "status": Field(required=True, allowed=STATUSES),
        "caption": SOME_TEXT,
    },
    "marrow": {
        "marrow_id": Field(required=True, unique=True),
        "study_id": REFERENCE,
        "site_id": REFERENCE,
        "region_as_reported": SOME_TEXT,
        "marrow_percent": Field("number", required=True, low=0, high=100),
        "sd_points": Field("number", low=0, high=100),
        "n": Field("integer", required=True, low=1),
        "origin": Field(required=True, allowed=MARROW_ORIGINS),
        "verified": Field(required=True, allowed=VERIFIED),
        "note": Field(many=True),
        "source_url": TEXT,
    },
    "claims": {
        "claim_id": Field(required=True, unique=True, pattern=ID),
        "list_order": ORDER,
        "section": Field(required=True, allowed=CLAIM_SECTIONS),
        "statement": Field(required=True, unique=True),
        "verdict": Field(required=True, allowed=VERDICTS),
        "because": SOME_TEXT,
        "conflict": Field("integer", unique=True, low=1),
        "hypothesis": YES_NO,
        "layer_id": Field(required=True, pattern=LAYER_ID),
        "second_layer_id": Field(pattern=LAYER_ID),
        "view": Field(required=True, allowed=VIEW_NAMES),
        "site_ids": Field(many=True, pattern=ID),
        "journey_id": OPTIONAL_REFERENCE,
        "no_evidence_reason": TEXT,
    },
    "claim_evidence": {
        "claim_id": REFERENCE,
        "list_order": Field("integer", required=True, low=1),
        "kind": Field(required=True, allowed=EVIDENCE_KINDS),
        "key": SOME_TEXT,
        "bearing": Field(required=True, allowed=BEARINGS),
        "says": SOME_TEXT,
    },
    "detection": {
        "detection_id": Field(required=True, unique=True, pattern=ID),
        "list_order": ORDER,
        "modality": Field(required=True, allowed=MODALITIES),
        "measure": Field(required=True, allowed=MEASURES),
        "basis": Field(required=True, allowed=BASES),
        "cancer": Field(required=True, allowed=CANCERS),
        "population": SOME_TEXT,
        "found": SOME_TEXT,
        "counted": SOME_TEXT,
        "numerator": COUNT,
        "denominator": Field("integer", low=1),
        "printed_percent": PERCENT,
        "printed_low": PERCENT,
        "printed_high": PERCENT,
        "interval_kind": Field(allowed=INTERVAL_KINDS),
        "printed_words": TEXT,
        "verified": Field(required=True, allowed=VERIFIED),
        "shown": YES_NO,
        "not_shown_reason": TEXT,
        "citation": TEXT,
        "doi": DOI,
        "pmid": PMID,
        "pmcid": PMCID,
        "note": Field(many=True),
        "source_url": SOME_TEXT,
    },
}

# Kept short on purpose: int() of a very long digit string is slow, and no count has more than nine digits.
_INTEGER = r"\d{1,9}"
_NUMBER = r"\d{1,9}(\.\d{1,9})?"


def expectation(field: Field) -> str:
    """Say in words what a cell of this column should hold.

    Parameters
    ----------
    field : Field
        The column.

    Returns
    -------
    str
        Such as ``"a whole number of at least 1, or nothing"``.
    """
    if field.allowed:
        text = "one of " + ", ".join(field.allowed)
    elif field.kind in ("integer", "number"):
        text = "a whole number" if field.kind == "integer" else "a number"
        text += f" of at least {field.low:g}" if field.low is not None else ""
        text += f" and at most {field.high:g}" if field.high is not None else ""
    else:
        text = f"text of the form {field.pattern}" if field.pattern else "some text"
    text += " (several divided by semicolons)" if field.many else ""
    text += ", different in every row" if field.unique else ""
    return text if field.required else text + ", or nothing"


def fits(field: Field, cell: str) -> bool:
    """Tell whether one cell is as its column demands (uniqueness apart).

    Parameters
    ----------
    field : Field
        The column.
    cell : str
        The text of the cell.

    Returns
    -------
    bool
        False where it is empty though required, malformed, out of range or not an allowed word.
    """
    if cell == "":
        return not field.required
    if cell != cell.strip():
        return False
    parts = words(cell) if field.many else (cell,)
    return bool(parts) and all(_part_fits(field, part) for part in parts)


def _part_fits(field: Field, part: str) -> bool:
    """Check one value: its form, its range, its word."""
    if field.kind in ("integer", "number"):
        if not _matches(_INTEGER if field.kind == "integer" else _NUMBER, part):
            return False
        number = float(part)
        return (field.low is None or number >= field.low) and (field.high is None or number <= field.high)
    if field.allowed is not None and part not in field.allowed:
        return False
    return field.pattern is None or _matches(field.pattern, part)


def _matches(pattern: str, text: str) -> bool:
    """Match the whole text, digits being ASCII digits only."""
    return re.fullmatch(pattern, text, flags=re.ASCII) is not None


def all_fit(field: Field, cells: Sequence[str]) -> bool:
    """Tell whether every cell of a column is as demanded, in one pass: the usual case, told fast.

    Parameters
    ----------
    field : Field
        The column.
    cells : sequence of str
        Its cells.

    Returns
    -------
    bool
        False if any does not fit or, where they must differ, repeats; `schema_of` then tells which.
    """
    different = set(cells)
    repeats = field.unique and len(different - {""}) < sum(cell != "" for cell in cells)
    return not repeats and all(fits(field, cell) for cell in different)


def schema_of(table: str) -> pa.DataFrameSchema:
    """Build the pandera schema of a table as it is read: every cell still text.

    Parameters
    ----------
    table : str
        A key of `FIELDS`.

    Returns
    -------
    pandera.pandas.DataFrameSchema
        Checks each column; the error text of each check is what was expected.
    """
    return pa.DataFrameSchema({name: _column(field) for name, field in FIELDS[table].items()}, name=table)


def _column(field: Field) -> pa.Column:
    """Make one column: one check per cell, and one for repeats where the values must differ."""
    expected = expectation(field)
    checks = [pa.Check(lambda cells: cells.map(lambda cell: fits(field, cell)).astype(bool), error=expected)]
    if field.unique:
        checks.append(pa.Check(lambda cells: ~cells.duplicated() | (cells == ""), error=expected))
    return pa.Column(checks=checks)


def columns_of(table: str) -> Iterable[str]:
    """Names of the columns of a table, in order.

    Parameters
    ----------
    table : str
        A key of `FIELDS`.

    Returns
    -------
    iterable of str
        The column names.
    """
    return FIELDS[table].keys()
