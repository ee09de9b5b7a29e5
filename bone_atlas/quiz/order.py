"""Questions that put five sites in order.

No layer settles all ten pairs of any five sites across the sources: the counts are too small, and the sources
differ too much. So an order counts as right when every pair that is *settled across the
sources* stands as it must. Two sites whose order is left open may stand either way, and question and answer
say so. Only fives with few open pairs are asked: `MOST_OPEN`.

Levels: *easy*, breast cancer with three open pairs; *medium*, breast cancer with fewer, so that fewer orders
count; *hard*, other cancers, and the classes of the article, of which all three must be known.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from bone_atlas.evidence.settled import SettledAcrossSources
from bone_atlas.layers import Layer
from bone_atlas.quiz import words
from bone_atlas.quiz.frequency import topic_of
from bone_atlas.quiz.model import Candidate, Item, Option, Rows, Show

#: How many sites are put in order.
SITES = 5
#: Of the ten pairs of five sites so many may be left open in a measured layer of breast cancer ...
MOST_OPEN = 3
#: ... and so many in layers of other cancers and in the article's classes.
MOST_OPEN_ELSEWHERE = 2


class Orders:
    """The questions about five sites.

    Parameters
    ----------
    rows : Rows
        Anatomy and layers.
    settled : SettledAcrossSources
        The settled pairs.
    """

    kinds = ("order",)

    def __init__(self, rows: Rows, settled: SettledAcrossSources) -> None:
        self.rows, self._settled = rows, settled

    def candidates(self) -> Iterable[Candidate]:
        """List the fives whose order is settled but for a few pairs."""
        for layer_id in self._settled.pairs:
            layer = self.rows.layers[layer_id]
            if not words.is_asked_of(layer):
                continue
            for sites, left_open in self.fives(layer):
                level = _level(layer, left_open)
                # One for each leader: fives of one layer with the same leader tell much the same.
                subject = f"order/{layer_id}/{sites[0]}"
                yield Candidate(f"order/{layer_id}/{'/'.join(sites)}", subject, "order", topic_of(layer.kind),
                                level, layer_id)  # fmt: skip

    def fives(self, layer: Layer) -> Iterator[tuple[tuple[str, ...], int]]:
        """Find five sites of a layer, apart from each other, of which few pairs are open.

        Parameters
        ----------
        layer : Layer
            A layer with settled pairs.

        Yields
        ------
        sites : tuple of str
            Five sites in the order of the layer's reports.
        left_open : int
            How many of their ten pairs are open.
        """
        most = MOST_OPEN if layer.kind == "proportion" and layer.cancer == "breast" else MOST_OPEN_ELSEWHERE
        every = [report.site_id for report in layer.reports]
        sure = self._settled.sure(layer.id)
        apart = {pair for pair in combinations(every, 2) if self._settled.disjoint(*pair)}

        def grown(chosen: tuple[str, ...], start: int, unsure: int) -> Iterator[tuple[tuple[str, ...], int]]:
            if len(chosen) == SITES:
                yield chosen, unsure
                return
            for number in range(start, len(every)):
                new = [(other, every[number]) for other in chosen]
                total = unsure + sum(pair not in sure for pair in new)
                if total <= most and all(pair in apart for pair in new):
                    yield from grown((*chosen, every[number]), number + 1, total)

        yield from grown((), 0, 0)

    def build(self, candidate: Candidate, rng: random.Random) -> Item:
        """Put an order of five sites into words.

        Parameters
        ----------
        candidate : Candidate
            One of `candidates`.
        rng : random.Random
            Draws the order in which the sites are offered.

        Returns
        -------
        Item
            The question; `Item.settled` lists the pairs that must stand as they are.
        """
        _, layer_id, *sites = candidate.key.split("/")
        layer, anatomy = self.rows.layers[layer_id], self.rows.anatomy
        values = [layer.value(site) for site in sites]
        names = {site: words.plain(anatomy, site) for site in sites}
        options = [
            Option(value.site_id, words.opened(names[value.site_id]), words.brief(value)) for value in values
        ]
        rng.shuffle(options)
        told = ", ".join(f"{names[value.site_id]} {words.brief(value)}" for value in values)
        sure = self._settled.sure(layer_id)
        return candidate.ask(
            prompt=_prompt(layer),
            options=tuple(options),
            answer=tuple(sites),
            settled=tuple(pair for pair in combinations(sites, 2) if pair in sure),
            show=Show(),
            reveal=Show("layer", layer_id, "front", tuple(sites)),
            explanation=f"{layer.short_title}: {told}. {self._open(sites, layer)}".strip(),
            figures=tuple(words.row(value, layer, anatomy) for value in values),
            sources=(words.source(layer),),
        )

    def _open(self, sites: Sequence[str], layer: Layer) -> str:
        """Name the pairs that may stand either way, and why."""
        sure = self._settled.sure(layer.id)
        names = {site: words.plain(self.rows.anatomy, site) for site in sites}
        pairs = [
            f"{names[one]} and {names[other]}"
            for one, other in combinations(sites, 2)
            if (one, other) not in sure
        ]
        if not pairs:
            return ""
        why = "their difference may be chance, or another source has them the other way round"
        if layer.kind == "tiers":
            why = "the article puts them in one class, or a count has them the other way round"
        return f"Either order counts for {'; '.join(pairs)}: {why}."


def _level(layer: Layer, left_open: int) -> str:
    if layer.kind == "tiers" or layer.cancer != "breast":
        return "hard"
    return "easy" if left_open == MOST_OPEN else "medium"


def _prompt(layer: Layer) -> str:
    if layer.kind == "tiers":
        asked = "Put five sites in the order of the article, the commonest first."
        return f"{asked} Two of one class may stand either way."
    first = "the one with most of them" if layer.unit == "lesions" else "the one involved most often"
    asked = f"{words.asked_of(layer)} Put five sites in order, {first} first."
    return f"{asked} Two whose order is not settled across the sources may stand either way."
