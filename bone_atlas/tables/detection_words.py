"""The words allowed in the table of detection."""

from __future__ import annotations

MODALITIES = (
    "X-ray",
    "bone scan",
    "CT",
    "MRI",
    "FDG-PET",
    "FDG-PET/CT",
    "FDG-PET or PET/CT",
    "NaF-PET or PET/CT",
    "PET/CT",
    "marrow biopsy",
    "clinical record",
    "cancer registry",
    "post-mortem examination",
    "not stated",
)
MEASURES = (
    "sensitivity",
    "specificity",
    "detected of proven vertebrae",
    "normal film despite proven deposits",
    "mineral loss needed",
    "positive after a negative test",
    "positive test",
    "new rib finding",
    "what a finding proved to be",
    "shape of rib metastases",
    "prevalence in life",
    "prevalence at autopsy",
    "prevalence, in life or at autopsy not stated",
    "complication of bone metastases",
)
BASES = (
    "per patient",
    "per lesion",
    "per vertebra",
    "per spine",
    "per scan",
    "of bone mineral",
    "not stated",
)
INTERVAL_KINDS = ("95 % CI as printed", "range across series", "range across specimens", "range stated")
