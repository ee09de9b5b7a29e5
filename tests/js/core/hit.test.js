import assert from "node:assert/strict";
import test from "node:test";

import {BoneHitTest, RowHitTest} from "../../../assets/component/core/hit.js";

/** What the hit tests see of a drawn figure: 100 by 100 px for 10 by 10 units, its upper left at (20, 30). */
const drawn = (more = {}) => ({
  _fullLayout: {
    _size: {l: 0, t: 0, w: 100, h: 100},
    xaxis: {_offset: 0, _length: 100, range: [0, 10]},
    yaxis: {_offset: 0, _length: 100, range: [0, 10]},
    ...more,
  },
  getBoundingClientRect: () => ({left: 20, top: 30}),
});
const at = (test_, x, y, tolerance = 0) => test_.at(20 + 10 * x, 30 + 10 * (10 - y), tolerance);

// A square with a hole, a smaller square above it, and cartilage beside both.
const SHAPES = {
  x: [0, 6, 6, 0, null, 1, 1, 3, 3, null, 4, 6, 6, 4, null, 8, 9, 9, 8],
  y: [0, 0, 6, 6, null, 1, 3, 3, 1, null, 4, 4, 6, 6, null, 0, 0, 9, 9],
};
const bones = () =>
  new BoneHitTest({
    element: drawn(),
    base: {data: [SHAPES]},
    meta: {
      cartilage: "cartilage",
      bones: [
        ["hip", 0, 0, 9],
        ["patella", 0, 10, 14],
        ["cartilage", 0, 15, 19],
      ],
    },
  });

test("the topmost bone is hit, its hole is not", () => {
  const hit = bones();
  assert.equal(at(hit, 0.5, 5), "hip");
  assert.equal(at(hit, 5, 5), "patella", "it lies above the hip");
  assert.equal(at(hit, 2, 2), undefined, "the hole");
  assert.equal(at(hit, 7, 7), undefined);
});

test("over cartilage nothing can be chosen, beside the figure nothing is", () => {
  const hit = bones();
  assert.equal(at(hit, 8.5, 4), null);
  for (const [x, y] of [
    [-1, 5],
    [11, 5],
    [5, -1],
    [5, 11],
  ])
    assert.equal(at(hit, x, y), undefined, `${x}, ${y}`);
});

test("small bones too near for a finger are told together, the nearest first; a clear hit is not", () => {
  const hit = bones();
  const crowd = (x, y) => hit.crowdAt(20 + 10 * x, 30 + 10 * (10 - y));
  assert.deepEqual(crowd(4.5, 4.5), ["patella", "hip"]);
  assert.deepEqual(crowd(0.5, 0.5), [], "one bone alone");
  assert.deepEqual(crowd(7.2, 9.8), [], "no bone");
});

test("a finger beside a bone means the bone, also from the cartilage", () => {
  const hit = bones();
  assert.equal(at(hit, 6.4, 2), undefined);
  assert.equal(at(hit, 6.4, 2, 5), "hip");
  assert.equal(at(hit, 7.9, 2, 20), "hip", "past the cartilage");
});

test("a small bone is meant also by a click a little beside it, a large one and a mere hover are not", () => {
  const square = (left, side) => [left, left + side, left + side, left];
  const hit = new BoneHitTest({
    element: drawn(),
    base: {data: [{x: [...square(1, 0.6), null, ...square(6, 3)], y: [5, 5, 5.6, 5.6, null, 5, 5, 8, 8]}]},
    meta: {
      bones: [
        ["pisiform", 0, 0, 4],
        ["hip", 0, 5, 9],
      ],
    },
  });
  const across = (y, tolerance) => {
    const hits = [...Array(100).keys()].map((px) => at(hit, px / 10, y, tolerance));
    return (bone) => hits.filter((id) => id === bone).length;
  };
  const [clicked, hovered] = [across(5.3, 3), across(5.3, 0)];
  assert.ok(clicked("pisiform") >= 24, `${clicked("pisiform")} px for the 6 px that are drawn`);
  assert.ok(clicked("hip") <= 30 + 2 * 3 + 1, "30 px and the tolerance");
  assert.ok(hovered("pisiform") <= 7);
  assert.equal(at(hit, 5.6, 5.3, 3), undefined, "4 px beside the large bone");
});

test("a large bone under the pointer is not lost to a small one beside it", () => {
  const hit = bones();
  assert.equal(at(hit, 3.7, 5, 3), "hip", "3 px beside the patella");
});

test("outlines and middles are those of the drawn polygons", () => {
  const hit = bones();
  assert.deepEqual(hit.boneIds, ["hip", "patella", "cartilage"]);
  assert.equal(hit.pathOf("patella"), "M4,4L6,4L6,6L4,6Z");
  assert.equal(hit.pathOf("hip"), "M0,0L6,0L6,6L0,6ZM1,1L1,3L3,3L3,1Z");
  assert.equal(hit.pathOf("stapes"), undefined);
  assert.deepEqual(hit.centreOf(["patella"]), [5, 5]);
  assert.deepEqual(hit.centreOf(["patella", "hip"]), [3, 3]);
  assert.equal(hit.centreOf(["stapes"]), undefined);
});

test("a bone in several parts is one", () => {
  const hit = new BoneHitTest({
    element: drawn(),
    base: {data: [SHAPES]},
    meta: {
      bones: [
        ["hip", 0, 10, 14],
        ["hip", 0, 15, 19],
      ],
    },
  });
  assert.deepEqual(hit.boneIds, ["hip"]);
  assert.equal(at(hit, 5, 5), "hip");
  assert.equal(at(hit, 8.5, 5), "hip");
});

test("a row is hit over its whole width, at half a row to both sides", () => {
  const hit = new RowHitTest({
    element: drawn(),
    rows: [
      ["skull", 8, "12 of 40", "Skull"],
      ["ribs", 7, "3 of 40", "Ribs"],
      ["hand", 2, "", "Hand"],
    ],
  });
  assert.equal(at(hit, 1, 8.4), "skull");
  assert.equal(at(hit, 99, 7.4), "ribs");
  assert.equal(at(hit, 1, 4), undefined);
  assert.equal(hit.at(20, 10), undefined, "above the figure");
  assert.deepEqual(hit.text("skull"), ["Skull", "12 of 40"]);
  assert.deepEqual(hit.text("ribs"), ["Ribs", "3 of 40"]);
  assert.equal(hit.text("hand"), null);
});

test("a finger hits what is large enough for it, or has nothing beside it", () => {
  const hit = bones();
  assert.equal(hit.isForFinger("hip"), true, "60 px");
  assert.equal(hit.isForFinger("patella"), false, "20 px, with the hip round it");
  assert.equal(hit.isForFinger("stapes"), false, "not drawn");
  const alone = new BoneHitTest({
    element: drawn(),
    base: {data: [{x: [4, 5, 5, 4], y: [4, 4, 5, 5]}]},
    meta: {bones: [["patella", 0, 0, 4]]},
  });
  assert.equal(alone.isForFinger("patella"), true, "10 px, alone");
});
