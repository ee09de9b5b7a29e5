// What can be opened above a slide: all slides at once, the code for phones, the keys.
import {HELP} from "./keys.js";
import {make} from "../core/dom.js";
import {qrImage} from "../core/qr.js";

/** All slides as a grid; arrow keys move, Enter goes there. */
export class Overview {
  /**
   * @param {HTMLElement} root
   * @param {Atlas.Deck} deck
   */
  constructor(root, deck) {
    this.deck = deck;
    const cards = deck.lesson.slides.map((slide, i) => this.card(slide, i + 1));
    this.list = make("ol", {className: "atlas-present-grid"}, ...cards);
    root.append(make("h2", {textContent: "All slides"}), this.list);
    this.list.addEventListener("keydown", (event) => this.key(event));
  }

  /**
   * @param {Published.Slide} slide
   * @param {number} number
   */
  card(slide, number) {
    const button = make(
      "button",
      {type: "button"},
      make("b", {textContent: `${number} `}),
      make("span", {textContent: slide.title}),
      make("small", {textContent: slide.kind}),
    );
    button.addEventListener("click", () => this.deck.stand(number));
    return make("li", {}, button);
  }

  buttons() {
    return [...this.list.querySelectorAll("button")];
  }

  show() {
    this.buttons().forEach((button, i) => {
      if (i + 1 === this.deck.slide) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
    this.buttons()[this.deck.slide - 1].focus();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const all = this.buttons();
    const here = all.findIndex((button) => button === document.activeElement);
    const columns = getComputedStyle(this.list).gridTemplateColumns.split(" ").length;
    /** @type {Record<string, number>} */
    const moves = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
      PageDown: 1,
      PageUp: -1,
      Home: -all.length,
      End: all.length,
    };
    const by = moves[event.key];
    if (by === undefined || here < 0) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, here + by))].focus();
  }
}

/** The code that opens the view of the slide on a phone. */
export class Code {
  /**
   * @param {HTMLElement} root
   * @param {Atlas.Deck} deck
   * @param {Published.Phones} phones what the server knows of addresses
   */
  constructor(root, deck, phones) {
    this.deck = deck;
    this.phones = phones;
    this.image = make("img", {alt: "QR code of the address beside it", width: 600, height: 600});
    this.link = make("a", {target: "_blank", rel: "noopener"});
    this.hint = make(
      "p",
      {},
      "Only this computer is served. Start with ",
      make("code", {textContent: "HOST=0.0.0.0 make run"}),
      " to let phones in the room open it.",
    );
    root.append(
      make(
        "div",
        {className: "atlas-present-code"},
        this.image,
        make(
          "div",
          {},
          make("h2", {textContent: "The same view on your phone"}),
          make("p", {}, this.link),
          this.hint,
        ),
      ),
    );
  }

  show() {
    const {base, longest, local} = this.phones;
    const address = `${base || location.origin}${this.deck.current.link}`;
    const fits = address.length <= longest;
    this.image.hidden = !fits;
    if (fits) this.image.src = qrImage(address);
    Object.assign(this.link, {href: address, textContent: address});
    this.hint.hidden = !local.includes(new URL(address).hostname);
  }
}

/** The keys. */
export class Help {
  /** @param {HTMLElement} root */
  constructor(root) {
    /** @param {string[]} line keys and what they do */
    const row = ([keys, does]) =>
      make("tr", {}, make("th", {scope: "row", textContent: keys}), make("td", {textContent: does}));
    const half = Math.ceil(HELP.length / 2);
    /** @param {string[][]} keys */
    const table = (keys) =>
      make("table", {className: "atlas-present-keys"}, make("tbody", {}, ...keys.map(row)));
    root.append(
      make("h2", {textContent: "Keys"}),
      make("div", {className: "atlas-present-halves"}, table(HELP.slice(0, half)), table(HELP.slice(half))),
    );
  }

  show() {
    /* it never changes */
  }
}
