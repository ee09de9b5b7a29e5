// What the Atlas page consists of, without what is in it.
import {make} from "../core/dom.js";
import {Notices, Opener, PanelPlace, slideButton} from "../scene/parts.js";

/** The elements of the page, and what is said in them. */
export class Layout {
  /**
   * @param {HTMLElement} root
   * @param {{onTable: () => void, onSlide: () => void, slides: boolean}} acts
   */
  constructor(root, {onTable, onSlide, slides}) {
    const figure = () => make("div", {className: "atlas-figure"});
    this.controls = make("div", {className: "atlas-control-row"});
    this.slide = slideButton(onSlide, slides);
    this.notices = new Notices();
    this.source = make("div", {className: "atlas-source-text"});
    this.line = make("div", {className: "atlas-source-line"}, this.source, this.slide);
    this.skeleton = figure();
    this.panel = new PanelPlace();
    this.comparisonHeading = heading("");
    this.comparison = figure();
    this.coarser = make("p", {
      className: "atlas-small-print",
      textContent: "* reported for a coarser site that includes it",
    });
    this.rankingHeading = heading("");
    this.ranking = figure();
    this.tableButton = new Opener("Show as a table", onTable);
    this.downloads = make("p", {className: "atlas-downloads"});
    this.table = make("div", {className: "atlas-table-place"});
    root.replaceChildren(
      make("div", {className: "atlas-top"}, this.controls),
      this.notices.element,
      this.line,
      make(
        "div",
        {className: "atlas-body"},
        make("div", {className: "atlas-skeleton"}, this.skeleton),
        make(
          "div",
          {className: "atlas-panel"},
          this.panel.element,
          make("div", {className: "atlas-comparison"}, this.comparisonHeading, this.comparison, this.coarser),
        ),
        make("div", {className: "atlas-ranking"}, this.rankingHeading, this.ranking),
      ),
      make("div", {className: "atlas-foot"}, this.tableButton.element, this.downloads),
      this.table,
    );
    this.compare(false, false, false);
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
    this.comparisonHeading.hidden = !one;
    this.comparisonHeading.textContent = reported
      ? "The same site in each study"
      : "No study here reports this site";
    this.comparison.hidden = !(one && reported);
    this.coarser.hidden = !(one && reported && coarser);
  }
}

/** @param {string} text */
const heading = (text) => make("h2", {className: "atlas-heading", textContent: text});
