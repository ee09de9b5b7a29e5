// The labels of lit vessels. Plotly draws all of them, light and bold, and the ones that are wanted are shown: a step
// of a journey or a click then costs a property of some elements and not a redrawing of the figure.

import {inColumns} from "./label_columns.js";
import {bare} from "./row_fit.js";

const BOLD = " (bold)";
const HALO = " (halo)";
/** How much wider than a line its halo is. */
export const HALO_PX = 3;

/**
 * The lines from labels to vessels once more, wider and in the colour of the paper, to lie below them: over dark bone
 * a dark line is not seen.
 *
 * @param {Published.PlotlyObject[]} notes
 * @param {string} paper
 * @returns {Published.PlotlyObject[]}
 */
export function halosOf(notes, paper) {
  return notes.map(({arrowwidth = 1, ...note}) => ({
    ...note,
    name: `${note.name}${HALO}`,
    text: "",
    arrowcolor: paper,
    arrowwidth: arrowwidth + HALO_PX,
  }));
}

/**
 * Each label light and bold: a journey makes one after the other bold.
 *
 * @param {Published.PlotlyObject[]} notes
 * @returns {Published.PlotlyObject[]}
 */
export function inBothWeights(notes) {
  return notes.flatMap((note) => [note, {...note, name: `${note.name}${BOLD}`, text: `<b>${note.text}</b>`}]);
}

/**
 * What is seen of labels that stand in both weights.
 *
 * @param {Published.PlotlyObject[]} notes annotations in the order in which Plotly has them; one without a name is
 *   always seen
 * @param {Set<string>} wanted names that are lit
 * @param {string | null | undefined} now the name among them that is bold
 * @returns {boolean[]} one for each
 */
export function shownOf(notes, wanted, now) {
  return notes.map(({name}) => {
    if (!name) return true;
    if (name.endsWith(HALO)) return wanted.has(name.slice(0, -HALO.length));
    const isBold = name.endsWith(BOLD);
    const id = isBold ? name.slice(0, -BOLD.length) : name;
    return wanted.has(id) && isBold === (id === now);
  });
}

/**
 * The name of the vessel that a label has, in whatever weight.
 *
 * @param {Published.PlotlyObject} note
 * @returns {string}
 */
const vesselOf = ({name = ""}) => name.replace(BOLD, "").replace(HALO, "");

/**
 * Show the labels that are to be seen, hide the others.
 *
 * @param {Element} element what Plotly draws into
 * @param {boolean[]} shown
 */
export function showLabels(element, shown) {
  /** @type {NodeListOf<SVGElement>} */
  const groups = element.querySelectorAll(".infolayer > .annotation");
  for (const group of groups)
    group.style.display = (shown[Number(group.dataset.index)] ?? true) ? "" : "none";
}

/**
 * Take away Plotly's own lines of labels that are led elsewhere, and give back those of the others.
 *
 * @param {Element} element what Plotly draws into
 * @param {Published.PlotlyObject[]} notes as Plotly has them
 * @param {Map<string, Atlas.Point>} led by the name of the vessel
 */
export function showLeaders(element, notes, led) {
  /** @type {NodeListOf<SVGElement>} */
  const groups = element.querySelectorAll(".infolayer > .annotation");
  for (const group of groups) {
    const arrow = group.querySelector(".annotation-arrow-g");
    const isLed = led.has(vesselOf(notes[Number(group.dataset.index)] ?? {}));
    if (arrow instanceof SVGElement) arrow.style.display = isLed ? "none" : "";
  }
}

/**
 * The same labels, each with the vessel to which it is led: for a saved picture.
 *
 * @param {Published.PlotlyObject[]} notes
 * @param {Map<string, Atlas.Point>} led by the name of the vessel
 * @returns {Published.PlotlyObject[]}
 */
export const ledNotes = (notes, led) =>
  notes.map((note) => {
    const end = led.get(vesselOf(note));
    return end ? {...note, x: end[0], y: end[1]} : note;
  });

const LINE_HEIGHT = 1.3;
const LEAST_PX = 10;
/** Between a label and the edge of the figure. */
const EDGE_PX = 3;

/**
 * The labels of a skeleton in letters so small that none stands over another. Where they could not be read so, they
 * leave the heights of their bones as far as they must; none where even that gives them no room.
 *
 * @param {Published.PlotlyObject[]} notes each with the height of its text in the unit of the figure
 * @param {number} scale px for a unit
 * @param {Atlas.Point} heights the lowest and the highest that may be seen, in units
 * @returns {Published.PlotlyObject[]}
 */
export function inRoom(notes, scale, heights) {
  const columns = new Set(notes.map(({ax}) => ax));
  const shares = [...columns].flatMap((column) => {
    const sorted = notes.filter(({ax}) => ax === column).toSorted((a, b) => b.ay - a.ay);
    return sorted.slice(1).map((low, i) => ((sorted[i].ay - low.ay) * scale) / apart(sorted[i], low));
  });
  const share = Math.min(1, ...shares.filter((one) => !Number.isNaN(one)));
  if (share === 1) return notes;
  const sized = notes.map((note) => ({...note, font: {...note.font, size: note.font.size * share}}));
  if (sized.every(({font}) => font.size >= LEAST_PX)) return sized;
  const moved = [...columns].map((column) =>
    inColumns(
      notes.filter(({ax}) => ax === column),
      {pxPerUnit: scale, heights, size: LEAST_PX},
    ),
  );
  return moved.every(({length}) => length > 0) ? moved.flat() : [];
}

/**
 * Texts that begin at the left edge in letters so small that the longest line ends within the width.
 *
 * @param {Published.PlotlyObject[]} notes
 * @param {number} width of the figure without its margins, in px
 * @param {import("./row_fit.js").Measure} measure
 * @returns {Published.PlotlyObject[]}
 */
export function inWidth(notes, width, measure) {
  const ends = notes.flatMap(({text, xshift = 0, font}) =>
    text
      .split("<br>")
      .map((/** @type {string} */ line) => xshift + measure(bare(line), font.size, line.includes("<b>"))),
  );
  const share = Math.min(1, width / Math.max(1, ...ends));
  if (share === 1) return notes;
  return notes.map((note) => ({
    ...note,
    xshift: (note.xshift ?? 0) * share,
    font: {...note.font, size: note.font.size * share},
  }));
}

/**
 * Labels on both sides of a body in letters so small that the longest ends within the figure.
 *
 * @param {Published.PlotlyObject[]} notes each with the edge of its text, in the unit of the figure
 * @param {{middle: number, scale: number, width: number}} seen the middle of the figure, px for a unit, and its px
 * @param {import("./row_fit.js").Measure} measure
 * @returns {Published.PlotlyObject[]}
 */
export function withinSides(notes, {middle, scale, width}, measure) {
  const shares = notes.map(({text, ax, font}) => {
    const room = width / 2 - Math.abs(ax - middle) * scale - EDGE_PX;
    const lines = text
      .split("<br>")
      .map((/** @type {string} */ line) => measure(bare(line), font.size, true));
    return room / Math.max(1, ...lines);
  });
  const share = Math.min(1, ...shares);
  return notes.map((note) => ({...note, font: {...note.font, size: note.font.size * share}}));
}

/**
 * The numbers of a colour bar with the word at each end below its number: beside it, it turns all of them.
 *
 * @param {string[]} [texts]
 */
export const endsBelow = (texts = []) =>
  texts.map((text) => text.replace(/^(less) (.+)$/, "$2<br>$1").replace(/^(.+) (more)$/, "$1<br>$2"));

/**
 * How far apart the middles of two labels must be, in px.
 *
 * @param {Published.PlotlyObject} a
 * @param {Published.PlotlyObject} b
 */
function apart(a, b) {
  /** @param {Published.PlotlyObject} note */
  const half = ({text = "", font}) => (text.split("<br>").length * LINE_HEIGHT * font.size) / 2;
  return half(a) + half(b);
}
