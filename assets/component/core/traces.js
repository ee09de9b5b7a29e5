// How strongly each trace of a figure is drawn, set on its group in the drawing: Plotly would redraw them all.

export class TraceOpacity {
  /** @type {(SVGElement | undefined)[]} */
  #groups = [];
  /** @type {number[]} */
  #shown = [];

  /** @param {Atlas.PlotElement} element what Plotly draws into */
  constructor(element) {
    this.element = element;
  }

  /** Find the groups of the traces: after Plotly has drawn. */
  read() {
    /** @type {NodeListOf<SVGElement>} */
    const groups = this.element.querySelectorAll(".scatterlayer > .trace");
    const byUid = new Map(
      [...groups].map((group) => [/\btrace(\w{6,})\b/.exec(group.getAttribute("class") ?? "")?.[1], group]),
    );
    this.#groups = (this.element._fullData ?? []).map(({uid}) => byUid.get(uid));
    const wanted = this.#shown;
    this.#shown = [];
    this.set(wanted);
  }

  /** @param {number[]} opacities one for each trace */
  set(opacities) {
    opacities.forEach((opacity, i) => {
      if (opacity === this.#shown[i]) return;
      const group = this.#groups[i];
      if (group) group.style.opacity = String(opacity);
    });
    this.#shown = [...opacities];
  }

  /**
   * The traces with what is shown of them, for a saved picture.
   *
   * @param {Published.PlotlyObject[]} traces
   */
  into(traces) {
    return traces.map((trace, i) =>
      this.#shown[i] === undefined ? trace : {...trace, opacity: this.#shown[i]},
    );
  }
}
