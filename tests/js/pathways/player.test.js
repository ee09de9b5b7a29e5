import {fresh, texts} from "../dom.js";

import assert from "node:assert/strict";
import {afterEach, test} from "node:test";

globalThis.cancelAnimationFrame = () => {};
globalThis.requestAnimationFrame = () => 0;
globalThis.matchMedia = () => ({matches: false});
const {playback} = await import("../../../assets/component/pathways/playback.js");
const {actOfKey, PlayerView} = await import("../../../assets/component/pathways/player.js");

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

const STEP = {
  from: "breast",
  to: "vein",
  segments: ["a"],
  caption: "",
  status: "",
  label: "",
  sources: [],
  mm: 1,
};
const journey = (id, route, side) => ({
  id,
  title: id,
  route,
  side,
  site: "",
  bone: "",
  reached: "",
  steps: [STEP, STEP],
});
const SCRIPT = {
  journeys: [
    journey("one_left", "lungs", "left"),
    journey("two_left", "veins", "left"),
    journey("two_right", "veins", "right"),
  ],
  names: {},
  routes: {lungs: "Through the lungs", veins: "By the veins"},
  noSource: "",
};
const WANTED = {
  script: SCRIPT,
  routes: ["lungs", "veins"],
  side: "left",
  journey: "",
  step: 0,
  suited: () => undefined,
};
let player;

afterEach(() => {
  player?.destroy();
  player = undefined;
});

/** A player that notes what it tells the page. */
function opened(wanted = {}) {
  const told = [];
  player = new PlayerView(fresh(), {onChoose: (id) => told.push(id), onStop: () => told.push("stop")});
  player.update({...WANTED, ...wanted});
  return told;
}
const stands = () => [playback.id, playback.shown ? playback.step : 0];

test("the journeys of the routes and the side that are shown are on offer, by route", () => {
  opened();
  assert.deepEqual(texts(player.select.querySelectorAll("option")), ["one_left", "two_left"]);
  player.update({...WANTED, side: "right"});
  assert.deepEqual(texts(player.select.querySelectorAll("option")), ["two_right"]);
  assert.deepEqual(stands(), ["two_right", 0]);
});

test("it stands where the page says", () => {
  opened({journey: "two_left", step: 2});
  assert.deepEqual(stands(), ["two_left", 2]);
});

test("without a journey it offers what suits the selection, else the first, at its start", () => {
  opened({suited: () => "two_left", step: 2});
  assert.deepEqual(stands(), ["two_left", 0]);
  player.update(WANTED);
  assert.deepEqual(stands(), ["one_left", 0]);
});

test("a journey that is not on offer is not shown", () => {
  opened({journey: "two_right", step: 1});
  assert.deepEqual(stands(), ["one_left", 0]);
});

test("another view leaves a cell under way alone", () => {
  opened({journey: "two_left", step: 1});
  playback.play();
  player.update({...WANTED, journey: "two_left", step: 1});
  assert.deepEqual([playback.playing, playback.step], [true, 2]);
});

test("a journey that is chosen is told to the page, which says where the cell stands", () => {
  const told = opened();
  player.select.value = "two_left";
  player.select.dispatchEvent(new Event("change"));
  assert.deepEqual(told, ["two_left"]);
  assert.deepEqual(stands(), ["one_left", 0]);
  player.update({...WANTED, journey: "two_left"});
  assert.deepEqual(stands(), ["two_left", 0]);
});

test("where the reader stops is told to the page", () => {
  const told = opened();
  player.root.querySelector("[aria-label^='Step 2']").click();
  assert.deepEqual(told, ["stop"]);
  assert.deepEqual(stands(), ["one_left", 2]);
});
