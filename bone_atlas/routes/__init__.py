"""The routes from breast to bone: which reach a site, what lies downstream of a vessel, and the journeys."""

from bone_atlas.layers.build import NO_SOURCE
from bone_atlas.routes.checks import journeys_are_drawn, lines_have_a_segment, segments_are_drawn_or_say_why
from bone_atlas.routes.drawings import Line, Organ, StepPath, VesselDrawing, read_vessels
from bone_atlas.routes.graph import BLOOD_BORNE, Routes
from bone_atlas.routes.model import (
    STATUS_LABELS,
    UNPROVEN,
    Journey,
    JourneyStep,
    RoutePath,
    Segment,
    Source,
    Step,
    VenousReach,
    Vessel,
)
from bone_atlas.routes.read import read_routes

__all__ = [
    "BLOOD_BORNE",
    "NO_SOURCE",
    "STATUS_LABELS",
    "UNPROVEN",
    "Journey",
    "JourneyStep",
    "Line",
    "Organ",
    "RoutePath",
    "Routes",
    "Segment",
    "Source",
    "Step",
    "StepPath",
    "VenousReach",
    "Vessel",
    "VesselDrawing",
    "journeys_are_drawn",
    "lines_have_a_segment",
    "read_routes",
    "read_vessels",
    "segments_are_drawn_or_say_why",
]
