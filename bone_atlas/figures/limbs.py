"""A limb that was reported as a whole: one outline round it, paler toward hand or foot, one label.

The number was counted for the whole limb, most of it in thigh and upper arm; painted alike on every bone it
would look as if toes and fingers had been counted too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from bone_atlas.anatomy import CARTILAGE, Anatomy, LimbOutline, Ring, read_limbs
from bone_atlas.figures import colours
from bone_atlas.figures.colours import Theme
from bone_atlas.layers import Layer, Proportion, SiteValue, Tier

#: Each limb, and the bone at which its label stands.
LABELLED = {"upper_limb": "humerus_shaft", "lower_limb": "femur_shaft"}
LIMBS = tuple(LABELLED)
#: How far a part of a limb is toned toward the page: thigh and upper arm not at all.
PALER = {"forearm": 0.3, "leg": 0.3, "patella": 0.3, "hand": 0.6, "foot": 0.6}
#: Of the line between two bones of such a limb, how far it is toned toward the colour of the bone.
SOFTER = 0.65
OUTLINE_PX = 2.2


@lru_cache(maxsize=1)
def _outlines() -> tuple[LimbOutline, ...]:
    return read_limbs()


def traces(panels: Iterable[tuple[str, float]]) -> list[go.Scatter]:
    """Return one trace for each of `LIMBS`: the outlines of both sides in all panels, not yet visible.

    Parameters
    ----------
    panels : iterable of (str, float)
        View and shift in mm of each panel of the figure.
    """
    placed = list(panels)
    return [_trace(limb, placed) for limb in LIMBS]


def _trace(limb: str, panels: Sequence[tuple[str, float]]) -> go.Scatter:
    x: list[float | None] = []
    y: list[float | None] = []
    for view, dx in panels:
        for ring in rings(limb, view):
            x += [round(point[0] + dx, 1) for point in ring] + [None]
            y += [point[1] for point in ring] + [None]
    return go.Scatter(
        x=x[:-1],
        y=y[:-1],
        mode="lines",
        name="",
        showlegend=False,
        hoverinfo="skip",
        visible=False,
        line={"color": colours.INK["light"], "width": OUTLINE_PX},
    )


def paint(whole: Collection[str], theme: Theme) -> dict[str, list[Any]]:
    """Return the paint of the outlines: seen are those of the limbs that were reported as a ``whole``."""
    return {
        "fillcolor": [colours.MUTED[theme]] * len(LIMBS),  # not filled
        "fillpattern": [{}] * len(LIMBS),
        "line.color": [colours.MUTED[theme]] * len(LIMBS),
        "visible": [limb in whole for limb in LIMBS],
    }


def limb_of(site: str, value: SiteValue, anatomy: Anatomy) -> str | None:
    """Find the limb that a site's number was given for as a whole.

    Parameters
    ----------
    site : str
        Id of a site that owns bones.
    value : SiteValue
        What a layer says of it.
    anatomy : Anatomy
        Which site lies within which.

    Returns
    -------
    str or None
        One of `LIMBS`; None where the number was given for a part of a limb or for no limb, where it is no
        share that was counted, or a word.
    """
    if not isinstance(value, Proportion) or value.reported_as is None:
        return None
    for limb in LIMBS:
        if anatomy.covers(limb, site) and anatomy.covers(value.reported_as, limb):
            return limb
    return None


def counted_whole(layer: Layer, anatomy: Anatomy) -> frozenset[str]:
    """List the limbs that a layer reports as a whole, at least for some of their bones."""
    found = (limb_of(site, layer.value(site), anatomy) for site in anatomy.drawn_sites())
    return frozenset(limb for limb in found if limb)


def faded(site: str, colour: str, anatomy: Anatomy, theme: Theme) -> str:
    """Return the colour of a part of a limb that was reported as a whole: paler toward hand and foot."""
    share = next((PALER[part] for part in (site, *anatomy.ancestors(site)) if part in PALER), 0.0)
    return colours.mixed(colour, colours.PAPER[theme], share)


def line_of(site: str, layer: Layer, fill: str, anatomy: Anatomy, theme: Theme) -> str:
    """Return the colour of the line round a bone: soft inside a limb that has one outline of its own.

    Parameters
    ----------
    site : str
        Id of the site that owns the bone, or `CARTILAGE`.
    layer : Layer
        What is painted.
    fill : str
        The colour of the bone.
    anatomy : Anatomy
        Which site lies within which.
    theme : {"light", "dark"}
        Which colours.
    """
    ink = colours.INK[theme]
    if site == CARTILAGE or limb_of(site, layer.value(site), anatomy) is None:
        return ink
    return colours.mixed(ink, fill, SOFTER)


def rings(limb: str, view: str) -> list[Ring]:
    """Return the outlines of a limb in a view, of both sides."""
    drawn = (one for one in _outlines() if (one.site_id, one.view) == (limb, view))
    return [ring for one in drawn for ring in one.rings]


def label_bones(report: SiteValue, bones: Sequence[str], anatomy: Anatomy) -> Sequence[str]:
    """Return where the label of a report may point: of a limb as a whole, to its thigh or upper arm.

    Parameters
    ----------
    report : SiteValue
        What is labelled.
    bones : sequence of str
        The bones of it that are seen and painted by it.
    anatomy : Anatomy
        Which site lies within which.

    Returns
    -------
    sequence of str
        All of them where the report is of no limb, or that bone is not among them.
    """
    limbs = [limb for limb in reversed(LIMBS) if anatomy.covers(report.site_id, limb)]
    of_limbs = frozenset().union(*(anatomy.extent(limb) for limb in limbs))
    if isinstance(report, Tier) or anatomy.extent(report.site_id) != of_limbs:
        return bones
    upper = set(anatomy.bones_of(LABELLED[limbs[0]]))
    return [bone for bone in bones if bone in upper] or bones
