// The light picture of the skeleton: there before plotly.js is, and it answers at once - hover, click, tap, keys, zoom.
import {boneOutlines} from "../core/outlines.js";
import {make, makeSvg} from "../core/dom.js";
import {BoneHitTest} from "../core/hit.js";
import {zoomed} from "../core/layout.js";
import {Picking} from "../core/picking.js";
import {awaitPainted, Preview} from "../core/preview.js";
import {store} from "../core/store.js";
import {coloursOf} from "../core/theme.js";
import {frameOf} from "./body_plot.js";

/** @typedef {import("./skeleton_view.js").SkeletonView} SkeletonView */

const CLIP = "atlas-light-frame";
const BEYOND_MM = 4000;

export class LightBody extends Preview {
  /** What of the figure is seen. @type {Published.Ranges} */
  ranges = {x: [0, 1], y: [0, 1]};
  isZoomed = false;
  /** @type {SVGSVGElement | null} */
  #drawing = null;
  #marks = makeSvg("g", {transform: "scale(1 -1)", fill: "none"});
  #frame = makeSvg("rect");
  /** @type {BoneHitTest | null} */
  #hit = null;
  /** @type {Picking | null} */
  #picking = null;
  #shown = "";

  /**
   * @param {HTMLElement} stage
   * @param {SkeletonView} view
   */
  constructor(stage, view) {
    super(stage);
    this.view = view;
  }

  /**
   * Show a picture in the place of the one before.
   *
   * @param {Published.LightPicture | undefined} picture
   * @param {Atlas.ViewData} [data]
   */
  show(picture, data) {
    const extents = data?.extents;
    const frame = frameOf(data ?? null, false);
    // A page that holds its files itself has only the picture of its beginning: other figures are there as soon.
    if (!picture || !store().at(picture.outline) || !extents || !frame) return;
    const shown = JSON.stringify([picture.outline, frame]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#draw(picture, extents.whole.ranges, frame.cut);
    this.isZoomed = false;
    this.fit(frame.ranges);
  }

  /**
   * @param {Published.LightPicture} picture
   * @param {Published.Ranges} whole
   * @param {boolean} cut whether nothing beside the frame is seen
   */
  #draw({outline, shading}, whole, cut) {
    const images = [outline, ...(shading ? [shading] : [])].map((href) => imageOf(href, whole));
    const clipped = makeSvg("g", cut ? {"clip-path": `url(#${CLIP})`} : {});
    clipped.append(...images, this.#marks);
    const clip = makeSvg("clipPath", {id: CLIP});
    clip.append(this.#frame);
    this.#drawing ??= this.#begin();
    this.#drawing.replaceChildren(clip, clipped);
    images[0].addEventListener("load", () => {
      this.stage.dataset.preview = "shown";
    });
    awaitPainted(images);
  }

  #begin() {
    const drawing = makeSvg("svg", {class: "atlas-light-drawing"});
    this.element = make("div", {className: "atlas-preview atlas-light"}, drawing);
    this.stage.prepend(this.element);
    return drawing;
  }

  /**
   * Let it show these ranges.
   *
   * @param {Published.Ranges} ranges
   */
  fit(ranges) {
    this.ranges = ranges;
    const {x, y} = ranges;
    this.#drawing?.setAttribute("viewBox", `${x[0]} ${-y[1]} ${x[1] - x[0]} ${y[1] - y[0]}`);
    // A nearer part fills the whole stage, as Plotly's does.
    const cut = this.isZoomed
      ? {x: [x[0] - BEYOND_MM, x[1] + BEYOND_MM], y: [y[0] - BEYOND_MM, y[1] + BEYOND_MM]}
      : ranges;
    const place = {x: cut.x[0], y: -cut.y[1], width: cut.x[1] - cut.x[0], height: cut.y[1] - cut.y[0]};
    for (const [name, value] of Object.entries(place)) this.#frame.setAttribute(name, String(value));
  }

  /** @param {number} factor below one to come nearer */
  zoom(factor) {
    const bones = this.view.selected.flatMap((id) => this.view.bonesOf(id));
    const target = this.isZoomed || factor > 1 ? null : this.#hit?.centreOf(bones);
    this.isZoomed = true;
    this.fit(zoomed(this.ranges, factor, target));
  }

  /** @param {Published.Ranges | null} home */
  reset(home) {
    this.isZoomed = false;
    this.fit(home ?? this.ranges);
  }

  /** What it shows as Plotly would have laid it out, for the hit test. */
  get _fullLayout() {
    const {width = 1, height = 1} = this.#drawing?.getBoundingClientRect() ?? {};
    const {x, y} = this.ranges;
    const scale = Math.min(width / (x[1] - x[0]), height / (y[1] - y[0]));
    const [w, h] = [scale * (x[1] - x[0]), scale * (y[1] - y[0])];
    const [left, top] = [(width - w) / 2, (height - h) / 2];
    return {
      _uid: "light",
      width,
      height,
      _size: {l: left, t: top, w, h},
      xaxis: {_id: "x", _offset: left, _length: w, range: x},
      yaxis: {_id: "y", _offset: top, _length: h, range: y},
    };
  }

  getBoundingClientRect() {
    return (this.#drawing ?? this.stage).getBoundingClientRect();
  }

  /**
   * The bones, their names and values are there: answer.
   *
   * @param {Atlas.BaseFigure} base
   * @param {Published.Ranges | null} home what Plotly will show, with room for its labels
   */
  answer(base, home) {
    const {element, view} = this;
    if (!element || base.layout.meta.kind !== "bones") return;
    const hit = new BoneHitTest({element: this, base, meta: base.layout.meta});
    this.#hit = hit;
    if (home && !this.isZoomed) this.fit(home);
    this.mark();
    this.#picking ??= new Picking(
      element,
      {
        isReady: () => Boolean(this.#hit),
        lineAt: () => undefined,
        itemAt: (x, y, reach) => this.#hit?.at(x, y, reach),
        textOfLine: (line) => view.lineText(line),
        textOf: (id) => view.textOf(id),
      },
      {
        step: () => {},
        select: (id, how) => view.select(id, how),
        beside: () => view.selected.length && view.select(null),
        touched: (x, y) => view.onTouch?.(x, y),
        tip: (x, y, text) => view.tooltip.show(x, y, text),
        noTip: () => view.tooltip.hide(),
      },
    );
    this.stage.dataset.answers = "light";
  }

  /** What lies where, for whoever asks near a finger. */
  get hit() {
    return this.#hit;
  }

  /** Outline what is selected. */
  mark() {
    const {view} = this;
    if (!this.#hit) return;
    const {accent, paper} = coloursOf(view.root);
    const chosen = new Set(view.selected.flatMap((id) => view.bonesOf(id)));
    const shapes = boneOutlines(this.#hit, chosen, {
      accent,
      halo: paper,
      grow: 0,
      siteOf: (bone) => view.siteOf(bone),
    });
    this.#marks.replaceChildren(
      ...shapes.flatMap(({line, ...shape}) =>
        "path" in shape
          ? [
              makeSvg("path", {
                d: shape.path,
                stroke: line.color ?? accent,
                "stroke-width": line.width,
                "vector-effect": "non-scaling-stroke",
              }),
            ]
          : [],
      ),
    );
  }

  /** Plotly has drawn the figure; a press that is under way still gets its answer here. */
  remove() {
    if (this.#picking?.pressed) {
      window.addEventListener("pointerup", () => setTimeout(() => this.remove()), {once: true});
      return;
    }
    this.#picking?.destroy();
    this.#picking = null;
    this.#hit = null;
    this.#drawing = null;
    this.#shown = "";
    delete this.stage.dataset.answers;
    super.remove();
  }
}

/**
 * @param {string} href
 * @param {Published.Ranges} whole where it stands, in units
 */
function imageOf(href, {x, y}) {
  return makeSvg("image", {
    href: store().at(href),
    x: x[0],
    y: -y[1],
    width: x[1] - x[0],
    height: y[1] - y[0],
    preserveAspectRatio: "none",
  });
}
