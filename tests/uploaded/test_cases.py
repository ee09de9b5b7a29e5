"""Tables as people have them, each of which was once painted wrong, or refused without need or reason.

What is expected stands beside them in ``cases.csv``: for each file what is painted, and what is said of it.
A line ``problem``, ``question`` or ``notice`` holds words that must be in one of these.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from bone_atlas.uploaded import Checker, Result, SiteNames
from tests.atlas import BODY, TABLES
from tests.cases import every_case
from tests.uploaded.test_files import in_short, told_alike

HERE = Path(__file__).parent
CASES = HERE / "cases"
CHECKER = Checker(SiteNames(TABLES), BODY)
#: What is said of a table, by the kinds of `cases.csv`.
KINDS = ("painted", "problem", "question", "notice")


def expected() -> dict[str, list[tuple[str, str]]]:
    """Each file with what is painted and said: kind and words."""
    found = defaultdict(list)
    with (HERE / "cases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["kind"] in KINDS, row
            found[row["file"]].append((row["kind"], row["said"]))
    return dict(found)


EXPECTED = expected()


def said(result: Result) -> dict[str, list[str]]:
    """What is said of a table, by kind."""
    return {
        "painted": [f"{row.row} {row.value.site_id} {in_short(row.value)}" for row in result.painted],
        "problem": [str(problem) for problem in result.problems],
        "question": [
            f"{question.key}: {question.text} [{', '.join(question.choices)}]"
            for question in result.questions
        ],
        "notice": list(result.notices),
    }


def test_every_case_stands_in_the_table() -> None:
    assert {path.name for path in CASES.iterdir()} == set(EXPECTED)


@every_case("name", sorted(EXPECTED))
def test_a_case_is_painted_as_it_is_written_or_the_reader_is_told(name: str) -> None:
    result = CHECKER.file((CASES / name).read_bytes(), name)
    found = said(result)
    assert found["painted"] == [words for kind, words in EXPECTED[name] if kind == "painted"]
    for kind in KINDS[1:]:
        wanted = [words for was, words in EXPECTED[name] if was == kind]
        assert len(found[kind]) == len(wanted), (kind, found[kind])
        for words, sentence in zip(wanted, found[kind], strict=True):
            assert words in sentence, (words, sentence)
    assert told_alike(result)


#: Each answer to a question of a case, with what is painted then.
ANSWERED = [
    ("fraction_percent.csv", {"scale": "1"}, ["2 ribs 27.1 %", "3 pelvis 52.9 %", "4 skull 4.4 %"]),
    ("fraction_percent.csv", {"scale": "100"}, ["2 ribs 0.271 %", "3 pelvis 0.529 %", "4 skull 0.044 %"]),
    (
        "classes_in_other_words.csv",
        {"tier:rare": "extremely_rare"},
        ["2 spine most_common", "4 hand extremely_rare"],
    ),
    ("count_and_percent_without_n.tsv", {"n": "107"}, ["2 spine 50/107", "3 ribs 20/107", "4 pelvis 46/107"]),
    (
        "count_and_percent_without_n.tsv",
        {"n": "printed"},
        ["2 spine 46.7 %", "3 ribs 18.7 %", "4 pelvis 43 %"],
    ),
    ("count_and_percent_without_n.tsv", {"n": "50"}, []),
    ("classes_in_other_words.csv", {"tier:rare": "-"}, ["2 spine most_common"]),
    ("classes_in_other_words.csv", {"tier:rare": "common"}, ["2 spine most_common"]),
]


@every_case(("name", "answers", "painted"), ANSWERED)
def test_an_answer_paints_what_it_says(name: str, answers: dict[str, str], painted: list[str]) -> None:
    result = CHECKER.file((CASES / name).read_bytes(), name, choices=answers)
    assert said(result)["painted"] == painted
