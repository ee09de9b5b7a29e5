// The box in which a bone or site is found by its name: a combobox as ARIA describes it.
import {make} from "../core/dom.js";
import {found, plain} from "./search.js";

/** @typedef {import("./search.js").Entry} Entry */
/**
 * What the box asks of its page.
 *
 * @typedef {object} Asked
 * @property {() => Promise<Entry[]>} entries
 * @property {(id: string) => string} nameOf
 * @property {(id: string) => void} onChoose
 */

/** @type {Record<string, number>} */
const STEPS = {ArrowDown: 1, ArrowUp: -1};
const LIST = "atlas-found";

export class SearchBox {
  /** Ids in the order of the list. @type {string[]} */
  #ids = [];
  #active = -1;
  /** Counts what was typed, so that names that come late do not answer what was typed before. */
  #typed = 0;

  /** @param {Asked} asked */
  constructor(asked) {
    this.asked = asked;
    this.input = make("input", {
      type: "text",
      className: "atlas-search",
      placeholder: "Find a bone ( / )",
      autocomplete: "off",
      spellcheck: false,
    });
    const aria = {
      role: "combobox",
      "aria-label": "Find a bone or site, in any language",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": LIST,
      "aria-keyshortcuts": "/",
    };
    for (const [name, value] of Object.entries(aria)) this.input.setAttribute(name, value);
    this.list = make("ul", {id: LIST, className: "atlas-found", hidden: true});
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Bones and sites found");
    this.none = make("p", {className: "atlas-found-none", hidden: true});
    this.none.setAttribute("role", "status");
    this.element = make("div", {className: "atlas-search-place"}, this.input, this.list, this.none);
    this.input.addEventListener("input", () => this.#search());
    this.input.addEventListener("focus", () => asked.entries().catch(() => {})); // typing says what failed
    this.input.addEventListener("keydown", (event) => this.#onKey(event));
    this.input.addEventListener("blur", () => this.close());
    // Pressing on an option must not take the focus, which would close the list before the click.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest("li") : null;
      if (option) this.#choose([...this.list.children].indexOf(option));
    });
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  close() {
    this.#typed += 1;
    this.input.value = "";
    this.#offer([]);
    this.none.hidden = true;
  }

  async #search() {
    const typed = (this.#typed += 1);
    const letters = this.input.value;
    /** @type {Entry[]} */
    let entries;
    try {
      entries = await this.asked.entries();
    } catch {
      if (typed === this.#typed)
        this.#say("The names could not be fetched. Type again when the connection is back.");
      return;
    }
    if (typed !== this.#typed) return;
    const all = found(letters, entries);
    this.#offer(all);
    if (all.length || !letters.trim()) this.none.hidden = true;
    else this.#say("No bone or site here has such a name.");
  }

  /** @param {string} text */
  #say(text) {
    this.#offer([]);
    this.none.textContent = text;
    this.none.hidden = false;
  }

  /** @param {import("./search.js").Found[]} all */
  #offer(all) {
    this.#ids = all.map(({id}) => id);
    this.list.replaceChildren(...all.map((one, i) => this.#option(one, i)));
    this.list.hidden = !all.length;
    this.input.setAttribute("aria-expanded", String(all.length > 0));
    this.#move(all.length ? 0 : -1);
  }

  /**
   * @param {import("./search.js").Found} found
   * @param {number} i
   */
  #option({id, by}, i) {
    const name = this.asked.nameOf(id);
    // "L3, lumbar spine" says already that it is L3.
    const also = plain(name).includes(plain(by)) ? null : make("span", {textContent: by});
    const option = make("li", {id: `${LIST}-${i}`}, make("b", {textContent: name}), also ? " " : null, also);
    option.setAttribute("role", "option");
    return option;
  }

  /** @param {number} to place in the list; -1 for none */
  #move(to) {
    this.#active = to;
    [...this.list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === to)));
    if (to < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${LIST}-${to}`);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.isComposing || !this.#take(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * @param {string} key
   * @returns {boolean} whether it says anything here
   */
  #take(key) {
    const count = this.#ids.length;
    if (key === "Escape") this.input.blur();
    else if (key === "Enter") this.#choose(this.#active);
    else if (key in STEPS && count) this.#move((this.#active + STEPS[key] + count) % count);
    else return false;
    return true;
  }

  /** @param {number} i */
  #choose(i) {
    const id = this.#ids[i];
    if (id === undefined) return;
    this.input.blur();
    this.asked.onChoose(id);
  }
}
