// What the Atlas page consists of, without what is in it.
import {make} from "../core/dom.js";
import {Notices, Opener, PanelPlace, pageLink, slideButton} from "../scene/parts.js";

/** Where there is no room beside the figure its tools lie on it. */
const SMALL = "(max-width: 640px), (max-height: 500px)";

/**
 * What a layout is made with.
 *
 * @typedef {object} Acts
 * @property {() => void} onTable
 * @property {() => void} onSlide
 * @property {boolean} slides whether views can become slides
 */

/** What the marks of the comparison mean; `MARKS` in comparison.py says the same beside an uploaded table. */
const MARKS =
  "Blue: breast cancer. Grey: another cancer. Ring: count not published. Pale: small group. Line: 95 % CI.";

/** The elements of the page, and what is said in them. */
export class Layout {
  #small = matchMedia(SMALL);
  /** What acts on the figure. @type {HTMLElement | null} */
  #toolbar = null;

  /**
   * @param {HTMLElement} root
   * @param {Acts} acts
   */
  constructor(root, acts) {
    const figure = () => make("div", {className: "atlas-figure"});
    this.choose = make("div", {className: "atlas-choose"});
    this.key = make("div", {className: "atlas-key"});
    this.views = make("div", {className: "atlas-views"});
    this.options = make("div", {className: "atlas-options"});
    this.slide = slideButton(acts.onSlide, acts.slides);
    this.tools = make("div", {className: "atlas-tools"}, this.options, this.slide);
    this.notices = new Notices();
    this.live = make("div", {className: "atlas-unseen", role: "status"});
    this.source = make("div", {className: "atlas-source-line"});
    this.find = make("div", {className: "atlas-find"});
    this.skeleton = figure();
    this.panel = new PanelPlace();
    this.agreement = pageLink("/evidence", "Do the studies agree on it?", {part: "agreement"});
    const compare = pageLink("/evidence", "Compare with another study", {part: "compare"});
    this.further = make("p", {className: "atlas-coarser atlas-further"}, compare, this.agreement);
    this.comparisonHeading = heading("");
    this.comparison = figure();
    this.coarser = make("p", {
      className: "atlas-small-print",
      textContent: "* reported for a coarser site that includes it",
    });
    this.marks = make("p", {className: "atlas-small-print", textContent: MARKS});
    this.rankingHeading = heading("");
    this.ranking = figure();
    this.tableButton = new Opener("Show as a table", acts.onTable);
    this.downloads = make("p", {className: "atlas-downloads"});
    this.table = make("div", {className: "atlas-table-place"});
    this.hint = make("p", {className: "atlas-hint", textContent: "Tap a bone"});
    this.skeletonPlace = make("div", {className: "atlas-skeleton"}, this.skeleton, this.hint);
    root.replaceChildren(this.notices.element, this.live, this.#body(), this.table);
    this.compare(false, false, false);
    this.#small.addEventListener("change", this.#onSize);
  }

  #body() {
    const comparison = make(
      "div",
      {className: "atlas-comparison"},
      this.comparisonHeading,
      this.coarser,
      this.comparison,
      this.marks,
    );
    return make(
      "div",
      {className: "atlas-body"},
      make("div", {className: "atlas-rail"}, this.choose, this.key, this.views, this.tools),
      this.skeletonPlace,
      make(
        "div",
        {className: "atlas-side"},
        this.find,
        this.source,
        make("div", {className: "atlas-panel"}, this.panel.element, this.further, comparison),
        make("div", {className: "atlas-ranking"}, this.rankingHeading, this.ranking),
        make("div", {className: "atlas-foot"}, this.tableButton.element, this.downloads),
      ),
    );
  }

  /**
   * Give the tools of the figure their place: beside it, or on it where there is no room.
   *
   * @param {HTMLElement} toolbar
   */
  placeToolbar(toolbar) {
    this.#toolbar = toolbar;
    (this.#small.matches ? this.skeletonPlace : this.tools).append(toolbar);
  }

  #onSize = () => {
    if (this.#toolbar) this.placeToolbar(this.#toolbar);
  };

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

  /**
   * The panel is not there yet.
   *
   * @param {string[]} names
   */
  wait(names) {
    this.panel.wait(names);
    this.compare(false, false, false);
  }

  /** The panels could not be fetched. */
  fail() {
    this.panel.fail();
  }

  /**
   * @param {boolean} one whether one site is selected
   * @param {boolean} reported whether any study reports it
   * @param {boolean} coarser whether a coarser site was reported
   */
  compare(one, reported, coarser) {
    this.agreement.hidden = !(one && reported);
    this.comparisonHeading.hidden = !one;
    this.comparisonHeading.textContent = reported
      ? "The same site in each study"
      : "No study here reports this site";
    this.comparison.hidden = this.marks.hidden = !(one && reported);
    this.coarser.hidden = !(one && reported && coarser);
  }

  destroy() {
    this.#small.removeEventListener("change", this.#onSize);
  }
}

/** @param {string} text */
const heading = (text) => make("h2", {className: "atlas-heading", textContent: text});
