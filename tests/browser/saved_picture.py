"""What is in a picture that a figure was asked for."""

from __future__ import annotations

from playwright.sync_api import Locator

#: The texts of a saved drawing that lie outside it, and all that it says.
_READ = """(svg) => {
  const host = document.createElement("div");
  host.innerHTML = svg;
  document.body.append(host);
  const {left, right, top, bottom} = host.firstElementChild.getBoundingClientRect();
  const texts = [...host.querySelectorAll("text")].filter((text) => text.textContent.trim());
  const out = texts.filter((text) => {
    const box = text.getBoundingClientRect();
    return box.left < left - 1 || box.right > right + 1 || box.top < top - 1 || box.bottom > bottom + 1;
  }).map(({textContent}) => textContent);
  const lines = texts.flatMap((text) => text.children.length ? [...text.children] : [text]);
  const said = lines.map(({textContent}) => textContent).join(" ");
  const {role} = host.firstElementChild;
  const [title, text] = [...host.firstElementChild.children];
  host.remove();
  if (role !== "img" || title.tagName !== "title" || !text.textContent) throw new Error("no alt text");
  return [out, said];
}"""


def saved_drawing(figure: Locator) -> tuple[list[str], str]:
    """Save a figure as SVG; return its texts that are cut off, and all that it says."""
    page = figure.page
    with page.expect_download() as saved:
        figure.get_by_role("button", name="Download as SVG").click()
    out, said = page.evaluate(_READ, saved.value.path().read_text(encoding="utf-8"))
    return list(out), str(said)
