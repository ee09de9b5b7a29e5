"""The practice page as a learner uses it: start, answer by keyboard or by touch, read what is told."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from atlas_page import POINT
from playwright.sync_api import Locator, Page, expect
from waiting import until, until_idle

QUIZ = ".atlas-quiz"
FIGURE = ".atlas-quiz-figure .atlas-figure"
VIEW = f'document.querySelector("{QUIZ}").atlasView'
FIGURE_VIEW = f'document.querySelector("{FIGURE}").atlasView'
# A page as it is after loading a link to a quiz, or without one: nothing answered, nothing remembered.
BEGIN = f"""async (wanted) => {{
  const root = document.querySelector("{QUIZ}"), view = root.atlasView;
  for (const key of Object.keys(sessionStorage).filter((k) => k.startsWith("atlas-quiz/")))
    sessionStorage.removeItem(key);
  if (!wanted) {{
    if (view.deck) view.end();
    return;
  }}
  delete root.dataset.ready;
  const [quiz, topic, level] = wanted, {{deck}} = view;
  view.leave();
  if (deck && deck.number === quiz && deck.topic === topic && deck.level === level) await view.open(deck);
  else {{
    view.deck = undefined;
    view.tools.onWant({{quiz, topic, level}});
  }}
}}"""


class PractisePage:
    """One open practice page.

    Parameters
    ----------
    page : Page
        Of Playwright.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.quiz = page.locator(QUIZ)
        self.main = self.quiz.locator(".atlas-quiz-actions .atlas-quiz-main")
        self.told = self.quiz.locator(".atlas-quiz-verdict")

    # Where we are --------------------------------------------------------------------------------

    def open(self, **query: str) -> PractisePage:
        """Show a quiz with all it needs from its first question, else the choice of topic and level.

        A page that is there already is not loaded again.
        """
        if urlsplit(self.page.url).path != "/practise":
            return self.load(**query)
        wanted = [int(query["quiz"]), query["topic"], query["level"]] if query.get("quiz") else None
        self.page.mouse.move(5, 5)
        self.page.evaluate(BEGIN, wanted)
        if wanted:
            until(self.page, f"() => {VIEW}.deck?.number === {wanted[0]}")
            self.ready()
            self.in_state("asking")
        else:
            self.in_state("start")
            until_idle(self.page)
        return self

    def load(self, **query: str) -> PractisePage:
        """Load a link and wait until all that the quiz needs is there."""
        self.page.goto(f"/practise?{urlencode(query)}")
        if query.get("quiz"):
            self.ready()
        else:
            expect(self.page.locator(f"{QUIZ}[data-state=start]")).to_be_visible(timeout=45_000)
            until_idle(self.page)
        return self

    def ready(self) -> None:
        """Wait until all that the quiz needs is in the browser."""
        expect(self.page.locator(f"{QUIZ}[data-ready=true]")).to_be_attached(timeout=45_000)
        until_idle(self.page)
        self.drawn()

    def state(self) -> str | None:
        """Return ``start``, ``asking``, ``answered`` or ``result``."""
        return self.quiz.get_attribute("data-state")

    def in_state(self, state: str) -> None:
        """Wait for a state."""
        expect(self.page.locator(f"{QUIZ}[data-state={state}]")).to_be_attached(timeout=10_000)

    def deck(self) -> dict[str, Any]:
        """Return the questions that the server sent."""
        found: dict[str, Any] = self.page.evaluate(f"{VIEW}.deck")
        return found

    def question(self) -> dict[str, Any]:
        """Return the present question as it is asked: a phone may have taken its spare one."""
        key = self.quiz.get_attribute("data-key")
        asked: dict[str, Any] = self.page.evaluate(f"{VIEW}.played.round.question")
        assert asked["key"] == key
        return asked

    def drawn(self) -> None:
        """Wait until the figure, if there is one, shows the present picture."""
        until(self.page, f"async () => {{ await {VIEW}.drawn; return true; }}")

    def button(self, name: str) -> Locator:
        """Return a button of the quiz."""
        return self.quiz.get_by_role("button", name=name, exact=True)

    # Answers -------------------------------------------------------------------------------------

    def wanted(self, right: bool) -> list[str]:
        """Return an answer that is right by the deck, or one that is not."""
        question = self.question()
        answer: list[str] = question["answer"]
        if right:
            return [self.seen(answer)] if question["how"] == "click" else answer
        if question["how"] == "order":
            return answer[::-1]
        if question["how"] == "choice":
            return [next(o["id"] for o in question["options"] if o["id"] not in answer)]
        return [self.seen([bone for bone in self.listed() if bone not in answer])]

    def listed(self) -> list[str]:
        """Return the bones that the figure lists."""
        found: list[str] = self.page.evaluate(f"{FIGURE_VIEW}.listed()")
        return found

    def seen(self, bones: list[str]) -> str:
        """Return the first of some bones that can be hit in the window, the roomiest of ten."""
        self.drawn()
        points = [(bone, self.page.evaluate(POINT, [FIGURE, bone])) for bone in bones[:10]]
        hit = [(point[2], bone) for bone, point in points if point]
        assert hit, bones
        return max(hit)[1]

    def point(self, bone: str) -> tuple[float, float]:
        """Return a pixel of a bone."""
        x, y, _ = self.page.evaluate(POINT, [FIGURE, bone])
        return x, y

    def by_keyboard(self, given: list[str]) -> None:
        """Answer the present question with keys alone and check it."""
        question, press = self.question(), self.page.keyboard.press
        if question["how"] == "choice":
            ids = [option["id"] for option in question["options"]]
            press(str(ids.index(given[0]) + 1))
        elif question["how"] == "order":
            for option in question["options"]:
                press(str(given.index(option["id"]) + 1))
        else:
            self.drawn()
            self.tab_to("document.activeElement.getAttribute('role') === 'listbox'")
            press("Home")
            for _ in range(self.listed().index(given[0])):
                press("ArrowDown")
            press("Enter")
        press("Enter")
        self.in_state("answered")

    def tab_to(self, condition: str) -> None:
        """Press Tab until a condition holds."""
        for _ in range(60):
            if self.page.evaluate(condition):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach: {condition}")

    def by_touch(self, given: list[str]) -> None:
        """Answer the present question with a finger and check it."""
        question = self.question()
        if question["how"] == "choice":
            label = next(o["label"] for o in question["options"] if o["id"] == given[0])
            self.quiz.locator(".atlas-quiz-option").filter(has_text=label).first.tap()
        elif question["how"] == "order":
            self.order_by_touch(given)
        else:
            self.drawn()
            self.page.touchscreen.tap(*self.point(given[0]))
        self.main.tap()
        self.in_state("answered")

    def order_by_touch(self, given: list[str]) -> None:
        """Bring a list into an order with its buttons."""
        for place, item in enumerate(given):
            row = self.quiz.locator(f".atlas-order-item[data-id='{item}']")
            for _ in range(len(given)):
                if self.order().index(item) <= place:
                    break
                row.get_by_role("button", name="Move up").tap()
        assert self.order() == given

    def order(self) -> list[str]:
        """Return the list as it stands."""
        rows = self.quiz.locator(".atlas-order-item").all()
        return [row.get_attribute("data-id") or "" for row in rows]
