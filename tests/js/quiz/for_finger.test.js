import assert from "node:assert/strict";
import test from "node:test";

globalThis.cancelAnimationFrame = () => {};
globalThis.DOMRect ??= class {
  constructor(left, top) {
    Object.assign(this, {left, top});
  }
};
const {someCanBeHit} = await import("../../../assets/component/quiz/for_finger.js");

// A bone of 20 by 100 units, and one of 20 by 20 on it.
const BASE = {
  data: [{x: [0, 20, 20, 0, null, 0, 20, 20, 0], y: [0, 0, 100, 100, null, 40, 40, 60, 60]}],
  layout: {
    margin: {l: 0, r: 0, t: 8, b: 8},
    meta: {
      kind: "bones",
      bones: [
        ["tibia", 0, 0, 4],
        ["patella", 0, 5, 9],
      ],
      ranges: {narrow: {x: [0, 100], y: [0, 100]}, wide: {x: [-100, 200], y: [0, 100]}},
    },
  },
};
const room = (clientWidth, clientHeight) => ({clientWidth, clientHeight});

test("what can be hit depends on the room that the skeleton has", () => {
  assert.equal(someCanBeHit(["patella"], BASE, room(400, 136)), true, "24 px");
  assert.equal(someCanBeHit(["patella"], BASE, room(400, 115)), false, "19.8 px");
  assert.equal(
    someCanBeHit(["patella"], BASE, room(100, 600)),
    false,
    "20 px: it is the width that is missing",
  );
  assert.equal(someCanBeHit(["tibia"], BASE, room(100, 600)), true, "100 px long");
  assert.equal(someCanBeHit(["tibia"], BASE, room(0, 0)), false, "no room at all");
});

test("one of several that count is enough, and what is not drawn cannot be hit", () => {
  assert.equal(someCanBeHit(["patella", "tibia"], BASE, room(100, 100)), true);
  assert.equal(someCanBeHit(["fibula"], BASE, room(400, 400)), false);
});
