"""What the corrected facts mean, wherever they are told: not how a sentence is worded, but what it claims."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator

import pytest

from bone_atlas import facts, quiz, tables
from bone_atlas.app.html import detection_tables
from bone_atlas.evidence import detection
from bone_atlas.lessons import LESSONS, lesson_ids
from bone_atlas.lessons.model import Lesson, Slide
from bone_atlas.view_state import LEVELS, TOPICS
from tests.atlas import LAYERS, ROUTES, ROWS, TABLES
from tests.cases import every_case

ALL = {
    name: Lesson.model_validate(tomllib.loads((LESSONS / f"{name}.toml").read_text(encoding="utf-8")))
    for name in lesson_ids()
}
OURS = {
    f"{name}-{number}": slide
    for name in ("where", "late")
    for number, slide in enumerate(ALL[name].slides, start=1)
}
BY_TITLE = {slide.title: slide for slide in OURS.values()}


def _texts(slide: Slide) -> Iterator[str]:
    """List all that the class sees or the teacher says."""
    yield from (slide.title, slide.text, *slide.points, slide.notes)
    if slide.question:
        yield from (slide.question.ask, *slide.question.options, slide.question.why)


def _read(slide: Slide) -> str:
    """Read a slide with every reference looked up."""
    return "\n".join(facts.tell(text, ROWS).text for text in _texts(slide))


def _cells() -> Iterator[tuple[str, str]]:
    """List every cell of every table, with where it stands; of a figure, what is counted of what as one."""
    for path in sorted(tables.DATA_DIR.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                if path.name == "detection.csv":
                    parts = ("found", "counted", "printed_words")
                    yield f"{path.name}, row {number}", ", ".join(row.pop(name) for name in parts)
                yield from ((f"{path.name}, row {number}, {name}", cell) for name, cell in row.items())


def _quizzes() -> Iterator[tuple[str, str]]:
    bank = quiz.bank_of(ROWS)
    for topic in TOPICS:
        for level in LEVELS:
            for item in quiz.make(11, topic, level, bank, 40).questions:
                yield f"quiz, {topic}, {level}", str(item.to_json())


def _everything() -> dict[str, str]:
    """Collect the texts that tell findings: lessons, tables, the detection page, quizzes."""
    lessons = {
        f"{name}-{number}": _read(slide)
        for name, lesson in ALL.items()
        for number, slide in enumerate(lesson.slides, start=1)
    }
    page = re.sub("<[^>]+>", " ", str(detection_tables.rib_spots(detection.findings(TABLES))))
    cells = {where: cell for where, cell in _cells() if cell}
    quizzes = {f"{where} ({number})": text for number, (where, text) in enumerate(_quizzes())}
    return lessons | cells | quizzes | {"detection page": page}


# Uptake along a rib.

LONG = re.compile(
    r"\b(linear|elongated|strip-like|rod(-like)?|line?s? along|along (the|a) (rib|bone))\b", re.I
)
BENIGN = re.compile(r"\b(benign|surgery|fractures?|microfractures?|scars?|(may|might|need) not be)\b", re.I)
SENTENCE, CLAUSE = re.compile(r"(?<=[.?!;\n])\s"), re.compile(r"[,:;]|\band\b|\bwhile\b|\bwhereas\b")


def _upside_down(text: str) -> list[str]:
    """List the sentences that speak of uptake along a rib and not of metastasis, or call it benign."""
    wrong = []
    for sentence in SENTENCE.split(text):
        if LONG.search(sentence):
            called_benign = any(
                LONG.search(clause) and BENIGN.search(clause) and not re.search(r"\bnot? (a )?", clause)
                for clause in CLAUSE.split(sentence)
            )
            if called_benign or not re.search("metasta", sentence):
                wrong.append(sentence)
    return wrong


@pytest.mark.parametrize(
    "wrong",
    [
        "More than half of the rib lesions were lines along the bone, as after surgery or benign uptake.",
        "First of all sites; the lines along many of these ribs may not be cancer.",
        "137 of the 224 rib lesions were linear, so uptake after surgery or benign uptake is likely.",
        "A rod-like uptake is that of a microfracture.",
        "Linear uptake is mostly benign and seldom a metastasis.",
    ],
)
def test_the_inverted_sign_is_seen(wrong: str) -> None:
    assert _upside_down(wrong)


def test_uptake_along_a_rib_is_the_sign_of_a_metastasis_wherever_it_is_told() -> None:
    said = {where: text for where, text in _everything().items() if LONG.search(text)}
    assert {where: wrong for where, text in said.items() if (wrong := _upside_down(text))} == {}
    for where in ("late-8", "detection page"):
        assert where in said


def test_the_slide_of_the_thesis_doubts_it_for_its_true_reasons() -> None:
    said = _read(BY_TITLE["Another study, another order"])
    for reason in (
        "planar",
        "one hospital",
        "confirmed",
        "grey literature",
        "137 of 224",
        "7 of 9",
        "46 of 56",
    ):
        assert reason in said


def test_the_new_rib_spot_is_bound_to_its_series_and_to_few_new_spots() -> None:
    slide = BY_TITLE["A new spot on a rib"]
    assert slide.question is not None
    assert "one to four new spots" in slide.question.ask.lower()
    assert "only two were metastases" in _read(slide)
    assert "only 2 was the finding in a rib a metastasis" in " ".join(
        ROWS.detection["jnm_1990_new_rib"].notes
    )
    assert LAYERS[slide.state.layer].value("ribs").numerator == 2, "two of 34 stand in the picture"
    assert "ribs" in slide.state.sites
    for figure in ("76 of 219", "20 of 20", "3.3–41 %", "17 of 65", "11 of 77", "1.2 %"):
        assert figure in _read(slide)


# Words of the article, and of others.

#: Phrases between quotation marks, and whose words they are. Those of the article were checked against it.
QUOTED = {
    "article": (
        "common", "most common", "also common", "etc.",
        "not easy to detect", "whether by X-ray or CT bone scan", "all blood-borne",
    ),
    "article, its digit written out": ("two times higher",),
    "Wang 2012, abstract": ("not markedly different",),
    "the atlas": ("not reported", "not settled", "not supported", "contradicted", "late"),
    "the class": ("how common are bone metastases", "false"),
}  # fmt: skip
ANYONE = {phrase for phrases in QUOTED.values() for phrase in phrases}


@every_case("slide", [slide for lesson in ALL.values() for slide in lesson.slides])
def test_it_is_known_whose_words_stand_between_quotation_marks(slide: Slide) -> None:
    for text in _texts(slide):
        for phrase in re.findall("“([^”]*)”", text):
            assert phrase.startswith("{") or phrase.lower() in {one.lower() for one in ANYONE}, phrase


def test_nobody_is_said_to_have_known_of_metastases_in_life() -> None:
    for where, text in _everything().items():
        assert not re.search(r"known in life", text, re.I), where


def test_the_two_times_of_the_article_are_said_to_be_ambiguous() -> None:
    assert "twofold or threefold" in _read(BY_TITLE["Two times higher at autopsy?"])


def test_the_tests_at_autopsy_are_said_to_have_seen_other_bodies() -> None:
    said = _read(BY_TITLE["After death, vertebra by vertebra"])
    assert "in 17 cadavers" in said
    assert "in 4 cadavers" in said
    assert "not the same vertebrae" in said


def test_breast_against_prostate_is_bound_to_moderate_disease_on_the_slide_itself() -> None:
    slide = BY_TITLE["One study, two cancers"]
    seen = " ".join((slide.text, *slide.points))
    assert "moderate disease" in seen
    assert "advanced cases: “not markedly different”" in seen


def test_the_sternum_is_our_reading_where_the_classes_of_the_article_are_shown() -> None:
    assert "The sternum is our reading" in " ".join(BY_TITLE["What the article says"].points)
    notes = LAYERS["article"].value("sternum").notes
    assert any(note.startswith("our reading") for note in notes)


@every_case("slide", OURS.values(), ids=OURS)
def test_a_route_is_called_a_route(slide: Slide) -> None:
    assert not re.search(r"\b(ways?|soil|knots?)\b", re.sub(r"the other way", "", _read(slide)))


def test_the_take_home_of_the_sites_does_not_speak_for_the_ranking_that_differs() -> None:
    """One ranking of more than a few sites has the pelvis fourth, so only series with counts agree."""
    pelvis = TABLES.rankings[TABLES.rankings["site_id"] == "pelvis"].set_index("study_id")
    assert pelvis.loc["siregar_2023", "rank"] == 4
    slide = ALL["where"].slides[-1]
    assert "every longer series that counts them" in slide.text
    assert "Siregar 2023" in facts.tell(slide.notes, ROWS).text


def test_shares_of_the_first_metastasis_are_not_called_those_of_a_relapse() -> None:
    for where, text in _everything().items():
        assert not re.search(r"\brelapse\b", text, re.I), where


def test_no_step_through_the_lung_says_that_cells_pass() -> None:
    told = [
        step.caption
        for journey in ROUTES.journeys.values()
        for step in journey.steps
        if step.from_id == "pulmonary_capillary_bed"
    ]
    assert told
    for caption in told:
        assert "nobody has followed one" in caption
