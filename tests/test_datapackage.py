"""The data package describes the tables as the loader demands them."""

from __future__ import annotations

import json
import warnings
from typing import Any

from bone_atlas import tables
from bone_atlas.tables import columns, fields
from tests.cases import every_case

PACKAGE = json.loads((tables.DATA_DIR / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
TYPES = {"text": "string", "integer": "integer", "number": "number", "yesno": "boolean"}


def test_frictionless_finds_nothing_wrong() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library's own imports
        from frictionless import validate

        report = validate(str(tables.DATA_DIR / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert {task.name for task in report.tasks} == set(columns.FIELDS)


def test_every_file_is_described() -> None:
    described = {resource["path"] for resource in PACKAGE["resources"]}
    assert {path.name for path in tables.DATA_DIR.glob("*.csv")} == described
    assert list(RESOURCES) == list(columns.FIELDS)


@every_case("table", columns.FIELDS)
def test_columns_are_as_the_loader_demands(table: str) -> None:
    described = {field["name"]: field for field in RESOURCES[table]["schema"]["fields"]}
    assert list(described) == list(columns.FIELDS[table])
    for name, demanded in columns.FIELDS[table].items():
        field = described[name]
        assert field["type"] == TYPES[demanded.kind]
        assert len(field["description"]) > 5
        assert field.get("constraints", {}) == constraints(demanded), f"{table}.{name}"


def constraints(field: fields.Field) -> dict[str, Any]:
    """What a data package can say of a column."""
    single = not field.many
    said = {
        "required": field.required or None,
        "unique": field.unique or None,
        "minimum": field.low,
        "maximum": field.high,
        "enum": list(field.allowed) if field.allowed and single and field.kind == "text" else None,
        "pattern": field.pattern if single else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def test_licence_and_sources() -> None:
    assert [licence["name"] for licence in PACKAGE["licenses"]] == ["CC-BY-4.0"]
    assert len(PACKAGE["sources"]) >= 3
    assert PACKAGE["units"] == tables.UNITS


def test_counts_and_percentages_have_units() -> None:
    counted = {"numerator", "denominator", "printed_percent", "printed_low", "printed_high", "n"}
    for resource in RESOURCES.values():
        for field in resource["schema"]["fields"]:
            assert ("unit" in field) == (field["name"] in counted)
