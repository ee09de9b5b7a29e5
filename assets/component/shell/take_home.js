// A file to take home: the server makes it, says how far it is, and gives it.
import {make} from "../core/dom.js";

/** How often the server is asked how far it is. */
const EVERY_MS = 1000;
/** The words say every tenth, the bar all: who hears them must not hear each. */
const STEP = 10;
/** The browser has taken what it saves by then. */
const TAKEN_MS = 60_000;
const NO_ANSWER = "the server does not answer; try again";

/**
 * What the server says of a file.
 *
 * @typedef {object} Told
 * @property {"waiting" | "making" | "made" | "failed"} state
 * @property {number} percent
 * @property {string} why it failed
 * @property {number} bytes
 * @property {string} file its name
 */

/**
 * What is said while a file is made, and after.
 *
 * @param {Told} told
 * @param {string} whatFor what the file is good for
 */
export function words({state, percent, why, bytes}, whatFor) {
  if (state === "waiting") return "Waiting: another file is being made …";
  if (state === "making") return `Making it: ${percent - (percent % STEP)} % …`;
  if (state === "failed") return `It could not be made: ${why}.`;
  return `Downloaded: ${(bytes / 1e6).toFixed(1)} MB. ${whatFor}`;
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What fetches and saves, so that tests need no server. */
const BROWSER = {
  /** @param {string} address @returns {Promise<Told>} */
  async ask(address) {
    const answer = await fetch(address, {method: "POST"});
    if (!answer.ok) throw new Error(`${address}: HTTP ${answer.status}`);
    return answer.json();
  },
  /** @param {string} address */
  async get(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: HTTP ${answer.status}`);
    return answer.blob();
  },
  /**
   * @param {Blob} blob
   * @param {string} name
   */
  save(blob, name) {
    const href = URL.createObjectURL(blob);
    const link = make("a", {href, download: name});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(href), TAKEN_MS);
  },
  pause: () => pause(EVERY_MS),
};

/**
 * Have a file made and save it; nothing is saved before all of it has come.
 *
 * @param {string} address
 * @param {(told: Told) => void} tell
 * @param {typeof BROWSER} [by]
 */
export async function take(address, tell, by = BROWSER) {
  /** @type {Told} */
  let told;
  try {
    told = await by.ask(address);
    while (told.state === "waiting" || told.state === "making") {
      tell(told);
      await by.pause();
      told = await by.ask(address);
    }
    if (told.state === "made") by.save(await by.get(address), told.file);
  } catch {
    told = {state: "failed", percent: 0, why: NO_ANSWER, bytes: 0, file: ""};
  }
  tell(told);
}

/** Addresses of files that are under way on this page. @type {Set<string>} */
const underWay = new Set();

/** By link what its file is good for, as it stood beside it at first. @type {WeakMap<Element, string>} */
const goodFor = new WeakMap();

/**
 * Do what a link offers, and say beside it how it goes. A second click meanwhile does nothing.
 *
 * @param {HTMLAnchorElement} link
 * @param {typeof BROWSER} [by]
 */
export async function follow(link, by = BROWSER) {
  const address = link.pathname;
  if (underWay.has(address)) return;
  underWay.add(address);
  const said = link.parentElement?.querySelector("[data-said]");
  if (!goodFor.has(link)) goodFor.set(link, said?.textContent ?? "");
  const bar = make("progress", {max: 100, value: 0});
  bar.setAttribute("aria-hidden", "true");
  link.setAttribute("aria-busy", "true");
  link.after(bar);
  await take(
    address,
    (told) => {
      bar.value = told.percent;
      const text = words(told, goodFor.get(link) ?? "");
      if (said && said.textContent !== text) said.textContent = text;
    },
    by,
  );
  bar.remove();
  link.removeAttribute("aria-busy");
  underWay.delete(address);
}
