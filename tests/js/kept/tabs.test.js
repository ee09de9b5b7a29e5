// Leaving the page warns where something would be lost: a lesson that is not kept, a text that is only typed.
import assert from "node:assert/strict";
import test from "node:test";

import {press} from "../dom.js";
import {Tabs, Typing} from "../../../assets/component/kept/tabs.js";

function box(name, within = "st-key-editor_slide") {
  const boxes = '<textarea></textarea><input type="text" /><input type="number" />';
  document.body.innerHTML = `<div class="${within}">${boxes}</div>`;
  return document.querySelector(name);
}

/** Type into a box, as a browser tells of it. */
function type(element, value) {
  element.focus();
  element.value = value;
  element.dispatchEvent(new Event("input", {bubbles: true}));
}

test("a text that is typed is pending until it is taken over", () => {
  const typing = new Typing();
  const lines = box("textarea");
  assert.equal(typing.isPending, false, "nothing was typed");
  type(lines, "new");
  assert.equal(typing.isPending, true);
  press("Enter", lines);
  assert.equal(typing.isPending, true, "a line more is no end");
  press("Enter", lines, {ctrlKey: true});
  assert.equal(typing.isPending, false);
  lines.value = "as the page tidied it";
  assert.equal(typing.isPending, false);
  type(lines, "newer");
  lines.dispatchEvent(new Event("focusout", {bubbles: true}));
  assert.equal(typing.isPending, false, "who leaves the box has it taken over");
});

test("a box of one line is taken over by Enter", () => {
  const typing = new Typing();
  const line = box("input");
  type(line, "new");
  assert.equal(typing.isPending, true);
  press("Enter", line);
  assert.equal(typing.isPending, false);
});

test("a number that is typed is pending like a text", () => {
  const typing = new Typing();
  const number = box("input[type=number]");
  type(number, "25");
  assert.equal(typing.isPending, true);
  number.dispatchEvent(new Event("focusout", {bubbles: true}));
  assert.equal(typing.isPending, false);
});

/** A slide's editor as the page makes it anew when its server is back. */
function editor(slide, value) {
  document.body.innerHTML = `<div class="st-key-editor_slide"><h3>Slide ${slide} of 2</h3>
    <div class="stElementContainer st-key-editor_points"><textarea>${value}</textarea></div></div>`;
  return document.querySelector("textarea");
}

/** Type into the second slide, lose the server, get it back. */
function typedAndLost() {
  const typing = new Typing();
  const lost = editor(2, "old");
  lost.dispatchEvent(new Event("focusin", {bubbles: true}));
  type(lost, "old and new");
  lost.disabled = true;
  lost.dispatchEvent(new Event("focusout", {bubbles: true}));
  assert.equal(typing.isPending, true, "a closed box has nothing taken over");
  document.body.innerHTML = "";
  document.dispatchEvent(new Event("atlas-back"));
  return typing;
}

const changed = () => new Promise((resolve) => setTimeout(resolve));

test("what was being typed comes back into the box that a new server makes", async () => {
  const typing = typedAndLost();
  const found = editor(2, "old");
  await changed();
  assert.equal(found.value, "old and new");
  assert.equal(typing.isPending, true, "it is still only typed");
  found.dispatchEvent(new Event("focusout", {bubbles: true}));
  assert.equal(typing.isPending, false);
});

test("it comes into no other slide, and over nothing that was written since", async () => {
  const typing = typedAndLost();
  const first = editor(1, "old");
  await changed();
  assert.equal(first.value, "old");
  const written = editor(2, "by another tab");
  await changed();
  assert.equal(written.value, "by another tab");
  assert.equal(typing.isPending, true);
  const second = editor(2, "old");
  await changed();
  assert.equal(second.value, "old and new", "as soon as its slide is chosen");
});

test("other boxes of the page are none of a lesson's", () => {
  const typing = new Typing();
  const other = box("input", "st-key-controls");
  type(other, "pelvis");
  assert.equal(typing.isPending, false);
});

test("leaving warns where something is lost, and only there", (t) => {
  const listeners = {};
  globalThis.addEventListener = (name, listener) => (listeners[name] = listener);
  t.after(() => delete globalThis.addEventListener);
  const tabs = new Tabs("test");
  t.after(() => tabs.channel.close());
  const leave = () => {
    let warned = false;
    listeners.beforeunload({preventDefault: () => (warned = true)});
    return warned;
  };
  assert.equal(leave(), false);
  tabs.isUnsaved = () => true;
  assert.equal(leave(), true);
  tabs.isUnsaved = () => false;
  const lines = box("textarea");
  type(lines, "typed");
  assert.equal(leave(), true);
});

test("a browser without storage for small notes remembers nothing, and goes on", (t) => {
  globalThis.addEventListener = () => {};
  t.after(() => delete globalThis.addEventListener);
  const storage = globalThis.sessionStorage;
  t.after(() => (globalThis.sessionStorage = storage));
  const tabs = new Tabs("test");
  t.after(() => tabs.channel.close());
  globalThis.sessionStorage = {
    setItem: () => {
      throw new Error("denied");
    },
    getItem: () => {
      throw new Error("denied");
    },
  };
  tabs.remember("key", "value");
  assert.equal(tabs.remembered("key"), null);
});
