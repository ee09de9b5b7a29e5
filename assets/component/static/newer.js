// A folder copy that is open while its host has a newer version already: files of the open one may be gone. Nothing
// that lacks them would ever be drawn, so the page says what happened, and how it goes on.
import {make} from "../core/dom.js";
import {MISSING} from "../core/store.js";

const SAYS =
  "There is a newer version of this atlas, and its host has no longer all files of the one that is open.";
const VERSION = /\bdata-version=["']?(\w+)/;

/** Looks for a newer version, and offers it. */
export class Newer {
  #isAsked = false;

  /**
   * @param {string} version that is open
   * @param {object} host
   * @param {() => Promise<string>} host.page the page as the host has it now
   * @param {() => void} host.reload
   */
  constructor(version, {page, reload}) {
    this.version = version;
    this.page = page;
    this.reload = reload;
  }

  /** A file is missing. */
  async look() {
    if (this.#isAsked) return;
    this.#isAsked = true;
    try {
      const newest = VERSION.exec(await this.page())?.[1];
      this.#isAsked = Boolean(newest) && newest !== this.version;
    } catch (error) {
      // Nobody answers: that is no newer version.
      console.warn(error);
      this.#isAsked = false;
    }
    if (this.#isAsked) this.#offer();
  }

  #offer() {
    const button = make("button", {type: "button", textContent: "Load it: you stay where you are"});
    button.addEventListener("click", () => this.reload());
    const told = make("div", {className: "atlas-newer"}, make("p", {textContent: SAYS}), button);
    told.setAttribute("role", "alert");
    document.body.append(told);
  }
}

/**
 * Look for a newer version as soon as something is missing.
 *
 * @param {string} version that is open; empty where a copy has none
 */
export function startNewer(version) {
  if (!version) return;
  const newer = new Newer(version, {
    page: async () => (await fetch(location.pathname, {cache: "no-store"})).text(),
    reload: () => location.reload(),
  });
  document.addEventListener(MISSING, () => newer.look());
  // Scripts, styles and pictures tell nobody but their own element.
  window.addEventListener("error", ({target}) => target instanceof Element && newer.look(), true);
}
