// A plot of rows, or a picture of what imaging finds, small: lines, dots, images and texts where Plotly would put them.
import {linesOf} from "../core/row_picture.js";
import {loaded, pathOf} from "./thumbnail_bones.js";

/** @typedef {Published.PlotlyObject} Look */
/** @typedef {import("./thumbnail_bones.js").Box} Box */

/** The stage that plots are drawn for, in px. */
const DRAWN_WIDE = 760;
const LINE_HEIGHT = 1.3;
const UP = /** @type {Record<string, number>} */ ({top: 0, middle: 0.5, bottom: 1});
const ALIGN = /** @type {Record<string, CanvasTextAlign>} */ ({
  left: "left",
  center: "center",
  right: "right",
});
const SHIFT = /** @type {Record<string, number>} */ ({left: 0, center: 0.5, right: 1});

/** @typedef {{x: (value: number, ref?: string) => number, y: (value: number) => number, width: number}} Places in px */

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Box} box
 * @param {Look} drawn
 */
export async function drawRows(pen, box, {data, layout}) {
  const scale = Math.min(box.width / DRAWN_WIDE, box.height / layout.height);
  pen.translate(
    box.x + (box.width - DRAWN_WIDE * scale) / 2,
    box.y + (box.height - layout.height * scale) / 2,
  );
  pen.scale(scale, scale);
  const places = placesOf(layout);
  for (const shape of layout.shapes ?? []) drawShape(pen, places, shape);
  for (const image of layout.images ?? []) await drawImage(pen, places, image);
  for (const trace of data) drawTrace(pen, places, trace);
  drawBars(
    pen,
    places,
    data.filter((/** @type {Look} */ {type}) => type === "bar"),
  );
  for (const note of layout.annotations ?? []) drawText(pen, places, note);
}

/**
 * @param {Look} layout
 * @returns {Places}
 */
function placesOf({margin: {l, r, t, b}, height, xaxis, yaxis}) {
  const [low, high] = yaxis.range;
  const width = DRAWN_WIDE - l - r;
  return {
    width,
    x: (value, ref = "x") => {
      if (ref === "paper") return l + value * width;
      const [from, to] = xaxis.range;
      return l + ((value - from) / (to - from)) * width;
    },
    y: (value) => height - b - ((value - low) / (high - low)) * (height - t - b),
  };
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Places} places
 * @param {Look} shape a band, or a line
 */
function drawShape(pen, {x, y}, {type, x0, x1, y0, y1, xref, fillcolor, line, opacity = 1}) {
  if (type === "line") {
    Object.assign(pen, {strokeStyle: line.color, lineWidth: line.width});
    pen.stroke(pathOf((u, v) => [x(u, xref), y(v)], [x0, x1], [y0, y1]));
  }
  if (type !== "rect") return;
  pen.globalAlpha = opacity;
  pen.fillStyle = fillcolor;
  pen.fillRect(x(x0, xref), y(y1), x(x1, xref) - x(x0, xref), y(y0) - y(y1));
  pen.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Places} places
 * @param {Look} image
 */
async function drawImage(pen, {x, y, width}, image) {
  const loadedImage = await loaded(image.source);
  if (!loadedImage) return;
  const [wide, high] = [image.sizex * (image.xref === "paper" ? width : 1), y(0) - y(image.sizey)];
  const scale = Math.min(wide / loadedImage.naturalWidth, Math.abs(high) / loadedImage.naturalHeight);
  const size = [loadedImage.naturalWidth * scale, loadedImage.naturalHeight * scale];
  const [left, top] = [x(image.x, image.xref), y(image.y)];
  pen.globalAlpha = image.opacity ?? 1;
  pen.drawImage(
    loadedImage,
    left - (SHIFT[image.xanchor] ?? 0) * size[0],
    top + (UP[image.yanchor] ? -UP[image.yanchor] * size[1] : (Math.abs(high) - size[1]) / 2),
    size[0],
    size[1],
  );
  pen.globalAlpha = 1;
}

/**
 * Bars that lie one behind the other, of one row.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Places} places
 * @param {Look[]} bars
 */
function drawBars(pen, places, bars) {
  let from = 0;
  for (const {x, y, width, marker} of bars) {
    const [left, top] = [places.x(from), places.y(y[0] + width / 2)];
    from += x[0];
    pen.fillStyle = marker.color;
    pen.fillRect(left, top, places.x(from) - left, places.y(y[0] - width / 2) - top);
  }
}

/** @param {unknown} value one for all, or one for each */
const each = (value, /** @type {number} */ i) => (Array.isArray(value) ? value[i] : value);

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Places} places
 * @param {Look} trace
 */
function drawTrace(pen, places, trace) {
  if (trace.mode === "markers") drawDots(pen, places, trace);
  if (trace.mode !== "lines") return;
  const path = pathOf((x, y) => [places.x(x), places.y(y)], trace.x, trace.y);
  if (trace.fill) {
    pen.fillStyle = trace.fillcolor;
    pen.fill(path);
  }
  if (!trace.line?.width) return;
  Object.assign(pen, {strokeStyle: trace.line.color, lineWidth: trace.line.width});
  pen.stroke(path);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Places} places
 * @param {Look} trace
 */
function drawDots(pen, places, {x, y, marker}) {
  x.forEach((/** @type {number | null} */ value, /** @type {number} */ i) => {
    if (value === null) return;
    pen.beginPath();
    pen.arc(places.x(value), places.y(y[i]), each(marker.size, i) / 2, 0, 2 * Math.PI);
    pen.fillStyle = each(marker.color, i);
    pen.fill();
    const width = each(marker.line?.width, i);
    if (!width) return;
    Object.assign(pen, {strokeStyle: each(marker.line.color, i), lineWidth: width});
    pen.stroke();
  });
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Places} places
 * @param {Look} note
 */
function drawText(pen, places, {text, font, x, y, xref, xshift = 0, yshift = 0, xanchor, yanchor}) {
  const lines = linesOf(text);
  const high = LINE_HEIGHT * font.size;
  const left = places.x(x, xref) + xshift;
  const top = places.y(y) - yshift - (UP[yanchor] ?? UP.middle) * high * lines.length;
  Object.assign(pen, {textAlign: ALIGN[xanchor] ?? "center", textBaseline: "middle"});
  pen.fillStyle = font.color ?? getComputedStyle(pen.canvas).color;
  lines.forEach((pieces, i) => {
    pen.font = `${pieces.some(({isBold}) => isBold) ? 700 : 400} ${font.size}px system-ui, sans-serif`;
    pen.fillText(pieces.map((piece) => piece.text).join(""), left, top + (i + 0.5) * high);
  });
}
