"""The step of assigning on the page; every case of a reader's table, by page and by command line."""

from __future__ import annotations

import json

from click.testing import CliRunner
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.testing.v1 import AppTest

from bone_atlas import cli
from bone_atlas.uploaded import LEAVE_OUT, Result
from bone_atlas.uploaded.words import COUNT, OUT_OF, SITE
from tests.app.pages.test_uploaded import GOOD, components, figures, opened, pasted, ran, text, uploaded
from tests.cases import every_case
from tests.uploaded.test_cases import CASES, EXPECTED, KINDS, said

TWO_ROWS = (CASES / "heading_in_two_rows.csv").read_text(encoding="utf-8")
UNKNOWN = "Paikka,Lukumäärä,Yhteensä\nRibs,31,107\nPelvis,56,107\n"


def result_of(app: AppTest) -> Result:
    result: Result = app.session_state["uploaded_result"][1]
    return result


def choose(app: AppTest, key: str, value: object) -> AppTest:
    app.selectbox(key=f"uploaded_step_{key}").set_value(value)
    return ran(app)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=f"uploaded_{key}").click()
    return ran(app)


def is_open(app: AppTest) -> bool:
    return any(box.key == "uploaded_step_heading" for box in app.selectbox)


def asked(app: AppTest) -> str:
    return "\n".join(box.label for box in app.selectbox)


@every_case("name", sorted(EXPECTED))
def test_a_case_is_painted_and_told_by_the_page_as_the_table_of_cases_says(name: str) -> None:
    app = uploaded(name, (CASES / name).read_bytes())
    result, shown = result_of(app), text(app)
    found = said(result)
    for kind in KINDS:
        wanted = [words for was, words in EXPECTED[name] if was == kind]
        assert len(found[kind]) == len(wanted), (kind, found[kind])
        assert all(words in sentence for words, sentence in zip(wanted, found[kind], strict=True))
    assert all(problem.expected in shown for problem in result.problems)
    assert all(" ".join(notice.split()) in shown for notice in result.notices)
    in_step = result.reading is not None and result.reading.unclear
    assert is_open(app) == in_step
    assert in_step or all(question.text in asked(app) for question in result.questions)
    assert ("uploaded_skeleton" in figures(app)) == bool(result.painted)


@every_case("name", sorted(EXPECTED))
def test_a_case_is_painted_and_told_by_the_command_line_as_the_table_of_cases_says(name: str) -> None:
    answer = CliRunner().invoke(cli.main, ["check", str(CASES / name), "--format", "json"])
    document = json.loads(answer.stdout)
    for kind, part in (("painted", "painted"), ("problem", "problems"), ("question", "questions")):
        wanted = [words for was, words in EXPECTED[name] if was == kind]
        assert len(document[part]) == len(wanted), part
    painted = [words.split()[:2] for was, words in EXPECTED[name] if was == "painted"]
    assert [[str(row["row"]), row["site_id"]] for row in document["painted"]] == painted
    assert all(
        any(words in notice for notice in document["notices"])
        for was, words in EXPECTED[name]
        if was == "notice"
    )
    assert answer.exit_code == (0 if document["ok"] else 1)


def test_a_table_that_is_understood_is_painted_without_the_step_and_can_be_read_differently() -> None:
    app = pasted(GOOD)
    assert not is_open(app)
    press(app, "differently")
    assert [app.selectbox(key=f"uploaded_step_column:{i}").value for i in range(3)] == [SITE, COUNT, OUT_OF]
    choose(app, "column:2", LEAVE_OUT)
    assert "As assigned now: nothing painted, no problem, 1 question" in text(app)
    assert "3 sites painted" in text(app)  # what is painted stays until the reader says so
    press(app, "step_close")
    assert not is_open(app)
    assert "uploaded_draft" not in app.session_state


def test_groups_in_two_rows_are_offered_by_name_previewed_and_painted() -> None:
    app = pasted(TWO_ROWS)
    assert is_open(app)
    assert figures(app) == {}
    assert app.button(key="uploaded_assign").disabled
    assert app.selectbox(key="uploaded_step_group").options == ["Group A (n = 120)", "Group B (n = 58)"]
    choose(app, "group", "column D")
    assert "As assigned now: 2 sites painted, no problem" in text(app)
    assert figures(app) == {}
    choose(app, "group", "column B")
    press(app, "assign")
    assert said(result_of(app))["painted"] == ["3 spine 40/120", "4 pelvis 33/120"]
    assert "Read as you assigned it." in text(app)
    assert not is_open(app)


def test_headings_none_of_whose_words_are_known_are_assigned() -> None:
    app = pasted(UNKNOWN)
    assert app.selectbox(key="uploaded_step_column:0").value == SITE  # by its cells, to be confirmed
    choose(app, "column:1", COUNT)
    assert "1 question to be answered" in text(app)
    choose(app, "column:2", OUT_OF)
    assert "As assigned now: 2 sites painted, no problem, no question" in text(app)
    choose(app, "column:1", OUT_OF)
    choose(app, "column:2", COUNT)
    assert "expected a count of at most 31, the denominator" in text(app)
    choose(app, "column:1", COUNT)
    choose(app, "column:2", OUT_OF)
    press(app, "assign")
    assert said(result_of(app))["painted"] == ["2 ribs 31/107", "3 pelvis 56/107"]


def assigned_once() -> AppTest:
    app = pasted(UNKNOWN)
    choose(app, "column:1", COUNT)
    choose(app, "column:2", OUT_OF)
    return press(app, "assign")


def test_what_was_assigned_is_remembered_for_the_headings_told_and_forgotten() -> None:
    app = press(assigned_once(), "remove")
    pasted(UNKNOWN.replace("31", "30"), app)
    assert said(result_of(app))["painted"] == ["2 ribs 30/107", "3 pelvis 56/107"]
    assert "Read as you assigned it last time: the headings are the same." in text(app)
    assert "31" not in str(app.session_state["uploaded_remembered"])
    press(app, "forget")
    assert is_open(app)
    assert figures(app) == {}
    assert app.session_state["uploaded_remembered"] == {}


def test_other_headings_are_not_read_as_these_were() -> None:
    app = press(assigned_once(), "remove")
    pasted(UNKNOWN.replace("Paikka", "Kohta"), app)
    assert is_open(app)
    assert figures(app) == {}


def test_an_n_is_typed_for_the_whole_table_and_is_not_remembered() -> None:
    counts = "site,count\nRibs,31\nPelvis,56\n"
    app = pasted(counts)
    assert "Out of how many does “count” count?" in asked(app)
    press(app, "differently")
    app.number_input(key="uploaded_step_total").set_value(107)
    ran(app)
    assert "As assigned now: 2 sites painted" in text(app)
    press(app, "assign")
    assert said(result_of(app))["painted"] == ["2 ribs 31/107", "3 pelvis 56/107"]
    press(app, "remove")
    pasted(counts + "Skull,4\n", app)
    assert "107" not in text(app)
    assert figures(app) == {}


def test_another_heading_is_chosen_and_the_columns_are_read_anew() -> None:
    app = pasted("Ribs,31,107\nPelvis,56,107\n", opened())
    assert app.selectbox(key="uploaded_step_heading").value == ()
    choose(app, "heading", (1,))
    assert "Read as the heading" not in text(app)  # a preview, not yet the result
    choose(app, "heading", ())
    choose(app, "column:1", COUNT)
    choose(app, "column:2", OUT_OF)
    press(app, "assign")
    assert said(result_of(app))["painted"] == ["1 ribs 31/107", "2 pelvis 56/107"]


def told(app: AppTest, records: object, session: str | None = None, fault: str = "") -> AppTest:
    """The session after its browser has told what it remembers."""
    return told_by(app, "uploaded_headings", {"records": records, "fault": fault}, session)


def told_by(app: AppTest, component: str, parts: dict[str, object], session: str | None = None) -> AppTest:
    """The session after a component of its page has told something."""
    mounted, sent = components(app)[component]
    message = {"session": session or sent["session"], **parts}
    states = app._tree.get_widget_states()
    state = states.widgets.add()
    state.id = _make_trigger_id(mounted, "events")
    state.json_trigger_value = json.dumps([{"event": "kept", "value": message}])
    app._run(states)
    assert not app.exception
    assert not app.error
    return app


def heard(app: AppTest) -> dict[str, bool]:
    """What the components that keep something are told of what the session has heard."""
    return {key: sent["heard"] for key, (_, sent) in components(app).items() if "keeps" in sent}


def test_the_browser_is_told_what_was_heard_of_it() -> None:
    app = pasted(UNKNOWN)
    assert heard(app) == {"uploaded_headings": False, "uploaded_table": False}
    assert heard(told(app, [], session="another")) == {"uploaded_headings": False, "uploaded_table": False}
    told(app, [])
    told_by(app, "uploaded_table", {"record": "", "kept": False, "fault": "denied"})
    assert heard(app) == {"uploaded_headings": True, "uploaded_table": False}, "a fault is no table"
    told_by(app, "uploaded_table", {"record": "{}", "kept": False, "fault": ""})
    assert heard(app) == {"uploaded_headings": True, "uploaded_table": True}


def kept(app: AppTest) -> list[dict[str, str]]:
    """What the browser is to keep."""
    changes: list[dict[str, str]] = components(app)["uploaded_headings"][1]["changes"]
    return changes


def test_the_browser_keeps_words_of_headings_alone_and_fills_another_session() -> None:
    (change,) = kept(assigned_once())
    assert change["key"] == "paikka|lukumaara|yhteensa"
    assert json.loads(change["record"]) == {"columns": {"0": SITE, "1": COUNT, "2": OUT_OF}, "group": ""}
    app = pasted(UNKNOWN, opened())
    assert is_open(app)
    told(app, [change])
    assert said(result_of(app))["painted"] == ["2 ribs 31/107", "3 pelvis 56/107"]
    assert "Read as you assigned it last time" in text(app)
    press(app, "forget")
    assert kept(app) == [{"key": change["key"], "record": ""}]
    told(app, [change])
    assert is_open(app), "what this session has forgotten is not learnt again"


@every_case(
    "records",
    [
        None,
        "x",
        [None],
        [{}],
        [{"key": 1, "record": "{}"}],
        [{"key": "paikka|lukumaara|yhteensa", "record": "{"}],
        [{"key": "paikka|lukumaara|yhteensa", "record": "[]"}],
        [{"key": "paikka|lukumaara|yhteensa", "record": '{"columns": {"0": "evil"}, "group": ""}'}],
        [{"key": "paikka|lukumaara|yhteensa", "record": " " * 50_000}],
    ],
)
def test_what_a_browser_tells_may_be_anything(records: object) -> None:
    app = told(pasted(UNKNOWN), records)
    assert is_open(app)
    assert figures(app) == {}


def test_a_browser_that_keeps_nothing_is_told() -> None:
    app = pasted(UNKNOWN)
    assert "remembered in this browser, on this device" in text(app)
    assert "remembered until you close the page" in text(told(app, [], fault="denied"))
    record = {
        "key": "paikka|lukumaara|yhteensa",
        "record": '{"columns": {"0": "site", "1": "count"}, "group": ""}',
    }
    assert is_open(told(app, [record], session="another"))
