"""True or false with the article's claims: whether the evidence supports what it says.

Two kinds of statement are asked, both settled by rows:

- a claim of the article whose verdict is *supported*, *not supported* or *contradicted*, and only where no
  source bears the other way; never one that holds *partly*, is *not settled* or was *not looked at*;
- that of two of its classes the one comes first, straight or the other way round, held against a layer of
  breast cancer in which the order of two such sites is settled (`bone_atlas.evidence.settled`).

Levels of claims: *easy*, about sites; *medium*, about routes; *hard*, about detection. Of pairs: as in
`bone_atlas.quiz.frequency`.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from bone_atlas.evidence.claims import Claim, Finding, claims
from bone_atlas.evidence.settled import Pair, SettledAcrossSources, named
from bone_atlas.facts import Source
from bone_atlas.layers import Layer, SiteValue
from bone_atlas.layers.model import standing
from bone_atlas.quiz import frequency, words
from bone_atlas.quiz.model import Candidate, Item, Option, Reference, Rows, Show
from bone_atlas.tables.vocabulary import CLAIM_SECTIONS
from bone_atlas.view_state import LEVELS
from bone_atlas.wording import ARTICLE

#: The verdicts that settle a statement, and the answer that follows.
ANSWERS: Mapping[str, str] = {"supported": "yes", "not supported": "no", "contradicted": "no"}
OPTIONS = (Option("yes", "Yes, supported"), Option("no", "No, not supported"))
#: What a source must not say of a claim with that verdict: where sources disagree nothing is asked.
AGAINST: Mapping[str, str] = {"supported": "against", "not supported": "for", "contradicted": "for"}
#: So many rows are told in an explanation; all are listed beneath it.
MOST_TOLD = 3


class Claims:
    """The statements that can be asked.

    Parameters
    ----------
    rows : Rows
        Tables, anatomy, layers.
    settled : SettledAcrossSources
        The settled pairs.
    """

    kinds = ("claim",)

    def __init__(self, rows: Rows, settled: SettledAcrossSources) -> None:
        self.rows, self._settled = rows, settled

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims with a settled verdict and rows that all bear the same way, by id."""
        found = claims(self.rows.tables, self.rows.anatomy, self.rows.layers)
        return {claim.claim_id: claim for claim in found if _is_undisputed(claim)}

    def pairs(self) -> Iterable[Pair]:
        """List the settled pairs of breast cancer layers whose sites the article names in two classes."""
        reports = self.rows.layers[ARTICLE].tiers
        tiers = {report.site_id: report.tier for report in reports if named(report)}
        for pairs in self._settled.pairs.values():
            for pair in pairs:
                classes = [tiers.get(value.site_id) for value in (pair.first, pair.second)]
                measured = pair.layer.kind == "proportion" and pair.layer.cancer == "breast"
                if measured and all(classes) and classes[0] != classes[1]:
                    yield pair

    def candidates(self) -> Iterable[Candidate]:
        """List the statements, those to be affirmed apart from those to be denied."""
        for name, claim in self.claims.items():
            level = LEVELS[CLAIM_SECTIONS.index(claim.section)]
            group = f"{ANSWERS[claim.verdict]}/claim"
            yield Candidate(f"claim/{name}", f"claim/{name}", "claim", "claims", level, group)
        for pair in self.pairs():
            sites = pair.first.site_id, pair.second.site_id
            for (one, other), answer in ((sites, "yes"), (sites[::-1], "no")):
                key = f"claim/{pair.layer.id}/{one}/{other}"
                level, group = frequency.level_of(pair), f"{answer}/pair"
                yield Candidate(key, frequency.subject_of(pair), "claim", "claims", level, group)

    def build(self, candidate: Candidate, rng: random.Random) -> Item:  # noqa: ARG002
        """Put a statement into words.

        Parameters
        ----------
        candidate : Candidate
            One of `candidates`.
        rng : random.Random
            Not needed: yes stands before no.

        Returns
        -------
        Item
            The question.
        """
        _, *parts = candidate.key.split("/")
        return self._claim(candidate, *parts) if len(parts) == 1 else self._pair(candidate, *parts)

    def _claim(self, candidate: Candidate, claim_id: str) -> Item:
        claim = self.claims[claim_id]
        telling = [f for f in claim.findings if f.bearing in ("for", "against")]
        figures = tuple(Reference(f.file, f.key, _told(f)) for f in telling)
        rows = " ".join(f"{figure.words}." for figure in figures[:MOST_TOLD])
        told = (f"{words.opened(claim.verdict)}.", claim.because, _reading(claim), rows)
        return candidate.ask(
            prompt=f"The article says, in our words: “{claim.statement}” "
            "Does the evidence gathered here support it?",
            options=OPTIONS,
            answer=(ANSWERS[claim.verdict],),
            show=Show(),
            reveal=_reveal(claim),
            explanation=" ".join(part for part in told if part),
            figures=figures,
            sources=tuple(dict.fromkeys(_source(f) for f in telling)),
        )

    def _pair(self, candidate: Candidate, layer_id: str, one: str, other: str) -> Item:
        anatomy, layer, article = self.rows.anatomy, self.rows.layers[layer_id], self.rows.layers[ARTICLE]
        names = [words.plain(anatomy, site) for site in (one, other)]
        counted, classes = ([of.value(site) for site in (one, other)] for of in (layer, article))
        yes = standing(counted[0]) < standing(counted[1])
        return candidate.ask(
            prompt=f"“Breast cancer spreads to the {names[0]} more often than to the {names[1]}.” "
            f"Do these counts support it? {words.asked_of(layer)}",
            options=OPTIONS,
            answer=("yes" if yes else "no",),
            show=Show(),
            reveal=Show("layer", layer_id, frequency.best_view(one, other), (one, other)),
            explanation=f"{'Supported' if yes else 'Contradicted: it is the other way round'}. "
            f"{_listed(names, counted, layer)}. {words.why_settled(layer)} The article puts the "
            f"{_listed(names, classes, article)}.",
            figures=(
                *(words.row(value, layer, anatomy) for value in counted),
                *(words.row(value, article, anatomy) for value in classes),
            ),
            sources=words.sources((layer, article)),
        )


def _is_undisputed(claim: Claim) -> bool:
    """Tell whether a claim's verdict settles it and no source bears the other way."""
    against = AGAINST.get(claim.verdict)
    return bool(against and claim.findings) and all(row.bearing != against for row in claim.findings)


def _reading(claim: Claim) -> str:
    """Return what of the statement is our reading; empty where the article says all of it."""
    return f"Our reading: {claim.our_reading}" if claim.our_reading else ""


def _listed(names: Sequence[str], values: Sequence[SiteValue], layer: Layer) -> str:
    """Return two names, each with its figure or class."""
    if layer.kind == "tiers":
        told = [
            f"{name} among the {words.brief(value)} sites" for name, value in zip(names, values, strict=True)
        ]
        return " and the ".join(told)
    pairs = zip(names, values, strict=True)
    return words.opened("; ".join(f"{name} {words.figure(value, layer)}" for name, value in pairs))


def _told(finding: Finding) -> str:
    """Return a row of a claim in words: who says it, and the figures."""
    return f"{finding.source}: {finding.figures}".removeprefix(": ").rstrip(".")


def _source(finding: Finding) -> Source:
    """Return who published a row of a claim."""
    text = ", ".join(part for part in (finding.source, finding.source_text) if part)
    return Source(text, finding.source_link or "")


def _reveal(claim: Claim) -> Show:
    """Return what the page of a claim shows."""
    view = claim.view
    sites = tuple(site for site in view.get("site", "").split(",") if site)
    if claim.page == "pathways":
        return Show("ways", view=view.get("view", "front"), journey=view["journey"])
    return Show("layer", view["layer"], view.get("view", "front"), sites)
