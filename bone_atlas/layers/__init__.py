"""What the skeleton can be painted with: the article's tiers, and each study and subgroup.

A value given for a coarse site or a group holds for all it covers and says so. Values of finer sites are
never added up, for one patient can have both. What no study lists is "not reported", which is not zero.
"""

from bone_atlas.layers.build import article_routes, article_says, build_layers
from bone_atlas.layers.model import (
    NOT_REPORTED,
    REPORTED,
    TIER_LABELS,
    Derived,
    Layer,
    LayerKind,
    Measure,
    Measured,
    NotReported,
    Proportion,
    Report,
    SiteValue,
    Tier,
)
from bone_atlas.layers.resolve import resolve

__all__ = [
    "NOT_REPORTED",
    "REPORTED",
    "TIER_LABELS",
    "Derived",
    "Layer",
    "LayerKind",
    "Measure",
    "Measured",
    "NotReported",
    "Proportion",
    "Report",
    "SiteValue",
    "Tier",
    "article_routes",
    "article_says",
    "build_layers",
    "resolve",
]
