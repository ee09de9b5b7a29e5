import assert from "node:assert/strict";
import test from "node:test";

import TABLE from "../../../assets/component/present/keys.json" with {type: "json"};
import {fresh, press} from "../dom.js";
import {
  actOf,
  actOfNotes,
  helpWithout,
  isElsewhere,
  lackingActs,
  listenToSwipes,
} from "../../../assets/component/present/keys.js";

const KEYS = {
  next: ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"],
  back: ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"],
  first: ["Home"],
  last: ["End"],
  answer: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
  black: ["b", "B", "."],
  labels: ["l", "L"],
  pause: ["p", "P"],
  pointer: ["i", "I"],
  overview: ["o", "O"],
  explore: ["e", "E"],
  notes: ["n", "N"],
  notesBelow: ["m", "M"],
  qr: ["q", "Q"],
  clock: ["t", "T"],
  fullscreen: ["f", "F", "F5"],
  escape: ["Escape"],
  help: ["?"],
};

test("every key does what the help says, in small letters and capitals", () => {
  for (const [act, keys] of Object.entries(KEYS))
    for (const key of keys) assert.equal(actOf({key}), act, key);
  const known = Object.values(KEYS).flat();
  for (const {keys} of TABLE)
    for (const key of Object.keys(keys))
      assert.ok(known.includes(key.replace("Shift+", "")), `${key} untested`);
});

test("space goes on, with Shift it goes back; Shift changes no other key", () => {
  assert.equal(actOf({key: " ", shiftKey: true}), "back");
  assert.equal(actOf({key: "?", shiftKey: true}), "help");
  assert.equal(actOf({key: "B", shiftKey: true}), "black");
  assert.equal(actOf({key: "ArrowRight", shiftKey: true}), "next");
});

test("what is no key of a lesson does nothing; Streamlit's own keys stay Streamlit's", () => {
  for (const key of ["c", "r", "C", "R", "0", "F1", "F11", "Tab", "Shift", "Control", "x", "ä"])
    assert.equal(actOf({key}), undefined, key);
});

test("no key stands in the table twice, and each row has words for the help and for the page", () => {
  const keys = TABLE.flatMap((row) => Object.keys(row.keys));
  assert.equal(new Set(keys).size, keys.length);
  const HELP = helpWithout();
  assert.equal(HELP.length, TABLE.length);
  for (const [printed, does] of HELP) assert.ok(printed && does);
  for (const {teach} of TABLE) assert.ok(teach);
  assert.deepEqual(HELP[0], ["→, ↓, Page down", "Next"]);
  assert.ok(HELP.some(([keys]) => keys === "B or ."));
  assert.deepEqual(
    HELP.find(([printed]) => printed.startsWith("E,")),
    ["E, or click a bone", "The skeleton"],
  );
});

test("the help leaves out what a lesson lacks where it is given", () => {
  /** @param {Parameters<typeof lackingActs>[0]} where */
  const gone = (where) => {
    const told = new Set(helpWithout(lackingActs(where)).map(([keys]) => keys));
    return helpWithout().flatMap(([keys]) => (told.has(keys) ? [] : [keys]));
  };
  const [served, file] = [{protocol: "https:"}, {protocol: "file:"}];
  assert.deepEqual(gone({notes: "/viz/notes.html", canFillScreen: true, address: served}), []);
  assert.deepEqual(gone({notes: "/viz/notes.html", canFillScreen: false, address: served}), ["F or F5"]);
  assert.deepEqual(gone({notes: "", canFillScreen: true, address: file}), ["N", "Q"]);
});

test("the notes window leads the lesson but opens nothing above it", () => {
  const led = ["next", "back", "first", "last", "black", "clock"];
  for (const [act, keys] of Object.entries(KEYS))
    for (const key of keys) assert.equal(actOfNotes({key}), led.includes(act) ? act : undefined, key);
});

test("keys belong to a field that is written in, and a button's own keys to the button", () => {
  const root = fresh();
  root.innerHTML =
    '<p></p><input><div role="listbox"><i></i></div><button><b></b></button><a href="#">x</a>' +
    '<button class="atlas-order-handle"></button>';
  const at = (selector) => root.querySelector(selector);
  const elsewhere = (key, selector, settings) => {
    let found;
    const listen = (event) => (found = isElsewhere(event));
    document.addEventListener("keydown", listen);
    press(key, at(selector), settings);
    document.removeEventListener("keydown", listen);
    return found;
  };
  assert.equal(elsewhere("b", "p"), false);
  assert.equal(elsewhere("b", "input"), true);
  assert.equal(elsewhere("Escape", "input"), false);
  assert.equal(elsewhere("ArrowDown", "i"), true);
  for (const key of [" ", "Enter"]) {
    assert.equal(elsewhere(key, "b"), true, key);
    assert.equal(elsewhere(key, "a"), true, key);
    assert.equal(elsewhere(key, "p"), false, key);
  }
  assert.equal(elsewhere("ArrowRight", "b"), false);
  assert.equal(elsewhere("Enter", ".atlas-order-handle"), false, "Enter on an item commits the order");
  assert.equal(elsewhere(" ", ".atlas-order-handle"), true, "Space picks the item up");
  for (const modifier of ["ctrlKey", "metaKey", "altKey"])
    assert.equal(elsewhere("b", "p", {[modifier]: true}), true, modifier);
});

test("a swipe goes on or back; a scroll, a short move, the mouse and a drag of the order do not", () => {
  const root = fresh();
  root.innerHTML = '<div class="atlas-order"><i></i></div><p></p>';
  const acts = [];
  listenToSwipes(root, (act) => acts.push(act));
  const swipe = (dx, dy, {selector = "p", pointerType = "touch"} = {}) => {
    const target = root.querySelector(selector);
    for (const [name, clientX, clientY] of [
      ["pointerdown", 100, 100],
      ["pointerup", 100 + dx, 100 + dy],
    ]) {
      const event = new Event(name, {bubbles: true});
      Object.assign(event, {pointerType, pointerId: 1, isPrimary: true, clientX, clientY});
      target.dispatchEvent(event);
    }
  };
  swipe(-80, 10);
  swipe(80, -10);
  assert.deepEqual(acts, ["next", "back"]);
  swipe(-40, 0);
  swipe(-80, 70);
  swipe(0, 200);
  swipe(-80, 0, {selector: "i"});
  swipe(-80, 0, {pointerType: "mouse"});
  assert.equal(acts.length, 2);
});
