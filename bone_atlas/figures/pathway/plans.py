"""Where things stand in the two forms: what a hand would draw, in design px, y up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bone_atlas.figures.pathway.curves import Box, Via

Form = Literal["wide", "narrow"]
DOWN = (0, -1)


@dataclass(frozen=True)
class Ends:
    """How a line runs, where it is not straight from side to side.

    Attributes
    ----------
    start, end : (str, float or None)
        Side of the box and the position on it; None is its middle.
    via : tuple of Via
        Points in between.
    mark : float
        Where the "?" stands, in parts of the line.
    """

    start: tuple[str, float | None]
    end: tuple[str, float | None]
    via: tuple[Via, ...] = ()
    mark: float = 0.5


@dataclass(frozen=True)
class Column:
    """A column of bones: its box, and its heading.

    Attributes
    ----------
    box : Box
        All boxes of the column lie in it, spread evenly from top to bottom.
    heading : (float, float)
        Middle of the heading.
    row_px : float
        Height of a box with one line; 0 for boxes of one height that share the room.
    gap : float
        Least distance of two boxes.
    """

    box: Box
    heading: tuple[float, float]
    row_px: float = 0.0
    gap: float = 6.0


@dataclass(frozen=True)
class Plan:
    """One form of the figure.

    Attributes
    ----------
    size : (int, int)
        Width and height.
    font, bold_font : float
        Size of the type, and of that of the three landmarks.
    lines : int
        Into how many lines a label may be broken.
    boxes : mapping of str to Box
        Of the vessels.
    columns : mapping of str to Column
        Of the bones: ``both`` and ``arteries``.
    lymph_last : bool
        Whether the bone that lymph reaches is the last of its column, else it follows those fed by the aorta.
    legend : tuple of (float, tuple of str)
        Height and entries of each row of the legend.
    sample : float
        Length of a line in the legend.
    head, disc, width : float
        Length of an arrowhead, radius of the "?", width of a line.
    ends : mapping of str to Ends
        By segment, where a line is not simply straight or from side to side.
    names : mapping of str to str
        Names of vessels with a hyphen where the word may be broken.
    """

    size: tuple[int, int]
    font: float
    bold_font: float
    lines: int
    boxes: Mapping[str, Box]
    columns: Mapping[str, Column]
    lymph_last: bool
    legend: tuple[tuple[float, tuple[str, ...]], ...]
    sample: float
    head: float
    disc: float
    width: float
    ends: Mapping[str, Ends] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


WIDE = Plan(
    size=(820, 430),
    font=14,
    bold_font=15,
    lines=2,
    boxes={
        "breast_tumour": Box(8, 212, 76, 250),
        "axillary_vein": Box(98, 402, 210, 426),
        "internal_thoracic_vein": Box(98, 346, 210, 384),
        "posterior_intercostal_veins": Box(32, 146, 128, 184),
        "subclavian_brachiocephalic": Box(234, 402, 362, 426),
        "brachiocephalic_vein": Box(234, 346, 362, 384),
        "azygos_system": Box(162, 308, 266, 332),
        "superior_vena_cava": Box(384, 308, 470, 426),
        "right_heart": Box(490, 332, 542, 368),
        "pulmonary_capillary_bed": Box(480, 387, 610, 428),
        "pulmonary_veins_left_heart": Box(548, 332, 600, 368),
        "aorta_systemic_arteries": Box(597, 294, 677, 330),
        "nutrient_arteries": Box(602, 56, 672, 272),
        "intervertebral_veins": Box(32, 64, 152, 102),
        "dural_sinuses": Box(214, 260, 304, 296),
        "cervical_plexus_vertebral_vein": Box(212, 204, 286, 240),
        "internal_vertebral_venous_plexus": Box(192, 138, 304, 184),
        "basivertebral_veins": Box(346, 136, 456, 246),
        "lumbar_veins_plexus": Box(196, 94, 300, 118),
        "sacral_pelvic_venous_plexus": Box(192, 52, 304, 76),
        "internal_mammary_nodes": Box(8, 25, 110, 49),
    },
    columns={
        "both": Column(Box(496, 52, 582, 290), (539, 313), gap=4),
        "arteries": Column(Box(704, 25, 814, 390), (759, 412), row_px=24),
    },
    lymph_last=True,
    legend=((9, ("vein", "artery", "plexus", "lymph", "turn", "unproven")),),
    sample=30,
    head=8,
    disc=8.5,
    width=2.6,
    ends={
        "breast_tumour__axillary_vein": Ends(("top", 26), ("left", None)),
        "breast_tumour__internal_thoracic_vein": Ends(("top", 52), ("left", None)),
        "breast_tumour__internal_mammary_nodes": Ends(("bottom", 19), ("top", 19)),
        "posterior_intercostal_veins__azygos_system": Ends(("top", 108), ("left", None)),
        "azygos_system__internal_vertebral_venous_plexus": Ends(("bottom", 202), ("top", 202)),
        "intervertebral_veins__internal_vertebral_venous_plexus": Ends(("right", None), ("left", 152)),
        "internal_vertebral_venous_plexus__dural_sinuses": Ends(("top", 295), ("bottom", 295)),
        "sacral_pelvic_venous_plexus__sacrum": Ends(("right", 70), ("left", None)),
        "sacral_pelvic_venous_plexus__pelvis": Ends(("right", 60), ("left", 60)),
        "pulmonary_veins_left_heart__aorta_systemic_arteries": Ends(("right", None), ("top", 624)),
        "aorta_systemic_arteries__hand": Ends(("top", 654), ("left", None)),
        "aorta_systemic_arteries__foot": Ends(("right", 319), ("left", None)),
        "nutrient_arteries__sternum": Ends(("right", 66), ("left", 43)),
        "internal_mammary_nodes__sternum": Ends(("right", 31), ("left", 31)),
    },
)
NARROW = Plan(
    size=(370, 790),
    font=12.5,
    bold_font=13,
    lines=3,
    boxes={
        "breast_tumour": Box(112, 754, 188, 784),
        "axillary_vein": Box(224, 696, 290, 732),
        "internal_thoracic_vein": Box(108, 696, 208, 732),
        "posterior_intercostal_veins": Box(6, 696, 92, 732),
        "internal_mammary_nodes": Box(314, 696, 366, 732),
        "azygos_system": Box(82, 630, 136, 666),
        "brachiocephalic_vein": Box(146, 630, 258, 666),
        "subclavian_brachiocephalic": Box(270, 630, 348, 666),
        "intervertebral_veins": Box(5, 564, 110, 600),
        "superior_vena_cava": Box(180, 564, 254, 600),
        "right_heart": Box(288, 564, 342, 600),
        "pulmonary_capillary_bed": Box(232, 498, 346, 538),
        "pulmonary_veins_left_heart": Box(292, 436, 346, 472),
        "aorta_systemic_arteries": Box(199, 436, 277, 472),
        "nutrient_arteries": Box(207, 60, 269, 330),
        "dural_sinuses": Box(58, 486, 140, 522),
        "cervical_plexus_vertebral_vein": Box(32, 414, 94, 450),
        "internal_vertebral_venous_plexus": Box(6, 324, 106, 366),
        "basivertebral_veins": Box(17, 152, 86, 282),
        "lumbar_veins_plexus": Box(6, 96, 68, 132),
        "sacral_pelvic_venous_plexus": Box(6, 42, 68, 78),
    },
    columns={
        "both": Column(Box(118, 42, 194, 338), (163, 364), gap=14),
        "arteries": Column(Box(282, 42, 351, 394), (310, 416), row_px=22),
    },
    lymph_last=False,
    legend=((28, ("vein", "artery", "plexus")), (10, ("lymph", "turn", "unproven"))),
    sample=24,
    head=6.5,
    disc=7.5,
    width=2.2,
    ends={
        "breast_tumour__posterior_intercostal_veins": Ends(("left", None), ("top", None)),
        "breast_tumour__axillary_vein": Ends(("right", 763), ("top", 256)),
        "breast_tumour__internal_mammary_nodes": Ends(("right", 775), ("top", 340)),
        "posterior_intercostal_veins__intervertebral_veins": Ends(("bottom", 40), ("top", 40)),
        "azygos_system__superior_vena_cava": Ends(("bottom", 130), ("left", None)),
        "azygos_system__internal_vertebral_venous_plexus": Ends(
            ("bottom", 117), ("top", 24), (Via(117, 560, DOWN), Via(24, 506, DOWN)), 0.62
        ),
        "intervertebral_veins__internal_vertebral_venous_plexus": Ends(("bottom", 12), ("top", 12)),
        "brachiocephalic_vein__superior_vena_cava": Ends(("bottom", 204), ("top", 204)),
        "subclavian_brachiocephalic__superior_vena_cava": Ends(("bottom", 290), ("top", 236)),
        "pulmonary_veins_left_heart__aorta_systemic_arteries": Ends(("left", None), ("right", None)),
        "internal_vertebral_venous_plexus__dural_sinuses": Ends(("top", 100), ("bottom", 100)),
        "internal_vertebral_venous_plexus__lumbar_veins_plexus": Ends(("bottom", 11), ("top", 11)),
        "dural_sinuses__skull": Ends(("bottom", 124), ("top", 124)),
        "sacral_pelvic_venous_plexus__sacrum": Ends(("right", 70), ("left", None)),
        "sacral_pelvic_venous_plexus__pelvis": Ends(("right", 56), ("left", 56)),
        "aorta_systemic_arteries__nutrient_arteries": Ends(("bottom", 226), ("top", 226)),
        "aorta_systemic_arteries__hand": Ends(("bottom", 254), ("left", None)),
        "aorta_systemic_arteries__foot": Ends(("bottom", 241), ("left", None)),
        "internal_mammary_nodes__sternum": Ends(("bottom", 362), ("right", None), (Via(362, 352, DOWN),)),
    },
    names={"basivertebral_veins": "Basi- vertebral veins"},
)
PLANS: dict[Form, Plan] = {"wide": WIDE, "narrow": NARROW}
