"""Pages that the browser holds: their manifests, indexes, panels and tables."""

from __future__ import annotations

from typing import TypedDict

from bone_atlas.app.publish.contract.figures import LightPicture
from bone_atlas.app.publish.contract.lessons import Phones
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import Frame
from bone_atlas.scenes.contract import ByTheme, DiagramForm


class AtlasLayer(TypedDict):
    """A layer as the Atlas page shows it; `source`, `key`, `invitation` and `downloads` are HTML.

    Attributes
    ----------
    measured : bool
        Whether a study measured it.
    source, invitation, unit, downloads : str
        The line about its source, the panel while nothing is selected, what is counted, links to its files.
    key : dict of str to str
        By theme what its colours mean.
    paint, preview : dict
        By view.
    ranking : dict of str to str
        By theme; `rankingHeight` in px.
    """

    id: str
    title: str
    measured: bool
    source: str
    key: dict[Theme, str]
    invitation: str
    unit: str
    downloads: str
    paint: dict[str, ByTheme]
    preview: dict[str, dict[Theme, LightPicture]]
    ranking: ByTheme
    rankingHeight: int
    rankingHeading: str


class Extents(TypedDict):
    """What can be seen of a view: the whole body, and the trunk."""

    whole: Frame
    trunk: Frame


class SearchIndex(TypedDict):
    """The names by which sites, groups and bones are found, in all languages of the tables.

    Attributes
    ----------
    names : list of (str, list of str, list of str)
        Id, its own names, words for a region that may mean it; sites from head to foot, groups, bones.
    """

    names: list[tuple[str, list[str], list[str]]]


class SceneManifest(TypedDict):
    """What every scene has among its files, in one language of the names.

    Attributes
    ----------
    panels : str
        Address of `AtlasPanels`.
    views : list of (str, str, ByTheme, dict, Extents)
        Id, label, skeleton by theme, drawn routes by part, what can be seen of it.
    routes : list of (str, str, list of str)
        Id, label, the routes that are shown.
    places : list of str
        Sites and groups.
    """

    language: str
    index: str
    panels: str
    tables: str
    views: list[tuple[str, str, ByTheme, dict[str, str], Extents]]
    routes: list[tuple[str, str, list[str]]]
    network: str
    places: list[str]


class AtlasManifest(SceneManifest):
    """All files of the Atlas page in one language of the names.

    Attributes
    ----------
    search : str
        Address of the names by which sites and bones are found.
    bundles : dict
        By theme: files that hold others by their addresses, for idle time.
    comparisons : dict
        By site: figure by theme, height in px, whether a coarser site was reported.
    """

    firstMeasured: str
    layers: list[AtlasLayer]
    search: str
    bundles: dict[Theme, list[str]]
    comparisons: dict[str, tuple[ByTheme, int, bool]]


class ReachSection(TypedDict):
    """Counted lesions by what is known of the routes to their bones, as HTML and a figure of so many px."""

    head: str
    limits: str
    table: str
    figure: ByTheme
    height: int
    alt: str


class PathwaysManifest(SceneManifest):
    """All files of the Pathways page in one language of the names.

    Attributes
    ----------
    layers : list of str
        Ids that an address may name: the page paints none, and carries them to those that do.
    bare : dict
        By view: the skeleton that no layer colours, by theme.
    routePanels, script : str
        Addresses of `RoutePanels` and `JourneysScript`; that in `tables` leads to `RouteTables`.
    lying, upright : DiagramForm
        The diagram for screens that lie and that stand.
    steps : dict of str to str
        By what can be selected, and empty for nothing: address of the steps as CSV.
    """

    layers: list[str]
    bare: dict[str, ByTheme]
    routePanels: str
    script: str
    lying: DiagramForm
    upright: DiagramForm
    steps: dict[str, str]
    reach: ReachSection


class RoutePanels(TypedDict):
    """What is told of the routes to each place, as HTML.

    Attributes
    ----------
    panels : dict of str to dict
        By site, group or bone, and by what the page shows of the routes. A bone that is not there has the
        panel of its site, under its own heading.
    heads : dict of str to str
        By bone: its heading.
    """

    panels: dict[str, dict[str, str]]
    heads: dict[str, str]


class RouteTables(TypedDict):
    """The tables of the routes and of the journeys, as HTML.

    Attributes
    ----------
    rows : list of str
        Every row that a table has.
    shells : list of str
        Tables without their rows.
    tables : dict
        By site, group, vessel or segment, empty for all, and by what the page shows of the routes: position
        in `shells`, positions in `rows`. A bone has the table of its site.
    journeys : dict of str to str
        The whole table of a journey.
    """

    rows: list[str]
    shells: list[str]
    tables: dict[str, dict[str, tuple[int, list[int]]]]
    journeys: dict[str, str]


class AtlasPanels(TypedDict):
    """The panels of all sites, as HTML.

    Attributes
    ----------
    places : list of str
        Sites and groups; `panels` and `rows` stand in this order.
    layers : list of str
        In this order stand the panels and rows of a site. Those of a site are alike and stand together: that
        halves the size of the compressed file.
    parts : str
        What stands before the rows of parts, which a panel only names: ``data-parts`` of an empty table.
    wholes : dict of str to str
        By site or group that holds finer ones: what every study reports of it or of its parts.
    vessels : dict of str to str
        By vessel or segment.
    bones : dict of str to str
        Names of the bones.
    """

    places: list[str]
    layers: list[str]
    panels: list[list[str]]
    rows: list[list[str]]
    parts: str
    wholes: dict[str, str]
    vessels: dict[str, str]
    bones: dict[str, str]


class SceneData(TypedDict):
    """What the scene of a page receives.

    Attributes
    ----------
    scene : str
        ``atlas``, ``pathways``, ``evidence`` or ``detection``.
    manifests : dict of str to str
        Address of the manifest by language of the names.
    languages : dict of str to str
        What the languages are called.
    start : dict of str to str
        The view of the session, for an address that names none.
    phones : Phones
        See `bone_atlas.app.shell.share.for_phones`.
    slides : bool
        Whether a view can become a slide here.
    """

    scene: str
    manifests: dict[str, str]
    languages: dict[str, str]
    start: dict[str, str]
    phones: Phones
    slides: bool
