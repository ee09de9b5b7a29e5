"""The command line as a user calls it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from streamlit.web import cli as streamlit_cli

from bone_atlas import cli, resources, serving, tables
from bone_atlas.__main__ import run

pytestmark = pytest.mark.usefixtures("read_once")


def _call(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, arguments)


def test_help_lists_the_commands() -> None:
    answer = _call("--help")
    assert answer.exit_code == 0
    assert all(f"\n  {name} " in answer.stdout for name in ("serve", "layers", "layer"))


def test_layers_in_three_forms_name_the_same_ids() -> None:
    as_json = [row["id"] for row in json.loads(_call("layers", "--format", "json").stdout)]
    as_csv = [row["id"] for row in csv.DictReader(io.StringIO(_call("layers", "--format", "csv").stdout))]
    as_table = [line.split()[0] for line in _call("layers").stdout.splitlines()[1:]]
    assert as_json == as_csv == as_table
    assert as_json[:2] == ["article", "shaked_zari_2025"]


def test_layers_tell_n_unit_and_source() -> None:
    rows = {row["id"]: row for row in json.loads(_call("layers", "--format", "json").stdout)}
    assert rows["shaked_zari_2025"]["n"] == 107
    assert rows["shaked_zari_2025"]["source"] == "https://doi.org/10.5306/wjco.v16.i9.110087"
    assert rows["article"]["source"] == "no citable source"


def test_layer_as_json() -> None:
    document = json.loads(_call("layer", "shaked_zari_2025", "--format", "json").stdout)
    sites = {site["site_id"]: site for site in document["sites"]}
    assert document["caveats"]
    assert sites["lumbar_spine"] == {
        "site_id": "lumbar_spine",
        "name": "Lumbar spine",
        "status": "reported",
        "numerator": 50,
        "denominator": 107,
        "percent": 46.7,
        "ci_low": 37.6,
        "ci_high": 56.1,
        "tier": None,
        "reported_as": "lumbar_spine",
    }


def test_layer_as_csv_is_the_default_and_ends_lines_as_rfc_4180_says() -> None:
    plain = _call("layer", "article")
    assert plain.exit_code == 0
    assert plain.stdout_bytes == _call("layer", "article", "--format", "csv").stdout_bytes
    assert plain.stdout_bytes.count(b"\r\n") == plain.stdout_bytes.count(b"\n") > 30


@pytest.mark.parametrize(
    ("wrong", "guess"),
    [("shaked_zari", "shaked_zari_2025"), ("artcle", "article"), ("luminal_b", "luminal_b")],
)
def test_unknown_layer_names_the_nearest(wrong: str, guess: str) -> None:
    answer = _call("layer", wrong)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert re.search(rf"no layer '{wrong}'.*Did you mean .*{guess}.*bone-atlas layers", answer.stderr)


def test_an_id_in_capitals_with_blanks_or_dashes_is_known_again() -> None:
    for command, wrong, meant in (
        ("layer", "SHAKED_ZARI_2025", "shaked_zari_2025"),
        ("layer", "Shaked Zari 2025", "shaked_zari_2025"),
        ("export", "shaked-zari-2025", "shaked_zari_2025"),
        ("export", " Chen_2017 ", "chen_2017"),
        ("routes", "PELVIS", "pelvis"),
        ("routes", "Lumbar spine", "lumbar_spine"),
        ("routes", "l3", "L3"),
        ("routes", "RIB_7_LEFT", "rib_7_left"),
    ):
        answer = _call(command, wrong)
        assert (answer.exit_code, answer.stdout) == (2, ""), wrong
        said = " ".join(answer.stderr.split())
        assert f"{wrong!r}. Did you mean {meant}?" in said, (wrong, said)


def test_files_that_are_missing_are_named_by_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> None:
        raise resources.MissingFilesError("Missing in there: data, dashboard.py.")

    monkeypatch.setattr(resources, "check", lost)
    for command in (
        ("serve",),
        ("layers",),
        ("layer", "article"),
        ("routes", "pelvis"),
        ("check", "table.csv"),
        ("export", "article"),
    ):
        answer = _call(*command)
        assert (answer.exit_code, answer.stdout, answer.stderr) == (
            1,
            "",
            "Missing in there: data, dashboard.py.\n",
        ), command


def test_layer_like_no_other_gets_no_guess() -> None:
    answer = _call("layer", "zzzzzzzz")
    assert answer.exit_code == 2
    assert "Did you mean" not in answer.stderr
    assert "bone-atlas layers" in answer.stderr


@pytest.mark.parametrize("command", [("layers",), ("layer", "article")])
def test_broken_table_is_a_message_and_no_traceback(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = tables.Problem("sites.csv", 7, "parent", "nowhere", "the id of a site")

    def broken() -> tables.Tables:
        raise tables.TableError([problem])

    monkeypatch.setattr(tables, "load", broken)
    answer = _call(*command)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert all(word in answer.stderr for word in ("sites.csv", "7", "parent", "nowhere", "the id of a site"))
    assert "Traceback" not in answer.stderr


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What Streamlit would have been called with."""
    calls: list[list[str]] = []
    monkeypatch.setattr(cli, "_run_streamlit", calls.append)
    monkeypatch.delenv(serving.PUBLIC_URL, raising=False)
    monkeypatch.setattr(serving, "check_port", lambda host, port: None)
    return calls


def test_serve_on_this_machine_only_by_default(started: list[list[str]]) -> None:
    answer = _call("serve", "--port", "8600")
    assert answer.exit_code == 0
    assert "http://localhost:8600" in answer.stdout
    assert "--server.address=localhost" in started[0]
    assert "--server.port=8600" in started[0]
    assert "\u2588" not in answer.stdout, "a QR code of localhost is of no use to a phone"


def test_serve_a_room_prints_address_and_qr_code(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "room_address", lambda: "192.0.2.7")
    monkeypatch.setattr(serving.os, "environ", {})
    answer = _call("serve", "--host", "0.0.0.0")
    assert "http://192.0.2.7:8501" in answer.stdout
    assert serving.qr_code("http://192.0.2.7:8501") in answer.stdout
    assert serving.os.environ[serving.PUBLIC_URL] == "http://192.0.2.7:8501"
    assert len(started) == 1


def test_serve_on_a_taken_port_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(host: str, port: int) -> None:
        raise serving.CannotServeError("Port 8501 is taken")

    monkeypatch.setattr(serving, "check_port", taken)
    answer = _call("serve")
    assert (answer.exit_code, answer.stderr) == (1, "Port 8501 is taken\n")


def test_installed_command_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bone_atlas.cli", "--version"], capture_output=True, text=True, check=True
    )
    assert re.search(r"\d+\.\d+\.\d+", done.stdout)


def test_how_the_server_ends_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "chdir", lambda _: None)
    for error, code, said in (
        (KeyboardInterrupt(), 0, "Stopped."),
        (OSError(24, "Too many open files"), 1, "The server stopped: Too many open files."),
    ):

        def run(error: BaseException = error, **given: object) -> None:
            assert "run" in given["args"]  # type: ignore[operator]
            raise error

        monkeypatch.setattr(streamlit_cli, "main", run)
        monkeypatch.setattr(serving, "check_port", lambda *_: None)
        answer = _call("serve", "--port", "8599")
        assert (answer.exit_code, said in answer.output) == (code, True), answer.output


def test_a_zip_is_not_poured_over_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli.terminal, "is_terminal", lambda: True)
    answer = _call("export", "chen_2017", "--as", "datapackage", "-o", "-")
    assert answer.exit_code == 2
    assert "the standard output is a terminal: name it with -o FILE" in answer.stderr


def test_what_is_checked_is_what_the_user_says_or_what_the_file_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("lesson.toml", "table.csv"):
        Path(name).write_text('title = "No lesson"\n', encoding="utf-8")
    assert "slide" in _call("check", "lesson.toml").stdout
    assert "slide" in _call("check", "table.csv", "--as", "lesson").stdout
    assert "slide" not in _call("check", "lesson.toml", "--as", "table").stdout


class _Interrupt:
    """Ctrl-C while the commands are imported."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "bone_atlas.cli":
            raise KeyboardInterrupt


def test_ctrl_c_while_the_commands_are_imported_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "bone_atlas.cli")
    monkeypatch.setattr(sys, "meta_path", [_Interrupt(), *sys.meta_path])
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 1
    assert capsys.readouterr().err == "Aborted!\n"


def test_the_command_imports_nothing_before_it_can_be_interrupted() -> None:
    script = "import sys, bone_atlas.__main__; print(sorted(m for m in sys.modules if 'bone_atlas' in m))"
    said = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert said.strip() == "['bone_atlas', 'bone_atlas.__main__']"
    told = tomllib.loads((resources.ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert told == {"bone-atlas": "bone_atlas.__main__:run"}
