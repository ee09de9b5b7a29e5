"""The teaching page: the lessons that come with the atlas, their files, and broken ones among them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lesson_page import draft, opened, pressed, text, toasts, typed
from streamlit.testing.v1 import AppTest

from bone_atlas.app.lesson_editor import draft as lesson_draft
from bone_atlas.app.pages import teach
from bone_atlas.app.take_home import order
from bone_atlas.app.take_home.kinds import KINDS
from bone_atlas.app.take_home.workshop import workshop
from bone_atlas.lessons import read

HOSTILE = "</script><img src=x onerror=alert(1)> 'a' \"b\" ../c \U0001f9b4 \u202e"
FILES = Path(__file__).resolve().parents[2] / "lessons" / "files"
GOOD = (FILES / "good" / "all_kinds.toml").read_bytes()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of lessons: one good, one broken, one that is none."""
    (tmp_path / "first.toml").write_bytes(GOOD)
    monkeypatch.setattr(teach, "LESSONS", tmp_path)
    return tmp_path


def links(app: AppTest) -> dict[str, tuple[str, str]]:
    """Page and query of each link, by its words."""
    return {link.proto.label: (link.proto.page, link.proto.query_string) for link in app.get("page_link")}


def test_each_lesson_is_a_card_with_its_size_goals_and_links(folder: Path) -> None:
    app = opened()
    said = text(app)
    assert "Everything a lesson can show 13 slides, 12 min Know what there is." in said
    assert links(app)["▶ Present"] == ("present", "lesson=first")
    assert links(app)["Practise: questions made from the tables"][0] == "practise"
    (download,) = [one for one in app.download_button if one.key == "download_first"]
    assert download.label == "Download the file"


def test_a_broken_lesson_is_told_and_hides_no_other(folder: Path) -> None:
    for name in ("unknown_layer", "many_faults", "unclosed_text"):
        (folder / f"{name}.toml").write_bytes((FILES / "bad" / f"{name}.toml").read_bytes())
    said = text(opened())
    assert "Everything a lesson can show" in said
    assert "unknown_layer.toml This lesson cannot be given, because its file is broken." in said
    assert "2 state.layer “shaked” is no layer; did you mean" in said
    assert "2 state.shows found “skelett”; expected" in said
    assert '2 line 7 “title = "Two”: a text goes over the end of the line' in said


def test_a_mended_file_is_read_again(folder: Path) -> None:
    path = folder / "first.toml"
    path.write_text("nonsense", encoding="utf-8")
    assert "cannot be given" in text(opened())
    path.write_bytes(GOOD)
    assert "cannot be given" not in text(opened())


def test_words_of_a_file_are_text_not_markup(folder: Path) -> None:
    evil = GOOD.decode("utf-8").replace("Everything a lesson can show", "<b onclick=x>Hi</b>")
    (folder / "first.toml").write_text(evil.replace("Know what", "<i>Know</i> what"), encoding="utf-8")
    (folder / "second.toml").write_text('"<u>" = 1', encoding="utf-8")
    body = "\n".join(element.proto.body for element in opened().get("html"))
    assert "&lt;b onclick=x&gt;Hi&lt;/b&gt;" in body
    assert "<i>" not in body
    assert "<u>" not in body


def test_a_lesson_is_a_starting_point(folder: Path) -> None:
    app = pressed(opened(), "copy_first")
    assert draft(app).lesson() == read.from_bytes(GOOD, "first.toml")
    assert toasts(app) == ["“Everything a lesson can show” is open."]


def test_the_keys_of_the_presenter_are_listed(folder: Path) -> None:
    listed = re.findall(r"<tr><th scope='row'>(.*?)</th><td>(.*?)</td></tr>", teach.keys())
    printed = {key: does for keys, does in listed for key in re.findall(r"<kbd>(.*?)</kbd>", keys)}
    assert set(printed) >= {*"EMBLONQTF?→←↑↓", "Home", "End", "1 … 9", "Esc", "Space", "Enter", "F5", "."}
    assert printed["Esc"] == "end full screen; else leave the slide and explore, and return"
    said = text(opened())
    assert all(does in said for does in printed.values())


def test_without_lessons_the_page_comes_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teach, "LESSONS", tmp_path / "none")
    app = opened()
    assert "There is no slide yet" in text(app)
    assert "▶ Present" not in links(app)


def test_all_lessons_that_come_with_the_atlas_can_be_given() -> None:
    assert "cannot be given" not in text(opened())


def offers(app: AppTest) -> dict[str, str]:
    """What can be had as one file: file name by address."""
    body = "\n".join(element.proto.body for element in app.get("html"))
    return dict(re.findall(r"<a href='(/take-home/[^']*)'[^>]* download='([^']*)' data-take-home=''>", body))


def test_each_lesson_and_the_atlas_are_offered_as_every_kind_of_file() -> None:
    lessons = [
        f"/take-home/{kind.id}/lesson/{name}"
        for name in ("where", "ways", "late")
        for kind in KINDS
        if kind.of_lesson
    ]
    whole = [f"/take-home/{kind.id}/atlas" for kind in KINDS if kind.of_atlas]
    assert list(offers(opened())) == lessons + whole


def own(app: AppTest) -> dict[str, str]:
    return {address: name for address, name in offers(app).items() if "/own/" in address}


def test_a_lesson_of_ones_own_is_offered_when_nothing_is_wrong_with_it(folder: Path) -> None:
    """The server holds what the link names, and makes nothing before it is asked."""
    app = pressed(opened(), "copy_first")
    offered = own(app)
    wanted = order.all_of_own(lesson_draft.content(draft(app)), "Everything a lesson can show")
    assert offered == {f"/take-home/{each.name}": each.file_name for each in wanted}
    assert offered[f"/take-home/{wanted[0].name}"] == "everything_a_lesson_can_show.html"
    assert [workshop.file(each.name) for each in wanted] == [None] * len(wanted)
    typed(app, "editor_slide_points", "see {no_such.number}")
    assert own(app) == {}


def test_a_hostile_title_stays_text_and_out_of_the_file_name(folder: Path) -> None:
    app = typed(pressed(opened(), "copy_first"), "editor_title", HOSTILE)
    assert draft(app).title == HOSTILE
    stem = "script_img_src_x_onerror_alert_1_a_b_c"
    assert list(own(app).values()) == [f"{stem}{kind.ending}" for kind in KINDS if kind.of_lesson]
    assert "<img" not in "\n".join(element.proto.body for element in app.get("html"))
