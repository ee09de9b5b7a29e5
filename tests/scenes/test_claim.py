"""A statement on a slide: what its verdict rests on, each share with its count, each row with its source."""

from __future__ import annotations

import re

import pytest

from bone_atlas.app.catalogue import catalogue
from bone_atlas.figures.projector.claim import Evidence, shown
from bone_atlas.figures.projector.findings import MOST_PX
from bone_atlas.scenes.claim import evidence_of
from bone_atlas.scenes.registry import SCENES, scene_of
from bone_atlas.scenes.state import State
from bone_atlas.tables.vocabulary import VERDICTS

ROWS = catalogue().rows


def written(*of: str) -> str:
    plot = SCENES[of[0]].plot(ROWS, of[1:], {})
    assert plot is not None
    texts = " ".join(note.text for note in plot.figures["light"].layout.annotations)
    return texts.replace("\N{NO-BREAK SPACE}", " ").replace("<br>", " ")


@pytest.mark.parametrize("claim", ROWS.claims)
def test_every_statement_shows_what_its_verdict_rests_on(claim: str) -> None:
    plot = SCENES["claim"].plot(ROWS, (claim,), {})
    assert plot is not None
    assert plot.figures["light"].layout.height <= MOST_PX
    found = evidence_of(claim, ROWS)
    drawn = shown(found)
    said = written("claim", claim)
    for one in drawn:
        assert one.value in said.replace("\N{NO-BREAK SPACE}", " ") or one.value in said
        if one.percent is not None:
            assert re.search(r"\d of \d|\d of [\d,]+|count not published", one.count), one
    if len(found) > len(drawn):
        assert f"Not drawn: {len(found) - len(drawn)}." in said


def test_what_stands_against_a_statement_is_drawn_beside_what_stands_for_it() -> None:
    drawn = {one.bearing for one in shown(evidence_of("ribs_behind", ROWS))}
    assert {"for", "against", "open"} <= drawn


def test_the_sources_of_what_is_drawn_stand_at_the_foot() -> None:
    sources = " ".join(
        one.text for one in scene_of(State(shows="claim", claim="autopsy_twice"), ROWS).sources()
    )
    for name in ("The article", "Coleman", "Gong"):
        assert name in sources


def test_a_row_without_a_share_says_so_and_has_no_dot() -> None:
    rows = [one for one in evidence_of("vertebral_veins", ROWS) if one.key == "sugiyama_1994"]
    assert [(one.value, one.drawn) for one in rows] == [("In words, no share", False)]


def test_each_bearing_has_its_turn_before_one_has_a_second() -> None:
    def row(bearing: str, number: int) -> Evidence:
        return Evidence(bearing, f"{number} %", "count not published", "Words. " * 12, str(number), number)

    every = [row("for", number) for number in range(9)] + [row("against", 9)]
    assert "against" in {one.bearing for one in shown(every)}


def test_the_squares_of_all_verdicts_are_the_statements() -> None:
    plot = SCENES["judged"].plot(ROWS, ("all",), {})
    assert plot is not None
    squares = {trace.name: len(trace.x) for trace in plot.figures["light"].data}
    assert list(squares) == list(VERDICTS)
    assert sum(squares.values()) == len(ROWS.claims)
    for verdict, count in squares.items():
        assert count == sum(claim.verdict == verdict for claim in ROWS.claims.values())
    assert f"0 of {len(ROWS.claims)}" in written("judged", "all"), "none is told too"
