"""The kinds of references: what each takes, and how the rows it names are told.

There is no kind that tells a percentage without its count: where none was published the words say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bone_atlas import wording
from bone_atlas.evidence import comparable, lesions_by_route
from bone_atlas.evidence.claims import Finding
from bone_atlas.evidence.detection import COMPUTED_CI
from bone_atlas.evidence.marrow import NotSharesError, against_marrow
from bone_atlas.facts import pairs, pooled
from bone_atlas.facts.model import Found, Kind, NothingToTellError
from bone_atlas.facts.rows import THE_ARTICLE, Rows, cited, cited_segment, printed_names, slug
from bone_atlas.facts.source import Source
from bone_atlas.layers import Derived, Layer, SiteValue, Tier
from bone_atlas.routes import STATUS_LABELS, UNPROVEN, JourneyStep


def _value(rows: Rows, layer: str, place: str) -> Found:
    value = rows.layers[layer].value(place)
    told = wording.headline(value)
    if value.reported and not isinstance(value, Tier):
        told = f"{told} ({wording.count(value)}{_given_for(rows, value, place)})"
    return told, (rows.source(layer),)


def _given_for(rows: Rows, value: SiteValue, place: str) -> str:
    """Say for what coarser place a value was given."""
    given = value.reported_as
    if given is None or rows.anatomy.extent(given) == rows.anatomy.extent(place):
        return ""
    return f"; reported for: {rows.name(given)}"


def _count(rows: Rows, layer: str, place: str) -> Found:
    value = rows.layers[layer].value(place)
    if not value.reported:
        return wording.headline(value), (rows.source(layer),)
    if isinstance(value, Tier):
        raise NothingToTellError("the article gives words, not counts")
    return f"{wording.count(value)}{_given_for(rows, value, place)}", (rows.source(layer),)


def _interval(rows: Rows, layer: str, place: str) -> Found:
    told = wording.interval(rows.layers[layer].value(place))
    if not told:
        raise NothingToTellError("it has no interval")
    return told, (rows.source(layer),)


def _rank(rows: Rows, layer: str, place: str) -> Found:
    rank = rows.layers[layer].rank(place)
    if rank is None:
        raise NothingToTellError("the layer does not report it")
    return f"rank {rank[0]} of {rank[1]}", (rows.source(layer),)


def _n(rows: Rows, layer: str) -> Found:
    n = rows.layers[layer].n
    if n is None:
        raise NothingToTellError("its number is not certain, or there is none")
    return f"{n}", (rows.source(layer),)


def _described(part: str) -> Callable[[Rows, str], Found]:
    """Tell one of a layer's own descriptions."""

    def tell(rows: Rows, layer: str) -> Found:
        told = getattr(rows.layers[layer], part)
        if not told:
            raise NothingToTellError(f"its {part} is not stated")
        return str(told), (rows.source(layer),)

    return tell


def _study(rows: Rows, work: str) -> Found:
    return rows.who(work), (rows.source(work),)


def _site(rows: Rows, place: str) -> Found:
    return rows.name(place), ()


def _vessel(rows: Rows, vessel: str) -> Found:
    name = rows.routes.vessels[vessel].name
    return name[0].lower() + name[1:], ()


def _tier(rows: Rows, place: str) -> Found:
    return wording.headline(rows.layers[wording.ARTICLE].value(place)), (THE_ARTICLE,)


def _detection(rows: Rows, name: str) -> Found:
    found = rows.detection[name]
    return f"{found.value} ({found.count})", (rows.source(name),)


def _detection_interval(rows: Rows, name: str) -> Found:
    found = rows.detection[name]
    if not found.interval.startswith(COMPUTED_CI):
        raise NothingToTellError("it has no interval")  # a range across sources is the value itself
    return found.interval_words, (rows.source(name),)


def _detection_words(part: str) -> Callable[[Rows, str], Found]:
    """Tell what a figure of detection counts, or in whom."""

    def tell(rows: Rows, name: str) -> Found:
        return str(getattr(rows.detection[name], part)), (rows.source(name),)

    return tell


def _claim(rows: Rows, claim: str) -> Found:
    return rows.claims[claim].statement, (THE_ARTICLE,)


def _verdict(rows: Rows, claim: str) -> Found:
    return rows.claims[claim].verdict, (THE_ARTICLE,)


def _because(rows: Rows, claim: str) -> Found:
    findings = rows.claims[claim].findings
    sources = tuple(source for one in findings for source in behind_finding(rows, one))
    return rows.claims[claim].because, sources


def behind_finding(rows: Rows, finding: Finding) -> tuple[Source, ...]:
    """Cite a row that a claim rests on.

    Parameters
    ----------
    rows : Rows
        Tables, anatomy, layers and routes.
    finding : Finding
        One of a claim's.

    Returns
    -------
    tuple of Source
        Of a segment all its printed sources, else one.
    """
    if finding.kind == "article":
        return (THE_ARTICLE,)
    if finding.kind == "segment":
        return cited_segment(rows.routes.segments[finding.key])
    return (rows.source(finding.key.partition(":")[0]),)


def _claims(rows: Rows, verdict: str) -> Found:
    fit = sum(slug(claim.verdict) == verdict for claim in rows.claims.values())
    return f"{fit} of {len(rows.claims)}", (THE_ARTICLE,)


def _status(rows: Rows, segment: str) -> Found:
    found = rows.routes.segments[segment]
    return STATUS_LABELS[found.status], cited_segment(found)


def _status_note(rows: Rows, segment: str) -> Found:
    found = rows.routes.segments[segment]
    if not found.status_note:
        raise NothingToTellError("nothing is noted about it")
    return found.status_note, cited_segment(found)


def _printed(rows: Rows, segment: str) -> Found:
    found = rows.routes.segments[segment]
    if not found.sources:
        raise NothingToTellError("it has no printed source")
    return "; ".join(printed_names(found)), cited_segment(found)


def _step(rows: Rows, journey: str, number: str) -> JourneyStep:
    return rows.routes.journeys[journey].steps[int(number) - 1]


def _caption(rows: Rows, journey: str, number: str) -> Found:
    step = _step(rows, journey, number)
    return step.caption, cited(step.sources, step.status)


def _step_status(rows: Rows, journey: str, number: str) -> Found:
    step = _step(rows, journey, number)
    return STATUS_LABELS[step.status], cited(step.sources, step.status)


def _steps(rows: Rows, journey: str) -> Found:
    steps = rows.routes.journeys[journey].steps
    return f"{len(steps)} steps", _cited_steps(steps)


def _hypotheses(rows: Rows, journey: str) -> Found:
    steps = rows.routes.journeys[journey].steps
    unsure = [step for step in steps if step.status in UNPROVEN]
    return f"{len(unsure)} of {len(steps)} steps", _cited_steps(unsure or steps)


def _cited_steps(steps: Iterable[JourneyStep]) -> tuple[Source, ...]:
    return tuple(source for step in steps for source in cited(step.sources, step.status))


def _reached(rows: Rows, place: str) -> Found:
    routes = rows.routes.routes_that_reach(place)
    return "; ".join(wording.ROUTE_NAMES[route] for route in routes), ()


def _difference_layer(rows: Rows, a: str, b: str) -> Layer:
    try:
        return comparable.difference(rows.layers[a], rows.layers[b], rows.anatomy)
    except comparable.NotComparableError as error:
        raise NothingToTellError(f"the two may not be subtracted: {error}") from error


def _difference(rows: Rows, a: str, b: str, place: str) -> Found:
    value = _difference_layer(rows, a, b).value(place)
    if not isinstance(value, Derived):
        raise NothingToTellError("; ".join(value.notes))
    return f"{wording.amount(value)} ({wording.count(value)})", (rows.source(a), rows.source(b))


def _difference_interval(rows: Rows, a: str, b: str, place: str) -> Found:
    told = wording.interval(_difference_layer(rows, a, b).value(place))
    if not told:
        raise NothingToTellError("the difference has no interval")
    return told, (rows.source(a), rows.source(b))


def _lesions(rows: Rows, layer: str, part: str) -> Found:
    try:
        found = getattr(lesions_by_route(rows.layers[layer], rows.routes, rows.anatomy), part)
    except ValueError as error:
        raise NothingToTellError(str(error)) from error
    if found.count is None:
        raise NothingToTellError("no row with a count lies wholly in these bones")
    return f"{wording.percent(found.percent)} ({found.count} of {found.denominator})", (rows.source(layer),)


def _marrow(rows: Rows, place: str) -> Found:
    table = rows.tables.marrow
    fit = table[table["site_id"] == place]
    if fit.empty:
        raise NothingToTellError("no marrow was measured there as such")
    row = fit.iloc[0]
    return f"{row['marrow_percent']:.1f} % (measured in {row['n']} adults)", (rows.source(row["study_id"]),)


def _against_marrow(rows: Rows, layer: str, place: str) -> Found:
    try:
        found = against_marrow(rows.layers[layer], rows.tables, rows.anatomy)
    except NotSharesError as error:
        raise NothingToTellError(str(error)) from error
    row = next((row for row in found.rows if row.site_id == place), None)
    if row is None or row.numerator is None:
        raise NothingToTellError("lesions and marrow of it cannot be held against each other")
    told = (
        f"{row.ratio:.1f} times its marrow share ({row.numerator} of {row.denominator} lesions; "
        f"marrow {row.marrow_percent:.1f} %, {row.persons} adults)"
    )
    return told, (rows.source(layer), rows.source(found.study_id))


_S = "shaked_zari_2025"
_W = "wang_2012.breast_moderate"
_V, _J = "intervertebral_veins__internal_vertebral_venous_plexus", "plexus_thoracic_spine_left"

#: By the word a reference begins with.
KINDS: dict[str, Kind] = {
    "value": Kind(("layer", "site"), _value, f"value {_S} pelvis"),
    "count": Kind(("layer", "site"), _count, f"count {_S} pelvis"),
    "interval": Kind(("layer", "site"), _interval, f"interval {_S} pelvis"),
    "rank": Kind(("layer", "site"), _rank, f"rank {_S} pelvis"),
    "n": Kind(("layer",), _n, f"n {_S}"),
    "unit": Kind(("layer",), _described("unit_label"), f"unit {_S}"),
    "summary": Kind(("layer",), _described("summary"), f"summary {_S}"),
    "modality": Kind(("layer",), _described("modality"), f"modality {_S}"),
    "setting": Kind(("layer",), _described("setting"), f"setting {_S}"),
    "study": Kind(("study",), _study, f"study {_S}"),
    "site": Kind(("site",), _site, "site lumbar_spine"),
    "vessel": Kind(("vessel",), _vessel, "vessel azygos_system"),
    "tier": Kind(("site",), _tier, "tier ribs"),
    "detection": Kind(("detection",), _detection, "detection yamaguchi_1996_xray"),
    "detection_interval": Kind(("detection",), _detection_interval, "detection_interval yamaguchi_1996_xray"),
    "counted": Kind(("detection",), _detection_words("counted"), "counted yamaguchi_1996_xray"),
    "population": Kind(("detection",), _detection_words("population"), "population yamaguchi_1996_xray"),
    "claim": Kind(("claim",), _claim, "claim ribs_behind"),
    "verdict": Kind(("claim",), _verdict, "verdict ribs_behind"),
    "because": Kind(("claim",), _because, "because ribs_behind"),
    "claims": Kind(("verdict",), _claims, "claims not_settled"),
    "status": Kind(("segment",), _status, f"status {_V}"),
    "status_note": Kind(("segment",), _status_note, f"status_note {_V}"),
    "printed": Kind(("segment",), _printed, f"printed {_V}"),
    "caption": Kind(("journey", "step"), _caption, f"caption {_J} 2"),
    "step_status": Kind(("journey", "step"), _step_status, f"step_status {_J} 2"),
    "steps": Kind(("journey",), _steps, f"steps {_J}"),
    "hypotheses": Kind(("journey",), _hypotheses, f"hypotheses {_J}"),
    "reached": Kind(("site",), _reached, "reached sternum"),
    "difference": Kind(
        ("layer", "layer", "site"), _difference, "difference medicine_today_2018 chinese_thesis_103 ribs"
    ),
    "difference_interval": Kind(
        ("layer", "layer", "site"),
        _difference_interval,
        "difference_interval medicine_today_2018 chinese_thesis_103 ribs",
    ),
    **pairs.KINDS,
    **pooled.KINDS,
    "lesions": Kind(("layer", "part"), _lesions, f"lesions {_W} both"),
    "marrow": Kind(("site",), _marrow, "marrow sternum"),
    "soil": Kind(("layer", "site"), _against_marrow, f"soil {_W} sternum"),
}
