// Claim by claim: the statements, and which of them becomes a slide.
import {fragment} from "../core/dom.js";
import {Part} from "./part.js";
import {StatementCard} from "./statement_card.js";

/** @typedef {import("./files.js").EvidenceFiles} Files */

/** The statements of the article. */
export class ClaimsPart extends Part {
  /** @type {StatementCard | null} */
  card = null;

  /** @param {Files} files */
  learn(files) {
    // They say the same in every language of the names: what the reader has opened stays open.
    if (this.card) return;
    this.element.replaceChildren(fragment(files.claims));
    this.card = new StatementCard(files.manifest.statements, () => this.page.addSlide());
    this.offers = [this.card.element];
  }

  show() {}

  showSelection() {}

  slide() {
    return {claim: this.card?.chosen ?? ""};
  }
}
