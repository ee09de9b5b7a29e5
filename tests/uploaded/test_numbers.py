"""Counts and percentages as people write them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bone_atlas.uploaded import numbers
from bone_atlas.uploaded.numbers import MOST, Counted
from tests.cases import every_case


@every_case(
    ("text", "number"),
    [
        ("50", 50), (" 50 ", 50), ("050", 50), ("50.0", 50), ("50,00", 50), ("０５０", 50), ("0", 0),
        ("1,234", 1234), ("1 234", 1234), ("1\u202f234", 1234), ("1'234", 1234), ("1,234,567", 1234567),
        ("1,000", 1000), (str(MOST), MOST),
    ],
)  # fmt: skip
def test_a_count(text: str, number: int) -> None:
    assert numbers.count(text) == number
    assert numbers.counted(text) == Counted(number)


@every_case(
    "text",
    ["", "-5", "−5", "+5", "5.5", "12,34", "1.234", "1.000", "1,234 567", "12,345,67", "1e3", "nan", "inf",
     "NaN", "5 %", "<5", "~5", "five", "5/", "/5", "5 of", "5 (101)", "5 (5", "٥", "1000000000", "9" * 5000,
     "2024-05-12"],
)  # fmt: skip
def test_no_count(text: str) -> None:
    assert numbers.counted(text) is None


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("50/107", Counted(50, 107)),
        ("50 of 107", Counted(50, 107)),
        ("50 (46.7 %)", Counted(50, None, 46.7)),
        ("50 (46,7)", Counted(50, None, 46.7)),
        ("50/107 (46.7%)", Counted(50, 107, 46.7)),
        ("1,234/12 345", Counted(1234, 12345)),
    ],
)
def test_a_count_with_company(text: str, counted: Counted) -> None:
    assert numbers.counted(text) == counted


@every_case(
    ("text", "share"),
    [
        ("46.7", 46.7), ("46,7", 46.7), ("46.7 %", 46.7), ("46,7%", 46.7), ("46．7％", 46.7), ("0", 0.0),
        ("100", 100.0), ("100,0 %", 100.0), (".5", 0.5), ("1,234", 1.234), ("1.234", 1.234),
    ],
)  # fmt: skip
def test_a_percentage(text: str, share: float) -> None:
    assert numbers.percent(text) == share


@every_case(
    "text",
    [
        "",
        "%",
        "-1",
        "100.1",
        "101",
        "1,234.5",
        "1.234,5",
        "nan",
        "inf",
        "1e1",
        "46.7 %%",
        "often",
        "4 6",
        "٥",
    ],
)
def test_no_percentage(text: str) -> None:
    assert numbers.percent(text) is None


@given(st.integers(0, MOST), st.sampled_from(["{}", "{:,}", " {} ", "{}.0", "{},0"]))
def test_every_count_is_read_back(number: int, style: str) -> None:
    assert numbers.count(style.format(number)) == number


@given(st.integers(0, 100_000), st.sampled_from(["{}", "{} %", "{}%"]), st.booleans())
def test_every_percentage_is_read_back(thousandths: int, style: str, comma: bool) -> None:
    text = style.format(f"{thousandths / 1000:.3f}")
    share = numbers.percent(text.replace(".", ",") if comma else text)
    assert share is not None
    assert math.isclose(share, thousandths / 1000)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    numbers.counted(text)
    share = numbers.percent(text)
    assert share is None or 0 <= share <= 100
