// What the parts of the Evidence page have in common.
import {make} from "../core/dom.js";
import {FigureView} from "../core/figure_view.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */
/** @typedef {import("./files.js").EvidenceFiles} Files */

/**
 * What the page does for its parts.
 *
 * @typedef {object} Page
 * @property {(part: Partial<ViewState>) => void} change
 * @property {(layer: string, second: string) => void} choosePair
 * @property {() => void} refresh brings all in step with what was chosen
 * @property {() => void} addSlide
 * @property {(ids: string[]) => void} selected
 * @property {(coming: Promise<unknown>) => void} wait brings the part in step again when something has come
 * @property {Chosen} chosen
 */

/**
 * What the reader chose that no address holds.
 *
 * @typedef {object} Chosen
 * @property {string} spread what is painted
 * @property {string} comparison how two layers are compared
 * @property {boolean} studies whether the studies are shown as a table
 * @property {boolean} differences whether the differences are
 */

/** @param {...unknown} asked */
const missing = (...asked) => new Error("a part of the page lacks something of its own", {cause: asked});

const TOOLS = ["zoom_in", "zoom_out", "reset", "list", "png", "svg"];

/** One part of the page, as long as it is shown. */
export class Part {
  element = make("div", {className: "atlas-evidence-part"});
  /** @type {FigureView[]} */
  figures = [];
  /** Whether the page offers to make a slide of what is seen. */
  canBeSlide = false;
  /** What the part itself offers below. @type {HTMLElement[]} */
  offers = [];

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
  }

  // What each part says of itself -----------------------------------------------------------------

  /**
   * Make what depends on the language of the names.
   *
   * @param {Files} files
   */
  learn(files) {
    throw missing(files);
  }

  /**
   * Bring all but the selection in step with the view.
   *
   * @param {ViewState} state
   * @param {Files} files
   */
  show(state, files) {
    throw missing(state, files);
  }

  /**
   * Bring in step what depends on the selection.
   *
   * @param {ViewState} state
   * @param {Files} files
   */
  showSelection(state, files) {
    throw missing(state, files);
  }

  /**
   * What becomes a slide, beside the address; null where nothing here can.
   *
   * @param {ViewState} state
   * @param {Files} files
   * @returns {Record<string, string> | null}
   */
  slide(state, files) {
    throw missing(state, files);
  }

  // What they share -------------------------------------------------------------------------------

  /**
   * A figure in which something can be selected.
   *
   * @param {HTMLElement} root
   */
  figure(root) {
    return this.keep(root, new FigureView(root, {onSelect: ({ids}) => this.page.selected(ids)}));
  }

  /**
   * @template {FigureView} View
   * @param {HTMLElement} root
   * @param {View} view
   */
  keep(root, view) {
    root.atlasView = view; // for whoever watches the page, as with a figure that stands alone
    this.figures.push(view);
    return view;
  }

  /** @param {FigureView[]} figures that are not shown any more */
  drop(figures) {
    for (const figure of figures) figure.destroy();
    this.figures = this.figures.filter((figure) => !figures.includes(figure));
  }

  destroy() {
    this.drop(this.figures);
  }
}

/** @param {string} name of its class */
export const figurePlace = (name) => make("div", {className: `atlas-figure ${name}`});

/** @param {string} text */
export const heading = (text) => make("h3", {className: "atlas-heading", textContent: text});

/**
 * A picker with its name beside it.
 *
 * @param {string} text
 * @param {import("../core/controls.js").Picker} picker
 */
export const labelled = (text, picker) =>
  make("label", {className: "atlas-evidence-choice"}, make("span", {textContent: text}), picker.element);

/**
 * What a painted skeleton is told of a view.
 *
 * @param {ViewState} state
 * @param {Files} files
 * @param {Published.ByTheme} paint
 * @param {string} title of what is painted
 * @returns {Atlas.ViewData}
 */
export function bodyData(state, files, paint, title) {
  const {label, base} = files.view(state.view);
  return {
    index: files.manifest.index,
    figure: base,
    paint,
    selected: state.sites,
    tools: TOOLS,
    alt: `Skeleton, ${label.toLowerCase()}: ${title}`,
  };
}

/**
 * A link to values as a file.
 *
 * @param {string} href
 * @param {string} download name of the file
 * @param {string} textContent
 */
export const csvLink = (href, download, textContent) => make("a", {href, download, textContent});
