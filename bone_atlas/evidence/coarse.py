"""A coarse question gets a coarse answer: what each study reports of a site that has finer ones.

A study gives a site as a whole, or only parts of it, or only something larger, or nothing. Parts are listed
side by side and never summed: a patient can have both. What was given for something larger is named without
its number, so that no number stands under the name of another site.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence.pooling import DEFAULT_CANCER
from bone_atlas.layers import Layer, Proportion

#: What is said wherever parts stand side by side.
NEVER_SUMMED = "never summed: a patient can have both"
#: Sites that only gather others: nobody asks how often they are involved.
GATHERING = ("skeleton", "axial_skeleton", "appendicular_skeleton")


@dataclass(frozen=True)
class WholeOfStudy:
    """What a study reports for the very bones of the site, perhaps under another name."""

    layer: Layer
    value: Proportion


@dataclass(frozen=True)
class PartsOfStudy:
    """What a study reports for parts of the site, highest first; it gives no value for the whole."""

    layer: Layer
    values: tuple[Proportion, ...]


@dataclass(frozen=True)
class LargerOfStudy:
    """A study that covers the site only by something larger: its layer and the id of that site."""

    layer: Layer
    larger: str


@dataclass(frozen=True)
class CoarseAnswer:
    """What the studies report of a site, each study in exactly one of the four.

    Attributes
    ----------
    site_id : str
        The site or group that was asked for.
    wholes : tuple of WholeOfStudy
        Studies that report the very site, or another of the same bones (scapula and clavicle together are
        the shoulder girdle).
    parts : tuple of PartsOfStudy
        Studies that report only parts of it.
    larger : tuple of LargerOfStudy
        Studies that report only something larger, the smallest that holds the site.
    silent : tuple of Layer
        Studies that report nothing of it, which is not a zero.
    """

    site_id: str
    wholes: tuple[WholeOfStudy, ...]
    parts: tuple[PartsOfStudy, ...]
    larger: tuple[LargerOfStudy, ...]
    silent: tuple[Layer, ...]

    @property
    def studies(self) -> frozenset[str]:
        """Ids of the studies that report the site at any grain: itself, parts, or something larger."""
        reported: list[WholeOfStudy | PartsOfStudy | LargerOfStudy] = [
            *self.wholes,
            *self.parts,
            *self.larger,
        ]
        return frozenset(item.layer.study_id for item in reported)


def is_coarse(place: str, anatomy: Anatomy) -> bool:
    """Tell whether a place holds several sites that a study can report apart."""
    if anatomy.is_group(place):
        return len(anatomy.members(place)) > 1
    return anatomy.is_site(place) and bool(anatomy.children(place))


def coarser_sites(site: str, anatomy: Anatomy) -> tuple[str, ...]:
    """List the sites above a site that can be asked for as a whole, the nearest first.

    Parameters
    ----------
    site : str
        Id of a site or group.
    anatomy : Anatomy
        The site tree.

    Returns
    -------
    tuple of str
        Ids of sites, without those of `GATHERING`; none for a group, which stands in no tree.
    """
    above = anatomy.ancestors(site) if anatomy.is_site(site) else ()
    return tuple(coarser for coarser in above if coarser not in GATHERING)


def coarse_answer(
    place: str, layers: Iterable[Layer], anatomy: Anatomy, cancer: str = DEFAULT_CANCER
) -> CoarseAnswer:
    """Put together what each study of a cancer reports of a site as a whole, or of its parts.

    Parameters
    ----------
    place : str
        A site or group.
    layers : iterable of Layer
        In the order of the picker.
    anatomy : Anatomy
        Which site lies within which.
    cancer : str
        One of `bone_atlas.tables.vocabulary.CANCERS`.

    Returns
    -------
    CoarseAnswer
        A study that gives its whole group is asked for that; one that gives only subgroups for each of them.

    Raises
    ------
    KeyError
        If there is no such place.
    """
    wholes: list[WholeOfStudy] = []
    parts: list[PartsOfStudy] = []
    larger: list[LargerOfStudy] = []
    silent: list[Layer] = []
    for layer in _whole_groups(layers, cancer):
        value = layer.value(place)
        if isinstance(value, Proportion) and _same_bones(value.reported_as, place, anatomy):
            wholes.append(WholeOfStudy(layer, value))
        elif found := reported_parts(layer, place, anatomy):
            parts.append(PartsOfStudy(layer, found))
        elif value.reported and value.reported_as:
            larger.append(LargerOfStudy(layer, value.reported_as))
        else:
            silent.append(layer)
    return CoarseAnswer(place, tuple(wholes), tuple(parts), tuple(larger), tuple(silent))


def _whole_groups(layers: Iterable[Layer], cancer: str) -> list[Layer]:
    """List the measured layers of a cancer without the subgroups of studies that give their whole group."""
    measured = [layer for layer in layers if (layer.kind, layer.cancer) == ("proportion", cancer)]
    whole = {(layer.study_id, layer.unit) for layer in measured if layer.subgroup == "all"}
    return [
        layer for layer in measured if layer.subgroup == "all" or (layer.study_id, layer.unit) not in whole
    ]


def _same_bones(reported_as: str | None, place: str, anatomy: Anatomy) -> bool:
    return reported_as is not None and anatomy.extent(reported_as) == anatomy.extent(place)


def reported_parts(layer: Layer, place: str, anatomy: Anatomy) -> tuple[Proportion, ...]:
    """List what a layer reports inside a place, without what lies inside another of these.

    Parameters
    ----------
    layer : Layer
        A measured layer.
    place : str
        A site or group.
    anatomy : Anatomy
        Which site lies within which.

    Returns
    -------
    tuple of Proportion
        Highest first.
    """
    inside = [value for value in layer.finer(place) if isinstance(value, Proportion)]
    return tuple(
        value
        for value in inside
        if not any(
            other is not value and anatomy.extent(value.site_id) < anatomy.extent(other.site_id)
            for other in inside
        )
    )
