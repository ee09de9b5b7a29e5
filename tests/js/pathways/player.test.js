import assert from "node:assert/strict";
import {test} from "node:test";

globalThis.cancelAnimationFrame = () => {};
const {playback} = await import("../../../assets/component/pathways/playback.js");
const {actOfKey} = await import("../../../assets/component/pathways/player.js");

const inside = {tagName: "A"};
const button = {tagName: "BUTTON"};
const list = {tagName: "SELECT"};
const elsewhere = {tagName: "INPUT"};
const root = {contains: (element) => [inside, button, list].includes(element)};
const act = (event, focus = null) => actOfKey(typeof event === "string" ? {key: event} : event, focus, root);

test("the keys step, go to the start and play", (t) => {
  const called = [];
  for (const name of ["forward", "back", "go", "toggle"])
    t.mock.method(playback, name, (...args) => called.push([name, ...args]));
  for (const key of ["ArrowRight", "ArrowLeft", "Home", " "]) act(key)();
  assert.deepEqual(called, [["forward"], ["back"], ["go", 0], ["toggle"]]);
});

test("other keys, and keys with others held, are not the player's", () => {
  for (const key of ["ArrowUp", "End", "Enter", "a", "Escape"]) assert.equal(act(key), undefined, key);
  for (const held of ["ctrlKey", "metaKey", "altKey"])
    assert.equal(act({key: "ArrowRight", [held]: true}), undefined, held);
  assert.equal(act({key: "ArrowRight", defaultPrevented: true}), undefined, "someone has used it");
});

test("keys are the player's where it has the focus or nothing has", () => {
  for (const focus of [null, {tagName: "BODY"}, inside, button])
    assert.ok(act("ArrowRight", focus), focus?.tagName ?? "nothing");
  assert.equal(act("ArrowRight", elsewhere), undefined);
  assert.equal(act("ArrowRight", list), undefined, "a list of choices uses the arrows itself");
});

test("the space bar on a button is the button's own", () => {
  assert.equal(act(" ", button), undefined);
  assert.ok(act(" ", inside));
});
