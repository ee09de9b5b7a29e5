// A plot of rows as a file: drawn anew, in a size that does not depend on the window and in letters that every system
// has, for a picture has no letters of the page.
import {makeSvg} from "./dom.js";
import {saveFile} from "./picture_file.js";
import {fitting, linesIn} from "./picture_lines.js";
import {fittedRows, measureIn} from "./row_fit.js";
import {rowParts} from "./row_svg.js";
import {css} from "./theme.js";

const WIDTH_PX = 720;
const EDGE_PX = 20;
const FAMILY = "Arial, Helvetica, sans-serif";
const TITLE = {size: 17, line: 22, weight: "bold"};
const FOOTER = {size: 11, line: 15, weight: "normal"};

/** @typedef {import("./picture_lines.js").Writing} Writing */
/**
 * What of a plot is saved.
 *
 * @typedef {object} Rows
 * @property {import("./figure_view.js").FigureView} view
 * @property {Atlas.BaseFigure} base
 * @property {() => Published.PlotlyObject[]} traces
 */

/**
 * Save a plot of rows as PNG (three times its size) or SVG.
 *
 * @param {Rows} plot
 * @param {import("./export.js").Format} format
 */
export async function saveRows(plot, format) {
  const lines = plot.view.exportLines() ?? {title: "", footer: "", filename: "figure"};
  const drawing = rowsDrawing(plot, lines);
  const [width, height] = ["width", "height"].map((name) => Number(drawing.getAttribute(name)));
  await saveFile([{svg: drawing, width, height}], format, [lines]);
}

/**
 * The picture: the title, the rows, the footer, each line as long as it has room.
 *
 * @param {Rows} plot
 * @param {Published.ExportLines} lines
 */
export function rowsDrawing({view, base, traces}, {title, footer}) {
  const measure = measureIn(FAMILY);
  const inner = WIDTH_PX - 2 * EDGE_PX;
  const own = {...base.layout, ...view.plot.paint?.layout};
  const {layout, more} = fittedRows(own, inner, measure);
  const ink = css(view.root, "--st-text-color", "#31333f");
  const [head, foot] = [
    {text: title, of: TITLE},
    {text: footer, of: FOOTER},
  ].map(({text, of}) => {
    const lines = linesIn(text, inner, of, measure);
    return {lines, of: {...of, size: of.size * fitting(lines, inner, of, measure)}};
  });
  const rowsHeight = own.height + more;
  const below = EDGE_PX / 2 + head.lines.length * TITLE.line + EDGE_PX / 2;
  const footFrom = below + rowsHeight + EDGE_PX / 2;
  const height = footFrom + foot.lines.length * FOOTER.line + EDGE_PX / 2;
  const drawing = makeSvg("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    width: WIDTH_PX,
    height,
    viewBox: `0 0 ${WIDTH_PX} ${height}`,
  });
  const paper = css(view.root, "--st-background-color", "#fff");
  const rows = makeSvg("g", {transform: `translate(${EDGE_PX} ${below})`});
  const inked = {...layout, font: {...layout.font, color: ink}};
  rows.append(...rowParts(traces.call(view.plot), inked, {width: inner, height: rowsHeight}, FAMILY));
  drawing.append(
    makeSvg("rect", {width: WIDTH_PX, height, fill: paper}),
    written(head.lines, head.of, EDGE_PX / 2, ink),
    rows,
    written(foot.lines, foot.of, footFrom, ink),
  );
  return drawing;
}

/**
 * @param {string[]} lines
 * @param {Writing} of
 * @param {number} from where the first line begins
 * @param {string} ink
 */
function written(lines, {size, line, weight}, from, ink) {
  const group = makeSvg("g", {"font-family": FAMILY, "font-size": size, "font-weight": weight, fill: ink});
  lines.forEach((text, i) => {
    const element = makeSvg("text", {x: EDGE_PX, y: from + line * i + size});
    element.append(text);
    group.append(element);
  });
  return group;
}
