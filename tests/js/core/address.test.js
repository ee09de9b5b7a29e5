import {fresh} from "../dom.js";

import assert from "node:assert/strict";
import {afterEach, beforeEach, mock, test} from "node:test";

import {Address, startAddress} from "../../../assets/component/core/address.js";
import {outbox} from "../../../assets/component/core/outbox.js";

let address, entries, moves;

/** Stands in for the browser's history: `entries` is what "Back" would go through. */
globalThis.history = {
  state: {kept: true},
  pushState: (_state, _title, to) => write(to, entries.length),
  replaceState: (_state, _title, to) => write(to, entries.length - 1),
};

function write(to, at) {
  entries[at] = to;
  location.href = `http://localhost:8501${to}`;
}

const query = (text) => new URLSearchParams(text);
const comes = (currentPageName) => outbox.hear({type: "SET_CURRENT_PAGE_NAME", currentPageName});
const back = (to) => {
  location.href = `http://localhost:8501${to}`;
  const event = {stopped: false, stopImmediatePropagation: () => (event.stopped = true)};
  address.moved(event);
  return event.stopped;
};

beforeEach(() => {
  fresh();
  mock.timers.enable({apis: ["setTimeout", "Date"]});
  location.href = "http://localhost:8501/pathways?layer=article";
  entries = ["/pathways?layer=article"];
  moves = [];
  comes("pathways");
  address = new Address((to) => moves.push(to.toString()));
});

afterEach(() => {
  address.destroy();
  mock.timers.reset();
});

test("bones and steps take the place of what is there, a step can be taken back", () => {
  address.write(query("step=1"));
  address.write(query("view=back&step=1"), {step: true});
  address.write(query("view=back&step=2"));
  assert.deepEqual(entries, ["/pathways?step=1", "/pathways?view=back&step=2"]);
  assert.equal(address.query().get("step"), "2");
});

test("what is there already is not written again", () => {
  address.write(query("layer=article"), {step: true});
  assert.deepEqual(entries, ["/pathways?layer=article"]);
});

test("Back to a page that was left is the scene's and Streamlit's", () => {
  outbox.await("/evidence");
  assert.equal(back("/pathways?view=left"), false, "the other page is on its way");
  comes("evidence");
  assert.equal(back("/pathways?view=right"), false, "it has come, and the scene is not gone yet");
  assert.deepEqual(moves, ["view=left", "view=right"]);
  comes("pathways");
  assert.equal(back("/pathways?view=back"), true);
});

test("what is asked for by Back is held back for, and Streamlit hears of it once all is sent", () => {
  globalThis.window = document.defaultView;
  globalThis.PopStateEvent = window.PopStateEvent;
  const heard = [];
  startAddress();
  window.addEventListener("popstate", () => heard.push("popstate"));
  location.href = "http://localhost:8501/pathways?view=left";
  window.dispatchEvent(new PopStateEvent("popstate"));
  assert.deepEqual([heard, moves], [[], ["view=left"]]);
  location.href = "http://localhost:8501/";
  setTimeout(() => heard.push("told before"), 0);
  window.dispatchEvent(new PopStateEvent("popstate"));
  outbox.send(document.body, () => heard.push("told after"));
  mock.timers.tick(0);
  assert.deepEqual(heard, ["told before", "popstate"]);
  comes("");
  assert.deepEqual(heard, ["told before", "popstate", "told after"]);
  // Another page was asked for, and left before it came: that it comes all the same does not write its address.
  history.pushState(null, "", "/sources");
  outbox.await("/sources");
  const before = [...entries];
  location.href = "http://localhost:8501/";
  window.dispatchEvent(new PopStateEvent("popstate"));
  history.pushState({}, "", "/sources?layer=article");
  assert.deepEqual(entries, before);
  mock.timers.tick(0);
  comes("");
  history.pushState(null, "", "/sources");
  assert.equal(entries.at(-1), "/sources");
});

test("Back within the page is the scene's, to another page it is not", () => {
  assert.equal(back("/pathways?view=left"), true);
  assert.deepEqual(moves, ["view=left"]);
  assert.equal(back("/?view=left"), false);
  assert.deepEqual(moves, ["view=left"]);
});

test("faster than a browser takes it, the last is written a moment later; nothing is lost", () => {
  for (let step = 1; step <= 300; step += 1) address.write(query(`step=${step}`));
  assert.equal(entries.at(-1), "/pathways?step=60", "at once, as far as a browser takes it");
  mock.timers.tick(500);
  assert.deepEqual(entries, ["/pathways?step=300"]);
});

test("however long the reader goes on so, no browser refuses it", () => {
  const written = [];
  for (const name of ["pushState", "replaceState"]) {
    const own = history[name];
    mock.method(history, name, (...of) => {
      written.push(Date.now());
      own(...of);
    });
  }
  for (let step = 1; step <= 2000; step += 1) {
    address.write(query(`step=${step}`), {step: step % 9 === 0});
    mock.timers.tick(20);
  }
  mock.timers.tick(500);
  const most = Math.max(
    ...written.map((when) => written.filter((w) => w >= when && w < when + 10_000).length),
  );
  assert.ok(most < 100, `${most} times in ten seconds`);
  assert.equal(entries.at(-1), "/pathways?step=2000");
  mock.restoreAll();
});

test("a step that waits is still one that can be taken back", () => {
  for (let step = 1; step <= 60; step += 1) address.write(query(`step=${step}`));
  address.write(query("view=back"), {step: true});
  address.write(query("view=back&step=1"));
  mock.timers.tick(500);
  assert.deepEqual(entries, ["/pathways?step=60", "/pathways?view=back&step=1"]);
});

test("what waits belongs to where the reader was: Back drops it", () => {
  for (let step = 1; step <= 61; step += 1) address.write(query(`step=${step}`));
  back("/pathways?view=left");
  mock.timers.tick(60_000);
  assert.equal(location.search, "?view=left");
});

test("a page that was left writes nothing into the address of another", () => {
  location.href = "http://localhost:8501/?layer=article";
  address.write(query("step=1"));
  assert.equal(location.pathname + location.search, "/?layer=article");
  location.href = "http://localhost:8501/pathways?layer=article";
  address.destroy();
  address.write(query("step=1"));
  assert.equal(location.search, "?layer=article");
});
