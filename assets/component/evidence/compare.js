// Compare: any two layers, on one scale where they count the same, else by their ranks.
import {Picker, Segments} from "../core/controls.js";
import {fragment, make} from "../core/dom.js";
import {Opener} from "../scene/parts.js";
import {Beside, Difference, Ranks} from "./comparisons.js";
import {csvLink, Part} from "./part.js";
import {selectedTable} from "./selected_table.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */
/** @typedef {import("./files.js").EvidenceFiles} Files */

/** @type {[string, string][]} */
const COMPARISONS = [
  ["beside", "Side by side"],
  ["difference", "Difference"],
];
const KINDS = {beside: Beside, difference: Difference, ranks: Ranks};

/** Two layers, what can be said of both, and what is selected in them. */
export class ComparePart extends Part {
  canBeSlide = true;
  /** How the two are shown now. @type {Beside | Difference | Ranks | null} */
  #shown = null;
  #kind = "";
  /** What is said of the two now, to leave it as it is where it stays the same. */
  #judged = "";

  /** @param {import("./part.js").Page} page */
  constructor(page) {
    super(page);
    const {chosen} = page;
    this.pickers = make("div", {className: "atlas-controls atlas-pair"});
    this.judged = make("div");
    this.places = make("div", {className: "atlas-selected-places", ariaLive: "polite"});
    this.body = make("div", {className: "atlas-comparison-place"});
    this.how = new Segments("atlas-comparison-kind", "How to compare", COMPARISONS, (kind) => {
      chosen.comparison = kind;
      this.page.refresh();
    });
    this.tableButton = new Opener("Show as a table", () => {
      chosen.differences = this.tableButton.isOpen;
      this.page.refresh();
    });
    this.tableButton.set(chosen.differences);
    this.csv = make("p", {className: "atlas-downloads"});
    this.foot = make("div", {className: "atlas-foot"}, this.tableButton.element, this.csv);
    this.table = make("div", {className: "atlas-table-place"});
    // Below the skeletons: above them its rows would move what the reader has just clicked.
    this.element.append(this.pickers, this.judged, this.body, this.places, this.foot, this.table);
  }

  /** @param {Files} files */
  learn(files) {
    if (this.first) return; // what layers are called is the same in every language of the names
    /** @type {[string, string][]} */
    const layers = files.manifest.layers.map(({id, title}) => [id, title]);
    this.first = new Picker("atlas-first-layer", "First", layers, (layer) => this.page.change({layer}));
    // Both are written: what the page had offered as the first is chosen now.
    this.second = new Picker("atlas-second-layer", "Second", layers, (second) =>
      this.page.choosePair(this.first?.element.value ?? "", second),
    );
    this.pickers.replaceChildren(this.first.element, this.second.element, this.how.element);
  }

  /**
   * @param {ViewState} state
   * @param {Files} files
   */
  show(state, files) {
    const [first, second] = files.pairOf(state);
    this.first?.show(first);
    this.second?.show(second);
    const pair = files.pairs.get(first)?.[second];
    if (!pair) {
      this.page.wait(files.comingPairs(first));
      return;
    }
    const {judged, together} = pair;
    if (this.#judged !== judged) this.judged.replaceChildren(fragment(judged));
    this.#judged = judged;
    this.how.show(this.page.chosen.comparison);
    this.how.element.hidden = this.foot.hidden = !together;
    this.#become(together ? this.page.chosen.comparison : "ranks");
    this.#shown?.show(state, files, pair);
    this.#showTable(pair);
  }

  /** @param {string} kind of comparison */
  #become(kind) {
    if (this.#kind === kind) return;
    this.#kind = kind;
    this.drop(this.figures);
    this.#shown = new KINDS[/** @type {keyof typeof KINDS} */ (kind)](this);
    this.body.replaceChildren(this.#shown.element);
  }

  /** @param {Published.LayerPair} pair */
  #showTable({together, table}) {
    this.csv.replaceChildren();
    if (together)
      this.csv.append(csvLink(together.csv, "bone-atlas_difference.csv", "Download the difference as CSV"));
    this.table.replaceChildren();
    if (together && this.page.chosen.differences) this.table.append(fragment(table));
  }

  /**
   * @param {ViewState} state
   * @param {Files} files
   */
  showSelection(state, files) {
    const {panels} = files;
    const sites = files.sitesOf(state.sites);
    if (!panels || !sites.length) {
      this.places.replaceChildren();
      return;
    }
    const [a, b] = files.pairOf(state);
    /** @type {[string, string, string][]} */
    const rows = sites.map((site) => {
      const at = /** @type {number} */ (files.places.get(site));
      return [panels.names[at], panels.values[a][at], panels.values[b][at]];
    });
    const table = selectedTable(panels.selected, [files.layer(a).heading, files.layer(b).heading], rows);
    this.places.replaceChildren(table);
  }

  /**
   * @param {ViewState} state
   * @param {Files} files
   */
  slide(state, files) {
    const [layer, second] = files.pairOf(state);
    const together = files.pairs.get(layer)?.[second]?.together;
    return together && layer !== second ? {layer, second, compared: this.page.chosen.comparison} : null;
  }
}
