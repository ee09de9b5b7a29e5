"""The registry of pages: what it names is there, and everything that leads to a page reads it."""

from __future__ import annotations

import pkgutil
import re
from urllib.parse import urlsplit

from app_page import html, opened
from starlette.routing import Route

from bone_atlas.app import main, pages
from bone_atlas.app.registry import PAGES, page_entry, page_that_shows
from bone_atlas.app.shell import share
from bone_atlas.scenes.registry import SCENES
from bone_atlas.view_state import ViewState


def test_every_module_of_a_page_is_registered_once() -> None:
    modules = [module.name for module in pkgutil.iter_modules(pages.__path__)]
    assert sorted(entry.name for entry in PAGES) == sorted(modules)


def test_paths_and_titles_are_told_apart() -> None:
    assert len({entry.path for entry in PAGES}) == len({entry.title for entry in PAGES}) == len(PAGES)
    assert [entry.path for entry in PAGES if entry.is_first] == [""]


def test_every_page_comes_up_and_links_to_those_with_a_head() -> None:
    linked = [entry for entry in PAGES if not entry.bare]
    for entry in PAGES:
        head = "".join(html(opened(page=entry.path)).partition("</header>")[:2])
        links = re.findall("<a href='(.*?)' class='atlas-page-link'(.*?)>(.*?)</a>", head)
        # Once beside each other, once in the menu of a narrow window.
        expected = [
            (f"/{one.path}", " aria-current='page'" if one == entry else "", one.title) for one in linked
        ]
        assert links == ([] if entry.bare else expected * 2), entry.name
        assert head.count("<nav aria-label='Pages'") == (0 if entry.bare else 2)


def test_the_server_answers_every_path() -> None:
    answered = {route.path for route in main.server_options()["routes"] if isinstance(route, Route)}
    assert {f"/{entry.path}" for entry in PAGES if entry.path} <= answered


def test_a_shared_link_leads_to_the_path_of_its_page() -> None:
    for entry in PAGES:
        assert urlsplit(share.link(ViewState(), entry.name)).path == f"/{entry.path}"


def test_every_kind_of_slide_but_words_can_be_seen_on_one_page() -> None:
    assert {name for name in SCENES if page_that_shows(name)} == set(SCENES) - {"nothing"}
    assert page_that_shows("nothing") is None
    assert page_that_shows("claim") == (page_entry("evidence"), {"part": "claims"})
