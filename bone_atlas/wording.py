"""How values are put into words: one place for every phrase that carries a number.

Tooltips, the detail panel, tables and spoken text all use these functions, so that a count never
travels without its denominator and an absent count is never silent.
"""

from __future__ import annotations

from typing import assert_never

from bone_atlas.layers import TIER_LABELS, Derived, Layer, Measured, NotReported, Proportion, SiteValue, Tier
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED
from bone_atlas.layers.model import NOT_REPORTED, SMALL_GROUP

#: The routes from breast to bone, as part of a sentence.
ROUTE_NAMES = {
    "pulmonary_systemic": "the arteries, through the lungs",
    "vertebral_venous": "the vertebral veins",
    "local_lymphatic": "lymph, not by blood",
}
#: A hyphen would break lines and is read as a dash.
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
#: Marks in the texts of a figure: Plotly has a few of HTML's.
BOLD, NOT_BOLD, BREAK = "<b>", "</b>", "<br>"
#: The one study that tells classes in words; any other layer of classes is a reader's own.
ARTICLE = "article"
#: How a note begins that says that a class is not the article's own word.
OUR_READING = "our reading"


def bold(text: str) -> str:
    """Return a text in bold type, as Plotly's texts have it."""
    return f"{BOLD}{text}{NOT_BOLD}"


def capitalised(text: str) -> str:
    """Return a text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Return a text as it stands inside a sentence."""
    return text[:1].lower() + text[1:]


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with what is counted, as ``"1 study"`` and ``"6 studies"``; mostly an s makes many."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def percent(value: float | None) -> str:
    """Return a percentage with one decimal, as ``"46.7 %"``, or ``"not reported"`` for None."""
    return NOT_REPORTED if value is None else f"{value:.1f} %"


def signed(number: float) -> str:
    """Return a number with one decimal and its sign, as ``"+3.7"``, ``"−2.5"`` or ``"0.0"``."""
    text = f"{number:+.1f}".replace("-", MINUS)
    return "0.0" if text[1:] == "0.0" else text


def span(low: float, high: float, digits: int = 1) -> str:
    """Return two ends in percent, as ``"42.0–59.0 %"``."""
    return f"{low:.{digits}f}{EN_DASH}{high:.{digits}f} %"


def signed_end(number: float) -> str:
    """Return the end of an interval of a difference, with so many decimals that its side of zero is seen."""
    return f"{number:+.2f}".replace("-", MINUS) if 0.005 <= abs(number) < 0.05 else signed(number)


def amount(value: Derived) -> str:
    """Return the number of a derived layer: ``"+3.7 points"``, ``"51.7 points"``, ``"6 studies"``.

    Points are percentage points.
    """
    if value.measure == "count":
        return counted(round(value.amount), "study", "studies")
    return f"{signed(value.amount) if value.measure == 'difference' else f'{value.amount:.1f}'} points"


def _behind(value: Derived) -> str:
    """Return the counts behind a derived value: of both layers, or of the lowest and highest study."""
    if value.measure == "difference":
        one, other = value.ends
        return f"{count(one)} against {count(other)}"
    if value.measure == "range":
        low, high = value.ends
        return f"{count(low)} to {count(high)}, {len(value.made_of)} studies"
    return ""


def count(value: SiteValue) -> str:
    """Return the count behind a value: ``"50 of 107"``, or what is missing of it.

    A derived value tells the counts it is made from: ``"50 of 107 against 24 of 80"``.
    """
    match value:
        case Proportion(numerator=int(counted), denominator=int(total)):
            return f"{counted} of {total}"
        case Proportion(denominator=int(total)):
            return f"{COUNT_NOT_PUBLISHED}, n = {total}"
        case Proportion():
            return COUNT_NOT_PUBLISHED
        case Derived():
            return _behind(value)
        case Tier() | NotReported():
            return ""
        case _:
            assert_never(value)


def interval(value: SiteValue) -> str:
    """Return the 95 % confidence interval as ``"95 % CI 37.6-56.1 %"``, empty where there is none."""
    match value:
        case Proportion(ci_low=float(low), ci_high=float(high)):
            return f"95 % CI {low:.1f}{EN_DASH}{high:.1f} %"
        case Derived(ci_low=float(low), ci_high=float(high)):
            return f"95 % CI {signed_end(low)} to {signed_end(high)} points"
        case _:
            return ""


def headline(value: SiteValue) -> str:
    """Return the value itself: a tier in words, a percentage, an amount, or why there is none."""
    match value:
        case Proportion():
            return percent(value.percent)
        case Tier():
            return f"{TIER_LABELS[value.tier]}{f' ({OUR_READING})' if is_our_reading(value) else ''}"
        case Derived():
            return amount(value)
        case NotReported():
            return value.notes[0] if value.notes else NOT_REPORTED
        case _:
            assert_never(value)


def is_our_reading(value: Tier) -> bool:
    """Tell whether a class is our reading: the article names the site without it, or only as a part."""
    return any(note.startswith(OUR_READING) for note in value.notes)


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
    match value:
        case Tier():
            lines = [f"{teller(layer)}: {headline(value)}"]
        case NotReported():
            return "<br>".join(value.notes) or f"{NOT_REPORTED} in {layer.short_title}"
        case Derived():
            lines = [amount(value), count(value), interval(value)]
        case Proportion():
            lines = [f"{percent(value.percent)} ({count(value)} {layer.unit_label})", interval(value)]
        case _:
            assert_never(value)
    if reported_name:
        lines.append(f"reported for: {reported_name}")
    return "<br>".join(line for line in lines if line)


def row_words(value: Measured) -> str:
    """Return value and count for a row of a dot plot: ``"<b>46.7 %</b>  50/107"``, or the value alone."""
    if isinstance(value, Derived):
        return _row_words_of_derived(value)
    counted = f"  {value.numerator}/{value.denominator}" if value.numerator is not None else ""
    return f"{bold(percent(value.percent))}{counted}"


def _row_words_of_derived(value: Derived) -> str:
    """Return number and counts without the unit, which the axis has: ``"<b>+3.7</b>  50/107, 24/80"``."""
    if value.measure == "count":
        return bold(amount(value))
    between = ", " if value.measure == "difference" else " to "
    behind = between.join(count(part).replace(" of ", "/") for part in value.ends)
    return f"{bold(amount(value).removesuffix(' points'))}  {behind}"


def brief(value: SiteValue) -> str:
    """Return value and count in a few words, for lists and for what is read aloud."""
    return ", ".join(part for part in (headline(value), count(value)) if part)


def signed_ticks(top: float) -> dict[float, str]:
    """Return the words of an axis around zero, by their place: ``{-20: "−20", ..., 20: "+20"}``."""
    places = (-top, -top / 2, 0.0, top / 2, top)
    return {place: f"{place:+.0f}".replace("-", MINUS) if place else "0" for place in places}


def title_with_n(layer: Layer) -> str:
    """Return a layer's short title, with its n where the group is small: ``"Diop 2014 (n = 11)"``."""
    return f"{layer.short_title} (n = {layer.n})" if is_small(layer) else layer.short_title


def share_of(layer: Layer) -> str:
    """Return what the percentages of a layer are of: ``"% of 107 patients with bone metastases"``."""
    return f"% of {layer.n} {layer.unit_label}" if layer.n else f"% of {layer.unit_label}"


def is_small(layer: Layer) -> bool:
    """Return whether a layer's group is so small that its percentages mislead (n below 20)."""
    return layer.n is not None and layer.n < SMALL_GROUP
