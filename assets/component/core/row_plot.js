// A plot of rows drawn by ourselves, with the very marks that Plotly would draw: it is there in the frame of the click
// that asks for it, and needs no plotly.js.
import {makeSvg} from "./dom.js";
import {FigureView} from "./figure_view.js";
import {Plot} from "./plot.js";
import {measureIn} from "./row_fit.js";
import {rowPicture} from "./row_picture.js";
import {css} from "./theme.js";

/** From the foot of one line to that of the next. */
const LINE_EM = "1.3em";

export class RowPlot extends Plot {
  /** What is drawn by ourselves waits for nothing. */
  needsPlotly() {
    return false;
  }

  async react() {
    this.#paint();
  }

  async repaint() {
    this.#paint();
  }

  async fit() {
    const {_fullLayout: drawn, clientWidth, clientHeight} = this.element;
    if (drawn?.width === clientWidth && drawn.height === clientHeight) return;
    this.#paint();
    this.outline();
  }

  #paint() {
    const {element} = this;
    // Fitted first: the height follows from the lines that its texts take.
    const layout = this.layout(null);
    const {clientWidth: width, clientHeight: height} = element;
    const drawing = makeSvg("svg", {class: "atlas-rows", width, height});
    if (width && height) drawing.append(...this.#parts(layout, {width, height}));
    element.replaceChildren(drawing);
    element._fullLayout = asDrawn(layout, {width, height});
    this.hit = this.hitTest();
    this.redrawn();
  }

  /**
   * @param {Published.PlotlyObject} layout
   * @param {{width: number, height: number}} size
   */
  #parts(layout, size) {
    const family = css(this.view.root, "--st-font", "sans-serif");
    const letters = {widthOf: measureIn(family), heightOf: heightsIn(family)};
    const {lines, dots, texts} = rowPicture(this.traces(), layout, size, letters);
    const values = makeSvg("g", {fill: "none"});
    for (const {d, stroke, width} of lines)
      values.append(makeSvg("path", {class: "atlas-line", d, stroke, "stroke-width": width}));
    for (const {x, y, radius, fill, stroke, width} of dots)
      values.append(
        makeSvg("circle", {class: "atlas-dot", cx: x, cy: y, r: radius, fill, stroke, "stroke-width": width}),
      );
    const {color} = layout.font;
    const written = makeSvg("g", {fill: color, "font-family": family});
    written.append(...texts.flatMap(textParts));
    // What is marked lies where Plotly has its own shapes.
    return [makeSvg("g", {class: "layer-below"}), values, makeSvg("g", {class: "layer-above"}), written];
  }

  purge() {
    delete this.element._fullLayout;
    this.element.replaceChildren();
  }
}

/** A figure of rows: who cannot see it is told what it is. */
export class RowView extends FigureView {
  /**
   * @param {HTMLElement} element
   * @returns {RowPlot}
   */
  makePlot(element) {
    return new RowPlot(element, this);
  }

  /** @param {Atlas.ViewData} data */
  update(data) {
    this.root.setAttribute("role", "figure");
    this.root.setAttribute("aria-label", data.alt ?? "");
    return super.update(data);
  }
}

/**
 * How high a line is in the letters of the page, above and below its foot.
 *
 * @param {string} family
 */
function heightsIn(family) {
  const context = document.createElement("canvas").getContext("2d");
  return (/** @type {number} */ px) => {
    if (!context) return {ascent: px, descent: 0};
    context.font = `${px}px ${family}`;
    const {fontBoundingBoxAscent, fontBoundingBoxDescent} = context.measureText("X");
    return {ascent: Math.round(fontBoundingBoxAscent), descent: Math.round(fontBoundingBoxDescent)};
  };
}

/**
 * A text and what it stands on.
 *
 * @param {import("./row_picture.js").Text} text
 */
function textParts({lines, x, y, anchor, size, fill, ground}) {
  const element = makeSvg("text", {
    x,
    y,
    "text-anchor": anchor,
    "font-size": `${size}px`,
    ...(fill ? {fill} : {}),
  });
  lines.forEach((pieces, i) => {
    const line = makeSvg("tspan", i ? {x, dy: LINE_EM} : {});
    for (const {text, isBold} of pieces) line.append(isBold ? bold(text) : text);
    element.append(line);
  });
  return ground ? [makeSvg("rect", ground), element] : [element];
}

/** @param {string} text */
function bold(text) {
  const piece = makeSvg("tspan", {"font-weight": "bold"});
  piece.append(text);
  return piece;
}

/**
 * What is drawn, in the terms by which what lies on a figure finds its place.
 *
 * @param {Published.PlotlyObject} layout
 * @param {{width: number, height: number}} size
 * @returns {Atlas.DrawnLayout}
 */
function asDrawn({margin: {l, r, t, b}, xaxis, yaxis}, {width, height}) {
  const [w, h] = [width - l - r, height - t - b];
  return {
    _uid: "rows",
    width,
    height,
    _size: {l, t, w, h},
    // Nothing is clipped: what is marked ends with the rows.
    xaxis: {_id: "x", _offset: l, _length: w, range: xaxis.range, autorange: true},
    yaxis: {_id: "y", _offset: t, _length: h, range: yaxis.range, autorange: true},
  };
}
