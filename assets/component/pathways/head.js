// The controls of the Pathways page: the routes, the side of the tumour, the view, the language of the names.
import {Picker, Segments} from "../core/controls.js";
import {make} from "../core/dom.js";
import {BOTH} from "./files.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */

/** @type {[string, string][]} */
const SIDES = [
  ["left", "Left breast"],
  ["right", "Right breast"],
];

/** The row of controls. */
export class Head {
  /**
   * @param {import("./files.js").PathwaysFiles} files
   * @param {Record<string, string>} languages
   * @param {object} acts
   * @param {(route: string) => void} acts.onRoute
   * @param {(side: string) => void} acts.onSide
   * @param {(change: Partial<ViewState>) => void} acts.onChange
   */
  constructor(files, languages, {onRoute, onSide, onChange}) {
    const {views, routes} = files.manifest;
    this.files = files;
    this.route = new Segments(
      "atlas-route",
      "Routes",
      routes.map(([id, label]) => [id, label]),
      (route) => onRoute(route === BOTH ? "" : route),
    );
    this.side = new Segments("atlas-breast", "Side of the tumour", SIDES, onSide);
    this.view = new Segments(
      "atlas-view",
      "View",
      views.map(([id, label]) => [id, label]),
      (view) => onChange({view}),
    );
    this.names = new Picker("atlas-language", "Names of bones in", Object.entries(languages), (names) =>
      onChange({names}),
    );
    const all = [this.route, this.view, this.side, this.names];
    this.element = make("div", {className: "atlas-controls"}, ...all.map(({element}) => element));
  }

  /** @param {ViewState} state */
  show(state) {
    this.route.show(state.route || BOTH);
    this.side.show(this.files.sideOf(state));
    this.view.show(state.view);
    this.names.show(state.names);
  }
}
