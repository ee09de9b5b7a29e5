// The page on paper: in light colours, and every figure in the size that it has there.
//
// A browser prints what stands there when `beforeprint` is over, and waits for nothing: what is drawn anew is drawn
// from what is here, or is fetched at once.
import {make} from "../core/dom.js";
import {waitForNothing} from "../core/sources.js";

/** The sheet that is for paper alone; its rules hold on the screen while figures are drawn for it. */
const SHEET = "link[data-print], style[data-print]";
/** Name, version and data of the atlas. */
const EDITION = 'meta[name="atlas-edition"]';

/**
 * Print the page as a reader of paper needs it.
 *
 * @param {object} of
 * @param {() => Iterable<{again(): void}>} of.figures those that are on the page
 * @param {() => void} of.repaint asks all that is on the page whether its theme is another one
 */
export function startPrinting({figures, repaint}) {
  const drawAgain = () => {
    repaint();
    for (const figure of figures()) figure.again();
  };
  const foot = make("p", {className: "atlas-printed"});
  window.addEventListener("beforeprint", () => {
    foot.textContent = footOf(document.querySelector(EDITION)?.getAttribute("content"), location);
    document.body.append(foot);
    hold("all");
    waitForNothing(true);
    drawAgain();
  });
  window.addEventListener("afterprint", () => {
    hold("print");
    waitForNothing(false);
    foot.remove();
    drawAgain();
  });
  // The colours of the screen may be back only after that.
  matchMedia("print").addEventListener("change", ({matches}) => {
    if (!matches) drawAgain();
  });
}

/**
 * Name, version, data and address of what is printed.
 *
 * @param {string | null | undefined} edition
 * @param {Pick<Location, "href">} place
 */
export const footOf = (edition, {href}) => [edition, decodeURI(href)].filter(Boolean).join(" ");

/** @param {string} media in which the sheet holds */
function hold(media) {
  document.documentElement.toggleAttribute("data-printing", media === "all");
  for (const sheet of document.querySelectorAll(SHEET)) sheet.setAttribute("media", media);
}
