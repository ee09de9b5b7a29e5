"""The colours hold what their module promises, also for eyes that see fewer of them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE
from hypothesis import given
from hypothesis import strategies as st

from bone_atlas.evidence.comparable import difference
from bone_atlas.evidence.disagreement import count_layer
from bone_atlas.figures import colours, legend
from bone_atlas.figures.colours import THEMES, Theme
from tests.atlas import BODY, LAYERS
from tests.cases import every_case

EYES = ("normal", "protanomaly", "deuteranomaly", "tritanomaly")
CLASSES = ("most_common", "common", "extremely_rare")
fractions = st.floats(0, 1)


def rgb(colour: str) -> np.ndarray:
    """A ``#rrggbb`` colour as sRGB from 0 to 1."""
    assert len(colour) == 7
    return np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)])


def seen(colour: str, eyes: str) -> np.ndarray:
    """What somebody with a colour-vision deficiency (severity 100) sees of a colour, as sRGB."""
    if eyes == "normal":
        return rgb(colour)
    space = {"name": "sRGB1+CVD", "cvd_type": eyes, "severity": 100}
    return np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1)


def lightness(colour: str, eyes: str = "normal") -> float:
    """J' of CAM02-UCS."""
    return float(cspace_convert(seen(colour, eyes), "sRGB1", "CAM02-UCS")[0])


def distance(one: str, other: str, eyes: str = "normal") -> float:
    """Perceptual distance in CAM02-UCS."""
    return float(deltaE(seen(one, eyes), seen(other, eyes), input_space="sRGB1", uniform_space="CAM02-UCS"))


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2 defines it, 1 to 21."""

    def luminance(colour: str) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
        return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def monotonic(values: list[float]) -> bool:
    steps = np.diff(values)
    return bool((steps > 0).all() or (steps < 0).all())


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eyes", EYES)
def test_more_stands_out_more_from_the_page_in_both_themes(eyes: str, theme: Theme) -> None:
    """Of both arms of a difference too, and of the classes in words."""
    page, diverging = colours.PAPER[theme], colours.DIVERGING[theme]
    middle = len(diverging) // 2
    tiers = [colours.TIERS[theme][name] for name in reversed(CLASSES)]
    for scale in (colours.SEQUENTIAL[theme], diverging[middle:], diverging[middle::-1], tiers):
        apart = [abs(lightness(stop, eyes) - lightness(page, eyes)) for stop in scale]
        assert apart == sorted(apart)
        assert apart[-1] > apart[0] + 20


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", ["proportion", "count", "difference"])
def test_the_bar_says_which_end_is_more(kind: str, theme: Theme) -> None:
    one, other = LAYERS["shaked_zari_2025"], LAYERS["medicine_today_2018"]
    layer = {
        "proportion": lambda: one,
        "count": lambda: count_layer(LAYERS.values(), BODY),
        "difference": lambda: difference(one, other, BODY),
    }[kind]()
    bar = legend.coloraxis(layer, colours.layer_top(layer), theme)["colorbar"]
    values, texts = list(bar["tickvals"]), list(bar["ticktext"])
    assert values == sorted(values)
    assert len(values) == len(texts)
    # Each end has its number, which says more than a word: where dark is more, and where bright is.
    assert [float(text.removesuffix(" %").replace("−", "-")) for text in texts] == values


@pytest.mark.parametrize("theme", THEMES)
def test_the_stops_are_equally_spaced_to_the_eye(theme: Theme) -> None:
    steps = [distance(a, b) for a, b in itertools.pairwise(colours.SEQUENTIAL[theme])]
    assert len(steps) == 10
    assert max(steps) <= 1.1 * np.mean(steps)
    assert min(steps) >= 0.9 * np.mean(steps)


@every_case("theme", THEMES)
@every_case("eyes", EYES)
def test_lightness_runs_one_way_and_neighbours_differ(theme: Theme, eyes: str) -> None:
    stops = colours.SEQUENTIAL[theme]
    assert monotonic([lightness(stop, eyes) for stop in stops])
    assert all(distance(a, b, eyes) > 3.5 for a, b in itertools.pairwise(stops))


@pytest.mark.parametrize("theme", THEMES)
def test_the_strongest_value_stands_out_most_from_the_page(theme: Theme) -> None:
    contrasts = [contrast(stop, colours.PAPER[theme]) for stop in colours.SEQUENTIAL[theme]]
    assert monotonic(contrasts)
    assert contrasts[-1] > 10 > contrasts[0]


@pytest.mark.parametrize("theme", THEMES)
def test_greyscale_keeps_the_order_and_tells_neighbours_apart(theme: Theme) -> None:
    """What a black-and-white printer makes of the scale: luma, then back to a grey."""
    greys = [float(np.dot(rgb(stop), [0.299, 0.587, 0.114])) for stop in colours.SEQUENTIAL[theme]]
    assert monotonic(greys)
    assert min(abs(np.diff(greys))) > 0.03


@every_case("theme", THEMES)
@every_case("eyes", EYES)
def test_the_tier_classes_are_far_apart_and_ordered(theme: Theme, eyes: str) -> None:
    classes = [colours.TIERS[theme][tier] for tier in CLASSES]
    assert set(colours.TIERS[theme]) == set(CLASSES)
    assert all(distance(a, b, eyes) > 15 for a, b in itertools.combinations(classes, 2))
    assert monotonic([lightness(colour, eyes) for colour in classes])


def test_bones_are_seen_against_the_light_page() -> None:
    """Light fills lean on their outline: 3 : 1 off the page (WCAG 2, 1.4.11) and off pale fills."""
    ink = colours.INK["light"]
    assert contrast(ink, colours.PAPER["light"]) >= 3
    assert contrast(ink, colours.SEQUENTIAL["light"][0]) >= 3
    assert contrast(ink, colours.TIERS["light"]["extremely_rare"]) >= 3


def test_bones_are_seen_against_the_dark_page() -> None:
    """There the outline is dark and only parts the bones; the fills themselves stand off the page."""
    paper = colours.PAPER["dark"]
    assert all(contrast(stop, paper) >= 2 for stop in colours.SEQUENTIAL["dark"])
    assert all(contrast(colour, paper) >= 2.5 for colour in colours.TIERS["dark"].values())
    assert contrast(colours.HATCH["dark"][0], paper) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_outlines_of_selection_and_leader_lines_stand_off_the_page(theme: Theme) -> None:
    assert contrast(colours.ACCENT[theme], colours.PAPER[theme]) >= 4.5
    assert contrast(colours.MUTED[theme], colours.PAPER[theme]) >= 4.5


@every_case("theme", THEMES)
@every_case("eyes", EYES)
def test_the_hatch_of_not_reported_is_not_the_colour_of_a_value(theme: Theme, eyes: str) -> None:
    line, ground = colours.HATCH[theme]
    assert contrast(line, ground) > 2
    painted = (colours.SEQUENTIAL[theme][0], *colours.TIERS[theme].values())
    for colour in painted:
        assert max(distance(colour, line, eyes), distance(colour, ground, eyes)) > 15


@pytest.mark.parametrize("theme", THEMES)
def test_the_hatch_is_grey_lines(theme: Theme) -> None:
    for colour in colours.HATCH[theme]:
        assert np.ptp(rgb(colour)) < 0.06
    pattern = colours.hatch(theme)
    assert pattern["shape"]
    assert (pattern["fgcolor"], pattern["bgcolor"]) == colours.HATCH[theme]


@given(fractions, st.sampled_from(THEMES))
def test_colour_at_agrees_with_plotlys_colour_bar(fraction: float, theme: Theme) -> None:
    """Compared with a plain linear interpolation of each channel between the stops of `colorscale`."""
    scale = colours.colorscale(theme)
    places = [place for place, _ in scale]
    channels = np.array([rgb(stop) for _, stop in scale])
    expected = [255 * np.interp(fraction, places, channels[:, k]) for k in range(3)]
    assert np.allclose(255 * rgb(colours.colour_at(fraction, theme)), expected, atol=0.51)


@pytest.mark.parametrize("theme", THEMES)
def test_colour_at_the_stops_and_beyond(theme: Theme) -> None:
    stops = colours.SEQUENTIAL[theme]
    assert [colours.colour_at(i / 10, theme) for i in range(11)] == list(stops)
    assert colours.colour_at(-1, theme) == stops[0]
    assert colours.colour_at(7, theme) == stops[-1]
    assert [place for place, _ in colours.colorscale(theme)] == pytest.approx([i / 10 for i in range(11)])


@given(st.lists(st.floats(0, 100), max_size=12))
def test_scale_top_is_the_least_round_top_that_holds_all(percents: list[float]) -> None:
    top = colours.scale_top(percents)
    assert top in {20, 40, 60, 80, 100}
    assert all(percent <= top for percent in percents)
    assert top == 20 or max(percents) > top - 20


def test_the_top_of_every_layer_holds_its_values() -> None:
    assert colours.scale_top([]) == 20
    assert colours.layer_top(LAYERS["shaked_zari_2025"]) == 60
    for layer in LAYERS.values():
        top = colours.layer_top(layer)
        assert all(report.percent <= top for report in layer.proportions)


def test_the_scale_of_a_difference_holds_both_signs() -> None:
    first, second = LAYERS["chen_2017"], LAYERS["shaked_zari_2025"]
    one, other = difference(first, second, BODY), difference(second, first, BODY)
    assert colours.layer_top(one) == colours.layer_top(other)
    for layer in (one, other):
        assert max(abs(report.number) for report in layer.measured) <= colours.layer_top(layer)
    # The strongest is negative in one of them, and a scale of what is positive alone would be another one.
    assert len({colours.scale_top([r.number for r in layer.measured]) for layer in (one, other)}) == 2


@pytest.mark.parametrize("theme", THEMES)
def test_the_ways_stand_out_from_page_and_each_other(theme: Theme) -> None:
    parts = colours.REACH[theme].values()
    assert all(contrast(part, colours.PAPER[theme]) >= 3 for part in parts)
    for eyes in EYES:
        assert all(distance(a, b, eyes) > 15 for a, b in itertools.combinations(parts, 2)), eyes
        for shown in parts:
            assert all(distance(shown, grey, eyes) > 10 for grey in colours.HATCH[theme]), eyes


# The diverging scale of differences


@pytest.mark.parametrize("theme", THEMES)
def test_the_diverging_stops_are_equally_spaced_to_the_eye(theme: Theme) -> None:
    steps = [distance(a, b) for a, b in itertools.pairwise(colours.DIVERGING[theme])]
    assert len(steps) == 10
    assert max(steps) <= 1.1 * np.mean(steps)
    assert min(steps) >= 0.9 * np.mean(steps)


@every_case("theme", THEMES)
@every_case("eyes", EYES)
def test_each_arm_of_the_diverging_scale_runs_one_way(theme: Theme, eyes: str) -> None:
    stops = colours.DIVERGING[theme]
    for arm in (stops[:6], stops[5:]):
        assert monotonic([lightness(stop, eyes) for stop in arm])
        assert all(distance(a, b, eyes) > 3.5 for a, b in itertools.pairwise(arm))


@pytest.mark.parametrize("theme", THEMES)
def test_the_arms_are_alike_in_lightness_and_zero_is_grey(theme: Theme) -> None:
    stops = colours.DIVERGING[theme]
    assert all(abs(lightness(stops[i]) - lightness(stops[10 - i])) < 1.5 for i in range(5))
    assert np.ptp(rgb(stops[5])) < 0.06
    contrasts = [contrast(stop, colours.PAPER[theme]) for stop in stops]
    assert min(contrasts) == contrasts[5]
    assert min(contrasts[0], contrasts[-1]) > 8


@every_case("theme", THEMES)
@every_case("eyes", EYES)
def test_more_and_less_are_told_apart_by_all_eyes(theme: Theme, eyes: str) -> None:
    stops = colours.DIVERGING[theme]
    assert all(distance(stops[i], stops[10 - i], eyes) > 10 * (1 + (i < 4)) for i in range(5))


@given(fractions, st.sampled_from(THEMES))
def test_diverging_at_agrees_with_plotlys_colour_bar(fraction: float, theme: Theme) -> None:
    scale = colours.colorscale(theme, diverging=True)
    channels = np.array([rgb(stop) for _, stop in scale])
    expected = [255 * np.interp(fraction, [place for place, _ in scale], channels[:, k]) for k in range(3)]
    assert np.allclose(255 * rgb(colours.diverging_at(2 * fraction - 1, theme)), expected, atol=0.51)


@pytest.mark.parametrize("theme", THEMES)
def test_a_toned_down_dot_is_nearer_to_the_page_and_still_seen(theme: Theme) -> None:
    for colour in (colours.ACCENT[theme], colours.MUTED[theme]):
        toned = colours.toned_down(colour, theme)
        paper = colours.PAPER[theme]
        assert contrast(toned, paper) < contrast(colour, paper)
        assert contrast(toned, paper) > 1.8
    pattern = colours.stipple("#123456", theme)
    assert (pattern["bgcolor"], pattern["fgcolor"]) == ("#123456", colours.PAPER[theme])
