"""The atlas in memory: tables, anatomy and layers, read once per process and shared by all sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from threading import RLock

import pandas as pd

from bone_atlas import layers, tables, view_state
from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence.coarse import CoarseAnswer, coarse_answer, is_coarse
from bone_atlas.facts import Rows
from bone_atlas.layers import Layer
from bone_atlas.lessons import lesson_ids
from bone_atlas.routes import Routes, VesselDrawing, read_routes

_READING = RLock()


@dataclass(frozen=True)
class Catalogue:
    """Everything the pages show, none of it per user."""

    tables: tables.Tables
    anatomy: Anatomy
    layers: dict[str, Layer]
    routes: Routes
    drawings: dict[str, VesselDrawing]

    @property
    def measured(self) -> list[str]:
        """Ids of the layers that studies measured, in picker order."""
        return [key for key, layer in self.layers.items() if layer.kind != "tiers"]

    @cached_property
    def ids(self) -> frozenset[str]:
        """All places: sites, groups and bones."""
        return frozenset((*self.anatomy.sites(), *self.anatomy.groups(), *self.anatomy.bones()))

    @cached_property
    def selectable(self) -> frozenset[str]:
        """Everything that can be selected: places, vessels and segments."""
        return self.ids.union(self.routes.vessels, self.routes.segments)

    @cached_property
    def rows(self) -> Rows:
        """What the text of a lesson may refer to."""
        return Rows(self.tables, self.anatomy, self.layers, self.routes)

    def places(self, selected: Iterable[str]) -> tuple[str, ...]:
        """Return what of a selection is a place, in its order: what a page without vessels can show."""
        return tuple(item for item in selected if item in self.ids)

    @cached_property
    def article_routes(self) -> Callable[[str], tuple[str, ...]]:
        """Return the blood-borne routes that reach a place according to the article; looked up once each."""
        return cache(lambda place: layers.article_routes(self.tables, self.anatomy, place))

    def as_a_whole(self, place: str) -> CoarseAnswer | None:
        """Return what every study reports of a place that holds finer ones; None where it holds none."""
        if not is_coarse(place, self.anatomy):
            return None
        return coarse_answer(place, self.layers.values(), self.anatomy)

    def short_citation(self, layer: Layer) -> str:
        """Return author, year and journal of a layer's study, without its title."""
        study = self.tables.studies.set_index("study_id").loc[layer.study_id]
        year: str = "" if pd.isna(study["year"]) else str(study["year"])
        parts = (
            (f"{study['first_author']} {year}", study["journal"])
            if study["first_author"]
            else (study["journal"], year)
        )
        return ", ".join(part.strip() for part in parts if part)

    @cached_property
    def says(self) -> Callable[[str], tuple[str, ...]]:
        """Return what the article says of a place, in our words, the nearest first; looked up once each."""
        return cache(lambda place: layers.article_says(self.tables, self.anatomy, place))

    def known(self) -> view_state.Known:
        """Return what the URL may name; looked up once, for it is asked at every click."""
        return self._known

    @cached_property
    def _known(self) -> view_state.Known:
        return view_state.Known(
            layers=self.layers,
            ids=self.selectable,
            journeys={name: len(journey.steps) for name, journey in self.routes.journeys.items()},
            lessons=lesson_ids(),
        )


def catalogue() -> Catalogue:
    """Return the atlas, read at the first call; who comes meanwhile waits for it.

    Raises
    ------
    TableError, AssetError
        As `read_catalogue`.
    """
    with _READING:
        return read_catalogue()


@cache
def read_catalogue() -> Catalogue:
    """Read and validate the tables and the drawn vessels, build the layers and the graph of routes.

    Raises
    ------
    TableError
        If a table is broken, or does not fit what is drawn; nothing is shown then.
    AssetError
        If a drawing of the vessels is missing or broken.
    """
    read = tables.load()
    anatomy = Anatomy(read)
    return Catalogue(read, anatomy, layers.build_layers(read, anatomy), *read_routes(read, anatomy))
