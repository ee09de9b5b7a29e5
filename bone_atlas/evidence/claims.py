"""The article's statements, each with its verdict and the figures behind it, taken from their rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence import detection
from bone_atlas.evidence.judging import RULES, Case
from bone_atlas.evidence.rules import Series, missing, study_name
from bone_atlas.evidence.share_rules import source_of
from bone_atlas.evidence.verdicts import Judged
from bone_atlas.layers import Layer, Proportion
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED, NO_SOURCE, source_text, wilson
from bone_atlas.routes import STATUS_LABELS, Routes
from bone_atlas.tables import UNITS, Tables, records, words
from bone_atlas.tables.vocabulary import CLAIM_MARKS
from bone_atlas.view_state import DEFAULT_LAYER, ViewState

Row = Mapping[str, Any]

#: What a statement is that the article tells as a fact.
HYPOTHESIS = "a hypothesis, stated as a fact"


@dataclass(frozen=True)
class Finding:
    """One row a claim rests on.

    Attributes
    ----------
    kind, key : str
        Table and id of the row, as in ``claim_evidence.csv``.
    file : str
        Name of the table's file, so that the row can be found.
    bearing : str
        ``"the statement"``, ``"for"``, ``"against"``, ``"open"`` or ``"beside"``.
    says : str
        What it says, in words without numbers.
    figures : str
        The row itself: count, denominator, percentage, interval, or the status of a segment.
    source : str
        Who published it.
    source_text : str
        DOI, PMID, a printed work, or `NO_SOURCE`.
    source_link : str or None
        Address made of DOI, PMID or PMC number.
    verified : str
        How it was seen; empty for segments.
    view : dict of str to str
        What shows the row on the skeleton, as parameters of a URL; empty where nothing does.
    """

    kind: str
    key: str
    file: str
    bearing: str
    says: str
    figures: str
    source: str
    source_text: str
    source_link: str | None
    verified: str = ""
    view: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ClaimSentence:
    """One sentence of a claim with what it rests on.

    Attributes
    ----------
    part : str
        Where it stands: ``"statement"``, ``"our_reading"`` or ``"because"``.
    text : str
        The sentence.
    rows : tuple of int
        Numbers of the findings of the claim that it rests on, from 1.
    marks : tuple of str
        What else it rests on, of `bone_atlas.tables.vocabulary.CLAIM_MARKS`.
    """

    part: str
    text: str
    rows: tuple[int, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """One statement of the article.

    Attributes
    ----------
    claim_id, section, statement, our_reading, verdict, because : str
        As in ``claims.csv``; `our_reading` says what of the statement the article does not say itself.
    conflict : int or None
        Number of the conflict with the evidence that it holds.
    hypothesis : bool
        Whether the article tells a hypothesis as a fact.
    findings : tuple of Finding
        The rows it rests on, in their order.
    sentences : tuple of ClaimSentence
        The sentences of statement, reading and reason, with what each rests on.
    rule : str
        How it is judged, in a sentence.
    judged : tuple of Judged
        What each source answers by that rule.
    no_evidence_reason : str
        Why there are no findings; empty where there are.
    page : str
        The page that shows it: ``"atlas"`` or ``"pathways"``.
    view : dict of str to str
        What shows it there, as parameters of a URL.
    """

    claim_id: str
    section: str
    statement: str
    our_reading: str
    verdict: str
    because: str
    conflict: int | None
    hypothesis: bool
    findings: tuple[Finding, ...]
    sentences: tuple[ClaimSentence, ...]
    rule: str
    judged: tuple[Judged, ...]
    no_evidence_reason: str
    page: str
    view: Mapping[str, str]


def claims(tables: Tables, anatomy: Anatomy, layers: Mapping[str, Layer]) -> tuple[Claim, ...]:
    """Read the claims with the figures they rest on.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    anatomy : Anatomy
        The sites, groups and bones.
    layers : mapping of str to Layer
        All layers.

    Returns
    -------
    tuple of Claim
        In the order of ``claims.csv``.
    """
    reader = _Reader(tables, anatomy, layers)
    rows, said = _by_claim(tables.claim_evidence), _by_claim(tables.claim_sentences)
    return tuple(
        _claim(row, rows.get(row["claim_id"], []), said.get(row["claim_id"], []), reader)
        for row in records(tables.claims.sort_values("list_order"))
    )


def _by_claim(table: pd.DataFrame) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in records(table.sort_values(["claim_id", "list_order"])):
        rows.setdefault(row["claim_id"], []).append(row)
    return rows


def _claim(row: Row, parts: list[Row], said: list[Row], reader: _Reader) -> Claim:
    rule = RULES[row["claim_id"]]
    told = ("claim_id", "section", "statement", "our_reading", "verdict", "because")
    return Claim(
        **{name: row[name] for name in told},
        conflict=None if pd.isna(row["conflict"]) else int(row["conflict"]),
        hypothesis=bool(row["hypothesis"]),
        findings=tuple(reader.finding(part) for part in parts),
        sentences=tuple(_sentence(sentence, parts) for sentence in said),
        rule=rule.reads,
        judged=tuple(rule.judge(reader.case(row, parts))),
        no_evidence_reason=row["no_evidence_reason"],
        page="pathways" if row["journey_id"] else "atlas",
        view=_view(row),
    )


def _sentence(row: Row, parts: list[Row]) -> ClaimSentence:
    numbers = {f"{part['kind']} {part['key']}": number for number, part in enumerate(parts, start=1)}
    references = words(row["rests_on"])
    return ClaimSentence(
        row["part"],
        row["sentence"],
        tuple(numbers[reference] for reference in references if reference not in CLAIM_MARKS),
        tuple(reference for reference in references if reference in CLAIM_MARKS),
    )


def _view(row: Row) -> dict[str, str]:
    """Return what shows a claim, as parameters of a URL."""
    query = ViewState(row["layer_id"], row["view"], words(row["site_ids"])).to_query()
    extra = {"second": row["second_layer_id"], "journey": row["journey_id"]}
    return query | {name: value for name, value in extra.items() if value}


class _Reader:
    """Turns the rows that claims rest on into findings."""

    def __init__(self, tables: Tables, anatomy: Anatomy, layers: Mapping[str, Layer]) -> None:
        self._anatomy = anatomy
        self._layers = layers
        self._routes = Routes(tables, anatomy)
        self._studies = {row["study_id"]: row for row in records(tables.studies)}
        self._observations = {row["observation_id"]: row for row in records(tables.observations)}
        self._article = {row["site_id"]: row for row in records(tables.article)}
        self._detection = {found.id: found for found in detection.findings(tables)}
        self._series = Series.of(tables, anatomy, layers.values())

    def case(self, claim: Row, rows: list[Row]) -> Case:
        """Gather what the rule of a claim is given."""
        return Case(self._series, self._routes, self._detection, claim, rows)

    def finding(self, row: Row) -> Finding:
        """Read one row of ``claim_evidence.csv``; a kind that is not known here is a `KeyError`."""
        readers: dict[str, Callable[[str], dict[str, Any]]] = {
            "observation": self._observation,
            "study": self._study,
            "segment": self._segment,
            "article": self._tier,
            "detection": self._detected,
        }
        told = {name: row[name] for name in ("kind", "key", "bearing", "says")}
        return Finding(**told, **readers[row["kind"]](row["key"]))

    def _cited(self, study: Row, layer: Layer | None) -> dict[str, Any]:
        """Name a study as its layer is named, else by author and year, else by title."""
        return {
            "source": layer.short_title if layer else study_name(study),
            "source_text": source_text(study),
            "source_link": study["link"] or None,
        }

    def _observation(self, key: str) -> dict[str, Any]:
        row = self._observations[key]
        painted = bool(row["painted"])
        return {
            "file": "observations.csv",
            "figures": f"{row['site_as_reported']}: {observed(row)}",
            "verified": row["verified"],
            "view": ViewState(row["layer_id"], sites=(row["site_id"],)).to_query() if painted else {},
            **self._cited(self._studies[row["study_id"]], self._layers.get(row["layer_id"])),
        }

    def _study(self, key: str) -> dict[str, Any]:
        row = self._studies[key]
        counted = row["counted"] if pd.isna(row["n"]) else f"n = {row['n']}: {row['counted']}"
        shown = next((layer for layer in self._layers.values() if layer.study_id == key), None)
        return {
            "file": "studies.csv",
            "figures": "; ".join(part for part in (counted, row["no_rows_reason"]) if part),
            "verified": row["verification"],
            "view": ViewState(shown.id).to_query() if shown else {},
            **self._cited(row, shown),
        }

    def _segment(self, key: str) -> dict[str, Any]:
        segment = self._routes.segments[key]
        start = self._routes.vessels[segment.from_id].name
        vessel = self._routes.vessels.get(segment.to_id)
        end = vessel.name if vessel else self._anatomy.name(segment.to_id)
        link = next((source.link for source in segment.sources if source.link), None)
        unsigned = segment.status == "textbook" and not segment.sources
        return {
            "file": "segments.csv",
            "figures": f"{start} to {end[0].lower()}{end[1:]}: {STATUS_LABELS[segment.status]}. "
            f"{segment.status_note}".strip(),
            "source": "Textbook anatomy" if unsigned else "",
            "source_text": segment.source_text,
            "source_link": link,
        }

    def _detected(self, key: str) -> dict[str, Any]:
        found = self._detection[key]
        told = f"{found.modality}, {found.measure}: {found.value} ({found.count}) of {found.counted}"
        return {
            "file": "detection.csv",
            "figures": f"{told}. {found.interval_words}".rstrip(". "),
            "verified": found.verified,
            "source": source_of(found),
            "source_text": found.source_text,
            "source_link": found.source_link,
        }

    def _tier(self, key: str) -> dict[str, Any]:
        row = self._article[key]
        return {
            "file": "article.csv",
            "figures": f"{self._anatomy.name(key)}: {row['says']}",
            "source": "The article",
            "source_text": NO_SOURCE,
            "source_link": None,
            "view": ViewState(DEFAULT_LAYER, sites=(key,)).to_query(),
        }


def observed(row: Row) -> str:
    """Write out the figures of an observation.

    Parameters
    ----------
    row : mapping
        A row of ``observations.csv``.

    Returns
    -------
    str
        Such as ``"50 of 107 patients with bone metastases (46.7 %, 95 % CI 37.6-56.1 %)"``; a percentage
        without its count says so, and so does a row without any figure.
    """
    unit = UNITS[row["unit"]]
    if missing(row["numerator"]):
        of = unit if missing(row["denominator"]) else f"{row['denominator']} {unit}"
        if missing(row["printed_percent"]):
            return f"no figure seen, of {of}"
        return f"{row['printed_percent']:.1f} % of {of} ({COUNT_NOT_PUBLISHED})"
    x, n = int(row["numerator"]), int(row["denominator"])
    low, high = wilson(x, n)
    value = Proportion(
        site_id=row["site_id"], numerator=x, denominator=n, percent=100 * x / n, ci_low=low, ci_high=high
    )
    return f"{wording.count(value)} {unit} ({wording.percent(value.percent)}, {wording.interval(value)})"
