"""What follows from several tables: what can be concluded from them, and what cannot."""

from bone_atlas.evidence.reach import (
    CAVEATS,
    LesionsByRoute,
    Part,
    ReportedRow,
    lesions_by_route,
    lesions_by_route_of,
)

__all__ = ["CAVEATS", "LesionsByRoute", "Part", "ReportedRow", "lesions_by_route", "lesions_by_route_of"]
