// A figure as a file, with its title above and its source below.
import {css} from "./theme.js";

const TITLE_PX = 46;
const LINE_PX = 14;
const LETTER_PX = 5.4;

/** Save what a plot shows as PNG (three times its size) or SVG. */
export async function savePicture(plot, format) {
  const {clientWidth: width, clientHeight: height} = plot.element;
  const {title, footer, filename} = plot.view.exportLines() ?? {title: "", footer: "", filename: "figure"};
  const lines = wrapped(footer, Math.floor(width / LETTER_PX));
  const below = LINE_PX * lines.length + 12;
  const paper = css(plot.view.root, "--st-background-color", "#fff");
  const {data, layout} = plot.forPicture();
  const {t: top = 0, b: bottom = 0} = layout.margin;
  layout.margin = {...layout.margin, t: top + TITLE_PX, b: bottom + below};
  layout.annotations = [
    ...(layout.annotations ?? []),
    note(title, 1, "bottom", 16, 14),
    note(lines.join("<br>"), 0, "top", 10, -bottom),
  ];
  Object.assign(layout, {
    paper_bgcolor: paper,
    plot_bgcolor: paper,
    width,
    height: height + TITLE_PX + below,
    autosize: false,
  });
  const size = {width, height: layout.height, scale: format === "png" ? 3 : 1};
  await plot.Plotly.downloadImage({data, layout}, {format, filename, ...size});
}

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

/** A text in lines of fewer than so many letters; a longer word has a line of its own. */
export function wrapped(text, letters) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines.at(-1).length + word.length >= letters) lines.push("");
    lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines;
}
