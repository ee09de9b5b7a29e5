"""Questions about how often sites are involved: which of two more often, and five in order.

Only settled pairs are asked (`bone_atlas.quiz.settled`). Measured layers make the topic *frequency*, the classes
of the article the topic *claims*.

Levels of a pair, by the points between the two intervals: *easy* from `EASY_GAP`, *medium* from `MEDIUM_GAP`,
*hard* below, and for cancers other than breast cancer. Of classes: *easy* where they are two steps apart, else
*medium*.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from bone_atlas.quiz import words
from bone_atlas.quiz.model import Candidate, Item, Option, Rows, Show
from bone_atlas.quiz.settled import Pair, Settled

#: Percentage points between the upper limit of the one interval and the lower limit of the other.
EASY_GAP = 12.0
MEDIUM_GAP = 4.0
ASKED = "Which of the two was involved more often?"


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


def candidates(settled: Settled) -> Iterable[Candidate]:
    """List the settled pairs as questions."""
    for layer, pairs in settled.pairs.items():
        for pair in pairs:
            first, second = pair.first.site_id, pair.second.site_id
            subject = f"pair/{'/'.join(sorted((first, second)))}"
            key = f"more_often/{layer}/{first}/{second}"
            yield Candidate(key, subject, "more_often", topic_of(pair.layer.kind), level_of(pair), layer)


def build(candidate: Candidate, rows: Rows, rng: random.Random) -> Item:
    """Put a question about two sites into words.

    Parameters
    ----------
    candidate : Candidate
        One of `candidates`.
    rows : Rows
        Tables, anatomy, layers.
    rng : random.Random
        Draws the order of the options.

    Returns
    -------
    Item
        The question.
    """
    _, layer_id, first, second = candidate.key.split("/")
    layer, anatomy = rows.layers[layer_id], rows.anatomy
    values = {site: layer.value(site) for site in (first, second)}
    options = [
        Option(site, words.opened(words.plain(anatomy, site)), words.opened(words.brief(value)))
        for site, value in values.items()
    ]
    rng.shuffle(options)
    one, other = (words.plain(anatomy, site) for site in (first, second))
    if layer.kind == "tiers":
        prompt = "Which of the two does the article call the commoner site of bone metastases?"
        told = (
            f"The article counts the {one} among the {words.brief(values[first])} sites, the {other} among the "
            f"{words.brief(values[second])}; it gives no figures. No count gathered here says the contrary."
        )
    else:
        ask = "In which of the two lay more of them?" if layer.unit == "lesions" else ASKED
        prompt = f"{words.asked_of(layer)} {ask}"
        told = (
            f"{words.opened(one)}: {words.figure(values[first], layer)}. "
            f"{words.opened(other)}: {words.figure(values[second], layer)}. The intervals do not touch, and no "
            "source of this cancer gathered here has the two the other way round."
        )
    return Item(
        candidate.key,
        candidate.subject,
        candidate.kind,
        candidate.topic,
        candidate.level,
        prompt=prompt,
        options=tuple(options),
        answer=(first,),
        show=Show(view=_view(first, second), sites=()),
        reveal=Show("layer", layer.id, _view(first, second), (first, second)),
        explanation=told,
        figures=tuple(words.row(value, layer, anatomy) for value in values.values()),
        sources=(words.source(layer),),
    )


def _view(*sites: str) -> str:
    """Return the view that shows some sites: from behind for what is hidden from the front."""
    behind = {"scapula", "thoracic_spine", "sacrum", "sacrum_coccyx", "thoracolumbar_spine"}
    return "back" if all(site in behind for site in sites) else "front"
