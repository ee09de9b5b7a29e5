// What lies under the pointer: bones (filled polygons) or rows (dot plots).
import {axesOf, toUnits, within} from "./axes.js";

const RING = 8;
/** How far from its middle a finger may have meant, and how large a bone must be to be hit by one. */
const FINGER_PX = 12;
const LEAST_TARGET_PX = 24;
const MOST_OFFERED = 6;
/** How far beside a bone smaller than that a click still means it, where nothing else is: as far as for a finger. */
const SMALL_BONE_REACH_PX = 10;

/** @typedef {Atlas.Point[][]} Rings the outlines of a bone; a hole runs the other way round */
/** @typedef {{left: number, right: number, low: number, high: number}} Box */
/** @typedef {Pick<Atlas.PlotElement, "_fullLayout" | "getBoundingClientRect">} Drawn what Plotly has drawn into */

export class BoneHitTest {
  /** The outline of each bone as an SVG path. @type {Map<string, string>} */
  paths = new Map();
  /** Polygons from the lowest to the topmost. @type {{id: string, rings: Rings, box: Box}[]} */
  order = [];

  /**
   * @param {object} figure
   * @param {Drawn} figure.element
   * @param {Pick<Atlas.BaseFigure, "data">} figure.base
   * @param {Pick<Published.BonesMeta, "bones" | "cartilage">} figure.meta
   */
  constructor({element, base, meta}) {
    this.element = element;
    this.cartilage = meta.cartilage;
    for (const [id, trace, from, to] of meta.bones) {
      const rings = ringsOf(base.data[trace], from, to);
      this.order.push({id, rings, box: boxOf(rings)});
      this.paths.set(id, (this.paths.get(id) ?? "") + rings.map(pathData).join(""));
    }
    this.boneIds = [...this.paths.keys()];
  }

  /** @param {string} bone */
  pathOf(bone) {
    return this.paths.get(bone);
  }

  /**
   * Middle of some bones together, in units of the figure; nothing where none of them is drawn.
   *
   * @param {string[]} bones
   * @returns {Atlas.Point | undefined}
   */
  centreOf(bones) {
    const wanted = new Set(bones);
    const boxes = this.order.filter(({id}) => wanted.has(id)).map(({box}) => box);
    if (!boxes.length) return undefined;
    const {left, right, low, high} = union(boxes);
    return [(left + right) / 2, (low + high) / 2];
  }

  /**
   * Bone id at a point of the window; null over what cannot be chosen; undefined beside everything.
   * A small bone reaches farther than the tolerance, as far as nothing else lies there.
   *
   * @param {number} clientX
   * @param {number} clientY
   * @param {number} tolerance in px; 0 means the point alone
   */
  at(clientX, clientY, tolerance) {
    const axes = axesOf(this.element);
    const [x, y] = within(this.element, axes, clientX, clientY);
    if (x < 0 || y < 0 || x > axes.width || y > axes.height) return undefined;
    for (const [dx, dy] of around(tolerance)) {
      const found = this.topmost(...toUnits(axes, [x + dx, y + dy]));
      // Cartilage beside a bone does not keep a finger from the bone.
      if (found === undefined || (found === null && tolerance)) continue;
      return found;
    }
    return tolerance ? this.#smallNear([x, y], axes) : undefined;
  }

  /**
   * The nearest bone that is too small to be hit well, as far as it may be missed.
   *
   * @param {Atlas.Point} pixel from the upper left of the axes
   * @param {import("./axes.js").Axes} axes
   */
  #smallNear([x, y], axes) {
    for (const [dx, dy] of around(SMALL_BONE_REACH_PX)) {
      const bone = this.topmost(...toUnits(axes, [x + dx, y + dy]));
      if (bone && this.#sizeOf(bone, axes.sx) < LEAST_TARGET_PX) return bone;
    }
    return undefined;
  }

  /**
   * The bones round a point of the window that lie too near to be told apart by a finger, the nearest first.
   *
   * @param {number} clientX
   * @param {number} clientY
   * @returns {string[]} none where the finger has hit one bone clearly
   */
  crowdAt(clientX, clientY) {
    const axes = axesOf(this.element);
    const [x, y] = within(this.element, axes, clientX, clientY);
    /** @type {Set<string>} */
    const near = new Set();
    for (const [dx, dy] of around(FINGER_PX)) {
      const bone = this.topmost(...toUnits(axes, [x + dx, y + dy]));
      if (bone) near.add(bone);
    }
    const bones = [...near].slice(0, MOST_OFFERED);
    const isSmall = (/** @type {string} */ bone) => this.#sizeOf(bone, axes.sx) < LEAST_TARGET_PX;
    return bones.length > 1 && bones.some(isSmall) ? bones : [];
  }

  /**
   * Whether a finger hits a bone for sure: it is large enough, or nothing else is near its middle.
   *
   * @param {string} bone
   */
  isForFinger(bone) {
    if (!this.paths.has(bone)) return false;
    const {sx, sy} = axesOf(this.element);
    return this.#sizeOf(bone, sx) >= LEAST_TARGET_PX || this.#isAlone(bone, [sx, sy]);
  }

  /**
   * @param {string} bone
   * @param {Atlas.Point} scales px per unit, to the right and upwards
   */
  #isAlone(bone, [sx, sy]) {
    const [x, y] = /** @type {Atlas.Point} */ (this.centreOf([bone]));
    const near = [...around(FINGER_PX)].map(([dx, dy]) => this.topmost(x + dx / sx, y - dy / sy));
    return near.includes(bone) && near.every((id) => !id || id === bone);
  }

  /**
   * How long or wide a bone is, whichever is more.
   *
   * @param {string} bone
   * @param {number} scale px per unit
   */
  #sizeOf(bone, scale) {
    const {left, right, low, high} = union(this.order.filter(({id}) => id === bone).map(({box}) => box));
    return Math.max(right - left, high - low) * scale;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  topmost(x, y) {
    for (let i = this.order.length - 1; i >= 0; i -= 1) {
      const {id, rings, box} = this.order[i];
      if (isWithin(box, x, y) && isInside(rings, x, y)) return id === this.cartilage ? null : id;
    }
    return undefined;
  }
}

export class RowHitTest {
  /**
   * @param {object} figure
   * @param {Drawn} figure.element
   * @param {Published.RowsMeta["rows"]} figure.rows
   */
  constructor({element, rows}) {
    this.element = element;
    this.rows = rows;
  }

  /**
   * Id of the row at a point of the window, over the whole width of the figure.
   *
   * @param {number} clientX
   * @param {number} clientY
   */
  at(clientX, clientY) {
    const {element} = this;
    const axes = axesOf(element);
    const [x, y] = within(element, axes, clientX, clientY);
    const down = y + axes.top - axes.size.t;
    if (down < 0 || down > axes.size.h) return undefined;
    const [, value] = toUnits(axes, [x, y]);
    return this.rows.find(([, at]) => Math.abs(at - value) <= 0.5)?.[0];
  }

  /**
   * @param {string} id
   * @returns {Atlas.TipText | null}
   */
  text(id) {
    const row = this.rows.find(([rowId]) => rowId === id);
    return row?.[2] ? [row[3], row[2]] : null;
  }
}

/**
 * The point itself and, for a finger, rings round it: the nearest bone is meant.
 *
 * @param {number} tolerance in px
 * @returns {Generator<Atlas.Point, void>}
 */
function* around(tolerance) {
  yield [0, 0];
  if (!tolerance) return;
  for (const radius of [tolerance / 2, tolerance])
    for (let k = 0; k < RING; k += 1) {
      const angle = (k * 2 * Math.PI) / RING;
      yield [radius * Math.cos(angle), radius * Math.sin(angle)];
    }
}

/**
 * The closed lines of a filled trace, between two of its vertices; a gap ends a line.
 *
 * @param {Published.PlotlyObject} trace
 * @param {number} from
 * @param {number} to
 */
function ringsOf({x, y}, from, to) {
  /** @type {Rings} */
  const rings = [[]];
  for (let i = from; i < to; i += 1) {
    if ((x[i] ?? null) === null) rings.push([]);
    else rings[rings.length - 1].push([x[i], y[i]]);
  }
  return rings.filter((ring) => ring.length);
}

/** @param {Atlas.Point[]} ring */
const pathData = (ring) => `M${ring.map(([x, y]) => `${x},${y}`).join("L")}Z`;

/** @param {Rings} rings */
function boxOf(rings) {
  const box = {left: Infinity, right: -Infinity, low: Infinity, high: -Infinity};
  for (const [x, y] of rings.flat()) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.low = Math.min(box.low, y);
    box.high = Math.max(box.high, y);
  }
  return box;
}

/** @param {Box[]} boxes */
function union(boxes) {
  return {
    left: Math.min(...boxes.map(({left}) => left)),
    right: Math.max(...boxes.map(({right}) => right)),
    low: Math.min(...boxes.map(({low}) => low)),
    high: Math.max(...boxes.map(({high}) => high)),
  };
}

/** @type {(box: Box, x: number, y: number) => boolean} */
const isWithin = ({left, right, low, high}, x, y) => x >= left && x <= right && y >= low && y <= high;

/**
 * Whether lines wind round a point: a hole runs the other way round and takes it out again, as it is filled.
 *
 * @param {Rings} rings none of them empty
 * @param {number} x
 * @param {number} y
 */
function isInside(rings, x, y) {
  let turns = 0;
  for (const ring of rings) {
    let [ax, ay] = ring[ring.length - 1];
    for (const [bx, by] of ring) {
      const left = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
      if (ay <= y && by > y && left > 0) turns += 1;
      else if (ay > y && by <= y && left < 0) turns -= 1;
      [ax, ay] = [bx, by];
    }
  }
  return turns !== 0;
}
