"""Which vessels can be offered as wrong answers: none that could be right."""

from __future__ import annotations

import quiz_rows
from quiz_bank import BANK

from bone_atlas.quiz.adjacency import BEFORE, NEXT, Adjacency
from tests.atlas import ROWS
from tests.cases import every_case

LINKS = Adjacency(ROWS.routes, ROWS.anatomy)
TRACES = [key.split("/") for key in BANK.candidates if key.startswith("trace/")]


def test_right_answers_are_those_of_all_simple_ways() -> None:
    for _, way, _, end, at, answer in TRACES:
        right = LINKS.right(way, end, at)
        again = quiz_rows.can_be_next("all", at, end) if way == NEXT else quiz_rows.can_be_before("all", at)
        assert right == again
        assert answer in right
        assert not set(LINKS.wrong(way, end, at, answer)) & right


def test_what_leads_elsewhere_is_wrong() -> None:
    wrong = LINKS.wrong(NEXT, "skull", "internal_vertebral_venous_plexus", "dural_sinuses")
    assert {"lumbar_veins_plexus", "sacral_pelvic_venous_plexus", "basivertebral_veins"} <= set(wrong)
    # Up the neck is a right answer too, so it is not on offer.
    assert "cervical_plexus_vertebral_vein" not in wrong


@every_case(
    ("way", "end", "at", "answer", "never"),
    [
        # Three veins leave the breast.
        (NEXT, "femur_proximal", "breast_tumour", "axillary_vein", "internal_thoracic_vein"),
        # By the other route the cell could turn to the spine, and come back to the heart.
        (NEXT, "femur_proximal", "posterior_intercostal_veins", "azygos_system", "intervertebral_veins"),
        # A journey jumps over the subclavian vein.
        (NEXT, "femur_proximal", "axillary_vein", "subclavian_brachiocephalic", "superior_vena_cava"),
        # The one name holds the other.
        (NEXT, "femur_proximal", "axillary_vein", "subclavian_brachiocephalic", "brachiocephalic_vein"),
        # The azygos veins open into the net by veins that the table does not split off.
        (NEXT, "skull", "azygos_system", "internal_vertebral_venous_plexus", "intervertebral_veins"),
        (NEXT, "skull", "intervertebral_veins", "internal_vertebral_venous_plexus", "azygos_system"),
        (BEFORE, "skull", "intervertebral_veins", "posterior_intercostal_veins", "azygos_system"),
        # The lumbar veins take up intervertebral veins.
        (BEFORE, "sacrum", "intervertebral_veins", "posterior_intercostal_veins", "lumbar_veins_plexus"),
        # A later part of the net: only words make it wrong.
        (
            NEXT,
            "pelvis",
            "internal_vertebral_venous_plexus",
            "lumbar_veins_plexus",
            "sacral_pelvic_venous_plexus",
        ),
        (BEFORE, "thoracic_spine", "thoracic_spine", "basivertebral_veins", "nutrient_arteries"),
        (BEFORE, "femur_proximal", "superior_vena_cava", "azygos_system", "subclavian_brachiocephalic"),
    ],
)
def test_what_could_be_right_is_never_on_offer(way: str, end: str, at: str, answer: str, never: str) -> None:
    assert never not in LINKS.wrong(way, end, at, answer)


def test_hands_and_feet_are_no_goal() -> None:
    """Two vessels feed them, by what the tables say: the last one could not be asked for."""
    assert not {"hand", "foot", "skeleton"} & {end for _, _, _, end, _, _ in TRACES}


def test_the_answer_is_shown_on_a_journey_or_as_a_segment() -> None:
    for key in BANK.candidates:
        if key.startswith("trace/"):
            item = BANK.build(key)
            show, reveal = item.show, item.reveal
            assert (show.shows, show.journey, show.untold) == ("ways", "", True)
            assert bool(reveal.journey) != bool(reveal.sites)
            if reveal.journey:
                journey = ROWS.routes.journeys[reveal.journey]
                assert 1 <= reveal.step <= len(journey.steps)
                assert journey.side == reveal.breast == show.breast
