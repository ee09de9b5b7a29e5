"""References to what the studies of a site say together: range, disagreement, pooled value."""

from __future__ import annotations

from collections.abc import Iterable

from bone_atlas import wording
from bone_atlas.evidence.pooling import LEAST_STUDIES, MOST_I2, Agreement, StudyValue, agreement
from bone_atlas.evidence.random_effects import Pooled
from bone_atlas.evidence.sensitivity import Variant, apart, leave_one_out, with_uncounted
from bone_atlas.facts.model import Found, Kind, NothingToTellError
from bone_atlas.facts.rows import Rows
from bone_atlas.facts.source import Source
from bone_atlas.faults import one_of
from bone_atlas.tables import UNITS

THE_RULE = Source("A rule of this atlas, chosen with the data in sight")
ONE_STUDY = "there is one study only"


def _agreed(rows: Rows, place: str, unit: str) -> Agreement:
    found = agreement(place, rows.layers.values(), unit=unit)
    if not found.studies:
        raise NothingToTellError(f"no study of breast cancer gives it with a count, in {UNITS[unit]}")
    return found


def _pooled_of(found: Agreement) -> Pooled:
    if found.pooled is None:
        raise NothingToTellError(found.reason)
    return found.pooled


def _sources(rows: Rows, studies: Iterable[StudyValue]) -> tuple[Source, ...]:
    return tuple(rows.source(study.layer.id) for study in studies)


def _number_of_studies(found: Agreement) -> str:
    return wording.counted(len(found.studies), "study", "studies")


def _studies(rows: Rows, place: str, unit: str) -> Found:
    found = _agreed(rows, place, unit)
    return _number_of_studies(found), _sources(rows, found.studies)


def _range(rows: Rows, place: str, unit: str) -> Found:
    found = _agreed(rows, place, unit)
    if len(found.studies) < 2:
        raise NothingToTellError(ONE_STUDY)
    highest, lowest = found.studies[0], found.studies[-1]
    ends = (f"{wording.percent(end.value.percent)} ({wording.count(end.value)})" for end in (lowest, highest))
    return " to ".join(ends), _sources(rows, (lowest, highest))


def _pooled(rows: Rows, place: str, unit: str) -> Found:
    found = _agreed(rows, place, unit)
    pooled = _pooled_of(found)
    told = f"{pooled.percent:.1f} % ({pooled.studies} studies, {pooled.people} {UNITS[unit]})"
    return told, _sources(rows, found.studies)


def _pooled_interval(rows: Rows, place: str, unit: str) -> Found:
    found = _agreed(rows, place, unit)
    pooled = _pooled_of(found)
    ends = wording.span(pooled.ci_low, pooled.ci_high)
    told = f"95 % CI {ends} (Hartung-Knapp, {_number_of_studies(found)})"
    return told, _sources(rows, found.studies)


def _prediction_interval(rows: Rows, place: str, unit: str) -> Found:
    found = _agreed(rows, place, unit)
    pooled = _pooled_of(found)
    ends = wording.span(pooled.prediction_low, pooled.prediction_high)
    told = f"95 % prediction interval {ends} ({_number_of_studies(found)})"
    return told, _sources(rows, found.studies)


def _heterogeneity(rows: Rows, place: str, unit: str) -> Found:
    found = _agreed(rows, place, unit)
    if found.i2 is None:
        raise NothingToTellError(ONE_STUDY)
    return f"I² {found.i2:.0f} % ({_number_of_studies(found)})", _sources(rows, found.studies)


def _heterogeneity_limits(rows: Rows, place: str, unit: str) -> Found:
    found = _agreed(rows, place, unit)
    if found.i2_limits is None:
        raise NothingToTellError("there are fewer than three studies")
    ends = wording.span(*found.i2_limits, digits=0)
    return f"I², 95 % limits {ends} ({_number_of_studies(found)})", _sources(rows, found.studies)


def _heterogeneity_without(rows: Rows, place: str, unit: str) -> Found:
    found = _agreed(rows, place, unit)
    variants = leave_one_out(found)
    if not variants:
        raise NothingToTellError("there are too few studies to leave one out")
    told = f"I² {_i2_of(variants)} ({len(found.studies) - 1} of {_number_of_studies(found)} at a time)"
    return told, _sources(rows, found.studies)


def _heterogeneity_with(rows: Rows, layer: str, place: str, unit: str) -> Found:
    found = _agreed(rows, place, unit)
    variants = [variant for variant in with_uncounted(found) if variant.study.layer.id == layer]
    if not variants:
        raise NothingToTellError(
            f"“{rows.layers[layer].short_title}” is no study of it whose possible counts are known"
        )
    counts = one_of([f"{x} of {n}" for x, n in (variant.count or (0, 0) for variant in variants)])
    return f"I² {_i2_of(variants)} ({counts})", _sources(rows, (*found.studies, variants[0].study))


def _i2_of(variants: Iterable[Variant]) -> str:
    """Return from where to where the disagreement goes in several choices of studies."""
    every = [variant.i2 for variant in variants]
    return wording.span(min(every), max(every), digits=0)


def _apart(rows: Rows, place: str, unit: str) -> Found:
    found = _agreed(rows, place, unit)
    pairs = apart(found)
    k = len(found.studies)
    told = f"{len(pairs)} of {k * (k - 1) // 2} pairs of studies"
    return told, _sources(rows, found.studies)


def _rule(_: Rows) -> Found:
    return f"at least {LEAST_STUDIES} studies of different centres, I² at most {MOST_I2:.0f} %", (THE_RULE,)


_TAKES, _EXAMPLE = ("site", "unit"), "pelvis patients_with_bone_metastases"

#: By the word a reference begins with.
KINDS: dict[str, Kind] = {
    "studies": Kind(_TAKES, _studies, f"studies {_EXAMPLE}"),
    "range": Kind(_TAKES, _range, f"range {_EXAMPLE}"),
    "pooled": Kind(_TAKES, _pooled, f"pooled {_EXAMPLE}"),
    "pooled_interval": Kind(_TAKES, _pooled_interval, f"pooled_interval {_EXAMPLE}"),
    "prediction_interval": Kind(_TAKES, _prediction_interval, f"prediction_interval {_EXAMPLE}"),
    "heterogeneity": Kind(_TAKES, _heterogeneity, f"heterogeneity {_EXAMPLE}"),
    "heterogeneity_limits": Kind(_TAKES, _heterogeneity_limits, f"heterogeneity_limits {_EXAMPLE}"),
    "heterogeneity_without": Kind(_TAKES, _heterogeneity_without, f"heterogeneity_without {_EXAMPLE}"),
    "heterogeneity_with": Kind(
        ("layer", *_TAKES), _heterogeneity_with, f"heterogeneity_with popoola_2013 {_EXAMPLE}"
    ),
    "apart": Kind(_TAKES, _apart, f"apart {_EXAMPLE}"),
    "pooling_rule": Kind((), _rule, "pooling_rule"),
}
