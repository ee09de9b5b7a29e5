// A plot of rows drawn by ourselves, with the very marks that Plotly would draw: it is there in the frame of the click
// that asks for it, and needs no plotly.js.
import {makeSvg} from "./dom.js";
import {FigureView} from "./figure_view.js";
import {Plot} from "./plot.js";
import {saveRows} from "./row_export.js";
import {rowParts} from "./row_svg.js";
import {css} from "./theme.js";

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
    const family = css(this.view.root, "--st-font", "sans-serif");
    if (width && height) drawing.append(...rowParts(this.traces(), layout, {width, height}, family));
    element.replaceChildren(drawing);
    element._fullLayout = asDrawn(layout, {width, height});
    this.hit = this.hitTest();
    this.redrawn();
  }

  /** @param {import("./export.js").Format} format */
  save(format) {
    return saveRows(this, format);
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
