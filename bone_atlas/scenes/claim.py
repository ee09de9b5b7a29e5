"""A statement of the article and what the sources say of it."""

from __future__ import annotations

from collections.abc import Iterator

from bone_atlas import facts
from bone_atlas.evidence.claims import HYPOTHESIS
from bone_atlas.facts import Source
from bone_atlas.faults import Fault
from bone_atlas.scenes.contract import SlideMore
from bone_atlas.scenes.model import Address, Files, Scene


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
        """Return what the verdict rests on."""
        return facts.tell(f"{{verdict {self.state.claim}}}", self.rows).sources

    def references(self) -> Iterator[str]:
        """List references to the claim."""
        yield from (f"{kind} {self.state.claim}" for kind in ("claim", "verdict", "because"))

    def address(self) -> Address:
        """Return the address of the claims."""
        return Address("evidence", {"layer": self.state.layer, "part": "claims"})

    def more(self, files: Files) -> SlideMore:  # noqa: ARG002
        """Return the card of the claim."""
        claim = self.rows.claims[self.state.claim]
        return {
            "claim": {
                "statement": claim.statement,
                "verdict": claim.verdict,
                "because": claim.because,
                "hypothesis": HYPOTHESIS if claim.hypothesis else "",
            }
        }
