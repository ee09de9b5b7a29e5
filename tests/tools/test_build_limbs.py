"""The outlines of the limbs: the same views give the same bytes as are kept."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bone_atlas.anatomy import ASSETS_DIR
from tools import build_limbs


def test_the_kept_outlines_are_those_that_the_tool_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["build_limbs", "--output", str(tmp_path)])
    build_limbs.main()
    made, kept = ((folder / "limbs.geojson").read_bytes() for folder in (tmp_path, ASSETS_DIR))
    assert made == kept
