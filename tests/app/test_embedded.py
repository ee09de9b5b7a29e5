"""What a page says in a frame of another page, where Python says it."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from app_page import html, opened, text

from bone_atlas import resources
from bone_atlas.app import main
from bone_atlas.app.registry import PAGES
from bone_atlas.app.server.headers import script_hashes
from bone_atlas.app.server.index import Opening, read_index, rewrite

BY_ITSELF = {entry.name: entry for entry in PAGES if entry.by_itself}


def test_pages_that_need_the_readers_own_storage_are_not_shown_in_a_frame() -> None:
    assert set(BY_ITSELF) == {"teach", "uploaded"}


@pytest.mark.parametrize("name", BY_ITSELF)
def test_such_a_page_says_so_and_leads_to_itself(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = BY_ITSELF[name]
    whole = text(opened(page=entry.path))
    monkeypatch.setattr(main.st, "context", SimpleNamespace(is_embedded=True, url=None))
    app = opened(page=entry.path)
    (said,) = re.findall(r"<p class='atlas-by-itself'>.*?</p>", html(app))
    assert said.count(".") == 1
    assert f"href='/{entry.path}' target='_blank' rel='noopener'" in said
    assert len(text(app)) < len(whole)
    assert not app.button


def test_the_line_at_the_foot_is_the_first_sentence_of_the_small_print() -> None:
    script = (resources.COMPONENT / "shell" / "embedding.js").read_text(encoding="utf-8")
    (purpose,) = re.findall(r'const PURPOSE = "(.*?)";', script)
    assert main.SMALL_PRINT.startswith(f"{purpose} ")


def test_the_script_that_hides_the_head_is_allowed_by_its_hash() -> None:
    page = rewrite(read_index(), opening=Opening("Atlas", "<p>The atlas</p>"))
    (script,) = [one for one in re.findall(r"<script>(.*?)</script>", page, re.S) if "embedded" in one]
    assert script_hashes(f"<script>{script}</script>")[0] in script_hashes(page)
    assert page.index(script) < page.index("<body")
