// Outlines, bands and frames in layers of our own inside Plotly's drawing.
// As Plotly's shapes they would cost a redrawing of the whole figure: a tenth of a second to one second in which
// the page answers nothing, at each click and at each step of a journey.
import {axesOf, toPixel} from "./axes.js";

const SVG = "http://www.w3.org/2000/svg";
const CLEAR = "rgba(0,0,0,0)";
// Plotly never draws the dots of a line closer than this.
const LEAST_DOT_PX = 3;
const NUMBER = "(-?[\\d.]+(?:e-?\\d+)?)";
const PAIR = new RegExp(`${NUMBER},${NUMBER}`, "g");
/** Where Plotly puts its own shapes, so that ours lie over and under the same things. */
const HOSTS = {
  above: () => ".layer-above",
  below: (/** @type {Atlas.Shape} */ shape) =>
    shape.xref === "paper" ? ".layer-below" : ".subplot.xy > .layer-subplot",
};

/** @typedef {import("./axes.js").Axes} Axes */

export class Marks {
  /** What is marked: for a saved picture, and to see what has changed. @type {Atlas.Shape[]} */
  shapes = [];
  /** @type {{shape: Atlas.Shape, path: SVGPathElement}[]} */
  drawn = [];
  #key = "[]";
  /** Our layers by what they lie in. @type {Map<string, SVGGElement>} */
  #layers = new Map();

  /** @param {Atlas.PlotElement} element what Plotly draws into */
  constructor(element) {
    this.element = element;
  }

  /**
   * Draw these shapes in the place of those before; what is there already is not touched.
   *
   * @param {Atlas.Shape[]} shapes
   */
  set(shapes) {
    const key = JSON.stringify(shapes);
    if (key === this.#key) return;
    this.#key = key;
    this.shapes = shapes;
    this.attach();
  }

  /** Put the marks where they belong, also after Plotly has made its layers anew. */
  attach() {
    for (const layer of this.#layers.values()) layer.remove();
    this.#layers.clear();
    this.drawn = this.shapes.map((shape) => this.#draw(shape));
    this.place();
  }

  /** @param {Atlas.Shape} shape */
  #draw(shape) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("fill-rule", "evenodd");
    Object.assign(path.style, styleOf(shape));
    this.#layer(HOSTS[shape.layer](shape)).append(path);
    return {shape, path};
  }

  /** @param {string} host selector of what it lies in */
  #layer(host) {
    const before = this.#layers.get(host);
    if (before) return before;
    const layer = document.createElementNS(SVG, "g");
    layer.setAttribute("class", "shapelayer atlas-marks");
    this.element.querySelector(host)?.append(layer);
    this.#layers.set(host, layer);
    return layer;
  }

  /**
   * Follow the axes: after drawing, and while the reader pans or zooms.
   *
   * @param {Partial<Published.Ranges>} [ranges] of a drag under way
   */
  place(ranges) {
    if (!this.drawn.length) return;
    const axes = axesOf(this.element, ranges);
    for (const {shape, path} of this.drawn) {
      const clip = shape.xref === "paper" ? axes.clipY : axes.clip;
      if (clip) path.setAttribute("clip-path", `url(#${clip})`);
      path.setAttribute("d", shape.type === "path" ? polyline(shape, axes) : rectangle(shape, axes));
    }
  }
}

/** @param {Atlas.Shape} shape */
function styleOf({line, fillcolor = CLEAR, opacity = 1}) {
  const dot = Math.max(line.width, LEAST_DOT_PX);
  return {
    opacity: String(opacity),
    fill: fillcolor,
    stroke: line.color ?? CLEAR,
    strokeWidth: `${line.width}px`,
    ...(line.dash === "dot" ? {strokeDasharray: `${dot}px,${dot}px`} : {}),
  };
}

// As fine as Plotly draws its shapes: so ours have the very same pixels.
/** @param {number} pixel */
const fine = (pixel) => Number(pixel.toFixed(2));

/**
 * @param {Axes} axes
 * @param {Atlas.Shape} shape
 * @param {number} x
 * @param {number} y
 */
function pixelOf(axes, shape, x, y) {
  const [px, py] = toPixel(axes, [x, y]);
  const across = shape.xref === "paper" ? axes.size.l + x * axes.size.w : px + axes.left;
  return [fine(across), fine(py + axes.top)];
}

/**
 * The data of an SVG path, from the figure's units to pixels.
 *
 * @param {Atlas.PathShape} shape
 * @param {Axes} axes
 */
function polyline(shape, axes) {
  return shape.path.replace(PAIR, (_, x, y) => pixelOf(axes, shape, Number(x), Number(y)).join());
}

/**
 * @param {Atlas.RectShape} shape
 * @param {Axes} axes
 */
function rectangle(shape, axes) {
  const [x0, y0] = pixelOf(axes, shape, shape.x0, shape.y0);
  const [x1, y1] = pixelOf(axes, shape, shape.x1, shape.y1);
  return `M${x0},${y0}H${x1}V${y1}H${x0}Z`;
}
