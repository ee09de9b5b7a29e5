"""A lesson in a learning platform: scorm-again, which is not ours, judges what it is told."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page
from waiting import until
from ways import BELOW, file_server

from bone_atlas.app.copies.scorm import scorm
from bone_atlas.lessons.model import Lesson, Question, Slide
from tools import javascript

pytestmark = [pytest.mark.browser, pytest.mark.seconds(8)]

HERE = Path(__file__).parent
JUDGE = javascript.ROOT / "node_modules" / "scorm-again" / "dist" / "scorm12.min.js"
#: Two questions, and no figure that would take time.
LESSON = Lesson(
    title="Two questions",
    minutes=1,
    slides=(
        Slide(title="Begin"),
        Slide(title="One", question=Question(kind="choice", ask="Which?", options=("A", "B"), answer=2)),
        Slide(title="Two", question=Question(kind="choice", ask="And?", options=("C", "D"), answer=1)),
        Slide(title="End"),
    ),
)
FRAME = "document.querySelector('iframe').contentDocument"
STANDS = f"() => {FRAME}?.querySelector('.atlas-present')?.dataset.slide === '{{}}'"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the unpacked package and the page of a platform."""
    javascript.install(javascript.ROOT)
    folder = tmp_path_factory.mktemp("lms")
    below = folder / BELOW
    with zipfile.ZipFile(io.BytesIO(scorm(LESSON))) as package:
        package.extractall(below / "lesson")
    for file in (HERE / "lms.html", JUDGE):
        shutil.copy(file, below)
    with file_server(folder) as home:
        yield home


@pytest.fixture
def learner(browser: Browser) -> Iterator[Page]:
    """A window of a learner; what a script says is wrong fails the test."""
    context = browser.new_context(viewport={"width": 1024, "height": 700})
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert not wrong


def stands(page: Page, slide: int) -> None:
    until(page, STANDS.format(slide), 20)


def kept(page: Page, condition: str) -> dict[str, Any]:
    """Return what the platform was told last, once a condition of it holds."""
    until(page, f"() => committed && ((c) => {condition})(committed.core)")
    found: dict[str, Any] = page.evaluate("() => committed")
    assert page.evaluate("() => wrong") == []
    assert len(found["suspend_data"]) < 4096
    return found


def option(lesson: FrameLocator | Page, number: int) -> Locator:
    """Return an answer of the question that is asked."""
    return lesson.locator(".atlas-present-option").nth(number - 1)


def test_part_and_full_score_are_told_and_the_next_visit_goes_on(course: str, learner: Page) -> None:
    learner.goto(f"{course}lms.html")
    stands(learner, 1)
    frame = learner.frame_locator("iframe")
    on = frame.get_by_role("button", name="Next", exact=True)
    said = frame.locator(".atlas-present-score")
    first = kept(learner, "c.lesson_status === 'incomplete'")
    assert first["core"]["score"]["raw"] == ""
    on.click()
    on.click()  # is held: it is a question
    assert "Answer first" in frame.get_by_role("alert").inner_text()
    painted = frame.get_by_role("button", name="Look at the skeleton")
    assert not painted.is_visible()  # it would tell the answer
    option(frame, 2).click()
    assert painted.is_visible()
    assert kept(learner, "c.score.raw === '50'")["core"]["lesson_status"] == "incomplete"
    on.click()
    learner.reload()
    stands(learner, 3)
    assert said.inner_text() == "1 of 2 right · your first answer counts"
    frame.get_by_role("button", name="Back", exact=True).click()
    assert option(frame, 2).get_attribute("data-mark") == "right"
    assert option(frame, 1).get_attribute("aria-disabled") == "true"
    on.click()
    option(frame, 1).click()
    on.click()
    done = kept(learner, "c.score.raw === '100' && c.lesson_status === 'completed'")["core"]
    assert (done["score"]["min"], done["score"]["max"], done["lesson_location"]) == ("0", "100", "4")
    assert said.inner_text() == "2 of 2 right · lesson complete"
    learner.reload()
    stands(learner, 4)
    again = kept(learner, "c.session_time !== '00:00:00'")["core"]
    assert (again["score"]["raw"], again["lesson_status"], again["exit"]) == ("100", "completed", "suspend")


def test_wrong_answers_are_a_score_of_zero_and_without_a_platform_it_is_said(
    course: str, learner: Page
) -> None:
    learner.goto(f"{course}lms.html")
    stands(learner, 1)
    frame = learner.frame_locator("iframe")
    for wrong in (1, 2):
        frame.get_by_role("button", name="Next", exact=True).click()
        option(frame, wrong).click()
    assert kept(learner, "c.score.raw === '0'")["core"]["lesson_status"] == "incomplete"
    learner.goto(f"{course}lesson/index.html")
    learner.get_by_role("button", name="Next", exact=True).click()
    option(learner, 2).click()
    assert (
        learner.locator(".atlas-present-score").inner_text()
        == "1 of 2 right · 1 to answer · no score is reported"
    )
