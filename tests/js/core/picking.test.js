import assert from "node:assert/strict";
import {beforeEach, mock, test} from "node:test";

import {Picking} from "../../../assets/component/core/picking.js";

const PRESS = {isPrimary: true, button: 0, pointerType: "mouse", clientX: 5, clientY: 5};
const STEP = {x: 10, line: {far: 1, step: 3}};
const VEIN = {x: 20, line: {far: 1, segment: "vein", label: "Vein"}};
const BONE = {x: 30, id: "rib"};
const CARTILAGE = {x: 40, id: null};
const THINGS = [STEP, VEIN, BONE, CARTILAGE];

let element, window_, picking, said, ready, reaches;

/** A place where listeners are kept and events are sent to. */
const target = () => {
  const listeners = new Map();
  return {
    style: {},
    addEventListener: (name, act) => listeners.set(name, act),
    removeEventListener: (name) => listeners.delete(name),
    send: (name, event) => listeners.get(name)?.(event),
  };
};

beforeEach(() => {
  [element, window_, ready, said, reaches] = [target(), target(), true, [], []];
  globalThis.window = window_;
  const told = new Proxy({}, {get: (_, name) => mock.fn((...what) => said.push([name, ...what]))});
  const thing = (x) => THINGS.find((one) => one.x === x) ?? {};
  picking = new Picking(
    element,
    {
      isReady: () => ready,
      lineAt: (x, _, reach) => (reaches.push(reach), thing(x).line),
      itemAt: (x, _, reach) => (reaches.push(reach), thing(x).id),
      textOfLine: ({step, label}) => [step ?? label, "line"],
      textOf: (id) => (id ? [id, "item"] : null),
    },
    told,
  );
});

const click = (where, more = {}) => {
  const event = {...PRESS, clientX: where.x ?? 99, ...more};
  element.send("pointerdown", event);
  window_.send("pointerup", event);
  return said.filter(([name]) => name !== "noTip");
};

test("a click on a line of the journey goes to its step, and to nothing else", () => {
  assert.deepEqual(click(STEP), [["step", 3]]);
});

test("a click selects the segment or the bone; with a key held it adds", () => {
  for (const [where, id] of [
    [VEIN, "vein"],
    [BONE, "rib"],
  ]) {
    const [name, selected, {add}] = click(where).at(-1);
    assert.deepEqual([name, selected, Boolean(add)], ["select", id, false]);
  }
  for (const key of ["shiftKey", "ctrlKey", "metaKey"]) {
    click(BONE, {[key]: true});
    assert.deepEqual(said.at(-1), ["select", "rib", {add: true}], key);
  }
});

test("a click beside everything clears, one on cartilage does nothing", () => {
  assert.deepEqual(click({x: 99}), [["beside"]]);
  said = [];
  assert.deepEqual(click(CARTILAGE), []);
});

test("a drag, another button and a click before the figure is drawn are no clicks", () => {
  element.send("pointerdown", {...PRESS, clientX: 30});
  window_.send("pointerup", {...PRESS, clientX: 37});
  assert.deepEqual(said, []);
  assert.deepEqual(click(BONE, {button: 2}), []);
  assert.deepEqual(click(BONE, {isPrimary: false}), []);
  element.send("pointerdown", {...PRESS, clientX: 30});
  element.send("pointercancel", {});
  window_.send("pointerup", {...PRESS, clientX: 30});
  assert.deepEqual(said, []);
  ready = false;
  assert.deepEqual(click(BONE), []);
});

test("a press is known as long as it lasts", () => {
  element.send("pointerdown", PRESS);
  assert.equal(picking.pressed, true);
  window_.send("pointerup", PRESS);
  assert.equal(picking.pressed, false);
});

test("a finger reaches farther than a mouse and is told at once what it has found", () => {
  click(BONE);
  assert.deepEqual(reaches, [3, 3]);
  reaches = [];
  said = [];
  assert.deepEqual(click(BONE, {pointerType: "touch"}).slice(-2), [
    ["tip", 30, 5, ["rib", "item"]],
    ["touched", 30, 5],
  ]);
  assert.deepEqual(reaches, [6, 10]);
});

test("hovering shows what lies there; a finger that scrolls and a drag show nothing", () => {
  const hover = (where, more = {}) => {
    said = [];
    element.send("pointermove", {...PRESS, buttons: 0, clientX: where.x, ...more});
    return said;
  };
  assert.deepEqual(hover(BONE), [["tip", 30, 5, ["rib", "item"]]]);
  assert.equal(element.style.cursor, "pointer");
  assert.deepEqual(hover(STEP), [["tip", 10, 5, [3, "line"]]]);
  assert.deepEqual(hover(VEIN), [["tip", 20, 5, ["Vein", "line"]]]);
  assert.deepEqual(hover({x: 99}), [["noTip"]]);
  assert.equal(element.style.cursor, "");
  assert.deepEqual(hover(CARTILAGE), [["noTip"]]);
  assert.deepEqual(hover(BONE, {buttons: 1}), [["noTip"]]);
  assert.deepEqual(hover(BONE, {pointerType: "touch"}), [["noTip"]]);
});

test("what is left listens no more", () => {
  picking.destroy();
  assert.deepEqual(click(BONE), []);
});
