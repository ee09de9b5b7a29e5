// Leaving the page warns where something would be lost: a lesson that is not kept, a text that is only typed.
import assert from "node:assert/strict";
import test from "node:test";

import {press} from "../dom.js";
import {Tabs, Typing} from "../../../assets/component/kept/tabs.js";

function box(name, within = "st-key-editor_slide") {
  document.body.innerHTML = `<div class="${within}"><textarea></textarea><input type="text" /></div>`;
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
