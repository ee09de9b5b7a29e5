"""Any page once it has come up: whether it fits the window, what axe finds, how it is on a phone."""

from __future__ import annotations

from atlas_page import FILLS, PHONE
from axe import listed, violations
from playwright.sync_api import CDPSession, Page, expect
from waiting import still, unfold, until, until_idle

#: Address of each page, and what is there when it has come up.
PAGES = {
    "/evidence?part=claims": ".atlas-claims .atlas-claim",
    "/evidence?part=agreement": ".atlas-spread[data-drawn]",
    "/evidence?part=compare": ".atlas-compare-second[data-drawn]",
    "/evidence?part=soil": ".atlas-marrow[data-drawn]",
    "/detection": ".atlas-scene [data-place=prevalence_autopsy][data-drawn]",
    "/your-data": ".atlas-own",
    "/teach": ".atlas-lesson",
}
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  const scrollers = "html, body, [data-testid=stMain], [data-testid=stAppViewContainer]";
  return [...document.querySelectorAll(scrollers)].filter((e) => e.scrollWidth > wide)
    .map((e) => `${e.tagName} ${e.scrollWidth} of ${wide}`);
}"""
# What sticks out, for the message.
CULPRITS = """() => {
  const wide = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll(".stApp *")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.right > wide + 1 && !e.closest(".draglayer, .atlas-scroll, .atlas-list");
  });
  const told = (e) => `${e.tagName}.${e.getAttribute("class")} to ${e.getBoundingClientRect().right}`;
  return out.slice(0, 6).map(told);
}"""
TROUBLE = "[data-testid=stException], [data-testid=stAlertContentError], [data-testid=stAlertContentWarning]"
# Every figure is drawn; what keeps something in the browser shows nothing.
DRAWN = """() => [...document.querySelectorAll(".atlas-figure")].every(
  ({atlasView, dataset}) => atlasView && (!atlasView.plot || "drawn" in dataset),
)"""


def came_up(page: Page, address: str) -> None:
    """Open a page and wait until all its figures are drawn."""
    page.goto(address)
    expect(page.locator(PAGES[address]).first).to_be_attached(timeout=45_000)
    unfold(page)
    drawn(page)


def drawn(page: Page) -> None:
    """Wait until no script runs and every figure is drawn."""
    until_idle(page)
    until(page, DRAWN)


def fits(page: Page) -> None:
    """Hold the page against the width of its window, and look for boxes of trouble."""
    assert not page.locator(TROUBLE).locator("visible=true").all_inner_texts()
    sideways = page.evaluate(OVERFLOW)
    assert not sideways, (sideways, page.evaluate(CULPRITS))


def accessible(page: Page) -> None:
    """Run axe-core in the theme that is shown."""
    violated = violations(page)
    assert not violated, listed(violated)


def fills(page: Page, selector: str) -> list[str | None]:
    """Return the colours that a skeleton is really filled with."""
    found: list[str | None] = page.evaluate(FILLS, selector)
    return found


def as_phone(page: Page) -> CDPSession:
    """Make an open page one on a phone, by size, pixels and touch, until the session is detached."""
    width, height = PHONE["viewport"].values()  # type: ignore[union-attr]
    size = {
        "width": width,
        "height": height,
        "deviceScaleFactor": PHONE["device_scale_factor"],
        "mobile": True,
    }
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setDeviceMetricsOverride", size)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    until(page, f"() => innerWidth === {width} && matchMedia('(pointer: coarse)').matches")
    still(page)
    return session
