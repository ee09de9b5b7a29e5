"""From good rows to a layer like any other: the same resolution of coarse and fine, the same intervals."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from bone_atlas.anatomy import Anatomy
from bone_atlas.layers import Layer, Proportion, Tier, resolve
from bone_atlas.layers.build import COUNT_NOT_PUBLISHED, NO_SOURCE, wilson
from bone_atlas.layers.model import NOT_MENTIONED, standing
from bone_atlas.layers.resolve import finer_reports
from bone_atlas.tables import UNITS
from bone_atlas.uploaded.row import Row

LAYER_ID = "own"
TITLE = "Your own data"
NOT_CHECKED = "not checked by the atlas"
#: What is counted, where the reader does not say.
UPLOADED_UNIT = "own"
UPLOADED_UNIT_LABEL = "cases in your file"
TIER_UNIT_LABEL = "classes named in your file"


def unit_labels() -> dict[str, str]:
    """List what a reader may say is counted.

    Returns
    -------
    dict of str to str
        Words by unit: the reader's own first, then those of the studies, so that values share an axis with
        a study's only where the reader says that they count the same.
    """
    return {
        UPLOADED_UNIT: UPLOADED_UNIT_LABEL,
        **{unit: label for unit, label in UNITS.items() if unit != "tiers"},
    }


def value_of(row: Row) -> Proportion | Tier:
    """Make the value of a good row.

    Parameters
    ----------
    row : Row
        A row with a site and without problems.

    Returns
    -------
    Proportion or Tier
        The percentage is computed from the count where there is one; else it has no interval and says so.
    """
    given, site = row.given, row.site or ""
    notes = [f"given for {row.part} alone"] if row.part else []
    if given.tier is not None:
        tier_notes = tuple(filter(None, (*notes, row.note)))
        return Tier(
            site_id=site, tier=given.tier, reported_as=site, reported_words=row.said, notes=tier_notes
        )
    percent, low, high = given.percent, None, None
    if given.count is not None and given.total:
        percent = 100 * given.count / given.total
        low, high = wilson(given.count, given.total)
    else:
        notes.insert(0, COUNT_NOT_PUBLISHED)
    notes += filter(None, [given.note])
    if percent is None:
        raise ValueError("a row without a value is no good row")
    return Proportion(
        site_id=site,
        numerator=given.count,
        denominator=given.total,
        percent=percent,
        ci_low=low,
        ci_high=high,
        reported_as=site,
        reported_words=row.said,
        printed_percent=given.percent,
        notes=tuple(filter(None, (*notes, row.note))),
    )


def build_layer(values: Sequence[Proportion | Tier], file: str, unit: str, anatomy: Anatomy) -> Layer:
    """Make the layer of a reader's table.

    Parameters
    ----------
    values : sequence of Proportion or Tier
        One for each good row, all of one kind; at least one.
    file : str
        Name of the file, fit to show.
    unit : str
        A key of `unit_labels`: what is counted.
    anatomy : Anatomy
        The sites, groups and bones.

    Returns
    -------
    Layer
        With id ``own``. Its unit says so where the denominators differ between the rows.
    """
    tiers = isinstance(values[0], Tier)
    order = {place: i for i, place in enumerate((*anatomy.sites(), *anatomy.groups()))}
    listed = sorted(values, key=lambda value: (*standing(value), order[value.site_id]))
    reports = [value for value in listed if value.reported]
    totals = {value.denominator if isinstance(value, Proportion) else None for value in values}
    n = next(iter(totals)) if len(totals) == 1 else None
    silent = Tier(site_id="", tier=NOT_MENTIONED) if tiers else None
    return Layer(
        id=LAYER_ID,
        study_id=LAYER_ID,
        title=f"{TITLE}: {file}",
        short_title=TITLE,
        kind="tiers" if tiers else "proportion",
        cancer="not stated",
        subgroup="not stated",
        n=None if tiers else n,
        unit="tiers" if tiers else unit,
        unit_label=TIER_UNIT_LABEL if tiers else _unit_label(unit, totals),
        setting="not stated",
        modality="not stated",
        summary=_summary(len(values), None if tiers else n, tiers),
        caveats=_caveats(totals, tiers),
        citation=f"{TITLE}, {file}; {NOT_CHECKED}",
        source_link=None,
        source_text=NO_SOURCE,
        verified=NOT_CHECKED,
        reports=tuple(reports),
        _values=MappingProxyType(resolve(anatomy, listed, silent)),
        _finer=MappingProxyType(finer_reports(anatomy, reports)),
    )


def _unit_label(unit: str, totals: set[int | None]) -> str:
    label = unit_labels()[unit]
    return f"{label} (their number differs between sites)" if len(totals) > 1 else label


def _summary(sites: int, n: int | None, tiers: bool) -> str:
    told = f"{sites} {'site' if sites == 1 else 'sites'} of your own table"
    if tiers:
        return f"{told}, in words"
    return f"{told}, n = {n}" if n else told


def _caveats(totals: set[int | None], tiers: bool) -> tuple[str, ...]:
    caveats = [NOT_CHECKED]
    if not tiers and len(totals) > 1:
        caveats.append("the denominator differs between sites, or is not given for all")
    return tuple(caveats)
