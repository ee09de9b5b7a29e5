"""Published files as the browser gets them, by their address."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from bone_atlas.app.server import registry


def body(url: str) -> bytes:
    """Return what a file holds."""
    file = registry.file(url)
    assert file is not None, url
    return file.body


@cache
def made(url: str) -> dict[str, Any]:
    """Return what a file of JSON says."""
    content: dict[str, Any] = json.loads(body(url))
    return content
