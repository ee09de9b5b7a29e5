// What makes a slide of one of the statements: a button that opens a card with them.
import {Picker} from "../core/controls.js";
import {make} from "../core/dom.js";

/** The button and its card. */
export class StatementCard {
  /**
   * @param {[string, string][]} statements ids and words
   * @param {() => void} onAdd
   */
  constructor(statements, onAdd) {
    this.picker = new Picker("atlas-statement", "Statement", statements, () => {});
    const add = make("button", {type: "button", className: "atlas-button", textContent: "Add it as a slide"});
    add.addEventListener("click", onAdd);
    this.card = make("div", {className: "atlas-share", hidden: true}, this.picker.element, add);
    this.button = make("button", {
      type: "button",
      className: "atlas-button",
      textContent: "Add a statement as a slide",
    });
    this.button.addEventListener("click", () => this.toggle());
    this.element = make("div", {className: "atlas-share-place"}, this.button, this.card);
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.toggle(false);
  }

  /** The id of the statement that is chosen. */
  get chosen() {
    return this.picker.element.value;
  }

  /** @param {boolean} [open] */
  toggle(open = Boolean(this.card.hidden)) {
    this.card.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key !== "Escape" || this.card.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    this.toggle(false);
    this.button.focus();
  }
}
