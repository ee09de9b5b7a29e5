// A light picture of the figure, in the very place the figure will have, until plotly.js is there.

export class Preview {
  constructor(stage) { this.stage = stage; }

  show(preview, alt) {
    if (!preview || this.element) return;
    this.element = document.createElement("div");
    this.element.className = "atlas-preview";
    this.element.style.setProperty("--atlas-preview-margin", preview.margin);
    for (const source of [preview.outline, preview.shading].filter(Boolean)) {
      const image = Object.assign(new Image(), {src: source, alt: "", decoding: "sync"});
      image.addEventListener("load", () => { this.stage.dataset.preview = "shown"; }, {once: true});
      this.element.append(image);
    }
    this.element.setAttribute("role", "img");
    this.element.setAttribute("aria-label", alt ?? "");
    this.stage.prepend(this.element);
  }

  remove() {
    this.element?.remove();
    this.element = null;
  }
}
