// What makes a slide of one of the statements: a button that opens a card with them.
import {Picker} from "../core/controls.js";
import {make} from "../core/dom.js";
import {Card} from "../scene/card.js";

/** The button and its card. */
export class StatementCard extends Card {
  /**
   * @param {[string, string][]} statements ids and words
   * @param {() => void} onAdd
   */
  constructor(statements, onAdd) {
    const picker = new Picker("atlas-statement", "Statement", statements, () => {});
    const add = make("button", {type: "button", className: "atlas-button", textContent: "Add it as a slide"});
    add.addEventListener("click", onAdd);
    super("Add a statement as a slide", picker.element, add);
    this.picker = picker;
  }

  /** The id of the statement that is chosen. */
  get chosen() {
    return this.picker.element.value;
  }
}
