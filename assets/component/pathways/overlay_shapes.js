// What lies over the skeleton as Plotly shapes: for a saved picture, which Plotly makes by itself.
import {pathData} from "./geometry.js";
import {TRAIL_PX} from "./trail.js";

/** @typedef {import("./overlay.js").Panel} Panel */
/** @typedef {Published.PlotlyObject} Look */

const TUMOUR_PX = 9;
/** Of an organ, where what is lit does not lead through it and where it does; as in routes.css. */
const FAINT_ORGAN = 0.1;
const ORGAN = 0.45;

/**
 * All of one view: organs, vessels, the path of the journey, the tumour.
 *
 * @param {Panel} panel
 * @param {string} side of the tumour
 * @returns {Look[]}
 */
export function shapesOf(panel, side) {
  const tumour = panel.part.tumours[side];
  return [
    ...organShapes(panel),
    ...groupShapes(panel),
    ...panel.trail.steps.map(({points, colour, when}) =>
      pathShape(panel, points, {line: {color: colour, width: TRAIL_PX[when]}}),
    ),
    closed(pathShape(panel, [tumour, tumour], {line: {color: panel.colours.heart, width: TUMOUR_PX}})),
  ];
}

/** @param {Panel} panel */
function organShapes(panel) {
  return panel.part.organs.map(([id, points]) => {
    const color = panel.colours[id.split("_")[0]];
    const isLit = panel.root.classList.contains("atlas-through-organs") && !id.startsWith("breast");
    const look = {fillcolor: color, opacity: isLit ? ORGAN : FAINT_ORGAN, line: {color, width: 1}};
    return closed(pathShape(panel, points, look));
  });
}

/** @param {Panel} panel */
function groupShapes(panel) {
  return panel.groups.flatMap(({opacity, lines, width, kind}) => {
    const line = {color: panel.colours[kind], width, dash: panel.part.dashes[kind]};
    return opacity ? lines.map((points) => pathShape(panel, points, {opacity, line})) : [];
  });
}

/**
 * @param {Panel} panel
 * @param {Atlas.Point[]} points
 * @param {Look} look
 * @returns {Look}
 */
function pathShape({dx}, points, look) {
  const path = pathData(points.map(([x, y]) => [x + dx, y]));
  return {type: "path", xref: "x", yref: "y", layer: "above", path, ...look};
}

/** @param {Look} shape */
const closed = (shape) => ({...shape, path: `${shape.path}Z`});
