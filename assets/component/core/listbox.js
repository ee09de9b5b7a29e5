// The bones as a keyboard listbox in anatomical order, in step with the figure.

let count = 0;
const TYPING_MS = 700;
/** @type {Record<string, number>} */
const STEPS = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
};

/**
 * @template {Atlas.Listed} [View=Atlas.Listed]
 */
export class Listbox {
  /** What is listed, once it is. @type {string[]} */
  ids = [];
  /** Place of the item that the keys have reached; -1 before they have reached any. */
  active = -1;
  built = false;
  open = false;
  /** Letters typed in quick succession, and when the last of them was. */
  typed = "";
  typedAt = -Infinity;

  /**
   * @param {HTMLElement} stage
   * @param {View} view the figure: what is listed, and what a choice does
   */
  constructor(stage, view) {
    this.view = view;
    this.prefix = `atlas-list-${(count += 1)}`;
    this.element = document.createElement("ul");
    Object.assign(this.element, {className: "atlas-list", tabIndex: 0, hidden: true});
    this.element.setAttribute("role", "listbox");
    this.element.setAttribute("aria-multiselectable", "true");
    stage.append(this.element);
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    this.element.addEventListener("focus", () => {
      this.build();
      if (this.active < 0) this.move(this.firstChosen());
    });
    this.element.addEventListener("click", (event) => {
      const item = event.target instanceof Element && event.target.closest("li");
      if (!item) return;
      this.active = [...this.element.children].indexOf(item);
      this.view.select(this.ids[this.active], {add: event.shiftKey});
    });
  }

  /** @param {boolean} shown */
  update(shown) {
    this.element.hidden = !shown;
    const what = this.view.isFlow() ? "Vessels and bones, along the routes" : "Bones, from head to foot";
    this.element.setAttribute(
      "aria-label",
      `${what}. Arrow keys move, Enter selects, Shift and Enter add, Escape clears.`,
    );
    if (this.built) {
      this.texts();
      this.mark();
    }
    if (this.open) this.build();
  }

  /** List anew when it is next asked for: other things are shown. */
  reset() {
    this.built = false;
    this.active = -1;
  }

  build() {
    if (this.built) return;
    this.built = true;
    this.ids = this.view.listed();
    this.element.innerHTML = this.ids
      .map((_, i) => `<li role="option" id="${this.prefix}-${i}" aria-selected="false"></li>`)
      .join("");
    this.texts();
    this.mark();
  }

  texts() {
    [...this.element.children].forEach((item, i) => {
      const text = this.view.spoken(this.ids[i]);
      if (item.textContent !== text) item.textContent = text;
    });
  }

  mark() {
    if (!this.built) return;
    const chosen = this.view.chosenOfList();
    [...this.element.children].forEach((item, i) => {
      item.setAttribute("aria-selected", String(chosen.has(this.ids[i])));
      item.classList.toggle("atlas-active", i === this.active);
    });
    const first = this.firstChosen();
    if (first >= 0 && document.activeElement !== this.element) this.active = first;
  }

  /** Place of the first selected bone, -1 where none is. */
  firstChosen() {
    const chosen = this.view.chosenOfList();
    return this.ids.findIndex((id) => chosen.has(id));
  }

  /** @param {number} to place; the nearest that there is */
  move(to) {
    if (!this.ids.length) return;
    this.active = Math.max(0, Math.min(this.ids.length - 1, to));
    this.element.setAttribute("aria-activedescendant", `${this.prefix}-${this.active}`);
    this.mark();
    this.#scrollTo(this.element.children[this.active]);
  }

  /**
   * Bring an item into sight within the list; the page stays where it is.
   *
   * @param {Element} item
   */
  #scrollTo(item) {
    const {element} = this;
    const [list, own] = [element.getBoundingClientRect(), item.getBoundingClientRect()];
    if (own.top < list.top) element.scrollTop -= list.top - own.top;
    else if (own.bottom > list.bottom) element.scrollTop += own.bottom - list.bottom;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    this.build(); // other things may be shown than when it got the focus
    if (this.take(event.key, event.shiftKey)) event.preventDefault();
  }

  /**
   * Do what a key says; tells whether it says anything here.
   *
   * @param {string} key
   * @param {boolean} add whether what is selected stays selected
   */
  take(key, add) {
    if (key.length === 1 && key !== " ") return this.type(key);
    if (key in STEPS) this.move(this.active + STEPS[key]);
    else if (key === "Escape") this.view.select(null);
    else if (key === "Enter" || key === " ") this.view.select(this.ids[this.active], {add});
    else return false;
    return true;
  }

  /**
   * First letters, as in any list: letters typed in quick succession make one word ("fem").
   *
   * @param {string} letter
   * @returns {boolean} whether anything begins so
   */
  type(letter) {
    const now = performance.now();
    const continued = now - this.typedAt < TYPING_MS;
    this.typed = continued ? this.typed + letter.toLowerCase() : letter.toLowerCase();
    this.typedAt = now;
    const n = this.ids.length;
    const labels = this.ids.map((id) => this.view.labelOf(id).toLowerCase());
    for (let k = continued ? 0 : 1; k <= n; k += 1) {
      const i = (this.active + k + n) % n;
      if (labels[i].startsWith(this.typed)) {
        this.move(i);
        return true;
      }
    }
    return false;
  }

  toggle() {
    this.open = !this.open;
    this.element.classList.toggle("atlas-open", this.open);
    // The page must not jump, nor the button that opens the list leave the window.
    if (this.open) this.element.focus({preventScroll: true});
    return this.open;
  }
}
