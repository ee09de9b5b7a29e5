"""The words and the forms of ids that the tables allow."""

from __future__ import annotations

from typing import Literal, get_args

LANGUAGES = {"en": "English", "la": "Latin", "es": "Spanish", "zh": "Chinese"}
TierName = Literal["most_common", "common", "extremely_rare", "not_mentioned"]
TIERS: tuple[TierName, ...] = get_args(TierName)
ROUTES = ("pulmonary_systemic", "vertebral_venous")
ALL_ROUTES = (*ROUTES, "local_lymphatic")
#: What a step of a route rests on, from the surest to the least sure; none says that a tumour cell was
#: watched. *measured in humans*: the flow of blood was; *shown in animals or cadavers*; *textbook*: a book or
#: a paper of anatomy describes the vessel; *thought to be*: papers say so, none has shown it; *disputed*:
#: sources contradict each other; *hypothesis*: inferred from anatomy.
STATUSES = (
    "measured in humans",
    "shown in animals or cadavers",
    "textbook",
    "thought to be",
    "disputed",
    "hypothesis",
)
VesselKind = Literal["tumour", "vein", "heart", "capillaries", "artery", "plexus", "lymph node"]
VESSEL_KINDS: tuple[VesselKind, ...] = get_args(VesselKind)
#: Of the blood in a vessel; an artery can carry blood low in oxygen, a vein blood rich in it.
OXYGEN = ("low", "taken up", "high")
SegmentKind = Literal["vein", "artery", "plexus", "lymph"]
SEGMENT_KINDS: tuple[SegmentKind, ...] = get_args(SegmentKind)
UNITS = {
    "tiers": "tiers named by the article",
    "patients_with_bone_metastases": "patients with bone metastases",
    "patients_with_a_solitary_bone_metastasis": "patients with a solitary bone metastasis",
    "patients_with_spinal_metastases": "patients with spinal metastases",
    "patients_with_metastases": "patients with metastases",
    "all_patients": "all patients, with and without bone metastases",
    "lesions": "lesions",
    "scans_with_new_metastases": "scans with one to four new findings that were metastases",
    "autopsies_with_spinal_metastases": "autopsies with spinal metastases",
    "all_autopsies": "autopsies, with and without bone metastases",
    "all_cases": "all cases, of what is not said",
    "involved_regions": "involved regions",
    "lesions_or_places": "lesions or places with one, which of the two is not said",
    "patients_with_spinal_myeloma": "patients with myeloma of the spine",
    "not_stated": "something that is not stated",
}
#: A share of what is not known cannot be held against anything: it is kept, and not painted.
UNSTATED = "not_stated"
#: Myeloma arises in the marrow itself, so its lesions are no metastases: it stands here to compare.
CANCERS = ("breast", "prostate", "lung", "thyroid", "myeloma", "mixed")
VERIFIED = ("full text read", "full table seen", "abstract seen", "secondary source")
COUNT_ORIGINS = (
    "printed",
    "summed from printed counts",
    "back-calculated from the printed percentage",
    "printed, denominator derived",
    "not published",
)
SIDES = ("left", "right", "midline")
MARROW_ORIGINS = ("printed", "label inferred", "by subtraction")
#: What each verdict on a claim means, in one line; `bone_atlas.evidence.verdicts` holds the rule.
VERDICT_MEANINGS = {
    "supported": "A source bears all of it out beyond chance, and none speaks against it beyond chance.",
    "partly": "Sources bear out a part of it only, or some bear it out and others speak against it.",
    "not supported": "Data that could have borne it out do not; the opposite is not shown either.",
    "contradicted": "Sources speak against it beyond chance, and none points the other way.",
    "not settled": "Data were seen; chance, other denominators or a step not yet shown leave it open.",
    "not looked at": "No data were gathered here.",
}
VERDICTS = tuple(VERDICT_MEANINGS)
CLAIM_SECTIONS = ("sites", "pathways", "detection")
EVIDENCE_KINDS = ("article", "observation", "study", "segment", "detection")
#: The words of a claim that state facts: columns of ``claims.csv``.
CLAIM_PARTS = ("statement", "our_reading", "because")
#: What a sentence of a claim can rest on beside single rows of the claim.
CLAIM_MARKS = ("the article", "our reading", "all judged", "every row")
BEARINGS = ("the statement", "for", "against", "open", "beside")
VIEW_NAMES = ("front", "back", "left", "all")

ID = r"[A-Za-z][A-Za-z0-9_]*"
LAYER_ID = r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)?"
