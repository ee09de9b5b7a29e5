// The keys of the Atlas page, and the card that tells them.
import {make} from "../core/dom.js";

/** Keys and what they do, in the order in which the card tells them. @type {[string, string][]} */
const KEYS = [
  ["/", "find a bone or site by name"],
  ["L", "the next layer: the article, then one study after the other; with Shift, the one before"],
  ["B", "whole body, or trunk from crown to thigh"],
  ["F", "full screen, and back"],
  ["Tab", "go on to the next control; at the figure, the list of bones"],
  ["↑ ↓", "move in the list of bones, or in what was found"],
  ["Enter", "select; with Shift, add to what is selected"],
  ["Esc", "close what is open; else select nothing"],
  ["?", "this card"],
];
const TYPED_INTO = "input, textarea, select, [contenteditable], [role='listbox']";

/**
 * Whether a key belongs to what has the focus: to something that is typed into, or to a combination.
 *
 * @param {KeyboardEvent} event
 */
function isTaken(event) {
  const {target} = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  return target instanceof Element && Boolean(target.closest(TYPED_INTO));
}

export class Keys {
  /** @param {Record<string, (event: KeyboardEvent) => void>} acts by key, in lower case */
  constructor(acts) {
    this.acts = acts;
    this.dialog = make(
      "dialog",
      {className: "atlas-keys"},
      make("h2", {textContent: "Keys"}),
      make(
        "dl",
        {},
        ...KEYS.flatMap(([key, text]) => [
          make("dt", {}, make("kbd", {textContent: key})),
          make("dd", {textContent: text}),
        ]),
      ),
      make("p", {
        className: "atlas-small-print",
        textContent:
          "With a mouse: click selects, Shift and click adds. With fingers: tap selects, two fingers or a double " +
          "tap zoom.",
      }),
      make("form", {method: "dialog"}, make("button", {className: "atlas-button", textContent: "Close"})),
    );
    this.dialog.setAttribute("aria-label", "Keys");
    document.addEventListener("keydown", this.#onKey);
  }

  show() {
    if (!this.dialog.open) this.dialog.showModal();
  }

  /** @param {KeyboardEvent} event */
  #onKey = (event) => {
    if (this.dialog.open || isTaken(event)) return;
    const act = event.key === "?" ? () => this.show() : this.acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act(event);
  };

  destroy() {
    document.removeEventListener("keydown", this.#onKey);
  }
}
