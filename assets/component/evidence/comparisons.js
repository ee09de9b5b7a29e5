// The ways in which two layers are compared: side by side, by their difference, by the ranks that both have.
import {fragment, make} from "../core/dom.js";
import {PICTURE} from "../core/toolbar.js";
import {bodyData, figurePlace, heading} from "./part.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */
/** @typedef {import("./files.js").EvidenceFiles} Files */
/** @typedef {import("./part.js").Part} Part */

/** Two skeletons on one scale. */
export class Beside {
  element = make("div", {className: "atlas-evidence-columns atlas-beside"});

  /** @param {Part} part */
  constructor(part) {
    this.sides = ["atlas-compare-first", "atlas-compare-second"].map((name) => {
      const title = heading("");
      const root = figurePlace(name);
      this.element.append(make("div", {className: "atlas-evidence-body"}, title, root));
      return {title, view: part.figure(root)};
    });
    for (const {view} of this.sides) view.compared = () => this.sides.map((side) => side.view.plot);
  }

  /**
   * @param {ViewState} state
   * @param {Files} files
   * @param {Published.LayerPair} pair
   */
  show(state, files, {together}) {
    if (!together) return;
    for (const [i, id] of files.pairOf(state).entries()) {
      const {title} = files.layer(id);
      this.sides[i].title.textContent = title;
      this.sides[i].view.update(bodyData(state, files, together.paints[state.view][i], title));
    }
  }
}

/** The difference on a skeleton, and its sites in order. */
export class Difference {
  element = make("div", {className: "atlas-evidence-columns"});

  /** @param {Part} part */
  constructor(part) {
    const body = figurePlace("atlas-compare-difference");
    this.view = part.figure(body);
    this.title = heading("Sites in order");
    this.place = figurePlace("atlas-derived-ranking");
    this.order = part.figure(this.place);
    this.none = make("p", {className: "atlas-note", textContent: "No site is reported by both."});
    this.element.append(
      make("div", {className: "atlas-evidence-body"}, body),
      make("div", {className: "atlas-evidence-side"}, this.title, this.place, this.none),
    );
  }

  /**
   * @param {ViewState} state
   * @param {Files} files
   * @param {Published.LayerPair} pair
   */
  show(state, files, {together}) {
    if (!together) return;
    const {title, paints, order} = together;
    this.view.update(bodyData(state, files, paints[state.view][2], title));
    this.title.hidden = this.place.hidden = !order;
    this.none.hidden = Boolean(order);
    if (order)
      this.order.update({
        index: files.manifest.index,
        figure: order.figure,
        height: `${order.height}px`,
        selected: state.sites,
        tools: PICTURE,
        alt: title,
      });
  }
}

/** The ranks of the sites that both report, where they share no scale. */
export class Ranks {
  element = make("div");

  /**
   * @param {ViewState} _state
   * @param {Files} _files
   * @param {Published.LayerPair} pair
   */
  show(_state, _files, {table}) {
    this.element.replaceChildren(fragment(table));
  }
}
