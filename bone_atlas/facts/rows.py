"""The rows that a lesson may refer to, and how their sources are cited in a few words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import pandas as pd

from bone_atlas import wording
from bone_atlas.anatomy import Anatomy
from bone_atlas.evidence.claims import Claim, claims
from bone_atlas.evidence.detection import Finding, findings
from bone_atlas.evidence.settled import SettledAcrossSources
from bone_atlas.facts.conventions import CONVENTIONS
from bone_atlas.facts.source import Source
from bone_atlas.layers import Layer
from bone_atlas.layers.build import NO_SOURCE, source_text
from bone_atlas.routes import STATUS_LABELS, Routes, Segment
from bone_atlas.routes.model import Source as Printed
from bone_atlas.tables import UNITS, Tables, records
from bone_atlas.tables.vocabulary import VERDICTS
from bone_atlas.wording import ARTICLE

Row = Mapping[str, Any]

#: Author and year at the head of a citation such as ``"Yamaguchi T (1996). Cancer 78(7):1388"``.
_PRINTED = re.compile(r"^(?P<who>[^(]*?)(?: [A-Z]{1,3})? \((?P<year>\d{4})\)\.?")
#: Parts of `bone_atlas.evidence.LesionsByRoute`.
PARTS = ("both", "unknown", "arteries", "untold")


THE_ARTICLE = Source("The article")


def slug(words: str) -> str:
    """Write words as one argument of a reference, as ``"cannot_be_told"``."""
    return words.replace(" ", "_")


@dataclass(frozen=True, eq=False)
class Rows:
    """What references may name.

    Attributes
    ----------
    tables : Tables
        The loaded tables.
    anatomy : Anatomy
        The sites, groups and bones.
    layers : mapping of str to Layer
        All layers, in the order of the picker.
    routes : Routes
        The graph of vessels.
    """

    tables: Tables
    anatomy: Anatomy
    layers: Mapping[str, Layer]
    routes: Routes

    @cached_property
    def studies(self) -> dict[str, Row]:
        """Rows of ``studies.csv`` by id."""
        return {row["study_id"]: row for row in records(self.tables.studies)}

    @cached_property
    def observations(self) -> dict[str, Row]:
        """Rows of ``observations.csv`` by id, those that are not painted too."""
        return {row["observation_id"]: row for row in records(self.tables.observations)}

    @cached_property
    def article(self) -> dict[str, Row]:
        """Rows of ``article.csv`` by site."""
        return {row["site_id"]: row for row in records(self.tables.article)}

    @cached_property
    def detection(self) -> dict[str, Finding]:
        """The figures of detection that are shown, by id."""
        return {found.id: found for found in findings(self.tables)}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The article's statements by id."""
        return {claim.claim_id: claim for claim in claims(self.tables, self.anatomy, self.layers)}

    @cached_property
    def claimed(self) -> tuple[str, ...]:
        """Keys of the rows that claims rest on."""
        return tuple(dict.fromkeys(self.tables.claim_evidence["key"]))

    @cached_property
    def settled(self) -> SettledAcrossSources:
        """The pairs of sites whose order is settled across the sources: the same for quiz and lessons."""
        return SettledAcrossSources(self.tables, self.anatomy, self.layers.values())

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Ids of sites, groups and bones."""
        return (*self.anatomy.sites(), *self.anatomy.groups(), *self.anatomy.bones())

    @cached_property
    def known(self) -> dict[str, Collection[str]]:
        """What each kind of argument may be: ids by kind."""
        return {
            "layer": self.layers,
            "site": self.places,
            "study": (*self.layers, *self.studies, *self.detection),
            "detection": self.detection,
            "claim": self.claims,
            "verdict": tuple(slug(verdict) for verdict in VERDICTS),
            "segment": self.routes.segments,
            "vessel": self.routes.vessels,
            "journey": self.routes.journeys,
            "unit": UNITS,
            "part": PARTS,
            "observation": self.observations,
            "site of the article": self.article,
            "site of venous_reach.csv": self.routes.venous_reach,
            "row of a claim": self.claimed,
            "convention": CONVENTIONS,
            "table": tuple(field.name for field in fields(self.tables)),
        }

    def name(self, place: str) -> str:
        """Name a place as within a sentence: ``"thoracic spine"``, ``"pelvis"``, ``"L3"``."""
        return lowered(self.anatomy.name(place).partition(" (")[0])

    def who(self, work: str) -> str:
        """Name a study in two words.

        Parameters
        ----------
        work : str
            Id of a layer, a study or a figure of detection.

        Returns
        -------
        str
            First author and year as ``"Shaked Zari 2025"``; where no author is known the short title of its
            layer, else the journal and year, else the title.
        """
        if work in self.detection:
            return _who_printed(self.detection[work])
        study = self.studies[self.layers[work].study_id if work in self.layers else work]
        layer = next((layer for layer in self.layers.values() if layer.study_id == study["study_id"]), None)
        if study["first_author"]:
            return f"{surname(study['first_author'])} {_year(study)}".strip()
        if layer:
            return layer.short_title
        return f"{study['journal']} {_year(study)}".strip() or str(study["title"])

    def source(self, work: str) -> Source:
        """Cite a study in one short line.

        Parameters
        ----------
        work : str
            Id of a layer, a study or a figure of detection.

        Returns
        -------
        Source
            Such as ``"Chen 2017, Sci Rep 7:11325"``; without a link the line says so.
        """
        if work in self.detection:
            return self._source_of_detection(self.detection[work])
        study = self.studies[self.layers[work].study_id if work in self.layers else work]
        if study["study_id"] == ARTICLE:
            return THE_ARTICLE
        if not study["link"]:
            return Source(f"{self.who(work)}: {NO_SOURCE}")
        if study["first_author"]:
            parts = (self.who(work), study["journal"])
        elif study["journal"]:
            parts = (study["journal"], _year(study))
        else:
            parts = (self.who(work), source_text(study))
        return Source(", ".join(part for part in parts if part), study["link"])

    def _source_of_detection(self, found: Finding) -> Source:
        if not found.source_link:
            return Source(found.citation or f"{found.modality}, {found.measure}: {NO_SOURCE}")
        return Source(_PRINTED.sub(r"\g<who> \g<year>,", found.citation), found.source_link)


def cited(sources: Iterable[Printed], status: str) -> tuple[Source, ...]:
    """Turn the printed sources of a route into sources; say so where there are none."""
    found = tuple(Source(re.sub(r",? doi:\S+", "", one.text), one.link or "") for one in sources)
    if found:
        return found
    label = STATUS_LABELS[status]
    return (Source(f"{wording.capitalised(label)}: {NO_SOURCE}"),)


def cited_segment(segment: Segment) -> tuple[Source, ...]:
    """Cite a segment of the routes."""
    return cited(segment.sources, segment.status)


def printed_names(segment: Segment) -> tuple[str, ...]:
    """Name the printed sources of a segment by author or journal and year, as ``"Batson 1940"``."""
    return tuple(printed_name(source.text) for source in segment.sources)


def printed_name(text: str) -> str:
    """Name a work by author or journal and year, as ``"Batson 1940"``, or else by what stands first."""
    first = text.partition(",")[0]
    year = re.search(r"\b(1[89]|20)\d\d\b", text)
    return first if year is None or year[0] in first else f"{surname(first)} {year[0]}"


def surname(author: str) -> str:
    """Drop the initials: ``"Shaked Zari D"`` becomes ``"Shaked Zari"``."""
    return re.sub(r" [A-Z]{1,3}$", "", author)


def lowered(words: str) -> str:
    """Begin with a small letter, unless it is a name in capitals such as ``"L3"``."""
    return words if words[1:2].isupper() or words[1:2].isdigit() else wording.uncapitalised(words)


def _year(study: Row) -> str:
    return "" if pd.isna(study["year"]) else str(int(study["year"]))


def _who_printed(found: Finding) -> str:
    """Read author and year out of a citation; its first words where it has none."""
    match = _PRINTED.match(found.citation)
    return f"{match['who']} {match['year']}" if match else found.citation.partition(". ")[0] or NO_SOURCE
