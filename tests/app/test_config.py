"""Streamlit's settings: a misspelt name is silently ignored by Streamlit, so it is caught here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit import config

from tests.cases import every_case

CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"


def _settings(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _settings(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


SETTINGS = dict(_settings(tomllib.loads(CONFIG.read_text(encoding="utf-8"))))


@every_case("name", SETTINGS)
def test_streamlit_knows_the_setting(name: str) -> None:
    assert name in config._config_options_template


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("client.showErrorDetails", "none"),
        ("global.minCachedMessageSize", 1_000_000_000),
        ("client.toolbarMode", "viewer"),
        ("runner.postScriptGC", False),
        ("browser.gatherUsageStats", False),
        ("server.enableStaticServing", False),
        ("server.maxUploadSize", 1),
    ],
)
def test_what_the_design_asks_for(name: str, value: object) -> None:
    assert SETTINGS[name] == value


def test_no_font_is_fetched_from_anywhere() -> None:
    assert not any("http" in str(value) for value in SETTINGS.values())
