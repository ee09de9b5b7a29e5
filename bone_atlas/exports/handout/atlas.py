"""The atlas in short: what the article says, what studies counted, the routes, what imaging finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bone_atlas import wording
from bone_atlas.evidence.detection import SENSITIVITY, SPECIFICITY, Finding
from bone_atlas.exports.drawn.words import Page
from bone_atlas.exports.handout.flow import Block, columns, words
from bone_atlas.exports.handout.fonts import Font
from bone_atlas.exports.handout.lesson import SECTION, Making, draw_page, sources_of
from bone_atlas.exports.handout.paper import INK, QUIET, RULE, SIDE, rgb
from bone_atlas.exports.handout.ranking import TITLE, Ranking
from bone_atlas.exports.handout.text import BODY, LABEL, SMALL, Paragraph, Span, height, write
from bone_atlas.facts import Source
from bone_atlas.facts.rows import cited as printed
from bone_atlas.facts.short import shortly
from bone_atlas.figures import geometry
from bone_atlas.figures.colours import FINE_DASHES, VESSELS, layer_top
from bone_atlas.figures.projector import labels, stage
from bone_atlas.figures.projector.key import key as projector_key
from bone_atlas.layers import TIER_LABELS
from bone_atlas.layers.model import NOT_MENTIONED, NOT_STATED
from bone_atlas.lessons.model import Slide
from bone_atlas.routes import STATUS_LABELS
from bone_atlas.scenes.contract import SlideFigure
from bone_atlas.scenes.pictures import ON_SLIDES, PICTURES
from bone_atlas.scenes.registry import SCENES
from bone_atlas.scenes.state import State
from bone_atlas.tables import TIERS
from bone_atlas.view_state import ROUTE_CHOICES

HEADLINE_TEXT = "Where breast cancer spreads in bone"
INTRODUCTION = (
    "What one popular article says in words, what studies counted, by which routes cells may get there, and "
    "what imaging finds of it. A site that a study does not list is not reported: that is not zero."
)
#: The layers that are ranked: large series of breast cancer with many sites, in patients and in lesions.
RANKED = ("shaked_zari_2025", "medicine_today_2018", "wang_2012.breast_moderate")
MEASURED = RANKED[0]
#: What is named beside the two skeletons: of the article something of each class.
NAMED = {
    "article": ("skull", "ribs", "lumbar_spine", "pelvis", "femur", "knee"),
    MEASURED: ("skull", "ribs", "thoracic_spine", "lumbar_spine", "humerus", "pelvis"),
}
#: Statements that are about no site.
GENERAL = ("spreads_to_bone", "bone_is_common", "harm")
JOURNEYS = ("lung_lumbar_spine_left", "plexus_lumbar_spine_left", "lymph_sternum_left")
#: Letters of a figure that is larger than on a slide.
PAIR_SMALLER, ROUTES_SMALLER = 0.72, 0.92
LISTED = Font("serif", "", 9.6)
NAME, VALUE, COUNT = 240.0, 46.0, 86.0

Tell = Callable[[], None]


def many() -> int:
    """Return how many parts are drawn, to tell how far it is."""
    return 3 + len(RANKED) + len(ON_SLIDES)


def blocks(making: Making, drawn: Tell) -> Iterator[tuple[Block, Sequence[Source]]]:
    """Return the blocks of the atlas in short, each with the works that it rests on.

    Parameters
    ----------
    making : Making
        The sheet, the files of figures and the drawn vessels.
    drawn : callable
        Is called after each part that was drawn.
    """
    for block, sources in _all(making):
        yield Block(block.least, block.most, _then(block, drawn), block.begins_page, block.with_next), sources


def _then(block: Block, drawn: Tell) -> Callable[[float, float], None]:
    def draw(top: float, high: float) -> None:
        block.draw(top, high)
        drawn()

    return draw


def _all(making: Making) -> Iterator[tuple[Block, Sequence[Source]]]:
    rows, sheet = making.files.rows, making.sheet
    yield _skeletons(making)
    yield _judged(making), ()
    head = [
        Paragraph.of("What studies counted", SECTION, tag="H2"),
        Paragraph.of(
            "A dot is a share, its line the 95 % interval. "
            "Each list counts something else, on a scale of its own.",
            BODY,
            before=2,
        ),
    ]
    top = words(sheet, head, with_next=True)
    yield Block(top.least, top.most, top.draw, begins_page=True, with_next=True), ()
    for key in RANKED:
        layer = rows.layers[key]
        names = {one.site_id: rows.anatomy.name(one.site_id) for one in layer.reports}
        source = rows.source(key)
        yield Ranking(layer, names, sources_of([(source.text, source.link)])).block(sheet), (source,)
    yield _routes(making)
    yield from _detection(making)


def _page(figures: list[SlideFigure], state: State) -> Page:
    return Page("", Slide(title="-", state=state), [], "", [], figures)


# The two skeletons -----------------------------------------------------------------------------------


def _skeleton(making: Making, key: str, sites: Sequence[str]) -> SlideFigure:
    """Return the figure of a painted skeleton with its labels, none of its bones outlined.

    Letters are smaller than on a slide, so that there is room for more labels: they are placed on a stage
    that is larger by as much.
    """
    rows = making.files.rows
    (figure,) = SCENES["skeleton"](State(layer=key), rows).figures(making.files)
    layer, drawn = rows.layers[key], geometry.view("front")
    whole = replace(stage.whole_body(drawn), stage_px=stage.NARROW[1] / PAIR_SMALLER)
    free = stage.NARROW[0] / PAIR_SMALLER - drawn.width_mm * whole.px_per_mm
    body = replace(whole, beside=(free, 0.0))
    _, high = projector_key(layer, layer_top(layer), "light")
    chosen = labels.chosen(layer, drawn, rows.anatomy, sites, body=body)
    notes = labels.placed(chosen, body, high / PAIR_SMALLER, "light")
    figure["narrow"] = {"light": notes, "dark": notes}
    return figure


def _skeletons(making: Making) -> tuple[Block, Sequence[Source]]:
    """Return the skeleton as the article has it, beside what a study measured."""
    sheet, rows = making.sheet, making.files.rows
    article, measured = (rows.layers[key] for key in ("article", MEASURED))
    figures = [_skeleton(making, key, sites) for key, sites in NAMED.items()]
    page = _page(figures, State(layer="article"))
    wide = sheet.room / 2
    heads = [
        [
            Paragraph.of("The article, in words", TITLE, tag="H2"),
            Paragraph.of(f"{article.summary.capitalize()}.", SMALL, QUIET, before=1),
        ],
        [
            Paragraph.of(f"Measured: {measured.short_title}", TITLE, tag="H2"),
            Paragraph.of(f"{measured.summary}.", SMALL, QUIET, before=1),
        ],
    ]
    head = max(height(sheet, each, wide - 10) for each in heads) + 6
    under = _classes(making)
    sources = (rows.source("article"), rows.source(MEASURED))
    foot = sources_of([(source.text, source.link) for source in sources])
    low = height(sheet, under, sheet.room) + height(sheet, foot, sheet.room) + 22
    shape = 960 / 600
    least, most = (size / shape for size in (330.0, sheet.room))

    def draw(top: float, high: float) -> None:
        for side, each in enumerate(heads):
            write(sheet, each, SIDE + side * wide, top, wide - 10)
        tall = min(high - head - low, most)
        broad = tall * shape
        draw_page(
            making, page, (SIDE + (sheet.room - broad) / 2, top + head, broad, tall), smaller=PAIR_SMALLER
        )
        below = write(sheet, under, SIDE, top + head + tall + 12, sheet.room)
        write(sheet, foot, SIDE, below + 5, sheet.room)

    return Block(head + least + low, head + most + low, draw), sources


def _classes(making: Making) -> list[Paragraph]:
    """Return the classes of the article with their sites, and what limits it."""
    rows = making.files.rows
    article = rows.layers["article"]
    made = [Paragraph.of("The three classes of the article", TITLE, tag="H2")]
    for tier in TIERS:
        names = [_tier_name(making, one.site_id, one.notes) for one in article.tiers if one.tier == tier]
        if names:
            spans = [
                Span(f"{TIER_LABELS[tier].capitalize()}: ", Font("serif", "B", 10.2)),
                Span(", ".join(names)),
            ]
            made.append(Paragraph(spans, before=3))
    left = f"{TIER_LABELS[NOT_MENTIONED].capitalize()} by name: everything else."
    made.append(Paragraph.of(f"{left} {'; '.join(article.caveats).capitalize()}.", BODY, before=3))
    return made


def _tier_name(making: Making, site: str, notes: Sequence[str]) -> str:
    """Name a site, with what is our reading of the article."""
    name = making.files.rows.name(site)
    ours = any(note.startswith("our reading") for note in notes)
    return f"{name} (our reading)" if ours else name


def _judged(making: Making) -> Block:
    """Return what the article says of sites, each statement with its verdict."""
    sheet = making.sheet
    heading = Paragraph.of("What the article says of the sites, judged by the studies", TITLE, tag="H2")
    (listed,) = columns(sheet, _verdicts(making, "sites"))
    head = height(sheet, [heading], sheet.room) + 3

    def draw(top: float, high: float) -> None:
        write(sheet, [heading], SIDE, top, sheet.room)
        listed.draw(top + head, high - head)

    return Block(head + listed.least, head + listed.least, draw)


def _verdicts(making: Making, section: str) -> list[Paragraph]:
    strong = Font("serif", "B", LISTED.size)
    return [
        Paragraph(
            [Span(f"“{one.statement}” ", LISTED), Span(f"{wording.capitalised(one.verdict)}.", strong)],
            before=3,
        )
        for one in making.files.rows.claims.values()
        if one.section == section and one.claim_id not in GENERAL
    ]


# Routes ----------------------------------------------------------------------------------------------


def _routes(making: Making) -> tuple[Block, Sequence[Source]]:
    """Return the drawn routes beside what each consists of and how sure its steps are."""
    sheet, rows = making.sheet, making.files.rows
    state = State(shows="ways", extent="trunk")
    page = _page(SCENES["ways"](state, rows).figures(making.files), state)
    heading = [Paragraph.of("How it may get there", SECTION, tag="H2")]
    told: list[Paragraph] = []
    sources: list[Source] = list(SCENES["ways"](state, rows).sources())
    for key in JOURNEYS:
        journey = rows.routes.journeys[key]
        ends = [journey.steps[0].from_id, *(step.to_id for step in journey.steps)]
        stations = [rows.routes.short_name(end) for i, end in enumerate(ends) if not i or end != ends[i - 1]]
        unsure = [
            f"step {step.number}: {STATUS_LABELS[step.status]}"
            for step in journey.steps
            if step.status != "textbook"
        ]
        told += [
            Paragraph.of(
                f"{ROUTE_CHOICES[journey.route]}: {rows.name(journey.site_id)}",
                LABEL,
                INK,
                tag="H3",
                before=7,
            ),
            Paragraph.of(" → ".join(stations), LISTED, before=1),
            Paragraph.of(
                f"{len(journey.steps)} steps. Textbook anatomy, but for {'; '.join(unsure)}.",
                SMALL,
                QUIET,
                before=1,
            ),
        ]
        for step in journey.steps:
            sources += printed(step.sources, step.status)
    judged = [
        Paragraph.of("What the article says of the routes, judged", LABEL, tag="H3", before=8),
        *_verdicts(making, "pathways"),
    ]
    short = tuple(dict.fromkeys(shortly(dict.fromkeys(sources))))
    foot = sources_of([(source.text, source.link) for source in short])
    head = height(sheet, heading, sheet.room) + 6
    under = height(sheet, judged, sheet.room) + 8
    low = under + height(sheet, foot, sheet.room) + 6

    def beside(wide: float) -> float:
        return height(sheet, told, sheet.room - wide - 16)

    least_wide, most_wide = 280.0, 330.0
    least, most = (max(wide * 600 / 760 + 16, beside(wide)) for wide in (least_wide, most_wide))

    def draw(top: float, high: float) -> None:
        write(sheet, heading, SIDE, top, sheet.room)
        room = high - head - low
        steps = (least_wide + (most_wide - least_wide) * step / 24 for step in range(24, 0, -1))
        fits = (wide for wide in steps if max(wide * 600 / 760 + 16, beside(wide)) <= room)
        wide = next(fits, least_wide)
        draw_page(making, page, (SIDE, top + head, wide, wide * 600 / 760), smaller=ROUTES_SMALLER)
        _lines_of_vessels(making, SIDE, top + head + wide * 600 / 760 + 10)
        write(sheet, told, SIDE + wide + 16, top + head, sheet.room - wide - 16)
        below = write(sheet, judged, SIDE, top + head + room + 8, sheet.room)
        write(sheet, foot, SIDE, below + 6, sheet.room)

    return Block(head + least + low, head + most + low, draw), tuple(dict.fromkeys(sources))


def _lines_of_vessels(making: Making, x: float, y: float) -> None:
    """Write what each dash means: colours are not there on grey paper."""
    sheet = making.sheet
    with sheet.tagged("Caption"):
        for kind, told in (
            ("artery", "high in oxygen"),
            ("vein", "low in oxygen"),
            ("plexus", "plexus of veins"),
        ):
            parts = () if FINE_DASHES[kind] == "solid" else FINE_DASHES[kind].split(",")
            dashes = " ".join(part.removesuffix("px") for part in parts)
            line = sheet.path([(x, y), (x + 26, y)])
            sheet.raw(f"q {rgb(VESSELS['light'][kind])} RG 2 w [{dashes}] 0 d {line} S Q")
            x = sheet.write_at(told, x + 30, y + 3, SMALL, QUIET) + 12


# Detection -------------------------------------------------------------------------------------------


def _detection(making: Making) -> Iterator[tuple[Block, Sequence[Source]]]:
    """Return the figures of detection, one list for each thing that is counted."""
    sheet, rows = making.sheet, making.files.rows
    findings = tuple(rows.detection.values())
    heading = [
        Paragraph.of("What imaging finds, and what it misses", SECTION, tag="H2"),
        Paragraph.of("Each line has its own denominator; no two lists are one scale.", BODY, before=2),
    ]
    yield words(sheet, heading, with_next=True), ()
    for key in ON_SLIDES:
        picture = PICTURES[key]
        found = _with_specificity(picture.drawn_on_slide(findings), findings)
        sources = tuple(dict.fromkeys(rows.source(one.id) for one in found))
        yield _listed(making, picture.title, found, sources), sources


def _with_specificity(drawn: Sequence[Finding], findings: Sequence[Finding]) -> list[Finding]:
    """Return figures; after the sensitivities of tests in some people the specificities in the same."""
    made: list[Finding] = []
    for _, each in groupby(drawn, key=lambda one: one.population):
        alike = list(each)
        tests = {_whose(one) for one in alike if one.measure == SENSITIVITY}
        made += alike
        made += [one for one in findings if one.measure == SPECIFICITY and _whose(one) in tests]
    return made


def _whose(one: Finding) -> tuple[str, str, str, str]:
    return one.modality, one.population, one.basis, one.cancer


def _listed(making: Making, title: str, found: Sequence[Finding], sources: Sequence[Source]) -> Block:
    """Return figures under each other: what was found in whom, the value, its count and its interval."""
    sheet = making.sheet
    head = [Paragraph.of(title, TITLE, tag="H3")]
    lines = [_cells(one, i, found) for i, one in enumerate(found)]
    places = (SIDE, SIDE + NAME + 12, SIDE + NAME + 12 + VALUE, SIDE + NAME + 12 + VALUE + COUNT)
    widths = (NAME, VALUE - 6, COUNT - 6, sheet.w - SIDE - places[-1])
    heights = [
        max(height(sheet, cell, wide) for cell, wide in zip(cells, widths, strict=True)) + 4
        for cells in lines
    ]
    foot = sources_of([(source.text, source.link) for source in sources])
    first = height(sheet, head, sheet.room) + 4
    high = first + sum(heights) + height(sheet, foot, sheet.room) + 4

    def draw(top: float, _: float) -> None:
        write(sheet, head, SIDE, top, sheet.room)
        y = top + first
        for cells, tall in zip(lines, heights, strict=True):
            with sheet.ornament():
                sheet.stroke([(SIDE, y - 1), (sheet.w - SIDE, y - 1)], RULE, 0.4)
            for cell, x, wide in zip(cells, places, widths, strict=True):
                write(sheet, cell, x, y, wide)
            y += tall
        write(sheet, foot, SIDE, y + 2, sheet.room)

    return Block(high, high, draw)


def _cells(one: Finding, place: int, found: Sequence[Finding]) -> list[list[Paragraph]]:
    """Return the cells of a figure; what holds of the line above as well is not said again."""
    before = found[place - 1] if place else None
    method = one.modality if one.modality != NOT_STATED else f"method {NOT_STATED}"
    name = [Paragraph.of(f"{wording.capitalised(method)}, {one.measure}", LABEL)]
    told = _counted(one, before)
    if told:
        name.append(Paragraph.of(told, SMALL, QUIET))
    return [
        name,
        [Paragraph.of(one.value, LABEL)],
        [Paragraph.of(one.count, SMALL)],
        [Paragraph.of(one.interval_words, SMALL)],
    ]


def _counted(one: Finding, before: Finding | None) -> str:
    """Tell what was found of what, in whom; who they are only where others than in the line above."""
    others = before is None or before.population != one.population
    if one.measure in (SENSITIVITY, SPECIFICITY):  # these words say what is counted
        return wording.capitalised(one.population) if others else ""
    told = f"{wording.capitalised(one.found)}, of {one.counted}"
    return f"{told}; {one.population}" if others else told
