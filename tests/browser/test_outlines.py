"""Outlines lie on their bones: in every frame, also while the figure takes another size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from present_page import FITTED, SHOWN, PresentPage
from waiting import still, until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(25)]

#: How far an outline may end beside its bone, in px: half of its own line, and what rounding takes.
MOST_BESIDE = 3.0
SIDEWAYS, PROJECTOR = {"width": 844, "height": 390}, {"width": 1280, "height": 720}
#: Begin to measure in every frame how far any outline lies beside its bones. Where these are is read from
#: what Plotly has drawn of the largest bone, never from its axes: by these the outlines are placed.
WATCH = f"""() => {{
  const NUMBERS = /(-?[\\d.]+(?:e-?\\d+)?),(-?[\\d.]+(?:e-?\\d+)?)/g;
  const boxOf = (points) => {{
    const [xs, ys] = [0, 1].map((k) => points.map((point) => point[k]).filter(Number.isFinite));
    return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  }};
  const drawnBone = (gd) => [...gd.querySelectorAll(".scatterlayer .js-fill")]
    .map((path) => {{
      const {{x, y}} = path.__data__[0].trace;
      return {{box: boxOf(Array.from(x, (one, k) => [one, y[k]])), seen: path.getBoundingClientRect()}};
    }})
    .sort((a, b) => b.seen.height - a.seen.height)[0];
  const beside = (gd, {{shape, path}}) => {{
    const {{box, seen}} = drawnBone(gd);
    const perX = seen.width / (box[1] - box[0]), perY = seen.height / (box[3] - box[2]);
    const own = boxOf([...shape.path.matchAll(NUMBERS)].map(([, x, y]) => [Number(x), Number(y)]));
    const line = path.getBoundingClientRect();
    return Math.max(
      Math.abs(seen.left + (own[0] - box[0]) * perX - line.left),
      Math.abs(seen.left + (own[1] - box[0]) * perX - line.right),
      Math.abs(seen.top + (box[3] - own[3]) * perY - line.top),
      Math.abs(seen.top + (box[3] - own[2]) * perY - line.bottom),
    );
  }};
  window.watched = {{frames: 0, outlines: 0, worst: 0}};
  const measure = () => {{
    for (const {{atlasView: {{plot}}}} of document.querySelectorAll("{SHOWN}")) {{
      const outlines = plot.marks.drawn.filter(({{shape}}) => shape.type === "path");
      window.watched.outlines += outlines.length;
      for (const one of outlines)
        window.watched.worst = Math.max(window.watched.worst, beside(plot.element, one));
    }}
    window.watched.frames += 1;
    requestAnimationFrame(measure);
  }};
  measure();
}}"""


@pytest.fixture
def page(keep: Callable[..., Page]) -> Page:
    return keep(viewport=SIDEWAYS, reduced_motion="reduce")


def test_outlines_lie_on_their_bones_in_every_frame_while_the_window_changes(page: Page) -> None:
    PresentPage(page).open("late", 13)
    still(page)
    page.evaluate(WATCH)
    for size in (PROJECTOR, SIDEWAYS):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        until(page, f"() => ({FITTED})('light')", seconds=30)
        still(page)
    watched = page.evaluate("() => window.watched")
    assert watched["outlines"] > watched["frames"] > 0
    assert watched["worst"] <= MOST_BESIDE, watched


def test_a_figure_is_laid_out_for_the_room_that_it_got_while_it_was_drawn(page: Page) -> None:
    # New labels make Plotly take the new size by itself: margins and letters are then still those of the old.
    PresentPage(page).open("late", 13)
    still(page)
    page.evaluate(f"""() => {{
      const {{plot}} = document.querySelector("{SHOWN}").atlasView;
      plot.ready = false;
      plot.element.style.width = `${{plot.element.clientWidth - 60}}px`;
      plot.setNotes([...plot.notes, {{text: "", x: 0, y: 0, showarrow: false}}]);
      requestAnimationFrame(() => requestAnimationFrame(() => {{ plot.ready = true; plot.catchUp(); }}));
    }}""")
    until(
        page,
        f"""() => {{
      const {{plot}} = document.querySelector("{SHOWN}").atlasView;
      return plot.ready && plot.laidOutFor[0] === plot.element.clientWidth;
    }}""",
    )
