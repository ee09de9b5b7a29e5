// The address of the page, which belongs to the scene: it writes it and answers Back and Forward within its page.
import {keepEmbedded, withoutEmbedding} from "./embedded.js";
import {outbox} from "./outbox.js";
import {place} from "./place.js";

/** The scene that owns the address, while there is one. @type {Address | null} */
let owner = null;
let started = false;

// Browsers refuse to write the address too often: WebKit 100 times in ten seconds, Chromium and Firefox 200 times.
const WITHIN_MS = 10_000;
const MOST = 60;
const CALM_MS = 500;

/** Moves that Streamlit is to hear of. @type {WeakSet<Event>} */
const passed = new WeakSet();

/**
 * Hear of Back and Forward before Streamlit does: a step within the page is none of its business, and would cost a
 * run. Listeners of the window are called in the order in which they came, so this is called as soon as the script is
 * there. Once for a page.
 */
export function startAddress() {
  if (started) return;
  started = true;
  window.addEventListener("popstate", onMoved, true);
  const push = history.pushState.bind(history);
  history.pushState = (state, unused, url) => {
    if (!isOvertaken(url)) push(state, unused, url);
  };
}

/**
 * Streamlit writes the address of a page when that comes, also where the reader has gone back meanwhile: "Back" would
 * lead to the page that was left.
 *
 * @param {string | URL | null} [url]
 */
function isOvertaken(url) {
  return Boolean(url) && outbox.isOvertaken(new URL(String(url), location.href).pathname);
}

/**
 * Leave a step within the page to the scene, and another page to Streamlit. A scene that was left stands there until
 * the next page has come: a reader who comes back to it by then needs both.
 *
 * @param {PopStateEvent} event
 */
function onMoved(event) {
  if (passed.has(event) || owner?.moved(event) || outbox.isShown(place().page)) return;
  event.stopImmediatePropagation();
  outbox.leaveFor(location.pathname, () => {
    const again = new PopStateEvent("popstate", {state: event.state});
    passed.add(again);
    window.dispatchEvent(again);
  });
}

/** Writes the address and hears of Back and Forward. */
export class Address {
  /** When it was written, in the last ten seconds. @type {number[]} */
  #written = [];
  /** What is to be written as soon as the browser takes it. @type {{address: string, step: boolean} | null} */
  #waiting = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {(query: URLSearchParams) => void} onMove called after Back or Forward within the page */
  constructor(onMove) {
    this.page = place().page;
    this.onMove = onMove;
    owner = this;
  }

  query() {
    return withoutEmbedding(place().query());
  }

  /**
   * Write at once; what comes faster than a browser takes it is written as it stands a moment later.
   *
   * @param {URLSearchParams} query
   * @param {{step?: boolean}} [how] whether "Back" leads to what was there before
   */
  write(query, {step = false} = {}) {
    this.#waiting = {
      address: keepEmbedded(place().written(this.page, query)),
      step: step || Boolean(this.#waiting?.step),
    };
    this.#flush();
  }

  #flush() {
    clearTimeout(this.#timer);
    // Another page may have been entered already: its address is not ours.
    if (!this.#waiting || owner !== this || place().page !== this.page) return;
    const {address, step} = this.#waiting;
    if (address !== place().current) {
      const wait = this.#wait();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#flush(), wait);
        return;
      }
      if (step) history.pushState(history.state, "", address);
      else history.replaceState(history.state, "", address);
      this.#written.push(Date.now());
    }
    this.#waiting = null;
  }

  /** How long to wait before the address may be written, in ms. */
  #wait() {
    const now = Date.now();
    this.#written = this.#written.filter((when) => now - when < WITHIN_MS);
    return this.#written.length < MOST ? 0 : (this.#written.at(-1) ?? 0) + CALM_MS - now;
  }

  /**
   * Go where the address leads, if that is on this page; returns whether nobody else need hear of it.
   *
   * @param {PopStateEvent} event
   */
  moved(event) {
    // What was not written yet belongs to where the reader has left.
    clearTimeout(this.#timer);
    this.#waiting = null;
    if (place().page !== this.page) return false;
    const isShown = outbox.isShown(this.page);
    if (isShown) event.stopImmediatePropagation();
    this.onMove(this.query());
    return isShown;
  }

  destroy() {
    clearTimeout(this.#timer);
    if (owner === this) owner = null;
  }
}
