"""Where the package finds what comes with it, and what is said when it is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bone_atlas import resources


def test_a_clone_has_them_at_its_top_and_a_wheel_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "bone_atlas"
    package.mkdir()
    assert resources.root_of(package) == tmp_path
    (package / resources.IN_WHEEL).mkdir()
    assert resources.root_of(package) == package / resources.IN_WHEEL


def test_everything_needed_is_there() -> None:
    resources.check()
    assert Path(__file__).resolve().parents[1] == resources.ROOT


def test_what_is_missing_is_named_all_at_once() -> None:
    needed = (resources.DATA, resources.ROOT / "data" / "none", resources.ROOT / "nothing.py")
    with pytest.raises(resources.MissingFilesError) as raised:
        resources.check(needed)
    assert "data/none, nothing.py" in str(raised.value)
    assert str(resources.ROOT) in str(raised.value)
