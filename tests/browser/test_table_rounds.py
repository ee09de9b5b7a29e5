"""Rounds of upload, remove, upload at machine speed: each table is painted, and no control goes dead."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle, islice

import pytest
from playwright.sync_api import FilePayload, Page, expect
from waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.seconds(25)]

CHOOSER = ".st-key-uploaded_file input[type=file]"
AREA = ".st-key-uploaded_text textarea"
#: A cell of the painted rows tells a table from the others; a dialog means that Streamlit gave up.
STATE = """(cell) => {
  if (document.querySelector('[role=dialog]')) return 'dead';
  const cells = [...document.querySelectorAll('.stMain td')].map((each) => each.textContent);
  return cells.includes(cell) ? 'painted' : cells.length ? 'another' : 'empty';
}"""


@dataclass(frozen=True)
class Table:
    """A table to bring: by which name, what it says, and a cell that no other has."""

    name: str
    text: str
    cell: str

    @property
    def file(self) -> FilePayload:
        return {"name": self.name, "mimeType": "text/csv", "buffer": self.text.encode()}


SPINE = Table("a.csv", "site;count;n\nL-spine;50;107\nribs;20;107\n", "L-spine")
SKULL = Table("b.csv", "site;count;n\nSternum;11;107\nskull;7;107\npelvis;31;107\n", "Sternum")
SHARES = Table("a.csv", "site;percent\nfemur;22\nribs;9\n", "femur")
OTHER_SPINE = Table("b.csv", SPINE.text, SPINE.cell)
#: The same file again, another file, another table of that name, and the first by another name.
TABLES = (SPINE, SPINE, SKULL, SHARES, SKULL, OTHER_SPINE)


@pytest.fixture
def your_data(page: Page) -> Page:
    page.goto("/?page=your-data")
    page.locator(CHOOSER).wait_for(state="attached")
    return page


def comes_to(page: Page, state: str, table: Table, which: str) -> None:
    """Wait until a table is painted, or nothing; a dead page will never come to it."""
    reached = until(page, f"() => {{ const s = ({STATE})('{table.cell}'); return s === '{state}' && s; }}")
    assert reached == state, which


def remove(page: Page, table: Table, which: str) -> None:
    page.get_by_role("button", name="Remove my table").click()
    comes_to(page, "empty", table, which)


def rounds(page: Page, number: int) -> None:
    """Bring a table, see it painted, remove it, bring the next at once."""
    for k, table in enumerate(islice(cycle(TABLES), number)):
        page.locator(CHOOSER).set_input_files(table.file)
        comes_to(page, "painted", table, f"round {k}, {table}")
        remove(page, table, f"round {k}, {table}")


def test_twelve_rounds_of_upload_and_remove(your_data: Page) -> None:
    rounds(your_data, 12)
    expect(your_data.locator("[data-testid=stFileUploaderFile]")).to_have_count(0)


@pytest.mark.exhaustive
@pytest.mark.timeout(900)
def test_two_hundred_rounds_of_upload_and_remove(your_data: Page) -> None:
    rounds(your_data, 200)


def test_the_same_text_is_painted_again_and_a_removed_one_stays_away(your_data: Page) -> None:
    page = your_data
    page.get_by_role("radio", name="Paste a table").click()
    for k in range(3):
        page.locator(AREA).fill(SPINE.text)
        page.locator(AREA).press("Control+Enter")
        comes_to(page, "painted", SPINE, f"text, round {k}")
        remove(page, SPINE, f"text, round {k}")
        expect(page.locator(AREA)).to_have_value("")
    page.get_by_role("radio", name="Upload a file").click()
    page.locator(CHOOSER).set_input_files(SKULL.file)
    comes_to(page, "painted", SKULL, "a file after a text")


def test_a_table_removed_in_the_editor_is_out_of_it(your_data: Page) -> None:
    page = your_data
    for k in range(2):
        page.locator(CHOOSER).set_input_files(SPINE.file)
        comes_to(page, "painted", SPINE, f"file, round {k}")
        page.get_by_role("button", name="Edit this table").click()
        cell = page.locator("canvas td", has_text="L-spine")
        expect(cell).to_be_attached()
        comes_to(page, "painted", SPINE, f"editor, round {k}")
        remove(page, SPINE, f"editor, round {k}")
        expect(cell).to_have_count(0)
        page.get_by_role("radio", name="Upload a file").click()
        page.locator(CHOOSER).wait_for(state="attached")
