"""What follows from several tables: what can be concluded from them, and what cannot."""

from bone_atlas.evidence.ways import (
    CAVEATS,
    LesionsByWay,
    Part,
    ReportedRow,
    lesions_by_way,
    lesions_by_way_of,
)

__all__ = ["CAVEATS", "LesionsByWay", "Part", "ReportedRow", "lesions_by_way", "lesions_by_way_of"]
