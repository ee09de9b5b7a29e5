"""Which fact a reference is about: many references tell a part of the same one.

A value, its count, its interval and its rank are one fact, and make one card.
"""

from __future__ import annotations

from bone_atlas.facts import Rows
from bone_atlas.wording import ARTICLE

#: A kind of fact, and what it is about.
Subject = tuple[str, ...]

_BY_KIND = {
    **dict.fromkeys(("value", "count", "interval", "rank"), "value"),
    **dict.fromkeys(("tier", "article"), "article"),
    **dict.fromkeys(("detection", "detection_interval", "counted", "population", "note"), "detection"),
    **dict.fromkeys(("claim", "verdict", "because", "finding"), "claim"),
    **dict.fromkeys(("segment", "status", "status_note", "printed"), "segment"),
    **dict.fromkeys(("caption", "step_status"), "step"),
    **dict.fromkeys(("steps", "hypotheses"), "journey"),
    **dict.fromkeys(("settled", "dissent", "before", "paired", "paired_interval"), "pair"),
    **dict.fromkeys(("difference", "difference_interval"), "difference"),
    **dict.fromkeys(
        (
            *("studies", "range", "pooled", "pooled_interval", "prediction_interval", "apart"),
            *("heterogeneity", "heterogeneity_limits", "heterogeneity_without", "heterogeneity_with"),
        ),
        "agreement",
    ),
    **dict.fromkeys(
        ("study", "design", "caveats", "n", "unit", "summary", "modality", "setting"),
        "study",
    ),
    **{kind: kind for kind in ("claims", "reach", "reached", "marrow", "soil", "observation", "convention")},
    "about": "vessel",
    "lesions": "lesions",
    "pooling_rule": "pooling_rule",
}
#: References that only name a thing, or to which no row answers.
WITHOUT = ("site", "vessel", "table", "our_reading")


def subject_of(reference: str, rows: Rows) -> Subject | None:
    """Return what a reference is about.

    Parameters
    ----------
    reference : str
        Without braces.
    rows : Rows
        What it may name.

    Returns
    -------
    Subject or None
        None where it tells no fact of the tables.
    """
    word, *names = reference.split()
    kind = _BY_KIND.get(word.lower(), "")
    match kind, names:
        case "pair", [layer, *sites]:
            names = [layer, *sorted(sites)]
        case "value", [layer, site] if layer == ARTICLE:
            kind, names = "article", [site]
        case "study", [work]:
            return _study(work, rows)
        case "claim" | "lesions", [name, *_]:
            names = [name]
        case "agreement", [*_, place, unit]:
            names = [place, unit]
    return (kind, *names) if kind else None


def _study(work: str, rows: Rows) -> Subject:
    if work in rows.detection:
        return "detection", work
    return "study", str(rows.layers[work].study_id if work in rows.layers else work)
