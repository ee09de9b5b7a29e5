"""The one registry of what can be shown."""

from __future__ import annotations

from bone_atlas.facts import Rows
from bone_atlas.scenes.agreement import AgreementScene
from bone_atlas.scenes.claim import ClaimScene
from bone_atlas.scenes.compare import CompareScene
from bone_atlas.scenes.detection import DetectionScene
from bone_atlas.scenes.difference import DifferenceScene
from bone_atlas.scenes.judged import JudgedScene
from bone_atlas.scenes.marrow import MarrowScene
from bone_atlas.scenes.model import Scene
from bone_atlas.scenes.pathways import PathwaysScene
from bone_atlas.scenes.ranking import RankingScene
from bone_atlas.scenes.reach import ReachScene
from bone_atlas.scenes.skeleton import SkeletonScene
from bone_atlas.scenes.state import SceneId, State
from bone_atlas.scenes.text_only import TextOnlyScene

SCENES: dict[SceneId, type[Scene]] = {
    scene.id: scene
    for scene in (
        SkeletonScene,
        CompareScene,
        DifferenceScene,
        PathwaysScene,
        ReachScene,
        RankingScene,
        AgreementScene,
        MarrowScene,
        DetectionScene,
        ClaimScene,
        JudgedScene,
        TextOnlyScene,
    )
}


def scene_of(state: State, rows: Rows) -> Scene:
    """Return the scene that a state is of."""
    return SCENES[state.shows](state, rows)


def users_of(part: str) -> tuple[SceneId, ...]:
    """Return the ids of the scenes that use a part of a state which only some use."""
    return tuple(name for name, scene in SCENES.items() if part in scene.uses)
