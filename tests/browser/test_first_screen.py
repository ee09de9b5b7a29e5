"""The first screen of the Atlas page says at every size what it is, and shows the body large."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from atlas_page import FIGURE, PHONE, AtlasPage
from playwright.sync_api import BrowserContext, Page, expect
from waiting import until, until_idle

pytestmark = [pytest.mark.browser, pytest.mark.seconds(60)]

SIZES = (
    (320, 568),
    (360, 640),
    (390, 664),
    (390, 844),
    (683, 384),
    (768, 1024),
    (844, 390),
    (1024, 768),
    (1100, 800),
    (1366, 653),
    (1366, 768),
    (1280, 720),
    (1920, 1080),
    (3840, 2160),
)
# What no click can take 24 px for: the scapula leaves little to see of two vertebrae, the bones of a hand
# that is seen from its edge lie on each other. They are hit by name, by key, and nearer.
HEMMED_IN = {
    "left": {
        "T4",
        "T5",
        *(f"{carpal}_left" for carpal in ("scaphoid", "lunate", "triquetrum", "capitate", "hamate")),
        *(f"{carpal}_left" for carpal in ("trapezium", "trapezoid")),
        *(f"hand_phalanx_distal_{finger}_left" for finger in (2, 3)),
    }
}
FIRST = {"article": "not mentioned", "shaked_zari_2025": "not reported"}

# What of the page lies wholly in the window: its words, and the figure.
IN_SIGHT = """() => {
  const shown = (e) => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility() && box.width > 0 && box.top >= 0 && box.left >= 0
      && box.bottom <= innerHeight && box.right <= innerWidth;
  };
  const said = (selector) => [...document.querySelectorAll(selector)].filter(shown).map((e) => e.textContent);
  const figure = document.querySelector(".atlas-skeleton .atlas-stage");
  return {
    title: said(".atlas-brand h1, .atlas-brand p").join(" "),
    key: said(".atlas-key-title, .atlas-key-ticks, .atlas-key-classes li").join(" "),
    source: said(".atlas-source-line .atlas-source").join(" "),
    click: said(".atlas-hint, .atlas-detail h2").join(" "),
    figure: shown(figure) && figure.getBoundingClientRect().height,
    sideways: document.documentElement.scrollWidth > innerWidth,
  };
}"""

# Of each bone that can be hit: how far in px what is seen of it reaches, where it reaches farthest.
REACH = """(selector) => {
  const {plot} = document.querySelector(selector).atlasView;
  const {xaxis, yaxis} = plot.element._fullLayout;
  const clip = (value, most) => Math.min(Math.max(value, 0), most);
  const reach = {};
  for (const [id, trace, from, to] of plot.meta.bones) {
    if (id === plot.meta.cartilage) continue;
    const known = (values) => values.slice(from, to).filter((v) => v != null);
    const xs = known(plot.base.data[trace].x).map((v) => clip(xaxis.d2p(v), xaxis._length));
    const ys = known(plot.base.data[trace].y).map((v) => clip(yaxis.d2p(v), yaxis._length));
    const [wide, high] = [xs, ys].map((list) => Math.max(...list) - Math.min(...list));
    if (wide > 0 && high > 0) reach[id] = Math.max(wide, high);
  }
  return reach;
}"""

# Of some bones: how far in px what a click of the mouse takes for them reaches, where it reaches farthest.
CLICKED = """([selector, bones]) => {
  const {plot} = document.querySelector(selector).atlasView;
  const {xaxis, yaxis} = plot.element._fullLayout;
  const frame = plot.element.getBoundingClientRect();
  const [left, top] = [frame.left + xaxis._offset, frame.top + yaxis._offset];
  const beside = 12, mouse = 3;
  const reach = Object.fromEntries(bones.map((id) => [id, 0]));
  for (const {id, box} of plot.hit.order.filter(({id}) => bones.includes(id))) {
    const hits = [];
    for (let x = xaxis.d2p(box.left) - beside; x < xaxis.d2p(box.right) + beside; x += 1)
      for (let y = yaxis.d2p(box.high) - beside; y < yaxis.d2p(box.low) + beside; y += 1)
        if (plot.hit.at(left + x, top + y, mouse) === id) hits.push([x, y]);
    for (const axis of hits.length ? [0, 1] : []) {
      const along = hits.map((hit) => hit[axis]);
      reach[id] = Math.max(reach[id], Math.max(...along) - Math.min(...along) + 1);
    }
  }
  return reach;
}"""

# The labels beside the body: their boxes, and what lies under the end of each line.
LABELS = """(selector) => {
  const {plot} = document.querySelector(selector).atlasView;
  const {xaxis, yaxis} = plot.element._fullLayout;
  const stage = plot.view.stage.getBoundingClientRect();
  const boxes = [...plot.element.querySelectorAll(".annotation text.annotation-text")].map((e) => {
    const {left, top, right, bottom} = e.getBoundingClientRect();
    return {text: e.textContent, left, top, right, bottom};
  });
  const beside = (a, b) => a.right <= b.left || b.right <= a.left;
  const apart = (a, b) => beside(a, b) || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
  const pairs = boxes.flatMap((a, i) =>
    boxes.slice(0, i).filter((b) => !apart(a, b)).map((b) => [a.text, b.text]));
  const bones = [...document.querySelectorAll(selector + " .scatterlayer path.js-fill")]
    .map((path) => path.getBoundingClientRect()).filter((box) => box.width);
  const frame = {left: stage.left + xaxis._offset, right: stage.left + xaxis._offset + xaxis._length};
  const body = {left: Math.max(frame.left, Math.min(...bones.map((b) => b.left))),
    right: Math.min(frame.right, Math.max(...bones.map((b) => b.right)))};
  const notes = plot.element._fullLayout.annotations;
  return {
    count: boxes.length,
    pairs,
    cut: boxes.filter((b) => b.left < stage.left - 1 || b.right > stage.right + 1).map((b) => b.text),
    onBody: boxes.filter((b) => b.right > body.left && b.left < body.right).map((b) => b.text),
    lost: notes.filter(({x, y}) => {
      const [px, py] = [xaxis.d2p(x), yaxis.d2p(y)];
      return px < 0 || py < 0 || px > xaxis._length || py > yaxis._length || !plot.hit.topmost(x, y);
    }).map(({text}) => text),
  };
}"""

BODY_HEIGHT = """(selector) => {
  const boxes = [...document.querySelectorAll(selector + " .scatterlayer path.js-fill")]
    .map((path) => path.getBoundingClientRect()).filter((box) => box.width);
  return Math.max(...boxes.map((b) => b.bottom)) - Math.min(...boxes.map((b) => b.top));
}"""


# The skeleton is drawn in the size that the page gives it now, and as the page wants it.
FITTED = """async (selector) => {
  const view = document.querySelector(selector).atlasView;
  await view.queue;
  const {element} = view.plot;
  const {width, height} = element._fullLayout;
  const fits = Math.abs(width - element.clientWidth) < 2 && Math.abs(height - element.clientHeight) < 2;
  const home = view.plot.homeRanges();
  const [x, y] = [element._fullLayout.xaxis.range, element._fullLayout.yaxis.range];
  const holds = (range, wanted) => range[0] <= wanted[0] + 1 && range[1] >= wanted[1] - 1;
  const labelled = JSON.stringify(view.plot.annotations()) === JSON.stringify(view.plot.notes);
  return fits && labelled && holds(x, home.x) && holds(y, home.y);
}"""


def fitted(page: Page) -> None:
    until_idle(page)
    until(page, f"() => ({FITTED})('{FIGURE}')", 30)


def parts_of(extent: str) -> dict[str, str]:
    return {} if extent == "whole" else {"extent": extent}


def resized(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    fitted(page)


def says_what_it_is(seen: dict[str, Any], silent: str) -> None:
    assert "breast cancer spreads in the skeleton" in seen["title"], seen
    assert "Colours:" in seen["key"], seen
    assert silent in seen["key"], seen
    assert seen["source"], seen
    assert "a bone" in seen["click"], seen
    assert (seen["figure"] or 0) >= 180, seen
    assert not seen["sideways"], seen


@pytest.mark.parametrize("layer", FIRST)
def test_every_size_says_at_once_what_it_is_and_where_to_click(page: Page, layer: str) -> None:
    AtlasPage(page).open(layer=layer)
    for size in SIZES:
        resized(page, size)
        says_what_it_is(page.evaluate(IN_SIGHT), FIRST[layer])


def test_a_phone_says_at_once_what_it_is(new_context: Callable[..., BrowserContext]) -> None:
    for size in ((390, 664), (844, 390)):
        viewport = {"width": size[0], "height": size[1]}
        phone = new_context(**{**PHONE, "viewport": viewport}).new_page()
        AtlasPage(phone).open()
        says_what_it_is(phone.evaluate(IN_SIGHT), "not mentioned")


def test_the_article_layer_says_what_the_article_is(page: Page) -> None:
    AtlasPage(page).open()
    source = page.locator(".atlas-source-line")
    expect(source).to_contain_text("popular health article")
    expect(source).to_contain_text("no counts")


def test_the_body_takes_the_height_of_the_window(page: Page) -> None:
    atlas = AtlasPage(page).open()
    for layer in FIRST:
        atlas.again(layer)
        assert page.evaluate(BODY_HEIGHT, FIGURE) >= 600


@pytest.mark.parametrize("view", ["front", "back", "left"])
def test_every_bone_of_the_trunk_is_large_enough_to_hit(page: Page, view: str) -> None:
    AtlasPage(page).open(layer="shaked_zari_2025", view=view, extent="trunk")
    fitted(page)
    reach = page.evaluate(REACH, FIGURE)
    drawn_small = [bone for bone, px in reach.items() if px < 24]
    clicked = page.evaluate(CLICKED, [FIGURE, drawn_small])
    missed = {bone: px for bone, px in clicked.items() if px < 24 and bone not in HEMMED_IN.get(view, ())}
    assert missed == {}
    assert all(clicked.values()), clicked
    assert {"L3", "C4", "sternum", "rib_12_left", "femur_proximal_left"} <= reach.keys()
    # Seen from its side, the body holds a hand before the trunk.
    limbs = ("tibia", "patella") if view == "left" else ("tibia", "patella", "phalanx")
    assert not [bone for bone in reach if any(part in bone for part in limbs)]


@pytest.mark.parametrize("extent", ["whole", "trunk"])
def test_labels_point_to_what_is_seen_and_keep_apart(page: Page, extent: str) -> None:
    atlas = AtlasPage(page).open(
        layer="shaked_zari_2025", **({} if extent == "whole" else {"extent": extent})
    )
    counted = 0
    for size in SIZES:
        resized(page, size)
        labels = page.evaluate(LABELS, FIGURE)
        found = {key: labels[key] for key in ("pairs", "cut", "onBody", "lost") if labels[key]}
        assert found == {}, (size, found)
        counted += labels["count"] > 5
        if size == (1366, 768) or (size == (1024, 768) and extent == "whole"):
            assert labels["count"] > 5
    assert counted > 3
    assert atlas.query().get("extent") == (None if extent == "whole" else extent)


def test_a_key_shows_the_trunk_and_the_address_keeps_it(page: Page) -> None:
    atlas = AtlasPage(page).open()
    page.keyboard.press("b")
    atlas.in_url(extent="trunk")
    expect(page.get_by_role("radio", name="Trunk")).to_have_attribute("aria-checked", "true")
    fitted(page)
    assert "tibia_shaft_left" not in page.evaluate(REACH, FIGURE)
    page.reload()
    atlas.settle(45)
    fitted(page)
    assert "tibia_shaft_left" not in page.evaluate(REACH, FIGURE)
    page.get_by_role("radio", name="Body").click()
    atlas.in_url(extent=None)
    fitted(page)
    assert "tibia_shaft_left" in page.evaluate(REACH, FIGURE)
    page.go_back()
    atlas.in_url(extent="trunk")


def test_what_lies_outside_the_trunk_is_shown_when_it_is_chosen(page: Page) -> None:
    atlas = AtlasPage(page).open(extent="trunk")
    seen = f"() => ({REACH})('{FIGURE}')"
    page.evaluate(f"() => {{ {atlas.view()}.select('tibia_shaft_left'); {atlas.view()}.bringIntoSight(); }}")
    until(page, f"() => 'tibia_shaft_left' in ({seen})()")
    page.keyboard.press("Escape")
    until(page, f"() => !('tibia_shaft_left' in ({seen})())")


def test_changes_of_layer_and_view_are_announced(page: Page) -> None:
    atlas = AtlasPage(page).open()
    said = page.locator(".atlas-scene > .atlas-unseen[role=status]")
    expect(said).to_be_empty()
    atlas.choose_view("back")
    expect(said).to_contain_text("back view, whole body")
    atlas.choose_layer("shaked_zari_2025")
    expect(said).to_contain_text("Shaked Zari 2025")
    expect(page.get_by_role("figure", name="Skeleton, back view, whole body")).to_be_visible()


def test_a_key_fills_the_screen_and_gives_it_back(page: Page) -> None:
    AtlasPage(page).open()
    page.keyboard.press("f")
    until(page, "() => document.fullscreenElement?.classList.contains('atlas-scene')")
    fitted(page)
    page.keyboard.press("f")
    until(page, "() => !document.fullscreenElement")


def test_the_keys_are_told_on_a_card(page: Page) -> None:
    AtlasPage(page).open()
    page.keyboard.press("?")
    card = page.get_by_role("dialog", name="Keys")
    expect(card).to_contain_text("whole body, or trunk")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    expect(card).to_be_visible()
