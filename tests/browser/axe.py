"""axe-core on a real page, in its light and its dark theme."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Literal, NamedTuple

from playwright.sync_api import Page
from waiting import in_theme, until

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const {violations} = await axe.run(document, {resultTypes: ["violations"]});
  const node = (n) => [n.target.join(" "), n.html.slice(0, 240), n.failureSummary ?? ""];
  return violations.map((v) => ({id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.map(node)}));
}"""
# No fade or slide is under way; what turns for ever (a spinner) is none.
SETTLED = """() => document.getAnimations().every((a) =>
  a.playState !== "running" || a.effect.getComputedTiming().endTime === Infinity)"""


class Theirs(NamedTuple):
    """A fault of Streamlit's own markup, which we cannot change."""

    rule: str
    #: Part of the node's HTML or selector that proves whose it is.
    part: str
    reason: str


OUTSIDE = "its main menu hangs below the body, outside of every landmark"
UPLOADER = 'data-testid="stFileUploaderDropzone"'
#: Everything that axe-core finds and that is left, one by one.
STREAMLITS = (
    Theirs("color-contrast", ">Made with Streamlit", "the last line of its main menu: 4.21:1"),
    Theirs("region", ">Made with Streamlit", OUTSIDE),
    Theirs("region", 'data-testid="stMainMenuList"', OUTSIDE),
    Theirs("aria-dialog-name", 'data-testid="stToast"', "a toast is named by an id that is nowhere"),
    Theirs("presentation-role-conflict", UPLOADER, "the place for a file has a name, but no role"),
)


def violations(page: Page) -> list[dict[str, Any]]:
    """Run axe-core and return what is wrong with markup of ours."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE)  # through the debugger, which our content security policy does not bind
    violated: list[dict[str, Any]] = page.evaluate(RUN)
    for violation in violated:
        violation["nodes"] = [
            node for node in violation["nodes"]
            if not any(violation["id"] == rule and part in node[0] + node[1] for rule, part, _ in STREAMLITS)
        ]  # fmt: skip
    return [violation for violation in violated if violation["nodes"]]


def listed(violated: list[dict[str, Any]]) -> str:
    """Return violations as lines to read."""
    return "\n".join(
        f"{v['id']} ({v['impact']}): {v['help']}\n    {node}" for v in violated for node in v["nodes"]
    )


def clean(page: Page, where: str, schemes: tuple[Scheme, ...] = SCHEMES) -> None:
    """Run axe-core in each theme, switched on the open page.

    Raises
    ------
    AssertionError
        With all that axe-core says of the page.
    """
    for scheme in schemes:
        in_theme(page, scheme)
        until(page, SETTLED)
        violated = violations(page)
        assert not violated, f"{where}, {scheme}\n{listed(violated)}"
