"""The page of a reader's own data in Streamlit's test runner: what is said, painted, kept and forgotten."""

from __future__ import annotations

import json
import re
import tomllib
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from starlette.formparsers import MultiPartParser
from streamlit.testing.v1 import AppTest

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.pages import uploaded as uploaded_page
from bone_atlas.app.server.store_write import registry
from bone_atlas.app.uploaded import report
from bone_atlas.uploaded import MAX_BYTES, Problem, template
from tests.cases import every_case

FILES = Path(__file__).resolve().parents[2] / "uploaded" / "files"
GOOD = "site,count,n\nL-spine,50,107\nRibs,20,107\nSkull,0,107\n"
MIXED = "site,count,n\nL-spine,50,107\nLumber spine,3,107\nphalanges,1,107\nRibs,120,107\n"


def _script() -> None:
    from bone_atlas.app.pages import uploaded

    uploaded.page()


def opened() -> AppTest:
    return ran(AppTest.from_function(_script, default_timeout=60))


def ran(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    assert not app.error
    return app


def pasted(text: str, app: AppTest | None = None) -> AppTest:
    app = app or opened()
    app.segmented_control(key="uploaded_entry").set_value(uploaded_page.PASTE)
    ran(app)
    app.text_area(key="uploaded_text").set_value(text)
    return ran(app)


def uploaded(name: str, content: bytes) -> AppTest:
    app = opened()
    app.file_uploader[0].upload(name, content)
    return ran(app)


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def text(app: AppTest) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html(app))))


def components(app: AppTest) -> dict[str, tuple[str, dict[str, Any]]]:
    """Each mounted component by its key: its id, and what it was sent."""
    found = [e.proto for e in app.get("bidi_component")]
    return {proto.id.rpartition("-")[2]: (proto.id, json.loads(proto.json)) for proto in found}


def figures(app: AppTest) -> dict[str, dict[str, Any]]:
    """What each mounted figure was sent, by its key."""
    return {key: sent for key, (_, sent) in components(app).items() if "keeps" not in sent}


def select(app: AppTest, key: str, *ids: str) -> AppTest:
    """What the browser sends when the reader selects in a figure."""
    (mounted,) = [e.proto.id for e in app.get("bidi_component") if e.proto.id.endswith(f"-{key}")]
    states = app._tree.get_widget_states()
    sent = states.widgets.add()
    sent.id = mounted
    sent.json_value = json.dumps({"selection": {"ids": list(ids), "sequence": 1}})
    app._run(states)
    assert not app.exception
    return app


def test_the_page_comes_up_and_says_what_it_wants_and_keeps() -> None:
    app = opened()
    said = text(app)
    assert "at most 1 MB and 5,000 rows" in said
    assert "not written to disk" in said
    assert "not reported , which is not zero" in said
    assert figures(app) == {}
    assert "uploaded_layer" not in app.session_state


def test_a_pasted_table_is_painted_in_every_view() -> None:
    app = pasted(GOOD)
    assert "3 sites painted, no problem, no question" in text(app)
    assert set(figures(app)) == {"uploaded_skeleton", "uploaded_ranking"}
    sent = figures(app)["uploaded_skeleton"]
    assert "46.7 % (50 of 107 cases in your file)" in sent["paint"]["light"]["texts"]["lumbar_spine"]
    assert "not reported in Your own data" in sent["paint"]["dark"]["texts"]["hand_phalanges"]
    ranked = [row[0] for row in figures(app)["uploaded_ranking"]["figure"]["light"]["layout"]["meta"]["rows"]]
    assert [row for row in ranked if row] == ["lumbar_spine", "ribs", "skull"]
    select(app, "uploaded_skeleton", "L3")
    assert "50 of 107 cases in your file" in text(app)
    compared = figures(app)["uploaded_comparison"]["figure"]["light"]["layout"]["meta"]["rows"]
    assert compared[0][0] == "own"
    assert "shaked_zari_2025" in [row[0] for row in compared]


@pytest.mark.parametrize(
    "name", ["workbook.xlsx", "latin1.csv", "utf16_le_bom.csv", "template_filled.csv", "tiers.csv"]
)
def test_an_uploaded_file_is_painted(name: str) -> None:
    app = uploaded(name, (FILES / "good" / name).read_bytes())
    assert "no problem, no question" in text(app)
    assert "uploaded_skeleton" in figures(app)


def holds_the_page_up(name: str) -> None:
    content = (FILES / "bad" / name).read_bytes()
    app = uploaded(name if name.endswith((".csv", ".xlsx")) else f"{name}.xlsx", content)
    said = text(app)
    assert "What is wrong" in said or app.selectbox


@every_case("name", ["count_above_denominator.csv", "damaged_workbook.xlsx", "ambiguous_site.csv"])
def test_a_bad_file_does_not_bring_down_the_page(name: str) -> None:
    holds_the_page_up(name)


@pytest.mark.exhaustive
@every_case("name", sorted(path.name for path in (FILES / "bad").iterdir()))
def test_no_bad_file_brings_down_the_page(name: str) -> None:
    holds_the_page_up(name)


def test_what_is_wrong_stands_beside_what_is_painted() -> None:
    app = pasted(MIXED)
    said = text(app)
    assert "1 site painted, 2 problems, 1 question to be answered" in said
    assert "3 site Lumber spine a site of the atlas; did you mean Lumbar spine" in said
    assert "5 count 120 a count of at most 107, the denominator" in said
    assert app.session_state["uploaded_layer"].reports[0].site_id == "lumbar_spine"


def answer(app: AppTest, label: str, value: str) -> AppTest:
    (box,) = [box for box in app.selectbox if label in box.label]
    box.set_value(value)
    return ran(app)


def test_answers_are_taken_and_taken_back() -> None:
    app = pasted(MIXED)
    answer(app, "“phalanges” can mean", "foot_phalanges")
    assert "2 sites painted, 2 problems, no question" in text(app)
    answer(app, "“Lumber spine” is not known", "-")
    assert "2 sites painted, 1 problem, no question" in text(app)
    assert {row.site_id for row in app.session_state["uploaded_layer"].reports} == {
        "lumbar_spine",
        "foot_phalanges",
    }
    app.button(key="uploaded_take_back").click()
    ran(app)
    assert "1 site painted, 2 problems, 1 question" in text(app)


def test_a_question_about_a_column_is_answered() -> None:
    app = pasted("site,patients,percent\nRibs,20,18.7\n")
    assert figures(app) == {}
    answer(app, "What does the column “patients” hold?", "n")
    assert "1 site painted, no problem, no question" in text(app)
    assert "18.7 % count not published, n = 20" in text(app)


@pytest.mark.parametrize(
    ("name", "question", "choice", "shown"),
    [
        ("fraction_percent.csv", "Are these shares of 1 or percentages?", "1", "27.1 %"),
        ("count_and_percent_without_n.tsv", "Out of how many does “No.” count?", "107", "50 of 107"),
        ("count_and_percent_without_n.tsv", "Out of how many does “No.” count?", "printed", "46.7 %"),
        ("classes_in_other_words.csv", "“rare” is no class of the atlas", "extremely_rare", "extremely rare"),
    ],
)
def test_what_the_table_does_not_prove_is_asked_and_painted_when_answered(
    name: str, question: str, choice: str, shown: str
) -> None:
    app = uploaded(name, (FILES.parent / "cases" / name).read_bytes())
    assert "1 question to be answered" in text(app)
    answer(app, question, choice)
    assert "no question" in text(app)
    assert shown in text(app)


def test_a_workbook_of_the_old_kind_is_painted_and_its_hidden_sheet_told() -> None:
    app = uploaded("old.xls", (FILES.parent / "cases" / "old_excel_workbook.xls").read_bytes())
    assert "3 sites painted, no problem, no question" in text(app)
    assert "“Old” (hidden)" in text(app)


def test_what_is_counted_sets_the_axis() -> None:
    app = pasted(GOOD)
    app.selectbox(key="uploaded_unit").set_value("patients_with_bone_metastases")
    ran(app)
    select(app, "uploaded_skeleton", "lumbar_spine")
    layout = figures(app)["uploaded_comparison"]["figure"]["light"]["layout"]
    titles = [
        axis["title"]["text"] for name, axis in layout.items() if name.startswith("xaxis") and "title" in axis
    ]
    assert titles.count("% of patients with bone metastases") == 1
    assert "% of cases in your file" not in titles


def test_a_table_stays_until_it_is_removed() -> None:
    app = pasted(GOOD)
    app.segmented_control(key="uploaded_entry").set_value(uploaded_page.UPLOAD)
    ran(app)
    assert "3 sites painted" in text(app)
    app.button(key="uploaded_remove").click()
    ran(app)
    assert "painted" not in text(app)
    assert [
        key
        for key in ("uploaded_layer", "uploaded_result", "uploaded_source", "uploaded_figures")
        if key in app.session_state
    ] == []


def test_a_table_can_be_edited_further() -> None:
    app = uploaded("mixed.csv", MIXED.encode())
    app.button(key="uploaded_edit_this").click()
    ran(app)
    (editor,) = app.data_editor
    assert list(editor.value.columns) == ["site", "count", "n"]
    assert editor.value.iloc[0].tolist() == ["L-spine", "50", "107"]
    assert list(editor.value.index) == [2, 3, 4, 5]
    assert "1 site painted, 2 problems, 1 question" in text(app)


def test_nothing_of_a_table_is_published_or_written(monkeypatch: pytest.MonkeyPatch) -> None:
    select(pasted(GOOD), "uploaded_skeleton", "ribs")  # the skeleton's own geometry is published now
    app = opened()
    before = {file.digest for file in registry.held()}
    opened_for_writing = []
    really_open = open

    def watched(file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if set(mode) & set("wax+"):
            opened_for_writing.append(file)
        return really_open(file, mode, *rest, **more)

    monkeypatch.setattr("builtins.open", watched)
    monkeypatch.setattr("io.open", watched)
    pasted("site,count,n\nRibs,17,91\nSkull,3,91\n", app)
    select(app, "uploaded_skeleton", "ribs")
    assert "17 of 91" in json.dumps(figures(app))
    assert {file.digest for file in registry.held()} == before
    assert opened_for_writing == []
    for file in registry.held():
        assert b"17 of 91" not in file.body


def test_the_server_holds_an_upload_in_memory() -> None:
    """It would go to a temporary file beyond this size, and larger ones are refused before."""
    assert MultiPartParser.spool_max_size >= MAX_BYTES
    settings = (Path(__file__).resolve().parents[3] / ".streamlit" / "config.toml").read_text(
        encoding="utf-8"
    )
    assert tomllib.loads(settings)["server"]["maxUploadSize"] * 2**20 == MAX_BYTES


def test_two_sessions_know_nothing_of_each_other() -> None:
    first, second = pasted(GOOD), pasted("site,count,n\nFemur,5,9\n")
    ran(first)
    assert first.session_state["uploaded_layer"].reports[0].site_id == "lumbar_spine"
    assert second.session_state["uploaded_layer"].reports[0].site_id == "femur"
    assert "uploaded_layer" not in opened().session_state


class Tags(HTMLParser):
    """The tags of a piece of HTML."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_markup_in_a_table_stays_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    app = pasted(f"site,count,n,<b>{evil}\nRibs,20,107,{evil}\n{evil},{evil},107,\n")
    assert "&lt;img" in html(app)
    assert "img" not in {tag for tag, _ in Tags(html(app)).found}
    select(app, "uploaded_skeleton", "ribs")
    assert "img" not in {tag for tag, _ in Tags(html(app)).found}


def test_tables_have_headings_and_can_be_scrolled_by_keyboard() -> None:
    problems = [Problem(i, "site", "x", "a site") for i in range(2, 700)]
    tags = Tags(report.problems(problems)).found
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in tags if tag == "th")
    assert [attrs["tabindex"] for tag, attrs in tags if attrs.get("role") == "region"] == ["0"]
    assert "The first 500 of 698 are shown." in report.problems(problems)
    assert report.problems([]) == report.questions([]) == report.notices([]) == ""


def test_the_template_comes_back_without_a_value() -> None:
    app = uploaded("template.csv", template(catalogue().anatomy))
    assert "at least one row with a value" in text(app)
    assert app.download_button


def test_a_table_is_held_against_a_layer_of_its_unit() -> None:
    app = pasted(GOOD)
    app.selectbox(key="uploaded_unit").set_value("patients_with_bone_metastases")
    ran(app)
    app.selectbox(key="uploaded_second").set_value("medicine_today_2018")
    ran(app)
    paint = figures(app)["uploaded_difference"]["paint"]["light"]
    assert paint["layout"]["coloraxis"]["cmin"] == -paint["layout"]["coloraxis"]["cmax"] < 0
    ribs = 100 * 20 / 107 - 100 * 55 / 135
    assert f"{abs(ribs):.1f}" in text(app)


def test_a_table_of_another_unit_is_only_ranked_and_told_why() -> None:
    app = pasted(GOOD)
    app.selectbox(key="uploaded_second").set_value("medicine_today_2018")
    ran(app)
    assert "uploaded_difference" not in figures(app)
    assert "No common scale" in text(app)


def test_the_boxes_have_what_they_hold_as_their_default_too() -> None:
    """A browser that fetches the code of a box meets a later run's box, in which nothing is put."""
    table = "site;count;n\nribs;20;107"
    app = ran(pasted(table))
    (entry,) = [e.proto for e in app.get("button_group") if e.key == "uploaded_entry"]
    assert [entry.options[index].content for index in entry.default] == [uploaded_page.PASTE]
    assert app.text_area(key="uploaded_text").proto.default == table
    assert app.selectbox(key=uploaded_page.UNIT).proto.default == 0
