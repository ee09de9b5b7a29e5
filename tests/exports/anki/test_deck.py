"""The deck as Anki reads it: what is in it, that it never doubles, and the same bytes.

The judge is Anki's own library, which the package never imports.
"""

from __future__ import annotations

import ast
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from PIL import Image

import bone_atlas
from bone_atlas.exports.anki import about, deck, note_types
from bone_atlas.exports.anki.lesson import questions_of
from bone_atlas.exports.anki.package import guid
from bone_atlas.exports.anki.pictures import Bodies
from bone_atlas.exports.anki.regions import REGIONS
from bone_atlas.exports.lessons import lesson_key
from bone_atlas.exports.moodle import selection
from bone_atlas.lessons.model import Lesson, Question, Slide
from bone_atlas.scenes.state import State
from tests.atlas import BODY, DRAWINGS, ROWS, shipped

pytestmark = pytest.mark.seconds(12)
MODULE = "bone_atlas.exports.anki.deck"
EVIL = '<script>alert(1)</script> [sound:x.mp3] {{Question}} "quoted" & \x1f\x07'
OCCLUSION = 'note:"Bone Metastasis Atlas: image occlusion"'


@cache
def late() -> bytes:
    return deck(shipped("late"), ROWS, DRAWINGS)


@pytest.fixture(scope="module")
def small() -> bytes:
    """A deck of all kinds of notes: a lesson, some questions of the quiz, all regions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[MODULE], "lesson_ids", lambda: ("late",))
        patch.setattr(sys.modules[MODULE], "selection", lambda bank: selection(bank)[::40])
        return deck(None, ROWS, DRAWINGS)


class Imported:
    """A collection of Anki's with decks in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, content: bytes) -> Counter[str]:
        """Import a deck; return how many notes are new, updated, and the same as before."""
        path = self.folder / "deck.apkg"
        path.write_bytes(content)
        log = self.collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        ).log
        kinds = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "empty_first_field")
        return Counter({kind: len(getattr(log, kind)) for kind in kinds if getattr(log, kind)})

    def find(self, query: str) -> list[Any]:
        return [self.collection.get_note(note) for note in self.collection.find_notes(query)]


@pytest.fixture(scope="module")
def anki(small: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    found = Imported(tmp_path_factory.mktemp("anki"))
    assert set(found.take(small)) == {"new"}
    yield found
    found.collection.close()


# --- as Anki has it


def test_anki_finds_cards_and_pictures_and_doubles_nothing(anki: Imported, small: bytes) -> None:
    notes, cards = anki.collection.note_count(), anki.collection.card_count()
    hidden = sum(len(note.card_ids()) for note in anki.find(OCCLUSION))
    assert cards == notes - len(REGIONS) + hidden
    assert hidden > 100
    check = anki.collection.media.check()
    assert list(check.missing) == list(check.unused) == []
    names = os.listdir(anki.collection.media.dir())
    assert len(names) > 30
    assert [name for name in names if not re.fullmatch(r"bone_atlas_[0-9a-f]{20}\.png", name)] == []

    assert set(anki.take(small)) == {"duplicate"}
    # A fact that the deck of a lesson has too is the same note.
    assert set(anki.take(late())) == {"duplicate"}
    assert (anki.collection.note_count(), anki.collection.card_count()) == (notes, cards)


def test_decks_stand_below_one_and_say_what_they_are(anki: Imported) -> None:
    decks = anki.collection.decks
    names = [each.name for each in decks.all_names_and_ids() if each.name != "Default"]
    parts = [name.removeprefix("Bone Metastasis Atlas::") for name in names]
    assert {"Bones on pictures", "Quiz::Bones", "Quiz::How often", "Quiz::Routes to bone"} <= {*parts}
    assert sum(part.startswith("Lessons::") for part in parts) == 1
    told = str(decks.by_name("Bone Metastasis Atlas::Bones on pictures")["desc"])
    for said in ("data version", "CC BY 4.0", "MIT licence", "Left out", "each card names", "Update notes"):
        assert said in told
    assert {note["About"] for note in anki.find("tag:bone_atlas::fact")} == {about.line()}


def test_each_mask_is_a_card_that_hides_a_bone_and_its_name(anki: Imported) -> None:
    found = anki.find(OCCLUSION)
    assert len(found) == len(REGIONS)
    for note in found:
        read = anki.collection.get_image_occlusion_note(note.id).note
        assert len(read.occlusions) == len(note.card_ids())
        with Image.open(Path(anki.collection.media.dir()) / read.image_file_name) as picture:
            assert picture.width > 300
        for occlusion in read.occlusions:
            shapes = [shape.shape for shape in occlusion.shapes]
            assert shapes[0] == "rect"
            assert set(shapes[1:]) == {"polygon"}
        assert "image-occlusion-canvas" in note.cards()[0].question()


def test_the_note_type_is_that_of_anki_itself(anki: Imported) -> None:
    """Anki reads its elements and the call that sets it up; its editor of masks wants the fields too."""
    collection = anki.collection
    collection._backend.add_image_occlusion_notetype()
    kinds = {each["name"]: each for each in collection.models.all()}
    stock, ours = kinds["Image Occlusion"], kinds["Bone Metastasis Atlas: image occlusion"]
    assert ours["originalStockKind"] == stock["originalStockKind"]
    for key in ("name", "tag"):
        assert [field[key] for field in ours["flds"]] == [field[key] for field in stock["flds"]]
    parts = re.compile(r'id="[\w-]+"|\{\{cloze:\w+\}\}|anki\.imageOcclusion\.\w+\(\)')
    for side in ("qfmt", "afmt"):
        assert parts.findall(stock["tmpls"][0][side])
        assert parts.findall(ours["tmpls"][0][side]) == parts.findall(stock["tmpls"][0][side])
    assert {*re.findall(r"--[a-z-]+(?=:)", stock["css"])} <= {*re.findall(r"--[a-z-]+(?=:)", ours["css"])}


def test_ids_and_fields_stay_for_good() -> None:
    """Anki would double every note if an id changed, and could not update one whose fields were others."""
    assert note_types.card_type().model_id == 1_764_450_001
    assert note_types.covered_type().model_id == 1_764_450_002
    assert len(note_types.CARD_FIELDS) == 8
    assert guid("fact/value/shaked_zari_2025/pelvis") == "i&p4=;fwuo"


def test_a_lesson_of_ones_own_keeps_the_ids_of_its_cards_when_it_is_changed() -> None:
    question = Question(kind="choice", ask="A?", options=("a", "b"), answer=1)
    slide = Slide(title="One", question=question, number=7)
    first = Lesson(title="Mine", minutes=5, slides=(slide,))
    other = slide.model_copy(update={"title": "Other", "question": question.model_copy(update={"ask": "B?"})})
    changed = Lesson(title="Mine", minutes=9, slides=(Slide(title="New", number=8), other))

    def keys(lesson: Lesson) -> list[str]:
        cards = questions_of(lesson, lesson_key(lesson), ROWS, Bodies(BODY, DRAWINGS))
        return [card.key for card in cards]

    assert keys(first) == keys(changed)
    assert lesson_key(first) != lesson_key(first.model_copy(update={"title": "Mine!"}))


def test_tags_name_lessons_levels_and_sites(anki: Imported) -> None:
    tags = set(anki.collection.tags.all())
    assert {"bone_atlas::fact", "bone_atlas::question", "bone_atlas::region"} <= tags
    assert f"bone_atlas::lesson::{lesson_key(shipped('late'))}" in tags
    assert any(tag.startswith("bone_atlas::quiz::bones::") for tag in tags)
    sites = {tag.rpartition("::")[2] for tag in tags if "::site::" in tag}
    assert len(sites) > 10
    assert sites <= {*BODY.sites(), *BODY.groups()}


def test_pictures_have_alternative_texts_and_their_colours_are_explained(anki: Imported) -> None:
    shown = [
        note[name]
        for note in anki.find(f"-{OCCLUSION}")
        for name in ("Picture", "Answer picture")
        if note[name]
    ]
    assert len(shown) > 30
    assert [one for one in shown if not re.match(r'<img src="[\w.]+" alt="[^"]{15,}">', one)] == []
    told_of_layer = [one for one in shown if "painted with" in one]
    assert told_of_layer
    assert [one for one in told_of_layer if 'class="key"' not in one] == []


# --- text that a user typed, bytes, what is imported


def test_what_a_user_typed_is_text(tmp_path: Path) -> None:
    question = Question(kind="choice", ask=EVIL, options=(EVIL, "b"), answer=1, why=EVIL)
    slide = Slide(title=EVIL, text=EVIL, state=State(), question=question)
    lesson = Lesson(title=f"A::B {EVIL}", minutes=5, slides=(slide,))
    told: list[tuple[int, int]] = []
    content = deck(lesson, ROWS, DRAWINGS, lambda *numbers: told.append(numbers))
    assert told == [(1, 1)]
    found = Imported(tmp_path)
    try:
        assert found.take(content) == {"new": 1}
        (note,) = found.find("")
        card = note.cards()[0]
        shown = card.question() + card.answer()
        assert "<script" not in shown
        assert "&lt;script&gt;" in shown
        assert "[sound" not in shown
        assert "{Question}" in shown  # in a lesson two braces are one
        assert card.question_av_tags() == card.answer_av_tags() == []
        names = [each.name for each in found.collection.decks.all_names_and_ids()]
        assert max(name.count("::") for name in names) == 2
    finally:
        found.collection.close()


def test_the_same_lesson_is_the_same_bytes() -> None:
    assert late() == deck(shipped("late"), ROWS, DRAWINGS)
    with zipfile.ZipFile(io.BytesIO(late())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert len(json.loads(archive.read("media"))) == len(archive.namelist()) - 2


@pytest.mark.exhaustive
def test_the_whole_atlas_is_the_same_bytes_whatever_the_order_of_sets(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.apkg"
        command = [sys.executable, "-m", "bone_atlas.cli", "export", "anki", "-o", str(path)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append(path.read_bytes())
    assert made[0] == made[1]
    found = Imported(tmp_path)
    try:
        assert set(found.take(made[0])) == {"new"}
        assert set(found.take(made[1])) == {"duplicate"}
        assert list(found.collection.media.check().missing) == []
    finally:
        found.collection.close()


def test_the_package_imports_nothing_of_anki() -> None:
    """Its licence is not ours: it judges in the tests and is never shipped."""
    for path in Path(bone_atlas.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "anki" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert not any(name.split(".")[0] == "anki" for name in names), path
