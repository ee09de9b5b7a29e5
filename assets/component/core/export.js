// A figure as a file, with its title above and its source below.
import {ledNotes} from "./labels.js";
import {saveFile} from "./picture_file.js";
import {fitting, linesIn} from "./picture_lines.js";
import {measureIn} from "./row_fit.js";
import {css} from "./theme.js";

/** What stands above the figure where the title has one line. */
const TITLE_PX = 46;
const EDGE_PX = 8;
const TITLE = {size: 16, line: 21, weight: "normal"};
const FOOTER = {size: 10, line: 14, weight: "normal"};

/** @typedef {"png" | "svg"} Format */
/**
 * What can be saved.
 *
 * @typedef {object} Pictured
 * @property {Pick<Element, "clientWidth" | "clientHeight">} element
 * @property {{root: Element, exportLines: () => Published.ExportLines | undefined}} view
 * @property {() => {data: object[], layout: Published.PlotlyObject}} forPicture
 * @property {Pick<Atlas.Plotly, "toImage">} Plotly
 */

/**
 * Save what plots show as PNG (three times its size) or SVG: one file, whatever number of them is compared.
 *
 * @param {Pictured[]} plots from left to right
 * @param {Format} format
 */
export async function savePicture(plots, format) {
  const drawn = await Promise.all(plots.map((plot) => pictureOf(plot)));
  await saveFile(drawn, format, plots.map(linesOf));
}

/**
 * @param {Pictured} plot
 * @returns {Published.ExportLines}
 */
const linesOf = ({view}) => view.exportLines() ?? {title: "", footer: "", filename: "figure"};

/**
 * What a plot shows, with its title above and its source below.
 *
 * @param {Pictured} plot
 * @param {import("./row_fit.js").Measure} [measure] of texts in the letters of the page
 */
export async function pictureOf(plot, measure = measureOf(plot)) {
  const {clientWidth: width, clientHeight: height} = plot.element;
  const {title, footer} = linesOf(plot);
  const room = width - 2 * EDGE_PX;
  const [head, foot] = [linesIn(title, room, TITLE, measure), linesIn(footer, room, FOOTER, measure)];
  const above = TITLE_PX + TITLE.line * Math.max(0, head.length - 1);
  const below = FOOTER.line * foot.length + 12;
  const paper = css(plot.view.root, "--st-background-color", "#fff");
  const {data, layout} = plot.forPicture();
  const {t: top = 0, b: bottom = 0} = layout.margin;
  layout.margin = {...layout.margin, t: top + above, b: bottom + below};
  layout.annotations = [
    ...(layout.annotations ?? []),
    note(head.join("<br>"), 1, "bottom", TITLE.size * fitting(head, room, TITLE, measure), 14),
    note(foot.join("<br>"), 0, "top", FOOTER.size * fitting(foot, room, FOOTER, measure), -bottom),
  ];
  Object.assign(layout, {
    paper_bgcolor: paper,
    plot_bgcolor: paper,
    width,
    height: height + above + below,
    autosize: false,
  });
  const size = {width, height: layout.height};
  const text = await plot.Plotly.toImage({data, layout}, {format: "svg", imageDataOnly: true, ...size});
  return {svg: parsed(text), ...size};
}

/**
 * @param {string} text of an SVG
 * @returns {SVGSVGElement}
 */
function parsed(text) {
  const {documentElement} = new DOMParser().parseFromString(text, "image/svg+xml");
  return /** @type {SVGSVGElement} */ (/** @type {unknown} */ (documentElement));
}

/** @param {Pictured} plot */
const measureOf = ({view}) => measureIn(css(view.root, "--st-font", "sans-serif"));

/**
 * A line of text across the middle.
 *
 * @param {string} text
 * @param {0 | 1} y 0 at the bottom of the figure, 1 at its top
 * @param {"bottom" | "top"} yanchor
 * @param {number} size in px
 * @param {number} yshift in px
 */
function note(text, y, yanchor, size, yshift) {
  return {
    text,
    showarrow: false,
    xref: "paper",
    yref: "paper",
    x: 0.5,
    xanchor: "center",
    y,
    yanchor,
    yshift,
    font: {size},
  };
}

/**
 * Traces and layout of a plot with all that our own layers show.
 *
 * @param {import("./plot.js").Plot} plot
 */
export function asShown(plot) {
  const {layout = {}, data = []} = plot.element;
  const seen = plot.labelsShown() ?? [];
  /** @type {Published.PlotlyObject[]} */
  const notes = layout.annotations ?? [];
  return {
    data: plot.opacity.into(data),
    layout: structuredClone({
      ...layout,
      shapes: [...(plot.overlay?.shapes() ?? []), ...(layout.shapes ?? []), ...plot.marks.shapes],
      annotations: ledNotes(
        notes.filter((_, i) => seen[i] ?? true),
        plot.overlay?.led ?? new Map(),
      ),
    }),
  };
}
