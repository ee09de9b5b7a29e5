"""The three views against kept pictures. Rewrite them with BONE_ATLAS_UPDATE_PICTURES=1, and look at them.

Only the skeleton is compared, at half its size: words and legend are hidden, for fonts differ between
machines.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from atlas_page import FIGURE, AtlasPage
from PIL import Image
from playwright.sync_api import Page
from waiting import still, until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(25)]

KEPT = Path(__file__).parent / "pictures"
UPDATE = "BONE_ATLAS_UPDATE_PICTURES"
# Mean absolute difference of the channels; another machine's smoothing of edges makes about a quarter of it.
MOST_DIFFERENCE = 0.02 * 255
# One small bone of another colour changes the mean little, so no small square may differ more than this.
MOST_LOCAL = 0.08 * 255
TILE = 15
# A fixed size of the figure, so that the page around it may change.
ALONE = f"""
  .atlas-skeleton {{ z-index: 99999 }}
  {FIGURE} .infolayer, .atlas-toolbar, .atlas-rail, .atlas-side {{ visibility: hidden !important }}
  {FIGURE} .atlas-stage {{ position: fixed !important; inset: 0; width: 900px; height: 1000px;
    z-index: 99999; background: #fff }}
"""
# Where the skeleton is, without the room for its labels.
CLIP = """(() => {
  const {xaxis, yaxis} = view.plot.element._fullLayout;
  const {x: [left, right], y: [bottom, top]} = view.plot.meta.ranges.narrow;
  const px = (v) => xaxis._offset + xaxis.d2p(v), py = (v) => yaxis._offset + yaxis.d2p(v);
  return {x: px(left), y: py(top), width: px(right) - px(left), height: py(bottom) - py(top)};
})()"""


def picture(atlas: AtlasPage, layer: str, view: str = "front") -> Image.Image:
    """Return the plotted skeleton of a layer and a view on white, at half its size."""
    atlas.again(layer, view)
    style = atlas.page.add_style_tag(content=ALONE)
    until(atlas.page, f"() => {atlas.view()}.plot.element._fullLayout.height === 1000")
    still(atlas.page)
    shot = atlas.page.screenshot(clip=atlas.js(CLIP), animations="disabled")
    style.evaluate("element => element.remove()")
    whole = Image.open(io.BytesIO(shot)).convert("RGB")
    return whole.resize((whole.width // 2, whole.height // 2), Image.Resampling.LANCZOS)


def difference(a: Image.Image, b: Image.Image) -> tuple[float, float]:
    """Return the mean difference of all pixels, and that of the square that differs most.

    The second picture is brought to the size of the first; a few pixels more of legend make it smaller.
    """
    b = b.resize(a.size, Image.Resampling.LANCZOS)
    apart = np.abs(np.asarray(a, dtype=float) - np.asarray(b, dtype=float)).mean(axis=2)
    height, width = (n // TILE * TILE for n in apart.shape)
    tiles = apart[:height, :width].reshape(height // TILE, TILE, width // TILE, TILE).mean(axis=(1, 3))
    return float(apart.mean()), float(tiles.max())


@pytest.fixture
def atlas(keep: Callable[..., Page]) -> AtlasPage:
    """A page in the very size and theme of the kept pictures."""
    return AtlasPage(keep(viewport={"width": 900, "height": 1000}, reduced_motion="reduce"))


@pytest.mark.parametrize("view", ["front", "back", "left"])
def test_view_looks_as_kept(atlas: AtlasPage, view: str) -> None:
    now = picture(atlas, "shaked_zari_2025", view)
    path = KEPT / f"{view}.webp"
    if os.environ.get(UPDATE):
        now.save(path, quality=85, method=6)
        assert path.stat().st_size < 60_000
    assert path.is_file(), f"no kept picture of the {view} view: run once with {UPDATE}=1"
    mean, local = difference(Image.open(path).convert("RGB"), now)
    assert mean < MOST_DIFFERENCE, f"{view}: the picture differs by {mean:.1f} of 255"
    assert local < MOST_LOCAL, f"{view}: one part differs by {local:.1f} of 255"


def test_comparison_sees_another_layer(atlas: AtlasPage) -> None:
    """The guard of the guard: another layer is not taken for the kept one."""
    other = picture(atlas, "shaked_zari_2025.triple_negative")
    assert difference(Image.open(KEPT / "front.webp").convert("RGB"), other)[1] > MOST_LOCAL
