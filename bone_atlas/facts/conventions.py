"""What the atlas itself lays down: how it counts, draws and speaks, and the methods it computes by.

A sentence about a colour, a hatching or an interval rests on none of the rows, but on one of these.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from bone_atlas.facts.source import Source
from bone_atlas.tables.vocabulary import VERDICT_MEANINGS


class Convention(NamedTuple):
    """One thing that the atlas lays down.

    Attributes
    ----------
    says : str
        What.
    source : Source
        The method's own paper, or that it is ours.
    """

    says: str
    source: Source = Source("A rule of this atlas")


def _method(citation: str, doi: str) -> Source:
    return Source(citation, f"https://doi.org/{doi}")


_WILSON = _method("Wilson 1927, J Am Stat Assoc 22:209-212", "10.1080/01621459.1927.10502953")
_HIGGINS = _method("Higgins 2002, Stat Med 21:1539-1558", "10.1002/sim.1186")
_HARTUNG = _method("Hartung 2001, Stat Med 20:3875-3889", "10.1002/sim.1009")
_NEWCOMBE = _method(
    "Newcombe 1998, Stat Med 17:873-890",
    "10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I",
)
_PREDICTION = _method("Higgins 2009, J R Stat Soc A 172:137-159", "10.1111/j.1467-985X.2008.00552.x")

#: By the name a reference gives it.
CONVENTIONS = MappingProxyType(
    {
        "not_reported": Convention("A site that a study does not list is hatched; a zero has its count."),
        "units": Convention(
            "Patients, lesions, scans, autopsies and tiers are different units: no scale and no pooled value "
            "holds two of them."
        ),
        "several_sites": Convention(
            "A share of patients counts a patient once at each site involved, however many lesions lie "
            "there: the shares of one study may add up to more than the whole. A lesion lies at one site."
        ),
        "per_patient": Convention(
            "Per patient, one lesion that is shown is enough; per vertebra or per lesion each counts by "
            "itself. So we read what is printed as per patient."
        ),
        "groups": Convention("All rows count groups; none tells of one person."),
        "interval": Convention(
            "The 95 % interval of a share tells what chance alone could do to it.", _WILSON
        ),
        "difference": Convention(
            "The interval of a difference between two studies, by chance alone.", _NEWCOMBE
        ),
        "paired": Convention(
            "Two sites of one study are held by the same patients: the interval of their difference is the "
            "widest that any number of patients with both allows."
        ),
        "settled": Convention(
            "An order is settled in a study where that interval leaves zero out, and across the sources "
            "where also no other source of the same cancer has it the other way round."
        ),
        "lesions_hang_together": Convention(
            "Lesions of one patient, or vertebrae of one body, hang together; intervals that count them one "
            "by one are too narrow."
        ),
        "i2": Convention(
            "I² is the part of the differences between studies that chance does not explain.", _HIGGINS
        ),
        "mean": Convention("The interval of the mean of the studies.", _HARTUNG),
        "prediction": Convention("The interval in which a further study is expected.", _PREDICTION),
        "pooling": Convention(
            "Studies of one unit are pooled only within limits that were chosen with the data in sight."
        ),
        "verdicts": Convention(" ".join(f"{name}: {means}" for name, means in VERDICT_MEANINGS.items())),
        "judging": Convention(
            "Each statement is judged by a rule on its card, from the rows that the card names."
        ),
        "drawing": Convention(
            "Vessels are drawn as a scheme on the model of an adult man. Red is blood rich in oxygen, blue "
            "blood low in it, violet the plexus of the spine; of these only red is drawn unbroken."
        ),
        "pictures": Convention(
            "A picture of detection draws its rows, each line of how often on a scale of its own; that of "
            "the threshold is a model of the range, not an X-ray of a patient."
        ),
        "status": Convention(
            "Every segment has a status: what it rests on. A route is as sure as its weakest step; a line "
            "drawn is a possible route."
        ),
        "reach": Convention(
            "A bone is reached by the veins where a segment leads there; it is not known where "
            "venous_reach.csv says so."
        ),
        "marrow": Convention(
            "A region's share of the lesions over its share of the marrow: 1 where it has as many as its "
            "marrow would give. The interval is that of the lesions' share; the marrow is taken as exact."
        ),
        "gathered": Convention(
            "What was gathered are the sources in studies.csv and detection.csv: no source found means none "
            "among them."
        ),
    }
)
