import assert from "node:assert/strict";
import {beforeEach, test} from "node:test";

import "../dom.js";
import {enterWithLesson, leaveWithLesson} from "../../../assets/component/shell/full_screen.js";

globalThis.HTMLAnchorElement = document.defaultView.HTMLAnchorElement;
const asked = [];
/** What the browser is: whether it has a full screen, and whether it is full. */
function browser({enabled = true, full = null, refuses = false} = {}) {
  Object.defineProperty(document, "fullscreenEnabled", {value: enabled, configurable: true});
  Object.defineProperty(document, "fullscreenElement", {value: full, configurable: true});
  document.documentElement.requestFullscreen = async () => {
    asked.push("enter");
    if (refuses) throw new TypeError("refused");
  };
  document.exitFullscreen = async () => asked.push("leave");
}

beforeEach(() => {
  asked.length = 0;
  document.body.innerHTML = `<a id="give" href="/atlas/present?lesson=where"><p>Present</p></a>
    <a id="tab" href="/present" target="_blank">In a tab</a> <a id="teach" href="/teach">Teach</a>`;
  browser();
});

/** A click of the reader's, as the browser tells it. */
const click = (selector, settings = {}) =>
  enterWithLesson({target: document.querySelector(selector), isTrusted: true, button: 0, ...settings});

test("the reader's click on the link of a lesson fills the screen, and no other", () => {
  click("#give p");
  assert.deepEqual(asked, ["enter"]);
  click("#tab");
  click("#teach");
  click("#give", {ctrlKey: true});
  click("#give", {button: 1});
  click("#give", {isTrusted: false});
  click("body");
  assert.deepEqual(asked, ["enter"]);
});

test("where there is no full screen, or it is full already, nothing is asked; a refusal breaks nothing", async () => {
  browser({enabled: false});
  click("#give");
  browser({full: document.documentElement});
  click("#give");
  assert.deepEqual(asked, []);
  browser({refuses: true});
  click("#give");
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(asked, ["enter"]);
});

test("the screen is given back where the lesson is closed, or another page has come", () => {
  leaveWithLesson();
  assert.deepEqual(asked, [], "it is not full");
  browser({full: document.documentElement});
  leaveWithLesson();
  assert.deepEqual(asked, ["leave"], "the address is no lesson's");
  leaveWithLesson({isClosed: true});
  assert.deepEqual(asked, ["leave", "leave"]);
});
