// Between pixels and the units of a figure. Only this file reads the inner layout of Plotly's drawing.

/** @typedef {Pick<Atlas.PlotElement, "_fullLayout">} Drawn what Plotly has drawn into, as far as axes are read */
/** @typedef {{sx: number, sy: number, tx: number, ty: number}} Scales from units to pixels: factors, then shifts */
/** @typedef {ReturnType<typeof axesOf>} Axes */

/**
 * The layout that Plotly has made of a figure.
 *
 * @param {Drawn} element
 * @throws {Error} if nothing is drawn
 */
function layoutOf({_fullLayout: layout}) {
  if (!layout) throw new Error("nothing is drawn here");
  return layout;
}

/**
 * The main axes of a drawn figure.
 *
 * @param {Drawn} element
 * @param {Partial<Published.Ranges>} [ranges] of a drag under way, in the place of those that Plotly knows
 * @throws {Error} if nothing is drawn
 */
export function axesOf(element, ranges = {}) {
  const {xaxis, yaxis, _size: size, _uid: uid} = layoutOf(element);
  const [x, y] = [ranges.x ?? xaxis.range, ranges.y ?? yaxis.range];
  const sx = xaxis._length / (x[1] - x[0]);
  const sy = -yaxis._length / (y[1] - y[0]);
  return {
    left: xaxis._offset,
    top: yaxis._offset,
    width: xaxis._length,
    height: yaxis._length,
    size,
    // Names of what Plotly clips shapes with; it leaves out an axis that fits itself to what is drawn.
    clip: clipOf(uid, [xaxis, yaxis]),
    clipY: clipOf(uid, [yaxis]),
    sx,
    sy,
    tx: -x[0] * sx,
    ty: yaxis._length - y[0] * sy,
  };
}

/**
 * @param {string} uid
 * @param {Atlas.DrawnAxis[]} axes
 */
function clipOf(uid, axes) {
  const names = axes.filter(({autorange}) => !autorange).map(({_id: id}) => id);
  return names.length ? `clip${uid}${names.join("")}` : "";
}

/**
 * A point in units as pixels from the upper left of the axes.
 *
 * @param {Scales} scales
 * @param {Atlas.Point} point
 * @returns {Atlas.Point}
 */
export const toPixel = ({sx, sy, tx, ty}, [x, y]) => [x * sx + tx, y * sy + ty];

/**
 * Pixels from the upper left of the axes as a point in units.
 *
 * @param {Scales} scales
 * @param {Atlas.Point} pixel
 * @returns {Atlas.Point}
 */
export const toUnits = ({sx, sy, tx, ty}, [px, py]) => [(px - tx) / sx, (py - ty) / sy];

/**
 * A point of the window as pixels from the upper left of the axes.
 *
 * @param {Pick<Element, "getBoundingClientRect">} element
 * @param {Pick<Axes, "left" | "top">} axes
 * @param {number} clientX
 * @param {number} clientY
 * @returns {Atlas.Point}
 */
export function within(element, {left, top}, clientX, clientY) {
  const box = element.getBoundingClientRect();
  return [clientX - box.left - left, clientY - box.top - top];
}

/**
 * Whether Plotly has drawn here and not put it away again.
 *
 * @param {Drawn} element
 */
export const isDrawn = (element) => Boolean(element._fullLayout);

/**
 * What part of the figure is seen, in its units.
 *
 * @param {Drawn} element
 * @returns {Published.Ranges}
 * @throws {Error} if nothing is drawn
 */
export function rangesOf(element) {
  const {xaxis, yaxis} = layoutOf(element);
  return {x: [...xaxis.range], y: [...yaxis.range]};
}

/**
 * The ranges that a drag under way has reached.
 *
 * @param {Published.PlotlyObject} change as Plotly tells it
 * @returns {Partial<Published.Ranges>}
 */
export function draggedTo(change) {
  /** @param {"xaxis" | "yaxis"} name */
  const axis = (name) =>
    change[`${name}.range[0]`] === undefined
      ? change[`${name}.range`]
      : [change[`${name}.range[0]`], change[`${name}.range[1]`]];
  return {x: axis("xaxis"), y: axis("yaxis")};
}
