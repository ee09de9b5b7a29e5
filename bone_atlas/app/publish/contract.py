"""What the server publishes and the browser reads: one form of each, held by both languages.

What is published is made as one of these, so mypy holds Python to them; ``tools/js_types.py`` writes the same
to ``assets/component/types.d.ts``, so TypeScript holds the scripts to them. Tuples are arrays in JSON; what
is not required is left out where there is none. Figures have theirs in `bone_atlas.figures.contract`,
scenes in `bone_atlas.scenes.contract`.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import Frame, Paint, PlotlyObject
from bone_atlas.scenes.contract import (
    ByTheme,
    DiagramForm,
    Playing,
    SlideClaim,
    SlideFigure,
    Strip,
)

#: The same as its contents, for what is not published.
Contents = dict[Theme, PlotlyObject] | dict[Theme, Paint]


# Figures ----------------------------------------------------------------------------------------------


class Index(TypedDict):
    """The bones, what ids stand for them, and names.

    Attributes
    ----------
    bones : list of (str, str, str)
        Id, label and site of each bone, from head to foot.
    members : dict of str to list of int
        By id of a site, group, vessel or segment: positions in `bones` of what it stands for or leads to.
    names : dict of str to str
        Names of those ids.
    """

    bones: list[tuple[str, str, str]]
    members: dict[str, list[int]]
    names: dict[str, str]


class LightPicture(TypedDict):
    """The picture that stands in for a skeleton until Plotly is there."""

    outline: str
    margin: str
    shading: NotRequired[str]


class FigureData(TypedDict):
    """What the figure component receives; what is empty is left out.

    Attributes
    ----------
    figure, paint
        Addresses; what is made of a reader's own table is never published, so it goes along itself. A figure
        that both themes share goes along once.
    """

    index: str
    figure: NotRequired[str | PlotlyObject | ByTheme | Contents]
    paint: NotRequired[ByTheme | Contents]
    preview: NotRequired[dict[Theme, LightPicture]]
    selected: NotRequired[list[str]]
    sequence: NotRequired[int]
    height: NotRequired[str]
    tools: NotRequired[list[str]]
    marked: NotRequired[list[str]]
    alt: NotRequired[str]
    network: NotRequired[str]
    routes: NotRequired[list[str]]
    side: NotRequired[str]
    overlay: NotRequired[dict[str, str]]
    focus: NotRequired[bool]
    chosenRoute: NotRequired[str]
    lying: NotRequired[DiagramForm]
    upright: NotRequired[DiagramForm]


# The Atlas page ---------------------------------------------------------------------------------------


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
        ``atlas`` or ``pathways``.
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


# Routes and journeys ----------------------------------------------------------------------------------


class RoutesIndex(TypedDict):
    """Which segments light up for what.

    Attributes
    ----------
    segments : list of (str, str, str, list of str, str, str)
        Id, both ends, routes, kind and status in words.
    lights : dict
        By id that can be selected and by route: positions in `segments`.
    names : dict of str to str
        Of vessels and segments.
    paired : list of str
        Vessels with a twin on the other side.
    """

    segments: list[tuple[str, str, str, list[str], str, str]]
    lights: dict[str, dict[str, list[int]]]
    names: dict[str, str]
    paired: list[str]


# Ends of a step and its segments. ``from`` is a word of Python's own, hence the form.
StepEnds = TypedDict("StepEnds", {"from": str, "to": str, "segments": list[str]})


class JourneyStep(StepEnds):
    """A step as the player shows it; ``mm`` is the length of its longest drawing."""

    caption: str
    status: str
    label: str
    sources: list[tuple[str, str | None]]
    mm: int


class Journey(TypedDict):
    """A journey as the player shows it."""

    id: str
    title: str
    route: str
    side: str
    site: str
    bone: str
    reached: str
    steps: list[JourneyStep]


class JourneysScript(TypedDict):
    """All journeys, the names of all ends, and the routes in words."""

    journeys: list[Journey]
    names: dict[str, str]
    routes: dict[str, str]
    noSource: str


class JourneySoFar(TypedDict):
    """The steps of a journey up to one of them."""

    id: str
    steps: list[StepEnds]


# Lessons ----------------------------------------------------------------------------------------------


class RankItem(TypedDict):
    """A site to put in order."""

    id: str
    label: str


class RankTruth(RankItem):
    """A site at its rank in the study that is asked about, with its value."""

    value: str


class SlideQuestion(TypedDict):
    """What a class is asked: one of some options, counted from 1, or an order.

    Of an order `pairs` are those that must stand so: they are settled across the sources. `open` tells of the
    others, of which either order counts, and in which sense they are open; empty where there are none.
    """

    kind: str
    ask: str
    why: str
    options: list[str]
    answer: int
    items: NotRequired[list[RankItem]]
    truth: NotRequired[list[RankTruth]]
    pairs: NotRequired[list[tuple[str, str]]]
    open: NotRequired[str]


class Practising(TypedDict):
    """Where the class practises: the words of the link, and the address without the server's name."""

    text: str
    link: str


class Slide(TypedDict):
    """A slide; `number` is that of its links.

    Of each sentence that rests on something, `restsOn` has the sentence and who published it.
    """

    number: int
    title: str
    text: str
    points: list[str]
    practise: Practising | None
    question: SlideQuestion | None
    claim: SlideClaim | None
    shows: str
    kind: str
    notes: str
    restsOn: list[tuple[str, str]]
    steps: list[str]
    hidden: list[str]
    figures: list[SlideFigure]
    explore: SlideFigure
    playing: Playing | None
    strip: Strip | None
    sources: list[tuple[str, str]]
    link: str


class Lesson(TypedDict):
    """A lesson."""

    title: str
    minutes: int
    goals: list[str]
    slides: list[Slide]


class Phones(TypedDict):
    """What the server knows of addresses.

    Attributes
    ----------
    base : str
        Where other devices reach it; empty where it is the address of this one.
    longest : int
        Characters of the longest address that makes a code.
    local : list of str
        Names under which no other device reaches it.
    """

    base: str
    longest: int
    local: list[str]


class LessonData(TypedDict):
    """What the presenter receives; the lesson of a reader's own goes with it, others by their address."""

    lesson: str | Lesson
    notes: str
    closing: str
    phones: Phones
    slide: NotRequired[int]
    revealed: NotRequired[int]


# Quiz -------------------------------------------------------------------------------------------------


class Option(TypedDict):
    """One answer on offer, and why it is wrong or what the rows say of it."""

    id: str
    label: str
    remark: str


class RowReference(TypedDict):
    """A row that a question rests on."""

    file: str
    key: str
    text: str


class QuizSource(TypedDict):
    """Who published a row; the link is empty where there is none."""

    text: str
    link: str


class QuizPicture(TypedDict):
    """What stands beside a question.

    Attributes
    ----------
    masked : bool
        Whether names and values must not be seen.
    idle : bool, optional
        Whether a small screen can go without it.
    scale : bool, optional
        Whether it has a colour scale.
    lit : list of str, optional
        Segments that may be lit.
    journey : JourneySoFar, optional
        The journey as far as it has been shown.
    """

    view: str
    sites: list[str]
    layer: str
    masked: bool
    caption: str
    paint: ByTheme
    alt: str
    scale: NotRequired[bool]
    idle: NotRequired[bool]
    overlay: NotRequired[dict[str, str]]
    side: NotRequired[str]
    routes: NotRequired[list[str]]
    lit: NotRequired[list[str]]
    journey: NotRequired[JourneySoFar]


class QuizQuestion(TypedDict):
    """A question; see `bone_atlas.quiz.Item`."""

    key: str
    subject: str
    kind: str
    topic: str
    level: str
    prompt: str
    explanation: str
    how: str
    options: list[Option]
    answer: list[str]
    settled: list[tuple[str, str]]
    figures: list[RowReference]
    sources: list[QuizSource]
    show: QuizPicture | None
    reveal: QuizPicture | None
    #: Asked in its place where no finger could hit its bones.
    spare: NotRequired[QuizQuestion]


class QuizDeck(TypedDict):
    """A quiz with everything that the browser needs to play it without asking again."""

    id: str
    number: int
    topic: str
    level: str
    topics: dict[str, str]
    levels: dict[str, str]
    link: str
    index: str
    network: str
    views: dict[str, ByTheme]
    questions: list[QuizQuestion]


class QuizData(TypedDict):
    """What the quiz receives: what is on offer, and the deck where one is played."""

    topics: dict[str, str]
    levels: dict[str, str]
    topic: str
    level: str
    deck: NotRequired[QuizDeck]


# What is kept in the browser ---------------------------------------------------------------------------


class LessonVersion(TypedDict):
    """Which session wrote a lesson last, and the number of its change."""

    writer: str
    revision: int


class KeptLesson(LessonVersion):
    """A lesson of one's own as the browser keeps it.

    Attributes
    ----------
    form : int
        Number of the form of `content`.
    slides : int
        How many it has.
    changed : float
        When, in seconds since 1970 (UTC).
    content : str
        The lesson with its history; the server alone reads it.
    """

    form: int
    id: str
    title: str
    slides: int
    changed: float
    content: str


class LessonToKeep(TypedDict):
    """A lesson to keep, and the version that it was made of; none where it is new."""

    lesson: KeptLesson
    base: LessonVersion | None


class LessonsData(TypedDict):
    """What the browser is to do with the lessons that it keeps.

    Attributes
    ----------
    keeps : str
        ``lessons``.
    session : str
        Names the session: another one has heard nothing yet.
    open : str
        Id of the lesson that is open.
    ask : int
        Number of the question which lessons are kept; it is answered once.
    heard : int
        Number of the last question of which the session has heard the answer.
    wanted : str
        Id of the lesson that the answer is to hold; empty for the one that was open last in this tab.
    saves : list of LessonToKeep
        Everything that the session has not been told is kept.
    removed : list of str
        Ids of lessons that the reader has deleted.
    """

    keeps: str
    session: str
    open: str
    ask: int
    heard: int
    wanted: str
    saves: list[LessonToKeep]
    removed: list[str]


class HeadingRecord(TypedDict):
    """What the columns of a table hold, kept for its headings.

    Attributes
    ----------
    key : str
        The words of the headings.
    record : str
        What each column holds, as JSON that the server alone reads; empty where it is forgotten.
    """

    key: str
    record: str


class HeadingsData(TypedDict):
    """What the browser is to remember of the headings of the reader's tables.

    Attributes
    ----------
    keeps : str
        ``headings``.
    session : str
        Names the session: another one has heard nothing yet.
    heard : bool
        Whether the session has been told what is remembered.
    changes : list of HeadingRecord
        Everything that was assigned or forgotten in this session.
    """

    keeps: str
    session: str
    heard: bool
    changes: list[HeadingRecord]


class TableData(TypedDict):
    """What the browser is to hold of the reader's table.

    Attributes
    ----------
    keeps : str
        ``table``.
    session : str
        Names the session: another one has heard nothing yet.
    heard : bool
        Whether the session has been told what is held.
    record : str
        The table with all that was said of it, as JSON that the server alone reads; empty where there is
        none.
    keep : bool
        Whether it is kept beyond the page.
    forget : int
        How often the reader has said that nothing is to be held any more.
    edited : bool
        Whether closing the page would lose what the reader has edited.
    """

    keeps: str
    session: str
    heard: bool
    record: str
    keep: bool
    forget: int
    edited: bool
