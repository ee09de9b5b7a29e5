// The path of a journey on the body: the steps that the cell has walked, walks now, and has before it.
import {makeSvg} from "../core/dom.js";
import {pathData} from "./geometry.js";

const HALO_PX = 2.6;
export const TRAIL_PX = {next: 2, done: 3.2, current: 4.6};
const NEXT_OPACITY = 0.75;

/**
 * @typedef {"done" | "current" | "next"} When
 * @typedef {object} TrailStep
 * @property {number} number from 1
 * @property {string} kind of the vessel
 * @property {When} when
 * @property {string} colour
 * @property {import("./geometry.js").Point[]} points the same array as long as it is the same path
 *
 * @typedef {object} TrailLook
 * @property {string} paper colour round the lines
 * @property {number} thick how much thicker than on the page
 * @property {Record<string, string>} dashes by kind
 *
 * @typedef {Record<string, string | number>} Attributes
 */

/** One view's path: a halo and a line for each step. What stays as it is, is not touched. */
export class Trail {
  /** @type {TrailStep[]} */
  steps = [];
  root = makeSvg("g");
  /** @type {{path: SVGPathElement, shown: Attributes}[]} */
  #drawn = [];

  /**
   * @param {TrailStep[]} steps
   * @param {TrailLook} look
   */
  draw(steps, look) {
    const stays =
      steps.length === this.steps.length && steps.every(({points}, i) => points === this.steps[i].points);
    this.steps = steps;
    if (!stays) this.#make();
    steps.flatMap((step) => linesOf(step, look)).forEach((wanted, i) => change(this.#drawn[i], wanted));
  }

  #make() {
    this.#drawn = this.steps
      .map(({points}) => pathData(points))
      .flatMap((d) => [makeSvg("path", {d}), makeSvg("path", {d})])
      .map((path) => ({path, shown: {}}));
    this.root.replaceChildren(...this.#drawn.map(({path}) => path));
  }
}

/**
 * @param {TrailStep} step
 * @param {TrailLook} look
 * @returns {Attributes[]} of the halo and of the line
 */
function linesOf({when, colour, kind}, {paper, thick, dashes}) {
  const width = TRAIL_PX[when] * thick;
  const isNext = when === "next";
  const opacity = isNext ? NEXT_OPACITY : 1;
  return [
    {opacity, stroke: paper, "stroke-width": width + HALO_PX * thick},
    {
      opacity,
      stroke: colour,
      "stroke-width": width,
      "stroke-dasharray": isNext ? dash(dashes[kind], thick) : "none",
    },
  ];
}

/**
 * @param {{path: SVGPathElement, shown: Attributes}} drawn
 * @param {Attributes} wanted
 */
function change(drawn, wanted) {
  for (const [name, value] of Object.entries(wanted))
    if (drawn.shown[name] !== value) drawn.path.setAttribute(name, String(value));
  drawn.shown = wanted;
}

/**
 * When a step is walked, as seen from the one under way.
 *
 * @param {number} number
 * @param {number} now number of the step under way
 * @returns {When}
 */
export function whenOf(number, now) {
  if (number === now) return "current";
  return number < now ? "done" : "next";
}

/**
 * The dashes of a line, as SVG has them.
 *
 * @param {string} lengths as Plotly has them: pixels, with commas
 * @param {number} [thick]
 */
export const dash = (lengths, thick = 1) =>
  lengths
    .split(",")
    .map((part) => (parseFloat(part) || 0) * thick)
    .join(" ")
    .replace(/^0$/, "none");
