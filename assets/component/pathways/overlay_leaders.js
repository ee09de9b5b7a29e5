// Lines from labels to the vessels that a journey walks. Many vessels have one name, as the nutrient arteries do: its
// label stays where it is, and its line leads to the one that the cell enters. In Plotly a label that points
// elsewhere costs a third of a second; here it costs two paths.
import {makeSvg} from "../core/dom.js";
import {HALO_PX} from "../core/labels.js";

/** A vessel that a cell enters further from where its label points is one of many of that name. */
const ONE_OF_MANY_MM = 40;
const DOT_PX = 5;

/** @typedef {Published.PlotlyObject} Look */
/** @typedef {Map<string, Atlas.Point>} Led names of labels, and where their vessels are entered */

/**
 * The labels that must point elsewhere than they do.
 *
 * @param {Look[]} labels
 * @param {{to: string, end: Atlas.Point | undefined}[]} steps of the journey: the vessel entered, and where
 * @returns {Led}
 */
export function ledElsewhere(labels, steps) {
  /** @type {Led} */
  const led = new Map();
  for (const {name, x, y} of labels) {
    const end = steps.find(({to}) => to === name)?.end;
    if (end && Math.hypot(end[0] - x, end[1] - y) > ONE_OF_MANY_MM) led.set(name, end);
  }
  return led;
}

/** The lines of one view, each on a halo. */
export class Leaders {
  root = makeSvg("g", {class: "atlas-leaders"});
  #key = "";

  /**
   * @param {Look[]} notes the labels that are seen, each with where its line begins
   * @param {Led} led
   * @param {{ink: string, paper: string}} colours
   */
  draw(notes, led, {ink, paper}) {
    const key = JSON.stringify([notes.map(({name, ax, ay}) => [name, ax, ay, led.get(name)]), ink, paper]);
    if (key === this.#key) return;
    this.#key = key;
    this.root.replaceChildren(...notes.flatMap((note) => lineOf(note, led.get(note.name), ink, paper)));
  }
}

/**
 * @param {Look} note
 * @param {Atlas.Point | undefined} end
 * @param {string} ink
 * @param {string} paper
 */
function lineOf({name, ax, ay, arrowwidth = 1}, end, ink, paper) {
  if (!end) return [];
  const [line, dot] = [`M${ax},${ay}L${end.join()}`, `M${end.join()}h0`];
  /** @type {(d: string, stroke: string, width: number) => SVGPathElement} */
  const drawn = (d, stroke, width) => makeSvg("path", {d, stroke, "stroke-width": width, "data-name": name});
  return [
    drawn(line, paper, arrowwidth + HALO_PX),
    drawn(dot, paper, DOT_PX + HALO_PX),
    drawn(line, ink, arrowwidth),
    drawn(dot, ink, DOT_PX),
  ];
}
