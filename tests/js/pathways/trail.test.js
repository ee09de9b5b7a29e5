// What is drawn of a journey's path, and that a step touches only what it changes.
import assert from "node:assert/strict";
import {test} from "node:test";
import "../dom.js";
import {dash, Trail, TRAIL_PX, whenOf} from "../../../assets/component/pathways/trail.js";

const PATHS = [
  [
    [0, 0],
    [10, 0],
  ],
  [
    [10, 0],
    [10, 20],
  ],
  [
    [10, 20],
    [30, 20],
  ],
];
const LOOK = {paper: "#fff", thick: 1, dashes: {vein: "solid", artery: "3,2"}};
const steps = (now, paths = PATHS) =>
  paths.map((points, k) => ({
    number: k + 1,
    kind: k ? "artery" : "vein",
    when: whenOf(k + 1, now),
    colour: k ? "red" : "blue",
    points,
  }));
const seen = ({root}, name) => [...root.children].map((path) => path.getAttribute(name));

/** The attributes that a change sets, as [number of the path, name]. */
function written(trail, act) {
  const calls = [];
  [...trail.root.children].forEach((path, i) => {
    const set = path.setAttribute.bind(path);
    path.setAttribute = (name, value) => {
      calls.push([i, name]);
      set(name, value);
    };
  });
  act();
  return calls;
}

test("each step has a halo and a line on it, by whether the cell has been there", () => {
  const trail = new Trail();
  trail.draw(steps(2), LOOK);
  const {done, current, next} = TRAIL_PX;
  assert.deepEqual(seen(trail, "d"), [
    "M0,0L10,0",
    "M0,0L10,0",
    "M10,0L10,20",
    "M10,0L10,20",
    "M10,20L30,20",
    "M10,20L30,20",
  ]);
  assert.deepEqual(seen(trail, "stroke"), ["#fff", "blue", "#fff", "red", "#fff", "red"]);
  assert.deepEqual(seen(trail, "stroke-width").map(Number), [
    done + 2.6,
    done,
    current + 2.6,
    current,
    next + 2.6,
    next,
  ]);
  assert.deepEqual(seen(trail, "opacity").map(Number), [1, 1, 1, 1, 0.75, 0.75]);
  assert.deepEqual(seen(trail, "stroke-dasharray"), [null, "none", null, "none", null, "3 2"]);
});

test("a step changes the one that ends and the one that begins, and makes no line anew", () => {
  const trail = new Trail();
  trail.draw(steps(1), LOOK);
  const before = [...trail.root.children];
  const calls = written(trail, () => trail.draw(steps(2), LOOK));
  assert.deepEqual([...trail.root.children], before);
  assert.deepEqual(new Set(calls.map(([i]) => i)), new Set([0, 1, 2, 3]));
  assert.ok(calls.every(([, name]) => name !== "d"));
  assert.deepEqual(
    written(trail, () => trail.draw(steps(2), LOOK)),
    [],
  );
});

test("after steps forward and back it is as if drawn for the first time", () => {
  const [walked, fresh] = [new Trail(), new Trail()];
  for (const now of [0, 1, 3, 2]) walked.draw(steps(now), LOOK);
  fresh.draw(steps(2), LOOK);
  assert.equal(walked.root.innerHTML, fresh.root.innerHTML);
});

test("another path is drawn anew, none leaves nothing", () => {
  const trail = new Trail();
  trail.draw(steps(1), LOOK);
  trail.draw(
    steps(1, [
      ...PATHS.slice(0, 2),
      [
        [10, 20],
        [50, 50],
      ],
    ]),
    LOOK,
  );
  assert.deepEqual(seen(trail, "d").at(-1), "M10,20L50,50");
  trail.draw([], LOOK);
  assert.equal(trail.root.children.length, 0);
  assert.deepEqual(trail.steps, []);
});

test("a slide has thicker lines, another page another halo", () => {
  const trail = new Trail();
  trail.draw(steps(3), LOOK);
  trail.draw(steps(1), {...LOOK, paper: "#000", thick: 2});
  assert.deepEqual(seen(trail, "stroke")[0], "#000");
  assert.equal(Number(seen(trail, "stroke-width")[1]), TRAIL_PX.current * 2);
  assert.equal(seen(trail, "stroke-dasharray").at(-1), "6 4");
});

test("dashes are given as SVG has them", () => {
  assert.equal(dash("4px,2px"), "4 2");
  assert.equal(dash("4,2", 1.5), "6 3");
  assert.equal(dash("solid"), "none");
});
