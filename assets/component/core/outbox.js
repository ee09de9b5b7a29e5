// What components tell the server, and when: not while another page is on its way.
//
// Until the next page has come, Streamlit sends whatever is told in the name of the page before. The server then goes
// back to that page, and the link led nowhere; or, where a part of that page is to run again, it finds the part gone,
// and the browser clears the next page to make room for nothing.
import {sync} from "./sync.js";

/**
 * What Streamlit tells the window that holds the page.
 *
 * @typedef {object} Message
 * @property {string} [type]
 * @property {string} [currentPageName] the last part of the address of the page that comes; empty for the first page
 * @property {string} [scriptRunState]
 */

/** A page that has not come by then does not come: whoever is still there is heard again. */
const LONGEST_MS = 30_000;

/**
 * The name of a page, as Streamlit calls it.
 *
 * @param {string} path of its address
 */
function pageOf(path) {
  return path.split("/").at(-1) ?? "";
}

/** Sends at once what is told, or once the page that is on its way has come. */
export class Outbox {
  /** The page that was asked for and has not come yet. @type {string | null} */
  #awaited = null;
  /** Pages that were asked for before that one, and may still come. @type {Set<string>} */
  #overtaken = new Set();
  /** The page that came last. @type {string | null} */
  #shown = null;
  /** Whether another page has come than the one asked for. */
  #otherCame = false;
  /** @type {{isThere: () => boolean, send: () => void}[]} */
  #held = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} onChange called when another page has come */
  constructor(onChange = () => {}) {
    this.onChange = onChange;
  }

  /**
   * Whether a page stands there, and no other was asked for.
   *
   * @param {string} path of its address
   */
  isShown(path) {
    return this.#awaited === null && (this.#shown === null || this.#shown === pageOf(path));
  }

  /**
   * Whether the reader has left a page before it came: nobody is to go there.
   *
   * @param {string} path of its address
   */
  isOvertaken(path) {
    return this.#overtaken.has(pageOf(path));
  }

  /**
   * Send something now or, while a page is on its way, as soon as that has come; not at all where the component is
   * gone by then. Whoever must be heard tells again where it is mounted next. Returns whether it was sent.
   *
   * @param {Node} root of the component that tells it
   * @param {() => void} send
   */
  send(root, send) {
    if (this.#awaited === null) send();
    else this.#held.push({isThere: () => root.isConnected, send});
    return this.#awaited === null;
  }

  /**
   * Ask for another page, after all that was told before: Streamlit sends that in the next task. What is told from now
   * on is held back until the page has come.
   *
   * @param {string} path of its address
   * @param {() => void} ask
   */
  leaveFor(path, ask) {
    this.await(path);
    setTimeout(ask, 0);
  }

  /**
   * A page was asked for: hold back what is told until it has come.
   *
   * @param {string} path of its address
   */
  await(path) {
    if (this.#awaited !== null) this.#overtaken.add(this.#awaited);
    this.#awaited = pageOf(path);
    this.#overtaken.delete(this.#awaited);
    this.#otherCame = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(), LONGEST_MS);
  }

  /** @param {Message} message of Streamlit */
  hear({type, currentPageName = "", scriptRunState}) {
    if (type === "SET_CURRENT_PAGE_NAME") this.#come(currentPageName);
    // The page that was asked for has led to another one.
    else if (type === "SCRIPT_RUN_STATE_CHANGED" && scriptRunState === "notRunning" && this.#otherCame)
      this.#open();
    // Who asked for it asks again when the connection is back.
    else if (type === "WEBSOCKET_DISCONNECTED") this.#open();
  }

  /** @param {string} page */
  #come(page) {
    const changed = this.#shown !== null && this.#shown !== page;
    this.#shown = page;
    if (changed) this.onChange();
    if (this.#awaited === page) this.#open();
    else this.#otherCame = this.#awaited !== null && !this.#overtaken.has(page);
  }

  #open() {
    clearTimeout(this.#timer);
    this.#awaited = null;
    this.#overtaken.clear();
    this.#otherCame = false;
    const held = this.#held;
    this.#held = [];
    for (const {isThere, send} of held) if (isThere()) send();
  }
}

/** The page's. */
export const outbox = new Outbox(() => sync.forget());
let started = false;

/** Follow which pages come. Once for a page. */
export function startOutbox() {
  if (started) return;
  started = true;
  window.addEventListener("message", ({source, data}) => {
    if (source === window && data?.stCommVersion === 1) outbox.hear(data);
  });
}
