"""How values are put into words: one place for every phrase that carries a number.

Tooltips, the detail panel, tables and spoken text all use these functions, so that a count never
travels without its denominator and an absent count is never silent.
"""

from __future__ import annotations

from bone_atlas.layers import TIER_LABELS, Layer, SiteValue
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED
from bone_atlas.layers.model import NOT_REPORTED

SMALL_GROUP = 20
#: The one study that tells classes in words; any other layer of classes is a reader's own.
ARTICLE = "article"


def percent(value: float | None) -> str:
    """Return a percentage with one decimal, as ``"46.7 %"``, or ``"not reported"`` for None."""
    return NOT_REPORTED if value is None else f"{value:.1f} %"


def count(value: SiteValue) -> str:
    """Return the count behind a value: ``"50 of 107"``, or what is missing of it."""
    if value.numerator is not None and value.denominator is not None:
        return f"{value.numerator} of {value.denominator}"
    if value.denominator is not None:
        return f"{COUNT_NOT_PUBLISHED}, n = {value.denominator}"
    return COUNT_NOT_PUBLISHED


def interval(value: SiteValue) -> str:
    """Return the 95 % confidence interval as ``"95 % CI 37.6-56.1 %"``, empty where there is none."""
    if value.ci_low is None or value.ci_high is None:
        return ""
    return f"95 % CI {value.ci_low:.1f}\N{EN DASH}{value.ci_high:.1f} %"


def headline(value: SiteValue) -> str:
    """Return the value itself: a tier in words, a percentage, or ``"not reported"``."""
    if value.tier is not None:
        return TIER_LABELS[value.tier]
    return percent(value.percent) if value.status == "reported" else NOT_REPORTED


def teller(layer: Layer) -> str:
    """Return whose words the classes of a layer are: ``"the article"`` or ``"your table"``."""
    return "the article" if layer.study_id == ARTICLE else "your table"


def hover_text(value: SiteValue, layer: Layer, reported_name: str | None = None) -> str:
    """Return the tooltip of a site: value, count, interval and what the number was given for.

    Parameters
    ----------
    value : SiteValue
        The value to tell.
    layer : Layer
        The layer it belongs to; its unit is named.
    reported_name : str, optional
        Name of the coarser site or group the value was reported for.

    Returns
    -------
    str
        Lines joined by ``<br>``, without any other markup.
    """
    if layer.kind == "tiers":
        lines = [f"{teller(layer)}: {headline(value)}"]
    elif value.status != "reported":
        return f"{NOT_REPORTED} in {layer.short_title}"
    else:
        lines = [f"{percent(value.percent)} ({count(value)} {layer.unit_label})", interval(value)]
    if reported_name:
        lines.append(f"reported for: {reported_name}")
    return "<br>".join(line for line in lines if line)


def row_words(value: SiteValue) -> str:
    """Return value and count for a row of a dot plot: ``"<b>46.7 %</b>  50/107"``, or the value alone."""
    counted = f"  {value.numerator}/{value.denominator}" if value.numerator is not None else ""
    return f"<b>{percent(value.percent)}</b>{counted}"


def brief(value: SiteValue) -> str:
    """Return value and count in a few words, for lists and for what is read aloud."""
    if value.tier is not None or value.status != "reported":
        return headline(value)
    return f"{percent(value.percent)}, {count(value)}"


def is_small(layer: Layer) -> bool:
    """Return whether a layer's group is so small that its percentages mislead (n below 20)."""
    return layer.n is not None and layer.n < SMALL_GROUP
