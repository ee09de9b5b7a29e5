// Red marrow: the lesions of a layer held against the share of the marrow.
import {Picker} from "../core/controls.js";
import {fragment, make} from "../core/dom.js";
import {PICTURE} from "../core/toolbar.js";
import {figurePlace, labelled, Part} from "./part.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */
/** @typedef {import("./files.js").EvidenceFiles} Files */

/** A plot of ratios, and its table. */
export class MarrowPart extends Part {
  canBeSlide = true;
  /** Language and layer whose table stands there. */
  #of = "";

  /** @param {import("./part.js").Page} page */
  constructor(page) {
    super(page);
    this.choice = make("div");
    const place = figurePlace("atlas-marrow");
    this.plot = this.figure(place);
    this.text = make("div");
    this.element.append(this.choice, make("div", {className: "atlas-marrow-plot"}, place), this.text);
  }

  /** @param {Files} files */
  learn(files) {
    this.layer = new Picker(
      "atlas-marrow-layer",
      "Lesions",
      files.manifest.lesions.map(({id, title}) => [id, title]),
      (layer) => this.page.change({layer}),
    );
    this.choice.replaceChildren(labelled("Lesions", this.layer));
  }

  /**
   * @param {ViewState} state
   * @param {Files} files
   */
  show(state, files) {
    const {index, language} = files.manifest;
    const {id, title, figure, height} = lesionsOf(state, files);
    this.layer?.show(id);
    this.plot.update({
      index,
      figure,
      height: `${height}px`,
      selected: state.sites,
      tools: PICTURE,
      alt: `Share of the lesions over share of the marrow: ${title}`,
    });
    const of = `${language} ${id}`;
    if (this.#of !== of) this.text.replaceChildren(fragment(files.panels?.lesions[id] ?? ""));
    this.#of = of;
  }

  showSelection() {} // the plot shows it by itself

  /**
   * @param {ViewState} state
   * @param {Files} files
   */
  slide(state, files) {
    return {layer: lesionsOf(state, files).id};
  }
}

/**
 * The layer on the screen where it has lesions, else the first that has.
 *
 * @param {ViewState} state
 * @param {Files} files
 */
const lesionsOf = ({layer}, {manifest: {lesions}}) => lesions.find(({id}) => id === layer) ?? lesions[0];
