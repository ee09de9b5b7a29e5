"""The atlas in Firefox and WebKit, by what a reader sees: click, keyboard, journey, lesson, quiz, upload.

For `make test-all` alone: it needs the Debian packages firefox-esr, webkit2gtk-driver and xvfb, and fails
with the name of the one that is missing.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from app_server import AppServer
from present_page import number_of
from ways import write_file
from webdriver import FirefoxDriver, MissingBrowserError, WebKitDriver, firefox, webkit

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive, pytest.mark.seconds(150)]

Browser = FirefoxDriver | WebKitDriver
BROWSERS: dict[str, Callable[[Path], AbstractContextManager[Browser]]] = {
    "firefox": firefox,
    "webkit": webkit,
}
SECONDS = 40.0
UPLOADER = "[data-testid=stFileUploaderDropzoneInput]"
TABLE = "site,count,n\nlumbar spine,50,107\nribs,31,107\n"
#: What Firefox says of Streamlit's scripts: they try WebAssembly, which our policy forbids, and go on.
STREAMLITS = "blocked WebAssembly"
#: WebDriver's codes of keys.
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Home": "\ue011", "ArrowRight": "\ue014"}
# What can be pointed at, by its role and its name; the middle of it, once it has been scrolled into sight.
POINT = """(role, name) => {
  const tags = {button: "button, summary", link: "a[href]", radio: "input[type=radio]"};
  const all = document.querySelectorAll([`[role=${role}]`, tags[role]].filter(Boolean).join());
  const named = (e) => (e.getAttribute("aria-label") ?? e.innerText ?? "").replace(/\\s+/g, " ").trim();
  const wanted = new RegExp(name);
  const found = [...all].find((e) => e.checkVisibility() && !e.disabled && wanted.test(named(e)));
  if (!found) return null;
  found.scrollIntoView({block: "center"});
  const box = found.getBoundingClientRect();
  return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)];
}"""
# Nothing runs, and all that is seen is drawn: a scene's comparison is hidden, and not drawn, without a site.
DRAWN = """async () => {
  const seen = [...document.querySelectorAll(".atlas-figure")].filter((e) => e.checkVisibility());
  await Promise.all(seen.map(({atlasView: view}) => view?.queue));
  return seen.every((element) => {
    const {atlasView: view, dataset} = element;
    if (element.matches(".atlas-player, .atlas-quiz[data-state=asking]")) return "ready" in dataset;
    return view && (!view.plot || "drawn" in dataset); // what the browser keeps has no plot
  });
}"""
# The same, and no script of the served page runs.
IDLE = f"""async () => {{
  if (document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning") return false;
  return ({DRAWN})();
}}"""

#: Whether the address names a slide.
AT_SLIDE = "(number) => new URLSearchParams(location.search).get('slide') === number"


class Reader:
    """Someone who reads the atlas in a browser."""

    def __init__(self, browser: Browser, home: str) -> None:
        self.browser, self.home = browser, home

    def open(self, address: str) -> None:
        """Go to an address, and wait until everything is drawn."""
        self.browser.open(self.home + address)
        self.until(IDLE)

    def until(self, function: str, *arguments: Any) -> Any:
        """Return what a function of the page gives, as soon as that is true."""
        deadline = time.monotonic() + SECONDS
        while not (value := self.browser.run(function, *arguments)):
            seen = self.browser.run("() => [location.href, document.body.innerText.slice(0, 1500)]")
            assert time.monotonic() < deadline, f"still {value!r}: {function} {arguments}\n{seen}"
            time.sleep(0.1)
        return value

    def sees(self, text: str) -> None:
        """Wait until a text, a regular expression, is on the page."""
        self.until("(text) => new RegExp(text).test(document.body.innerText.replace(/\\s+/g, ' '))", text)

    def click_at(self, x: float, y: float) -> None:
        """Click a pixel of the window."""
        steps = [
            {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        pointer = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}
        self.browser.act([pointer])

    def click(self, role: str, name: str) -> None:
        """Click what has a role and a name, once it is there."""
        self.until(POINT, role, name)
        self.until(IDLE)
        self.click_at(*self.until(POINT, role, name))

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        code = KEYS.get(key, key)
        steps = [{"type": "keyDown", "value": code}, {"type": "keyUp", "value": code}]
        self.browser.act([{"type": "key", "id": "keyboard", "actions": steps}])


@pytest.fixture(scope="module", params=BROWSERS)
def browser_of_others(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser for all tests of this file."""
    try:
        with BROWSERS[request.param](tmp_path_factory.mktemp(request.param)) as browser:
            yield browser
    except MissingBrowserError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture
def reader(browser_of_others: Browser, server: AppServer) -> Iterator[Reader]:
    """A reader; what the browser calls an error fails the test."""
    yield Reader(browser_of_others, server.url)
    seen = [error for error in browser_of_others.errors if STREAMLITS not in error]
    browser_of_others.errors.clear()
    assert not seen, "\n".join(seen)


def down_to_a_lumbar_vertebra(reader: Reader) -> None:
    """Click down the midline of the body, as long as it takes to come to a lumbar vertebra."""
    left, top, width, height = reader.until("""() => {
      const box = document.querySelector(".atlas-figure svg.main-svg")?.getBoundingClientRect();
      return box && [box.x, box.y, box.width, box.height];
    }""")
    selected = []
    for part in range(8, 60, 2):
        reader.click_at(left + width / 2, top + height * part / 100)
        selected.append(reader.browser.run("() => document.querySelector('.atlas-figure').dataset.selected"))
        if re.match(r"L\d|lumbar", selected[-1] or ""):
            return
    pytest.fail(f"no lumbar vertebra on the midline: {selected}")


def test_a_bone_answers_a_click_and_the_keyboard(reader: Reader) -> None:
    reader.open("/?layer=shaked_zari_2025")
    reader.sees("Where breast cancer spreads in the skeleton")
    reader.until(IDLE)
    down_to_a_lumbar_vertebra(reader)
    reader.sees("Lumbar spine.*46[.]7 %.*50 of 107")
    reader.until("() => new URLSearchParams(location.search).get('site')")
    reader.click("button", "^List of bones")
    reader.until("() => document.activeElement.role === 'listbox'")
    reader.press("Home")
    reader.press("Enter")
    reader.until("() => document.querySelector('.atlas-detail h2').textContent === 'Skull'")


def test_one_file_opens_from_a_disk(browser_of_others: Browser, tmp_path: Path) -> None:
    """A reader without a server: the file is there, and nothing is asked for."""
    reader = Reader(browser_of_others, write_file(tmp_path / "atlas.html").as_uri())
    browser_of_others.open(f"{reader.home}#?layer=shaked_zari_2025")
    reader.sees("Where breast cancer spreads in the skeleton")
    reader.until(DRAWN)
    down_to_a_lumbar_vertebra(reader)
    reader.sees("Lumbar spine.*46[.]7 %.*50 of 107")
    reader.until("() => new URLSearchParams(location.hash.split('?')[1]).get('site')")
    asked = reader.browser.run("() => performance.getEntriesByType('resource').map(({name}) => name)")
    assert [name for name in asked if not name.startswith(("blob:", "data:"))] == []
    seen = list(browser_of_others.errors)
    browser_of_others.errors.clear()
    assert not seen, "\n".join(seen)


def test_a_journey_goes_step_by_step(reader: Reader) -> None:
    reader.open("/pathways?journey=plexus_pelvis_left")
    step = "() => Number(new URLSearchParams(location.search).get('step') ?? 0)"
    first = reader.browser.run(step)
    reader.click("button", "^One step forward")
    reader.until(f"(first) => ({step})() > first", first)


def test_a_lesson_is_presented_by_its_keys(reader: Reader) -> None:
    reader.open("/teach")
    reader.click("link", "Present$")
    reader.until(AT_SLIDE, str(number_of("where", 1)))
    reader.until("() => document.querySelector('.atlas-present')?.dataset.drawn")
    for _ in range(12):
        reader.press("ArrowRight")
        if reader.browser.run("() => document.querySelector('.atlas-present').dataset.slide") != "1":
            break
    reader.until(AT_SLIDE, str(number_of("where", 2)))


def test_a_quiz_is_answered_by_keys(reader: Reader) -> None:
    reader.open("/practise")
    reader.click("button", "^Start")
    reader.sees("Question 1 of")
    reader.click("button", "^I don.t know")
    reader.click("button", "^Next")
    reader.sees("Question 2 of")


def test_a_table_is_read_and_painted(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(TABLE, encoding="utf-8")
    reader.open("/your-data")
    reader.until("(selector) => document.querySelector(selector)?.isConnected", UPLOADER)
    reader.until(IDLE)
    reader.browser.upload(UPLOADER, file)
    reader.sees("46[.]7 %.*50 of 107|50 of 107|2 sites")
    assert not re.search("Traceback|cannot be read", reader.browser.run("() => document.body.innerText"))
