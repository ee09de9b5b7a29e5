"""How a question names things and tells figures: a percentage never without its count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.facts import Source
from bone_atlas.layers import Derived, Layer, NotReported, Proportion, SiteValue, Tier
from bone_atlas.layers.build import NO_SOURCE
from bone_atlas.quiz.model import Reference

_BRACKETS = re.compile(r" \([^)]*\)")
#: L3, X-ray and the like keep their capital.
_STAYS_HIGH = re.compile(r"^[A-Z](\d|-|[A-Z])")
#: How the tables name a part of a bone: "Femur, proximal part".
_PART = re.compile(r"^(?P<bone>\w+), (?P<part>(?:proximal part|shaft|distal part|manubrium|body)\b.*)$")
#: Sites that only what stands in brackets tells apart: phalanges of fingers and of toes.
NEED_BRACKETS = ("hand_phalanges", "foot_phalanges")
_NO_OTHER = "no other source of this cancer has them the other way round."
_OF_PEOPLE = f"in this study the difference is more than chance, however many have both, and {_NO_OTHER}"
_OF_LESIONS = (
    f"in this study the difference is more than chance, and {_NO_OTHER} "
    "Several lesions can be of one patient, so chance can do more than the intervals say."
)


def inside(name: str) -> str:
    """Return a name as it stands inside a sentence: ``"cervical spine"``, but ``"L3"``."""
    return name if _STAYS_HIGH.match(name) else wording.uncapitalised(name)


def plain(anatomy: Anatomy, place: str) -> str:
    """Return the name of a place inside a sentence: ``"shaft of the femur"``; of a site without brackets."""
    name = anatomy.name(place)
    if not anatomy.is_group(place) and place not in NEED_BRACKETS:
        name = _BRACKETS.sub("", name)
    name = _PART.sub(r"\g<part> of the \g<bone>", name)
    return inside(name) if " of the " not in name else name.lower()


def opened(text: str) -> str:
    """Return a text with a capital first letter."""
    return wording.capitalised(text)


def figure(value: SiteValue, layer: Layer) -> str:
    """Return a value with all that belongs to it.

    Parameters
    ----------
    value : SiteValue
        A reported value.
    layer : Layer
        Its layer.

    Returns
    -------
    str
        ``"52.3 % (56 of 107 patients with bone metastases, 95 % CI 43.0–61.6 %)"``; without a count the words
        that none was published; of the article its class.
    """
    if isinstance(value, Tier):
        return _class(value)
    parts = (f"{wording.count(value)} {layer.unit_label}", wording.interval(value))
    if isinstance(value, Proportion) and value.numerator is None:
        parts = (wording.count(value), f"of {layer.unit_label}")
    return f"{wording.headline(value)} ({', '.join(part for part in parts if part)})"


def _class(value: Tier) -> str:
    """Return a class of the article between quotation marks; without them where it is our reading."""
    told = wording.headline(value)
    return told if wording.is_our_reading(value) else f"“{told}”"


def brief(value: SiteValue) -> str:
    """Return value and count: ``"52.3 % (56 of 107)"``, or the class of the article."""
    if isinstance(value, Tier):
        return _class(value)
    return f"{wording.headline(value)} ({wording.count(value)})"


def row(value: SiteValue, layer: Layer, anatomy: Anatomy) -> Reference:
    """Refer to the row behind a reported value.

    Parameters
    ----------
    value : SiteValue
        A reported value; it may be taken over from a coarser site.
    layer : Layer
        Its layer.
    anatomy : Anatomy
        For the name of the site it was given for.

    Returns
    -------
    Reference
        To ``observations.csv``, or to ``article.csv`` for a class.

    Raises
    ------
    ValueError
        If the value stands in no table: it is derived, or there is none.
    """
    place = value.reported_as or value.site_id
    said = f"{layer.short_title}: {plain(anatomy, place)} {figure(value, layer)}"
    match value:
        case Tier():
            return Reference("article.csv", place, said)
        case Proportion():
            return Reference("observations.csv", value.observation_id, said)
        case Derived() | NotReported():
            raise ValueError(f"no row stands behind {place} in {layer.id}")
        case _:
            assert_never(value)


def source(layer: Layer) -> Source:
    """Return who published a layer, with its DOI, PMID, PMC number or the words that there is none."""
    ending = layer.source_text if layer.source_link else opened(NO_SOURCE)
    return Source(f"{layer.citation} {ending}", layer.source_link or "")


def sources(layers: Iterable[Layer]) -> tuple[Source, ...]:
    """Return the sources of some layers, each once."""
    return tuple(dict.fromkeys(source(layer) for layer in layers))


def asked_of(layer: Layer) -> str:
    """Open a question about a layer: ``"Chen 2017, 327 patients with bone metastases (breast cancer)."``."""
    return f"{counted(layer)}."


def is_asked_of(layer: Layer) -> bool:
    """Tell whether the quiz asks of a layer: it asks of metastases, and those of myeloma are none."""
    return layer.cancer != "myeloma"


def counted(layer: Layer) -> str:
    """Name a layer with what it counts, as in `asked_of`."""
    cancer = "cancers of several kinds" if layer.cancer == "mixed" else f"{layer.cancer} cancer"
    number = f"{layer.n} {layer.unit_label}" if layer.n else layer.unit_label
    return f"{layer.short_title}, {number} ({cancer})"


def why_settled(layer: Layer) -> str:
    """Say why the order of two sites is settled across the sources.

    Parameters
    ----------
    layer : Layer
        A layer of counts: of patients, who can have both sites, or of lesions, which cannot.
    """
    return f"Settled across the sources: {_OF_LESIONS if layer.unit == 'lesions' else _OF_PEOPLE}"
