"""A lesson as a teacher gives it: keys, the notes window, what is on the slide, how large and how clear."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit

import numpy as np
from atlas_page import POINT, AtlasPage
from PIL import Image
from playwright.sync_api import Page, expect
from waiting import until, until_idle

from bone_atlas import facts
from bone_atlas.lessons import lesson_ids
from bone_atlas.lessons.model import Lesson, Slide
from tests.atlas import ROWS, shipped

LESSONS = lesson_ids()
ROOT = ".atlas-present"
SHOWN = ".atlas-present-shown .atlas-figure"
VIEW = f'document.querySelector("{ROOT}").atlasView.given'
#: All figures of the slide have been drawn for what is revealed and for the labels wanted.
DRAWN = f"""() => {{
  const {{dataset}} = document.querySelector("{ROOT}");
  return dataset.drawn === `${{dataset.slide}}.${{dataset.revealed}}.${{dataset.labels}}`;
}}"""
#: The figures of the slide have the theme and the size of the screen.
FITTED = f"""async (scheme) => {{
  const root = document.querySelector("{ROOT}");
  const {{stage, deck}} = root.atlasView.given;
  const {{views}} = stage.sets.get(deck.slide);
  await Promise.all(views.map(({{view}}) => view.queue));
  const fits = ({{clientWidth, clientHeight, _fullLayout: {{width, height}}}}) =>
    Math.abs(width - clientWidth) < 2 && Math.abs(height - clientHeight) < 2;
  return root.dataset.theme === scheme
    && views.every(({{view}}) => view.plot.theme === scheme && fits(view.plot.element));
}}"""
#: The slides before and after are drawn ahead, and the server has been told where the lesson rests.
AHEAD = f"""async () => {{
  const {{stage, deck}} = document.querySelector("{ROOT}").atlasView.given;
  const near = [deck.slide - 1, deck.slide + 1].filter((k) => deck.lesson.slides[k - 1]);
  if (!near.every((k) => stage.sets.has(k))) return false;
  await Promise.all(near.flatMap((k) => stage.sets.get(k).views.map(({{view}}) => view.queue)));
  return near.every((k) => stage.sets.get(k).views.every(({{view}}) => view.plot.ready));
}}"""
#: A lesson as it is after loading: nothing answered, nothing open above the slide, no bar, no clock.
RESET = f"""() => {{
  const root = document.querySelector("{ROOT}");
  const view = root.atlasView.given, {{deck}} = view;
  deck.answers.clear();
  for (const name of ["black", "notesBelow"]) if (deck[name]) deck.flip(name);
  if (!deck.labels) deck.flip("labels");
  view.clock.hide();
  view.warn("");
  view.bar.endOffer();
  root.classList.remove("atlas-present-awake");
  document.activeElement?.blur();
}}"""
#: A slide is left and come back to, so that it is built anew.
STAND = f"""([slide, revealed]) => {{
  const root = document.querySelector("{ROOT}"), {{deck}} = root.atlasView.given;
  deck.stand(slide === deck.count ? slide - 1 : slide + 1);
  delete root.dataset.drawn;
  deck.stand(slide, revealed);
}}"""

# Every line of text that can be seen on a slide: its words, size in pixels of the screen, colour, place.
TEXTS = """() => {
  const root = document.querySelector(".atlas-present");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const scaleOf = (element) => {
    const svg = element.closest("svg");
    let scale = 1;
    if (svg && element.getScreenCTM) { const m = element.getScreenCTM(); scale = Math.hypot(m.a, m.b); }
    for (let e = svg ? svg.parentElement : element; e; e = e.parentElement) {
      const m = new DOMMatrix(getComputedStyle(e).transform);
      scale *= Math.hypot(m.a, m.b);
    }
    return scale;
  };
  const opacityOf = (element) => {
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) opacity *= Number(getComputedStyle(e).opacity);
    return opacity;
  };
  // How much of a text lies outside of what is drawn: of its figure, or of a box that hides what is too much.
  const cutOf = (element, text) => {
    let cut = 0;
    for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
      const hides = !e.closest("svg") && getComputedStyle(e).overflowY !== "visible";
      const clips = hides || e.matches("svg.main-svg");
      if (!clips) continue;
      const box = e.getBoundingClientRect();
      cut = Math.max(cut, box.left - text.left, text.right - box.right);
      cut = Math.max(cut, box.top - text.top, text.bottom - box.bottom);
    }
    return cut;
  };
  // Chromium calls an element of an SVG visible, and gives it a place, also within one that is not displayed.
  const isNotDrawn = (element) => {
    for (let e = element; e.closest("svg"); e = e.parentElement)
      if (getComputedStyle(e).display === "none") return true;
    return false;
  };
  const LEFT_OUT = ".atlas-unseen, .atlas-status, .atlas-present-bar, .atlas-list, title, script";
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!node.textContent.trim() || element.closest(LEFT_OUT)) continue;
    if (!element.checkVisibility({visibilityProperty: true}) || isNotDrawn(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const style = getComputedStyle(element);
    const svg = Boolean(element.closest("svg"));
    const size = parseFloat(style.fontSize) * scaleOf(element);
    const opacity = opacityOf(element) * (svg ? Number(style.fillOpacity) : 1);
    for (const line of range.getClientRects()) {
      if (!line.width || !line.height) continue;
      found.push({text: node.textContent.trim(), size, colour: svg ? style.fill : style.color, opacity,
        box: [line.left, line.top, line.right, line.bottom], cut: cutOf(element, line)});
    }
  }
  return found;
}"""
HIDE_TEXT = (
    ".atlas-present :is(*, *::before) { -webkit-text-fill-color: transparent !important; "
    "text-decoration-color: transparent !important; text-shadow: none !important; } "
    ".atlas-present svg :is(text, tspan) { fill: transparent !important; stroke: none !important; }"
)


@dataclass(frozen=True)
class Text:
    """A piece of text on the screen.

    Attributes
    ----------
    text : str
        Its letters.
    size : float
        Computed font size times all transforms, in px.
    contrast : float
        Contrast of its colour with the commonest colour behind it (WCAG 2, relative luminance).
    box : tuple of float
        Left, top, right, bottom in px.
    cut : float
        How many px of it lie outside of its figure or of the box that holds it.
    """

    text: str
    size: float
    contrast: float
    box: tuple[float, float, float, float]
    cut: float

    def overlaps(self, other: Text, least: float = 3.0) -> bool:
        """Tell whether two texts lie over each other by more than some px both ways."""
        a, b = self.box, other.box
        return min(a[2], b[2]) - max(a[0], b[0]) > least and min(a[3], b[3]) - max(a[1], b[1]) > least * 2


def rows() -> facts.Rows:
    """Return what the slides must agree with, read again by this process."""
    return ROWS


def lesson(lesson_id: str) -> Lesson:
    """Read a lesson of the repository."""
    return shipped(lesson_id)


def number_of(lesson_id: str, slide: int) -> int:
    """Return the number in links of a slide that stands at a place, from 1."""
    return lesson(lesson_id).numbers[slide - 1]


def words(text: str) -> str:
    """Return a text of a lesson with its references told, blanks as the browser shows them."""
    return " ".join(facts.tell(text, rows()).text.replace("\N{NO-BREAK SPACE}", " ").split())


def slides() -> Iterator[tuple[str, int, Slide]]:
    """Return all slides of all lessons, with lesson and number."""
    for name in LESSONS:
        for number, slide in enumerate(lesson(name).slides, start=1):
            yield name, number, slide


def first(wanted: Callable[[Slide], object]) -> tuple[str, int, Slide]:
    """Find the first slide of some kind."""
    return next(found for found in slides() if wanted(found[2]))


def asks(kind: str) -> Callable[[Slide], bool]:
    """Return a condition: a slide that asks in some way."""
    return lambda slide: bool(slide.question and slide.question.kind == kind)


class PresentPage(AtlasPage):
    """One open lesson."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.root = page.locator(ROOT)
        self.title = page.locator(".atlas-present-title")
        self.points = page.locator(".atlas-present-points li:not(.atlas-present-covered)")

    def open(self, name: str = "where", slide: int = 1, revealed: int = 0) -> PresentPage:  # type: ignore[override]
        """Stand at a slide of a lesson, as after loading it, and wait until its figures are drawn.

        A lesson that is open already is not loaded again.
        """
        if urlsplit(self.page.url).path.endswith("/present") and self.query().get("lesson") == name:
            self.page.mouse.move(5, 5)
            self.page.evaluate(RESET)
            return self.stand(slide, revealed)
        query = {"lesson": name, "slide": number_of(name, slide), "revealed": revealed}
        self.page.goto(f"/present?{urlencode(query)}")
        expect(self.page.locator(f"{ROOT}[data-drawn]")).to_be_attached(timeout=90_000)
        self.page.evaluate(RESET)
        self.drawn()
        return self

    def again(self) -> None:
        """Load the page anew and wait until the slide is there."""
        self.page.reload()
        expect(self.page.locator(f"{ROOT}[data-drawn]")).to_be_attached(timeout=90_000)

    def drawn(self) -> None:
        """Wait until the figures of the slide show what is revealed."""
        until(self.page, DRAWN, seconds=20)

    def stand(self, slide: int, revealed: int) -> PresentPage:
        """Go to a slide of the open lesson and wait until its figures are drawn."""
        self.page.evaluate(STAND, [slide, revealed])
        self.drawn()
        return self

    def ahead(self) -> None:
        """Wait until the lesson is at rest: drawn ahead, and in the address."""
        until(self.page, AHEAD, seconds=30)
        revealed = self.root.get_attribute("data-revealed")
        self.in_url(slide=str(self.deck("current.number")), revealed=None if revealed == "0" else revealed)
        until_idle(self.page)

    def look(self, size: dict[str, int], scheme: Literal["light", "dark"]) -> None:
        """Switch to another screen and theme and wait until the slide is drawn for them."""
        self.page.set_viewport_size(size)  # type: ignore[arg-type]
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        until(self.page, f"() => ({FITTED})('{scheme}')", seconds=30)

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def stands(self, slide: int, revealed: int = 0) -> None:
        """Check where the lesson stands."""
        expect(self.root).to_have_attribute("data-slide", str(slide))
        expect(self.root).to_have_attribute("data-revealed", str(revealed))

    def deck(self, what: str) -> Any:
        """Evaluate an expression of the deck."""
        return self.page.evaluate(f"() => {VIEW}.deck.{what}")

    def js_figure(self, body: str) -> Any:
        """Evaluate an expression in which ``view`` is the first figure of the slide."""
        return self.page.evaluate(
            f"() => {{ const view = document.querySelector('{SHOWN}').atlasView; return {body}; }}"
        )

    def point(self, bone: str, figure: str = SHOWN) -> tuple[float, float]:
        """Return a pixel of the window inside a bone of a figure."""
        until(self.page, f"() => document.querySelector('{figure}')?.atlasView?.plot.ready")
        found = self.page.evaluate(POINT, [figure, bone])
        assert found, f"{bone} is nowhere on the slide"
        return found[0], found[1]

    def a_bone(self) -> str:
        """Return a bone that is drawn large in the first figure of the slide."""
        until(self.page, f"() => document.querySelector('{SHOWN}')?.atlasView?.plot.ready")
        drawn = self.page.evaluate(f"() => document.querySelector('{SHOWN}').atlasView.plot.hit.boneIds")
        return next(bone for bone in ("cranium", "femur_shaft_left", "tibia_left") if bone in drawn)

    def texts(self) -> list[Text]:
        """Measure every text on the slide: its size, and its contrast with what lies behind it."""
        found = self.page.evaluate(TEXTS)
        style = self.page.add_style_tag(content=HIDE_TEXT)
        picture = np.asarray(Image.open(io.BytesIO(self.page.screenshot())).convert("RGB"))
        style.evaluate("element => element.remove()")
        return [
            Text(one["text"], one["size"], _contrast(one, picture), tuple(one["box"]), one["cut"])
            for one in found
        ]


def notes_of(present: PresentPage) -> Page:
    """Open the notes window by its key."""
    with present.page.context.expect_page() as opened:
        present.press("n")
    window = opened.value
    window.locator("body[data-joined]").wait_for()
    return window


# Contrast ------------------------------------------------------------------------------------------------


def _contrast(text: dict[str, Any], picture: np.ndarray[Any, Any]) -> float:
    """Return the contrast of a text with the commonest colour of its box."""
    left, top, right, bottom = (max(0, round(edge)) for edge in text["box"])
    box = picture[top : bottom + 1 : 2, left : right + 1 : 2].reshape(-1, 3).astype(np.int64)
    if not len(box):
        return 0.0  # outside of the screen
    codes, counts = np.unique(box @ np.array([65536, 256, 1]), return_counts=True)
    code = int(codes[counts.argmax()])
    behind = np.array([code >> 16, code >> 8 & 255, code & 255], dtype=float)
    parts = [float(part) for part in re.findall(r"[0-9.]+", text["colour"])]
    alpha = (parts[3] if len(parts) > 3 else 1.0) * text["opacity"]
    ink = alpha * np.array(parts[:3]) + (1 - alpha) * behind
    light, dark = sorted((_luminance(ink), _luminance(behind)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: np.ndarray[Any, Any]) -> float:
    """Return the relative luminance of a colour (WCAG 2.2, definition of relative luminance)."""
    c = colour / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))
