import assert from "node:assert/strict";
import {beforeEach, test} from "node:test";

import {Marks} from "../../../assets/component/core/marks.js";

/** As much of an SVG element as marks need. */
class Element {
  children = [];
  attributes = {};
  style = {};
  parent = null;
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  append(child) {
    child.parent = this;
    this.children.push(child);
  }
  remove() {
    if (this.parent) this.parent.children = this.parent.children.filter((child) => child !== this);
  }
}

const BAND = {
  type: "rect",
  xref: "paper",
  x0: 0.5,
  x1: 1,
  yref: "y",
  y0: 4.5,
  y1: 5.5,
  layer: "below",
  line: {width: 0},
};
const LINE = {
  type: "path",
  xref: "x",
  yref: "y",
  path: "M0,0L10,2.5L-1e-7,10Z",
  layer: "above",
  line: {width: 2, color: "red", dash: "dot"},
};
let hosts, element, marks, made;

beforeEach(() => {
  made = 0;
  globalThis.document = {createElementNS: () => ((made += 1), new Element())};
  hosts = Object.fromEntries(
    [".layer-above", ".layer-below", ".subplot.xy > .layer-subplot"].map((name) => [name, new Element()]),
  );
  element = {
    querySelector: (name) => hosts[name],
    _fullLayout: {
      _uid: "u",
      _size: {l: 5, t: 0, w: 200, h: 100},
      xaxis: {_id: "x", _offset: 5, _length: 200, range: [0, 10]},
      yaxis: {_id: "y", _offset: 7, _length: 100, range: [0, 10]},
    },
  };
  marks = new Marks(element);
});
const paths = (host) => hosts[host].children.flatMap((layer) => layer.children);

test("a line is drawn above the traces, from the figure's units to its pixels", () => {
  marks.set([LINE]);
  const [path] = paths(".layer-above");
  assert.equal(path.attributes.d, "M5,107L205,82L5,7Z");
  assert.equal(path.attributes["clip-path"], "url(#clipuxy)");
  assert.deepEqual(
    [path.style.stroke, path.style.strokeWidth, path.style.strokeDasharray],
    ["red", "2px", "3px,3px"],
  );
});

test("a band lies below all, over a share of the whole figure", () => {
  marks.set([BAND]);
  const [path] = paths(".layer-below");
  assert.equal(path.attributes.d, "M105,62H205V52H105Z");
  assert.equal(path.attributes["clip-path"], "url(#clipuy)");
});

test("a shape below in units of both axes lies where the traces are drawn", () => {
  marks.set([{...LINE, layer: "below"}]);
  assert.equal(paths(".subplot.xy > .layer-subplot").length, 1);
});

test("what is there already is not touched, what is no longer wanted goes", () => {
  marks.set([LINE, BAND]);
  const before = made;
  marks.set([structuredClone(LINE), structuredClone(BAND)]);
  assert.equal(made, before);
  marks.set([BAND]);
  assert.deepEqual([paths(".layer-above").length, paths(".layer-below").length], [0, 1]);
  marks.set([]);
  assert.deepEqual([paths(".layer-above").length, paths(".layer-below").length], [0, 0]);
});

test("marks follow a drag under way, and the axes afterwards", () => {
  marks.set([LINE]);
  const d = () => paths(".layer-above")[0].attributes.d;
  marks.place({x: [1, 11], y: [0, 10]});
  assert.equal(d(), "M-15,107L185,82L-15,7Z");
  element._fullLayout.xaxis.range = [0, 20];
  marks.place();
  assert.equal(d(), "M5,107L105,82L5,7Z");
});

test("marks are put back into layers that Plotly has made anew", () => {
  marks.set([LINE]);
  hosts[".layer-above"] = new Element();
  marks.attach();
  assert.equal(paths(".layer-above").length, 1);
});

test("an axis that fits itself to what is drawn clips nothing", () => {
  element._fullLayout.yaxis.autorange = true;
  marks.set([BAND]);
  assert.equal(paths(".layer-below")[0].attributes["clip-path"], undefined);
});
