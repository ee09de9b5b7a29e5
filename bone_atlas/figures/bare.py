"""The skeleton without a layer: the ground on which the routes are drawn."""

from __future__ import annotations

from bone_atlas.anatomy import CARTILAGE, Anatomy
from bone_atlas.figures import colours, skeleton
from bone_atlas.figures.colours import Theme
from bone_atlas.figures.contract import Paint
from bone_atlas.figures.export_lines import export_lines
from bone_atlas.figures.legend import LEGEND
from bone_atlas.figures.limbs import LIMBS
from bone_atlas.routes import BLOOD_BORNE, Routes
from bone_atlas.wording import ROUTE_NAMES

BONE: dict[Theme, str] = {"light": "#efe7d6", "dark": "#6b655c"}
EDGE_PX = 8


def bare(view: str, routes: Routes, anatomy: Anatomy, theme: Theme = "light") -> Paint:
    """Return the paint of bones in one plain colour, each described with the routes that reach it.

    Parameters
    ----------
    view : {"front", "back", "left", "all"}
        The view whose traces are coloured.
    routes : Routes
        Gives which routes reach a bone.
    anatomy : Anatomy
        The site tree.
    theme : {"light", "dark"}
        Which colours.

    Returns
    -------
    dict
        As `bone_atlas.figures.skeleton.paint` returns it.
    """
    keys = skeleton.trace_keys(view, anatomy)
    bones = [colours.CARTILAGE[theme] if site == CARTILAGE else BONE[theme] for site, _ in keys]
    unseen = len(LEGEND) + len(LIMBS)
    texts = {site: reached_by(site, routes) for site in anatomy.drawn_sites()}
    return {
        "traces": {
            "fillcolor": bones + [BONE[theme]] * unseen,
            "fillpattern": [{"shape": ""}] * (len(bones) + unseen),
            "line.color": [colours.INK[theme]] * (len(bones) + unseen),
            "visible": [True] * len(bones) + [False] * unseen,
        },
        "layout": {
            "coloraxis": {"showscale": False},
            "annotations": [],
            "showlegend": False,
            "margin": {"l": 0, "r": 0, "t": EDGE_PX, "b": EDGE_PX},
        },
        "texts": texts,
        "brief": texts,
        "export": export_lines(
            f"Routes from the breast to bone ({skeleton.VIEW_TITLES[view]})",
            f"routes_{view}",
            "Course of the vessels: schematic, after general anatomy, on an adult male model",
            "What each step rests on: segments.csv",
            skeleton=True,
        ),
    }


def reached_by(site: str, routes: Routes) -> str:
    """Return by which blood-borne routes a site can be reached, in a few words."""
    reaching = [ROUTE_NAMES[route] for route in BLOOD_BORNE if route in routes.routes_that_reach(site)]
    return f"can be reached by {' and by '.join(reaching)}" if reaching else "no route drawn"
