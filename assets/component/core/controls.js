// Controls of our own: a row of buttons of which one is pressed, and a list to choose from.
import {make} from "./dom.js";

/** Steps of the keys in a row of buttons. @type {Record<string, number>} */
const STEPS = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};

/** A row of buttons, of which one is always pressed. */
export class Segments {
  /** @type {Map<string, HTMLButtonElement>} */
  buttons = new Map();

  /**
   * @param {string} name of its class
   * @param {string} label what a screen reader says
   * @param {[string, string][]} options values and what the buttons say
   * @param {(value: string) => void} onChoose
   */
  constructor(name, label, options, onChoose) {
    this.onChoose = onChoose;
    for (const [value, text] of options) {
      const button = make("button", {type: "button", textContent: text, tabIndex: -1});
      button.setAttribute("role", "radio");
      button.addEventListener("click", () => this.onChoose(value));
      this.buttons.set(value, button);
    }
    this.element = make("div", {className: `atlas-segments ${name}`}, ...this.buttons.values());
    this.element.setAttribute("role", "radiogroup");
    this.element.setAttribute("aria-label", label);
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
  }

  /** @param {string} value the one pressed */
  show(value) {
    for (const [own, button] of this.buttons) {
      button.setAttribute("aria-checked", String(own === value));
      button.tabIndex = own === value ? 0 : -1;
    }
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    const values = [...this.buttons.keys()];
    const at = [...this.buttons.values()].findIndex((button) => button === document.activeElement);
    const to = values[(at + STEPS[event.key] + values.length) % values.length];
    this.buttons.get(to)?.focus();
    this.onChoose(to);
  }
}

/** A list to choose from. */
export class Picker {
  /**
   * @param {string} name of its class
   * @param {string} label what a screen reader says
   * @param {[string, string][]} options values and what they are called
   * @param {(value: string) => void} onChoose
   */
  constructor(name, label, options, onChoose) {
    this.element = make(
      "select",
      {className: `atlas-picker ${name}`},
      ...options.map(([value, text]) => make("option", {value, textContent: text})),
    );
    this.element.setAttribute("aria-label", label);
    this.element.addEventListener("change", () => onChoose(this.element.value));
  }

  /** @param {string} value */
  show(value) {
    this.element.value = value;
  }
}
