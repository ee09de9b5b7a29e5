// A button that opens a card below it; Escape closes the card again.
import {make} from "../core/dom.js";

/** The button and its card. */
export class Card {
  /**
   * @param {string} label of the button
   * @param {...HTMLElement} content of the card
   */
  constructor(label, ...content) {
    this.card = make("div", {className: "atlas-share", hidden: true}, ...content);
    this.button = make("button", {type: "button", textContent: label, className: "atlas-button"});
    this.button.addEventListener("click", () => this.toggle());
    this.element = make("div", {className: "atlas-share-place"}, this.button, this.card);
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.toggle(false);
  }

  /** @param {boolean} [open] */
  toggle(open = Boolean(this.card.hidden)) {
    this.card.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.show();
  }

  /** Bring an open card in step with the page. */
  show() {
    /* one that never changes */
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
