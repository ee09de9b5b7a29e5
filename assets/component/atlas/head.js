// The controls of the Atlas page: the article or a study, the view, how much of the body, the routes, the names.
import {Picker, Segments} from "../core/controls.js";
import {START} from "../scene/view_state.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */

const ARTICLE = "article";
const MEASURED = "measured";
const CHOOSE = "";
/** @type {[string, string][]} */
const EXTENTS = [
  ["whole", "Body"],
  ["trunk", "Trunk"],
];

/** What chooses the layer, the view, and what is written on it. */
export class Head {
  /** The measured layer that was shown last. */
  #lastMeasured;

  /**
   * @param {import("./files.js").Files} files
   * @param {Record<string, string>} languages
   * @param {(change: Partial<ViewState>) => void} onChange
   */
  constructor({manifest}, languages, onChange) {
    this.#lastMeasured = manifest.firstMeasured;
    const measured = manifest.layers.filter((layer) => layer.measured);
    this.measured = new Set(measured.map(({id}) => id));
    this.kind = new Segments(
      "atlas-kind",
      "Source",
      [
        [ARTICLE, "The article"],
        [MEASURED, "Measured"],
      ],
      (kind) => onChange({layer: kind === ARTICLE ? START.layer : this.#lastMeasured}),
    );
    this.study = new Picker(
      "atlas-study",
      "Study",
      [
        [CHOOSE, "Choose a study"],
        ...measured.map(({id, title}) => /** @type {[string, string]} */ ([id, title])),
      ],
      (id) => onChange({layer: id || START.layer}),
    );
    this.view = new Segments(
      "atlas-view",
      "View",
      manifest.views.map(([id, label]) => [id, label]),
      (view) => onChange({view}),
    );
    this.extent = new Segments("atlas-extent", "How much of the body", EXTENTS, (extent) =>
      onChange({extent: extent === "trunk" ? extent : "whole"}),
    );
    this.routes = new Picker(
      "atlas-routes",
      "Routes on the body",
      manifest.routes.map(([id, label]) => [id, label]),
      (route) => onChange({route}),
    );
    this.names = new Picker("atlas-language", "Names of bones in", Object.entries(languages), (names) =>
      onChange({names}),
    );
    this.extent.element.title = "Whole body or trunk (key B)";
  }

  /** @param {ViewState} state */
  show(state) {
    const measured = this.measured.has(state.layer);
    if (measured) this.#lastMeasured = state.layer;
    this.kind.show(measured ? MEASURED : ARTICLE);
    this.study.show(measured ? state.layer : CHOOSE);
    this.view.show(state.view);
    this.extent.show(state.extent);
    this.routes.show(state.route);
    this.names.show(state.names);
  }
}
