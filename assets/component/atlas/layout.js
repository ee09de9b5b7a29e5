// What the Atlas page consists of, without what is in it.
import {make} from "../core/dom.js";

/** The elements of the page, and what is said in them. */
export class Layout {
  tableOpen = false;

  /**
   * @param {HTMLElement} root
   * @param {{onTable: () => void, onSlide: () => void, slides: boolean}} acts
   */
  constructor(root, {onTable, onSlide, slides}) {
    const figure = () => make("div", {className: "atlas-figure"});
    this.controls = make("div", {className: "atlas-control-row"});
    this.slide = make("button", {
      type: "button",
      className: "atlas-button atlas-add-slide",
      textContent: "Add this view as a slide",
      hidden: !slides,
    });
    this.slide.addEventListener("click", onSlide);
    this.notices = make("div", {className: "atlas-notices", role: "status"});
    this.source = make("div", {className: "atlas-source-text"});
    this.line = make("div", {className: "atlas-source-line"}, this.source, this.slide);
    this.skeleton = figure();
    this.panel = make("div", {className: "atlas-panel-text", ariaLive: "polite"});
    this.comparisonHeading = heading("");
    this.comparison = figure();
    this.coarser = make("p", {
      className: "atlas-small-print",
      textContent: "* reported for a coarser site that includes it",
    });
    this.rankingHeading = heading("");
    this.ranking = figure();
    this.tableButton = make("button", {
      type: "button",
      className: "atlas-button atlas-as-table",
      textContent: "Show as a table",
    });
    this.tableButton.setAttribute("aria-expanded", "false");
    this.tableButton.addEventListener("click", () => {
      this.tableOpen = !this.tableOpen;
      this.tableButton.setAttribute("aria-expanded", String(this.tableOpen));
      onTable();
    });
    this.downloads = make("p", {className: "atlas-downloads"});
    this.table = make("div", {className: "atlas-table-place"});
    root.replaceChildren(
      make("div", {className: "atlas-top"}, this.controls),
      this.notices,
      this.line,
      make(
        "div",
        {className: "atlas-body"},
        make("div", {className: "atlas-skeleton"}, this.skeleton),
        make(
          "div",
          {className: "atlas-panel"},
          this.panel,
          make("div", {className: "atlas-comparison"}, this.comparisonHeading, this.comparison, this.coarser),
        ),
        make("div", {className: "atlas-ranking"}, this.rankingHeading, this.ranking),
      ),
      make("div", {className: "atlas-foot"}, this.tableButton, this.downloads),
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
    this.notices.replaceChildren(...notices.map((text) => make("p", {textContent: text})));
  }

  /** @param {Node} panel */
  show(panel) {
    this.panel.replaceChildren(panel);
  }

  /**
   * The panel is not there yet: say of what it will be, rather than show that of another.
   *
   * @param {string[]} names
   */
  wait(names) {
    this.#say(names.join(", "), "Its figures are on the way.");
    this.compare(false, false, false);
  }

  /** The panels could not be fetched. */
  fail() {
    const name = this.panel.querySelector("h2")?.textContent ?? "";
    this.#say(name, "Its figures could not be fetched. Select it again when the connection is back.");
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
