// The link of what is on the screen and its code, for the phones in the room. It needs no server.
import {make} from "../core/dom.js";
import {OneFile, place} from "../core/place.js";
import {qrImage} from "../core/qr.js";
import {store} from "../core/store.js";
import {Card} from "./card.js";
import {EmbedLines} from "./embed_lines.js";

/**
 * The address under which other devices open this page with a query.
 *
 * @param {URLSearchParams} query
 * @param {string} base where they reach the server; empty where the page's own address is all that is known
 * @param {string} [page] address of the page
 */
export function addressOf(query, base, page = document.baseURI) {
  const own = new URL(place().here(query), page);
  return base ? `${base}${own.pathname}${own.search}` : own.href;
}

/** What the file with the whole atlas is called. */
const FILE = "bone-atlas.html";

/** The offer of the whole atlas as one file; `shell/take_home.js` makes it work. */
function wholeAtlas() {
  const link = make("a", {
    className: "atlas-button",
    href: "/take-home/html/atlas",
    download: FILE,
    textContent: "Download the atlas as one file",
  });
  link.dataset.takeHome = "";
  const said = make("span", {
    className: "atlas-small-print",
    textContent: "It opens by double-click, without a network.",
  });
  said.dataset.said = "";
  said.setAttribute("role", "status");
  const address = make("code", {});
  const view = make("p", {className: "atlas-small-print"}, "With this view: ", address);
  return {element: make("div", {className: "atlas-one-file"}, link, said, view), address};
}

/**
 * What follows the name of the file for a view of this page.
 *
 * @param {URLSearchParams} query
 */
export function inOneFile(query, {pathname} = location) {
  return new OneFile().written(pathname, query);
}

/** A button that opens the card. */
export class Share extends Card {
  /**
   * @param {() => URLSearchParams} query of the view
   * @param {Published.Phones} phones
   */
  constructor(query, phones) {
    super("Share");
    this.query = query;
    this.phones = phones;
    this.image = make("img", {alt: "QR code of the link below", width: 220, height: 220});
    this.link = make("a", {});
    this.long = make("p", {
      className: "atlas-small-print",
      textContent: "So many bones are selected that the link is too long for a QR code.",
    });
    this.file = make("p", {
      className: "atlas-small-print",
      textContent: "This page is a file on this computer: no other device can open the link.",
    });
    this.hint = make(
      "p",
      {className: "atlas-small-print"},
      "Only this computer is served. Start with ",
      make("code", {textContent: "HOST=0.0.0.0 make run"}),
      " to let phones in the room open it.",
    );
    this.embed = new EmbedLines();
    // A copy is one already, or can make none.
    this.offer = store().isCopy ? null : wholeAtlas();
    this.card.append(
      this.image,
      this.long,
      make("p", {}, this.link),
      this.hint,
      this.file,
      this.embed.element,
    );
    if (this.offer) this.card.append(this.offer.element);
  }

  /** Bring an open card in step with the view. */
  show() {
    if (this.card.hidden) return;
    const {base, longest, local} = this.phones;
    const address = addressOf(this.query(), base);
    const {protocol, hostname} = new URL(address);
    const isFile = protocol === "file:";
    const fits = address.length <= longest;
    this.image.hidden = isFile || !fits;
    this.long.hidden = isFile || fits;
    if (!this.image.hidden) this.image.src = qrImage(address);
    Object.assign(this.link, {href: address, textContent: address});
    this.hint.hidden = !local.includes(hostname);
    this.file.hidden = !isFile;
    this.embed.element.hidden = isFile;
    if (!isFile) this.embed.show(address);
    if (this.offer) this.offer.address.textContent = `${FILE}${inOneFile(this.query())}`;
  }
}
