"""Colours: a sequential and a diverging scale and three tier classes, for the light and the dark theme.

The sequential stops are equally spaced in CAM02-UCS and monotonic in lightness. On the light theme
high values are dark; on the dark theme high values are bright, so that in both the strongest value
stands out most from the page. The diverging scale runs from blue over a neutral zero to orange, both arms
alike in lightness. ``tests/figures/test_colours.py`` holds these properties, also under
simulated colour-vision deficiency.
"""

from __future__ import annotations

from typing import Literal, assert_never

from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.layers import Derived, Layer, NotReported, Proportion, SiteValue, Tier

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")

SEQUENTIAL: dict[Theme, tuple[str, ...]] = {
    "light": (
        "#fbf1d8",
        "#f9dca6",
        "#f4be7b",
        "#ee9f5c",
        "#e58046",
        "#dc6139",
        "#ca4230",
        "#ae2b2b",
        "#901428",
        "#700421",
        "#4f0618",
    ),
    "dark": (
        "#554f50",
        "#6e5651",
        "#895c4d",
        "#a46143",
        "#bd6e3c",
        "#d48038",
        "#e7973f",
        "#f0b14c",
        "#facd64",
        "#fde494",
        "#fff6c4",
    ),
}
DIVERGING: dict[Theme, tuple[str, ...]] = {
    "light": (
        "#0c4aa7",
        "#446cb2",
        "#718dbd",
        "#9dadca",
        "#c9ced9",
        "#f5f0ed",
        "#e7c5b4",
        "#d89a7c",
        "#c47047",
        "#aa4714",
        "#891e00",
    ),
    "dark": (
        "#a0dcff",
        "#89badb",
        "#799bb3",
        "#6c7f8d",
        "#60666b",
        "#524f4d",
        "#70624f",
        "#91764f",
        "#b58c4e",
        "#dca551",
        "#ffc35b",
    ),
}
TIERS: dict[Theme, dict[str, str]] = {
    "light": {"most_common": "#901428", "common": "#ec9554", "extremely_rare": "#fbe9c2"},
    "dark": {"most_common": "#fde08a", "common": "#cc7639", "extremely_rare": "#745750"},
}
CARTILAGE: dict[Theme, str] = {"light": "#dfe6ea", "dark": "#3f484d"}
INK: dict[Theme, str] = {"light": "#4a4036", "dark": "#14100e"}
HATCH: dict[Theme, tuple[str, str]] = {"light": ("#8f8b84", "#ecebe8"), "dark": ("#8d8984", "#3a3836")}
ACCENT: dict[Theme, str] = {"light": "#0b57d0", "dark": "#7cb4ff"}
PAPER: dict[Theme, str] = {"light": "#ffffff", "dark": "#15171a"}
MUTED: dict[Theme, str] = {"light": "#5f5b55", "dark": "#b5b0a8"}

#: Bones that both routes by blood reach, of which it is not known, for which no venous route is named: violet
#: and red as the vessels are, and between them what may be either.
REACH: dict[Theme, dict[str, str]] = {
    "light": {"both": "#6b4fa3", "unknown": "#539da6", "arteries": "#d1495b"},
    "dark": {"both": "#b39df0", "unknown": "#5cc8b5", "arteries": "#ff8f6b"},
}
#: Vessels by kind, for lines and boxes: far apart to every eye, in lightness where some see one hue for two.
#: Each kind has a dash too.
VESSELS: dict[Theme, dict[str, str]] = {
    "light": {
        "vein": "#2774c0",
        "artery": "#c81e2b",
        "capillary": "#9c2f6e",
        "plexus": "#5a2aa0",
        "lymph": "#2c7a3f",
    },
    "dark": {
        "vein": "#4896ee",
        "artery": "#ff6f66",
        "capillary": "#f093c4",
        "plexus": "#ceb0ff",
        "lymph": "#7fd992",
    },
}
#: The dash of each kind in px: on lines so short the gaps of Plotly's terms would swallow them.
FINE_DASHES: dict[str, str] = {
    "vein": "12px,3px",
    "artery": "solid",
    "capillary": "6px,3px,2px,3px",
    "plexus": "5px,3px",
    "lymph": "2px,4px",
}
BONE: dict[Theme, tuple[str, str]] = {"light": ("#f8f1e1", "#a08c62"), "dark": ("#383226", "#b3a27c")}
FLOW_INK: dict[Theme, str] = {"light": "#26231f", "dark": "#ece9e3"}
FLOW_PANEL: dict[Theme, str] = {"light": "#f4f1ea", "dark": "#1f2226"}
#: How much of its colour the box of a vessel has, the rest being paper.
TINT: dict[Theme, float] = {"light": 0.1, "dark": 0.22}


def flow_box(kind: str, landmark: bool, theme: Theme) -> tuple[str, str, str]:
    """Return fill, outline and ink of a box of the pathway diagram.

    Parameters
    ----------
    kind : str
        A key of `VESSELS`, ``tumour`` or ``bone``.
    landmark : bool
        Whether it is one of the few a reader should find first: those are filled with full colour.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    tuple of str
        Three times ``#rrggbb``.
    """
    if kind == "bone":
        return *BONE[theme], FLOW_INK[theme]
    colour = FLOW_INK[theme] if kind == "tumour" else VESSELS[theme][kind]
    if landmark:
        return colour, colour, PAPER[theme]
    return mixed(PAPER[theme], colour, TINT[theme]), colour, FLOW_INK[theme]


def colour_at(fraction: float, theme: Theme = "light") -> str:
    """Return the sequential scale's colour at a fraction of its range.

    Parameters
    ----------
    fraction : float
        Position on the scale; clipped to 0..1.
    theme : {"light", "dark"}
        Which of the two scales.

    Returns
    -------
    str
        ``#rrggbb``. Between two of the eleven stops sRGB is interpolated linearly, as Plotly's
        own colour bar does, so that bones and colour bar agree.
    """
    return _between(SEQUENTIAL[theme], fraction)


def diverging_at(fraction: float, theme: Theme = "light") -> str:
    """Return the diverging scale's colour.

    Parameters
    ----------
    fraction : float
        Position on the scale; clipped to -1..1, zero is neutral.
    theme : {"light", "dark"}
        Which of the two scales.

    Returns
    -------
    str
        ``#rrggbb``, interpolated as in `colour_at`.
    """
    return _between(DIVERGING[theme], (fraction + 1) / 2)


def _between(stops: tuple[str, ...], fraction: float) -> str:
    position = min(max(fraction, 0.0), 1.0) * (len(stops) - 1)
    i = min(int(position), len(stops) - 2)
    return mixed(stops[i], stops[i + 1], position - i)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two, linearly in sRGB; ``share`` is that of the other, from 0 to 1."""
    low, high = (tuple(int(colour[k : k + 2], 16) for k in (1, 3, 5)) for colour in (one, other))
    channels = (round(a + (b - a) * share) for a, b in zip(low, high, strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def toned_down(colour: str, theme: Theme = "light") -> str:
    """Return the colour of a value from a small group: halfway to the page."""
    return mixed(colour, PAPER[theme], 0.5)


def colorscale(theme: Theme = "light", diverging: bool = False) -> list[list[float | str]]:
    """Return a scale in Plotly's form: ``[[0.0, "#..."], ..., [1.0, "#..."]]``."""
    stops = (DIVERGING if diverging else SEQUENTIAL)[theme]
    return [[i / (len(stops) - 1), stop] for i, stop in enumerate(stops)]


def stipple(colour: str, theme: Theme = "light") -> PlotlyObject:
    """Return Plotly's fill pattern of a value from a small group: its colour under dots of the page's."""
    return {
        "shape": ".",
        "fgcolor": PAPER[theme],
        "bgcolor": colour,
        "size": 5,
        "solidity": 0.3,
        "fillmode": "replace",
    }


def hatch(theme: Theme = "light") -> PlotlyObject:
    """Return Plotly's fill pattern of "not reported": grey lines, never a colour of the scale."""
    line, ground = HATCH[theme]
    return {
        "shape": "/",
        "fgcolor": line,
        "bgcolor": ground,
        "size": 6,
        "solidity": 0.28,
        "fillmode": "replace",
    }


#: Where a colour scale in percent may end.
SCALE_TOPS = (20.0, 40.0, 60.0, 80.0, 100.0)


def scale_top(percents: list[float]) -> float:
    """Return the top of the colour scale for the largest of some percentages: 20, 40, 60, 80 or 100."""
    largest = max(percents, default=0.0)
    return next(top for top in SCALE_TOPS if largest <= top)


def layer_top(*layers: Layer) -> float:
    """Return the top of the colour scale of a layer, or of several that share one.

    Parameters
    ----------
    *layers : Layer
        Of one kind and unit.

    Returns
    -------
    float
        In percent, percentage points or studies. The scale of a difference runs from minus this to this.
    """
    numbers = [abs(report.number) for layer in layers for report in layer.measured]
    if layers and layers[0].kind == "count":
        return max(numbers, default=1.0)
    return scale_top(numbers)


def colour_of(value: SiteValue, top: float, theme: Theme = "light") -> str | None:
    """Return the colour of a value.

    Parameters
    ----------
    value : SiteValue
        What is painted.
    top : float
        Top of the colour scale, as from `layer_top`.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    str or None
        ``#rrggbb``; None where there is no value, which is to be hatched.
    """
    match value:
        case Tier():
            return TIERS[theme].get(value.tier)
        case Derived(measure="difference"):
            return diverging_at(value.amount / top, theme)
        case Derived() | Proportion():
            return colour_at(value.number / top, theme)
        case NotReported():
            return None
        case _:
            assert_never(value)
