"""What a copy holds: every page of the atlas, and what each is given."""

from __future__ import annotations

import json
import re

from bone_atlas.app.copies import content
from bone_atlas.app.registry import PAGES, page_entry
from bone_atlas.app.server import registry
from bone_atlas.lessons import lesson_ids
from bone_atlas.view_state import LEVELS, TOPICS


def by_name(wanted: content.Wanted) -> dict[str, dict[str, object]]:
    return {page["name"]: dict(page["data"]) for page in content.static_copy(wanted)["pages"]}


def test_a_whole_copy_has_every_page() -> None:
    copy = content.static_copy(content.whole())
    assert [(page["name"], page["path"]) for page in copy["pages"]] == [(e.name, e.path) for e in PAGES]
    assert [page["name"] for page in copy["pages"] if page["bare"]] == ["present"]


def test_scenes_have_the_names_that_were_asked_for_and_evidence_english_alone() -> None:
    pages = by_name(content.whole(("en", "la")))
    assert list(pages["pathways"]["manifests"]) == ["en", "la"]  # type: ignore[call-overload]
    assert pages["atlas"]["languages"] == {"en": "English", "la": "Latin"}
    assert pages["evidence"]["languages"] == {"en": "English"}
    assert not any(page.get("slides") for page in pages.values())


def test_the_layer_asked_for_comes_first() -> None:
    assert by_name(content.whole(layer="chen_2017"))["atlas"]["start"]["layer"] == "chen_2017"  # type: ignore[index]


def test_there_are_quizzes_of_every_topic_and_level() -> None:
    decks = by_name(content.whole())["practise"]["decks"]
    assert isinstance(decks, dict)
    assert decks.keys() == {f"{topic}/{level}" for topic in TOPICS for level in LEVELS}
    assert {len(addresses) for addresses in decks.values()} == {4}


def test_lessons_lead_back_to_their_page_only_where_there_is_one() -> None:
    whole = by_name(content.whole(has_notes=True))["present"]
    assert list(whole["lessons"]) == list(lesson_ids())  # type: ignore[call-overload]
    assert whole["closing"] == "/teach"
    assert str(whole["notes"]).startswith("/viz/notes.")
    alone = by_name(content.lesson_alone("x", "/viz/lesson/x.0123456789abcdef.json"))
    assert list(alone) == ["present"]
    assert alone["present"]["closing"] == alone["present"]["notes"] == ""


def test_the_keys_on_the_page_of_lessons_are_those_that_a_lesson_has_there() -> None:
    told = {}
    for has_notes in (True, False):
        wanted = content.Wanted(pages=[page_entry("teach")], has_notes=has_notes)
        found = registry.file(str(by_name(wanted)["teach"]["html"]))
        assert found is not None
        told[has_notes] = set(re.findall(r"<kbd>(.)</kbd>", json.loads(found.body)["html"]))
    assert told[True] - told[False] == {"N", "Q"}
    assert "M" in told[False]
