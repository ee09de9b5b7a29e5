// The elements of a plot of rows: the same on the page and in a saved picture.
import {makeSvg} from "./dom.js";
import {measureIn} from "./row_fit.js";
import {rowPicture} from "./row_picture.js";

/** From the foot of one line to that of the next. */
const LINE_EM = "1.3em";

/**
 * What is drawn of a plot of rows, from the lowest part to the highest.
 *
 * @param {Published.PlotlyObject[]} traces
 * @param {Published.PlotlyObject} layout fitted to the width
 * @param {{width: number, height: number}} size
 * @param {string} family of its letters
 * @returns {SVGElement[]}
 */
export function rowParts(traces, layout, size, family) {
  const letters = {widthOf: measureIn(family), heightOf: heightsIn(family)};
  const {lines, dots, texts} = rowPicture(traces, layout, size, letters);
  const values = makeSvg("g", {fill: "none"});
  for (const {d, stroke, width} of lines)
    values.append(makeSvg("path", {class: "atlas-line", d, stroke, "stroke-width": width}));
  for (const {x, y, radius, fill, stroke, width} of dots)
    values.append(
      makeSvg("circle", {class: "atlas-dot", cx: x, cy: y, r: radius, fill, stroke, "stroke-width": width}),
    );
  const written = makeSvg("g", {fill: layout.font.color, "font-family": family});
  written.append(...texts.flatMap(textParts));
  // What is marked lies where Plotly has its own shapes.
  return [makeSvg("g", {class: "layer-below"}), values, makeSvg("g", {class: "layer-above"}), written];
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
