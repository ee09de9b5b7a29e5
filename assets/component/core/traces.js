// How strongly each trace of a figure is drawn, set on its group in the drawing: Plotly would redraw them all.

export class TraceOpacity {
  #groups = [];
  #shown = [];

  /** @param element what Plotly draws into */
  constructor(element) {
    this.element = element;
  }

  /** Find the groups of the traces: after Plotly has drawn. */
  read() {
    const byUid = new Map();
    for (const group of this.element.querySelectorAll(".scatterlayer > .trace"))
      byUid.set(/\btrace(\w{6,})\b/.exec(group.getAttribute("class"))?.[1], group);
    this.#groups = this.element._fullData.map(({uid}) => byUid.get(uid));
    const wanted = this.#shown;
    this.#shown = [];
    this.set(wanted);
  }

  /** @param {number[]} opacities one for each trace */
  set(opacities) {
    opacities.forEach((opacity, i) => {
      if (opacity === this.#shown[i]) return;
      const group = this.#groups[i];
      if (group) group.style.opacity = opacity;
    });
    this.#shown = [...opacities];
  }

  /** The traces with what is shown of them, for a saved picture. */
  into(traces) {
    return traces.map((trace, i) =>
      this.#shown[i] === undefined ? trace : {...trace, opacity: this.#shown[i]},
    );
  }
}
