// What the reader moves on the Detection page: slider of the loss, with what an X-ray shows, and switch of the tables.
import {make} from "../core/dom.js";

const LABEL = "Mineral lost in the focus";

/** The slider; beside it stands what an X-ray would show. */
export class LossSlider {
  /**
   * @param {Published.ThresholdState[]} states
   * @param {{onMove: (loss: number) => void, onRest: (loss: number) => void}} acts while it moves, and where it is left
   */
  constructor(states, {onMove, onRest}) {
    this.states = states;
    const losses = states.map(({loss}) => loss);
    this.input = make("input", {
      type: "range",
      id: "atlas-loss",
      className: "atlas-loss-input",
      min: String(losses[0]),
      max: String(losses.at(-1)),
      step: String(losses[1] - losses[0]),
    });
    this.verdict = make("output", {className: "atlas-loss-verdict"});
    this.verdict.htmlFor.add(this.input.id);
    this.input.addEventListener("input", () => onMove(Number(this.input.value)));
    this.input.addEventListener("change", () => onRest(Number(this.input.value)));
    this.element = make(
      "div",
      {className: "atlas-loss"},
      make("label", {htmlFor: this.input.id, textContent: LABEL}),
      this.input,
      this.verdict,
    );
  }

  /** @param {number} loss */
  show(loss) {
    const verdict = this.states.find((state) => state.loss === loss)?.verdict ?? "";
    if (Number(this.input.value) !== loss || !this.input.hasAttribute("value"))
      this.input.value = String(loss);
    this.input.setAttribute("aria-valuetext", `${loss} %`);
    const said = `${loss} % lost. On an X-ray: ${verdict}`;
    if (this.verdict.textContent !== said) this.verdict.textContent = said;
  }
}

/** A switch for all tables of the page. */
export class TablesSwitch {
  /** @param {(isOn: boolean) => void} onTurn */
  constructor(onTurn) {
    this.input = make("input", {type: "checkbox"});
    this.input.setAttribute("role", "switch");
    this.input.addEventListener("change", () => onTurn(this.input.checked));
    this.element = make("label", {className: "atlas-tables-switch"}, this.input, "Open all tables");
  }

  /** @param {boolean} isOn */
  show(isOn) {
    this.input.checked = isOn;
  }
}
