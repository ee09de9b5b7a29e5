"""What every scene answers, and the published files that it may name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol

import plotly.graph_objects as go

from bone_atlas.evidence.detection import Finding
from bone_atlas.facts import Rows, Source
from bone_atlas.faults import Fault
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.projector.labels import Room
from bone_atlas.layers import Layer
from bone_atlas.scenes.contract import ByTheme, SlideFigure, SlideMore
from bone_atlas.scenes.names import item_names
from bone_atlas.scenes.state import Hideable, SceneId, State
from bone_atlas.view_state import ViewState

#: Names a layer, or what follows from several: ``("layer", id)``, ``("difference", id, id)``.
Key = tuple[str, ...]


@dataclass(frozen=True)
class Address:
    """Where on the pages something is seen.

    Attributes
    ----------
    path : str
        Of the page; empty for the first one.
    query : mapping of str to str
        Parameters of the address.
    """

    path: str
    query: Mapping[str, str]


@dataclass(frozen=True)
class Plot:
    """A plot that fills a slide.

    Attributes
    ----------
    figures : mapping
        The figure for each theme.
    works : tuple of Finding or Layer
        What it draws: each knows its source.
    """

    figures: Mapping[Theme, go.Figure]
    works: tuple[Finding | Layer, ...]


class PublishedPlot(Protocol):
    """A plot of a scene as files."""

    @property
    def urls(self) -> ByTheme:
        """Address of the figure for each theme."""

    @property
    def height(self) -> int:
        """Height in CSS px that it is drawn for."""


class Files(Protocol):
    """The published files that figures of slides consist of; addresses by theme where they differ."""

    def index_url(self, language: str) -> str:
        """Return the address of the index of bones, with names in a language."""

    def base_urls(self, view: str) -> ByTheme:
        """Return the unpainted skeleton."""

    def paint_urls(
        self, layer: str | Key, view: str, language: str = ..., *, top: float | None = ..., labels: bool = ...
    ) -> ByTheme:
        """Return the paint of a layer, or of what follows from several."""

    def hidden_urls(self, view: str) -> ByTheme:
        """Return the paint of a skeleton whose values are not shown yet."""

    def bare_urls(self, view: str) -> ByTheme:
        """Return the paint of the skeleton under the routes."""

    def overlay_urls(self, view: str) -> dict[str, str]:
        """Return what is drawn of the routes in each part of a view."""

    def label_notes(
        self, layer: str | Key, view: str, language: str, sites: tuple[str, ...], on: Room = ...
    ) -> dict[Theme, list[PlotlyObject]]:
        """Return the labels of some sites by theme, as Plotly's annotations."""

    def plot_urls(self, kind: SceneId, *of: str) -> PublishedPlot | None:
        """Return a plot of a scene; None where there is nothing to draw."""

    def network_url(self) -> str:
        """Return the address of the index of the routes."""

    def journeys_url(self) -> str:
        """Return the address of the journeys."""


class Scene:
    """One kind of thing that can be shown, in one state; what most scenes do not have is empty here.

    Parameters
    ----------
    state : State
        What is shown. Only `faults`, `brief` and `sentence` may be asked of a state that has faults.
    rows : Rows
        Tables, anatomy, layers and routes.
    asked : tuple of str
        The sites whose order a slide asks for: named, their values kept back.

    Attributes
    ----------
    id : str
        As a lesson's file names it.
    card : str
        A word or two for the overview of a lesson.
    uses : frozenset of str
        The parts of a state that only some scenes use and this one does.
    hides : tuple of str
        What of it can be hidden until it is revealed.
    marks_sites : bool
        Whether sites can be marked on it.
    path : str or None
        Of the page where it is seen; None where it is on none.
    part : str
        The part of that page; empty where it has no parts.
    """

    id: ClassVar[SceneId]
    card: ClassVar[str]
    uses: ClassVar[frozenset[str]] = frozenset()
    hides: ClassVar[tuple[Hideable, ...]] = ()
    marks_sites: ClassVar[bool] = False
    path: ClassVar[str | None] = None
    part: ClassVar[str] = ""

    def __init__(self, state: State, rows: Rows, *, asked: tuple[str, ...] = ()) -> None:
        self.state = state
        self.rows = rows
        self.asked = asked

    # In words

    def title(self) -> str:
        """Return the title of a slide that is made of the view on a page."""
        raise NotImplementedError

    def brief(self) -> str:
        """Return in a few words what is shown, as within a list."""
        raise NotImplementedError

    def sentence(self) -> str:
        """Return in a sentence what is shown, marked sites and language left out; not escaped."""
        raise NotImplementedError

    def marked(self) -> str:
        """Return which sites are marked; empty where none are."""
        if not (self.marks_sites and self.state.sites):
            return ""
        return f"{item_names(self.state.sites, self.rows, self.state.names)} marked"

    # What it rests on

    def faults(self) -> Iterator[Fault]:
        """Find what the scene needs and the state lacks; its names are known to be right."""
        yield from ()

    def sources(self) -> tuple[Source, ...]:
        """Return where the numbers of what is shown come from."""
        return ()

    def references(self) -> Iterator[str]:
        """List references, without braces, that fit what is shown."""
        yield from ()

    # Between pages and slides

    def address(self) -> Address:
        """Return where on the pages the state is seen."""
        state = self.state
        seen = ViewState(layer=state.layer, view=state.view, sites=state.sites, names=state.names)
        if self.part:
            seen = seen.with_(part=self.part, second=self.state.second)
        return Address(self.path or "", seen.to_query())

    @classmethod
    def state_of(cls, shown: ViewState, rows: Rows, **parts: str | tuple[str, ...]) -> State:  # noqa: ARG003 -- for others
        """Return the state of what a page shows.

        Parameters
        ----------
        shown : ViewState
            What is on the screen.
        rows : Rows
            Tables, anatomy, layers and routes.
        **parts
            Parts of the state that the view state does not hold, such as ``picture``.
        """
        return cls.made(parts)

    @classmethod
    def made(cls, parts: Mapping[str, object]) -> State:
        """Return a state of this scene, its parts validated."""
        return State.model_validate({**parts, "shows": cls.id})

    # On a slide

    def figures(self, files: Files) -> list[SlideFigure]:  # noqa: ARG002 -- for others
        """Return the figures of a slide, from left to right; empty for text alone.

        Parameters
        ----------
        files : Files
            The files they consist of.
        """
        return []

    def more(self, files: Files) -> SlideMore:  # noqa: ARG002 -- for others
        """Return what else the presenter receives: ``claim``, ``ways`` and ``strip``."""
        return {}

    @classmethod
    def plot(cls, rows: Rows, of: tuple[str, ...], images: Mapping[str, str]) -> Plot | None:
        """Draw the plot that fills a slide; None where there is nothing to draw.

        Parameters
        ----------
        rows : Rows
            Tables, anatomy, layers and routes.
        of : tuple of str
            Which plot, as `Files.plot_urls` is asked for it.
        images : mapping of str to str
            Addresses of the pictures that figures of detection hold.
        """
        raise NotImplementedError
