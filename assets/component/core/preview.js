// A light picture of the figure, in the very place the figure will have, until plotly.js is there.
import {make} from "./dom.js";
import {store} from "./store.js";

const LONGEST_WAIT_MS = 1500;
/** @type {Set<Promise<void>>} */
const painting = new Set();

/** When every light picture asked for so far is on the screen: plotly.js keeps the browser too busy to paint it. */
export function picturesPainted() {
  return Promise.all(painting);
}

export class Preview {
  /** @type {HTMLElement | null} */
  element = null;

  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.stage = stage;
  }

  /**
   * @param {Published.LightPicture | undefined} picture
   * @param {{alt?: string}} [data] of the figure
   */
  show(picture, {alt = ""} = {}) {
    if (!picture || this.element) return;
    const {outline, shading} = picture;
    const sources = [outline, ...(shading ? [shading] : [])].map((source) => store().at(source));
    // A page that holds its files itself has only the picture of its beginning: other figures are there as soon.
    if (!sources[0]) return;
    const images = sources.map((src) => Object.assign(new Image(), {src, alt: "", decoding: "sync"}));
    const shown = () => {
      this.stage.dataset.preview = "shown";
    };
    for (const image of images) image.addEventListener("load", shown, {once: true});
    this.element = make("div", {className: "atlas-preview"}, ...images);
    this.element.style.setProperty("--atlas-preview-margin", picture.margin);
    this.element.setAttribute("role", "img");
    this.element.setAttribute("aria-label", alt);
    this.stage.prepend(this.element);
    awaitPainted(images);
  }

  remove() {
    this.element?.remove();
    this.element = null;
  }
}

/**
 * Let plotly.js wait for the frame with these images.
 *
 * @param {(HTMLImageElement | SVGImageElement)[]} images
 */
export function awaitPainted(images) {
  painting.add(painted(images));
}

/**
 * Resolves after the frame with these images; soon enough in any case, for a hidden tab has no frames.
 *
 * @param {(HTMLImageElement | SVGImageElement)[]} images
 * @returns {Promise<void>}
 */
async function painted(images) {
  const frame = Promise.all(images.map(settled)).then(() =>
    waited((done) => requestAnimationFrame(() => setTimeout(done))),
  );
  await Promise.race([frame, waited((done) => setTimeout(done, LONGEST_WAIT_MS))]);
}

/**
 * Resolves when an image has come or failed.
 *
 * @param {HTMLImageElement | SVGImageElement} image
 */
const settled = (image) =>
  waited((done) => {
    image.onload = done;
    image.onerror = done;
  });

/**
 * @param {(done: () => void) => void} start calls `done` in the end
 * @returns {Promise<void>}
 */
const waited = (start) =>
  new Promise((resolve) => {
    start(() => resolve());
  });
