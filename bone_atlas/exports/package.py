"""A layer with its study as a data package (Frictionless Data): one zip that explains itself."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

import pandas as pd

from bone_atlas.anatomy import Anatomy
from bone_atlas.exports.citations import bibtex, studies_of
from bone_atlas.exports.tables import CSV_FIELDS, Row, figures_of, layer_rows, to_csv
from bone_atlas.layers import Layer, Proportion
from bone_atlas.tables import DATA_DIR, Tables

#: Zip files hold times; one that never changes makes the same layer the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
#: Where a figure was merely seen is no source to pass on.
_KEPT_BACK = "source_url"
_NUMBERS = {
    "numerator": "integer",
    "denominator": "integer",
    "percent": "number",
    "ci_low": "number",
    "ci_high": "number",
    "printed_percent": "number",
}
_MEANING = {
    "site_id": "Stable word for the site or group",
    "name": "English name of the site",
    "status": "reported or not reported; not reported is not zero",
    "numerator": "How many; empty where the count was not published or nothing is reported",
    "denominator": "Out of how many",
    "percent": "Computed from the count, else as published, in percent",
    "ci_low": "Lower limit of the 95 % Wilson interval, in percent; empty without a count",
    "ci_high": "Upper limit of the 95 % Wilson interval, in percent; empty without a count",
    "tier": "Class in words, in a layer of classes",
    "reported_as": "The site or group the value was given for, which may be coarser",
    "layer": "Stable word for the layer",
    "study": "Stable word for the study",
    "unit": "What is counted, as a stable word",
    "source": "Address made from DOI or PubMed identifier, or: no citable source",
    "reported_words": "The source's own words for the site",
    "printed_percent": "The percentage as the source prints it",
    "notes": "What a reader should know of the value; divided by semicolons",
    "observation_id": "Row of the atlas's table of observations",
}
REPORT_FIELDS = (
    "site_id",
    "name",
    "numerator",
    "denominator",
    "percent",
    "ci_low",
    "ci_high",
    "tier",
    "reported_words",
    "printed_percent",
    "notes",
    "observation_id",
)


def data_package(layer: Layer, tables: Tables, anatomy: Anatomy) -> bytes:
    """Return a layer with its study as a zipped data package.

    Parameters
    ----------
    layer : Layer
        What is shown.
    tables : Tables
        The loaded tables.
    anatomy : Anatomy
        The sites, groups and bones.

    Returns
    -------
    bytes
        A zip of ``datapackage.json``, ``reported.csv`` (each value that was given), ``sites.csv`` (every
        site with the value that holds for it), ``studies.csv``, ``citation.bib`` and ``README.md``; without
        ``studies.csv`` for a reader's own table. The same layer always gives the same bytes.
    """
    files = {
        "reported.csv": to_csv(_reports(layer, anatomy), REPORT_FIELDS),
        "sites.csv": to_csv(layer_rows(layer, anatomy)),
        "citation.bib": bibtex(layer, tables),
    }
    studies = [{name: _plain(cell) for name, cell in row.items()} for row in studies_of(layer, tables)]
    if studies:
        files["studies.csv"] = to_csv(studies, [name for name in studies[0] if name != _KEPT_BACK])
    files["README.md"] = _readme(layer, bool(studies))
    files["datapackage.json"] = (
        json.dumps(_descriptor(layer, bool(studies)), ensure_ascii=False, indent=2) + "\n"
    )
    return _zipped({name: text.encode("utf-8") for name, text in sorted(files.items())})


def _plain(cell: str | float | bool | None) -> str | float | None:
    """Give a cell as CSV has it: nothing for what is not known, yes and no for booleans."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return None if pd.isna(cell) else cell


def _reports(layer: Layer, anatomy: Anatomy) -> list[Row]:
    """List the values that were given, best first."""
    return [
        {
            "site_id": report.site_id,
            "name": anatomy.name(report.site_id),
            **figures_of(report, decimals=3),
            "reported_words": report.reported_words,
            "printed_percent": report.printed_percent if isinstance(report, Proportion) else None,
            "notes": "; ".join(report.notes),
            "observation_id": report.observation_id if isinstance(report, Proportion) else "",
        }
        for report in layer.reports
    ]


def _descriptor(layer: Layer, with_study: bool) -> dict[str, object]:
    """Describe the package: columns, units, sources, licence."""
    source = {"title": layer.citation} | ({"path": layer.source_link} if layer.source_link else {})
    resources = [
        _resource("reported", "The values that were given, best first", REPORT_FIELDS),
        _resource("sites", "Every site with the value that holds for it", CSV_FIELDS),
    ]
    if with_study:
        resources.append(_study_resource())
    described: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": f"bone-atlas-{layer.id}",
        "title": layer.title,
        "description": f"{layer.summary}. Counted: {layer.unit_label}. {_caveats(layer)}".strip(),
        "sources": [source],
        "resources": resources,
    }
    if with_study:
        described["licenses"] = [_LICENCE]
    return described


def _caveats(layer: Layer) -> str:
    return f"To bear in mind: {'; '.join(layer.caveats)}." if layer.caveats else ""


def _resource(name: str, title: str, fields: tuple[str, ...]) -> dict[str, object]:
    described = [
        {"name": field, "type": _NUMBERS.get(field, "string"), "description": _MEANING[field]}
        for field in fields
    ]
    return {**_csv(name), "title": title, "schema": {"fields": described, "primaryKey": "site_id"}}


def _csv(name: str) -> dict[str, str]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    }


def _study_resource() -> dict[str, object]:
    """Take over the description of ``studies.csv`` from the atlas's own package."""
    package = json.loads((DATA_DIR / "datapackage.json").read_text(encoding="utf-8"))
    described: Mapping[str, Any] = next(each for each in package["resources"] if each["name"] == "studies")
    fields = [field for field in described["schema"]["fields"] if field["name"] != _KEPT_BACK]
    return {**described, "schema": {**described["schema"], "fields": fields}}


def _readme(layer: Layer, with_study: bool) -> str:
    licence = (
        "Licence: texts and tables of the atlas are CC BY 4.0. The figures are facts, cited from the source "
        "above; please cite it with them (`citation.bib`)."
        if with_study
        else "This is a reader's own table as the atlas painted it; it was not checked."
    )
    return (
        f"# {layer.title}\n\n{layer.summary}. Counted: {layer.unit_label}.\n\n"
        f"Source: {layer.citation} {layer.source_text}\n\nHow it was verified: {layer.verified}.\n\n"
        f"{_caveats(layer)}\n\n"
        "`reported.csv` holds each value that was given, `sites.csv` every site with the value that holds "
        'for it. "Not reported" is not zero. Percentages are computed from the counts; where the count was '
        "not published there is no interval. Columns are described in `datapackage.json`.\n\n"
        f"{licence}\n"
    )


def _zipped(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, body)
    return content.getvalue()
