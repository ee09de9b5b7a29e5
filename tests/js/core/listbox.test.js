import assert from "node:assert/strict";
import test from "node:test";

import {fresh, press, texts} from "../dom.js";
import {Listbox} from "../../../assets/component/core/listbox.js";

const LABELS = ["Skull", "Rib 1", "Rib 2", "Femur", "Fibula", "Tibia"];

function listbox({chosen = []} = {}) {
  const selections = [];
  const view = {
    isFlow: () => false,
    listed: () => LABELS.map((_, i) => `bone_${i}`),
    labelOf: (id) => LABELS[Number(id.slice(5))],
    spoken: (id) => `${view.labelOf(id)}, 5 %`,
    chosenOfList: () => new Set(chosen),
    select: (id, settings) => selections.push([id, Boolean(settings?.add)]),
  };
  const made = new Listbox(fresh(), view);
  made.build();
  made.update(true);
  made.element.focus();
  const active = () =>
    document.getElementById(made.element.getAttribute("aria-activedescendant"))?.textContent;
  return {made, selections, active, press: (key, settings) => press(key, made.element, settings)};
}

test("bones stand in their order, each with what is painted on it", () => {
  const {made} = listbox();
  assert.deepEqual(texts(made.element.children).slice(0, 2), ["Skull, 5 %", "Rib 1, 5 %"]);
  assert.equal(made.element.getAttribute("aria-activedescendant"), `${made.prefix}-0`);
});

test("it opens at the first selected bone", () => {
  const {active, made, press: type} = listbox({chosen: ["bone_3", "bone_4"]});
  type("ArrowDown");
  assert.equal(active(), "Fibula, 5 %", "one after the first that is selected");
  assert.deepEqual(
    [...made.element.children].map((item) => item.getAttribute("aria-selected")),
    ["false", "false", "false", "true", "true", "false"],
  );
});

test("arrow, page and end keys move and stop at the ends", () => {
  const {active, press: type} = listbox();
  const stands = (key) => (assert.equal(type(key), true, key), active().split(",")[0]);
  assert.equal(stands("ArrowDown"), "Rib 1");
  assert.equal(stands("ArrowRight"), "Rib 2");
  assert.equal(stands("ArrowUp"), "Rib 1");
  assert.equal(stands("ArrowLeft"), "Skull");
  assert.equal(stands("ArrowUp"), "Skull");
  assert.equal(stands("PageDown"), "Tibia");
  assert.equal(stands("Home"), "Skull");
  assert.equal(stands("End"), "Tibia");
  assert.equal(stands("PageUp"), "Skull");
});

test("Enter and Space select, Shift adds, Escape clears", () => {
  const {press: type, selections} = listbox();
  type("ArrowDown");
  type("Enter");
  type(" ");
  type("Enter", {shiftKey: true});
  type("Escape");
  assert.deepEqual(selections, [
    ["bone_1", false],
    ["bone_1", false],
    ["bone_1", true],
    [null, false],
  ]);
});

test("letters typed in quick succession make one word, later ones begin anew", (t) => {
  let now = 0;
  t.mock.method(performance, "now", () => now);
  const {active, press: type} = listbox();
  type("f");
  assert.match(active(), /^Femur/);
  now += 100;
  type("i");
  assert.match(active(), /^Fibula/);
  now += 5_000;
  type("f");
  assert.match(active(), /^Femur/, "the same letter again goes on to the next, round the end");
  now += 5_000;
  type("R");
  assert.match(active(), /^Rib 1/);
  now += 5_000;
  type("r");
  assert.match(active(), /^Rib 2/);
  assert.equal(type("x"), false, "a letter that begins no name is the page's");
});

test("a further letter of the same word leaves the keys where it already fits", (t) => {
  let now = 0;
  t.mock.method(performance, "now", () => (now += 100));
  const {active, press: type} = listbox();
  for (const letter of "rib") {
    type(letter);
    assert.match(active(), /^Rib 1/, letter);
  }
});

test("keys of the browser and of the page are left alone", () => {
  const {press: type, selections} = listbox();
  for (const key of ["Tab", "F5", "PrintScreen"]) assert.equal(type(key), false, key);
  for (const modifier of ["ctrlKey", "metaKey", "altKey"])
    assert.equal(type("Enter", {[modifier]: true}), false, modifier);
  assert.deepEqual(selections, []);
});

test("a click selects, with Shift it adds", () => {
  const {made, selections} = listbox();
  made.element.children[2].click();
  assert.deepEqual(selections, [["bone_2", false]]);
  assert.equal(made.active, 2);
});
