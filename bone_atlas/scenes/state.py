"""The state of a scene: what of the atlas is shown, with the names that a lesson's TOML file has."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.]*$", max_length=120)]

#: The kinds of scenes; `bone_atlas.scenes.registry.SCENES` has what is known of each.
SceneId = Literal[
    "skeleton",
    "compare",
    "difference",
    "ways",
    "reach",
    "ranking",
    "agreement",
    "marrow",
    "detection",
    "claim",
    "judged",
    "nothing",
]
#: What of a scene can be hidden until it is revealed.
Hideable = Literal["values", "labels", "selection", "figure"]


class Part(BaseModel):
    """Shared by all parts of a lesson: unknown fields are faults; nothing is changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class State(Part):
    """What of the atlas is shown: the parts of a view state that matter to a scene.

    Attributes
    ----------
    shows : str
        ``skeleton`` painted with `layer`; ``compare``: two skeletons, `layer` and `second`, on one scale;
        ``difference``: one skeleton, `layer` minus `second`; ``ways``: the routes of `route` and `breast` on
        the body, with `journey` and `step`; ``reach``: the lesions of `layer` by the routes that reach their
        bones; ``ranking`` of `layer`; ``agreement`` of all studies of the one site in `sites`, in the unit of
        `layer`; ``marrow``: the lesions of `layer` against the red marrow; ``detection``: one `picture`;
        ``claim``: the article's statement `claim`, its verdict and what that rests on;
        ``judged``: how many statements have each; ``nothing``: text alone.
    layer, second, view, sites, names, route, breast, journey, step, extent
        As in `bone_atlas.view_state.ViewState`.
    picture : str
        A picture of `bone_atlas.scenes.pictures.PICTURES` that a slide can show.
    claim : str
        Id of a claim.
    """

    shows: SceneId = "skeleton"
    layer: Id = "article"
    second: Id = ""
    view: Literal["front", "back", "left", "all"] = "front"
    sites: tuple[Id, ...] = Field(default=(), strict=False)
    names: Literal["en", "la", "es", "zh"] = "en"
    route: Id = ""
    breast: Literal["left", "right"] = "left"
    journey: Id = ""
    step: Annotated[int, Field(ge=0, le=99)] = 0
    picture: Id = ""
    claim: Id = ""
    extent: Literal["whole", "trunk"] = "whole"
