import assert from "node:assert/strict";
import {beforeEach, test} from "node:test";

globalThis.cancelAnimationFrame = () => {};
const {Flow} = await import("../../../assets/component/pathways/diagram.js");
const {Network} = await import("../../../assets/component/pathways/network.js");
const {playback} = await import("../../../assets/component/pathways/playback.js");

const ROUTES = ["lungs", "local_lymphatic"];
/** Two boxes joined by a line from (2, 5) to (8, 5), and below them a node of the lymph on a line of its own. */
const META = {
  nodes: [
    ["breast", 0, 4, 2, 6, 2],
    ["vein", 8, 4, 10, 6, 3],
    ["nodes", 4, 0, 6, 2, 4],
  ],
  edges: [
    ["breast__vein", 0, 1, [2, 8], [5, 5]],
    ["nodes__skeleton", 5, 6, [6, 9], [1, 1]],
  ],
  lymph: [4, 5, 6],
  texts: {vein: ["Vein", "About it"]},
};
const INDEX = {
  segments: [
    ["breast__vein", "breast", "vein", ["lungs"], "vein", "textbook"],
    ["nodes__skeleton", "nodes", "sternum", ["local_lymphatic"], "lymph", "shown"],
  ],
  lights: {vein: {lungs: [0]}, breast__vein: {lungs: [0]}, sternum: {local_lymphatic: [1]}},
  paired: [],
  names: {breast: "", vein: "", nodes: "", breast__vein: "", nodes__skeleton: ""},
};
const JOURNEY = {
  id: "j",
  steps: [
    {from: "breast", to: "vein", segments: ["breast__vein"]},
    {from: "nodes", to: "sternum", segments: ["nodes__skeleton"]},
  ],
};
let view, flow;

beforeEach(() => {
  playback.reset();
  view = {
    network: new Network(INDEX),
    selected: [],
    siteOf: () => undefined,
    data: {routes: ROUTES, focus: true},
  };
  flow = new Flow({
    view,
    meta: META,
    base: {data: [{}, {}, {}, {opacity: 0.9}, {}, {}, {}, {opacity: 0.5}]},
    element: {
      _fullLayout: {
        _size: {l: 0, t: 0, w: 100, h: 100},
        xaxis: {_offset: 10, _length: 100, range: [0, 10]},
        yaxis: {_offset: 0, _length: 100, range: [0, 10]},
      },
      getBoundingClientRect: () => ({left: 0, top: 0}),
    },
  });
});
const at = (x, y, tolerance = 3) => flow.at(10 + 10 * x, 10 * (10 - y), tolerance);
const stand = (step) => {
  playback.script = {journeys: [JOURNEY]};
  playback.stand("j", step);
};

test("a box is hit within, a line within seven pixels, nothing beside them", () => {
  assert.equal(at(1, 5), "breast");
  assert.equal(at(8, 6), "vein", "its corner");
  assert.equal(at(5, 5.6), "breast__vein");
  assert.equal(at(5, 5.8), undefined);
  assert.equal(at(5, 5.9, 10), "breast__vein", "a finger reaches farther");
});

test("a box lies over the line that ends in it", () => {
  assert.equal(at(2, 5), "breast");
});

test("what only the lymph has is hit where it is shown", () => {
  assert.equal(at(5, 1), "nodes");
  assert.equal(at(7.5, 1), "nodes__skeleton");
  view.data.routes = ["lungs"];
  assert.equal(at(5, 1), undefined);
  assert.equal(at(7.5, 1), undefined);
});

test("the step under way is strong, the rest of the journey less, all else faint; boxes stay readable", () => {
  stand(1);
  //                              line 0, heads, breast, vein, nodes, line 1, heads, a trace of neither
  assert.deepEqual(flow.opacities(), [1, 1, 1, 1, 1, 0.62, 0.62, 0.5]);
  playback.interrupt();
  view.selected = ["vein"];
  assert.deepEqual(flow.opacities(), [1, 1, 1, 1, 0.45, 0.16, 0.16, 0.5]);
  assert.equal(flow.count(), 1);
});

test("without a network the traces are as the server drew them", () => {
  view.network = null;
  assert.deepEqual(flow.opacities(), [1, 1, 1, 0.9, 1, 1, 1, 0.5]);
  assert.deepEqual(flow.shapes("blue"), []);
  assert.equal(flow.count(), 0);
});

test("a band lies under the step of the journey, a frame round where it ends", () => {
  stand(1);
  const [band, frame, ...more] = flow.shapes("blue");
  assert.deepEqual(more, []);
  assert.deepEqual(
    [band.type, band.path, band.layer, band.line.color],
    ["path", "M2,5L8,5", "below", "blue"],
  );
  assert.deepEqual([frame.x0, frame.x1, frame.y0, frame.y1, frame.layer], [5, 13, 1, 9, "above"]);
});

test("what is selected is framed; a bone of the skeleton by the segments that lead to it", () => {
  view.selected = ["vein"];
  assert.deepEqual(
    flow.shapes("blue").map(({type}) => type),
    ["rect"],
  );
  view.selected = ["breast__vein"];
  assert.deepEqual(
    flow.shapes("blue").map(({type}) => type),
    ["path"],
  );
  view.selected = ["sternum"];
  assert.deepEqual(flow.endsOf({mode: "selection", lit: new Set([1])}), ["nodes__skeleton", "sternum"]);
  assert.deepEqual(
    flow.shapes("blue").map(({path}) => path),
    ["M6,1L9,1"],
  );
});

test("a frame of what is hidden is not drawn", () => {
  view.selected = ["nodes"];
  assert.equal(flow.shapes("blue").length, 1);
  view.data.routes = ["lungs"];
  assert.equal(flow.shapes("blue").length, 0);
});

test("texts are those that the server wrote", () => {
  assert.deepEqual(flow.text("vein"), ["Vein", "About it"]);
  assert.equal(flow.text("breast"), null);
});
