// A page is shown once it stands: what comes late would push away what is there already.
//
// The start page shows what the atlas is before there is a page (`app/html/opening.py`); here that gives way. Where
// another page comes in the same session, its head stays and the rest is hidden meanwhile.
import {make} from "../core/dom.js";

const OPENING = "#atlas-opening";
const RUN = "data-test-script-state";
const APP = `[data-testid=stApp][${RUN}=notRunning]`;
/** What every page ends with, which names the page. */
const END = "data-page-end";
/** What comes instead where a page cannot be shown. */
const ERROR = "[data-testid=stMain] :is([data-testid=stAlert], [data-testid=stException])";
/** Where something is on its way: what Streamlit puts there meanwhile, or one of our parts without content yet. */
const COMING =
  "[data-testid=stMain] :is([data-testid=stSkeleton], [data-testid=stBidiComponentRegular]:empty)";
/** The link of the head to the page that is shown. */
const CURRENT = ".atlas-page-link[aria-current=page]";
/** A scene has shown what its address names. */
const SHOWN = "data-selected";
/** A scene has something to say instead: that its files did not come. */
const NOTICE = ".atlas-notices p";

/** What stands for our parts of a page. @typedef {{figures: string, scenes: string}} Parts */

/** Hides a page until it stands. */
export class Opening {
  /** The page that the head names; empty before there is one. */
  #title = "";
  /** Takes away what hides the page, where something does. @type {(() => void) | null} */
  #reveal = null;

  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    const opening = document.querySelector(OPENING);
    if (opening) this.#reveal = () => opening.remove();
    new MutationObserver(() => this.look()).observe(document.body, {
      attributeFilter: [RUN, SHOWN, "aria-current"],
      childList: true,
      subtree: true,
    });
  }

  /** Hide a page that has just begun to come, and show one that stands. */
  look() {
    const title = document.querySelector(CURRENT)?.textContent ?? "";
    if (title && this.#title && title !== this.#title && !this.#reveal) this.#hide(title);
    if (title) this.#title = title;
    if (!this.#reveal || !this.#stands()) return;
    this.#reveal();
    this.#reveal = null;
  }

  /** @param {string} title of the page that comes */
  #hide(title) {
    const line = make("p", {
      className: "atlas-coming",
      role: "status",
      textContent: `${title} is on its way.`,
    });
    // There it has the colours of the page.
    document.querySelector("[data-testid=stApp]")?.append(line);
    this.#reveal = () => line.remove();
  }

  /** The script has run to its end, and each of the parts of the page has taken its room. */
  #stands() {
    if (!document.querySelector(APP) || document.querySelector(COMING)) return false;
    const end = document.querySelector(`[${END}]`);
    if (end?.getAttribute(END) !== this.#title && !document.querySelector(ERROR)) return false;
    const {scenes, figures} = this.parts;
    return (
      [...document.querySelectorAll(scenes)].every(
        (scene) => scene.hasAttribute(SHOWN) || scene.querySelector(NOTICE),
      ) && [...document.querySelectorAll(figures)].every(hasRoom)
    );
  }
}

/**
 * What keeps something in the browser is never seen; a figure has made its parts.
 *
 * @param {Element} root
 */
function hasRoom(root) {
  if (root.childElementCount) return true;
  const data = root instanceof HTMLElement ? root.atlasComponent?.data : undefined;
  return Boolean(data && "keeps" in data);
}

/** @param {Parts} parts */
export function startOpening(parts) {
  return new Opening(parts);
}
