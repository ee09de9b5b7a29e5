import assert from "node:assert/strict";
import test from "node:test";

import {pinched} from "../../../assets/component/atlas/touch_zoom.js";

const SEEN = {left: 10, top: 20, width: 100, height: 200, ranges: {x: [0, 1000], y: [0, 2000]}};
const at = (x, y, distance) => ({x, y, distance});
/** Where a point of the stage lies, in units. */
const under = ({x, y}, ranges) => [
  ranges.x[0] + ((x - SEEN.left) / SEEN.width) * (ranges.x[1] - ranges.x[0]),
  ranges.y[1] - ((y - SEEN.top) / SEEN.height) * (ranges.y[1] - ranges.y[0]),
];

test("two fingers that part bring what lies between them nearer, and it stays between them", () => {
  const [from, to] = [at(60, 70, 40), at(80, 60, 80)];
  const ranges = pinched(SEEN, from, to);
  assert.equal(ranges.x[1] - ranges.x[0], 500);
  assert.equal(ranges.y[1] - ranges.y[0], 1000);
  assert.deepEqual(under(to, ranges), under(from, SEEN.ranges));
});

test("two fingers that only move take the figure along", () => {
  assert.deepEqual(pinched(SEEN, at(60, 70, 40), at(70, 70, 40)), {x: [-100, 900], y: [0, 2000]});
});
