// Leaving the page warns from the moment something is done to a lesson until the browser keeps it.
import assert from "node:assert/strict";
import test from "node:test";

import {press} from "../dom.js";
import {UnderWay} from "../../../assets/component/shell/leaving.js";

const PAGE = `
  <div class="stVerticalBlock st-key-editor_slide"><p></p><textarea></textarea><input type="number" /></div>
  <div class="st-key-add_slide"><button>Add this view as a slide</button></div>
  <div data-baseweb="popover"><ul><li></li></ul></div>
  <div class="st-key-controls"><button>Front</button></div>
  <div class="st-key-pathways"><button class="atlas-add-slide">Add this view as a slide</button></div>`;

/** What is under way on a page, and a clock that stands. */
function begin() {
  document.body.innerHTML = PAGE;
  const clock = {now: 0};
  const underWay = new UnderWay(() => clock.now);
  const happens = (type, selector) =>
    document.querySelector(selector).dispatchEvent(new Event(type, {bubbles: true}));
  return {clock, underWay, happens};
}

const ADD = ".st-key-add_slide button";
const OTHER = ".st-key-controls button";
const LINES = ".st-key-editor_slide textarea";
const NUMBER = ".st-key-editor_slide input";

test("an act is pending until the run that follows it has ended", () => {
  const {underWay, happens} = begin();
  assert.equal(underWay.isPending, false, "nothing was done");
  happens("click", ADD);
  assert.equal(underWay.isPending, true, "before the script runs");
  underWay.hear("running");
  assert.equal(underWay.isPending, true);
  underWay.hear("notRunning");
  assert.equal(underWay.isPending, false);
});

test("so is a slide that is made of a scene, and nothing else in it", () => {
  const {underWay, happens} = begin();
  happens("click", ".st-key-pathways");
  assert.equal(underWay.isPending, false);
  happens("click", ".atlas-add-slide");
  assert.equal(underWay.isPending, true);
});

test("a run that had begun before does not answer it", () => {
  const {underWay, happens} = begin();
  underWay.hear("running");
  happens("click", ADD);
  underWay.hear("notRunning");
  assert.equal(underWay.isPending, true);
  underWay.hear("running");
  underWay.hear("notRunning");
  assert.equal(underWay.isPending, false);
});

test("an act after which nothing runs is none; a run takes as long as it takes", () => {
  const {clock, underWay, happens} = begin();
  happens("click", ADD);
  clock.now += 60_000;
  assert.equal(underWay.isPending, false);
  happens("click", ADD);
  underWay.hear("running");
  clock.now += 60_000;
  assert.equal(underWay.isPending, true);
});

for (const [what, act] of [
  ["a box that is left", ({happens}) => happens("change", LINES)],
  ["Enter", () => press("Enter", document.querySelector(LINES))],
  ["a number that is counted up", () => press("ArrowUp", document.querySelector(NUMBER))],
])
  test(`${what} is an act`, () => {
    const page = begin();
    act(page);
    assert.equal(page.underWay.isPending, true);
  });

for (const [what, act] of [
  ["another button of the page", ({happens}) => happens("click", OTHER)],
  ["a click on a text", ({happens}) => happens("click", ".st-key-editor_slide p")],
  ["a letter", () => press("a", document.querySelector(LINES))],
  ["an arrow in a text", () => press("ArrowUp", document.querySelector(LINES))],
  ["a choice from a list that nothing of a lesson opened", ({happens}) => happens("click", "li")],
])
  test(`${what} is no act`, () => {
    const page = begin();
    act(page);
    assert.equal(page.underWay.isPending, false);
  });

test("a list of choices belongs to what opened it", () => {
  const {underWay, happens} = begin();
  happens("click", LINES);
  happens("click", "li");
  assert.equal(underWay.isPending, true);
});

test("what is being kept holds the page, also where it fails", async () => {
  const {underWay} = begin();
  let end = () => {};
  const keeping = underWay.until(new Promise((resolve) => (end = resolve)));
  assert.equal(underWay.isPending, true);
  end();
  await keeping;
  assert.equal(underWay.isPending, false);
  await assert.rejects(underWay.until(Promise.reject(new Error("full"))));
  assert.equal(underWay.isPending, false);
});
