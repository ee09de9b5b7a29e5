"""The key of the colours: what is counted, the scale and its ends, and what has no value, as on the bones."""

from __future__ import annotations

import re

from bone_atlas.app.html.colour_key import colour_key
from bone_atlas.figures import colours, legend
from bone_atlas.figures.colours import THEMES
from tests.atlas import LAYERS
from tests.cases import every_case


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@every_case("layer", LAYERS)
def test_the_key_names_the_unit_and_all_that_is_painted(layer: str) -> None:
    painted = LAYERS[layer]
    for theme in THEMES:
        key = colour_key(painted, theme)
        text = words(key)
        if painted.kind != "tiers":
            assert legend.title(painted) in text
        for name in legend.shown(painted):
            assert legend.LEGEND_NAMES[name] in text
        assert ("<linearGradient" in key) == (painted.kind != "tiers")
        # Each end of the bar has its number: which end is more needs no word.
        bar = legend.coloraxis(painted, colours.layer_top(painted), theme)["colorbar"]["ticktext"]
        assert ({bar[0], bar[-1]} <= set(re.findall(r"[\d.+−]+(?: %)?", text))) == (painted.kind != "tiers")
        assert "limb as a whole" in words(colour_key(painted, theme, limbs=True)) or painted.kind == "tiers"


def test_the_colours_of_the_key_are_those_of_the_bones() -> None:
    for theme in THEMES:
        tiers = colour_key(LAYERS["article"], theme)
        assert [c for c in colours.TIERS[theme].values() if f"fill='{c}'" in tiers] == list(
            colours.TIERS[theme].values()
        )
        measured = colour_key(LAYERS["shaked_zari_2025"], theme)
        stops = re.findall(r"stop-color='(#\w+)'", measured)
        assert stops == list(colours.SEQUENTIAL[theme])
        assert colours.HATCH[theme][0] in measured


def test_the_scale_ends_where_that_of_the_bones_does() -> None:
    layer = LAYERS["shaked_zari_2025"]
    assert f"{colours.layer_top(layer):.0f} %" in words(colour_key(layer, "light"))
