"""The checker must see what is wrong: questions are doctored, and it has to say so."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import quiz_checker
import quiz_rows

from bone_atlas.quiz import Bank
from tests.cases import every_case

Json = dict[str, Any]


def asked(bank: Bank, key: str) -> Json:
    """Return a sound question, which the checker passes."""
    item = bank.build(key).to_json()
    assert not quiz_checker.faults(item)
    return copy.deepcopy(item)


def pair(item: Json, layer: str, first: str, second: str) -> None:
    """Ask about two other sites of a layer, told with their own rows."""
    rows = [quiz_rows.reports(layer)[site] for site in (first, second)]
    told = [
        f"{quiz_rows.percent(r):.1f} % ({r['numerator']} of {r['denominator']} {r['unit']})" for r in rows
    ]
    item["key"] = f"{item['kind']}/{layer}/{first}/{second}"
    item["options"] = [{"id": site, "label": site, "remark": ""} for site in (first, second)]
    item["answer"] = [first]
    item["explanation"] = "; ".join(told)
    item["figures"] = [
        {"file": "observations.csv", "key": row["observation_id"], "text": words}
        for row, words in zip(rows, told, strict=True)
    ]
    item["reveal"]["layer"] = layer


SOUND_PAIR = "more_often/shaked_zari_2025/pelvis/sternum"


def test_a_pair_told_with_its_rows_passes(bank: Bank) -> None:
    item = asked(bank, SOUND_PAIR)
    pair(item, "shaked_zari_2025", "lumbar_spine", "skull")
    assert not quiz_checker.faults(item)


@every_case(
    ("layer", "first", "second", "why"),
    [
        ("shaked_zari_2025", "lumbar_spine", "thoracic_spine", "may be chance"),
        ("shaked_zari_2025", "sternum", "pelvis", "other way round"),
        # Settled in their study, but not among the sources.
        ("shaked_zari_2025", "pelvis", "ribs", "other way round in"),
        ("chinese_thesis_103", "ribs", "pelvis", "other way round in"),
        ("wang_2012.breast_moderate", "sternum", "cervical_spine", "other way round in"),
        ("wang_2012.breast_moderate", "ribs", "femur", "tawfik_2016"),
        ("wang_2012.breast_moderate", "pelvis", "pubis", "part in common"),
        ("diop_2014", "ribs", "femur_tibia_patella_humerus", "group is small"),
    ],
)
def test_pairs_that_are_not_settled(bank: Bank, layer: str, first: str, second: str, why: str) -> None:
    item = asked(bank, SOUND_PAIR)
    pair(item, layer, first, second)
    assert any(why in fault for fault in quiz_checker.faults(item))


def test_a_class_that_is_our_reading(bank: Bank) -> None:
    assert "our reading" in quiz_rows.unsettled("article", "sacrum", "skull")
    assert "our reading" in quiz_rows.unsettled("article", "pelvis", "sternum")
    assert quiz_rows.unsettled("article", "pelvis", "skull") == ""
    ours = ("sternum", "sacrum", "cervical_spine")
    keys = [key.split("/") for key in bank.candidates if "/article/" in key]
    assert keys
    assert not [key for key in keys if set(key) & set(ours)]


def test_a_pair_without_counts(bank: Bank) -> None:
    assert quiz_rows.unsettled("zytoon_2015", "spine", "femur") == "a count is not published"
    assert not any(key.startswith("more_often/zytoon_2015") for key in bank.candidates)


def swapped_answer(item: Json) -> None:
    item["answer"] = [next(o["id"] for o in item["options"] if o["id"] not in item["answer"])]


def same_labels(item: Json) -> None:
    item["options"][1]["label"] = item["options"][0]["label"]


def no_source(item: Json) -> None:
    item["sources"] = []


def web_page(item: Json) -> None:
    item["sources"][0]["link"] = "https://example.org/page"


def bare_percentage(item: Json) -> None:
    item["explanation"] += " That is 52.3 % of them."


def invented_count(item: Json) -> None:
    item["explanation"] += " Elsewhere 50.0 % (53 of 106)."


def wrong_percentage(item: Json) -> None:
    item["explanation"] += " Elsewhere 53.3 % (56 of 107)."


def invented_row(item: Json) -> None:
    item["figures"][0]["key"] = "shaked_zari_2025:nose"


def all_settled(item: Json) -> None:
    item["settled"] = [[a, b] for i, a in enumerate(item["answer"]) for b in item["answer"][i + 1 :]]


def one_pair_forgotten(item: Json) -> None:
    item["settled"] = item["settled"][1:]


def order_turned(item: Json) -> None:
    item["answer"] = item["answer"][::-1]


def site_on_offer(item: Json) -> None:
    item["options"][0] |= {"id": "pelvis"} if item["options"][0]["id"] not in item["answer"] else {}
    item["options"][1] |= {"id": "skeleton"} if item["options"][1]["id"] not in item["answer"] else {}


def another_bone_counts(item: Json) -> None:
    item["answer"].append("mandible")


def one_bone_forgotten(item: Json) -> None:
    item["answer"] = item["answer"][1:]


def marked(item: Json) -> None:
    item["show"]["sites"] = item["answer"]


def also_possible(item: Json) -> None:
    wrong = next(o for o in item["options"] if o["id"] not in item["answer"])
    wrong |= {"id": "internal_thoracic_vein", "label": "Internal thoracic vein"}


def later_on_a_journey(item: Json) -> None:
    wrong = next(o for o in item["options"] if o["id"] not in item["answer"])
    wrong |= {"id": "superior_vena_cava", "label": "Superior vena cava"}


def told_as_a_fact(item: Json) -> None:
    item["prompt"] = item["prompt"].replace("(a hypothesis in breast cancer)", "")


def named(item: Json) -> None:
    item["show"]["untold"] = False


def same_first_site(item: Json) -> None:
    wrong = next(o for o in item["options"] if o["id"] not in item["answer"])
    wrong |= {
        "id": "chinese_scan_33",
        "label": "Chinese series: 33 patients, most often ribs, 36.4 % (12 of 33)",
    }


def too_much_alike(item: Json) -> None:
    wrong = next(o for o in item["options"] if o["id"] not in item["answer"])
    wrong |= {
        "id": "shaked_zari_2025",
        "label": "Shaked Zari 2025: all subtypes, most often pelvis, 52.3 % (56 of 107)",
    }


def mixed_verdict(item: Json) -> None:
    item["key"] = "claim/skull_common"


def disputed_claim(item: Json) -> None:
    item["key"] = "claim/ribs_behind"


def other_verdict(item: Json) -> None:
    item["answer"] = ["no"]


FIVE = "order/shaked_zari_2025/pelvis/lumbar_spine/thoracic_spine/sacrum/skull"
AXILLARY = "trace/next/pulmonary_systemic/sacrum/breast_tumour/axillary_vein"
TO_SUBCLAVIAN = "trace/next/pulmonary_systemic/sacrum/axillary_vein/subclavian_brachiocephalic"
NET = "trace/next/vertebral_venous/pelvis/lumbar_veins_plexus/sacral_pelvic_venous_plexus"
PICTURE = "picture/front/hard/chen_2017"


@every_case(
    ("key", "doctor", "why"),
    [
        (SOUND_PAIR, swapped_answer, "not settled"),
        (SOUND_PAIR, same_labels, "two options are the same"),
        (SOUND_PAIR, no_source, "no source"),
        (SOUND_PAIR, web_page, "no DOI"),
        (SOUND_PAIR, bare_percentage, "without its count"),
        (SOUND_PAIR, invented_count, "no row says"),
        (SOUND_PAIR, wrong_percentage, "no row says"),
        (SOUND_PAIR, invented_row, "has no row"),
        (FIVE, all_settled, "is not settled"),
        (FIVE, one_pair_forgotten, "is settled, and not asked for"),
        (FIVE, order_turned, "does not come before"),
        ("name_bone/front/clavicle_left", site_on_offer, "no single bone"),
        ("name_bone/front/clavicle_left", same_labels, "two options are the same"),
        ("name_bone/front/clavicle_left", swapped_answer, "not the answer"),
        ("find_bone/front/sternum", another_bone_counts, "another bone"),
        ("find_bone/front/sternum", marked, "is marked"),
        ("find_bone/back/ribs/any", one_bone_forgotten, "not every bone"),
        ("find_bone/back/ribs/any", another_bone_counts, "or another does"),
        (AXILLARY, also_possible, "possible too"),
        (AXILLARY, swapped_answer, "not possible"),
        (TO_SUBCLAVIAN, later_on_a_journey, "a journey takes"),
        (NET, told_as_a_fact, "told as a fact"),
        (PICTURE, named, "tells its name"),
        (PICTURE, same_first_site, "part in common"),
        (PICTURE, too_much_alike, "can be taken for"),
        ("claim/spine_leads", mixed_verdict, "the verdict is 'partly'"),
        ("claim/spine_leads", disputed_claim, "the sources of the claim disagree"),
        ("claim/spine_leads", other_verdict, "the verdict is"),
        ("claim/shaked_zari_2025/pelvis/skull", other_verdict, "not settled"),
    ],
)
def test_doctored_questions(bank: Bank, key: str, doctor: Callable[[Json], None], why: str) -> None:
    item = asked(bank, key)
    doctor(item)
    assert any(why in fault for fault in quiz_checker.faults(item)), quiz_checker.faults(item)
