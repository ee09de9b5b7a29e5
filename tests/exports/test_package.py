"""A layer as a data package and as BibTeX."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
import zipfile
from pathlib import Path

import pytest

from bone_atlas.exports.citations import bibtex
from bone_atlas.exports.package import REPORT_FIELDS, data_package
from bone_atlas.layers import Layer
from bone_atlas.uploaded import Checker, SiteNames
from tests.atlas import BODY, LAYERS, TABLES
from tests.cases import every_case

ENTRY = re.compile(r"@(\w+)\{([A-Za-z0-9_.:-]+),\n((?:  \w+ = \{.*\},\n)+)\}\n")
FIELD = re.compile(r"  (\w+) = \{(.*)\},\n")


def own(note: str = "=HYPERLINK(1)") -> Layer:
    made = Checker(SiteNames(TABLES), BODY).cells(
        [
            ("site", "count", "n", "note"),
            ("Ribs", "20", "107", note),
            ("-", "", "", ""),
            ("Skull", "0", "107"),
        ]
    )
    assert made.layer is not None
    return made.layer


EVERY = {**LAYERS, "own": own()}


def unpacked(layer: Layer) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data_package(layer, TABLES, BODY))) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def parsed(text: str) -> dict[str, dict[str, str]]:
    """BibTeX entries by key; every brace and every sign of TeX's own must be in order."""
    entries = {}
    for kind, key, body in ENTRY.findall(text):
        fields = dict(FIELD.findall(body))
        for name, value in fields.items():
            bare = re.sub(
                r"\\(?:[&%$#_{}]|textbackslash\{\}|textasciitilde\{\}|textasciicircum\{\})", "", value
            )
            assert name == "doi" or not set(bare) & set("&%$#_{}~^\\"), value
        entries[key] = {"kind": kind, **fields}
    assert ENTRY.sub("", text).strip() == "", "nothing but entries"
    return entries


@every_case("layer", EVERY.values(), ids=EVERY)
def test_every_layer_can_be_cited(layer: Layer) -> None:
    (entry,) = parsed(bibtex(layer, TABLES)).values()
    assert entry["title"]
    if layer.source_text.startswith("doi:"):
        assert entry["doi"] == layer.source_text.removeprefix("doi:")
    elif layer.source_text.startswith(("PMID", "PMC")):
        assert layer.source_text in entry["note"]
    else:
        assert "no citable source" in entry["note"]
        assert "http" not in bibtex(layer, TABLES)


def test_a_key_names_one_study() -> None:
    whole = "\n".join({bibtex(layer, TABLES): None for layer in LAYERS.values()})
    keys = [key for _, key, _ in ENTRY.findall(whole)]
    assert len(keys) == len(set(keys)) == len({layer.study_id for layer in LAYERS.values()})


def test_a_known_entry() -> None:
    entry = parsed(bibtex(LAYERS["shaked_zari_2025"], TABLES))["shaked_zari_2025"]
    assert entry["kind"] == "article"
    assert entry["author"] == "Shaked Zari, D and others"
    assert (entry["journal"], entry["volume"], entry["number"]) == ("World J Clin Oncol", "16", "9")


def test_signs_of_tex_are_escaped() -> None:
    made = Checker(SiteNames(TABLES), BODY).file(b"site,count,n\nRibs,20,107\n", "50_of (a) & {b} 100%.csv")
    assert made.layer is not None
    (entry,) = parsed(bibtex(made.layer, TABLES)).values()
    assert r"50\_of" in entry["title"]
    assert "not checked by the atlas; no citable source" in entry["note"]


@every_case("layer", EVERY.values(), ids=EVERY)
def test_the_package_holds_what_the_layer_says(layer: Layer) -> None:
    files = unpacked(layer)
    described = json.loads(files["datapackage.json"])
    assert {resource["path"] for resource in described["resources"]} == {
        n for n in files if n.endswith(".csv")
    }
    assert ("studies.csv" in files) == (layer.id != "own")
    assert ("licenses" in described) == (layer.id != "own")
    rows = list(csv.DictReader(io.StringIO(files["reported.csv"])))
    assert tuple(rows[0]) == REPORT_FIELDS
    assert [row["site_id"] for row in rows] == [report.site_id for report in layer.reports]
    assert files["citation.bib"] == bibtex(layer, TABLES)
    for said in (layer.title, layer.citation, layer.source_text, layer.unit_label, *layer.caveats):
        assert said in files["README.md"]
    assert "source_url" not in files.get("studies.csv", "")


def test_the_same_layer_is_the_same_bytes() -> None:
    layer = LAYERS["wang_2012.breast_few"] if "wang_2012.breast_few" in LAYERS else LAYERS["chen_2017"]
    assert data_package(layer, TABLES, BODY) == data_package(layer, TABLES, BODY)


@pytest.mark.parametrize("name", ["article", "shaked_zari_2025", "chen_2017", "own"])
def test_frictionless_finds_nothing_wrong(name: str, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library's own imports
        from frictionless import validate

        for file, text in unpacked(EVERY[name]).items():
            (tmp_path / file).write_bytes(text.encode("utf-8"))
        report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d", " ="])
def test_no_cell_of_an_own_table_leaves_as_a_formula(start: str) -> None:
    files = unpacked(own(f"{start}1+1"))
    cells = [
        cell
        for name in files
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(files[name]))
        for cell in row
    ]
    assert any(cell.startswith("'") and "1+1" in cell for cell in cells)
    assert not any(cell.lstrip().startswith(("=", "+", "@", "\uff1d")) for cell in cells)
