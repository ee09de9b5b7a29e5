"""Read the picture: tell which layer is painted.

Four layers are on offer, each with the site it finds most often. They can be told apart by the paint alone:
in the picture the site named with the right layer has the strongest colour in all its bones, and no other
bone has; the site named with each wrong layer is hatched (not reported) or clearly paler, in every bone of
it that the view shows. The wrong ones name at least two sites, so that the right one is not simply the odd
one out.

Levels, by the share of the strongest value that such a site has at most: `MOST_SHARE`.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from bone_atlas.layers import Layer, Proportion, SiteValue
from bone_atlas.layers.model import SMALL_GROUP
from bone_atlas.quiz import words
from bone_atlas.quiz.model import Candidate, Item, Option, Rows, Show
from bone_atlas.quiz.visible import good_views, shown

WRONG = 3
VIEWS = ("front", "back")
#: How strong, as a share of the strongest value, the site of a wrong layer may be painted at most.
MOST_SHARE: Mapping[str, float] = {"easy": 0.35, "medium": 0.55, "hard": 0.7}


class Pictures:
    """The questions about painted skeletons.

    Parameters
    ----------
    rows : Rows
        Anatomy and layers.
    """

    kinds = ("picture",)

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """Percentages of no small group, of at least two places, one of which leads all the others."""
        return tuple(
            layer
            for layer in self.rows.layers.values()
            if layer.kind == "proportion"
            and len(layer.reports) > 1
            and (layer.n is None or layer.n >= SMALL_GROUP)
            and self._leads(layer)
        )

    def _leads(self, layer: Layer) -> bool:
        """Tell whether the strongest bones of a picture are all those of the first site, and no others."""
        bones = self.rows.anatomy.bones()
        painted = {bone: percent_of(layer.value(bone)) for bone in bones}
        strongest = {bone for bone in bones if painted[bone] == max(painted.values())}
        return strongest == set(self.rows.anatomy.bones_of(lead(layer).site_id))

    def share(self, right: Layer, wrong: Layer, view: str) -> float:
        """Tell how strong the site named with a wrong layer is painted in the picture of the right one.

        Parameters
        ----------
        right, wrong : Layer
            Two of `layers`.
        view : str
            The view painted.

        Returns
        -------
        float
            The strongest of its bones that the view shows, as a share of the strongest value: 0 where all are
            hatched, infinite where both name places with a part in common, or the view does not show them.
        """
        bones_of = self.rows.anatomy.bones_of
        best, other = lead(right), lead(wrong)
        extents = [self.rows.anatomy.extent(value.site_id) for value in (best, other)]
        seen = [any(view in good_views(b) for b in bones_of(value.site_id)) for value in (best, other)]
        if extents[0] & extents[1] or not all(seen):
            return float("inf")
        values = [right.value(bone) for bone in shown(bones_of(other.site_id), view)]
        strongest = max(percent_of(value) for value in values)
        return strongest / (best.percent or 1.0)

    @cached_property
    def wrong(self) -> Mapping[tuple[str, str, str], tuple[Layer, ...]]:
        """By layer, view and level, the layers that its picture cannot be taken for; where enough."""
        found = {}
        for layer in self.layers:
            for view in VIEWS:
                shares = {other.id: self.share(layer, other, view) for other in self.layers}
                for level, most in MOST_SHARE.items():
                    others = tuple(other for other in self.layers if shares[other.id] <= most)
                    if len(others) >= WRONG and len({lead(other).site_id for other in others}) > 1:
                        found[layer.id, view, level] = others
        return found

    def candidates(self) -> Iterable[Candidate]:
        """List the layers and views that can be asked about."""
        for layer, view, level in self.wrong:
            key, study = f"picture/{view}/{level}/{layer}", self.rows.layers[layer].study_id
            yield Candidate(key, f"picture/{layer}", "picture", "frequency", level, study)

    def build(self, candidate: Candidate, rng: random.Random) -> Item:
        """Put a question about a picture into words.

        Parameters
        ----------
        candidate : Candidate
            One of `candidates`.
        rng : random.Random
            Draws the wrong layers and their order.

        Returns
        -------
        Item
            The question.
        """
        _, view, level, layer_id = candidate.key.split("/")
        anatomy, layer = self.rows.anatomy, self.rows.layers[layer_id]
        offered = [layer, *self._drawn(self.wrong[layer_id, view, level], rng)]
        rng.shuffle(offered)
        best = lead(layer)
        strongest = f"{words.plain(anatomy, best.site_id)}, {words.figure(best, layer)}"
        return candidate.ask(
            prompt="Which layer is painted here? The strongest colour is the site found most often; hatched "
            "sites are not reported.",
            options=tuple(Option(o.id, self._label(o), self._remark(o, layer)) for o in offered),
            answer=(layer_id,),
            show=Show("layer", layer_id, view, untold=True),
            reveal=Show("layer", layer_id, view, (best.site_id,)),
            explanation=f"{layer.title}: {layer.summary}. Strongest: {strongest}.",
            figures=tuple(words.row(lead(o), o, anatomy) for o in offered),
            sources=words.sources(offered),
        )

    @staticmethod
    def _drawn(others: Sequence[Layer], rng: random.Random) -> list[Layer]:
        """Draw the wrong layers, going round the sites that they name."""
        mixed = rng.sample(others, len(others))
        turn: dict[str, int] = {}
        order = {}
        for other in mixed:
            turn[lead(other).site_id] = turn.get(lead(other).site_id, 0) + 1
            order[other.id] = turn[lead(other).site_id]
        return sorted(mixed, key=lambda other: order[other.id])[:WRONG]

    def _label(self, layer: Layer) -> str:
        """Return a layer's title with the site it finds most often."""
        name = words.plain(self.rows.anatomy, lead(layer).site_id)
        return f"{layer.title} \N{EN DASH} most often: {name}, {words.brief(lead(layer))}"

    def _remark(self, option: Layer, layer: Layer) -> str:
        """Say what the picture would have to show for a wrong layer."""
        if option.id == layer.id:
            return ""
        place = lead(option).site_id
        there = f"There strongest: {words.plain(self.rows.anatomy, place)}; in this picture"
        here, inner = layer.value(place), layer.finer(place)
        if here.reported:
            return f"{there}: {words.brief(here)}."
        if inner:
            parts = (f"{words.plain(self.rows.anatomy, v.site_id)} {words.brief(v)}" for v in inner)
            return f"{there} only parts of it reported: {', '.join(parts)}."
        return f"{there} hatched, not reported."


def lead(layer: Layer) -> Proportion:
    """Return what a layer finds most often."""
    return layer.proportions[0]


def percent_of(value: SiteValue) -> float:
    """Return how strong a value is painted, in percent; what is hatched has no strength."""
    return value.percent if isinstance(value, Proportion) else 0.0
