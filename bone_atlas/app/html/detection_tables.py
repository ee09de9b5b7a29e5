"""The words and tables of the detection page, as HTML; every text from a table is escaped here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from bone_atlas.evidence.detection import (
    AFTER_NEGATIVE,
    DETECTED,
    MISSED,
    NOT_A_COUNT,
    Finding,
    autopsy_vertebrae,
    select,
    threshold_band,
)
from bone_atlas.evidence.detection_claims import HARD_TO_SEE, TWICE, hard_to_see, why_not_twice
from bone_atlas.layers.build import NO_SOURCE

HEAD = ("Test", "Value", "Count", "Interval", "In whom", "Source", "Seen")
OTHER_TESTS = (AFTER_NEGATIVE, "positive test", "new rib finding")


def section(title: str, *paragraphs: str, anchor: str = "") -> str:
    """Return a heading with paragraphs of our own words.

    Parameters
    ----------
    title : str
        Of the section.
    *paragraphs : str
        Plain text; escaped here.
    anchor : str
        Id of the heading, so that a link can lead to it.

    Returns
    -------
    str
        A section of HTML.
    """
    mark = f" id='{escape(anchor, quote=True)}'" if anchor else ""
    told = "".join(f"<p>{_kept(words)}</p>" for words in paragraphs)
    return f"<section class='atlas-detection'><h2{mark}>{escape(title)}</h2>{told}</section>"


def _kept(words: str) -> str:
    """Escape a text and keep each number and its per cent sign on one line."""
    return escape(words).replace(" %", "\N{NO-BREAK SPACE}%")


def introduction() -> str:
    """Return what the page is about and how it counts."""
    return section(
        "What imaging misses",
        "A scan that shows nothing is not a skeleton without metastases. How much a test misses depends on "
        "what is counted: a patient counts as found when one deposit is seen, a lesion or a vertebra only "
        "when it is seen itself. This page keeps the two apart, and gives every figure with its "
        "denominator and source.",
        anchor="detection",
    )


def vertebrae_words(found: Iterable[Finding]) -> str:
    """Return what the comparison at autopsy is, and what the film misses most."""
    figures = tuple(found)
    patterns = [one for one in select(figures, DETECTED) if one.numerator is None]
    film, scan = (next(one for one in patterns if one.modality == name) for name in ("X-ray", "bone scan"))
    spine = select(figures, MISSED)[0]
    rows = autopsy_vertebrae(figures)
    notes = dict.fromkeys(note for one in rows for note in one.notes)
    return section(
        "Vertebra by vertebra, at autopsy",
        "Spines of people who died of various cancers were cut and looked at under the microscope. Of the "
        "vertebrae that held a metastasis, this is the share that each test showed. Not every vertebra was "
        "examined by every test, so each row has its own denominator.",
        "The film and the scan fail most where the tumour lies between the trabeculae and leaves the bone "
        f"in place: of vertebrae of that pattern the film showed {film.value} ({film.count}), the bone scan "
        f"{scan.value} ({scan.count}). In another autopsy series {spine.value} of affected spines had a "
        f"deposit that no radiograph showed ({spine.count}).",
        " ".join(f"{note[:1].upper()}{note[1:]}." for note in notes),
        anchor="vertebrae",
    )


def threshold_words(found: Iterable[Finding]) -> str:
    """Return where the threshold comes from and who disagrees."""
    band = threshold_band(found)
    low, high = f"{band.low:g}", f"{band.high:g}"
    others = [one for one in band.others if one.source_link]
    spread = (
        f"{min(one.low or 0 for one in others):g}\N{EN DASH}{max(one.high or 0 for one in others):g} %"
        if others
        else ""
    )
    return section(
        "When a plain film begins to show it",
        "A film shows the shadow of all the mineral in the ray’s way. A focus that has taken a little of "
        f"it is lost among what is left. Two statements give the rule that {low}\N{EN DASH}{high} % must be "
        "gone; move the slider to see what that means.",
        f"The rule is not settled. Another statement says {band.others[0].value} of the calcium. In an "
        f"experiment on pieces of long bone the change was seen at {spread}, but half of each piece lay "
        "intact beside it; our reading is that a focus inside a vertebra is harder to see.",
        anchor="threshold",
    )


def accuracy_words() -> str:
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


def prevalence_words(found: Iterable[Finding]) -> str:
    """Return why life and autopsy cannot be divided by one another."""
    first, *others = why_not_twice(found)
    return section(
        "Known in life, found at autopsy",
        f"{TWICE}, as the article has it: {first[:1].lower()}{first[1:]}",
        *others,
        anchor="prevalence",
    )


def hard_words(found: Iterable[Finding]) -> str:
    """Return in which sense bone metastases are hard to see."""
    return section(f"{HARD_TO_SEE}: in which sense?", *hard_to_see(found), anchor="hard-to-see")


def sources(found: Iterable[Finding]) -> str:
    """Return the sources of some figures in one line, each with its link.

    Parameters
    ----------
    found : iterable of Finding
        The figures.

    Returns
    -------
    str
        A paragraph of HTML; each source once.
    """
    figures = tuple(found)
    cited = dict.fromkeys(_source(one) for one in figures if one.source_text != NO_SOURCE)
    silent = sum(one.source_text == NO_SOURCE for one in figures)
    rest = [f"{silent} of the {len(figures)} statements: {NO_SOURCE}"] if silent else []
    return f"<p class='atlas-cited'><b>Sources</b> {'; '.join([*cited, *rest])}</p>"


def _source(one: Finding) -> str:
    """Return work and link; where there is no printed work, the words that say so."""
    words = escape(one.source_text)
    if one.source_link:
        words = (
            f"<a href='{escape(one.source_link, quote=True)}' target='_blank' rel='noreferrer'>{words}</a>"
        )
    return words if one.citation in ("", one.source_text) else f"{escape(one.citation)}, {words}"


def table(title: str, found: Iterable[Finding]) -> str:
    """Return the table twin of a figure.

    Parameters
    ----------
    title : str
        Stands over the table.
    found : iterable of Finding
        The figures, one a row.

    Returns
    -------
    str
        A table of HTML in a region that scrolls sideways.
    """
    top = "".join(f"<th scope='col'>{name}</th>" for name in HEAD)
    body = "".join(f"<tr>{_cells(one)}</tr>" for one in found)
    return (
        f"<div class='atlas-scroll' tabindex='0' role='region' aria-label='{escape(title, quote=True)}'>"
        f"<table class='atlas-table atlas-wide'><caption>{escape(title)}</caption>"
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(one: Finding) -> str:
    name = f"{one.modality[:1].upper()}{one.modality[1:]}: {one.measure}"
    notes = "".join(f"<br><small>{escape(note[:1].upper() + note[1:])}.</small>" for note in one.notes)
    whom = f"{escape(one.found[:1].upper() + one.found[1:])}, of {escape(one.counted)}"
    place = f"<br><small>{escape(one.population[:1].upper() + one.population[1:])}.</small>"
    cells = (
        f"<b>{_kept(one.value)}</b>",
        escape(one.count),
        _kept(_interval(one)),
        whom + place + notes,
        _source(one),
        escape(one.verified),
    )
    return f"<th scope='row'>{escape(name)}</th>" + "".join(f"<td>{cell}</td>" for cell in cells)


def _interval(one: Finding) -> str:
    """Return the interval; of a range that is itself the value, what kind of range it is."""
    if one.is_range or one.count == NOT_A_COUNT:
        return one.interval
    return one.interval_words


def other_tests(found: Iterable[Finding]) -> str:
    """Return what one test found where another had shown nothing, as a table with its words."""
    figures = [one for one in found if one.measure in OTHER_TESTS]
    words = section(
        "What a second test adds, and what misleads",
        "A test that shows nothing can be followed by one that does. The other way round, a new spot on a "
        "scan is not always a metastasis.",
        anchor="second-test",
    )
    return words + table("Second tests", figures)


def not_shown(hidden: Iterable[Finding]) -> str:
    """Return the figures that were read and are not shown, each with the reason.

    Parameters
    ----------
    hidden : iterable of Finding
        As from `bone_atlas.evidence.detection.not_shown`.

    Returns
    -------
    str
        A section of HTML; empty where there are none.
    """
    items = "".join(
        f"<li>{escape(one.population[:1].upper() + one.population[1:])}, {escape(one.found)}: "
        f"{escape(one.not_shown)} ({_source(one)}).</li>"
        for one in hidden
    )
    if not items:
        return ""
    return (
        "<section class='atlas-detection'><h2 id='not-shown'>Read, but not shown</h2>"
        f"<ul class='atlas-notes'>{items}</ul></section>"
    )
