import assert from "node:assert/strict";
import test from "node:test";

import {along, distance, pathData} from "../../../assets/component/pathways/geometry.js";

const BENT = [
  [0, 0],
  [6, 0],
  [6, 2],
];

test("a share of a line is a share of its length, round its bends", () => {
  for (const [share, point] of [
    [0, [0, 0]],
    [0.5, [4, 0]],
    [0.75, [6, 0]],
    [0.875, [6, 1]],
    [1, [6, 2]],
  ])
    assert.deepEqual(along(BENT, share), point, `${share}`);
});

test("a cell that stays where it is has a point too, and points that fall together are passed", () => {
  assert.deepEqual(along([[3, 4]], 0.5), [3, 4]);
  assert.deepEqual(
    along(
      [
        [0, 0],
        [0, 0],
        [4, 0],
      ],
      0.5,
    ),
    [2, 0],
  );
  assert.deepEqual(
    along(
      [
        [1, 1],
        [1, 1],
      ],
      0.5,
    ),
    [1, 1],
  );
});

test("the distance from a line is that from its nearest point, not from its straight continuation", () => {
  for (const [point, far] of [
    [[3, 2], 2],
    [[3, -1.5], 1.5],
    [[-3, -4], 5],
    [[9, 6], 5],
    [[6, 1], 0],
    [[5, 1], 1],
  ])
    assert.equal(distance(BENT, point), far, `${point}`);
});

test("the distance from a line of one point twice is that from the point", () => {
  assert.equal(
    distance(
      [
        [1, 1],
        [1, 1],
      ],
      [4, 5],
    ),
    5,
  );
});

test("a line as the data of an SVG path", () => {
  assert.equal(pathData(BENT), "M0,0L6,0L6,2");
});
