"""What imaging finds and misses, as figures: accuracy, prevalence, vertebrae at autopsy, the threshold."""

from bone_atlas.figures.detection.accuracy import accuracy
from bone_atlas.figures.detection.prevalence import prevalence
from bone_atlas.figures.detection.threshold import threshold, threshold_steps
from bone_atlas.figures.detection.vertebrae import vertebrae

__all__ = ["accuracy", "prevalence", "threshold", "threshold_steps", "vertebrae"]
