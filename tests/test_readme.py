"""What the README promises: its sources are those of the data, its snippets run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import plotly.graph_objects as go
import pytest
from click.testing import CliRunner

from bone_atlas import cli, resources, tables
from bone_atlas.anatomy import Anatomy
from bone_atlas.layers import build_layers
from tools import sources_table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_sources_is_made_from_the_tables() -> None:
    """`python -m tools.sources_table` writes it: a study that is new or changed is written anew."""
    studies = tables.records(tables.load().studies)
    lines = sources_table.source_lines(studies)
    assert sources_table.with_sources(README, lines) == README
    rows = {line.split("|")[1].strip(" `"): line for line in lines[2:]}
    assert set(rows) == {row["study_id"] for row in studies}
    for row in studies:
        assert (row["link"] or "no citable source") in rows[row["study_id"]]


def test_the_table_of_sources_is_written_where_it_stood() -> None:
    old = f"Before.\n\n{sources_table.HEAD[0]}\n|---|\n| old |\n\nAfter.\n"
    assert sources_table.with_sources(old, ["| new |"]) == "Before.\n\n| new |\n\nAfter.\n"
    with pytest.raises(ValueError, match="no table of sources"):
        sources_table.with_sources("Nothing.", [])


def test_the_notebook_snippet_makes_a_figure() -> None:
    (snippet,) = re.findall(r"```python\n(.*?)```", README, re.S)
    *lines, last = snippet.strip().splitlines()
    names: dict[str, object] = {}
    exec("\n".join([*lines, f"figure = {last}"]), names)  # noqa: S102 - the snippet is our own
    assert isinstance(names["figure"], go.Figure)


def test_the_counts_in_the_readme_are_those_of_the_data() -> None:
    read = tables.load()
    anatomy = Anatomy(read)
    assert f"{len(build_layers(read, anatomy))} layers" in README
    assert f"{len(anatomy.bones())} bones" in README


def test_the_copies_shown_are_commands_with_these_options() -> None:
    """Not run here, for a copy takes a minute; `test_cli_copies` and `test_cli_take_home` run them."""
    shown = re.findall(r"^bone-atlas export (\w+) (.*?) *#", README, re.M)
    group = cli.main.commands["export"]
    assert isinstance(group, click.Group)
    assert {name for name, _ in shown} == {*group.commands} - {"layer"}
    for name, written in shown:
        group.commands[name].make_parser(click.Context(group.commands[name])).parse_args(shlex.split(written))
    assert "bone-atlas serve" in README


def test_the_commands_shown_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my_table.csv").write_text("site,count,n\nL-spine,50,107\n", encoding="utf-8")
    Path("my_lesson.toml").write_bytes((resources.LESSONS / "where.toml").read_bytes())
    shown = re.findall(r"^\.venv/bin/bone-atlas (.*?) *#", README, re.M)
    assert {command.split()[0] for command in shown} == {*cli.main.commands} - {"serve"}
    for command in shown:
        answer = CliRunner().invoke(cli.main, command.split())
        assert answer.exit_code == 0, (command, answer.output)


def test_every_path_named_in_the_layout_exists() -> None:
    section = README.split("## How it is laid out")[1].split("**The tables.**")[0]
    named = [
        name
        for cell in re.findall(r"^\| (.*?) \|", section, re.M)
        for name in re.findall(r"`([\w/]+/?)`", cell)
    ]
    for name in named:
        assert (ROOT / name).exists() or (ROOT / "bone_atlas" / name).exists(), name
