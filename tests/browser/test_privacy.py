"""Nothing leaves the machine, the policy is sent, and a full tour makes no error and no warning."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from app_server import AppServer
from atlas_page import AtlasPage
from conftest import Watch
from playwright.sync_api import BrowserContext, Page, expect
from waiting import still, until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(25)]


def test_full_tour_of_a_first_visit_is_quiet(
    new_context: Callable[..., BrowserContext], watch: Watch
) -> None:
    page = new_context(fresh=True).new_page()
    warned: list[str] = []
    page.on("console", lambda message: warned.append(message.text) if message.type == "warning" else None)
    refused: list[str] = []
    page.on(
        "response",
        lambda answer: refused.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
    )
    atlas = AtlasPage(page).open(layer="article")
    for bone in ("L3", "hip_bone_left", "cranium"):
        atlas.click(bone)
        atlas.selected(bone)
    atlas.choose_layer("shaked_zari_2025")
    for view in ("back", "left", "all", "front"):
        atlas.choose_view(view)
    atlas.select("sternum", "L3")
    page.keyboard.press("Escape")
    atlas.open_table()
    page.get_by_role("button", name=re.compile("[Ss]hare")).click()
    page.locator(".atlas-share").wait_for()
    page.keyboard.press("Escape")
    atlas.button("List of bones").click()
    page.set_viewport_size({"width": 900, "height": 700})
    still(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    still(page)
    expect(atlas.figure).to_be_visible()
    assert not [words for words in warned if not came_late(page, words)]
    assert not refused
    assert len(watch.urls) > 20
    assert {urlsplit(url).netloc for url in watch.urls} - {""} == {watch.home}


def came_late(page: Page, warning: str) -> bool:
    """Tell whether a warning only says that the machine was busy: what was fetched ahead is used by now."""
    late = re.match(r"The resource (\S+) was preloaded using link preload but not used within", warning)
    if not late:
        return False
    scripts: list[str] = page.evaluate("() => [...document.scripts].map((script) => script.src)")
    return late[1] in scripts


@pytest.mark.parametrize("path", ["/", "/?layer=shaked_zari_2025", "/_stcore/health"])
def test_headers(server: AppServer, path: str) -> None:
    with urllib.request.urlopen(server.url + path, timeout=20) as answer:
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    if path.startswith("/_stcore"):
        return  # no page, so the policy of pages has nothing to hold back here
    assert headers["Referrer-Policy"] == "no-referrer"
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in headers["Content-Security-Policy"].split(";")
        if part.strip()
    )
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert "unsafe-eval" not in policy["script-src"]
    assert "unsafe-inline" not in policy["script-src"]
    assert not re.search(r"https?:|\*", " ".join(policy.values())), "the policy lets another host in"


def test_policy_holds(page: Page, watch: Watch) -> None:
    """Outside pictures and injected scripts are refused by the browser itself."""
    AtlasPage(page).open(layer="article")
    page.evaluate("""async () => {
      globalThis.blocked = [];
      document.addEventListener("securitypolicyviolation", ({effectiveDirective}) => {
        globalThis.blocked.push(effectiveDirective);
      });
      const image = new Image();
      image.src = "https://example.org/x.png";
      const script = document.createElement("script");
      script.textContent = "globalThis.injected = true";
      document.body.append(image, script);
      try { await fetch("https://example.org/"); } catch { /* refused */ }
    }""")
    for directive in ("img-src", "script-src-elem", "connect-src"):
        until(page, f"() => globalThis.blocked.includes('{directive}')")
    assert page.evaluate("globalThis.injected === undefined")
    assert (
        not any("example.org" in url for url in watch.urls if not url.startswith("data:")) or watch.problems
    )
    watch.problems.clear()  # they were provoked
