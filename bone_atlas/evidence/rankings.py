"""The orders of sites in studies that were seen without figures."""

from __future__ import annotations

from dataclasses import dataclass

from bone_atlas.anatomy import Anatomy
from bone_atlas.tables import Tables, records


@dataclass(frozen=True)
class Ranking:
    """The order of sites in a study that was seen without figures.

    Attributes
    ----------
    cancer : str
        Whose metastases were ranked.
    ranks : dict of str to int
        By place, its rank from 1; places ranked together share a rank.
    length : int
        How many ranks the study gives, those of no place of the atlas among them.
    """

    cancer: str
    ranks: dict[str, int]
    length: int = 0

    def has_behind(self, first: str, second: str) -> bool:
        """Tell whether both places are ranked, and the first comes after the second."""
        return first in self.ranks and second in self.ranks and self.ranks[first] > self.ranks[second]


def rankings(tables: Tables, anatomy: Anatomy) -> dict[str, Ranking]:
    """Read the orders of sites of the studies that were seen without figures.

    Parameters
    ----------
    tables : Tables
        With ``rankings.csv``.
    anatomy : Anatomy
        To take a merged place, such as ribs and sternum, apart into its members.

    Returns
    -------
    dict of str to Ranking
        By study. Words that name no place of the atlas as a whole take a rank and are left out.
    """
    cancers: dict[str, str] = {}
    ranks: dict[str, dict[str, int]] = {}
    lengths: dict[str, int] = {}
    for row in records(tables.rankings):
        study, rank = row["study_id"], int(row["rank"])
        cancers.setdefault(study, row["cancer"])
        lengths[study] = max(lengths.get(study, 0), rank)
        known = ranks.setdefault(study, {})
        if place := row["site_id"]:
            members = anatomy.members(place) if anatomy.is_group(place) else ()
            known.update(dict.fromkeys((place, *members), rank))
    return {study: Ranking(cancers[study], ranks[study], lengths[study]) for study in cancers}
