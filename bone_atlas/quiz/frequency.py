"""Questions about which of two sites is involved more often.

Only pairs that are settled across the sources are asked (`bone_atlas.evidence.settled`). Measured layers make
the topic *frequency*, the classes of the article the topic *claims*.

Levels of a pair, by the least difference in points (`bone_atlas.evidence.settled.least_difference`): *easy*
from `EASY_GAP`, *medium* from `MEDIUM_GAP`, *hard* below, and for cancers other than breast cancer. Of
classes: *easy* where they are two steps apart, else *medium*.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from bone_atlas.evidence.settled import Pair, SettledAcrossSources
from bone_atlas.quiz import words
from bone_atlas.quiz.model import Candidate, Item, Option, Rows, Show

#: Percentage points that the one has more than the other at the least, however many have both. They leave
#: each level at least a sixth of the settled pairs of breast cancer, and enough claims to ask ten of a level.
EASY_GAP = 21.0
MEDIUM_GAP = 14.0
#: Places that are seen better from behind.
BEHIND = ("scapula", "thoracic_spine", "sacrum", "sacrum_coccyx", "thoracolumbar_spine")


def topic_of(layer_kind: str) -> str:
    """Return the topic of a question about a layer: its classes are what the article claims."""
    return "claims" if layer_kind == "tiers" else "frequency"


def level_of(pair: Pair) -> str:
    """Return how hard a pair is."""
    if pair.layer.kind == "tiers":
        return "easy" if pair.gap > 1 else "medium"
    if pair.layer.cancer != "breast" or pair.gap < MEDIUM_GAP:
        return "hard"
    return "easy" if pair.gap >= EASY_GAP else "medium"


def subject_of(pair: Pair) -> str:
    """Return the subject of a pair, the same for every layer: one quiz asks it once."""
    return f"pair/{'/'.join(sorted((pair.first.site_id, pair.second.site_id)))}"


def best_view(*sites: str) -> str:
    """Return the view that shows some sites: from behind for what is hidden from the front."""
    return "back" if all(site in BEHIND for site in sites) else "front"


class Frequency:
    """The questions about two sites.

    Parameters
    ----------
    rows : Rows
        Anatomy and layers.
    settled : SettledAcrossSources
        The settled pairs.
    """

    kinds = ("more_often",)

    def __init__(self, rows: Rows, settled: SettledAcrossSources) -> None:
        self.rows, self._settled = rows, settled

    def candidates(self) -> Iterable[Candidate]:
        """List the settled pairs as questions."""
        for layer, pairs in self._settled.pairs.items():
            for pair in pairs if words.is_asked_of(self.rows.layers[layer]) else ():
                key = f"more_often/{layer}/{pair.first.site_id}/{pair.second.site_id}"
                topic, level = topic_of(pair.layer.kind), level_of(pair)
                yield Candidate(key, subject_of(pair), "more_often", topic, level, layer)

    def build(self, candidate: Candidate, rng: random.Random) -> Item:
        """Put a question about two sites into words.

        Parameters
        ----------
        candidate : Candidate
            One of `candidates`.
        rng : random.Random
            Draws the order of the options.

        Returns
        -------
        Item
            The question.
        """
        _, layer_id, *sites = candidate.key.split("/")
        layer, anatomy = self.rows.layers[layer_id], self.rows.anatomy
        values = {site: layer.value(site) for site in sites}
        names = {site: words.opened(words.plain(anatomy, site)) for site in sites}
        options = [
            Option(site, names[site], f"{names[site]}: {words.brief(values[site])}.") for site in sites
        ]
        rng.shuffle(options)
        if layer.kind == "tiers":
            prompt = "Which of the two does the article call the commoner site of bone metastases?"
            why = "The article gives no figures; no count of breast cancer gathered here says the contrary."
        else:
            lesions = layer.unit == "lesions"
            ask = (
                "In which of the two lay more of them?"
                if lesions
                else "Which of the two was involved more often?"
            )
            prompt = f"{words.asked_of(layer)} {ask}"
            why = words.why_settled(layer)
        told = " ".join(f"{names[site]}: {words.figure(values[site], layer)}." for site in sites)
        view = best_view(*sites)
        return candidate.ask(
            prompt=prompt,
            options=tuple(options),
            answer=(sites[0],),
            show=Show(view=view),
            reveal=Show("layer", layer.id, view, tuple(sites)),
            explanation=f"{told} {why}",
            figures=tuple(words.row(value, layer, anatomy) for value in values.values()),
            sources=(words.source(layer),),
        )
