// A copy of the atlas without a server: the pages of a folder, or of one file.
import {make} from "../core/dom.js";
import {place} from "../core/place.js";
import {MISSING} from "../core/store.js";
import {REPAINT} from "../core/theme.js";
import {isForAnotherWindow} from "../shell/navigation.js";
import {keepLinks} from "./links.js";
import {missingPage} from "./missing.js";
import {startNewer} from "./newer.js";
import {LessonPage, PractisePage, ScenePage, textPage} from "./pages.js";

/** @typedef {import("./pages.js").Views} Views */
/** @typedef {import("./pages.js").Shown} Shown */

/** Where the page that is shown stands. */
const PLACE = "atlas-page";
const OPENING = "atlas-opening";
const LINKS = ".atlas-head .atlas-page-link";
const CURRENT = "aria-current";
/** Links of one file to its own pages. */
const WITHIN = 'a:is([href="#"], [href^="#/"], [href^="#?"])';
/** What stands in the place of a page that the copy does not hold. */
const NOWHERE = {name: "", path: null, title: "There is no such page", bare: false};
const DARK = "(prefers-color-scheme: dark)";

/** Shows the page that the address names. */
export class Copy {
  /** @type {Published.CopyPage | null} */
  #page = null;
  /** @type {Shown | null} */
  #shown = null;

  /**
   * @param {Published.StaticCopy} copy
   * @param {Views} views
   */
  constructor(copy, views) {
    this.copy = copy;
    this.views = views;
    const names = new Set(copy.pages.map(({path}) => path));
    keepLinks((name) => names.has(name));
    window.addEventListener("popstate", () => this.moved());
    document.addEventListener("click", (event) => this.#follow(event));
    const repaint = () => this.#shown?.repaint?.();
    matchMedia(DARK).addEventListener("change", repaint);
    document.addEventListener(REPAINT, repaint);
  }

  /** The page that the address names, the first one where it names none; null where the copy has no such page. */
  get asked() {
    const {pages} = this.copy;
    const name = place().nameOf(location);
    return pages.find(({path}) => path === name) ?? (name ? null : pages[0]);
  }

  /** The address has changed: another page, or something else on this one. */
  moved() {
    if (this.#shown && this.asked === this.#page) this.#shown.moved?.();
    else this.show();
  }

  async show() {
    const shown = this.#turn(this.asked);
    document.getElementById(PLACE)?.replaceChildren(shown.root);
    try {
      await shown.begin();
    } catch (error) {
      console.warn(error);
      document.dispatchEvent(new Event(MISSING));
      const says = error instanceof Error ? error.message : String(error);
      const textContent = `This page could not be shown: ${says}.`;
      shown.root.replaceChildren(make("p", {className: "atlas-copy-wrong", role: "alert", textContent}));
    }
    // Another page may have been asked for meanwhile.
    if (shown === this.#shown) document.getElementById(OPENING)?.remove();
    else shown.destroy?.();
  }

  /**
   * Leave what is shown for a page; null stands for one that is not there.
   *
   * @param {Published.CopyPage | null} page
   */
  #turn(page) {
    const shown = page ? this.#made(page.data) : missingPage(this.copy.pages);
    this.#shown?.destroy?.();
    this.#page = page;
    this.#shown = shown;
    this.#name(page ?? NOWHERE);
    return shown;
  }

  /**
   * @param {Published.CopyPage["data"]} data
   * @returns {Shown}
   */
  #made(data) {
    if ("html" in data) return textPage(data);
    if ("manifests" in data) return new ScenePage(this.views, data);
    if ("decks" in data) return new PractisePage(this.views, data);
    return new LessonPage(this.views, data, (address) => this.#go(address));
  }

  /**
   * Say in title, head and style which page is shown.
   *
   * @param {{name: string, path: string | null, title: string, bare: boolean}} page
   */
  #name({name, path, title, bare}) {
    document.title = title;
    document.documentElement.dataset.page = name;
    document.documentElement.toggleAttribute("data-bare", bare);
    for (const link of document.querySelectorAll(LINKS)) {
      const isHere = link instanceof HTMLAnchorElement && place().nameOf(new URL(link.href)) === path;
      if (isHere) link.setAttribute(CURRENT, "page");
      else link.removeAttribute(CURRENT);
    }
    window.scrollTo(0, 0);
  }

  /** @param {string} address of a page, as the server has it */
  #go(address) {
    const link = place().link(address);
    if (link.startsWith("#")) this.#enter(link);
    else location.assign(link);
  }

  /** @param {string} link within this document */
  #enter(link) {
    history.pushState(null, "", link);
    this.moved();
  }

  /**
   * In one file a page is no document of its own: the next comes in the place of this one.
   *
   * @param {MouseEvent} event
   */
  #follow(event) {
    const link = event.target instanceof Element ? event.target.closest(WITHIN) : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || link.target === "_blank") return;
    if (isForAnotherWindow(event)) return;
    event.preventDefault();
    if (!link.dataset.file) this.#enter(link.hash || "#/");
  }
}

/**
 * Start a copy.
 *
 * @param {Published.StaticCopy} copy
 * @param {Views} views
 */
export async function startCopy(copy, views) {
  const {version = "", worker = ""} = document.documentElement.dataset;
  startNewer(version);
  await new Copy(copy, views).show();
  await keepInBrowser(worker);
}

/**
 * Let the browser keep a folder copy, where it can: over HTTPS, and on the machine that serves it.
 *
 * @param {string} worker address of the script; empty where there is nothing to keep
 */
async function keepInBrowser(worker) {
  if (!worker || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(worker);
  } catch (error) {
    console.warn(error);
  }
}
