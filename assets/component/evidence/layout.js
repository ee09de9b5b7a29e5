// What the Evidence page consists of, without what is in it.
import {make} from "../core/dom.js";
import {Notices, slideButton} from "../scene/parts.js";

/** The elements of the page, and what is said in them. */
export class Layout {
  /**
   * @param {HTMLElement} root
   * @param {{onSlide: () => void}} acts
   */
  constructor(root, {onSlide}) {
    this.top = make("div", {className: "atlas-evidence-top"});
    this.notices = new Notices();
    this.live = make("div", {className: "atlas-unseen", role: "status"});
    this.heading = make("h2", {className: "atlas-unseen"});
    this.place = make("div");
    this.slide = slideButton(onSlide, false);
    this.offer = make("div");
    this.foot = make("div", {className: "atlas-foot atlas-evidence-foot"}, this.slide, this.offer);
    root.replaceChildren(this.top, this.notices.element, this.live, this.heading, this.place, this.foot);
  }

  /**
   * Say what of the address was not known.
   *
   * @param {string[]} notices
   */
  tell(notices) {
    this.notices.tell(notices);
  }

  /**
   * Let a screen reader say what is shown now.
   *
   * @param {string} text
   */
  announce(text) {
    if (this.live.textContent !== text) this.live.textContent = text;
  }

  /** What is said of the sites is there before the page is. */
  wait() {}

  /** Something could not be fetched. */
  fail() {
    this.tell(["It could not be fetched. Choose it again when the connection is back."]);
  }
}
