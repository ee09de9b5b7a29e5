// Agree and disagree: how far the studies of each site lie apart, and every study of one site.
import {Picker, Segments} from "../core/controls.js";
import {fragment, make} from "../core/dom.js";
import {FigureView} from "../core/figure_view.js";
import {PICTURE} from "../core/toolbar.js";
import {Opener} from "../scene/parts.js";
import {bodyData, csvLink, figurePlace, heading, labelled, Part} from "./part.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */
/** @typedef {import("./files.js").EvidenceFiles} Files */

/** A plot whose rows are studies: there is nothing to select in it. */
class StudiesView extends FigureView {
  select() {}
}

/** All studies of a site in one unit, as they are shown. @typedef {{view: StudiesView, text: HTMLElement}} Shown */

/** The skeleton painted with the spread, and the studies of a site beside it. */
export class AgreementPart extends Part {
  canBeSlide = true;
  /** Language and site whose studies stand there. */
  #of = "";
  /** @type {Map<string, Shown>} */
  #units = new Map();

  /** @param {import("./part.js").Page} page */
  constructor(page) {
    super(page);
    const {chosen} = page;
    this.kinds = make("div", {className: "atlas-controls"});
    const body = figurePlace("atlas-spread");
    this.skeleton = this.figure(body);
    this.source = make("p", {className: "atlas-note"});
    this.sites = make("div");
    this.tables = new Opener("Show the studies as a table", () => {
      chosen.studies = this.tables.isOpen;
      this.page.refresh();
    });
    this.tables.set(chosen.studies);
    this.studies = make("div", {className: "atlas-studies"});
    this.apart = make("div");
    const left = make("div", {className: "atlas-evidence-body"}, this.kinds, body, this.source);
    const right = make(
      "div",
      {className: "atlas-evidence-side"},
      make("div", {className: "atlas-controls"}, this.sites, this.tables.element),
      this.studies,
      this.apart,
    );
    this.element.append(make("div", {className: "atlas-evidence-columns"}, left, right));
  }

  /** @param {Files} files */
  learn(files) {
    const {spreads, offered} = files.manifest;
    this.spread = new Segments(
      "atlas-spreads",
      "What is painted",
      spreads.map(({id, label}) => [id, label]),
      (spread) => {
        this.page.chosen.spread = spread;
        this.page.refresh();
      },
    );
    this.kinds.replaceChildren(this.spread.element);
    this.site = new Picker(
      "atlas-site",
      "Site",
      offered.map((site) => [site, files.nameOf(site)]),
      (site) => this.page.change({sites: [site]}),
    );
    this.sites.replaceChildren(labelled("Site", this.site));
  }

  /**
   * @param {ViewState} state
   * @param {Files} files
   */
  show(state, files) {
    const {spreads} = files.manifest;
    const spread = spreads.find(({id}) => id === this.page.chosen.spread) ?? spreads[0];
    this.spread?.show(spread.id);
    this.skeleton.update(bodyData(state, files, spread.paint[state.view], spread.title));
    this.source.replaceChildren(
      `${spread.summary}. `,
      csvLink(spread.csv, "bone-atlas_derived.csv", "Download as CSV"),
    );
  }

  /**
   * @param {ViewState} state
   * @param {Files} files
   */
  showSelection(state, files) {
    const {panels} = files;
    if (!panels) return;
    const site = siteOf(state, files);
    this.#offer(site, files);
    const units = panels.agreements[site];
    const of = `${files.manifest.language} ${site}`;
    if (this.#of !== of) {
      this.#of = of;
      this.#make(units);
      this.apart.replaceChildren(fragment(panels.apart[site]));
    }
    for (const {unit, figure, height, alt, summary, table, hangs} of units) {
      const {view, text} = /** @type {Shown} */ (this.#units.get(unit));
      view.update({
        index: files.manifest.index,
        figure,
        height: `${height}px`,
        alt,
        marked: [state.layer],
        tools: PICTURE,
      });
      text.replaceChildren(fragment(this.page.chosen.studies ? table : summary), fragment(hangs));
    }
  }

  /** @param {Published.AgreementOfUnit[]} units */
  #make(units) {
    this.drop([...this.#units.values()].map(({view}) => view));
    this.#units.clear();
    this.studies.replaceChildren();
    for (const {unit, heading: title} of units) {
      const root = figurePlace("atlas-studies-of-unit");
      root.dataset.unit = unit;
      const text = make("div");
      this.studies.append(heading(title), root, text);
      this.#units.set(unit, {view: this.keep(root, new StudiesView(root)), text});
    }
  }

  /**
   * Show which site it is: one that the picker does not offer joins it.
   *
   * @param {string} site
   * @param {Files} files
   */
  #offer(site, files) {
    const list = this.site?.element;
    if (!list) return;
    if (![...list.options].some(({value}) => value === site))
      list.append(make("option", {value: site, textContent: files.nameOf(site)}));
    this.site?.show(site);
  }

  /**
   * @param {ViewState} state
   * @param {Files} files
   */
  slide(state, files) {
    const site = siteOf(state, files);
    return files.manifest.compared.includes(site) ? {site} : null;
  }
}

/**
 * The site whose studies are shown: the first that is selected, a bone standing for its site.
 *
 * @param {ViewState} state
 * @param {Files} files
 */
const siteOf = ({sites}, files) => files.sitesOf(sites)[0] ?? files.manifest.site;
