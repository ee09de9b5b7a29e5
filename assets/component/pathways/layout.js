// What the Pathways page consists of, without what is in it.
import {make} from "../core/dom.js";
import {Notices, Opener, PanelPlace, slideButton} from "../scene/parts.js";

/** The elements of the page, and what is said in them. */
export class Layout {
  /**
   * @param {HTMLElement} root
   * @param {{onTable: () => void, onReachTable: () => void, onSlide: () => void, slides: boolean}} acts
   */
  constructor(root, {onTable, onReachTable, onSlide, slides}) {
    const figure = () => make("div", {className: "atlas-figure"});
    this.controls = make("div", {className: "atlas-control-row"});
    this.notices = new Notices();
    this.body = figure();
    this.diagram = figure();
    this.player = make("div", {className: "atlas-figure"});
    this.panel = new PanelPlace();
    this.tableButton = new Opener("Show the steps as a table", onTable);
    this.downloads = make("p", {className: "atlas-downloads"});
    this.foot = make(
      "div",
      {className: "atlas-foot"},
      this.tableButton.element,
      this.downloads,
      slideButton(onSlide, slides),
    );
    this.table = make("div", {className: "atlas-table-place"});
    this.reachHead = make("div");
    this.reach = figure();
    this.reachLimits = make("div");
    this.reachButton = new Opener("Show the lesions as a table", onReachTable);
    this.reachTable = make("div", {className: "atlas-table-place"});
    this.columns = make("div", {className: "atlas-routes-page"});
    this.columns.append(
      make("div", {className: "atlas-routes-body"}, this.body),
      make(
        "div",
        {className: "atlas-routes-side"},
        make("div", {className: "atlas-diagram"}, this.diagram),
        make("div", {className: "atlas-player-place"}, this.player),
        make("div", {className: "atlas-route-panel"}, this.panel.element),
      ),
    );
    root.replaceChildren(
      make("div", {className: "atlas-top"}, this.controls),
      this.notices.element,
      this.columns,
      this.foot,
      this.table,
      make(
        "section",
        {className: "atlas-reach"},
        this.reachHead,
        this.reach,
        this.reachLimits,
        this.reachButton.element,
        this.reachTable,
      ),
    );
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
  }

  /** The panels could not be fetched. */
  fail() {
    this.panel.fail();
  }
}
