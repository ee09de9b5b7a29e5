// The controls of the Evidence page: its part, the view, the language of the names.
import {Picker, Segments} from "../core/controls.js";
import {make} from "../core/dom.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */

/** Parts with a skeleton, which can be seen from elsewhere. */
const WITH_BODY = new Set(["agreement", "compare"]);

/** The row of controls. */
export class Head {
  /**
   * @param {import("./files.js").EvidenceFiles} files
   * @param {Record<string, string>} languages
   * @param {{onPart: (part: string) => void, onChange: (change: Partial<ViewState>) => void}} acts
   */
  constructor({manifest}, languages, {onPart, onChange}) {
    this.part = new Segments("atlas-part", "Part of the evidence", manifest.parts, onPart);
    this.view = new Segments(
      "atlas-view",
      "View",
      manifest.views.map(([id, label]) => [id, label]),
      (view) => onChange({view}),
    );
    this.names = new Picker("atlas-language", "Names of bones in", Object.entries(languages), (names) =>
      onChange({names}),
    );
    const all = [this.part, this.view, this.names];
    this.element = make("div", {className: "atlas-controls"}, ...all.map(({element}) => element));
  }

  /**
   * @param {ViewState} state
   * @param {string} part
   */
  show(state, part) {
    this.part.show(part);
    this.view.show(state.view);
    this.view.element.hidden = !WITH_BODY.has(part);
    this.names.show(state.names);
  }
}
