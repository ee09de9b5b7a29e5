"""The lessons that come with the atlas: they can be read from the last row, and the rows bear them out."""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bone_atlas import facts
from bone_atlas.app.publish.lessons import preview
from bone_atlas.app.publish.projector import PLOTS, label_notes
from bone_atlas.evidence import comparable
from bone_atlas.evidence.intervals import widest
from bone_atlas.evidence.pooling import agreement
from bone_atlas.evidence.settled import settled_in_study
from bone_atlas.facts.pairs import either_order, settled_pairs
from bone_atlas.figures.projector.labels import Room
from bone_atlas.figures.projector.rows import MOST_ROWS
from bone_atlas.layers import Layer, Proportion, SiteValue
from bone_atlas.lessons import LESSONS, lesson_ids
from bone_atlas.lessons.model import Lesson, Slide
from bone_atlas.scenes.pictures import ON_SLIDES
from bone_atlas.scenes.registry import SCENES
from tests.atlas import BODY, LAYERS, ROWS, TABLES
from tests.cases import every_case

PATIENTS = "patients_with_bone_metastases"

#: Letters that fit: a heading on one line and a half, a text of four lines, a point of three.
TITLE, TEXT, POINT, ANSWER = 45, 140, 90, 140
#: Letters of a line and lines of a column of 480 px at 26 px.
WIDE, LINES, LINES_ASKED = 34, 12, 14
#: How the last line of the notes tells the time of a slide.
MINUTES = {
    "It takes no time of its own.": 0,
    "About one minute.": 1,
    "About a minute and a half.": 1.5,
    "About two minutes.": 2,
}
#: The only digits that may be typed: names of vertebrae.
VERTEBRA = re.compile(r"\b[CTL]\d{1,2}\b")
#: Kinds of references that tell how sure a way is.
SURE = ("status", "step_status", "hypotheses", "lesions", "verdict")


def _read(name: str) -> Lesson:
    return Lesson.model_validate(tomllib.loads((LESSONS / f"{name}.toml").read_text(encoding="utf-8")))


ALL = {name: _read(name) for name in lesson_ids()}
SLIDES = {
    f"{name}-{number}": slide
    for name, lesson in ALL.items()
    for number, slide in enumerate(lesson.slides, start=1)
}
BY_TITLE = {slide.title: slide for lesson in ALL.values() for slide in lesson.slides}


def _seen(slide: Slide) -> Iterator[str]:
    """List the words that the class sees."""
    yield from (slide.title, slide.text, *slide.points)
    if slide.question:
        yield from (slide.question.ask, *slide.question.options, slide.question.why)


def _told(text: str) -> str:
    return facts.tell(text, ROWS).text


def _lines(*texts: str) -> int:
    return sum(len(textwrap.wrap(_told(text), WIDE)) for text in texts)


def _apart(one: SiteValue, other: SiteValue) -> bool:
    """Whether the intervals of two values do not overlap."""
    assert None not in (one.ci_low, one.ci_high, other.ci_low, other.ci_high)
    return max(one.ci_low or 0, other.ci_low or 0) > min(one.ci_high or 0, other.ci_high or 0)


def test_there_are_three_lessons_in_their_order() -> None:
    assert {name: lesson.title for name, lesson in ALL.items()} == {
        "where": "Where breast cancer goes in bone",
        "ways": "How it gets there",
        "late": "Why it is found late, and what the sources disagree about",
    }
    assert list(ALL) == ["where", "ways", "late"]


def test_other_lessons_come_after_by_name(tmp_path: Path) -> None:
    for name in ("zeal", "late", "anew", "where"):
        (tmp_path / f"{name}.toml").touch()
    assert lesson_ids(tmp_path) == ("where", "late", "anew", "zeal")


@pytest.mark.parametrize("lesson", ALL.values(), ids=ALL)
def test_a_lesson_takes_ten_to_fifteen_minutes(lesson: Lesson) -> None:
    assert 10 <= lesson.minutes <= 15
    assert 9 <= len(lesson.slides) <= 13
    assert lesson.goals
    assert all(len(goal) <= 80 for goal in lesson.goals)


@pytest.mark.parametrize("lesson", ALL.values(), ids=ALL)
def test_a_lesson_asks_hides_and_moves(lesson: Lesson) -> None:
    assert any(slide.question and slide.question.kind == "rank" for slide in lesson.slides)
    assert any(slide.question and slide.question.kind == "choice" for slide in lesson.slides)
    assert any(slide.hidden for slide in lesson.slides)
    assert any(slide.state.journey or slide.state.shows == "compare" for slide in lesson.slides)


@pytest.mark.parametrize("lesson", ALL.values(), ids=ALL)
def test_a_lesson_begins_with_what_it_teaches_and_ends_with_three_things_and_questions(
    lesson: Lesson,
) -> None:
    opening, closing = lesson.slides[0], lesson.slides[-1]
    assert opening.at_once
    assert len(opening.points) == len(lesson.goals)
    assert opening.title in lesson.title
    assert closing.title == "What to take home"
    assert len(closing.points) == 3
    assert closing.points[-1].startswith("Open: ")
    assert closing.practise
    assert [
        slide for slide in lesson.slides[:-1] if slide.practise or (slide.at_once and slide != opening)
    ] == []


@pytest.mark.parametrize("lesson", ALL.values(), ids=ALL)
def test_the_class_does_something_on_at_least_every_third_slide(lesson: Lesson) -> None:
    """It answers, or says what it expects of what is still hidden; the title slide asks for nothing."""
    asks = [bool(slide.question or slide.hidden) for slide in lesson.slides[1:]]
    assert all(any(asks[i : i + 3]) for i in range(len(asks) - 2)), asks


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_what_is_hidden_is_asked_for_first(slide: Slide) -> None:
    assert not slide.hidden or slide.question or "?" in f"{slide.title} {slide.text}"


@pytest.mark.parametrize("lesson", ALL.values(), ids=ALL)
def test_no_two_slides_of_a_lesson_show_the_same_picture(lesson: Lesson) -> None:
    states = [slide.state for slide in lesson.slides if slide.state.shows != "nothing"]
    assert len(set(states)) == len(states)


@pytest.mark.parametrize("lesson", ALL.values(), ids=ALL)
def test_the_numbers_of_slides_in_links_stay(lesson: Lesson) -> None:
    """Links of the first edition hold the places of its slides; what came later has numbers after those."""
    assert lesson.numbers == tuple(slide.number for slide in lesson.slides)
    assert sorted(lesson.numbers) == list(range(1, len(lesson.slides) + 1))
    assert lesson.numbers[0] == len(lesson.slides), "the title slide is the youngest"
    assert lesson.slides[-1].number == len(lesson.slides) - 1
    for number in lesson.numbers:
        assert lesson.slides[lesson.place_of(number) - 1].number == number


def test_batson_comes_after_the_veins_that_he_filled_and_keeps_his_links() -> None:
    ways = ALL["ways"]
    titles = [slide.title for slide in ways.slides]
    assert titles.index("Route two: up or down the spine") < titles.index("Batson’s idea")
    assert ways.slides[ways.place_of(4) - 1].title == "Batson’s idea"


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_no_point_repeats_a_number_drawn_beside_it(slide: Slide) -> None:
    told = {number for point in slide.points for number in re.findall(r"\d+\.\d %", _told(point))}
    assert not told & drawn_numbers(slide), slide.points


def test_a_number_drawn_beside_a_point_would_be_found() -> None:
    slide = BY_TITLE["Patients are not lesions"]
    assert "28.8 %" in drawn_numbers(slide)
    assert "52.3 %" in drawn_numbers(BY_TITLE["No share without its count"])
    assert "50.0 %" in drawn_numbers(BY_TITLE["After death, vertebra by vertebra"])


def drawn_numbers(slide: Slide) -> set[str]:
    """Return the percentages that stand in the figures of a slide, beside a skeleton for what it marks."""
    return {number for text in drawn_texts(slide) for number in re.findall(r"\d+\.\d %", text)}


def drawn_texts(slide: Slide) -> set[str]:
    """Return the texts in the figures of a slide, beside a skeleton for what it marks."""
    state, found = slide.state, set()
    if state.shows in ("skeleton", "compare", "difference") and state.view != "all":
        both = tuple(filter(None, (state.layer, state.second)))
        of_one = state.shows == "difference"
        for layer in [("difference", *both)] if of_one else both:
            room: Room = "narrow" if len(both) > 1 and not of_one else _room(slide)
            notes = label_notes(layer, state.view, state.names, state.sites, room)["light"]
            found |= {note["text"] for note in notes}
    elif state.shows in PLOTS:
        of = {
            "ranking": (state.layer,),
            "reach": (state.layer,),
            "marrow": (state.layer,),
            "claim": (state.claim,),
            "judged": ("all",),
            "agreement": (*state.sites, LAYERS[state.layer].unit),
            "detection": (state.picture,),
        }[state.shows]
        plot = SCENES[state.shows].plot(ROWS, of, {})
        assert plot is not None
        found = {note.text for note in plot.figures["light"].layout.annotations}
    return {text.replace("\N{NO-BREAK SPACE}", " ") for text in found}


def _room(slide: Slide) -> Room:
    return "trunk" if slide.state.extent == "trunk" else "wide"


def test_the_lessons_show_all_that_can_be_shown() -> None:
    slides = [slide for lesson in ALL.values() for slide in lesson.slides]
    assert {slide.state.shows for slide in slides} == set(SCENES)
    shown = {slide.state.route for slide in slides}
    assert {"blood", "pulmonary_systemic", "vertebral_venous", "local_lymphatic"} <= shown


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_every_reference_names_rows(slide: Slide) -> None:
    assert [fault for text in (*_seen(slide), slide.notes) for fault in facts.problems(text, ROWS)] == []


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_no_number_is_typed(slide: Slide) -> None:
    for text in (*_seen(slide), slide.notes):
        words = VERTEBRA.sub("", re.sub(r"\{[^{}]*\}", "", text))
        assert not re.search(r"\d|½|¼|per cent|hundred", words), words


@pytest.mark.parametrize("lesson", ALL.values(), ids=ALL)
def test_no_number_is_typed_in_title_and_goals(lesson: Lesson) -> None:
    assert not re.search(r"\d", " ".join((lesson.title, *lesson.goals)))


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_numbers_come_with_their_sources(slide: Slide) -> None:
    told = [facts.tell(text, ROWS) for text in _seen(slide)]
    if any(re.search(r"\d", VERTEBRA.sub("", one.text)) for one in told):
        assert any(one.sources for one in told)
    for one in told:
        if "%" in one.text:
            assert re.search(r"\d of \d|count not published|not a count|adults|studies", one.text), one.text


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_words_can_be_read_from_the_last_row(slide: Slide) -> None:
    assert len(_told(slide.title)) <= TITLE
    assert len(_told(slide.text)) <= TEXT
    assert 1 <= len(slide.points) <= 4
    for point in slide.points:
        assert len(_told(point)) <= POINT, _told(point)
    lines = _lines(slide.text, *slide.points)
    assert lines < LINES
    if slide.question:
        assert len(_told(slide.question.ask)) <= POINT
        assert len(_told(slide.question.why)) <= ANSWER
        assert all(len(_told(option)) <= 50 for option in slide.question.options)
        assert _lines(slide.text, slide.question.ask, *slide.question.options) < LINES
        assert lines + _lines(slide.question.ask, slide.question.why) <= LINES_ASKED


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_the_speaker_has_notes_with_answers(slide: Slide) -> None:
    assert 60 <= len(_told(slide.notes).split()) <= 120
    assert "If " in slide.notes or "sharp student" in slide.notes


@pytest.mark.parametrize("lesson", ALL.values(), ids=ALL)
def test_the_minutes_of_the_slides_are_those_of_the_lesson(lesson: Lesson) -> None:
    last = [slide.notes.splitlines()[-1] for slide in lesson.slides]
    assert set(last) <= set(MINUTES)
    assert sum(MINUTES[line] for line in last) == lesson.minutes


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_a_slide_names_what_there_is(slide: Slide) -> None:
    state = slide.state
    assert state.layer in LAYERS
    assert set(state.sites) <= set(ROWS.places)
    assert state.claim in ({*ROWS.claims} if state.shows == "claim" else {""})
    assert state.picture in (ON_SLIDES if state.shows == "detection" else ("",))
    if state.journey:
        journey = ROWS.routes.journeys[state.journey]
        assert (journey.route, journey.side) == (state.route, state.breast)
        assert 1 <= state.step <= len(journey.steps)
    if state.shows in ("compare", "difference"):
        assert comparable.comparability(LAYERS[state.layer], LAYERS[state.second]).one_scale
    if state.shows == "agreement":
        assert len(agreement(state.sites[0], LAYERS.values()).studies) > 1


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_whoever_sees_the_veins_of_the_spine_reads_how_sure_they_are(slide: Slide) -> None:
    if slide.state.route == "vertebral_venous":
        kinds = {
            reference.split()[0].lower() for text in _seen(slide) for reference in facts.references(text)
        }
        assert kinds & set(SURE)


RANKS = [slide for slide in BY_TITLE.values() if slide.question and slide.question.kind == "rank"]


@pytest.mark.parametrize("slide", RANKS, ids=lambda slide: slide.title)
def test_a_ranking_asks_for_an_order_that_the_sources_settle_in_part(slide: Slide) -> None:
    assert slide.question is not None
    layer, sites = LAYERS[slide.state.layer], slide.question.sites
    values = [layer.value(site) for site in sites]
    assert 3 <= len(set(sites)) <= 6
    assert all(value.reported_as == site for value, site in zip(values, sites, strict=True))
    ordered = sorted(values, key=lambda value: -(value.percent or 0))
    assert [value.site_id for value in ordered] != list(sites)
    assert settled_pairs(sites, layer.id, ROWS)
    assert {"values", "figure"} & set(slide.hidden)


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_a_choice_has_one_right_answer(slide: Slide) -> None:
    question = slide.question
    if question and question.kind == "choice":
        assert 2 <= len(set(question.options)) == len(question.options) <= 5
        assert 1 <= question.answer <= len(question.options)


# What slides say in words, held against the rows.


def _answer(title: str) -> str:
    question = BY_TITLE[title].question
    assert question is not None
    return question.options[question.answer - 1]


def _layer(name: str) -> Layer:
    return LAYERS[name]


def test_the_first_ranking_leaves_one_pair_open() -> None:
    question = BY_TITLE["Put four bones in order"].question
    assert question is not None
    assert set(settled_pairs(question.sites, "shaked_zari_2025", ROWS)) == {
        ("pelvis", "sacrum"), ("pelvis", "skull"), ("thoracic_spine", "sacrum"), ("thoracic_spine", "skull"),
        ("sacrum", "skull"),
    }  # fmt: skip
    assert either_order(question.sites, "shaked_zari_2025", ROWS) == (
        "Either order counts: pelvis and thoracic spine (not settled in this study)."
    )


def test_shares_of_the_same_patients_are_not_told_apart_by_overlapping_intervals() -> None:
    """31 and 17 of 107: the two intervals overlap, and yet the difference is more than chance."""
    layer = _layer("shaked_zari_2025")
    ribs, humerus = layer.value("ribs"), layer.value("humerus")
    assert isinstance(ribs, Proportion)
    assert isinstance(humerus, Proportion)
    assert not _apart(ribs, humerus)
    assert widest(31, 17, 107) == pytest.approx((0.42, 25.20), abs=0.005)
    assert settled_in_study(ribs, humerus)
    slide = BY_TITLE["No share without its count"]
    assert "Ribs before humerus: settled across the sources." in map(_told, slide.points)
    # Both stand among the rows that the slide shows.
    shown = [report.site_id for report in layer.reports[:MOST_ROWS]]
    assert {"ribs", "humerus", "femur_proximal"} <= set(shown)


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_no_slide_takes_overlapping_intervals_for_an_open_order(slide: Slide) -> None:
    for text in (*_seen(slide), slide.notes):
        for sentence in re.split(r"(?<=[.?!])\s", _told(text)):
            if "overlap" in sentence:
                assert "may still differ" in sentence or sentence.endswith("is their order open?")


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_what_is_called_settled_of_two_sites_names_its_sense(slide: Slide) -> None:
    for text in (*_seen(slide), slide.notes):
        told = [ref.split()[0].lower() for ref in facts.references(text)]
        if "before" in told:
            assert "settled across the sources" in _told(text)
        assert not re.search(r"(?<!not )settled (?!in |across )", re.sub(r"\{[^{}]*\}", "", text))


def test_the_answers_about_the_article_are_the_verdicts_of_the_rows() -> None:
    claims = ROWS.claims
    assert claims["ribs_behind"].verdict == "partly"
    assert {judged.answer for judged in claims["ribs_behind"].judged} >= {"in part", "no", "open"}
    assert _answer("Are the ribs a step behind?") == "The series differ"
    assert claims["lumbar_first"].verdict == "not settled"
    assert not {judged.answer for judged in claims["lumbar_first"].judged} & {"yes", "in part", "no"}
    assert _answer("Lumbar before thoracic spine?") == "No: it is not settled"
    assert claims["vertebral_veins"].hypothesis
    assert _answer("For and against the veins") == "A hypothesis, with evidence for and against"
    assert claims["autopsy_twice"].verdict == "not settled"
    assert _answer("Two times higher at autopsy?") == "It is not settled"
    assert {claims[name].verdict for name in ("pelvis_leads", "spine_leads")} == {"supported"}


def test_hands_are_not_reported_in_the_one_layer_and_zero_in_the_other() -> None:
    assert not _layer("shaked_zari_2025").value("hand").reported
    assert _layer("wang_2012.breast_moderate").value("hand_and_foot").numerator == 0
    assert _answer("Not reported is not zero") == "The study does not list the hands"


def test_breast_and_prostate_differ_where_the_slide_says_so() -> None:
    pair = (_layer("wang_2012.breast_moderate"), _layer("wang_2012.prostate_moderate"))
    found = comparable.difference(*pair, BODY)
    for site in ("ribs", "sternum"):
        assert (found.value(site).ci_low or 0) > 0
    for site in ("pelvis", "thoracic_spine"):
        value = found.value(site)
        assert (value.amount or 0) < 0 < (value.ci_high or 0)
    assert _answer("One study, two cancers") == "Ribs and sternum"


def test_patients_and_lesions_of_the_ribs_look_alike() -> None:
    one, other = (_layer(name).value("ribs") for name in ("shaked_zari_2025", "wang_2012.breast_moderate"))
    assert abs((one.percent or 0) - (other.percent or 0)) < 1


def test_the_bone_scan_shows_the_smallest_share_of_vertebrae() -> None:
    shares = {
        test: ROWS.detection[f"yamaguchi_1996_{test}"].percent or 0 for test in ("xray", "bone_scan", "mri")
    }
    assert min(shares, key=lambda test: shares[test]) == "bone_scan"
    scan, film = ROWS.detection["yamaguchi_1996_bone_scan"], ROWS.detection["yamaguchi_1996_xray"]
    assert (scan.high or 100) < (film.low or 0)
    assert _answer("After death, vertebra by vertebra") == "Bone scan"


def test_most_patients_are_found_by_each_test() -> None:
    for test in ("mri", "fdg_pet", "bone_scan", "ct"):
        assert (ROWS.detection[f"yang_2011_patient_{test}_sensitivity"].percent or 0) > 50


def test_most_new_rib_spots_are_something_else() -> None:
    found = ROWS.detection["jnm_1990_new_rib"]
    assert "in only 2 was the finding in a rib a metastasis" in " ".join(found.notes)
    assert (found.numerator or 0) > 2 * 2
    assert _answer("A new spot on a rib") == "Something else"


def test_the_pelvis_is_pooled_and_the_ribs_are_not() -> None:
    assert agreement("pelvis", LAYERS.values()).pooled
    ribs = agreement("ribs", LAYERS.values())
    assert ribs.pooled is None
    assert ribs.studies[-1].layer.id == "shaked_zari_2025"
    assert ribs.studies[0].layer.id == "chinese_thesis_103"


def test_the_lumbar_spine_has_more_marrow_than_ribs_and_clavicles_but_fewer_lesions() -> None:
    share = TABLES.marrow.set_index("site_id")["marrow_percent"]
    assert share["lumbar_spine"] > share["ribs_clavicle"]
    layer = _layer("wang_2012.breast_moderate")
    assert _apart(layer.value("ribs"), layer.value("lumbar_spine"))


def test_the_sternum_is_thought_to_be_reached_without_blood_and_is_not_the_one_exception() -> None:
    """INIS says "is thought to be"; Drury 1964 names direct lymphatic spread to vertebrae too."""
    reached = {path.end for path in ROWS.routes.paths if path.route == "local_lymphatic"}
    assert reached == {"sternum"}
    assert ROWS.routes.segments["internal_mammary_nodes__sternum"].status == "thought to be"
    slide = BY_TITLE["Not by blood?"]
    assert _answer("Not by blood?") == "The sternum"
    assert "thought to be so, not shown" in _told(slide.points[0])
    assert "Drury 1964" in " ".join(_told(point) for point in slide.points)
    assert "prove no route" in slide.notes
    for other in ALL["ways"].slides:
        for text in (*_seen(other), other.notes):
            assert not re.search(r"\b(the|one) exception\b", text, re.IGNORECASE), text


def test_no_slide_says_that_only_arteries_reach_a_bone() -> None:
    """The first vein of the vertebral route runs under a rib: what veins reach is not known."""
    for slide in ALL["ways"].slides:
        for text in (*_seen(slide), slide.notes):
            assert not re.search(r"only (the )?arteries|arteries (alone|only)", text, re.IGNORECASE), text
    slide = BY_TITLE["Which lesion came by which route?"]
    assert slide.state.shows == "reach"
    drawn = " ".join(drawn_texts(slide))
    for part in ("Veins not known", "41.8 %, 77 of 184", "ribs 53", "No vein named", "1.1 %, 2 of 184"):
        assert part in drawn


def test_colour_tells_oxygen_and_not_the_kind_of_vessel() -> None:
    slide = BY_TITLE["From breast to bone: which route?"]
    assert "Red: blood rich in oxygen. Blue: blood low in oxygen." in slide.points
    assert "the pulmonary arteries are blue, the pulmonary veins red" in slide.notes


def test_the_falling_share_says_that_its_base_is_inferred() -> None:
    slide = BY_TITLE["A falling share up the spine"]
    said = " ".join(_told(text) for text in _seen(slide))
    assert "base is inferred" in said
    # The picture has the numbers, and says that nobody published the counts.
    notes = label_notes("bubendorf_2000", "back", "en", slide.state.sites, "trunk")["light"]
    drawn = [re.sub("<[^>]*>", " ", note["text"]).replace("\N{NO-BREAK SPACE}", " ") for note in notes]
    for site, share in (("Lumbar spine", "97.0 %"), ("Cervical spine", "38.0 %")):
        assert any(site in text and share in text and "not" in text for text in drawn), drawn


def test_what_speaks_for_and_against_the_veins_is_told() -> None:
    slide = BY_TITLE["For and against the veins"]
    said = " ".join(_told(text) for text in _seen(slide))
    assert said.count("For:") == 2
    assert "Against:" in said
    cited = [text for text, _ in preview(slide, 8, 13)["preview"]["sources"]]
    for name in ("Dodds 1981", "Sugiyama 1994", "Spine 1996", "Adv Exp Med Biol 1992"):
        assert cited.count(name) == 1, "who says it stands at the foot"
        assert name not in said, "and is told there alone"
    assert "Its authors read that for the veins; our reading:" in slide.notes


def test_batsons_medium_moved_and_no_cell_was_followed() -> None:
    segment = ROWS.routes.segments["lumbar_veins_plexus__sacral_pelvic_venous_plexus"]
    assert segment.status == "shown in animals or cadavers"
    assert "no tumour cell was followed" in segment.status_note
    assert _answer("Batson’s idea") == "That these veins are joined and can be filled"
    slide = BY_TITLE["Batson’s idea"]
    told = " ".join((*_seen(slide), slide.notes))
    assert "dye" not in told
    assert "not of the breast" not in told, "his opening says that organs in other regions were considered"
    assert "thin opaque medium" in told
