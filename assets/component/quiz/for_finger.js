// Whether a finger could hit what a question asks for, told from the room that its figure has before it is drawn.
import {NARROW_PX} from "../core/drawing.js";
import {BoneHitTest} from "../core/hit.js";

const FINGER = "(pointer: coarse)";

/** Whether answers are given with a finger here. */
export const isTouched = () => matchMedia(FINGER).matches;

/**
 * A skeleton as Plotly will lay it out in a room: whole, as large as fits, in the middle.
 *
 * @param {Atlas.BaseFigure} base
 * @param {Pick<Element, "clientWidth" | "clientHeight">} room in px
 * @param {Published.BonesMeta} meta
 */
function laidOut({layout: {margin}}, {clientWidth, clientHeight}, {ranges}) {
  const {l, r, t, b} = margin;
  const {x, y} = ranges[clientWidth < NARROW_PX ? "narrow" : "wide"];
  const [width, height] = [clientWidth - l - r, clientHeight - t - b];
  const scale = Math.max(0, Math.min(width / (x[1] - x[0]), height / (y[1] - y[0])));
  const axis = {_offset: 0, autorange: false, _id: ""};
  return {
    _fullLayout: {
      _uid: "",
      width: clientWidth,
      height: clientHeight,
      _size: {l, t, w: width, h: height},
      xaxis: {...axis, _length: scale * (x[1] - x[0]), range: x},
      yaxis: {...axis, _length: scale * (y[1] - y[0]), range: y},
    },
    getBoundingClientRect: () => new DOMRect(0, 0, clientWidth, clientHeight),
  };
}

/**
 * Whether a finger can hit one of some bones.
 *
 * @param {string[]} bones
 * @param {Atlas.BaseFigure} base the skeleton that is shown
 * @param {Pick<Element, "clientWidth" | "clientHeight">} room in px
 */
export function someCanBeHit(bones, base, room) {
  const {meta} = base.layout;
  if (meta.kind !== "bones") return true;
  const hit = new BoneHitTest({element: laidOut(base, room, meta), base, meta});
  return bones.some((bone) => hit.isForFinger(bone));
}
