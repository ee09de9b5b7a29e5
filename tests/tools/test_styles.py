"""Rules of the style sheets that no linter holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHEETS = sorted((Path(__file__).parents[2] / "assets" / "component" / "css").glob("*.css"))
#: A selector by a part of the class: the keys of Streamlit's containers invite it.
BY_PART_OF_CLASS = re.compile(r"\[\s*class\s*[*^$~|]?=")


@pytest.mark.parametrize(
    ("selector", "is_one"),
    [
        ('[class*="st-key-lesson_"] > a', True),
        ("[class^='x']", True),
        (".st-key-lessons a", False),
        ('[style*="aspect-ratio"]', False),
    ],
)
def test_such_a_selector_is_known(selector: str, is_one: bool) -> None:
    assert bool(BY_PART_OF_CLASS.search(selector)) is is_one


def test_no_selector_looks_into_classes() -> None:
    """Streamlit changes a class of every element at each run: all that lies in them would be styled anew."""
    found = [
        (sheet.name, line)
        for sheet in SHEETS
        for line in sheet.read_text(encoding="utf-8").splitlines()
        if BY_PART_OF_CLASS.search(line)
    ]
    assert SHEETS
    assert not found
