// What the pages of scenes have in common: notices, the buttons below, what a panel says before it is there.
import {make} from "../core/dom.js";

/**
 * The page round the figures of a scene.
 *
 * @typedef {object} Frame
 * @property {(notices: string[]) => void} tell says what of the address was not known
 * @property {(names: string[]) => void} wait says of what the panel will be
 * @property {() => void} fail says that the panels could not be fetched
 */

/** The place of notices, of which a screen reader tells. */
export class Notices {
  element = make("div", {className: "atlas-notices", role: "status"});

  /** @param {string[]} texts */
  tell(texts) {
    this.element.replaceChildren(...texts.map((text) => make("p", {textContent: text})));
  }
}

/** The panel of what is selected. */
export class PanelPlace {
  element = make("div", {className: "atlas-panel-text", ariaLive: "polite"});

  /** @param {...Node} parts */
  show(...parts) {
    this.element.replaceChildren(...parts);
  }

  /**
   * The panel is not there yet: say of what it will be, rather than show that of another.
   *
   * @param {string[]} names
   */
  wait(names) {
    this.#say(names.join(", "), "It is on the way.");
  }

  /** The panels could not be fetched. */
  fail() {
    const name = this.element.querySelector("h2")?.textContent ?? "";
    this.#say(name, "It could not be fetched. Select it again when the connection is back.");
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  #say(name, text) {
    this.show(
      make(
        "section",
        {className: "atlas-detail"},
        make("h2", {textContent: name}),
        make("p", {className: "atlas-facts", textContent: text}),
      ),
    );
  }
}

/** A button that opens something below and closes it. */
export class Opener {
  isOpen = false;

  /**
   * @param {string} text
   * @param {() => void} onPress
   */
  constructor(text, onPress) {
    this.element = make("button", {
      type: "button",
      className: "atlas-button atlas-as-table",
      textContent: text,
    });
    this.set(false);
    this.element.addEventListener("click", () => {
      this.set(!this.isOpen);
      onPress();
    });
  }

  /** @param {boolean} isOpen */
  set(isOpen) {
    this.isOpen = isOpen;
    this.element.setAttribute("aria-expanded", String(isOpen));
  }
}

/**
 * The button that makes a slide of what is seen.
 *
 * @param {() => void} onPress
 * @param {boolean} there whether a view can become a slide here
 */
export function slideButton(onPress, there) {
  const button = make("button", {
    type: "button",
    className: "atlas-button atlas-add-slide",
    textContent: "Add this view as a slide",
    hidden: !there,
  });
  button.addEventListener("click", onPress);
  return button;
}

/**
 * A link to another page of the app, which carries what is on the screen.
 *
 * @param {string} path
 * @param {string} text
 * @param {Record<string, string>} parts of the address that the link itself says
 */
export function pageLink(path, text, parts) {
  const link = make("a", {href: path, className: "atlas-page-link", target: "_self", textContent: text});
  Object.assign(link.dataset, parts);
  return link;
}
