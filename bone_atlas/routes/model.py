"""What the graph of vessels is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bone_atlas.layers.build import NO_SOURCE
from bone_atlas.tables import STATUSES
from bone_atlas.tables.vocabulary import SegmentKind, VesselKind

STATUS_LABELS = {status: status for status in STATUSES} | {
    "measured in humans": "blood flow measured in humans",
    "textbook": "textbook anatomy",
    "thought to be": "thought to be so, not shown",
}
#: What nobody has shown, or what sources contradict each other about.
UNPROVEN = ("thought to be", "disputed", "hypothesis")


@dataclass(frozen=True)
class Source:
    """One printed source.

    Attributes
    ----------
    text : str
        Author, journal, year, and DOI or PMID where there is one.
    link : str or None
        Address made of the DOI or PMID.
    """

    text: str
    link: str | None

    @classmethod
    def of(cls, text: str) -> Source:
        """Read a citation, and make its link from ``doi:...`` or ``PMID ...`` in it."""
        if doi := re.search(r"doi:(\S+)", text):
            return cls(text, f"https://doi.org/{doi[1]}")
        pmid = re.search(r"PMID (\d+)", text)
        return cls(text, f"https://pubmed.ncbi.nlm.nih.gov/{pmid[1]}/" if pmid else None)


@dataclass(frozen=True)
class Vessel:
    """A node of the graph: a vessel, the heart, the tumour, a chain of lymph nodes.

    Attributes
    ----------
    vessel_id, name, short_name, kind, about : str
        As in ``vessels.csv``.
    paired : bool
        Whether there is one on each side of the body, and a cell takes only that of the tumour's side.
    oxygen : str
        One of `bone_atlas.tables.vocabulary.OXYGEN`; empty where there is no blood.
    ta2_numbers : tuple of str
        In Terminologia Anatomica, 2nd edition; empty where none was seen.
    sources : tuple of Source
        Textbooks and papers that describe it.
    """

    vessel_id: str
    name: str
    short_name: str
    kind: VesselKind
    paired: bool
    about: str
    oxygen: str = ""
    ta2_numbers: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class VenousReach:
    """A bone outside the vertebral venous route of which it is not known whether veins bring cells there.

    Attributes
    ----------
    site_id, why : str
        As in ``venous_reach.csv``.
    sources : tuple of Source
        Textbooks and papers.
    """

    site_id: str
    why: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Segment:
    """How two vessels, or a vessel and a site, are joined.

    Attributes
    ----------
    segment_id, from_id, to_id, kind, oxygen : str
        As in ``segments.csv``; ``to_id`` is a vessel or a site. Kind and oxygen are two things: the arteries
        of the lungs carry blood low in oxygen.
    except_sites : tuple of str
        Parts of the site at its end that it does not reach.
    routes : tuple of str
        Words of `bone_atlas.tables.ALL_ROUTES`.
    two_way : bool
        Whether the flow can turn.
    status : str
        One of `bone_atlas.tables.STATUSES`; `STATUS_LABELS` has the words to show.
    status_note, detail : str
        What was seen and what was not; more about it.
    sources : tuple of Source
        Printed sources; a web page is none.
    not_drawn_reason : str
        Why no line is drawn; empty where one is.
    """

    segment_id: str
    from_id: str
    to_id: str
    except_sites: tuple[str, ...]
    routes: tuple[str, ...]
    kind: SegmentKind
    oxygen: str
    two_way: bool
    status: str
    status_note: str
    detail: str
    sources: tuple[Source, ...]
    not_drawn_reason: str

    @property
    def source_text(self) -> str:
        """The printed sources in one line, or `NO_SOURCE`."""
        return cited(self.sources)

    @property
    def drawn_as(self) -> SegmentKind:
        """The kind whose colour it has: outside the plexus and lymph, colour tells the oxygen."""
        if self.kind in ("plexus", "lymph"):
            return self.kind
        return "artery" if self.oxygen == "high" else "vein"


def cited(sources: Iterable[Source]) -> str:
    """Join sources to one line, `NO_SOURCE` where there is none."""
    return "; ".join(source.text for source in sources) or NO_SOURCE


def least_sure(statuses: Iterable[str]) -> str:
    """Return the status furthest from certainty; textbook anatomy where there is none at all."""
    return max(statuses, key=STATUSES.index, default="textbook")


@dataclass(frozen=True)
class Step:
    """A segment walked in one direction.

    Attributes
    ----------
    segment : Segment
        The segment.
    from_id, to_id : str
        Its ends as they are walked; swapped where a two-way segment is walked backwards.
    """

    segment: Segment
    from_id: str
    to_id: str


@dataclass(frozen=True)
class RoutePath:
    """A path of one route from the breast to a site, without detours.

    Attributes
    ----------
    route : str
        One of `bone_atlas.tables.ALL_ROUTES`.
    end : str
        Site id at its end.
    steps : tuple of Step
        In order.
    """

    route: str
    end: str
    steps: tuple[Step, ...]

    @property
    def segment_ids(self) -> tuple[str, ...]:
        """Its segments in order."""
        return tuple(step.segment.segment_id for step in self.steps)

    @property
    def vessel_ids(self) -> tuple[str, ...]:
        """Its vessels in order, without the site at the end."""
        return tuple(step.from_id for step in self.steps)

    @property
    def status(self) -> str:
        """How sure the least sure of its steps is."""
        return least_sure(step.segment.status for step in self.steps)


@dataclass(frozen=True)
class JourneyStep:
    """One step of a journey.

    Attributes
    ----------
    number : int
        From 1.
    from_id, to_id : str
        Where it begins and ends; the same where it stays in one vessel.
    segments : tuple of Segment
        What it walks; empty where it stays.
    status, caption : str
        As in ``journeys.csv``.
    vessel_sources : tuple of Source
        Printed sources of the vessel it begins in.
    """

    number: int
    from_id: str
    to_id: str
    segments: tuple[Segment, ...]
    status: str
    caption: str
    vessel_sources: tuple[Source, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Printed sources of its segments, each once; of the vessel where it stays in one."""
        if not self.segments:
            return self.vessel_sources
        return tuple(dict.fromkeys(source for segment in self.segments for source in segment.sources))

    @property
    def source_text(self) -> str:
        """The printed sources in one line, or `NO_SOURCE`."""
        return cited(self.sources)


@dataclass(frozen=True)
class Journey:
    """A walk from the breast to a bone.

    Attributes
    ----------
    journey_id, title, route, side : str
        As in ``journeys.csv``; the side is that of the breast.
    site_id, bone_id : str
        What it reaches; the bone is the one to outline.
    steps : tuple of JourneyStep
        In order.
    """

    journey_id: str
    title: str
    route: str
    side: str
    site_id: str
    bone_id: str
    steps: tuple[JourneyStep, ...]
