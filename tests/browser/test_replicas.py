"""A replica is killed, halted or told to stop under its readers: they go on with the other, as they were."""

from __future__ import annotations

import re
import shutil
import signal
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from app_server import free_port
from atlas_page import AtlasPage
from conftest import VIEWPORT, Watch
from playwright.sync_api import Browser, BrowserContext, Page, expect
from practise_page import PractisePage
from present_page import PresentPage, number_of
from proxied import DRAIN_SECONDS, Proxied, answers, certificate, proxied, status, why_not
from waiting import until, until_idle
from websockets.sync.client import connect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.exhaustive,
    pytest.mark.seconds(120),
    pytest.mark.timeout(400),  # two servers are started for each
    pytest.mark.skipif(bool(why_not()), reason=why_not()),
]

#: In so many seconds a page is connected again and has run.
MOST = 5.0
#: After a stop by signal: 4 to 5 s on a busy machine, longer than after a kill; the page goes on meanwhile.
MOST_AFTER_STOP = 10.0
#: HAProxy asks once a second and waits as long; two failures in a row count.
NOTICED = 4.0
TABLE = "site;count;n\nL-spine;50;107\nribs;20;107\n"
# What the line of the connection says from now on: it may be there for a blink only.
LISTEN = """() => {
  window.atlasTold = [];
  const line = document.querySelector(".atlas-connection");
  new MutationObserver(() => window.atlasTold.push(line.textContent)).observe(line, {childList: true});
}"""
BACK = """() => window.atlasTold.some((text) => text.startsWith("No connection"))
  && document.querySelector(".atlas-connection").textContent === ""
  && document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning" """


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Proxied]:
    """Two replicas behind a proxy, for one test."""
    with proxied(tmp_path) as running:
        yield running


@pytest.fixture
def reader(browser: Browser, pair: Proxied) -> Iterator[BrowserContext]:
    """The browser of a reader, who meets no error of the app and asks nothing of others."""
    watch = Watch(pair.front)
    with browser.new_context(viewport=VIEWPORT, base_url=pair.front.url) as context:  # type: ignore[arg-type]
        watch.attach(context)
        yield context
    # That a replica is gone the browser notes in its console; no more than that may happen.
    assert [one for one in watch.collect() if not one.startswith("console:")] == []
    for replica in pair.replicas.values():
        assert b"Traceback" not in replica.log.read_bytes()


def served_by(context: BrowserContext) -> str:
    """Return the replica that a reader is sent to."""
    (name,) = (cookie["value"] for cookie in context.cookies() if cookie["name"] == "atlas-replica")
    return name


def back_within(context: BrowserContext, act: Callable[[], object], seconds: float) -> None:
    """Do what takes the replica away; every page must notice, and be connected again in time since then."""
    for page in context.pages:
        page.evaluate(LISTEN)
    act()
    start = time.monotonic()
    took = {}
    for page in context.pages:
        until(page, BACK, seconds=60)
        took[page.url] = time.monotonic() - start
    assert max(took.values()) <= seconds, took


def with_draft(page: Page) -> Page:
    """Make a lesson of a view, with a title that is taken over and a text that is still being typed."""
    atlas = AtlasPage(page).open(layer="shaked_zari_2025", site="L3", view="back")
    page.get_by_role("button", name="Add this view as a slide").click()
    expect(page.get_by_text("is now slide 1 of 1")).to_be_visible(timeout=15_000)
    atlas.page.get_by_role("link", name="Teach", exact=True).click()
    title = page.get_by_label("Title of the lesson")
    title.fill("Bones of mine")
    title.press("Enter")
    expect(page.locator(".st-key-your_lessons_list")).to_contain_text("Bones of mine", timeout=15_000)
    until_idle(page)
    page.get_by_label("Points", exact=False).first.fill("A point that is not fin")
    return page


def draft_is_there(page: Page) -> None:
    expect(page.get_by_label("Title of the lesson")).to_have_value("Bones of mine")
    expect(page.get_by_role("heading", name="Slide 1 of 1")).to_be_visible()
    expect(page.get_by_label("Points", exact=False).first).to_have_value("A point that is not fin")
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_enabled()


def with_table(page: Page) -> Page:
    page.goto("/?page=your-data")
    page.get_by_role("radio", name="Paste a table").click()
    area = page.locator(".st-key-uploaded_text textarea")
    area.fill(TABLE)
    area.press("Control+Enter")
    expect(page.get_by_role("cell", name="L-spine")).to_be_visible(timeout=15_000)
    return page


def as_selected(atlas: AtlasPage) -> None:
    """The third layer, the view from behind and the sacrum, in the figure, the panel and the address."""
    assert atlas.query() == {"layer": "chen_2017", "view": "back", "site": "sacrum"}
    atlas.selected("sacrum")
    expect(atlas.heading).to_have_text("Sacrum")


def test_a_killed_replica_takes_nothing_from_its_readers(pair: Proxied, reader: BrowserContext) -> None:
    draft = with_draft(reader.new_page())
    table = with_table(reader.new_page())
    present = PresentPage(reader.new_page()).open("where", slide=3)
    practise = PractisePage(reader.new_page()).load(quiz="11", topic="bones", level="easy")
    first = practise.quiz.get_attribute("data-key")
    practise.by_keyboard(practise.wanted(True))
    practise.page.keyboard.press("Enter")
    until(practise.page, f"document.querySelector('.atlas-quiz').dataset.key !== '{first}'")
    second = practise.quiz.get_attribute("data-key")
    atlas = AtlasPage(reader.new_page()).open(layer="shaked_zari_2025", view="back", site="L3")
    atlas.choose_layer("chen_2017")
    atlas.click("sacrum")
    as_selected(atlas)
    lost = served_by(reader)

    back_within(reader, lambda: pair.send(lost, signal.SIGKILL), MOST)
    assert served_by(reader) == pair.other(lost)
    as_selected(atlas)
    present.in_url(lesson="where", slide=str(number_of("where", 3)))
    present.stands(3)
    assert practise.quiz.get_attribute("data-key") == second
    expect(table.locator(".st-key-uploaded_text textarea")).to_have_value(TABLE)
    expect(table.get_by_role("cell", name="L-spine")).to_be_visible()
    draft_is_there(draft)

    # No control is dead, and what the other replica is asked for anew is there too.
    atlas.page.get_by_role("button", name="Add this view as a slide").click()
    expect(atlas.page.get_by_text("is now slide 2 of 2")).to_be_visible(timeout=15_000)
    table.get_by_role("button", name="Remove my table").click()
    expect(table.get_by_role("cell", name="L-spine")).to_have_count(0)
    practise.page.reload()
    practise.ready()
    assert practise.quiz.get_attribute("data-key") == second


def test_a_replica_that_hangs_is_given_up(pair: Proxied, reader: BrowserContext) -> None:
    """As one whose machine has no power: nothing is closed, nothing is said."""
    atlas = AtlasPage(reader.new_page()).open(layer="chen_2017", view="back", site="sacrum")
    lost = served_by(reader)
    back_within(reader, lambda: pair.send(lost, signal.SIGSTOP), NOTICED + MOST)
    assert served_by(reader) == pair.other(lost)
    as_selected(atlas)
    pair.send(lost, signal.SIGCONT)
    answers(pair.replicas[lost].url, 200)


def newcomer(url: str) -> str:
    """Return the replica that somebody is sent to who comes for the first time."""
    with urllib.request.urlopen(url) as answer:
        found = re.search(r"atlas-replica=(\w)", answer.headers["set-cookie"])
    assert found
    return found[1]


def test_a_replica_that_is_told_to_stop_lets_its_readers_finish(
    pair: Proxied, reader: BrowserContext
) -> None:
    atlas = AtlasPage(reader.new_page()).open(layer="chen_2017", view="back", site="sacrum")
    going = served_by(reader)
    staying = {"Cookie": f"atlas-replica={pair.other(going)}"}
    stream = pair.front.url.replace("http", "ws", 1) + "/_stcore/stream"

    def stop() -> None:
        with ExitStack() as busy:
            for _ in range(3):  # so that a newcomer would be sent to the one that goes
                busy.enter_context(connect(stream, additional_headers=staying, subprotocols=["streamlit"]))
            assert newcomer(pair.front.url) == going
            pair.send(going, signal.SIGTERM)
            answers(pair.replicas[going].url, 404, seconds=1)
            pair.says(f"Server atlas/{going} is stopping")
            assert newcomer(pair.front.url) == pair.other(going)
            assert atlas.page.evaluate("window.atlasTold") == []
        answers(pair.replicas[going].url, 0, seconds=DRAIN_SECONDS + 5)

    back_within(reader, stop, MOST_AFTER_STOP)
    assert served_by(reader) == pair.other(going)
    assert status(pair.front.url) == 200
    as_selected(atlas)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl, which makes the certificate")
def test_over_https_everything_goes_by_http_2_and_the_cookie_reaches_frames(
    browser: Browser, tmp_path: Path
) -> None:
    secure = f"127.0.0.1:{free_port()}"
    settings = {"ATLAS_CERTIFICATE": str(certificate(tmp_path)), "ATLAS_LISTEN_TLS": secure}
    with proxied(tmp_path, **settings) as pair, browser.new_context(ignore_https_errors=True) as context:
        page = context.new_page()
        log, told = context.new_cdp_session(page), []
        log.on("Network.responseReceived", lambda event: told.append(event["response"].get("protocol")))
        log.on(
            "Network.webSocketHandshakeResponseReceived",
            lambda event: told.append(event["response"]["status"]),
        )
        log.send("Network.enable")
        page.goto(f"https://{secure}/your-data")
        until_idle(page)
        # A websocket within HTTP/2 is opened by 200 (RFC 8441), not by 101.
        assert set(told) - {"blob", "data"} == {"h2", 200}
        table = tmp_path / "table.csv"
        table.write_text(TABLE, encoding="utf-8")
        page.locator("input[type=file]").first.set_input_files(table)
        expect(page.get_by_role("cell", name="L-spine")).to_be_visible(timeout=15_000)
        (cookie,) = (one for one in context.cookies() if one["name"] == "atlas-replica")
        assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "None")
        plain = context.request.get(pair.front.url + "/teach?a=b", max_redirects=0)
        assert (plain.status, plain.headers["location"][:8]) == (308, "https://")
        assert status(pair.front.url) == 200
