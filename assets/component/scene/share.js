// The link of what is on the screen and its code, for the phones in the room.
import {make} from "../core/dom.js";

/** A button that opens the card. */
export class Share {
  /**
   * @param {() => string} addressOf the address of the view, from the root of the server
   * @param {Published.Phones} phones
   */
  constructor(addressOf, phones) {
    this.addressOf = addressOf;
    this.phones = phones;
    this.image = make("img", {alt: "QR code of the link below", width: 220, height: 220});
    this.link = make("a", {});
    this.long = make("p", {
      className: "atlas-small-print",
      textContent: "So many bones are selected that the link is too long for a QR code.",
    });
    this.hint = make(
      "p",
      {className: "atlas-small-print"},
      "Only this computer is served. Start with ",
      make("code", {textContent: "HOST=0.0.0.0 make run"}),
      " to let phones in the room open it.",
    );
    this.card = make(
      "div",
      {className: "atlas-share", hidden: true},
      this.image,
      this.long,
      make("p", {}, this.link),
      this.hint,
    );
    this.button = make("button", {type: "button", textContent: "Share", className: "atlas-button"});
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

  /** Bring an open card in step with the view. */
  show() {
    if (this.card.hidden) return;
    const {base, longest, local} = this.phones;
    const address = `${base || location.origin}${this.addressOf()}`;
    const fits = address.length <= longest;
    this.image.hidden = !fits;
    this.long.hidden = fits;
    if (fits) this.image.src = `/qr.svg?${new URLSearchParams({u: address})}`;
    Object.assign(this.link, {href: address, textContent: address});
    this.hint.hidden = !local.includes(new URL(address).hostname);
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
