// A small picture of a slide as the class meets it, before anything is revealed: from the published figures, drawn by
// the browser itself. Plotly would take a tenth of a second for each.
import {Network} from "../pathways/network.js";
import {visible} from "./deck.js";
import {dataOf, isVeiled} from "./stage.js";
import {drawBones, drawRoutes, frameOf, outlineBones} from "./thumbnail_bones.js";
import {drawRows} from "./thumbnail_rows.js";

/** Pixels of the picture: twice those of the screen. */
export const SIZE = /** @type {const} */ ([480, 300]);
const PAD = 8;

/** @typedef {import("./thumbnail_bones.js").Box} Box */
/**
 * With what a picture is made.
 *
 * @typedef {object} Making
 * @property {Published.Slide} slide
 * @property {Atlas.Theme} theme
 * @property {Atlas.GetJson} getJson
 */

/**
 * Draw the figures of a slide side by side.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Making} making
 */
export async function drawThumbnail(canvas, making) {
  const {slide} = making;
  const [width, height] = SIZE;
  Object.assign(canvas, {width, height});
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const wide = (width - 2 * PAD) / slide.figures.length;
  for (const [i, figure] of slide.figures.entries()) {
    const box = {x: PAD + i * wide, y: PAD, width: wide, height: height - 2 * PAD};
    await drawFigure(pen, box, figure, making);
  }
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Box} box
 * @param {Published.SlideFigure} figure
 * @param {Making} making
 */
async function drawFigure(pen, box, figure, making) {
  const {slide, theme, getJson} = making;
  const seen = visible(slide, 0);
  if (!seen.unhidden && isVeiled(slide, figure)) {
    drawVeil(pen, box, getComputedStyle(pen.canvas).color);
    return;
  }
  const data = await dataOf(figure, {seen, slide, labels: false, theme, getJson});
  /** @type {Published.PlotlyObject} */
  const drawn = await getJson(/** @type {Record<string, string>} */ (data.figure)[theme]);
  pen.save();
  pen.beginPath();
  pen.rect(box.x, box.y, box.width, box.height);
  pen.clip();
  if (figure.kind === "bones") await drawBody(pen, box, {drawn, data, making});
  else await drawRows(pen, box, drawn);
  pen.restore();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Box} box
 * @param {object} of
 * @param {Published.PlotlyObject} of.drawn the skeleton
 * @param {Atlas.ViewData} of.data
 * @param {Making} of.making
 */
async function drawBody(pen, box, {drawn, data, making}) {
  const {theme, getJson, slide} = making;
  const {meta} = drawn.layout;
  const [name] = meta.panels[0];
  /** @type {Published.SlideOverlay | null} */
  const part = data.overlay ? await getJson(data.overlay[name]) : null;
  const frame = frameOf(box, drawn, {part, extent: data.extent, focus: data.focus});
  /** @type {Published.Index} */
  const index = await getJson(data.index);
  const bones = new Set(
    (data.selected ?? []).flatMap((id) => (index.members[id] ?? []).map((i) => index.bones[i][0])),
  );
  const {accentColor, backgroundColor} = getComputedStyle(pen.canvas);
  outlineBones(pen, frame, {drawn, bones, colours: [accentColor, backgroundColor]});
  const paint = /** @type {Record<string, Published.Paint>} */ (data.paint)[theme];
  await drawBones(pen, frame, {drawn, paint});
  if (!part || !data.network) return;
  const network = new Network(await getJson(data.network));
  const script = slide.playing?.script ? await getJson(slide.playing.script) : null;
  const sites = meta.sites;
  drawRoutes(pen, frame, {part, network, data, script, playing: slide.playing, sites, theme});
}

/**
 * What the class is to guess first.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Box} box
 * @param {string} colour
 */
function drawVeil(pen, {x, y, width, height}, colour) {
  Object.assign(pen, {strokeStyle: colour, fillStyle: colour, lineWidth: 3, textAlign: "center"});
  Object.assign(pen, {textBaseline: "middle", font: "700 120px system-ui, sans-serif", globalAlpha: 0.7});
  pen.setLineDash([12, 9]);
  pen.strokeRect(x + 10, y + 10, width - 20, height - 20);
  pen.setLineDash([]);
  pen.fillText("?", x + width / 2, y + height / 2);
  pen.globalAlpha = 1;
}
