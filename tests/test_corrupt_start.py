"""What is said when the atlas cannot start: the file, the place, what was found; never a traceback.

Most cases ask the readers themselves; a few start the page, which shows what they say.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from asgi import Answer, Client
from streamlit.testing.v1 import AppTest

from bone_atlas import anatomy, routes, tables
from bone_atlas.anatomy import AssetError
from bone_atlas.app import catalogue
from bone_atlas.app.publish import atlas, modules
from bone_atlas.app.publish import figures as published
from bone_atlas.app.server import recipes
from bone_atlas.app.server.store_serve import StoredFiles
from bone_atlas.app.server.store_write import Registry
from bone_atlas.figures import geometry
from bone_atlas.tables import TableError
from tests.atlas import BODY, TABLES
from tests.cases import every_case

ROOT = Path(__file__).resolve().parents[1]
REMEMBERED = [
    value
    for module in (published, catalogue, modules, geometry)
    for value in vars(module).values()
    if hasattr(value, "cache_clear") and value.__module__ == module.__name__
]


def forget() -> None:
    for cached in REMEMBERED:
        cached.cache_clear()
    for recipe in recipes.all():
        recipe.digests.clear()


def copied(folder: str, to: Path) -> Path:
    """Copy a folder of the atlas; over an earlier copy, so that each case starts from whole files."""
    return Path(shutil.copytree(ROOT / folder, to / folder, dirs_exist_ok=True))


@pytest.fixture
def fresh() -> Iterator[None]:
    """Read everything anew when the page starts, and let the next test do so too."""
    forget()
    yield
    forget()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None) -> Path:
    """A copy of the tables that the app reads instead of its own."""
    copy = copied("data", tmp_path)
    load = tables.load
    monkeypatch.setattr(tables, "load", lambda: load(copy))
    return copy


@pytest.fixture
def assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None) -> Path:
    """A copy of the drawings that the app reads instead of its own."""
    copy = copied("assets/skeleton", tmp_path)
    monkeypatch.setattr(anatomy.views, "ASSETS_DIR", copy)
    monkeypatch.setattr(geometry, "ASSETS_DIR", copy)
    return copy


@pytest.fixture
def vessels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None) -> Path:
    """A copy of the drawn vessels that the app reads instead of its own."""
    copy = copied("assets/vessels", tmp_path)
    monkeypatch.setattr(routes.drawings, "ASSETS_DIR", copy)
    return copy


def started(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def asked(address: str) -> Answer:
    """What a server that has made nothing yet answers who asks for a published file."""

    async def nowhere(*_: object) -> None:
        raise AssertionError("the store passed its own address on")

    return Client(StoredFiles(nowhere, (Registry(recipes).shelf,))).get(address)


def shown(app: AppTest) -> str:
    """The message on the page, after holding that it is one and not a crash."""
    assert not app.exception
    (error,) = app.error
    assert "cannot be shown" in error.value
    (message,) = app.code
    return plain(message.value)


def refused(read: Callable[..., object], *arguments: Any) -> str:
    """What a reader says of files it cannot use; the page shows it as it is."""
    with pytest.raises((TableError, AssetError)) as caught:
        read(*arguments)
    return plain(str(caught.value))


def plain(message: str) -> str:
    assert "Traceback" not in message
    assert "Error" not in message or "is corrupt (" in message, (
        "only what is wrong inside a file has its name"
    )
    return message


def cell(path: Path, row: int, column: str, value: str) -> None:
    """Overwrite one cell; rows as a spreadsheet counts them."""
    frame = tables.read.pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[row - 2, column] = value
    frame.to_csv(path, index=False)


def edited(path: Path, change: Callable[[Any], None]) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")


# The page


def test_untouched_copies_start(data: Path, assets: Path, vessels: Path) -> None:
    """Else the tests below would prove nothing."""
    app = started()
    assert not app.exception
    assert not app.error
    assert len(app.get("bidi_component")) == 1


def test_a_wrong_cell_is_named_with_file_row_and_column(data: Path) -> None:
    cell(data / "observations.csv", 5, "numerator", "many")
    app = started(layer="shaked_zari_2025")
    message = shown(app)
    assert "observations.csv, row 5, column numerator" in message
    assert "'many'" in message
    assert "expected" in message
    assert len(app.get("bidi_component")) == 0, "nothing half-loaded is shown"


def test_a_mended_table_starts_without_a_restart(data: Path) -> None:
    whole = (data / "sites.csv").read_bytes()
    (data / "sites.csv").write_bytes(b"site_id\nskeleton\n")
    assert "sites.csv" in shown(started())
    (data / "sites.csv").write_bytes(whole)
    app = started()
    assert not app.error
    assert not app.exception


def test_a_corrupt_drawing_of_the_vessels_is_shown_as_a_message(vessels: Path) -> None:
    (vessels / "names.json").write_bytes(b"\xff{")
    assert "assets/vessels/names.json is corrupt" in shown(started())


@pytest.mark.parametrize("name", ["left.geojson", "front.shade.webp"])
def test_a_missing_drawing_is_told_where_the_page_asks_for_it(assets: Path, name: str) -> None:
    """The scene shows this text (`tests/browser/test_atlas_scene.py`)."""
    (assets / name).unlink()
    app = started()
    assert not app.exception
    answer = asked(atlas.manifest_urls()["en"])
    assert answer.status == 503
    assert answer.headers["cache-control"] == "no-store", "it is asked for again when it is restored"
    assert f"assets/skeleton/{name} is missing" in plain(answer.text)


def test_a_missing_script_of_the_component_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh: None
) -> None:
    monkeypatch.setattr(modules, "COMPONENT", tmp_path)
    message = shown(started())
    assert ".js" in message
    assert "missing" in message


# The readers


def test_a_count_above_its_denominator_is_refused(tmp_path: Path) -> None:
    data = copied("data", tmp_path)
    cell(data / "observations.csv", 2, "numerator", "99999")
    message = refused(tables.load, data)
    assert "observations.csv, row 2" in message
    assert "99999" in message


def test_every_broken_table_is_told_at_once(tmp_path: Path) -> None:
    data = copied("data", tmp_path)
    cell(data / "article.csv", 2, "tier", "often")
    cell(data / "studies.csv", 3, "year", "long ago")
    message = refused(tables.load, data)
    assert "article.csv, row 2, column tier" in message
    assert "studies.csv, row 3, column year" in message


@every_case("name", tables.columns.FIELDS)
def test_a_missing_table_is_named(tmp_path: Path, name: str) -> None:
    data = copied("data", tmp_path)
    (data / f"{name}.csv").unlink()
    assert f"{name}.csv" in refused(tables.load, data)


WRONG_IN_THE_ROUTES = [
    ("vessels", 9, "kind", "pump"),
    ("vessels", 3, "paired", "perhaps"),
    ("segments", 6, "status", "seen"),
    ("segments", 7, "to_id", "tail"),
    ("segments", 2, "not_drawn_reason", "too thin"),
    ("journeys", 4, "segment_ids", "axillary_vein__tail"),
    ("journeys", 5, "step", "9"),
]


def started_from(data: Path) -> object:
    """Read the tables and, if they are whole, the drawings against them."""
    read = tables.load(data)
    return routes.read_routes(read, anatomy.Anatomy(read))


@every_case(("table", "row", "column", "value"), WRONG_IN_THE_ROUTES)
def test_a_wrong_cell_of_the_routes_is_named(
    tmp_path: Path, table: str, row: int, column: str, value: str
) -> None:
    data = copied("data", tmp_path)
    cell(data / f"{table}.csv", row, column, value)
    message = refused(started_from, data)
    assert f"{table}.csv, row {row}, column {column}: found '{value}'" in message


def test_a_segment_without_a_line_is_named(tmp_path: Path) -> None:
    """The row of the table is told: there stands whether it needs a line."""
    vessels = copied("assets/vessels", tmp_path)
    for view in anatomy.VIEWS:
        edited(vessels / f"{view}.json", lambda drawn: drawn["lines"].clear())
    message = refused(routes.read_routes, TABLES, BODY, vessels)
    assert "segments.csv, row 2, column not_drawn_reason: found nothing" in message
    assert "why breast_tumour__axillary_vein is drawn in no view" in message


def test_a_line_of_an_unknown_segment_is_named(tmp_path: Path) -> None:
    vessels = copied("assets/vessels", tmp_path)
    edited(vessels / "names.json", lambda drawn: drawn["lines"]["pic3_l"]["segments"].append("tail"))
    assert "names.json, column pic3_l: found 'tail'" in refused(routes.read_routes, TABLES, BODY, vessels)


def test_a_journey_that_is_not_drawn_whole_is_named(tmp_path: Path) -> None:
    vessels = copied("assets/vessels", tmp_path)
    edited(vessels / "names.json", lambda drawn: drawn["journeys"]["lung_femur_left"].pop())
    message = refused(routes.read_routes, TABLES, BODY, vessels)
    assert "names.json, column lung_femur_left: found '7 paths in front'" in message
    assert "expected 8 paths" in message


DRAWINGS = ["front.json", "back.json", "left.json", "names.json"]


@every_case("name", DRAWINGS)
def test_a_missing_drawing_of_the_vessels_is_named(tmp_path: Path, name: str) -> None:
    vessels = copied("assets/vessels", tmp_path)
    (vessels / name).unlink()
    message = refused(routes.read_routes, TABLES, BODY, vessels)
    assert f"assets/vessels/{name} is missing: run `make assets`" in message


@every_case("name", DRAWINGS)
@every_case("content", [b"\xff{", b"{}", b"[]", b""])
def test_a_corrupt_drawing_of_the_vessels_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    vessels = copied("assets/vessels", tmp_path)
    (vessels / name).write_bytes(content)
    message = refused(routes.read_routes, TABLES, BODY, vessels)
    assert name in message
    assert "corrupt" in message


@pytest.mark.parametrize(
    ("read", "name"), [(geometry.view, "front.geojson"), (geometry.shading, "front.shade.webp")]
)
def test_a_drawing_of_the_skeleton_that_cannot_be_used_is_named(
    assets: Path, read: Callable[[str], object], name: str
) -> None:
    (assets / name).write_bytes(b"not what it should be")
    message = refused(read, "front")
    assert f"assets/skeleton/{name}" in message
    assert "corrupt" in message
    (assets / name).unlink()
    message = refused(read, "front")
    assert f"assets/skeleton/{name}" in message
    assert "missing" in message
    assert "make assets" in message
