"""What the server publishes and the browser reads: one form of each, held by both languages.

What is published is made as one of these, so mypy holds Python to them; ``tools/js_types.py`` writes the same
to ``assets/component/types.d.ts``, so TypeScript holds the scripts to them. Tuples are arrays in JSON; what
is not required is left out where there is none. Figures have theirs in `bone_atlas.figures.contract`,
scenes in `bone_atlas.scenes.contract`.
"""

from __future__ import annotations

from bone_atlas.app.publish.contract.detection import (
    DetectionFigure,
    DetectionManifest,
    ThresholdState,
)
from bone_atlas.app.publish.contract.evidence import (
    AgreementOfUnit,
    EvidenceBundles,
    EvidenceLayer,
    EvidenceManifest,
    EvidencePanels,
    HtmlFile,
    LayerPair,
    LayersTogether,
    LesionsOnMarrow,
    SitesInOrder,
    Spread,
)
from bone_atlas.app.publish.contract.figures import (
    Contents,
    FigureData,
    Index,
    LightPicture,
)
from bone_atlas.app.publish.contract.kept import (
    HeadingRecord,
    HeadingsData,
    KeptLesson,
    LessonsData,
    LessonToKeep,
    LessonVersion,
    TableData,
)
from bone_atlas.app.publish.contract.lessons import (
    Lesson,
    LessonData,
    Phones,
    Practising,
    RankItem,
    RankTruth,
    Slide,
    SlideQuestion,
)
from bone_atlas.app.publish.contract.quiz import (
    Option,
    QuizData,
    QuizDeck,
    QuizPicture,
    QuizQuestion,
    QuizSource,
    RowReference,
)
from bone_atlas.app.publish.contract.routes import (
    Journey,
    JourneySoFar,
    JourneysScript,
    JourneyStep,
    RoutesIndex,
    StepEnds,
)
from bone_atlas.app.publish.contract.scenes import (
    AtlasLayer,
    AtlasManifest,
    AtlasPanels,
    Extents,
    PathwaysManifest,
    ReachSection,
    RoutePanels,
    RouteTables,
    SceneData,
    SceneManifest,
    SearchIndex,
)

__all__ = [
    "AgreementOfUnit",
    "AtlasLayer",
    "AtlasManifest",
    "AtlasPanels",
    "Contents",
    "DetectionFigure",
    "DetectionManifest",
    "EvidenceBundles",
    "EvidenceLayer",
    "EvidenceManifest",
    "EvidencePanels",
    "Extents",
    "FigureData",
    "HeadingRecord",
    "HeadingsData",
    "HtmlFile",
    "Index",
    "Journey",
    "JourneySoFar",
    "JourneyStep",
    "JourneysScript",
    "KeptLesson",
    "LayerPair",
    "LayersTogether",
    "LesionsOnMarrow",
    "Lesson",
    "LessonData",
    "LessonToKeep",
    "LessonVersion",
    "LessonsData",
    "LightPicture",
    "Option",
    "PathwaysManifest",
    "Phones",
    "Practising",
    "QuizData",
    "QuizDeck",
    "QuizPicture",
    "QuizQuestion",
    "QuizSource",
    "RankItem",
    "RankTruth",
    "ReachSection",
    "RoutePanels",
    "RouteTables",
    "RoutesIndex",
    "RowReference",
    "SceneData",
    "SceneManifest",
    "SearchIndex",
    "SitesInOrder",
    "Slide",
    "SlideQuestion",
    "Spread",
    "StepEnds",
    "TableData",
    "ThresholdState",
]
