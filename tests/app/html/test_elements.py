"""Markup is made in one place: there everything is escaped, elsewhere no string is put together to tags."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markup import EVIL, Page
from markupsafe import Markup

import bone_atlas
from bone_atlas.app.html import elements as h

PACKAGE = Path(bone_atlas.__file__).parent
#: The one module that may write tags.
MAKER = PACKAGE / "app" / "html" / "elements.py"
#: A tag, not the name of a group in a regular expression.
TAG = re.compile(r"(?<!\?P)<\s*/?[a-zA-Z!]")


def made_by_hand(code: str) -> Iterator[int]:
    """The lines where a string with a tag in it is put together with something else."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.JoinedStr(values=parts):
                pieces = parts
            case ast.BinOp(op=ast.Add() | ast.Mod(), left=left, right=right):
                pieces = [left, right]
            case ast.Call(func=ast.Attribute(attr="format" | "format_map", value=value)):
                pieces = [value]
            case _:
                continue
        if any(isinstance(p, ast.Constant) and TAG.search(str(p.value)) for p in pieces):
            yield node.lineno


@pytest.mark.parametrize(
    "code",
    [
        'f"<b>{name}</b>"',
        'f"{name}</b>"',
        '"<li>" + name',
        'name + "<br>" + other',
        '"<p>%s</p>" % name',
        '"<p>{}</p>".format(name)',
        'f"a" f"<i class=\'x\'>{name}"',
    ],
)
def test_the_rule_finds_markup_made_by_hand(code: str) -> None:
    assert list(made_by_hand(code)) != []


@pytest.mark.parametrize(
    "code",
    ['"<b>fixed</b>"', 'f"{low} < {high}"', 'rf"(?P<name>{letters})"', '"<br>".join(lines)', 'f"< {n}"'],
)
def test_the_rule_lets_constants_be(code: str) -> None:
    assert list(made_by_hand(code)) == []


#: XML of other programs, which `h` does not know; tests/exports hold that texts are escaped there.
OTHER_FORMATS = (PACKAGE / "exports" / "pptx", PACKAGE / "exports" / "moodle")


def test_no_string_is_put_together_to_markup() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != MAKER and path.parent not in OTHER_FORMATS
        for line in made_by_hand(path.read_text(encoding="utf-8"))
    ]
    assert found == [], "make elements with bone_atlas.app.html.elements, texts of figures with wording.bold"


def test_text_is_escaped_and_elements_are_not() -> None:
    made = h.p(EVIL, h.b(EVIL), [EVIL, h.i("<")], title=EVIL)
    page = Page(made)
    assert [tag for tag, _ in page.tags] == ["p", "b", "i"]
    assert page.tags[0][1] == {"title": EVIL}
    assert page.text.replace(" \f", "").count("<script>") == 3


def test_every_shared_element_escapes_what_it_is_given() -> None:
    made = h.joined(
        h.cited(EVIL, "https://x/?a=1&b='\"<"),
        h.cited(EVIL, None),
        h.chip(EVIL, EVIL),
        h.notes([EVIL]),
        h.scrolled(EVIL, h.table((EVIL,), [(EVIL, EVIL)], caption_text=EVIL)),
        h.plain_table(h.row(EVIL, EVIL)),
        h.heading(EVIL),
        h.note(EVIL),
        h.small_print(EVIL),
        by=EVIL,
    )
    assert "script" not in {tag for tag, _ in Page(made).tags}


def test_what_is_empty_leaves_no_trace() -> None:
    assert h.joined("a", None, "", [], h.NOTHING, "b", by=" · ") == "a · b"
    assert h.listed([]) == h.notes([]) == h.NOTHING
    assert h.p(0) == "<p>0</p>"


def test_attributes_have_the_names_of_html() -> None:
    made = h.div("x", cls="a", aria_label="b", tabindex=0, id=None)
    assert made == Markup("<div class='a' aria-label='b' tabindex='0'>x</div>")
    assert h.img(src="a", alt="") == Markup("<img src='a' alt=''>")


def test_what_is_listed_is_read_in_order() -> None:
    """A list may be made of others that depend on where its loop stands."""
    made = h.joined((h.b(letter), (f"{letter}{n}" for n in range(2))) for letter in "ab")
    assert made == Markup("<b>a</b>a0a1<b>b</b>b0b1")


def test_a_table_says_what_its_rows_and_columns_are() -> None:
    made = h.table(("Site", "n"), [("ribs", 5)], numeric=(1,), wide=True)
    assert made == Markup(
        "<table class='atlas-table atlas-wide'>"
        "<thead><tr><th scope='col'>Site</th><th scope='col' class='n'>n</th></tr></thead>"
        "<tbody><tr><th scope='row'>ribs</th><td class='n'>5</td></tr></tbody></table>"
    )
