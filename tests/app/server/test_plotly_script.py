"""The plotly.js that is served: the installed one without what the atlas never reaches."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

import bone_atlas
from bone_atlas.app.server import plotly_script
from bone_atlas.app.server.plotly_script import INSTALLED, KEPT, TABLE, Unused, without_unused
from tools.plotly_unused import made

#: What is no trace.
NO_TRACES = {"Figure"}


def table() -> Unused:
    read: Unused = json.loads(TABLE.read_text(encoding="utf-8"))
    return read


@pytest.mark.seconds(15)
def test_the_table_is_the_one_of_the_installed_file() -> None:
    assert json.loads(made()) == table()


def test_more_than_half_is_not_served_and_the_licences_stay() -> None:
    installed, served = INSTALLED.read_bytes(), plotly_script.plotly_script()
    assert len(served) < len(installed) / 2
    assert served[:200] == installed[:200]
    licences = installed.rindex(b"/*! Bundled license information")
    assert served.endswith(installed[licences:])


def test_every_kind_of_trace_that_a_figure_has_is_kept() -> None:
    drawn = {
        node.attr
        for path in Path(bone_atlas.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "go"
    }
    assert "Scatter" in drawn
    assert {name.lower() for name in drawn - NO_TRACES} <= {"scatter", *KEPT}
    assert table()["kept"] == list(KEPT)


def test_another_version_is_served_as_it_was_installed() -> None:
    assert without_unused(b"another", table()) == b"another"


def test_what_is_cut_is_what_the_table_says() -> None:
    digest = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882"  # of b"0123456789"
    assert (
        without_unused(b"0123456789", {"sha256": digest, "kept": [], "unused": [[0, 2], [5, 9]]}) == b"2349"
    )
