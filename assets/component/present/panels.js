// What can be opened above a slide: the code for phones, the keys.
import {helpWithout} from "./keys.js";
import {make} from "../core/dom.js";
import {place} from "../core/place.js";
import {qrImage} from "../core/qr.js";

/** Of a copy; pages of the server have another, which is no part of a lesson. */
const FOOT = "[data-store] .atlas-small-print";

const OF_A_FILE = [
  "No phone can open this page, because it is a file on this computer: give the class the file itself.",
];
const howToReach = () => [
  "No phone can open this page, because it is served to this computer alone: start it with ",
  make("code", {textContent: "make run HOST=0.0.0.0"}),
  " and this slide shows the code for the class.",
];

/** The code that opens the view of the slide on a phone; where no phone can reach the page, how to make one. */
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
    this.shown = make(
      "div",
      {className: "atlas-present-code"},
      this.image,
      make(
        "div",
        {},
        make("h2", {textContent: "The same view on your phone"}),
        make("p", {textContent: "Point the camera of your phone at the code, or type the address:"}),
        make("p", {className: "atlas-present-address"}, this.link),
      ),
    );
    this.hint = make("p", {className: "atlas-present-no-code"});
    root.append(this.shown, this.hint);
  }

  show() {
    const {base, longest, local} = this.phones;
    const {link} = this.deck.current;
    const address = base ? `${base}${link}` : new URL(place().link(link), location.href).href;
    const {protocol, hostname} = new URL(address);
    const isFile = protocol === "file:";
    const isReached = !isFile && !local.includes(hostname);
    this.shown.hidden = !isReached;
    this.hint.hidden = isReached;
    this.hint.replaceChildren(...(isFile ? OF_A_FILE : howToReach()));
    const fits = isReached && address.length <= longest;
    this.image.hidden = !fits;
    if (fits) this.image.src = qrImage(address);
    Object.assign(this.link, {href: address, textContent: address});
  }
}

/** What a copy says of itself at its foot, which a lesson hides: what it is for, version and licence. */
function about() {
  const foot = document.querySelector(FOOT);
  return foot ? [make("p", {className: "atlas-present-about", textContent: foot.textContent})] : [];
}

/** The keys. */
export class Help {
  /**
   * @param {HTMLElement} root
   * @param {Set<string>} [lacking] acts that the lesson does without
   */
  constructor(root, lacking) {
    const lines = helpWithout(lacking);
    /** @param {string[]} line keys and what they do */
    const row = ([keys, does]) =>
      make("tr", {}, make("th", {scope: "row", textContent: keys}), make("td", {textContent: does}));
    const half = Math.ceil(lines.length / 2);
    /** @param {string[][]} keys */
    const table = (keys) =>
      make("table", {className: "atlas-present-keys"}, make("tbody", {}, ...keys.map(row)));
    root.append(
      make("h2", {textContent: "Keys"}),
      make("div", {className: "atlas-present-halves"}, table(lines.slice(0, half)), table(lines.slice(half))),
      ...about(),
    );
  }

  show() {
    /* it never changes */
  }
}
