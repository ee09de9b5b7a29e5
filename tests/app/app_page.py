"""A page in Streamlit's own test runner: opened by a link, read, and used as a browser uses it."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

ENTRY = Path(__file__).resolve().parents[2] / "dashboard.py"


def opened(**query: str) -> AppTest:
    """The page as it comes up for a link."""
    app = AppTest.from_file(str(ENTRY), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert not app.error
    return app


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def text(app: AppTest) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?dfn>", "", html(app)))))


def panel(app: AppTest) -> str:
    """The text of the detail."""
    (body,) = [e.proto.body for e in app.get("html") if "class='atlas-detail'" in e.proto.body]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?dfn>", "", body))))


def figures(app: AppTest) -> dict[str, dict[str, Any]]:
    """What each mounted figure was sent, by its key."""
    return {e.proto.id.rpartition("-")[2]: json.loads(e.proto.json) for e in app.get("bidi_component")}


def selected(app: AppTest, key: str = "skeleton") -> list[str]:
    """What a figure was told to outline; nothing is sent where nothing is selected."""
    ids: list[str] = figures(app)[key].get("selected", [])
    return ids


def select(app: AppTest, key: str, *ids: str, sequence: int = 1) -> AppTest:
    """What the browser sends when the reader selects in a figure."""
    (mounted,) = [e.proto.id for e in app.get("bidi_component") if e.proto.id.endswith(f"-{key}")]
    states = app._tree.get_widget_states()
    sent = states.widgets.add()
    sent.id = mounted
    sent.json_value = json.dumps({"selection": {"ids": list(ids), "sequence": sequence}})
    app._run(states)
    assert not app.exception
    return app


def url(app: AppTest) -> dict[str, str]:
    """The parameters of the address bar."""
    return {name: value[0] if isinstance(value, list) else value for name, value in app.query_params.items()}
