"""Make a layer that follows from other layers, so that all that shows layers can show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from bone_atlas.anatomy import Anatomy
from bone_atlas.layers import Derived, Layer, Measure, NotReported, resolve
from bone_atlas.layers.model import standing
from bone_atlas.layers.resolve import finer_reports
from bone_atlas.tables.vocabulary import VERIFIED

#: Why a place has no value: a short reason, and if needed a sentence more.
Silence = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class Heading:
    """What a derived layer is called and what its numbers are."""

    id: str
    kind: Measure
    title: str
    short_title: str
    unit_label: str
    summary: str
    caveats: tuple[str, ...] = ()


def derived_layer(
    heading: Heading,
    sources: Sequence[Layer],
    reports: Sequence[Derived],
    anatomy: Anatomy,
    silence: Silence,
) -> Layer:
    """Make a layer from values that were computed from other layers.

    Parameters
    ----------
    heading : Heading
        Its names, kind and unit.
    sources : sequence of Layer
        The layers it is made from; they share a unit.
    reports : sequence of Derived
        The values.
    anatomy : Anatomy
        The sites, groups and bones.
    silence : callable
        Gives the notes of a place without a value: why there is none.

    Returns
    -------
    Layer
        It cites all its sources; ``n`` is None, for there is no denominator that all share.
    """
    found = sorted(reports, key=standing)
    values = {
        place: replace(value, notes=silence(place)) if isinstance(value, NotReported) else value
        for place, value in resolve(anatomy, found).items()
    }
    return Layer(
        **vars(heading),
        **_shared(sources),
        source_link=None,
        n=None,
        reports=tuple(found),
        _values=MappingProxyType(values),
        _finer=MappingProxyType(finer_reports(anatomy, found)),
    )


def _shared(sources: Sequence[Layer]) -> dict[str, Any]:
    """Tell of all sources at once what a layer tells of its one study."""

    def joined(name: str, between: str = "; ") -> str:
        return between.join(dict.fromkeys(text for layer in sources if (text := getattr(layer, name))))

    return {
        **{name: joined(name) for name in ("study_id", "setting", "modality", "source_text", "centre")},
        "cancer": joined("cancer", " and "),
        "subgroup": joined("subgroup", " and "),
        "unit": sources[0].unit,
        "citation": joined("citation", " "),
        "verified": max((layer.verified for layer in sources), key=_doubt),
    }


def _doubt(verified: str) -> int:
    """Return how little was seen of a source; what no one has checked, a reader's own table, comes last."""
    return VERIFIED.index(verified) if verified in VERIFIED else len(VERIFIED)
