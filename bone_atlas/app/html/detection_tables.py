"""The text and tables of the detection page, as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from bone_atlas import wording
from bone_atlas.app.html import elements as h
from bone_atlas.evidence.detection import (
    AFTER_NEGATIVE,
    BEYOND_MRI,
    COMPLICATION,
    DETECTED,
    MISSED,
    NOT_A_COUNT,
    PROVED,
    RATE,
    REPLACED,
    SHAPE,
    SIDE,
    Finding,
    autopsy_vertebrae,
    select,
    threshold_band,
)
from bone_atlas.evidence.detection_claims import HARD_TO_SEE, TWICE, hard_to_see, why_not_twice
from bone_atlas.layers.build import NO_SOURCE

HEAD = ("Test", "Value", "Count", "Interval", "In whom", "Source", "Seen")
OTHER_TESTS = (AFTER_NEGATIVE, BEYOND_MRI, "positive test")
ON_RIBS = ("new rib finding", PROVED, SHAPE)


def section(title: str, *paragraphs: str, anchor: str = "") -> Markup:
    """Return a heading with paragraphs of our own words.

    Parameters
    ----------
    title : str
        Of the section.
    *paragraphs : str
        Plain text.
    anchor : str
        Id of the heading, so that a link can lead to it.

    Returns
    -------
    Markup
        A section of HTML.
    """
    text = (h.p(_kept(paragraph)) for paragraph in paragraphs)
    return h.section(h.h2(title, id=anchor or None), text, cls="atlas-detection")


def _kept(text: str) -> str:
    """Keep each number and its per cent sign on one line."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


def introduction() -> Markup:
    """Return what the page is about and how it counts."""
    return section(
        "What imaging misses",
        "A scan that shows nothing is not a skeleton without metastases. How much a test misses depends on "
        "what is counted: a patient counts as found when one lesion is seen, a lesion or a vertebra only "
        "when it is seen itself. This page keeps the two apart, and gives every figure with its "
        "denominator and source.",
        anchor="detection",
    )


def vertebrae_text(findings: Iterable[Finding]) -> Markup:
    """Return what the comparison at autopsy is, and what the X-ray misses most."""
    figures = tuple(findings)
    patterns = [one for one in select(figures, DETECTED) if one.numerator is None]
    film, scan = (next(one for one in patterns if one.modality == name) for name in ("X-ray", "bone scan"))
    spine = select(figures, MISSED)[0]
    rows = autopsy_vertebrae(figures)
    notes = dict.fromkeys(note for one in rows for note in one.notes)
    return section(
        "Vertebra by vertebra, at autopsy",
        "Spines of people who died of various cancers were cut and looked at under the microscope. Of the "
        "vertebrae that held a metastasis, this is the share that each test showed. The scan and MRI were "
        "made in some of the bodies only, so each row has its own bodies, vertebrae and denominator.",
        "The X-ray and the scan fail most where the tumour lies between the trabeculae and leaves the bone "
        f"in place: of vertebrae of that pattern the X-ray showed {film.value} ({film.count}), the bone scan "
        f"{scan.value} ({scan.count}). In another autopsy series {spine.value} of affected spines had a "
        f"lesion that no radiograph showed ({spine.count}).",
        " ".join(f"{wording.capitalised(note)}." for note in notes),
        anchor="vertebrae",
    )


def threshold_text(findings: Iterable[Finding]) -> Markup:
    """Return where the threshold comes from and who disagrees."""
    figures = tuple(findings)
    band = threshold_band(figures)
    low, high = f"{band.low:g}", f"{band.high:g}"
    (thickness,) = select(figures, REPLACED)
    others = [one for one in band.others if one.source_link]
    spread = (
        f"{min(one.low or 0 for one in others):g}\N{EN DASH}{max(one.high or 0 for one in others):g} %"
        if others
        else ""
    )
    return section(
        "When an X-ray begins to show it",
        "An X-ray shows the shadow of all the mineral in the path of the ray. A focus that has taken a "
        "little of it is lost among what is left. Two statements give the rule that "
        f"{low}\N{EN DASH}{high} % must be gone; move the slider to see what that means.",
        f"The rule is not settled. Another statement says {band.others[0].value} of the calcium. In an "
        f"experiment on pieces of long bone the change was seen at {spread}, but half of each piece lay "
        "intact beside it; our reading is that a focus inside a vertebra is harder to see.",
        f"Another measure is not of the mineral: before an X-ray of the lumbar spine from the side shows it, "
        f"{thickness.value} of {thickness.counted} is said to be replaced ({thickness.verified}).",
        anchor="threshold",
    )


def accuracy_text() -> Markup:
    """Return what sensitivity and specificity are, and why there are several figures."""
    return section(
        "Sensitivity and specificity",
        "Sensitivity is the share of those with metastases that a test finds, specificity the share of those "
        "without that it calls clear. Per patient and per lesion are different questions, and so stand in "
        "different figures; where a paper’s summary does not say which was counted, it stands alone.",
        "Grey: all cancers together. Blue: breast cancer. Pooled figures come from studies with different "
        "patients, machines and proofs.",
        anchor="accuracy",
    )


def prevalence_text(findings: Iterable[Finding]) -> Markup:
    """Return why life and autopsy cannot be divided by one another."""
    first, *others = why_not_twice(findings)
    return section(
        "In life and at autopsy",
        f"The article says that the rate found in autopsy is {TWICE} than that of the clinic. {first}",
        *others,
        anchor="prevalence",
    )


def hard_to_see_text(findings: Iterable[Finding]) -> Markup:
    """Return in which sense bone metastases are hard to see."""
    return section(f"{HARD_TO_SEE}: in which sense?", *hard_to_see(findings), anchor="hard-to-see")


def sources(findings: Iterable[Finding]) -> Markup:
    """Return the sources of some figures in one line, each with its link.

    Parameters
    ----------
    findings : iterable of Finding
        The figures.

    Returns
    -------
    Markup
        A paragraph of HTML; each source once.
    """
    figures = tuple(findings)
    cited = dict.fromkeys(_source(one) for one in figures if one.source_text != NO_SOURCE)
    silent = sum(one.source_text == NO_SOURCE for one in figures)
    rest = [f"{silent} of the {len(figures)} statements: {NO_SOURCE}"] if silent else []
    return h.p(h.b("Sources"), " ", h.joined(*cited, *rest, by="; "), cls="atlas-cited")


def _source(one: Finding) -> Markup:
    """Return work and link; where there is no printed work, the words that say so."""
    text = h.cited(one.source_text, one.source_link or None)
    return text if one.citation in ("", one.source_text) else h.joined(f"{one.citation}, ", text)


def table(title: str, findings: Iterable[Finding]) -> Markup:
    """Return the table twin of a figure, which a reader opens.

    Parameters
    ----------
    title : str
        Stands over the table, and with its number of rows where it is folded.
    findings : iterable of Finding
        The figures, one a row.

    Returns
    -------
    Markup
        A table of HTML in a region that scrolls sideways.
    """
    rows = [_cells(one) for one in findings]
    twin = h.scrolled(title, h.table(HEAD, rows, caption_text=title, wide=True))
    count = f"{len(rows)} rows" if len(rows) != 1 else "1 row"
    return h.details(
        h.summary(f"As a table: {wording.uncapitalised(title)} ({count})"),
        twin,
        cls="atlas-folded",
    )


def _cells(one: Finding) -> list[h.Content]:
    smaller = [(h.br(), h.small(f"{wording.capitalised(text)}.")) for text in (one.population, *one.notes)]
    return [
        f"{wording.capitalised(one.modality)}: {one.measure}",
        h.b(_kept(one.value)),
        one.count,
        _kept(_interval(one)),
        (f"{wording.capitalised(one.found)}, of {one.counted}", smaller),
        _source(one),
        one.verified,
    ]


def _interval(one: Finding) -> str:
    """Return the interval; of a range that is itself the value, what kind of range it is."""
    if one.is_range or one.count == NOT_A_COUNT:
        return one.interval
    return one.interval_words


def other_tests(findings: Iterable[Finding]) -> Markup:
    """Return what one test found where another had shown nothing, as a table with its text."""
    figures = [one for one in findings if one.measure in OTHER_TESTS]
    marrow, beneath, through = select(figures, BEYOND_MRI)
    lead = section(
        "What a second test adds",
        "A test that shows nothing can be followed by one that does. Where a lesion lies counts: in "
        f"vertebrae the bone scan showed {marrow.value} of the lesions within the marrow that MRI showed, "
        f"{beneath.value} of those beneath the cortex and {through.value} of those through it "
        f"({marrow.count}; lesions on MRI, not proven otherwise).",
        anchor="second-test",
    )
    return h.joined(lead, table("Second tests", figures))


def rib_spots(findings: Iterable[Finding]) -> Markup:
    """Return what new findings on bone scans proved to be, in ribs above all, as a table with its text."""
    figures = [one for one in findings if one.measure in ON_RIBS]
    by_id = {one.id: one for one in figures}
    single, linear, focal, long, alone, many = (
        by_id[name]
        for name in (
            "kara_2003_single_rib",
            "kara_2003_linear",
            "kara_2003_focal",
            "chinese_thesis_103_elongated",
            "li_2015_pure_rib",
            "jnm_1990_five_or_more_new",
        )
    )
    lead = section(
        "A new spot on a bone scan, and on a rib",
        "A new spot is not always a metastasis, and in a rib it often is not. How often it is differs "
        f"widely: {alone.value} in one series ({alone.count}), {single.value} in another ({single.count}). "
        "Number counts: in one series of follow-up scans the share rose with the number of new spots, to "
        f"{many.count} scans with five or more.",
        "Shape counts: uptake along the rib is the sign of a metastasis, a single focal spot is mostly "
        f"benign. In one series of single spots {linear.count} linear ones were metastases and "
        f"{focal.count} focal ones benign, so neither shape is proof. In patients with confirmed metastases "
        f"{long.count} rib metastases were long: the others were not, so there a focal spot can be one too.",
        anchor="rib-spots",
    )
    return h.joined(lead, table("What new spots proved to be", figures))


def sides(findings: Iterable[Finding]) -> Markup:
    """Return on which side metastases lay, seen from the side of the primary, as a table with its text."""
    figures = [one for one in findings if one.measure == SIDE]
    by_id = {one.id: one for one in figures}
    films, scans, spots = (
        by_id[name] for name in ("radiographs_334_side", "chinese_thesis_103_side", "kara_2003_operated_side")
    )
    lead = section(
        "On the side of the breast cancer, or the other",
        "If cells took a short route from the breast into the bones beside it, metastases would lie more "
        "often on its side. The sources do not agree: on X-rays the metastases lay on the side of the tumour "
        f"in {films.count}; in a thesis they lay on that side only in {scans.count}. Single spots at the "
        f"front of the ribs lay on the side of the operation in {spots.count}, but most single spots of that "
        "series were benign, and our reading is that operation and radiation leave spots there too. So "
        "the side proves neither a route nor a metastasis.",
        anchor="sides",
    )
    return h.joined(lead, table("Side of the primary", figures))


def over_time(findings: Iterable[Finding]) -> Markup:
    """Return how many new bone metastases there were per time at risk, as a table with its text."""
    figures = select(findings, RATE)
    by_id = {one.id: one for one in figures}
    early, late, after = (
        by_id[name] for name in ("esmo_2012_rate_1980", "esmo_2012_rate_2006", "koizumi_2010_rate")
    )
    lead = section(
        "New bone metastases over time",
        "A share of women tells nothing without how long they were watched. A rate counts new bone "
        "metastases in the time at risk, so it stands on no scale with the shares above. In one London "
        f"hospital it fell from {early.value} in women diagnosed in 1980 to {late.value} in 2006, the "
        "highest and the lowest year. Our reading: treatment, early detection and the women changed "
        "together, so it does not tell why. After operation in a Japanese hospital it stayed at "
        f"{after.value}, for more than ten years.",
        anchor="over-time",
    )
    return h.joined(lead, table("New bone metastases in the time at risk", figures))


def complications(findings: Iterable[Finding]) -> Markup:
    """Return how often bone metastases were followed by a complication, as a table with its words."""
    lead = section(
        "What bone metastases lead to",
        "How often those who had them had a complication of them, then or later. These are shares of groups, "
        "each with its own denominator; they tell nothing of one person.",
        anchor="complications",
    )
    return h.joined(lead, table("Complications", select(findings, COMPLICATION)))


def not_shown(hidden: Iterable[Finding]) -> Markup:
    """Return the figures that were read and are not shown, each with the reason.

    Parameters
    ----------
    hidden : iterable of Finding
        As from `bone_atlas.evidence.detection.not_shown`.

    Returns
    -------
    Markup
        A section of HTML; empty where there are none.
    """
    items = h.notes(
        (
            f"{wording.capitalised(one.population)}, {one.found}: {one.not_shown} (",
            _source(one),
            ").",
        )
        for one in hidden
    )
    heading = h.h2("Read, but not shown", id="not-shown")
    return h.section(heading, items, cls="atlas-detection") if items else h.NOTHING
