"""Which of two sites comes first: settled in one study, and settled across the sources.

Two notions, each with its name:

*Settled in this study* (`settled_in_study`): the study's own counts tell the two apart, or the article puts
them in different classes. The two shares are of the same patients, so they are compared by a paired method:
the 95 % interval of their difference lies above zero however many patients have both (`intervals.widest`). No
other source is heard. That two intervals of single shares overlap is no sign that the order is open.

*Settled across the sources* (`SettledAcrossSources`): two sites of one layer are so when

- they have no part in common,
- both have counts, of a group of at least `bone_atlas.layers.model.SMALL_GROUP`, seen where they were
  published,
- they are settled in this study, and
- no other source of the same cancer has them the other way round.

The quiz asks only of pairs that are settled across the sources, and a lesson shows no other pair as settled.

What another source says is weighed as strictly as can be: any layer of the same cancer, whatever it counts,
however small it is, and be its difference a hair; a study of which only a ranking was seen; and a layer that
reports only the parts of a site or what holds it, where these bound it surely enough. Level values are no
contradiction.

In the layer of the article, two sites of different classes are settled across the sources if the article
names both (and the class is not our reading) and no layer of breast cancer has them the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence.intervals import widest
from bone_atlas.evidence.order import bounds
from bone_atlas.evidence.rankings import rankings
from bone_atlas.evidence.verdicts import SECOND_HAND
from bone_atlas.layers import Layer, Proportion, SiteValue, Tier
from bone_atlas.layers.model import SMALL_GROUP, standing
from bone_atlas.tables import Tables

#: What `article.csv` says of the basis of a class that the article gives by name.
_NAMED = "named"


@dataclass(frozen=True)
class Pair:
    """Two sites of a layer in the order that is asked about.

    Attributes
    ----------
    layer : Layer
        The layer.
    first, second : SiteValue
        The more often involved, and the less often involved.
    """

    layer: Layer
    first: SiteValue
    second: SiteValue

    @property
    def gap(self) -> float:
        """The `least_difference` in percentage points; of classes, how many steps they are apart."""
        least = least_difference(self.first, self.second)
        return standing(self.second)[0] - standing(self.first)[0] if least is None else least


@dataclass(frozen=True)
class Verdict:
    """How far the order of two sites of a layer is settled.

    Attributes
    ----------
    pair : Pair
        The two in the order of the layer.
    in_study : bool
        Settled in this study.
    across : bool
        Settled across the sources; never without `in_study`.
    against : tuple of str
        Ids of the sources that have them the other way round: layers, then studies of which only a ranking
        was seen.
    """

    pair: Pair
    in_study: bool
    across: bool
    against: tuple[str, ...]


class SettledAcrossSources:
    """The pairs of all layers that are settled across the sources; each is worked out once.

    Parameters
    ----------
    tables : Tables
        For the studies of which only a ranking was seen.
    anatomy : Anatomy
        Which place lies within which.
    layers : iterable of Layer
        The layers of the tables, in the order of the picker; derived ones are left out.
    """

    def __init__(self, tables: Tables, anatomy: Anatomy, layers: Iterable[Layer]) -> None:
        self._anatomy = anatomy
        self._layers = [layer for layer in layers if not layer.derived]
        self._bounds: dict[tuple[str, str], tuple[float, float] | None] = {}
        self._sure: dict[str, frozenset[tuple[str, str]]] = {}
        self.rankings = rankings(tables, anatomy)

    @cached_property
    def pairs(self) -> Mapping[str, tuple[Pair, ...]]:
        """Settled pairs by layer, in the order of its reports; layers without any are left out."""
        found = {layer.id: tuple(self._pairs(layer)) for layer in self._layers}
        return {layer: pairs for layer, pairs in found.items() if pairs}

    def _pairs(self, layer: Layer) -> Iterable[Pair]:
        if layer.kind == "proportion" and (layer.n is None or layer.n < SMALL_GROUP):
            return
        if layer.verified == SECOND_HAND:
            return
        for first, second in combinations(layer.reports, 2):
            if self._settled_alone(first, second) and not self.dissent(pair := Pair(layer, first, second)):
                yield pair

    def _settled_alone(self, first: SiteValue, second: SiteValue) -> bool:
        """Tell whether the layer itself puts the first before the second, and not by our reading."""
        if isinstance(first, Tier) and not (named(first) and named(second)):
            return False
        return settled_in_study(first, second) and self.disjoint(first.site_id, second.site_id)

    def sure(self, layer: str) -> frozenset[tuple[str, str]]:
        """Return the settled pairs of a layer as ids, the more often involved site first."""
        if layer not in self._sure:
            pairs = self.pairs.get(layer, ())
            self._sure[layer] = frozenset((pair.first.site_id, pair.second.site_id) for pair in pairs)
        return self._sure[layer]

    def verdict(self, layer: Layer, one: str, other: str) -> Verdict:
        """Tell how far the order of two sites is settled.

        Parameters
        ----------
        layer : Layer
            A layer of the tables.
        one, other : str
            Two sites that it reports as such, in either order.

        Returns
        -------
        Verdict
            The pair in the layer's order; of level values the first named comes first.
        """
        first, second = sorted((layer.value(one), layer.value(other)), key=standing)
        pair = Pair(layer, first, second)
        return Verdict(
            pair,
            in_study=settled_in_study(first, second),
            across=(first.site_id, second.site_id) in self.sure(layer.id),
            against=self.dissent(pair),
        )

    def disjoint(self, one: str, other: str) -> bool:
        """Tell whether two places have no part in common."""
        return not self._anatomy.extent(one) & self._anatomy.extent(other)

    def dissent(self, pair: Pair) -> tuple[str, ...]:
        """List the sources of the same cancer that have a pair the other way round.

        Parameters
        ----------
        pair : Pair
            Two sites of a layer.

        Returns
        -------
        tuple of str
            Ids of layers, then of studies of which only a ranking was seen.
        """
        first, second = pair.first.site_id, pair.second.site_id
        against = [
            other.id
            for other in self._layers
            if other.id != pair.layer.id
            and other.cancer == pair.layer.cancer
            and self._reversed(other, first, second)
        ]
        against += [
            study
            for study, ranking in self.rankings.items()
            if ranking.cancer == pair.layer.cancer and ranking.has_behind(first, second)
        ]
        return tuple(against)

    def _reversed(self, layer: Layer, first: str, second: str) -> bool:
        """Tell whether in a layer the first surely has less than the second, as its point estimates go."""
        if layer.kind == "tiers":
            # The words of an article without figures overrule no count.
            return False
        one, other = self._bound(layer, first), self._bound(layer, second)
        return one is not None and other is not None and one[1] < other[0]

    def _bound(self, layer: Layer, site: str) -> tuple[float, float] | None:
        """Between which percentages a layer has a site; worked out once."""
        if (layer.id, site) not in self._bounds:
            self._bounds[layer.id, site] = bounds(layer, site, self._anatomy)
        return self._bounds[layer.id, site]


def settled_in_study(first: SiteValue, second: SiteValue) -> bool:
    """Tell whether a layer's own figures put the first before the second.

    Parameters
    ----------
    first, second : SiteValue
        Two values of one layer.

    Returns
    -------
    bool
        True where the least difference of the two is above zero, or the class of the first comes before.
    """
    if isinstance(first, Tier):
        return standing(first) < standing(second)
    least = least_difference(first, second)
    return least is not None and least > 0


def least_difference(first: SiteValue, second: SiteValue) -> float | None:
    """Compute how many percentage points the first has more than the second at the least.

    Parameters
    ----------
    first, second : SiteValue
        Two values of one layer.

    Returns
    -------
    float or None
        The lower limit of `bone_atlas.evidence.intervals.widest`; None where a count was not published, or
        the two are not of the same people. Of lesions several belong to one patient, so that their true
        interval is wider still.
    """
    match first, second:
        case (
            Proportion(numerator=int(x1), denominator=int(n)),
            Proportion(numerator=int(x2), denominator=int(of)),
        ) if n == of:
            return widest(x1, x2, n)[0]
        case _:
            return None


def named(value: SiteValue) -> bool:
    """Tell whether the article names a site with its class, so that the class is not our reading."""
    return isinstance(value, Tier) and value.reported_words == _NAMED
