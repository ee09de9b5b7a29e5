"""Pictures of detection for a projector tell each figure with its count and its source."""

from __future__ import annotations

import pytest

from bone_atlas.evidence import detection
from bone_atlas.figures import colours
from bone_atlas.figures.projector import findings, pictures, sheets
from tests.figures.projector.drawn import (
    AUTOPSY,
    BAND,
    FOUND,
    IN_LIFE,
    PER_PATIENT,
)


@pytest.mark.parametrize("known", [IN_LIFE, AUTOPSY], ids=["life", "autopsy"])
def test_each_prevalence_has_count_words_and_source(known: list[detection.Finding]) -> None:
    figure = findings.prevalence(known)
    words = " ".join(note.text.replace("<br>", " ") for note in figure.layout.annotations)
    drawn = findings.prevalence_drawn(known)
    for one in drawn:
        assert f"<b>{one.value}</b>" in words
        assert one.count.partition(", n")[0] in words
        assert one.counted in words
        assert sheets.short(one.citation) in words
    left_out = len(known) - len(drawn)
    assert (f"Not drawn here: {left_out} more." in words) == bool(left_out)
    # Breast cancer goes before other cancers, and the works of the table in their order, one figure of each
    # before a second of any.
    breast = [one for one in known if one.cancer == "breast" and (one.percent or one.low)]
    assert all(one.cancer == "breast" for one in drawn) or set(breast) <= set(drawn)
    works = list(dict.fromkeys(one.citation for one in breast))
    told = list(dict.fromkeys(one.citation for one in drawn if one.cancer == "breast"))
    assert told == works[: len(told)]
    assert len(told) == len(works) or len(drawn) == len(told)
    assert figure.layout.height <= findings.MOST_PX


def test_accuracy_shows_breast_cancer_first_and_counts_the_rest() -> None:
    figure = findings.accuracy(PER_PATIENT)
    words = " ".join(note.text.replace("<br>", " ") for note in figure.layout.annotations)
    groups = findings.accuracy_drawn(PER_PATIENT)
    assert all(pair.either.cancer == "breast" for _, pairs in groups for pair in pairs)
    for head, pairs in groups:
        assert head in words
        assert "counts not published" in head
        for pair in pairs:
            assert f"<b>{pair.sensitivity.value}</b>" in words
            assert f"<b>{pair.specificity.value}</b>" in words
    sources = {findings._head(pair) for pair in PER_PATIENT}
    assert f"Not drawn here: {len(sources) - len(groups)} more sources." in words
    assert "Scales from 50 to 100 %" in words


def test_dots_of_a_scale_lie_where_their_value_is() -> None:
    figure = findings.prevalence(IN_LIFE)
    dots = {trace.name: trace for trace in figure.data if trace.mode == "markers"}
    left, right = findings.TRACK
    for one in findings.prevalence_drawn(IN_LIFE):
        assert dots[one.id].x[0] == pytest.approx(left + (right - left) * one.percent / 100)
        assert (dots[one.id].marker.color == colours.PAPER["light"]) == (one.numerator is None)


def test_spines_are_filled_as_far_as_the_count_says() -> None:
    figure = pictures.vertebrae(detection.autopsy_vertebrae(FOUND))
    words = " ".join(note.text for note in figure.layout.annotations)
    for row in detection.autopsy_vertebrae(FOUND):
        (part,) = (trace for trace in figure.data if trace.name == f"{row.id}:found")
        assert max(x for x in part.x if x is not None) == pytest.approx(20 * row.percent / 100, abs=0.35)
        assert f"{row.count} vertebrae" in words
        assert row.interval_words in words


def test_the_threshold_shows_a_loss_below_in_and_above_it() -> None:
    figure = pictures.threshold(BAND)
    words = " ".join(note.text.replace("<br>", " ") for note in figure.layout.annotations)
    for told in (
        "20 % lost",
        "40 % lost",
        "60 % lost",
        "X-ray: not visible",
        "X-ray: may be seen",
        "X-ray: visible",
    ):
        assert told in words
    assert "Schematic, not a radiograph." in words
    assert "Ardran 1951, as reported by Baek 2016" in words
    assert len(figure.layout.images) == 12


@pytest.mark.parametrize(("citation", "short"), [
    ("Gong Y (2018). Cancer Med 7(8):4156-4169", "Gong 2018"),
    ("Cancer (1987) 60(10):2524-2531", "Cancer 1987"),
    ("Drury RAB (1964). J Clin Pathol 17:448", "Drury 1964"),
    ("Management of disease in the skeleton. Bone & Joint 360", "Bone & Joint 360"),
    ("Chapter 10.3109/9780203909799-24 (author and title not seen)", "Chapter 10.3109/9780203909799-24"),
])  # fmt: skip
def test_a_citation_is_shortened_to_name_and_year(citation: str, short: str) -> None:
    assert sheets.short(citation) == short
