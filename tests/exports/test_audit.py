"""The audit: every sentence that states a fact, in the order in which it is read, with rows and sources."""

from __future__ import annotations

import csv
import io
import re

import pytest

from bone_atlas import facts
from bone_atlas.exports.audit import FIELDS, Audited, audit, audit_csv, audit_markdown, missing
from bone_atlas.lessons.model import Lesson, Slide
from bone_atlas.lessons.rests_on import statements
from bone_atlas.tables import records, sentences
from tests.atlas import ROWS, TABLES, all_shipped

LESSONS = [(f"{name}.toml", lesson) for name, lesson in all_shipped().items()]


@pytest.fixture(scope="module")
def audited() -> tuple[Audited, ...]:
    return audit(LESSONS, ROWS)


def test_every_sentence_is_there_in_the_order_in_which_it_is_read(audited: tuple[Audited, ...]) -> None:
    told = [
        facts.tell(statement.text, ROWS).text
        for _, lesson in LESSONS
        for slide in lesson.slides
        for statement in statements(slide)
    ]
    evidence = TABLES.claim_evidence.sort_values(["claim_id", "list_order"])
    for claim in records(TABLES.claims.sort_values("list_order")):
        told += [
            part for name in ("statement", "our_reading", "because") for part in sentences(str(claim[name]))
        ]
        told += list(evidence[evidence["claim_id"] == claim["claim_id"]]["says"])
    assert [one.sentence for one in audited] == told


def test_every_fact_rests_on_something(audited: tuple[Audited, ...]) -> None:
    assert missing(audited) == ()
    assert {bool(one.on) for one in audited if one.states_a_fact} == {True}
    assert not any(one.on for one in audited if not one.states_a_fact)


def test_a_fact_that_rests_on_nothing_is_said() -> None:
    lesson = Lesson(title="Mine", minutes=1, slides=(Slide(title="Ribs heal."),))
    found = audit([("mine.toml", lesson)], ROWS)
    (said,) = missing(found)
    assert said.startswith("Mine (mine.toml), Slide 1: Ribs heal., title: “Ribs heal.” rests on nothing")
    assert "| title | Ribs heal. | **nothing** |" in audit_markdown(found)


def test_the_csv_has_a_line_for_each_thing_a_sentence_rests_on(audited: tuple[Audited, ...]) -> None:
    lines = list(csv.DictReader(io.StringIO(audit_csv(audited))))
    assert tuple(lines[0]) == FIELDS
    assert len(lines) == sum(len(one.on) or 1 for one in audited)
    assert [int(line["number"]) for line in lines] == sorted(int(line["number"]) for line in lines)
    for line in lines:
        assert line["states_a_fact"] == ("yes" if line["reference"] else "no")
    pelvis = next(line for line in lines if line["sentence"].startswith("Look at pelvis and thoracic spine"))
    assert (pelvis["heading"], pelvis["field"]) == ("Slide 4: Put four bones in order", "point 1")
    assert pelvis["rows"] == "observations.csv shaked_zari_2025:pelvis"
    assert pelvis["what_they_say"] == "52.3 % (56 of 107)"
    assert pelvis["links"] == "https://doi.org/10.5306/wjco.v16.i9.110087"


def test_the_markdown_has_a_table_for_each_slide_and_claim(audited: tuple[Audited, ...]) -> None:
    text = audit_markdown(audited)
    slides = [slide for _, lesson in LESSONS for slide in lesson.slides]
    assert text.count("\n### ") == len(slides) + len(TABLES.claims)
    assert text.count("\n## ") == len(LESSONS) + 1
    assert text.index("(where.toml)") < text.index("(ways.toml)") < text.index("(late.toml)")
    assert text.index("(late.toml)") < text.index("## The claims")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    assert "**nothing**" not in text
    assert "No fact: “Where would you look first?”" in text


def test_what_a_row_says_is_told_once_under_a_heading(audited: tuple[Audited, ...]) -> None:
    slide = audit_markdown(audited).partition("### Slide 8: For and against the veins")[2].partition("###")[0]
    assert slide.count("tumour cells put into a tail vein grew in lumbar vertebrae") == 1
    assert slide.count("`segments.csv basivertebral_veins__lumbar_spine`") > 3


def test_what_the_tables_hold_cannot_break_the_table() -> None:
    lesson = Lesson(
        title="M|y *le`sson*", minutes=1, slides=(Slide(title="a | b <i>c</i>", no_fact=("Z",), text="Z"),)
    )
    text = audit_markdown(audit([("m.toml", lesson)], ROWS))
    assert "## M\\|y \\*le\\`sson\\* (m.toml)" in text
    assert "| title | a \\| b \\<i\\>c\\</i\\> |" in text
