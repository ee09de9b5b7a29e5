import assert from "node:assert/strict";
import test from "node:test";

import {fresh, press, texts} from "../dom.js";
import {OrderList} from "../../../assets/component/order/order.js";

const ITEMS = [
  {id: "a", label: "Ribs"},
  {id: "b", label: "Spine"},
  {id: "c", label: "Skull"},
  {id: "d", label: "Pelvis"},
];

function list(settings = {}) {
  const orders = [];
  const root = fresh();
  const made = new OrderList(root, {items: ITEMS, onChange: (ids) => orders.push(ids.join("")), ...settings});
  const handle = (id) => made.rows.get(id).handle;
  const said = () => root.querySelector("[role=status]").textContent;
  return {made, orders, root, handle, said, now: () => made.ids.join("")};
}

test("an item is picked up, carried and dropped by the keyboard", () => {
  const {handle, said, now, orders, root} = list();
  handle("b").focus();
  press(" ", handle("b"));
  assert.match(said(), /^Picked up Spine, place 2 of 4\./);
  press("ArrowDown", handle("b"));
  assert.equal(now(), "acbd");
  press("ArrowLeft", handle("b"));
  press("ArrowUp", handle("b"));
  assert.equal(now(), "bacd");
  press("ArrowUp", handle("b"));
  press("End", handle("b"));
  assert.equal(now(), "acdb");
  press("Home", handle("b"));
  press(" ", handle("b"));
  assert.equal(said(), "Dropped: Spine, place 1 of 4.");
  assert.deepEqual(orders, ["acbd", "abcd", "bacd", "acdb", "bacd"]);
  assert.deepEqual(texts(root.querySelectorAll(".atlas-order-label")), ["Spine", "Ribs", "Skull", "Pelvis"]);
  assert.equal(document.activeElement, handle("b"));
});

test("Escape puts an item back, and is the list's key only then", () => {
  const {handle, said, now} = list();
  assert.equal(press("Escape", handle("a")), false);
  press(" ", handle("a"));
  press("ArrowDown", handle("a"));
  press("ArrowDown", handle("a"));
  assert.equal(now(), "bcad");
  assert.equal(press("Escape", handle("a")), true);
  assert.equal(now(), "abcd");
  assert.equal(said(), "Put back: Ribs, place 1 of 4.");
});

test("arrow keys go from item to item where none is held; others are left to the page", () => {
  const {handle, now} = list();
  handle("a").focus();
  press("ArrowDown", handle("a"));
  assert.equal(document.activeElement, handle("b"));
  press("ArrowUp", handle("b"));
  press("ArrowUp", handle("a"));
  assert.equal(document.activeElement, handle("a"));
  for (const key of ["ArrowRight", "Enter", "x", "Home", "0"])
    assert.equal(press(key, handle("a")), false, key);
  assert.equal(press("1", handle("a"), {ctrlKey: true}), false);
  assert.equal(now(), "abcd");
});

test("number keys give places to one item after the other, which they keep", () => {
  const {made, said, now, orders} = list();
  const give = (key) => made.key({key, preventDefault() {}, stopPropagation() {}});
  give("3");
  assert.equal(now(), "bcad");
  assert.equal(said(), "Ribs, place 3 of 4. Next: Spine.");
  give("1");
  give("4");
  assert.equal(now(), "bdac");
  give("2");
  assert.equal(said(), "Pelvis, place 2 of 4. All have a place.");
  assert.deepEqual(orders, ["bcad", "bcad", "bdac", "bdac"]);
  give("9");
  assert.equal(now(), "bdac");
});

test("a place that is given twice goes to the later item", () => {
  const {made, now} = list();
  made.give(1, "a");
  made.give(1, "b");
  assert.equal(now(), "bacd");
  assert.equal(made.next(), "a");
});

test("moving by hand lets go of the places given by numbers", () => {
  const {made, root} = list();
  made.give(4, "a");
  root.querySelector("[aria-label='Move up: Skull']").click();
  assert.equal(made.next(), "a");
  assert.equal(made.ids.join(""), "cbda");
});

test("the buttons move by one place and stop at the ends", () => {
  const {made, root, now, said} = list();
  const [up, down] = ["up", "down"].map((way) => root.querySelector(`[aria-label='Move ${way}: Ribs']`));
  assert.equal(up.getAttribute("aria-disabled"), "true");
  up.click();
  assert.equal(now(), "abcd");
  down.click();
  assert.equal(now(), "bacd");
  assert.equal(said(), "Ribs, place 2 of 4.");
  assert.equal(up.getAttribute("aria-disabled"), "false");
  made.put("a", 99);
  assert.equal(now(), "bcda");
});

test("locked, the order is held against the right one and takes no key any more", () => {
  const {made, root, said} = list();
  const truth = ["b", "a", "c", "d"].map((id) => ({id, label: id, value: ""}));
  const pairs = truth.flatMap(({id}, i) => truth.slice(i + 1).map((after) => [id, after.id]));
  assert.deepEqual(made.lock(truth, pairs), {right: 2, count: 4});
  assert.equal(said(), "2 of 4 on a right place.");
  assert.equal(root.querySelectorAll(".atlas-order-wrong").length, 2);
  assert.equal(made.key({key: "1", preventDefault() {}, stopPropagation() {}}), false);
});
