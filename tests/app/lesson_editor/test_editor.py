"""Make a lesson in the page: from views, in order, undone at will, saved, opened; nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import app_page
from lesson_page import (
    downloaded,
    draft,
    gone_to,
    lesson,
    listed,
    open_kept,
    opened,
    pressed,
    ran,
    sent_slide,
    text,
    titles,
    toasts,
    typed,
    uploaded,
)
from streamlit.testing.v1 import AppTest

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.lesson_editor import draft as lesson_draft
from bone_atlas.app.lesson_editor.draft import Draft, History
from bone_atlas.app.lesson_editor.question_editor import KINDS
from bone_atlas.app.shell.navigation import plain_label
from bone_atlas.faults import LessonError
from bone_atlas.lessons import read
from bone_atlas.lessons.check import check
from bone_atlas.lessons.model import Slide
from bone_atlas.scenes.state import State
from tests.cases import every_case

FILES = Path(__file__).resolve().parents[2] / "lessons" / "files"
GOOD = (FILES / "good" / "all_kinds.toml").read_bytes()
SLIDES = tuple(Slide(title=letter) for letter in "ABC")
THREE = Draft(slides=SLIDES)


def with_views() -> AppTest:
    """A lesson with a slide from each page, and the session on the last."""
    app = sent_slide(opened("atlas"), {"layer": "shaked_zari_2025", "site": "pelvis"})
    assert toasts(app) == [
        "“Pelvis (hip bones): Shaked Zari 2025” is now slide 1 of 1 in your lesson (page Teach)."
    ]
    gone_to(app, "pathways")
    walked = {"layer": "shaked_zari_2025", "site": "pelvis", "journey": "lung_femur_left", "step": "3"}
    sent_slide(app, walked, "pathways")
    gone_to(app, "evidence")
    of_ribs = {"layer": "shaked_zari_2025", "site": "ribs"}
    sent_slide(app, {**of_ribs, "part": "agreement"}, "evidence")
    sent_slide(app, {**of_ribs, "part": "compare", "second": "chen_2017"}, "evidence")
    sent_slide(app, {"layer": "article", "claim": "pelvis_leads"}, "evidence")
    gone_to(app, "detection")
    sent_slide(app, {"picture": "threshold"}, "detection")
    assert toasts(app)[0].endswith("is now slide 6 of 6 in your lesson (page Teach).")
    return app


def test_a_view_of_each_page_becomes_a_slide() -> None:
    app = with_views()
    states = [slide.state for slide in draft(app).slides]
    assert states == [
        State(layer="shaked_zari_2025", sites=("pelvis",)),
        State(shows="ways", journey="lung_femur_left", step=3, sites=("pelvis",)),
        State(shows="agreement", layer="shaked_zari_2025", sites=("ribs",)),
        State(shows="compare", layer="shaked_zari_2025", second="chen_2017", sites=("ribs",)),
        State(shows="claim", claim="pelvis_leads"),
        State(shows="detection", picture="threshold"),
    ]
    assert check(lesson(app), catalogue().rows, "f") == ()
    gone_to(app, "teach")
    assert listed(app)[1] == "2. Left breast to femur, through the lungs"
    assert "Slide 6 of 6" in text(app)


def test_a_full_lesson_takes_no_more() -> None:
    app = opened("detection")
    app.session_state["lesson_draft"] = History(Draft(slides=SLIDES * 20))
    sent_slide(app, {"picture": "vertebrae"}, "detection")
    assert toasts(app) == ["A lesson has at most 60 slides."]
    assert len(draft(app).slides) == 60


def with_three() -> AppTest:
    app = opened()
    app.session_state["lesson_draft"] = History(THREE)
    return ran(app)


def test_slides_are_put_in_order_doubled_removed_and_undone() -> None:
    app = with_three()
    pressed(app, "editor_move_down")
    assert titles(app) == ["B", "A", "C"]
    assert app.radio(key="editor_slide_choice").value == 1  # the same slide is still open
    pressed(app, "editor_move_down")
    assert app.button(key="editor_move_down").disabled
    pressed(app, "editor_move_up")
    pressed(app, "editor_duplicate")
    assert titles(app) == ["B", "A", "A", "C"]
    pressed(app, "editor_remove")
    pressed(app, "editor_remove")
    assert titles(app) == ["B", "A"]
    for _ in range(6):
        pressed(app, "editor_undo")
    assert titles(app) == ["A", "B", "C"]
    assert app.button(key="editor_undo").disabled
    for _ in range(6):
        pressed(app, "editor_redo")
    assert titles(app) == ["B", "A"]
    assert app.button(key="editor_redo").disabled


def test_the_last_slide_can_be_removed_and_brought_back() -> None:
    app = opened()
    assert "There is no slide yet" in text(app)
    pressed(app, "editor_add_a_slide_of_words")
    pressed(app, "editor_remove")
    assert "There is no slide yet" in text(app)
    pressed(app, "editor_undo")
    assert titles(app) == ["New slide"]


def test_words_notes_and_what_is_hidden_are_taken_over() -> None:
    app = with_three()
    app.radio(key="editor_slide_choice").set_value(1)
    ran(app)
    typed(app, "editor_slide_title", " Ribs ")
    typed(app, "editor_slide_text", "{site ribs}: {value shaked_zari_2025 ribs}")
    typed(app, "editor_slide_points", "One\n\n  Two  \n")
    typed(app, "editor_slide_notes", "Say it.\nTwice.")
    app.pills(key="editor_slide_hidden").set_value(["figure", "values"])
    ran(app)
    assert draft(app).slides[1] == Slide(
        title="Ribs",
        text="{site ribs}: {value shaked_zari_2025 ribs}",
        points=("One", "Two"),
        notes="Say it.\nTwice.",
        hidden=("values", "figure"),
    )
    assert app.text_area(key="editor_slide_points").value == "One\nTwo"
    assert "29.0 % (31 of 107)" in text(app)
    assert draft(app).slides[0] == SLIDES[0]
    app.radio(key="editor_slide_choice").set_value(2)
    ran(app)
    assert app.text_input(key="editor_slide_title").value == "C"
    assert app.text_area(key="editor_slide_text").value == ""


def test_a_box_that_still_shows_another_slide_changes_nothing() -> None:
    """The browser sends all boxes with every click, also those that have not yet heard of another slide."""
    app = with_three()
    typed(app, "editor_slide_notes", "of A")
    app.radio(key="editor_slide_choice").set_value(1)
    ran(app)
    typed(app, "editor_slide_title", "A")
    typed(app, "editor_slide_notes", "of A")
    assert draft(app).slides[1] == SLIDES[1]
    assert app.text_input(key="editor_slide_title").value == "B"
    typed(app, "editor_slide_title", "Other")
    assert titles(app) == ["A", "Other", "C"]


def test_the_head_is_taken_over() -> None:
    app = with_three()
    typed(app, "editor_title", "Bones")
    typed(app, "editor_goals", "Name them\nFind them")
    app.number_input(key="editor_minutes").set_value(25)
    ran(app)
    found = lesson(app)
    assert (found.title, found.minutes, found.goals) == ("Bones", 25, ("Name them", "Find them"))
    assert "3 slides, 25 min" in text(app)


def test_what_breaks_a_limit_stays_in_its_box_with_the_reason() -> None:
    app = with_three()
    typed(app, "editor_slide_title", "  ")
    assert "Not taken over: found nothing; expected text." in text(app)
    assert titles(app) == ["A", "B", "C"]
    long = "short\n" + "x" * 250
    typed(app, "editor_slide_points", long)
    assert "line 2: found “xxx" in text(app)
    assert "250 letters; expected at most 200" in text(app)
    # It is not lost while the slide is moved, another is looked at, or its other boxes are filled.
    pressed(app, "editor_move_down")
    typed(app, "editor_slide_notes", "n")
    app.radio(key="editor_slide_choice").set_value(2)
    ran(app)
    assert "Not taken over" not in text(app)
    app.radio(key="editor_slide_choice").set_value(1)
    ran(app)
    assert app.text_area(key="editor_slide_points").value == long
    typed(app, "editor_slide_points", "short\nshorter")
    typed(app, "editor_slide_title", "New")
    assert "Not taken over" not in text(app)
    assert draft(app).slides[1] == Slide(title="New", points=("short", "shorter"), notes="n")


def test_a_question_of_order_is_made_of_the_rows() -> None:
    app = opened()
    app.session_state["lesson_draft"] = History(
        Draft(slides=(Slide(title="A", state=State(layer="shaked_zari_2025")),))
    )
    ran(app)
    app.segmented_control(key="editor_question_kind").set_value("rank")
    ran(app)
    asked = draft(app).slides[0].question
    assert asked is not None
    # The ribs, fourth in the layer, give way: no pair of the first four is settled across the sources.
    assert asked.sites == ("pelvis", "lumbar_spine", "thoracic_spine", "femur_proximal")
    assert "Either order counts: pelvis and lumbar spine" in text(app)
    assert "Lumbar spine (46.7 %, 50 of 107)" in text(app)
    app.multiselect(key="editor_question_sites").set_value(["ribs", "pelvis"])
    ran(app)
    assert "sites: found 2 sites; expected 3 to 6" in text(app)
    assert listed(app) == ["1. A (to be mended)"]
    app.multiselect(key="editor_question_sites").set_value(["ribs", "pelvis", "skull"])
    typed(app, "editor_question_why", "{value shaked_zari_2025 skull}")
    assert check(lesson(app), catalogue().rows, "f") == ()
    assert listed(app) == ["1. A"]


def test_a_question_of_choice_keeps_the_right_answer() -> None:
    app = with_three()
    app.segmented_control(key="editor_question_kind").set_value("choice")
    ran(app)
    typed(app, "editor_question_ask", "Which?")
    typed(app, "editor_question_options", "No\nYes\nPerhaps")
    asked = draft(app).slides[0].question
    assert asked is not None
    assert (asked.options, asked.answer) == (("No", "Yes", "Perhaps"), 2)  # "Yes" was right and still is
    app.selectbox(key="editor_question_answer").set_value(3)
    ran(app)
    typed(app, "editor_question_options", "No\nYes")
    assert "answer: found 0; expected the number of the right option, 1 to 2" in text(app)
    app.selectbox(key="editor_question_answer").set_value(1)
    ran(app)
    assert check(lesson(app), catalogue().rows, "f") == ()
    app.segmented_control(key="editor_question_kind").set_value("none")
    ran(app)
    assert draft(app).slides[0] == SLIDES[0]


def present(app: AppTest) -> Any:
    (link,) = [one for one in app.get("page_link") if one.proto.label == "▶ Present my lesson"]
    return link.proto


def test_a_lesson_with_a_fault_is_not_presented_but_can_be_saved() -> None:
    app = with_three()
    assert not present(app).disabled
    assert present(app).query_string == "lesson=own"
    typed(app, "editor_slide_text", "{value shaked_zari_2025 spien}")
    assert present(app).disabled
    assert "Before it can be presented, mend slide 1." in text(app)
    assert "no site “spien”" in text(app)
    (download,) = [one for one in app.download_button if one.key == "editor_download"]
    assert not download.proto.disabled
    typed(app, "editor_title", "{oops")
    assert "mend title or goals and slide 1" in text(app)


def test_what_is_downloaded_is_opened_unchanged() -> None:
    made = with_views()
    gone_to(made, "teach")
    typed(made, "editor_title", "“Quotes” \\ and {{braces}}")
    typed(made, "editor_slide_notes", 'Two lines,\n"""three marks""" and a backslash \\.')
    typed(made, "editor_slide_points", "a\nb")
    file = downloaded(made)
    other = uploaded(opened(), lesson_draft.file_name(draft(made).title), file)
    assert draft(other) == draft(made)
    assert "is open." in toasts(other)[0]
    assert downloaded(other) == file


@every_case("name", [path.stem for path in sorted((FILES / "bad").iterdir())])
def test_a_broken_file_is_told_and_replaces_nothing(name: str) -> None:
    app = with_three()
    uploaded(app, f"{name}.toml", (FILES / "bad" / f"{name}.toml").read_bytes())
    said = text(app)
    assert f"{name}.toml: " in said
    assert "Your lesson below is as it was." in said
    assert draft(app) == THREE
    report = read.examine((FILES / "bad" / f"{name}.toml").read_bytes(), f"{name}.toml", catalogue().rows)
    assert report.problems
    for problem in report.problems:
        assert f"{problem.slide or '–'} {problem.field} " in said
        assert " ".join(problem.message.split()) in said
    pressed(app, "lesson_draft_leave")
    assert "Your lesson below" not in text(app)
    assert draft(app) == THREE


def test_a_lesson_that_names_what_there_is_not_can_be_mended_in_the_page() -> None:
    app = uploaded(with_three(), "l.toml", (FILES / "bad" / "unknown_layer.toml").read_bytes())
    pressed(app, "lesson_draft_mend")
    assert titles(app) == ["Good", "Bad"]
    assert listed(app) == ["1. Good", "2. Bad (to be mended)"]
    assert toasts(app) == ["“A layer there is not” is open. The lesson that was open before is in the list."]
    app.radio(key="editor_slide_choice").set_value(1)
    ran(app)
    assert "layer: “shaked” is no layer" in text(app)
    pressed(app, "editor_remove")
    assert listed(app) == ["1. Good"]
    pressed(app, "editor_undo")
    assert app.button(key="editor_undo").disabled
    open_kept(app, "My lesson")
    assert draft(app) == THREE


def test_pasted_text_is_opened_too() -> None:
    app = opened()
    app.text_area(key="lesson_draft_text").set_value("title = 1")
    pressed(app, "lesson_draft_paste")
    assert "pasted text: 3 problems." in text(app)
    app.text_area(key="lesson_draft_text").set_value(GOOD.decode("utf-8"))
    pressed(app, "lesson_draft_paste")
    assert lesson(app) == read.from_bytes(GOOD, "x.toml")
    assert app.text_area(key="lesson_draft_text").value == ""


def test_every_kind_of_slide_can_be_edited() -> None:
    app = uploaded(opened(), "all.toml", GOOD)
    count = GOOD.count(b"[[slides]]")
    for place in range(count):
        app.radio(key="editor_slide_choice").set_value(place)
        ran(app)
        assert f"Slide {place + 1} of {count}" in text(app)
        typed(app, "editor_slide_notes", f"note {place}")
    assert [slide.notes for slide in draft(app).slides] == [f"note {place}" for place in range(count)]


def test_words_of_a_teacher_are_text_not_markup() -> None:
    app = with_three()
    typed(app, "editor_slide_title", "<b>x</b> {site ribs} *y*")
    typed(app, "editor_slide_text", "{<i>}")
    body = "\n".join(element.proto.body for element in app.get("html"))
    assert "<i>" not in body
    assert "<b>x" not in body
    assert listed(app)[0].startswith("1. <b>x</b> {site ribs} *y*")


def test_labels_are_shown_as_they_are() -> None:
    assert plain_label("1. *a*\n:red[b] $c$") == r"1\. \*a\* \:red\[b\] \$c\$"


def test_the_presenter_gets_the_lesson_or_its_problems() -> None:
    app = AppTest.from_function(_asked)
    ran(app)
    assert app.session_state["answer"] is None
    app.session_state["lesson_draft"] = History(THREE)
    assert ran(app).session_state["answer"] == THREE.lesson()
    app.session_state["lesson_draft"] = History(lesson_draft.changed(THREE, 1, text="{"))
    ran(app)
    assert isinstance(app.session_state["answer"], LessonError)
    assert "your lesson, slide 2, text: " in str(app.session_state["answer"])


def _asked() -> None:
    import streamlit

    from bone_atlas.app.lesson_editor import draft as lesson_draft
    from bone_atlas.faults import LessonError

    try:
        streamlit.session_state["answer"] = lesson_draft.lesson()
    except LessonError as error:
        streamlit.session_state["answer"] = error


def test_a_slide_is_shown_in_the_atlas_and_its_view_added_after_it() -> None:
    """The whole app: the button leads to the page, and what is changed there lands behind the slide."""
    app = app_page.opened(page="teach")
    app.session_state["lesson_draft"] = History(
        Draft(
            slides=(
                Slide(title="A", state=State(layer="chen_2017", sites=("ribs",), view="back", names="la")),
                Slide(title="B", state=State(shows="compare", layer="shaked_zari_2025", second="chen_2017")),
                Slide(title="C", state=State(shows="nothing")),
            )
        )
    )
    ran(app)
    pressed(app, "editor_show")
    shown = {"layer": "chen_2017", "view": "back", "site": "ribs", "names": "la"}
    assert app_page.figures(app)["atlas"]["start"] == shown
    sent_slide(app, shown)
    assert titles(app) == ["A", "Ribs: Chen 2017", "B", "C"]
    assert draft(app).slides[1].state == draft(app).slides[0].state
    assert toasts(app) == ["“Ribs: Chen 2017” is now slide 2 of 4 in your lesson (page Teach)."]


def test_a_slide_of_words_has_nothing_to_show_in_the_atlas() -> None:
    app = pressed(opened(), "editor_add_a_slide_of_words")
    assert "editor_show" not in [button.key for button in app.button]


def test_what_the_sentences_rest_on_is_left_out_where_it_is_wrong() -> None:
    app = uploaded(opened(), "r.toml", (FILES / "bad" / "rests_on.toml").read_bytes())
    pressed(app, "lesson_draft_mend")
    assert "What the sentences rest on: “The pelvis is common.” is no sentence of this slide" in text(app)
    pressed(app, "editor_slide_rests_on_out")
    assert (lesson(app).slides[0].rests_on, lesson(app).slides[0].no_fact) == ((), ())
    assert check(lesson(app), catalogue().rows, "r.toml") == ()
    assert "What the sentences rest on" not in text(app)


def test_every_box_has_what_it_holds_as_its_default_too() -> None:
    """A browser that fetches the code of a box meets a later run's box, in which nothing is put."""
    app = uploaded(opened("teach"), "all_kinds.toml", GOOD)
    for index, slide in enumerate(draft(app).slides):
        app.radio(key="editor_slide_choice").set_value(index)
        ran(app)
        ran(app)
        groups = {group.key: group.proto for group in app.get("button_group")}
        assert app.number_input(key="editor_minutes").proto.default == draft(app).minutes
        assert app.text_input(key="editor_slide_title").proto.default == slide.title
        assert app.text_area(key="editor_slide_points").proto.default == "\n".join(slide.points)
        assert groups["editor_question_kind"].default == [chosen_kind(slide)]
        if slide.hidden:
            assert len(groups["editor_slide_hidden"].default) == len(slide.hidden)
        assert not groups["editor_question_kind"].set_value
        if slide.question and slide.question.kind == "rank":
            ranked = app.multiselect(key="editor_question_sites").proto.default
            assert len(ranked) == len(slide.question.sites)
        if slide.question and slide.question.kind == "choice":
            assert app.selectbox(key="editor_question_answer").proto.default == slide.question.answer - 1


def chosen_kind(slide: Slide) -> int:
    """Number of the question's kind in its row of buttons."""
    return list(KINDS).index(slide.question.kind if slide.question else "none")
