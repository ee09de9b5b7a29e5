"""A picture of what imaging finds and misses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bone_atlas.facts import Rows, Source
from bone_atlas.faults import Fault, one_of
from bone_atlas.figures.colours import THEMES
from bone_atlas.scenes.contract import SlideFigure
from bone_atlas.scenes.model import Address, Files, Plot, Scene
from bone_atlas.scenes.pictures import ON_SLIDES, PICTURES
from bone_atlas.scenes.plots import plot_figure


class DetectionScene(Scene):
    """One picture of the detection page."""

    id = "detection"
    card = "Detection"
    uses = frozenset({"picture"})
    hides = ("values", "figure")
    path = "detection"

    def title(self) -> str:
        """Return the title: what the picture shows."""
        return PICTURES[self.state.picture].title

    def brief(self) -> str:
        """Return what is shown in a few words."""
        return "detection"

    def sentence(self) -> str:
        """Return what is shown in a sentence."""
        picture = PICTURES.get(self.state.picture)
        return picture.title if picture else self.state.picture or "A picture"

    def faults(self) -> Iterator[Fault]:
        """Find a missing picture."""
        if not self.state.picture:
            yield "picture", f"is missing; expected {one_of(ON_SLIDES)}"

    def sources(self) -> tuple[Source, ...]:
        """Return the works behind the figures that the picture draws, cited shortly."""
        drawn = PICTURES[self.state.picture].drawn_on_slide(tuple(self.rows.detection.values()))
        return tuple(self.rows.source(one.id) for one in drawn)

    def references(self) -> Iterator[str]:
        """List references to the figures that the picture is about."""
        if self.state.picture in PICTURES:
            picture = PICTURES[self.state.picture]
            yield from (
                f"detection {one.id}" for one in self.rows.detection.values() if picture.is_about(one)
            )

    def address(self) -> Address:
        """Return the address of the detection page."""
        return Address("detection", {})

    def figures(self, files: Files) -> list[SlideFigure]:
        """Return the picture."""
        picture = PICTURES[self.state.picture]
        return [
            plot_figure(self.state, files, (self.state.picture,), caption=picture.caption, alt=picture.alt)
        ]

    @classmethod
    def plot(cls, rows: Rows, of: tuple[str, ...], images: Mapping[str, str]) -> Plot | None:
        """Draw a picture, `of` its id."""
        picture = PICTURES[of[0]]
        findings = tuple(rows.detection.values())
        drawn = {theme: picture.draw_on_slide(findings, theme, images) for theme in THEMES}
        return Plot(drawn, tuple(picture.drawn_on_slide(findings)))
