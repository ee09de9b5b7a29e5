"""The words allowed in the table of detection."""

from __future__ import annotations

MODALITIES = (
    "X-ray",
    "bone scan",
    "CT",
    "low-dose CT",
    "bone scan with low-dose CT",
    "MRI",
    "FDG-PET",
    "FDG-PET/CT",
    "FDG-PET/CT, early",
    "FDG-PET/CT, delayed",
    "FDG-PET or PET/CT",
    "NaF-PET or PET/CT",
    "PET/CT",
    "marrow biopsy",
    "clinical record",
    "cancer registry",
    "post-mortem examination",
    "dry bones",
    "not stated",
)
MEASURES = (
    "sensitivity",
    "specificity",
    "detected of proven vertebrae",
    "normal X-ray despite proven lesions",
    "mineral loss needed",
    "bone replaced before an X-ray shows it",
    "positive after a negative test",
    "shown of lesions that MRI shows",
    "positive test",
    "new rib finding",
    "what a finding proved to be",
    "shape of rib metastases",
    "side of the primary",
    "prevalence in life",
    "prevalence at autopsy",
    "prevalence, in life or at autopsy not stated",
    "complication of bone metastases",
    "new bone metastases over time",
)
BASES = (
    "per patient",
    "per lesion",
    "per vertebra",
    "per spine",
    "per scan",
    "per person-time",
    "of bone mineral",
    "of bone thickness",
    "not stated",
)
#: Measures that are shares or rates of something no other measure is of: measure and basis go together.
OWN_BASIS = {
    "mineral loss needed": "of bone mineral",
    "bone replaced before an X-ray shows it": "of bone thickness",
    "new bone metastases over time": "per person-time",
}
#: How a rate is written: a number or a range, then per how many person-years; never as a percentage.
RATE = r"\d+(\.\d+)?(\u2013\d+(\.\d+)?)? per [\d,]+ person-years"
INTERVAL_KINDS = ("95 % CI as printed", "range across series", "range across specimens", "range stated")
