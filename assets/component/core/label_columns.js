// The labels of a skeleton in two columns beside it: as many px apart as their lines are high, whatever the size of the
// window. Python says what each names, the bone it points at and where its column begins.

import {bare, broken} from "./row_fit.js";

/** @typedef {Published.PlotlyObject} Note an annotation in Plotly's terms, its line from (ax, ay) to (x, y) */
/**
 * The room of the columns.
 *
 * @typedef {object} Room
 * @property {number} pxPerUnit
 * @property {Atlas.Point} heights the lowest and the highest that may be seen, in units
 * @property {number} size of the letters in px
 */

// As high as the letters of a line and the gap to the next.
const LINE = 1.3;
/** Between the end of a column and its letters, and at the edge of the figure. */
const GAP_PX = 8;

/** @param {Note} note */
const linesOf = ({text}) => String(text).split("<br>");

// What is in three lines or more stands off from its neighbours: else nobody sees where the next begins.
const BETWEEN_BLOCKS = 0.4;

/** @param {Note} note */
const linesIn = (note) => linesOf(note).length + (linesOf(note).length > 2 ? BETWEEN_BLOCKS : 0);

/**
 * The labels with their letters in a size, none above another.
 *
 * @param {Note[]} notes of both columns
 * @param {Room} room
 * @returns {Note[]} none where there are more than the room holds
 */
export function inColumns(notes, room) {
  const columns = ["right", "left"].map((anchor) =>
    column(
      notes.filter(({xanchor}) => xanchor === anchor),
      room,
    ),
  );
  return columns.includes(null) ? [] : columns.flatMap((column) => column ?? []);
}

/**
 * @param {Note[]} notes of one column
 * @param {Room} room
 * @returns {Note[] | null} null where they do not fit
 */
function column(notes, {pxPerUnit, heights: [low, high], size}) {
  const sorted = notes.toSorted((one, other) => other.y - one.y);
  const tall = sorted.map((note) => (linesIn(note) * LINE * size) / pxPerUnit);
  if (tall.reduce((sum, height) => sum + height, 0) > high - low) return null;
  const middles = spread(
    sorted.map(({y}) => y),
    tall,
    [low, high],
  );
  return sorted.map((note, i) => ({...note, ay: middles[i], font: {...note.font, size}}));
}

/**
 * The heights nearest to those wanted at which nothing overlaps: neighbours that would are moved together, as far up
 * as down.
 *
 * @param {number[]} wanted middles, from high to low
 * @param {number[]} tall how tall each is
 * @param {Atlas.Point} room the lowest and the highest that any may reach; it holds them all
 * @returns {number[]}
 */
export function spread(wanted, tall, [low, high]) {
  // How far below the first each stands at least: with that added, "no overlap" becomes "never rising".
  let sum = 0;
  const below = tall.map((height, i) => (i ? (sum += (height + tall[i - 1]) / 2) : 0));
  /** @type {{total: number, count: number}[]} */
  const blocks = [];
  wanted.forEach((height, i) => {
    blocks.push({total: height + below[i], count: 1});
    while (blocks.length > 1 && meanOf(blocks.at(-1)) > meanOf(blocks.at(-2))) {
      const last = blocks.pop();
      const before = blocks[blocks.length - 1];
      before.total += last?.total ?? 0;
      before.count += last?.count ?? 0;
    }
  });
  const top = high - (tall[0] ?? 0) / 2;
  const bottom = low + (tall.at(-1) ?? 0) / 2 + (below.at(-1) ?? 0);
  const levels = blocks.flatMap((block) => Array(block.count).fill(meanOf(block)));
  return levels.map((level, i) => Math.min(top, Math.max(bottom, level)) - below[i]);
}

/** @param {{total: number, count: number} | undefined} block */
const meanOf = (block) => (block ? block.total / block.count : 0);

/**
 * How wide the widest label is, with a gap on both sides.
 *
 * @param {Note[]} notes
 * @param {(text: string) => number} widthOf a line of text in px
 */
export function widthOfLabels(notes, widthOf) {
  const lines = notes.flatMap(linesOf).map(bare);
  return lines.length ? Math.max(...lines.map(widthOf)) + 2 * GAP_PX : 0;
}

/**
 * Labels in lines that fit a width with the gaps on both sides, broken between words where they must be.
 *
 * @param {Note[]} notes
 * @param {number} room in px
 * @param {(text: string) => number} widthOf a line of text in px
 * @returns {Note[]}
 */
export function inLines(notes, room, widthOf) {
  return notes.map((note) => {
    const lines = broken(String(note.text), room - 2 * GAP_PX, (line) => widthOf(bare(line)));
    return {...note, text: lines.join("<br>")};
  });
}

/**
 * What is seen of a view, with room for labels beside it.
 *
 * @param {Published.Frame} frame
 * @param {{width: number, height: number}} stage in px
 * @param {number} room on each side, in px
 * @param {number} beside how far from the frame the labels begin, in units
 * @returns {Published.Ranges} the frame itself where there is room enough
 */
export function withLabelRoom({ranges: {x, y}, cut}, {width, height}, room, beside) {
  const across = x[1] - x[0] + 2 * beside;
  const scale = Math.min(height / (y[1] - y[0]), (width - 2 * room) / across);
  if (!room || scale <= 0) return {x, y};
  // A frame that is cut keeps its width, and shows more of the legs.
  if (cut) return {x, y: [y[1] - height / scale, y[1]]};
  const [middle, half] = [(x[0] + x[1]) / 2, width / scale / 2];
  return {x: [middle - half, middle + half], y};
}
