"""How the statements of the article were judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bone_atlas.facts import Rows, Source
from bone_atlas.facts.rows import THE_ARTICLE, slug
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.projector.claim import verdicts
from bone_atlas.scenes.contract import SlideFigure
from bone_atlas.scenes.model import Address, Files, Plot, Scene
from bone_atlas.scenes.plots import plot_figure
from bone_atlas.tables.vocabulary import VERDICTS


class JudgedScene(Scene):
    """How many statements have each verdict."""

    id = "judged"
    card = "All statements"
    hides = ("values", "figure")
    path = "evidence"
    part = "claims"

    def title(self) -> str:
        """Return the title."""
        return "The article, judged"

    def brief(self) -> str:
        """Return what is shown in a few words."""
        return "all verdicts"

    def sentence(self) -> str:
        """Return what is shown in a sentence."""
        return "How many of the article’s statements have each verdict"

    def sources(self) -> tuple[Source, ...]:
        """Return whose statements they are; the rows behind each stand on its card."""
        return (THE_ARTICLE,)

    def references(self) -> Iterator[str]:
        """List references to how many statements have each verdict."""
        yield from (f"claims {slug(verdict)}" for verdict in VERDICTS)

    def address(self) -> Address:
        """Return the address of the claims."""
        return Address("evidence", {"layer": self.state.layer, "part": "claims"})

    def figures(self, files: Files) -> list[SlideFigure]:
        """Return a square for each statement."""
        return [
            plot_figure(self.state, files, ("all",), caption="A square is a statement", alt=self.sentence())
        ]

    @classmethod
    def plot(cls, rows: Rows, of: tuple[str, ...], images: Mapping[str, str]) -> Plot | None:  # noqa: ARG003
        """Draw all verdicts."""
        given = [claim.verdict for claim in rows.claims.values()]
        counts = {verdict: given.count(verdict) for verdict in VERDICTS}
        return Plot({theme: verdicts(counts, theme) for theme in THEMES}, (rows.layers["article"],))
