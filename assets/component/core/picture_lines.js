// The title and the foot of a saved picture: in lines that are measured, so that each ends within it.
import {bare, broken} from "./row_fit.js";

/** Small letters are drawn up to a twelfth wider than they are measured: their pixels are rounded one by one. */
const SAFE = 0.92;

/** @typedef {{size: number, line: number, weight: string}} Writing letters, and the height of a line, in px */

/**
 * @param {string} text
 * @param {number} room in px
 * @param {Writing} of
 * @param {import("./row_fit.js").Measure} measure
 * @returns {string[]} none where there is no text
 */
export function linesIn(text, room, of, measure) {
  return text ? broken(text, room * SAFE, (part) => widthOf(part, of, measure)) : [];
}

/**
 * How much smaller letters are where a word, such as a long DOI, is wider than the picture.
 *
 * @param {string[]} lines
 * @param {number} room in px
 * @param {Writing} of
 * @param {import("./row_fit.js").Measure} measure
 */
export function fitting(lines, room, of, measure) {
  return Math.min(1, (room * SAFE) / (Math.max(0, ...lines.map((line) => widthOf(line, of, measure))) || 1));
}

/** @type {(text: string, of: Writing, measure: import("./row_fit.js").Measure) => number} */
const widthOf = (text, {size, weight}, measure) => measure(bare(text), size, weight === "bold");
