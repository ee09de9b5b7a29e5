// The buttons of a lesson: there while the mouse moves, while one of them has the focus, and always on a phone.
import {make} from "../core/dom.js";

const REST_MS = 2600;
// So long full screen is offered where a lesson begins without it.
const OFFER_MS = 8000;
// Drawn, not typed: few fonts have these signs. One path each in a box of 24.
/** @type {Record<string, string>} */
const ICONS = {
  back: "M15 4l-8 8 8 8",
  next: "M9 4l8 8-8 8",
  overview: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
  labels: "M4 6h9l7 6-7 6H4z",
  pause: "M8 4v16M16 4v16",
  pointer: "M12 7a5 5 0 1 0 0 10a5 5 0 1 0 0-10M12 1v4M12 19v4M1 12h4M19 12h4",
  explore: "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5L21 21",
  black: "M4 5h16v11H4zM9 20h6M6 7l12 7",
  notes: "M5 3h10l4 4v14H5zM8 10h8M8 14h8M8 18h5",
  notesBelow: "M4 4h16v9H4zM5 17h14M5 21h9",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2",
  clock: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5l4 2",
  fullscreen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  help: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18v.2",
  close: "M5 5l14 14M19 5L5 19",
};
const BUTTONS = [
  ["back", "Back"],
  ["next", "Next"],
  ["overview", "All slides"],
  ["pause", "Hold the cell, or let it go on"],
  ["pointer", "Large pointer"],
  ["labels", "Labels on or off"],
  ["explore", "Look at the skeleton"],
  ["black", "Black screen"],
  ["notes", "Notes in a window"],
  ["notesBelow", "Notes under the slide"],
  ["qr", "Code for phones"],
  ["clock", "Time, from zero"],
  ["fullscreen", "Full screen"],
  ["help", "Keys"],
];
/** @param {string} d path in a box of 24 */
const icon = (d) =>
  `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${d}" fill="none" stroke="currentColor" ` +
  'stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>';

export class Bar {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  resting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  offering;

  /**
   * @param {HTMLElement} parent the presenter's element
   * @param {(name: string) => void} act called with the name of what a button does
   * @param {object} options
   * @param {string} options.closing address of the page of lessons
   * @param {Set<string>} options.lacking acts that the lesson does without
   * @param {() => void} options.onClose called when the lesson is left for there
   */
  constructor(parent, act, {closing, lacking, onClose}) {
    this.parent = parent;
    this.buttons = Object.fromEntries(
      BUTTONS.map(([name, label]) => [name, this.button(name, label, () => act(name))]),
    );
    this.close = make("a", {
      href: closing,
      title: "Close the lesson",
      innerHTML: icon(ICONS.close),
      className: "atlas-present-tool",
    });
    this.close.setAttribute("aria-label", "Close the lesson");
    this.close.addEventListener("click", (event) => {
      if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        onClose();
      }
    });
    this.more = this.button("more", "More", () => this.unfold());
    this.more.innerHTML = icon("M5 12h.1M12 12h.1M19 12h.1");
    this.more.setAttribute("aria-expanded", "false");
    this.element = make(
      "div",
      {className: "atlas-present-bar"},
      ...Object.values(this.buttons),
      this.close,
      this.more,
    );
    this.element.setAttribute("role", "toolbar");
    this.element.setAttribute("aria-label", "Lesson");
    parent.append(this.element);
    for (const name of lacking) this.buttons[name].hidden = true;
    this.close.hidden = !closing; // a lesson alone has no page that it could be left for
    this.onFullScreen = () => this.markFullScreen();
    document.addEventListener("fullscreenchange", this.onFullScreen);
    this.markFullScreen();
    if (!lacking.has("fullscreen") && !document.fullscreenElement) this.offer();
    const wake = (/** @type {PointerEvent} */ event) => {
      if (event.pointerType !== "touch") this.show();
    };
    parent.addEventListener("pointermove", wake, {passive: true});
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {() => void} act
   */
  button(name, label, act) {
    const button = make("button", {
      type: "button",
      title: label,
      innerHTML: icon(ICONS[name] ?? ""),
      className: `atlas-present-tool atlas-present-tool-${name}`,
    });
    button.setAttribute("aria-label", label);
    // After a click the keys belong to the lesson again.
    button.addEventListener("click", (event) => {
      act();
      if (event.detail) button.blur();
    });
    return button;
  }

  unfold() {
    const open = this.element.classList.toggle("atlas-present-unfolded");
    this.more.setAttribute("aria-expanded", String(open));
  }

  /** Show at once, and in words, how the lesson fills the screen: one that was opened by its address does not. */
  offer() {
    const {fullscreen} = this.buttons;
    fullscreen.append(make("span", {textContent: "Full screen"}));
    this.parent.classList.add("atlas-present-offering");
    this.offering = setTimeout(() => this.endOffer(), OFFER_MS);
  }

  endOffer() {
    clearTimeout(this.offering);
    this.parent.classList.remove("atlas-present-offering");
    this.buttons.fullscreen.querySelector("span")?.remove();
  }

  markFullScreen() {
    const isFull = Boolean(document.fullscreenElement);
    this.buttons.fullscreen.setAttribute("aria-pressed", String(isFull));
    if (isFull) this.endOffer();
  }

  show() {
    this.parent.classList.add("atlas-present-awake");
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.parent.classList.remove("atlas-present-awake"), REST_MS);
  }

  /** @param {Atlas.Deck} deck */
  update(deck) {
    const pressed = {
      overview: deck.panel === "overview",
      labels: deck.labels,
      explore: deck.panel === "explore",
      black: deck.black,
      notesBelow: deck.notesBelow,
      qr: deck.panel === "qr",
      help: deck.panel === "help",
    };
    for (const [name, on] of Object.entries(pressed))
      this.buttons[name].setAttribute("aria-pressed", String(on));
    this.buttons.back.setAttribute(
      "aria-disabled",
      String(deck.slide === 1 && deck.revealed === 0 && !deck.panel && !deck.black),
    );
    this.buttons.next.setAttribute("aria-disabled", String(deck.atEnd && !deck.panel && !deck.black));
    this.buttons.explore.hidden = !deck.current.explore || deck.isOpen(deck.slide);
    this.buttons.pause.hidden = !deck.current.playing?.journey;
  }

  destroy() {
    clearTimeout(this.resting);
    this.endOffer();
    document.removeEventListener("fullscreenchange", this.onFullScreen);
  }
}
