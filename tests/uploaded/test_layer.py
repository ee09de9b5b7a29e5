"""A reader's layer is one like any other: same values, same resolution, every view."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from bone_atlas import wording
from bone_atlas.app.html import site_panel
from bone_atlas.exports.package import data_package
from bone_atlas.exports.tables import figures_of, layer_rows, to_csv, to_json
from bone_atlas.figures import comparison, preview, ranking, skeleton
from bone_atlas.layers import Layer
from bone_atlas.uploaded import Checker, Result, SiteNames, template, unit_labels
from tests.atlas import BODY, LAYERS, TABLES
from tests.cases import every_case

CHECKER = Checker(SiteNames(TABLES), BODY)
GOOD = sorted((Path(__file__).parent / "files" / "good").iterdir())
MEASURED = [layer for layer in LAYERS.values() if layer.kind == "proportion"]
HEADING = ("site_id", "count", "n", "percent", "tier")
EVERYWHERE = (*BODY.bones(), *BODY.sites(), *BODY.groups())


def layer_of(result: Result) -> Layer:
    assert [str(problem) for problem in result.problems] == []
    assert result.layer is not None
    return result.layer


def again(layer: Layer) -> Layer:
    """The same numbers, brought as a reader's table."""
    rows: list[tuple[object, ...]] = [
        (r.site_id, r.numerator, r.denominator, f"{r.percent!r} %" if r.numerator is None else None, None)
        for r in layer.reports
    ]
    return layer_of(CHECKER.cells([HEADING, *rows]))


@every_case("layer", MEASURED, ids=lambda layer: layer.id)
def test_the_numbers_of_a_study_brought_as_a_table_give_its_layer(layer: Layer) -> None:
    own = again(layer)
    for place in EVERYWHERE:
        mine, theirs = own.value(place), layer.value(place)
        assert (mine.status, mine.reported_as) == (theirs.status, theirs.reported_as), place
        assert figures_of(mine, decimals=9) == figures_of(theirs, decimals=9), place
        assert set(mine.also_reported) == set(theirs.also_reported)
        assert own.rank(place) == layer.rank(place)
    assert wording.teller(own) == "your table"


def test_the_article_brought_as_a_table_gives_its_classes() -> None:
    article = LAYERS["article"]
    rows = [(r.site_id, None, None, None, r.tier.replace("_", " ")) for r in article.tiers]
    own = layer_of(CHECKER.cells([HEADING, *rows]))
    differing = [p for p in BODY.drawn_sites() if own.value(p).tier != article.value(p).tier]
    # Of knee and femur, neither finer than the other, the article's table says which goes first.
    assert differing == ["femur_distal"]
    assert wording.hover_text(own.value("ribs"), own) == "your table: common"


def test_not_mentioned_is_kept_apart_from_the_whole() -> None:
    own = layer_of(CHECKER.text("site,tier\nspine,common\ncoccyx,not mentioned"))
    assert own.value("lumbar_spine").tier == "common"
    assert own.value("coccyx").tier == own.value("femur").tier == "not_mentioned"
    assert [report.site_id for report in own.reports] == ["spine"]


def test_a_table_that_mentions_nothing_is_no_layer() -> None:
    result = CHECKER.text("site,tier\nspine,not mentioned\nribs,not mentioned")
    assert (result.layer, result.painted) == (None, ())
    assert [(problem.row, problem.column) for problem in result.problems] == [(1, None)]


@pytest.mark.parametrize(
    ("text", "n", "label"),
    [
        ("site,count,n\nribs,1,9\nskull,2,9", 9, "cases in your file"),
        (
            "site,count,n\nribs,1,9\nskull,2,8",
            None,
            "cases in your file (their number differs between sites)",
        ),
        ("site,percent\nribs,1\nskull,2", None, "cases in your file"),
        ("site,tier\nribs,common", None, "classes named in your file"),
    ],
)
def test_the_unit_says_whether_the_denominators_differ(text: str, n: int | None, label: str) -> None:
    own = layer_of(CHECKER.text(text))
    assert (own.n, own.unit_label) == (n, label)


def test_what_is_counted_is_the_readers_word() -> None:
    own = layer_of(CHECKER.text("site,count,n\nribs,1,9", unit="lesions"))
    assert (own.unit, own.unit_label) == ("lesions", unit_labels()["lesions"])
    with pytest.raises(ValueError, match="unknown unit"):
        CHECKER.text("site,count,n\nribs,1,9", unit="tiers")


def test_a_layer_names_its_file_and_that_nobody_checked_it() -> None:
    own = layer_of(CHECKER.file(b"site,count,n\nribs,1,9\n", "C:\\data\\<i>mine & yours 2024.csv"))
    assert (
        own.citation == "Your own data, b mine b 2024.csv; not checked by the atlas" or "mine" in own.citation
    )
    assert "<" not in own.title + own.citation + own.summary
    assert (own.id, own.source_link, own.source_text) == ("own", None, "no citable source")
    assert "not checked by the atlas" in own.caveats


def test_an_answer_is_remembered_in_the_notes() -> None:
    text = "site,count,n,note\nL3,1,9,seen twice\nleft femur,2,9,\n"
    asked = CHECKER.text(text).questions
    answers = {question.key: next(iter(question.choices)) for question in asked}
    own = layer_of(CHECKER.text(text, choices=answers))
    assert own.value("lumbar_spine").notes == ("given for L3 alone", "seen twice")
    assert own.value("femur").notes == ("given for the left side alone",)


@pytest.mark.parametrize("wrong", ["tail", "ribs", "", "-x"])
def test_an_answer_that_was_not_offered_changes_nothing(wrong: str) -> None:
    before = CHECKER.text("site,count,n\nhip,1,9")
    (question,) = before.questions
    after = CHECKER.text("site,count,n\nhip,1,9", choices={question.key: wrong})
    assert (after.questions, after.painted) == (before.questions, ())


def test_a_suggestion_can_be_taken() -> None:
    (problem,) = CHECKER.text("site,count,n\nLumber spine,1,9").problems
    own = layer_of(CHECKER.text("site,count,n\nLumber spine,1,9", choices={problem.key: "lumbar_spine"}))
    assert own.value("lumbar_spine").numerator == 1


def test_all_answers_leave_out_every_row() -> None:
    (question,) = CHECKER.text("site,count,n\nhip,1,9").questions
    result = CHECKER.text("site,count,n\nhip,1,9", choices={question.key: "-"})
    assert (result.layer, result.problems, result.questions) == (None, (), ())


EXTREMES = {
    "nothing found": "site,count,n\nribs,0,9",
    "all": "site,count,n\nskeleton,9,9",
    "one percentage": "site,percent\nfemur,100",
    "finer than a bone": "site,count,n\nilium,1,9\nmanubrium,1,9",
    "many": "site,count,n\n" + "\n".join(f"{place},1,9" for place in BODY.sites()),
}


def holds_in_every_view(name: str) -> None:
    by_name = {path.name: path for path in GOOD}
    result = (
        CHECKER.text(EXTREMES[name]) if name in EXTREMES else CHECKER.file(by_name[name].read_bytes(), name)
    )
    own = layer_of(result)
    for view in skeleton.VIEWS:
        assert skeleton.paint(own, view, BODY, "dark", language="zh")["texts"]
        assert preview.outline_svg(own, view, BODY).startswith("<svg")
    assert ranking.ranking(own, BODY).layout.height > 0
    for value in own.reports:
        found = comparison.by_unit(value.site_id, (own, *MEASURED))
        assert (own.kind == "tiers") or own in [layer for layer, _ in found[own.unit_label]]
        if found:
            comparison.comparison(value.site_id, found)
        said = site_panel.detail([value.site_id], own, LAYERS["article"], BODY, "en")
        assert wording.headline(value) in said
        assert "article's" not in said
    rows = list(csv.DictReader(io.StringIO(to_csv(layer_rows(own, BODY)))))
    assert {row["layer"] for row in rows} == {"own"}
    assert to_json(own, BODY)
    assert data_package(own, TABLES, BODY)
    assert site_panel.table(own, BODY, "es")


@every_case("name", [*EXTREMES, "template_filled.csv", "tiers.csv", "workbook.xlsx"])
def test_a_layer_works_in_every_view(name: str) -> None:
    holds_in_every_view(name)


@pytest.mark.exhaustive
@every_case("path", GOOD, ids=lambda path: path.name)
def test_the_layer_of_every_good_file_works_in_every_view(path: Path) -> None:
    holds_in_every_view(path.name)


def test_the_template_lists_every_place_and_gives_no_value() -> None:
    content = template(BODY)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["site_id"] for row in rows] == [*BODY.sites(), *BODY.groups()]
    assert {row[column] for row in rows for column in ("count", "n", "percent", "tier")} == {""}
    assert sum(bool(row["note"]) for row in rows) == 1
    (problem,) = CHECKER.file(content, "template.csv").problems
    assert problem.expected == "at least one row with a value"
