// A light picture of the figure, in the very place the figure will have, until plotly.js is there.

const LONGEST_WAIT_MS = 1500;
const painting = new Set();

/** When every light picture asked for so far is on the screen: plotly.js keeps the browser too busy to paint it. */
export function picturesPainted() {
  return Promise.all(painting);
}

export class Preview {
  constructor(stage) {
    this.stage = stage;
  }

  show(preview, alt) {
    if (!preview || this.element) return;
    this.element = document.createElement("div");
    this.element.className = "atlas-preview";
    this.element.style.setProperty("--atlas-preview-margin", preview.margin);
    for (const source of [preview.outline, preview.shading].filter(Boolean)) {
      const image = Object.assign(new Image(), {src: source, alt: "", decoding: "sync"});
      image.addEventListener(
        "load",
        () => {
          this.stage.dataset.preview = "shown";
        },
        {once: true},
      );
      this.element.append(image);
    }
    this.element.setAttribute("role", "img");
    this.element.setAttribute("aria-label", alt ?? "");
    this.stage.prepend(this.element);
    painting.add(painted([...this.element.children]));
  }

  remove() {
    this.element?.remove();
    this.element = null;
  }
}

/** Resolves after the frame with these images; soon enough in any case, for a hidden tab has no frames. */
function painted(images) {
  const loaded = Promise.all(
    images.map(
      (image) =>
        new Promise((done) => {
          image.onload = done;
          image.onerror = done;
        }),
    ),
  );
  const frame = loaded.then(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => setTimeout(done));
      }),
  );
  return Promise.race([
    frame,
    new Promise((done) => {
      setTimeout(done, LONGEST_WAIT_MS);
    }),
  ]);
}
