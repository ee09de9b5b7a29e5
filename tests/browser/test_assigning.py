"""A published table with two groups under a heading in two rows: pasted, assigned, painted, known again."""

from __future__ import annotations

import pytest
from conftest import RESULTS
from playwright.sync_api import Page, expect
from waiting import until_idle

from bone_atlas.figures.skeleton import VIEWS

pytestmark = [pytest.mark.browser, pytest.mark.seconds(20)]

TABLE = (
    "Site\tGroup A (n = 120)\t\tGroup B (n = 58)\t\n"
    "\tn\t%\tn\t%\n"
    "Vertebrae\t40\t33.33\t35\t60.34\n"
    "Pelvis\t33\t27.50\t14\t24.14\n"
)
#: The same headings over other rows.
ANOTHER = TABLE.replace("35\t60.34", "29\t50.00")
LONG = 30_000


def paste(page: Page, table: str) -> None:
    box = page.get_by_label("Your table, with a heading", exact=False)
    box.fill(table)
    box.press("Control+Enter")
    until_idle(page)


def choose(page: Page, label: str, option: str) -> None:
    until_idle(page)  # a list that is open closes when the page is drawn anew
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()


def picture(page: Page, name: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    page.screenshot(path=RESULTS / f"assigning-{name}.png")


def test_a_published_table_is_pasted_assigned_painted_and_known_again(page: Page) -> None:
    page.goto("/your-data")
    page.get_by_text("Paste a table", exact=True).click()
    until_idle(page)
    paste(page, TABLE)
    step = page.locator(".st-key-uploaded_step")
    expect(step).to_contain_text("As assigned now: nothing painted", timeout=LONG)
    expect(page.get_by_role("region", name="What is painted")).to_have_count(0)
    choose(page, "Which group is painted", "Group B (n = 58)")
    expect(step).to_contain_text("As assigned now: 2 sites painted, no problem, no question.", timeout=LONG)
    step.scroll_into_view_if_needed()
    picture(page, "chosen")
    page.get_by_role("button", name="Paint with these columns").click()
    expect(page.get_by_text("Read as you assigned it.")).to_be_visible(timeout=LONG)
    until_idle(page)
    expect(page.get_by_role("radio", name=VIEWS["front"])).to_be_checked()
    painted = page.get_by_role("region", name="What is painted")
    expect(painted).to_contain_text("35 of 58")
    expect(painted).not_to_contain_text("of 120")
    picture(page, "painted")
    paste(page, ANOTHER)
    expect(page.get_by_text("Read as you assigned it last time: the headings are the same.")).to_be_visible(
        timeout=LONG
    )
    expect(painted).to_contain_text("29 of 58")
    picture(page, "known_again")
    page.reload()  # a new session, filled by the browser
    page.get_by_text("Paste a table", exact=True).click()
    until_idle(page)
    paste(page, TABLE)
    expect(page.get_by_text("Read as you assigned it last time: the headings are the same.")).to_be_visible(
        timeout=LONG
    )
    expect(painted).to_contain_text("35 of 58")
    page.get_by_role("button", name="Forget what I assigned").click()
    expect(step).to_contain_text("As assigned now: nothing painted", timeout=LONG)
