"""All studies of one site, in one unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bone_atlas.evidence import pooling
from bone_atlas.facts import Rows, Source
from bone_atlas.faults import Fault, shown
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.projector import rows as figures_of_rows
from bone_atlas.scenes.contract import SlideFigure
from bone_atlas.scenes.model import Files, Plot, Scene
from bone_atlas.scenes.names import item_names
from bone_atlas.scenes.plots import plot_figure
from bone_atlas.scenes.state import State
from bone_atlas.view_state import ViewState

#: The kinds of references that are offered.
KINDS = (
    "studies",
    "range",
    "pooled",
    "pooled_interval",
    "prediction_interval",
    "heterogeneity",
    "heterogeneity_limits",
    "heterogeneity_without",
    "apart",
)


class AgreementScene(Scene):
    """What each study reports of a site, and what they share."""

    id = "agreement"
    card = "Studies"
    hides = ("values", "figure")
    marks_sites = True
    path = "evidence"
    part = "agreement"

    def title(self) -> str:
        """Return the title: the site, as a question."""
        return f"{self.rows.anatomy.name(self.state.sites[0])}: do the studies agree?"

    def brief(self) -> str:
        """Return what is shown in a few words."""
        return "do the studies agree"

    def sentence(self) -> str:
        """Return what is shown in a sentence."""
        layer = self.rows.layers.get(self.state.layer)
        unit = f" that count {layer.unit_label}" if layer else ""
        return f"All studies of {item_names(self.state.sites, self.rows, self.state.names) or 'a site'}{unit}"

    def marked(self) -> str:
        """Return nothing: the one site is what the studies are of."""
        return ""

    def faults(self) -> Iterator[Fault]:
        """Find what is no site that at least two studies report in the unit of the layer."""
        layer = self.rows.layers.get(self.state.layer)
        if layer is None:
            return
        if layer.kind != "proportion" or layer.cancer != pooling.DEFAULT_CANCER:
            yield (
                "layer",
                f"{shown(layer.id)} gives no percentages of {pooling.DEFAULT_CANCER} cancer; expected a "
                "layer whose unit the studies share",
            )
        elif len(self.state.sites) != 1:
            yield "sites", f"found {len(self.state.sites)} sites; expected the one whose studies are shown"
        elif self.rows.anatomy.is_site(self.state.sites[0]) or self.rows.anatomy.is_group(
            self.state.sites[0]
        ):
            compared = pooling.agreement(
                self.state.sites[0], self.rows.layers.values(), layer.cancer, layer.unit
            )
            if len(compared.studies) + len(compared.uncounted) < 2:
                yield (
                    "sites",
                    f"{shown(self.state.sites[0])} is reported by fewer than two studies that count "
                    f"{layer.unit_label}; expected a site of which at least two tell",
                )
        else:
            yield "sites", f"{shown(self.state.sites[0])} is a single bone; expected a site or group"

    def sources(self) -> tuple[Source, ...]:
        """Return the studies that are shown."""
        compared = _agreement(self.state.sites[0], self.rows.layers[self.state.layer].unit, self.rows)
        studies = (*compared.studies, *compared.uncounted) if compared else ()
        return tuple(self.rows.source(study.layer.id) for study in studies)

    def references(self) -> Iterator[str]:
        """List references to what the studies say together."""
        unit = self.rows.layers[self.state.layer].unit if self.state.layer in self.rows.layers else ""
        for kind in KINDS:
            yield from (f"{kind} {site} {unit}" for site in self.state.sites)

    @classmethod
    def state_of(cls, shown: ViewState, rows: Rows, **parts: str | tuple[str, ...]) -> State:
        """Return the state for the one site in ``sites``, in the unit of the layer if studies share it."""
        (site,) = tuple(parts["sites"])
        compared = [
            item
            for item in pooling.agreements(site, rows.layers)
            if len(item.studies) + len(item.uncounted) > 1
        ]
        layer = rows.layers[shown.layer]
        fits = layer.kind == "proportion" and layer.cancer == pooling.DEFAULT_CANCER
        if not fits or layer.unit not in [item.unit for item in compared]:
            layer = (*compared[0].studies, *compared[0].uncounted)[0].layer
        return cls.made({"view": shown.view, "names": shown.names, "layer": layer.id, **parts})

    def figures(self, files: Files) -> list[SlideFigure]:
        """Return the dots of all studies."""
        layer = self.rows.layers[self.state.layer]
        site = self.rows.anatomy.name(self.state.sites[0], self.state.names)
        return [
            plot_figure(
                self.state,
                files,
                (self.state.sites[0], layer.unit),
                caption=f"{site}, study by study",
                alt=f"{site}: studies that count {layer.unit_label}",
                marked=[self.state.layer],
            )
        ]

    @classmethod
    def plot(cls, rows: Rows, of: tuple[str, ...], images: Mapping[str, str]) -> Plot | None:  # noqa: ARG003
        """Draw the studies of a site, `of` its id and the unit."""
        site, unit = of
        compared = _agreement(site, unit, rows)
        if compared is None or not (compared.studies or compared.uncounted):
            return None
        drawn = {theme: figures_of_rows.agreement(compared, theme) for theme in THEMES}
        return Plot(drawn, tuple(study.layer for study in (*compared.studies, *compared.uncounted)))


def _agreement(site: str, unit: str, rows: Rows) -> pooling.Agreement | None:
    return next((item for item in pooling.agreements(site, rows.layers) if item.unit == unit), None)
