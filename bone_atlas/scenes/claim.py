"""A statement of the article and what the sources say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bone_atlas import wording
from bone_atlas.evidence.claims import HYPOTHESIS, Finding
from bone_atlas.facts import Rows, Source
from bone_atlas.facts.kinds import behind_finding
from bone_atlas.facts.rows import THE_ARTICLE
from bone_atlas.faults import Fault
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.projector.claim import Evidence, evidence, shown
from bone_atlas.layers import Proportion
from bone_atlas.routes import STATUS_LABELS
from bone_atlas.scenes.contract import SlideFigure, SlideMore
from bone_atlas.scenes.model import Address, Files, Plot, Scene
from bone_atlas.scenes.plots import plot_figure


class ClaimScene(Scene):
    """The card of a claim."""

    id = "claim"
    card = "Claim"
    uses = frozenset({"claim"})
    hides = ("values", "figure")
    path = "evidence"
    part = "claims"

    def title(self) -> str:
        """Return the statement."""
        return self._statement()

    def brief(self) -> str:
        """Return what is shown in a few words."""
        return "a statement"

    def sentence(self) -> str:
        """Return what is shown in a sentence."""
        return f"The article’s statement “{self._statement()}” and what the sources say of it"

    def _statement(self) -> str:
        return (
            self.rows.claims[self.state.claim].statement
            if self.state.claim in self.rows.claims
            else self.state.claim
        )

    def faults(self) -> Iterator[Fault]:
        """Find a missing claim."""
        if not self.state.claim:
            yield "claim", "is missing: the statement of the article that is shown"

    def sources(self) -> tuple[Source, ...]:
        """Return the article, and who published what is drawn of what the verdict rests on."""
        drawn = {one.key for one in shown(evidence_of(self.state.claim, self.rows))}
        findings = [one for one in self.rows.claims[self.state.claim].findings if one.key in drawn]
        behind = (source for one in findings for source in behind_finding(self.rows, one))
        return tuple(dict.fromkeys((THE_ARTICLE, *behind)))

    def references(self) -> Iterator[str]:
        """List references to the claim."""
        yield from (f"{kind} {self.state.claim}" for kind in ("claim", "verdict", "because"))

    def address(self) -> Address:
        """Return the address of the claims."""
        return Address("evidence", {"layer": self.state.layer, "part": "claims"})

    def figures(self, files: Files) -> list[SlideFigure]:
        """Return the rows that the verdict rests on."""
        of = (self.state.claim,)
        alt = f"What the sources say of “{self._statement()}”"
        return [plot_figure(self.state, files, of, caption="What the sources say", alt=alt)]

    def more(self, files: Files) -> SlideMore:  # noqa: ARG002
        """Return the statement and its verdict; why is in the figure."""
        claim = self.rows.claims[self.state.claim]
        return {
            "claim": {
                "statement": claim.statement,
                "verdict": claim.verdict,
                "because": "",
                "hypothesis": HYPOTHESIS if claim.hypothesis else "",
            }
        }

    @classmethod
    def plot(cls, rows: Rows, of: tuple[str, ...], images: Mapping[str, str]) -> Plot | None:  # noqa: ARG003
        """Draw the rows that the verdict on a claim rests on, `of` its id."""
        found = evidence_of(of[0], rows)
        if not found:
            return None
        drawn = {theme: evidence(found, theme) for theme in THEMES}
        works = [rows.detection[one.key] for one in shown(found) if one.key in rows.detection]
        return Plot(drawn, (rows.layers["article"], *works))


def evidence_of(claim: str, rows: Rows) -> list[Evidence]:
    """List what a claim rests on: figures before words, breast cancer first, the surest first.

    Parameters
    ----------
    claim : str
        Its id.
    rows : Rows
        Tables, anatomy, layers and routes.
    """
    found = [one for one in rows.claims[claim].findings if one.kind != "article"]
    return [_evidence(one, rows) for one in sorted(found, key=lambda one: _later(one, rows))]


def _later(finding: Finding, rows: Rows) -> tuple[bool, bool, bool, bool]:
    """Return what puts a row behind others of its bearing."""
    one = rows.detection.get(finding.key) if finding.kind == "detection" else None
    return (
        not _evidence(finding, rows).drawn,
        one is not None and one.cancer != "breast",
        finding.verified.startswith("secondary"),
        one is not None and "n = " in one.count,  # a part of few, whose number is told
    )


def _evidence(finding: Finding, rows: Rows) -> Evidence:
    """Return a row as it is drawn."""
    told = " ".join(f"{part.rstrip('.')}." for part in (finding.says, finding.source) if part)
    words = Evidence(finding.bearing, "In words, no share", "", told, finding.key)
    if finding.kind == "detection":
        one = rows.detection[finding.key]
        return replace(
            words, value=one.value, count=one.count, percent=one.percent, low=one.low, high=one.high
        )
    if finding.kind == "segment":
        status = STATUS_LABELS[rows.routes.segments[finding.key].status]
        return replace(words, value=wording.capitalised(status))
    value = _observed(finding.key, rows) if finding.kind == "observation" else None
    if value is None:
        return words
    share, counted = wording.percent(value.percent), wording.count(value)
    return replace(
        words, value=share, count=counted, percent=value.percent, low=value.ci_low, high=value.ci_high
    )


def _observed(observation: str, rows: Rows) -> Proportion | None:
    """Return the value of an observation in the layer that paints it; None where none does."""
    study, _, site = observation.partition(":")
    layers = [layer for layer in rows.layers.values() if study in (layer.study_id, layer.id)]
    reports = [one for layer in layers for one in layer.proportions if one.site_id == site]
    return reports[0] if reports else None
