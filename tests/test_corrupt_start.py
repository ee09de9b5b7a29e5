"""What is said when the atlas cannot start: the file, the place, what was found; never a traceback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bone_atlas import anatomy, routes, tables
from bone_atlas.app import catalogue
from bone_atlas.app.publish import figures as published
from bone_atlas.figures import geometry

ROOT = Path(__file__).resolve().parents[1]
REMEMBERED = [
    value
    for module in (published, catalogue, geometry)
    for value in vars(module).values()
    if hasattr(value, "cache_clear") and value.__module__ == module.__name__
]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Read everything anew in each test, and let the next test do so too."""
    for cached in REMEMBERED:
        cached.cache_clear()
    yield
    for cached in REMEMBERED:
        cached.cache_clear()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tables that the app reads instead of its own."""
    copy = tmp_path / "data"
    shutil.copytree(ROOT / "data", copy)
    load = tables.load
    monkeypatch.setattr(tables, "load", lambda: load(copy))
    return copy


@pytest.fixture
def assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the drawings that the app reads instead of its own."""
    copy = tmp_path / "assets" / "skeleton"
    shutil.copytree(ROOT / "assets" / "skeleton", copy)
    monkeypatch.setattr(anatomy.views, "ASSETS_DIR", copy)
    monkeypatch.setattr(geometry, "ASSETS_DIR", copy)
    return copy


@pytest.fixture
def vessels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the drawn vessels that the app reads instead of its own."""
    copy = tmp_path / "assets" / "vessels"
    shutil.copytree(ROOT / "assets" / "vessels", copy)
    monkeypatch.setattr(routes.drawings, "ASSETS_DIR", copy)
    return copy


def started(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def said(app: AppTest) -> str:
    """The message, after holding that it is one and not a crash."""
    assert not app.exception
    (error,) = app.error
    assert "cannot be shown" in error.value
    (told,) = app.code
    assert "Traceback" not in told.value
    assert "Error" not in told.value
    return told.value


def cell(path: Path, row: int, column: str, value: str) -> None:
    """Overwrite one cell; rows as a spreadsheet counts them."""
    frame = tables.read.pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[row - 2, column] = value
    frame.to_csv(path, index=False)


def test_untouched_copies_start(data: Path, assets: Path, vessels: Path) -> None:
    """Else the tests below would prove nothing."""
    app = started()
    assert not app.exception
    assert not app.error
    assert len(app.get("bidi_component")) == 2


def test_a_wrong_cell_is_named_with_file_row_and_column(data: Path) -> None:
    cell(data / "observations.csv", 5, "numerator", "many")
    app = started(layer="shaked_zari_2025")
    told = said(app)
    assert "observations.csv, row 5, column numerator" in told
    assert "'many'" in told
    assert "expected" in told
    assert len(app.get("bidi_component")) == 0, "nothing half-loaded is shown"


def test_a_count_above_its_denominator_is_refused(data: Path) -> None:
    cell(data / "observations.csv", 2, "numerator", "99999")
    told = said(started())
    assert "observations.csv, row 2" in told
    assert "99999" in told


def test_every_broken_table_is_told_at_once(data: Path) -> None:
    cell(data / "article.csv", 2, "tier", "often")
    cell(data / "studies.csv", 3, "year", "long ago")
    told = said(started())
    assert "article.csv, row 2, column tier" in told
    assert "studies.csv, row 3, column year" in told


@pytest.mark.parametrize("name", tables.schema.FIELDS)
def test_a_missing_table_is_named(data: Path, name: str) -> None:
    (data / f"{name}.csv").unlink()
    assert f"{name}.csv" in said(started())


WRONG_IN_THE_WAYS = [
    ("vessels", 9, "kind", "pump"),
    ("vessels", 3, "paired", "perhaps"),
    ("segments", 6, "status", "seen"),
    ("segments", 7, "to_id", "tail"),
    ("segments", 2, "not_drawn_reason", "too thin"),
    ("journeys", 4, "segment_ids", "axillary_vein__tail"),
    ("journeys", 5, "step", "9"),
]


@pytest.mark.parametrize(("table", "row", "column", "value"), WRONG_IN_THE_WAYS)
def test_a_wrong_cell_of_the_ways_is_named(data: Path, table: str, row: int, column: str, value: str) -> None:
    cell(data / f"{table}.csv", row, column, value)
    told = said(started())
    assert f"{table}.csv, row {row}, column {column}: found '{value}'" in told


def edited(path: Path, change: Callable[[Any], None]) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")


def test_a_segment_without_a_line_is_named(vessels: Path) -> None:
    """The row of the table is told: there stands whether it needs a line."""
    for view in anatomy.VIEWS:
        edited(vessels / f"{view}.json", lambda found: found["lines"].clear())
    told = said(started())
    assert "segments.csv, row 2, column not_drawn_reason: found nothing" in told
    assert "why breast_tumour__axillary_vein is drawn in no view" in told


def test_a_line_of_an_unknown_segment_is_named(vessels: Path) -> None:
    edited(vessels / "names.json", lambda found: found["lines"]["pic3_l"]["segments"].append("tail"))
    assert "names.json, column pic3_l: found 'tail'" in said(started())


def test_a_journey_that_is_not_drawn_whole_is_named(vessels: Path) -> None:
    edited(vessels / "names.json", lambda found: found["journeys"]["lung_femur_left"].pop())
    told = said(started())
    assert "names.json, column lung_femur_left: found '7 paths in front'" in told
    assert "expected 8 paths" in told


@pytest.mark.parametrize("name", ["front.json", "back.json", "left.json", "names.json"])
def test_a_missing_drawing_of_the_vessels_is_named(vessels: Path, name: str) -> None:
    (vessels / name).unlink()
    assert f"assets/vessels/{name} is missing: run `make assets`" in said(started())


@pytest.mark.parametrize("name", ["front.json", "back.json", "left.json", "names.json"])
@pytest.mark.parametrize("content", [b"\xff{", b"{}", b"[]", b""])
def test_a_corrupt_drawing_of_the_vessels_is_named(vessels: Path, name: str, content: bytes) -> None:
    (vessels / name).write_bytes(content)
    app = started()
    assert not app.exception
    assert name in app.code[0].value
    assert "corrupt" in app.code[0].value
    assert "Traceback" not in app.code[0].value


def test_a_mended_table_starts_without_a_restart(data: Path) -> None:
    whole = (data / "sites.csv").read_bytes()
    (data / "sites.csv").write_bytes(b"site_id\nskeleton\n")
    assert "sites.csv" in said(started())
    (data / "sites.csv").write_bytes(whole)
    app = started()
    assert not app.error
    assert not app.exception


@pytest.mark.parametrize("name", ["front.geojson", "front.shade.webp"])
def test_a_missing_drawing_is_named(assets: Path, name: str) -> None:
    (assets / name).unlink()
    told = said(started())
    assert f"assets/skeleton/{name}" in told
    assert "missing" in told
    assert "make assets" in told


@pytest.mark.parametrize("name", ["front.geojson", "front.shade.webp"])
def test_a_corrupt_drawing_is_named(assets: Path, name: str) -> None:
    (assets / name).write_bytes(b"not what it should be")
    app = started()
    assert not app.exception
    assert f"assets/skeleton/{name}" in app.code[0].value
    assert "corrupt" in app.code[0].value


def test_the_other_views_do_without_the_missing_drawing(assets: Path) -> None:
    (assets / "left.geojson").unlink()
    app = started(view="back")
    assert not app.error
    assert not app.exception
    assert "left.geojson" in said(started(view="left"))


def test_a_missing_script_of_the_component_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(published, "COMPONENT", tmp_path)
    told = said(started())
    assert ".js" in told
    assert "missing" in told
