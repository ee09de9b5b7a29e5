// What lies under the pointer: bones (filled polygons) or rows (dot plots).

const RING = 8;

export class BoneHitTest {
  /** @param plot a Plot whose base figure carries meta.bones = [[bone id, trace, first vertex, past last], ...] */
  constructor(plot) {
    this.plot = plot;
    this.context = document.createElement("canvas").getContext("2d");
    this.paths = new Map();
    this.order = [];
    for (const [id, trace, from, to] of plot.meta.bones) {
      const d = pathData(plot.base.data[trace], from, to);
      this.order.push([id, new Path2D(d)]);
      this.paths.set(id, (this.paths.get(id) ?? "") + d);
    }
    this.boneIds = [...this.paths.keys()];
  }

  pathOf(bone) {
    return this.paths.get(bone);
  }

  /** Middle of some bones together, in data units; nothing where none of them is drawn. */
  centreOf(bones) {
    const wanted = new Set(bones);
    const boxes = this.plot.meta.bones
      .filter(([id]) => wanted.has(id))
      .map(([, trace, from, to]) => {
        const {x, y} = this.plot.base.data[trace];
        const within = (values) => values.slice(from, to).filter((value) => value != null);
        return [within(x), within(y)];
      });
    const middle = (axis) => {
      const all = boxes.flatMap((box) => box[axis]);
      return (Math.min(...all) + Math.max(...all)) / 2;
    };
    return boxes.length ? [middle(0), middle(1)] : undefined;
  }

  /** Bone id at a point of the window; null over what cannot be chosen; undefined beside everything. */
  at(clientX, clientY, tolerance) {
    const {xaxis, yaxis} = this.plot.element._fullLayout;
    const box = this.plot.element.getBoundingClientRect();
    const x = clientX - box.left - xaxis._offset;
    const y = clientY - box.top - yaxis._offset;
    if (x < 0 || y < 0 || x > xaxis._length || y > yaxis._length) return undefined;
    for (const radius of tolerance ? [0, tolerance / 2, tolerance] : [0]) {
      for (let k = 0; k < (radius ? RING : 1); k += 1) {
        const angle = (k * 2 * Math.PI) / RING;
        const found = this.topmost(
          xaxis.p2d(x + radius * Math.cos(angle)),
          yaxis.p2d(y + radius * Math.sin(angle)),
        );
        if (found === undefined || (found === null && tolerance)) continue;
        return found;
      }
    }
    return undefined;
  }

  topmost(x, y) {
    for (let i = this.order.length - 1; i >= 0; i -= 1) {
      const [id, path] = this.order[i];
      if (this.context.isPointInPath(path, x, y)) return id === this.plot.meta.cartilage ? null : id;
    }
    return undefined;
  }
}

export class RowHitTest {
  /** @param plot a Plot whose base figure carries meta.rows = [[id, y, text], ...] */
  constructor(plot) {
    this.plot = plot;
  }

  at(clientX, clientY) {
    const {yaxis, _size: size} = this.plot.element._fullLayout;
    const box = this.plot.element.getBoundingClientRect();
    const y = clientY - box.top - size.t;
    if (y < 0 || y > size.h || !this.plot.meta.rows) return undefined;
    const value = yaxis.p2d(clientY - box.top - yaxis._offset);
    const row = this.plot.meta.rows.find(([, at]) => Math.abs(at - value) <= 0.5);
    return row && row[0];
  }

  text(id) {
    const row = this.plot.meta.rows.find(([rowId]) => rowId === id);
    return row?.[2] ? [row[3] ?? id, row[2]] : null;
  }
}

function pathData({x, y}, from, to) {
  let path = "";
  let pen = false;
  for (let i = from; i < to; i += 1) {
    if (x[i] == null) {
      path += "Z";
      pen = false;
      continue;
    }
    path += `${pen ? "L" : "M"}${x[i]},${y[i]}`;
    pen = true;
  }
  return `${path}Z`;
}
