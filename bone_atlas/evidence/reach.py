"""Which route could explain what: lesions by what is known of the routes to their bones.

Arteries reach every bone. Of the veins of the spine there are three kinds of bones: those that the vertebral
venous route reaches as anatomy allows; those that a vein of that route passes, or that a source counts with
it, where it is not known whether cells get in; and those for which no source seen names a venous route.

Lesions may be added up, because each lies in one place; patients may not, because one patient can have
lesions in several. So only layers that count lesions are taken, and no lesion is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bone_atlas.anatomy import Anatomy
from bone_atlas.layers import Layer, Proportion
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED, wilson
from bone_atlas.routes import Routes
from bone_atlas.tables.vocabulary import CANCERS

LESIONS = "lesions"
VEINS = "vertebral_venous"
BOTH, UNKNOWN, ARTERIES, UNTOLD = "both", "unknown", "arteries", "untold"
#: Kinds of bones, from the surest reach of the veins to the least; what cannot be told is no kind.
KINDS = (BOTH, UNKNOWN, ARTERIES)

CAVEATS = (
    "Anatomy gives a possibility, not a proportion: every bone that the vertebral veins reach is reached by "
    "arteries too, so no lesion can be assigned to a route.",
    "That tumour cells enter a bone from the vertebral veins is a hypothesis.",
    "Of ribs, sternum, scapula, humerus, femur and foot it is not known whether veins bring cells there: "
    "every bone has veins, and the first vein of the vertebral route runs under a rib. Nobody followed a "
    "cell.",
    "“No venous route named” speaks of the sources of this atlas. It does not say that there is none.",
    "Lesions are counted, not patients: each lesion lies in one place and can be added to others; patients "
    "cannot, because one patient can have lesions in several places.",
    "The lesions of one patient are not independent of each other, so the true uncertainty is larger than "
    "the interval.",
    "Routes without blood are not counted here: tumour is thought to grow into the sternum from lymph nodes "
    "beside it, and a study of autopsies thought that lymph brings cells to vertebrae too.",
    "Myeloma arises in the marrow itself, and its lesions are no metastases; yet most of them lie in bones "
    "that the vertebral veins reach. So lying there does not tell how a lesion came.",
    "Each count is the least it can be: what cannot be told may belong to any of the three.",
)

_SPANS = "spans bones of more than one kind"
_NO_COUNT = COUNT_NOT_PUBLISHED
_WITHIN = "counted within a larger region"
_OVERLAPS = "overlaps a region that is counted already"


@dataclass(frozen=True)
class ReportedRow:
    """Where one reported row of the layer went.

    Attributes
    ----------
    site_id, words : str
        Id of the place, and the study's own words for it.
    count : int or None
        As reported.
    part : str
        ``both``, ``unknown``, ``arteries`` or ``untold``.
    added : int or None
        The lesions it adds to its part: less than `count` where finer rows were taken out of it, 0 where it
        lies within another row; None where that is not known.
    why : str
        Why it is not counted for itself; empty where it is.
    """

    site_id: str
    words: str
    count: int | None
    part: str
    added: int | None
    why: str = ""


@dataclass(frozen=True)
class Part:
    """The lesions of one kind of bones.

    Attributes
    ----------
    count : int or None
        Lesions; None where no row with a count lies wholly in these bones, which is not zero.
    denominator : int
        All lesions of the layer.
    percent, ci_low, ci_high : float or None
        Share and 95 % Wilson interval, in percent; what cannot be told has no interval, since it measures
        what was published and not the disease.
    """

    count: int | None
    denominator: int
    percent: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None

    @classmethod
    def of(cls, count: int | None, denominator: int) -> Part:
        """Compute share and interval of a count."""
        if count is None:
            return cls(None, denominator)
        return cls(count, denominator, 100 * count / denominator, *wilson(count, denominator))


@dataclass(frozen=True)
class LesionsByRoute:
    """The lesions of a layer by the routes that reach their bones.

    Attributes
    ----------
    layer : Layer
        What was counted, with its source.
    both : Part
        Lesions in bones that both routes by blood reach.
    unknown : Part
        Lesions in bones that arteries reach, and of which it is not known whether veins bring cells there.
    arteries : Part
        Lesions in bones that arteries reach, and for which no source seen names a venous route.
    untold : Part
        All others: in a region that spans several, without a published count, or at a place not reported.
    rows : tuple of ReportedRow
        Where each report of the layer went, in the layer's order.
    elsewhere : int or None
        Lesions that no row of the layer lists; None where that cannot be worked out.
    caveats : tuple of str
        What must be said beside the figures: `CAVEATS`.
    """

    layer: Layer
    both: Part
    unknown: Part
    arteries: Part
    untold: Part
    rows: tuple[ReportedRow, ...]
    elsewhere: int | None
    caveats: tuple[str, ...] = CAVEATS

    @property
    def counted(self) -> bool:
        """Whether any row has a published count."""
        return any(row.count is not None for row in self.rows)


def lesions_by_route_of(
    layers: Iterable[Layer], routes: Routes, anatomy: Anatomy
) -> tuple[LesionsByRoute, ...]:
    """Sort the lesions of all layers that count lesions.

    Parameters
    ----------
    layers : iterable of Layer
        In the order of the picker; those of other units are left out, and those whose number of lesions is
        not known: no part of it can be told.
    routes : Routes
        The graph of vessels.
    anatomy : Anatomy
        The sites, groups and bones.

    Returns
    -------
    tuple of LesionsByRoute
        Breast cancer first, then the other cancers as `bone_atlas.tables.vocabulary.CANCERS` lists them.
    """
    counted = (layer for layer in layers if layer.unit == LESIONS and layer.n is not None)
    found = [lesions_by_route(layer, routes, anatomy) for layer in counted]
    return tuple(sorted(found, key=lambda result: CANCERS.index(result.layer.cancer)))


def lesions_by_route(layer: Layer, routes: Routes, anatomy: Anatomy) -> LesionsByRoute:
    """Sort the lesions of a layer by the routes that reach their bones.

    Parameters
    ----------
    layer : Layer
        One that counts lesions.
    routes : Routes
        The graph of vessels.
    anatomy : Anatomy
        The sites, groups and bones.

    Returns
    -------
    LesionsByRoute
        Counts, shares, intervals, and where each row went.

    Raises
    ------
    ValueError
        If the layer counts anything but lesions, if its rows have different denominators, or if rows that
        share no bone hold more lesions than there are.

    Notes
    -----
    No lesion is counted twice. Of the rows that lie wholly in one kind of bones the coarsest are taken, and
    of two that overlap only one. A row that spans several kinds gives what is left of it after the taken rows
    inside it, and only where nothing else taken overlaps it and what is left lies in one kind of bones.
    """
    total = _total(layer)
    sorter = _Sorter(routes, anatomy)
    reports = layer.proportions
    for report in sorted(
        layer.proportions, key=lambda r: (-len(anatomy.extent(r.site_id)), -(r.numerator or 0))
    ):
        sorter.take_whole(report)
    for report in sorted(reports, key=lambda r: len(anatomy.extent(r.site_id))):
        sorter.take_rest(report)
    rows = tuple(sorter.rows[report.site_id] for report in reports)
    counts = {part: _sum(rows, part) for part in KINDS}
    known = sum(count or 0 for count in counts.values())
    untold = [row.added for row in rows if row.part == UNTOLD]
    elsewhere = None if None in untold else total - known - sum(added or 0 for added in untold)
    if known > total or (elsewhere is not None and elsewhere < 0):
        raise ValueError(f"the rows of {layer.id} hold more than its {total} lesions")
    return LesionsByRoute(
        layer,
        both=Part.of(counts[BOTH], total),
        unknown=Part.of(counts[UNKNOWN], total),
        arteries=Part.of(counts[ARTERIES], total),
        untold=Part(total - known, total, 100 * (total - known) / total),
        rows=rows,
        elsewhere=elsewhere,
    )


def _total(layer: Layer) -> int:
    """Return the number of lesions that all rows are a share of."""
    if layer.unit != LESIONS:
        raise ValueError(f"{layer.id} counts {layer.unit_label}, and only lesions may be added up")
    totals = {report.denominator for report in layer.proportions}
    if len(totals) != 1 or (total := totals.pop()) is None:
        raise ValueError(f"the rows of {layer.id} are not all shares of the same number of lesions")
    return total


def _sum(rows: Iterable[ReportedRow], part: str) -> int | None:
    """Add up what the rows of a part add to it; None where there is no such row."""
    added = [row.added for row in rows if row.part == part and row.added is not None]
    return sum(added) if added else None


class _Sorter:
    """Takes rows one by one, the coarsest first, and remembers which parts of the skeleton are taken."""

    def __init__(self, routes: Routes, anatomy: Anatomy) -> None:
        self._routes, self._anatomy = routes, anatomy
        self._unknown = frozenset[str]().union(*(anatomy.extent(site) for site in routes.venous_reach))
        self.rows: dict[str, ReportedRow] = {}
        self._taken: dict[frozenset[str], int] = {}

    def take_whole(self, report: Proportion) -> None:
        """Count a row that lies wholly in one kind of bones, unless some of it is counted already."""
        extent = self._anatomy.extent(report.site_id)
        part = self._part(extent)
        row = ReportedRow(report.site_id, report.reported_words, report.numerator, part, None)
        if report.numerator is None:
            row = replace(row, part=UNTOLD, why=_NO_COUNT)
        elif part == UNTOLD:
            row = replace(row, why=_SPANS)
        elif any(extent <= other for other in self._taken):
            row = replace(row, added=0, why=_WITHIN)
        elif any(extent & other for other in self._taken):
            row = replace(row, part=UNTOLD, why=_OVERLAPS)
        else:
            row = replace(row, added=report.numerator)
            self._taken[extent] = report.numerator
        self.rows[report.site_id] = row

    def take_rest(self, report: Proportion) -> None:
        """Count what is left of a row that spans several kinds of bones, where that can be told."""
        row = self.rows[report.site_id]
        extent = self._anatomy.extent(report.site_id)
        touched = [other for other in self._taken if other & extent]
        if row.why != _SPANS or row.count is None or not all(other <= extent for other in touched):
            return
        left = extent.difference(*touched)
        rest = row.count - sum(self._taken[other] for other in touched)
        if rest < 0:
            raise ValueError(f"the rows within {report.reported_words!r} hold more lesions than it does")
        part = self._part(left) if left else UNTOLD
        self.rows[report.site_id] = replace(row, part=part, added=rest, why=row.why if part == UNTOLD else "")
        self._taken = {other: n for other, n in self._taken.items() if other not in touched}
        self._taken[extent] = row.count

    def _part(self, extent: frozenset[str]) -> str:
        """Tell which kind of bones these are, `UNTOLD` where there are some of each."""
        kinds = {self._kind(part) for part in extent}
        return kinds.pop() if len(kinds) == 1 else UNTOLD

    def _kind(self, part: str) -> str:
        if self._routes.reaches_part(part, VEINS):
            return BOTH
        return UNKNOWN if part in self._unknown else ARTERIES
