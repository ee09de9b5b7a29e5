// A figure as a file, with its title above and its source below.
import {ledNotes} from "./labels.js";
import {css} from "./theme.js";

const TITLE_PX = 46;
/** Each further line of a title, and about how wide a letter of it is. */
const TITLE_LINE_PX = 21;
const TITLE_LETTER_PX = 8.6;
const LINE_PX = 14;
const FOOTER_PX = 10;
const LETTER_PX = 5.7;

/** @typedef {"png" | "svg"} Format */
/**
 * What can be saved.
 *
 * @typedef {object} Pictured
 * @property {Pick<Element, "clientWidth" | "clientHeight">} element
 * @property {{root: Element, exportLines: () => Published.ExportLines | undefined}} view
 * @property {() => {data: object[], layout: Published.PlotlyObject}} forPicture
 * @property {Pick<Atlas.Plotly, "downloadImage">} Plotly
 */

/**
 * Save what a plot shows as PNG (three times its size) or SVG.
 *
 * @param {Pictured} plot
 * @param {Format} format
 */
export async function savePicture(plot, format) {
  const {clientWidth: width, clientHeight: height} = plot.element;
  const {title, footer, filename} = plot.view.exportLines() ?? {title: "", footer: "", filename: "figure"};
  const lines = wrapped(footer, Math.floor(width / LETTER_PX));
  const titleLines = wrapped(title, Math.max(1, Math.floor(width / TITLE_LETTER_PX)));
  const above = TITLE_PX + TITLE_LINE_PX * (titleLines.length - 1);
  const below = LINE_PX * lines.length + 12;
  const paper = css(plot.view.root, "--st-background-color", "#fff");
  const {data, layout} = plot.forPicture();
  const {t: top = 0, b: bottom = 0} = layout.margin;
  layout.margin = {...layout.margin, t: top + above, b: bottom + below};
  layout.annotations = [
    ...(layout.annotations ?? []),
    note(titleLines.join("<br>"), 1, "bottom", 16, 14),
    note(lines.join("<br>"), 0, "top", FOOTER_PX * fitting(lines, width), -bottom),
  ];
  Object.assign(layout, {
    paper_bgcolor: paper,
    plot_bgcolor: paper,
    width,
    height: height + above + below,
    autosize: false,
  });
  const size = {width, height: layout.height, scale: format === "png" ? 3 : 1};
  await plot.Plotly.downloadImage({data, layout}, {format, filename, ...size});
}

/**
 * How much smaller the letters below are where a word, such as a long DOI, is wider than the figure.
 *
 * @param {string[]} lines
 * @param {number} width in px
 */
function fitting(lines, width) {
  const longest = Math.max(...lines.map(({length}) => length));
  return Math.min(1, width / (longest * LETTER_PX || 1));
}

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
 * A text in lines of fewer than so many letters; a longer word has a line of its own.
 *
 * @param {string} text
 * @param {number} letters
 */
export function wrapped(text, letters) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line.length + word.length >= letters) {
      lines.push(line);
      line = "";
    }
    line = `${line} ${word}`.trim();
  }
  return [...lines, line];
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
